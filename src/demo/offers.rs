//! What the catalogue has beside plans and services: locks, a change that waits, volume, coupons.

use chrono::NaiveDate;
use serde_json::json;

use super::calendar::{Calendar, Ids, days_after};
use super::market::TAX_CODE;
use super::people::Client;
use super::world::UNASSIGNED;
use crate::catalog::charge_text;
use crate::catalog::entity::charge::{self, ChargeKind};
use crate::catalog::entity::plan::{self, PlanKind};
use crate::catalog::entity::plan_change_quote::{self, PlanChangeTiming};
use crate::catalog::entity::subscription::{self, SubscriptionStatus};
use crate::catalog::entity::suspension_lock::{self, LockReason};
use crate::catalog::entity::{coupon, customer_discount, top_up_pack, usage_day};
use crate::catalog::proration::{self, Span};
use crate::db::FIRST_VERSION;
use crate::kernel::money::MICRO_SCALE;

const GB: i64 = 1_000_000_000;

/// The rows, by table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field holds the rows of the table of its name")]
pub struct Offers {
    pub locks: Vec<suspension_lock::Model>,
    pub quotes: Vec<plan_change_quote::Model>,
    pub charges: Vec<charge::Model>,
    pub usage_days: Vec<usage_day::Model>,
    pub packs: Vec<top_up_pack::Model>,
    pub coupons: Vec<coupon::Model>,
    pub discounts: Vec<customer_discount::Model>,
}

/// The position of the showcase: the customer whose sign-in is printed.
const SHOWCASE: usize = 0;

/// The rows for these customers; services that are paused or about to change are marked so.
pub(super) fn offers(clients: &mut [Client], plans: &[plan::Model], calendar: Calendar, ids: &Ids) -> Offers {
    let mut maker = Maker { plans, calendar, ids, offers: Offers::default() };
    maker.packs();
    maker.coupons(&clients[SHOWCASE]);
    maker.pause(&mut clients[SHOWCASE]);
    maker.change(&mut clients[SHOWCASE]);
    for client in clients.iter() {
        maker.locks_of_debtors(client);
        maker.usage(client);
    }
    maker.offers
}

struct Maker<'a> {
    plans: &'a [plan::Model],
    calendar: Calendar,
    ids: &'a Ids,
    offers: Offers,
}

impl Maker<'_> {
    fn packs(&mut self) {
        let at = self.calendar.moment(days_after(self.calendar.founded(), 2), 0);
        let currency = self.plans[0].currency;
        for (code, gigabytes, price_minor) in [("PLUS20", 20, 4_99), ("PLUS100", 100, 14_99)] {
            self.offers.packs.push(top_up_pack::Model {
                id: self.ids.at(at),
                tenant_id: UNASSIGNED,
                code: code.to_owned(),
                name: format!("+{gigabytes} GB"),
                bytes: gigabytes * GB,
                currency,
                price_minor,
                tax_code: TAX_CODE.to_owned(),
                created_at: at,
                retired_at: None,
                version: FIRST_VERSION,
            });
        }
    }

    /// One that anybody may redeem, one with an end, and one that the showcase has.
    fn coupons(&mut self, showcase: &Client) {
        let as_of = self.calendar.as_of;
        let since = days_after(as_of, -60);
        let at = self.calendar.moment(since, 9 * 60);
        let row = |code: &str, percent: Option<i64>, amount: Option<i64>| coupon::Model {
            id: self.ids.at(at),
            tenant_id: UNASSIGNED,
            code: code.to_owned(),
            name: code.to_owned(),
            percent_micro: percent,
            amount_minor: amount,
            currency: showcase.row.currency,
            months_limit: Some(3),
            valid_from: since,
            valid_to: None,
            max_redemptions: None,
            redeemed: 0,
            created_at: at,
            retired_at: None,
            version: FIRST_VERSION,
        };
        let welcome = coupon::Model { max_redemptions: Some(500), ..row("WELCOME25", Some(250_000), None) };
        let past =
            coupon::Model { valid_to: Some(days_after(as_of, -5)), ..row("EARLY-BIRD", None, Some(10_00)) };
        let friends = coupon::Model { redeemed: 1, ..row("FRIENDS5", None, Some(5_00)) };
        let redeemed_on = days_after(as_of, -1);
        let at = self.calendar.moment(redeemed_on, 18 * 60);
        let first = Span::period_of(redeemed_on, showcase.row.billing_day).end;
        self.offers.discounts.push(customer_discount::Model {
            id: self.ids.at(at),
            tenant_id: UNASSIGNED,
            customer_id: showcase.row.id,
            subscription_id: None,
            coupon_id: Some(friends.id),
            name: friends.name.clone(),
            percent_micro: None,
            amount_minor: friends.amount_minor,
            currency: friends.currency,
            from_date: redeemed_on,
            to_date: Some(proration::after(first, 3)),
            created_at: at,
            version: FIRST_VERSION,
        });
        self.offers.coupons.extend([welcome, past, friends]);
    }

    /// The showcase's last service is paused for three weeks.
    fn pause(&mut self, showcase: &mut Client) {
        let as_of = self.calendar.as_of;
        let billing_day = showcase.row.billing_day;
        let Some(service) = showcase.services.last_mut() else { return };
        let row = &mut service.row;
        // One that began this week is left alone.
        if row.status != SubscriptionStatus::Active || row.activated_on > Some(days_after(as_of, -4)) {
            return;
        }
        row.status = SubscriptionStatus::Suspended;
        row.version += 1;
        let (row, plan) = (row.clone(), service.plan);
        self.lock(
            &row,
            plan,
            billing_day,
            LockReason::Voluntary,
            days_after(as_of, -4),
            Some(days_after(as_of, 17)),
        );
    }

    /// Who has stopped paying is withheld the services since the last day that was billed.
    fn locks_of_debtors(&mut self, client: &Client) {
        let as_of = self.calendar.as_of;
        for service in &client.services {
            let paused = self.offers.locks.iter().any(|lock| lock.subscription_id == service.row.id);
            if service.row.status != SubscriptionStatus::Suspended || paused {
                continue;
            }
            let since =
                service.row.billed_through.filter(|day| *day < as_of).unwrap_or(days_after(as_of, -1));
            let since = service.row.activated_on.map_or(since, |from| from.max(since));
            self.lock(
                &service.row,
                service.plan,
                client.row.billing_day,
                LockReason::NonPayment,
                since,
                None,
            );
        }
    }

    /// A lock, and what is given back of the days that were billed.
    fn lock(
        &mut self,
        row: &subscription::Model,
        plan: usize,
        billing_day: i16,
        reason: LockReason,
        since: NaiveDate,
        until: Option<NaiveDate>,
    ) {
        let at = self.calendar.moment(since, 7 * 60).min(self.calendar.end());
        let lock = suspension_lock::Model {
            id: self.ids.at(at),
            tenant_id: UNASSIGNED,
            subscription_id: row.id,
            reason,
            since,
            until,
            lifted_on: None,
            created_at: at,
            lifted_at: None,
        };
        let plan = &self.plans[plan];
        let billed_to = row.billed_through.unwrap_or(since);
        let days = Span::new(since, until.unwrap_or(billed_to).min(billed_to));
        let price = row.price_override_minor.unwrap_or(plan.price_minor);
        let credit = proration::cost(days, billing_day, &[], |_| price);
        if credit > 0 {
            self.offers.charges.push(charge::Model {
                id: self.ids.at(at),
                tenant_id: UNASSIGNED,
                customer_id: row.customer_id,
                subscription_id: Some(row.id),
                invoice_id: None,
                kind: ChargeKind::Proration,
                description_key: charge_text::SUSPENDED.to_owned(),
                description_args: json!({ "plan": plan.name }),
                service_start: Some(days.start),
                service_end: Some(days.end),
                quantity_micro: 10_i64.pow(MICRO_SCALE),
                currency: plan.currency,
                unit_price_minor: -credit,
                tax_code: Some(plan.tax_code.clone()),
                source_key: format!("lock:{}", lock.id),
                created_at: at,
                cancelled_at: None,
            });
        }
        self.offers.locks.push(lock);
    }

    /// The showcase's first service gets a larger plan with its next period.
    fn change(&mut self, showcase: &mut Client) {
        let as_of = self.calendar.as_of;
        let Some(service) = showcase.services.first_mut() else { return };
        let old = &self.plans[service.plan];
        let larger = |plan: &&plan::Model| {
            plan.kind == PlanKind::Internet
                && plan.public
                && plan.cap_bytes.is_none()
                && plan.price_minor > old.price_minor
        };
        let Some(new) = self.plans.iter().find(larger) else { return };
        let yesterday = self.calendar.moment(days_after(as_of, -1), 20 * 60);
        let months = u32::try_from(new.contract_months).unwrap_or_default();
        let row = &mut service.row;
        let effective_on = row
            .billed_through
            .filter(|day| *day > as_of)
            .unwrap_or_else(|| Span::period_of(as_of, showcase.row.billing_day).end);
        self.offers.quotes.push(plan_change_quote::Model {
            id: self.ids.at(yesterday),
            tenant_id: UNASSIGNED,
            customer_id: row.customer_id,
            subscription_id: row.id,
            from_plan_id: old.id,
            to_plan_id: new.id,
            timing: PlanChangeTiming::PeriodEnd,
            effective_on,
            subscription_version: row.version,
            billed_through: None,
            contract_end: row.contract_end.max(Some(proration::after(effective_on, months))),
            currency: new.currency,
            lines: json!([]),
            net_minor: 0,
            created_at: yesterday,
            expires_at: yesterday + chrono::TimeDelta::minutes(30),
            accepted_at: Some(yesterday + chrono::TimeDelta::minutes(1)),
            applied_at: None,
            cancelled_at: None,
        });
        row.version += 1;
    }

    /// What services with a cap have used since the period before this one: near the cap.
    fn usage(&mut self, client: &Client) {
        let as_of = self.calendar.as_of;
        for service in &client.services {
            let cap = self.plans[service.plan].cap_bytes;
            let (Some(cap), Some(from)) = (cap, service.row.activated_on) else { continue };
            let period = Span::period_of(as_of, client.row.billing_day);
            let begin = Span::period_of(days_after(period.start, -1), client.row.billing_day).start.max(from);
            let end = service.row.ends_on.unwrap_or(as_of).min(as_of);
            let so_far = Span::new(period.start.max(from), as_of).days().max(1);
            let mut day = begin;
            while day < end {
                // A full month before, and 86 percent of the cap so far.
                let all = if day < period.start { 30 } else { so_far };
                let volume = cap / 100 * 86 / all;
                let at = self.calendar.moment(day, 23 * 60);
                self.offers.usage_days.push(usage_day::Model {
                    id: self.ids.at(at),
                    tenant_id: UNASSIGNED,
                    subscription_id: service.row.id,
                    day,
                    down_bytes: volume / 10 * 9,
                    up_bytes: volume / 10,
                    is_final: day < days_after(as_of, -1),
                });
                day = proration::next_day(day);
            }
        }
    }
}
