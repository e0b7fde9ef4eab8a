//! Autopay: what the customer allows, and what the job does with it. An attempt is made once: its payment has a key made of
//! the invoice and the attempt's number.

use std::sync::Arc;

use sea_orm::ActiveEnum as _;
use serde_json::json;

use super::methods::announce;
use super::{PayError, PayRefusal, PaymentOrder, Payments};
use crate::billing::ledger::{lock_balance, owed_by, owed_of};
use crate::customers;
use crate::db::Scope;
use crate::db::audit::Record;
use crate::events::EventType;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{CustomerId, PaymentMethodId};
use crate::kernel::money::Money;
use crate::payments::amount::{AmountFault, payable};
use crate::payments::autopay::{first_attempts, told};
use crate::payments::entity::autopay::Model;
use crate::payments::entity::autopay_attempt::{self, AttemptStatus};
use crate::payments::entity::payment_method::{self, MethodStatus};
use crate::payments::policy;
use crate::payments::store::{autopay as store, methods};
use crate::tenancy::Tenant;

/// Attempts that are made in one round of a tenant.
const BATCH: u64 = 50;

/// The furthest day from the due day.
const MAX_OFFSET: i32 = 28;

/// How a customer is to be drawn from.
#[derive(Debug, Clone)]
pub struct SetAutopay {
    /// The customer.
    pub customer: CustomerId,
    /// Whether at all.
    pub enabled: bool,
    /// By which method; none: by the default.
    pub method: Option<PaymentMethodId>,
    /// Days after the due day; negative: before it.
    pub day_offset: i32,
    /// The most for one invoice.
    pub cap: Option<rust_decimal::Decimal>,
    /// The version that was read.
    pub expected_version: Option<i32>,
}

/// Why autopay stays as it is: told to the caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AutopayRefusal {
    /// No such customer, or the caller may not say.
    NotFound,
    /// The ISP decides.
    Locked,
    /// No such method that can be used.
    MethodNotFound,
    /// The day is too far off.
    DayOffset,
    /// The cap is no amount.
    Cap(AmountFault),
    /// The row has changed since it was read.
    Conflict,
}

/// Why autopay stays as it is.
#[derive(Debug)]
pub enum AutopayError {
    /// Refused, for the caller to know.
    Refused(AutopayRefusal),
    /// Not the caller's doing.
    Fault(Fault),
}

impl<F: Into<Fault>> From<F> for AutopayError {
    fn from(fault: F) -> Self {
        Self::Fault(fault.into())
    }
}

fn refused<T>(why: AutopayRefusal) -> Result<T, AutopayError> {
    Err(AutopayError::Refused(why))
}

impl Payments {
    /// Says how a customer is drawn from, from the invoices on that are open now.
    pub async fn set_autopay(
        &self,
        scope: &Scope,
        tenant: &Tenant,
        set: SetAutopay,
    ) -> Result<Model, AutopayError> {
        let seen = customers::seen(scope, &[set.customer]).await?.pop();
        let Some(seen) = seen.filter(|seen| seen.allows(policy::may_set_autopay)) else {
            return refused(AutopayRefusal::NotFound);
        };
        if tenant.settings.payments.autopay_locked && !seen.allows(policy::may_enter_payments) {
            return refused(AutopayRefusal::Locked);
        }
        if set.day_offset.abs() > MAX_OFFSET {
            return refused(AutopayRefusal::DayOffset);
        }
        let cap_minor = match set.cap.map(|cap| payable(cap, seen.customer.currency)).transpose() {
            Ok(cap) => cap.map(|cap| cap.minor),
            Err(fault) => return refused(AutopayRefusal::Cap(fault)),
        };
        let tx = scope.begin().await?;
        lock_balance(&tx, set.customer).await?;
        if let Some(id) = set.method {
            let method = methods::method(&tx, id).await?;
            let usable = |row: &payment_method::Model| {
                row.customer_id == set.customer && row.status == MethodStatus::Active
            };
            if !method.as_ref().is_some_and(usable) {
                return refused(AutopayRefusal::MethodNotFound);
            }
        }
        let before = store::autopay_of(&tx, &[set.customer]).await?.pop();
        let version = before.as_ref().map_or(0, |row| row.version);
        if set.expected_version.is_some_and(|expected| expected != version) {
            return refused(AutopayRefusal::Conflict);
        }
        let after = Model {
            id: before.as_ref().map_or_else(|| scope.new_id(), |row| row.id),
            tenant_id: scope.tenant().id,
            customer_id: set.customer,
            method_id: set.method,
            enabled: set.enabled,
            day_offset: set.day_offset,
            cap_minor,
            updated_at: scope.real_now(),
            version: version + 1,
        };
        match &before {
            None => store::insert(&tx, after.clone()).await?,
            Some(before) => {
                if !store::replace(&tx, before, &after).await? {
                    return refused(AutopayRefusal::Conflict);
                }
            }
        }
        store::forget_first(&tx, set.customer).await?;
        if after.enabled {
            let open: Vec<_> =
                owed_by(&tx, set.customer).await?.iter().map(|owed| (owed.invoice, owed.customer)).collect();
            let planned = first_attempts(&tx, &open).await?;
            store::plan(&tx, planned).await?;
        }
        let kept = |row: &Model| json!({ "enabled": row.enabled, "dayOffset": row.day_offset, "capMinor": row.cap_minor });
        let record = Record::new("autopay.set", set.customer);
        let record = match &before {
            Some(before) => record.change(kept(before), kept(&after)),
            None => record.after(kept(&after)),
        };
        tx.record(record).await?;
        tx.commit().await?;
        Ok(after)
    }

    /// Draws what is due to be drawn of a tenant, and tells the owners of methods that expire. `scope` reads the clock: each
    /// gateway takes its time, and a payment that is dated before it was ordered would be settled by somebody else, or given
    /// up, while the gateway is at it.
    pub async fn draw_due(
        self: &Arc<Self>,
        scope: &(impl Fn() -> Scope + Sync),
        tenant: &Tenant,
    ) -> Result<(), Fault> {
        let looked = scope();
        for attempt in store::due(&looked, looked.today(), BATCH).await? {
            if let Err(fault) = self.draw(&scope(), tenant, &attempt).await {
                tracing::error!(attempt = %attempt.id, cause = %fault, "an invoice is drawn at the next look");
            }
        }
        self.warn_of_expiry(&looked).await
    }

    async fn draw(
        self: &Arc<Self>,
        scope: &Scope,
        tenant: &Tenant,
        attempt: &autopay_attempt::Model,
    ) -> Result<(), Fault> {
        let done = async |status, payment| {
            let tx = scope.begin().await?;
            store::finish(&tx, attempt.id, status, payment).await?;
            tx.commit().await?;
            tracing::info!(attempt = %attempt.id, status = told(status), "an invoice was to be drawn");
            Ok::<(), Fault>(())
        };
        let autopay = store::autopay_of(scope, &[attempt.customer_id]).await?.pop();
        let Some(autopay) = autopay.filter(|autopay| autopay.enabled) else {
            return done(AttemptStatus::NotNeeded, None).await;
        };
        // Where it is fixed a crash came between: the payment may be there, under this amount.
        let amount = if let Some(amount) = attempt.amount_minor {
            amount
        } else {
            let tx = scope.begin().await?;
            lock_balance(&tx, attempt.customer_id).await?;
            let owed = owed_of(&tx, &[attempt.invoice_id]).await?;
            let (owed, held) = owed.first().map_or((0, 0), |owed| (owed.amount - owed.held, owed.held));
            if owed == 0 && held > 0 {
                // All of it is disputed: drawn once that is settled, if it is owed then.
                return Ok(());
            }
            let instead = match owed {
                0 => Some(AttemptStatus::NotNeeded),
                _ if autopay.cap_minor.is_some_and(|cap| owed > cap) => Some(AttemptStatus::OverCap),
                _ => None,
            };
            if instead.is_none() {
                store::fix(&tx, attempt.id, owed).await?;
            }
            tx.commit().await?;
            if let Some(status) = instead {
                return done(status, None).await;
            }
            owed
        };
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
            Ok(paid) => done(AttemptStatus::Charged, Some(paid.payment.id)).await,
            Err(PayError::Refused(PayRefusal::NoMethod | PayRefusal::MethodNotFound)) => {
                done(AttemptStatus::NoMethod, None).await
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

    async fn warn_of_expiry(&self, scope: &Scope) -> Result<(), Fault> {
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
