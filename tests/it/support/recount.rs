//! The books of a tenant, counted anew from the rows (domain.md §3.3–6).

use std::collections::BTreeMap;

use portico::accounting::{LedgerCheck, ledger_check};
use portico::billing::entity::credit_note::{self, CreditNoteStatus};
use portico::billing::entity::invoice::{self, InvoiceStatus};
use portico::billing::entity::{allocation, customer_balance};
use portico::db::{Reads as _, Scope, TenantOwned};
use portico::kernel::ids::CustomerId;
use portico::payments::entity::payment::{self, PaymentStatus};

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
    for row in &payments {
        assert_eq!(row.allocated_minor, used(&|a| a.payment_id == Some(row.id)), "{}", row.number);
        let rest = row.amount_minor - row.refunded_minor - row.charged_back_minor - row.allocated_minor;
        assert!(rest >= 0, "{}", row.number);
        let received = [
            PaymentStatus::Succeeded,
            PaymentStatus::PartiallyRefunded,
            PaymentStatus::Refunded,
            PaymentStatus::ChargedBack,
        ]
        .contains(&row.status);
        assert_eq!(row.receipt_number.is_some(), received, "{}", row.number);
        if received {
            counted.entry(row.customer_id).or_default().1 += rest;
        }
    }
    for row in &credits {
        assert_eq!(row.allocated_minor, used(&|a| a.credit_note_id == Some(row.id)), "{}", row.number);
        if row.status == CreditNoteStatus::Void {
            assert_eq!(row.allocated_minor, 0, "{}", row.number);
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

/// Panics unless the program's own check of the ledger finds nothing, and the books add up when they are counted in
/// another way. To be called at the end of every test that moves money.
pub(crate) async fn ledger_check_is_empty(app: &TestApp) {
    let scope = app.scope();
    let report = ledger_check(&scope, &LedgerCheck::ALL, 20).await.expect("the database answers");
    assert!(report.findings.is_empty(), "the ledger is not true: {:#?}", report.findings);
    assert_eq!(report.checks, LedgerCheck::ALL);
    assert_the_books_add_up(&scope).await;
}
