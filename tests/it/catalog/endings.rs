//! The end of services.

use chrono::TimeDelta;
use portico::catalog::{self, SubscriptionStatus};
use portico::identity::entity::account_link::LinkRole;
use serde_json::{Value, json};

use super::{SERVICE, charges, code, day, done, member, mutate, served, service, staff};
use crate::support::app::TestApp;

fn end(row: &catalog::Subscription, timing: &str) -> Value {
    json!({ "subscriptionId": row.id.to_string(), "timing": timing, "reason": "moving away" })
}

const TERMS: &str = "query($id: ID!) { node(id: $id) { ... on ServiceSubscription { endTerms { termEnd feeNow { minor } } } } }";

both!(a_service_without_a_term_ends_with_its_period_or_today, |_| {}, async |t: TestApp| {
    let (customer, row, owner) = served(&t).await;
    let terms = owner.gql(TERMS, json!({ "id": row.id.to_string() })).await;
    let expected = json!({ "termEnd": "2026-12-01", "feeNow": { "minor": "0" } });
    assert_eq!(terms.ok()["node"]["endTerms"], expected);
    let set = mutate(&owner, "cancelSubscription", SERVICE, end(&row, "TERM_END")).await;
    let set = &done(&set)["subscription"];
    assert_eq!((&set["status"], &set["endsOn"]), (&json!("ACTIVE"), &json!("2026-12-01")));
    let id = json!({ "subscriptionId": row.id.to_string() });
    let kept = mutate(&owner, "keepSubscription", SERVICE, id.clone()).await;
    assert!(done(&kept)["subscription"]["endsOn"].is_null());
    assert_eq!(code(&mutate(&owner, "keepSubscription", SERVICE, id.clone()).await), "NOTHING_PENDING");
    done(&mutate(&owner, "cancelSubscription", SERVICE, end(&row, "TERM_END")).await);
    assert_eq!(catalog::apply_due(&t.scope()).await.expect("looked"), 0);
    t.advance(TimeDelta::days(9));
    assert_eq!(catalog::apply_due(&t.scope()).await.expect("looked"), 1);
    assert_eq!(service(&t, row.id).await.status, SubscriptionStatus::Cancelled);
    assert_eq!(charges(&t, customer.id).await, []);
    // The session has ended meanwhile.
    let owner = member(&t, &customer, LinkRole::Owner).await;
    assert_eq!(
        code(&mutate(&owner, "cancelSubscription", SERVICE, end(&row, "NOW")).await),
        "INVALID_TRANSITION"
    );
    assert_eq!(code(&mutate(&owner, "keepSubscription", SERVICE, id).await), "INVALID_TRANSITION");
});

both!(ending_within_the_term_costs_what_was_told, async |t: TestApp| {
    let half = t.tenant_with(|tenant| tenant.settings.services.early_end_percent = 50).await;
    let customer = half.customer().insert().await;
    let plan = half.plan().insert().await;
    let row = half.subscription(&customer, &plan).with(|row| {
        row.contract_end = Some(day("2027-02-01"));
        row.billed_through = Some(day("2026-12-01"));
    });
    let row = row.insert().await;
    let owner = member(&half, &customer, LinkRole::Owner).await;
    // 9 days of November and two months are left: half of 11.97 + 39.90 + 39.90.
    let terms = owner.gql(TERMS, json!({ "id": row.id.to_string() })).await;
    let expected = json!({ "termEnd": "2027-02-01", "feeNow": { "minor": "4589" } });
    assert_eq!(terms.ok()["node"]["endTerms"], expected);
    let mut input = end(&row, "NOW");
    assert_eq!(code(&mutate(&owner, "cancelSubscription", SERVICE, input.clone()).await), "FEE_NOT_ACCEPTED");
    input["acceptedFeeMinor"] = json!("4588");
    assert_eq!(code(&mutate(&owner, "cancelSubscription", SERVICE, input.clone()).await), "FEE_NOT_ACCEPTED");
    assert_eq!(service(&half, row.id).await, row);
    input["acceptedFeeMinor"] = json!("4589");
    let ended = mutate(&owner, "cancelSubscription", SERVICE, input).await;
    let ended = &done(&ended)["subscription"];
    assert_eq!((&ended["status"], &ended["endsOn"]), (&json!("CANCELLED"), &json!("2026-11-22")));
    let rest = Some((day("2026-11-22"), day("2027-02-01")));
    let unused = Some((day("2026-11-22"), day("2026-12-01")));
    let expected =
        [("line.early_end".to_owned(), rest, 45_89), ("line.plan_unused".to_owned(), unused, -11_97)];
    assert_eq!(charges(&half, customer.id).await, expected);
});

both!(a_fee_is_waived_by_those_who_make_offers, async |t: TestApp| {
    let customer = t.customer().insert().await;
    let plan = t.plan().insert().await;
    let row = t.subscription(&customer, &plan);
    let row = row.with(|row| row.contract_end = Some(day("2027-02-01"))).insert().await;
    let mut input = end(&row, "NOW");
    input["waiveFee"] = json!(true);
    let document = "mutation($input: CancelSubscriptionInput!) { cancelSubscription(input: $input) { userErrors { code } } }";
    let support = staff(&t, LinkRole::Support).await;
    support.gql(document, json!({ "input": input })).await.assert_code("FORBIDDEN");
    let billing = staff(&t, LinkRole::Billing).await;
    done(&mutate(&billing, "cancelSubscription", SERVICE, input).await);
    assert_eq!(charges(&t, customer.id).await, []);
});

both!(an_order_ends_at_once_and_a_paused_service_with_its_locks, async |t: TestApp| {
    let (customer, row, owner) = served(&t).await;
    let plan = t.plan().insert().await;
    let ordered = t.subscription(&customer, &plan).with(|row| {
        row.status = SubscriptionStatus::Pending;
        (row.activated_on, row.billed_through, row.contract_end) = (None, None, None);
    });
    let ordered = ordered.insert().await;
    let gone = mutate(&owner, "cancelSubscription", SERVICE, end(&ordered, "TERM_END")).await;
    assert_eq!(done(&gone)["subscription"]["status"], "CANCELLED");
    let pause = json!({ "subscriptionId": row.id.to_string(), "until": "2026-12-10" });
    done(&mutate(&owner, "pauseService", SERVICE, pause).await);
    let gone = mutate(&owner, "cancelSubscription", SERVICE, end(&row, "NOW")).await;
    assert_eq!(done(&gone)["subscription"]["locks"], json!([]));
    // The days from today on were given back with the pause, and are not given back again.
    let amounts: Vec<i64> = charges(&t, customer.id).await.iter().map(|(_, _, amount)| *amount).collect();
    assert_eq!(amounts, [-11_97]);
    let bad = json!({ "subscriptionId": row.id.to_string(), "timing": "NOW", "reason": "" });
    assert_eq!(code(&mutate(&owner, "cancelSubscription", SERVICE, bad).await), "INVALID_INPUT");
});

both!(what_was_used_and_not_billed_is_left_to_the_run, async |t: TestApp| {
    let customer = t.customer().insert().await;
    let plan = t.plan().insert().await;
    let row = t.subscription(&customer, &plan);
    let row = row.with(|row| row.billed_through = Some(day("2026-11-10"))).insert().await;
    let owner = member(&t, &customer, LinkRole::Owner).await;
    done(&mutate(&owner, "cancelSubscription", SERVICE, end(&row, "NOW")).await);
    let billable = catalog::billable_subscriptions(&t.scope(), customer.id).await.expect("read");
    assert_eq!(billable.len(), 1);
    assert_eq!(billable[0].subscription.ends_on, Some(day("2026-11-22")));
    let due = catalog::due_customers(&t.scope(), day("2026-11-22"), None, None, 10).await.expect("read");
    assert_eq!(due, [customer.id]);
    let tx = t.scope().begin().await.expect("begun");
    let moved = catalog::advance_billed_through(&tx, &billable[0].subscription, day("2026-11-22")).await;
    assert!(moved.expect("moved"));
    tx.commit().await.expect("committed");
    assert!(catalog::billable_subscriptions(&t.scope(), customer.id).await.expect("read").is_empty());
});
