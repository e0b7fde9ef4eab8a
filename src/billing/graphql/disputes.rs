//! `disputeInvoiceLine`, `settleLineDispute`, and the disputes of lines.

use async_graphql::{Context, ID, InputObject, Object};

use super::credit_note::CreditNoteNode;
use super::dunning::by_id;
use super::invoice::{InvoiceNode, missing};
use crate::billing::entity::line_dispute::{self, DisputeReason, DisputeStatus};
use crate::billing::loader::CreditNoteById;
use crate::billing::{self, Disputed, Settlement};
use crate::graphql::context::request;
use crate::graphql::error::{ApiError, nullable};
use crate::graphql::ids::{read, write};
use crate::graphql::money::MoneyNode;
use crate::graphql::outcome::{use_case_errors, use_case_payload};
use crate::graphql::scalars::{DateTime, Decimal};
use crate::kernel::ids::TicketId;
use crate::kernel::money::{Currency, Money};
use crate::tickets::graphql::TicketNode;
use crate::tickets::loader::SeenTicketById;

/// A dispute of a line that the caller may see.
pub struct LineDisputeNode {
    row: line_dispute::Model,
    currency: Currency,
}

impl LineDisputeNode {
    /// A dispute in the currency of its invoice.
    pub fn new(row: line_dispute::Model, currency: Currency) -> Self {
        Self { row, currency }
    }
}

impl From<Disputed> for LineDisputeNode {
    fn from((row, invoice): Disputed) -> Self {
        Self { row, currency: invoice.currency }
    }
}

/// What a customer says against a line of an invoice. While it is open the amount is held: it counts for no reminder, no late
/// fee and no suspension. Visible to whoever sees the invoice.
#[Object(name = "InvoiceLineDispute")]
impl LineDisputeNode {
    /// The dispute's id.
    async fn id(&self) -> ID {
        write(self.row.id)
    }

    /// Why.
    async fn reason(&self) -> DisputeReason {
        self.row.reason
    }

    /// Why, in the customer's words.
    async fn explanation(&self) -> &str {
        &self.row.explanation
    }

    /// What has become of it.
    async fn status(&self) -> DisputeStatus {
        self.row.status
    }

    /// What is held while it is open: what was left of the line, with its taxes.
    async fn amount(&self, ctx: &Context<'_>) -> MoneyNode {
        request(ctx).money(Money::new(self.row.amount_minor, self.currency))
    }

    /// When.
    async fn opened_at(&self) -> DateTime {
        DateTime(self.row.opened_at)
    }

    /// When it was settled; null while it is open.
    async fn settled_at(&self) -> Option<DateTime> {
        self.row.settled_at.map(DateTime)
    }

    /// What the ISP has answered; null while it is open.
    async fn answer(&self) -> Option<&str> {
        self.row.answer.as_deref()
    }

    /// The invoice.
    async fn invoice(&self, ctx: &Context<'_>) -> Result<InvoiceNode, ApiError> {
        Box::pin(by_id(ctx, self.row.invoice_id)).await
    }

    /// The line, as in `Invoice.lines`.
    async fn line_id(&self) -> ID {
        write(self.row.line_id)
    }

    /// What takes the line back; null unless the dispute was upheld.
    async fn credit_note(&self, ctx: &Context<'_>) -> Option<Result<CreditNoteNode, ApiError>> {
        nullable(Box::pin(async {
            let Some(id) = self.row.credit_note_id else { return Ok(None) };
            let note = request(ctx).loaders.billing.load_one(CreditNoteById(id)).await?;
            Ok(Some(CreditNoteNode::new(note.ok_or_else(|| missing("credit note"))?)))
        }))
        .await
    }

    /// The ticket about it; null until there is one, and where the caller may not see it.
    async fn ticket(&self, ctx: &Context<'_>) -> Option<Result<TicketNode, ApiError>> {
        nullable(Box::pin(async {
            let Some(id) = self.row.ticket_id else { return Ok(None) };
            let seen = request(ctx).loaders.tickets.load_one(SeenTicketById(TicketId(id))).await?;
            Ok(seen.map(TicketNode))
        }))
        .await
    }

    /// Counts the changes of the dispute, for `expectedVersion`.
    async fn version(&self) -> i32 {
        self.row.version
    }
}

use_case_errors! {
    DisputeInvoiceLineErrorCode, DisputeInvoiceLineUserError ("DisputeInvoiceLineUserError"), "Why a line was not disputed." {
        /// There is no such line, or the caller does not pay for the customer.
        NotFound,
        /// The line charges nothing or was taken back, or the explanation is empty or longer than 2000 characters.
        InvalidInput,
        /// The invoice is void.
        InvalidTransition,
        /// The line was disputed before.
        AlreadyDone,
    }
}
use_case_errors! {
    SettleLineDisputeErrorCode, SettleLineDisputeUserError ("SettleLineDisputeUserError"), "Why a dispute was not settled." {
        /// There is no such dispute.
        NotFound,
        /// It was settled before.
        AlreadyDone,
        /// The dispute is not the version that was seen.
        Conflict,
        /// The answer is empty or longer than 2000 characters, or an amount is wrong.
        InvalidInput,
        /// More than is left of the line or of the invoice.
        ExceedsAmount,
        /// The invoice is void: there is nothing to take back.
        InvalidTransition,
    }
}
use_case_payload! {
    DisputeInvoiceLinePayload ("The outcome of `disputeInvoiceLine`."), DisputeInvoiceLineUserError,
    /// The dispute; null when there is an error.
    dispute: LineDisputeNode
}
use_case_payload! {
    SettleLineDisputePayload ("The outcome of `settleLineDispute`."), SettleLineDisputeUserError,
    /// The dispute, which is settled; null when there is an error.
    dispute: LineDisputeNode
}

/// Which line to dispute, and why.
#[derive(InputObject)]
pub struct DisputeInvoiceLineInput {
    /// The line.
    pub invoice_line_id: ID,
    /// Why.
    pub reason: DisputeReason,
    /// Why, in words: 1 to 2000 characters.
    pub explanation: String,
}

/// How a dispute ends.
#[derive(Clone, Copy, PartialEq, Eq, async_graphql::Enum)]
pub enum DisputeOutcome {
    /// The customer is right: a credit note takes the line back, or a part of it.
    Uphold,
    /// The line stands, and is owed.
    Reject,
}

/// Which dispute to settle, and how.
#[derive(InputObject)]
pub struct SettleLineDisputeInput {
    /// The dispute.
    pub dispute_id: ID,
    /// How it ends.
    pub outcome: DisputeOutcome,
    /// What the customer is told: 1 to 2000 characters.
    pub answer: String,
    /// Where it is upheld: how much of the line's net is taken back, in major units; all that is left of it if absent. Tax
    /// follows in proportion.
    pub net: Option<Decimal>,
    /// The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
    pub expected_version: Option<i32>,
}

/// See its fields.
#[derive(Default)]
pub struct DisputeMutations;

#[Object]
impl DisputeMutations {
    /// Says that a line of an invoice is wrong. What is left of the line, with its taxes, is held until the ISP has answered:
    /// no reminder, no late fee and no suspension for it; services that are withheld for it are given back. A line is
    /// disputed once. For owners and payers, support, billing and tenant administrators: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.disputeInvoiceLine\")")]
    async fn dispute_invoice_line(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which line to dispute, and why.")] input: DisputeInvoiceLineInput,
    ) -> Result<DisputeInvoiceLinePayload, ApiError> {
        let line = read(&input.invoice_line_id, "input.invoiceLineId")?;
        let scope = &request(ctx).scope;
        let dispute = billing::dispute_line(scope, line, input.reason, &input.explanation).await;
        DisputeInvoiceLinePayload::of(dispute.map(LineDisputeNode::from))
    }

    /// Answers a dispute. Upheld, a credit note takes the line back and is used at once, for the invoice first; rejected, the
    /// amount is owed as before. For billing and tenant administrators: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.settleLineDispute\")")]
    async fn settle_line_dispute(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which dispute to settle, and how.")] input: SettleLineDisputeInput,
    ) -> Result<SettleLineDisputePayload, ApiError> {
        let id = read(&input.dispute_id, "input.disputeId")?;
        let settlement = match input.outcome {
            DisputeOutcome::Uphold => Settlement::Upheld(input.net.map(|net| net.0)),
            DisputeOutcome::Reject => Settlement::Rejected,
        };
        let scope = &request(ctx).scope;
        let settled =
            billing::settle_dispute(scope, id, settlement, &input.answer, input.expected_version).await;
        SettleLineDisputePayload::of(settled.map(LineDisputeNode::from))
    }
}
