//! Somebody who is told of what happens to a ticket.

use super::ticket_reply::AuthorKind;
use crate::kernel::ids::{AccountId, TenantId, TicketId, TicketWatcherId};
use sea_orm::entity::prelude::*;

/// Somebody who is told of what happens to a ticket.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "ticket_watcher")]
pub struct Model {
    /// The row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: TicketWatcherId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// The ticket.
    pub ticket_id: TicketId,
    /// Who watches it.
    pub account_id: AccountId,
    /// On which side it stood then: the customer is not told who of the ISP watches.
    pub kind: AuthorKind,
    /// Since when.
    pub since: DateTimeUtc,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
