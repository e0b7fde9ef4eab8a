//! A document that is voided lets go of what it has billed: its periods and its charges can be billed again.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::billing::entity::billed_period::{self, BilledKind};
use crate::billing::entity::invoice;
use crate::billing::refusal::{BillingError, Refusal, RefusalCode};
use crate::billing::store;
use crate::catalog;
use crate::catalog::proration::Span;
use crate::db::Tx;
use crate::kernel::clock::Instant;
use crate::kernel::ids::{ChargeId, CreditNoteId, SubscriptionId};

/// Of an invoice. Its periods are given back from the latest on, and only where nothing has changed in them: what was
/// charged or credited for a change rests on this bill.
pub(super) async fn of_invoice(tx: &Tx, voided: &invoice::Model) -> Result<(), BillingError> {
    let periods = store::drafts::billed_periods(tx, voided.id).await?;
    take_back(tx, &periods, voided.finalized_at.unwrap_or(voided.created_at)).await?;
    store::drafts::release_periods(tx, voided.id).await?;
    catalog::release_charges(tx, voided.id).await?;
    Ok(())
}

/// Of a credit note.
pub(super) async fn of_credit_note(
    tx: &Tx,
    note: CreditNoteId,
    issued_at: Instant,
) -> Result<(), BillingError> {
    let periods = store::credits::billed_periods(tx, note).await?;
    take_back(tx, &periods, issued_at).await?;
    store::credits::release_periods(tx, note).await?;
    let charges: Vec<ChargeId> =
        store::runs::credited(tx, note).await?.into_iter().map(|row| row.charge_id).collect();
    catalog::unmark_credited(tx, &charges).await?;
    store::runs::remove_credited(tx, note).await?;
    Ok(())
}

/// Moves the services back to the first day of what is given back.
async fn take_back(tx: &Tx, periods: &[billed_period::Model], since: Instant) -> Result<(), BillingError> {
    let mut spans: BTreeMap<SubscriptionId, (NaiveDate, NaiveDate)> = BTreeMap::new();
    for period in periods.iter().filter(|period| period.kind == BilledKind::Recurring) {
        let span = spans.entry(period.subscription_id).or_insert((period.period_start, period.period_end));
        *span = (span.0.min(period.period_start), span.1.max(period.period_end));
    }
    let ids: Vec<SubscriptionId> = spans.keys().copied().collect();
    for subscription in catalog::subscriptions_for_update(tx, &ids).await? {
        let Some((start, end)) = spans.get(&subscription.id).copied() else { continue };
        let latest = subscription.billed_through == Some(end);
        if !latest || catalog::changed_since(tx, subscription.id, since, Span::new(start, end)).await? {
            let message = format!(
                "service {} has been billed for later days, or was changed in these; issue a credit note instead",
                subscription.number
            );
            return Err(Refusal::of(RefusalCode::Superseded, "invoiceId", message).into());
        }
        if !catalog::move_billed_back(tx, &subscription, start).await? {
            return Err(Refusal::conflict("service").into());
        }
    }
    Ok(())
}
