//! Volume: used, foreseen, bought.

use portico::catalog::entity::{subscription, top_up};
use portico::customers::entity::customer;
use portico::db::Reads as _;
use portico::events::EventType;
use portico::events::entity::outbox_event;
use portico::identity::entity::account_link::LinkRole;
use sea_orm::ColumnTrait as _;
use serde_json::{Value, json};

use super::{charges, code, day, done, member, mutate, staff};
use crate::support::app::TestApp;
use crate::support::caller::Caller;

const GB: i64 = 1_000_000_000;
const USAGE: &str = "query($id: ID!, $range: UsageRange) { node(id: $id) { ... on ServiceSubscription { \
    usage(range: $range) { from to used down up cap bought projected threshold percent overage { minor } \
    measuredThrough days { day down up final } } topUpPacks { id code price { minor } } } } }";

const PACK: &str = "pack { id code version retiredAt }";
const BOUGHT: &str = "topUp { id bytes periodStart periodEnd replayed }";

/// A service with 100 GB a month at 0.50 a gigabyte beyond, and its owner.
async fn capped(t: &TestApp) -> (customer::Model, subscription::Model, Caller) {
    let customer = t.customer().insert().await;
    let plan = t
        .plan()
        .with(|plan| {
            plan.cap_bytes = Some(100 * GB);
            plan.overage_per_gb_minor = Some(50);
        })
        .insert()
        .await;
    let row = t.subscription(&customer, &plan).insert().await;
    let owner = member(t, &customer, LinkRole::Owner).await;
    (customer, row, owner)
}

fn reading(row: &subscription::Model, day: &str, gigabytes: i64, is_final: bool) -> Value {
    json!({ "subscriptionId": row.id.to_string(), "day": day, "down": (gigabytes * GB).to_string(), "up": "0",
            "final": is_final })
}

async fn record(noc: &Caller, readings: Value) -> Value {
    mutate(noc, "recordUsage", "recorded { readings }", json!({ "readings": readings })).await
}

async fn usage(caller: &Caller, row: &subscription::Model, range: Value) -> Value {
    let reply = caller.gql(USAGE, json!({ "id": row.id.to_string(), "range": range })).await;
    reply.ok()["node"]["usage"].clone()
}

both!(what_was_used_stands_against_the_cap, async |t: TestApp| {
    let (_, row, owner) = capped(&t).await;
    let noc = staff(&t, LinkRole::Noc).await;
    let none = usage(&owner, &row, Value::Null).await;
    assert_eq!(
        (&none["used"], &none["projected"], &none["threshold"]),
        (&json!("0"), &Value::Null, &json!("BELOW"))
    );
    let told = record(
        &noc,
        json!([
            reading(&row, "2026-11-01", 40, true),
            reading(&row, "2026-11-10", 20, false),
            reading(&row, "2026-10-31", 7, true)
        ]),
    )
    .await;
    assert_eq!(done(&told)["recorded"]["readings"], 3);
    let now = usage(&owner, &row, Value::Null).await;
    assert_eq!((&now["from"], &now["to"]), (&json!("2026-11-01"), &json!("2026-12-01")));
    assert_eq!((&now["used"], &now["cap"]), (&json!("60000000000"), &json!("100000000000")));
    // 60 GB in the ten days to the 10th: 180 GB in all 30.
    assert_eq!(now["projected"], "180000000000");
    assert_eq!((&now["percent"], &now["threshold"]), (&json!(60), &json!("BELOW")));
    assert_eq!(now["overage"]["minor"], "0");
    assert_eq!(now["measuredThrough"], "2026-11-10");
    assert_eq!(now["days"].as_array().map(Vec::len), Some(2));
    // Written again, a day is written over; one that is final is not.
    let told =
        record(&noc, json!([reading(&row, "2026-11-10", 60, true), reading(&row, "2026-11-01", 1, false)]))
            .await;
    done(&told);
    done(&record(&noc, json!([reading(&row, "2026-11-10", 5, true)])).await);
    let now = usage(&owner, &row, Value::Null).await;
    assert_eq!(now["used"], "100000000000");
    assert_eq!(now["threshold"], "REACHED");
    done(&record(&noc, json!([reading(&row, "2026-11-22", 150, false)])).await);
    let beyond = usage(&owner, &row, Value::Null).await;
    assert_eq!(beyond["overage"]["minor"], "7500", "150 GB at 0.50");
    // Other days have no cap.
    let october = usage(&owner, &row, json!({ "from": "2026-10-01", "to": "2026-11-02" })).await;
    assert_eq!(october["used"], "47000000000");
    assert_eq!((&october["cap"], &october["projected"]), (&Value::Null, &Value::Null));
    let reply = owner
        .gql(
            USAGE,
            json!({ "id": row.id.to_string(), "range": { "from": "2026-01-01", "to": "2026-06-01" } }),
        )
        .await;
    reply.assert_code("BAD_USER_INPUT");
    // Told once each: from 60 to 100 it passed both thresholds at once, and 100 is the one to tell.
    let scope = t.scope();
    let events = scope
        .select::<outbox_event::Entity>()
        .filter(outbox_event::Column::EventType.eq(EventType::UsageThresholdReached))
        .all()
        .await
        .expect("read");
    let told: Vec<&Value> = events.iter().map(|event| &event.payload["percent"]).collect();
    assert_eq!(told, [&json!(100)]);
});

both!(readings_are_taken_whole_or_not_at_all, async |t: TestApp| {
    let (_, row, _) = capped(&t).await;
    let (_, foreign, _) = capped(&t.tenant().await).await;
    let noc = staff(&t, LinkRole::Noc).await;
    let good = reading(&row, "2026-11-20", 1, false);
    for (bad, refusal) in [
        (json!([good, reading(&foreign, "2026-11-20", 1, false)]), "NOT_FOUND"),
        (json!([good, reading(&row, "2026-11-23", 1, false)]), "INVALID_INPUT"),
        (json!([good, reading(&row, "2026-11-22", 1, true)]), "INVALID_INPUT"),
        (json!([good, reading(&row, "2025-01-01", 1, false)]), "INVALID_INPUT"),
        (json!([good, reading(&row, "2026-11-21", -1, false)]), "INVALID_INPUT"),
        (json!([good, reading(&row, "2026-11-21", 1_000_001, false)]), "INVALID_INPUT"),
        (json!([]), "INVALID_INPUT"),
    ] {
        assert_eq!(code(&record(&noc, bad).await), refusal);
    }
    let kept = portico::catalog::usage_of(&t.scope(), &[row.id], day("2026-01-01"), day("2027-01-01")).await;
    assert!(kept.expect("read").is_empty());
    // A day that comes twice counts as it comes last.
    done(&record(&noc, json!([good, reading(&row, "2026-11-20", 3, false)])).await);
    let kept = portico::catalog::usage_of(&t.scope(), &[row.id], day("2026-01-01"), day("2027-01-01")).await;
    assert_eq!(kept.expect("read")[0].down_bytes, 3 * GB);
});

both!(volume_is_bought_once_for_each_key, async |t: TestApp| {
    let (customer, row, owner) = capped(&t).await;
    let billing = staff(&t, LinkRole::Billing).await;
    let new = |code: &str| json!({ "code": code, "name": "50 GB", "bytes": (50 * GB).to_string(), "priceMinor": "999", "taxCode": "standard" });
    let pack = mutate(&billing, "createTopUpPack", PACK, new("GB50")).await;
    let pack = done(&pack)["pack"]["id"].as_str().expect("an id").to_owned();
    assert_eq!(code(&mutate(&billing, "createTopUpPack", PACK, new("GB50")).await), "CODE_TAKEN");
    let other = mutate(&billing, "createTopUpPack", PACK, new("GB50B")).await;
    let other = done(&other)["pack"]["id"].as_str().expect("an id").to_owned();
    let reply = owner.gql(USAGE, json!({ "id": row.id.to_string() })).await;
    assert_eq!(reply.ok()["node"]["topUpPacks"].as_array().map(Vec::len), Some(2));

    let buy = |pack: &str, key: &str| json!({ "subscriptionId": row.id.to_string(), "packId": pack, "idempotencyKey": key });
    let bought = mutate(&owner, "buyTopUp", BOUGHT, buy(&pack, "tap-1")).await;
    assert_eq!(done(&bought)["topUp"]["periodEnd"], "2026-12-01");
    let again = mutate(&owner, "buyTopUp", BOUGHT, buy(&pack, "tap-1")).await;
    assert_eq!(done(&again)["topUp"]["id"], bought["topUp"]["id"], "the same purchase");
    assert_eq!((&bought["topUp"]["replayed"], &again["topUp"]["replayed"]), (&json!(false), &json!(true)));
    assert_eq!(
        code(&mutate(&owner, "buyTopUp", BOUGHT, buy(&other, "tap-1")).await),
        "IDEMPOTENCY_KEY_REUSED"
    );
    done(&mutate(&owner, "buyTopUp", BOUGHT, buy(&pack, "tap-2")).await);
    let days = Some((day("2026-11-01"), day("2026-12-01")));
    let line = ("line.top_up".to_owned(), days, 9_99);
    assert_eq!(charges(&t, customer.id).await, [line.clone(), line]);
    let now = usage(&owner, &row, Value::Null).await;
    assert_eq!((&now["cap"], &now["bought"]), (&json!("200000000000"), &json!("100000000000")));
    let scope = t.scope();
    assert_eq!(scope.select::<top_up::Entity>().count().await.expect("read"), 2);

    let retired =
        mutate(&billing, "retireTopUpPack", PACK, json!({ "packId": other, "expectedVersion": 1 })).await;
    assert!(!done(&retired)["pack"]["retiredAt"].is_null());
    let twice = mutate(&billing, "retireTopUpPack", PACK, json!({ "packId": other })).await;
    assert_eq!(code(&twice), "ALREADY_RETIRED");
    assert_eq!(code(&mutate(&owner, "buyTopUp", BOUGHT, buy(&other, "tap-3")).await), "NOT_FOUND");
    assert_eq!(code(&mutate(&owner, "buyTopUp", BOUGHT, buy(&pack, " ")).await), "INVALID_INPUT");
    let payer = member(&t, &customer, LinkRole::Payer).await;
    done(&mutate(&payer, "buyTopUp", BOUGHT, buy(&pack, "tap-4")).await);
    let technical = member(&t, &customer, LinkRole::Technical).await;
    let document = "mutation($input: BuyTopUpInput!) { buyTopUp(input: $input) { userErrors { code } } }";
    technical.gql(document, json!({ "input": buy(&pack, "tap-5") })).await.assert_code("FORBIDDEN");
    let unlimited = t.subscription(&customer, &t.plan().insert().await).insert().await;
    let mut input = buy(&pack, "tap-6");
    input["subscriptionId"] = json!(unlimited.id.to_string());
    assert_eq!(code(&mutate(&owner, "buyTopUp", BOUGHT, input).await), "NO_CAP");
    let pause = json!({ "subscriptionId": row.id.to_string(), "until": "2026-12-10" });
    done(&mutate(&owner, "pauseService", "subscription { id }", pause).await);
    assert_eq!(code(&mutate(&owner, "buyTopUp", BOUGHT, buy(&pack, "tap-7")).await), "NOT_ACTIVE");
});
