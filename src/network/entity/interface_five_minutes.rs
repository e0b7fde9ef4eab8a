//! What went through an interface in five minutes, which begin at a multiple of five in UTC.

use crate::kernel::ids::{DeviceInterfaceId, TenantId};
use sea_orm::entity::prelude::*;

/// What went through an interface in five minutes, which begin at a multiple of five in UTC.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "interface_five_minutes")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: TenantId,
    /// The interface.
    #[sea_orm(primary_key, auto_increment = false)]
    pub interface_id: DeviceInterfaceId,
    /// When the five minutes began.
    #[sea_orm(primary_key, auto_increment = false)]
    pub at: DateTimeUtc,
    /// Samples that tell the traffic in; none: nothing is known of it.
    pub in_count: i32,
    /// Samples that tell the traffic out.
    pub out_count: i32,
    /// Traffic in on average, in bits per second, rounded half up.
    pub in_avg_bps: Option<i64>,
    /// Its 95th percentile: see `samples::rollup`.
    pub in_p95_bps: Option<i64>,
    /// The most of it.
    pub in_max_bps: Option<i64>,
    /// Traffic out on average, in bits per second, rounded half up.
    pub out_avg_bps: Option<i64>,
    /// Its 95th percentile: see `samples::rollup`.
    pub out_p95_bps: Option<i64>,
    /// The most of it.
    pub out_max_bps: Option<i64>,
    /// Octets in; none where no sample tells.
    pub in_octets: Option<i64>,
    /// Octets out, likewise.
    pub out_octets: Option<i64>,
    /// Errors in, likewise.
    pub in_errors: Option<i64>,
    /// Errors out, likewise.
    pub out_errors: Option<i64>,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
