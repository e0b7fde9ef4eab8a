//! Finding, writing and judging articles.

use serde_json::json;

use super::entity::help_article::{self, ArticleStatus};
use super::entity::help_vote;
use super::languages::{Languages, locale};
use super::policy;
use super::store::search::Wanted;
use super::store::{self, ArticleKey};
use crate::catalog::PlanKind;
use crate::db::audit::Record;
use crate::db::{DbError, FIRST_VERSION, Reads as _, Scope, Tx};
use crate::kernel::fault::Fault;
use crate::kernel::ids::HelpArticleId;
use crate::kernel::page::{Direction, Page, PageRequest};
use crate::kernel::problem::Invalid;
use crate::kernel::refusal::{Refusal, RefusalCode, UseCaseError, long_text, short_text};

/// The longest text that is searched for, the longest slug, title and body, in characters.
const MAX_SEARCH: usize = 200;
const MAX_SLUG: usize = 80;
const MAX_TITLE: usize = 200;
const MAX_BODY: usize = 20_000;

/// Which articles of the list are wanted.
#[derive(Debug, Clone, Default)]
pub struct ArticleFilter {
    /// Only those with all these words, in title or body.
    pub search: Option<String>,
    /// Only those of this category of tickets.
    pub category: Option<String>,
    /// The language; the reader's own if none.
    pub locale: Option<String>,
    /// Where they stand, in every language; those that are published, in the reader's, if none. What is not published is for
    /// staff.
    pub status: Option<ArticleStatus>,
}

/// The words of a text, without anything that could mean something to a database.
fn words(text: &str) -> Result<Vec<String>, Invalid> {
    if text.chars().count() > MAX_SEARCH {
        return Err(Invalid::new("search", format!("must be at most {MAX_SEARCH} characters")));
    }
    if text.contains('\0') {
        return Err(Invalid::new("search", "must not contain NUL"));
    }
    let parts = text.split(|character: char| !character.is_alphanumeric());
    Ok(parts.filter(|part| !part.is_empty()).map(str::to_owned).collect())
}

/// A filter that was read; none where nothing can be found by it.
fn wanted(scope: &Scope, filter: &ArticleFilter, own: &str) -> Result<Option<Wanted>, Invalid> {
    let words = filter.search.as_deref().map(words).transpose()?;
    let language = filter.locale.as_deref().map(|text| locale(text, "locale")).transpose()?;
    let status = filter.status.unwrap_or(ArticleStatus::Published);
    let hidden = status != ArticleStatus::Published && !sees_unpublished(scope);
    if hidden || words.as_ref().is_some_and(Vec::is_empty) {
        return Ok(None);
    }
    let languages = match (language, filter.status) {
        (None, Some(_)) => None,
        (language, _) => Some(Languages::of(language.as_deref().unwrap_or(own), &scope.tenant().locale)),
    };
    Ok(Some(Wanted { words, category: filter.category.clone(), kind: None, languages, status }))
}

fn sees_unpublished(scope: &Scope) -> bool {
    scope.actor().kinds().any(policy::may_view_unpublished)
}

/// One page of the articles that a reader of the language `own` finds, the best first, each with its position.
pub async fn articles(
    scope: &Scope,
    filter: &ArticleFilter,
    own: &str,
    request: &PageRequest<ArticleKey>,
) -> Result<Page<(ArticleKey, help_article::Model)>, ReadError> {
    match wanted(scope, filter, own)? {
        Some(wanted) => Ok(store::search::page(scope, &wanted, request).await?),
        None => Ok(Page { rows: Vec::new(), has_next: false, has_previous: false }),
    }
}

/// How many articles a reader finds.
pub async fn count_articles(scope: &Scope, filter: &ArticleFilter, own: &str) -> Result<u64, ReadError> {
    match wanted(scope, filter, own)? {
        Some(wanted) => Ok(store::search::count(scope, &wanted).await?),
        None => Ok(0),
    }
}

/// Why nothing was read.
#[derive(Debug)]
pub enum ReadError {
    /// An argument is not acceptable.
    Invalid(Invalid),
    /// Not the caller's doing.
    Fault(Fault),
}

impl From<Invalid> for ReadError {
    fn from(invalid: Invalid) -> Self {
        Self::Invalid(invalid)
    }
}

impl From<DbError> for ReadError {
    fn from(error: DbError) -> Self {
        Self::Fault(error.into())
    }
}

/// The published article of a slug, in the best language for a reader of `wanted`, or else of `own`.
pub async fn article(
    scope: &Scope,
    slug: &str,
    wanted: Option<&str>,
    own: &str,
) -> Result<Option<help_article::Model>, ReadError> {
    let wanted = wanted.map(|text| locale(text, "locale")).transpose()?;
    // What no article can be called is not looked up.
    let Ok(slug) = self::slug(slug) else { return Ok(None) };
    let languages = Languages::of(wanted.as_deref().unwrap_or(own), &scope.tenant().locale);
    let found = store::published(scope, &slug, &languages).await?;
    Ok(found.into_iter().min_by_key(|article| languages.place(&article.locale)))
}

/// The published articles on a category of tickets for a kind of service, in the language `own`: what is about the kind first,
/// then the most helpful.
pub async fn matching(
    scope: &Scope,
    category: &str,
    kind: PlanKind,
    own: &str,
    size: u32,
) -> Result<Vec<help_article::Model>, Fault> {
    let wanted = Wanted {
        words: None,
        category: Some(category.to_owned()),
        kind: Some(kind),
        languages: Some(Languages::of(own, &scope.tenant().locale)),
        status: ArticleStatus::Published,
    };
    let request = PageRequest { size, direction: Direction::Forward, after: None, before: None };
    let page = store::search::page(scope, &wanted, &request).await?;
    Ok(page.rows.into_iter().map(|(_, article)| article).collect())
}

/// The articles of the ids that the caller may see.
pub async fn open_articles(scope: &Scope, ids: &[HelpArticleId]) -> Result<Vec<help_article::Model>, Fault> {
    let mut articles = store::by_ids(scope, ids).await?;
    if !sees_unpublished(scope) {
        articles.retain(|article| article.status == ArticleStatus::Published);
    }
    Ok(articles)
}

/// What an article says.
#[derive(Debug, Clone)]
pub struct ArticleText {
    /// What it is called.
    pub title: String,
    /// Markdown.
    pub body: String,
    /// Which tickets it may spare, as the category of tickets; none in particular if none.
    pub category: Option<String>,
    /// The kind of service that it is about; any if none.
    pub service_kind: Option<PlanKind>,
}

/// An article to write.
#[derive(Debug, Clone)]
pub struct NewArticle {
    /// Its name in addresses.
    pub slug: String,
    /// The language it is in.
    pub locale: String,
    /// What it says.
    pub text: ArticleText,
}

impl ArticleText {
    fn into_row(self, like: help_article::Model) -> Result<help_article::Model, Invalid> {
        Ok(help_article::Model {
            title: short_text(&self.title, "title", MAX_TITLE)?,
            body: long_text(&self.body, "body", MAX_BODY)?,
            category: self.category.unwrap_or_default(),
            service_kind: self.service_kind,
            ..like
        })
    }
}

/// A name in addresses: lower-case letters, digits, and hyphens between them.
fn slug(text: &str) -> Result<String, Invalid> {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let fits = (1..=MAX_SLUG).contains(&text.len())
        && text.bytes().all(plain)
        && !text.starts_with('-')
        && !text.ends_with('-')
        && !text.contains("--");
    let message = || format!("must be 1 to {MAX_SLUG} small letters and digits, with single hyphens between");
    if fits { Ok(text.to_owned()) } else { Err(Invalid::new("slug", message())) }
}

fn permit(scope: &Scope) -> Result<(), UseCaseError> {
    if scope.actor().passes(policy::may_write) { Ok(()) } else { Err(UseCaseError::Forbidden) }
}

/// Writes a draft.
pub async fn create(scope: &Scope, new: NewArticle) -> Result<help_article::Model, UseCaseError> {
    permit(scope)?;
    let empty = help_article::Model {
        id: scope.new_id(),
        tenant_id: scope.tenant().id,
        slug: slug(&new.slug)?,
        locale: locale(&new.locale, "locale")?,
        title: String::new(),
        body: String::new(),
        category: String::new(),
        service_kind: None,
        status: ArticleStatus::Draft,
        helpful: 0,
        unhelpful: 0,
        updated_at: scope.now(),
        version: FIRST_VERSION,
    };
    let row = new.text.into_row(empty)?;
    let tx = scope.begin().await?;
    match store::insert(&tx, row.clone()).await {
        Ok(()) => {}
        Err(DbError::Unique(_)) => {
            let message = "there is an article of this slug in this language";
            return Err(Refusal::of(RefusalCode::NameTaken, "slug", message).into());
        }
        Err(other) => return Err(other.into()),
    }
    let after = json!({ "slug": row.slug, "locale": row.locale, "title": row.title });
    tx.record(Record::new("help_article.create", row.id).after(after)).await?;
    tx.commit().await?;
    Ok(row)
}

async fn held(
    tx: &Tx,
    id: HelpArticleId,
    expected: Option<i32>,
) -> Result<help_article::Model, UseCaseError> {
    let missing = || Refusal::not_found("articleId", "article");
    let row = store::for_update(tx, id).await?.ok_or_else(missing)?;
    if expected.is_some_and(|version| version != row.version) {
        return Err(Refusal::conflict("article").into());
    }
    Ok(row)
}

async fn write(
    tx: &Tx,
    before: &help_article::Model,
    now: help_article::Model,
) -> Result<help_article::Model, UseCaseError> {
    let now = help_article::Model { updated_at: tx.scope().now(), ..now };
    if !store::change(tx, before, &now).await? {
        return Err(Refusal::conflict("article").into());
    }
    Ok(help_article::Model { version: before.version + 1, ..now })
}

/// Changes what an article says; where it is published, at once.
pub async fn update(
    scope: &Scope,
    id: HelpArticleId,
    text: ArticleText,
    expected: Option<i32>,
) -> Result<help_article::Model, UseCaseError> {
    permit(scope)?;
    let tx = scope.begin().await?;
    let before = held(&tx, id, expected).await?;
    let now = text.into_row(before.clone())?;
    let now = write(&tx, &before, now).await?;
    let told = |row: &help_article::Model| json!({ "title": row.title, "body": row.body });
    tx.record(Record::new("help_article.update", id).change(told(&before), told(&now))).await?;
    tx.commit().await?;
    Ok(now)
}

/// Lets everybody find an article.
pub async fn publish(
    scope: &Scope,
    id: HelpArticleId,
    expected: Option<i32>,
) -> Result<help_article::Model, UseCaseError> {
    move_to(scope, id, ArticleStatus::Published, expected, "help_article.publish").await
}

/// Lets nobody but staff find an article any more.
pub async fn archive(
    scope: &Scope,
    id: HelpArticleId,
    expected: Option<i32>,
) -> Result<help_article::Model, UseCaseError> {
    move_to(scope, id, ArticleStatus::Archived, expected, "help_article.archive").await
}

async fn move_to(
    scope: &Scope,
    id: HelpArticleId,
    target: ArticleStatus,
    expected: Option<i32>,
    action: &'static str,
) -> Result<help_article::Model, UseCaseError> {
    permit(scope)?;
    let tx = scope.begin().await?;
    let before = held(&tx, id, expected).await?;
    if !before.status.may_become(target) {
        let allowed = before.status.targets().iter().map(|status| status.name()).collect();
        return Err(Refusal::transition("articleId", "article", before.status.name(), allowed).into());
    }
    let now = write(&tx, &before, help_article::Model { status: target, ..before.clone() }).await?;
    let told = |row: &help_article::Model| json!({ "status": row.status.name() });
    tx.record(Record::new(action, id).change(told(&before), told(&now))).await?;
    tx.commit().await?;
    Ok(now)
}

/// Says whether a published article has helped the caller. One vote of an account, which may be changed; whoever counts holds
/// the article, so that the counters are the number of votes.
pub async fn vote(
    scope: &Scope,
    id: HelpArticleId,
    helpful: bool,
) -> Result<help_article::Model, UseCaseError> {
    let account = scope.actor().account().map(|account| account.id).ok_or(UseCaseError::Forbidden)?;
    let missing = || Refusal::not_found("articleId", "article");
    let tx = scope.begin().await?;
    let article = store::for_update(&tx, id).await?;
    let article = article.filter(|row| row.status == ArticleStatus::Published).ok_or_else(missing)?;
    let before = store::votes::of_account(&tx, account, &[id]).await?.pop();
    let (came, went) = match &before {
        Some(vote) if vote.helpful == helpful => return Ok(article),
        Some(vote) => {
            store::votes::change(&tx, vote.id, helpful).await?;
            (1, 1)
        }
        None => {
            let row = help_vote::Model {
                id: scope.new_id(),
                tenant_id: scope.tenant().id,
                article_id: id,
                account_id: account,
                helpful,
            };
            store::votes::insert(&tx, row).await?;
            (1, 0)
        }
    };
    let (more, less) = if helpful { (came, -went) } else { (-went, came) };
    store::count_votes(&tx, id, i64::from(more), i64::from(less)).await?;
    tx.commit().await?;
    Ok(help_article::Model {
        helpful: article.helpful + more,
        unhelpful: article.unhelpful + less,
        ..article
    })
}

/// The caller's votes on articles.
pub(super) async fn own_votes(
    scope: &Scope,
    articles: &[HelpArticleId],
) -> Result<Vec<help_vote::Model>, Fault> {
    let Some(account) = scope.actor().account().map(|account| account.id) else { return Ok(Vec::new()) };
    Ok(store::votes::of_account(scope, account, articles).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_a_query() {
        for (text, found) in [
            ("router restart", vec!["router", "restart"]),
            (r#""router" OR -restart*) NEAR(a, b)"#, vec!["router", "OR", "restart", "NEAR", "a", "b"]),
            ("'; DROP TABLE help_article; --", vec!["DROP", "TABLE", "help", "article"]),
            ("Übertragung 5×", vec!["Übertragung", "5"]),
            ("  \t%_\\ ", vec![]),
        ] {
            assert_eq!(words(text).expect("acceptable"), found, "{text}");
        }
        assert_eq!(words("a\0b").expect_err("refused").field, "search");
        assert_eq!(words(&"a".repeat(MAX_SEARCH + 1)).expect_err("refused").field, "search");
        assert!(words(&"ä".repeat(MAX_SEARCH)).is_ok());
    }

    #[test]
    fn slugs_are_plain() {
        for text in ["a", "restart-the-router", "2-factor"] {
            assert_eq!(slug(text).as_deref(), Ok(text));
        }
        for text in ["", "-a", "a-", "a--b", "A", "a b", "ä", "a/b", &"a".repeat(MAX_SLUG + 1)] {
            assert_eq!(slug(text).expect_err("refused").field, "slug", "{text}");
        }
    }
}
