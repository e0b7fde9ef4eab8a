//! A text that staff writes often.

use crate::kernel::ids::{CannedReplyId, TenantId};
use sea_orm::entity::prelude::*;

/// A text that staff writes often.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "canned_reply")]
pub struct Model {
    /// The text.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CannedReplyId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// What it is called; one of a title.
    pub title: String,
    /// The text; `{{customer.name}}`, `{{ticket.number}}` and `{{agent.name}}` are filled in.
    pub body: String,
    /// The language it is in; none: all of them.
    pub locale: Option<String>,
    /// Counts the changes of the row, for `expectedVersion`.
    pub version: i32,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
