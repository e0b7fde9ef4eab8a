//! Stripe's protocol, spoken with localstripe: an independent peer.

use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use portico::app::SecretsParts;
use portico::db::Reads as _;
use portico::kernel::clock::{Clock as _, SharedClock, SystemClock};
use portico::kernel::entropy::SystemEntropy;
use portico::kernel::ids::{PaymentId, TypedId as _};
use portico::payments::entity::gateway_event;
use portico::ports::payment_gateway::{
    GatewayKind, Merchant, PaymentGateway as _, StripeGateway, StripeSettings,
};
use portico::ports::secrets::Secret;
use portico::tenancy::PaymentSettings;
use serde_json::{Value, json};

use super::desk::{ADD, Payer, add, invoice, owner, paid};
use crate::support::app::{Backing, TestApp, on_own_server, today};
use crate::support::guard::scratch;
use crate::support::localstripe::{KEY, LocalStripe};
use crate::support::recount::assert_the_books_add_up;
use crate::support::wait::until;

/// Where the tenants' keys are in the secret store.
pub(super) const PATH: &str = "payments/of-the-tests";

/// A tenant that is paid through Stripe, reached also by the address that localstripe sends its messages to.
pub(super) async fn stripe_tenant(t: &TestApp) -> TestApp {
    t.tenant_with(|new| {
        new.hosts.push("127.0.0.1".to_owned());
        new.settings.payments = PaymentSettings {
            gateway: Some(GatewayKind::Stripe),
            secret: Some(PATH.to_owned()),
            ..PaymentSettings::default()
        };
    })
    .await
}

/// Stores the keys in a file of secrets under the key of the tests; where it is.
pub(super) async fn store_keys(t: &TestApp, webhook_secret: &str) -> String {
    let file = t.config().secrets.file.clone().unwrap_or_else(|| scratch("secrets").join("secrets"));
    let mut section = t.config().secrets.clone();
    section.file = Some(file.clone());
    let clock: SharedClock = Arc::new(SystemClock);
    let parts = SecretsParts::of(&section, &clock, &(Arc::new(SystemEntropy) as _)).expect("it is a file");
    let fields = [("api_key", KEY), ("webhook_secret", webhook_secret)];
    let fields = fields.map(|(name, value)| (name.to_owned(), value.into())).into();
    let secret = Secret { fields, version: None };
    parts.secrets.store().write(PATH, &secret).await.expect("the file can be written");
    file.to_str().expect("a path is text").to_owned()
}

/// Runs a test with a localstripe that tells the server what happens, at the real time.
fn with_stripe(name: &str, test: impl AsyncFnOnce(TestApp, &LocalStripe)) {
    // localstripe has to be there before the server that is told where it is.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let stripe = runtime.expect("a runtime can be built").block_on(LocalStripe::start());
    let Some(stripe) = stripe else { return };
    let configure = |config: &mut portico::config::Config| {
        stripe.url().clone_into(&mut config.payments.stripe_url);
        config.payments.look_ms = 50;
        config.secrets.file = Some(scratch("secrets").join("secrets"));
        config.secrets.cache_seconds = 0;
    };
    on_own_server(Backing::Services, name, configure, async |t: TestApp| {
        // Signatures have a time, and localstripe's is the world's.
        t.advance(SystemClock.now() - t.now());
        let t = stripe_tenant(&t).await;
        store_keys(&t, "whsec_of_the_tests").await;
        let url = format!("http://127.0.0.1:{}/hooks/payments/stripe", t.port());
        let form = [("url", url.as_str()), ("secret", "whsec_of_the_tests")];
        let client = crate::support::http_client();
        let configured =
            client.post(format!("{}/_config/webhooks/t", stripe.url())).bearer_auth(KEY).form(&form);
        assert!(configured.send().await.expect("localstripe answers").status().is_success());
        test(t, &stripe).await;
    });
}

async fn payer(t: &TestApp, stripe: &LocalStripe, number: &str) -> Payer {
    let customer = t.customer().insert().await;
    let caller = owner(t, &customer).await;
    let method = add(&caller, &customer, &stripe.card(number).await).await;
    Payer { customer, caller, method }
}

#[test]
fn cards_are_stored_charged_and_refunded() {
    with_stripe(module_path!(), async |t, stripe| {
        let payer = payer(&t, stripe, "4242424242424242").await;
        let bill = t.invoice(&payer.customer).line("Fibre", 100_00).issued(today()).insert().await.row;
        let payment = paid(&payer.pay_for(bill.id, "119.00", "k").await);
        assert_eq!(payment["status"], "SUCCEEDED", "{payment}");
        assert_eq!(payment["method"]["last4"], "4242");
        assert_eq!(invoice(&t, bill.id).await.allocated_minor, 119_00);
        let intents = stripe.intents().await;
        assert_eq!(intents.len(), 1);
        assert_eq!((&intents[0]["amount"], &intents[0]["currency"]), (&json!(119_00), &json!("eur")));
        assert_eq!(intents[0]["metadata"]["payment_id"], payment["id"]);

        let staff = t.account().staff(portico::identity::LinkRole::Billing).insert().await;
        let staff = t.sign_in_as(&staff).await;
        let refund = "mutation($input: RefundPaymentInput!) { refundPayment(input: $input) { replayed
            refund { id status } payment { status } userErrors { code message } } }";
        let input =
            json!({ "paymentId": payment["id"], "amount": "19.00", "reason": "r", "idempotencyKey": "r" });
        let reply = staff.gql(refund, json!({ "input": input })).await;
        assert_eq!(reply.ok()["refundPayment"]["refund"]["status"], "SUCCEEDED", "{}", reply.text);
        assert_eq!(reply.ok()["refundPayment"]["payment"]["status"], "PARTIALLY_REFUNDED");
        let refunds = stripe.get("/v1/refunds").await;
        assert_eq!(refunds["data"][0]["amount"], 19_00);
        assert_eq!(refunds["data"][0]["metadata"]["refund_id"], reply.ok()["refundPayment"]["refund"]["id"]);

        // The messages of all this have come, and are of no further consequence.
        until("the message of the payment has come", async || {
            let events =
                t.scope().select::<gateway_event::Entity>().all().await.expect("the database answers");
            events
                .iter()
                .any(|event| event.kind == "payment_intent.succeeded" && event.processed_at.is_some())
        })
        .await;
        assert_the_books_add_up(&t.scope()).await;
    });
}

#[test]
fn refusals_are_told_as_such() {
    with_stripe(concat!(module_path!(), "::refusals"), async |t, stripe| {
        let payer = payer(&t, stripe, "4000000000000341").await;
        let payment = paid(&payer.pay("10.00", "k").await);
        assert_eq!(
            (&payment["status"], &payment["declineCode"]),
            (&json!("FAILED"), &json!("CARD_DECLINED"))
        );
        for token in [stripe.card("4000000000000002").await, "pm_unheard_of".to_owned()] {
            let input = json!({
                "customerId": payer.customer.id.to_string(), "kind": "CARD", "token": token,
                "idempotencyKey": token,
            });
            let reply = payer.caller.gql(ADD, json!({ "input": input })).await;
            assert_eq!(reply.user_errors("addPaymentMethod"), ["DECLINED"], "{}", reply.text);
        }
        assert_the_books_add_up(&t.scope()).await;
    });
}

#[test]
fn a_payer_who_proves_to_be_the_owner_pays_although_nobody_comes_back_to_the_page() {
    with_stripe(concat!(module_path!(), "::3ds"), async |t, stripe| {
        let customer = t.customer().insert().await;
        let caller = owner(&t, &customer).await;
        let token = stripe.card("4000002500003155").await;
        let input = json!({
            "customerId": customer.id.to_string(), "kind": "CARD", "token": token, "idempotencyKey": "k",
        });
        let add = "mutation($input: AddPaymentMethodInput!) { addPaymentMethod(input: $input) { replayed
            paymentMethod { id status action { clientSecret url } } userErrors { code message } } }";
        let reply = caller.gql(add, json!({ "input": input })).await;
        let method = &reply.ok()["addPaymentMethod"]["paymentMethod"];
        assert_eq!(method["status"], "PENDING", "{}", reply.text);
        let secret = method["action"]["clientSecret"].as_str().expect("for the script in the browser");
        let (setup, _) = secret.split_once("_secret_").expect("Stripe's form");
        // What the script does when the owner has answered the bank.
        stripe.post(&format!("/v1/setup_intents/{setup}/confirm"), &[("client_secret", secret)]).await;
        let confirm = "mutation($id: ID!) { confirmPaymentMethod(input: { id: $id }) {
            paymentMethod { id status last4 isDefault } userErrors { code message } } }";
        let reply = caller.gql(confirm, json!({ "id": method["id"] })).await;
        let method = &reply.ok()["confirmPaymentMethod"]["paymentMethod"];
        assert_eq!(
            (&method["status"], &method["last4"]),
            (&json!("ACTIVE"), &json!("3155")),
            "{}",
            reply.text
        );

        let method = method["id"].as_str().expect("an id").to_owned();
        let payer = Payer { customer, caller, method };
        let payment = paid(&payer.pay("10.00", "pay").await);
        assert_eq!(payment["status"], "REQUIRES_ACTION", "{payment}");
        let secret = payment["action"]["clientSecret"].as_str().expect("for the script in the browser");
        let (intent, _) = secret.split_once("_secret_").expect("Stripe's form");
        let form = [("client_secret", secret), ("success", "true")];
        let done: Value = stripe.post(&format!("/v1/payment_intents/{intent}/_authenticate"), &form).await;
        assert_eq!(done["status"], "succeeded", "{done}");
        until("the message settles the payment", async || {
            payer.look(&payment["id"]).await["status"] == "SUCCEEDED"
        })
        .await;
        let settled = payer.look(&payment["id"]).await;
        assert_eq!(settled["attempts"].as_array().expect("a list").last().expect("one")["source"], "WEBHOOK");
        assert_the_books_add_up(&t.scope()).await;
    });
}

#[test]
fn charges_whose_names_are_lost_are_found_by_one_walk_through_the_list() {
    with_stripe(concat!(module_path!(), "::lost"), async |t, stripe| {
        let new_id = || PaymentId::generate(t.now(), &**t.scope().entropy());
        let mut ordered = Vec::new();
        // More than a page.
        for _ in 0..120 {
            let id = new_id();
            let own = id.to_string();
            let form = [("amount", "1000"), ("currency", "eur"), ("metadata[payment_id]", own.as_str())];
            let intent = stripe.post("/v1/payment_intents", &form).await;
            assert!(intent["id"].is_string(), "{intent}");
            ordered.push(id);
        }
        let settings = StripeSettings { url: stripe.url().to_owned(), timeout: Duration::from_secs(20) };
        let gateway = StripeGateway::new(&settings).expect("a client");
        let merchant =
            Merchant { tenant: t.scope().tenant().id, key: KEY.into(), webhook_secrets: Vec::new() };
        let (first, last, never) = (ordered[0], ordered[119], new_id());
        let found = gateway.find_charges(&merchant, &[last, never, first], TimeDelta::zero()).await;
        let found = found.expect("it answers").expect("it is looked through");
        assert_eq!(found.len(), 2, "{found:?}");
        for id in [first, last] {
            let report = found[&id].as_ref().expect("it is known");
            assert_eq!(report.payment, Some(id));
        }
    });
}

#[test]
fn a_tenant_whose_keys_cannot_be_had_takes_no_cards() {
    on_own_server(
        Backing::Embedded,
        concat!(module_path!(), "::keys"),
        |_| {},
        async |t: TestApp| {
            let t = stripe_tenant(&t).await;
            let customer = t.customer().insert().await;
            let caller = owner(&t, &customer).await;
            let input = json!({
                "customerId": customer.id.to_string(), "kind": "CARD", "token": "pm_1", "idempotencyKey": "k",
            });
            let reply = caller.gql(ADD, json!({ "input": input })).await;
            assert_eq!(reply.user_errors("addPaymentMethod"), ["GATEWAY_UNAVAILABLE"], "{}", reply.text);
        },
    );
}
