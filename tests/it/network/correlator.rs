//! From a silent device to an incident, and back: what the poller says is said here in its stead.

use chrono::TimeDelta;
use futures_util::future::join_all;
use portico::db::Reads as _;
use portico::events::{Event, EventType, Listener as _};
use portico::kernel::clock::Instant;
use portico::kernel::ids::{CustomerId, DeviceId};
use portico::network::correlator::{OutageListener, settle};
use portico::network::entity::device::{self, DeviceKind};
use portico::network::entity::device_state::{self, DeviceStatus};
use portico::network::entity::incident::{self, IncidentSource, IncidentStatus};
use portico::network::entity::{incident_impact, outage_watch, service_link};
use sea_orm::{ActiveEnum as _, ActiveModelTrait as _, ColumnTrait as _, IntoActiveModel as _};

use super::*;
use crate::dunning::told;

/// A device with what is known of it.
pub(crate) async fn device(
    t: &TestApp,
    name: &str,
    kind: DeviceKind,
    parent: Option<DeviceId>,
    status: DeviceStatus,
) -> DeviceId {
    let scope = t.scope();
    let row = device::Model {
        id: scope.new_id(),
        tenant_id: scope.tenant().id,
        name: name.to_owned(),
        kind,
        vendor: None,
        model: None,
        site_id: None,
        parent_id: parent,
        mgmt_address: Some("10.0.0.1".to_owned()),
        snmp_version: None,
        snmp_port: 161,
        snmp_secret: None,
        poll_interval_seconds: 300,
        in_maintenance: false,
        created_at: scope.now(),
        retired_at: None,
        version: 1,
    };
    let state = device_state::Model {
        id: scope.new_id(),
        tenant_id: scope.tenant().id,
        device_id: row.id,
        status,
        status_since: scope.real_now(),
        suppressed: false,
        failures: 0,
        successes: 0,
        last_tried_at: None,
        last_ok_at: None,
        last_error: None,
        response_micros: None,
        sys_name: None,
        sys_descr: None,
        sys_object_id: None,
        sys_uptime_ticks: None,
        cpu_permille: None,
        memory_permille: None,
        next_poll_at: scope.real_now() + TimeDelta::days(365),
        lease_holder: None,
        lease_until: None,
    };
    let id = row.id;
    let tx = scope.begin().await.expect("the database answers");
    tx.insert(row.into_active_model().reset_all()).await.expect("it is new");
    tx.insert(state.into_active_model().reset_all()).await.expect("it is new");
    tx.commit().await.expect("the database answers");
    id
}

/// Hangs a service on a device.
pub(crate) async fn hang(t: &TestApp, customer: CustomerId, service: SubscriptionId, on: DeviceId) {
    let scope = t.scope();
    let row = service_link::Model {
        id: scope.new_id(),
        tenant_id: scope.tenant().id,
        customer_id: customer,
        subscription_id: service,
        device_id: on,
        interface_id: None,
        since: scope.now(),
        moved_on: None,
        moved_down_bytes: 0,
        moved_up_bytes: 0,
    };
    let tx = scope.begin().await.expect("the database answers");
    tx.insert(row.into_active_model().reset_all()).await.expect("it is new");
    tx.commit().await.expect("the database answers");
}

/// Sets how a device is.
async fn becomes(t: &TestApp, device: DeviceId, status: DeviceStatus) {
    let tx = t.scope().begin().await.expect("the database answers");
    let update = tx.update::<device_state::Entity>().set(device_state::Column::Status, status);
    let changed = update.filter(device_state::Column::DeviceId.eq(device)).run().await;
    assert_eq!(changed.expect("the database answers"), 1);
    tx.commit().await.expect("the database answers");
}

/// A moment some minutes ago.
fn ago(t: &TestApp, minutes: i64) -> Instant {
    t.scope().real_now() - TimeDelta::minutes(minutes)
}

/// The poller has found a device otherwise, so many minutes ago; the correlator hears of it now.
pub(crate) async fn flips(t: &TestApp, device: DeviceId, to: DeviceStatus, minutes: i64) {
    becomes(t, device, to).await;
    let scope = t.scope();
    let event = Event {
        id: scope.new_id(),
        tenant_id: scope.tenant().id,
        cursor: Some(1),
        event_type: EventType::DeviceStatusChanged,
        subject: device.to_string(),
        account_id: None,
        customer_id: None,
        reseller_id: None,
        staff_roles: Some("NOC".to_owned()),
        payload: json!({ "device": device.to_string(), "name": "canary", "from": "UP", "to": to.to_value(),
            "at": ago(t, minutes) }),
        at: scope.real_now(),
    };
    let tx = scope.begin().await.expect("the database answers");
    OutageListener.hear(&tx, &[event]).await.expect("it is heard");
    tx.commit().await.expect("the database answers");
}

async fn incidents(t: &TestApp) -> Vec<incident::Model> {
    t.scope().select::<incident::Entity>().all().await.expect("the database answers")
}

async fn watches(t: &TestApp) -> Vec<outage_watch::Model> {
    t.scope().select::<outage_watch::Entity>().all().await.expect("the database answers")
}

async fn impacts(t: &TestApp) -> Vec<incident_impact::Model> {
    t.scope().select::<incident_impact::Entity>().all().await.expect("the database answers")
}

async fn settled(t: &TestApp) -> usize {
    settle(&t.scope()).await.expect("the database answers")
}

both!(silence_that_lasts_is_an_incident_of_what_hangs_below, async |t: TestApp| {
    let ((ada, first), (bob, second)) = (served(&t).await, served(&t).await);
    let core = device(&t, "canary-core", DeviceKind::Router, None, DeviceStatus::Up).await;
    let olt = device(&t, "canary-olt-7", DeviceKind::Olt, Some(core), DeviceStatus::Up).await;
    let split = device(&t, "canary-splitter", DeviceKind::Splitter, Some(olt), DeviceStatus::Unknown).await;
    hang(&t, ada.id, first, olt).await;
    hang(&t, bob.id, second, split).await;
    flips(&t, olt, DeviceStatus::Down, 14).await;
    assert_eq!((settled(&t).await, incidents(&t).await.len()), (0, 0), "it is waited for");
    flips(&t, olt, DeviceStatus::Up, 13).await;
    assert!(watches(&t).await.is_empty(), "it was back in time");
    flips(&t, olt, DeviceStatus::Down, 20).await;
    assert_eq!(settled(&t).await, 1);
    let found = incidents(&t).await;
    assert_eq!(found.len(), 1);
    let outage = &found[0];
    assert_eq!((outage.source, outage.status), (IncidentSource::Correlator, IncidentStatus::Investigating));
    assert_eq!((outage.cause_device_id, outage.confidence), (Some(olt), Some(90)));
    assert_eq!(outage.started_at, ago(&t, 20), "since it fell silent, not since it was settled");
    let mut hit: Vec<SubscriptionId> = impacts(&t).await.iter().map(|row| row.subscription_id).collect();
    hit.sort_unstable();
    let mut expected = vec![first, second];
    expected.sort_unstable();
    assert_eq!(hit, expected, "what hangs on it, and below it");
    assert_eq!(told(&t, EventType::IncidentOpened).await, 2);
    assert_eq!(settled(&t).await, 0, "it is settled once");
    // Staff sees what it is put down to, the customer does not.
    let document = "query($id: ID!) { node(id: $id) { ... on Incident { title source confidence
        cause { deviceId name kind } updates { body } } } }";
    let variables = json!({ "id": outage.id.to_string() });
    let noc = staff(&t, LinkRole::Noc).await;
    let seen = noc.gql(document, variables.clone()).await.ok()["node"].clone();
    assert_eq!(seen["cause"], json!({ "deviceId": olt.to_string(), "name": "canary-olt-7", "kind": "OLT" }));
    assert_eq!((&seen["source"], &seen["confidence"]), (&json!("CORRELATOR"), &json!(90)));
    let owner = member(&t, &ada, LinkRole::Owner).await;
    let seen = owner.gql(document, variables).await;
    let node = &seen.ok()["node"];
    assert_eq!((&node["title"], &node["cause"]), (&json!("Outage in the network"), &json!(null)));
    assert_eq!(node["confidence"], json!(null));
    assert!(!seen.text.contains("canary"), "{}", seen.text);
});

both!(what_answers_again_is_watched_before_it_is_over, async |t: TestApp| {
    let (ada, service) = served(&t).await;
    let core = device(&t, "core", DeviceKind::Router, None, DeviceStatus::Up).await;
    let switch = device(&t, "switch", DeviceKind::Switch, Some(core), DeviceStatus::Up).await;
    hang(&t, ada.id, service, switch).await;
    flips(&t, switch, DeviceStatus::Down, 60).await;
    settled(&t).await;
    flips(&t, switch, DeviceStatus::Up, 10).await;
    assert_eq!(incidents(&t).await[0].status, IncidentStatus::Monitoring);
    assert_eq!(settled(&t).await, 0);
    // It flaps: the same incident, however often.
    for minutes in [9, 7, 5] {
        flips(&t, switch, DeviceStatus::Down, minutes).await;
        assert_eq!(incidents(&t).await[0].status, IncidentStatus::Investigating);
        flips(&t, switch, DeviceStatus::Up, minutes - 1).await;
        assert_eq!(incidents(&t).await[0].status, IncidentStatus::Monitoring);
    }
    assert!(impacts(&t).await.iter().all(|row| row.to_at.is_none()), "it is not over");
    flips(&t, switch, DeviceStatus::Down, 3).await;
    // The last word is the one that lasts.
    flips(&t, switch, DeviceStatus::Up, 16).await;
    assert_eq!(settled(&t).await, 1);
    let found = incidents(&t).await;
    assert_eq!((found.len(), found[0].status), (1, IncidentStatus::Resolved));
    assert_eq!(found[0].ended_at, Some(ago(&t, 16)), "as of the moment at which it answered");
    assert_eq!(impacts(&t).await[0].to_at, Some(ago(&t, 16)));
    assert_eq!(told(&t, EventType::IncidentEnded).await, 1);
    assert!(watches(&t).await.is_empty());
});

both!(an_outage_that_nobody_is_sure_of_shields_no_debt, async |t: TestApp| {
    let customer = t.customer().insert().await;
    let plan = t.plan().insert().await;
    let service = t.subscription(&customer, &plan).insert().await.id;
    let opened = outage(&t, "No light", &[service]).await;
    let shields = [
        (IncidentSource::Hand, None, true),
        (IncidentSource::Correlator, Some(20_i16), false),
        (IncidentSource::Correlator, Some(90), true),
    ];
    for (source, confidence, expected) in shields {
        let tx = t.scope().begin().await.expect("the database answers");
        let changed = tx.update::<incident::Entity>().filter(incident::Column::Id.eq(opened.id));
        let changed = changed.set(incident::Column::Source, source);
        let changed = changed.set(incident::Column::Confidence, confidence);
        assert_eq!(changed.run().await.expect("written"), 1);
        let shielded = portico::network::any_outage(&tx, &[service]).await.expect("the database answers");
        assert_eq!(shielded, expected, "{source:?} {confidence:?}: a modem may be switched off by its owner");
        tx.commit().await.expect("the database answers");
    }
});

both!(devices_below_one_that_is_down_are_one_incident, async |t: TestApp| {
    let ((ada, first), (bob, second), (eve, third)) = (served(&t).await, served(&t).await, served(&t).await);
    let core = device(&t, "core", DeviceKind::Router, None, DeviceStatus::Up).await;
    let olt = device(&t, "olt", DeviceKind::Olt, Some(core), DeviceStatus::Up).await;
    let left = device(&t, "left", DeviceKind::Switch, Some(olt), DeviceStatus::Up).await;
    let right = device(&t, "right", DeviceKind::Switch, Some(olt), DeviceStatus::Up).await;
    for (customer, service, on) in [(&ada, first, olt), (&bob, second, left), (&eve, third, right)] {
        hang(&t, customer.id, service, on).await;
    }
    // Those below are found first, and the cause last.
    flips(&t, left, DeviceStatus::Down, 30).await;
    flips(&t, right, DeviceStatus::Down, 29).await;
    flips(&t, olt, DeviceStatus::Down, 28).await;
    assert_eq!(settled(&t).await, 3);
    let found = incidents(&t).await;
    assert_eq!((found.len(), found[0].cause_device_id), (1, Some(olt)));
    assert_eq!(impacts(&t).await.len(), 3);
    assert!(watches(&t).await.iter().all(|watch| watch.incident_id == Some(found[0].id)));
    // One of them stays silent: what hangs on it goes on, what is well is over.
    flips(&t, olt, DeviceStatus::Up, 20).await;
    flips(&t, left, DeviceStatus::Up, 18).await;
    assert_eq!(incidents(&t).await[0].status, IncidentStatus::Investigating, "not all of them answer");
    settled(&t).await;
    let open: Vec<_> = impacts(&t).await.into_iter().filter(|row| row.to_at.is_none()).collect();
    assert_eq!((open.len(), open[0].subscription_id), (1, third));
    assert!(incidents(&t).await[0].status.is_live());
    flips(&t, right, DeviceStatus::Up, 17).await;
    settled(&t).await;
    let over = &incidents(&t).await[0];
    assert_eq!((over.status, over.ended_at), (IncidentStatus::Resolved, Some(ago(&t, 17))));
    assert_eq!(told(&t, EventType::IncidentEnded).await, 3, "each customer once");
});

both!(what_was_well_and_falls_silent_again_is_another_outage, async |t: TestApp| {
    let ((ada, first), (bob, second)) = (served(&t).await, served(&t).await);
    let core = device(&t, "core", DeviceKind::Router, None, DeviceStatus::Up).await;
    let olt = device(&t, "olt", DeviceKind::Olt, Some(core), DeviceStatus::Up).await;
    let right = device(&t, "right", DeviceKind::Switch, Some(olt), DeviceStatus::Up).await;
    hang(&t, ada.id, first, olt).await;
    hang(&t, bob.id, second, right).await;
    flips(&t, right, DeviceStatus::Down, 41).await;
    flips(&t, olt, DeviceStatus::Down, 40).await;
    settled(&t).await;
    // The cause is well, and one below it is not.
    flips(&t, olt, DeviceStatus::Up, 38).await;
    settled(&t).await;
    flips(&t, olt, DeviceStatus::Down, 20).await;
    settled(&t).await;
    let mut found = incidents(&t).await;
    found.sort_by_key(|incident| incident.started_at);
    assert_eq!((found.len(), found[1].started_at), (2, ago(&t, 20)));
    assert!(found.iter().all(|incident| incident.cause_device_id == Some(olt) && incident.status.is_live()));
    // What was well in between was affected twice, and not all the time; what was not, once.
    let affected = async |service: SubscriptionId| {
        let rows = impacts(&t).await.into_iter().filter(|row| row.subscription_id == service);
        let mut rows: Vec<_> = rows.map(|row| (row.incident_id, row.from_at, row.to_at)).collect();
        rows.sort_by_key(|row| row.1);
        rows
    };
    let twice = [(found[0].id, found[0].started_at, Some(ago(&t, 38))), (found[1].id, ago(&t, 20), None)];
    assert_eq!(affected(first).await, twice);
    assert_eq!(affected(second).await, [(found[0].id, found[0].started_at, None)]);
    flips(&t, olt, DeviceStatus::Up, 17).await;
    flips(&t, right, DeviceStatus::Up, 16).await;
    settled(&t).await;
    assert!(incidents(&t).await.iter().all(|incident| incident.status == IncidentStatus::Resolved));
    assert_eq!(affected(first).await[1].2, Some(ago(&t, 17)));
    assert_eq!(affected(second).await[0].2, Some(ago(&t, 16)));
    assert!(watches(&t).await.is_empty());
});

both!(what_is_worked_on_above_is_no_outage, async |t: TestApp| {
    let (ada, service) = served(&t).await;
    let core = device(&t, "core", DeviceKind::Router, None, DeviceStatus::Maintenance).await;
    let switch = device(&t, "switch", DeviceKind::Switch, Some(core), DeviceStatus::Up).await;
    hang(&t, ada.id, service, switch).await;
    flips(&t, switch, DeviceStatus::Down, 60).await;
    assert_eq!((settled(&t).await, incidents(&t).await.len()), (1, 0));
    assert_eq!((settled(&t).await, watches(&t).await.len()), (0, 1), "it is looked at again later");
});

both!(announced_work_is_an_outage_once_it_takes_longer, |_| {}, async |t: TestApp| {
    let (ada, service) = served(&t).await;
    let core = device(&t, "core", DeviceKind::Router, None, DeviceStatus::Up).await;
    let switch = device(&t, "switch", DeviceKind::Switch, Some(core), DeviceStatus::Up).await;
    hang(&t, ada.id, service, switch).await;
    let work = network::Announced {
        title: "New software".to_owned(),
        impact: ImpactLevel::Outage,
        starts_at: ago(&t, 90),
        ends_at: ago(&t, -30),
        body: "Soon.".to_owned(),
        services: vec![service],
    };
    network::schedule(&t.scope().at(ago(&t, 120)), work).await.expect("announced");
    let silent = ago(&t, 60);
    flips(&t, switch, DeviceStatus::Down, 60).await;
    assert_eq!((settled(&t).await, incidents(&t).await.len()), (1, 1), "the work, and no outage");
    assert_eq!((settled(&t).await, watches(&t).await.len()), (0, 1), "it is looked at again later");
    t.advance(TimeDelta::minutes(29));
    assert_eq!((settled(&t).await, incidents(&t).await.len()), (1, 1));
    t.advance(TimeDelta::minutes(1));
    assert_eq!(settled(&t).await, 1);
    let found = incidents(&t).await;
    let outage = found.iter().find(|incident| incident.source == IncidentSource::Correlator);
    let outage = outage.expect("it takes longer than was announced");
    assert_eq!((found.len(), outage.started_at), (2, silent));
});

both!(many_workers_make_one_incident, async |t: TestApp| {
    let core = device(&t, "core", DeviceKind::Router, None, DeviceStatus::Up).await;
    for number in 0..5 {
        let (customer, service) = served(&t).await;
        let name = format!("switch {number}");
        let switch = device(&t, &name, DeviceKind::Switch, Some(core), DeviceStatus::Up).await;
        hang(&t, customer.id, service, switch).await;
        flips(&t, switch, DeviceStatus::Down, 30).await;
    }
    let scopes: Vec<_> = (0..4).map(|_| t.scope()).collect();
    let done = join_all(scopes.iter().map(settle)).await;
    let done: usize = done.into_iter().map(|done| done.expect("the database answers")).sum();
    assert_eq!((done, incidents(&t).await.len(), impacts(&t).await.len()), (5, 5, 5));
    assert_eq!(told(&t, EventType::IncidentOpened).await, 5);
});

both!(who_ends_an_incident_by_hand_has_the_last_word, async |t: TestApp| {
    let (ada, service) = served(&t).await;
    let core = device(&t, "core", DeviceKind::Router, None, DeviceStatus::Up).await;
    let switch = device(&t, "switch", DeviceKind::Switch, Some(core), DeviceStatus::Up).await;
    hang(&t, ada.id, service, switch).await;
    flips(&t, switch, DeviceStatus::Down, 30).await;
    settled(&t).await;
    let id = incidents(&t).await[0].id;
    let noc = staff(&t, LinkRole::Noc).await;
    let input =
        json!({ "incidentId": id.to_string(), "status": "RESOLVED", "body": "A mistake.", "public": true });
    let over = done(send(&noc, "updateIncident", input, "incident { confidence }").await);
    assert_eq!(over["incident"]["confidence"], 100, "who writes of it vouches for it");
    flips(&t, switch, DeviceStatus::Up, 20).await;
    settled(&t).await;
    assert!(watches(&t).await.is_empty());
    assert_eq!(told(&t, EventType::IncidentEnded).await, 1);
    flips(&t, switch, DeviceStatus::Down, 19).await;
    settled(&t).await;
    assert_eq!(incidents(&t).await.len(), 2, "another silence is another outage");
});
