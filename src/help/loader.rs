//! The access path of votes.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;

use super::service;
use crate::db::Scope;
use crate::kernel::fault::Fault;
use crate::kernel::ids::HelpArticleId;

/// Loads what belongs to articles that have been seen, for one request.
pub struct HelpLoader(pub Scope);

/// Whether the caller has found an article helpful; missing where it has not said so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct VoteOn(pub HelpArticleId);

impl Loader<VoteOn> for HelpLoader {
    type Value = bool;
    type Error = Fault;

    async fn load(&self, keys: &[VoteOn]) -> Result<HashMap<VoteOn, bool>, Fault> {
        let ids: Vec<HelpArticleId> = keys.iter().map(|key| key.0).collect();
        let votes = service::own_votes(&self.0, &ids).await?;
        Ok(votes.into_iter().map(|vote| (VoteOn(vote.article_id), vote.helpful)).collect())
    }
}
