//! Money that goes back: refunds and chargebacks, and what comes again when a refund fails after all or a dispute is won.
//! What is not used goes first; then allocations are reversed, the newest first, as far as they have to be. Each movement
//! is a row of its own on its day. The payment's row and the customer's balance are locked by the caller.

use super::entity::payment;
use super::entity::payment_return::{self, ReturnKind};
use super::state::{after_returns, may_become, was_received};
use super::store::{self, charges, returns};
use super::{ledger, settle};
use crate::billing::ledger::{BalanceChange, LedgerError, allocations_from, change_balance};
use crate::billing::watch_wallet;
use crate::db::{Reads as _, Tx};
use crate::kernel::fault::Fault;
use crate::kernel::ids::{PaymentDisputeId, PaymentRefundId};

/// Whose doing it is that money goes back.
#[derive(Debug, Clone, Copy)]
pub(super) enum Cause {
    /// A refund.
    Refund(PaymentRefundId),
    /// A dispute.
    Dispute(PaymentDisputeId),
}

/// Gives or takes `amount` minor units back; the payment as it is then. A conflict where it does not hold so much.
pub(super) async fn take(
    tx: &Tx,
    payment: &payment::Model,
    cause: Cause,
    amount: i64,
) -> Result<payment::Model, LedgerError> {
    demand(amount > 0 && amount <= payment.remaining_minor())?;
    free(tx, payment, amount).await?;
    let payment = book(tx, payment, cause, amount).await?;
    watch_wallet(tx, payment.customer_id).await?;
    Ok(payment)
}

/// What was given or taken back comes again: it is not used; the payment as it is then. A conflict where not so much had
/// gone.
pub(super) async fn come_again(
    tx: &Tx,
    payment: &payment::Model,
    cause: Cause,
    amount: i64,
) -> Result<payment::Model, LedgerError> {
    let gone = match cause {
        Cause::Refund(_) => payment.refunded_minor,
        Cause::Dispute(_) => payment.charged_back_minor,
    };
    demand(amount > 0 && amount <= gone)?;
    book(tx, payment, cause, -amount).await
}

/// What has come again is used for what is due.
pub(super) async fn use_up(tx: &Tx, payment: &payment::Model) -> Result<(), LedgerError> {
    let claims = charges::live_claims(tx, payment.customer_id).await?;
    settle::apply(tx, payment, &claims, false).await?;
    Ok(watch_wallet(tx, payment.customer_id).await?)
}

async fn book(
    tx: &Tx,
    payment: &payment::Model,
    cause: Cause,
    amount: i64,
) -> Result<payment::Model, LedgerError> {
    let (refund_id, dispute_id) = match cause {
        Cause::Refund(id) => (Some(id), None),
        Cause::Dispute(id) => (None, Some(id)),
    };
    let (kind, refunded, charged_back) = match cause {
        Cause::Refund(_) => (ReturnKind::Refund, amount, 0),
        Cause::Dispute(_) => (ReturnKind::Chargeback, 0, amount),
    };
    let status = after_returns(
        payment.amount_minor,
        payment.refunded_minor + refunded,
        payment.charged_back_minor + charged_back,
    );
    demand(was_received(payment.status) && (payment.status == status || may_become(payment.status, status)))?;
    charges::draw(tx, payment.id, (refunded, charged_back), status).await?;
    let row = payment_return::Model {
        id: tx.scope().new_id(),
        tenant_id: payment.tenant_id,
        customer_id: payment.customer_id,
        currency: payment.currency,
        payment_id: payment.id,
        refund_id,
        dispute_id,
        kind,
        amount_minor: amount,
        at: tx.scope().now(),
    };
    returns::insert_return(tx, row).await?;
    let change = BalanceChange { unapplied: -amount, ..BalanceChange::default() };
    change_balance(tx, payment.customer_id, change).await?;
    let after = store::payments_by_id(tx, &[payment.id]).await?.pop();
    Ok(after.ok_or_else(|| Fault::internal("a payment is missing that is locked"))?)
}

fn demand(holds: bool) -> Result<(), LedgerError> {
    if holds { Ok(()) } else { Err(LedgerError::Conflict) }
}

/// Makes `amount` of a payment free: a part of an allocation that is reversed and not needed is allocated again.
async fn free(tx: &Tx, payment: &payment::Model, amount: i64) -> Result<(), LedgerError> {
    let mut missing = amount - payment.unapplied_minor();
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
