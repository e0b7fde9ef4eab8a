//! A gateway of the tests' own that does what it is told, when it is told: refunds that take their time, fail or come
//! back, disputes of any size in any order, and messages that arrive late, twice or before what they follow.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard};

use async_trait::async_trait;
use chrono::TimeDelta;
use portico::app::Application;
use portico::customers::entity::customer;
use portico::db::Reads as _;
use portico::kernel::clock::Instant;
use portico::kernel::ids::{PaymentId, PaymentMethodId, PaymentRefundId};
use portico::kernel::money::Money;
use portico::payments::{PayError, PaymentOrder, Payments, RefundError, RefundRequest};
use portico::ports::payment_gateway::{
    Charge, ChargeReport, ChargeState, DisputeReport, DisputeStatus, FoundCharges, GatewayError, GatewayKind,
    Merchant, Message, MessageError, MessageSubject, PaymentGateway, RefundOrder, RefundReport, RefundState,
    Setup, SetupReport, StoredMethod,
};
use portico::tenancy::PaymentSettings;
use rust_decimal::Decimal;
use sea_orm::{ActiveModelTrait as _, IntoActiveModel as _};
use serde_json::json;

use super::desk::stored_card;
use super::stripe::{PATH, store_keys};
use crate::support::app::TestApp;
use crate::support::guard::scratch;

/// What the bank does with the next refund.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Plan {
    /// It makes it.
    #[default]
    Make,
    /// It takes its time.
    Wait,
    /// It takes its time, and does not even answer.
    KeepSilent,
    /// The order is lost on its way.
    NeverHear,
}

/// A refund at the bank.
#[derive(Debug, Clone)]
pub(crate) struct Made {
    pub(crate) refund: PaymentRefundId,
    pub(crate) payment: PaymentId,
    pub(crate) amount: i64,
    pub(crate) state: RefundState,
}

/// A dispute at the bank.
#[derive(Debug, Clone)]
pub(crate) struct Claim {
    pub(crate) payment: PaymentId,
    pub(crate) amount: i64,
    /// An inquiry takes nothing.
    pub(crate) status: DisputeStatus,
    /// Whether the bank has said its last word.
    pub(crate) over: bool,
}

#[derive(Default)]
struct Books {
    charges: Vec<(PaymentId, Money)>,
    refunds: Vec<Made>,
    claims: Vec<Claim>,
    plan: Plan,
    post: VecDeque<Message>,
    messages: u32,
    /// Charges are made, and no question about them is answered.
    is_mute: bool,
    /// Charges can only be looked through.
    has_a_list: bool,
    /// How often it was asked for a charge, and how often its list was looked through.
    questions: (usize, usize),
}

impl Books {
    fn tell(&mut self, subject: MessageSubject) {
        self.messages += 1;
        let (event_id, kind) = (format!("evt_{}", self.messages), "news".to_owned());
        self.post.push_back(Message { event_id, kind, subject: Some(subject) });
    }

    /// What the bank has of a payment, or is about to: refunds and disputes.
    fn out(&self, payment: PaymentId) -> i64 {
        let live = |made: &&Made| made.payment == payment && !matches!(made.state, RefundState::Failed(_));
        let refunds: i64 = self.refunds.iter().filter(live).map(|made| made.amount).sum();
        let claims = self.claims.iter().filter(|claim| claim.payment == payment);
        let claims = claims.filter(|claim| claim.status != DisputeStatus::Won);
        refunds + claims.map(|claim| claim.amount).sum::<i64>()
    }
}

/// The bank.
#[derive(Default)]
pub(crate) struct Bank(Mutex<Books>);

fn name_of(payment: PaymentId) -> String {
    format!("charge of {payment}")
}

impl Bank {
    fn books(&self) -> MutexGuard<'_, Books> {
        self.0.lock().expect("no test has panicked with it")
    }

    /// From now on charges are made, and no question about them is answered; or they are.
    pub(crate) fn mute(&self, is_mute: bool) {
        self.books().is_mute = is_mute;
    }

    /// From now on charges are looked for in a list.
    pub(crate) fn has_a_list(&self) {
        self.books().has_a_list = true;
    }

    /// As if an order had been lost on its way.
    pub(crate) fn forget(&self, payment: PaymentId) {
        self.books().charges.retain(|(of, _)| *of != payment);
    }

    /// How often it was asked for a charge, and how often its list was looked through.
    pub(crate) fn questions(&self) -> (usize, usize) {
        self.books().questions
    }

    /// What becomes of the next refunds.
    pub(crate) fn plan(&self, plan: Plan) {
        self.books().plan = plan;
    }

    /// Makes a refund that takes its time, or does not. Whether it did.
    pub(crate) fn settle(&self, which: usize, makes: bool) -> bool {
        let state = if makes { RefundState::Succeeded } else { failed("the account is closed") };
        self.change(which, &RefundState::Processing, state)
    }

    /// A refund that was made comes back. Whether it did.
    pub(crate) fn bounce(&self, which: usize) -> bool {
        self.change(which, &RefundState::Succeeded, failed("the payer's bank sent it back"))
    }

    /// Of the refunds in a state, the one of this number gets another.
    fn change(&self, which: usize, from: &RefundState, to: RefundState) -> bool {
        let mut books = self.books();
        let fit = books.refunds.iter().enumerate().filter(|(_, made)| made.state == *from);
        let fit: Vec<usize> = fit.map(|(at, _)| at).collect();
        let Some(&at) = fit.get(which % fit.len().max(1)) else { return false };
        books.refunds[at].state = to;
        let refund = books.refunds[at].refund;
        books.tell(MessageSubject::Refund { refund });
        true
    }

    /// A payer disputes a share, in quarters, of a payment, whatever was given back of it before; or only asks about it.
    pub(crate) fn dispute(&self, which: usize, quarters: i64, inquiry: bool) -> bool {
        let mut books = self.books();
        let Some(&(payment, money)) = books.charges.get(which % books.charges.len().max(1)) else {
            return false;
        };
        let amount = (money.minor * quarters / 4).max(1);
        let status = if inquiry { DisputeStatus::Won } else { DisputeStatus::Open };
        let gateway_ref = books.claims.len().to_string();
        books.claims.push(Claim { payment, amount, status, over: false });
        books.tell(MessageSubject::Dispute { gateway_ref });
        true
    }

    /// What is not over goes on: an inquiry becomes a dispute, a dispute is won or lost. Whether there was one.
    pub(crate) fn decide(&self, which: usize, won: bool) -> bool {
        let mut books = self.books();
        let fit = books.claims.iter().enumerate().filter(|(_, claim)| !claim.over);
        let fit: Vec<usize> = fit.map(|(at, _)| at).collect();
        let Some(&at) = fit.get(which % fit.len().max(1)) else { return false };
        let claim = &mut books.claims[at];
        (claim.status, claim.over) = match (claim.status, won) {
            (DisputeStatus::Won, false) => (DisputeStatus::Open, false),
            (_, true) => (DisputeStatus::Won, true),
            (_, false) => (DisputeStatus::Lost, true),
        };
        books.tell(MessageSubject::Dispute { gateway_ref: at.to_string() });
        true
    }

    /// Takes a message out of the post.
    fn take(&self, which: usize) -> Option<Message> {
        let mut books = self.books();
        let at = which % books.post.len().max(1);
        books.post.remove(at)
    }

    /// What the bank has given and taken back of a payment: refunds that were made, and of what it demands what is left.
    pub(crate) fn truth(&self, payment: PaymentId) -> (i64, i64) {
        let books = self.books();
        let made = |made: &&Made| made.payment == payment && matches!(made.state, RefundState::Succeeded);
        let refunded: i64 = books.refunds.iter().filter(made).map(|made| made.amount).sum();
        let claims = books.claims.iter().filter(|claim| claim.payment == payment);
        let claims = claims.filter(|claim| claim.status != DisputeStatus::Won);
        let claimed: i64 = claims.map(|claim| claim.amount).sum();
        let whole = books.charges.iter().find(|(of, _)| *of == payment).map_or(0, |(_, money)| money.minor);
        (refunded, claimed.min(whole - refunded))
    }
}

fn failed(words: &str) -> RefundState {
    RefundState::Failed(words.to_owned())
}

fn report(payment: PaymentId, money: Money) -> ChargeReport {
    ChargeReport {
        gateway_ref: Some(name_of(payment)),
        payment: Some(payment),
        money: Some(money),
        state: ChargeState::Succeeded,
    }
}

fn made(refund: &Made) -> RefundReport {
    RefundReport { gateway_ref: Some(format!("refund {}", refund.refund)), state: refund.state.clone() }
}

fn never<T>() -> Result<T, GatewayError> {
    Err(GatewayError::Refused("this bank does not do it".to_owned()))
}

#[async_trait]
impl PaymentGateway for Bank {
    async fn charge(&self, _: &Merchant, charge: &Charge) -> Result<ChargeReport, GatewayError> {
        let mut books = self.books();
        if !books.charges.iter().any(|(payment, _)| *payment == charge.payment) {
            books.charges.push((charge.payment, charge.money));
        }
        if books.is_mute {
            return Err(GatewayError::Unknown("no answer".to_owned()));
        }
        Ok(report(charge.payment, charge.money))
    }

    async fn find_charge(
        &self,
        _: &Merchant,
        payment: PaymentId,
        _: TimeDelta,
        _: Option<&str>,
    ) -> Result<Option<ChargeReport>, GatewayError> {
        let mut books = self.books();
        books.questions.0 += 1;
        if books.is_mute {
            return Err(GatewayError::Unknown("no answer".to_owned()));
        }
        let found = books.charges.iter().find(|(of, _)| *of == payment);
        Ok(found.map(|(payment, money)| report(*payment, *money)))
    }

    async fn find_charges(
        &self,
        _: &Merchant,
        payments: &[PaymentId],
        _: TimeDelta,
    ) -> Result<Option<FoundCharges>, GatewayError> {
        let mut books = self.books();
        if !books.has_a_list {
            return Ok(None);
        }
        books.questions.1 += 1;
        let found = books.charges.iter().filter(|(of, _)| payments.contains(of));
        Ok(Some(found.map(|(of, money)| (*of, Ok(report(*of, *money)))).collect()))
    }

    async fn confirm_charge(&self, _: &Merchant, _: &str) -> Result<ChargeReport, GatewayError> {
        never()
    }

    async fn cancel_charge(&self, _: &Merchant, _: &str) -> Result<ChargeReport, GatewayError> {
        never()
    }

    async fn setup(&self, _: &Merchant, _: &Setup) -> Result<SetupReport, GatewayError> {
        never()
    }

    async fn confirm_setup(&self, _: &Merchant, _: &str) -> Result<SetupReport, GatewayError> {
        never()
    }

    async fn detach(&self, _: &Merchant, _: &StoredMethod) -> Result<(), GatewayError> {
        Ok(())
    }

    async fn refund(&self, _: &Merchant, order: &RefundOrder) -> Result<RefundReport, GatewayError> {
        let mut books = self.books();
        if let Some(known) = books.refunds.iter().find(|made| made.refund == order.refund) {
            return Ok(made(known));
        }
        let plan = std::mem::take(&mut books.plan);
        if plan == Plan::NeverHear {
            return Err(GatewayError::Unknown("no answer".to_owned()));
        }
        let whole = books.charges.iter().find(|(of, _)| *of == order.payment);
        let whole = whole.map_or(0, |(_, money)| money.minor);
        if order.money.minor > whole - books.out(order.payment) {
            return Ok(RefundReport { gateway_ref: None, state: failed("it is gone") });
        }
        let state = if plan == Plan::Make { RefundState::Succeeded } else { RefundState::Processing };
        let refund = Made { refund: order.refund, payment: order.payment, amount: order.money.minor, state };
        books.refunds.push(refund.clone());
        match plan {
            Plan::KeepSilent => Err(GatewayError::Unknown("no answer".to_owned())),
            _ => Ok(made(&refund)),
        }
    }

    async fn find_refund(
        &self,
        _: &Merchant,
        order: &RefundOrder,
    ) -> Result<Option<RefundReport>, GatewayError> {
        Ok(self.books().refunds.iter().find(|made| made.refund == order.refund).map(made))
    }

    async fn find_dispute(
        &self,
        _: &Merchant,
        gateway_ref: &str,
    ) -> Result<Option<DisputeReport>, GatewayError> {
        let books = self.books();
        let claim = gateway_ref.parse().ok().and_then(|at: usize| books.claims.get(at));
        Ok(claim.map(|claim| DisputeReport {
            gateway_ref: gateway_ref.to_owned(),
            charge_ref: name_of(claim.payment),
            money: Money::new(claim.amount, currency()),
            status: claim.status,
        }))
    }

    fn read_message(&self, _: &Merchant, _: &str, body: &[u8], _: Instant) -> Result<Message, MessageError> {
        let body: serde_json::Value = serde_json::from_slice(body).map_err(|_| MessageError::Malformed)?;
        let text = |name: &str| body[name].as_str().unwrap_or_default().to_owned();
        let subject = serde_json::from_value(body["subject"].clone()).map_err(|_| MessageError::Malformed)?;
        Ok(Message { event_id: text("id"), kind: text("kind"), subject })
    }
}

fn currency() -> portico::kernel::money::Currency {
    "EUR".parse().expect("known")
}

/// Nobody but the test works on payments, and the keys of gateways are in a file.
pub(crate) fn quiet(config: &mut portico::config::Config) {
    config.payments.look_ms = 3_600_000;
    config.secrets.file = Some(scratch("secrets").join("secrets"));
}

/// A tenant that is paid through such a bank.
pub(crate) struct Branch {
    pub(crate) t: TestApp,
    pub(crate) bank: Arc<Bank>,
    pub(crate) payments: Arc<Payments>,
    keys: u32,
}

impl Branch {
    /// A new one, at a server that is configured to be [`quiet`].
    pub(crate) async fn open(t: &TestApp) -> Self {
        let t = t
            .tenant_with(|new| {
                new.settings.payments = PaymentSettings {
                    gateway: Some(GatewayKind::Stripe),
                    secret: Some(PATH.to_owned()),
                    ..PaymentSettings::default()
                };
            })
            .await;
        store_keys(&t, "whsec_of_the_tests").await;
        let payments = Application::payments(t.config(), t.db(), &t.clock(), t.scope().entropy());
        let bank = Arc::new(Bank::default());
        let payments = Payments { stripe: bank.clone(), ..payments.expect("as the server has them") };
        Self { t, bank, payments: Arc::new(payments), keys: 0 }
    }

    /// A card of a customer.
    pub(crate) async fn card(&self, customer: &customer::Model) -> PaymentMethodId {
        let tx = self.t.scope().begin().await.expect("begun");
        let row =
            stored_card(&self.payments, tx.scope(), customer.id, GatewayKind::Stripe, "pm_of_the_tests")
                .await;
        let id = row.id;
        tx.insert(row.into_active_model().reset_all()).await.expect("the method is new");
        tx.commit().await.expect("committed");
        id
    }

    fn key(&mut self) -> String {
        self.keys += 1;
        self.keys.to_string()
    }

    /// Pays by a card; what is due is paid first.
    pub(crate) async fn pay(
        &mut self,
        customer: &customer::Model,
        card: PaymentMethodId,
        cents: i64,
    ) -> Option<PaymentId> {
        let order = PaymentOrder {
            customer: customer.id,
            amount: Decimal::new(cents, 2),
            method: Some(card),
            channel: None,
            allocations: Vec::new(),
            keeps_credit: false,
            key: self.key(),
        };
        match self.payments.create_payment(&self.t.scope(), self.t.facts(), order).await {
            Ok(paid) => Some(paid.payment.id),
            Err(PayError::Refused(_)) => None,
            Err(PayError::Fault(fault)) => panic!("{fault}"),
        }
    }

    /// Gives a payment back, or a part of it, unless that is refused.
    pub(crate) async fn refund(&mut self, payment: PaymentId, cents: Option<i64>) -> bool {
        let amount = cents.map(|cents| Decimal::new(cents, 2));
        let request = RefundRequest { payment, amount, reason: "test".into(), key: self.key() };
        match self.payments.refund_payment(&self.t.scope(), self.t.facts(), request).await {
            Ok(_) => true,
            Err(RefundError::Refused(_)) => false,
            Err(RefundError::Fault(fault)) => panic!("{fault}"),
        }
    }

    /// Delivers one of the messages that wait, so often. Whether there was one.
    pub(crate) async fn deliver(&self, which: usize, times: usize) -> bool {
        let Some(message) = self.bank.take(which) else { return false };
        let body = json!({ "id": message.event_id, "kind": message.kind, "subject": message.subject });
        let body = body.to_string().into_bytes();
        let (scope, tenant) = (self.t.scope(), self.t.facts());
        for _ in 0..times {
            let taken = self.payments.take_message(&scope, tenant, GatewayKind::Stripe, "", &body);
            taken.await.expect("stored");
        }
        true
    }

    /// Delivers all messages.
    pub(crate) async fn deliver_all(&self) {
        while self.deliver(0, 1).await {}
    }

    /// Delivers all messages at once, each by so many names.
    pub(crate) async fn deliver_at_once(&self, copies: usize) {
        let mut bodies = Vec::new();
        while let Some(message) = self.bank.take(0) {
            let named = (0..copies).map(|copy| format!("{} {copy}", message.event_id));
            bodies.extend(named.map(|id| {
                json!({ "id": id, "kind": message.kind, "subject": message.subject }).to_string().into_bytes()
            }));
        }
        let (scope, tenant) = (self.t.scope(), self.t.facts());
        let taken = bodies
            .iter()
            .map(|body| self.payments.take_message(&scope, tenant, GatewayKind::Stripe, "", body));
        for outcome in futures_util::future::join_all(taken).await {
            outcome.expect("stored");
        }
    }

    /// One round of the job that asks what has become of things.
    pub(crate) async fn work(&self) {
        self.payments.work(&self.t.scope(), self.t.facts()).await.expect("the job works");
    }
}
