//! How much each source may send: a bucket that fills by so much in a second, and never holds more than a burst.

use std::collections::HashMap;
use std::net::IpAddr;
use std::time::Instant;

use super::TrapSettings;

/// A trap, in the unit in which buckets are filled.
const ONE: u64 = 1_000;

struct Bucket {
    level: u64,
    at: Instant,
}

/// The buckets of all sources.
pub(super) struct Buckets {
    settings: TrapSettings,
    buckets: HashMap<IpAddr, Bucket>,
}

impl Buckets {
    pub(super) fn new(settings: TrapSettings) -> Self {
        Self { settings, buckets: HashMap::new() }
    }

    fn full(&self) -> u64 {
        u64::from(self.settings.burst.max(1)) * ONE
    }

    /// The level by now.
    fn level(&self, bucket: &Bucket, now: Instant) -> u64 {
        let passed = now.saturating_duration_since(bucket.at).as_millis();
        let filled =
            u64::try_from(passed).unwrap_or(u64::MAX).saturating_mul(u64::from(self.settings.per_second));
        bucket.level.saturating_add(filled).min(self.full())
    }

    /// Whether this source may send another.
    pub(super) fn admit(&mut self, from: IpAddr, now: Instant) -> bool {
        let known = self.buckets.get(&from).map(|bucket| self.level(bucket, now));
        let level = match known {
            Some(level) => level,
            None if self.buckets.len() < self.settings.sources || self.forget(now) => self.full(),
            None => return false,
        };
        let left = level.checked_sub(ONE);
        self.buckets.insert(from, Bucket { level: left.unwrap_or(level), at: now });
        left.is_some()
    }

    /// Forgets those whose bucket is full: they are as if never heard. Whether there is room then.
    fn forget(&mut self, now: Instant) -> bool {
        let full = self.full();
        let idle: Vec<IpAddr> = self
            .buckets
            .iter()
            .filter(|(_, bucket)| self.level(bucket, now) == full)
            .map(|(from, _)| *from)
            .collect();
        for from in &idle {
            self.buckets.remove(from);
        }
        !idle.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use std::net::{IpAddr, Ipv4Addr};
    use std::time::{Duration, Instant};

    use super::{Buckets, TrapSettings};

    fn source(last: u8) -> IpAddr {
        Ipv4Addr::new(192, 0, 2, last).into()
    }

    fn buckets() -> Buckets {
        Buckets::new(TrapSettings { queue: 1, per_second: 2, burst: 3, sources: 2 })
    }

    #[test]
    fn a_source_may_send_a_burst_and_then_so_many_in_a_second() {
        let (mut buckets, start) = (buckets(), Instant::now());
        let mut sent = |millis| {
            let now = start + Duration::from_millis(millis);
            (0..9).filter(|_| buckets.admit(source(1), now)).count()
        };
        assert_eq!([sent(0), sent(499), sent(500), sent(1_500), sent(60_000)], [3, 0, 1, 2, 3]);
    }

    #[test]
    fn sources_do_not_share_a_bucket_and_no_more_are_remembered_than_may_be() {
        let (mut buckets, start) = (buckets(), Instant::now());
        assert!(buckets.admit(source(1), start));
        assert!(buckets.admit(source(2), start));
        assert!(!buckets.admit(source(3), start), "two are busy");
        assert!(buckets.admit(source(2), start));
        let later = start + Duration::from_millis(600);
        assert!(buckets.admit(source(3), later), "the first is idle by now");
        assert_eq!(buckets.buckets.len(), 2);
    }
}
