//! A tag of a ticket: staff sorts by it.

use crate::kernel::ids::{TenantId, TicketId, TicketTagId};
use sea_orm::entity::prelude::*;

/// A tag of a ticket: staff sorts by it.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "ticket_tag")]
pub struct Model {
    /// The row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: TicketTagId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// The ticket.
    pub ticket_id: TicketId,
    /// Lower case letters, digits and hyphens, 1 to 40.
    pub tag: String,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
