//! The tenants by host, read once: Portico keeps them for ten seconds.

use std::collections::HashMap;

use chrono::{NaiveDate, Utc};
use chrono_tz::Tz;
use uuid::Uuid;

use crate::database::{Database, Failed};

/// What a statement must know of a tenant.
pub(crate) struct Tenant {
    pub(crate) id: Uuid,
    pub(crate) locale: String,
    zone: Tz,
}

impl Tenant {
    /// Today in the tenant's zone.
    pub(crate) fn today(&self) -> NaiveDate {
        Utc::now().with_timezone(&self.zone).date_naive()
    }
}

/// The tenants by host.
pub(crate) struct Tenants(HashMap<String, Tenant>);

impl Tenants {
    pub(crate) async fn load(database: &Database) -> Result<Self, Failed> {
        let mut tenants = HashMap::new();
        for (host, id, locale, zone) in database.tenants().await? {
            tenants.insert(host, Tenant { id, locale, zone: zone.parse()? });
        }
        Ok(Self(tenants))
    }

    /// The tenant of a `Host` header; the port does not matter.
    pub(crate) fn of_host(&self, host: &str) -> Option<&Tenant> {
        self.0.get(host.split_once(':').map_or(host, |(name, _)| name))
    }
}
