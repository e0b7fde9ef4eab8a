//! A device of a simulated network that is broken on purpose, for as long as the row is there.

use crate::kernel::ids::{DeviceId, SimulatedFaultId, TenantId};
use sea_orm::entity::prelude::*;

/// A device of a simulated network that is broken on purpose, for as long as the row is there.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "simulated_fault")]
pub struct Model {
    /// The row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SimulatedFaultId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// The device; it and what is below it do not answer.
    pub device_id: DeviceId,
    /// Since when, by the world's clock.
    pub since: DateTimeUtc,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
