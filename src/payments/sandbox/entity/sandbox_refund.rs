//! A refund in the books of the sandbox gateway.

use crate::kernel::ids::{SandboxChargeId, SandboxRefundId, TenantId};
use sea_orm::entity::prelude::*;

/// What has become of a refund.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum State {
    /// It takes its time.
    Processing,
    /// The money was given back.
    Succeeded,
    /// It was not, or it came back.
    Failed,
}

/// A refund in the books of the sandbox gateway.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sandbox_refund")]
pub struct Model {
    /// The gateway's name of it.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SandboxRefundId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// The charge.
    pub charge_id: SandboxChargeId,
    /// The refund, as the merchant calls it.
    pub refund: String,
    /// Minor units.
    pub amount_minor: i64,
    /// What has become of it.
    pub state: State,
    /// When something happens by itself.
    pub due_at: Option<DateTimeUtc>,
    /// When it was asked for.
    pub created_at: DateTimeUtc,
}

/// Rows stand alone.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
