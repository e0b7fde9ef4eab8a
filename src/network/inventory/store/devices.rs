//! The statements on devices.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Cond, Expr, ExprTrait as _, Query};
use sea_orm::{IntoActiveModel as _, Order, Value};

use super::NameKey;
use crate::db::{DbError, Reads, Selection, Tx, contains};
use crate::kernel::ids::{DeviceId, SiteId};
use crate::kernel::page::{Page, PageRequest};
use crate::network::entity::device::{Column, Entity, Model};
use crate::network::entity::device_state;
use crate::network::inventory::service::DeviceFilter;

fn filtered<'a>(db: &'a impl Reads, filter: &DeviceFilter) -> Selection<'a, Entity> {
    let mut devices = db.select::<Entity>();
    if let Some(kind) = filter.kind {
        devices = devices.filter(Column::Kind.eq(kind));
    }
    if let Some(site) = filter.site {
        devices = devices.filter(Column::SiteId.eq(site));
    }
    if let Some(parent) = filter.parent {
        devices = devices.filter(Column::ParentId.eq(parent));
    }
    if let Some(status) = filter.status {
        use device_state::Column as State;
        let states = Query::select()
            .column(State::DeviceId)
            .from(device_state::Entity)
            .and_where(Expr::col(State::TenantId).eq(db.scope().tenant().id))
            .and_where(State::Status.eq(status))
            .take();
        devices = devices.filter(Column::Id.in_subquery(states));
    }
    if let Some(in_maintenance) = filter.in_maintenance {
        devices = devices.filter(Column::InMaintenance.eq(in_maintenance));
    }
    if let Some(search) = &filter.search {
        let anywhere = |column: Column| contains(column, search);
        let any = Cond::any()
            .add(anywhere(Column::Name))
            .add(anywhere(Column::Model))
            .add(anywhere(Column::MgmtAddress));
        devices = devices.filter(any);
    }
    let retired = if filter.retired { Column::RetiredAt.is_not_null() } else { Column::RetiredAt.is_null() };
    devices.filter(retired)
}

/// One page of the devices, by name.
pub(in crate::network::inventory) async fn page(
    db: &impl Reads,
    filter: &DeviceFilter,
    request: &PageRequest<NameKey>,
) -> Result<Page<Model>, DbError> {
    let rows = filtered(db, filter)
        .page((Column::Name, Column::Id), &Order::Asc, request, |key| (key.0.clone().into(), key.1.into()))
        .all()
        .await?;
    Ok(Page::from_fetched(rows, request))
}

/// How many devices there are.
pub(in crate::network::inventory) async fn count(
    db: &impl Reads,
    filter: &DeviceFilter,
) -> Result<u64, DbError> {
    filtered(db, filter).count().await
}

/// Devices by their ids: one statement.
pub(in crate::network::inventory) async fn by_ids(
    db: &impl Reads,
    ids: &[DeviceId],
) -> Result<Vec<Model>, DbError> {
    db.select::<Entity>().filter(Column::Id.is_in(ids.iter().copied())).all().await
}

/// All devices, those that are retired among them.
pub(in crate::network::inventory) async fn all(db: &impl Reads) -> Result<Vec<Model>, DbError> {
    db.select::<Entity>().all().await
}

/// The devices right below each of some, by name after a position: `size` of each and one more.
pub(in crate::network::inventory) async fn children(
    db: &impl Reads,
    parents: &[DeviceId],
    after: Option<&NameKey>,
    size: u32,
) -> Result<Vec<Model>, DbError> {
    let mut devices = db
        .select::<Entity>()
        .filter(Column::ParentId.is_in(parents.iter().copied()))
        .filter(Column::RetiredAt.is_null());
    if let Some(NameKey(name, id)) = after {
        let beyond = Expr::tuple([Expr::val(name.clone()), Expr::val(*id)]);
        devices = devices.filter(Expr::tuple([Expr::col(Column::Name), Expr::col(Column::Id)]).gt(beyond));
    }
    let order = [(Column::Name, Order::Asc), (Column::Id, Order::Asc)];
    devices.top_per_parent(Column::ParentId, &order, u64::from(size) + 1).all().await
}

/// The devices right below one, the first by name.
pub(in crate::network::inventory) async fn first_children(
    db: &impl Reads,
    parent: DeviceId,
    limit: u64,
) -> Result<Vec<Model>, DbError> {
    db.select::<Entity>()
        .filter(Column::ParentId.eq(parent))
        .filter(Column::RetiredAt.is_null())
        .order_by(Column::Name, Order::Asc)
        .limit(limit)
        .all()
        .await
}

/// A device, held until the transaction ends. Polls of it, which hold its state and refer to it, do not wait: whoever changes it
/// waits for them, and each would wait for the other.
pub(in crate::network::inventory) async fn for_update(
    tx: &Tx,
    id: DeviceId,
) -> Result<Option<Model>, DbError> {
    tx.select::<Entity>().filter(Column::Id.eq(id)).for_change().one().await
}

/// Whether there is such a site.
pub(in crate::network::inventory) async fn has_site(db: &impl Reads, id: SiteId) -> Result<bool, DbError> {
    Ok(!super::sites::by_ids(db, &[id]).await?.is_empty())
}

/// Writes devices, parents before what is below them.
pub(in crate::network::inventory) async fn insert(tx: &Tx, rows: Vec<Model>) -> Result<(), DbError> {
    tx.insert_many(rows.into_iter().map(|row| row.into_active_model().reset_all()).collect()).await
}

/// Writes what a device is now, if it is the version that was read.
pub(in crate::network::inventory) async fn change(
    tx: &Tx,
    before: &Model,
    now: &Model,
) -> Result<bool, DbError> {
    let changed = tx
        .update::<Entity>()
        .set(Column::Name, now.name.clone())
        .set(Column::Kind, now.kind)
        .set(Column::Vendor, Value::from(now.vendor.clone()))
        .set(Column::Model, Value::from(now.model.clone()))
        .set(Column::SiteId, Value::from(now.site_id))
        .set(Column::ParentId, Value::from(now.parent_id))
        .set(Column::MgmtAddress, Value::from(now.mgmt_address.clone()))
        .set(Column::SnmpVersion, Value::from(now.snmp_version))
        .set(Column::SnmpPort, now.snmp_port)
        .set(Column::SnmpSecret, Value::from(now.snmp_secret.clone()))
        .set(Column::PollIntervalSeconds, now.poll_interval_seconds)
        .set(Column::InMaintenance, now.in_maintenance)
        .set(Column::RetiredAt, Value::from(now.retired_at))
        .add(Column::Version, 1)
        .filter(Column::Id.eq(before.id))
        .filter(Column::Version.eq(before.version));
    Ok(changed.run().await? == 1)
}
