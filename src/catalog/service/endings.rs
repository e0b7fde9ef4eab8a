//! The end of services: what it costs, setting it, calling it off, and the day it comes.
//!
//! The end is the end of the minimum term, or of the period that runs where there is none. Who wants to end earlier pays
//! the part of the rest that the ISP asks for (`services.early_end_percent`); days that were billed and are not used are
//! credited in full, those that were used and not billed are left to the next billing run.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde_json::json;

use super::reach;
use crate::catalog::billables::suspended_days;
use crate::catalog::charges::{self, NewCharge, ONE, text as line_text};
use crate::catalog::entity::charge::ChargeKind;
use crate::catalog::entity::subscription::{self, SubscriptionStatus};
use crate::catalog::events::subscription_event;
use crate::catalog::policy;
use crate::catalog::pricing::Tariff;
use crate::catalog::proration::Span;
use crate::catalog::refusal::{CatalogError, RefusalCode, no_way, refused, text};
use crate::catalog::store::{self, billing, locks};
use crate::db::audit::Record;
use crate::db::{DbError, Reads, Scope, Tx};
use crate::events::EventType;
use crate::kernel::ids::SubscriptionId;
use crate::tenancy::ServiceSettings;

/// When a service is to end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, async_graphql::Enum)]
#[graphql(name = "EndTiming")]
pub enum EndTiming {
    /// With the minimum term; where there is none any more, with the period that runs.
    TermEnd,
    /// Today. Within the minimum term a fee may be due: see `endTerms`.
    Now,
}

/// What an end means for a service today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EndTerms {
    /// The first day without service, ended with its term.
    pub term_end: NaiveDate,
    /// What ending today costs, minor units before tax.
    pub fee_now: i64,
}

/// What to end, and how.
#[derive(Debug, Clone)]
pub struct End {
    /// Which service.
    pub subscription: SubscriptionId,
    /// When.
    pub timing: EndTiming,
    /// The fee that the caller accepts, minor units.
    pub accepted_fee: Option<i64>,
    /// Whether the fee is waived: for those who manage offers.
    pub waive_fee: bool,
    /// Why.
    pub reason: String,
    /// The version that was seen.
    pub expected: Option<i32>,
}

/// The longest reason, in characters.
const MAX_REASON: usize = 500;

fn end_terms(early_end_percent: u8, tariff: &Tariff, today: NaiveDate) -> EndTerms {
    let contract_end = tariff.subscription.contract_end.filter(|end| *end > today);
    let period_end = tariff
        .billed_to()
        .filter(|end| *end > today)
        .unwrap_or_else(|| Span::period_of(today, tariff.terms.billing_day).end);
    let rest = contract_end.map_or(0, |end| tariff.unbilled(Span::new(today, end), &[]));
    let percent = i64::from(early_end_percent.min(100));
    // Half away from zero, as everywhere; a rest is not negative.
    let fee_now = (rest * percent + 50) / 100;
    EndTerms { term_end: contract_end.unwrap_or(period_end), fee_now }
}

/// What an end means for services that run; those that do not are missing.
pub async fn end_terms_of(
    db: &impl Reads,
    early_end_percent: u8,
    ids: &[SubscriptionId],
) -> Result<HashMap<SubscriptionId, EndTerms>, DbError> {
    let mut rows = store::subscriptions_by_id(db, ids).await?;
    rows.retain(|row| matches!(row.status, SubscriptionStatus::Active | SubscriptionStatus::Suspended));
    let today = db.scope().today();
    let tariffs = Tariff::all(db, rows).await?;
    Ok(tariffs
        .iter()
        .map(|tariff| (tariff.subscription.id, end_terms(early_end_percent, tariff, today)))
        .collect())
}

/// Ends a service, today or with its term. One that has not begun ends at once and costs nothing.
pub async fn end(
    scope: &Scope,
    settings: &ServiceSettings,
    end: End,
) -> Result<subscription::Model, CatalogError> {
    let (row, seen) = reach::subscription(scope, end.subscription, policy::may_change_services).await?;
    if end.waive_fee && !seen.allows(policy::may_manage_offers) {
        return Err(CatalogError::Forbidden);
    }
    let reason = text(&end.reason, "reason", MAX_REASON)?;
    let tx = scope.begin().await?;
    let before = reach::locked(&tx, end.subscription, end.expected).await?;
    let today = scope.today();
    let (now, fee) = match before.status {
        SubscriptionStatus::Cancelled => return Err(no_way(before.status)),
        SubscriptionStatus::Pending | SubscriptionStatus::Provisioning => {
            let status = SubscriptionStatus::Cancelled;
            let now = subscription::Model { status, ends_on: Some(today), ..before.clone() };
            (reach::write(&tx, &before, now).await?, 0)
        }
        SubscriptionStatus::Active | SubscriptionStatus::Suspended => {
            let tariff = Tariff::of(&tx, before.clone()).await?;
            let terms = end_terms(settings.early_end_percent, &tariff, today);
            match end.timing {
                EndTiming::TermEnd => {
                    let now = subscription::Model { ends_on: Some(terms.term_end), ..before.clone() };
                    (reach::write(&tx, &before, now).await?, 0)
                }
                EndTiming::Now => {
                    let fee = if end.waive_fee { 0 } else { terms.fee_now };
                    if fee != end.accepted_fee.unwrap_or(0) && !end.waive_fee {
                        let message = format!("ending today costs {fee} minor units; accept that");
                        return Err(refused(RefusalCode::FeeNotAccepted, "acceptedFeeMinor", message));
                    }
                    charge_rest(&tx, &tariff, fee, today).await?;
                    (finish(&tx, &tariff, today).await?, fee)
                }
            }
        }
    };
    let record = Record::new("subscription.end", now.id)
        .customer(row.customer_id)
        .reason(reason)
        .after(json!({ "endsOn": now.ends_on, "feeMinor": fee }));
    tx.record(record).await?;
    subscription_event(&tx, EventType::SubscriptionEnded, &now, json!({ "endsOn": now.ends_on })).await?;
    tx.commit().await?;
    Ok(now)
}

/// Calls the end of a service off that has not come.
pub async fn keep(
    scope: &Scope,
    id: SubscriptionId,
    expected: Option<i32>,
) -> Result<subscription::Model, CatalogError> {
    let (row, _) = reach::subscription(scope, id, policy::may_change_services).await?;
    let tx = scope.begin().await?;
    let before = reach::locked(&tx, id, expected).await?;
    if before.status == SubscriptionStatus::Cancelled {
        return Err(no_way(before.status));
    }
    if before.ends_on.is_none_or(|end| end <= scope.today()) {
        let message = "no end is set that could be called off";
        return Err(refused(RefusalCode::NothingPending, "subscriptionId", message));
    }
    let now = reach::write(&tx, &before, subscription::Model { ends_on: None, ..before.clone() }).await?;
    let record = Record::new("subscription.keep", id)
        .customer(row.customer_id)
        .before(json!({ "endsOn": before.ends_on }));
    tx.record(record).await?;
    subscription_event(&tx, EventType::SubscriptionEnded, &now, json!({ "endsOn": null })).await?;
    tx.commit().await?;
    Ok(now)
}

async fn charge_rest(tx: &Tx, tariff: &Tariff, fee: i64, today: NaiveDate) -> Result<(), DbError> {
    if fee == 0 {
        return Ok(());
    }
    let row = &tariff.subscription;
    let new = NewCharge {
        customer: row.customer_id,
        currency: tariff.plan.currency,
        subscription: Some(row.id),
        kind: ChargeKind::OneOff,
        description_key: line_text::EARLY_END,
        description_args: json!({ "plan": tariff.plan.name }),
        service: row.contract_end.map(|end| Span::new(today, end)),
        quantity_micro: ONE,
        unit_price_minor: fee,
        tax_code: Some(tariff.plan.tax_code.clone()),
        source_key: format!("early_end:{}", row.id),
    };
    charges::charge(tx, new).await
}

/// Ends a service that is locked and as the tariff says, on a day that has come: credits what was billed beyond it, lifts
/// its locks and calls its change of plan off.
pub(super) async fn finish(
    tx: &Tx,
    tariff: &Tariff,
    on: NaiveDate,
) -> Result<subscription::Model, CatalogError> {
    let before = &tariff.subscription;
    if let Some(billed_to) = tariff.billed_to().filter(|billed_to| *billed_to > on) {
        let unused = Span::new(on, billed_to);
        let out = suspended_days(tx, &[before.id], on, billed_to).await?.remove(&before.id);
        let credit = tariff.billed(unused, &out.unwrap_or_default());
        if credit != 0 {
            let new = NewCharge {
                customer: before.customer_id,
                currency: tariff.plan.currency,
                subscription: Some(before.id),
                kind: ChargeKind::Proration,
                description_key: line_text::UNUSED,
                description_args: json!({ "plan": tariff.plan.name }),
                service: Some(unused),
                quantity_micro: ONE,
                unit_price_minor: -credit,
                tax_code: Some(tariff.plan.tax_code.clone()),
                source_key: format!("end:{}", before.id),
            };
            charges::charge(tx, new).await?;
        }
    }
    for lock in locks::open(tx, &[before.id]).await? {
        locks::lift(tx, lock.id, on.max(lock.since)).await?;
    }
    if let Some(change) = billing::pending_changes(tx, &[before.id]).await?.pop() {
        store::quotes::call_off(tx, change.id).await?;
    }
    let status = SubscriptionStatus::Cancelled;
    let now = subscription::Model { status, ends_on: Some(on), ..before.clone() };
    reach::write(tx, before, now).await
}
