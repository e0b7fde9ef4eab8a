//! `ServiceSubscription.traffic`: what a chart draws, for whom, and at what cost.

use chrono::TimeDelta;
use portico::kernel::clock::Instant;
use portico::network::entity::interface_hour;
use sea_orm::{ActiveModelTrait as _, IntoActiveModel as _};

use super::ports::{answered, hang, port, roll};
use super::*;

fn at(text: &str) -> Instant {
    text.parse().expect("an instant")
}

const TRAFFIC: &str = "query($id: ID!, $range: TrafficRange, $step: TrafficStep) { node(id: $id) {
    ... on ServiceSubscription { traffic(range: $range, step: $step) { step stepSeconds from to
        points { at inBps outBps inMaxBps outMaxBps in95Bps out95Bps } } } } }";

async fn traffic(caller: &Caller, service: SubscriptionId, range: Value, step: &str) -> Value {
    let variables = json!({ "id": service.to_string(), "range": range, "step": step });
    caller.gql(TRAFFIC, variables).await.ok()["node"]["traffic"].clone()
}

fn hour(from: &str, to: &str) -> Value {
    json!({ "from": from, "to": to })
}

both!(a_chart_gets_points_with_gaps_as_the_customer_sees_them, |_| {}, async |t: TestApp| {
    let (ada, service) = served(&t).await;
    let port = port(&t).await;
    hang(&t, &ada, service, &port, at("2026-11-22T09:10:00Z")).await;
    for (time, bps) in [
        ("2026-11-22T09:05:00Z", (1, 2)),
        ("2026-11-22T09:15:00Z", (10, 200)),
        ("2026-11-22T09:16:00Z", (20, 100)),
        ("2026-11-22T09:25:00Z", (30, 300)),
        ("2026-11-22T09:58:00Z", (40, 400)),
    ] {
        answered(&t, &port, at(time), bps, (1, 1)).await;
    }
    let owner = member(&t, &ada, LinkRole::Viewer).await;
    let range = hour("2026-11-22T09:00:00Z", "2026-11-22T10:00:00Z");
    for rolled in [false, true] {
        let series = traffic(&owner, service, range.clone(), "FIVE_MINUTES").await;
        assert_eq!(
            (&series["step"], &series["stepSeconds"], &series["from"], &series["to"]),
            (
                &json!("FIVE_MINUTES"),
                &json!(300),
                &json!("2026-11-22T09:00:00Z"),
                &json!("2026-11-22T10:00:00Z")
            )
        );
        let points = series["points"].as_array().expect("a list");
        assert_eq!(points.len(), 12);
        let known = |place: usize| points[place]["inBps"].clone();
        assert_eq!(known(1), json!(null), "somebody else was on the port");
        assert_eq!(known(2), json!(null), "nothing is known");
        // The samples of the last ten minutes, before and after they are rolled up.
        assert_eq!(known(11), json!("400"), "out of the port is into the customer's");
        let first = if rolled { json!("150") } else { json!(null) };
        assert_eq!(known(3), first);
        if rolled {
            assert_eq!(
                points[3],
                json!({
                    "at": "2026-11-22T09:15:00Z", "inBps": "150", "outBps": "15", "inMaxBps": "200",
                    "outMaxBps": "20", "in95Bps": "200", "out95Bps": "20",
                })
            );
        }
        t.advance(TimeDelta::minutes(2));
        roll(&t).await;
    }
    let quarters = traffic(&owner, service, range.clone(), "QUARTER_HOUR").await;
    let points: Vec<&Value> =
        quarters["points"].as_array().expect("a list").iter().map(|point| &point["inBps"]).collect();
    assert_eq!(points, [&json!(null), &json!("200"), &json!(null), &json!("400")]);
    let hours = traffic(&owner, service, hour("2026-11-22T00:00:00Z", "2026-11-22T12:00:00Z"), "HOUR").await;
    assert_eq!(hours["points"].as_array().expect("a list").len(), 12);
    assert_eq!(hours["points"][9]["inBps"], json!(null), "in a part of the hour it was somebody else's");
    let samples = traffic(&owner, service, range, "MINUTE").await;
    let known: Vec<&Value> = samples["points"].as_array().expect("a list").iter().collect();
    assert_eq!((known.len(), &known[16]["outBps"]), (60, &json!("20")));
});

both!(what_would_be_too_much_is_refused, async |t: TestApp| {
    let (ada, service) = served(&t).await;
    let owner = member(&t, &ada, LinkRole::Owner).await;
    let long = hour("2026-01-01T00:00:00Z", "2026-11-22T00:00:00Z");
    for (range, step) in [
        (long.clone(), json!("FIVE_MINUTES")),
        (hour("2016-01-01T00:00:00Z", "2026-01-01T00:00:00Z"), json!(null)),
        (hour("2026-11-22T00:00:00Z", "2026-11-22T00:00:00Z"), json!(null)),
        (hour("2026-11-22T00:00:00Z", "2026-11-21T00:00:00Z"), json!("HOUR")),
    ] {
        let variables = json!({ "id": service.to_string(), "range": range, "step": step });
        owner.gql(TRAFFIC, variables).await.assert_code("BAD_USER_INPUT");
    }
    // A service that hangs on no port has no traffic, rather than none.
    assert_eq!(traffic(&owner, service, long, "DAY").await, json!(null));
});

both!(a_year_by_days_has_a_point_a_day, async |t: TestApp| {
    let (ada, service) = served(&t).await;
    let port = port(&t).await;
    hang(&t, &ada, service, &port, at("2025-01-01T00:00:00Z")).await;
    let scope = t.scope();
    let from = at("2025-11-22T00:00:00Z");
    let mut rows = Vec::new();
    for day in 0..365_i64 {
        for (hour, samples, bps) in [(1, 1, 100), (23, 3, 200)] {
            let row = interface_hour::Model {
                tenant_id: scope.tenant().id,
                interface_id: port.interface.id,
                at: from + TimeDelta::days(day) + TimeDelta::hours(hour),
                in_count: samples,
                out_count: samples,
                in_avg_bps: Some(bps),
                in_p95_bps: Some(bps + 1),
                in_max_bps: Some(bps + 2),
                out_avg_bps: Some(bps * 10),
                out_p95_bps: Some(bps * 10 + 1),
                out_max_bps: Some(bps * 10 + 2),
                in_octets: None,
                out_octets: None,
                in_errors: None,
                out_errors: None,
            };
            rows.push(row.into_active_model().reset_all());
        }
    }
    let tx = scope.begin().await.expect("the database answers");
    tx.insert_many(rows).await.expect("the hours are new");
    tx.commit().await.expect("the database answers");
    let owner = member(&t, &ada, LinkRole::Owner).await;
    let year = hour("2025-11-22T00:00:00Z", "2026-11-22T00:00:00Z");
    let series = traffic(&owner, service, year, "DAY").await;
    let points = series["points"].as_array().expect("a list");
    assert_eq!(points.len(), 365);
    for (place, day) in points.iter().zip(0..) {
        let begins: Instant = place["at"].as_str().expect("text").parse().expect("an instant");
        assert_eq!(begins, from + TimeDelta::days(day));
        // (100 + 3 × 200) ÷ 4, and ten times that out of the port, which is into the customer's.
        assert_eq!((&place["inBps"], &place["outBps"]), (&json!("1750"), &json!("175")), "{place}");
        assert_eq!((&place["in95Bps"], &place["outMaxBps"]), (&json!("2001"), &json!("202")), "{place}");
    }
    let days = hour("2026-11-01T00:00:00Z", "2026-11-03T00:00:00Z");
    let series = traffic(&owner, service, days, "SIX_HOURS").await;
    let points = series["points"].as_array().expect("a list");
    let known: Vec<&Value> = points.iter().map(|point| &point["outBps"]).collect();
    let (night, evening, none) = (json!("100"), json!("200"), Value::Null);
    assert_eq!(known, [&night, &none, &none, &evening, &night, &none, &none, &evening]);
});

both!(a_chart_is_paid_for_and_read_where_its_points_are_asked_for, async |t: TestApp| {
    let (ada, service) = served(&t).await;
    let port = port(&t).await;
    hang(&t, &ada, service, &port, at("2026-11-01T00:00:00Z")).await;
    let owner = member(&t, &ada, LinkRole::Owner).await;
    let all = "{ viewer { customer { services { traffic { points { at } } } } } }";
    owner.gql(all, json!({})).await.assert_code("QUERY_TOO_COMPLEX");
    let mut statements = Vec::new();
    // The first time, things are read that are remembered.
    for asks in ["step", "step", "step points { at }"] {
        let document = format!(
            "query($id: ID!) {{ node(id: $id) {{ ... on ServiceSubscription {{ traffic(step: HOUR) {{ {asks} }} }} }} }}"
        );
        let reply = owner.gql(&document, json!({ "id": service.to_string() })).await;
        assert_eq!(reply.ok()["node"]["traffic"]["step"], "HOUR");
        statements.push(reply.statements());
    }
    assert_eq!(statements[1] + 1, statements[2], "one more, which puts the points together");
});

both!(only_who_sees_the_service_sees_its_traffic, async |t: TestApp| {
    let (ada, service) = served(&t).await;
    let port = port(&t).await;
    hang(&t, &ada, service, &port, at("2026-11-01T00:00:00Z")).await;
    answered(&t, &port, at("2026-11-22T09:58:00Z"), (40, 400), (1, 1)).await;
    let reseller = t.reseller().insert().await;
    t.assign(&ada, &reseller).await;
    let agent = t.account().reseller(&reseller, LinkRole::ResellerAgent).insert().await;
    let range = hour("2026-11-22T09:00:00Z", "2026-11-22T10:00:00Z");
    let seeing = [
        t.sign_in_as(&agent).await,
        staff(&t, LinkRole::Support).await,
        member(&t, &ada, LinkRole::Viewer).await,
        member(&t, &ada, LinkRole::Technical).await,
    ];
    for caller in &seeing {
        let series = traffic(caller, service, range.clone(), "FIVE_MINUTES").await;
        assert_eq!(series["points"][11]["inBps"], "400");
    }
    let foreign = t.reseller().insert().await;
    let foreign = t.account().reseller(&foreign, LinkRole::ResellerAdmin).insert().await;
    let (eve, _) = served(&t).await;
    let strangers = [
        t.anonymous(),
        t.sign_in_as(&foreign).await,
        member(&t, &eve, LinkRole::Owner).await,
        staff(&t.tenant().await, LinkRole::Noc).await,
    ];
    for stranger in &strangers {
        let all = "query($id: ID!) { node(id: $id) { ... on ServiceSubscription { traffic { step } \
            health { state } uptime { percent } } } }";
        let reply = stranger.gql(all, json!({ "id": service.to_string() })).await;
        assert_eq!(reply.ok()["node"], json!(null));
    }
});

both!(staff_sees_a_port_as_its_device_does, async |t: TestApp| {
    let port = port(&t).await;
    answered(&t, &port, at("2026-11-22T09:58:00Z"), (40, 400), (1, 1)).await;
    let document = "query($id: ID!) { node(id: $id) { ... on DeviceInterface { traffic { step points { inBps outBps } } } } }";
    let variables = json!({ "id": port.interface.id.to_string() });
    let noc = staff(&t, LinkRole::Noc).await;
    let series = noc.gql(document, variables.clone()).await.ok()["node"]["traffic"].clone();
    let points = series["points"].as_array().expect("a list");
    assert_eq!((&series["step"], points.len()), (&json!("FIVE_MINUTES"), 288));
    assert_eq!(points[287], json!({ "inBps": "40", "outBps": "400" }));
    let (ada, _) = served(&t).await;
    let strangers = [member(&t, &ada, LinkRole::Owner).await, staff(&t.tenant().await, LinkRole::Noc).await];
    for stranger in &strangers {
        assert_eq!(stranger.gql(document, variables.clone()).await.ok()["node"], json!(null));
    }
});

both!(fifty_services_cost_as_many_statements_as_one, async |t: TestApp| {
    let document = "{ viewer { customer { services { health { state reason since } uptime { percent }
        traffic(step: HOUR) { step } usage { used cap projected } } } } }";
    let mut statements = Vec::new();
    for count in [1, 50] {
        let customer = t.customer().insert().await;
        let plan = t.plan().insert().await;
        for _ in 0..count {
            let service = t.subscription(&customer, &plan).insert().await;
            let port = port(&t).await;
            hang(&t, &customer, service.id, &port, at("2026-11-01T00:00:00Z")).await;
            answered(&t, &port, at("2026-11-22T09:58:00Z"), (40, 400), (1, 1)).await;
            outage(&t, "Down", &[service.id]).await;
        }
        let owner = member(&t, &customer, LinkRole::Owner).await;
        let reply = owner.gql(document, json!({})).await;
        let services = reply.ok()["viewer"]["customer"]["services"].as_array().expect("a list").clone();
        assert_eq!(services.len(), count);
        assert!(services.iter().all(|service| service["health"]["state"] == "OUTAGE"));
        assert!(services.iter().all(|service| service["traffic"]["step"] == "HOUR"));
        statements.push(reply.statements());
    }
    assert_eq!(statements[0], statements[1]);
});
