//! A credit note: the only way to take back part of a finalised invoice.

use crate::kernel::ids::{CreditNoteId, CustomerId, InvoiceId, TenantId};
use crate::kernel::money::Currency;
use sea_orm::entity::prelude::*;

/// Why a credit was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, async_graphql::Enum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CreditReason {
    /// The service was down.
    ServiceOutage,
    /// Too much was charged.
    Overcharge,
    /// A service ended early.
    Cancellation,
    /// As a courtesy.
    Goodwill,
    /// A payment was charged back.
    Chargeback,
    /// Another reason.
    Other,
}

/// How much of a credit note is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, async_graphql::Enum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CreditNoteStatus {
    /// Nothing yet.
    Issued,
    /// A part.
    PartiallyApplied,
    /// All of it.
    Applied,
    /// Cancelled before anything was used.
    Void,
}

/// A credit note: the only way to take back part of a finalised invoice.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "credit_note")]
pub struct Model {
    /// The credit note.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CreditNoteId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// Gapless.
    pub number: String,
    /// Whose credit it is.
    pub customer_id: CustomerId,
    /// The invoice it corrects.
    pub invoice_id: Option<InvoiceId>,
    /// Why it was given.
    pub reason: CreditReason,
    /// The customer's.
    pub currency: Currency,
    /// Before tax, minor units.
    pub net_minor: i64,
    /// Tax taken back, minor units.
    pub tax_minor: i64,
    /// Net and tax, minor units.
    pub total_minor: i64,
    /// Sum of the live allocations, minor units.
    pub allocated_minor: i64,
    /// The state.
    pub status: CreditNoteStatus,
    /// When.
    pub issued_at: DateTimeUtc,
    /// What staff says about it, for the customer to read.
    pub remark: Option<String>,
    /// When it was voided.
    pub voided_at: Option<DateTimeUtc>,
    /// Counts the changes of the row, for `expectedVersion`.
    pub version: i32,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
