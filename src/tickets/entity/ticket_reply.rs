//! A public reply on a ticket: the customer and its reseller read it. Internal notes are another table.

use crate::kernel::ids::{AccountId, TenantId, TicketId, TicketReplyId};
use sea_orm::entity::prelude::*;

/// On which side somebody who writes on a ticket stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, async_graphql::Enum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum AuthorKind {
    /// A member of the customer.
    Customer,
    /// An employee of the reseller.
    Reseller,
    /// An employee of the ISP.
    Staff,
    /// Nobody: it was written by the system.
    System,
}

/// How a reply came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, async_graphql::Enum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ReplyChannel {
    /// Through the API.
    Portal,
    /// By mail.
    Mail,
}

/// A public reply on a ticket: the customer and its reseller read it. Internal notes are another table.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "ticket_reply")]
pub struct Model {
    /// The reply.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: TicketReplyId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// The ticket.
    pub ticket_id: TicketId,
    /// On which side the author stands.
    pub author_kind: AuthorKind,
    /// Who wrote it; none for the system.
    pub author_id: Option<AccountId>,
    /// What the author was called then.
    pub author_name: String,
    /// Plain text, 1 to 20,000 characters.
    pub body: String,
    /// How it came.
    pub channel: ReplyChannel,
    /// The Message-ID of the mail it came by: a mail is taken in once.
    pub mail_message_id: Option<String>,
    /// When.
    pub created_at: DateTimeUtc,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
