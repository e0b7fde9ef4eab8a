//! Receiving payments and using them for invoices; the payment's own row and the bills' rows in one transaction.

use chrono::Datelike as _;
use sea_orm::Set;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::ExprTrait as _;
use serde_json::json;

use super::entity::payment::{self, PaymentChannel, PaymentStatus};
use crate::billing::entity::document_sequence::DocumentKind;
use crate::billing::ledger::{self, BalanceChange, LedgerError, change_balance, next_number};
use crate::billing::number::document_number;
use crate::db::{DbError, Reads as _, Tx};
use crate::events::{Audience, EventType, NewEvent, emit};
use crate::kernel::clock::date_in;
use crate::kernel::ids::{AllocationId, CustomerId, InvoiceId, PaymentId};
use crate::kernel::money::Money;

/// Records money that has come in: a payment with its number and receipt. All of it is unapplied credit at first.
pub async fn receive(
    tx: &Tx,
    customer: CustomerId,
    amount: Money,
    channel: PaymentChannel,
) -> Result<PaymentId, LedgerError> {
    if amount.minor <= 0 {
        return Err(LedgerError::Conflict);
    }
    let scope = tx.scope();
    let year = date_in(scope.tenant().zone, scope.now()).year();
    let number = document_number(DocumentKind::Payment, year, next_number(tx, DocumentKind::Payment).await?);
    let receipt = document_number(DocumentKind::Receipt, year, next_number(tx, DocumentKind::Receipt).await?);
    let id: PaymentId = scope.new_id();
    tx.insert(payment::ActiveModel {
        id: Set(id),
        number: Set(number.clone()),
        customer_id: Set(customer),
        currency: Set(amount.currency),
        amount_minor: Set(amount.minor),
        channel: Set(channel),
        status: Set(PaymentStatus::Succeeded),
        gateway_ref: Set(None),
        refunded_minor: Set(0),
        charged_back_minor: Set(0),
        allocated_minor: Set(0),
        receipt_number: Set(Some(receipt)),
        received_at: Set(scope.now()),
        version: Set(1),
        ..Default::default()
    })
    .await?;
    change_balance(tx, customer, BalanceChange { unapplied: amount.minor, ..BalanceChange::default() })
        .await?;
    let payload =
        json!({ "number": number, "currency": amount.currency.to_string(), "amountMinor": amount.minor });
    payment_event(tx, EventType::PaymentReceived, id, customer, payload).await?;
    Ok(id)
}

/// Uses `amount` minor units of a payment for an invoice; a conflict where either does not hold so much.
pub async fn allocate(
    tx: &Tx,
    id: PaymentId,
    invoice: InvoiceId,
    amount: i64,
) -> Result<AllocationId, LedgerError> {
    use payment::Column;
    let spoken_for = || {
        Expr::col(Column::AllocatedMinor)
            .add(Expr::col(Column::RefundedMinor))
            .add(Expr::col(Column::ChargedBackMinor))
    };
    let used = tx
        .update::<payment::Entity>()
        .add(Column::AllocatedMinor, amount)
        .add(Column::Version, 1)
        .filter(Column::Id.eq(id))
        .filter(Column::Status.is_in([PaymentStatus::Succeeded, PaymentStatus::PartiallyRefunded]))
        .filter(Expr::col(Column::AmountMinor).sub(spoken_for()).gte(amount))
        .run()
        .await?;
    if used == 0 {
        return Err(LedgerError::Conflict);
    }
    let allocation = ledger::allocate_payment(tx, id, invoice, amount).await?;
    let found = tx.select::<payment::Entity>().filter(Column::Id.eq(id)).one().await?;
    let customer = found.ok_or(LedgerError::Conflict)?.customer_id;
    let payload = json!({ "invoice": invoice.to_string(), "amountMinor": amount });
    payment_event(tx, EventType::PaymentAllocated, id, customer, payload).await?;
    Ok(allocation)
}

/// Tells, in the transaction of the change, what has happened to a payment.
async fn payment_event(
    tx: &Tx,
    event_type: EventType,
    id: PaymentId,
    customer: CustomerId,
    payload: Json,
) -> Result<(), DbError> {
    let audience = Audience::Customer(customer);
    emit(tx, NewEvent { event_type, subject: id.to_string(), audience, payload }).await
}

/// Takes an allocation of a payment back; the money is unapplied credit again.
pub async fn reverse(tx: &Tx, id: PaymentId, allocation: AllocationId) -> Result<(), LedgerError> {
    use payment::Column;
    let amount = ledger::reverse_payment(tx, allocation, id).await?;
    tx.update::<payment::Entity>()
        .add(Column::AllocatedMinor, -amount)
        .add(Column::Version, 1)
        .filter(Column::Id.eq(id))
        .run()
        .await?;
    Ok(())
}
