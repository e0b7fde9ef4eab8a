//! Every query on tenants and their hosts.

use chrono::TimeDelta;
use sea_orm::entity::prelude::*;
use sea_orm::{Order, Set};

use super::Tenant;
use super::entity::tenant::TenantStatus;
use super::entity::{tenant, tenant_host};
use crate::db::{DbError, PlatformScope, Reads, Tx};
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

/// The ids of all tenants, whatever their state.
pub(super) async fn ids(platform: &PlatformScope) -> Result<Vec<TenantId>, DbError> {
    let rows = platform.select::<tenant::Entity>().order_by(tenant::Column::Id, Order::Asc).all().await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// Every tenant, by its short name.
pub(super) async fn all(platform: &PlatformScope) -> Result<Vec<Tenant>, Fault> {
    let rows = platform.select::<tenant::Entity>().order_by(tenant::Column::Slug, Order::Asc).all().await?;
    let hosts = platform.select::<tenant_host::Entity>().order_by(tenant_host::Column::Host, Order::Asc);
    let hosts = hosts.all().await?;
    let of = |id: TenantId| hosts.iter().filter(move |row| row.tenant_id == id).map(|row| row.host.clone());
    rows.into_iter().map(|row| Tenant::from_row(row.clone(), of(row.id).collect())).collect()
}

/// The row of the scope's own tenant.
pub(super) async fn own(db: &impl Reads) -> Result<Option<tenant::Model>, DbError> {
    db.select::<tenant::Entity>().one().await
}

/// The hosts of the scope's own tenant, in the order of their names.
pub(super) async fn own_hosts(db: &impl Reads) -> Result<Vec<String>, DbError> {
    let rows = db.select::<tenant_host::Entity>().order_by(tenant_host::Column::Host, Order::Asc);
    Ok(rows.all().await?.into_iter().map(|row| row.host).collect())
}

/// Gives the tenant other looks and settings, if it is still the version that was seen.
pub(super) async fn update_own(
    tx: &Tx,
    version: i32,
    branding: Json,
    settings: Json,
) -> Result<bool, DbError> {
    use tenant::Column;
    let updated = tx
        .update::<tenant::Entity>()
        .set(Column::Branding, branding)
        .set(Column::Settings, settings)
        .add(Column::Version, 1)
        .filter(Column::Version.eq(version))
        .run()
        .await?;
    Ok(updated == 1)
}

/// Lets a host name the tenant.
pub(super) async fn insert_host(tx: &Tx, host: &str) -> Result<(), DbError> {
    tx.insert(tenant_host::ActiveModel { host: Set(host.to_owned()), ..Default::default() }).await
}

/// Lets a host name the tenant no longer. Whether it did.
pub(super) async fn delete_host(tx: &Tx, host: &str) -> Result<bool, DbError> {
    let gone = tx.delete::<tenant_host::Entity>().filter(tenant_host::Column::Host.eq(host));
    Ok(gone.run().await? == 1)
}

/// The tenants that are served, by id.
pub(super) async fn active(platform: &PlatformScope) -> Result<Vec<TenantId>, Fault> {
    let rows = platform
        .select::<tenant::Entity>()
        .filter(tenant::Column::Status.eq(TenantStatus::Active))
        .order_by(tenant::Column::Id, Order::Asc)
        .all()
        .await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// Moves the clock of the tenant of `tx`. False: it is not where it was when it was read.
pub(super) async fn move_clock(tx: &Tx, before: TimeDelta, after: TimeDelta) -> Result<bool, DbError> {
    let micros = |offset: TimeDelta| offset.num_microseconds().unwrap_or(i64::MAX);
    let moved = tx
        .update::<tenant::Entity>()
        .set(tenant::Column::ClockOffsetUs, micros(after))
        .filter(tenant::Column::ClockOffsetUs.eq(micros(before)))
        .run()
        .await?;
    Ok(moved == 1)
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
