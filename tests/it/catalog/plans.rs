//! The plans on offer.

use portico::identity::entity::account_link::LinkRole;
use serde_json::{Value, json};

use super::{code, done, member, mutate, staff};
use crate::support::app::{TestApp, today};
use crate::support::caller::Caller;

const PLANS: &str =
    "query($filter: PlanFilter) { plans(first: 50, filter: $filter) { totalCount nodes { code } } }";
const PLAN: &str = "plan { id code version price { minor } validTo capBytes contractMonths public }";

async fn codes(caller: &Caller, filter: Value) -> Vec<String> {
    let reply = caller.gql(PLANS, json!({ "filter": filter })).await;
    let plans = &reply.ok()["plans"];
    let nodes = plans["nodes"].as_array().expect("a list");
    assert_eq!(plans["totalCount"], nodes.len());
    nodes.iter().map(|node| node["code"].as_str().expect("a code").to_owned()).collect()
}

both!(everybody_sees_what_is_on_public_sale_and_staff_sees_all, async |t: TestApp| {
    let (yesterday, tomorrow) = (today() - chrono::Days::new(1), today() + chrono::Days::new(1));
    let named = |code: &'static str| t.plan().with(move |plan| code.clone_into(&mut plan.code));
    named("B-SOLD").insert().await;
    named("A-SOLD").with(|plan| plan.valid_to = Some(tomorrow)).insert().await;
    named("C-PRIVATE").with(|plan| plan.public = false).insert().await;
    named("D-PAST").with(|plan| plan.valid_to = Some(today())).insert().await;
    named("E-COMING").with(|plan| plan.valid_from = tomorrow).insert().await;
    named("F-OLD").with(|plan| plan.valid_to = Some(yesterday)).insert().await;
    let customer = t.customer().insert().await;
    let owner = member(&t, &customer, LinkRole::Owner).await;
    for caller in [&t.anonymous(), &owner] {
        assert_eq!(codes(caller, json!({})).await, ["A-SOLD", "B-SOLD"]);
        // Asking for more shows no more.
        assert_eq!(codes(caller, json!({ "public": false, "onSale": false })).await, ["A-SOLD", "B-SOLD"]);
    }
    let support = staff(&t, LinkRole::Support).await;
    let all = ["A-SOLD", "B-SOLD", "C-PRIVATE", "D-PAST", "E-COMING", "F-OLD"];
    assert_eq!(codes(&support, json!({})).await, all);
    assert_eq!(codes(&support, json!({ "public": false })).await, ["C-PRIVATE"]);
    assert_eq!(codes(&support, json!({ "onSale": false })).await, ["D-PAST", "E-COMING", "F-OLD"]);
    assert_eq!(codes(&support, json!({ "kind": "TV" })).await, Vec::<String>::new());
});

fn terms(price: i64) -> Value {
    json!({ "name": "Fibre 1000", "priceMinor": price.to_string(), "public": true, "taxCode": "standard",
            "validFrom": "2026-11-01", "contractMonths": 24, "capBytes": "500000000000",
            "overagePerGbMinor": "50" })
}

both!(a_plan_changes_until_it_is_sold, async |t: TestApp| {
    let billing = staff(&t, LinkRole::Billing).await;
    let new = json!({ "code": "GIGA", "kind": "INTERNET", "terms": terms(69_90) });
    let made = mutate(&billing, "createPlan", PLAN, new.clone()).await;
    let made = &done(&made)["plan"];
    let id = made["id"].as_str().expect("an id").to_owned();
    assert_eq!(made["contractMonths"], 24);
    assert_eq!(code(&mutate(&billing, "createPlan", PLAN, new).await), "CODE_TAKEN");
    let update = json!({ "planId": id, "terms": terms(59_90), "expectedVersion": 1 });
    let changed = mutate(&billing, "updatePlan", PLAN, update.clone()).await;
    assert_eq!(done(&changed)["plan"]["price"]["minor"], "5990");
    assert_eq!(code(&mutate(&billing, "updatePlan", PLAN, update).await), "CONFLICT");
    let customer = t.customer().insert().await;
    let order = json!({ "customerId": customer.id.to_string(), "planId": id });
    done(&mutate(&billing, "orderSubscription", "subscription { id }", order).await);
    let update = json!({ "planId": id, "terms": terms(9_90) });
    assert_eq!(code(&mutate(&billing, "updatePlan", PLAN, update).await), "PLAN_SOLD");
    let past = json!({ "planId": id, "on": "2026-11-21" });
    assert_eq!(code(&mutate(&billing, "retirePlan", PLAN, past).await), "INVALID_INPUT");
    let retired = mutate(&billing, "retirePlan", PLAN, json!({ "planId": id, "expectedVersion": 2 })).await;
    assert_eq!(done(&retired)["plan"]["validTo"], "2026-11-22");
    let again = mutate(&billing, "retirePlan", PLAN, json!({ "planId": id })).await;
    assert_eq!(code(&again), "ALREADY_RETIRED");
    let unknown = json!({ "planId": "pln_01kb0000000000000000n0b0d0" });
    assert_eq!(code(&mutate(&billing, "retirePlan", PLAN, unknown).await), "PLAN_NOT_FOUND");
});

both!(terms_that_make_no_plan, async |t: TestApp| {
    let admin = staff(&t, LinkRole::TenantAdmin).await;
    for (field, value, named) in [
        ("name", json!(" "), "name"),
        ("priceMinor", json!("-1"), "priceMinor"),
        ("contractMonths", json!(61), "contractMonths"),
        ("capBytes", json!("0"), "capBytes"),
        ("validTo", json!("2026-11-01"), "validTo"),
        ("taxCode", json!(""), "taxCode"),
        ("capBytes", Value::Null, "overagePerGbMinor"),
    ] {
        let mut terms = terms(10_00);
        terms[field] = value;
        let input = json!({ "code": "X", "kind": "TV", "terms": terms });
        let refused = mutate(&admin, "createPlan", PLAN, input).await;
        assert_eq!(code(&refused), "INVALID_INPUT");
        assert_eq!(refused["userErrors"][0]["field"], named);
    }
    let unknown = json!({ "code": "X", "kind": "TV", "currency": "EURO", "terms": terms(10_00) });
    assert_eq!(code(&mutate(&admin, "createPlan", PLAN, unknown).await), "INVALID_INPUT");
});
