//! `issueCreditNote`, `applyCreditNote`, `unapplyCredit`, `voidCreditNote`.

use async_graphql::{Context, ID, InputObject, Object, OneofObject};

use super::credit_note::CreditNoteNode;
use crate::billing::entity::credit_note::CreditReason;
use crate::billing::{self, CreditPart, CreditTarget, NewCreditNote};
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::read;
use crate::graphql::outcome::{use_case_errors, use_case_payload};
use crate::graphql::scalars::Decimal;
use crate::kernel::problem::Invalid;

/// Lines and allocations that are named in one call at most.
const MAX_NAMED: usize = 100;

use_case_errors! {
    IssueCreditNoteErrorCode, IssueCreditNoteUserError ("IssueCreditNoteUserError"), "Why no credit was given." {
        /// There is no such customer, invoice or line.
        NotFound,
        /// The invoice is a draft or void.
        InvalidTransition,
        /// An amount, the remark or the choice of lines is wrong.
        InvalidInput,
        /// More than is left of the invoice or of a line.
        ExceedsAmount,
    }
}
use_case_errors! {
    ApplyCreditNoteErrorCode, ApplyCreditNoteUserError ("ApplyCreditNoteUserError"), "Why a credit note was not used." {
        /// There is no such credit note or invoice.
        NotFound,
        /// The credit note is void.
        InvalidTransition,
        /// The credit note is not the version that was seen.
        Conflict,
        /// An amount is wrong.
        InvalidInput,
        /// The credit note does not hold so much, or the invoice does not owe so much.
        ExceedsAmount,
        /// The invoice is another customer's.
        OtherAccount,
    }
}
use_case_errors! {
    UnapplyCreditErrorCode, UnapplyCreditUserError ("UnapplyCreditUserError"), "Why the use of a credit was not taken back." {
        /// The id is of no allocation of a credit note.
        NotFound,
        /// It was taken back before.
        AlreadyDone,
    }
}
use_case_errors! {
    VoidCreditNoteErrorCode, VoidCreditNoteUserError ("VoidCreditNoteUserError"), "Why a credit note was not voided." {
        /// There is no such credit note.
        NotFound,
        /// Something of it was used, or it is void; `allowed` says where its state leads.
        InvalidTransition,
        /// The credit note is not the version that was seen.
        Conflict,
        /// The reason is empty or longer than 500 characters.
        InvalidInput,
        /// A service on it was billed for later days or changed since.
        Superseded,
    }
}

use_case_payload! {
    IssueCreditNotePayload ("The outcome of `issueCreditNote`."), IssueCreditNoteUserError,
    /// The credit note; null when there is an error.
    credit_note: CreditNoteNode
}
use_case_payload! {
    ApplyCreditNotePayload ("The outcome of `applyCreditNote`."), ApplyCreditNoteUserError,
    /// The credit note as it is used now; null when there is an error.
    credit_note: CreditNoteNode
}
use_case_payload! {
    UnapplyCreditPayload ("The outcome of `unapplyCredit`."), UnapplyCreditUserError,
    /// The credit note that can be used again; null when there is an error.
    credit_note: CreditNoteNode
}
use_case_payload! {
    VoidCreditNotePayload ("The outcome of `voidCreditNote`."), VoidCreditNoteUserError,
    /// The credit note, which is void; null when there is an error.
    credit_note: CreditNoteNode
}

/// A line of an invoice to take back.
#[derive(InputObject)]
pub struct CreditLineInput {
    /// The line of the invoice.
    pub invoice_line_id: ID,
    /// How much of its net, in major units of the invoice's currency and with the sign of the line; all that is left of it
    /// if absent. Tax follows in proportion.
    pub net: Option<Decimal>,
}

/// What of an invoice to take back.
#[derive(InputObject)]
pub struct InvoiceCreditInput {
    /// The invoice that is corrected.
    pub invoice_id: ID,
    /// An amount in major units, tax included: of every line the same share. Give this or `lines`; without either all that
    /// is left is taken back.
    pub amount: Option<Decimal>,
    /// Some lines, at most 100.
    pub lines: Option<Vec<CreditLineInput>>,
}

/// A credit that corrects no invoice.
#[derive(InputObject)]
pub struct CourtesyCreditInput {
    /// To whom it is given.
    pub customer_id: ID,
    /// How much, in major units of the customer's currency. No tax is in it.
    pub amount: Decimal,
}

/// What a credit is given for: one of these.
#[derive(OneofObject)]
pub enum CreditForInput {
    /// A correction of an invoice.
    Invoice(InvoiceCreditInput),
    /// A courtesy to a customer.
    Customer(CourtesyCreditInput),
}

/// Which credit to give, and why.
#[derive(InputObject)]
pub struct IssueCreditNoteInput {
    /// What it is given for.
    pub credit: CreditForInput,
    /// Why.
    pub reason: CreditReason,
    /// What the customer reads about it; at most 500 characters.
    pub remark: Option<String>,
    /// Whether it is used at once: for the invoice that it corrects, and then for the others, the oldest due first.
    #[graphql(default = true)]
    pub apply: bool,
}

/// An invoice to use a credit for.
#[derive(InputObject)]
pub struct CreditAllocationInput {
    /// The invoice.
    pub invoice_id: ID,
    /// How much, in major units of its currency.
    pub amount: Decimal,
}

/// Which credit note to use, and for what.
#[derive(InputObject)]
pub struct ApplyCreditNoteInput {
    /// The credit note.
    pub credit_note_id: ID,
    /// What it is used for, at most 100; if absent, for the invoice that it corrects and then for the others, the oldest due
    /// first.
    pub allocations: Option<Vec<CreditAllocationInput>>,
    /// The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
    pub expected_version: Option<i32>,
}

/// Which use of a credit to take back.
#[derive(InputObject)]
pub struct UnapplyCreditInput {
    /// The allocation, as in `CreditNote.allocations`.
    pub allocation_id: ID,
}

/// Which credit note to void, and why.
#[derive(InputObject)]
pub struct VoidCreditNoteInput {
    /// The credit note.
    pub credit_note_id: ID,
    /// Why, for the audit log; 1 to 500 characters.
    pub reason: String,
    /// The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
    pub expected_version: Option<i32>,
}

fn target(input: CreditForInput) -> Result<CreditTarget, ApiError> {
    Ok(match input {
        CreditForInput::Customer(input) => {
            let customer = read(&input.customer_id, "input.credit.customer.customerId")?;
            CreditTarget::Customer(customer, input.amount.0)
        }
        CreditForInput::Invoice(input) => {
            let invoice = read(&input.invoice_id, "input.credit.invoice.invoiceId")?;
            let part = match (input.amount, input.lines) {
                (None, None) => CreditPart::Everything,
                (Some(amount), None) => CreditPart::Amount(amount.0),
                (None, Some(lines)) => CreditPart::Lines(named(lines)?),
                (Some(_), Some(_)) => {
                    return Err(Invalid::new("input.credit.invoice.lines", "give `amount` or `lines`").into());
                }
            };
            CreditTarget::Invoice(invoice, part)
        }
    })
}

fn named(
    lines: Vec<CreditLineInput>,
) -> Result<Vec<(crate::kernel::ids::InvoiceLineId, Option<rust_decimal::Decimal>)>, ApiError> {
    if lines.is_empty() || lines.len() > MAX_NAMED {
        return Err(Invalid::new("input.credit.invoice.lines", "must be 1 to 100").into());
    }
    lines
        .into_iter()
        .map(|line| {
            let id = read(&line.invoice_line_id, "input.credit.invoice.lines.invoiceLineId")?;
            Ok((id, line.net.map(|net| net.0)))
        })
        .collect()
}

/// See its fields.
#[derive(Default)]
pub struct CreditingMutations;

#[Object]
impl CreditingMutations {
    /// Gives a credit: a correction of an invoice, whole or in part, with its tax in the original proportion, or a courtesy.
    /// Together the credit notes of an invoice never take back more than it charged. For billing and tenant administrators:
    /// FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.issueCreditNote\")")]
    async fn issue_credit_note(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which credit to give, and why.")] input: IssueCreditNoteInput,
    ) -> Result<IssueCreditNotePayload, ApiError> {
        let target = target(input.credit)?;
        let new = NewCreditNote { target, reason: input.reason, remark: input.remark, apply: input.apply };
        let note = billing::issue_credit_note(&request(ctx).scope, new).await;
        IssueCreditNotePayload::of(note.map(CreditNoteNode::new))
    }

    /// Uses what is left of a credit note for open invoices of its customer. For billing and tenant administrators:
    /// FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.applyCreditNote\")")]
    async fn apply_credit_note(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which credit note to use, and for what.")] input: ApplyCreditNoteInput,
    ) -> Result<ApplyCreditNotePayload, ApiError> {
        let id = read(&input.credit_note_id, "input.creditNoteId")?;
        let wanted = input.allocations.unwrap_or_default();
        if wanted.len() > MAX_NAMED {
            return Err(Invalid::new("input.allocations", "must be at most 100").into());
        }
        let allocations = wanted
            .iter()
            .map(|wanted| Ok((read(&wanted.invoice_id, "input.allocations.invoiceId")?, wanted.amount.0)))
            .collect::<Result<Vec<_>, ApiError>>()?;
        let scope = &request(ctx).scope;
        let note = billing::apply_credit_note(scope, id, &allocations, input.expected_version).await;
        ApplyCreditNotePayload::of(note.map(CreditNoteNode::new))
    }

    /// Takes the use of a credit for an invoice back: the invoice owes it again, and the credit can be used for another. For
    /// billing and tenant administrators: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.unapplyCredit\")")]
    async fn unapply_credit(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which use of a credit to take back.")] input: UnapplyCreditInput,
    ) -> Result<UnapplyCreditPayload, ApiError> {
        let id = read(&input.allocation_id, "input.allocationId")?;
        let note = billing::unapply_credit(&request(ctx).scope, id).await;
        UnapplyCreditPayload::of(note.map(CreditNoteNode::new))
    }

    /// Cancels a credit note that nothing was used of. It keeps its number. For billing and tenant administrators:
    /// FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.voidCreditNote\")")]
    async fn void_credit_note(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which credit note to void, and why.")] input: VoidCreditNoteInput,
    ) -> Result<VoidCreditNotePayload, ApiError> {
        let id = read(&input.credit_note_id, "input.creditNoteId")?;
        let scope = &request(ctx).scope;
        let note = billing::void_credit_note(scope, id, &input.reason, input.expected_version).await;
        VoidCreditNotePayload::of(note.map(CreditNoteNode::new))
    }
}
