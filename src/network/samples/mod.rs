//! What the poller measures: every sample for two days, five minutes and hours of it for longer, and what customers are shown
//! and billed of it.
//!
//! Invariants: a roll-up is what its samples say, however often and in whatever order they came: it is made anew from all of
//! them whenever one is added, as long as they are all kept. What a service has used on a day is measured for good once the
//! day is over and its last samples are in.
//!
//! Samples are of the world's time, in a sandbox too.

pub mod loader;
mod record;
mod roll;
pub mod rollup;
pub mod series;
mod store;
mod usage;

use chrono::TimeDelta;

pub use record::{DevicePoll, InterfaceSample, record};
pub use roll::roll_due;
pub use store::keep::keep;
pub use store::work::tenants_with_work;

/// How long what was measured is kept, and what becomes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    /// Every sample and every poll.
    pub raw: TimeDelta,
    /// The roll-ups of five minutes.
    pub five_minutes: TimeDelta,
    /// The roll-ups of hours.
    pub hours: TimeDelta,
    /// Whether what goes through the ports of services is their usage.
    pub usage: bool,
}
