//! Every query on articles; what finds them in [`search`], votes in [`votes`].

pub(super) mod search;
pub(super) mod votes;

use sea_orm::entity::prelude::*;
use sea_orm::{IntoActiveModel as _, Value};

use super::entity::help_article::{self, ArticleStatus, Column};
use super::languages::Languages;
use crate::db::{DbError, Reads, Tx};
use crate::kernel::ids::HelpArticleId;

pub use search::ArticleKey;

/// The articles of the ids.
pub(super) async fn by_ids(
    db: &impl Reads,
    ids: &[HelpArticleId],
) -> Result<Vec<help_article::Model>, DbError> {
    db.select::<help_article::Entity>().filter(Column::Id.is_in(ids.iter().copied())).all().await
}

/// The published articles of a slug, in languages that somebody reads.
pub(super) async fn published(
    db: &impl Reads,
    slug: &str,
    languages: &Languages,
) -> Result<Vec<help_article::Model>, DbError> {
    db.select::<help_article::Entity>()
        .filter(Column::Slug.eq(slug))
        .filter(Column::Status.eq(ArticleStatus::Published))
        .filter(Column::Locale.is_in(languages.iter()))
        .all()
        .await
}

/// An article, held until the transaction ends.
pub(super) async fn for_update(tx: &Tx, id: HelpArticleId) -> Result<Option<help_article::Model>, DbError> {
    tx.select::<help_article::Entity>().filter(Column::Id.eq(id)).for_update().one().await
}

/// Writes an article.
pub(super) async fn insert(tx: &Tx, row: help_article::Model) -> Result<(), DbError> {
    tx.insert(row.into_active_model().reset_all()).await
}

/// Writes an article as it is now, its votes apart, if it is the version that was read.
pub(super) async fn change(
    tx: &Tx,
    before: &help_article::Model,
    now: &help_article::Model,
) -> Result<bool, DbError> {
    let changed = tx
        .update::<help_article::Entity>()
        .set(Column::Title, now.title.clone())
        .set(Column::Body, now.body.clone())
        .set(Column::Category, now.category.clone())
        .set(Column::ServiceKind, Value::from(now.service_kind))
        .set(Column::Status, now.status)
        .set(Column::UpdatedAt, now.updated_at)
        .add(Column::Version, 1)
        .filter(Column::Id.eq(before.id))
        .filter(Column::Version.eq(before.version));
    Ok(changed.run().await? == 1)
}

/// Moves the counters of an article.
pub(super) async fn count_votes(
    tx: &Tx,
    id: HelpArticleId,
    helpful: i64,
    unhelpful: i64,
) -> Result<u64, DbError> {
    tx.update::<help_article::Entity>()
        .add(Column::Helpful, helpful)
        .add(Column::Unhelpful, unhelpful)
        .filter(Column::Id.eq(id))
        .run()
        .await
}
