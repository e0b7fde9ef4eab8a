//! What the operator's commands at one tenant share.

use std::sync::Arc;

use crate::app;
use crate::config::Config;
use crate::customers;
use crate::db::{Db, PlatformScope, Scope};
use crate::kernel::actor::Actor;
use crate::kernel::clock::{SharedClock, SystemClock};
use crate::kernel::entropy::{SharedEntropy, SystemEntropy};
use crate::kernel::ids::{CustomerId, ResellerId};
use crate::tenancy::{self, Tenant};

type Error = Box<dyn std::error::Error>;

/// Where an operator stands: at a tenant, as the system.
pub(super) struct Desk {
    pub(super) tenant: Tenant,
    pub(super) scope: Scope,
    pub(super) clock: SharedClock,
    pub(super) entropy: SharedEntropy,
}

impl Desk {
    /// At the tenant of a short name, over `db`.
    pub(super) async fn at(db: Db, slug: &str) -> Result<Self, Error> {
        let (clock, entropy): (SharedClock, SharedEntropy) = (Arc::new(SystemClock), Arc::new(SystemEntropy));
        let tenant = tenancy::find_by_slug(&PlatformScope::new(db.clone()), slug).await?;
        let tenant = tenant.ok_or_else(|| format!("there is no tenant {slug}"))?;
        let reference = tenant.reference.clone();
        let scope = Scope::new(db, reference, Actor::System, &clock, entropy.clone(), "command".into());
        Ok(Self { tenant, scope, clock, entropy })
    }

    /// The same, over the database of a whole configuration.
    pub(super) async fn of(config: &Config, slug: &str) -> Result<Self, Error> {
        Self::at(Db::open(&app::db_settings(config))?, slug).await
    }

    /// The customer of a number, if one is named.
    pub(super) async fn customer(&self, number: Option<&str>) -> Result<Option<CustomerId>, Error> {
        let Some(number) = number else { return Ok(None) };
        let found = customers::find_by_number(&self.scope, number).await?;
        Ok(Some(found.ok_or_else(|| format!("there is no customer {number}"))?))
    }

    /// The reseller of a code, if one is named.
    pub(super) async fn reseller(&self, code: Option<&str>) -> Result<Option<ResellerId>, Error> {
        let Some(code) = code else { return Ok(None) };
        let found = customers::find_reseller(&self.scope, code).await?;
        Ok(Some(found.ok_or_else(|| format!("there is no reseller {code}"))?))
    }
}
