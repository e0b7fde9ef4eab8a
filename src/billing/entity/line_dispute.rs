//! A line of an invoice that its customer disputes.

use crate::kernel::ids::{CreditNoteId, CustomerId, InvoiceId, InvoiceLineId, LineDisputeId, TenantId};
use sea_orm::entity::prelude::*;

/// Why a line is disputed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, async_graphql::Enum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum DisputeReason {
    /// It was not ordered.
    NotOrdered,
    /// It was not delivered, or did not work.
    NotDelivered,
    /// It should cost less.
    WrongAmount,
    /// It was billed or paid before.
    BilledTwice,
    /// Something else; the text says what.
    Other,
}

/// What has become of a dispute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, async_graphql::Enum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum DisputeStatus {
    /// Nobody has answered yet: the amount is held.
    Open,
    /// The customer was right: a credit note takes the line back.
    Upheld,
    /// The line stands, and is owed.
    Rejected,
}

/// A line of an invoice that its customer disputes.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "line_dispute")]
pub struct Model {
    /// The dispute.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: LineDisputeId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// Whose it is.
    pub customer_id: CustomerId,
    /// The invoice.
    pub invoice_id: InvoiceId,
    /// The line.
    pub line_id: InvoiceLineId,
    /// Why.
    pub reason: DisputeReason,
    /// In the customer's words.
    pub explanation: String,
    /// What is held while it is open: what was left of the line with its taxes, minor units.
    pub amount_minor: i64,
    /// What has become of it.
    pub status: DisputeStatus,
    /// When.
    pub opened_at: DateTimeUtc,
    /// When it was settled.
    pub settled_at: Option<DateTimeUtc>,
    /// What the customer was told.
    pub answer: Option<String>,
    /// What takes the line back.
    pub credit_note_id: Option<CreditNoteId>,
    /// The ticket about it, where there is one.
    pub ticket_id: Option<Uuid>,
    /// Counts the changes of the row, for `expectedVersion`.
    pub version: i32,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
