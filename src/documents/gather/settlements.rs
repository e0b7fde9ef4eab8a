//! What documents were set against each other, with the numbers that people know them by.

use std::collections::HashMap;

use super::day;
use crate::billing;
use crate::billing::entity::allocation;
use crate::billing::printed::{self, Side};
use crate::db::Scope;
use crate::documents::model::{Counterpart, Settlement};
use crate::kernel::fault::Fault;
use crate::kernel::ids::{CreditNoteId, InvoiceId, PaymentId};
use crate::payments;

/// The settlements of one side, latest first; at most 20.
pub(super) async fn of(scope: &Scope, side: Side) -> Result<Vec<Settlement>, Fault> {
    let rows = printed::allocations(scope, side).await?;
    let mut numbers: HashMap<uuid::Uuid, (Counterpart, String)> = HashMap::new();
    let mut outages: HashMap<CreditNoteId, i64> = HashMap::new();
    match side {
        Side::To(_) => {
            let ids: Vec<PaymentId> = rows.iter().filter_map(|row| row.payment_id).collect();
            let found =
                if ids.is_empty() { Vec::new() } else { payments::open_payments(scope, &ids).await? };
            numbers.extend(found.into_iter().map(|row| (row.id.0, (Counterpart::Payment, row.number))));
            let ids: Vec<CreditNoteId> = rows.iter().filter_map(|row| row.credit_note_id).collect();
            let found =
                if ids.is_empty() { Vec::new() } else { billing::open_credit_notes(scope, &ids).await? };
            numbers.extend(found.into_iter().map(|row| (row.id.0, (Counterpart::CreditNote, row.number))));
            if !ids.is_empty() {
                outages = printed::outage_minutes(scope, &ids).await?;
            }
        }
        Side::OfPayment(_) | Side::OfCreditNote(_) => {
            let ids: Vec<InvoiceId> = rows.iter().map(|row| row.invoice_id).collect();
            let found = if ids.is_empty() { Vec::new() } else { billing::open_invoices(scope, &ids).await? };
            let named =
                found.into_iter().filter_map(|row| Some((row.id.0, (Counterpart::Invoice, row.number?))));
            numbers.extend(named);
        }
    }
    let settlement = |row: &allocation::Model| {
        let allocation::Model { payment_id, credit_note_id, invoice_id, amount_minor, at, .. } = row;
        let other = match side {
            Side::To(_) => payment_id.map(|id| id.0).or(credit_note_id.map(|id| id.0))?,
            Side::OfPayment(_) | Side::OfCreditNote(_) => invoice_id.0,
        };
        let (with, number) = numbers.get(&other)?;
        let outage_minutes = credit_note_id.and_then(|id| outages.get(&id).copied());
        let (number, on) = (number.clone(), day(scope, *at));
        Some(Settlement { with: *with, number, on, amount: *amount_minor, outage_minutes })
    };
    Ok(rows.iter().filter_map(settlement).collect())
}
