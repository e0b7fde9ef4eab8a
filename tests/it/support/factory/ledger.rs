//! Balances and numbers change as the program changes them.

use chrono::NaiveDate;
use portico::billing::entity::document_sequence::DocumentKind;
use portico::billing::ledger::{self, BalanceChange};
use portico::db::Tx;
use portico::kernel::ids::CustomerId;

/// The next gapless number of the tenant.
pub(super) async fn number(tx: &Tx, kind: DocumentKind, date: NaiveDate) -> String {
    ledger::next_number(tx, kind, date).await.expect("the database answers")
}

/// Changes what a customer owes.
pub(super) async fn book(tx: &Tx, customer: CustomerId, change: BalanceChange) {
    ledger::lock_balance(tx, customer).await.expect("the customer is the tenant's");
    ledger::change_balance(tx, customer, change).await.expect("the books stay within their checks");
}
