//! An invoice. Once finalised it is never edited: corrections are new documents.

use crate::kernel::ids::{CustomerId, InvoiceId, TenantId};
use crate::kernel::money::Currency;
use sea_orm::entity::prelude::*;

/// The state of an invoice. Overdue and partly paid are computed from it, the due date and the balance.
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
pub enum InvoiceStatus {
    /// Not yet a document.
    Draft,
    /// Finalised, something is owed.
    Open,
    /// Finalised, nothing is owed.
    Paid,
    /// Cancelled before anything was allocated.
    Void,
    /// Given up; may still be paid.
    Uncollectible,
}

/// Why an invoice was made.
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
    serde::Serialize,
)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum InvoiceKind {
    /// For a period of service.
    Recurring,
    /// For something once.
    OneOff,
    /// For paying late.
    LateFee,
    /// The last one of a customer.
    Final,
}

/// An invoice. Once finalised it is never edited: corrections are new documents.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Deserialize)]
#[sea_orm(table_name = "invoice")]
pub struct Model {
    /// The invoice.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: InvoiceId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// Gapless, given at finalisation.
    pub number: Option<String>,
    /// Who owes it.
    pub customer_id: CustomerId,
    /// The state.
    pub status: InvoiceStatus,
    /// Why it was made.
    pub kind: InvoiceKind,
    /// First day of the period.
    pub period_start: Option<Date>,
    /// First day after the period.
    pub period_end: Option<Date>,
    /// In the tenant's zone.
    pub issue_date: Option<Date>,
    /// In the tenant's zone.
    pub due_date: Option<Date>,
    /// The customer's.
    pub currency: Currency,
    /// Sum of the lines before tax, minor units.
    pub subtotal_minor: i64,
    /// Sum of the taxes, minor units.
    pub tax_minor: i64,
    /// Subtotal and tax, minor units.
    pub total_minor: i64,
    /// Sum of the live allocations, minor units; the balance is the total less this.
    pub allocated_minor: i64,
    /// Sum of what is disputed and not settled, minor units; what is held of the balance is at most that.
    pub dispute_hold_minor: i64,
    /// When it was frozen.
    pub finalized_at: Option<DateTimeUtc>,
    /// When it was voided.
    pub voided_at: Option<DateTimeUtc>,
    /// When the draft was made.
    pub created_at: DateTimeUtc,
    /// Counts the changes of the row, for `expectedVersion`.
    pub version: i32,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl Model {
    /// What is owed of an open or given up invoice, minor units.
    pub fn balance_minor(&self) -> i64 {
        match self.status {
            InvoiceStatus::Open | InvoiceStatus::Uncollectible => self.total_minor - self.allocated_minor,
            InvoiceStatus::Draft | InvoiceStatus::Paid | InvoiceStatus::Void => 0,
        }
    }

    /// The part of what is owed that is disputed, minor units: nobody is pressed to pay it.
    pub fn held_minor(&self) -> i64 {
        self.dispute_hold_minor.min(self.balance_minor())
    }
}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
