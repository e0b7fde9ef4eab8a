//! How content the customer was.

use serde_json::json;

use super::{locked_at, record, visible, write};
use crate::db::Scope;
use crate::kernel::ids::TicketId;
use crate::kernel::problem::Invalid;
use crate::kernel::refusal::{Refusal, RefusalCode, long_text};
use crate::tickets::entity::ticket;
use crate::tickets::reach::SeenTicket;
use crate::tickets::status::{REOPEN_WITHIN, in_time, no_way, ways};
use crate::tickets::{TicketError, events, policy};

/// The longest comment, in characters.
const MAX_COMMENT: usize = 2_000;

/// Rates a ticket that is solved or closed, or rates it anew: until 14 days after that.
pub async fn rate(
    scope: &Scope,
    id: TicketId,
    rating: i32,
    comment: Option<&str>,
    expected_version: Option<i32>,
) -> Result<SeenTicket, TicketError> {
    let seen = visible(scope, id).await?;
    let category = seen.ticket.category;
    if !seen.allows(|kind| policy::may_rate(category, kind)) {
        return Err(TicketError::Forbidden);
    }
    let stars = i16::try_from(rating).ok().filter(|stars| (1..=5).contains(stars));
    let stars = stars.ok_or_else(|| Invalid::new("rating", "must be 1 to 5"))?;
    let comment = comment.map(|text| long_text(text, "comment", MAX_COMMENT)).transpose()?;
    let tx = scope.begin().await?;
    let before = locked_at(&tx, &seen.ticket, expected_version).await?;
    if before.status.is_live() {
        return Err(no_way(before.status, &ways(&before, scope.now())).into());
    }
    if !in_time(&before, scope.now()) {
        let message = format!("it was over for more than {} days", REOPEN_WITHIN.num_days());
        return Err(Refusal::of(RefusalCode::TooLate, "ticketId", message).into());
    }
    let now = ticket::Model {
        rating: Some(stars),
        rating_comment: comment,
        updated_at: scope.now(),
        ..before.clone()
    };
    let ticket = write(&tx, &before, now).await?;
    events::updated(&tx, &ticket).await?;
    let rated = |stars: Option<i16>| json!({ "rating": stars });
    let entry = record("ticket.rate", &ticket);
    tx.record(entry.change(rated(before.rating), rated(Some(stars)))).await?;
    tx.commit().await?;
    Ok(SeenTicket { ticket, ..seen })
}
