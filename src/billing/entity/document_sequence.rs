//! The next number of a kind of document: updated in the transaction that uses it, so that there are no gaps.

use crate::kernel::ids::TenantId;
use sea_orm::entity::prelude::*;

/// What numbers are given to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, async_graphql::Enum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum DocumentKind {
    /// Invoices.
    Invoice,
    /// Credit notes.
    CreditNote,
    /// Payments.
    Payment,
    /// Receipts.
    Receipt,
    /// Tickets.
    Ticket,
}

/// The next number of a kind of document: updated in the transaction that uses it, so that there are no gaps.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "document_sequence")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tenant_id: TenantId,
    /// The kind of document.
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: DocumentKind,
    /// The number that is given next.
    pub next: i64,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
