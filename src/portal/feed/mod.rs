//! Events for open pages: who gets which, decided when a page subscribes and again for each event.

mod policy;
mod source;
mod ticket;
mod visible;

pub use policy::{Rule, rule_of};
pub use source::{FeedEvent, Wanted, open};
pub use ticket::open as open_ticket;
pub use visible::may_receive;
