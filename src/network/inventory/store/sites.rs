//! The statements on sites.

use sea_orm::entity::prelude::*;
use sea_orm::{IntoActiveModel as _, Order, Value};

use super::NameKey;
use crate::db::{DbError, Reads, Selection, Tx, contains};
use crate::kernel::ids::SiteId;
use crate::kernel::page::{Page, PageRequest};
use crate::network::entity::device;
use crate::network::entity::site::{Column, Entity, Model};

fn filtered<'a>(db: &'a impl Reads, search: Option<&str>) -> Selection<'a, Entity> {
    let sites = db.select::<Entity>();
    match search {
        Some(text) => sites.filter(contains(Column::Name, text)),
        None => sites,
    }
}

/// One page of the sites, by name.
pub(in crate::network::inventory) async fn page(
    db: &impl Reads,
    search: Option<&str>,
    request: &PageRequest<NameKey>,
) -> Result<Page<Model>, DbError> {
    let rows = filtered(db, search)
        .page((Column::Name, Column::Id), &Order::Asc, request, |key| (key.0.clone().into(), key.1.into()))
        .all()
        .await?;
    Ok(Page::from_fetched(rows, request))
}

/// How many sites there are.
pub(in crate::network::inventory) async fn count(
    db: &impl Reads,
    search: Option<&str>,
) -> Result<u64, DbError> {
    filtered(db, search).count().await
}

/// Sites by their ids: one statement.
pub(in crate::network::inventory) async fn by_ids(
    db: &impl Reads,
    ids: &[SiteId],
) -> Result<Vec<Model>, DbError> {
    db.select::<Entity>().filter(Column::Id.is_in(ids.iter().copied())).all().await
}

/// All sites.
pub(in crate::network::inventory) async fn all(db: &impl Reads) -> Result<Vec<Model>, DbError> {
    db.select::<Entity>().all().await
}

/// A site, held until the transaction ends.
pub(in crate::network::inventory) async fn for_update(tx: &Tx, id: SiteId) -> Result<Option<Model>, DbError> {
    tx.select::<Entity>().filter(Column::Id.eq(id)).for_update().one().await
}

/// Writes sites.
pub(in crate::network::inventory) async fn insert(tx: &Tx, rows: Vec<Model>) -> Result<(), DbError> {
    tx.insert_many(rows.into_iter().map(|row| row.into_active_model().reset_all()).collect()).await
}

/// Writes what a site is now, if it is the version that was read.
pub(in crate::network::inventory) async fn change(
    tx: &Tx,
    before: &Model,
    now: &Model,
) -> Result<bool, DbError> {
    let changed = tx
        .update::<Entity>()
        .set(Column::Name, now.name.clone())
        .set(Column::Address, Value::from(now.address.clone()))
        .set(Column::LatitudeE6, Value::from(now.latitude_e6))
        .set(Column::LongitudeE6, Value::from(now.longitude_e6))
        .add(Column::Version, 1)
        .filter(Column::Id.eq(before.id))
        .filter(Column::Version.eq(before.version));
    Ok(changed.run().await? == 1)
}

/// Removes a site, if it is the version that was read.
pub(in crate::network::inventory) async fn remove(tx: &Tx, site: &Model) -> Result<bool, DbError> {
    let removed =
        tx.delete::<Entity>().filter(Column::Id.eq(site.id)).filter(Column::Version.eq(site.version));
    Ok(removed.run().await? == 1)
}

/// Devices that are, or were, at a site: the first by name.
pub(in crate::network::inventory) async fn devices_at(
    db: &impl Reads,
    site: SiteId,
    limit: u64,
) -> Result<Vec<device::Model>, DbError> {
    db.select::<device::Entity>()
        .filter(device::Column::SiteId.eq(site))
        .order_by(device::Column::Name, Order::Asc)
        .limit(limit)
        .all()
        .await
}
