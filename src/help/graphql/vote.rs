//! `voteHelpArticle`.

use async_graphql::{Context, ID, InputObject, Object};

use super::article::HelpArticleNode;
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::read;
use crate::graphql::outcome::{use_case_errors, use_case_payload};
use crate::help;

use_case_errors! {
    VoteHelpArticleErrorCode, VoteHelpArticleUserError ("VoteHelpArticleUserError"), "Why a vote was not counted." {
        /// There is no such article, or it is not published.
        NotFound,
    }
}
use_case_payload! {
    VoteHelpArticlePayload ("The outcome of `voteHelpArticle`."), VoteHelpArticleUserError,
    /// The article with the vote; null when there is an error.
    article: HelpArticleNode
}

/// Whether an article has helped.
#[derive(InputObject)]
pub struct VoteHelpArticleInput {
    /// The article.
    pub article_id: ID,
    /// Whether it has helped.
    pub helpful: bool,
}

/// See its field.
#[derive(Default)]
pub struct HelpVoteMutations;

#[Object]
impl HelpVoteMutations {
    /// Says whether an article has helped. An account has one vote on an article; another call changes it. For everybody who
    /// is signed in.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.voteHelpArticle\")")]
    async fn vote_help_article(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whether an article has helped.")] input: VoteHelpArticleInput,
    ) -> Result<VoteHelpArticlePayload, ApiError> {
        let id = read(&input.article_id, "input.articleId")?;
        let outcome = Box::pin(help::vote(&request(ctx).scope, id, input.helpful)).await;
        VoteHelpArticlePayload::of(outcome.map(HelpArticleNode))
    }
}
