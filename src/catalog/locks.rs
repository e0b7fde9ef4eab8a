//! Withholding services and giving them back: locks, the state that follows them, and the days that are not billed.
//!
//! Invariants: a subscription in service has no lock, a suspended one at least one; both change in one transaction,
//! under the lock of the subscription's row. Whatever is locked and lifted, the days that are billed in the end are those
//! with service: when a lock is set, extended, shortened or lifted, the difference in days that were billed already
//! becomes a charge.

use chrono::NaiveDate;
use sea_orm::ActiveEnum as _;
use serde_json::json;

use super::charges::{self, NewCharge, ONE, text};
use super::entity::charge::ChargeKind;
use super::entity::subscription::{self, SubscriptionStatus};
use super::entity::suspension_lock::{self, LockReason};
use super::events::subscription_event;
use super::pricing::Tariff;
use super::proration::Span;
use super::store::{billing, locks as store};
use crate::db::{DbError, Reads, Tx};
use crate::events::EventType;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{CustomerId, SubscriptionId};

/// What became of a lock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LockOutcome {
    /// It is set, and the service is withheld.
    Set,
    /// It was set before; its planned end is the new one now.
    Held,
    /// There is no such subscription.
    NotFound,
    /// The subscription is in a state that cannot be suspended.
    Refused(SubscriptionStatus),
}

/// What became of lifting a lock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LiftOutcome {
    /// It is lifted; whether the service is there again, because it was the last.
    Lifted {
        /// Whether no other lock holds.
        in_service: bool,
    },
    /// There was no such lock.
    NotHeld,
    /// There is no such subscription.
    NotFound,
}

/// The locks of services that are in force, the oldest first.
pub async fn open_locks(
    db: &impl Reads,
    services: &[SubscriptionId],
) -> Result<Vec<suspension_lock::Model>, DbError> {
    store::open(db, services).await
}

/// The services of customers that are withheld for a reason; perhaps for others too.
pub async fn withheld_services(
    db: &impl Reads,
    customers: &[CustomerId],
    reason: LockReason,
) -> Result<Vec<(CustomerId, SubscriptionId)>, DbError> {
    let rows = store::withheld(db, customers, reason).await?;
    Ok(rows.into_iter().map(|row| (row.customer_id, row.id)).collect())
}

/// The services of a customer that could be withheld for a reason and are not.
pub async fn services_to_withhold(
    db: &impl Reads,
    customer: CustomerId,
    reason: LockReason,
) -> Result<Vec<SubscriptionId>, DbError> {
    let rows = store::not_withheld(db, &[customer], reason).await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// Withholds a service from today for a reason, until a day or until it is lifted. Set again, it takes the new end.
pub async fn lock(
    tx: &Tx,
    id: SubscriptionId,
    reason: LockReason,
    until: Option<NaiveDate>,
) -> Result<LockOutcome, DbError> {
    let Some(before) = billing::for_update(tx, id).await? else { return Ok(LockOutcome::NotFound) };
    if !matches!(before.status, SubscriptionStatus::Active | SubscriptionStatus::Suspended) {
        return Ok(LockOutcome::Refused(before.status));
    }
    let today = tx.scope().today();
    let held = store::open(tx, &[id]).await?;
    let same = held.iter().find(|lock| lock.reason == reason);
    if same.is_some_and(|lock| lock.until == until) {
        return Ok(LockOutcome::Held);
    }
    let tariff = Tariff::of(tx, before.clone()).await?;
    let out_before = withheld(tx, &tariff).await?;
    // It may not end before it began, and what has passed is as it was.
    let until = until.map(|until| until.max(today));
    let (outcome, key) = if let Some(lock) = same {
        require(store::plan_end(tx, lock.id, until).await?)?;
        (LockOutcome::Held, format!("lock:{}:{}", lock.id, before.version))
    } else {
        let lock = suspension_lock::Model {
            id: tx.scope().new_id(),
            tenant_id: before.tenant_id,
            subscription_id: id,
            reason,
            since: today,
            until,
            lifted_on: None,
            created_at: tx.scope().now(),
            lifted_at: None,
        };
        let key = format!("lock:{}", lock.id);
        store::insert(tx, lock).await?;
        (LockOutcome::Set, key)
    };
    settle(tx, &tariff, &out_before, key).await?;
    let now = subscription::Model { status: SubscriptionStatus::Suspended, ..before.clone() };
    require(billing::change(tx, &before, &now).await?)?;
    if before.status == SubscriptionStatus::Active {
        subscription_event(
            tx,
            EventType::SubscriptionSuspended,
            &before,
            json!({ "reason": reason.to_value() }),
        )
        .await?;
    }
    Ok(outcome)
}

/// Lifts the lock of a reason: from today the service is there again, unless another lock holds.
pub async fn lift(tx: &Tx, id: SubscriptionId, reason: LockReason) -> Result<LiftOutcome, DbError> {
    let today = tx.scope().today();
    lift_on(tx, id, reason, today).await
}

/// The same as of a day that has come: the planned end of a lock.
pub(super) async fn lift_on(
    tx: &Tx,
    id: SubscriptionId,
    reason: LockReason,
    on: NaiveDate,
) -> Result<LiftOutcome, DbError> {
    let Some(before) = billing::for_update(tx, id).await? else { return Ok(LiftOutcome::NotFound) };
    let held = store::open(tx, &[id]).await?;
    let Some(lock) = held.iter().find(|lock| lock.reason == reason) else { return Ok(LiftOutcome::NotHeld) };
    let tariff = Tariff::of(tx, before.clone()).await?;
    let out_before = withheld(tx, &tariff).await?;
    require(store::lift(tx, lock.id, on.max(lock.since)).await?)?;
    settle(tx, &tariff, &out_before, format!("lift:{}", lock.id)).await?;
    let in_service = held.len() == 1 && before.status == SubscriptionStatus::Suspended;
    let status = if in_service { SubscriptionStatus::Active } else { before.status };
    let now = subscription::Model { status, ..before.clone() };
    require(billing::change(tx, &before, &now).await?)?;
    if in_service {
        subscription_event(tx, EventType::SubscriptionResumed, &before, json!({})).await?;
    }
    Ok(LiftOutcome::Lifted { in_service })
}

/// The days before the first unbilled one on which the service is or will be withheld.
async fn withheld(tx: &Tx, tariff: &Tariff) -> Result<Vec<Span>, DbError> {
    let Some(billed_to) = tariff.billed_to() else { return Ok(Vec::new()) };
    let from = tariff.subscription.activated_on.unwrap_or(billed_to);
    let id = tariff.subscription.id;
    Ok(super::billables::suspended_days(tx, &[id], from, billed_to).await?.remove(&id).unwrap_or_default())
}

/// Charges or gives back what billed days cost that are withheld now and were not, or the other way round.
async fn settle(tx: &Tx, tariff: &Tariff, out_before: &[Span], key: String) -> Result<(), DbError> {
    let Some(billed_to) = tariff.billed_to() else { return Ok(()) };
    let out = withheld(tx, tariff).await?;
    // Days that have passed are as they were: only those from the first difference on can differ.
    let Some(from) = first_difference(out_before, &out) else { return Ok(()) };
    let days = Span::new(from, billed_to);
    let difference = tariff.billed(days, &out) - tariff.billed(days, out_before);
    if difference == 0 {
        return Ok(());
    }
    let description_key = if difference < 0 { text::SUSPENDED } else { text::RESUMED };
    let new = NewCharge {
        customer: tariff.subscription.customer_id,
        currency: tariff.plan.currency,
        subscription: Some(tariff.subscription.id),
        kind: ChargeKind::Proration,
        description_key,
        description_args: json!({ "plan": tariff.plan.name }),
        service: Some(days),
        quantity_micro: ONE,
        unit_price_minor: difference,
        tax_code: Some(tariff.plan.tax_code.clone()),
        source_key: key,
    };
    charges::charge(tx, new).await
}

/// The first day that is in one list and not in the other.
fn first_difference(a: &[Span], b: &[Span]) -> Option<NaiveDate> {
    let only = |these: &[Span], others: &[Span]| {
        these.iter().flat_map(|span| super::proration::without(*span, others)).map(|span| span.start).min()
    };
    only(a, b).into_iter().chain(only(b, a)).min()
}

/// What a locked row allowed when it was read it still allows when it is written; anything else is a bug of ours.
fn require(written: bool) -> Result<(), DbError> {
    if written { Ok(()) } else { Err(Fault::internal("a row under lock is not as it was read").into()) }
}
