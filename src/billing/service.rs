//! Reading bills, and the use cases that make them. Readers pass customers they have seen (`customers::Seen`) and a policy
//! they have checked; the use cases check it themselves.

mod arrangements;
mod closing;
mod credit_use;
mod credits;
mod disputes;
mod drafts;
mod dunning;
mod late_fees;
mod outages;
mod release;
mod run;
mod tax_rates;

use std::collections::HashMap;

use chrono::NaiveDate;
use sea_orm::sea_query::Order;

use super::entity::invoice::{self, InvoiceStatus};
use super::entity::{credit_note, invoice_line};
use super::policy;
use super::refusal::{BillingError, Refusal};
use super::store::{self, DatedKey, InvoiceKey};
use super::totals::Liability;
use super::transitions::decide;
use crate::customers::{self, Payer};
use crate::db::{Scope, Tx};
use crate::kernel::fault::Fault;
use crate::kernel::ids::{CreditNoteId, CustomerId, InvoiceId, InvoiceLineId};
use crate::kernel::money::Currency;
use crate::kernel::page::{Page, PageRequest};
use crate::kernel::problem::Invalid;

pub use arrangements::{ArrangementObstacle, ArrangementOffer, accept_arrangement, offer_of};
pub use closing::{void_invoice, write_off};
pub use credit_use::{apply_credit_note, unapply_credit, void_credit_note};
pub use credits::{CreditPart, CreditTarget, NewCreditNote, issue_credit_note};
pub use disputes::{
    Disputed, Settlement, dispute_line, dispute_ticket, note_dispute_ticket, open_disputes, settle_dispute,
};
pub use drafts::{
    DraftLine, MAX_DRAFT_LINES, add_line, create_draft, delete_draft, finalise_draft, remove_line,
};
pub use dunning::{Dunned, DunningDay, NoOutages, Outages, dunned, promised, settled};
pub use late_fees::{LateFeesCharged, LateFeesDay, charge_late_fees, waive_late_fee};
pub use outages::OutageCreditListener;
pub use run::{
    BillingDay, DryRun, RunReport, Upcoming, Worker, begin as begin_run, dry_run, latest_runs,
    progress as run_progress, report as run_report, upcoming_invoices,
};
pub use tax_rates::{MAX_TAX_RATES, NewTaxRate, change_tax_rate, create_tax_rate, end_tax_rate, tax_rates};

/// Whether the actor makes bills.
fn permit(scope: &Scope) -> Result<(), BillingError> {
    if scope.actor().passes(policy::may_make_bills) { Ok(()) } else { Err(BillingError::Forbidden) }
}

/// An invoice that may become `to` (a draft: may go on as one), in the version that was seen.
async fn editable(
    tx: &Tx,
    id: InvoiceId,
    field: &'static str,
    to: InvoiceStatus,
    expected_version: Option<i32>,
) -> Result<invoice::Model, BillingError> {
    let row = store::invoices_by_id(tx, &[id]).await?.pop();
    let row = row.ok_or_else(|| Refusal::not_found(field, "invoice"))?;
    if expected_version.is_some_and(|version| version != row.version) {
        return Err(Refusal::conflict("invoice").into());
    }
    if !(row.status == InvoiceStatus::Draft && to == InvoiceStatus::Draft) {
        decide(row.status, to).map_err(|refusal| Refusal { field: Some(field), ..refusal })?;
    }
    Ok(row)
}

/// The one who pays, of a row that a foreign key holds to.
async fn payer_of(tx: &Tx, customer: CustomerId) -> Result<Payer, BillingError> {
    let payer = customers::payers(tx, &[customer]).await?.pop();
    payer.ok_or_else(|| Fault::internal("a document without its customer").into())
}

/// Whether tax is charged on what is issued to a customer on a day.
pub(super) fn liability(payer: &Payer, day: NaiveDate) -> Liability {
    if payer.is_taxable_on(day) { Liability::Taxable } else { Liability::Exempt }
}

/// Which invoices of a list are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct InvoiceFilter {
    /// Only those in this state.
    pub status: Option<InvoiceStatus>,
    /// Only those that are (not) past their due day with something owed.
    pub overdue: Option<bool>,
    /// Issued on this day or later.
    pub issued_from: Option<NaiveDate>,
    /// Issued before this day.
    pub issued_before: Option<NaiveDate>,
}

/// What a list of invoices is ordered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, async_graphql::Enum)]
pub enum InvoiceOrderField {
    /// Day of issue.
    IssueDate,
    /// Due day.
    DueDate,
    /// Total.
    Total,
}

/// Which way a list is ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, async_graphql::Enum)]
#[graphql(name = "OrderDirection")]
pub enum OrderDirection {
    /// Smallest or earliest first.
    Asc,
    /// Largest or latest first.
    Desc,
}

impl From<OrderDirection> for Order {
    fn from(direction: OrderDirection) -> Self {
        match direction {
            OrderDirection::Asc => Self::Asc,
            OrderDirection::Desc => Self::Desc,
        }
    }
}

/// The order of a list of invoices; equal keys are ordered by row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvoiceOrder {
    /// By what.
    pub field: InvoiceOrderField,
    /// Which way.
    pub direction: OrderDirection,
}

impl Default for InvoiceOrder {
    fn default() -> Self {
        Self { field: InvoiceOrderField::IssueDate, direction: OrderDirection::Desc }
    }
}

impl InvoiceOrder {
    /// Refuses cursors that were made for another order.
    pub fn check(self, request: &PageRequest<InvoiceKey>) -> Result<(), Invalid> {
        for (cursor, argument) in [(&request.after, "after"), (&request.before, "before")] {
            if cursor.as_ref().is_some_and(|key| key.field() != self.field) {
                return Err(Invalid::new(argument, "is a cursor of another order"));
            }
        }
        Ok(())
    }

    /// The position of an invoice in this order; none for a draft, which has no dates.
    pub fn position(self, invoice: &invoice::Model) -> Option<InvoiceKey> {
        let id = invoice.id.0;
        match self.field {
            InvoiceOrderField::IssueDate => invoice.issue_date.map(|date| InvoiceKey::IssueDate(date, id)),
            InvoiceOrderField::DueDate => invoice.due_date.map(|date| InvoiceKey::DueDate(date, id)),
            InvoiceOrderField::Total => Some(InvoiceKey::Total(invoice.total_minor, id)),
        }
    }
}

/// One page of a customer's finalised invoices.
pub async fn invoices(
    scope: &Scope,
    customer: CustomerId,
    filter: &InvoiceFilter,
    order: InvoiceOrder,
    request: &PageRequest<InvoiceKey>,
) -> Result<Page<invoice::Model>, Fault> {
    Ok(store::invoices(scope, customer, filter, order, request).await?)
}

/// How many finalised invoices of a customer pass the filter.
pub async fn count_invoices(
    scope: &Scope,
    customer: CustomerId,
    filter: &InvoiceFilter,
) -> Result<u64, Fault> {
    Ok(store::count_invoices(scope, customer, filter).await?)
}

/// How many lines an invoice has.
pub async fn count_lines(scope: &Scope, invoice: InvoiceId) -> Result<u64, Fault> {
    Ok(store::count_lines(scope, invoice).await?)
}

/// One page of a customer's credit notes, latest first.
pub async fn credit_notes(
    scope: &Scope,
    customer: CustomerId,
    request: &PageRequest<DatedKey>,
) -> Result<Page<credit_note::Model>, Fault> {
    Ok(store::credit_notes(scope, customer, request).await?)
}

/// How many credit notes a customer has.
pub async fn count_credit_notes(scope: &Scope, customer: CustomerId) -> Result<u64, Fault> {
    Ok(store::count_credit_notes(scope, customer).await?)
}

/// The invoices of the ids that the caller may see. Missing alike: absent, another tenant's, another customer's, drafts,
/// and bills that the caller's roles may not see.
pub async fn open_invoices(scope: &Scope, ids: &[InvoiceId]) -> Result<Vec<invoice::Model>, Fault> {
    let mut invoices = store::invoices_by_id(scope, ids).await?;
    let seen = customers::seen_of(scope, invoices.iter().map(|invoice| invoice.customer_id)).await?;
    invoices.retain(|invoice| {
        seen.get(&invoice.customer_id).is_some_and(|customer| {
            customer.allows(|kind| policy::shows_bills(scope.tenant(), kind))
                && (invoice.status != InvoiceStatus::Draft || customer.allows(policy::may_view_drafts))
        })
    });
    Ok(invoices)
}

/// The credit notes of the ids that the caller may see; see [`open_invoices`].
pub async fn open_credit_notes(
    scope: &Scope,
    ids: &[CreditNoteId],
) -> Result<Vec<credit_note::Model>, Fault> {
    let mut notes = store::credit_notes_by_id(scope, ids).await?;
    let seen = customers::seen_of(scope, notes.iter().map(|note| note.customer_id)).await?;
    notes.retain(|note| {
        let customer = seen.get(&note.customer_id);
        customer.is_some_and(|customer| customer.allows(|kind| policy::shows_bills(scope.tenant(), kind)))
    });
    Ok(notes)
}

/// The lines of the ids, each with its invoice's currency, if the caller may see the invoice.
pub async fn open_lines(
    scope: &Scope,
    ids: &[InvoiceLineId],
) -> Result<Vec<(invoice_line::Model, Currency)>, Fault> {
    let lines = store::lines_by_id(scope, ids).await?;
    let mut invoices: Vec<InvoiceId> = lines.iter().map(|line| line.invoice_id).collect();
    invoices.sort_unstable();
    invoices.dedup();
    let open: HashMap<InvoiceId, Currency> = open_invoices(scope, &invoices)
        .await?
        .into_iter()
        .map(|invoice| (invoice.id, invoice.currency))
        .collect();
    let with_currency = |line: invoice_line::Model| {
        let currency = *open.get(&line.invoice_id)?;
        Some((line, currency))
    };
    Ok(lines.into_iter().filter_map(with_currency).collect())
}
