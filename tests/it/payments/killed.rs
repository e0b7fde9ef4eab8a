//! threats.md row 25: a server that is killed at random while thousands of payments are made loses nothing, doubles
//! nothing, and leaves no payment unsettled for longer than half a minute after it is back.
//!
//! `PORTICO_KILL_ROUNDS` says how often it is killed: a few times in the ordinary run, 30 or more in the long one;
//! `PORTICO_KILL_AFTER_MS` how long it lives at least, so that the long run is about thousands of payments.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use futures_util::future::join_all;
use portico::db::Reads as _;
use portico::payments::entity::payment::{self, PaymentStatus};
use portico::payments::state::{is_open, was_received};
use portico::ports::payment_gateway::GatewayKind;
use serde_json::{Value, json};

use super::desk::{PAY, Payer, add, assert_the_gateway_agrees, payer_at};
use super::stripe::{store_keys, stripe_tenant};
use crate::support::app::{Backing, TestApp, on_own_server, today};
use crate::support::localstripe::LocalStripe;
use crate::support::program::Program;
use crate::support::recount::assert_the_books_add_up;
use crate::support::wait::until;

/// Cards, and how often each is used: most payments are ordinary.
const CARDS: [&str; 6] = [
    "tok_success",
    "tok_success",
    "tok_timeout_success",
    "tok_declined",
    "tok_timeout_failure",
    "tok_duplicate",
];

/// How many pay at once.
const TILLS: usize = 8;

/// How long nothing may be unsettled once the server is back.
const SETTLED_WITHIN: Duration = Duration::from_secs(30);

fn rounds() -> usize {
    std::env::var("PORTICO_KILL_ROUNDS").ok().and_then(|text| text.parse().ok()).unwrap_or(4)
}

/// How many milliseconds each lives at least.
fn lives() -> u64 {
    std::env::var("PORTICO_KILL_AFTER_MS").ok().and_then(|text| text.parse().ok()).unwrap_or(150)
}

/// Somebody who pays without a pause, each payment under a key of its own and each again and again until it is answered.
struct Till {
    payer: Payer,
    methods: Vec<String>,
}

impl Till {
    async fn run(&self, port: &AtomicU64, stop: &AtomicBool, number: usize) -> Takings {
        let mut takings = Takings::default();
        let mut turn = 0;
        while !stop.load(Ordering::Relaxed) {
            turn += 1;
            let (key, method) = (format!("{number}-{turn}"), &self.methods[turn % self.methods.len()]);
            let mut input = self.payer.input(&format!("{}.{:02}", 1 + turn % 40, turn % 100), &key);
            input["methodId"] = json!(method);
            while !stop.load(Ordering::Relaxed) {
                let port = u16::try_from(port.load(Ordering::Relaxed)).expect("a port");
                let caller = self.payer.caller.at_port(port);
                let body = json!({ "query": PAY, "variables": { "input": input } });
                let reply = caller.try_send(caller.post().json(&body).timeout(Duration::from_secs(20))).await;
                let Ok(reply) = reply else {
                    tokio::time::sleep(Duration::from_millis(20)).await;
                    continue;
                };
                let payment = &reply.body["data"]["createPayment"]["payment"];
                if payment.is_object() {
                    takings.answered.insert(key, payment["id"].clone());
                    break;
                }
                let code = &reply.body["data"]["createPayment"]["userErrors"][0]["code"];
                if code == "IDEMPOTENCY_IN_PROGRESS" {
                    // Whoever was at it has died. It is asked for again when everything is over.
                    takings.left.push(input);
                    break;
                }
                // The server is about to die.
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        }
        takings
    }

    /// What was left is answered by now, or when the lease of whoever died is over.
    async fn finish(&self, port: u16, mut takings: Takings) -> HashMap<String, Value> {
        let caller = self.payer.caller.at_port(port);
        for input in takings.left {
            let mut payment = Value::Null;
            until("what was left is answered", async || {
                let reply = caller.gql(PAY, json!({ "input": input })).await;
                payment = reply.body["data"]["createPayment"]["payment"]["id"].clone();
                payment.is_string()
            })
            .await;
            takings.answered.insert(input["idempotencyKey"].as_str().expect("text").to_owned(), payment);
        }
        takings.answered
    }
}

/// What a till has got.
#[derive(Default)]
struct Takings {
    /// Payments, by key.
    answered: HashMap<String, Value>,
    /// What somebody was at who died.
    left: Vec<Value>,
}

async fn tills(t: &TestApp, port: u16, tokens: &[String]) -> Vec<Till> {
    let mut tills = Vec::new();
    for _ in 0..TILLS {
        let payer = payer_at(t, port, &tokens[0]).await;
        for _ in 0..3 {
            t.invoice(&payer.customer).line("Fibre", 100_00).issued(today()).insert().await;
        }
        let mut methods = vec![payer.method.clone()];
        for token in &tokens[1..] {
            methods.push(add(&payer.caller, &payer.customer, token).await);
        }
        tills.push(Till { payer, methods });
    }
    tills
}

/// Pays and kills; what was answered, by key.
async fn pay_and_kill(t: &TestApp, variables: &[(&str, &str)], tokens: &[String]) -> HashMap<String, Value> {
    let mut server = Program::serve(t.config(), variables);
    let tills = tills(t, server.port(), tokens).await;
    let (port, stop) = (Arc::new(AtomicU64::new(server.port().into())), Arc::new(AtomicBool::new(false)));
    let killer = async {
        for round in 0..rounds() {
            // Never at the same place of a payment twice.
            let pause = lives() + (u64::try_from(round).expect("small") * 7_919) % 700;
            tokio::time::sleep(Duration::from_millis(pause)).await;
            server.kill();
            server = Program::serve(t.config(), variables);
            port.store(server.port().into(), Ordering::Relaxed);
        }
        tokio::time::sleep(Duration::from_millis(300)).await;
        stop.store(true, Ordering::Relaxed);
        Instant::now()
    };
    let paying = tills.iter().enumerate().map(|(number, till)| till.run(&port, &stop, number));
    let (takings, stopped) = tokio::join!(join_all(paying), killer);
    let unsettled = async || {
        let payments = t.scope().select::<payment::Entity>().all().await.expect("the database answers");
        payments.iter().filter(|payment| is_open(payment.status)).count()
    };
    while unsettled().await > 0 {
        assert!(stopped.elapsed() < SETTLED_WITHIN, "{} payments are stuck", unsettled().await);
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let mut answered = HashMap::new();
    for (till, takings) in tills.iter().zip(takings) {
        answered.extend(till.finish(server.port(), takings).await);
    }
    server.stop();
    answered
}

async fn payments(t: &TestApp) -> HashMap<String, payment::Model> {
    let rows = t.scope().select::<payment::Entity>().all().await.expect("the database answers");
    rows.into_iter().map(|row| (row.id.to_string(), row)).collect()
}

fn assert_answered(answered: &HashMap<String, Value>, payments: &HashMap<String, payment::Model>) {
    assert!(!answered.is_empty() && !payments.is_empty(), "something was paid");
    let mut ids: Vec<&str> = answered.values().filter_map(Value::as_str).collect();
    ids.sort_unstable();
    let before = ids.len();
    ids.dedup();
    assert_eq!(ids.len(), before, "no two keys have one payment");
    assert!(ids.iter().all(|id| payments.contains_key(*id)), "what was answered is there");
    let open = payments.len() - before;
    // Each till may have had one payment under way when it was stopped.
    assert!(open <= TILLS, "{open} payments were made that nobody asked for");
    let mut receipts: Vec<&str> =
        payments.values().filter_map(|payment| payment.receipt_number.as_deref()).collect();
    receipts.sort_unstable();
    let received = payments.values().filter(|payment| was_received(payment.status)).count();
    assert_eq!(receipts.len(), received);
    receipts.dedup();
    assert_eq!(receipts.len(), received, "each has a receipt of its own");
    let last = receipts.iter().filter_map(|number| number.rsplit('-').next()?.parse::<usize>().ok()).max();
    assert_eq!(last.unwrap_or_default(), received, "without a gap");
}

const JOBS: [(&str, &str); 2] = [("PORTICO_EVENTS__RUN_JOBS", "true"), ("PORTICO_PAYMENTS__LOOK_MS", "200")];

#[test]
fn the_ledger_and_the_sandbox_gateway_agree_whatever_is_killed() {
    // The server in this process only stands by: what is settled is settled by the one that is killed.
    let configure = |config: &mut portico::config::Config| config.events.run_jobs = false;
    on_own_server(Backing::Services, module_path!(), configure, async |t: TestApp| {
        let variables = [JOBS[0], JOBS[1], ("PORTICO_PAYMENTS__SANDBOX_LATENCY_MS", "3")];
        let tokens = CARDS.map(str::to_owned);
        let mut tokens: Vec<String> = tokens.to_vec();
        tokens.dedup();
        let answered = pay_and_kill(&t, &variables, &tokens).await;
        let payments = payments(&t).await;
        assert_answered(&answered, &payments);
        for payment in payments.values() {
            assert_ne!(payment.status, PaymentStatus::Unknown, "{payment:?}");
        }
        assert_the_books_add_up(&t.scope()).await;
        assert_the_gateway_agrees(&t).await;
        eprintln!("{} payments through {} kills", payments.len(), rounds());
    });
}

#[test]
fn the_ledger_and_localstripe_agree_whatever_is_killed() {
    let configure = |config: &mut portico::config::Config| config.events.run_jobs = false;
    on_own_server(Backing::Services, concat!(module_path!(), "::stripe"), configure, async |t: TestApp| {
        let Some(stripe) = LocalStripe::start().await else { return };
        let t = stripe_tenant(&t).await;
        let secrets = store_keys(&t, "whsec_unused").await;
        let variables = [
            JOBS[0],
            JOBS[1],
            ("PORTICO_PAYMENTS__STRIPE_URL", stripe.url()),
            ("PORTICO_SECRETS__FILE", secrets.as_str()),
        ];
        let tokens = [stripe.card("4242424242424242").await, stripe.card("4000000000000341").await];
        assert_eq!(t.facts().settings.payments.gateway, Some(GatewayKind::Stripe));
        let answered = pay_and_kill(&t, &variables, &tokens).await;
        let payments = payments(&t).await;
        assert_answered(&answered, &payments);
        assert_the_books_add_up(&t.scope()).await;
        // localstripe knows no idempotency keys: it is our own name in its metadata that keeps the books together.
        let mut charged: HashMap<String, i64> = HashMap::new();
        for intent in stripe.intents().await.iter().filter(|intent| intent["status"] == "succeeded") {
            let own = intent["metadata"]["payment_id"].as_str().expect("our name").to_owned();
            *charged.entry(own).or_default() += intent["amount"].as_i64().expect("an amount");
        }
        let received: HashMap<String, i64> = payments
            .into_iter()
            .filter(|(_, payment)| was_received(payment.status))
            .map(|(id, payment)| (id, payment.amount_minor))
            .collect();
        assert_eq!(charged, received);
        eprintln!("{} payments through {} kills", received.len(), rounds());
    });
}
