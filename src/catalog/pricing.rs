//! What the days of a service cost that are billed already: what is given back for them, and charged again.

use chrono::NaiveDate;

use super::billables::discounts_of_all;
use super::discounts::{Discount, Discountable, price_after};
use super::entity::{plan, subscription};
use super::proration::{self, Span};
use super::store::{self, billing};
use crate::customers::{self, BillingTerms};
use crate::db::{DbError, Reads};
use crate::kernel::fault::Fault;
use crate::kernel::ids::{CustomerId, PlanId, SubscriptionId};

/// A service with everything its price depends on.
pub(super) struct Tariff {
    /// The subscription as it was read.
    pub subscription: subscription::Model,
    /// Its plan.
    pub plan: plan::Model,
    /// The terms of its customer.
    pub terms: BillingTerms,
    /// The plan it will have, and from which day; periods from then on may be billed at its price already.
    pub pending: Option<(NaiveDate, plan::Model)>,
    discounts: Vec<Discount>,
}

impl Tariff {
    /// Reads what the price of a subscription's days depends on.
    pub async fn of(db: &impl Reads, subscription: subscription::Model) -> Result<Self, DbError> {
        let tariff = Self::all(db, vec![subscription]).await?.pop();
        tariff.ok_or_else(|| Fault::internal("a subscription has no price").into())
    }

    /// The same for several, by one statement of each kind.
    pub async fn all(db: &impl Reads, rows: Vec<subscription::Model>) -> Result<Vec<Self>, DbError> {
        let missing = |what: &str| Fault::internal(format!("the {what} of a subscription is missing"));
        let ids: Vec<SubscriptionId> = rows.iter().map(|row| row.id).collect();
        let changes = billing::pending_changes(db, &ids).await?;
        let mut plans: Vec<PlanId> = rows.iter().map(|row| row.plan_id).collect();
        plans.extend(changes.iter().map(|change| change.to_plan_id));
        let plans = store::plans_by_id(db, &plans).await?;
        let plan =
            |id: PlanId| plans.iter().find(|plan| plan.id == id).cloned().ok_or_else(|| missing("plan"));
        let customers: Vec<CustomerId> = rows.iter().map(|row| row.customer_id).collect();
        let terms = customers::billing_terms_of(db, &customers).await?;
        // A discount that has ended may have reduced a period that still runs.
        let since = db.scope().today() - chrono::Days::new(62);
        let discounts = discounts_of_all(db, &customers, since).await?;
        let tariff = |row: subscription::Model| {
            let change = changes.iter().find(|change| change.subscription_id == row.id);
            let pending = change.map(|it| Ok::<_, Fault>((it.effective_on, plan(it.to_plan_id)?)));
            Ok(Self {
                plan: plan(row.plan_id)?,
                terms: terms.get(&row.customer_id).cloned().ok_or_else(|| missing("customer"))?,
                pending: pending.transpose()?,
                discounts: discounts.get(&row.customer_id).cloned().unwrap_or_default(),
                subscription: row,
            })
        };
        rows.into_iter().map(tariff).collect()
    }

    /// A tariff without discounts and without a change that waits.
    #[cfg(test)]
    pub fn plain(subscription: subscription::Model, plan: plan::Model, terms: BillingTerms) -> Self {
        Self { subscription, plan, terms, pending: None, discounts: Vec::new() }
    }

    /// The first day that is not billed.
    pub fn billed_to(&self) -> Option<NaiveDate> {
        self.subscription.billed_through.or(self.subscription.activated_on)
    }

    /// Price of a month before discounts: the agreed one, or the plan's.
    pub fn price(&self) -> i64 {
        self.subscription.price_override_minor.unwrap_or(self.plan.price_minor)
    }

    /// The day of the month on which the periods begin that are billed already: a billing day that was changed since
    /// counts from the first period that is not.
    fn anchor(&self) -> i16 {
        use chrono::Datelike as _;
        let end = self.subscription.billed_through.filter(|end| Some(*end) != self.subscription.ends_on);
        end.and_then(|end| i16::try_from(end.day()).ok())
            .filter(|day| proration::BILLING_DAYS.contains(day))
            .unwrap_or(self.terms.billing_day)
    }

    /// What days cost that are billed already, without those of `out`.
    pub fn billed(&self, days: Span, out: &[Span]) -> i64 {
        self.cost(days, self.anchor(), out, |from| match &self.pending {
            Some((since, plan)) if *since <= from => (plan, plan.price_minor),
            _ => (&self.plan, self.price()),
        })
    }

    /// What the same days cost on another plan.
    pub fn billed_on(&self, plan: &plan::Model, days: Span, out: &[Span]) -> i64 {
        self.cost(days, self.anchor(), out, |_| (plan, plan.price_minor))
    }

    /// What days cost that are not billed yet, without those of `out`.
    pub fn unbilled(&self, days: Span, out: &[Span]) -> i64 {
        self.cost(days, self.terms.billing_day, out, |_| (&self.plan, self.price()))
    }

    fn cost<'a>(
        &self,
        days: Span,
        anchor: i16,
        out: &[Span],
        terms: impl Fn(NaiveDate) -> (&'a plan::Model, i64),
    ) -> i64 {
        let first = self.subscription.activated_on.unwrap_or(days.start);
        proration::cost(days, anchor, out, |period| {
            // A discount reduces what it met at the beginning of the period.
            let service_start = period.start.max(first);
            let (plan, net_minor) = terms(service_start);
            let subscription = self.subscription.id;
            let line = Discountable { subscription, plan: plan.id, service_start, net_minor };
            price_after(line, &self.discounts)
        })
    }
}
