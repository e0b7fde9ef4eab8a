//! What bills tell the rest of the house.

use serde_json::json;

use super::entity::{credit_note, invoice, late_fee};
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
            "kind": invoice.kind,
            "currency": invoice.currency.to_string(),
            "totalMinor": invoice.total_minor,
            "dueDate": invoice.due_date,
        }),
    };
    emit(tx, event).await
}

/// Tells what has happened to a credit note.
pub(super) async fn credit_event(
    tx: &Tx,
    event_type: EventType,
    note: &credit_note::Model,
) -> Result<(), DbError> {
    let event = NewEvent {
        event_type,
        subject: note.id.to_string(),
        audience: Audience::Customer(note.customer_id),
        payload: json!({
            "number": note.number,
            "currency": note.currency.to_string(),
            "totalMinor": note.total_minor,
            "invoice": note.invoice_id.map(|id| id.to_string()),
        }),
    };
    emit(tx, event).await
}

/// Tells that a prepaid customer's balance did not cover an invoice, and how much is missing.
pub(super) async fn prepaid_event(tx: &Tx, invoice: &invoice::Model, missing: i64) -> Result<(), DbError> {
    let event = NewEvent {
        event_type: EventType::PrepaidBalanceShort,
        subject: invoice.id.to_string(),
        audience: Audience::Customer(invoice.customer_id),
        payload: json!({
            "number": invoice.number,
            "currency": invoice.currency.to_string(),
            "totalMinor": invoice.total_minor,
            "missingMinor": missing,
        }),
    };
    emit(tx, event).await
}

/// Tells that a fee was charged, about the invoice that charges it; `overdue` is the number of the one that was not paid.
pub(super) async fn late_fee_event(
    tx: &Tx,
    fee: &late_fee::Model,
    invoice: &invoice::Model,
    overdue: &str,
) -> Result<(), DbError> {
    let event = NewEvent {
        event_type: EventType::LateFeeCharged,
        subject: invoice.id.to_string(),
        audience: Audience::Customer(fee.customer_id),
        payload: json!({
            "number": invoice.number,
            "currency": invoice.currency.to_string(),
            "totalMinor": fee.amount_minor,
            "dueDate": invoice.due_date,
            "overdue": overdue,
            "stage": fee.stage,
        }),
    };
    emit(tx, event).await
}
