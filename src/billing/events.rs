//! What bills tell the rest of the house.

use serde_json::json;

use super::entity::invoice;
use crate::db::{DbError, Tx};
use crate::events::{Audience, EventType, NewEvent, emit};

/// Tells, in the transaction of the change, what has happened to an invoice.
pub(super) async fn invoice_event(
    tx: &Tx,
    event_type: EventType,
    invoice: &invoice::Model,
) -> Result<(), DbError> {
    let event = NewEvent {
        event_type,
        subject: invoice.id.to_string(),
        audience: Audience::Customer(invoice.customer_id),
        payload: json!({
            "number": invoice.number,
            "currency": invoice.currency.to_string(),
            "totalMinor": invoice.total_minor,
            "dueDate": invoice.due_date,
        }),
    };
    emit(tx, event).await
}
