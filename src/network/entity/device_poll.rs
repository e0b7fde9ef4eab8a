//! How a device answered once; kept for two days.

use crate::kernel::ids::{DeviceId, TenantId};
use sea_orm::entity::prelude::*;

/// How a device answered once; kept for two days.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "device_poll")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: TenantId,
    /// The device.
    #[sea_orm(primary_key, auto_increment = false)]
    pub device_id: DeviceId,
    /// When it was asked, by the world's clock.
    #[sea_orm(primary_key, auto_increment = false)]
    pub at: DateTimeUtc,
    /// Whether it answered.
    pub ok: bool,
    /// How long the answer took, in microseconds.
    pub response_micros: Option<i32>,
    /// Load of the processors, in thousandths.
    pub cpu_permille: Option<i32>,
    /// Memory in use, in thousandths.
    pub memory_permille: Option<i32>,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
