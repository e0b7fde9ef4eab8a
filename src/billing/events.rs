//! What bills tell the rest of the house.

use chrono::NaiveDate;
use sea_orm::ActiveEnum as _;
use serde_json::{Value as Json, json};

use super::dunning::Debt;
use super::entity::{credit_note, invoice, late_fee, line_dispute};
use crate::db::audit::ActorKind;
use crate::db::{DbError, Reads as _, Tx};
use crate::events::{Audience, EventType, NewEvent, emit};
use crate::kernel::ids::CustomerId;
use crate::kernel::money::Currency;

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

/// Tells that the balance of a prepaid customer has fallen below the threshold.
pub(super) async fn low_balance_event(
    tx: &Tx,
    customer: CustomerId,
    currency: Currency,
    balance: i64,
    threshold: i64,
) -> Result<(), DbError> {
    let event = NewEvent {
        event_type: EventType::PrepaidBalanceLow,
        subject: customer.to_string(),
        audience: Audience::Customer(customer),
        payload: json!({
            "currency": currency.code(),
            "balanceMinor": balance,
            "thresholdMinor": threshold,
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

/// Tells that a customer is reminded of an invoice, or told that services will be withheld for it, and from when on.
pub(super) async fn reminder_event(
    tx: &Tx,
    event_type: EventType,
    customer: CustomerId,
    currency: Currency,
    debt: &Debt,
    suspension: Option<NaiveDate>,
) -> Result<(), DbError> {
    let event = NewEvent {
        event_type,
        subject: debt.invoice.to_string(),
        audience: Audience::Customer(customer),
        payload: json!({
            "number": debt.number,
            "currency": currency.code(),
            "amountMinor": debt.asked(),
            "dueDate": debt.due,
            "suspension": suspension,
        }),
    };
    emit(tx, event).await
}

/// Tells what has happened to a customer's dunning: services that are withheld or given back, promises.
pub(super) async fn dunning_event(
    tx: &Tx,
    event_type: EventType,
    customer: CustomerId,
    payload: Json,
) -> Result<(), DbError> {
    let audience = Audience::Customer(customer);
    emit(tx, NewEvent { event_type, subject: customer.to_string(), audience, payload }).await
}

/// Tells of a dispute, about its invoice. Tickets listen: what they need of it is here, also who has disputed or settled it.
pub(super) async fn dispute_event(
    tx: &Tx,
    event_type: EventType,
    dispute: &line_dispute::Model,
    invoice: &invoice::Model,
) -> Result<(), DbError> {
    let actor = tx.scope().actor();
    let event = NewEvent {
        event_type,
        subject: dispute.invoice_id.to_string(),
        audience: Audience::Customer(dispute.customer_id),
        payload: json!({
            "number": invoice.number,
            "currency": invoice.currency.code(),
            "dispute": dispute.id.to_string(),
            "line": dispute.line_id.to_string(),
            "reason": dispute.reason.to_value(),
            "status": dispute.status.to_value(),
            "amountMinor": dispute.amount_minor,
            "explanation": dispute.explanation,
            "answer": dispute.answer,
            "creditNote": dispute.credit_note_id.map(|id| id.to_string()),
            "by": actor.account().map(|account| account.id.to_string()),
            "as": ActorKind::of(actor, Some(dispute.customer_id)).to_value(),
        }),
    };
    emit(tx, event).await
}
