//! A credit note.

use super::{Found, day, invoice, settlements};
use crate::billing;
use crate::billing::entity::credit_note::{CreditNoteStatus, CreditReason};
use crate::billing::printed::{self, Side};
use crate::db::Scope;
use crate::documents::model::{Body, CreditNote, Reason, Tax};
use crate::kernel::fault::Fault;
use crate::kernel::ids::{CreditNoteId, InvoiceId};
use crate::kernel::money::largest_remainder;

pub(super) async fn find(scope: &Scope, id: CreditNoteId) -> Result<Option<Found>, Fault> {
    let Some(row) = billing::open_credit_notes(scope, &[id]).await?.pop() else { return Ok(None) };
    let void = row.status == CreditNoteStatus::Void;
    let (mut corrects, mut taxes) = (None, Vec::new());
    if let Some(invoice) = row.invoice_id {
        corrects = billing::open_invoices(scope, &[invoice]).await?.pop().and_then(|invoice| invoice.number);
        taxes = shares(scope, invoice, row.net_minor, row.tax_minor).await?;
    }
    let body = CreditNote {
        number: row.number,
        void,
        issued: day(scope, row.issued_at),
        corrects,
        reason: reason(row.reason),
        net: row.net_minor,
        tax: row.tax_minor,
        taxes,
        total: row.total_minor,
        used: settlements::of(scope, Side::OfCreditNote(id)).await?,
        left: if void { 0 } else { row.total_minor - row.allocated_minor },
    };
    Ok(Some(Found {
        customer: row.customer_id,
        currency: row.currency,
        dated: row.issued_at,
        identity: id.to_string(),
        body: Body::CreditNote(body),
    }))
}

/// The tax taken back per rate: in the proportion of the invoice (domain.md §3.7), so that the parts add up.
async fn shares(scope: &Scope, invoice: InvoiceId, net: i64, tax: i64) -> Result<Vec<Tax>, Fault> {
    let mut taxes: Vec<Tax> =
        printed::taxes_of_invoice(scope, invoice).await?.into_iter().map(invoice::tax).collect();
    let Some(billed) = billing::open_invoices(scope, &[invoice]).await?.pop() else { return Ok(Vec::new()) };
    let amounts: Vec<i64> = taxes.iter().map(|tax| tax.amount).collect();
    if amounts.iter().sum::<i64>() == 0 && tax != 0 {
        return Ok(Vec::new());
    }
    for (line, share) in taxes.iter_mut().zip(largest_remainder(tax, &amounts)) {
        line.amount = share;
        line.base = largest_remainder(net, &[line.base, billed.subtotal_minor - line.base])[0];
    }
    Ok(taxes)
}

fn reason(reason: CreditReason) -> Reason {
    match reason {
        CreditReason::ServiceOutage => Reason::ServiceOutage,
        CreditReason::Overcharge => Reason::Overcharge,
        CreditReason::Cancellation => Reason::Cancellation,
        CreditReason::Goodwill => Reason::Goodwill,
        CreditReason::Chargeback => Reason::Chargeback,
        CreditReason::Other => Reason::Other,
    }
}
