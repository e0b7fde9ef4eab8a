//! Something that is to be made of a device's samples.

use crate::kernel::ids::{DeviceId, SampleWorkId, TenantId};
use sea_orm::entity::prelude::*;

/// What is made of samples.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum WorkKind {
    /// The roll-up of five minutes.
    FiveMinutes,
    /// The roll-up of an hour.
    Hour,
    /// The volume that services have used on a day.
    Usage,
}

/// Something that is to be made of a device's samples.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sample_work")]
pub struct Model {
    /// The row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SampleWorkId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// The device.
    pub device_id: DeviceId,
    /// What is to be made.
    pub kind: WorkKind,
    /// Of the samples from when on: the begin of five minutes, of an hour, or of a day of the tenant's calendar.
    pub start_at: DateTimeUtc,
    /// Not before, by the world's clock.
    pub due_at: DateTimeUtc,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
