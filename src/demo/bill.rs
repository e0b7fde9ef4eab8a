//! One invoice before it has a number: its lines, priced.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::dice::Dice;
use super::market::{Facts, TAX_CODE};
use super::people::{Client, Service, runs_on};
use crate::billing::description;
use crate::billing::entity::invoice::InvoiceKind;
use crate::billing::entity::invoice_line::LineKind;
use crate::billing::entity::tax_rate;
use crate::billing::totals::{Liability, LineInput, Priced, Rate, price_lines};
use crate::catalog::entity::plan;
use crate::kernel::ids::SubscriptionId;

/// A line and what it charges for.
pub(super) struct Line {
    pub(super) kind: LineKind,
    pub(super) subscription: Option<SubscriptionId>,
    pub(super) key: &'static str,
    pub(super) args: Value,
    pub(super) days: Option<(NaiveDate, NaiveDate)>,
    pub(super) quantity: i64,
    pub(super) unit_price: i64,
}

impl Line {
    /// Which rates apply.
    pub(super) fn tax_code(&self) -> Option<&'static str> {
        // A fee for paying late is compensation, not a supply.
        (self.kind != LineKind::LateFee).then_some(TAX_CODE)
    }
}

/// An invoice that can be issued.
pub(super) struct Bill {
    pub(super) kind: InvoiceKind,
    pub(super) period: Option<(NaiveDate, NaiveDate)>,
    pub(super) lines: Vec<Line>,
    pub(super) priced: Priced,
}

impl Bill {
    /// Prices `lines` with the rates in force on `date`.
    pub(super) fn of(
        kind: InvoiceKind,
        period: Option<(NaiveDate, NaiveDate)>,
        lines: Vec<Line>,
        client: &Client,
        rates: &[tax_rate::Model],
        date: NaiveDate,
    ) -> Self {
        let in_force = |rate: &&tax_rate::Model| runs_on(Some(rate.from_date), rate.to_date, date);
        let rates: Vec<Rate<'_>> = rates.iter().filter(in_force).map(Rate::from).collect();
        let inputs: Vec<_> = lines
            .iter()
            .map(|line| LineInput {
                quantity: line.quantity.into(),
                unit_price: line.unit_price,
                tax_code: line.tax_code(),
            })
            .collect();
        let exempt = client.row.tax_exempt_reason.is_some();
        let liability = if exempt { Liability::Exempt } else { Liability::Taxable };
        let priced = price_lines(&inputs, &rates, liability)
            .expect("the generated prices are small and above their discounts");
        Self { kind, period, lines, priced }
    }
}

/// The lines of a period of a customer; none where no service runs.
pub(super) fn period_lines(
    client: &Client,
    facts: &Facts,
    plans: &[plan::Model],
    period: (NaiveDate, NaiveDate),
    previous: NaiveDate,
    dice: &mut Dice,
) -> Vec<Line> {
    let mut lines = Vec::new();
    for service in &client.services {
        if runs_on(service.row.activated_on, service.row.ends_on, period.0) {
            let plan = &plans[service.plan];
            service_lines(&mut lines, service, facts, plan, period, dice);
            // Volume is charged afterwards.
            if runs_on(service.row.activated_on, None, previous) {
                lines.extend(usage_line(service, plan, (previous, period.0), dice));
            }
        }
    }
    if lines.is_empty() {
        return lines;
    }
    let of_customer = |kind, key, args, unit_price| Line {
        kind,
        subscription: None,
        key,
        args,
        days: Some(period),
        quantity: 1,
        unit_price,
    };
    if client.paper {
        lines.push(of_customer(LineKind::OneOff, description::PAPER_INVOICE, json!({}), facts.paper_invoice));
    }
    if let Some((name, amount)) = client.discount {
        lines.push(of_customer(LineKind::Discount, description::DISCOUNT, json!({ "name": name }), -amount));
    }
    lines
}

fn service_lines(
    lines: &mut Vec<Line>,
    service: &Service,
    facts: &Facts,
    plan: &plan::Model,
    period: (NaiveDate, NaiveDate),
    dice: &mut Dice,
) {
    let line = |kind, key, args, quantity, unit_price| Line {
        kind,
        subscription: Some(service.row.id),
        key,
        args,
        days: Some(period),
        quantity,
        unit_price,
    };
    let price = service.row.price_override_minor.unwrap_or(plan.price_minor);
    lines.push(line(LineKind::Recurring, description::PLAN, json!({ "plan": plan.name }), 1, price));
    if service.row.activated_on == Some(period.0) && plan.setup_fee_minor > 0 {
        let args = json!({ "plan": plan.name });
        lines.push(Line {
            days: None,
            ..line(LineKind::Setup, description::SETUP, args, 1, plan.setup_fee_minor)
        });
    }
    // A period of a subscription is billed once (domain.md §3.9), by its plan's line; what is rented along with it
    // stands on its own.
    let mut rented = |key, quantity, unit_price| {
        lines.push(Line {
            subscription: None,
            ..line(LineKind::Recurring, key, json!({}), quantity, unit_price)
        });
    };
    if service.router {
        rented(description::ROUTER_RENTAL, 1, facts.router_rental);
    }
    if service.addresses > 0 {
        rented(description::STATIC_IP, service.addresses, facts.static_ip);
    }
    if service.row.activated_on == Some(period.0) && dice.percent(15) {
        lines.push(visit(facts, dice));
    }
}

fn usage_line(
    service: &Service,
    plan: &plan::Model,
    days: (NaiveDate, NaiveDate),
    dice: &mut Dice,
) -> Option<Line> {
    let price = plan.overage_per_gb_minor?;
    let gb = dice.between(-60, 80);
    (gb > 0).then(|| Line {
        kind: LineKind::Usage,
        subscription: Some(service.row.id),
        key: description::USAGE,
        args: json!({ "gb": gb.to_string() }),
        days: Some(days),
        quantity: gb,
        unit_price: price,
    })
}

/// A technician's visit.
pub(super) fn visit(facts: &Facts, dice: &mut Dice) -> Line {
    Line {
        kind: LineKind::OneOff,
        subscription: None,
        key: description::TECHNICIAN,
        args: json!({ "reason": dice.pick(facts.visits) }),
        days: None,
        quantity: 1,
        unit_price: facts.technician,
    }
}

/// The fee for the overdue `invoice`.
pub(super) fn late_fee(invoice: &str, amount: i64) -> Line {
    Line {
        kind: LineKind::LateFee,
        subscription: None,
        key: description::LATE_FEE,
        args: json!({ "invoice": invoice }),
        days: None,
        quantity: 1,
        unit_price: amount,
    }
}
