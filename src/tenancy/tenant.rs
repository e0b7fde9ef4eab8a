//! A tenant as the rest of the program sees it: the row with its JSON read and its zone known.

use std::sync::Arc;

use chrono::TimeDelta;

use super::entity::tenant;
use super::entity::tenant::TenantStatus;
use super::origin::of_passkeys;
use super::settings::{Branding, Settings};
use super::sheet::Sheet;
use crate::db::TenantRef;
use crate::kernel::fault::Fault;

/// A tenant with its settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tenant {
    /// What every rule may need.
    pub reference: Arc<TenantRef>,
    /// The short name in commands.
    pub slug: String,
    /// The name its customers know.
    pub name: String,
    /// Whether it is served.
    pub status: TenantStatus,
    /// Counts the changes of its looks, settings and hosts.
    pub version: i32,
    /// Prefix of its portal IDs.
    pub portal_prefix: String,
    /// The hosts that name it.
    pub hosts: Vec<String>,
    /// Its looks.
    pub branding: Branding,
    /// Its switches.
    pub settings: Settings,
}

impl Tenant {
    pub(super) fn from_row(row: tenant::Model, hosts: Vec<String>) -> Result<Self, Fault> {
        let broken = |what: &str, error: &dyn std::fmt::Display| {
            Fault::internal(format!("tenant {}: {what}: {error}", row.slug))
        };
        let zone = row.timezone.parse().map_err(|error| broken("timezone", &error))?;
        let branding =
            serde_json::from_value(row.branding.clone()).map_err(|error| broken("branding", &error))?;
        let settings: Settings =
            serde_json::from_value(row.settings.clone()).map_err(|error| broken("settings", &error))?;
        let reference = TenantRef {
            id: row.id,
            zone,
            currency: row.currency,
            locale: row.locale,
            bills_in_portal: settings.portal.billing,
            takes_cards: settings.payments.gateway.is_some(),
            low_balance_minor: settings.billing.low_balance_minor,
            // Whatever the row says: nobody but a sandbox lives in another time.
            clock_offset: if settings.sandbox {
                TimeDelta::microseconds(row.clock_offset_us)
            } else {
                TimeDelta::zero()
            },
        };
        Ok(Self {
            reference: Arc::new(reference),
            slug: row.slug,
            name: row.name,
            status: row.status,
            version: row.version,
            portal_prefix: row.portal_prefix,
            hosts,
            branding,
            settings,
        })
    }

    /// What may be changed of it.
    pub fn sheet(&self) -> Sheet {
        Sheet { branding: self.branding.clone(), settings: self.settings.clone() }
    }

    /// The domain that its passkeys belong to; none without a host.
    pub fn passkey_domain(&self) -> Option<&str> {
        self.settings.passkey_domain.as_deref().or_else(|| self.hosts.first().map(String::as_str))
    }

    /// The origins where its passkeys may be used.
    pub fn passkey_origins(&self) -> Vec<String> {
        let others = &self.settings.allowed_origins;
        self.passkey_domain().map(|domain| of_passkeys(domain, &self.hosts, others)).unwrap_or_default()
    }
}
