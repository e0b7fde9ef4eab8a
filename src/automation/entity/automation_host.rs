//! A device of a run, and what was done on it.

use crate::kernel::ids::{AutomationHostId, AutomationRunId, DeviceId, TenantId};
use sea_orm::entity::prelude::*;

/// A device of a run, and what was done on it, in tasks; none before the run has come to it.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "automation_host")]
pub struct Model {
    /// The row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AutomationHostId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// The run.
    pub run_id: AutomationRunId,
    /// The device.
    pub device_id: DeviceId,
    /// Tasks that went well.
    pub ok: Option<i32>,
    /// Those of them that changed something, or in a check would have.
    pub changed: Option<i32>,
    /// Tasks for which the device could not be reached.
    pub unreachable: Option<i32>,
    /// Tasks that failed.
    pub failed: Option<i32>,
    /// Tasks that were not for the device.
    pub skipped: Option<i32>,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
