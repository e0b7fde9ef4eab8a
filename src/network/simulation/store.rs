//! Every query on what is broken on purpose.

use sea_orm::IntoActiveModel as _;
use sea_orm::entity::prelude::*;

use crate::db::{DbError, Reads, Tx};
use crate::kernel::ids::DeviceId;
use crate::network::entity::{device, simulated_fault};

/// A device that is in service.
pub(super) async fn device(db: &impl Reads, id: DeviceId) -> Result<Option<device::Model>, DbError> {
    use device::Column;
    let in_service = Column::RetiredAt.is_null();
    db.select::<device::Entity>().filter(Column::Id.eq(id)).filter(in_service).one().await
}

/// The device in service of a name.
pub(super) async fn named(db: &impl Reads, name: &str) -> Result<Option<device::Model>, DbError> {
    use device::Column;
    let in_service = Column::RetiredAt.is_null();
    db.select::<device::Entity>().filter(Column::Name.eq(name)).filter(in_service).one().await
}

/// What is broken of a device.
pub(super) async fn fault_of(
    db: &impl Reads,
    device: DeviceId,
) -> Result<Option<simulated_fault::Model>, DbError> {
    let of_device = simulated_fault::Column::DeviceId.eq(device);
    db.select::<simulated_fault::Entity>().filter(of_device).one().await
}

/// Breaks a device; one that somebody else has broken meanwhile stays so.
pub(super) async fn insert(tx: &Tx, row: simulated_fault::Model) -> Result<(), DbError> {
    tx.insert_missing(vec![row.into_active_model().reset_all()]).await
}

/// Mends a device.
pub(super) async fn remove(tx: &Tx, device: DeviceId) -> Result<(), DbError> {
    tx.delete::<simulated_fault::Entity>().filter(simulated_fault::Column::DeviceId.eq(device)).run().await?;
    Ok(())
}
