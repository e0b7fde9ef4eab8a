//! Reading bills for paper: whole documents with what stands below them. Callers have decided that the document may be
//! seen; a link does so when it is made.

use std::collections::HashMap;

use super::MAX_SHORT_LIST;
use super::entity::{allocation, invoice_line};
use super::store::{self, LineTax, TaxTotal};
use crate::db::Scope;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{CreditNoteId, InvoiceId, InvoiceLineId, PaymentId};

/// Up to `size` lines of an invoice after a position (0 from the start), in the order of the document.
pub async fn lines_after(
    scope: &Scope,
    invoice: InvoiceId,
    after: i32,
    size: u32,
) -> Result<Vec<invoice_line::Model>, Fault> {
    let mut lines = store::lines_of(scope, &[invoice], after, size).await?;
    lines.truncate(size as usize);
    Ok(lines)
}

/// The taxes of lines, each with its line.
pub async fn taxes_of_lines(
    scope: &Scope,
    lines: &[InvoiceLineId],
) -> Result<Vec<(InvoiceLineId, LineTax)>, Fault> {
    let rows = store::taxes_of_lines(scope, lines).await?;
    Ok(rows.into_iter().map(|row| (row.line_id, row.into())).collect())
}

/// The taxes of an invoice per rate; at most 20.
pub async fn taxes_of_invoice(scope: &Scope, invoice: InvoiceId) -> Result<Vec<TaxTotal>, Fault> {
    Ok(store::tax_totals_of(scope, &[invoice]).await?)
}

/// A side of allocations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// What reduces this invoice.
    To(InvoiceId),
    /// What this payment is used for.
    OfPayment(PaymentId),
    /// What this credit note is used for.
    OfCreditNote(CreditNoteId),
}

/// The live allocations of one side, latest first; at most 20.
pub async fn allocations(scope: &Scope, side: Side) -> Result<Vec<allocation::Model>, Fault> {
    let rows = match side {
        Side::To(invoice) => store::allocations_of_invoices(scope, &[invoice]).await?,
        Side::OfPayment(payment) => store::allocations_of_payments(scope, &[payment]).await?,
        Side::OfCreditNote(note) => store::allocations_of_credit_notes(scope, &[note]).await?,
    };
    debug_assert!(rows.len() as u64 <= MAX_SHORT_LIST, "the store bounds it");
    Ok(rows)
}

/// The minutes of the outages that credit notes are for; those that are for something else are missing.
pub async fn outage_minutes(
    scope: &Scope,
    notes: &[CreditNoteId],
) -> Result<HashMap<CreditNoteId, i64>, Fault> {
    let mut minutes = HashMap::new();
    for row in store::outages::of_credit_notes(scope, notes).await? {
        if let Some(note) = row.credit_note_id {
            *minutes.entry(note).or_default() += row.minutes;
        }
    }
    Ok(minutes)
}
