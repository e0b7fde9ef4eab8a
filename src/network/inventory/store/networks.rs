//! The statements on management networks.

use sea_orm::entity::prelude::*;
use sea_orm::{IntoActiveModel as _, Order};

use crate::db::{DbError, Reads, Tx};
use crate::kernel::ids::ManagementNetworkId;
use crate::network::entity::device;
use crate::network::entity::management_network::{Column, Entity, Model};

/// The networks of the tenant, by the text of their form.
pub(in crate::network::inventory) async fn all(db: &impl Reads) -> Result<Vec<Model>, DbError> {
    db.select::<Entity>().order_by(Column::Cidr, Order::Asc).order_by(Column::Id, Order::Asc).all().await
}

/// Networks by their ids: one statement.
pub(in crate::network::inventory) async fn by_ids(
    db: &impl Reads,
    ids: &[ManagementNetworkId],
) -> Result<Vec<Model>, DbError> {
    db.select::<Entity>().filter(Column::Id.is_in(ids.iter().copied())).all().await
}

/// Writes a network.
pub(in crate::network::inventory) async fn insert(tx: &Tx, row: Model) -> Result<(), DbError> {
    tx.insert(row.into_active_model().reset_all()).await
}

/// Removes a network; false where it is gone.
pub(in crate::network::inventory) async fn remove(tx: &Tx, id: ManagementNetworkId) -> Result<bool, DbError> {
    Ok(tx.delete::<Entity>().filter(Column::Id.eq(id)).run().await? == 1)
}

/// The devices that are asked, by name.
pub(in crate::network::inventory) async fn asked(db: &impl Reads) -> Result<Vec<device::Model>, DbError> {
    db.select::<device::Entity>()
        .filter(device::Column::SnmpVersion.is_not_null())
        .filter(device::Column::RetiredAt.is_null())
        .order_by(device::Column::Name, Order::Asc)
        .all()
        .await
}
