//! A line that a run has printed, without secrets.

use crate::kernel::ids::{AutomationLineId, AutomationRunId, TenantId};
use sea_orm::entity::prelude::*;

/// A line that a run has printed, without secrets.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "automation_line")]
pub struct Model {
    /// The row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AutomationLineId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// The run.
    pub run_id: AutomationRunId,
    /// Its number in the run, from 1.
    pub seq: i32,
    /// When it was read.
    pub at: DateTimeUtc,
    /// The line.
    pub line: String,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
