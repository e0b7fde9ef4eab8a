//! Money that goes back: refunds and chargebacks, and what comes again when a dispute is won. What is not used goes
//! first; then allocations are reversed, the newest first, as far as they have to be. The payment's row and the
//! customer's balance are locked by the caller.

use super::entity::payment::{self, PaymentStatus};
use super::state::{after_refund, may_become};
use super::store::{self, charges};
use super::{ledger, settle};
use crate::billing::ledger::{BalanceChange, LedgerError, allocations_from, change_balance};
use crate::billing::watch_wallet;
use crate::db::Tx;
use crate::kernel::fault::Fault;

/// What of a payment is neither given nor taken back, minor units.
pub(super) fn remaining(payment: &payment::Model) -> i64 {
    payment.amount_minor - payment.refunded_minor - payment.charged_back_minor
}

/// Gives `amount` back to the payer.
pub(super) async fn refund(tx: &Tx, payment: &payment::Model, amount: i64) -> Result<(), LedgerError> {
    if amount <= 0 || amount > remaining(payment) {
        return Err(LedgerError::Conflict);
    }
    let status = match payment.status {
        // A refund that was under way when the bank took the rest.
        PaymentStatus::ChargedBack => PaymentStatus::ChargedBack,
        _ => after_refund(payment.amount_minor, payment.refunded_minor + amount),
    };
    demand(payment.status == status || may_become(payment.status, status))?;
    free(tx, payment, amount).await?;
    charges::draw(tx, payment.id, (amount, 0), status).await?;
    let change = BalanceChange { unapplied: -amount, ..BalanceChange::default() };
    change_balance(tx, payment.customer_id, change).await?;
    Ok(watch_wallet(tx, payment.customer_id).await?)
}

/// The bank has taken `amount` back.
pub(super) async fn charge_back(tx: &Tx, payment: &payment::Model, amount: i64) -> Result<(), LedgerError> {
    demand(amount <= remaining(payment) && may_become(payment.status, PaymentStatus::ChargedBack))?;
    free(tx, payment, amount).await?;
    charges::draw(tx, payment.id, (0, amount), PaymentStatus::ChargedBack).await?;
    let change = BalanceChange { unapplied: -amount, ..BalanceChange::default() };
    change_balance(tx, payment.customer_id, change).await?;
    Ok(watch_wallet(tx, payment.customer_id).await?)
}

/// The dispute is won: what the bank had taken comes again, and is used for what is due.
pub(super) async fn restore(tx: &Tx, payment: &payment::Model, amount: i64) -> Result<(), LedgerError> {
    demand(amount <= payment.charged_back_minor && may_become(payment.status, PaymentStatus::Succeeded))?;
    charges::draw(tx, payment.id, (0, -amount), PaymentStatus::Succeeded).await?;
    let change = BalanceChange { unapplied: amount, ..BalanceChange::default() };
    change_balance(tx, payment.customer_id, change).await?;
    let payment = store::payments_by_id(tx, &[payment.id]).await?.pop();
    let payment = payment.ok_or_else(|| Fault::internal("a payment is missing that is locked"))?;
    let claims = charges::live_claims(tx, payment.customer_id).await?;
    settle::apply(tx, &payment, &claims, false).await?;
    Ok(watch_wallet(tx, payment.customer_id).await?)
}

fn demand(holds: bool) -> Result<(), LedgerError> {
    if holds { Ok(()) } else { Err(LedgerError::Conflict) }
}

/// Makes `amount` of a payment free: a part of an allocation that is reversed and not needed is allocated again.
async fn free(tx: &Tx, payment: &payment::Model, amount: i64) -> Result<(), LedgerError> {
    let mut missing = amount - (remaining(payment) - payment.allocated_minor);
    if missing <= 0 {
        return Ok(());
    }
    for (allocation, invoice, part) in allocations_from(tx, payment.id).await? {
        ledger::reverse(tx, payment.id, allocation).await?;
        if part > missing {
            ledger::allocate(tx, payment.id, invoice, part - missing).await?;
        }
        missing -= part;
        if missing <= 0 {
            return Ok(());
        }
    }
    Err(Fault::internal("a payment is allocated to less than it says").into())
}
