//! How a tenant bills: what it charges those who pay late, and how it asks for what is overdue.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::dunning::DunningSettings;
use crate::kernel::money::Currency;
use crate::kernel::problem::Invalid;

/// Stages of late fees at most.
const MAX_STAGES: usize = 10;

/// How bills are made.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct BillingSettings {
    /// Fees for paying late, by ISO 4217 code: customers in a currency that is not here are charged none.
    pub late_fees: BTreeMap<String, Vec<LateFeeStage>>,
    /// The balance below which prepaid customers in the tenant's currency are told, in minor units, unless their owners want
    /// another; none: nobody is told unless they want it.
    pub low_balance_minor: Option<i64>,
    /// What is done about what is overdue.
    pub dunning: DunningSettings,
}

/// One stage of the fees for paying late (domain.md §3.10). The first stage is the first of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LateFeeStage {
    /// Days after the end of the customer's grace; 0 is the first day after it.
    pub after_days: u16,
    /// What is charged.
    pub fee: LateFee,
    /// Minor units charged at least.
    #[serde(default)]
    pub min_minor: i64,
    /// Minor units charged at most; no limit where it is absent.
    #[serde(default)]
    pub max_minor: Option<i64>,
}

/// What a fee for paying late is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LateFee {
    /// Millionths of what is overdue: `50_000` is 5 %.
    RateMicro(i64),
    /// The same amount for everybody, minor units.
    FlatMinor(i64),
}

impl BillingSettings {
    /// The stages for a currency.
    pub fn late_fees_in(&self, currency: Currency) -> &[LateFeeStage] {
        self.late_fees.get(currency.code()).map_or(&[], Vec::as_slice)
    }

    /// What is wrong with it.
    pub(in crate::tenancy) fn faults(&self) -> Vec<Invalid> {
        let mut faults = Vec::new();
        let mut fault = |message: String| faults.push(Invalid::new("settings.billing.lateFees", message));
        for (code, stages) in &self.late_fees {
            if code.parse::<Currency>().is_err() {
                fault(format!("{code:?} is not an ISO 4217 code"));
            }
            if stages.len() > MAX_STAGES {
                fault(format!("{code}: at most {MAX_STAGES} stages"));
            }
            if !stages.is_sorted_by(|one, next| one.after_days < next.after_days) {
                fault(format!("{code}: each stage must come later than the one before"));
            }
            for stage in stages {
                let (LateFee::RateMicro(amount) | LateFee::FlatMinor(amount)) = stage.fee;
                let max = stage.max_minor.unwrap_or(i64::MAX);
                if amount < 0 || stage.min_minor < 0 || max < stage.min_minor {
                    fault(format!("{code}: no fee is below 0, and none at least more than at most"));
                }
            }
        }
        if self.low_balance_minor.is_some_and(|threshold| threshold < 0) {
            faults.push(Invalid::new("settings.billing.lowBalanceMinor", "no balance is below 0"));
        }
        for (key, message) in self.dunning.faults() {
            faults.push(Invalid::new("settings.billing.dunning", format!("{key}: {message}")));
        }
        faults
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> BillingSettings {
        serde_json::from_str(json).expect("readable")
    }

    #[test]
    fn stages_are_read_by_currency() {
        let settings = read(
            r#"{ "late_fees": { "EUR": [
                { "after_days": 0, "fee": { "rate_micro": 50000 }, "min_minor": 500, "max_minor": 2500 },
                { "after_days": 14, "fee": { "flat_minor": 1000 } } ] } }"#,
        );
        assert_eq!(settings.faults(), []);
        let stages = settings.late_fees_in("EUR".parse().expect("known"));
        assert_eq!((stages.len(), stages[1].fee), (2, LateFee::FlatMinor(10_00)));
        assert_eq!(settings.late_fees_in("USD".parse().expect("known")), []);
        assert_eq!(read("{}"), BillingSettings::default());
    }

    #[test]
    fn what_cannot_be_charged_is_refused() {
        for json in [
            r#"{ "late_fees": { "XXY": [] } }"#,
            r#"{ "low_balance_minor": -1 }"#,
            r#"{ "late_fees": { "EUR": [{ "after_days": 0, "fee": { "flat_minor": -1 } }] } }"#,
            r#"{ "late_fees": { "EUR": [{ "after_days": 0, "fee": { "flat_minor": 1 }, "min_minor": 2, "max_minor": 1 }] } }"#,
            r#"{ "late_fees": { "EUR": [{ "after_days": 5, "fee": { "flat_minor": 1 } }, { "after_days": 5, "fee": { "flat_minor": 1 } }] } }"#,
        ] {
            assert_eq!(read(json).faults().len(), 1, "{json}");
        }
    }
}
