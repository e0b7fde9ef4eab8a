//! Support: tickets that customers follow and employees answer.
//!
//! Invariants: public replies and internal notes are two tables and two types: what reads the one cannot reach the other.
//! A ticket reaches a caller only as [`SeenTicket`]; one that the caller may not see does not exist. Nothing that was
//! written is rewritten.

pub mod attachment;
mod author;
pub mod desk;
pub mod entity;
mod events;
mod followers;
pub mod graphql;
mod levels;
mod listener;
pub mod loader;
pub mod mail;
pub mod policy;
pub mod preflight;
pub mod presence;
mod reach;
mod search;
mod service;
pub mod sla;
pub mod status;
mod store;
mod wording;

pub use author::Author;
pub use entity::ticket::TicketCategory;
pub use followers::{Followed, Follower, followed, replies, seen_reply};
pub use levels::{
    CalendarTerms, EscalationDay, MAX_CALENDARS, MAX_POLICIES, PolicyTerms, calendars, create_calendar,
    create_policy, escalate, escalate_due, policies, retire_policy, update_calendar, update_policy,
};
pub use listener::DisputeTicketListener;
pub use preflight::live_of_service;
pub use reach::{SeenTicket, open_tickets, seen};
pub use search::Terms;
pub use service::{
    Links, NewTicket, Request, TicketChanges, TicketFilter, TicketList, TicketOrder, TicketOrderField,
    change_tags, close, confirm, count_notes, count_replies, create, dispute, link, merge, move_to_status,
    note, open_for, rate, reopen, reply, reply_as, share, tag, unwatch, update, watch,
};
pub use store::levels::tenants_with_escalation;
pub use store::tickets::TicketKey;
pub use store::{TextKey, TextPage};

use crate::db::Scope;
use crate::kernel::actor::CallerKind;
use crate::kernel::refusal::UseCaseError;

/// Why a use case of tickets was not carried out.
pub type TicketError = UseCaseError;

/// Lets the system pass, and whom `rule` allows.
fn permit(scope: &Scope, rule: fn(CallerKind) -> bool) -> Result<(), UseCaseError> {
    if scope.actor().passes(rule) { Ok(()) } else { Err(UseCaseError::Forbidden) }
}

/// The longest text of a reply or a note, in characters.
pub const MAX_BODY: usize = 20_000;

/// The longest subject, in characters.
pub const MAX_SUBJECT: usize = 200;

/// The tags that a ticket has at most.
pub const MAX_TAGS: usize = 20;

/// The accounts that watch a ticket at most.
pub const MAX_WATCHERS: usize = 20;

/// Changes of a ticket's status that are listed: the latest.
pub const MAX_HISTORY: u64 = 100;
