//! When an invoice is drawn, and when again. Pure; and who plans it: the listener.

use std::collections::HashMap;

use async_trait::async_trait;
use chrono::{Days, NaiveDate};
use sea_orm::ActiveEnum as _;

use super::entity::autopay_attempt::{self, AttemptStatus};
use super::store::{autopay as store, charges};
use crate::billing::ledger::owed_of;
use crate::db::{Reads as _, Tx};
use crate::events::{Event, EventType, Listener};
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

/// The day of the next attempt after the `number`-th was refused `today`; none after the last.
pub(super) fn again_on(today: NaiveDate, number: i32) -> Option<NaiveDate> {
    let place = usize::try_from(number - 1).ok()?;
    today.checked_add_days(Days::new(*AGAIN_AFTER.get(place)?))
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

/// Another attempt for each payment by autopay that was refused, as far as that is of any use.
async fn next_attempts(tx: &Tx, refused: &[PaymentId]) -> Result<Vec<autopay_attempt::Model>, Fault> {
    if refused.is_empty() {
        return Ok(Vec::new());
    }
    let hopeless: Vec<PaymentId> = charges::charges_of(tx, refused)
        .await?
        .iter()
        .filter(|charge| charge.decline_code.is_some_and(DeclineCode::is_final))
        .map(|charge| charge.id)
        .collect();
    let attempts = store::of_payments(tx, refused).await?;
    let planned = attempts.iter().filter(|row| row.payment_id.is_none_or(|id| !hopeless.contains(&id)));
    let planned = planned.filter_map(|row| {
        let due_on = again_on(tx.scope().today(), row.number)?;
        Some(attempt(tx, (row.invoice_id, row.customer_id), row.number + 1, due_on))
    });
    Ok(planned.collect())
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
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn invoices_are_drawn_around_their_due_day_and_again_three_times() {
        assert_eq!(drawn_on(day("2026-03-01"), -2), day("2026-02-27"));
        assert_eq!(drawn_on(day("2026-03-01"), 0), day("2026-03-01"));
        assert_eq!(drawn_on(day("2026-02-27"), 3), day("2026-03-02"));
        let days = [1, 2, 3, 4, 0].map(|number| again_on(day("2026-03-01"), number));
        let expected =
            [Some(day("2026-03-02")), Some(day("2026-03-04")), Some(day("2026-03-08")), None, None];
        assert_eq!(days, expected);
    }
}
