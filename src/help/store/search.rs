//! Finding articles: by their words, or the most helpful first; each in the best language that is read.
//!
//! The statements are written by hand: the databases find words in ways of their own. What is looked for is bound, and made of
//! plain words before: no text is a query of its own language.

use sea_orm::{ActiveEnum as _, FromQueryResult, Value};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::catalog::PlanKind;
use crate::db::{DbError, Reads};
use crate::help::entity::help_article::{self, ArticleStatus};
use crate::help::languages::Languages;
use crate::kernel::ids::HelpArticleId;
use crate::kernel::page::{Direction, Page, PageRequest};

/// The position of an article in a list: how well it fits, and its id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleKey(pub i64, pub Uuid);

/// What is looked for.
#[derive(Debug, Clone)]
pub(in crate::help) struct Wanted {
    /// Words that are all in it; none: the most helpful first.
    pub(in crate::help) words: Option<Vec<String>>,
    /// Only of this category.
    pub(in crate::help) category: Option<String>,
    /// Only what is about this kind of service, or about none in particular; the former first.
    pub(in crate::help) kind: Option<PlanKind>,
    /// Only in these languages, each article once; in all if none.
    pub(in crate::help) languages: Option<Languages>,
    /// Where it stands.
    pub(in crate::help) status: ArticleStatus,
}

/// An article that fits, and how well.
#[derive(Debug, Clone, Copy, FromQueryResult)]
struct Hit {
    id: HelpArticleId,
    score: i64,
}

/// A statement as it grows; `$1` is the tenant.
#[derive(Default)]
struct Sql {
    values: Vec<Value>,
}

impl Sql {
    /// The place of a value.
    fn bind(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        format!("${}", self.values.len() + 1)
    }

    /// What fits, with how well it does: greater is better.
    fn hits(&mut self, sqlite: bool, wanted: &Wanted) -> String {
        let mut join = "";
        let mut before = String::new();
        let mut conditions = vec!["a.tenant_id = $1".to_owned()];
        let mut score = "a.helpful - a.unhelpful".to_owned();
        match &wanted.words {
            Some(words) if sqlite => {
                let quoted: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
                let query = self.bind(quoted.join(" "));
                // Titles above bodies. Smaller is better there.
                before = format!(
                    "WITH found AS MATERIALIZED (SELECT article_id, bm25(help_article_fts, 0.0, 100.0, 1.0) AS fit
                       FROM help_article_fts WHERE help_article_fts MATCH {query}) "
                );
                join = "JOIN found ON found.article_id = a.id";
                "found.fit * -1000000000".clone_into(&mut score);
            }
            Some(words) => {
                let query =
                    format!("plainto_tsquery(help_configuration(a.locale), {})", self.bind(words.join(" ")));
                conditions.push(format!("a.words @@ {query}"));
                // Words of titles weigh ten times as much as those of bodies.
                score = format!("ts_rank(a.words, {query}) * 1000000000");
            }
            None => {}
        }
        let status = self.bind(wanted.status.to_value());
        conditions.push(format!("a.status = {status}"));
        if let Some(category) = &wanted.category {
            let category = self.bind(category.clone());
            conditions.push(format!("a.category = {category}"));
        }
        if let Some(kind) = wanted.kind {
            let kind = self.bind(kind.to_value());
            conditions.push(format!("(a.service_kind IS NULL OR a.service_kind = {kind})"));
            score = format!("(CASE WHEN a.service_kind IS NULL THEN 0 ELSE 1000000000 END) + {score}");
        }
        if let Some(languages) = &wanted.languages {
            let places: Vec<String> = languages.iter().map(|locale| self.bind(locale)).collect();
            let place = |row: &str| {
                let cases: Vec<String> = places
                    .iter()
                    .enumerate()
                    .map(|(at, locale)| format!("WHEN {locale} THEN {at}"))
                    .collect();
                format!("CASE {row}.locale {} END", cases.join(" "))
            };
            let read = places.join(", ");
            conditions.push(format!("a.locale IN ({read})"));
            conditions.push(format!(
                "NOT EXISTS (SELECT 1 FROM help_article b WHERE b.tenant_id = $1 AND b.slug = a.slug
                   AND b.status = a.status AND b.locale IN ({read}) AND {} < {})",
                place("b"),
                place("a")
            ));
        }
        format!(
            "{before}SELECT a.id AS id, CAST({score} AS bigint) AS score FROM help_article a {join}
              WHERE {}",
            conditions.join(" AND ")
        )
    }
}

/// One page of what fits, the best first, each with its position.
pub(in crate::help) async fn page(
    db: &impl Reads,
    wanted: &Wanted,
    request: &PageRequest<ArticleKey>,
) -> Result<Page<(ArticleKey, help_article::Model)>, DbError> {
    let mut sql = Sql::default();
    let hits = sql.hits(db.scope().is_sqlite(), wanted);
    let mut beyond = vec!["1 = 1".to_owned()];
    for (key, than) in [(request.after, "<"), (request.before, ">")] {
        if let Some(ArticleKey(score, id)) = key {
            let (score, id) = (sql.bind(score), sql.bind(id));
            beyond.push(format!("(ranked.score, ranked.id) {than} ({score}, {id})"));
        }
    }
    let order = if request.direction == Direction::Forward { "DESC" } else { "ASC" };
    let text = format!(
        "SELECT ranked.id AS id, ranked.score AS score FROM ({hits}) ranked WHERE {}
          ORDER BY ranked.score {order}, ranked.id {order} LIMIT {}",
        beyond.join(" AND "),
        request.size + 1
    );
    let found: Vec<Hit> = db.rows(&text, sql.values).await?;
    let Page { rows, has_next, has_previous } = Page::from_fetched(found, request);
    let ids: Vec<HelpArticleId> = rows.iter().map(|hit| hit.id).collect();
    let articles = super::by_ids(db, &ids).await?;
    let with_article = |hit: Hit| {
        let article = articles.iter().find(|article| article.id == hit.id).cloned();
        article.map(|article| (ArticleKey(hit.score, hit.id.0), article))
    };
    Ok(Page { rows: rows.into_iter().filter_map(with_article).collect(), has_next, has_previous })
}

#[derive(FromQueryResult)]
struct Counted {
    n: i64,
}

/// How many articles fit.
pub(in crate::help) async fn count(db: &impl Reads, wanted: &Wanted) -> Result<u64, DbError> {
    let mut sql = Sql::default();
    let hits = sql.hits(db.scope().is_sqlite(), wanted);
    let text = format!("SELECT COUNT(*) AS n FROM ({hits}) ranked");
    let counted: Vec<Counted> = db.rows(&text, sql.values).await?;
    Ok(counted.first().map_or(0, |row| u64::try_from(row.n).unwrap_or_default()))
}
