//! The gateway inside the program, for trials, tests and sandbox tenants: it moves no money, and its cards do as they
//! are told ([`TEST_METHODS`]). It keeps books of its own, durable and apart from the ledger, so that the two can be held
//! against each other. Everything else – orders, answers, signed messages – goes the way it goes with a real gateway.

mod cards;
pub mod entity;
mod message;
mod store;
mod time;

use std::time::Duration;

use async_trait::async_trait;
use chrono::{Datelike as _, TimeDelta};
use secrecy::{ExposeSecret as _, SecretSlice, SecretString};

pub use cards::{Behaviour, TEST_METHODS, TestMethod, test_method};
pub use message::webhook_secret;
pub use store::tenants_with_work;
pub use time::Delivery;

use self::entity::sandbox_charge::{self, State};
use self::entity::sandbox_event;
use self::entity::sandbox_refund::{self, State as Refund};
use crate::db::{Db, DbError, Reads as _, Scope, Tx};
use crate::kernel::actor::Actor;
use crate::kernel::clock::{Instant, SharedClock};
use crate::kernel::entropy::SharedEntropy;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{PaymentId, SandboxChargeId, TenantId, TypedId as _};
use crate::kernel::money::Money;
use crate::ports::payment_gateway::{
    AccountKind, Action, Charge, ChargeReport, ChargeState, Decline, DeclineCode, DisputeReport,
    DisputeStatus, GatewayError, Merchant, Message, MessageError, MethodFacts, PaymentGateway, RefundOrder,
    RefundReport, RefundState, Setup, SetupReport, SetupState, StoredMethod,
};
use crate::tenancy::TenantDirectory;

/// How long what takes a moment takes.
const A_MOMENT: TimeDelta = TimeDelta::seconds(2);

/// The sandbox gateway.
pub struct SandboxGateway {
    /// Its books.
    pub db: Db,
    /// Its merchants.
    pub directory: TenantDirectory,
    /// The time.
    pub clock: SharedClock,
    /// Random bytes for ids.
    pub entropy: SharedEntropy,
    /// What the secrets of its messages are made from; the same on all replicas.
    pub signing_key: SecretSlice<u8>,
    /// How long it thinks before and after it writes into its books.
    pub latency: Duration,
}

/// A fault of its books: nobody knows what was done.
fn unknown(fault: impl Into<Fault>) -> GatewayError {
    GatewayError::Unknown(fault.into().to_string())
}

impl SandboxGateway {
    async fn scope(&self, tenant: TenantId) -> Result<Scope, GatewayError> {
        let found = self.directory.find_by_id(&self.db, tenant).await.map_err(unknown)?;
        let found = found.ok_or_else(|| GatewayError::Unavailable("there is no such merchant".to_owned()))?;
        let (db, entropy) = (self.db.clone(), self.entropy.clone());
        Ok(Scope::new(db, found.reference.clone(), Actor::System, &self.clock, entropy, "sandbox".into()))
    }

    async fn think(&self) {
        if !self.latency.is_zero() {
            tokio::time::sleep(self.latency).await;
        }
    }

    /// Does something to a charge under lock; the charge as it is then.
    async fn act(
        &self,
        merchant: &Merchant,
        gateway_ref: &str,
        what: impl Fn(&sandbox_charge::Model) -> State + Send + Sync,
    ) -> Result<ChargeReport, GatewayError> {
        let scope = self.scope(merchant.tenant).await?;
        let id = charge_id(gateway_ref)?;
        let tx = scope.begin().await.map_err(unknown)?;
        let charge = store::locked(&tx, id).await.map_err(unknown)?.ok_or_else(no_such_charge)?;
        let state = what(&charge);
        store::change(&tx, id, state, charge.dispute, charge.due_at).await.map_err(unknown)?;
        tx.commit().await.map_err(unknown)?;
        Ok(report(&sandbox_charge::Model { state, ..charge }))
    }

    async fn record(
        &self,
        scope: &Scope,
        charge: &Charge,
        method: &TestMethod,
    ) -> Result<ChargeReport, DbError> {
        let now = scope.real_now();
        let (state, due_at) = match method.behaviour {
            Behaviour::Succeed
            | Behaviour::TellTwice
            | Behaviour::Silent { succeeds: true }
            | Behaviour::SlowRefund { .. }
            | Behaviour::RefundComesBack => (State::Succeeded, None),
            Behaviour::Dispute { .. } => (State::Succeeded, Some(now + A_MOMENT)),
            Behaviour::Decline(_) | Behaviour::Silent { succeeds: false } => (State::Declined, None),
            Behaviour::Action { .. } => (State::RequiresAction, None),
            Behaviour::Slow { .. } => (State::Processing, Some(now + A_MOMENT)),
        };
        let row = sandbox_charge::Model {
            id: scope.new_id(),
            tenant_id: scope.tenant().id,
            payment: charge.payment.to_string(),
            token: method.token.to_owned(),
            currency: charge.money.currency,
            amount_minor: charge.money.minor,
            state,
            refunded_minor: 0,
            dispute: None,
            disputed_minor: 0,
            due_at,
            created_at: now,
        };
        let tx = scope.begin().await?;
        store::insert_missing(&tx, row.clone()).await?;
        let written = store::of_payment(&tx, &row.payment).await?;
        let written = written.ok_or_else(|| Fault::internal("the charge is missing after it was written"))?;
        if written.id == row.id && method.behaviour == Behaviour::TellTwice {
            tell(&tx, written.id, message::CHARGE, None, 2).await?;
        }
        tx.commit().await?;
        Ok(report(&written))
    }
}

/// Queues a message.
async fn tell(
    tx: &Tx,
    charge: SandboxChargeId,
    kind: &str,
    refund: Option<String>,
    times: i32,
) -> Result<(), DbError> {
    let row = sandbox_event::Model {
        id: tx.scope().new_id(),
        tenant_id: tx.scope().tenant().id,
        charge_id: charge,
        refund,
        kind: kind.to_owned(),
        deliveries_left: times,
        created_at: tx.scope().real_now(),
    };
    store::insert_event(tx, row).await
}

fn charge_id(gateway_ref: &str) -> Result<SandboxChargeId, GatewayError> {
    SandboxChargeId::parse(gateway_ref).map_err(|_| no_such_charge())
}

fn no_such_charge() -> GatewayError {
    GatewayError::Refused("there is no such charge".to_owned())
}

fn report(row: &sandbox_charge::Model) -> ChargeReport {
    let behaviour = test_method(&row.token).map(|method| method.behaviour);
    let state = match row.state {
        State::Succeeded => ChargeState::Succeeded,
        State::Processing => ChargeState::Processing,
        State::RequiresAction => ChargeState::RequiresAction(Action {
            url: Some(format!("/payments/sandbox/{}", row.id)),
            client_secret: None,
        }),
        State::Cancelled => ChargeState::Cancelled,
        State::Declined => {
            let code = match behaviour {
                Some(Behaviour::Decline(code)) => code,
                Some(Behaviour::Action { .. }) => DeclineCode::AuthenticationFailed,
                Some(Behaviour::Slow { .. }) => DeclineCode::InsufficientFunds,
                _ => DeclineCode::CardDeclined,
            };
            ChargeState::Declined(Decline::new(code, "the sandbox refuses this card"))
        }
    };
    ChargeReport {
        gateway_ref: Some(row.id.to_string()),
        payment: PaymentId::parse(&row.payment).ok(),
        money: Some(Money::new(row.amount_minor, row.currency)),
        state,
    }
}

#[async_trait]
impl PaymentGateway for SandboxGateway {
    async fn charge(&self, merchant: &Merchant, charge: &Charge) -> Result<ChargeReport, GatewayError> {
        let method = test_method(charge.method.token.expose_secret());
        let method = method.ok_or_else(|| GatewayError::Refused("there is no such card".to_owned()))?;
        let scope = self.scope(merchant.tenant).await?;
        self.think().await;
        let report = self.record(&scope, charge, method).await.map_err(unknown)?;
        self.think().await;
        match method.behaviour {
            Behaviour::Silent { .. } => Err(GatewayError::Unknown("the sandbox keeps silent".to_owned())),
            _ => Ok(report),
        }
    }

    async fn find_charge(
        &self,
        merchant: &Merchant,
        payment: PaymentId,
        _: TimeDelta,
        _: Option<&str>,
    ) -> Result<Option<ChargeReport>, GatewayError> {
        let scope = self.scope(merchant.tenant).await?;
        let found = store::of_payment(&scope, &payment.to_string()).await.map_err(unknown)?;
        Ok(found.as_ref().map(report))
    }

    /// The payer has acted.
    async fn confirm_charge(
        &self,
        merchant: &Merchant,
        gateway_ref: &str,
    ) -> Result<ChargeReport, GatewayError> {
        self.act(merchant, gateway_ref, |charge| {
            match (charge.state, test_method(&charge.token).map(|method| method.behaviour)) {
                (State::RequiresAction, Some(Behaviour::Action { succeeds: true })) => State::Succeeded,
                (State::RequiresAction, _) => State::Declined,
                (state, _) => state,
            }
        })
        .await
    }

    async fn cancel_charge(
        &self,
        merchant: &Merchant,
        gateway_ref: &str,
    ) -> Result<ChargeReport, GatewayError> {
        self.act(merchant, gateway_ref, |charge| match charge.state {
            State::RequiresAction => State::Cancelled,
            state => state,
        })
        .await
    }

    async fn setup(&self, _: &Merchant, setup: &Setup) -> Result<SetupReport, GatewayError> {
        let state = match test_method(setup.token.expose_secret()) {
            Some(method) if method.kind == setup.kind => SetupState::Ready(facts(method, self.clock.now())),
            _ => SetupState::Declined(Decline::new(DeclineCode::MethodInvalid, "there is no such card")),
        };
        Ok(SetupReport { gateway_ref: setup.method.to_string(), gateway_customer: None, state })
    }

    async fn confirm_setup(&self, _: &Merchant, _: &str) -> Result<SetupReport, GatewayError> {
        Err(GatewayError::Refused("the sandbox asks nothing of owners".to_owned()))
    }

    async fn detach(&self, _: &Merchant, _: &StoredMethod) -> Result<(), GatewayError> {
        Ok(())
    }

    async fn refund(&self, merchant: &Merchant, order: &RefundOrder) -> Result<RefundReport, GatewayError> {
        let scope = self.scope(merchant.tenant).await?;
        let id = charge_id(&order.gateway_ref)?;
        self.think().await;
        let tx = scope.begin().await.map_err(unknown)?;
        let charge = store::locked(&tx, id).await.map_err(unknown)?.ok_or_else(no_such_charge)?;
        let (own, amount) = (order.refund.to_string(), order.money.minor);
        if let Some(made) = store::refund(&tx, &own).await.map_err(unknown)? {
            return Ok(made_refund(&made));
        }
        let disputed = matches!(charge.dispute, Some(DisputeStatus::Open | DisputeStatus::Lost));
        if charge.state != State::Succeeded
            || disputed
            || amount > charge.amount_minor - charge.refunded_minor
        {
            let words = "the charge does not hold so much".to_owned();
            return Ok(RefundReport { gateway_ref: None, state: RefundState::Failed(words) });
        }
        let now = scope.real_now();
        let (state, due_at) = match test_method(&charge.token).map(|method| method.behaviour) {
            Some(Behaviour::SlowRefund { .. }) => (Refund::Processing, Some(now + A_MOMENT)),
            Some(Behaviour::RefundComesBack) => (Refund::Succeeded, Some(now + A_MOMENT)),
            _ => (Refund::Succeeded, None),
        };
        let row = sandbox_refund::Model {
            id: scope.new_id(),
            tenant_id: scope.tenant().id,
            charge_id: id,
            refund: own,
            amount_minor: amount,
            state,
            due_at,
            created_at: now,
        };
        store::add_refunded(&tx, id, amount).await.map_err(unknown)?;
        store::insert_refund(&tx, row.clone()).await.map_err(unknown)?;
        tx.commit().await.map_err(unknown)?;
        self.think().await;
        Ok(made_refund(&row))
    }

    async fn find_refund(
        &self,
        merchant: &Merchant,
        order: &RefundOrder,
    ) -> Result<Option<RefundReport>, GatewayError> {
        let scope = self.scope(merchant.tenant).await?;
        let found = store::refund(&scope, &order.refund.to_string()).await.map_err(unknown)?;
        Ok(found.as_ref().map(made_refund))
    }

    /// A dispute has the name of its charge.
    async fn find_dispute(
        &self,
        merchant: &Merchant,
        gateway_ref: &str,
    ) -> Result<Option<DisputeReport>, GatewayError> {
        let scope = self.scope(merchant.tenant).await?;
        let charge = store::charge(&scope, charge_id(gateway_ref)?).await.map_err(unknown)?;
        Ok(charge.and_then(|charge| {
            Some(DisputeReport {
                gateway_ref: charge.id.to_string(),
                charge_ref: charge.id.to_string(),
                money: Money::new(charge.disputed_minor, charge.currency),
                status: charge.dispute?,
            })
        }))
    }

    fn read_message(
        &self,
        merchant: &Merchant,
        signature: &str,
        body: &[u8],
        now: Instant,
    ) -> Result<Message, MessageError> {
        message::read(&merchant.webhook_secrets, signature, body, now)
    }
}

fn made_refund(row: &sandbox_refund::Model) -> RefundReport {
    let state = match row.state {
        Refund::Processing => RefundState::Processing,
        Refund::Succeeded => RefundState::Succeeded,
        Refund::Failed => RefundState::Failed("the sandbox could not give it back".to_owned()),
    };
    RefundReport { gateway_ref: Some(row.id.to_string()), state }
}

fn facts(method: &TestMethod, now: Instant) -> MethodFacts {
    let expires = match method.kind {
        AccountKind::Card if method.token == cards::EXPIRING => Some((now.year(), now.month())),
        AccountKind::Card => Some((now.year() + 3, 12)),
        AccountKind::Bank => None,
    };
    MethodFacts {
        token: SecretString::from(method.token),
        brand: method.brand.to_owned(),
        last4: method.last4.to_owned(),
        expires,
    }
}
