//! `ServiceSubscription.health` and `uptime`: what is known, and in whose words.

use chrono::TimeDelta;
use portico::catalog::LockReason;
use portico::catalog::entity::subscription::{self, SubscriptionStatus};
use portico::catalog::entity::suspension_lock;
use portico::kernel::clock::Instant;
use portico::kernel::ids::IncidentId;
use portico::network::entity::device_interface;
use portico::network::entity::device_state::DeviceStatus;
use portico::network::entity::incident::IncidentStatus;
use portico::network::{Announced, Update, schedule, update};
use sea_orm::{ActiveModelTrait as _, ColumnTrait as _, IntoActiveModel as _, Value as DbValue};

use super::ports::{Port, device_is, hang, port, record, roll};
use super::*;

fn at(text: &str) -> Instant {
    text.parse().expect("an instant")
}

const HEALTH: &str = "query($id: ID!) { node(id: $id) { ... on ServiceSubscription { health {
    state reason message observedAt stale since nextStep etaAt incident { title } } } } }";

async fn health(caller: &Caller, service: SubscriptionId) -> Value {
    let reply = caller.gql(HEALTH, json!({ "id": service.to_string() })).await;
    reply.ok()["node"]["health"].clone()
}

/// State, reason and next step.
fn says(health: &Value) -> (&str, &str, Option<&str>) {
    let text = |field: &str| health[field].as_str();
    (text("state").expect("a state"), text("reason").expect("a reason"), text("nextStep"))
}

/// Says where an incident stands now.
pub(super) fn moved(incident: IncidentId, status: IncidentStatus) -> Update {
    Update {
        incident,
        status: Some(status),
        eta_at: None,
        body: "As expected.".to_owned(),
        public: true,
        expected_version: None,
    }
}

/// A customer with a service on a port, since the beginning of the month.
pub(super) async fn connected(t: &TestApp) -> (customer::Model, SubscriptionId, Port) {
    let (customer, service) = served(t).await;
    let port = port(t).await;
    hang(t, &customer, service, &port, at("2026-10-31T23:00:00Z")).await;
    (customer, service, port)
}

/// Lets the poller have seen that a port has a signal, or none.
pub(super) async fn line_is(t: &TestApp, port: &Port, up: bool) {
    use device_interface::Column;
    let tx = t.scope().begin().await.expect("the database answers");
    let changed = tx
        .update::<device_interface::Entity>()
        .set(Column::OperUp, DbValue::from(Some(up)))
        .set(Column::SampledAt, DbValue::from(Some(t.now())))
        .filter(Column::Id.eq(port.interface.id));
    assert_eq!(changed.run().await.expect("changed"), 1);
    tx.commit().await.expect("the database answers");
}

both!(what_is_known_is_told_with_reason_and_freshness, |_| {}, async |t: TestApp| {
    let (ada, service, port) = connected(&t).await;
    let (_, unlinked) = served(&t).await;
    let owner = member(&t, &ada, LinkRole::Viewer).await;
    let support = staff(&t, LinkRole::Support).await;
    let well = health(&owner, service).await;
    assert_eq!(says(&well), ("OK", "LINE_UP", None));
    assert_eq!(
        (&well["observedAt"], &well["stale"], &well["message"]),
        (&json!("2026-11-22T10:00:00Z"), &json!(false), &json!("Your service works."))
    );
    let nothing = health(&support, unlinked).await;
    assert_eq!(says(&nothing), ("UNKNOWN", "NOT_MONITORED", Some("CONTACT_US")), "not applicable is not OK");
    assert_eq!((&nothing["observedAt"], &nothing["stale"]), (&json!(null), &json!(false)));
    line_is(&t, &port, false).await;
    assert_eq!(says(&health(&owner, service).await), ("OUTAGE", "LINE_DOWN", Some("RESTART_ROUTER")));
    line_is(&t, &port, true).await;
    device_is(&t, &port, DeviceStatus::Down, t.now()).await;
    let down = health(&owner, service).await;
    assert_eq!(says(&down), ("OUTAGE", "DEVICE_DOWN", Some("CONTACT_US")));
    assert_eq!(down["since"], "2026-11-22T10:00:00Z");
    device_is(&t, &port, DeviceStatus::Up, t.now()).await;
    assert_eq!(says(&health(&owner, service).await).0, "OK");
    // Three polls may be missing, and no more. Nobody is asked because somebody looks.
    t.advance(TimeDelta::minutes(15));
    assert_eq!(health(&owner, service).await["stale"], false);
    t.advance(TimeDelta::seconds(1));
    let old = health(&owner, service).await;
    assert_eq!((says(&old), &old["stale"]), (("UNKNOWN", "STALE", Some("CONTACT_US")), &json!(true)));
    assert_eq!(old["observedAt"], "2026-11-22T10:00:00Z", "and when that was is told");
});

both!(incidents_and_the_contract_say_more_than_a_device, |_| {}, async |t: TestApp| {
    let t = t.tenant_with(|tenant| tenant.locale = "de-DE".to_owned()).await;
    let (ada, service, _) = connected(&t).await;
    let owner = member(&t, &ada, LinkRole::Owner).await;
    let announced = Announced {
        title: "New software".to_owned(),
        impact: ImpactLevel::Degraded,
        starts_at: t.now() + TimeDelta::hours(1),
        ends_at: t.now() + TimeDelta::hours(2),
        body: "Soon.".to_owned(),
        services: vec![service],
    };
    schedule(&t.scope(), announced).await.expect("announced");
    assert_eq!(says(&health(&owner, service).await).0, "OK", "announced is not begun");
    let down = outage(&t, "A cable is cut", &[service]).await;
    let known = health(&owner, service).await;
    assert_eq!(says(&known), ("OUTAGE", "KNOWN_OUTAGE", Some("FOLLOW_INCIDENT")));
    assert_eq!((&known["incident"]["title"], &known["etaAt"]), (&json!("A cable is cut"), &json!(null)));
    assert!(
        known["message"].as_str().is_some_and(|text| text.starts_with("Es gibt eine Störung.")),
        "{known}"
    );
    update(&t.scope(), moved(down.id, IncidentStatus::Resolved)).await.expect("resolved");
    assert_eq!(says(&health(&owner, service).await).0, "OK");
    let lock = suspension_lock::Model {
        id: t.scope().new_id(),
        tenant_id: t.scope().tenant().id,
        subscription_id: service,
        reason: LockReason::NonPayment,
        since: t.scope().today(),
        until: None,
        lifted_on: None,
        created_at: t.now(),
        lifted_at: None,
    };
    let tx = t.scope().begin().await.expect("the database answers");
    tx.insert(lock.into_active_model().reset_all()).await.expect("the first");
    let suspended = tx
        .update::<subscription::Entity>()
        .set(subscription::Column::Status, SubscriptionStatus::Suspended)
        .filter(subscription::Column::Id.eq(service));
    assert_eq!(suspended.run().await.expect("changed"), 1);
    tx.commit().await.expect("the database answers");
    assert_eq!(says(&health(&owner, service).await), ("SUSPENDED", "NON_PAYMENT", Some("PAY")));
});

both!(uptime_is_what_is_known_without_announced_work, |_| {}, async |t: TestApp| {
    let (ada, service, port) = connected(&t).await;
    let owner = member(&t, &ada, LinkRole::Viewer).await;
    for (time, ok) in [
        ("2026-11-22T09:00:00Z", true),
        ("2026-11-22T09:05:00Z", false),
        ("2026-11-22T09:15:00Z", true),
        ("2026-11-22T09:20:00Z", false),
        ("2026-11-22T09:25:00Z", true),
    ] {
        record(&t, &port, at(time), ok, &[]).await;
    }
    t.advance(TimeDelta::minutes(2));
    roll(&t).await;
    let document = "query($id: ID!, $month: Date) { node(id: $id) { ... on ServiceSubscription {
        uptime(month: $month) { month percent known down
            days { day percent known down unknownMinutes excludedMinutes }
            exclusions { from to reason incident { title } } } } } }";
    let uptime = async |month: Value| {
        let variables = json!({ "id": service.to_string(), "month": month });
        owner.gql(document, variables).await.ok()["node"]["uptime"].clone()
    };
    let now = uptime(json!(null)).await;
    assert_eq!(
        (&now["month"], &now["percent"], &now["known"], &now["down"]),
        (&json!("2026-11-01"), &json!("60.0"), &json!(5), &json!(2)),
        "three of five"
    );
    let days = now["days"].as_array().expect("a list");
    assert_eq!(
        (days.len(), &days[0]["percent"], &days[0]["unknownMinutes"]),
        (22, &json!(null), &json!(1_440))
    );
    assert_eq!((&days[21]["percent"], &days[21]["known"]), (&json!("60.0"), &json!(5)));
    let before = uptime(json!("2026-10-15")).await;
    assert_eq!(
        (&before["month"], &before["percent"], &before["days"]),
        (&json!("2026-10-01"), &json!(null), &json!([]))
    );
    // Work that was announced for the time of a failure, and is done.
    let work = Announced {
        title: "New software".to_owned(),
        impact: ImpactLevel::Outage,
        starts_at: at("2026-11-22T09:15:00Z"),
        ends_at: at("2026-11-22T09:30:00Z"),
        body: "Soon.".to_owned(),
        services: vec![service],
    };
    let then = t.scope().at(at("2026-11-21T09:00:00Z"));
    let work = schedule(&then, work).await.expect("announced");
    for (time, status) in [
        ("2026-11-22T09:16:00Z", IncidentStatus::InProgress),
        ("2026-11-22T09:24:00Z", IncidentStatus::Completed),
    ] {
        update(&t.scope().at(at(time)), moved(work.id, status)).await.expect("moved on");
    }
    let without = uptime(json!("2026-11-30")).await;
    assert_eq!((&without["percent"], &without["known"]), (&json!("50.0"), &json!(2)));
    assert_eq!(
        without["exclusions"],
        json!([{
            "from": "2026-11-22T09:16:00Z", "to": "2026-11-22T09:24:00Z",
            "reason": "ANNOUNCED_MAINTENANCE", "incident": { "title": "New software" },
        }])
    );
    assert_eq!(without["days"][21]["excludedMinutes"], 15);
    // Work that took longer than was announced: the rest of it counts.
    let longer = Announced {
        title: "New hardware".to_owned(),
        impact: ImpactLevel::Outage,
        starts_at: at("2026-11-22T08:00:00Z"),
        ends_at: at("2026-11-22T08:15:00Z"),
        body: "Soon.".to_owned(),
        services: vec![service],
    };
    let longer = schedule(&then, longer).await.expect("announced");
    for (time, status) in [
        ("2026-11-22T08:00:00Z", IncidentStatus::InProgress),
        ("2026-11-22T09:10:00Z", IncidentStatus::Completed),
    ] {
        update(&t.scope().at(at(time)), moved(longer.id, status)).await.expect("moved on");
    }
    let counted = uptime(json!(null)).await;
    assert_eq!((&counted["percent"], &counted["known"]), (&json!("50.0"), &json!(2)));
    assert_eq!(
        (&counted["exclusions"][0]["from"], &counted["exclusions"][0]["to"]),
        (&json!("2026-11-22T08:00:00Z"), &json!("2026-11-22T08:15:00Z"))
    );
    assert_eq!(counted["days"][21]["excludedMinutes"], 30);
    let support = staff(&t, LinkRole::Support).await;
    let (_, unlinked) = served(&t).await;
    let reply = support.gql(document, json!({ "id": unlinked.to_string(), "month": null })).await;
    assert_eq!(reply.ok()["node"]["uptime"], json!(null), "not applicable");
});
