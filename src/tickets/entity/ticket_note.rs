//! An internal note on a ticket: staff alone reads it. Public replies are another table.

use crate::kernel::ids::{AccountId, TenantId, TicketId, TicketNoteId};
use sea_orm::entity::prelude::*;

/// An internal note on a ticket: staff alone reads it. Public replies are another table.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "ticket_note")]
pub struct Model {
    /// The note.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: TicketNoteId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// The ticket.
    pub ticket_id: TicketId,
    /// Who wrote it; none for the system.
    pub author_id: Option<AccountId>,
    /// What the author was called then; empty for the system.
    pub author_name: String,
    /// Plain text, 1 to 20,000 characters.
    pub body: String,
    /// When.
    pub created_at: DateTimeUtc,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
