//! Events for open pages: who gets which, decided when a page subscribes and again for each event.

mod policy;
mod source;
mod visible;

pub use policy::{Rule, rule_of};
pub use source::{FeedEvent, open};
pub use visible::may_receive;
