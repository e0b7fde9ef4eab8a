//! Services come back with the money: by the exact quote, in the same transaction, once.

use futures_util::future::join_all;
use portico::billing;
use portico::catalog::entity::suspension_lock;
use portico::events::entity::outbox_event::EventType;
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::{Config, TestRunner};

use super::*;
use crate::support::app::{Backing, on_shared_server};
use crate::support::recount::{assert_the_books_add_up, ledger_check_is_empty};

async fn quote(caller: &Caller) -> Value {
    let fields = "restoreQuote { amount { amount minor } owed { minor } services { id status } }";
    asked(caller, fields).await["restoreQuote"].clone()
}

async fn locks(t: &TestApp) -> usize {
    let scope = t.scope();
    let rows = scope.select::<suspension_lock::Entity>().all().await.expect("the database answers");
    rows.into_iter().filter(|row| row.lifted_on.is_none()).count()
}

both!(one_minor_unit_less_does_not_bring_it_back_and_the_quote_does, async |t: TestApp| {
    let t = isp(&t).await;
    let (ada, service, _) = suspended(&t).await;
    let (owner, biller) = (member(&t, &ada, LinkRole::Owner).await, staff(&t, LinkRole::Billing).await);
    let quoted = quote(&owner).await;
    assert_eq!((&quoted["amount"]["minor"], &quoted["owed"]["minor"]), (&json!("11400"), &json!("11900")));
    assert_eq!(quoted["services"], json!([{ "id": service.to_string(), "status": "SUSPENDED" }]));
    cash(&biller, &ada, "113.99", "less").await;
    assert!(!in_service(&t, service).await);
    assert_eq!(quote(&owner).await["amount"]["minor"], "1");
    assert_eq!(told(&t, EventType::SubscriptionResumed).await, 0);
    cash(&biller, &ada, "0.01", "enough").await;
    assert!(in_service(&t, service).await, "when the answer is there, the service is");
    assert_eq!(quote(&owner).await, json!(null));
    assert_eq!(told(&t, EventType::SubscriptionResumed).await, 1);
    assert_eq!(told(&t, EventType::DunningRestored).await, 1);
    look(&t, 0).await;
    look(&t, 40).await;
    assert!(in_service(&t, service).await, "5.00 are left alone");
    assert_the_books_add_up(&t.scope()).await;
    ledger_check_is_empty(&t).await;
});

both!(the_owner_pays_by_card_and_every_service_is_back, async |t: TestApp| {
    let t = isp(&t).await;
    let (ada, service, _) = suspended(&t).await;
    let plan = t.plan().insert().await;
    let second = t.subscription(&ada, &plan).insert().await;
    // A service that has come later is withheld with the next bill that calls for it, not before.
    look(&t, 0).await;
    assert!(in_service(&t, second.id).await);
    let owner = member(&t, &ada, LinkRole::Owner).await;
    crate::support::authenticator::step_up(&owner).await;
    let add = json!({ "customerId": ada.id.to_string(), "kind": "CARD", "token": "tok_success", "idempotencyKey": "a" });
    let method = done(mutate(&owner, "addPaymentMethod", add, "paymentMethod { id }").await);
    let amount = quote(&owner).await["amount"]["amount"].clone();
    let pay = json!({
        "customerId": ada.id.to_string(), "amount": amount, "methodId": method["paymentMethod"]["id"],
        "idempotencyKey": "b",
    });
    let paid = done(mutate(&owner, "createPayment", pay, "payment { status }").await);
    assert_eq!(paid["payment"]["status"], "SUCCEEDED");
    assert!(in_service(&t, service).await);
});

both!(payments_at_once_lift_once, async |t: TestApp| {
    let t = isp(&t).await;
    let (ada, service, _) = suspended(&t).await;
    let biller = staff(&t, LinkRole::Billing).await;
    let keys: Vec<String> = (0..4).map(|number| format!("key {number}")).collect();
    join_all(keys.iter().map(|key| cash(&biller, &ada, "114.00", key))).await;
    assert!(in_service(&t, service).await);
    assert_eq!(told(&t, EventType::SubscriptionResumed).await, 1);
    assert_eq!(told(&t, EventType::DunningRestored).await, 1);
    assert_eq!(locks(&t).await, 0);
    assert_the_books_add_up(&t.scope()).await;
});

both!(a_payment_and_a_look_at_once_end_as_one_after_the_other, async |t: TestApp| {
    let t = isp(&t).await;
    let biller = staff(&t, LinkRole::Billing).await;
    for round in 0..6 {
        let (customer, service) = served(&t).await;
        late(&t, &customer).await;
        warn(&t).await;
        let key = format!("round {round}");
        tokio::join!(look(&t, 0), cash(&biller, &customer, "119.00", &key), look(&t, 0));
        assert!(in_service(&t, service).await, "whoever was first, the money is there");
    }
    assert_eq!(locks(&t).await, 0);
});

both!(whatever_settles_the_debt_brings_services_back, async |t: TestApp| {
    let t = isp(&t).await;
    let biller = staff(&t, LinkRole::Billing).await;
    for way in ["credit", "courtesy", "void", "write-off", "kept credit"] {
        let (customer, service, bill) = suspended(&t).await;
        let id = bill.id.to_string();
        let version = json!(null);
        match way {
            "credit" => {
                let input = json!({ "credit": { "invoice": { "invoiceId": id, "amount": "114.00" } }, "reason": "OTHER" });
                done(mutate(&biller, "issueCreditNote", input, "creditNote { id }").await);
            }
            "courtesy" => {
                let credit =
                    json!({ "customer": { "customerId": customer.id.to_string(), "amount": "114.00" } });
                let input = json!({ "credit": credit, "reason": "GOODWILL", "apply": false });
                done(mutate(&biller, "issueCreditNote", input, "creditNote { id }").await);
            }
            "void" => {
                let input = json!({ "invoiceId": id, "reason": "wrong", "expectedVersion": version });
                done(mutate(&biller, "voidInvoice", input, "invoice { id }").await);
            }
            "write-off" => {
                let input = json!({ "invoiceId": id, "reason": "gone", "expectedVersion": version });
                done(mutate(&biller, "markInvoiceUncollectible", input, "invoice { id }").await);
            }
            _ => {
                t.payment(&customer, 114_00).insert().await;
                let tx = t.scope().begin().await.expect("the database answers");
                billing::ledger::lock_balance(&tx, customer.id).await.expect("the database answers");
                billing::settled(&tx, customer.id).await.expect("the database answers");
                tx.commit().await.expect("the database answers");
            }
        }
        assert!(in_service(&t, service).await, "{way}");
    }
    assert_the_books_add_up(&t.scope()).await;
});

both!(a_service_that_is_withheld_for_another_reason_too_stays_so, async |t: TestApp| {
    let t = isp(&t).await;
    let (ada, service, _) = suspended(&t).await;
    let admin = staff(&t, LinkRole::TenantAdmin).await;
    let input = json!({ "subscriptionId": service.to_string(), "reason": "ABUSE", "why": "spam" });
    done(mutate(&admin, "lockSubscription", input, "subscription { status }").await);
    cash(&admin, &ada, "119.00", "all").await;
    assert!(!in_service(&t, service).await);
    assert_eq!(locks(&t).await, 1);
    assert_eq!(told(&t, EventType::SubscriptionResumed).await, 0);
});

both!(what_the_staff_has_withheld_comes_back_with_the_money_too, async |t: TestApp| {
    let t = isp(&t).await;
    let (ada, service) = served(&t).await;
    late(&t, &ada).await;
    let (owner, biller) = (member(&t, &ada, LinkRole::Owner).await, staff(&t, LinkRole::Billing).await);
    let input = json!({ "subscriptionId": service.to_string(), "reason": "NON_PAYMENT", "why": "by hand" });
    done(mutate(&biller, "lockSubscription", input, "subscription { status }").await);
    assert_eq!(quote(&owner).await["amount"]["minor"], "11400");
    cash(&biller, &ada, "113.99", "less").await;
    assert!(!in_service(&t, service).await);
    cash(&biller, &ada, "0.01", "enough").await;
    assert!(in_service(&t, service).await);
});

both!(one_look_is_enough_where_nothing_is_withheld, async |t: TestApp| {
    let t = isp(&t).await;
    let (ada, _) = served(&t).await;
    late(&t, &ada).await;
    let scope = t.scope();
    let tx = scope.begin().await.expect("the database answers");
    let before = scope.statements();
    billing::settled(&tx, ada.id).await.expect("the database answers");
    assert_eq!(scope.statements() - before, 1);
});

both!(a_stranger_sees_no_quote_and_the_open_page_hears_of_it, async |t: TestApp| {
    let t = isp(&t).await;
    let (ada, _, _) = suspended(&t).await;
    let (bob, _) = served(&t).await;
    let stranger = member(&t, &bob, LinkRole::Owner).await;
    assert_eq!(quote(&stranger).await, json!(null), "its own");
    let node = "query($id: ID!) { node(id: $id) { ... on Customer { restoreQuote { amount { minor } } } } }";
    let seen = stranger.gql(node, json!({ "id": ada.id.to_string() })).await;
    assert_eq!(seen.ok()["node"], json!(null));
    let technical = member(&t, &ada, LinkRole::Technical).await;
    technical
        .gql("{ viewer { customer { restoreQuote { amount { minor } } } } }", json!({}))
        .await
        .assert_code("FORBIDDEN");
});

/// Any bills, any disputes: less than the quote is not enough, and the quote is.
#[test]
fn the_quote_is_exact_whatever_is_owed() {
    on_shared_server(Backing::Embedded, module_path!(), async |t: TestApp| {
        let t = isp(&t).await;
        let biller = staff(&t, LinkRole::Billing).await;
        let mut runner =
            TestRunner::new(Config { cases: 12, failure_persistence: None, ..Config::default() });
        let mut cases = Vec::new();
        let bills = prop::collection::vec((1_i64..150_00, 30_u64..90, any::<bool>()), 1..4);
        for _ in 0..12 {
            cases.push(bills.new_tree(&mut runner).expect("a case").current());
        }
        for (number, bills) in cases.into_iter().enumerate() {
            let (customer, service) = served(&t).await;
            let owner = member(&t, &customer, LinkRole::Owner).await;
            let mut lines = Vec::new();
            for (net, days, disputed) in bills {
                let bill = t.invoice(&customer).line("Fibre", net).line("TV", 9_00);
                let bill = bill.issued(ago(days + 14)).due(ago(days)).insert().await;
                lines.extend(disputed.then_some(bill.lines[0].id));
            }
            warn(&t).await;
            look(&t, 0).await;
            for line in lines {
                done(super::disputes::dispute(&owner, line, "no").await);
            }
            let quoted = quote(&owner).await;
            if quoted.is_null() {
                assert!(in_service(&t, service).await);
                continue;
            }
            let minor: i64 = quoted["amount"]["minor"].as_str().expect("text").parse().expect("a number");
            assert!(minor > 0, "{quoted}");
            if minor > 1 {
                let less = format!("{}.{:02}", (minor - 1) / 100, (minor - 1) % 100);
                cash(&biller, &customer, &less, &format!("{number} less")).await;
                assert!(!in_service(&t, service).await, "{quoted}");
            }
            let rest = if minor > 1 { 1 } else { minor };
            cash(&biller, &customer, &format!("0.{rest:02}"), &format!("{number} rest")).await;
            assert!(in_service(&t, service).await, "{quoted}");
        }
        assert_the_books_add_up(&t.scope()).await;
    });
}
