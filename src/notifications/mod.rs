//! Notifications: an inbox for each account, filled by what happens, and what each account wants to hear of.
//!
//! Invariants: an account has one notification of an event at most, whatever is run twice; it is written in the
//! transaction that notes the event as dealt with; who may not see what it is about does not get one.

pub mod entity;
pub mod graphql;
mod inbox;
mod listener;
mod preferences;
mod store;
mod support;
mod text;
mod topic;
mod waiting;

pub use inbox::{count, count_unread, mark_read, notifications_by_id, page};
pub use listener::NotificationListener;
pub use preferences::{Preference, PreferenceRefusal, UpdateError, preferences, update};
pub(crate) use store::{READ, RECEIVED};
pub use topic::{Channel, Kind, Topic};
