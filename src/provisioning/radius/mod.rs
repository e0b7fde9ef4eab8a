//! The driver for FreeRADIUS: rows of the four tables that its SQL module reads, and orders to the NASes of the sessions that
//! there are.
//!
//! The tables lie in this database, so that a change of them is whole or not at all; FreeRADIUS reads them with a role of its
//! own (docs/radius.md). Rows first, sessions then: whoever signs in again after the end of a session is judged by the new rows.

mod password;
mod rows;
mod sessions;

use std::sync::Arc;

use async_trait::async_trait;

pub(super) use password::{new_password, verifier_of};
pub(super) use sessions::SECRET;

use super::entity::radius_credential;
use super::store;
use crate::db::{Reads as _, Scope, Tx};
use crate::kernel::fault::Fault;
use crate::ports::provisioning::{Desired, Driver, DriverError, Found, Order, Told};
use crate::ports::radius::DynamicAuthorization;
use crate::ports::secrets::Secrets;
use crate::tenancy::RadiusSettings;

/// Tells FreeRADIUS and the NASes of one tenant.
pub(super) struct RadiusDriver {
    pub(super) scope: Scope,
    pub(super) settings: RadiusSettings,
    pub(super) secrets: Secrets,
    pub(super) dynamic: Arc<dyn DynamicAuthorization>,
}

/// What failed may hold SQL: staff learns that it was the database.
fn database(cause: impl Into<Fault>) -> DriverError {
    let cause = cause.into();
    tracing::warn!(%cause, "the tables of FreeRADIUS were not read or written");
    DriverError::Passing("the database does not answer".to_owned())
}

impl RadiusDriver {
    /// The rows as they are to be, in one transaction.
    async fn write(&self, order: &Order) -> Result<(), DriverError> {
        let tx = self.scope.begin().await.map_err(database)?;
        let credential = credential(&tx, &self.settings, order).await.map_err(database)?;
        let wanted = rows::of_user(&self.settings, &credential, order);
        let name = &credential.username;
        if let Some((group, attributes)) = rows::of_group(&self.settings, order) {
            store::radius::write_group(&tx, &group, &attributes).await.map_err(database)?;
        }
        store::radius::write_user(&tx, name, &wanted).await.map_err(database)?;
        tx.commit().await.map_err(database)
    }
}

/// What the service signs in with; made here for one that has nothing yet. It has no password before somebody asks for one.
pub(super) async fn credential(
    tx: &Tx,
    settings: &RadiusSettings,
    order: &Order,
) -> Result<radius_credential::Model, Fault> {
    let found = store::radius::credentials(tx, &[order.subscription]).await?.pop();
    if let Some(found) = found {
        return Ok(found);
    }
    let row = radius_credential::Model {
        id: tx.scope().new_id(),
        tenant_id: tx.scope().tenant().id,
        customer_id: order.customer,
        subscription_id: order.subscription,
        username: rows::username(&order.number, &settings.realm),
        verifier_attribute: None,
        verifier: None,
        rotated_at: None,
        version: crate::db::FIRST_VERSION,
    };
    store::radius::insert_credential(tx, row).await?;
    let found = store::radius::credentials(tx, &[order.subscription]).await?.pop();
    found.ok_or_else(|| Fault::internal("the name of a service in RADIUS is another service's"))
}

#[async_trait]
impl Driver for RadiusDriver {
    async fn apply(&self, order: &Order) -> Result<Told, DriverError> {
        self.write(order).await?;
        self.settle_sessions(order).await?;
        Ok(Told::Done)
    }

    async fn look(&self, order: &Order) -> Result<Found, DriverError> {
        let scope = &self.scope;
        let credential =
            store::radius::credentials(scope, &[order.subscription]).await.map_err(database)?.pop();
        let Some(credential) = credential else {
            return Ok(Found::Drifted("the service has no name in RADIUS".to_owned()));
        };
        let wanted = rows::of_user(&self.settings, &credential, order);
        let there = store::radius::user(scope, &credential.username).await.map_err(database)?;
        if there != wanted {
            return Ok(Found::Drifted(
                "the rows of the service in RADIUS are not what they are to be".to_owned(),
            ));
        }
        if let Some((group, attributes)) = rows::of_group(&self.settings, order) {
            let there = store::radius::group(scope, &group).await.map_err(database)?;
            if there != attributes {
                return Ok(Found::Drifted(
                    "the rows of the plan in RADIUS are not what they are to be".to_owned(),
                ));
            }
        }
        let rejected = order.desired != Desired::Active && self.settings.walled_garden.is_empty();
        if rejected || order.desired == Desired::Absent {
            let open = store::sessions::open_of(scope, order.subscription).await.map_err(database)?;
            if !open.is_empty() {
                return Ok(Found::Drifted("a session goes on that is to have ended".to_owned()));
            }
        }
        Ok(Found::InLine)
    }
}
