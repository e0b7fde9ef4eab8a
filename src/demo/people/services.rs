//! The subscriptions of a generated customer.

use chrono::NaiveDate;

use super::{Client, Habit, window_period};
use crate::catalog::entity::plan::{self, PlanKind};
use crate::catalog::entity::subscription::{self, SubscriptionStatus};
use crate::customers::entity::customer::CustomerKind;
use crate::db::FIRST_VERSION;
use crate::demo::calendar::{Calendar, Ids, months_after};
use crate::demo::dice::Dice;
use crate::demo::market::{Audience, Facts};
use crate::demo::world::UNASSIGNED;

/// A subscription with what comes along with it.
pub(in crate::demo) struct Service {
    pub(in crate::demo) row: subscription::Model,
    /// Position of the plan in the catalogue.
    pub(in crate::demo) plan: usize,
    /// Whether a router is rented with it.
    pub(in crate::demo) router: bool,
    /// How many fixed addresses are rented with it.
    pub(in crate::demo) addresses: i64,
}

/// One to three subscriptions.
pub(super) fn services(
    client: &Client,
    joined: NaiveDate,
    facts: &Facts,
    plans: &[plan::Model],
    calendar: Calendar,
    dice: &mut Dice,
    ids: &Ids,
) -> Vec<Service> {
    let chosen = choose(client, facts, joined, plans, dice);
    let number = client.row.number.trim_start_matches("C-");
    let mut services = Vec::with_capacity(chosen.len());
    for (position, plan) in chosen.into_iter().enumerate() {
        // Some of the further services came later: those have a set-up line on an invoice of the window.
        let later = match client.habit {
            Habit::Showcase => (position > 0).then_some(calendar.months / 2),
            _ => (position > 0 && dice.percent(12)).then(|| window_period(calendar.months, dice)),
        };
        let period = later.filter(|period| *period > client.first_period);
        let from = period.map_or(joined, |period| calendar.period_start(client.row.billing_day, period));
        let ordered_only = position > 0 && client.habit != Habit::Showcase && dice.percent(2);
        let activated_on = (!ordered_only).then_some(from);
        let created_at = if ordered_only {
            calendar.end() - chrono::TimeDelta::days(2)
        } else {
            calendar.moment(from, 60)
        };
        let internet = matches!(plans[plan].kind, PlanKind::Internet | PlanKind::Bundle);
        let business = client.row.kind == CustomerKind::Business;
        let months = u32::try_from(plans[plan].contract_months).unwrap_or_default();
        let overridden = dice.percent(6);
        let row = subscription::Model {
            id: ids.at(created_at),
            tenant_id: UNASSIGNED,
            number: format!("S-{number}-{}", position + 1),
            customer_id: client.row.id,
            plan_id: plans[plan].id,
            price_override_minor: overridden.then(|| plans[plan].price_minor * 9 / 10),
            status: match (ordered_only, dice.percent(50)) {
                (false, _) => SubscriptionStatus::Active,
                (true, true) => SubscriptionStatus::Pending,
                (true, false) => SubscriptionStatus::Provisioning,
            },
            activated_on,
            ends_on: None,
            contract_end: activated_on.filter(|_| months > 0).map(|from| months_after(from, months)),
            billed_through: None,
            created_at,
            version: FIRST_VERSION,
        };
        let router = internet && (client.habit == Habit::Showcase || dice.percent(92));
        let addresses = match (internet, business) {
            (true, true) if dice.percent(80) => dice.between(1, 8),
            (true, false) if dice.percent(35) => 1,
            _ => 0,
        };
        services.push(Service { row, plan, router, addresses });
    }
    services
}

/// Positions of the plans that a customer takes.
fn choose(
    client: &Client,
    facts: &Facts,
    joined: NaiveDate,
    plans: &[plan::Model],
    dice: &mut Dice,
) -> Vec<usize> {
    let of = |audience: Audience, kinds: &[PlanKind]| -> Vec<usize> {
        let fits = |i: &usize| facts.plans[*i].audience == audience && kinds.contains(&facts.plans[*i].kind);
        (0..facts.plans.len()).filter(fits).collect()
    };
    let capped = (0..plans.len()).find(|i| plans[*i].cap_bytes.is_some());
    let further = [PlanKind::Phone, PlanKind::Tv];
    if client.habit == Habit::Showcase {
        let tv = of(Audience::Home, &[PlanKind::Tv]);
        return capped
            .into_iter()
            .chain(tv.last().copied())
            .chain(of(Audience::Home, &[PlanKind::Phone]).first().copied())
            .collect();
    }
    if client.row.kind == CustomerKind::Business {
        let mut chosen = vec![*dice.pick(&of(Audience::Business, &[PlanKind::Internet]))];
        for (kind, percent) in [(PlanKind::Hosting, 60), (PlanKind::Cloud, 45), (PlanKind::Managed, 35)] {
            if dice.percent(percent) && chosen.len() < 3 {
                chosen.extend(of(Audience::Business, &[kind]));
            }
        }
        return chosen;
    }
    let on_sale = |i: &usize| plans[*i].valid_to.is_none_or(|to| joined < to);
    let legacy: Vec<usize> =
        of(Audience::Legacy, &[PlanKind::Internet]).into_iter().filter(on_sale).collect();
    if dice.percent(18) {
        return vec![*dice.pick(&of(Audience::Home, &[PlanKind::Bundle]))];
    }
    let mut chosen = if !legacy.is_empty() && dice.percent(12) {
        legacy
    } else {
        vec![*dice.pick(&of(Audience::Home, &[PlanKind::Internet]))]
    };
    for kind in further {
        if dice.percent(62) {
            chosen.push(*dice.pick(&of(Audience::Home, &[kind])));
        }
    }
    chosen
}
