//! Messages of gateways: verified over the bytes that came, stored, and only then acted on. A message is a reason to ask
//! the gateway, never a result: so it may come twice, late, or before what it follows.

use super::{Payments, backoff};
use crate::db::Scope;
use crate::kernel::fault::Fault;
use crate::payments::entity::gateway_event;
use crate::payments::entity::payment_attempt::AttemptSource;
use crate::payments::store::{self, charges, messages, methods};
use crate::ports::payment_gateway::{GatewayKind, MessageSubject};
use crate::tenancy::Tenant;

/// How often it is tried to act on a message of something that nobody knows yet; by then hours have passed.
const GIVEN_UP_AFTER: i32 = 12;

/// What becomes of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MessageOutcome {
    /// It is stored, or was before.
    Accepted,
    /// Its signature does not hold, or it is no message.
    Refused,
    /// The tenant does not use this gateway.
    NoSuchGateway,
}

impl Payments {
    /// Takes a message of a gateway.
    pub async fn take_message(
        &self,
        scope: &Scope,
        tenant: &Tenant,
        kind: GatewayKind,
        signature: &str,
        body: &[u8],
    ) -> Result<MessageOutcome, Fault> {
        if tenant.settings.payments.gateway != Some(kind) {
            return Ok(MessageOutcome::NoSuchGateway);
        }
        let (gateway, merchant) = self.merchant(tenant, kind).await.map_err(Fault::internal)?;
        let now = scope.real_now();
        let message = match gateway.read_message(&merchant, signature, body, now) {
            Ok(message) => message,
            Err(error) => {
                tracing::warn!(gateway = kind.name(), cause = %error, "a message was refused");
                return Ok(MessageOutcome::Refused);
            }
        };
        let row = gateway_event::Model {
            id: scope.new_id(),
            tenant_id: scope.tenant().id,
            gateway: kind,
            event_id: message.event_id,
            kind: message.kind,
            body: body.to_vec(),
            subject: serde_json::to_value(&message.subject).map_err(Fault::internal)?,
            received_at: now,
            checks: 0,
            check_at: Some(now),
            processed_at: None,
            outcome: None,
        };
        let tx = scope.begin().await?;
        messages::insert_missing(&tx, row.clone()).await?;
        tx.commit().await?;
        // The message is safe: whatever goes wrong from here on, the reconciler tries again.
        if let Some(stored) = messages::message(scope, kind, &row.event_id).await?
            && let Err(fault) = self.act_on(scope, tenant, &stored).await
        {
            tracing::warn!(message = %stored.id, cause = %fault, "a message waits for the next look");
        }
        Ok(MessageOutcome::Accepted)
    }

    /// Acts on a message that is stored, unless somebody else does or has.
    pub(super) async fn act_on(
        &self,
        scope: &Scope,
        tenant: &Tenant,
        message: &gateway_event::Model,
    ) -> Result<(), Fault> {
        if message.processed_at.is_some() {
            return Ok(());
        }
        let tx = scope.begin().await?;
        let next = scope.real_now() + backoff(message.checks);
        let claimed = messages::claim(&tx, message, next).await?;
        tx.commit().await?;
        if !claimed {
            return Ok(());
        }
        let subject: Option<MessageSubject> =
            serde_json::from_value(message.subject.clone()).map_err(Fault::internal)?;
        let outcome = match self.follow(scope, tenant, message.gateway, subject).await? {
            Some(outcome) => outcome,
            None if message.checks >= GIVEN_UP_AFTER => "not ours",
            None => return Ok(()),
        };
        let tx = scope.begin().await?;
        messages::finish(&tx, message.id, outcome).await?;
        Ok(tx.commit().await?)
    }

    /// What came of it; none where it is to be tried again.
    async fn follow(
        &self,
        scope: &Scope,
        tenant: &Tenant,
        kind: GatewayKind,
        subject: Option<MessageSubject>,
    ) -> Result<Option<&'static str>, Fault> {
        let not_ours = Ok(Some("not ours"));
        match subject {
            None => not_ours,
            Some(MessageSubject::Charge { gateway_ref, payment }) => {
                let known = match payment {
                    Some(id) => store::payments_by_id(scope, &[id]).await?.pop().map(|payment| payment.id),
                    None => charges::payment_of_ref(scope, &gateway_ref).await?,
                };
                let Some(id) = known else { return not_ours };
                self.reconcile(scope, tenant, id, AttemptSource::Webhook).await?;
                Ok(Some("payment"))
            }
            Some(MessageSubject::Setup { gateway_ref, method }) => {
                let known = match method {
                    Some(id) => methods::method(scope, id).await?,
                    None => methods::method_of_ref(scope, &gateway_ref).await?,
                };
                let Some(method) = known else { return not_ours };
                self.follow_setup(scope, tenant, method).await?;
                Ok(Some("method"))
            }
            Some(MessageSubject::Dispute { gateway_ref }) => {
                self.follow_dispute(scope, tenant, kind, &gateway_ref).await
            }
            Some(MessageSubject::Refund { refund }) => {
                self.reconcile_refund(scope, tenant, refund).await?;
                Ok(Some("refund"))
            }
        }
    }
}
