//! What discounts take off the periods of a bill. Pure.
//!
//! Percentages are taken off the price, never off what another discount has left; amounts come after them, once a bill
//! each, and go to the services in their order until they are used up. A price never falls below zero.

use chrono::NaiveDate;

use crate::kernel::ids::{CustomerDiscountId, PlanId, SubscriptionId};

#[cfg(test)]
mod tests;

/// By how much.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reduction {
    /// Millionths of the price.
    Percent(i64),
    /// Minor units a bill, before tax.
    Amount(i64),
}

/// A discount that a customer has, with what it is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Discount {
    /// The discount.
    pub id: CustomerDiscountId,
    /// What invoices call it.
    pub name: String,
    /// By how much.
    pub reduction: Reduction,
    /// The one service it is for; none is all.
    pub subscription: Option<SubscriptionId>,
    /// The plans it is for; none is all.
    pub plans: Option<Vec<PlanId>>,
    /// First day: what begins on it or later is reduced.
    pub from: NaiveDate,
    /// First day after.
    pub to: Option<NaiveDate>,
}

/// A period of a plan, or a part of one, on a bill.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Discountable {
    /// The service.
    pub subscription: SubscriptionId,
    /// Its plan in that period.
    pub plan: PlanId,
    /// First day that is billed.
    pub service_start: NaiveDate,
    /// What it costs before any discount, minor units.
    pub net_minor: i64,
}

/// A line that a discount makes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiscountLine {
    /// The discount.
    pub discount: CustomerDiscountId,
    /// What the invoice calls it.
    pub name: String,
    /// Position of the line it reduces among those that were given.
    pub line: usize,
    /// Minor units, below 0.
    pub net_minor: i64,
}

impl Discount {
    /// Whether it is for this line.
    pub fn applies_to(&self, line: &Discountable) -> bool {
        self.subscription.is_none_or(|only| only == line.subscription)
            && self.plans.as_ref().is_none_or(|plans| plans.contains(&line.plan))
            && self.from <= line.service_start
            && self.to.is_none_or(|to| line.service_start < to)
    }
}

/// The lines that `discounts`, in their order, make of a bill with these periods.
pub fn discounts_for(lines: &[Discountable], discounts: &[Discount]) -> Vec<DiscountLine> {
    let mut left: Vec<i64> = lines.iter().map(|line| line.net_minor.max(0)).collect();
    let mut made = Vec::new();
    let mut take = |discount: &Discount, line: usize, wanted: i64| {
        let taken = wanted.min(left[line]);
        if taken > 0 {
            left[line] -= taken;
            let (discount, name) = (discount.id, discount.name.clone());
            made.push(DiscountLine { discount, name, line, net_minor: -taken });
        }
        taken
    };
    for discount in discounts {
        let Reduction::Percent(micro) = discount.reduction else { continue };
        for (at, line) in lines.iter().enumerate().filter(|(_, line)| discount.applies_to(line)) {
            take(discount, at, part_of(line.net_minor.max(0), micro));
        }
    }
    for discount in discounts {
        let Reduction::Amount(mut rest) = discount.reduction else { continue };
        for (at, _) in lines.iter().enumerate().filter(|(_, line)| discount.applies_to(line)) {
            rest -= take(discount, at, rest);
        }
    }
    made
}

/// So many millionths of an amount that is not negative, half away from zero.
fn part_of(minor: i64, micro: i64) -> i64 {
    const MILLION: i128 = 1_000_000;
    let rounded = (2 * i128::from(minor) * i128::from(micro) + MILLION) / (2 * MILLION);
    i64::try_from(rounded).unwrap_or(i64::MAX)
}

/// What a period of one service costs after the discounts: what parts of it are credited and charged at, so that nobody
/// is given back more than was paid.
pub fn price_after(line: Discountable, discounts: &[Discount]) -> i64 {
    let off: i64 = discounts_for(&[line], discounts).iter().map(|line| line.net_minor).sum();
    line.net_minor + off
}
