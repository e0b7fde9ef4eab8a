//! Why an invoice is higher or lower than the one before it. Pure.
//!
//! Lines of the two invoices are matched by service and topic. Each match that differs is a cause with its part of the
//! net and of the tax; what a new rate changes of the tax, and what rounding once a document moves between lines, are
//! causes of their own. By construction the causes add up to the difference exactly, whatever the lines are.

mod topic;

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde_json::{Value as Json, json};

use self::topic::{Side, Topic, code_of, topic_of};
use super::description;
use super::entity::invoice_line::LineKind;
use crate::kernel::ids::SubscriptionId;
use crate::kernel::money::{from_micro, round_to_minor};

/// The most causes of a difference that are told apart; the smaller rest is one.
pub const MAX_CAUSES: usize = 30;

/// The tax of one rate on a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BilledTax {
    /// Who levies it and what it is called.
    pub name: String,
    /// Millionths.
    pub rate_micro: i64,
    /// Minor units.
    pub amount: i64,
}

/// A line of an invoice, as far as it explains something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BilledLine {
    /// What is charged.
    pub kind: LineKind,
    /// The service it is for.
    pub subscription: Option<SubscriptionId>,
    /// Key of its text.
    pub description_key: String,
    /// Values of its text.
    pub description_args: Json,
    /// Millionths of the quantity.
    pub quantity_micro: i64,
    /// Minor units.
    pub unit_price: i64,
    /// Minor units.
    pub net: i64,
    /// The taxes on it.
    pub taxes: Vec<BilledTax>,
}

/// An invoice with its lines. The sums are those of the document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bill {
    /// Before tax, minor units.
    pub net: i64,
    /// Tax, minor units.
    pub tax: i64,
    /// Its lines.
    pub lines: Vec<BilledLine>,
}

/// What made the difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, async_graphql::Enum)]
pub enum BillCauseCode {
    /// A service is charged for the first time.
    NewService,
    /// A service is not charged any more.
    ServiceEnded,
    /// A service is charged by another plan.
    PlanChanged,
    /// The price is another.
    PriceChanged,
    /// There is more or less of it.
    QuantityChanged,
    /// A part of a period was charged, before or now.
    Proration,
    /// Volume past the cap.
    Usage,
    /// A discount is given for the first time.
    DiscountBegun,
    /// A discount is not given any more.
    DiscountEnded,
    /// A discount is another.
    DiscountChanged,
    /// Something once: a set-up, a visit.
    OneOff,
    /// A late fee.
    LateFee,
    /// Something given back.
    Credit,
    /// The rate of a tax is another.
    TaxRateChanged,
    /// What rounding a tax once a document moves between its lines.
    Rounding,
    /// Smaller causes, together.
    Other,
}

impl BillCauseCode {
    fn template(self) -> &'static str {
        match self {
            Self::NewService => "cause.new_service",
            Self::ServiceEnded => "cause.service_ended",
            Self::PlanChanged => "cause.plan_changed",
            Self::PriceChanged => "cause.price_changed",
            Self::QuantityChanged => "cause.quantity_changed",
            Self::Proration => "cause.proration",
            Self::Usage => "cause.usage",
            Self::DiscountBegun => "cause.discount_begun",
            Self::DiscountEnded => "cause.discount_ended",
            Self::DiscountChanged => "cause.discount_changed",
            Self::OneOff => "cause.one_off",
            Self::LateFee => "cause.late_fee",
            Self::Credit => "cause.credit",
            Self::TaxRateChanged => "cause.tax_rate_changed",
            Self::Rounding => "cause.rounding",
            Self::Other => "cause.other",
        }
    }
}

/// The text of a line: its key and its values.
type Text = (String, Json);

/// A part of the difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cause {
    /// What it is.
    pub code: BillCauseCode,
    /// Its part of the net, minor units.
    pub net: i64,
    /// Its part of the tax, minor units.
    pub tax: i64,
    /// What was charged of it before, tax included.
    pub from: i64,
    /// What is charged of it now, tax included.
    pub to: i64,
    /// The service it is about.
    pub subscription: Option<SubscriptionId>,
    /// What its line said before.
    before: Option<Text>,
    /// What its line says now.
    after: Option<Text>,
}

impl Cause {
    fn without_lines(code: BillCauseCode, net: i64, tax: i64) -> Self {
        Self { code, net, tax, from: 0, to: net + tax, subscription: None, before: None, after: None }
    }

    /// What it adds to the total.
    pub fn amount(&self) -> i64 {
        self.net + self.tax
    }

    /// The text for people of `locale`.
    pub fn text(&self, locale: &str) -> String {
        let describe = |text: Option<&Text>| {
            text.map(|(key, args)| description::describe(key, args, locale)).unwrap_or_default()
        };
        let (before, after) = (describe(self.before.as_ref()), describe(self.after.as_ref()));
        let what = if after.is_empty() { before.clone() } else { after.clone() };
        description::describe(
            self.code.template(),
            &json!({ "what": what, "from": before, "to": after }),
            locale,
        )
    }
}

/// Why `current` is not `previous`; every charge is a cause where there is none before. The largest cause first; the
/// causes add up to the difference of net and of tax.
pub fn explain(previous: Option<&Bill>, current: &Bill) -> Vec<Cause> {
    let nothing = Bill::default();
    let previous = previous.unwrap_or(&nothing);
    let mut topics: BTreeMap<Topic, (Side<'_>, Side<'_>)> = BTreeMap::new();
    for line in &previous.lines {
        topics.entry(topic_of(line)).or_default().0.add(line);
    }
    for line in &current.lines {
        topics.entry(topic_of(line)).or_default().1.add(line);
    }
    let (mut causes, mut of_rates, mut of_rounding) = (Vec::new(), 0, 0);
    for (topic, (before, after)) in &topics {
        let tax = split_tax(before, after);
        of_rates += tax.of_rate;
        of_rounding += tax.of_rounding;
        let net = after.net - before.net;
        if (net, tax.own) != (0, 0) {
            causes.push(Cause {
                code: code_of(topic, before, after),
                net,
                tax: tax.own,
                from: before.net + before.tax,
                to: after.net + after.tax,
                subscription: topic.subscription,
                before: before.text(),
                after: after.text(),
            });
        }
    }
    causes.sort_by_key(|cause| std::cmp::Reverse(cause.amount().unsigned_abs()));
    fold_rest(&mut causes);
    if of_rates != 0 {
        causes.push(Cause::without_lines(BillCauseCode::TaxRateChanged, 0, of_rates));
    }
    let explained = |part: fn(&Cause) -> i64| causes.iter().map(part).sum::<i64>();
    // What the lines do not say of the documents' own sums is rounding too: nothing else is left.
    let net = current.net - previous.net - explained(|cause| cause.net);
    let tax = current.tax - previous.tax - explained(|cause| cause.tax);
    debug_assert!(tax == of_rounding || !adds_up(previous) || !adds_up(current));
    if (net, tax) != (0, 0) {
        causes.push(Cause::without_lines(BillCauseCode::Rounding, net, tax));
    }
    causes
}

/// Whether the sums of a bill are those of its lines.
fn adds_up(bill: &Bill) -> bool {
    let taxes = bill.lines.iter().flat_map(|line| &line.taxes).map(|tax| tax.amount);
    bill.net == bill.lines.iter().map(|line| line.net).sum::<i64>() && bill.tax == taxes.sum::<i64>()
}

/// The causes that are too many become one.
fn fold_rest(causes: &mut Vec<Cause>) {
    // Beside them there may be those of rates and of rounding.
    const TOLD: usize = MAX_CAUSES - 3;
    if causes.len() <= TOLD + 1 {
        return;
    }
    let rest = causes.split_off(TOLD);
    let sum = |part: fn(&Cause) -> i64| rest.iter().map(part).sum::<i64>();
    causes.push(Cause {
        from: sum(|cause| cause.from),
        to: sum(|cause| cause.to),
        ..Cause::without_lines(BillCauseCode::Other, sum(|cause| cause.net), sum(|cause| cause.tax))
    });
}

/// How the change of the tax of a topic is told.
struct TaxSplit {
    /// With the charge itself.
    own: i64,
    /// As the change of a rate.
    of_rate: i64,
    /// As rounding.
    of_rounding: i64,
}

/// Rounding moves less than a unit for each line and rate between lines; more than that has another reason.
fn split_tax(before: &Side<'_>, after: &Side<'_>) -> TaxSplit {
    let change = after.tax - before.tax;
    let whole = TaxSplit { own: change, of_rate: 0, of_rounding: 0 };
    if before.lines == 0 || after.lines == 0 {
        return whole;
    }
    let at_old = |net: i64| before.rates.iter().map(|(_, rate)| levied(net, *rate)).sum::<Option<i64>>();
    let same = before.rates == after.rates;
    let expected = at_old(after.net - before.net).zip(if same { Some(after.tax) } else { at_old(after.net) });
    let Some((own, at_old_rates)) = expected.filter(|_| before.even && after.even) else { return whole };
    let of_rate = after.tax - at_old_rates;
    let of_rounding = change - own - of_rate;
    let units = (before.lines + after.lines) * (1 + before.rates.len());
    if of_rounding.unsigned_abs() > units as u64 { whole } else { TaxSplit { own, of_rate, of_rounding } }
}

fn levied(net: i64, rate_micro: i64) -> Option<i64> {
    round_to_minor(Decimal::from(net).checked_mul(from_micro(rate_micro))?).ok()
}

#[cfg(test)]
mod tests;
