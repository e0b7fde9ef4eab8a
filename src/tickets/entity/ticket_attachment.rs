//! A file on a ticket. Its bytes are in the object store.

use crate::kernel::ids::{
    AccountId, CustomerId, TenantId, TicketAttachmentId, TicketId, TicketNoteId, TicketReplyId,
};
use sea_orm::entity::prelude::*;

/// A file on a ticket. Its bytes are in the object store.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "ticket_attachment")]
pub struct Model {
    /// The file.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: TicketAttachmentId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// For whose ticket it was uploaded.
    pub customer_id: CustomerId,
    /// The ticket; none until it is used, and then it is cleared after a day.
    pub ticket_id: Option<TicketId>,
    /// The reply it came with; none: with the ticket itself, or with a note.
    pub reply_id: Option<TicketReplyId>,
    /// The internal note it came with: then staff alone may have it.
    pub note_id: Option<TicketNoteId>,
    /// Who uploaded it, and who alone may use it.
    pub uploaded_by: AccountId,
    /// What it is called, without folders, 1 to 120 characters.
    pub file_name: String,
    /// What it is, as its bytes say.
    pub media_type: String,
    /// How large it is.
    pub size_bytes: i64,
    /// The digest of its bytes, 64 hexadecimal digits.
    pub sha256: String,
    /// Where its bytes are; nothing that a client has said.
    pub store_key: String,
    /// When it was uploaded, by the world's clock.
    pub created_at: DateTimeUtc,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
