//! What a change of plan costs and when it happens. Pure.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::charges::text;
use super::entity::plan;
use super::entity::plan_change_quote::PlanChangeTiming;
use super::pricing::Tariff;
use super::proration::{self, Span};

#[cfg(test)]
mod tests;

/// A line of a quote, which becomes a charge as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuoteLine {
    /// Key of the localisable text.
    pub description_key: String,
    /// The plan it is for, as the text has it.
    pub plan: String,
    /// First day.
    pub service_start: NaiveDate,
    /// First day after.
    pub service_end: NaiveDate,
    /// Minor units before tax; negative for a credit.
    pub net_minor: i64,
    /// Which tax rates apply.
    pub tax_code: String,
}

/// What a change of plan is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Change {
    /// First day of the new plan.
    pub effective_on: NaiveDate,
    /// First day that is not billed, once it is applied now; none leaves it as it is.
    pub billed_through: Option<NaiveDate>,
    /// First day after the minimum term.
    pub contract_end: Option<NaiveDate>,
    /// What is charged.
    pub lines: Vec<QuoteLine>,
}

/// What changing to `plan` means, asked for today. `out` are the days that are withheld.
///
/// Now: what was used and not billed is charged at the old price, what was billed and not used is credited at it and
/// charged at the new one; both with the discounts that these days have. At the end of the period: with the first day
/// that is not billed yet, and nothing is charged in between. A minimum term of the new plan begins with it and never
/// shortens the one there is.
pub(super) fn change(
    tariff: &Tariff,
    plan: &plan::Model,
    timing: PlanChangeTiming,
    today: NaiveDate,
    out: &[Span],
) -> Change {
    let billed_to = tariff.billed_to().unwrap_or(today);
    let effective_on = match timing {
        PlanChangeTiming::Now => today,
        PlanChangeTiming::PeriodEnd if billed_to > today => billed_to,
        PlanChangeTiming::PeriodEnd => Span::period_of(today, tariff.terms.billing_day).end,
    };
    let months = u32::try_from(plan.contract_months).unwrap_or_default();
    let new_end = (months > 0).then(|| proration::after(effective_on, months));
    let contract_end = tariff.subscription.contract_end.max(new_end);
    let mut lines = Vec::new();
    let mut billed_through = None;
    if timing == PlanChangeTiming::Now {
        let used = Span::new(billed_to.min(today), today);
        let rest = Span::new(today, billed_to.max(today));
        let mut add = |key: &str, of: &plan::Model, days: Span, net_minor: i64| {
            if net_minor != 0 {
                lines.push(QuoteLine {
                    description_key: key.to_owned(),
                    plan: of.name.clone(),
                    service_start: days.start,
                    service_end: days.end,
                    net_minor,
                    tax_code: of.tax_code.clone(),
                });
            }
        };
        add(text::PART, &tariff.plan, used, tariff.unbilled(used, out));
        add(text::UNUSED, &tariff.plan, rest, -tariff.billed(rest, out));
        add(text::PART, plan, rest, tariff.billed_on(plan, rest, out));
        billed_through = Some(billed_to.max(today));
    }
    Change { effective_on, billed_through, contract_end, lines }
}

/// What is to be charged when a change that was taken earlier happens: days before it that are not billed yet, at the old
/// price.
pub(super) fn unbilled_before(tariff: &Tariff, effective_on: NaiveDate, out: &[Span]) -> Option<QuoteLine> {
    let used = Span::new(tariff.billed_to()?, effective_on);
    let net_minor = tariff.unbilled(used, out);
    (!used.is_empty()).then(|| QuoteLine {
        description_key: text::PART.to_owned(),
        plan: tariff.plan.name.clone(),
        service_start: used.start,
        service_end: used.end,
        net_minor,
        tax_code: tariff.plan.tax_code.clone(),
    })
}
