//! The sessions that there are, when what they may do has changed.

use std::net::{IpAddr, SocketAddr};

use super::{RadiusDriver, database, rows};
use crate::ports::provisioning::{Desired, DriverError, Order};
use crate::ports::radius::{Attribute, DynamicError, ErrorCause, Nas, SessionOrder};
use crate::provisioning::entity::{nas, radius_session};
use crate::provisioning::store;

/// The field of a NAS's secret.
pub(in crate::provisioning) const SECRET: &str = "secret";

/// What is to become of the sessions.
enum Change {
    /// They go on as they are.
    Nothing,
    /// They end; the customer's equipment signs in again and is judged anew.
    End,
    /// They go on with these attributes.
    Attributes(Vec<Attribute>),
}

impl RadiusDriver {
    fn change(&self, order: &Order) -> Result<Change, DriverError> {
        let garden = !self.settings.walled_garden.is_empty();
        Ok(match (order.desired, &order.before) {
            // They are in the garden already.
            (Desired::Suspended, Some((Desired::Suspended, _))) if garden => Change::Nothing,
            (Desired::Suspended | Desired::Absent, _) | (Desired::Active, Some((Desired::Suspended, _))) => {
                Change::End
            }
            // It is not known what was done: one of them may be in the garden.
            (Desired::Active, None) if garden => Change::End,
            (Desired::Active, Some((Desired::Active, profile))) if *profile != order.profile => {
                let attributes = rows::for_session(&self.settings, &order.profile)
                    .map_err(|error| DriverError::Lasting(format!("the attributes of the plan: {error}")))?;
                Change::Attributes(attributes)
            }
            (Desired::Active, _) => Change::Nothing,
        })
    }

    /// Lets the sessions follow. Each is asked, also where one before it did not do it; the first error is told.
    pub(super) async fn settle_sessions(&self, order: &Order) -> Result<(), DriverError> {
        let attributes = match self.change(order)? {
            Change::Nothing => return Ok(()),
            Change::End => None,
            Change::Attributes(attributes) => Some(attributes),
        };
        let sessions = store::sessions::open_of(&self.scope, order.subscription).await.map_err(database)?;
        let mut outcome = Ok(());
        for session in &sessions {
            let settled = self.settle(session, attributes.clone()).await;
            outcome = outcome.and(settled);
        }
        outcome
    }

    async fn settle(
        &self,
        session: &radius_session::Model,
        attributes: Option<Vec<Attribute>>,
    ) -> Result<(), DriverError> {
        let row = store::nas::by_ids(&self.scope, &[session.nas_id]).await.map_err(database)?.pop();
        let Some(row) = row.filter(|nas| nas.removed_at.is_none()) else {
            // Nobody is there any more who could keep it.
            return self.gone(session).await;
        };
        let nas = self.reach(&row).await?;
        let at = u32::try_from(self.scope.real_now().timestamp()).unwrap_or(u32::MAX);
        let order = |change| SessionOrder {
            username: session.username.clone(),
            session: session.acct_session_id.clone(),
            framed_ip: session.framed_ip.as_deref().and_then(|address| address.parse().ok()),
            change,
            at,
        };
        let changes = attributes.is_some();
        let mut asked = self.dynamic.ask(&nas, &order(attributes)).await;
        let not_there = Err(DynamicError::Refused(Some(ErrorCause::SessionContextNotFound)));
        if changes && asked.is_ok() {
            return Ok(());
        }
        if changes && matches!(asked, Err(DynamicError::Refused(_))) && asked != not_there {
            // It cannot change a session: a new one begins with what is in the tables.
            asked = self.dynamic.ask(&nas, &order(None)).await;
        }
        match asked {
            Ok(()) => {
                let tx = self.scope.begin().await.map_err(database)?;
                store::sessions::disconnected(&tx, session.id, self.scope.real_now())
                    .await
                    .map_err(database)?;
                tx.commit().await.map_err(database)
            }
            Err(DynamicError::Refused(Some(ErrorCause::SessionContextNotFound))) => self.gone(session).await,
            Err(error) => Err(DriverError::Passing(format!("{}: {error}", row.name))),
        }
    }

    async fn gone(&self, session: &radius_session::Model) -> Result<(), DriverError> {
        let tx = self.scope.begin().await.map_err(database)?;
        store::sessions::stopped(&tx, session.id, self.scope.real_now()).await.map_err(database)?;
        tx.commit().await.map_err(database)
    }

    /// Where a NAS is asked, if that is still within the management networks (threats.md row 19).
    async fn reach(&self, nas: &nas::Model) -> Result<Nas, DriverError> {
        let lasting = |what: &str| DriverError::Lasting(format!("{}: {what}", nas.name));
        let address: IpAddr = nas.address.parse().map_err(|_| lasting("its address is none"))?;
        if !crate::network::inventory::address_allowed(&self.scope, address).await.map_err(database)? {
            return Err(lasting("its address is in no management network"));
        }
        let port = u16::try_from(nas.coa_port).map_err(|_| lasting("its port is none"))?;
        let secret = self.secrets.get(&nas.secret, SECRET).await;
        let secret =
            secret.map_err(|_| DriverError::Passing(format!("{}: its secret cannot be read", nas.name)))?;
        let secret = secret.ok_or_else(|| lasting("there is no secret at its path"))?;
        Ok(Nas { address: SocketAddr::new(address, port), secret })
    }
}
