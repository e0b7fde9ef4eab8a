//! A document that is voided lets go of what it has billed: its periods and its charges can be billed again.

use crate::billing::refusal::BillingError;
use crate::billing::store;
use crate::db::Tx;
use crate::kernel::ids::{CreditNoteId, InvoiceId};

/// Of an invoice.
pub(super) async fn of_invoice(tx: &Tx, invoice: InvoiceId) -> Result<(), BillingError> {
    Ok(store::drafts::release_periods(tx, invoice).await?)
}

/// Of a credit note.
pub(super) async fn of_credit_note(tx: &Tx, note: CreditNoteId) -> Result<(), BillingError> {
    Ok(store::credits::release_periods(tx, note).await?)
}
