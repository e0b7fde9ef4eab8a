//! The customers of a generated tenant: who they are, what they have, how they pay.

pub(super) mod cast;
mod services;

use chrono::NaiveDate;
use serde_json::Value;

pub(super) use self::services::Service;
use self::services::services;
use super::calendar::{Calendar, Ids, days_after, months_before};
use super::dice::Dice;
use super::market::Facts;
use super::names::Names;
use super::world::UNASSIGNED;
use crate::catalog::entity::plan;
use crate::customers::entity::customer::{self, BillingMode, CustomerKind, CustomerStatus};
use crate::db::FIRST_VERSION;

/// How a customer pays; `period` counts from the oldest in the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Habit {
    /// The one whose sign-in is printed: a case of everything.
    Showcase,
    /// Has ordered nothing yet.
    Lead,
    /// A card is charged when the invoice is due.
    Autopay,
    /// Transfers within the term.
    Transfer,
    /// Pays days or weeks after the term.
    Late,
    /// Half now, half later.
    Halves,
    /// Rounds up.
    Generous,
    /// Pays before the invoice.
    Prepaid,
    /// Pays nothing from this period on.
    Defaults { period: u32 },
    /// This period is the last.
    Leaves { period: u32 },
}

/// A customer with what the simulation needs of it.
pub(super) struct Client {
    pub(super) row: customer::Model,
    pub(super) habit: Habit,
    /// Whether the invoice comes by post, for a fee.
    pub(super) paper: bool,
    /// Name and amount of a monthly reduction.
    pub(super) discount: Option<(&'static str, i64)>,
    pub(super) services: Vec<Service>,
    /// The first period that is billed in the window.
    pub(super) first_period: u32,
}

/// Draws `count` customers; the first is the showcase.
pub(super) fn clients(
    facts: &'static Facts,
    plans: &[plan::Model],
    calendar: Calendar,
    count: usize,
    dice: &mut Dice,
    ids: &Ids,
) -> Vec<Client> {
    let names = Names::of(facts);
    (0..count).map(|number| client(number, facts, plans, calendar, &names, dice, ids)).collect()
}

fn client(
    number: usize,
    facts: &'static Facts,
    plans: &[plan::Model],
    calendar: Calendar,
    names: &Names<'_>,
    dice: &mut Dice,
    ids: &Ids,
) -> Client {
    let showcase = number == 0;
    let role = cast::habit(number, calendar.months);
    let company = if role.is_some() { number == cast::EXEMPT } else { dice.percent(18) };
    let kind = if company { CustomerKind::Business } else { CustomerKind::Residential };
    let name = match kind {
        CustomerKind::Residential => names.person(dice),
        CustomerKind::Business => names.company(dice),
    };
    let habit = role.unwrap_or_else(|| habit(calendar.months, dice));
    let billing_day = if showcase { showcase_day(calendar) } else { dice.between(1, 28) };
    let billing_day = i16::try_from(billing_day).expect("1 to 28");
    let new = role.is_none() && calendar.months > 1 && dice.percent(12);
    let first_period = if new { window_period(calendar.months, dice) } else { 0 };
    let first_day = calendar.period_start(billing_day, first_period);
    let joined = match habit {
        Habit::Lead => days_after(calendar.as_of, -dice.between(1, 40)),
        _ if new => first_day,
        _ => months_before(first_day, u32::try_from(dice.between(1, 70)).expect("positive")),
    };
    let created_at = calendar.moment(joined, dice.between(8 * 60, 18 * 60)) - chrono::TimeDelta::days(3);
    let exempt = company && (number == cast::EXEMPT || dice.percent(12));
    let row = customer::Model {
        id: ids.at(created_at),
        tenant_id: UNASSIGNED,
        number: format!("C-{}", 100_001 + number),
        kind,
        email: Some(Names::email(&name, number)),
        name,
        phone: dice.percent(90).then(|| names.phone(dice)),
        address: address(names, dice),
        currency: facts.currency(),
        tax_exempt_reason: exempt.then(|| (*dice.pick(facts.exemptions)).to_owned()),
        tax_exempt_certificate: exempt.then(|| format!("EX-{:05}", 20_001 + number)),
        tax_exempt_valid_to: None,
        billing_mode: if habit == Habit::Prepaid { BillingMode::Prepaid } else { BillingMode::Postpaid },
        billing_day,
        due_days: due_days(habit, kind, dice),
        // The showcase has an overdue invoice without a fee on it; others have the fee.
        grace_days: if showcase { 30 } else { *dice.pick(&[7, 7, 10, 14]) },
        status: if habit == Habit::Lead { CustomerStatus::Lead } else { CustomerStatus::Active },
        created_at,
        version: FIRST_VERSION,
    };
    let discount = (showcase || dice.percent(45)).then(|| *dice.pick(facts.discounts));
    let paper = !showcase && dice.percent(30);
    let mut client = Client { row, habit, paper, discount, services: Vec::new(), first_period };
    if habit != Habit::Lead {
        client.services = services(&client, joined, facts, plans, calendar, dice, ids);
    }
    client
}

fn habit(months: u32, dice: &mut Dice) -> Habit {
    let period = window_period(months, dice);
    dice.weighted(&[
        (420, Habit::Autopay),
        (290, Habit::Transfer),
        (95, Habit::Late),
        (40, Habit::Halves),
        (40, Habit::Generous),
        (30, Habit::Prepaid),
        (35, Habit::Defaults { period: period.max(months / 3) }),
        (25, Habit::Leaves { period }),
        (25, Habit::Lead),
    ])
}

/// A period of the window that is not the oldest, where there is another.
fn window_period(months: u32, dice: &mut Dice) -> u32 {
    let last = i64::from(months).max(2) - 1;
    u32::try_from(dice.between(1, last)).expect("positive").min(months - 1)
}

/// The showcase's last invoice came some days ago and is not due yet.
fn showcase_day(calendar: Calendar) -> i64 {
    use chrono::Datelike as _;
    i64::from(days_after(calendar.as_of, -5).day().min(28))
}

fn due_days(habit: Habit, kind: CustomerKind, dice: &mut Dice) -> i16 {
    match (habit, kind) {
        (Habit::Showcase, _) => 14,
        (Habit::Prepaid, _) => 3,
        (_, CustomerKind::Business) => *dice.pick(&[14, 30]),
        (_, CustomerKind::Residential) => *dice.pick(&[10, 14, 14, 21]),
    }
}

fn address(names: &Names<'_>, dice: &mut Dice) -> Value {
    serde_json::to_value(names.address(dice)).expect("an address is plain text")
}

/// Whether a service that runs on `[from, to)` runs on `day`.
pub(super) fn runs_on(from: Option<NaiveDate>, to: Option<NaiveDate>, day: NaiveDate) -> bool {
    from.is_some_and(|from| from <= day) && to.is_none_or(|to| day < to)
}
