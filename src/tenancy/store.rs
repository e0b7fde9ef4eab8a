//! Every query on tenants and their hosts.

use chrono::TimeDelta;
use sea_orm::Order;
use sea_orm::entity::prelude::*;

use super::Tenant;
use super::entity::tenant::TenantStatus;
use super::entity::{tenant, tenant_host};
use crate::db::{DbError, PlatformScope, Tx};
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
