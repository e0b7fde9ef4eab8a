//! `voidInvoice`, `markInvoiceUncollectible`, `waiveLateFee`.

use async_graphql::{Context, ID, InputObject, Object};

use super::invoice::InvoiceNode;
use crate::billing;
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::read;
use crate::graphql::outcome::{use_case_errors, use_case_payload};

use_case_errors! {
    VoidInvoiceErrorCode, VoidInvoiceUserError ("VoidInvoiceUserError"), "Why an invoice was not voided." {
        /// There is no such invoice.
        NotFound,
        /// The invoice is not OPEN; `allowed` says where its state leads.
        InvalidTransition,
        /// The invoice is not the version that was seen.
        Conflict,
        /// The reason is empty or longer than 500 characters.
        InvalidInput,
        /// A payment or credit was used for it: take that back first, or issue a credit note instead.
        HasAllocations,
        /// A credit note corrects it: void that first.
        HasCreditNotes,
        /// A service on it was billed for later days or changed since: issue a credit note instead.
        Superseded,
    }
}
use_case_errors! {
    MarkInvoiceUncollectibleErrorCode, MarkInvoiceUncollectibleUserError ("MarkInvoiceUncollectibleUserError"),
    "Why an invoice was not given up." {
        /// There is no such invoice.
        NotFound,
        /// The invoice is not OPEN; `allowed` says where its state leads.
        InvalidTransition,
        /// The invoice is not the version that was seen.
        Conflict,
        /// The reason is empty or longer than 500 characters.
        InvalidInput,
    }
}
use_case_errors! {
    WaiveLateFeeErrorCode, WaiveLateFeeUserError ("WaiveLateFeeUserError"), "Why a late fee was not waived." {
        /// The id is of no invoice that charges a late fee.
        NotFound,
        /// The reason is empty or longer than 500 characters.
        InvalidInput,
        /// It was waived, voided or credited before.
        AlreadyDone,
        /// Somebody else has changed the invoice at this moment.
        Conflict,
    }
}

use_case_payload! {
    VoidInvoicePayload ("The outcome of `voidInvoice`."), VoidInvoiceUserError,
    /// The invoice, which is void; null when there is an error.
    invoice: InvoiceNode
}
use_case_payload! {
    MarkInvoiceUncollectiblePayload ("The outcome of `markInvoiceUncollectible`."), MarkInvoiceUncollectibleUserError,
    /// The invoice, which is given up; null when there is an error.
    invoice: InvoiceNode
}
use_case_payload! {
    WaiveLateFeePayload ("The outcome of `waiveLateFee`."), WaiveLateFeeUserError,
    /// The invoice that had charged the fee; null when there is an error.
    invoice: InvoiceNode
}

/// Which invoice to void, and why.
#[derive(InputObject)]
pub struct VoidInvoiceInput {
    /// The invoice.
    pub invoice_id: ID,
    /// Why, for the audit log; 1 to 500 characters.
    pub reason: String,
    /// The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
    pub expected_version: Option<i32>,
}

/// Which invoice to give up, and why.
#[derive(InputObject)]
pub struct MarkInvoiceUncollectibleInput {
    /// The invoice.
    pub invoice_id: ID,
    /// Why, for the audit log; 1 to 500 characters.
    pub reason: String,
    /// The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
    pub expected_version: Option<i32>,
}

/// Which late fee to waive, and why.
#[derive(InputObject)]
pub struct WaiveLateFeeInput {
    /// The invoice that charges the fee: its kind is LATE_FEE.
    pub invoice_id: ID,
    /// Why: for the audit log, and for the customer where a credit note is issued; 1 to 500 characters.
    pub reason: String,
}

/// See its fields.
#[derive(Default)]
pub struct ClosingMutations;

#[Object]
impl ClosingMutations {
    /// Cancels an open invoice that should not have been issued. It keeps its number, and what it billed – periods, usage,
    /// single charges – can be billed again. Only while nothing is allocated to it and no credit note corrects it. For
    /// billing and tenant administrators: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.voidInvoice\")")]
    async fn void_invoice(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which invoice to void, and why.")] input: VoidInvoiceInput,
    ) -> Result<VoidInvoicePayload, ApiError> {
        let id = read(&input.invoice_id, "input.invoiceId")?;
        let scope = &request(ctx).scope;
        let invoice = billing::void_invoice(scope, id, &input.reason, input.expected_version).await;
        VoidInvoicePayload::of(invoice.map(InvoiceNode::new))
    }

    /// Gives up an open invoice: what is left of it is not owed any more and not in the balance, but it may still be paid.
    /// For billing and tenant administrators: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.markInvoiceUncollectible\")")]
    async fn mark_invoice_uncollectible(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which invoice to give up, and why.")] input: MarkInvoiceUncollectibleInput,
    ) -> Result<MarkInvoiceUncollectiblePayload, ApiError> {
        let id = read(&input.invoice_id, "input.invoiceId")?;
        let scope = &request(ctx).scope;
        let invoice = billing::write_off(scope, id, &input.reason, input.expected_version).await;
        MarkInvoiceUncollectiblePayload::of(invoice.map(InvoiceNode::new))
    }

    /// Waives a fee for paying late: its invoice is voided, or, where a part of it was paid, credited. For billing and
    /// tenant administrators: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.waiveLateFee\")")]
    async fn waive_late_fee(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which late fee to waive, and why.")] input: WaiveLateFeeInput,
    ) -> Result<WaiveLateFeePayload, ApiError> {
        let id = read(&input.invoice_id, "input.invoiceId")?;
        let invoice = billing::waive_late_fee(&request(ctx).scope, id, &input.reason).await;
        WaiveLateFeePayload::of(invoice.map(InvoiceNode::new))
    }
}
