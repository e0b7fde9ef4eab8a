//! `Allocation` in the graph.

use async_graphql::{Context, ID, Object};

use super::credit_note::CreditNoteNode;
use super::invoice::{InvoiceNode, missing};
use crate::billing::entity::allocation;
use crate::billing::loader::{CreditNoteById, InvoiceById};
use crate::graphql::context::request;
use crate::graphql::error::{ApiError, nullable};
use crate::graphql::ids::write;
use crate::graphql::money::MoneyNode;
use crate::graphql::scalars::DateTime;
use crate::kernel::money::{Currency, Money};
use crate::payments::graphql::PaymentNode;
use crate::payments::loader::PaymentById;

/// An allocation on a document that the caller may see.
pub struct AllocationNode {
    row: allocation::Model,
    currency: Currency,
}

impl AllocationNode {
    /// An allocation in the currency of its document.
    pub fn new(row: allocation::Model, currency: Currency) -> Self {
        Self { row, currency }
    }
}

/// A part of a payment or of a credit note that reduces an invoice. Visible to whoever sees the invoice.
#[Object(name = "Allocation")]
impl AllocationNode {
    /// The allocation's id.
    async fn id(&self) -> ID {
        write(self.row.id)
    }

    /// How much of the invoice it settles.
    async fn amount(&self, ctx: &Context<'_>) -> MoneyNode {
        request(ctx).money(Money::new(self.row.amount_minor, self.currency))
    }

    /// When it was made.
    async fn at(&self) -> DateTime {
        DateTime(self.row.at)
    }

    /// The invoice it reduces.
    async fn invoice(&self, ctx: &Context<'_>) -> Result<InvoiceNode, ApiError> {
        Box::pin(async {
            let invoice = request(ctx).loaders.billing.load_one(InvoiceById(self.row.invoice_id)).await?;
            invoice.map(InvoiceNode::new).ok_or_else(|| missing("invoice"))
        })
        .await
    }

    /// The payment it comes from; null where it comes from a credit note.
    async fn payment(&self, ctx: &Context<'_>) -> Option<Result<PaymentNode, ApiError>> {
        nullable(Box::pin(async {
            let Some(id) = self.row.payment_id else { return Ok(None) };
            let payment = request(ctx).loaders.payments.load_one(PaymentById(id)).await?;
            payment.map(|payment| Some(PaymentNode::new(payment))).ok_or_else(|| missing("payment"))
        }))
        .await
    }

    /// The credit note it comes from; null where it comes from a payment.
    async fn credit_note(&self, ctx: &Context<'_>) -> Option<Result<CreditNoteNode, ApiError>> {
        nullable(Box::pin(async {
            let Some(id) = self.row.credit_note_id else { return Ok(None) };
            let note = request(ctx).loaders.billing.load_one(CreditNoteById(id)).await?;
            note.map(|note| Some(CreditNoteNode::new(note))).ok_or_else(|| missing("credit note"))
        }))
        .await
    }
}
