//! Whether an article has helped somebody; one of an account and article.

use crate::kernel::ids::{AccountId, HelpArticleId, HelpVoteId, TenantId};
use sea_orm::entity::prelude::*;

/// Whether an article has helped somebody; one of an account and article.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "help_vote")]
pub struct Model {
    /// The row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: HelpVoteId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// The article.
    pub article_id: HelpArticleId,
    /// Who says so.
    pub account_id: AccountId,
    /// Whether it helped.
    pub helpful: bool,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
