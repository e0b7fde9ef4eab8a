//! Creating tenants and finding them by name: the operator's commands.

use sea_orm::Set;

use super::entity::tenant::{self, TenantStatus};
use super::entity::tenant_host;
use super::origin::{is_allowable, may_have_passkeys};
use super::settings::{
    BillingSettings, Branding, NetworkSettings, PaymentSettings, ProvisioningSettings, Settings,
};
use super::{Tenant, store};
use crate::db::{DbError, PlatformScope, Reads};
use crate::kernel::clock::Instant;
use crate::kernel::entropy::Entropy;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{TenantId, TypedId as _};
use crate::kernel::money::Currency;
use crate::kernel::problem::Invalid;

/// What a tenant is made of.
#[derive(Debug, Clone)]
pub struct NewTenant {
    /// Short name: lower-case letters, digits and hyphens.
    pub slug: String,
    /// The name its customers know.
    pub name: String,
    /// Host names, without port.
    pub hosts: Vec<String>,
    /// IANA zone.
    pub timezone: String,
    /// ISO 4217.
    pub currency: Currency,
    /// BCP 47.
    pub locale: String,
    /// Prefix of portal IDs, at most 5 letters or digits.
    pub portal_prefix: String,
    /// Its looks.
    pub branding: Branding,
    /// Its switches.
    pub settings: Settings,
}

/// Why a tenant was not created.
#[derive(Debug, thiserror::Error)]
pub enum CreateTenantError {
    /// The input is wrong: every fault of it.
    #[error("{}", .0.iter().map(|i| format!("{}: {}", i.field, i.message)).collect::<Vec<_>>().join("; "))]
    Invalid(Vec<Invalid>),
    /// Slug or host is in use.
    #[error("the slug or a host is already in use")]
    Taken,
    /// Not the caller's doing.
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// Whether a text is a label of a host name.
pub(super) fn is_label(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 63
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

fn check(new: &NewTenant) -> Vec<Invalid> {
    let mut faults = Vec::new();
    if !is_label(&new.slug) {
        faults.push(Invalid::new("slug", "must be lower-case letters, digits and hyphens, at most 63"));
    }
    if new.name.trim().is_empty() {
        faults.push(Invalid::new("name", "must not be empty"));
    }
    if new.hosts.is_empty() || new.hosts.iter().any(|host| !host.split('.').all(is_label)) {
        faults.push(Invalid::new("hosts", "must be lower-case host names without port"));
    }
    if new.timezone.parse::<chrono_tz::Tz>().is_err() {
        faults.push(Invalid::new("timezone", "is not an IANA time zone"));
    }
    if new.portal_prefix.len() > 5
        || !new.portal_prefix.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
    {
        faults.push(Invalid::new("portalPrefix", "must be at most 5 capital letters or digits"));
    }
    if !(4..=20).contains(&new.settings.portal_id_length) {
        faults.push(Invalid::new("settings.portalIdLength", "must be 4 to 20"));
    }
    faults.extend(new.settings.billing.faults());
    let network = new.settings.network.faults().into_iter();
    faults
        .extend(network.map(|(key, message)| Invalid::new("settings.network", format!("{key}: {message}"))));
    let domain = new.settings.passkey_domain.as_ref();
    if domain.is_some_and(|domain| !may_have_passkeys(domain, &new.hosts)) {
        faults.push(Invalid::new("settings.passkeyDomain", "must be one of the hosts or a parent of one"));
    }
    for origin in &new.settings.allowed_origins {
        if !is_allowable(origin, &new.hosts) {
            let message =
                format!("{origin:?} is not an origin of the same site as one of the hosts, over https");
            faults.push(Invalid::new("settings.allowedOrigins", message));
        }
    }
    faults
}

/// Creates a tenant with its hosts.
pub async fn create(
    platform: &PlatformScope,
    new: NewTenant,
    now: Instant,
    entropy: &dyn Entropy,
) -> Result<TenantId, CreateTenantError> {
    let faults = check(&new);
    if !faults.is_empty() {
        return Err(CreateTenantError::Invalid(faults));
    }
    let id = TenantId::generate(now, entropy);
    let json = |value: Result<serde_json::Value, serde_json::Error>| value.map_err(Fault::internal);
    let row = tenant::ActiveModel {
        id: Set(id),
        slug: Set(new.slug),
        name: Set(new.name),
        timezone: Set(new.timezone),
        currency: Set(new.currency),
        locale: Set(new.locale),
        status: Set(TenantStatus::Active),
        portal_prefix: Set(new.portal_prefix),
        branding: Set(json(serde_json::to_value(new.branding))?),
        settings: Set(json(serde_json::to_value(new.settings))?),
        created_at: Set(now),
        version: Set(1),
        clock_offset_us: Set(0),
    };
    let hosts = new
        .hosts
        .into_iter()
        .map(|host| tenant_host::ActiveModel { host: Set(host), tenant_id: Set(id) })
        .collect();
    match store::insert(platform, row, hosts).await {
        Ok(()) => Ok(id),
        Err(DbError::Unique(_)) => Err(CreateTenantError::Taken),
        Err(other) => Err(CreateTenantError::Fault(other.into())),
    }
}

/// The tenant of a short name.
pub async fn find_by_slug(platform: &PlatformScope, slug: &str) -> Result<Option<Tenant>, Fault> {
    store::by_slug(platform, slug).await
}

/// The ids of all tenants, for jobs that visit each.
pub async fn ids(platform: &PlatformScope) -> Result<Vec<TenantId>, Fault> {
    Ok(store::ids(platform).await?)
}

/// Every tenant, by its short name.
pub async fn list(platform: &PlatformScope) -> Result<Vec<Tenant>, Fault> {
    store::all(platform).await
}

/// Says how a tenant's customers pay. Whether there is such a tenant. Servers notice within seconds.
pub async fn set_payments(
    platform: &PlatformScope,
    slug: &str,
    payments: PaymentSettings,
) -> Result<bool, Fault> {
    let Some(tenant) = store::by_slug(platform, slug).await? else { return Ok(false) };
    let settings = Settings { payments, ..tenant.settings };
    let settings = serde_json::to_value(settings).map_err(Fault::internal)?;
    Ok(store::set_settings(platform, tenant.reference.id, settings).await?)
}

/// How the scope's own tenant bills, as it is now: for what is decided in a transaction.
pub async fn billing_settings(db: &impl Reads) -> Result<BillingSettings, Fault> {
    Ok(own_settings(db).await?.billing)
}

/// What the network of the scope's own tenant does by itself, as it is set now.
pub async fn network_settings(db: &impl Reads) -> Result<NetworkSettings, Fault> {
    Ok(own_settings(db).await?.network)
}

async fn own_settings(db: &impl Reads) -> Result<Settings, Fault> {
    let row = store::own(db).await?.ok_or_else(|| Fault::internal("a scope without its tenant"))?;
    serde_json::from_value(row.settings).map_err(Fault::internal)
}

/// How the scope's own tenant's network is told what services are to do, as it is now.
pub async fn provisioning_settings(db: &impl Reads) -> Result<ProvisioningSettings, Fault> {
    let row = store::own(db).await?.ok_or_else(|| Fault::internal("a scope without its tenant"))?;
    let settings: Settings = serde_json::from_value(row.settings).map_err(Fault::internal)?;
    Ok(settings.provisioning)
}

/// The tenant of an id, for jobs.
pub async fn find_by_id(platform: &PlatformScope, id: TenantId) -> Result<Option<Tenant>, Fault> {
    store::by_id(platform, id).await
}

/// The tenants that are served, for jobs.
pub async fn active(platform: &PlatformScope) -> Result<Vec<TenantId>, Fault> {
    store::active(platform).await
}
