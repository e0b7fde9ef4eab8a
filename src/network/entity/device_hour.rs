//! How a device answered in an hour of UTC, by quarters.

use crate::kernel::ids::{DeviceId, TenantId};
use sea_orm::entity::prelude::*;

/// How a device answered in an hour of UTC, by quarters.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "device_hour")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: TenantId,
    /// The device.
    #[sea_orm(primary_key, auto_increment = false)]
    pub device_id: DeviceId,
    /// When the hour began.
    #[sea_orm(primary_key, auto_increment = false)]
    pub at: DateTimeUtc,
    /// Polls of the first quarter whose outcome is known.
    pub known_q1: i32,
    /// Polls of the second quarter whose outcome is known.
    pub known_q2: i32,
    /// Polls of the third quarter whose outcome is known.
    pub known_q3: i32,
    /// Polls of the fourth quarter whose outcome is known.
    pub known_q4: i32,
    /// Polls of the first quarter that were answered.
    pub ok_q1: i32,
    /// Polls of the second quarter that were answered.
    pub ok_q2: i32,
    /// Polls of the third quarter that were answered.
    pub ok_q3: i32,
    /// Polls of the fourth quarter that were answered.
    pub ok_q4: i32,
    /// How long answers took on average, in microseconds.
    pub response_avg_micros: Option<i32>,
    /// Load of the processors on average, in thousandths.
    pub cpu_avg_permille: Option<i32>,
    /// Memory in use on average, in thousandths.
    pub memory_avg_permille: Option<i32>,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
