//! Disputes: a bank takes a payment back, and may give it again.

use sea_orm::ActiveEnum as _;

use super::{Payments, within};
use crate::billing::ledger::lock_balance;
use crate::db::audit::Record;
use crate::db::{Reads as _, Scope, Tx};
use crate::events::EventType;
use crate::kernel::fault::Fault;
use crate::kernel::ids::PaymentId;
use crate::payments::entity::payment::{self, PaymentStatus};
use crate::payments::entity::payment_attempt::AttemptSource;
use crate::payments::entity::payment_dispute;
use crate::payments::give_back;
use crate::payments::settle::tell;
use crate::payments::state::{is_open, may_become};
use crate::payments::store::{self, charges, returns};
use crate::ports::payment_gateway::{DisputeReport, DisputeStatus, GatewayKind};
use crate::tenancy::Tenant;

impl Payments {
    /// Asks where a dispute stands, and does in the books what the bank has done with the money.
    pub(super) async fn follow_dispute(
        &self,
        scope: &Scope,
        tenant: &Tenant,
        kind: GatewayKind,
        gateway_ref: &str,
    ) -> Result<Option<&'static str>, Fault> {
        let (gateway, merchant) = self.merchant(tenant, kind).await.map_err(Fault::internal)?;
        let report = within(gateway.find_dispute(&merchant, gateway_ref)).await.map_err(Fault::internal)?;
        let Some(report) = report else { return Ok(Some("not ours")) };
        let Some(id) = charges::payment_of_ref(scope, &report.charge_ref).await? else {
            // Not ours, or of a payment whose gateway's name is not known yet: tried again for as long as that may be.
            return Ok(None);
        };
        // The dispute may be heard of before the payment's success is.
        let payment = self.reconcile(scope, tenant, id, AttemptSource::Webhook).await?;
        if is_open(payment.status) {
            return Ok(None);
        }
        let tx = scope.begin().await?;
        let done = record(&tx, id, &report).await?;
        tx.commit().await?;
        Ok(Some(done))
    }
}

/// Records where a dispute stands, once.
async fn record(tx: &Tx, id: PaymentId, report: &DisputeReport) -> Result<&'static str, Fault> {
    let gone = || Fault::internal("a disputed payment is missing");
    let seen = store::payments_by_id(tx, &[id]).await?.pop().ok_or_else(gone)?;
    lock_balance(tx, seen.customer_id).await?;
    let payment = charges::payment_for_update(tx, id).await?.ok_or_else(gone)?;
    match (returns::dispute(tx, &report.gateway_ref).await?, report.status) {
        (None, DisputeStatus::Open | DisputeStatus::Lost) => open(tx, &payment, report).await,
        (None, DisputeStatus::Won) => {
            insert(tx, &payment, report, 0).await?;
            Ok("dispute without loss")
        }
        (Some(known), DisputeStatus::Won) if known.status == DisputeStatus::Open => {
            returns::decide_dispute(tx, known.id, DisputeStatus::Won, 0).await?;
            if known.amount_minor > 0 {
                give_back::restore(tx, &payment, known.amount_minor).await?;
                tell(tx, &payment, EventType::PaymentDisputeWon, None).await?;
                note(tx, "payment.dispute_won", &payment, known.amount_minor).await?;
            }
            Ok("dispute won")
        }
        (Some(known), DisputeStatus::Lost) if known.status == DisputeStatus::Open => {
            returns::decide_dispute(tx, known.id, DisputeStatus::Lost, known.amount_minor).await?;
            Ok("dispute lost")
        }
        // An inquiry that cost nothing, and has become a dispute that does.
        (Some(known), DisputeStatus::Open | DisputeStatus::Lost)
            if known.status == DisputeStatus::Won && known.amount_minor == 0 =>
        {
            let amount = taken(tx, &payment, report).await?;
            returns::decide_dispute(tx, known.id, report.status, amount).await?;
            charge(tx, &payment, amount).await
        }
        (Some(_), _) => Ok("known dispute"),
    }
}

/// What the bank takes back with a dispute: what is not given back already, or about to be.
async fn taken(tx: &Tx, payment: &payment::Model, report: &DisputeReport) -> Result<i64, Fault> {
    let held = give_back::remaining(payment) - returns::pending_refunds(tx, payment.id).await?;
    let possible = may_become(payment.status, PaymentStatus::ChargedBack);
    Ok(if possible { report.money.minor.min(held).max(0) } else { 0 })
}

/// The bank has taken the money back.
async fn open(tx: &Tx, payment: &payment::Model, report: &DisputeReport) -> Result<&'static str, Fault> {
    let amount = taken(tx, payment, report).await?;
    insert(tx, payment, report, amount).await?;
    charge(tx, payment, amount).await
}

async fn charge(tx: &Tx, payment: &payment::Model, amount: i64) -> Result<&'static str, Fault> {
    if amount == 0 {
        tracing::error!(payment = %payment.id, "a payment is disputed that holds nothing");
        return Ok("dispute of nothing");
    }
    give_back::charge_back(tx, payment, amount).await?;
    tell(tx, payment, EventType::PaymentChargedBack, None).await?;
    note(tx, "payment.charge_back", payment, amount).await?;
    Ok("charged back")
}

async fn note(tx: &Tx, action: &'static str, payment: &payment::Model, amount: i64) -> Result<(), Fault> {
    let kept = serde_json::json!({ "amountMinor": amount, "currency": payment.currency.code() });
    Ok(tx.record(Record::new(action, payment.id).customer(payment.customer_id).after(kept)).await?)
}

async fn insert(tx: &Tx, payment: &payment::Model, report: &DisputeReport, amount: i64) -> Result<(), Fault> {
    let now = tx.scope().real_now();
    let row = payment_dispute::Model {
        id: tx.scope().new_id(),
        tenant_id: payment.tenant_id,
        customer_id: payment.customer_id,
        payment_id: payment.id,
        currency: payment.currency,
        amount_minor: amount,
        status: report.status,
        gateway_ref: report.gateway_ref.clone(),
        opened_at: now,
        closed_at: (report.status != DisputeStatus::Open).then_some(now),
    };
    tracing::info!(payment = %payment.id, status = report.status.to_value(), "a payment is disputed");
    Ok(returns::insert_dispute(tx, row).await?)
}
