//! What is alarmed, by whom it is taken up, and when it is over.

use portico::events::EventType;
use portico::identity::entity::account_link::LinkRole;
use portico::network::alerts::{AlertFilter, AlertRule, RuleTerms, create_rule};
use portico::network::entity::alert;
use portico::network::entity::alert_rule::{AlertComparison, AlertMetric, AlertSeverity};
use sea_orm::{ActiveModelTrait as _, IntoActiveModel as _};
use serde_json::{Value, json};

use super::*;
use crate::dunning::told;
use crate::network::{done, refused, send, staff};
use crate::support::caller::Caller;

const ALERT: &str = "alert { id status severity metric acknowledgedAt resolvedAt resolvedByItself version }";

async fn rule(
    t: &TestApp,
    metric: AlertMetric,
    level: Option<i64>,
    settle_seconds: i32,
    severity: AlertSeverity,
) -> AlertRule {
    let terms = RuleTerms {
        name: format!("{metric:?} {level:?}"),
        metric,
        comparison: AlertComparison::Above,
        level,
        settle_seconds,
        severity,
        device_kind: None,
    };
    create_rule(&t.scope(), terms).await.expect("made")
}

/// The alerts that are told, as the list shows them.
async fn listed(caller: &Caller, filter: Value) -> Vec<Value> {
    let document = "query($filter: AlertFilter) { alerts(first: 50, filter: $filter) { totalCount nodes {
        id status severity metric value suppressed device { name } interface { name } rule { name } } } }";
    let reply = caller.gql(document, json!({ "filter": filter })).await;
    let page = reply.ok()["alerts"].clone();
    let nodes = page["nodes"].as_array().expect("a list").clone();
    assert_eq!(page["totalCount"], nodes.len());
    nodes
}

both!(a_device_that_is_down_is_alarmed_and_ends_it_when_it_is_up, with_secrets, async |t: TestApp| {
    let lab = Lab::open(&t).await;
    rule(&t, AlertMetric::DeviceDown, None, 15, AlertSeverity::Critical).await;
    let core = lab.device("core", None).await;
    lab.pass(0, &[]).await;
    lab.pass(10, &[]).await;
    lab.answers(&core, false);
    lab.hasten(core.id).await;
    for _ in 0..3 {
        lab.pass(10, &[]).await;
    }
    assert_eq!(lab.status(&core).await, DeviceStatus::Down);
    let noc = staff(&t, LinkRole::Noc).await;
    assert!(listed(&noc, json!({})).await.is_empty(), "it has not settled");
    assert_eq!(told(&t, EventType::AlertOpened).await, 0);
    lab.hasten(core.id).await;
    lab.pass(20, &[]).await;
    let alerts = listed(&noc, json!({ "live": true })).await;
    assert_eq!(alerts.len(), 1);
    assert_eq!((&alerts[0]["status"], &alerts[0]["device"]["name"]), (&json!("OPEN"), &json!("core")));
    assert_eq!((&alerts[0]["interface"], &alerts[0]["value"]), (&json!(null), &json!(null)));
    assert_eq!(told(&t, EventType::AlertOpened).await, 1);
    lab.hasten(core.id).await;
    lab.pass(20, &[]).await;
    assert_eq!(listed(&noc, json!({})).await.len(), 1, "one alert of a device and a metric");
    lab.answers(&core, true);
    lab.hasten(core.id).await;
    lab.pass(10, &[]).await;
    lab.pass(10, &[]).await;
    assert_eq!(lab.status(&core).await, DeviceStatus::Up);
    assert_eq!(listed(&noc, json!({ "live": false })).await[0]["status"], "RESOLVED");
    assert!(listed(&noc, json!({ "live": true })).await.is_empty());
    assert_eq!(told(&t, EventType::AlertResolved).await, 1);
});

both!(a_port_that_falls_degrades_its_device_until_it_is_up, with_secrets, async |t: TestApp| {
    let lab = Lab::open(&t).await;
    rule(&t, AlertMetric::InterfaceDown, None, 0, AlertSeverity::Warning).await;
    let core = lab.device("core", None).await;
    lab.pass(0, &[]).await;
    lab.pass(10, &[]).await;
    let up = |up: bool| lab.network.change(address(&core), |device| device.ports[0].up = up);
    up(false);
    lab.hasten(core.id).await;
    lab.pass(10, &[]).await;
    assert_eq!(lab.status(&core).await, DeviceStatus::Degraded);
    let noc = staff(&t, LinkRole::Noc).await;
    let alert = listed(&noc, json!({ "metric": "INTERFACE_DOWN" })).await.remove(0);
    assert_eq!((&alert["interface"]["name"], &alert["severity"]), (&json!("port 1"), &json!("WARNING")));
    up(true);
    for degraded in [true, false] {
        lab.hasten(core.id).await;
        lab.pass(10, &[]).await;
        assert_eq!(lab.status(&core).await == DeviceStatus::Degraded, degraded, "two good samples end it");
    }
    assert_eq!(told(&t, EventType::AlertResolved).await, 1);
});

both!(an_alert_is_taken_up_and_ended_by_hand, with_secrets, async |t: TestApp| {
    let lab = Lab::open(&t).await;
    rule(&t, AlertMetric::InterfaceDown, None, 0, AlertSeverity::Warning).await;
    let core = lab.device("core", None).await;
    lab.network.change(address(&core), |device| device.ports[0].up = false);
    lab.pass(0, &[]).await;
    let noc = staff(&t, LinkRole::Noc).await;
    let id = listed(&noc, json!({})).await[0]["id"].clone();
    let support = staff(&t, LinkRole::Support).await;
    assert_eq!(listed(&support, json!({})).await.len(), 1, "support sees it");
    let document = "mutation($input: AcknowledgeAlertInput!) { acknowledgeAlert(input: $input) { userErrors { code } } }";
    support.gql(document, json!({ "input": { "alertId": id } })).await.assert_code("FORBIDDEN");
    let input = json!({ "alertId": id, "expectedVersion": 1 });
    let taken = done(send(&noc, "acknowledgeAlert", input.clone(), ALERT).await)["alert"].clone();
    assert_eq!((&taken["status"], &taken["version"]), (&json!("ACKNOWLEDGED"), &json!(2)));
    assert!(taken["acknowledgedAt"].is_string());
    assert_eq!(refused(&send(&noc, "acknowledgeAlert", input, ALERT).await), ("CONFLICT", "expectedVersion"));
    let again = send(&noc, "acknowledgeAlert", json!({ "alertId": id }), ALERT).await;
    assert_eq!(refused(&again), ("ALREADY_DONE", "alertId"));
    // What is measured meanwhile does not undo it.
    lab.hasten(core.id).await;
    lab.pass(10, &[]).await;
    assert_eq!(listed(&noc, json!({ "status": "ACKNOWLEDGED" })).await.len(), 1);
    let over = done(send(&noc, "resolveAlert", json!({ "alertId": id }), ALERT).await)["alert"].clone();
    assert_eq!((&over["status"], &over["resolvedByItself"]), (&json!("RESOLVED"), &json!(false)));
    assert_eq!(told(&t, EventType::AlertResolved).await, 1);
    let late = send(&noc, "resolveAlert", json!({ "alertId": id }), ALERT).await;
    assert_eq!(refused(&late), ("TOO_LATE", "alertId"));
    // It is not over: another one begins.
    lab.hasten(core.id).await;
    lab.pass(10, &[]).await;
    assert_eq!(listed(&noc, json!({ "live": true })).await.len(), 1);
    assert_eq!(listed(&noc, json!({})).await.len(), 2);
    let abroad = staff(&t.tenant().await, LinkRole::TenantAdmin).await;
    assert!(listed(&abroad, json!({ "suppressed": true })).await.is_empty());
    let theirs = send(&abroad, "resolveAlert", json!({ "alertId": id }), ALERT).await;
    let nobodys = json!({ "alertId": "alt_01kb0000000000000000n0b0d0" });
    assert_eq!(theirs, send(&abroad, "resolveAlert", nobodys, ALERT).await, "the same bytes");
});

both!(below_a_device_that_is_down_alerts_are_put_aside, with_secrets, async |t: TestApp| {
    let lab = Lab::open(&t).await;
    rule(&t, AlertMetric::DeviceDown, None, 0, AlertSeverity::Critical).await;
    rule(&t, AlertMetric::InterfaceDown, None, 0, AlertSeverity::Warning).await;
    let core = lab.device("core", None).await;
    let leaf = lab.device("leaf", Some(&core)).await;
    lab.network.change(address(&leaf), |device| device.ports[0].up = false);
    lab.pass(0, &[]).await;
    lab.pass(10, &[]).await;
    let noc = staff(&t, LinkRole::Noc).await;
    assert_eq!(listed(&noc, json!({})).await.len(), 1);
    lab.answers(&core, false);
    lab.answers(&leaf, false);
    lab.hasten(core.id).await;
    for _ in 0..3 {
        lab.pass(10, &[]).await;
    }
    lab.hasten(leaf.id).await;
    lab.pass(10, &[]).await;
    assert_eq!(lab.status(&leaf).await, DeviceStatus::Unknown);
    let names = |alerts: Vec<Value>| -> Vec<Value> {
        alerts.into_iter().map(|alert| alert["device"]["name"].clone()).collect()
    };
    assert_eq!(names(listed(&noc, json!({})).await), [json!("core")], "one alarm, for the cause");
    assert_eq!(listed(&noc, json!({ "suppressed": true })).await.len(), 2);
    for device in [&core, &leaf] {
        lab.answers(device, true);
    }
    lab.hasten(core.id).await;
    lab.pass(10, &[]).await;
    lab.pass(10, &[]).await;
    lab.hasten(leaf.id).await;
    lab.pass(10, &[]).await;
    let live = names(listed(&noc, json!({ "live": true })).await);
    assert_eq!(live, [json!("leaf")], "the port is still down");
});

/// An alert that goes on, as a poller writes it.
fn open_alert(t: &TestApp, rule: &AlertRule, device: &device::Model) -> alert::Model {
    let scope = t.scope();
    alert::Model {
        id: scope.new_id(),
        tenant_id: t.facts().reference.id,
        rule_id: rule.id,
        device_id: device.id,
        interface_id: None,
        metric: rule.metric,
        severity: rule.severity,
        status: alert::AlertStatus::Open,
        value: None,
        since: scope.real_now(),
        opened_at: Some(scope.real_now()),
        acknowledged_at: None,
        acknowledged_by: None,
        resolved_at: None,
        resolved_by: None,
        suppressed: false,
        good_samples: 0,
        version: 1,
    }
}

both!(alerts_of_a_device_that_is_not_asked_any_more_are_over, with_secrets, async |t: TestApp| {
    let lab = Lab::open(&t).await;
    rule(&t, AlertMetric::DeviceDown, None, 0, AlertSeverity::Critical).await;
    rule(&t, AlertMetric::InterfaceDown, None, 3_600, AlertSeverity::Warning).await;
    let core = lab.device("core", None).await;
    lab.network.change(address(&core), |device| device.ports[0].up = false);
    lab.pass(0, &[]).await;
    lab.pass(10, &[]).await;
    lab.answers(&core, false);
    lab.hasten(core.id).await;
    for _ in 0..3 {
        lab.pass(10, &[]).await;
    }
    assert_eq!(lab.status(&core).await, DeviceStatus::Down);
    let noc = staff(&t, LinkRole::Noc).await;
    assert_eq!(listed(&noc, json!({ "live": true })).await.len(), 1);
    done(send(&noc, "retireDevice", json!({ "deviceId": core.id.to_string() }), "device { status }").await);
    assert!(listed(&noc, json!({ "live": true })).await.is_empty());
    assert_eq!(listed(&noc, json!({ "live": false })).await[0]["status"], "RESOLVED");
    assert_eq!(told(&t, EventType::AlertResolved).await, 1);
    // Up, down, and not known any more.
    assert_eq!(told(&t, EventType::DeviceStatusChanged).await, 3);
    let scope = t.scope();
    let left = scope.select::<alert::Entity>().count().await.expect("the database answers");
    assert_eq!(left, 1, "what has not settled is forgotten");
});

both!(one_alert_goes_on_for_a_device_and_a_metric, async |t: TestApp| {
    let rule = rule(&t, AlertMetric::DeviceDown, None, 0, AlertSeverity::Critical).await;
    let device = t.device().insert().await;
    let write = async |row: alert::Model| {
        let tx = t.scope().begin().await.expect("the database answers");
        tx.insert(row.into_active_model().reset_all()).await?;
        tx.commit().await
    };
    let first = open_alert(&t, &rule, &device);
    write(first.clone()).await.expect("the first");
    let second = write(open_alert(&t, &rule, &device)).await;
    assert!(matches!(second, Err(portico::db::DbError::Unique(_))), "{second:?}");
    let over = alert::Model {
        status: alert::AlertStatus::Resolved,
        resolved_at: Some(t.now()),
        ..open_alert(&t, &rule, &device)
    };
    write(over).await.expect("those that are over do not count");
    let filter = AlertFilter { device: Some(device.id), live: Some(true), ..AlertFilter::default() };
    let live = portico::network::alerts::count_alerts(&t.scope(), &filter).await;
    assert_eq!(live.expect("the database answers"), 1);
});

both!(fifty_devices_with_alerts_cost_as_much_as_one, async |t: TestApp| {
    let rule = rule(&t, AlertMetric::DeviceDown, None, 0, AlertSeverity::Critical).await;
    let mut rows = Vec::new();
    for _ in 0..50 {
        let device = t.device().insert().await;
        rows.push(open_alert(&t, &rule, &device).into_active_model().reset_all());
    }
    let tx = t.scope().begin().await.expect("the database answers");
    tx.insert_many(rows).await.expect("they are new");
    tx.commit().await.expect("the database answers");
    let noc = staff(&t, LinkRole::Noc).await;
    for (wanted, statements) in [
        // The account, the devices, what is known of them, their interfaces, their alerts.
        (
            "status state { since } interfaces(first: 10) { nodes { name inBps } } alerts { status metric severity }",
            5,
        ),
        // The account, the devices, their alerts, the rules.
        ("alerts { status rule { name } }", 4),
    ] {
        let document = format!("query($n: Int!) {{ devices(first: $n) {{ nodes {{ name {wanted} }} }} }}");
        let one = noc.gql(&document, json!({ "n": 1 })).await;
        let fifty = noc.gql(&document, json!({ "n": 50 })).await;
        let nodes = fifty.ok()["devices"]["nodes"].as_array().expect("a list").clone();
        assert_eq!(nodes.len(), 50);
        assert!(nodes.iter().all(|node| node["alerts"][0]["status"] == "OPEN"));
        assert_eq!((one.statements(), fifty.statements()), (statements, statements), "{wanted}");
    }
});
