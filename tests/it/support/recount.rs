//! The books of a tenant, counted anew from the rows (domain.md §3.3–6).

use std::collections::BTreeMap;

use portico::accounting::{LedgerCheck, ledger_check};
use portico::billing::entity::credit_note::{self, CreditNoteStatus};
use portico::billing::entity::invoice::{self, InvoiceStatus};
use portico::billing::entity::line_dispute::{self, DisputeStatus};
use portico::billing::entity::{
    allocation, billed_period, credit_note_line, credit_note_line_tax, customer_balance, invoice_line,
};
use portico::catalog::entity::charge;
use portico::db::{Reads as _, Scope, TenantOwned};
use portico::kernel::ids::CustomerId;
use portico::payments::entity::payment;
use portico::payments::state::was_received;

use super::app::TestApp;

async fn all<E: TenantOwned>(scope: &Scope) -> Vec<E::Model> {
    scope.select::<E>().all().await.expect("the database answers")
}

/// Panics unless everything stored of the tenant is what its rows add up to, and no customer's money is in another's
/// invoice.
pub(crate) async fn assert_the_books_add_up(scope: &Scope) {
    let invoices = all::<invoice::Entity>(scope).await;
    let payments = all::<payment::Entity>(scope).await;
    let credits = all::<credit_note::Entity>(scope).await;
    let mut live = all::<allocation::Entity>(scope).await;
    live.retain(|row| row.reversed_at.is_none());
    let used = |of: &dyn Fn(&allocation::Model) -> bool| -> i64 {
        live.iter().filter(|row| of(row)).map(|row| row.amount_minor).sum()
    };
    // Open, unapplied and number of open invoices of each customer.
    let mut counted = BTreeMap::<CustomerId, (i64, i64, i32)>::new();
    for row in &invoices {
        assert_eq!(row.allocated_minor, used(&|a| a.invoice_id == row.id), "{:?}", row.number);
        let finalised = !matches!(row.status, InvoiceStatus::Draft | InvoiceStatus::Void);
        let settled = row.allocated_minor == row.total_minor;
        assert_eq!(row.status == InvoiceStatus::Paid, finalised && settled, "{:?}", row.number);
        if row.status == InvoiceStatus::Open {
            let of = counted.entry(row.customer_id).or_default();
            of.0 += row.total_minor - row.allocated_minor;
            of.2 += 1;
        }
    }
    let disputes = all::<line_dispute::Entity>(scope).await;
    for row in &invoices {
        let open = disputes.iter().filter(|d| d.invoice_id == row.id && d.status == DisputeStatus::Open);
        let held: i64 = open.map(|dispute| dispute.amount_minor).sum();
        assert_eq!(row.dispute_hold_minor, held, "{:?}", row.number);
    }
    for row in &payments {
        assert_eq!(row.allocated_minor, used(&|a| a.payment_id == Some(row.id)), "{}", row.number);
        let rest = row.amount_minor - row.refunded_minor - row.charged_back_minor - row.allocated_minor;
        assert!(rest >= 0, "{}", row.number);
        let received = was_received(row.status);
        assert_eq!(row.receipt_number.is_some(), received, "{}", row.number);
        if received {
            counted.entry(row.customer_id).or_default().1 += rest;
        }
    }
    for row in &credits {
        assert_eq!(row.allocated_minor, used(&|a| a.credit_note_id == Some(row.id)), "{}", row.number);
        if row.status == CreditNoteStatus::Void {
            assert_eq!(row.allocated_minor, 0, "{} is void", row.number);
            continue;
        }
        let status = match row.total_minor - row.allocated_minor {
            0 => CreditNoteStatus::Applied,
            rest if rest == row.total_minor => CreditNoteStatus::Issued,
            _ => CreditNoteStatus::PartiallyApplied,
        };
        assert_eq!(row.status, status, "{}", row.number);
        counted.entry(row.customer_id).or_default().1 += row.total_minor - row.allocated_minor;
    }
    for row in &live {
        let owner = invoices.iter().find(|bill| bill.id == row.invoice_id).map(|bill| bill.customer_id);
        let payer = match row.credit_note_id {
            Some(id) => credits.iter().find(|note| note.id == id).map(|note| note.customer_id),
            None => payments.iter().find(|paid| Some(paid.id) == row.payment_id).map(|paid| paid.customer_id),
        };
        assert_eq!(payer, owner, "one customer's money in another's invoice");
    }
    assert_corrections_stay_within(scope, &invoices, &credits).await;
    assert_periods_are_billed_once(scope, &invoices, &credits).await;
    let mut stored: BTreeMap<_, _> = all::<customer_balance::Entity>(scope)
        .await
        .into_iter()
        .map(|row| (row.customer_id, (row.open_minor, row.unapplied_minor, row.open_invoices)))
        .collect();
    // A customer whose books have seen no movement may have a balance of zero, or none.
    stored.retain(|_, sums| *sums != (0, 0, 0));
    counted.retain(|_, sums| *sums != (0, 0, 0));
    assert_eq!(stored, counted);
}

/// What credit notes take back of an invoice, of its lines and of its taxes is at most what it charged (domain.md §3.7).
async fn assert_corrections_stay_within(
    scope: &Scope,
    invoices: &[invoice::Model],
    credits: &[credit_note::Model],
) {
    let lines = all::<invoice_line::Entity>(scope).await;
    let taken = all::<credit_note_line::Entity>(scope).await;
    let taxes_taken = all::<credit_note_line_tax::Entity>(scope).await;
    let live: Vec<_> = credits.iter().filter(|note| note.status != CreditNoteStatus::Void).collect();
    for invoice in invoices {
        let of = live.iter().filter(|note| note.invoice_id == Some(invoice.id));
        let back: i64 = of.map(|note| note.total_minor).sum();
        assert!(back <= invoice.total_minor, "{:?}: {back}", invoice.number);
    }
    for note in &live {
        let of = |line: &&credit_note_line::Model| line.credit_note_id == note.id;
        // Those of the factories have no lines.
        if taken.iter().any(|line| of(&line)) {
            let net: i64 = taken.iter().filter(of).map(|line| line.net_minor).sum();
            let tax: i64 = taxes_taken
                .iter()
                .filter(|tax| tax.credit_note_id == note.id)
                .map(|tax| tax.amount_minor)
                .sum();
            assert_eq!((net, tax), (note.net_minor, note.tax_minor), "{}", note.number);
        }
    }
    for line in &lines {
        let of = |part: &&credit_note_line::Model| {
            part.reverses_line_id == Some(line.id) && live.iter().any(|note| note.id == part.credit_note_id)
        };
        let back: i64 = taken.iter().filter(of).map(|part| part.net_minor).sum();
        assert!(back.abs() <= line.net_minor.abs(), "{back} of a line of {}", line.net_minor);
    }
}

/// No period is claimed by a document that is void, and what is billed of a service is what its claims say
/// (domain.md §3.9).
async fn assert_periods_are_billed_once(
    scope: &Scope,
    invoices: &[invoice::Model],
    credits: &[credit_note::Model],
) {
    for claim in all::<billed_period::Entity>(scope).await {
        let invoice = invoices.iter().find(|row| Some(row.id) == claim.invoice_id);
        let note = credits.iter().find(|row| Some(row.id) == claim.credit_note_id);
        let lives = invoice
            .is_some_and(|row| !matches!(row.status, InvoiceStatus::Draft | InvoiceStatus::Void))
            || note.is_some_and(|row| row.status != CreditNoteStatus::Void);
        assert!(lives, "a claim of a document that is void: {claim:?}");
    }
    for charge in all::<charge::Entity>(scope).await {
        let invoice = invoices.iter().find(|row| Some(row.id) == charge.invoice_id);
        assert!(invoice.is_none_or(|row| row.status != InvoiceStatus::Void), "billed by nothing: {charge:?}");
    }
}

/// Panics unless the program's own check of the ledger finds nothing, and the books add up when they are counted in
/// another way. To be called at the end of every test that moves money.
pub(crate) async fn ledger_check_is_empty(app: &TestApp) {
    let scope = app.scope();
    let report = ledger_check(&scope, &LedgerCheck::ALL, 20).await.expect("the database answers");
    assert!(report.findings.is_empty(), "the ledger is not true: {:#?}", report.findings);
    assert_eq!(report.checks, LedgerCheck::ALL);
    assert_the_books_add_up(&scope).await;
}
