//! Who is writing on a ticket at this moment. Said over the live connection and kept nowhere.

use chrono::TimeDelta;
use sea_orm::ActiveEnum as _;
use serde::{Deserialize, Serialize};

pub use super::entity::ticket_reply::AuthorKind;
use super::{SeenTicket, policy, seen};
use crate::db::Scope;
use crate::events::Feed;
use crate::kernel::clock::Instant;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{AccountId, TicketId};
use crate::kernel::refusal::{Refusal, UseCaseError};

/// How long somebody is shown as writing who says nothing more.
pub const SHOWN: TimeDelta = TimeDelta::seconds(10);

/// The longest name that is said, in characters.
const MAX_NAME: usize = 80;

/// Somebody writes on a ticket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Typing {
    /// The ticket.
    pub ticket: TicketId,
    /// The account that writes.
    pub account: AccountId,
    /// What it is called. For staff alone.
    pub name: String,
    /// On which side it stands.
    side: String,
    /// Since when.
    pub at: Instant,
}

impl Typing {
    /// On which side it stands; none for a side of a later release.
    pub fn kind(&self) -> Option<AuthorKind> {
        AuthorKind::try_from_value(&self.side).ok()
    }

    /// Until when it is to be shown.
    pub fn until(&self) -> Instant {
        self.at + SHOWN
    }

    /// Reads what was said.
    pub fn read(word: &str) -> Option<Self> {
        serde_json::from_str(word).ok()
    }
}

/// Says that the caller, whose name is `name`, writes on a ticket that it may write on.
pub async fn announce(
    scope: &Scope,
    feed: &Feed,
    ticket: TicketId,
    name: &str,
) -> Result<Typing, UseCaseError> {
    let account = scope.actor().account().ok_or(UseCaseError::Forbidden)?.id;
    let found: Option<SeenTicket> = seen(scope, &[ticket]).await?.pop();
    let found = found.ok_or_else(|| Refusal::not_found("ticketId", "ticket"))?;
    let category = found.ticket.category;
    let side = found.side(|kind| policy::may_write_tickets(category, kind)).ok_or(UseCaseError::Forbidden)?;
    let name = name.chars().filter(|sign| !sign.is_control()).take(MAX_NAME).collect();
    let typing = Typing { ticket, account, name, side: side.to_value(), at: scope.real_now() };
    let word = serde_json::to_string(&typing).map_err(Fault::internal)?;
    feed.say(scope.tenant().id, &word).await;
    Ok(typing)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::kernel::ids::TypedId as _;
    use crate::ports::event_bus::MAX_WORD;

    #[test]
    fn the_longest_name_makes_a_word_that_can_be_said() {
        let typing = Typing {
            ticket: TicketId::from_uuid(Uuid::max()),
            account: AccountId::from_uuid(Uuid::max()),
            name: "\u{1f600}".repeat(MAX_NAME),
            side: AuthorKind::Customer.to_value(),
            at: "2026-11-22T10:00:00.123456789Z".parse().expect("an instant"),
        };
        let word = serde_json::to_string(&typing).expect("JSON");
        assert!(word.len() <= MAX_WORD, "{}", word.len());
        assert_eq!(Typing::read(&word), Some(typing.clone()));
        assert_eq!(typing.kind(), Some(AuthorKind::Customer));
        assert_eq!(Typing::read("{}"), None);
    }
}
