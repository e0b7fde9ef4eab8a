//! An article in the graph.

use async_graphql::{Context, ID, Object};
use sea_orm::ActiveEnum as _;

use crate::catalog::PlanKind;
use crate::graphql::connection::Connected;
use crate::graphql::context::{RequestContext, request};
use crate::graphql::error::{ApiError, nullable};
use crate::graphql::ids::write;
use crate::graphql::scalars::DateTime;
use crate::help::entity::help_article::{self, ArticleStatus};
use crate::help::loader::VoteOn;
use crate::help::{self, ArticleFilter, ArticleKey, ReadError};
use crate::kernel::page::{Page, PageRequest, encode_cursor};
use crate::tickets::TicketCategory;

/// An article that the caller may see.
pub struct HelpArticleNode(pub help_article::Model);

crate::connection!(
    HelpArticleConnection("HelpArticleConnection"),
    HelpArticleEdge("HelpArticleEdge"),
    HelpArticleNode,
    "A page of articles of the help, the best first."
);

impl From<ReadError> for ApiError {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::Invalid(invalid) => invalid.into(),
            ReadError::Fault(fault) => fault.into(),
        }
    }
}

/// One page of the articles that the caller finds.
pub async fn articles_page(
    request: &RequestContext,
    filter: ArticleFilter,
    page: &PageRequest<ArticleKey>,
) -> Result<HelpArticleConnection, ApiError> {
    let (scope, own) = (&request.scope, request.locale.clone());
    let Page { rows, has_next, has_previous } = help::articles(scope, &filter, &own, page).await?;
    let scope = scope.clone();
    let count = Box::new(move || {
        let (scope, filter, own) = (scope.clone(), filter.clone(), own.clone());
        Box::pin(async move { Ok(help::count_articles(&scope, &filter, &own).await?) }) as _
    });
    let cursor = |(key, _): &(ArticleKey, help_article::Model)| encode_cursor(key);
    let page = Page { rows, has_next, has_previous };
    Ok(HelpArticleConnection(Connected::new(page, cursor, |(_, row)| HelpArticleNode(row), count)))
}

/// The published article of a slug, in the best language for the caller.
pub async fn find_article(
    request: &RequestContext,
    slug: &str,
    locale: Option<&str>,
) -> Result<Option<HelpArticleNode>, ApiError> {
    let found = help::article(&request.scope, slug, locale, &request.locale).await?;
    Ok(found.map(HelpArticleNode))
}

/// An article of the help. Everybody finds those that are published; the others are for staff.
#[Object(name = "HelpArticle")]
impl HelpArticleNode {
    /// The article's id.
    pub(crate) async fn id(&self) -> ID {
        write(self.0.id)
    }

    /// Its name in addresses, the same in every language.
    async fn slug(&self) -> &str {
        &self.0.slug
    }

    /// The language it is in, BCP 47: `de`, or with a region `de-AT`.
    async fn locale(&self) -> &str {
        &self.0.locale
    }

    /// What it is called.
    async fn title(&self) -> &str {
        &self.0.title
    }

    /// What it says, in Markdown. Show no HTML that stands in it.
    async fn body(&self) -> &str {
        &self.0.body
    }

    /// Which tickets it may spare; null: none in particular.
    async fn category(&self) -> Option<TicketCategory> {
        TicketCategory::try_from_value(&self.0.category).ok()
    }

    /// The kind of service that it is about; null: every kind.
    async fn service_kind(&self) -> Option<PlanKind> {
        self.0.service_kind
    }

    /// Where it stands. Always PUBLISHED for those who are not staff.
    async fn status(&self) -> ArticleStatus {
        self.0.status
    }

    /// Accounts whom it has helped.
    async fn helpful(&self) -> i32 {
        self.0.helpful
    }

    /// Accounts whom it has not.
    async fn unhelpful(&self) -> i32 {
        self.0.unhelpful
    }

    /// Whether it has helped the caller; null where the caller has not said so. See `voteHelpArticle`.
    async fn my_vote(&self, ctx: &Context<'_>) -> Option<Result<bool, ApiError>> {
        nullable(Box::pin(async { Ok(request(ctx).loaders.help.load_one(VoteOn(self.0.id)).await?) })).await
    }

    /// When it was last changed; votes are no change.
    async fn updated_at(&self) -> DateTime {
        DateTime(self.0.updated_at)
    }

    /// Counts the changes of the article, for `expectedVersion`; votes do not count.
    async fn version(&self) -> i32 {
        self.0.version
    }
}
