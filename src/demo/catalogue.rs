//! The plans and tax rates of a generated tenant.

use chrono::NaiveDate;

use super::calendar::{Calendar, Ids, days_after, months_before};
use super::market::{Audience, Facts, TAX_CODE};
use super::world::UNASSIGNED;
use crate::billing::entity::tax_rate;
use crate::catalog::entity::plan;
use crate::db::FIRST_VERSION;

const BYTES_PER_GB: i64 = 1_000_000_000;

/// The plans, in the order of the market's tariffs.
pub(super) fn plans(facts: &Facts, calendar: Calendar, ids: &Ids) -> Vec<plan::Model> {
    let since = days_after(calendar.founded(), 1);
    let row = |fact: &super::market::PlanFact| plan::Model {
        id: ids.at(calendar.moment(since, 0)),
        tenant_id: UNASSIGNED,
        code: fact.code.to_owned(),
        name: fact.name.to_owned(),
        kind: fact.kind,
        currency: facts.currency(),
        price_minor: fact.price,
        setup_fee_minor: fact.setup,
        down_kbps: fact.down * 1_000,
        up_kbps: fact.up * 1_000,
        cap_bytes: fact.cap.map(|(gb, _)| gb * BYTES_PER_GB),
        overage_per_gb_minor: fact.cap.map(|(_, price)| price),
        contract_months: fact.months,
        public: fact.audience != Audience::Legacy,
        tax_code: TAX_CODE.to_owned(),
        valid_from: since,
        // A tariff of the past went off sale before the window, so that nobody in it orders it.
        valid_to: (fact.audience == Audience::Legacy)
            .then(|| days_after(months_before(calendar.as_of, calendar.months), -200)),
        version: FIRST_VERSION,
    };
    facts.plans.iter().map(row).collect()
}

/// The tax rates, those of the past included.
pub(super) fn tax_rates(facts: &Facts, calendar: Calendar, ids: &Ids) -> Vec<tax_rate::Model> {
    let date = |(year, month, day)| {
        NaiveDate::from_ymd_opt(year, month, day).expect("the markets' dates are in the calendar")
    };
    let row = |fact: &super::market::TaxFact| tax_rate::Model {
        id: ids.at(calendar.moment(date(fact.from), 0)),
        tenant_id: UNASSIGNED,
        code: TAX_CODE.to_owned(),
        name: fact.name.to_owned(),
        rate_micro: fact.rate_micro,
        jurisdiction: fact.jurisdiction.to_owned(),
        compound: false,
        inclusive: false,
        from_date: date(fact.from),
        to_date: fact.to.map(date),
    };
    facts.taxes.iter().map(row).collect()
}
