//! Notifications: who gets which, the inbox, what an account wants.

mod inbox;
mod incidents;
mod mail;
mod members;
mod preferences;

pub(crate) use preferences::UPDATE;

use portico::billing::entity::invoice::InvoiceKind;
use portico::billing::entity::invoice_line::LineKind;
use portico::billing::ledger::{NewInvoice, NewLine, finalise};
use portico::billing::totals::Liability;
use portico::customers::entity::customer;
use portico::kernel::money::Money;
use portico::payments::entity::payment::PaymentChannel;

use crate::support::app::{TestApp, today};
use crate::support::caller::Caller;
use crate::support::wait::until;

/// Finalises an invoice as the program does.
pub(crate) async fn bill(
    t: &TestApp,
    customer: &customer::Model,
    cents: i64,
) -> portico::kernel::ids::InvoiceId {
    let tx = t.scope().begin().await.expect("the database answers");
    let line = NewLine {
        kind: LineKind::OneOff,
        subscription: None,
        description_key: "line.static_ip".to_owned(),
        description_args: serde_json::json!({}),
        service: None,
        quantity: 1.into(),
        unit_price: cents,
        tax_code: None,
    };
    let new = NewInvoice {
        customer: customer.id,
        currency: customer.currency,
        kind: InvoiceKind::OneOff,
        period: None,
        issue_date: today(),
        due_days: 14,
        liability: Liability::Taxable,
        lines: vec![line],
    };
    let invoice = finalise(&tx, new).await.expect("it has a total");
    tx.commit().await.expect("the database answers");
    invoice.id
}

/// Records a payment as the program does.
pub(crate) async fn pay(
    t: &TestApp,
    customer: &customer::Model,
    cents: i64,
) -> portico::kernel::ids::PaymentId {
    let tx = t.scope().begin().await.expect("the database answers");
    let amount = Money::new(cents, customer.currency);
    let id = portico::payments::ledger::receive(&tx, customer.id, amount, PaymentChannel::Bank).await;
    tx.commit().await.expect("the database answers");
    id.expect("it is more than nothing")
}

/// Waits until a caller has so many unread notifications.
async fn unread_is(caller: &Caller, count: i64) {
    until("the notifications have come", async || {
        let reply = caller.gql(INBOX, serde_json::json!({ "n": 1 })).await;
        reply.ok()["viewer"]["notifications"]["unreadCount"] == count
    })
    .await;
}

const INBOX: &str = "query($n: Int!, $unread: Boolean = false) { viewer { notifications(first: $n, unreadOnly: $unread) { \
    unreadCount totalCount nodes { id topic kind title body subjectId createdAt readAt } } } }";
