//! A change of a ticket's status; rows are added and never changed.

use super::ticket::TicketStatus;
use super::ticket_reply::AuthorKind;
use crate::kernel::ids::{AccountId, TenantId, TicketId, TicketTransitionId};
use sea_orm::entity::prelude::*;

/// A change of a ticket's status; rows are added and never changed.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "ticket_transition")]
pub struct Model {
    /// The change.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: TicketTransitionId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// The ticket.
    pub ticket_id: TicketId,
    /// Where it stood; none: it was opened.
    pub from_status: Option<TicketStatus>,
    /// Where it stands since.
    pub to_status: TicketStatus,
    /// On which side whoever changed it stands.
    pub author_kind: AuthorKind,
    /// Who changed it; none for the system.
    pub author_id: Option<AccountId>,
    /// When.
    pub at: DateTimeUtc,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
