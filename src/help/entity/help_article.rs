//! An article of the help.

use crate::catalog::PlanKind;
use crate::kernel::ids::{HelpArticleId, TenantId};
use sea_orm::entity::prelude::*;

/// Whether customers find an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, async_graphql::Enum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ArticleStatus {
    /// Staff alone sees it.
    Draft,
    /// Everybody finds it.
    Published,
    /// It is not found any more.
    Archived,
}

/// An article of the help.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "help_article")]
pub struct Model {
    /// The article.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: HelpArticleId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// Its name in addresses, one of a slug and language.
    pub slug: String,
    /// The language it is in, BCP 47.
    pub locale: String,
    /// What it is called.
    pub title: String,
    /// Markdown.
    pub body: String,
    /// Which tickets it may spare, as the category of tickets; empty: none in particular.
    pub category: String,
    /// The kind of service that it is about; none: every kind.
    pub service_kind: Option<PlanKind>,
    /// Whether customers find it.
    pub status: ArticleStatus,
    /// Readers whom it has helped.
    pub helpful: i32,
    /// Readers whom it has not.
    pub unhelpful: i32,
    /// When it was last changed.
    pub updated_at: DateTimeUtc,
    /// Counts the changes of the row, for `expectedVersion`.
    pub version: i32,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
