//! The statements of the ledger's check. Plain SQL on purpose: nothing here uses what computes or writes the books.
//!
//! Written for both databases. Where PostgreSQL would overflow 64 bits it counts in `numeric`, which SQLite takes for its
//! integers; `%` before `/` makes division exact on both.

mod customers;
mod documents;
mod lines;
mod outages;

use sea_orm::FromQueryResult;
use uuid::Uuid;

use crate::accounting::check::LedgerCheck;
use crate::db::{DbError, Reads};

/// A finding as the database tells it.
#[derive(Debug, FromQueryResult)]
pub(in crate::accounting) struct Row {
    /// What kind of row is wrong.
    pub(in crate::accounting) subject_kind: String,
    /// Which.
    pub(in crate::accounting) subject: Option<Uuid>,
    /// Which of its facts.
    pub(in crate::accounting) fact: String,
    /// What follows from the rows.
    pub(in crate::accounting) expected: Option<String>,
    /// What is stored.
    pub(in crate::accounting) found: Option<String>,
}

/// The findings of one check, at most `limit`. One statement.
pub(in crate::accounting) async fn findings(
    db: &impl Reads,
    check: LedgerCheck,
    limit: u64,
) -> Result<Vec<Row>, DbError> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let sql = format!("{} LIMIT $2", statement(check));
    db.rows(&sql, [limit.into()]).await
}

const RECEIVED: &str = "('SUCCEEDED', 'PARTIALLY_REFUNDED', 'REFUNDED', 'CHARGED_BACK')";

fn statement(check: LedgerCheck) -> String {
    match check {
        LedgerCheck::LineNet => lines::line_net(),
        LedgerCheck::TaxBase => lines::TAX_BASE.to_owned(),
        LedgerCheck::TaxOfRate => lines::tax_of_rate(),
        LedgerCheck::TaxShare => lines::TAX_SHARE.to_owned(),
        LedgerCheck::InvoiceTotals => lines::INVOICE_TOTALS.to_owned(),
        LedgerCheck::InvoiceAllocated => documents::allocated("invoice", "invoice_id", "x.total_minor"),
        LedgerCheck::InvoiceStatus => documents::INVOICE_STATUS.to_owned(),
        LedgerCheck::InvoiceWriteOffs => documents::INVOICE_WRITE_OFFS.to_owned(),
        LedgerCheck::PaymentAllocated => documents::allocated(
            "payment",
            "payment_id",
            "x.amount_minor - x.refunded_minor - x.charged_back_minor",
        ),
        LedgerCheck::PaymentStatus => documents::payment_status(),
        LedgerCheck::PaymentReturns => documents::PAYMENT_RETURNS.to_owned(),
        LedgerCheck::CreditAllocated => {
            documents::allocated("credit_note", "credit_note_id", "x.total_minor")
        }
        LedgerCheck::CreditStatus => documents::CREDIT_STATUS.to_owned(),
        LedgerCheck::CreditsOfInvoice => documents::CREDITS_OF_INVOICE.to_owned(),
        LedgerCheck::AllocationParties => documents::allocation_parties(),
        LedgerCheck::Currency => customers::currency(),
        LedgerCheck::CustomerBalance => customers::customer_balance(),
        LedgerCheck::Statement => customers::last_line_of_statement(),
        LedgerCheck::Sequence => customers::sequence(),
        LedgerCheck::PeriodBilledOnce => customers::PERIOD_BILLED_ONCE.to_owned(),
        LedgerCheck::OutageCredits => outages::outage_credits(),
    }
}
