//! What the network does by itself: outages that it notices, who is told, what is public, what is given back.

use serde::{Deserialize, Serialize};

/// The longest that a device's silence is waited out, in minutes.
const MOST_SETTLING: u16 = 240;

/// The most notices that one run may send.
const MOST_NOTICES: u32 = 10_000;

/// The longest outage that may go without a credit, in minutes: a week.
const MOST_UNCREDITED: u32 = 7 * 24 * 60;

/// What the network does by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct NetworkSettings {
    /// Minutes for which a device must be silent before that is an outage, and answer again before it is over
    /// (domain.md §4); 0 to 240. They are the world's, like the polls, also in a sandbox.
    pub outage_settle_minutes: u16,
    /// Notices of incidents that are sent in one run at most, 1 to 10,000; what is left waits for the next.
    pub notices_per_run: u32,
    /// Whether everybody may read what goes on: `tenant.status` and the feed of it.
    pub status_page: bool,
    /// Minutes that an outage must last before it is credited, 0 to 10,080: then from its first minute. An hour unless the ISP
    /// says otherwise: a router that restarts is no outage to be accounted for. 0: every minute is credited.
    pub credit_minimum_minutes: u32,
}

impl Default for NetworkSettings {
    fn default() -> Self {
        Self {
            outage_settle_minutes: 15,
            notices_per_run: 500,
            status_page: true,
            credit_minimum_minutes: 60,
        }
    }
}

impl NetworkSettings {
    /// What is wrong with it, by key.
    pub(in crate::tenancy) fn faults(&self) -> Vec<(&'static str, &'static str)> {
        let checks = [
            (self.outage_settle_minutes <= MOST_SETTLING, "outage_settle_minutes", "must be 0 to 240"),
            ((1..=MOST_NOTICES).contains(&self.notices_per_run), "notices_per_run", "must be 1 to 10,000"),
            (self.credit_minimum_minutes <= MOST_UNCREDITED, "credit_minimum_minutes", "must be 0 to 10,080"),
        ];
        checks.into_iter().filter(|(right, ..)| !right).map(|(_, key, message)| (key, message)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tenant_from_before_has_what_a_new_one_has() {
        let read: NetworkSettings = serde_json::from_str("{}").expect("readable");
        assert_eq!((read.clone(), read.faults()), (NetworkSettings::default(), Vec::new()));
    }

    #[test]
    fn each_rule_names_its_key() {
        let keys = |change: fn(&mut NetworkSettings)| {
            let mut settings = NetworkSettings::default();
            change(&mut settings);
            settings.faults().into_iter().map(|(key, _)| key).collect::<Vec<_>>()
        };
        assert_eq!(keys(|s| s.outage_settle_minutes = 241), ["outage_settle_minutes"]);
        assert_eq!(keys(|s| s.notices_per_run = 10_001), ["notices_per_run"]);
        assert_eq!(keys(|s| s.notices_per_run = 0), ["notices_per_run"]);
        assert_eq!(keys(|s| s.credit_minimum_minutes = 10_081), ["credit_minimum_minutes"]);
        let edges = |s: &mut NetworkSettings| {
            (s.outage_settle_minutes, s.notices_per_run, s.credit_minimum_minutes) = (0, 1, 0);
        };
        assert_eq!(keys(edges), [""; 0]);
    }
}
