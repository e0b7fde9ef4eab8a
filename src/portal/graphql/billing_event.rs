//! The events of `portalEvents` about invoices and credit notes.

use async_graphql::Context;

use super::event::stored_event;
use crate::billing;
use crate::billing::graphql::{CreditNoteNode, InvoiceNode};
use crate::graphql::context::request;
use crate::graphql::error::{ApiError, nullable};
use crate::kernel::ids::{CreditNoteId, InvoiceId, TypedId as _};

stored_event! {
    /// Something happened to an invoice. For whoever sees the customer's bills.
    InvoiceEvent,
    /// What has happened: INVOICE_FINALIZED, INVOICE_PAID, INVOICE_REOPENED, INVOICE_VOIDED, INVOICE_UNCOLLECTIBLE,
    /// PREPAID_BALANCE_SHORT, PAYMENT_REMINDER, FINAL_NOTICE, INVOICE_LINE_DISPUTED, INVOICE_DISPUTE_SETTLED or, about the
    /// invoice that charges the fee, LATE_FEE_CHARGED.
    {
        /// The invoice as it is now; null where the caller may not see it any more.
        async fn invoice(&self, ctx: &Context<'_>) -> Option<Result<InvoiceNode, ApiError>> {
            nullable(Box::pin(async {
                let Ok(id) = InvoiceId::parse(&self.0.event.subject) else { return Ok(None) };
                Ok(billing::open_invoices(&request(ctx).scope, &[id]).await?.pop().map(InvoiceNode::new))
            }))
            .await
        }
    }
}

stored_event! {
    /// Something happened to a credit note. For whoever sees the customer's bills.
    CreditNoteEvent,
    /// What has happened: CREDIT_NOTE_ISSUED or CREDIT_NOTE_VOIDED.
    {
        /// The credit note as it is now; null where the caller may not see it any more.
        async fn credit_note(&self, ctx: &Context<'_>) -> Option<Result<CreditNoteNode, ApiError>> {
            nullable(Box::pin(async {
                let Ok(id) = CreditNoteId::parse(&self.0.event.subject) else { return Ok(None) };
                Ok(billing::open_credit_notes(&request(ctx).scope, &[id]).await?.pop().map(CreditNoteNode::new))
            }))
            .await
        }
    }
}
