//! From what a customer has – terms, services, days without service, volume, discounts, waiting charges – to the lines of
//! the next invoice. Pure: the billing run writes what it says, the estimate of the next invoice shows it.
//!
//! A period is billed when it begins, to its end; one that was cut short or lengthened costs its share. Days without service
//! are left out. Volume past the cap is billed once the period is over and its days are measured for good. What a bill
//! claims – periods, volume – is named by service and first day, so that no other bill can have it (domain.md §3.9).

use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;
use serde_json::json;

use super::description;
use super::entity::billed_period::BilledKind;
use super::entity::invoice::InvoiceKind;
use super::entity::invoice_line::LineKind;
use super::ledger::NewLine;
use crate::catalog::discounts::Discountable;
use crate::catalog::proration::{Span, pieces};
use crate::catalog::usage::{beyond, used};
use crate::catalog::{Charge, ChargeKind, Plan, Service, Subscription, ToBill, discounts_for};
use crate::kernel::ids::{ChargeId, SubscriptionId};
use crate::kernel::money::from_micro;

/// How long volume waits for days that are not measured for good.
const USAGE_WAITS: Days = Days::new(25);

/// A period of a service that a document has billed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Claim {
    /// The service.
    pub subscription: SubscriptionId,
    /// What of the period.
    pub kind: BilledKind,
    /// Its days.
    pub period: Span,
}

/// What a bill is to be made of.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// Day of the month on which the customer's periods begin.
    pub billing_day: i16,
    /// What there is to bill.
    pub to_bill: &'a ToBill,
    /// What of the last periods is billed already.
    pub claims: &'a [Claim],
    /// The day of the bill.
    pub as_of: NaiveDate,
    /// Whether volume counts although its days are not measured for good.
    pub estimate: bool,
}

/// A bill to write.
#[derive(Debug, Clone)]
pub struct Bill {
    /// Why it is made.
    pub kind: InvoiceKind,
    /// The days it bills, if it bills periods.
    pub period: Option<(NaiveDate, NaiveDate)>,
    /// What is charged and given back.
    pub lines: Vec<NewLine>,
    /// What no other bill may have.
    pub claims: Vec<Claim>,
    /// Services with the first day that is not billed after this.
    pub advances: Vec<(Subscription, NaiveDate)>,
    /// Waiting charges that are on it.
    pub charges: Vec<ChargeId>,
}

/// The first day on which a customer has something to bill; none where nothing is to come.
pub fn next_day(to_bill: &ToBill) -> Option<NaiveDate> {
    to_bill.services.iter().filter_map(unbilled_from).min()
}

/// The first day of a service that is not billed, if there is one.
fn unbilled_from(service: &Service) -> Option<NaiveDate> {
    let from = service.billable.billed_to()?;
    service.billable.subscription.ends_on.is_none_or(|end| from < end).then_some(from)
}

/// The bill of a day; none where nothing is due.
pub fn assemble(input: Input<'_>) -> Option<Bill> {
    let services = &input.to_bill.services;
    let due: Vec<(&Service, Span)> =
        services.iter().filter_map(|service| Some((service, due_days(&input, service)?))).collect();
    let goes_on = services.iter().any(|service| unbilled_from(service).is_some());
    if due.is_empty() && (goes_on || input.to_bill.charges.is_empty()) {
        return None;
    }
    let mut bill = Bill {
        kind: InvoiceKind::OneOff,
        period: None,
        lines: Vec::new(),
        claims: Vec::new(),
        advances: Vec::new(),
        charges: Vec::new(),
    };
    periods(&mut bill, &input, &due);
    for (service, _) in &due {
        usage(&mut bill, &input, service);
    }
    for charge in &input.to_bill.charges {
        bill.lines.push(line_of(charge));
        bill.charges.push(charge.id);
    }
    bill.period =
        due.iter().map(|(_, days)| days).fold(None, |whole: Option<(NaiveDate, NaiveDate)>, days| {
            let (start, end) = whole.unwrap_or((days.start, days.end));
            Some((start.min(days.start), end.max(days.end)))
        });
    let ends = |service: &Service| {
        let end = service.billable.subscription.ends_on;
        due.iter()
            .find(|(other, _)| other.billable.subscription.id == service.billable.subscription.id)
            .is_some_and(|(_, days)| Some(days.end) == end)
    };
    bill.kind = match (due.is_empty(), services.iter().all(ends)) {
        (false, false) => InvoiceKind::Recurring,
        (false, true) => InvoiceKind::Final,
        (true, _) => InvoiceKind::OneOff,
    };
    Some(bill)
}

/// The days of a service that are billed on the day of the bill: up to the end of the period that runs then.
fn due_days(input: &Input<'_>, service: &Service) -> Option<Span> {
    let from = unbilled_from(service)?;
    if from > input.as_of {
        return None;
    }
    let end = Span::period_of(input.as_of, input.billing_day).end;
    let end = service.billable.subscription.ends_on.map_or(end, |last| end.min(last));
    let days = Span::new(from, end);
    (!days.is_empty()).then_some(days)
}

/// The periods of the services, each with what discounts take off it.
fn periods(bill: &mut Bill, input: &Input<'_>, due: &[(&Service, Span)]) {
    let mut lines: Vec<(NewLine, Discountable)> = Vec::new();
    for (service, days) in due {
        let subscription = &service.billable.subscription;
        for part in at_plan_changes(service, *days) {
            for piece in pieces(part, input.billing_day, &service.suspended) {
                let (plan, price) = service.billable.terms_on(piece.days.start);
                let net = piece.cost(price);
                let line = NewLine {
                    kind: if piece.is_whole() { LineKind::Recurring } else { LineKind::Proration },
                    subscription: Some(subscription.id),
                    description_key: if piece.is_whole() {
                        description::PLAN.to_owned()
                    } else {
                        description::charge::PART.to_owned()
                    },
                    description_args: json!({ "plan": plan.name }),
                    service: Some((piece.days.start, piece.days.end)),
                    quantity: Decimal::ONE,
                    unit_price: net,
                    tax_code: Some(plan.tax_code.clone()),
                };
                let discountable = Discountable {
                    subscription: subscription.id,
                    plan: plan.id,
                    service_start: piece.days.start,
                    net_minor: net,
                };
                lines.push((line, discountable));
            }
        }
        // Days without service are billed, too: with nothing.
        for piece in pieces(*days, input.billing_day, &[]) {
            let period = piece.days;
            bill.claims.push(Claim { subscription: subscription.id, kind: BilledKind::Recurring, period });
        }
        bill.advances.push((subscription.clone(), days.end));
    }
    let discountables: Vec<Discountable> = lines.iter().map(|(_, discountable)| *discountable).collect();
    let reductions = discounts_for(&discountables, &input.to_bill.discounts);
    for (at, (line, _)) in lines.into_iter().enumerate() {
        let taken = reductions.iter().filter(|reduction| reduction.line == at).map(|reduction| NewLine {
            kind: LineKind::Discount,
            description_key: description::DISCOUNT.to_owned(),
            description_args: json!({ "name": reduction.name }),
            unit_price: reduction.net_minor,
            ..line.clone()
        });
        let taken: Vec<NewLine> = taken.collect();
        bill.lines.push(line);
        bill.lines.extend(taken);
    }
}

/// The days of a service, cut where it gets another plan.
fn at_plan_changes(service: &Service, days: Span) -> Vec<Span> {
    match &service.billable.pending {
        Some((from, _)) if days.start < *from && *from < days.end => {
            vec![Span::new(days.start, *from), Span::new(*from, days.end)]
        }
        _ => vec![days],
    }
}

/// Volume past the cap of periods that are over: those of earlier bills, and those of this one where it is late.
fn usage(bill: &mut Bill, input: &Input<'_>, service: &Service) {
    let id = service.billable.subscription.id;
    let is_of = |claim: &&Claim, kind| claim.subscription == id && claim.kind == kind;
    let over = |claim: &&Claim| claim.period.end <= input.as_of;
    let mut periods: Vec<Span> = input
        .claims
        .iter()
        .chain(&bill.claims)
        .filter(|claim| is_of(claim, BilledKind::Recurring) && over(claim))
        .map(|claim| claim.period)
        .collect();
    periods.sort_unstable();
    for period in periods {
        let billed = input.claims.iter().any(|claim| {
            claim.subscription == id && claim.kind == BilledKind::Usage && claim.period.start == period.start
        });
        let plan = service.plan_on(period.end - Days::new(1));
        let (Some(cap), Some(price)) = (plan.cap_bytes, plan.overage_per_gb_minor) else { continue };
        if billed || !(input.estimate || is_measured(service, period, input.as_of)) {
            continue;
        }
        bill.claims.push(Claim { subscription: id, kind: BilledKind::Usage, period });
        bill.lines.extend(overage(service, plan, period, cap, price));
    }
}

/// Whether the days of a period are measured for good, or have had their time.
fn is_measured(service: &Service, period: Span, as_of: NaiveDate) -> bool {
    let unfinished =
        service.usage.iter().any(|day| (period.start..period.end).contains(&day.day) && !day.is_final);
    !unfinished || period.end + USAGE_WAITS <= as_of
}

fn overage(service: &Service, plan: &Plan, period: Span, cap: i64, price: i64) -> Option<NewLine> {
    let days = service.usage.iter().filter(|day| (period.start..period.end).contains(&day.day));
    let bought = service
        .top_ups
        .iter()
        .filter(|top_up| (period.start..period.end).contains(&top_up.period_start))
        .fold(0_i64, |sum, top_up| sum.saturating_add(top_up.bytes));
    // The same as the customer is shown before: one rule for both.
    let gigabytes = from_micro(beyond(used(days), cap.saturating_add(bought))?).normalize();
    Some(NewLine {
        kind: LineKind::Usage,
        subscription: Some(service.billable.subscription.id),
        description_key: description::USAGE.to_owned(),
        description_args: json!({ "gb": gigabytes.to_string() }),
        service: Some((period.start, period.end)),
        quantity: gigabytes,
        unit_price: price,
        tax_code: Some(plan.tax_code.clone()),
    })
}

fn line_of(charge: &Charge) -> NewLine {
    NewLine {
        kind: match charge.kind {
            ChargeKind::Proration => LineKind::Proration,
            ChargeKind::OneOff => LineKind::OneOff,
            ChargeKind::Setup => LineKind::Setup,
            ChargeKind::Usage => LineKind::Usage,
        },
        subscription: charge.subscription_id,
        description_key: charge.description_key.clone(),
        description_args: charge.description_args.clone(),
        service: charge.service_start.zip(charge.service_end),
        quantity: from_micro(charge.quantity_micro),
        unit_price: charge.unit_price_minor,
        tax_code: charge.tax_code.clone(),
    }
}

#[cfg(test)]
mod tests;
