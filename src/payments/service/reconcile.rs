//! What has become of payments that nobody knows it of: after a crash, a timeout, a payer who left, a message.

use std::sync::Arc;

use chrono::TimeDelta;

use super::deadline::{never_got_there, within};
use super::look::{Word, apart};
use super::{Payments, backoff};
use crate::customers;
use crate::db::Scope;
use crate::db::audit::Record;
use crate::kernel::clock::Instant;
use crate::kernel::fault::Fault;
use crate::kernel::ids::PaymentId;
use crate::payments::entity::payment::{self, PaymentStatus};
use crate::payments::entity::payment_attempt::AttemptSource;
use crate::payments::entity::payment_charge;
use crate::payments::policy;
use crate::payments::settle::{Finding, settle};
use crate::payments::state::is_open;
use crate::payments::store::{self, charges, messages, returns};
use crate::ports::payment_gateway::{
    ChargeReport, ChargeState, GatewayError, GatewayKind, Merchant, PaymentGateway,
};
use crate::tenancy::Tenant;

/// How long a payer has to act, e.g. for 3-D Secure.
const TIME_TO_ACT: TimeDelta = TimeDelta::minutes(30);

/// What is looked at in one round of a tenant.
const BATCH: u64 = 100;

/// Why a payment was not confirmed or called off: told to the caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConfirmRefusal {
    /// No such payment, or the caller may not pay for the customer.
    NotFound,
    /// The payment is not in a state for it.
    InvalidTransition(PaymentStatus),
    /// The row has changed since it was read.
    Conflict,
    /// The gateway does not answer at present.
    GatewayUnavailable,
}

/// Why a payment was not confirmed or called off.
#[derive(Debug)]
pub enum ConfirmError {
    /// Refused, for the caller to know.
    Refused(ConfirmRefusal),
    /// Not the caller's doing.
    Fault(Fault),
}

impl<F: Into<Fault>> From<F> for ConfirmError {
    fn from(fault: F) -> Self {
        Self::Fault(fault.into())
    }
}

impl Payments {
    /// Goes on with a payment whose payer has acted.
    pub async fn confirm_payment(
        &self,
        scope: &Scope,
        tenant: &Tenant,
        id: PaymentId,
    ) -> Result<payment::Model, ConfirmError> {
        let (payment, charge) = own(scope, id).await?;
        self.confirm(scope, tenant, &payment, &charge).await
    }

    /// Goes on with a payment that the caller may go on with.
    pub(super) async fn confirm(
        &self,
        scope: &Scope,
        tenant: &Tenant,
        payment: &payment::Model,
        charge: &payment_charge::Model,
    ) -> Result<payment::Model, ConfirmError> {
        if payment.status != PaymentStatus::RequiresAction {
            return Err(ConfirmError::Refused(ConfirmRefusal::InvalidTransition(payment.status)));
        }
        let (gateway, merchant) = self.reach(tenant, charge).await?;
        let gateway_ref = payment.gateway_ref.as_deref().unwrap_or_default();
        let report = within(gateway.confirm_charge(&merchant, gateway_ref)).await;
        self.decide(scope, payment.id, report, "payment.confirm").await
    }

    /// Calls a payment off that its payer has not acted for.
    pub async fn cancel_payment(
        &self,
        scope: &Scope,
        tenant: &Tenant,
        id: PaymentId,
        expected_version: Option<i32>,
    ) -> Result<payment::Model, ConfirmError> {
        let (payment, charge) = own(scope, id).await?;
        if expected_version.is_some_and(|version| version != payment.version) {
            return Err(ConfirmError::Refused(ConfirmRefusal::Conflict));
        }
        self.cancel(scope, tenant, &payment, &charge).await
    }

    /// Calls a payment off that the caller may call off.
    pub(super) async fn cancel(
        &self,
        scope: &Scope,
        tenant: &Tenant,
        payment: &payment::Model,
        charge: &payment_charge::Model,
    ) -> Result<payment::Model, ConfirmError> {
        if payment.status != PaymentStatus::RequiresAction {
            return Err(ConfirmError::Refused(ConfirmRefusal::InvalidTransition(payment.status)));
        }
        let (gateway, merchant) = self.reach(tenant, charge).await?;
        let gateway_ref = payment.gateway_ref.as_deref().unwrap_or_default();
        let report = within(gateway.cancel_charge(&merchant, gateway_ref)).await;
        self.decide(scope, payment.id, report, "payment.cancel").await
    }

    async fn reach(
        &self,
        tenant: &Tenant,
        charge: &payment_charge::Model,
    ) -> Result<(Arc<dyn PaymentGateway>, Merchant), ConfirmError> {
        let found = self.merchant(tenant, charge.gateway).await;
        found.map_err(|error| {
            tracing::error!(cause = %error, "a gateway cannot be asked");
            ConfirmError::Refused(ConfirmRefusal::GatewayUnavailable)
        })
    }

    async fn decide(
        &self,
        scope: &Scope,
        id: PaymentId,
        report: Result<ChargeReport, GatewayError>,
        action: &'static str,
    ) -> Result<payment::Model, ConfirmError> {
        let report = report.map_err(|error| {
            tracing::warn!(payment = %id, cause = %error, "a gateway gave no answer");
            ConfirmError::Refused(ConfirmRefusal::GatewayUnavailable)
        })?;
        let tx = scope.begin().await?;
        let payment =
            settle(&tx, id, AttemptSource::Answer, &Finding::Report(report)).await.map_err(Fault::from)?;
        let kept = serde_json::json!({ "status": format!("{:?}", payment.status) });
        tx.record(Record::new(action, id).customer(payment.customer_id).after(kept)).await?;
        tx.commit().await?;
        Ok(payment)
    }

    /// Asks the gateway what has become of a payment, and records it; the payment as it is then.
    pub async fn reconcile(
        &self,
        scope: &Scope,
        tenant: &Tenant,
        id: PaymentId,
        source: AttemptSource,
    ) -> Result<payment::Model, Fault> {
        self.reconcile_with(scope, tenant, id, source, Word::ToAsk).await
    }

    /// The same, where the gateway may have said it already.
    pub(super) async fn reconcile_with(
        &self,
        scope: &Scope,
        tenant: &Tenant,
        id: PaymentId,
        source: AttemptSource,
        word: Word,
    ) -> Result<payment::Model, Fault> {
        let payment = store::payments_by_id(scope, &[id]).await?.pop();
        let payment = payment.ok_or_else(|| Fault::internal("a payment is missing that is asked for"))?;
        let Some(charge) = charges::charge(scope, id).await? else { return Ok(payment) };
        if !is_open(payment.status) {
            return Ok(payment);
        }
        let finding = match within(self.ask(scope, tenant, &payment, &charge, word)).await {
            Ok(Some(report)) => Finding::Report(report),
            Ok(None) if never_got_there(charge.created_at, scope.real_now()) => Finding::NeverReached,
            // It may still be on its way there.
            Ok(None) => return Ok(payment),
            Err(error) => {
                tracing::warn!(payment = %id, cause = %error, "what has become of a payment is not known yet");
                return Ok(payment);
            }
        };
        let tx = scope.begin().await?;
        let payment = settle(&tx, id, source, &finding).await?;
        tx.commit().await?;
        Ok(payment)
    }

    /// What the gateway says. A charge whose payer was never told to act, or has not acted in time, is called off.
    async fn ask(
        &self,
        scope: &Scope,
        tenant: &Tenant,
        payment: &payment::Model,
        charge: &payment_charge::Model,
        word: Word,
    ) -> Result<Option<ChargeReport>, GatewayError> {
        let (gateway, merchant) = self.merchant(tenant, charge.gateway).await?;
        let (known, age) = (payment.gateway_ref.as_deref(), scope.real_now() - charge.created_at);
        let report = match word {
            Word::ToAsk => gateway.find_charge(&merchant, payment.id, age, known).await?,
            Word::Heard(heard) => heard?,
        };
        let Some(report) = report else { return Ok(None) };
        let waits = matches!(report.state, ChargeState::RequiresAction(_));
        let lost = match payment.status {
            PaymentStatus::Unknown | PaymentStatus::Processing => true,
            _ => scope.real_now() - charge.created_at >= TIME_TO_ACT,
        };
        match &report.gateway_ref {
            Some(gateway_ref) if waits && lost => {
                gateway.cancel_charge(&merchant, gateway_ref).await.map(Some)
            }
            _ => Ok(Some(report)),
        }
    }

    /// One round of a tenant: lets time pass at the sandbox, acts on messages, settles what is due.
    pub async fn work(&self, scope: &Scope, tenant: &Tenant) -> Result<(), Fault> {
        self.work_until(scope, tenant, scope.real_now()).await
    }

    /// The same, of what would be due by `until` of the world's time: the days of a sandbox pass faster than its gateway's.
    pub(super) async fn work_until(
        &self,
        scope: &Scope,
        tenant: &Tenant,
        until: Instant,
    ) -> Result<(), Fault> {
        self.sandbox.pass_time(scope, until).await?;
        for delivery in self.sandbox.deliveries(scope).await? {
            let (kind, signature) = (GatewayKind::Sandbox, delivery.signature.as_str());
            self.take_message(scope, tenant, kind, signature, &delivery.body).await?;
            self.sandbox.delivered(scope, &delivery).await?;
        }
        let now = scope.real_now();
        for message in messages::due(scope, until, BATCH).await? {
            self.act_on(scope, tenant, &message).await?;
        }
        self.look(scope, tenant, charges::due_charges(scope, until, BATCH).await?).await?;
        for refund in returns::due_refunds(scope, until, BATCH).await? {
            let tx = scope.begin().await?;
            let claimed = returns::claim_refund_check(&tx, &refund, now + backoff(refund.checks)).await?;
            tx.commit().await?;
            if claimed {
                apart(refund.payment_id, self.reconcile_refund(scope, tenant, refund.id)).await;
            }
        }
        Ok(())
    }
}

/// A payment through a gateway for whose customer the caller may pay.
async fn own(scope: &Scope, id: PaymentId) -> Result<(payment::Model, payment_charge::Model), ConfirmError> {
    let missing = || ConfirmError::Refused(ConfirmRefusal::NotFound);
    let payment = store::payments_by_id(scope, &[id]).await?.pop().ok_or_else(missing)?;
    let seen = customers::seen(scope, &[payment.customer_id]).await?.pop();
    seen.filter(|seen| seen.allows(policy::may_pay)).ok_or_else(missing)?;
    let status = payment.status;
    let charge = charges::charge(scope, id).await?;
    let charge = charge.ok_or(ConfirmError::Refused(ConfirmRefusal::InvalidTransition(status)))?;
    Ok((payment, charge))
}
