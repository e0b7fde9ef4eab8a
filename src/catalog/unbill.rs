//! What billing takes back: the periods of an invoice that is voided, and charges that a credit note has settled.

use chrono::NaiveDate;

use super::entity::subscription;
use super::proration::Span;
use super::store::bulk;
use crate::db::{DbError, Tx};
use crate::kernel::clock::Instant;
use crate::kernel::ids::{ChargeId, SubscriptionId};

/// Subscriptions, locked until the transaction ends.
pub async fn subscriptions_for_update(
    tx: &Tx,
    ids: &[SubscriptionId],
) -> Result<Vec<subscription::Model>, DbError> {
    if ids.is_empty() { Ok(Vec::new()) } else { bulk::for_update(tx, ids).await }
}

/// Whether something has changed since in days that were billed: a plan, a lock, an end. Its price is a charge that goes
/// with that bill, so that the days cannot simply be billed anew.
pub async fn changed_since(
    tx: &Tx,
    subscription: SubscriptionId,
    since: Instant,
    days: Span,
) -> Result<bool, DbError> {
    Ok(bulk::count_parts_since(tx, subscription, since, (days.start, days.end)).await? > 0)
}

/// Moves the first day of a subscription that is not billed back; see [`super::advance_billed_through`].
pub async fn move_billed_back(
    tx: &Tx,
    subscription: &subscription::Model,
    to: NaiveDate,
) -> Result<bool, DbError> {
    super::store::billing::advance(tx, subscription, to).await
}

/// Settles charges by a credit note: no invoice has them any more. False: one of them has one, or was taken back.
pub async fn mark_credited(tx: &Tx, ids: &[ChargeId]) -> Result<bool, DbError> {
    if ids.is_empty() {
        return Ok(true);
    }
    Ok(usize::try_from(bulk::set_cancelled(tx, ids, true).await?) == Ok(ids.len()))
}

/// Lets charges wait again that a credit note had settled, which is void.
pub async fn unmark_credited(tx: &Tx, ids: &[ChargeId]) -> Result<(), DbError> {
    if !ids.is_empty() {
        bulk::set_cancelled(tx, ids, false).await?;
    }
    Ok(())
}
