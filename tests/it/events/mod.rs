//! Events: who gets which, in what order, and that none is lost or doubled.

mod audience;
mod latency;
mod listeners;
mod order;
mod replay;
mod roles;
pub(crate) mod stress;

use portico::db::Tx;
use portico::events::{Audience, EventType, NewEvent, emit};
use portico::kernel::ids::{CustomerId, InvoiceId, TypedId as _};

use crate::support::app::TestApp;

/// An event of a customer's invoice that nobody can open: what matters is who is told. No inbox is told of it, so that no
/// second event follows.
pub(crate) fn about(customer: CustomerId, subject: &str) -> NewEvent {
    NewEvent {
        event_type: EventType::InvoicePaid,
        subject: subject.to_owned(),
        audience: Audience::Customer(customer),
        payload: serde_json::json!({}),
    }
}

/// The id of an invoice that never was.
pub(crate) fn made_up_invoice(t: &TestApp) -> String {
    t.scope().new_id::<InvoiceId>().external()
}

async fn tell(t: &TestApp, event: NewEvent) {
    let tx = t.scope().begin().await.expect("the database answers");
    emit_in(&tx, event).await;
    tx.commit().await.expect("the database answers");
}

pub(crate) async fn emit_in(tx: &Tx, event: NewEvent) {
    emit(tx, event).await.expect("the audience is of the tenant");
}
