//! A network in which the tenant's devices may be asked (threats.md 19).

use crate::kernel::ids::{ManagementNetworkId, TenantId};
use sea_orm::entity::prelude::*;

/// A network in which the tenant's devices may be asked (threats.md 19).
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "management_network")]
pub struct Model {
    /// The network.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ManagementNetworkId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// The network, in the canonical form of CIDR: `10.20.0.0/16`, `fd00:1::/48`.
    pub cidr: String,
    /// What it is for.
    pub note: Option<String>,
    /// When it was declared.
    pub created_at: DateTimeUtc,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
