//! Changing what a tenant is: its settings and looks, its hosts. By its administrator or the operator.
//!
//! A running server sees a change within ten seconds, however many there are: see `TenantDirectory`. Invariant: passkeys
//! that were made stay good, unless the operator says otherwise: their domain does not change behind anybody's back.

use std::sync::Arc;

use serde_json::{Map, Value as Json};

use super::entity::tenant;
use super::origin::is_within;
use super::policy;
use super::service::is_label;
use super::sheet::{Changed, Edit, SettingFault, Sheet};
use super::{Tenant, store};
use crate::db::audit::Record;
use crate::db::{DbError, Scope, Tx};
use crate::kernel::actor::Actor;
use crate::kernel::fault::Fault;
use crate::kernel::ids::TypedId as _;

/// Why a tenant is as it was.
#[derive(Debug, thiserror::Error)]
pub enum ChangeTenantError {
    /// The caller may not.
    #[error("not allowed")]
    Forbidden,
    /// The change is wrong: everything that is.
    #[error("{} fault(s)\n{}", .0.len(), .0.iter().map(|fault| format!("- {}: {}", fault.key, fault.message)).collect::<Vec<_>>().join("\n"))]
    Invalid(Vec<SettingFault>),
    /// Somebody else has changed it meanwhile, or it is not the version that was seen.
    #[error("the tenant has changed meanwhile; look again")]
    Conflict,
    /// A host is another tenant's, or this one's already.
    #[error("the host is already in use")]
    Taken,
    /// Not the caller's doing.
    #[error(transparent)]
    Fault(Fault),
}

impl<F: Into<Fault>> From<F> for ChangeTenantError {
    fn from(fault: F) -> Self {
        Self::Fault(fault.into())
    }
}

/// A tenant after a change.
#[derive(Debug, Clone)]
pub struct ChangedTenant {
    /// The tenant.
    pub tenant: Arc<Tenant>,
    /// What is another than before.
    pub changes: Vec<Changed>,
}

/// The scope's tenant as it is now, whatever the directory remembers.
pub async fn current(scope: &Scope) -> Result<Tenant, Fault> {
    let row = store::own(scope).await?;
    let row = row.ok_or_else(|| Fault::internal("the tenant of the scope is missing"))?;
    Tenant::from_row(row, store::own_hosts(scope).await?)
}

/// Gives keys of the tenant's sheet other values, all of them or none. A caller other than the operator has proved once
/// more who it is: that is held where sessions are known.
pub async fn update_settings(
    scope: &Scope,
    edits: Vec<Edit>,
    expected_version: Option<i32>,
) -> Result<ChangedTenant, ChangeTenantError> {
    let is_operator = matches!(scope.actor(), Actor::System);
    if !is_operator && !scope.actor().kinds().any(policy::may_administer_settings) {
        return Err(ChangeTenantError::Forbidden);
    }
    let tx = scope.begin().await?;
    let (row, hosts) = seen(&tx).await?;
    if expected_version.is_some_and(|version| version != row.version) {
        return Err(ChangeTenantError::Conflict);
    }
    let before = Tenant::from_row(row.clone(), hosts.clone())?.sheet();
    let after = before.edited(edits, &hosts).map_err(ChangeTenantError::Invalid)?;
    let changes = before.changes(&after).map_err(Fault::internal)?;
    let tenant = write(&tx, row, hosts, &after).await?;
    let told = |value: fn(&Changed) -> &Json| {
        let values: Map<String, Json> = changes.iter().map(|c| (c.key.clone(), value(c).clone())).collect();
        Json::Object(values)
    };
    let record = Record::new("tenant.update_settings", scope.tenant().id.external());
    tx.record(record.change(told(|c| &c.before), told(|c| &c.after))).await?;
    tx.commit().await?;
    Ok(ChangedTenant { tenant: Arc::new(tenant), changes })
}

/// Lets another host name the tenant. Where passkeys belong to the first host for want of another domain, and this one
/// would be the first, that domain is written down.
pub async fn add_host(scope: &Scope, host: &str) -> Result<ChangedTenant, ChangeTenantError> {
    if !host.split('.').all(is_label) {
        let fault = SettingFault::new("host", "must be a lower-case host name without port");
        return Err(ChangeTenantError::Invalid(vec![fault]));
    }
    let tx = scope.begin().await?;
    let (row, hosts) = seen(&tx).await?;
    let before = Tenant::from_row(row.clone(), hosts.clone())?.sheet();
    let mut after = before.clone();
    if let Some(first) = hosts.first().filter(|first| host < first.as_str()) {
        after.settings.passkey_domain.get_or_insert_with(|| first.clone());
    }
    match store::insert_host(&tx, host).await {
        Ok(()) => {}
        Err(DbError::Unique(_)) => return Err(ChangeTenantError::Taken),
        Err(other) => return Err(other.into()),
    }
    let changes = before.changes(&after).map_err(Fault::internal)?;
    let hosts = store::own_hosts(&tx).await?;
    let tenant = write(&tx, row, hosts, &after).await?;
    let record = Record::new("tenant.add_host", scope.tenant().id.external());
    tx.record(record.after(serde_json::json!({ "host": host }))).await?;
    tx.commit().await?;
    Ok(ChangedTenant { tenant: Arc::new(tenant), changes })
}

/// Takes a host away from the tenant. Not the last one; not one that an origin or the passkeys stand on; and one that
/// passkeys belong to for want of another domain only where `lose_passkeys`.
pub async fn remove_host(
    scope: &Scope,
    host: &str,
    lose_passkeys: bool,
) -> Result<ChangedTenant, ChangeTenantError> {
    let tx = scope.begin().await?;
    let (row, hosts) = seen(&tx).await?;
    let before = Tenant::from_row(row.clone(), hosts.clone())?;
    let rest: Vec<String> = hosts.iter().filter(|own| *own != host).cloned().collect();
    let fault = |message: String| vec![SettingFault::new("host", message)];
    let mut faults = Vec::new();
    if rest.len() == hosts.len() {
        faults = fault("is none of the tenant's".to_owned());
    } else if rest.is_empty() {
        faults = fault("is the only one: nobody would find the portal".to_owned());
    } else if before.passkey_domain().is_some_and(|domain| {
        before.settings.passkey_domain.is_none() && is_within(host, domain) && !lose_passkeys
    }) {
        faults = fault(
            "is what passkeys belong to: all that were made would be lost (--lose-passkeys)".to_owned(),
        );
    } else {
        // Origins and the domain of passkeys may need it.
        faults.extend(super::check::check(&before.sheet(), &rest));
    }
    if !faults.is_empty() {
        return Err(ChangeTenantError::Invalid(faults));
    }
    if !store::delete_host(&tx, host).await? {
        return Err(ChangeTenantError::Conflict);
    }
    let tenant = write(&tx, row, rest, &before.sheet()).await?;
    let record = Record::new("tenant.remove_host", scope.tenant().id.external());
    tx.record(record.before(serde_json::json!({ "host": host }))).await?;
    tx.commit().await?;
    Ok(ChangedTenant { tenant: Arc::new(tenant), changes: Vec::new() })
}

/// The tenant, with its hosts, as the transaction sees it.
async fn seen(tx: &Tx) -> Result<(tenant::Model, Vec<String>), Fault> {
    let row = store::own(tx).await?;
    let row = row.ok_or_else(|| Fault::internal("the tenant of the scope is missing"))?;
    Ok((row, store::own_hosts(tx).await?))
}

/// Writes a sheet down, if the tenant is still as it was seen; the tenant as it is then.
async fn write(
    tx: &Tx,
    row: tenant::Model,
    hosts: Vec<String>,
    sheet: &Sheet,
) -> Result<Tenant, ChangeTenantError> {
    let branding = serde_json::to_value(&sheet.branding).map_err(Fault::internal)?;
    let settings = serde_json::to_value(&sheet.settings).map_err(Fault::internal)?;
    if !store::update_own(tx, row.version, branding.clone(), settings.clone()).await? {
        return Err(ChangeTenantError::Conflict);
    }
    let version = row.version + 1;
    Ok(Tenant::from_row(tenant::Model { branding, settings, version, ..row }, hosts)?)
}
