//! Receiving payments and using them for invoices; the payment's own row and the bills' rows in one transaction. The
//! order of the locks is that of [`crate::billing::ledger`].

use serde_json::{Value as Json, json};

use super::entity::payment::{self, PaymentChannel, PaymentStatus};
use super::store;
use crate::billing::entity::document_sequence::DocumentKind;
use crate::billing::ledger::{
    BalanceChange, Bill, LedgerError, Source, change_balance, lock_balance, next_number, take_back,
};
use crate::db::{DbError, FIRST_VERSION, Reads as _, Tx};
use crate::events::{Audience, EventType, NewEvent, emit};
use crate::kernel::fault::Fault;
use crate::kernel::ids::{AllocationId, CustomerId, InvoiceId, PaymentId};
use crate::kernel::money::Money;

/// Records money that has come in, in the customer's currency (the database refuses another): a payment with its number
/// and receipt. All of it is unapplied credit at first.
pub async fn receive(
    tx: &Tx,
    customer: CustomerId,
    amount: Money,
    channel: PaymentChannel,
) -> Result<PaymentId, LedgerError> {
    if amount.minor <= 0 {
        return Err(LedgerError::Conflict);
    }
    lock_balance(tx, customer).await?;
    let scope = tx.scope();
    let id: PaymentId = scope.new_id();
    let number = next_number(tx, DocumentKind::Payment, scope.today()).await?;
    let row = payment::Model {
        id,
        tenant_id: scope.tenant().id,
        number: number.clone(),
        customer_id: customer,
        currency: amount.currency,
        amount_minor: amount.minor,
        channel,
        status: PaymentStatus::Succeeded,
        gateway_ref: None,
        refunded_minor: 0,
        charged_back_minor: 0,
        allocated_minor: 0,
        receipt_number: Some(next_number(tx, DocumentKind::Receipt, scope.today()).await?),
        received_at: scope.now(),
        version: FIRST_VERSION,
    };
    let payload = json!({
        "number": row.number,
        "currency": amount.currency.code(),
        "amountMinor": amount.minor,
    });
    store::insert(tx, row).await?;
    change_balance(tx, customer, BalanceChange { unapplied: amount.minor, ..BalanceChange::default() })
        .await?;
    payment_event(tx, EventType::PaymentReceived, id, customer, payload).await?;
    Ok(id)
}

/// Uses `amount` minor units of a payment for an invoice of the same customer; a conflict where either does not hold
/// so much.
pub async fn allocate(
    tx: &Tx,
    id: PaymentId,
    invoice: InvoiceId,
    amount: i64,
) -> Result<AllocationId, LedgerError> {
    let bill = Bill::lock(tx, invoice, amount).await?;
    if !store::spend(tx, id, &bill).await? {
        let payment = store::payments_by_id(tx, &[id]).await?.pop().ok_or(LedgerError::Conflict)?;
        return Err(bill.refusal((payment.customer_id, payment.currency)));
    }
    let customer = bill.customer();
    let allocation = bill.pay_from(tx, Source::Payment(id)).await?;
    let payload = json!({ "invoice": invoice.to_string(), "allocation": allocation.to_string(), "amountMinor": amount });
    payment_event(tx, EventType::PaymentAllocated, id, customer, payload).await?;
    Ok(allocation)
}

/// Tells, in the transaction of the change, what has happened to a payment.
pub(super) async fn payment_event(
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
    let amount = take_back(tx, allocation, Source::Payment(id)).await?;
    if !store::restore(tx, id, amount).await? {
        return Err(Fault::internal("an allocation without its payment").into());
    }
    let payment = store::payments_by_id(tx, &[id]).await?.pop();
    let payment = payment.ok_or_else(|| Fault::internal("an allocation without its payment"))?;
    // What was earned by it is taken back by whoever listens (domain.md §3.15).
    let payload = json!({ "allocation": allocation.to_string(), "amountMinor": amount });
    payment_event(tx, EventType::PaymentAllocationReversed, id, payment.customer_id, payload).await?;
    Ok(())
}

/// The next number of a payment.
pub(super) async fn payment_number(tx: &Tx) -> Result<String, DbError> {
    next_number(tx, DocumentKind::Payment, tx.scope().today()).await
}

/// The next number of a receipt.
pub(super) async fn receipt_number(tx: &Tx) -> Result<String, DbError> {
    next_number(tx, DocumentKind::Receipt, tx.scope().today()).await
}
