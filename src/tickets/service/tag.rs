//! The tags that staff sorts tickets by.

use serde_json::json;

use super::{locked_at, workable};
use crate::db::Scope;
use crate::db::audit::Record;
use crate::kernel::ids::TicketId;
use crate::kernel::problem::Invalid;
use crate::kernel::refusal::{Refusal, RefusalCode};
use crate::tickets::entity::ticket_tag;
use crate::tickets::reach::SeenTicket;
use crate::tickets::{MAX_TAGS, TicketError, store};

/// The longest tag, in characters.
const MAX_TAG: usize = 40;

/// A tag as it is kept: lower case letters of ASCII, digits and hyphens.
pub fn tag(text: &str, field: &'static str) -> Result<String, Invalid> {
    let tag = text.trim().to_lowercase();
    let sign = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if (1..=MAX_TAG).contains(&tag.len()) && tag.bytes().all(sign) {
        Ok(tag)
    } else {
        Err(Invalid::new(field, format!("must be 1 to {MAX_TAG} letters, digits and hyphens")))
    }
}

fn tags(texts: &[String], field: &'static str) -> Result<Vec<String>, Invalid> {
    if texts.len() > MAX_TAGS {
        return Err(Invalid::new(field, format!("must be at most {MAX_TAGS}")));
    }
    let mut tags = texts.iter().map(|text| tag(text, field)).collect::<Result<Vec<_>, _>>()?;
    tags.sort_unstable();
    tags.dedup();
    Ok(tags)
}

/// Adds tags to a ticket and takes tags from it; what is in both is added. The customer hears nothing of it.
pub async fn change_tags(
    scope: &Scope,
    id: TicketId,
    add: &[String],
    remove: &[String],
    expected_version: Option<i32>,
) -> Result<SeenTicket, TicketError> {
    let seen = workable(scope, id).await?;
    let (add, remove) = (tags(add, "add")?, tags(remove, "remove")?);
    let tx = scope.begin().await?;
    let before = locked_at(&tx, &seen.ticket, expected_version).await?;
    let had = store::tags::of_tickets(&tx, &[id]).await?.into_iter().map(|row| row.tag).collect::<Vec<_>>();
    let mut has: Vec<String> = had.iter().filter(|tag| !remove.contains(tag)).cloned().collect();
    has.extend(add.iter().filter(|tag| !had.contains(tag) || remove.contains(tag)).cloned());
    if has.len() > MAX_TAGS {
        let message = format!("a ticket has at most {MAX_TAGS} tags");
        return Err(Refusal::of(RefusalCode::TooMany, "add", message).into());
    }
    let gone: Vec<String> = had.iter().filter(|tag| !has.contains(tag)).cloned().collect();
    store::tags::remove(&tx, id, &gone).await?;
    let row = |tag: &String| ticket_tag::Model {
        id: scope.new_id(),
        tenant_id: scope.tenant().id,
        ticket_id: id,
        tag: tag.clone(),
    };
    store::tags::insert_missing(&tx, has.iter().filter(|tag| !had.contains(tag)).map(row).collect()).await?;
    let ticket = before;
    has.sort_unstable();
    tx.record(Record::new("ticket.tag", id).change(json!(had), json!(has))).await?;
    tx.commit().await?;
    Ok(SeenTicket { ticket, ..seen })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_short_and_plain() {
        for (text, kept) in [
            ("vip", Some("vip")),
            (" Fibre-2 ", Some("fibre-2")),
            ("", None),
            ("two words", None),
            ("größe", None),
            ("a,b", None),
        ] {
            assert_eq!(tag(text, "add").ok().as_deref(), kept, "{text:?}");
        }
        assert!(tag(&"x".repeat(40), "add").is_ok() && tag(&"x".repeat(41), "add").is_err());
    }

    #[test]
    fn a_tag_that_is_named_twice_is_one() {
        let named = ["b", "a", "B "].map(str::to_owned);
        assert_eq!(tags(&named, "add"), Ok(vec!["a".to_owned(), "b".to_owned()]));
        assert!(tags(&vec!["a".to_owned(); 21], "add").is_err());
    }
}
