//! Refunds, by staff.

use std::sync::Arc;

use chrono::TimeDelta;
use rust_decimal::Decimal;
use serde_json::json;
use tracing::Instrument as _;

use super::Payments;
use super::deadline::{SETTLED_AFTER, never_got_there, within};
use super::disputes::take_missing;
use crate::billing::ledger::lock_balance;
use crate::customers;
use crate::db::audit::Record;
use crate::db::{Reads as _, Scope, Tx};
use crate::events::EventType;
use crate::idempotency::{self, Begun, Keep, Key, Ticket};
use crate::kernel::clock::Instant;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{PaymentId, PaymentRefundId, TypedId as _};
use crate::kernel::money::Money;
use crate::payments::amount::{AmountFault, payable};
use crate::payments::entity::payment::{self, PaymentStatus};
use crate::payments::entity::payment_charge;
use crate::payments::entity::payment_refund::{self, RefundStatus};
use crate::payments::give_back::{self, Cause};
use crate::payments::policy;
use crate::payments::settle::tell;
use crate::payments::store::{self, charges, returns};
use crate::ports::payment_gateway::{GatewayError, RefundOrder, RefundReport, RefundState};
use crate::tenancy::Tenant;

/// The longest reason, in characters.
const MAX_REASON: usize = 500;

/// A refund to make.
#[derive(Debug, Clone)]
pub struct RefundRequest {
    /// The payment.
    pub payment: PaymentId,
    /// How much; all that is left of it if absent.
    pub amount: Option<Decimal>,
    /// Why, 1 to 500 characters.
    pub reason: String,
    /// The idempotency key.
    pub key: String,
}

/// A refund that was made, or had been made before.
#[derive(Debug, Clone)]
pub struct Refunded {
    /// The refund as it is now.
    pub refund: payment_refund::Model,
    /// The payment as it is now.
    pub payment: payment::Model,
    /// Whether it is the result of an earlier call under the same key.
    pub replayed: bool,
}

/// Why nothing was refunded: told to the caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RefundRefusal {
    /// No such payment.
    NotFound,
    /// The amount cannot be given back.
    Amount(AmountFault),
    /// The payment holds less.
    Exceeds,
    /// The reason is missing or too long.
    Reason,
    /// The payment is not one that can be given back.
    InvalidTransition(PaymentStatus),
    /// The key stands for another call.
    KeyReused,
    /// The first call under the key is still at work.
    InProgress,
    /// The gateway cannot be asked at present.
    GatewayUnavailable,
}

/// Why nothing was refunded.
#[derive(Debug)]
pub enum RefundError {
    /// Refused, for the caller to know.
    Refused(RefundRefusal),
    /// Not the caller's doing.
    Fault(Fault),
}

impl<F: Into<Fault>> From<F> for RefundError {
    fn from(fault: F) -> Self {
        Self::Fault(fault.into())
    }
}

fn refused<T>(why: RefundRefusal) -> Result<T, RefundError> {
    Err(RefundError::Refused(why))
}

impl Payments {
    /// Gives a payment, or a part of it, back.
    pub async fn refund_payment(
        self: &Arc<Self>,
        scope: &Scope,
        tenant: &Tenant,
        request: RefundRequest,
    ) -> Result<Refunded, RefundError> {
        let reason = request.reason.trim().to_owned();
        let seen = store::payments_by_id(scope, &[request.payment]).await?.pop();
        let Some(seen) = seen else { return refused(RefundRefusal::NotFound) };
        let customer = customers::seen(scope, &[seen.customer_id]).await?.pop();
        if !customer.is_some_and(|customer| customer.allows(policy::may_refund)) {
            return refused(RefundRefusal::NotFound);
        }
        if reason.is_empty() || reason.chars().count() > MAX_REASON || reason.contains('\0') {
            return refused(RefundRefusal::Reason);
        }
        let body = json!({
            "payment": request.payment.to_string(),
            "amount": request.amount.map(|amount| amount.normalize().to_string()),
            "reason": reason,
        });
        let key = Key::new("refundPayment", request.key.clone(), &body, Keep::Month);
        let tx = scope.begin().await?;
        let ticket = match idempotency::begin(&tx, &key).await? {
            Begun::New(ticket) | Begun::TakenOver(ticket, None) => ticket,
            Begun::TakenOver(ticket, Some(noted)) => {
                tx.commit().await?;
                let id = refund_of(&noted)?;
                self.reconcile_refund(scope, tenant, id).await?;
                let tx = scope.begin().await?;
                idempotency::finish(&tx, &ticket, noted).await?;
                tx.commit().await?;
                return read(scope, id, true).await;
            }
            Begun::Done(result) => {
                drop(tx);
                return read(scope, refund_of(&result)?, true).await;
            }
            Begun::Running(_) => return refused(RefundRefusal::InProgress),
            Begun::Reused => return refused(RefundRefusal::KeyReused),
        };
        lock_balance(&tx, seen.customer_id).await?;
        let payment = charges::payment_for_update(&tx, request.payment).await?;
        let payment = payment.ok_or_else(|| Fault::internal("a payment is missing that was just read"))?;
        if !matches!(payment.status, PaymentStatus::Succeeded | PaymentStatus::PartiallyRefunded) {
            return refused(RefundRefusal::InvalidTransition(payment.status));
        }
        let left = payment.remaining_minor() - returns::pending_refunds(&tx, payment.id).await?;
        let amount = match request.amount {
            Some(amount) => match payable(amount, payment.currency) {
                Ok(money) => money.minor,
                Err(fault) => return refused(RefundRefusal::Amount(fault)),
            },
            None => left,
        };
        if amount > left || amount <= 0 {
            return refused(RefundRefusal::Exceeds);
        }
        let charge = charges::charge(&tx, payment.id).await?;
        let refund = write(&tx, &payment, amount, reason, charge.is_some(), self.clock.now()).await?;
        let id = refund.id;
        let noted = json!({ "refund": id.to_string() });
        let Some(charge) = charge else {
            // What came over the counter goes over the counter.
            let report = RefundReport { gateway_ref: None, state: RefundState::Succeeded };
            settle(&tx, id, &report).await?;
            idempotency::finish(&tx, &ticket, noted).await?;
            tx.commit().await?;
            return read(scope, id, false).await;
        };
        idempotency::note(&tx, &ticket, noted).await?;
        tx.commit().await?;
        let order = order(&refund, &payment);
        let (payments, scope_of_task, tenant) = (self.clone(), scope.clone(), tenant.clone());
        let rest = async move {
            payments.conclude_refund(&scope_of_task, &tenant, (id, order), &charge, &ticket).await
        };
        tokio::spawn(rest.in_current_span()).await.map_err(Fault::internal)??;
        read(scope, id, false).await
    }

    /// The call, and the second transaction; no order where the charge has no name at the gateway.
    async fn conclude_refund(
        &self,
        scope: &Scope,
        tenant: &Tenant,
        (id, order): (PaymentRefundId, Option<RefundOrder>),
        charge: &payment_charge::Model,
        ticket: &Ticket,
    ) -> Result<(), Fault> {
        let report = match order {
            Some(order) => match self.merchant(tenant, charge.gateway).await {
                Ok((gateway, merchant)) => within(gateway.refund(&merchant, &order)).await,
                Err(error) => Err(error),
            },
            None => Err(GatewayError::Refused("the charge has no name at the gateway".to_owned())),
        };
        let tx = scope.begin().await?;
        conclude(&tx, id, report).await?;
        idempotency::finish(&tx, ticket, json!({ "refund": id.to_string() })).await?;
        Ok(tx.commit().await?)
    }

    /// Asks what has become of a refund, and records it. One that the gateway does not know is ordered again: the
    /// gateway makes it once. Of one that had succeeded it is news that it has failed: there a gateway that gives no
    /// answer is a fault, so that the message is followed later; nobody else asks again.
    pub(super) async fn reconcile_refund(
        &self,
        scope: &Scope,
        tenant: &Tenant,
        id: PaymentRefundId,
    ) -> Result<(), Fault> {
        let Some(refund) = returns::refund(scope, id).await? else { return Ok(()) };
        let Some(charge) = charges::charge(scope, refund.payment_id).await? else { return Ok(()) };
        let payment = store::payments_by_id(scope, &[refund.payment_id]).await?.pop();
        let Some(order) = payment.and_then(|payment| order(&refund, &payment)) else { return Ok(()) };
        let report = match refund.status {
            RefundStatus::Failed => return Ok(()),
            RefundStatus::Succeeded => {
                let (gateway, merchant) =
                    self.merchant(tenant, charge.gateway).await.map_err(Fault::internal)?;
                let report = within(gateway.find_refund(&merchant, &order)).await.map_err(Fault::internal)?;
                let Some(report) = report else { return Ok(()) };
                Ok(report)
            }
            RefundStatus::Pending => match self.merchant(tenant, charge.gateway).await {
                Ok((gateway, merchant)) => match within(gateway.find_refund(&merchant, &order)).await {
                    Ok(Some(report)) => Ok(report),
                    Ok(None) if never_got_there(refund.created_at, scope.real_now()) => {
                        within(gateway.refund(&merchant, &order)).await
                    }
                    Ok(None) => return Ok(()),
                    Err(error) => Err(error),
                },
                Err(error) => Err(GatewayError::Unknown(error.to_string())),
            },
        };
        let tx = scope.begin().await?;
        conclude(&tx, id, report).await?;
        Ok(tx.commit().await?)
    }
}

/// What the gateway is asked for; none where the charge has no name there. Pure.
fn order(refund: &payment_refund::Model, payment: &payment::Model) -> Option<RefundOrder> {
    let gateway_ref = payment.gateway_ref.clone()?;
    let money = Money::new(refund.amount_minor, refund.currency);
    Some(RefundOrder { refund: refund.id, payment: refund.payment_id, gateway_ref, money })
}

fn refund_of(noted: &serde_json::Value) -> Result<PaymentRefundId, Fault> {
    PaymentRefundId::parse(noted["refund"].as_str().unwrap_or_default()).map_err(Fault::internal)
}

async fn read(scope: &Scope, id: PaymentRefundId, replayed: bool) -> Result<Refunded, RefundError> {
    let gone = || Fault::internal("a refund is missing that was made");
    let refund = returns::refund(scope, id).await?.ok_or_else(gone)?;
    let payment = store::payments_by_id(scope, &[refund.payment_id]).await?.pop().ok_or_else(gone)?;
    Ok(Refunded { refund, payment, replayed })
}

/// Writes a refund that is about to be made, at `now` by the world's clock.
async fn write(
    tx: &Tx,
    payment: &payment::Model,
    amount: i64,
    reason: String,
    by_gateway: bool,
    now: Instant,
) -> Result<payment_refund::Model, Fault> {
    let row = payment_refund::Model {
        id: tx.scope().new_id(),
        tenant_id: payment.tenant_id,
        customer_id: payment.customer_id,
        payment_id: payment.id,
        currency: payment.currency,
        amount_minor: amount,
        status: RefundStatus::Pending,
        reason: reason.clone(),
        gateway_ref: None,
        message: None,
        checks: 0,
        check_at: by_gateway.then(|| now + SETTLED_AFTER + TimeDelta::seconds(1)),
        created_at: now,
        settled_at: None,
    };
    returns::insert_refund(tx, row.clone()).await?;
    let kept =
        json!({ "refund": row.id.to_string(), "amountMinor": amount, "currency": payment.currency.code() });
    let record =
        Record::new("payment.refund", payment.id).customer(payment.customer_id).reason(reason).after(kept);
    tx.record(record).await?;
    Ok(row)
}

/// Records what is known of a refund.
async fn conclude(
    tx: &Tx,
    id: PaymentRefundId,
    report: Result<RefundReport, GatewayError>,
) -> Result<(), Fault> {
    match report {
        Ok(report) => settle(tx, id, &report).await,
        Err(GatewayError::Refused(words)) => {
            settle(tx, id, &RefundReport { gateway_ref: None, state: RefundState::Failed(words) }).await
        }
        Err(error @ (GatewayError::Unavailable(_) | GatewayError::Unknown(_))) => {
            tracing::warn!(refund = %id, cause = %error, "what has become of a refund is not known yet");
            Ok(())
        }
    }
}

async fn settle(tx: &Tx, id: PaymentRefundId, report: &RefundReport) -> Result<(), Fault> {
    let gone = || Fault::internal("a refund is missing that is asked for");
    let seen = returns::refund(tx, id).await?.ok_or_else(gone)?;
    lock_balance(tx, seen.customer_id).await?;
    let payment = charges::payment_for_update(tx, seen.payment_id).await?.ok_or_else(gone)?;
    // Read again under the lock: somebody else may have settled it.
    let refund = returns::refund(tx, id).await?.ok_or_else(gone)?;
    match (refund.status, &report.state) {
        (RefundStatus::Pending, RefundState::Succeeded) => {
            settle_pending(tx, &refund, RefundStatus::Succeeded, report, None).await?;
            give_back::take(tx, &payment, Cause::Refund(id), refund.amount_minor).await?;
            tell(tx, &payment, EventType::PaymentRefunded, None).await?;
        }
        (RefundStatus::Pending, RefundState::Failed(words)) => {
            settle_pending(tx, &refund, RefundStatus::Failed, report, Some(words)).await?;
            failed(tx, &payment, &refund, words).await?;
            // What was kept for the refund is there for a bank that has demanded it meanwhile.
            take_missing(tx, payment).await?;
        }
        (RefundStatus::Succeeded, RefundState::Failed(words)) => {
            if !returns::fail_refund(tx, id, words).await? {
                return Err(Fault::internal("a refund under lock is not as it was read"));
            }
            let payment = give_back::come_again(tx, &payment, Cause::Refund(id), refund.amount_minor).await?;
            failed(tx, &payment, &refund, words).await?;
            let (payment, _) = take_missing(tx, payment).await?;
            give_back::use_up(tx, &payment).await?;
        }
        (RefundStatus::Failed, RefundState::Succeeded) => {
            tracing::error!(refund = %id, "the gateway has made a refund that had failed: look there");
        }
        (_, RefundState::Processing)
        | (RefundStatus::Succeeded, RefundState::Succeeded)
        | (RefundStatus::Failed, RefundState::Failed(_)) => {}
    }
    Ok(())
}

async fn settle_pending(
    tx: &Tx,
    refund: &payment_refund::Model,
    status: RefundStatus,
    report: &RefundReport,
    words: Option<&String>,
) -> Result<(), Fault> {
    let (name, words) = (report.gateway_ref.clone(), words.cloned());
    if returns::settle_refund(tx, refund.id, status, name, words).await? {
        Ok(())
    } else {
        Err(Fault::internal("a refund under lock is not as it was read"))
    }
}

/// Tells that a refund has failed, at once or after it had succeeded.
async fn failed(
    tx: &Tx,
    payment: &payment::Model,
    refund: &payment_refund::Model,
    words: &str,
) -> Result<(), Fault> {
    tell(tx, payment, EventType::PaymentRefundFailed, None).await?;
    let kept = json!({
        "refund": refund.id.to_string(),
        "amountMinor": refund.amount_minor,
        "currency": payment.currency.code(),
        "hadSucceeded": refund.status == RefundStatus::Succeeded,
        "message": words,
    });
    let record = Record::new("payment.refund_failed", payment.id).customer(payment.customer_id).after(kept);
    Ok(tx.record(record).await?)
}
