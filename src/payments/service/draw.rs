//! What is drawn of customers who allow it. Who looks when is said by the job of payments and by
//! [`AutopayDay`](super::AutopayDay).
//!
//! Any number of processes may draw at once, and none draws twice: what an attempt draws is decided under the lock of the
//! customer's money and written down before it is asked for; its payment has the key `autopay/{invoice}/{number}`, so that
//! whoever comes second, or after a crash, finds the first one's; and no payment is made of what another one, by hand or by
//! a link, is under way for (its claims).

use std::sync::Arc;

use sea_orm::ActiveEnum as _;

use super::methods::announce;
use super::{PayError, PayRefusal, PaymentOrder, Payments};
use crate::billing::ledger::{lock_balance, owed_of};
use crate::billing::promised;
use crate::customers;
use crate::db::{Scope, Tx};
use crate::events::EventType;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{InvoiceId, PaymentId};
use crate::kernel::money::Money;
use crate::payments::autopay::{Draw, Drawable, draw, next_attempts, rest_of_promise, told};
use crate::payments::entity::autopay_attempt::{self, AttemptStatus};
use crate::payments::entity::payment::{self, PaymentStatus};
use crate::payments::entity::{autopay, payment_method};
use crate::payments::store::{autopay as store, charges, methods};
use crate::tenancy::Tenant;

/// Attempts that are looked at in one round of a tenant.
pub(super) const BATCH: u64 = 50;

impl Payments {
    /// Draws what is due to be drawn of a tenant, and tells the owners of methods that expire. `scope` reads the clock anew
    /// for each attempt: gateways take their time, and a payment is dated by when it was ordered.
    pub async fn draw_due(
        self: &Arc<Self>,
        scope: &(impl Fn() -> Scope + Sync),
        tenant: &Tenant,
    ) -> Result<(), Fault> {
        let looked = scope();
        for attempt in store::due(&looked, looked.today(), None, BATCH).await? {
            if let Err(fault) = self.draw(&scope(), tenant, &attempt).await {
                tracing::error!(attempt = %attempt.id, cause = %fault, "an invoice is drawn at the next look");
            }
        }
        self.warn_of_expiry(&looked).await
    }

    /// Makes an attempt whose day has come. What a crash breaks off goes on with the next look.
    pub(super) async fn draw(
        self: &Arc<Self>,
        scope: &Scope,
        tenant: &Tenant,
        attempt: &autopay_attempt::Model,
    ) -> Result<(), Fault> {
        let autopay = store::autopay_of(scope, &[attempt.customer_id]).await?.pop();
        let Some(autopay) = autopay.filter(|autopay| autopay.enabled) else {
            return give_up(scope, attempt, AttemptStatus::NotNeeded).await;
        };
        let Some(amount) = fix(scope, attempt, &autopay).await? else { return Ok(()) };
        let customer = customers::seen(scope, &[attempt.customer_id]).await?.pop();
        let customer = customer.ok_or_else(|| Fault::internal("a customer is missing that is drawn from"))?;
        let amount = Money::new(amount, customer.customer.currency).to_decimal();
        let order = PaymentOrder {
            customer: attempt.customer_id,
            amount,
            method: autopay.method_id,
            channel: None,
            allocations: vec![(attempt.invoice_id, amount)],
            keeps_credit: false,
            key: format!("autopay/{}/{}", attempt.invoice_id, attempt.number),
        };
        match self.create_payment(scope, tenant, order).await {
            Ok(paid) => charged(scope, attempt, &paid.payment).await,
            Err(PayError::Refused(PayRefusal::NoMethod | PayRefusal::MethodNotFound)) => {
                give_up(scope, attempt, AttemptStatus::NoMethod).await
            }
            // Somebody pays it at this moment, or has paid a part of it meanwhile.
            Err(PayError::Refused(PayRefusal::NotOwed(_))) => {
                let tx = scope.begin().await?;
                store::unfix(&tx, attempt.id).await?;
                Ok(tx.commit().await?)
            }
            Err(PayError::Refused(refusal)) => {
                tracing::warn!(attempt = %attempt.id, ?refusal, "an invoice cannot be drawn yet");
                Ok(())
            }
            Err(PayError::Fault(fault)) => Err(fault),
        }
    }

    /// Tells the owners of methods that expire.
    pub(super) async fn warn_of_expiry(&self, scope: &Scope) -> Result<(), Fault> {
        for before in store::expiring(scope, scope.today() + store::WARNED_BEFORE).await? {
            let after = payment_method::Model { warned_at: Some(scope.real_now()), ..before.clone() };
            let tx = scope.begin().await?;
            // Somebody who changes it at this moment goes first.
            if methods::replace(&tx, &before, &after).await? {
                announce(&tx, EventType::PaymentMethodExpiring, &after).await?;
                tx.commit().await?;
                tracing::info!(method = %after.id, kind = after.kind.to_value(), "a method expires");
            }
        }
        Ok(())
    }
}

/// Decides what an attempt draws, and writes it down; none where it draws nothing today. What was written down before stays:
/// a crash came between, or somebody else is at it, and the payment may be there under this amount.
async fn fix(
    scope: &Scope,
    attempt: &autopay_attempt::Model,
    autopay: &autopay::Model,
) -> Result<Option<i64>, Fault> {
    let tx = scope.begin().await?;
    lock_balance(&tx, attempt.customer_id).await?;
    let Some(seen) = store::waiting(&tx, attempt.id).await? else { return Ok(None) };
    if seen.amount_minor.is_some() {
        return Ok(seen.amount_minor);
    }
    let owed = owed_of(&tx, &[attempt.invoice_id]).await?;
    let (owed, held) = owed.first().map_or((0, 0), |owed| (owed.amount, owed.held));
    let promise = promised(&tx, &[attempt.customer_id]).await?.remove(&attempt.customer_id);
    let under_way = match &promise {
        Some(promise) => {
            let invoices: Vec<InvoiceId> = promise.invoices.iter().map(|part| part.invoice).collect();
            under_way(&tx, attempt, &invoices).await?
        }
        None => 0,
    };
    let (invoice, cap, promise) = (attempt.invoice_id, autopay.cap_minor, promise.as_ref());
    let decided = draw(&Drawable { invoice, owed, held, cap, promise, under_way }, scope.today());
    match decided {
        Draw::Now(amount) => store::fix(&tx, attempt.id, amount).await?,
        Draw::On(day) => store::postpone(&tx, attempt.id, day).await?,
        Draw::Never(status) => finish(&tx, attempt, status, None).await?,
        Draw::Wait => {}
    }
    tx.commit().await?;
    Ok(match decided {
        Draw::Now(amount) => Some(amount),
        Draw::On(_) | Draw::Never(_) | Draw::Wait => None,
    })
}

/// What is under way for these invoices, minor units: payments, and what other attempts are about to draw. An attempt whose
/// payment has just begun may count twice; then less is drawn now, and the rest with the next look.
async fn under_way(tx: &Tx, attempt: &autopay_attempt::Model, invoices: &[InvoiceId]) -> Result<i64, Fault> {
    let claims = charges::live_claims(tx, attempt.customer_id).await?;
    let claimed = claims.iter().filter(|claim| invoices.contains(&claim.invoice_id));
    let claimed: i64 = claimed.map(|claim| claim.amount_minor).sum();
    Ok(claimed + store::about_to_draw(tx, invoices).await?)
}

/// Notes the payment of an attempt, and plans what follows at once: its event is heard later, and by then the days of a
/// sandbox may have passed.
async fn charged(
    scope: &Scope,
    attempt: &autopay_attempt::Model,
    payment: &payment::Model,
) -> Result<(), Fault> {
    let tx = scope.begin().await?;
    lock_balance(&tx, attempt.customer_id).await?;
    finish(&tx, attempt, AttemptStatus::Charged, Some(payment.id)).await?;
    let planned = if payment.status == PaymentStatus::Failed {
        next_attempts(&tx, &[payment.id]).await?
    } else {
        rest_of_promise(&tx, attempt).await?.into_iter().collect()
    };
    store::plan(&tx, planned).await?;
    Ok(tx.commit().await?)
}

async fn give_up(
    scope: &Scope,
    attempt: &autopay_attempt::Model,
    status: AttemptStatus,
) -> Result<(), Fault> {
    let tx = scope.begin().await?;
    finish(&tx, attempt, status, None).await?;
    Ok(tx.commit().await?)
}

async fn finish(
    tx: &Tx,
    attempt: &autopay_attempt::Model,
    status: AttemptStatus,
    payment: Option<PaymentId>,
) -> Result<(), Fault> {
    store::finish(tx, attempt.id, status, payment).await?;
    tracing::info!(attempt = %attempt.id, status = told(status), "an invoice was to be drawn");
    Ok(())
}
