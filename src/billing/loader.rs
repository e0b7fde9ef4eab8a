//! The access paths of bills, one key type each: the name says what it loads and by what.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::dataloader::Loader;

use super::entity::{
    allocation, billing_run_error, credit_note, credit_note_line, credit_note_line_tax, customer_balance,
    invoice, invoice_line, invoice_line_tax, late_fee, line_dispute, outage_credit, wallet_alert,
};
use super::explanation::{Explanation, explanations};
use super::service::{Dunned, Upcoming, dunned, upcoming_invoices};
use super::store::runs::RunCounts;
use super::store::{self, TaxTotal};
use crate::db::Scope;
use crate::graphql::loaders::group;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{
    BillingRunId, CreditNoteId, CreditNoteLineId, CustomerId, InvoiceId, InvoiceLineId, PaymentId,
    SubscriptionId,
};

/// Loads everything below a customer's bills, for one request.
pub struct BillingLoader(pub Scope);

/// Some lines of an invoice: those after a position, `size` and one more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct LinesOf {
    /// The invoice.
    pub invoice: InvoiceId,
    /// Lines after this position; 0 from the start.
    pub after: i32,
    /// Lines wanted.
    pub size: u32,
}

impl Loader<LinesOf> for BillingLoader {
    type Value = Vec<invoice_line::Model>;
    type Error = Fault;

    async fn load(&self, keys: &[LinesOf]) -> Result<HashMap<LinesOf, Self::Value>, Fault> {
        // One statement per distinct page; a document asks for one or two.
        let mut pages: HashMap<(i32, u32), Vec<InvoiceId>> = HashMap::new();
        for key in keys {
            pages.entry((key.after, key.size)).or_default().push(key.invoice);
        }
        let mut found = HashMap::new();
        for ((after, size), invoices) in pages {
            let rows = store::lines_of(&self.0, &invoices, after, size).await?;
            let by_invoice = group(&invoices, rows, |line| line.invoice_id);
            found.extend(
                by_invoice.into_iter().map(|(invoice, lines)| (LinesOf { invoice, after, size }, lines)),
            );
        }
        Ok(found)
    }
}

macro_rules! lists {
    ($($(#[doc = $doc:literal])+ $key:ident($id:ty) -> $row:ty, $load:path, $of:expr;)+) => {$(
        $(#[doc = $doc])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub struct $key(pub $id);

        impl Loader<$key> for BillingLoader {
            type Value = Vec<$row>;
            type Error = Fault;

            async fn load(&self, keys: &[$key]) -> Result<HashMap<$key, Self::Value>, Fault> {
                let ids: Vec<$id> = keys.iter().map(|key| key.0).collect();
                let rows = $load(&self.0, &ids).await?;
                let of: fn(&$row) -> Option<$id> = $of;
                Ok(group(keys, rows, |row| of(row).map_or_else(|| unreachable!("rows are found by this id"), $key)))
            }
        }
    )+};
}

lists! {
    /// The taxes of a line.
    TaxesOfLine(InvoiceLineId) -> invoice_line_tax::Model, store::taxes_of_lines, |tax| Some(tax.line_id);
    /// The taxes of an invoice per rate.
    TaxTotalsOf(InvoiceId) -> TaxTotal, store::tax_totals_of, |tax| Some(tax.invoice_id);
    /// The live allocations to an invoice, latest first.
    AllocationsToInvoice(InvoiceId) -> allocation::Model, store::allocations_of_invoices, |row| Some(row.invoice_id);
    /// The live allocations of a payment, latest first.
    AllocationsOfPayment(PaymentId) -> allocation::Model, store::allocations_of_payments, |row| row.payment_id;
    /// The live allocations of a credit note, latest first.
    AllocationsOfCreditNote(CreditNoteId) -> allocation::Model, store::allocations_of_credit_notes, |row| row.credit_note_id;
    /// The first lines of a credit note.
    LinesOfCreditNote(CreditNoteId) -> credit_note_line::Model, store::credits::first_lines, |line| Some(line.credit_note_id);
    /// The taxes of a line of a credit note.
    TaxesOfCreditLine(CreditNoteLineId) -> credit_note_line_tax::Model, store::credits::taxes_of_lines, |tax| Some(tax.line_id);
    /// The latest drafts of a customer.
    DraftsOf(CustomerId) -> invoice::Model, store::drafts::of_customers, |draft| Some(draft.customer_id);
    /// What could not be billed in a run, by customer.
    ErrorsOfRun(BillingRunId) -> billing_run_error::Model, store::runs::errors, |error| Some(error.run_id);
    /// The fees for paying an invoice late, by stage.
    LateFeesOf(InvoiceId) -> late_fee::Model, store::late_fees::of_invoices, |fee| Some(fee.invoice_id);
    /// What was given back for outages of a service, the latest first.
    OutageCreditsOf(SubscriptionId) -> outage_credit::Model, store::outages::latest_of_services, |row| Some(row.subscription_id);
    /// What a credit note gives back for outages.
    OutagesOfCreditNote(CreditNoteId) -> outage_credit::Model, store::outages::of_credit_notes, |row| row.credit_note_id;
    /// The credit notes that correct an invoice, latest first.
    CreditNotesOf(InvoiceId) -> credit_note::Model, store::credit_notes_of, |note| note.invoice_id;
}

macro_rules! rows {
    ($($(#[doc = $doc:literal])+ $key:ident($id:ty) -> $row:ty, $load:path, $of:expr;)+) => {$(
        $(#[doc = $doc])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub struct $key(pub $id);

        impl Loader<$key> for BillingLoader {
            type Value = $row;
            type Error = Fault;

            async fn load(&self, keys: &[$key]) -> Result<HashMap<$key, Self::Value>, Fault> {
                let ids: Vec<$id> = keys.iter().map(|key| key.0).collect();
                let of: fn(&$row) -> $id = $of;
                Ok($load(&self.0, &ids).await?.into_iter().map(|row| ($key(of(&row)), row)).collect())
            }
        }
    )+};
}

rows! {
    /// An invoice by id: only for rows that point to it and have been seen.
    InvoiceById(InvoiceId) -> invoice::Model, store::invoices_by_id, |invoice| invoice.id;
    /// A credit note by id: only for rows that point to it and have been seen.
    CreditNoteById(CreditNoteId) -> credit_note::Model, store::credit_notes_by_id, |note| note.id;
    /// The stored balance of a customer.
    BalanceOf(CustomerId) -> customer_balance::Model, store::balances_of, |balance| balance.customer_id;
    /// Below which balance a customer is told; missing where nothing was said and the balance was never low.
    AlertOf(CustomerId) -> wallet_alert::Model, store::wallet::alerts_of, |alert| alert.customer_id;
    /// How far a billing run is; missing for one without anything to do.
    ProgressOfRun(BillingRunId) -> RunCounts, store::runs::counts, |counts| counts.run_id;
    /// The dispute of a line, settled or not: only for lines that have been seen.
    DisputeOf(InvoiceLineId) -> line_dispute::Model, store::disputes::of_lines, |dispute| dispute.line_id;
    /// The latest finalised invoice of a customer.
    LatestInvoiceOf(CustomerId) -> invoice::Model, store::latest_of, |invoice| invoice.customer_id;
}

/// What the next invoice of a customer would be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct UpcomingOf(pub CustomerId);

impl Loader<UpcomingOf> for BillingLoader {
    type Value = Upcoming;
    type Error = Fault;

    async fn load(&self, keys: &[UpcomingOf]) -> Result<HashMap<UpcomingOf, Upcoming>, Fault> {
        let customers: Vec<CustomerId> = keys.iter().map(|key| key.0).collect();
        let upcoming = upcoming_invoices(&self.0, &customers).await?;
        Ok(upcoming.into_iter().map(|(customer, upcoming)| (UpcomingOf(customer), upcoming)).collect())
    }
}

/// What happens to a customer because of what is overdue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DunnedOf(pub CustomerId);

impl Loader<DunnedOf> for BillingLoader {
    type Value = Arc<Dunned>;
    type Error = Fault;

    async fn load(&self, keys: &[DunnedOf]) -> Result<HashMap<DunnedOf, Arc<Dunned>>, Fault> {
        let customers: Vec<CustomerId> = keys.iter().map(|key| key.0).collect();
        let found = dunned(&self.0, &customers).await?;
        Ok(found.into_iter().map(|(customer, dunned)| (DunnedOf(customer), Arc::new(dunned))).collect())
    }
}

/// Why an invoice is not the one before it: only for invoices that have been seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ExplanationOf(pub InvoiceId);

impl Loader<ExplanationOf> for BillingLoader {
    type Value = Explanation;
    type Error = Fault;

    async fn load(&self, keys: &[ExplanationOf]) -> Result<HashMap<ExplanationOf, Self::Value>, Fault> {
        let ids: Vec<InvoiceId> = keys.iter().map(|key| key.0).collect();
        let found = explanations(&self.0, &ids).await?;
        Ok(found.into_iter().map(|(id, explanation)| (ExplanationOf(id), explanation)).collect())
    }
}
