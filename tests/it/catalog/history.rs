//! Whatever happens to a service, each of its days is billed once at the price of its plan, or not at all if there was no
//! service: an oracle that knows days alone, against all the ways in which they are charged and given back.

use std::collections::BTreeMap;

use chrono::{NaiveDate, TimeDelta};
use portico::catalog::entity::plan_change_quote::PlanChangeTiming;
use portico::catalog::proration::{Span, next_day, pieces, share};
use portico::catalog::{self, CatalogError, LockReason, Plan};
use portico::kernel::ids::{CustomerId, SubscriptionId};
use portico::tenancy::ServiceSettings;

use super::{charges, service};
use crate::support::app::TestApp;

/// Numbers in no order anybody would choose, the same on every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        let at = self.below(of.len().try_into().expect("few"));
        &of[usize::try_from(at).expect("few")]
    }
}

/// A service, and what the test knows of it by itself.
struct History<'a> {
    t: &'a TestApp,
    customer: CustomerId,
    id: SubscriptionId,
    billing_day: i16,
    began: NaiveDate,
    /// The price since a day.
    prices: BTreeMap<NaiveDate, i64>,
    /// What the runs have billed.
    billed: i64,
}

const REASONS: [LockReason; 3] = [LockReason::NonPayment, LockReason::Voluntary, LockReason::Admin];

impl History<'_> {
    /// What a billing run does, in small: the period that runs, at the price of its first day.
    async fn bill(&mut self) {
        let tx = self.t.scope().begin().await.expect("begun");
        let billable = catalog::billable_subscriptions(&tx, self.customer).await.expect("read").remove(0);
        let from = billable.billed_to().expect("it has begun");
        if from > self.t.scope().today() {
            return;
        }
        let span = Span::new(from, Span::period_of(from, self.billing_day).end);
        let out = catalog::suspended_days(&tx, &[self.id], span.start, span.end).await.expect("read");
        let out = out.get(&self.id).cloned().unwrap_or_default();
        for piece in pieces(span, self.billing_day, &out) {
            self.billed += piece.cost(billable.terms_on(piece.days.start).1);
        }
        let moved = catalog::advance_billed_through(&tx, &billable.subscription, span.end).await;
        assert!(moved.expect("written"));
        tx.commit().await.expect("committed");
    }

    async fn lock(&self, reason: LockReason, until: Option<NaiveDate>) {
        let tx = self.t.scope().begin().await.expect("begun");
        catalog::lock(&tx, self.id, reason, until).await.expect("locked");
        tx.commit().await.expect("committed");
    }

    async fn lift(&self, reason: LockReason) {
        let tx = self.t.scope().begin().await.expect("begun");
        catalog::lift(&tx, self.id, reason).await.expect("lifted");
        tx.commit().await.expect("committed");
    }

    async fn change(&mut self, plan: &Plan, timing: PlanChangeTiming) {
        let scope = self.t.scope();
        let settings = ServiceSettings { downgrade_within_term: true, ..ServiceSettings::default() };
        let quote = match catalog::preview(&scope, &settings, self.id, plan.id, timing).await {
            Ok(quote) => quote,
            Err(CatalogError::Refused(_)) => return,
            Err(other) => panic!("{other:?}"),
        };
        catalog::change(&scope, quote.id).await.expect("nothing came between");
        self.prices.insert(quote.effective_on, plan.price_minor);
    }

    async fn call_off(&mut self) {
        if catalog::call_off(&self.t.scope(), self.id, None).await.is_ok() {
            let today = self.t.scope().today();
            self.prices.retain(|from, _| *from <= today);
        }
    }

    /// Each day by itself.
    async fn check(&self) {
        let to = service(self.t, self.id).await.billed_through.expect("it has begun");
        let out = catalog::suspended_days(&self.t.scope(), &[self.id], self.began, to).await.expect("read");
        let out = out.get(&self.id).cloned().unwrap_or_default();
        let (mut expected, mut day) = (0, self.began);
        while day < to {
            if !out.iter().any(|span| span.start <= day && day < span.end) {
                let price = self.prices.range(..=day).next_back().expect("a price").1;
                let period = Span::period_of(day, self.billing_day);
                expected += share(*price, period, Span::new(day, next_day(day)));
            }
            day = next_day(day);
        }
        let charged: i64 = charges(self.t, self.customer).await.iter().map(|(_, _, minor)| minor).sum();
        assert_eq!(
            self.billed + charged,
            expected,
            "billed to {to}: {} by runs, {charged} beside",
            self.billed
        );
    }
}

both!(each_day_is_billed_once_at_its_plan_or_not_at_all, |_| {}, async |t: TestApp| {
    for seed in 1..=4 {
        let mut dice = Dice(seed);
        let mut plans = Vec::new();
        for price in [39_90, 59_99, 9_95, 1_00] {
            plans.push(t.plan().with(|plan| plan.price_minor = price).insert().await);
        }
        let billing_day = i16::try_from(1 + dice.below(28)).expect("small");
        let customer = t.customer().with(|row| row.billing_day = billing_day).insert().await;
        let today = t.scope().today();
        let row = t.subscription(&customer, &plans[0]).with(|row| {
            (row.activated_on, row.billed_through) = (Some(today), Some(today));
            row.contract_end = None;
        });
        let row = row.insert().await;
        let prices = BTreeMap::from([(today, plans[0].price_minor)]);
        let (customer, id) = (customer.id, row.id);
        let mut history = History { t: &t, customer, id, billing_day, began: today, prices, billed: 0 };
        for _ in 0..60 {
            t.advance(TimeDelta::days(dice.below(10).try_into().expect("small")));
            catalog::apply_due(&t.scope()).await.expect("looked");
            match dice.below(9) {
                0..=2 => history.bill().await,
                3 => {
                    let days = dice.below(40);
                    let until = t.scope().today() + chrono::Days::new(days);
                    history.lock(*dice.pick(&REASONS), (days > 10).then_some(until)).await;
                }
                4 | 5 => history.lift(*dice.pick(&REASONS)).await,
                6 => history.change(dice.pick(&plans), PlanChangeTiming::Now).await,
                7 => history.change(dice.pick(&plans), PlanChangeTiming::PeriodEnd).await,
                _ => history.call_off().await,
            }
            history.check().await;
        }
    }
});
