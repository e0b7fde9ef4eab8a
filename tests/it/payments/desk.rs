//! What the tests of payments have in common: somebody with a card, and the questions they ask.

use std::sync::Arc;

use portico::app::Application;
use portico::billing::entity::invoice;
use portico::customers::entity::customer;
use portico::db::{FIRST_VERSION, Reads as _, Scope};
use portico::identity::entity::account_link::LinkRole;
use portico::kernel::ids::{CustomerId, InvoiceId, PaymentMethodId, TypedId as _};
use portico::payments::Payments;
use portico::payments::entity::payment;
use portico::payments::entity::payment_method::{self, MethodKind, MethodStatus};
use portico::payments::sandbox::TEST_METHODS;
use portico::payments::sandbox::entity::sandbox_charge::{self, State};
use portico::payments::state::was_received;
use portico::ports::keyring::Purpose;
use portico::ports::payment_gateway::{AccountKind, DisputeStatus, GatewayKind};
use sea_orm::{ActiveModelTrait as _, ColumnTrait as _, IntoActiveModel as _};
use serde_json::{Value, json};

use crate::support::app::TestApp;
use crate::support::authenticator::step_up;
use crate::support::caller::Caller;
use crate::support::factory::account::PASSWORD;
use crate::support::reply::Reply;

/// `createPayment` with everything that tests look at.
pub(super) const PAY: &str = "mutation($input: CreatePaymentInput!) { createPayment(input: $input) { replayed
    payment { id number status channel origin receiptNumber version declineCode amount { minor } unapplied { minor }
      refunded { minor } chargedBack { minor } action { url clientSecret } method { id last4 }
      attempts { number source status declineCode } allocations { amount { minor } invoice { id } } }
    userErrors { code message field retryable } } }";

/// `addPaymentMethod`.
pub(super) const ADD: &str =
    "mutation($input: AddPaymentMethodInput!) { addPaymentMethod(input: $input) { replayed
    declineCode paymentMethod { id kind status label brand last4 expiresOn expiresSoon isDefault version }
    userErrors { code message field retryable } } }";

/// A payment again, by its id.
pub(super) const PAYMENT: &str =
    "query($id: ID!) { node(id: $id) { ... on Payment { id status receiptNumber version
    declineCode amount { minor } unapplied { minor } refunded { minor } chargedBack { minor }
    attempts { number source status declineCode } allocations { amount { minor } invoice { id status } }
    refunds { id status reason amount { minor } } disputes { status amount { minor } } } } }";

/// A card that is stored for a customer, as its row is.
pub(crate) async fn stored_card(
    payments: &Payments,
    scope: &Scope,
    customer: CustomerId,
    gateway: GatewayKind,
    token: &str,
) -> payment_method::Model {
    let (id, tenant_id): (PaymentMethodId, _) = (scope.new_id(), scope.tenant().id);
    let place = [tenant_id.uuid().as_bytes().as_slice(), id.uuid().as_bytes()].concat();
    let sealed = payments.keyring.seal(Purpose::PaymentMethod, &place, token.as_bytes()).await;
    payment_method::Model {
        id,
        tenant_id,
        customer_id: customer,
        kind: MethodKind::Card,
        status: MethodStatus::Active,
        gateway,
        sealed_token: Some(sealed.expect("sealed")),
        gateway_customer: None,
        gateway_ref: None,
        action: None,
        label: String::new(),
        brand: "visa".to_owned(),
        last4: "4242".to_owned(),
        expires_on: None,
        is_default: false,
        warned_at: None,
        created_at: scope.now(),
        version: FIRST_VERSION,
    }
}

/// Stores all that the sandbox gateway knows for a customer, the first of them by default; in their order.
pub(crate) async fn store_test_methods(
    payments: &Payments,
    scope: &Scope,
    customer: CustomerId,
) -> Vec<PaymentMethodId> {
    let tx = scope.begin().await.expect("begun");
    let (mut rows, mut ids) = (Vec::new(), Vec::new());
    for (at, method) in TEST_METHODS.iter().enumerate() {
        let card = stored_card(payments, scope, customer, GatewayKind::Sandbox, method.token).await;
        ids.push(card.id);
        let row = payment_method::Model {
            kind: match method.kind {
                AccountKind::Card => MethodKind::Card,
                AccountKind::Bank => MethodKind::Bank,
            },
            brand: method.brand.to_owned(),
            last4: method.last4.to_owned(),
            is_default: at == 0,
            ..card
        };
        rows.push(row.into_active_model().reset_all());
    }
    tx.insert_many(rows).await.expect("the methods are new");
    tx.commit().await.expect("committed");
    ids
}

/// A household whose owner has a card.
pub(super) struct Payer {
    pub(super) customer: customer::Model,
    pub(super) caller: Caller,
    pub(super) method: String,
}

/// A household whose owner has stored the card of `token`, signed in.
pub(super) async fn payer(t: &TestApp, token: &str) -> Payer {
    payer_at(t, t.port(), token).await
}

/// The same at another server: sessions live by the clock of the server they were begun at.
pub(super) async fn payer_at(t: &TestApp, port: u16, token: &str) -> Payer {
    let customer = t.customer().insert().await;
    let caller = owner_at(t, port, &customer).await;
    let method = add(&caller, &customer, token).await;
    Payer { customer, caller, method }
}

/// The owner of a household, signed in and elevated.
pub(super) async fn owner(t: &TestApp, customer: &customer::Model) -> Caller {
    owner_at(t, t.port(), customer).await
}

async fn owner_at(t: &TestApp, port: u16, customer: &customer::Model) -> Caller {
    let login = t.account().member_of(customer, LinkRole::Owner).insert().await;
    let caller = t.anonymous().at_port(port);
    let reply = caller.sign_in(login.portal_id.as_str(), PASSWORD).await;
    assert_eq!(reply.ok()["signIn"]["result"]["__typename"], "SignedIn", "{}", reply.text);
    step_up(&caller).await;
    caller
}

/// Stores a card; its id.
pub(super) async fn add(caller: &Caller, customer: &customer::Model, token: &str) -> String {
    let kind = if token.starts_with("tok_bank") { "BANK" } else { "CARD" };
    let input = json!({
        "customerId": customer.id.to_string(), "kind": kind, "token": token, "idempotencyKey": format!("add {token}"),
    });
    let reply = caller.gql(ADD, json!({ "input": input })).await;
    let method = &reply.ok()["addPaymentMethod"]["paymentMethod"];
    assert_eq!(method["status"], "ACTIVE", "{}", reply.text);
    method["id"].as_str().expect("an id").to_owned()
}

impl Payer {
    /// The input of a payment by the card.
    pub(super) fn input(&self, amount: &str, key: &str) -> Value {
        json!({
            "customerId": self.customer.id.to_string(), "amount": amount, "methodId": self.method,
            "idempotencyKey": key,
        })
    }

    /// Pays by the card.
    pub(super) async fn pay(&self, amount: &str, key: &str) -> Reply {
        self.caller.gql(PAY, json!({ "input": self.input(amount, key) })).await
    }

    /// Pays an invoice, or a part of it, by the card.
    pub(super) async fn pay_for(&self, invoice: InvoiceId, amount: &str, key: &str) -> Reply {
        let mut input = self.input(amount, key);
        input["allocations"] = json!([{ "invoiceId": invoice.to_string(), "amount": amount }]);
        self.caller.gql(PAY, json!({ "input": input })).await
    }

    /// A payment as it is now.
    pub(super) async fn look(&self, id: &Value) -> Value {
        self.caller.gql(PAYMENT, json!({ "id": id })).await.ok()["node"].clone()
    }
}

/// The payment of an answer.
#[track_caller]
pub(super) fn paid(reply: &Reply) -> Value {
    assert!(reply.user_errors("createPayment").is_empty(), "{}", reply.text);
    reply.ok()["createPayment"]["payment"].clone()
}

/// Payments as a replica has them, in the test's own runtime.
pub(super) fn engine(t: &TestApp) -> Arc<Payments> {
    let payments = Application::payments(t.config(), t.db(), &t.clock(), t.scope().entropy());
    Arc::new(payments.expect("as the server has them"))
}

/// The payments of a tenant, the first ordered first.
pub(super) async fn payments(t: &TestApp) -> Vec<payment::Model> {
    let mut rows = t.scope().select::<payment::Entity>().all().await.expect("the database answers");
    rows.sort_by_key(|row| (row.received_at, row.number.clone()));
    rows
}

/// An invoice as it is stored.
pub(super) async fn invoice(t: &TestApp, id: InvoiceId) -> invoice::Model {
    let row = t.scope().select::<invoice::Entity>().filter(invoice::Column::Id.eq(id)).one().await;
    row.expect("the database answers").expect("it exists")
}

/// Every payment through the sandbox gateway is in the gateway's books with the same amounts, and the other way round.
pub(crate) async fn assert_the_gateway_agrees(t: &TestApp) {
    let scope = t.scope();
    let payments = scope.select::<payment::Entity>().all().await.expect("the database answers");
    let charges = scope.select::<sandbox_charge::Entity>().all().await.expect("the database answers");
    for charge in &charges {
        let payment = payments.iter().find(|payment| payment.id.to_string() == charge.payment);
        let payment = payment.unwrap_or_else(|| panic!("{} is in no ledger", charge.payment));
        assert_eq!(was_received(payment.status), charge.state == State::Succeeded, "{payment:?} {charge:?}");
        assert_eq!(payment.amount_minor, charge.amount_minor);
        assert_eq!(payment.refunded_minor, charge.refunded_minor, "{payment:?} {charge:?}");
        let taken = match charge.dispute {
            Some(DisputeStatus::Open | DisputeStatus::Lost) => charge.disputed_minor,
            Some(DisputeStatus::Won) | None => 0,
        };
        assert_eq!(payment.charged_back_minor, taken, "{payment:?} {charge:?}");
    }
    for payment in payments.iter().filter(|payment| was_received(payment.status)) {
        let charged = charges.iter().any(|charge| charge.payment == payment.id.to_string());
        let by_gateway = payment.gateway_ref.is_some();
        assert_eq!(charged, by_gateway, "{payment:?}");
    }
}
