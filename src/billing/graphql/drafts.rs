//! `createInvoiceDraft`, `addInvoiceLine`, `removeInvoiceLine`, `deleteInvoiceDraft`, `finalizeInvoice`.

use async_graphql::{Context, Enum, ID, InputObject, Object, SimpleObject};

use super::invoice::InvoiceNode;
use crate::billing::entity::invoice_line::LineKind;
use crate::billing::{self, DraftLine};
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::read;
use crate::graphql::outcome::{told, use_case_errors, use_case_payload};
use crate::graphql::scalars::Decimal;
use crate::payments::PaymentsOnAccount;

/// What a line of a draft charges.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(name = "DraftLineKind")]
pub enum DraftLineKind {
    /// Something once.
    OneOff,
    /// A set-up fee.
    Setup,
    /// A reduction; its price is below 0.
    Discount,
    /// Something given back; its price is below 0.
    Credit,
}

impl From<DraftLineKind> for LineKind {
    fn from(kind: DraftLineKind) -> Self {
        match kind {
            DraftLineKind::OneOff => Self::OneOff,
            DraftLineKind::Setup => Self::Setup,
            DraftLineKind::Discount => Self::Discount,
            DraftLineKind::Credit => Self::Credit,
        }
    }
}

/// A line to write on a draft.
#[derive(InputObject)]
pub struct InvoiceLineInput {
    /// What is charged.
    #[graphql(default_with = "DraftLineKind::OneOff")]
    pub kind: DraftLineKind,
    /// The text on the document; 1 to 300 characters.
    pub text: String,
    /// How many: above 0, at most six decimals.
    #[graphql(default_with = "Decimal(1.into())")]
    pub quantity: Decimal,
    /// Price of one in major units of the customer's currency, e.g. `49.90`; below 0 where the kind reduces the bill.
    pub unit_price: Decimal,
    /// The code of the tax rates that apply, as in `taxRates`; absent for what is outside the scope of tax.
    pub tax_code: Option<String>,
}

impl From<InvoiceLineInput> for DraftLine {
    fn from(input: InvoiceLineInput) -> Self {
        Self {
            kind: input.kind.into(),
            text: input.text,
            quantity: input.quantity.0,
            unit_price: input.unit_price.0,
            tax_code: input.tax_code,
        }
    }
}

use_case_errors! {
    CreateInvoiceDraftErrorCode, CreateInvoiceDraftUserError ("CreateInvoiceDraftUserError"), "Why no draft was begun." {
        /// There is no such customer.
        NotFound,
        /// A line is wrong, or there are more than 200.
        InvalidInput,
        /// No tax rate in force has the code.
        UnknownTaxCode,
        /// The reductions outweigh the charges: issue a credit note instead.
        NegativeTotal,
    }
}
use_case_errors! {
    AddInvoiceLineErrorCode, AddInvoiceLineUserError ("AddInvoiceLineUserError"), "Why no line was added." {
        /// There is no such invoice.
        NotFound,
        /// The invoice is no draft any more.
        InvalidTransition,
        /// The draft is not the version that was seen.
        Conflict,
        /// The line is wrong, or there are 200 already.
        InvalidInput,
        /// No tax rate in force has the code.
        UnknownTaxCode,
        /// The reductions outweigh the charges: issue a credit note instead.
        NegativeTotal,
    }
}
use_case_errors! {
    RemoveInvoiceLineErrorCode, RemoveInvoiceLineUserError ("RemoveInvoiceLineUserError"), "Why no line was removed." {
        /// There is no such line.
        NotFound,
        /// The invoice is no draft any more.
        InvalidTransition,
        /// The draft is not the version that was seen.
        Conflict,
        /// A tax rate of another line has ended.
        UnknownTaxCode,
        /// Without the line the reductions outweigh the charges.
        NegativeTotal,
    }
}
use_case_errors! {
    DeleteInvoiceDraftErrorCode, DeleteInvoiceDraftUserError ("DeleteInvoiceDraftUserError"), "Why no draft was thrown away." {
        /// There is no such invoice.
        NotFound,
        /// The invoice is no draft any more.
        InvalidTransition,
        /// The draft is not the version that was seen.
        Conflict,
    }
}
use_case_errors! {
    FinalizeInvoiceErrorCode, FinalizeInvoiceUserError ("FinalizeInvoiceUserError"), "Why no document was made of a draft." {
        /// There is no such invoice.
        NotFound,
        /// The invoice is no draft any more.
        InvalidTransition,
        /// The draft is not the version that was seen.
        Conflict,
        /// The draft has no lines.
        NoLines,
        /// A tax rate of a line has ended.
        UnknownTaxCode,
        /// With the tax rates of today the reductions outweigh the charges.
        NegativeTotal,
    }
}

use_case_payload! {
    CreateInvoiceDraftPayload ("The outcome of `createInvoiceDraft`."), CreateInvoiceDraftUserError,
    /// The draft; null when there is an error.
    invoice: InvoiceNode
}
use_case_payload! {
    AddInvoiceLinePayload ("The outcome of `addInvoiceLine`."), AddInvoiceLineUserError,
    /// The draft with the line, priced anew; null when there is an error.
    invoice: InvoiceNode
}
use_case_payload! {
    RemoveInvoiceLinePayload ("The outcome of `removeInvoiceLine`."), RemoveInvoiceLineUserError,
    /// The draft without the line, priced anew; null when there is an error.
    invoice: InvoiceNode
}
use_case_payload! {
    FinalizeInvoicePayload ("The outcome of `finalizeInvoice`."), FinalizeInvoiceUserError,
    /// The invoice with its number; null when there is an error.
    invoice: InvoiceNode
}

/// The outcome of `deleteInvoiceDraft`.
#[derive(SimpleObject)]
pub struct DeleteInvoiceDraftPayload {
    /// The id of the draft that is gone; null when there is an error.
    deleted_id: Option<ID>,
    /// Why nothing has changed; empty on success.
    user_errors: Vec<DeleteInvoiceDraftUserError>,
}

/// For whom to begin a draft.
#[derive(InputObject)]
pub struct CreateInvoiceDraftInput {
    /// The customer who will owe it.
    pub customer_id: ID,
    /// Its first lines, at most 200; more can be added.
    #[graphql(default)]
    pub lines: Vec<InvoiceLineInput>,
}

/// Which line to add to which draft.
#[derive(InputObject)]
pub struct AddInvoiceLineInput {
    /// The draft.
    pub invoice_id: ID,
    /// The line.
    pub line: InvoiceLineInput,
    /// The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
    pub expected_version: Option<i32>,
}

/// Which line to take out of its draft.
#[derive(InputObject)]
pub struct RemoveInvoiceLineInput {
    /// The line.
    pub line_id: ID,
    /// The version of the draft that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
    pub expected_version: Option<i32>,
}

/// Which draft to throw away.
#[derive(InputObject)]
pub struct DeleteInvoiceDraftInput {
    /// The draft.
    pub invoice_id: ID,
    /// The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
    pub expected_version: Option<i32>,
}

/// Which draft to make a document of.
#[derive(InputObject)]
pub struct FinalizeInvoiceInput {
    /// The draft.
    pub invoice_id: ID,
    /// The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
    pub expected_version: Option<i32>,
}

/// See its fields.
#[derive(Default)]
pub struct DraftMutations;

#[Object]
impl DraftMutations {
    /// Begins an invoice by hand. A draft is no document: it has no number, is not owed, and only those who make bills see
    /// it. Its totals are what it would be if it were issued today. For billing and tenant administrators: FORBIDDEN.
    /// Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.createInvoiceDraft\")")]
    async fn create_invoice_draft(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "For whom, and its first lines.")] input: CreateInvoiceDraftInput,
    ) -> Result<CreateInvoiceDraftPayload, ApiError> {
        let customer = read(&input.customer_id, "input.customerId")?;
        let lines = input.lines.into_iter().map(DraftLine::from).collect();
        let draft = billing::create_draft(&request(ctx).scope, customer, lines).await;
        CreateInvoiceDraftPayload::of(draft.map(InvoiceNode::new))
    }

    /// Adds a line to a draft and prices it anew. For billing and tenant administrators: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.addInvoiceLine\")")]
    async fn add_invoice_line(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which line to add to which draft.")] input: AddInvoiceLineInput,
    ) -> Result<AddInvoiceLinePayload, ApiError> {
        let id = read(&input.invoice_id, "input.invoiceId")?;
        let draft = billing::add_line(&request(ctx).scope, id, input.line.into(), input.expected_version);
        AddInvoiceLinePayload::of(draft.await.map(InvoiceNode::new))
    }

    /// Takes a line out of a draft and prices it anew. For billing and tenant administrators: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.removeInvoiceLine\")")]
    async fn remove_invoice_line(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which line to take out.")] input: RemoveInvoiceLineInput,
    ) -> Result<RemoveInvoiceLinePayload, ApiError> {
        let id = read(&input.line_id, "input.lineId")?;
        let draft = billing::remove_line(&request(ctx).scope, id, input.expected_version).await;
        RemoveInvoiceLinePayload::of(draft.map(InvoiceNode::new))
    }

    /// Throws a draft away; it leaves no gap in the numbers. For billing and tenant administrators: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.deleteInvoiceDraft\")")]
    async fn delete_invoice_draft(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which draft to throw away.")] input: DeleteInvoiceDraftInput,
    ) -> Result<DeleteInvoiceDraftPayload, ApiError> {
        let id = read(&input.invoice_id, "input.invoiceId")?;
        let gone = billing::delete_draft(&request(ctx).scope, id, input.expected_version).await;
        Ok(match told(gone, DeleteInvoiceDraftUserError::told)? {
            Ok(()) => {
                DeleteInvoiceDraftPayload { deleted_id: Some(input.invoice_id), user_errors: Vec::new() }
            }
            Err(error) => DeleteInvoiceDraftPayload { deleted_id: None, user_errors: vec![error] },
        })
    }

    /// Makes a document of a draft: it gets the next number without a gap, today's date in the ISP's time zone and today's
    /// tax rates, is owed from now on, and never changes again. Payments and credits that the customer has left are used
    /// for it at once, the oldest first. For billing and tenant administrators: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.finalizeInvoice\")")]
    async fn finalize_invoice(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which draft to make a document of.")] input: FinalizeInvoiceInput,
    ) -> Result<FinalizeInvoicePayload, ApiError> {
        let id = read(&input.invoice_id, "input.invoiceId")?;
        let scope = &request(ctx).scope;
        let invoice = billing::finalise_draft(scope, &PaymentsOnAccount, id, input.expected_version).await;
        FinalizeInvoicePayload::of(invoice.map(InvoiceNode::new))
    }
}
