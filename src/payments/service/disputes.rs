//! Disputes: a bank takes a payment back, and may give it again. The books follow what the gateway says last: an open or
//! lost dispute has what the bank demands of the payment, as far as the payment holds it; a won one has nothing.

use sea_orm::ActiveEnum as _;

use super::Payments;
use super::deadline::within;
use crate::billing::ledger::lock_balance;
use crate::db::audit::Record;
use crate::db::{Reads as _, Scope, Tx};
use crate::events::EventType;
use crate::kernel::fault::Fault;
use crate::kernel::ids::PaymentId;
use crate::payments::entity::payment;
use crate::payments::entity::payment_attempt::AttemptSource;
use crate::payments::entity::payment_dispute;
use crate::payments::give_back::{self, Cause};
use crate::payments::settle::tell;
use crate::payments::state::{is_open, was_received};
use crate::payments::store::{self, charges, returns};
use crate::ports::payment_gateway::{DisputeReport, DisputeStatus, GatewayKind};
use crate::tenancy::Tenant;

/// How often the gateway is asked for one message.
const ROUNDS: usize = 3;

impl Payments {
    /// Asks where a dispute stands, and does in the books what the bank has done with the money. As long as there was
    /// something new it is asked again: of two that ask at once, the one that heard less may be the last to write.
    pub(super) async fn follow_dispute(
        &self,
        scope: &Scope,
        tenant: &Tenant,
        kind: GatewayKind,
        gateway_ref: &str,
    ) -> Result<Option<&'static str>, Fault> {
        let (gateway, merchant) = self.merchant(tenant, kind).await.map_err(Fault::internal)?;
        let mut outcome = "known dispute";
        for _ in 0..ROUNDS {
            let report =
                within(gateway.find_dispute(&merchant, gateway_ref)).await.map_err(Fault::internal)?;
            let Some(report) = report else { return Ok(Some("not ours")) };
            let Some(id) = charges::payment_of_ref(scope, &report.charge_ref).await? else {
                // Not ours, or of a payment whose gateway's name is not known yet: tried again for as long as that may
                // be.
                return Ok(None);
            };
            // The dispute may be heard of before the payment's success is.
            let payment = self.reconcile(scope, tenant, id, AttemptSource::Webhook).await?;
            if is_open(payment.status) {
                return Ok(None);
            }
            let tx = scope.begin().await?;
            let Some(done) = record(&tx, id, &report).await? else { break };
            tx.commit().await?;
            outcome = done;
        }
        Ok(Some(outcome))
    }
}

/// Records where a dispute stands, once; none where that was known.
async fn record(tx: &Tx, id: PaymentId, report: &DisputeReport) -> Result<Option<&'static str>, Fault> {
    let gone = || Fault::internal("a disputed payment is missing");
    let seen = store::payments_by_id(tx, &[id]).await?.pop().ok_or_else(gone)?;
    lock_balance(tx, seen.customer_id).await?;
    let payment = charges::payment_for_update(tx, id).await?.ok_or_else(gone)?;
    if report.money.currency != payment.currency {
        return Err(Fault::internal(format!("a bank disputes {id} in another currency")));
    }
    let known = returns::dispute(tx, &report.gateway_ref).await?;
    let first = known.is_none();
    let dispute = match known {
        Some(row) if (row.status, row.claimed_minor) == (report.status, report.money.minor) => {
            return Ok(None);
        }
        Some(row) => {
            returns::note_dispute(tx, row.id, report.status, report.money.minor).await?;
            payment_dispute::Model { status: report.status, claimed_minor: report.money.minor, ..row }
        }
        None => insert(tx, &payment, report).await?,
    };
    let held = dispute.held_minor();
    let too_much = held - dispute.wanted_minor().min(held);
    let payment = if too_much > 0 { restore(tx, &payment, &dispute, too_much).await? } else { payment };
    let (payment, taken) = take_missing(tx, payment).await?;
    if too_much > 0 {
        give_back::use_up(tx, &payment).await?;
    }
    Ok(Some(match (report.status, first) {
        (DisputeStatus::Won, true) => "dispute without loss",
        (DisputeStatus::Won, false) => "dispute won",
        (DisputeStatus::Open | DisputeStatus::Lost, _) if taken > 0 => "charged back",
        (DisputeStatus::Lost, false) if held > 0 => "dispute lost",
        (DisputeStatus::Open, _) if held > too_much => "dispute goes on",
        (DisputeStatus::Open | DisputeStatus::Lost, _) if too_much > 0 => "claim lowered",
        (DisputeStatus::Open | DisputeStatus::Lost, _) => {
            tracing::error!(payment = %payment.id, "a payment is disputed that holds nothing");
            "dispute of nothing"
        }
    }))
}

/// What the bank does not demand any more comes again.
async fn restore(
    tx: &Tx,
    payment: &payment::Model,
    dispute: &payment_dispute::Model,
    amount: i64,
) -> Result<payment::Model, Fault> {
    let after = give_back::come_again(tx, payment, Cause::Dispute(dispute.id), amount).await?;
    returns::move_dispute(tx, dispute.id, (0, amount)).await?;
    tell(tx, payment, EventType::PaymentDisputeWon, None).await?;
    note(tx, "payment.dispute_won", payment, amount).await?;
    Ok(after)
}

/// Takes what the payment's disputes demand and have not got, as far as the payment holds it and no refund under way is
/// about to give it back: called whenever a payment comes to hold more. The payment as it is then, and what was taken. The
/// payment and the customer's balance are locked.
pub(super) async fn take_missing(
    tx: &Tx,
    mut payment: payment::Model,
) -> Result<(payment::Model, i64), Fault> {
    let mut taken = 0;
    if !was_received(payment.status) {
        return Ok((payment, taken));
    }
    let mut free = payment.remaining_minor() - returns::pending_refunds(tx, payment.id).await?;
    for dispute in returns::demanding_disputes(tx, payment.id).await? {
        let part = (dispute.wanted_minor() - dispute.held_minor()).min(free);
        if part <= 0 {
            continue;
        }
        payment = give_back::take(tx, &payment, Cause::Dispute(dispute.id), part).await?;
        returns::move_dispute(tx, dispute.id, (part, 0)).await?;
        tell(tx, &payment, EventType::PaymentChargedBack, None).await?;
        note(tx, "payment.charge_back", &payment, part).await?;
        free -= part;
        taken += part;
    }
    Ok((payment, taken))
}

async fn note(tx: &Tx, action: &'static str, payment: &payment::Model, amount: i64) -> Result<(), Fault> {
    let kept = serde_json::json!({ "amountMinor": amount, "currency": payment.currency.code() });
    Ok(tx.record(Record::new(action, payment.id).customer(payment.customer_id).after(kept)).await?)
}

async fn insert(
    tx: &Tx,
    payment: &payment::Model,
    report: &DisputeReport,
) -> Result<payment_dispute::Model, Fault> {
    let now = tx.scope().real_now();
    let row = payment_dispute::Model {
        id: tx.scope().new_id(),
        tenant_id: payment.tenant_id,
        customer_id: payment.customer_id,
        payment_id: payment.id,
        currency: payment.currency,
        claimed_minor: report.money.minor,
        amount_minor: 0,
        restored_minor: 0,
        status: report.status,
        gateway_ref: report.gateway_ref.clone(),
        opened_at: now,
        closed_at: (report.status != DisputeStatus::Open).then_some(now),
    };
    tracing::info!(payment = %payment.id, status = report.status.to_value(), "a payment is disputed");
    returns::insert_dispute(tx, row.clone()).await?;
    Ok(row)
}
