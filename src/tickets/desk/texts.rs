//! Texts that staff writes often.

use serde_json::{Value as Json, json};

use super::permit;
use super::placeholders::{Values, check, fill};
use super::policy::may_write_texts;
use crate::customers;
use crate::db::audit::Record;
use crate::db::{DbError, FIRST_VERSION, Scope, Tx};
use crate::kernel::fault::Fault;
use crate::kernel::ids::{CannedReplyId, TicketId};
use crate::kernel::problem::Invalid;
use crate::kernel::refusal::{Refusal, RefusalCode, UseCaseError, long_text, short_text};
use crate::tickets::entity::canned_reply::Model;
use crate::tickets::store::desk::texts as rows;
use crate::tickets::{open_tickets, policy};

/// Texts that a tenant has at most.
pub const MAX_TEXTS: u64 = 200;

/// The longest title and the longest text searched for, in characters.
const MAX_TITLE: usize = 100;

/// The longest text, in characters.
const MAX_BODY: usize = 10_000;

/// The longest name of a language: RFC 5646 §4.4.1.
const MAX_LOCALE: usize = 35;

/// What a text says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextWords {
    /// What it is called.
    pub title: String,
    /// The text.
    pub body: String,
    /// The language it is in, BCP 47; none: all of them.
    pub locale: Option<String>,
}

impl TextWords {
    fn checked(&self) -> Result<Self, Invalid> {
        let title = short_text(&self.title, "title", MAX_TITLE)?;
        let body = long_text(&self.body, "body", MAX_BODY)?;
        check(&body).map_err(|wrong| Invalid::new("body", wrong.to_string()))?;
        let locale = self.locale.as_deref().map(language).transpose()?;
        Ok(Self { title, body, locale })
    }
}

/// Texts by title: with `search` in title or text, and in a language or in none; at most [`MAX_TEXTS`].
pub async fn canned_replies(
    scope: &Scope,
    search: Option<&str>,
    locale: Option<&str>,
) -> Result<Vec<Model>, UseCaseError> {
    permit(scope, policy::may_work_tickets)?;
    let search = search.map(|text| short_text(text, "search", MAX_TITLE)).transpose()?;
    let locale = locale.map(language).transpose()?;
    Ok(rows::list(scope, search.as_deref(), locale.as_deref(), MAX_TEXTS).await?)
}

/// Keeps a text.
pub async fn create_canned_reply(scope: &Scope, words: &TextWords) -> Result<Model, UseCaseError> {
    permit(scope, may_write_texts)?;
    let TextWords { title, body, locale } = words.checked()?;
    let tx = scope.begin().await?;
    if rows::count(&tx).await? >= MAX_TEXTS {
        let message = format!("there are {MAX_TEXTS} texts; delete one first");
        return Err(Refusal::of(RefusalCode::TooMany, "title", message).into());
    }
    let tenant_id = scope.tenant().id;
    let row = Model { id: scope.new_id(), tenant_id, title, body, locale, version: FIRST_VERSION };
    rows::insert(&tx, row.clone()).await.map_err(titled)?;
    tx.record(Record::new("canned_reply.create", row.id).after(shown(&row))).await?;
    tx.commit().await?;
    Ok(row)
}

/// Says something else in a text.
pub async fn update_canned_reply(
    scope: &Scope,
    id: CannedReplyId,
    words: &TextWords,
    expected: Option<i32>,
) -> Result<Model, UseCaseError> {
    permit(scope, may_write_texts)?;
    let TextWords { title, body, locale } = words.checked()?;
    let tx = scope.begin().await?;
    let before = held(&tx, id, expected).await?;
    let after = Model { title, body, locale, version: before.version + 1, ..before.clone() };
    if !rows::replace(&tx, &before, &after).await.map_err(titled)? {
        return Err(Refusal::conflict("text").into());
    }
    tx.record(Record::new("canned_reply.update", id).change(shown(&before), shown(&after))).await?;
    tx.commit().await?;
    Ok(after)
}

/// Keeps a text no longer; the text as it was.
pub async fn delete_canned_reply(
    scope: &Scope,
    id: CannedReplyId,
    expected: Option<i32>,
) -> Result<Model, UseCaseError> {
    permit(scope, may_write_texts)?;
    let tx = scope.begin().await?;
    let before = held(&tx, id, expected).await?;
    if !rows::delete(&tx, &before).await? {
        return Err(Refusal::conflict("text").into());
    }
    tx.record(Record::new("canned_reply.delete", id).before(shown(&before))).await?;
    tx.commit().await?;
    Ok(before)
}

/// A text with its places filled in for a ticket, as `agent` would write it; none where text or ticket is not there.
pub async fn render_canned_reply(
    scope: &Scope,
    id: CannedReplyId,
    ticket: TicketId,
    agent: &str,
) -> Result<Option<String>, UseCaseError> {
    permit(scope, policy::may_work_tickets)?;
    let Some(text) = rows::one(scope, id).await? else { return Ok(None) };
    let Some(ticket) = open_tickets(scope, &[ticket]).await?.pop() else { return Ok(None) };
    let names = customers::names(scope, &[ticket.customer_id], &[]).await?;
    let customer_name = names.customers.get(&ticket.customer_id).map_or("", String::as_str);
    let values = Values { customer_name, ticket_number: &ticket.number, agent_name: agent };
    // It was checked when it was kept.
    Ok(Some(fill(&text.body, values).map_err(Fault::internal)?))
}

async fn held(tx: &Tx, id: CannedReplyId, expected: Option<i32>) -> Result<Model, UseCaseError> {
    let text = rows::for_update(tx, id).await?.ok_or_else(|| Refusal::not_found("cannedReplyId", "text"))?;
    if expected.is_some_and(|version| version != text.version) {
        return Err(Refusal::conflict("text").into());
    }
    Ok(text)
}

/// The name of a language: subtags of letters and digits with hyphens between them, `de` or `de-DE`.
fn language(text: &str) -> Result<String, Invalid> {
    let subtag =
        |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let first =
        |part: &str| (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphabetic());
    let mut parts = text.split('-');
    let fits = text.len() <= MAX_LOCALE && parts.next().is_some_and(first) && parts.all(subtag);
    if fits { Ok(text.to_owned()) } else { Err(Invalid::new("locale", "must be a language such as de-DE")) }
}

fn titled(error: DbError) -> UseCaseError {
    match error {
        DbError::Unique(_) => {
            Refusal::of(RefusalCode::NameTaken, "title", "another text has the title").into()
        }
        other => other.into(),
    }
}

fn shown(text: &Model) -> Json {
    json!({ "title": text.title, "body": text.body, "locale": text.locale })
}

#[cfg(test)]
mod tests {
    use super::language;

    #[test]
    fn languages_are_told_from_nonsense() {
        for (text, fits) in [
            ("de", true),
            ("de-DE", true),
            ("zh-Hant-TW", true),
            ("", false),
            ("d", false),
            ("de_DE", false),
            ("de-", false),
            ("-DE", false),
            ("de DE", false),
            ("49", false),
            ("de-123456789", false),
            ("de-aaaaaaaa-aaaaaaaa-aaaaaaaa-aaaaaaaa", false),
        ] {
            assert_eq!(language(text).is_ok(), fits, "{text:?}");
        }
    }
}
