//! A payment of a customer.

use crate::kernel::ids::{CustomerId, PaymentId, TenantId};
use crate::kernel::money::Currency;
use sea_orm::entity::prelude::*;

/// How a payment came in.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    EnumIter,
    DeriveActiveEnum,
    async_graphql::Enum,
    serde::Deserialize,
)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PaymentChannel {
    /// A card.
    Card,
    /// A bank transfer or direct debit.
    Bank,
    /// Cash at a counter.
    Cash,
    /// Entered by staff.
    Manual,
}

/// The state of a payment. Terminal results are never rewritten.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    EnumIter,
    DeriveActiveEnum,
    async_graphql::Enum,
    serde::Deserialize,
)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PaymentStatus {
    /// Begun.
    Pending,
    /// Waits for the payer, e.g. 3-D Secure.
    RequiresAction,
    /// With the gateway.
    Processing,
    /// Received.
    Succeeded,
    /// Refused.
    Failed,
    /// The gateway did not answer; the reconciler will settle it.
    Unknown,
    /// Called off before it was processed.
    Cancelled,
    /// A part was given back.
    PartiallyRefunded,
    /// All of it was given back.
    Refunded,
    /// Taken back by the bank.
    ChargedBack,
}

/// A payment of a customer.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Deserialize)]
#[sea_orm(table_name = "payment")]
pub struct Model {
    /// The payment.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PaymentId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// Gapless.
    pub number: String,
    /// Who paid.
    pub customer_id: CustomerId,
    /// The customer's.
    pub currency: Currency,
    /// Minor units, above 0.
    pub amount_minor: i64,
    /// How it came in.
    pub channel: PaymentChannel,
    /// The state.
    pub status: PaymentStatus,
    /// The gateway's name for it.
    pub gateway_ref: Option<String>,
    /// Given back, minor units.
    pub refunded_minor: i64,
    /// Taken back by the bank, minor units.
    pub charged_back_minor: i64,
    /// Sum of the live allocations, minor units.
    pub allocated_minor: i64,
    /// Gapless, once it succeeded.
    pub receipt_number: Option<String>,
    /// When.
    pub received_at: DateTimeUtc,
    /// Counts the changes of the row, for `expectedVersion`.
    pub version: i32,
}

impl Model {
    /// What is neither given nor taken back, minor units.
    pub fn remaining_minor(&self) -> i64 {
        self.amount_minor - self.refunded_minor - self.charged_back_minor
    }

    /// What of that is not used, minor units.
    pub fn unapplied_minor(&self) -> i64 {
        self.remaining_minor() - self.allocated_minor
    }
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
