//! From the order to the first day.

use portico::identity::entity::account_link::LinkRole;
use serde_json::json;

use super::{SERVICE, charges, code, done, member, mutate, served, staff};
use crate::support::app::{TestApp, today};

both!(a_service_from_the_order_to_the_first_day, async |t: TestApp| {
    let customer = t.customer().insert().await;
    let plan = t.plan().with(|plan| plan.setup_fee_minor = 49_95).insert().await;
    let owner = member(&t, &customer, LinkRole::Owner).await;
    let noc = staff(&t, LinkRole::Noc).await;
    let order = json!({ "customerId": customer.id.to_string(), "planId": plan.id.to_string() });
    let ordered = mutate(&owner, "orderSubscription", SERVICE, order.clone()).await;
    let ordered = &done(&ordered)["subscription"];
    assert_eq!(ordered["status"], "PENDING");
    assert_eq!(ordered["number"], format!("S-{}-1", customer.number.trim_start_matches("C-")));
    assert_eq!(ordered["price"]["minor"], "3990");
    let second = mutate(&owner, "orderSubscription", SERVICE, order).await;
    let second = done(&second)["subscription"]["number"].as_str().expect("a number");
    assert!(second.ends_with("-2"), "{second}");

    let id = ordered["id"].as_str().expect("an id");
    let early = mutate(&noc, "activateSubscription", SERVICE, json!({ "subscriptionId": id })).await;
    assert_eq!(code(&early), "INVALID_TRANSITION");
    let allowed = "mutation($id: ID!) { activateSubscription(input: { subscriptionId: $id }) { userErrors { allowed } } }";
    let told = noc.gql(allowed, json!({ "id": id })).await;
    let told = &told.ok()["activateSubscription"]["userErrors"][0]["allowed"];
    assert_eq!(*told, json!(["PROVISIONING", "CANCELLED"]));
    let stale = json!({ "subscriptionId": id, "expectedVersion": 7 });
    assert_eq!(code(&mutate(&noc, "provisionSubscription", SERVICE, stale).await), "CONFLICT");
    let fresh = json!({ "subscriptionId": id, "expectedVersion": 1 });
    let provisioned = mutate(&noc, "provisionSubscription", SERVICE, fresh).await;
    assert_eq!(done(&provisioned)["subscription"]["status"], "PROVISIONING");
    assert_eq!(provisioned["subscription"]["version"], 2);
    let active = mutate(&noc, "activateSubscription", SERVICE, json!({ "subscriptionId": id })).await;
    let active = &done(&active)["subscription"];
    assert_eq!(active["status"], "ACTIVE");
    assert_eq!(active["activatedOn"], "2026-11-22");
    assert_eq!(active["billedThrough"], "2026-11-22");
    assert_eq!(active["contractEnd"], "2027-11-22");
    assert_eq!(charges(&t, customer.id).await, [("line.setup".to_owned(), None, 49_95)]);
    let again = mutate(&noc, "activateSubscription", SERVICE, json!({ "subscriptionId": id })).await;
    assert_eq!(code(&again), "INVALID_TRANSITION");
    assert_eq!(charges(&t, customer.id).await.len(), 1, "the fee is charged once");
});

both!(what_cannot_be_ordered, async |t: TestApp| {
    let customer = t.customer().insert().await;
    let owner = member(&t, &customer, LinkRole::Owner).await;
    let billing = staff(&t, LinkRole::Billing).await;
    let private = t.plan().with(|plan| plan.public = false).insert().await;
    let retired = t.plan().with(|plan| plan.valid_to = Some(today())).insert().await;
    let coming = t.plan().with(|plan| plan.valid_from = today() + chrono::Days::new(1)).insert().await;
    let dollars = t.plan().with(|plan| plan.currency = "USD".parse().expect("known")).insert().await;
    let order = |plan: &portico::catalog::Plan| json!({ "customerId": customer.id.to_string(), "planId": plan.id.to_string() });
    for (plan, refusal) in [
        (&private, "PLAN_NOT_FOUND"),
        (&retired, "NOT_ON_SALE"),
        (&coming, "NOT_ON_SALE"),
        (&dollars, "CURRENCY_MISMATCH"),
    ] {
        assert_eq!(code(&mutate(&owner, "orderSubscription", SERVICE, order(plan)).await), refusal);
    }
    // What is not on public sale is sold by staff, and so is an agreed price.
    let mut agreed = order(&private);
    agreed["priceMinor"] = json!("2990");
    let sold = mutate(&billing, "orderSubscription", SERVICE, agreed.clone()).await;
    assert_eq!(done(&sold)["subscription"]["price"]["minor"], "2990");
    let mut own_price = order(&t.plan().insert().await);
    own_price["priceMinor"] = json!("1");
    let document = "mutation($input: OrderSubscriptionInput!) { orderSubscription(input: $input) { userErrors { code } } }";
    owner.gql(document, json!({ "input": own_price })).await.assert_code("FORBIDDEN");
    agreed["priceMinor"] = json!("-1");
    assert_eq!(code(&mutate(&billing, "orderSubscription", SERVICE, agreed).await), "INVALID_INPUT");
    let closed = t
        .customer()
        .with(|row| row.status = portico::customers::entity::customer::CustomerStatus::Closed)
        .insert()
        .await;
    let plan = t.plan().insert().await;
    let order = json!({ "customerId": closed.id.to_string(), "planId": plan.id.to_string() });
    assert_eq!(code(&mutate(&billing, "orderSubscription", SERVICE, order).await), "CUSTOMER_CLOSED");
});

both!(an_agreed_price_is_the_price_until_it_is_taken_back, async |t: TestApp| {
    let (_, row, _) = served(&t).await;
    let billing = staff(&t, LinkRole::Billing).await;
    let id = row.id.to_string();
    let agreed = json!({ "subscriptionId": id, "priceMinor": "2500", "expectedVersion": 1 });
    let agreed = mutate(&billing, "agreeSubscriptionPrice", SERVICE, agreed).await;
    assert_eq!(done(&agreed)["subscription"]["price"]["minor"], "2500");
    let back = mutate(&billing, "agreeSubscriptionPrice", SERVICE, json!({ "subscriptionId": id })).await;
    assert_eq!(done(&back)["subscription"]["price"]["minor"], "3990");
});
