//! What holds after each step, whatever it was (domain.md §3).

use portico::accounting::{LedgerCheck, ledger_check, statement};
use portico::billing::entity::credit_note::{self, CreditNoteStatus};
use portico::billing::entity::line_dispute::{self, DisputeStatus};
use portico::billing::entity::{
    credit_note_line, credit_note_line_tax, customer_balance, invoice, invoice_line, invoice_line_tax,
    wallet_alert,
};
use portico::billing::{self, wallet};
use portico::catalog::{self, LockReason};
use portico::customers::entity::customer::BillingMode;
use portico::payments::entity::payment_refund::{self, RefundStatus};
use portico::payments::entity::{payment, payment_claim};
use portico::payments::state::is_open;

use super::play::History;
use crate::support::recount::assert_the_books_add_up;

/// What is read once for several checks.
struct Rows {
    invoices: Vec<invoice::Model>,
    notes: Vec<credit_note::Model>,
    payments: Vec<payment::Model>,
    balances: Vec<customer_balance::Model>,
}

/// Panics unless everything holds.
pub(super) async fn assert_all_holds(history: &History) {
    let scope = history.scope();
    let report = ledger_check(&scope, &LedgerCheck::ALL, 20).await.expect("the database answers");
    assert!(report.findings.is_empty(), "the ledger is not true: {:#?}", report.findings);
    assert_the_books_add_up(&scope).await;
    let rows = Rows {
        invoices: history.rows::<invoice::Entity>().await,
        notes: history.rows::<credit_note::Entity>().await,
        payments: history.rows::<payment::Entity>().await,
        balances: history.rows::<customer_balance::Entity>().await,
    };
    nothing_is_below_zero(history, &rows).await;
    numbers_have_no_gaps(&rows);
    holds_are_what_is_left_at_most(history, &rows).await;
    wallets_are_watched(history, &rows).await;
    nothing_is_withheld_for_nothing(history).await;
}

async fn nothing_is_below_zero(history: &History, rows: &Rows) {
    let scope = history.scope();
    for row in &rows.balances {
        assert!(row.open_minor >= 0 && row.unapplied_minor >= 0 && row.open_invoices >= 0, "{row:?}");
        let statement = statement(&scope, row.customer_id, None, None).await.expect("the database answers");
        let closing = statement.expect("all days").closing;
        assert_eq!(closing, row.open_minor - row.unapplied_minor, "the statement of {}", row.customer_id);
    }
    for row in &rows.invoices {
        assert!((0..=row.total_minor).contains(&row.allocated_minor), "{row:?}");
        assert!(row.dispute_hold_minor >= 0, "{row:?}");
    }
    for row in &rows.notes {
        assert!((0..=row.total_minor).contains(&row.allocated_minor), "{row:?}");
    }
    let refunds = history.rows::<payment_refund::Entity>().await;
    let claims = history.rows::<payment_claim::Entity>().await;
    for row in &rows.payments {
        let parts = [row.refunded_minor, row.charged_back_minor, row.allocated_minor, row.unapplied_minor()];
        assert!(parts.iter().all(|part| *part >= 0), "{row:?}");
        let made =
            refunds.iter().filter(|made| made.payment_id == row.id && made.status == RefundStatus::Succeeded);
        assert_eq!(made.map(|made| made.amount_minor).sum::<i64>(), row.refunded_minor, "{row:?}");
        let speaks = claims.iter().any(|claim| claim.payment_id == row.id && claim.is_live);
        assert!(!speaks || is_open(row.status), "what is settled speaks for nothing: {row:?}");
    }
}

fn numbers_have_no_gaps(rows: &Rows) {
    let invoices = rows.invoices.iter().filter_map(|row| row.number.as_ref()).collect();
    let notes = rows.notes.iter().map(|row| &row.number).collect();
    let payments = rows.payments.iter().map(|row| &row.number).collect();
    let receipts = rows.payments.iter().filter_map(|row| row.receipt_number.as_ref()).collect();
    let kinds: [Vec<&String>; 4] = [invoices, notes, payments, receipts];
    for numbers in kinds {
        let counter = |number: &&String| number.rsplit('-').next().and_then(|text| text.parse().ok());
        let mut counters: Vec<usize> = numbers.iter().filter_map(counter).collect();
        counters.sort_unstable();
        assert!(counters.iter().copied().eq(1..=numbers.len()), "{numbers:?}");
    }
}

/// What is held of a line is at most what is left of it.
async fn holds_are_what_is_left_at_most(history: &History, rows: &Rows) {
    let mut disputes = history.rows::<line_dispute::Entity>().await;
    disputes.retain(|row| row.status == DisputeStatus::Open);
    if disputes.is_empty() {
        return;
    }
    let lines = history.rows::<invoice_line::Entity>().await;
    let taxes = history.rows::<invoice_line_tax::Entity>().await;
    let lives = |note: &credit_note::Model| note.status != CreditNoteStatus::Void;
    let mut taken = history.rows::<credit_note_line::Entity>().await;
    taken.retain(|part| rows.notes.iter().any(|note| note.id == part.credit_note_id && lives(note)));
    let taxes_taken = history.rows::<credit_note_line_tax::Entity>().await;
    for dispute in disputes {
        let charged: i64 =
            lines.iter().filter(|line| line.id == dispute.line_id).map(|line| line.net_minor).sum::<i64>()
                + taxes
                    .iter()
                    .filter(|tax| tax.line_id == dispute.line_id)
                    .map(|tax| tax.amount_minor)
                    .sum::<i64>();
        let parts = taken.iter().filter(|part| part.reverses_line_id == Some(dispute.line_id));
        let back: i64 = parts
            .map(|part| {
                let taxes = taxes_taken.iter().filter(|tax| tax.line_id == part.id);
                part.net_minor + taxes.map(|tax| tax.amount_minor).sum::<i64>()
            })
            .sum();
        let held = dispute.amount_minor;
        assert!((1..=charged - back).contains(&held), "{held} of {charged} less {back}: {dispute:?}");
    }
}

/// Where a wallet is below its threshold, that is known.
async fn wallets_are_watched(history: &History, rows: &Rows) {
    let scope = history.scope();
    let alerts = history.rows::<wallet_alert::Entity>().await;
    for customer in history.customers.iter().filter(|row| row.billing_mode == BillingMode::Prepaid) {
        let alert = alerts.iter().find(|row| row.customer_id == customer.id);
        let balance = rows.balances.iter().find(|row| row.customer_id == customer.id);
        let balance = balance.map_or(0, |row| row.unapplied_minor);
        let threshold = wallet::threshold(scope.tenant(), customer.currency, alert);
        let known = alert.map_or_else(|| wallet::is_low(0, threshold), |row| row.is_low);
        assert_eq!(known, wallet::is_low(balance, threshold), "{balance} against {threshold:?}");
    }
}

/// A service is withheld for non-payment only where that is due (domain.md §3.11).
async fn nothing_is_withheld_for_nothing(history: &History) {
    let scope = history.scope();
    let ids: Vec<_> = history.customers.iter().map(|row| row.id).collect();
    let withheld = catalog::withheld_services(&scope, &ids, LockReason::NonPayment).await;
    if withheld.expect("the database answers").is_empty() {
        return;
    }
    for (customer, dunned) in billing::dunned(&scope, &ids).await.expect("the database answers") {
        let (rule, today) = (dunned.rule(), scope.today());
        let due = dunned.account.is_due_for_suspension(&rule, today);
        assert!(dunned.account.withheld.is_empty() || due, "{customer}: {:#?}", dunned.account);
    }
}
