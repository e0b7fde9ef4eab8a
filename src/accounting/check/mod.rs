//! Whether the books are true (domain.md §3): everything is counted anew from the rows, in SQL that shares no code with
//! what writes them. Callers have checked the policy.
//!
//! Each check is one statement, so it sees the books at one moment, and gives as many findings as are asked for.

use uuid::Uuid;

use super::store::check as statements;
use crate::db::Reads;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{
    AllocationId, CreditNoteId, CustomerId, InvoiceId, InvoiceLineId, OutageCreditId, PaymentId, TypedId as _,
};

/// Something that must be so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, async_graphql::Enum)]
pub enum LedgerCheck {
    /// The net of a line is quantity times price, rounded, less the taxes that the price contains.
    LineNet,
    /// A tax is levied on the net of its line, a compound one on the other taxes too, and stands on the line's invoice.
    TaxBase,
    /// The tax of a rate on an invoice is rounded once, over all its lines.
    TaxOfRate,
    /// Each line has its share of the tax, less than one minor unit off.
    TaxShare,
    /// The subtotal of an invoice is the sum of its lines, its tax that of their taxes, its total that of both.
    InvoiceTotals,
    /// What an invoice says was allocated to it is the sum of its live allocations, and at most its total.
    InvoiceAllocated,
    /// An invoice is PAID exactly when nothing is owed; a finalised one has number and dates, a void one no allocations.
    InvoiceStatus,
    /// What is booked as given up of an invoice is what is owed of one that is given up, and nothing of any other.
    InvoiceWriteOffs,
    /// What a payment says was allocated is the sum of its live allocations, and with what was given back and taken back
    /// at most its amount.
    PaymentAllocated,
    /// The state of a payment fits its amounts, and what has come in, and only that, has a receipt.
    PaymentStatus,
    /// What a payment says was given back and taken back is what its refunds and disputes have booked, each as far as it
    /// has come.
    PaymentReturns,
    /// What a credit note says was used is the sum of its live allocations, and at most its total.
    CreditAllocated,
    /// The state and the total of a credit note fit its amounts.
    CreditStatus,
    /// The credit notes of an invoice are at most its total.
    CreditsOfInvoice,
    /// An allocation is of one source that has come in, for an invoice that is a document, all of one customer.
    AllocationParties,
    /// All amounts of a customer are in the customer's currency.
    Currency,
    /// What is stored of a customer's balance is what its documents add up to.
    CustomerBalance,
    /// What moved the books of a customer, summed up, is its balance: the last line of its statement.
    Statement,
    /// The numbers of documents have no gaps and repeat none.
    Sequence,
    /// A period of a subscription is billed once.
    PeriodBilledOnce,
    /// What is given back for an outage is what its credit note gives back of the line that billed the service, is at most what
    /// its minutes are worth, and with all others of the line at most the line's price.
    OutageCredits,
}

impl LedgerCheck {
    /// All checks, in their order.
    pub const ALL: [Self; 21] = [
        Self::LineNet,
        Self::TaxBase,
        Self::TaxOfRate,
        Self::TaxShare,
        Self::InvoiceTotals,
        Self::InvoiceAllocated,
        Self::InvoiceStatus,
        Self::InvoiceWriteOffs,
        Self::PaymentAllocated,
        Self::PaymentStatus,
        Self::PaymentReturns,
        Self::CreditAllocated,
        Self::CreditStatus,
        Self::CreditsOfInvoice,
        Self::AllocationParties,
        Self::Currency,
        Self::CustomerBalance,
        Self::Statement,
        Self::Sequence,
        Self::PeriodBilledOnce,
        Self::OutageCredits,
    ];
}

/// Something that is not so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What must be so.
    pub check: LedgerCheck,
    /// The external id of what is wrong; of the numbers of documents, their kind.
    pub subject: String,
    /// Which of its facts, e.g. `total`.
    pub fact: String,
    /// What follows from the rows.
    pub expected: String,
    /// What is stored.
    pub found: String,
}

/// What checking the books has found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LedgerReport {
    /// What was checked.
    pub checks: Vec<LedgerCheck>,
    /// What is wrong, at most as much as was asked for.
    pub findings: Vec<Finding>,
    /// Whether there is more: checks that came after the last finding were not made.
    pub truncated: bool,
}

/// Checks the books of the tenant. One statement a check, and no more once `limit` findings are there.
pub async fn ledger_check(
    db: &impl Reads,
    checks: &[LedgerCheck],
    limit: u32,
) -> Result<LedgerReport, Fault> {
    let mut report = LedgerReport::default();
    for check in checks {
        let room = (limit as usize).saturating_sub(report.findings.len());
        // One more than there is room for tells whether there is more.
        let rows = statements::findings(db, *check, room as u64 + 1).await?;
        report.checks.push(*check);
        report.truncated = rows.len() > room;
        report.findings.extend(rows.into_iter().take(room).map(|row| finding(*check, row)));
        if report.truncated {
            break;
        }
    }
    Ok(report)
}

fn finding(check: LedgerCheck, row: statements::Row) -> Finding {
    let statements::Row { subject_kind, subject, fact, expected, found } = row;
    let external = |uuid: Uuid| match subject_kind.as_str() {
        "invoice" => InvoiceId(uuid).external(),
        "line" => InvoiceLineId(uuid).external(),
        "payment" => PaymentId(uuid).external(),
        "credit_note" => CreditNoteId(uuid).external(),
        "allocation" => AllocationId(uuid).external(),
        "customer" => CustomerId(uuid).external(),
        "outage_credit" => OutageCreditId(uuid).external(),
        _ => uuid.to_string(),
    };
    let nothing = || "nothing".to_owned();
    Finding {
        check,
        subject: subject.map_or(subject_kind.clone(), external),
        fact,
        expected: expected.unwrap_or_else(nothing),
        found: found.unwrap_or_else(nothing),
    }
}
