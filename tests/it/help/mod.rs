//! The help: who writes it, who finds what of it, in which language, and whom it has helped.

mod articles;
mod search;
mod votes;

use portico::help::{self, ArticleText, HelpArticle, NewArticle};
use serde_json::{Value, json};

use crate::support::app::TestApp;
use crate::support::caller::Caller;

/// A published article on technical tickets, written by the system.
pub(crate) async fn article(t: &TestApp, slug: &str, locale: &str, title: &str, body: &str) -> HelpArticle {
    let draft = draft(t, slug, locale, title, body).await;
    help::publish(&t.scope(), draft.id, None).await.expect("published")
}

/// A draft on technical tickets, written by the system.
pub(crate) async fn draft(t: &TestApp, slug: &str, locale: &str, title: &str, body: &str) -> HelpArticle {
    let category = Some("TECHNICAL".to_owned());
    let text = ArticleText { title: title.to_owned(), body: body.to_owned(), category, service_kind: None };
    let new = NewArticle { slug: slug.to_owned(), locale: locale.to_owned(), text };
    help::create(&t.scope(), new).await.expect("written")
}

const LIST: &str = "query($search: String, $category: TicketCategory, $locale: String, $status: ArticleStatus, $first: Int = 20, $after: String) {
  helpArticles(first: $first, after: $after, search: $search, category: $category, locale: $locale, status: $status) {
    totalCount nodes { slug locale title status } pageInfo { hasNextPage endCursor } } }";

/// The slugs that a caller finds, with their languages.
async fn found(caller: &Caller, variables: Value) -> Vec<String> {
    let reply = caller.gql(LIST, variables).await;
    let articles = &reply.ok()["helpArticles"];
    let nodes = articles["nodes"].as_array().expect("a list");
    assert!(articles["totalCount"].as_u64() >= Some(nodes.len() as u64), "{articles}");
    let name = |node: &Value| {
        format!("{} {}", node["slug"].as_str().expect("text"), node["locale"].as_str().expect("text"))
    };
    nodes.iter().map(name).collect()
}
