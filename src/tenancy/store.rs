//! Every query on tenants and their hosts.

use sea_orm::Order;
use sea_orm::entity::prelude::*;

use super::Tenant;
use super::entity::tenant::TenantStatus;
use super::entity::{tenant, tenant_host};
use crate::db::{DbError, PlatformScope};
use crate::kernel::fault::Fault;
use crate::kernel::ids::TenantId;

/// The served tenant of a host, with all its hosts.
pub(super) async fn by_host(platform: &PlatformScope, host: &str) -> Result<Option<Tenant>, Fault> {
    let Some(named) =
        platform.select::<tenant_host::Entity>().filter(tenant_host::Column::Host.eq(host)).one().await?
    else {
        return Ok(None);
    };
    let row = platform
        .select::<tenant::Entity>()
        .filter(tenant::Column::Id.eq(named.tenant_id))
        .filter(tenant::Column::Status.eq(TenantStatus::Active))
        .one()
        .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Tenant::from_row(row, hosts_of(platform, named.tenant_id).await?)?))
}

/// A tenant by its short name.
pub(super) async fn by_slug(platform: &PlatformScope, slug: &str) -> Result<Option<Tenant>, Fault> {
    let Some(row) = platform.select::<tenant::Entity>().filter(tenant::Column::Slug.eq(slug)).one().await?
    else {
        return Ok(None);
    };
    let hosts = hosts_of(platform, row.id).await?;
    Ok(Some(Tenant::from_row(row, hosts)?))
}

/// A tenant by its id, whatever its state.
pub(super) async fn by_id(platform: &PlatformScope, id: TenantId) -> Result<Option<Tenant>, Fault> {
    let Some(row) = platform.select::<tenant::Entity>().filter(tenant::Column::Id.eq(id)).one().await? else {
        return Ok(None);
    };
    let hosts = hosts_of(platform, id).await?;
    Ok(Some(Tenant::from_row(row, hosts)?))
}

async fn hosts_of(platform: &PlatformScope, tenant: TenantId) -> Result<Vec<String>, DbError> {
    let rows = platform
        .select::<tenant_host::Entity>()
        .filter(tenant_host::Column::TenantId.eq(tenant))
        .order_by(tenant_host::Column::Host, Order::Asc)
        .all()
        .await?;
    Ok(rows.into_iter().map(|row| row.host).collect())
}

/// Stores a tenant and its hosts, or nothing.
pub(super) async fn insert(
    platform: &PlatformScope,
    row: tenant::ActiveModel,
    hosts: Vec<tenant_host::ActiveModel>,
) -> Result<(), DbError> {
    let tx = platform.begin().await?;
    tx.insert(row).await?;
    for host in hosts {
        tx.insert(host).await?;
    }
    tx.commit().await
}

/// Replaces the settings of a tenant. Whether there is one.
pub(super) async fn set_settings(
    platform: &PlatformScope,
    id: TenantId,
    settings: serde_json::Value,
) -> Result<bool, DbError> {
    let tx = platform.begin().await?;
    let changed =
        tx.execute("UPDATE tenant SET settings = $1 WHERE id = $2", [settings.into(), id.into()]).await?;
    tx.commit().await?;
    Ok(changed == 1)
}
