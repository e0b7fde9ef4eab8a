//! The statements on votes.

use sea_orm::IntoActiveModel as _;
use sea_orm::entity::prelude::*;

use crate::db::{DbError, Reads, Tx};
use crate::help::entity::help_vote::{self, Column};
use crate::kernel::ids::{AccountId, HelpArticleId, HelpVoteId};

/// The votes of an account on articles.
pub(in crate::help) async fn of_account(
    db: &impl Reads,
    account: AccountId,
    articles: &[HelpArticleId],
) -> Result<Vec<help_vote::Model>, DbError> {
    db.select::<help_vote::Entity>()
        .filter(Column::AccountId.eq(account))
        .filter(Column::ArticleId.is_in(articles.iter().copied()))
        .all()
        .await
}

/// Writes a vote.
pub(in crate::help) async fn insert(tx: &Tx, row: help_vote::Model) -> Result<(), DbError> {
    tx.insert(row.into_active_model().reset_all()).await
}

/// Changes a vote.
pub(in crate::help) async fn change(tx: &Tx, id: HelpVoteId, helpful: bool) -> Result<u64, DbError> {
    tx.update::<help_vote::Entity>().set(Column::Helpful, helpful).filter(Column::Id.eq(id)).run().await
}
