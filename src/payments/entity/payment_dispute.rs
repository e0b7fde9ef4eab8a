//! A payer's dispute of a payment with the bank.

use crate::kernel::ids::{CustomerId, PaymentDisputeId, PaymentId, TenantId};
use crate::kernel::money::Currency;
use crate::ports::payment_gateway::DisputeStatus;
use sea_orm::entity::prelude::*;

/// A payer's dispute of a payment with the bank.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "payment_dispute")]
pub struct Model {
    /// The dispute.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PaymentDisputeId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// Who disputes.
    pub customer_id: CustomerId,
    /// The payment.
    pub payment_id: PaymentId,
    /// The customer's.
    pub currency: Currency,
    /// What the bank says it takes, minor units.
    pub claimed_minor: i64,
    /// What the books have taken back for it, minor units; it stays when the dispute is won.
    pub amount_minor: i64,
    /// What of that has come again, minor units.
    pub restored_minor: i64,
    /// Where it stands.
    pub status: DisputeStatus,
    /// The gateway's name of it.
    pub gateway_ref: String,
    /// When we were first told.
    pub opened_at: DateTimeUtc,
    /// When it was decided.
    pub closed_at: Option<DateTimeUtc>,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl Model {
    /// What the books hold back for it now, minor units.
    pub fn held_minor(&self) -> i64 {
        self.amount_minor - self.restored_minor
    }

    /// What the bank is to have of the payment, minor units: all that it demands until it has decided against itself.
    pub fn wanted_minor(&self) -> i64 {
        match self.status {
            DisputeStatus::Open | DisputeStatus::Lost => self.claimed_minor,
            DisputeStatus::Won => 0,
        }
    }
}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
