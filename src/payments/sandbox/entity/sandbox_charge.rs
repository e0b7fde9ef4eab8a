//! A charge in the books of the sandbox gateway.

use crate::kernel::ids::{SandboxChargeId, TenantId};
use crate::kernel::money::Currency;
use crate::ports::payment_gateway::DisputeStatus;
use sea_orm::entity::prelude::*;

/// What has become of a charge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum State {
    /// The money was taken.
    Succeeded,
    /// It takes its time.
    Processing,
    /// The payer has to act.
    RequiresAction,
    /// It was refused.
    Declined,
    /// It was called off.
    Cancelled,
}

/// A charge in the books of the sandbox gateway.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sandbox_charge")]
pub struct Model {
    /// The gateway's name of it.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SandboxChargeId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// The payment, as the merchant calls it.
    pub payment: String,
    /// The card.
    pub token: String,
    /// The currency.
    pub currency: Currency,
    /// Minor units.
    pub amount_minor: i64,
    /// What has become of it.
    pub state: State,
    /// What was given back or is about to be, minor units.
    pub refunded_minor: i64,
    /// Where a dispute stands, if there is one.
    pub dispute: Option<DisputeStatus>,
    /// What the bank demands by it, minor units.
    pub disputed_minor: i64,
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
