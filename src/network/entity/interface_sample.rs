//! What went through an interface, as it was measured once; kept for two days.

use crate::kernel::ids::{DeviceInterfaceId, TenantId};
use sea_orm::entity::prelude::*;

/// What went through an interface, as it was measured once; kept for two days.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "interface_sample")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: TenantId,
    /// The interface.
    #[sea_orm(primary_key, auto_increment = false)]
    pub interface_id: DeviceInterfaceId,
    /// When it was measured, by the world's clock.
    #[sea_orm(primary_key, auto_increment = false)]
    pub at: DateTimeUtc,
    /// Traffic in since the sample before, in bits per second; none where it cannot be told.
    pub in_bps: Option<i64>,
    /// Traffic out, likewise.
    pub out_bps: Option<i64>,
    /// Octets in since the sample before; none where it cannot be told.
    pub in_octets: Option<i64>,
    /// Octets out, likewise.
    pub out_octets: Option<i64>,
    /// Errors in since the sample before, likewise.
    pub in_errors: Option<i64>,
    /// Errors out, likewise.
    pub out_errors: Option<i64>,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
