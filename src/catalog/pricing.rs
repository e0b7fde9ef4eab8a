//! What the days of a service cost that are billed already: what is given back for them, and charged again.

use chrono::NaiveDate;

use super::billables::discounts_of;
use super::discounts::{Discount, Discountable, price_after};
use super::entity::{plan, subscription};
use super::proration::{self, Span};
use super::store;
use crate::customers::{self, BillingTerms};
use crate::db::{DbError, Reads};
use crate::kernel::fault::Fault;

/// A service with everything its price depends on.
pub(super) struct Tariff {
    /// The subscription as it was read.
    pub subscription: subscription::Model,
    /// Its plan.
    pub plan: plan::Model,
    /// The terms of its customer.
    pub terms: BillingTerms,
    discounts: Vec<Discount>,
}

impl Tariff {
    /// Reads what the price of a subscription's days depends on.
    pub async fn of(db: &impl Reads, subscription: subscription::Model) -> Result<Self, DbError> {
        let missing = |what: &str| Fault::internal(format!("the {what} of a subscription is missing"));
        let plan = store::plans_by_id(db, &[subscription.plan_id]).await?.pop();
        let terms = customers::billing_terms(db, subscription.customer_id).await?;
        // A discount that has ended may have reduced a period that still runs.
        let since = db.scope().today() - chrono::Days::new(62);
        let discounts = discounts_of(db, subscription.customer_id, since).await?;
        Ok(Self {
            plan: plan.ok_or_else(|| missing("plan"))?,
            terms: terms.ok_or_else(|| missing("customer"))?,
            subscription,
            discounts,
        })
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

    /// What days cost that are billed already, without those of `out`, on this plan.
    pub fn billed(&self, days: Span, out: &[Span]) -> i64 {
        self.cost(days, self.anchor(), out, &self.plan, self.price())
    }

    /// What the same days cost on another plan.
    pub fn billed_on(&self, plan: &plan::Model, days: Span, out: &[Span]) -> i64 {
        self.cost(days, self.anchor(), out, plan, plan.price_minor)
    }

    /// What days cost that are not billed yet, without those of `out`, on this plan.
    pub fn unbilled(&self, days: Span, out: &[Span]) -> i64 {
        self.cost(days, self.terms.billing_day, out, &self.plan, self.price())
    }

    fn cost(&self, days: Span, anchor: i16, out: &[Span], plan: &plan::Model, price: i64) -> i64 {
        let first = self.subscription.activated_on.unwrap_or(days.start);
        proration::cost(days, anchor, out, |period| {
            let line = Discountable {
                subscription: self.subscription.id,
                plan: plan.id,
                // A discount reduces what it met at the beginning of the period.
                service_start: period.start.max(first),
                net_minor: price,
            };
            price_after(line, &self.discounts)
        })
    }
}
