//! How long sessions live.

use chrono::TimeDelta;

/// How long sessions live: `idle` without a request, `absolute` in any case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionLifetimes {
    /// Without a request.
    pub idle: TimeDelta,
    /// In any case.
    pub absolute: TimeDelta,
    /// Without a request, where the person asked to be remembered.
    pub remember_idle: TimeDelta,
    /// In any case, where the person asked to be remembered.
    pub remember_absolute: TimeDelta,
}

impl Default for SessionLifetimes {
    /// Half an hour and twelve hours; remembered two weeks and 30 days, the longest that NIST SP 800-63B gives
    /// the lowest assurance level.
    fn default() -> Self {
        Self {
            idle: TimeDelta::minutes(30),
            absolute: TimeDelta::hours(12),
            remember_idle: TimeDelta::days(14),
            remember_absolute: TimeDelta::days(30),
        }
    }
}

impl SessionLifetimes {
    /// Idle and absolute lifetime, remembered or not.
    pub(super) fn of(&self, remember: bool) -> (TimeDelta, TimeDelta) {
        if remember { (self.remember_idle, self.remember_absolute) } else { (self.idle, self.absolute) }
    }
}
