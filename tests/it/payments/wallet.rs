//! Wallets of prepaid customers: what is in them, and who is told when they run low.

use portico::billing::entity::{customer_balance, wallet_alert};
use portico::customers::entity::customer::{self, BillingMode};
use portico::db::Reads as _;
use portico::events::entity::outbox_event;
use portico::events::{Event, EventType};
use portico::identity::entity::account_link::LinkRole;
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};

use crate::payments::desk::{PAY, owner, paid};
use crate::support::app::{Backing, TestApp, on_shared_server, today};
use crate::support::caller::Caller;
use crate::support::recount::{assert_the_books_add_up, ledger_check_is_empty};
use crate::support::wait::until;

const WALLET: &str =
    "{ viewer { customer { wallet { balance { minor } lowBalanceThreshold { minor } hasOwnThreshold
    isLow version } } } }";

const SET: &str =
    "mutation($input: SetLowBalanceAlertInput!) { setLowBalanceAlert(input: $input) { customer { wallet {
    lowBalanceThreshold { minor } hasOwnThreshold isLow version } } userErrors { code field retryable } } }";

const INBOX: &str = "{ viewer { notifications(first: 20) { nodes { kind topic title body subjectId } } } }";

async fn prepaid(t: &TestApp) -> customer::Model {
    t.customer().with(|row| row.billing_mode = BillingMode::Prepaid).insert().await
}

async fn staff(t: &TestApp) -> Caller {
    t.sign_in_as(&t.account().staff(LinkRole::Billing).insert().await).await
}

/// A tenant that tells of balances below 20.00.
async fn telling(t: &TestApp) -> TestApp {
    t.tenant_with(|new| new.settings.billing.low_balance_minor = Some(20_00)).await
}

/// Sends a mutation, which succeeds: its payload.
async fn done(by: &Caller, name: &str, input: Value, asks: &str) -> Value {
    crate::invoicing::done(crate::invoicing::mutate(by, name, input, asks).await)
}

fn major(cents: i64) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}

/// Pays over the counter; the payment's id.
async fn top_up(staff: &Caller, of: &customer::Model, cents: i64, key: &str) -> Value {
    let input = json!({
        "customerId": of.id.to_string(), "amount": major(cents), "channel": "CASH", "keepAsCredit": true,
        "idempotencyKey": key,
    });
    paid(&staff.gql(PAY, json!({ "input": input })).await)["id"].clone()
}

/// Bills an amount, which is paid out of the wallet as far as it reaches.
async fn charge(staff: &Caller, of: &customer::Model, cents: i64) {
    let line = json!({ "text": "A visit", "unitPrice": major(cents) });
    let input = json!({ "customerId": of.id.to_string(), "lines": [line] });
    let draft = done(staff, "createInvoiceDraft", input, "invoice { id }").await;
    let input = json!({ "invoiceId": draft["invoice"]["id"] });
    done(staff, "finalizeInvoice", input, "invoice { id }").await;
}

async fn told(t: &TestApp, of: &customer::Model) -> Vec<Event> {
    let events = t.scope().select::<outbox_event::Entity>().all().await.expect("the database answers");
    let is_of =
        |event: &Event| event.event_type == EventType::PrepaidBalanceLow && event.customer_id == Some(of.id);
    events.into_iter().filter(is_of).collect()
}

async fn balance(t: &TestApp, of: &customer::Model) -> i64 {
    let rows = t.scope().select::<customer_balance::Entity>().all().await.expect("the database answers");
    rows.into_iter().find(|row| row.customer_id == of.id).map_or(0, |row| row.unapplied_minor)
}

both!(a_wallet_is_what_is_paid_and_not_used, async |t: TestApp| {
    let t = telling(&t).await;
    let (alice, staff) = (prepaid(&t).await, staff(&t).await);
    let alices = owner(&t, &alice).await;
    let wallet = async || alices.gql(WALLET, json!({})).await.ok()["viewer"]["customer"]["wallet"].clone();
    let empty = json!({
        "balance": { "minor": "0" }, "lowBalanceThreshold": { "minor": "2000" }, "hasOwnThreshold": false,
        "isLow": true, "version": 0,
    });
    assert_eq!(wallet().await, empty);
    // A top-up is a payment at zero balance, by a stored card.
    let card = crate::payments::desk::add(&alices, &alice, "tok_success").await;
    let input = json!({
        "customerId": alice.id.to_string(), "amount": "50", "methodId": card, "keepAsCredit": true, "idempotencyKey": "k",
    });
    let payment = paid(&alices.gql(PAY, json!({ "input": input })).await);
    assert_eq!(payment["unapplied"]["minor"], "5000");
    assert_eq!(
        (&wallet().await["balance"]["minor"], &wallet().await["isLow"]),
        (&json!("5000"), &json!(false))
    );
    charge(&staff, &alice, 15_00).await;
    assert_eq!(wallet().await["balance"]["minor"], "3500");

    // Who pays after the service has none, and none is seen by those who see no bills.
    let bob = t.customer().insert().await;
    let bobs = owner(&t, &bob).await;
    assert_eq!(bobs.gql(WALLET, json!({})).await.ok()["viewer"]["customer"]["wallet"], Value::Null);
    let input = json!({ "customerId": bob.id.to_string(), "threshold": "5" });
    let reply = bobs.gql(SET, json!({ "input": input })).await;
    assert_eq!(reply.user_errors("setLowBalanceAlert"), ["NOT_FOUND"]);
    let technical = t.sign_in_as(&t.account().member_of(&alice, LinkRole::Technical).insert().await).await;
    technical.gql(WALLET, json!({})).await.assert_code("FORBIDDEN");
    assert_the_books_add_up(&t.scope()).await;
});

both!(a_threshold_is_set_by_those_who_fill_the_wallet, async |t: TestApp| {
    let t = telling(&t).await;
    let alice = prepaid(&t).await;
    let alices = owner(&t, &alice).await;
    let set = async |by: &Caller, threshold: Value, version: Value| {
        let input =
            json!({ "customerId": alice.id.to_string(), "threshold": threshold, "expectedVersion": version });
        by.gql(SET, json!({ "input": input })).await
    };
    let reply = set(&alices, json!("7.50"), json!(0)).await;
    let own = json!({
        "lowBalanceThreshold": { "minor": "750" }, "hasOwnThreshold": true, "isLow": true, "version": 1,
    });
    assert_eq!(reply.ok()["setLowBalanceAlert"]["customer"]["wallet"], own, "{}", reply.text);
    let stale = set(&alices, json!("8"), json!(0)).await;
    assert_eq!(
        stale.ok()["setLowBalanceAlert"]["userErrors"],
        json!([{ "code": "CONFLICT", "field": "expectedVersion", "retryable": true }])
    );
    for threshold in ["-0.01", "1.001", "100000000000"] {
        let reply = set(&alices, json!(threshold), Value::Null).await;
        assert_eq!(reply.user_errors("setLowBalanceAlert"), ["INVALID_INPUT"], "{threshold}");
        assert_eq!(reply.ok()["setLowBalanceAlert"]["userErrors"][0]["field"], "threshold");
    }
    let payer = t.sign_in_as(&t.account().member_of(&alice, LinkRole::Payer).insert().await).await;
    let off = set(&payer, json!("0"), json!(1)).await;
    assert_eq!(off.ok()["setLowBalanceAlert"]["customer"]["wallet"]["isLow"], false);
    let theirs = set(&payer, Value::Null, json!(2)).await;
    let wallet = &theirs.ok()["setLowBalanceAlert"]["customer"]["wallet"];
    assert_eq!(
        (&wallet["lowBalanceThreshold"]["minor"], &wallet["hasOwnThreshold"]),
        (&json!("2000"), &json!(false))
    );

    let stranger = owner(&t, &prepaid(&t).await).await;
    assert_eq!(
        set(&stranger, json!("1"), Value::Null).await.user_errors("setLowBalanceAlert"),
        ["NOT_FOUND"]
    );
    let viewer = t.sign_in_as(&t.account().member_of(&alice, LinkRole::Viewer).insert().await).await;
    for nobody in [&viewer, &staff(&t).await] {
        set(nobody, json!("1"), Value::Null).await.assert_code("FORBIDDEN");
    }
    set(&t.anonymous(), json!("1"), Value::Null).await.assert_code("UNAUTHENTICATED");
    assert!(told(&t, &alice).await.is_empty(), "nothing has fallen");
    let rows = t.scope().select::<wallet_alert::Entity>().all().await.expect("the database answers");
    assert_eq!((rows.len(), rows[0].version), (1, 3));
});

both!(a_balance_that_falls_below_the_threshold_is_told_of_once, async |t: TestApp| {
    let t = telling(&t).await;
    let (alice, staff) = (prepaid(&t).await, staff(&t).await);
    let alices = owner(&t, &alice).await;
    let count = async || told(&t, &alice).await.len();
    top_up(&staff, &alice, 5_00, "1").await;
    assert_eq!(count().await, 0, "what has never been above has not fallen");
    top_up(&staff, &alice, 45_00, "2").await;
    charge(&staff, &alice, 30_00).await;
    assert_eq!((balance(&t, &alice).await, count().await), (20_00, 0), "at the threshold is not below it");
    charge(&staff, &alice, 1).await;
    assert_eq!((balance(&t, &alice).await, count().await), (19_99, 1));
    let event = told(&t, &alice).await.pop().expect("there is one");
    let expected = json!({ "currency": "EUR", "balanceMinor": 19_99, "thresholdMinor": 20_00 });
    assert_eq!((event.subject, event.payload), (alice.id.to_string(), expected));

    // Not again while it is low, nor by what comes in and is used at once.
    charge(&staff, &alice, 1_00).await;
    let open = t.invoice(&alice).line("Fibre", 100_00).issued(today()).insert().await.row;
    let input = json!({
        "customerId": alice.id.to_string(), "amount": "119", "channel": "CASH", "idempotencyKey": "through",
        "allocations": [{ "invoiceId": open.id.to_string(), "amount": "119" }],
    });
    paid(&staff.gql(PAY, json!({ "input": input })).await);
    assert_eq!((balance(&t, &alice).await, count().await), (18_99, 1));

    // When it has risen it can fall again, whatever takes from it: a bill, a refund, a credit that is cancelled.
    let payment = top_up(&staff, &alice, 15_00, "3").await;
    assert_eq!(balance(&t, &alice).await, 33_99);
    let input = json!({ "paymentId": payment, "amount": "15", "reason": "as agreed", "idempotencyKey": "r" });
    let refund =
        "mutation($input: RefundPaymentInput!) { refundPayment(input: $input) { userErrors { code } } }";
    let reply = staff.gql(refund, json!({ "input": input })).await;
    assert!(reply.user_errors("refundPayment").is_empty(), "{}", reply.text);
    assert_eq!((balance(&t, &alice).await, count().await), (18_99, 2));
    let credit = json!({
        "credit": { "customer": { "customerId": alice.id.to_string(), "amount": "30" } }, "reason": "GOODWILL",
        "apply": false,
    });
    let note = done(&staff, "issueCreditNote", credit, "creditNote { id }").await;
    assert_eq!((balance(&t, &alice).await, count().await), (48_99, 2));
    let input = json!({ "creditNoteId": note["creditNote"]["id"], "reason": "by mistake" });
    done(&staff, "voidCreditNote", input, "creditNote { id }").await;
    assert_eq!((balance(&t, &alice).await, count().await), (18_99, 3));

    // It has come to those who see the bills, and to open pages.
    until("the notifications have come", async || {
        let inbox = alices.gql(INBOX, json!({})).await;
        let nodes = inbox.ok()["viewer"]["notifications"]["nodes"].as_array().expect("a list").clone();
        let low: Vec<&Value> = nodes.iter().filter(|node| node["kind"] == "PREPAID_BALANCE_LOW").collect();
        low.len() == 3
            && low.iter().all(|node| node["topic"] == "BILLING" && node["subjectId"] == alice.id.to_string())
            && low.iter().any(|node| node["body"].as_str().is_some_and(|body| body.contains("18.99")))
    })
    .await;
    assert_the_books_add_up(&t.scope()).await;
});

both!(a_balance_that_covers_no_bill_is_told_of_too, async |t: TestApp| {
    use crate::invoicing::run;
    let t = telling(&t).await;
    let plan = t.plan().insert().await;
    let prepaid = |row: &mut customer::Model| {
        row.billing_day = 22;
        row.billing_mode = BillingMode::Prepaid;
    };
    let (rich, poor) = (t.customer().with(prepaid).insert().await, t.customer().with(prepaid).insert().await);
    let staff = staff(&t).await;
    for (customer, cents) in [(&rich, 50_00), (&poor, 30_00)] {
        t.subscription(customer, &plan).insert().await;
        top_up(&staff, customer, cents, &cents.to_string()).await;
    }
    let (richs, poors) = (owner(&t, &rich).await, owner(&t, &poor).await);
    run(&t.scope(), today(), 1).await;
    assert_eq!((balance(&t, &rich).await, told(&t, &rich).await.len()), (2_52, 1));
    assert_eq!((balance(&t, &poor).await, told(&t, &poor).await.len()), (0, 1));
    let kinds = async |by: &Caller| {
        let inbox = by.gql(INBOX, json!({})).await;
        let nodes = inbox.ok()["viewer"]["notifications"]["nodes"].as_array().expect("a list").clone();
        let prepaid =
            nodes.iter().filter_map(|node| node["kind"].as_str()).filter(|kind| kind.starts_with("PREPAID"));
        let mut kinds: Vec<String> = prepaid.map(str::to_owned).collect();
        kinds.sort_unstable();
        kinds
    };
    until("the poor are told of both", async || {
        kinds(&poors).await == ["PREPAID_BALANCE_LOW", "PREPAID_BALANCE_SHORT"]
    })
    .await;
    until("the rich of one", async || kinds(&richs).await == ["PREPAID_BALANCE_LOW"]).await;
    // The same day again takes nothing and tells nothing.
    run(&t.scope(), today(), 1).await;
    assert_eq!((told(&t, &rich).await.len(), told(&t, &poor).await.len()), (1, 1));
    assert_the_books_add_up(&t.scope()).await;
});

#[derive(Debug, Clone)]
enum Step {
    TopUp(i64),
    Pay(i64),
    Charge(i64),
    Credit(i64),
    Threshold(Option<i64>),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        2 => (1_i64..40_00).prop_map(Step::TopUp),
        2 => (1_i64..40_00).prop_map(Step::Pay),
        5 => (1_i64..30_00).prop_map(Step::Charge),
        1 => (1_i64..20_00).prop_map(Step::Credit),
        1 => prop::option::of(0_i64..40_00).prop_map(Step::Threshold),
    ]
}

/// Over random histories: nothing is ever below zero, and it is told exactly when the balance that a step leaves is below
/// the threshold and the one before it was not.
fn every_fall_is_told_of(backing: Backing, name: &str) {
    on_shared_server(backing, name, async |t: TestApp| {
        let t = telling(&t).await;
        let staff = staff(&t).await;
        let mut runner = TestRunner::deterministic();
        for _ in 0..3 {
            let alice = prepaid(&t).await;
            let alices = owner(&t, &alice).await;
            let steps = prop::collection::vec(step(), 20).new_tree(&mut runner).expect("steps").current();
            let (mut threshold, mut low, mut falls) = (20_00, true, 0);
            for (at, step) in steps.iter().enumerate() {
                let key = format!("{} {at}", alice.id);
                match step {
                    Step::TopUp(cents) => drop(top_up(&staff, &alice, *cents, &key).await),
                    Step::Pay(cents) => {
                        let input = json!({
                            "customerId": alice.id.to_string(), "amount": major(*cents), "channel": "CASH",
                            "idempotencyKey": key,
                        });
                        paid(&staff.gql(PAY, json!({ "input": input })).await);
                    }
                    Step::Charge(cents) => charge(&staff, &alice, *cents).await,
                    Step::Credit(cents) => {
                        let of = json!({ "customer": { "customerId": alice.id.to_string(), "amount": major(*cents) } });
                        let credit = json!({ "credit": of, "reason": "GOODWILL", "apply": true });
                        done(&staff, "issueCreditNote", credit, "creditNote { id }").await;
                    }
                    Step::Threshold(cents) => {
                        let input =
                            json!({ "customerId": alice.id.to_string(), "threshold": cents.map(major) });
                        let reply = alices.gql(SET, json!({ "input": input })).await;
                        assert!(reply.user_errors("setLowBalanceAlert").is_empty(), "{}", reply.text);
                        threshold = cents.unwrap_or(20_00);
                        low = balance(&t, &alice).await < threshold;
                    }
                }
                let left = balance(&t, &alice).await;
                assert!(left >= 0, "{step:?}");
                let now_low = left < threshold;
                falls += usize::from(now_low && !low);
                low = now_low;
                assert_eq!(told(&t, &alice).await.len(), falls, "{step:?} of {steps:?}");
                let shown = alices.gql(WALLET, json!({})).await.ok()["viewer"]["customer"]["wallet"].clone();
                assert_eq!(
                    (&shown["balance"]["minor"], &shown["isLow"]),
                    (&json!(left.to_string()), &json!(low))
                );
            }
            assert_the_books_add_up(&t.scope()).await;
        }
        ledger_check_is_empty(&t).await;
    });
}

#[test]
fn every_fall_is_told_of_embedded() {
    every_fall_is_told_of(Backing::Embedded, module_path!());
}

#[test]
fn every_fall_is_told_of_services() {
    every_fall_is_told_of(Backing::Services, module_path!());
}

/// The tenant as it is now, for a system that has not read it before.
async fn again(t: &TestApp) -> portico::db::Scope {
    use portico::db::PlatformScope;
    use portico::kernel::actor::Actor;
    let platform = PlatformScope::new(t.db().clone());
    let tenant = portico::tenancy::find_by_slug(&platform, &t.facts().slug).await;
    let reference = tenant.expect("the database answers").expect("it is there").reference;
    let entropy = t.scope().entropy().clone();
    portico::db::Scope::new(t.db().clone(), reference, Actor::System, &t.clock(), entropy, "test".into())
}

both!(a_threshold_that_the_isp_sets_later_is_told_of_with_the_next_fall, async |t: TestApp| {
    use portico::billing::entity::credit_note::CreditReason;
    use portico::billing::{CreditTarget, NewCreditNote, issue_credit_note, void_credit_note};
    use portico::tenancy::{Edit, update_settings};
    let t = t.tenant().await;
    let (rich, poor, new) = (prepaid(&t).await, prepaid(&t).await, prepaid(&t).await);
    let give = async |scope: &portico::db::Scope, of: &customer::Model, cents: i64| {
        let target = CreditTarget::Customer(of.id, rust_decimal::Decimal::new(cents, 2));
        let new = NewCreditNote { target, reason: CreditReason::Goodwill, remark: None, apply: false };
        issue_credit_note(scope, new).await.expect("given")
    };
    let scope = t.scope();
    let large = give(&scope, &rich, 50_00).await;
    give(&scope, &rich, 15_00).await;
    give(&scope, &poor, 5_00).await;
    let edit = Edit { key: "billing.low_balance_minor".to_owned(), value: json!(20_00) };
    update_settings(&scope, vec![edit], None).await.expect("it is possible");
    assert!(told(&t, &rich).await.is_empty() && told(&t, &poor).await.is_empty());

    let scope = again(&t).await;
    void_credit_note(&scope, large.id, "by mistake", None).await.expect("nothing was used of it");
    assert_eq!((balance(&t, &rich).await, told(&t, &rich).await.len()), (15_00, 1), "it has fallen");
    // Whose wallet was below it by then has not been told, and is once.
    give(&scope, &poor, 1_00).await;
    give(&scope, &poor, 1_00).await;
    assert_eq!((balance(&t, &poor).await, told(&t, &poor).await.len()), (7_00, 1));
    // A wallet that is new has not fallen.
    give(&scope, &new, 1_00).await;
    assert!(told(&t, &new).await.is_empty());
    assert_the_books_add_up(&scope).await;
});
