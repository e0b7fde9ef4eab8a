//! Subscriptions: what each customer has bought.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use sea_orm::{ActiveEnum as _, Set};

use super::ImportError;
use super::fields::Kind;
use super::load::Loader;
use super::reader::Row;
use super::report::Refusal;
use super::store::Target;
use crate::catalog::entity::plan;
use crate::catalog::entity::subscription::{self, SubscriptionStatus};
use crate::catalog::entity::suspension_lock::{self, LockReason};
use crate::db::{FIRST_VERSION, Reads as _, Tx};
use crate::kernel::clock::Instant;
use crate::kernel::ids::{CustomerId, SubscriptionId};
use crate::kernel::money::Currency;

/// Reads and writes subscriptions.
pub(super) struct Subscriptions {
    /// The customers by external id, with their currency.
    pub(super) customers: HashMap<String, (CustomerId, Currency)>,
    /// The plans by external id and by code.
    pub(super) plans: HashMap<String, plan::Model>,
    /// Numbers that are taken.
    pub(super) numbers: HashSet<String>,
    /// The first day that Portico bills, where a row does not say.
    pub(super) cutover: Option<NaiveDate>,
    /// The tenant's date.
    pub(super) today: NaiveDate,
    /// When the rows are written.
    pub(super) now: Instant,
}

/// A subscription, and why it is suspended if it is.
pub(super) struct Service {
    row: subscription::ActiveModel,
    lock: Option<Lock>,
}

/// Why a service is withheld, and since when.
struct Lock {
    reason: LockReason,
    since: NaiveDate,
}

impl Lock {
    fn of(self, subscription: SubscriptionId, tx: &Tx) -> suspension_lock::ActiveModel {
        suspension_lock::ActiveModel {
            id: Set(tx.scope().new_id()),
            subscription_id: Set(subscription),
            reason: Set(self.reason),
            since: Set(self.since),
            until: Set(None),
            lifted_on: Set(None),
            created_at: Set(tx.scope().now()),
            lifted_at: Set(None),
            ..Default::default()
        }
    }
}

impl Loader for Subscriptions {
    type Row = Service;

    fn kind(&self) -> Kind {
        Kind::Subscriptions
    }

    fn id_field(&self) -> &'static str {
        "external_id"
    }

    fn read(&mut self, external_id: &str, mut row: Row<'_>) -> Result<Self::Row, Vec<Refusal>> {
        let number = row.text("number").unwrap_or_else(|| external_id.to_owned());
        if self.numbers.contains(&number) {
            row.refuse("number", format!("`{number}` is another subscription's number already"));
        }
        let (customer, plan) = (row.needed("customer"), row.needed("plan"));
        let owner = self.customers.get(&customer).copied();
        if owner.is_none() && !customer.is_empty() {
            row.refuse("customer", format!("`{customer}` was not imported"));
        }
        let bought = self.plans.get(&plan);
        if bought.is_none() && !plan.is_empty() {
            row.refuse("plan", format!("there is no plan `{plan}`"));
        }
        if let (Some((_, currency)), Some(plan)) = (owner, bought)
            && currency != plan.currency
        {
            row.refuse("plan", format!("is priced in {}, the customer pays in {currency}", plan.currency));
        }
        let status = row.choice("status");
        let status =
            status.map_or(Some(SubscriptionStatus::Active), |s| SubscriptionStatus::try_from_value(&s).ok());
        let price = owner.and_then(|(_, currency)| row.money("price", currency));
        if price.is_some_and(|price| price < 0) {
            row.refuse("price", "is negative");
        }
        // What the plan costs anyway is no special price.
        let price_override = price.filter(|price| bought.is_none_or(|plan| plan.price_minor != *price));
        let activated_on = row.date("activated_on");
        let (ends_on, contract_end) = (row.date("ends_on"), row.date("contract_end"));
        if let (Some(from), Some(to)) = (activated_on, ends_on)
            && to < from
        {
            row.refuse("ends_on", "is before the first day");
        }
        let billed_through = row.date("billed_through").or(self.cutover);
        let in_service = matches!(status, Some(SubscriptionStatus::Active | SubscriptionStatus::Suspended));
        if in_service && billed_through.is_none() {
            row.refuse("billed_through", "is empty: say from which day on Portico bills (--cutover)");
        }
        let reason = row.choice("suspended_for");
        let reason = reason.and_then(|reason| LockReason::try_from_value(&reason).ok());
        if reason.is_some() && status != Some(SubscriptionStatus::Suspended) {
            row.refuse("suspended_for", "is of a subscription that is not suspended");
        }
        // Nothing is billed of a suspended service, so its lock begins no later than Portico's bills.
        let today = self.today;
        let lock = (status == Some(SubscriptionStatus::Suspended)).then(|| Lock {
            reason: reason.unwrap_or(LockReason::Admin),
            since: billed_through.map_or(today, |day| day.min(today)),
        });
        let (taken, plan) = (number.clone(), bought.map(|plan| plan.id));
        let now = self.now;
        let value = row.finish(|| {
            let row = subscription::ActiveModel {
                number: Set(number),
                customer_id: Set(owner?.0),
                plan_id: Set(plan?),
                price_override_minor: Set(price_override),
                status: Set(status?),
                activated_on: Set(activated_on.or(if in_service { billed_through } else { None })),
                ends_on: Set(ends_on),
                contract_end: Set(contract_end),
                billed_through: Set(billed_through.filter(|_| in_service)),
                created_at: Set(now),
                version: Set(FIRST_VERSION),
                ..Default::default()
            };
            Some(Service { row, lock })
        })?;
        self.numbers.insert(taken);
        Ok(value)
    }

    async fn write(&mut self, tx: &Tx, mut rows: Vec<Self::Row>) -> Result<Vec<Target>, ImportError> {
        let mut targets = Vec::new();
        let mut locks = Vec::new();
        for Service { row, lock } in &mut rows {
            let id: SubscriptionId = tx.scope().new_id();
            row.id = Set(id);
            targets.push(Target::Subscription(id));
            locks.extend(lock.take().map(|lock| lock.of(id, tx)));
        }
        tx.insert_many(rows.into_iter().map(|service| service.row).collect()).await?;
        tx.insert_many(locks).await?;
        Ok(targets)
    }

    async fn finish(&mut self, _: &Tx) -> Result<(), ImportError> {
        Ok(())
    }
}
