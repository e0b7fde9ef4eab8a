//! How a tenant asks for what is overdue: the steps up to a suspension, from which amount on, and what it agrees to instead.

use serde::{Deserialize, Serialize};

use crate::kernel::money::Currency;

/// Steps at most.
const MAX_STEPS: usize = 10;

/// Days after the end of grace that a step may come at the latest.
const LATEST_STEP: u16 = 366;

/// Major units that are owed before a service is withheld, where the tenant says nothing (domain.md §3.11).
const DEFAULT_MINIMUM: i64 = 5;

/// How a tenant asks for what is overdue. Without steps it does not.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DunningSettings {
    /// What is done, in order. A suspension is the last of them.
    pub steps: Vec<DunningStep>,
    /// What must be exceeded before services are withheld, by currency; 5.00 for those that are not here.
    pub minimums: Vec<DunningMinimum>,
    /// What is agreed to instead.
    pub arrangements: ArrangementSettings,
}

/// One step of the dunning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DunningStep {
    /// Days after the end of the customer's grace; 0 is the first day after it.
    pub after_days: u16,
    /// What is done.
    pub action: DunningAction,
}

/// What a step of the dunning does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, async_graphql::Enum)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum DunningAction {
    /// The customer is reminded.
    Reminder,
    /// The customer is told that services will be withheld.
    FinalNotice,
    /// Services are withheld until enough is paid.
    Suspension,
}

/// What must be exceeded in one currency before services are withheld.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DunningMinimum {
    /// ISO 4217.
    pub currency: String,
    /// Minor units.
    pub minor: i64,
}

/// Which promises to pay later a tenant accepts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ArrangementSettings {
    /// Whether any.
    pub offered: bool,
    /// Instalments at most.
    pub max_instalments: u16,
    /// Days within which the first must be paid.
    pub first_within_days: u16,
    /// Days within which all must be paid.
    pub within_days: u16,
    /// Days after a broken promise during which no other is accepted.
    pub pause_after_broken_days: u16,
}

impl Default for ArrangementSettings {
    fn default() -> Self {
        Self {
            offered: true,
            max_instalments: 3,
            first_within_days: 14,
            within_days: 60,
            pause_after_broken_days: 90,
        }
    }
}

impl DunningSettings {
    /// Minor units that must be exceeded before services are withheld.
    pub fn minimum_in(&self, currency: Currency) -> i64 {
        let named = self.minimums.iter().find(|minimum| minimum.currency == currency.code());
        named.map_or_else(|| DEFAULT_MINIMUM * 10_i64.pow(currency.exponent()), |minimum| minimum.minor)
    }

    /// What is wrong with it, each with the key below `dunning`.
    pub(in crate::tenancy) fn faults(&self) -> Vec<(&'static str, &'static str)> {
        let mut faults = Vec::new();
        let mut want = |right: bool, key, message| {
            if !right {
                faults.push((key, message));
            }
        };
        want(self.steps.len() <= MAX_STEPS, "steps", "at most 10 steps");
        let later = self.steps.is_sorted_by(|one, next| one.after_days < next.after_days);
        want(later, "steps", "each step must come later than the one before");
        let soon = self.steps.iter().all(|step| step.after_days <= LATEST_STEP);
        want(soon, "steps", "each step must come within 366 days");
        let before_last = self.steps.iter().rev().skip(1);
        let last = !before_last.clone().any(|step| step.action == DunningAction::Suspension);
        want(last, "steps", "a suspension must be the last step");
        let known = |minimum: &DunningMinimum| minimum.currency.parse::<Currency>().is_ok();
        let possible = self.minimums.iter().all(|minimum| known(minimum) && minimum.minor >= 0);
        want(possible, "minimums", "a minimum is at least 0, in a currency of ISO 4217");
        let named = |at: usize| self.minimums.iter().take(at).map(|minimum| &minimum.currency);
        let once = self.minimums.iter().enumerate().all(|(at, one)| !named(at).any(|it| *it == one.currency));
        want(once, "minimums", "a currency has one minimum");
        let ArrangementSettings { max_instalments, first_within_days, within_days, .. } = self.arrangements;
        want((1..=24).contains(&max_instalments), "arrangements.max_instalments", "must be 1 to 24");
        want(within_days <= 366, "arrangements.within_days", "must be at most 366");
        want(
            first_within_days <= within_days,
            "arrangements.first_within_days",
            "the first instalment is due before the last: must be at most within_days",
        );
        faults
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> DunningSettings {
        serde_json::from_str(json).expect("readable")
    }

    #[test]
    fn nothing_is_done_and_five_are_left_alone_unless_the_tenant_says_otherwise() {
        let settings = read("{}");
        assert_eq!(settings, DunningSettings::default());
        assert_eq!(settings.faults(), []);
        for (code, minor) in [("EUR", 5_00), ("JPY", 5), ("KWD", 5_000)] {
            assert_eq!(settings.minimum_in(code.parse().expect("known")), minor, "{code}");
        }
        let settings = read(r#"{ "minimums": [{ "currency": "EUR", "minor": 1000 }] }"#);
        assert_eq!(settings.minimum_in("EUR".parse().expect("known")), 10_00);
        assert_eq!(settings.minimum_in("USD".parse().expect("known")), 5_00);
    }

    #[test]
    fn what_cannot_be_done_is_refused() {
        for json in [
            r#"{ "steps": [{ "after_days": 7, "action": "REMINDER" }, { "after_days": 7, "action": "FINAL_NOTICE" }] }"#,
            r#"{ "steps": [{ "after_days": 7, "action": "SUSPENSION" }, { "after_days": 9, "action": "REMINDER" }] }"#,
            r#"{ "minimums": [{ "currency": "XXY", "minor": 1 }] }"#,
            r#"{ "minimums": [{ "currency": "EUR", "minor": -1 }] }"#,
            r#"{ "minimums": [{ "currency": "EUR", "minor": 1 }, { "currency": "EUR", "minor": 2 }] }"#,
            r#"{ "steps": [{ "after_days": 367, "action": "REMINDER" }] }"#,
            r#"{ "arrangements": { "within_days": 367 } }"#,
            r#"{ "arrangements": { "max_instalments": 0 } }"#,
            r#"{ "arrangements": { "first_within_days": 61 } }"#,
        ] {
            assert_eq!(read(json).faults().len(), 1, "{json}");
        }
    }
}
