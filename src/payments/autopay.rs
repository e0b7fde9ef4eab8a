//! When an invoice is drawn, how much of it, and when again. Pure; and who plans it: the listener.
//!
//! An invoice under a promise to pay later that is in good standing (domain.md §1, PaymentArrangement; §3.10, 11) is asked
//! for as it was promised, and so it is drawn: nothing before the day of an instalment, on that day what is due of the
//! instalments by then, and the rest on the days of the others. Who wants to pay sooner pays; what is paid counts. Once the
//! promise is broken the invoice is drawn as any other. An invoice that autopay has given up is not taken up again by a
//! promise.

use std::collections::HashMap;

use async_trait::async_trait;
use chrono::{Days, NaiveDate};
use sea_orm::ActiveEnum as _;

use super::entity::autopay_attempt::{self, AttemptStatus};
use super::entity::payment::{self, PaymentStatus};
use super::store::{self as payments, autopay as store, charges};
use crate::billing::arrangement::Promise;
use crate::billing::ledger::owed_of;
use crate::billing::promised;
use crate::db::{Reads as _, Tx};
use crate::events::{Event, EventType, Listener};
use crate::kernel::clock::date_in;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{CustomerId, InvoiceId, PaymentId, TypedId as _};
use crate::ports::payment_gateway::DeclineCode;

/// Days after a refusal at which an invoice is drawn again: after the third refusal the ISP asks for the money otherwise.
const AGAIN_AFTER: [u64; 3] = [1, 3, 7];

/// The day on which an invoice is drawn.
pub(super) fn drawn_on(due: NaiveDate, offset: i32) -> NaiveDate {
    let days = Days::new(u64::from(offset.unsigned_abs()));
    let day = if offset < 0 { due.checked_sub_days(days) } else { due.checked_add_days(days) };
    day.unwrap_or(due)
}

/// The day of the next attempt after the `refusals`-th refusal on `day`; none after the last.
pub(super) fn again_on(day: NaiveDate, refusals: usize) -> Option<NaiveDate> {
    day.checked_add_days(Days::new(*AGAIN_AFTER.get(refusals.checked_sub(1)?)?))
}

/// An invoice whose day to be drawn has come, as it is under the lock of its customer's money. Amounts in minor units.
#[derive(Debug, Clone, Copy)]
pub(super) struct Drawable<'a> {
    /// The invoice.
    pub(super) invoice: InvoiceId,
    /// What is owed of it, what is disputed included.
    pub(super) owed: i64,
    /// The part that is disputed.
    pub(super) held: i64,
    /// The most that may be drawn for one invoice.
    pub(super) cap: Option<i64>,
    /// What the customer has promised.
    pub(super) promise: Option<&'a Promise>,
    /// What other payments are under way for, of all invoices of the promise.
    pub(super) under_way: i64,
}

/// What is to be done about an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Draw {
    /// So much is drawn, minor units.
    Now(i64),
    /// Looked at again on that day.
    On(NaiveDate),
    /// Looked at again when what is under way has come to an end.
    Wait,
    /// It is over.
    Never(AttemptStatus),
}

/// What is to be done about an attempt whose day has come. Pure.
pub(super) fn draw(drawable: &Drawable<'_>, today: NaiveDate) -> Draw {
    let free = drawable.owed - drawable.held;
    let tomorrow = today + Days::new(1);
    if free <= 0 {
        // What is disputed is drawn once that is settled, if it is owed then.
        return if drawable.held > 0 { Draw::On(tomorrow) } else { Draw::Never(AttemptStatus::NotNeeded) };
    }
    if drawable.cap.is_some_and(|cap| free > cap) {
        return Draw::Never(AttemptStatus::OverCap);
    }
    let Some(promise) = drawable.promise.filter(|promise| promise.shields(drawable.invoice, today)) else {
        return Draw::Now(free);
    };
    match promise.asked_by(today) {
        0 => Draw::On(promise.next_due().map_or(tomorrow, |due| due.max(tomorrow))),
        asked if asked <= drawable.under_way => Draw::Wait,
        asked => Draw::Now(free.min(asked - drawable.under_way)),
    }
}

/// Plans attempts: one for each invoice that is finalised, and another for each that was refused.
pub struct AutopayListener;

#[async_trait]
impl Listener for AutopayListener {
    fn name(&self) -> &'static str {
        "autopay"
    }

    async fn hear(&self, tx: &Tx, events: &[Event]) -> Result<(), Fault> {
        let invoices: Vec<(InvoiceId, CustomerId)> = events
            .iter()
            .filter(|event| event.event_type == EventType::InvoiceFinalized)
            .filter_map(|event| InvoiceId::parse(&event.subject).ok().zip(event.customer_id))
            .collect();
        let mut refused: Vec<PaymentId> = Vec::new();
        for event in events.iter().filter(|event| event.event_type == EventType::PaymentFailed) {
            refused.extend(PaymentId::parse(&event.subject));
        }
        let mut rows = first_attempts(tx, &invoices).await?;
        rows.extend(next_attempts(tx, &refused).await?);
        Ok(store::plan(tx, rows).await?)
    }
}

/// The first attempt of each invoice whose customer is drawn from.
pub(super) async fn first_attempts(
    tx: &Tx,
    invoices: &[(InvoiceId, CustomerId)],
) -> Result<Vec<autopay_attempt::Model>, Fault> {
    if invoices.is_empty() {
        return Ok(Vec::new());
    }
    let customers: Vec<CustomerId> = invoices.iter().map(|(_, customer)| *customer).collect();
    let autopay: HashMap<CustomerId, _> =
        store::autopay_of(tx, &customers).await?.into_iter().map(|row| (row.customer_id, row)).collect();
    let ids: Vec<InvoiceId> = invoices.iter().map(|(invoice, _)| *invoice).collect();
    let owed = owed_of(tx, &ids).await?;
    let planned = owed.iter().filter(|owed| owed.amount > 0).filter_map(|owed| {
        let autopay = autopay.get(&owed.customer).filter(|autopay| autopay.enabled)?;
        let due_on = drawn_on(owed.due?, autopay.day_offset);
        Some(attempt(tx, (owed.invoice, owed.customer), 1, due_on))
    });
    Ok(planned.collect())
}

/// Another attempt for each payment by autopay that was refused, as far as that is of any use: counted by the refusals of
/// its invoice so far, from the day of the refusal. A payment is dated by the tenant's day it was ordered on, and whoever
/// hears of a refusal late, or by a sandbox's clock of a moment ago, is not ahead of it.
pub(super) async fn next_attempts(
    tx: &Tx,
    refused: &[PaymentId],
) -> Result<Vec<autopay_attempt::Model>, Fault> {
    let attempts = if refused.is_empty() { Vec::new() } else { store::of_payments(tx, refused).await? };
    if attempts.is_empty() {
        return Ok(Vec::new());
    }
    let hopeless: Vec<PaymentId> = charges::charges_of(tx, refused)
        .await?
        .iter()
        .filter(|charge| charge.decline_code.is_some_and(DeclineCode::is_final))
        .map(|charge| charge.id)
        .collect();
    let invoices: Vec<InvoiceId> = attempts.iter().map(|row| row.invoice_id).collect();
    let all = store::of_invoices(tx, &invoices).await?;
    let paid: Vec<PaymentId> = all.iter().filter_map(|row| row.payment_id).collect();
    let paid: HashMap<PaymentId, payment::Model> =
        payments::payments_by_id(tx, &paid).await?.into_iter().map(|row| (row.id, row)).collect();
    let payment = |row: &autopay_attempt::Model| row.payment_id.and_then(|id| paid.get(&id));
    let failed = |row: &autopay_attempt::Model| {
        payment(row).is_some_and(|payment| payment.status == PaymentStatus::Failed)
    };
    let (zone, today) = (tx.scope().tenant().zone, tx.scope().today());
    let planned = attempts.iter().filter(|row| row.payment_id.is_none_or(|id| !hopeless.contains(&id)));
    let planned = planned.filter_map(|row| {
        let earlier = all.iter().filter(|one| one.invoice_id == row.invoice_id && one.number <= row.number);
        let refusals = earlier.filter(|one| failed(one)).count();
        let day = payment(row).map_or(today, |payment| date_in(zone, payment.received_at).max(today));
        let due_on = again_on(day, refusals)?;
        Some(attempt(tx, (row.invoice_id, row.customer_id), row.number + 1, due_on))
    });
    Ok(planned.collect())
}

/// Another attempt for what an attempt has left of an invoice, where the rest is promised for a later day. The customer's
/// balance is locked.
pub(super) async fn rest_of_promise(
    tx: &Tx,
    drawn: &autopay_attempt::Model,
) -> Result<Option<autopay_attempt::Model>, Fault> {
    let promise = promised(tx, &[drawn.customer_id]).await?.remove(&drawn.customer_id);
    let promise = promise.filter(|promise| promise.shields(drawn.invoice_id, tx.scope().today()));
    let Some(due_on) = promise.and_then(|promise| promise.next_due()) else { return Ok(None) };
    let claims = charges::live_claims(tx, drawn.customer_id).await?;
    let under_way = claims.iter().filter(|claim| claim.invoice_id == drawn.invoice_id);
    let under_way: i64 = under_way.map(|claim| claim.amount_minor).sum();
    let owed = owed_of(tx, &[drawn.invoice_id]).await?;
    let left = owed.first().map_or(0, |owed| owed.amount - under_way);
    let whose = (drawn.invoice_id, drawn.customer_id);
    Ok((left > 0).then(|| attempt(tx, whose, drawn.number + 1, due_on)))
}

fn attempt(
    tx: &Tx,
    (invoice, customer): (InvoiceId, CustomerId),
    number: i32,
    due_on: NaiveDate,
) -> autopay_attempt::Model {
    autopay_attempt::Model {
        id: tx.scope().new_id(),
        tenant_id: tx.scope().tenant().id,
        customer_id: customer,
        invoice_id: invoice,
        payment_id: None,
        number,
        due_on,
        status: AttemptStatus::Waiting,
        amount_minor: None,
        created_at: tx.scope().real_now(),
    }
}

/// What has become of an attempt, for the log.
pub(super) fn told(status: AttemptStatus) -> String {
    status.to_value()
}

#[cfg(test)]
mod tests;
