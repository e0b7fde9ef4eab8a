//! `createHelpArticle`, `updateHelpArticle`, `publishHelpArticle`, `archiveHelpArticle`.

use async_graphql::{Context, ID, InputObject, Object};
use sea_orm::ActiveEnum as _;

use super::article::HelpArticleNode;
use crate::catalog::PlanKind;
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::read;
use crate::graphql::outcome::{use_case_errors, use_case_payload};
use crate::help::{self, ArticleText, NewArticle};
use crate::tickets::TicketCategory;

use_case_errors! {
    CreateHelpArticleErrorCode, CreateHelpArticleUserError ("CreateHelpArticleUserError"), "Why no article was written." {
        /// The slug, the language or a text is wrong.
        InvalidInput,
        /// There is an article of this slug in this language.
        NameTaken,
    }
}
use_case_errors! {
    UpdateHelpArticleErrorCode, UpdateHelpArticleUserError ("UpdateHelpArticleUserError"), "Why an article was not changed." {
        /// There is no such article.
        NotFound,
        /// The article is not the version that was seen.
        Conflict,
        /// A text is wrong.
        InvalidInput,
    }
}
use_case_errors! {
    PublishHelpArticleErrorCode, PublishHelpArticleUserError ("PublishHelpArticleUserError"), "Why an article was not published." {
        /// There is no such article.
        NotFound,
        /// The article is not the version that was seen.
        Conflict,
        /// It is published already.
        InvalidTransition,
    }
}
use_case_errors! {
    ArchiveHelpArticleErrorCode, ArchiveHelpArticleUserError ("ArchiveHelpArticleUserError"), "Why an article was not archived." {
        /// There is no such article.
        NotFound,
        /// The article is not the version that was seen.
        Conflict,
        /// It is archived already.
        InvalidTransition,
    }
}
use_case_payload! {
    CreateHelpArticlePayload ("The outcome of `createHelpArticle`."), CreateHelpArticleUserError,
    /// The article, a draft; null when there is an error.
    article: HelpArticleNode
}
use_case_payload! {
    UpdateHelpArticlePayload ("The outcome of `updateHelpArticle`."), UpdateHelpArticleUserError,
    /// The article; null when there is an error.
    article: HelpArticleNode
}
use_case_payload! {
    PublishHelpArticlePayload ("The outcome of `publishHelpArticle`."), PublishHelpArticleUserError,
    /// The article, which everybody finds; null when there is an error.
    article: HelpArticleNode
}
use_case_payload! {
    ArchiveHelpArticlePayload ("The outcome of `archiveHelpArticle`."), ArchiveHelpArticleUserError,
    /// The article, which staff alone finds; null when there is an error.
    article: HelpArticleNode
}

/// An article to write.
#[derive(InputObject)]
pub struct CreateHelpArticleInput {
    /// Its name in addresses, the same in every language: 1 to 80 small letters, digits, and single hyphens between them.
    pub slug: String,
    /// The language it is in, BCP 47: `de`, or with a region `de-AT`.
    pub locale: String,
    /// What it is called: 1 to 200 characters.
    pub title: String,
    /// What it says, in Markdown: 1 to 20000 characters.
    pub body: String,
    /// Which tickets it may spare; none in particular if absent.
    pub category: Option<TicketCategory>,
    /// The kind of service that it is about; any if absent.
    pub service_kind: Option<PlanKind>,
}

/// Which article to change, and all that it says from now on.
#[derive(InputObject)]
pub struct UpdateHelpArticleInput {
    /// The article.
    pub article_id: ID,
    /// What it is called: 1 to 200 characters.
    pub title: String,
    /// What it says, in Markdown: 1 to 20000 characters.
    pub body: String,
    /// Which tickets it may spare; none in particular if absent.
    pub category: Option<TicketCategory>,
    /// The kind of service that it is about; any if absent.
    pub service_kind: Option<PlanKind>,
    /// The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
    pub expected_version: Option<i32>,
}

/// Which article to publish.
#[derive(InputObject)]
pub struct PublishHelpArticleInput {
    /// The article.
    pub article_id: ID,
    /// The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
    pub expected_version: Option<i32>,
}

/// Which article to archive.
#[derive(InputObject)]
pub struct ArchiveHelpArticleInput {
    /// The article.
    pub article_id: ID,
    /// The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
    pub expected_version: Option<i32>,
}

fn text(
    title: String,
    body: String,
    category: Option<TicketCategory>,
    service_kind: Option<PlanKind>,
) -> ArticleText {
    ArticleText { title, body, category: category.map(|category| category.to_value()), service_kind }
}

/// See its fields.
#[derive(Default)]
pub struct HelpArticleMutations;

#[Object]
impl HelpArticleMutations {
    /// Writes an article: a draft, which staff alone sees. The same slug in another language is the same article to readers.
    /// For support and tenant administrators: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.createHelpArticle\")")]
    async fn create_help_article(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "An article to write.")] input: CreateHelpArticleInput,
    ) -> Result<CreateHelpArticlePayload, ApiError> {
        let new = NewArticle {
            slug: input.slug,
            locale: input.locale,
            text: text(input.title, input.body, input.category, input.service_kind),
        };
        let outcome = Box::pin(help::create(&request(ctx).scope, new)).await;
        CreateHelpArticlePayload::of(outcome.map(HelpArticleNode))
    }

    /// Changes what an article says; where it is published, at once. For support and tenant administrators: FORBIDDEN.
    /// Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.updateHelpArticle\")")]
    async fn update_help_article(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which article to change, and to what.")] input: UpdateHelpArticleInput,
    ) -> Result<UpdateHelpArticlePayload, ApiError> {
        let id = read(&input.article_id, "input.articleId")?;
        let text = text(input.title, input.body, input.category, input.service_kind);
        let outcome = Box::pin(help::update(&request(ctx).scope, id, text, input.expected_version)).await;
        UpdateHelpArticlePayload::of(outcome.map(HelpArticleNode))
    }

    /// Lets everybody find an article, signed in or not. For support and tenant administrators: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.publishHelpArticle\")")]
    async fn publish_help_article(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which article to publish.")] input: PublishHelpArticleInput,
    ) -> Result<PublishHelpArticlePayload, ApiError> {
        let id = read(&input.article_id, "input.articleId")?;
        let outcome = Box::pin(help::publish(&request(ctx).scope, id, input.expected_version)).await;
        PublishHelpArticlePayload::of(outcome.map(HelpArticleNode))
    }

    /// Lets nobody but staff find an article any more; it may be published again. For support and tenant administrators:
    /// FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.archiveHelpArticle\")")]
    async fn archive_help_article(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which article to archive.")] input: ArchiveHelpArticleInput,
    ) -> Result<ArchiveHelpArticlePayload, ApiError> {
        let id = read(&input.article_id, "input.articleId")?;
        let outcome = Box::pin(help::archive(&request(ctx).scope, id, input.expected_version)).await;
        ArchiveHelpArticlePayload::of(outcome.map(HelpArticleNode))
    }
}
