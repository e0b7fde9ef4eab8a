//! What has happened: services write an event in their own transaction, one dispatcher a tenant gives it its place, and
//! every open page that may see it gets it.
//!
//! Invariants:
//! - An event is stored with what it speaks of, or neither is.
//! - A cursor is given after the commit, by whoever holds the tenant's lease, one after the other without a gap: the
//!   order of cursors is the order in which events became visible, also when a transaction commits late (a sequence of
//!   the database would give it an earlier place, which readers have passed). Events of one subject have the order in
//!   which they were written, as long as they are written after the change they tell of.
//! - Readers trust the database alone. The bus only makes them quick: what it loses, doubles or turns round is seen by
//!   the cursors, and read again.
//! - An event has one audience within its tenant, which foreign keys hold to.
//!
//! Public face: [`emit`] for services, [`Feed`] for subscriptions, [`dispatch`](Dispatcher) and
//! [`discard_before`] for the jobs, [`Listener`] for features that react to others.

mod discard;
mod dispatch;
mod emit;
pub mod entity;
mod event;
mod feed;
mod listen;
mod store;

pub use discard::{Discarded, discard_before, tenants};
pub use dispatch::{Dispatched, Dispatcher};
pub use emit::{NewEvent, emit, emit_all};
pub use entity::outbox_event::{EventType, Model as Event};
pub use event::Audience;
pub use feed::{Feed, FeedSettings, Follower, Missed, Received, Words};
pub use listen::{Listener, run_listener, unheard};
pub use store::{Bounds, Customers, Interest, bounds, by_ids};
