//! `createPayment`: money by a stored method through its gateway, or entered by staff.

use std::sync::Arc;

use serde_json::{Value as Json, json};
use tracing::Instrument as _;

use super::Payments;
use super::deadline::{SETTLED_AFTER, may_be_sent, within};
use super::order::{Checked, Paid, PayError, PayRefusal, PaymentOrder, Refusable, check, claim};
use crate::billing::ledger::lock_balance;
use crate::billing::watch_wallet;
use crate::customers;
use crate::db::audit::Record;
use crate::db::{FIRST_VERSION, Reads as _, Scope, Tx};
use crate::idempotency::{self, Begun, Keep, Key, Ticket};
use crate::kernel::actor::Actor;
use crate::kernel::clock::Instant;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{CustomerId, PayLinkId, PaymentId, PaymentMethodId, TypedId as _};
use crate::kernel::money::Money;
use crate::payments::entity::payment::{self, PaymentChannel, PaymentStatus};
use crate::payments::entity::payment_attempt::AttemptSource;
use crate::payments::entity::payment_charge::{self, Origin};
use crate::payments::entity::payment_claim;
use crate::payments::entity::payment_method::{self, MethodStatus};
use crate::payments::settle::{Finding, apply, settle};
use crate::payments::state::is_open;
use crate::payments::store::charges::{self, Step};
use crate::payments::store::{self, methods};
use crate::payments::{ledger, policy};
use crate::ports::payment_gateway::{
    AccountKind, Charge, GatewayError, GatewayKind, Merchant, PaymentGateway, StoredMethod,
};
use crate::tenancy::Tenant;

/// A payment that is committed and not yet charged.
pub(super) struct Committed {
    pub(super) gateway: Arc<dyn PaymentGateway>,
    pub(super) merchant: Merchant,
    pub(super) charge: Charge,
    /// By the world's clock, not the request's.
    pub(super) written: Instant,
    pub(super) ticket: Ticket,
}

/// A payment through a gateway that is about to be asked.
pub(super) struct Pending {
    pub(super) id: PaymentId,
    pub(super) customer: CustomerId,
    pub(super) money: Money,
    pub(super) keeps_credit: bool,
    /// The stored method that is charged; none for a card that is used once.
    pub(super) method: Option<PaymentMethodId>,
    pub(super) gateway: GatewayKind,
    pub(super) origin: Origin,
    /// The pay link that it is made by.
    pub(super) link: Option<PayLinkId>,
}

impl Payments {
    /// Pays.
    pub async fn create_payment(
        self: &Arc<Self>,
        scope: &Scope,
        tenant: &Tenant,
        order: PaymentOrder,
    ) -> Result<Paid, PayError> {
        let seen = customers::seen(scope, &[order.customer]).await?.pop();
        let seen = seen
            .filter(|seen| seen.allows(policy::may_pay))
            .ok_or(PayError::Refused(PayRefusal::NotFound))?;
        let checked = check(&order, &seen).map_err(PayError::Refused)?;
        let body = json!({
            "customer": order.customer.to_string(),
            "minor": checked.money.minor,
            "method": order.method.map(|id| id.to_string()),
            "channel": order.channel.map(|channel| format!("{channel:?}")),
            "parts": checked.parts.iter().map(|(id, part)| json!([id.to_string(), part])).collect::<Vec<_>>(),
            "keepsCredit": order.keeps_credit,
        });
        let key = Key::new("createPayment", order.key.clone(), &body, Keep::Month);
        let tx = scope.begin().await?;
        let ticket = match idempotency::begin(&tx, &key).await? {
            Begun::New(ticket) | Begun::TakenOver(ticket, None) => ticket,
            Begun::TakenOver(ticket, Some(progress)) => {
                let id = payment_of(&progress)?;
                tx.commit().await?;
                return self.resume(scope, tenant, id, &ticket).await;
            }
            Begun::Done(result) => return replay(&tx, &result).await,
            Begun::Running(progress) => return running(&tx, progress).await,
            Begun::Reused => return Err(PayError::Refused(PayRefusal::KeyReused)),
        };
        if let Some(channel) = order.channel {
            let may = seen.allows(policy::may_enter_payments) && order.method.is_none();
            if !may || !matches!(channel, PaymentChannel::Cash | PaymentChannel::Manual) {
                return Err(PayError::Refused(PayRefusal::Channel));
            }
            return enter(tx, &order, &checked, channel, &ticket).await;
        }
        let committed = self.commit_pending(tx, tenant, &order, &checked, ticket).await?;
        self.conclude_apart(scope, committed).await
    }

    /// The first transaction: the payment, what it is for, and that the gateway is about to be asked.
    async fn commit_pending(
        &self,
        tx: Tx,
        tenant: &Tenant,
        order: &PaymentOrder,
        checked: &Checked,
        ticket: Ticket,
    ) -> Result<Committed, PayError> {
        let refused = PayError::Refused;
        let method = find_method(&tx, order).await?.map_err(refused)?;
        let origin = match tx.scope().actor() {
            Actor::System => Origin::Autopay,
            actor if actor.member_roles(order.customer).next().is_some() => Origin::Portal,
            Actor::Account(_) | Actor::Anonymous => Origin::Staff,
        };
        // The days of a sandbox are made up; real money is never drawn for them.
        let made_up = tenant.settings.sandbox && method.gateway != GatewayKind::Sandbox;
        if made_up && origin == Origin::Autopay {
            return Err(refused(PayRefusal::MethodNotFound));
        }
        let stored = self.stored(&method).await?.ok_or(refused(PayRefusal::MethodNotUsable))?;
        let (gateway, merchant) = self.reachable(tenant, method.gateway).await?;
        lock_balance(&tx, order.customer).await?;
        let id: PaymentId = tx.scope().new_id();
        let claims = claim(&tx, id, order.customer, checked).await?.map_err(refused)?;
        let pending = Pending {
            id,
            customer: order.customer,
            money: checked.money,
            keeps_credit: order.keeps_credit,
            method: Some(method.id),
            gateway: method.gateway,
            origin,
            link: None,
        };
        let written = self.clock.now();
        let charge = write_pending(&tx, pending, stored, claims, written, &ticket).await?;
        tx.commit().await?;
        Ok(Committed { gateway, merchant, charge, written, ticket })
    }

    /// A gateway that can be asked.
    pub(super) async fn reachable(
        &self,
        tenant: &Tenant,
        kind: GatewayKind,
    ) -> Result<(Arc<dyn PaymentGateway>, Merchant), PayError> {
        self.merchant(tenant, kind).await.map_err(|error| {
            tracing::error!(cause = %error, "a gateway cannot be asked");
            PayError::Refused(PayRefusal::GatewayUnavailable)
        })
    }

    /// What follows the commit. A client that leaves must not break off what has begun: it is a task of its own.
    pub(super) async fn conclude_apart(
        self: &Arc<Self>,
        scope: &Scope,
        committed: Committed,
    ) -> Result<Paid, PayError> {
        let (payments, scope) = (self.clone(), scope.clone());
        let rest = async move { payments.conclude(&scope, committed).await };
        let paid = tokio::spawn(rest.in_current_span()).await.map_err(Fault::internal)?;
        Ok(Paid { payment: paid?, replayed: false })
    }

    /// The call, and the second transaction. An order whose commit took so long that it may be given up by the time the
    /// gateway has it is not sent.
    async fn conclude(&self, scope: &Scope, committed: Committed) -> Result<payment::Model, Fault> {
        let Committed { gateway, merchant, charge, written, ticket } = committed;
        let finding = if may_be_sent(written, self.clock.now()) {
            match within(gateway.charge(&merchant, &charge)).await {
                Ok(report) => Finding::Report(report),
                Err(GatewayError::Refused(words) | GatewayError::Unavailable(words)) => {
                    Finding::Refused(words)
                }
                Err(GatewayError::Unknown(words)) => Finding::Unknown(words),
            }
        } else {
            tracing::warn!(payment = %charge.payment, "an order was written too long ago to be sent");
            Finding::NeverReached
        };
        let tx = scope.begin().await?;
        let payment = settle(&tx, charge.payment, AttemptSource::Answer, &finding).await?;
        idempotency::finish(&tx, &ticket, json!({ "payment": payment.id.to_string() })).await?;
        tx.commit().await?;
        Ok(payment)
    }

    /// Finishes what somebody else has begun and left.
    pub(super) async fn resume(
        &self,
        scope: &Scope,
        tenant: &Tenant,
        id: PaymentId,
        ticket: &Ticket,
    ) -> Result<Paid, PayError> {
        let payment = self.reconcile(scope, tenant, id, AttemptSource::Reconciler).await?;
        let tx = scope.begin().await?;
        idempotency::finish(&tx, ticket, json!({ "payment": id.to_string() })).await?;
        tx.commit().await?;
        Ok(Paid { payment, replayed: true })
    }
}

pub(super) fn payment_of(noted: &Json) -> Result<PaymentId, Fault> {
    let id = noted["payment"].as_str().unwrap_or_default();
    PaymentId::parse(id).map_err(Fault::internal)
}

pub(super) async fn replay(tx: &Tx, result: &Json) -> Result<Paid, PayError> {
    let payment = store::payments_by_id(tx, &[payment_of(result)?]).await?.pop();
    let payment = payment.ok_or_else(|| Fault::internal("a payment is missing that was made"))?;
    Ok(Paid { payment, replayed: true })
}

/// Somebody is at it, or was when the lights went out: what is settled meanwhile can be told.
pub(super) async fn running(tx: &Tx, progress: Option<Json>) -> Result<Paid, PayError> {
    if let Some(progress) = progress {
        let paid = replay(tx, &progress).await?;
        if !is_open(paid.payment.status) {
            return Ok(paid);
        }
    }
    Err(PayError::Refused(PayRefusal::InProgress))
}

async fn find_method(tx: &Tx, order: &PaymentOrder) -> Result<Refusable<payment_method::Model>, Fault> {
    let found = match order.method {
        Some(id) => methods::method(tx, id).await?.ok_or(PayRefusal::MethodNotFound),
        None => methods::default_of(tx, order.customer).await?.ok_or(PayRefusal::NoMethod),
    };
    Ok(found.and_then(|method| match method.status {
        _ if method.customer_id != order.customer => Err(PayRefusal::MethodNotFound),
        MethodStatus::Removed | MethodStatus::Failed => Err(PayRefusal::MethodNotFound),
        MethodStatus::Pending => Err(PayRefusal::MethodNotUsable),
        MethodStatus::Active => Ok(method),
    }))
}

/// Writes everything of a payment that the gateway is about to be asked for, `written` by the world's clock. The customer's
/// balance is locked.
pub(super) async fn write_pending(
    tx: &Tx,
    pending: Pending,
    method: StoredMethod,
    claims: Vec<payment_claim::Model>,
    written: Instant,
    ticket: &Ticket,
) -> Result<Charge, Fault> {
    let scope = tx.scope();
    let Pending { id, customer, money, origin, .. } = pending;
    let row = payment::Model {
        id,
        tenant_id: scope.tenant().id,
        number: ledger::payment_number(tx).await?,
        customer_id: customer,
        currency: money.currency,
        amount_minor: money.minor,
        channel: match method.kind {
            AccountKind::Card => PaymentChannel::Card,
            AccountKind::Bank => PaymentChannel::Bank,
        },
        status: PaymentStatus::Pending,
        gateway_ref: None,
        refunded_minor: 0,
        charged_back_minor: 0,
        allocated_minor: 0,
        receipt_number: None,
        received_at: scope.now(),
        version: FIRST_VERSION,
    };
    let mut kept = told(&row);
    if let Some(link) = pending.link {
        kept["link"] = json!(link.to_string());
    }
    store::insert(tx, row).await?;
    let step =
        Step { source: AttemptSource::Request, status: PaymentStatus::Pending, decline: None, message: None };
    charges::insert_step(tx, id, step).await?;
    tx.record(Record::new("payment.create", id).customer(customer).after(kept)).await?;
    let row = payment_charge::Model {
        id,
        tenant_id: scope.tenant().id,
        customer_id: customer,
        method_id: pending.method,
        gateway: pending.gateway,
        origin,
        keeps_credit: pending.keeps_credit,
        action: None,
        decline_code: None,
        decline_message: None,
        checks: 0,
        check_at: Some(written + SETTLED_AFTER),
        created_at: written,
        settled_at: None,
    };
    charges::insert_charge(tx, row).await?;
    charges::insert_claims(tx, claims).await?;
    idempotency::note(tx, ticket, json!({ "payment": id.to_string() })).await?;
    let off_session = !matches!(origin, Origin::Portal | Origin::Link);
    Ok(Charge { payment: id, money, method, off_session })
}

fn told(row: &payment::Model) -> Json {
    json!({
        "number": row.number,
        "amountMinor": row.amount_minor,
        "currency": row.currency.code(),
        "channel": format!("{:?}", row.channel),
    })
}

/// Money that staff has taken: one transaction is enough.
async fn enter(
    tx: Tx,
    order: &PaymentOrder,
    checked: &Checked,
    channel: PaymentChannel,
    ticket: &Ticket,
) -> Result<Paid, PayError> {
    lock_balance(&tx, order.customer).await?;
    // What it is for is looked at before it is there: nothing is written where that is refused.
    let nobody = tx.scope().new_id();
    let claims = claim(&tx, nobody, order.customer, checked).await?.map_err(PayError::Refused)?;
    let id = ledger::receive(&tx, order.customer, checked.money, channel).await.map_err(Fault::from)?;
    let read = async || {
        let payment = store::payments_by_id(&tx, &[id]).await?.pop();
        payment.ok_or_else(|| Fault::internal("a payment is missing that was just made"))
    };
    let payment = read().await?;
    let own = claims.into_iter().map(|claim| payment_claim::Model { payment_id: id, ..claim });
    let mut all = charges::live_claims(&tx, order.customer).await?;
    all.extend(own);
    apply(&tx, &payment, &all, order.keeps_credit).await.map_err(Fault::from)?;
    watch_wallet(&tx, order.customer).await?;
    let record = Record::new("payment.create", id).customer(order.customer).after(told(&payment));
    tx.record(record).await?;
    idempotency::finish(&tx, ticket, json!({ "payment": id.to_string() })).await?;
    let payment = read().await?;
    tx.commit().await?;
    Ok(Paid { payment, replayed: false })
}
