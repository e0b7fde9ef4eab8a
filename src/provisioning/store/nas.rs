//! The statements on NASes.

use std::collections::HashSet;
use std::net::IpAddr;

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Order;
use sea_orm::{FromQueryResult, IntoActiveModel as _, Value};
use serde::{Deserialize, Serialize};

use crate::db::{DbError, PlatformScope, Reads, Tx};
use crate::kernel::clock::Instant;
use crate::kernel::ids::NasId;
use crate::kernel::page::{Page, PageRequest};
use crate::provisioning::entity::nas::{self, Column};

/// The position of a NAS in the list: by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NasKey(pub String, pub Uuid);

/// One page of the NASes that are in service, by name.
pub(in crate::provisioning) async fn page(
    db: &impl Reads,
    request: &PageRequest<NasKey>,
) -> Result<Page<nas::Model>, DbError> {
    let rows = db
        .select::<nas::Entity>()
        .filter(Column::RemovedAt.is_null())
        .page((Column::Name, Column::Id), &Order::Asc, request, |key| (key.0.clone().into(), key.1.into()))
        .all()
        .await?;
    Ok(Page::from_fetched(rows, request))
}

/// How many NASes are in service.
pub(in crate::provisioning) async fn count(db: &impl Reads) -> Result<u64, DbError> {
    db.select::<nas::Entity>().filter(Column::RemovedAt.is_null()).count().await
}

/// The NASes of the ids, those that were removed included.
pub(in crate::provisioning) async fn by_ids(
    db: &impl Reads,
    ids: &[NasId],
) -> Result<Vec<nas::Model>, DbError> {
    db.select::<nas::Entity>().filter(Column::Id.is_in(ids.iter().copied())).all().await
}

#[derive(FromQueryResult)]
struct AddressRow {
    address: String,
}

/// The addresses at which NASes are in service, whosever they are.
pub async fn nas_addresses(platform: &PlatformScope) -> Result<HashSet<IpAddr>, DbError> {
    const SQL: &str = "SELECT DISTINCT address FROM nas WHERE removed_at IS NULL";
    let rows: Vec<AddressRow> = platform.rows(SQL, []).await?;
    // They were addresses when they were written.
    Ok(rows.iter().filter_map(|row| row.address.parse().ok()).collect())
}

/// The NASes at an address, whosever they are: whose datagram it is, its authenticator tells. Tenants may have the same
/// networks, and each has one NAS in service at an address.
pub async fn nas_at(platform: &PlatformScope, address: IpAddr) -> Result<Vec<nas::Model>, DbError> {
    let address = address.to_canonical().to_string();
    let rows = platform.select::<nas::Entity>().filter(Column::Address.eq(address));
    rows.filter(Column::RemovedAt.is_null()).order_by(Column::Id, Order::Asc).all().await
}

/// A NAS that is in service, held until the transaction ends.
pub(in crate::provisioning) async fn for_update(tx: &Tx, id: NasId) -> Result<Option<nas::Model>, DbError> {
    let row = tx.select::<nas::Entity>().filter(Column::Id.eq(id)).filter(Column::RemovedAt.is_null());
    row.for_update().one().await
}

/// Whether another NAS has the name.
pub(in crate::provisioning) async fn is_taken(
    db: &impl Reads,
    name: &str,
    by_another_than: Option<NasId>,
) -> Result<bool, DbError> {
    let found = db.select::<nas::Entity>().filter(Column::Name.eq(name)).limit(1).one().await?;
    Ok(found.is_some_and(|row| Some(row.id) != by_another_than))
}

/// Writes a NAS. [`DbError::Unique`]: another one has the name, or another one in service the address.
pub(in crate::provisioning) async fn insert(tx: &Tx, row: nas::Model) -> Result<(), DbError> {
    tx.insert(row.into_active_model().reset_all()).await
}

/// Writes what has become of a NAS, if it is the version that was read. [`DbError::Unique`] as for [`insert`].
pub(in crate::provisioning) async fn change(
    tx: &Tx,
    before: &nas::Model,
    now: &nas::Model,
) -> Result<bool, DbError> {
    let changed = tx
        .update::<nas::Entity>()
        .set(Column::Name, now.name.clone())
        .set(Column::Address, now.address.clone())
        .set(Column::Secret, now.secret.clone())
        .set(Column::CoaPort, now.coa_port)
        .add(Column::Version, 1)
        .filter(Column::Id.eq(before.id))
        .filter(Column::Version.eq(before.version));
    Ok(changed.run().await? == 1)
}

/// Takes a NAS out of service, if it is the version that was read.
pub(in crate::provisioning) async fn remove(
    tx: &Tx,
    before: &nas::Model,
    at: Instant,
) -> Result<bool, DbError> {
    let removed = tx
        .update::<nas::Entity>()
        .set(Column::RemovedAt, Value::from(Some(at)))
        .add(Column::Version, 1)
        .filter(Column::Id.eq(before.id))
        .filter(Column::Version.eq(before.version))
        .filter(Column::RemovedAt.is_null());
    Ok(removed.run().await? == 1)
}
