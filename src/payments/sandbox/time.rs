//! What happens at the sandbox gateway by itself: debits and refunds go through or come back, payers dispute, banks decide,
//! messages leave.

use super::cards::{Behaviour, test_method};
use super::entity::sandbox_charge::{self, State};
use super::entity::sandbox_refund::{self, State as Refund};
use super::message::{self, CHARGE, DISPUTE, REFUND, webhook_secret};
use super::{A_MOMENT, SandboxGateway, store, tell};
use crate::db::{Scope, Tx};
use crate::kernel::clock::Instant;
use crate::kernel::fault::Fault;
use crate::kernel::ids::SandboxEventId;
use crate::ports::payment_gateway::{DisputeStatus, signature};

/// A message on its way.
#[derive(Debug, Clone)]
pub struct Delivery {
    id: SandboxEventId,
    /// The signature, for the header.
    pub signature: String,
    /// The bytes.
    pub body: Vec<u8>,
}

impl SandboxGateway {
    /// Lets happen what is due at a tenant by `until` of the world's time. What follows from it has its time from now.
    pub async fn pass_time(&self, scope: &Scope, until: Instant) -> Result<(), Fault> {
        let now = scope.real_now();
        for seen in store::due(scope, until).await? {
            let tx = scope.begin().await?;
            let charge = store::locked(&tx, seen.id).await?;
            if let Some(charge) = charge.filter(|charge| charge.due_at.is_some_and(|due| due <= until)) {
                happen(&tx, &charge, now).await?;
                tx.commit().await?;
            }
        }
        for seen in store::due_refunds(scope, now).await? {
            let tx = scope.begin().await?;
            let charge = store::locked(&tx, seen.charge_id).await?;
            if let Some(charge) = charge {
                happen_to_refund(&tx, &charge, &seen).await?;
                tx.commit().await?;
            }
        }
        Ok(())
    }

    /// The messages to deliver to a tenant, signed now.
    pub async fn deliveries(&self, scope: &Scope) -> Result<Vec<Delivery>, Fault> {
        let secret = webhook_secret(&self.signing_key, scope.tenant().id);
        let mut deliveries = Vec::new();
        for event in store::undelivered(scope).await? {
            let Some(charge) = store::charge(scope, event.charge_id).await? else { continue };
            let body = message::write(&event, &charge)?;
            let signature = signature::sign(&secret, scope.real_now(), &body);
            deliveries.push(Delivery { id: event.id, signature, body });
        }
        Ok(deliveries)
    }

    /// Notes that a message was taken.
    pub async fn delivered(&self, scope: &Scope, delivery: &Delivery) -> Result<(), Fault> {
        let tx = scope.begin().await?;
        store::delivered(&tx, delivery.id).await?;
        Ok(tx.commit().await?)
    }
}

async fn happen(tx: &Tx, charge: &sandbox_charge::Model, now: Instant) -> Result<(), Fault> {
    let behaviour = test_method(&charge.token).map(|method| method.behaviour);
    let (state, dispute, due_at, kind) = match (behaviour, charge.dispute) {
        (Some(Behaviour::Slow { succeeds }), _) => {
            (if succeeds { State::Succeeded } else { State::Declined }, None, None, CHARGE)
        }
        (Some(Behaviour::Dispute { .. }), None) => {
            store::dispute(tx, charge.id, charge.amount_minor - charge.refunded_minor).await?;
            (charge.state, Some(DisputeStatus::Open), Some(now + A_MOMENT), DISPUTE)
        }
        (Some(Behaviour::Dispute { won: true }), Some(DisputeStatus::Open)) => {
            (charge.state, Some(DisputeStatus::Won), None, DISPUTE)
        }
        (Some(Behaviour::Dispute { won: false }), Some(DisputeStatus::Open)) => {
            (charge.state, Some(DisputeStatus::Lost), None, DISPUTE)
        }
        _ => return Ok(store::change(tx, charge.id, charge.state, charge.dispute, None).await?),
    };
    store::change(tx, charge.id, state, dispute, due_at).await?;
    Ok(tell(tx, charge.id, kind, None, 1).await?)
}

/// Of a charge that is locked.
async fn happen_to_refund(
    tx: &Tx,
    charge: &sandbox_charge::Model,
    refund: &sandbox_refund::Model,
) -> Result<(), Fault> {
    let state = match test_method(&charge.token).map(|method| method.behaviour) {
        Some(Behaviour::SlowRefund { succeeds: true }) => Refund::Succeeded,
        _ => Refund::Failed,
    };
    if !store::change_refund(tx, refund.id, state).await? {
        return Ok(());
    }
    if state == Refund::Failed {
        store::add_refunded(tx, charge.id, -refund.amount_minor).await?;
    }
    Ok(tell(tx, charge.id, REFUND, Some(refund.refund.clone()), 1).await?)
}
