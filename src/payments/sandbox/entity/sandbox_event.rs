//! A message that the sandbox gateway has to deliver.

use crate::kernel::ids::{SandboxChargeId, SandboxEventId, TenantId};
use sea_orm::entity::prelude::*;

/// A message that the sandbox gateway has to deliver.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sandbox_event")]
pub struct Model {
    /// The gateway's name of it.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SandboxEventId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// The charge.
    pub charge_id: SandboxChargeId,
    /// The refund it is about, as the merchant calls it; none where it is about none.
    pub refund: Option<String>,
    /// What has happened: `charge`, `dispute` or `refund`.
    pub kind: String,
    /// How often it is still to be delivered.
    pub deliveries_left: i32,
    /// When it happened.
    pub created_at: DateTimeUtc,
}

/// Rows stand alone.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
