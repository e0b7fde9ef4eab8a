//! Who is told what of incidents, how often, and how many at once.

use portico::db::Reads as _;
use portico::events::EventType;
use portico::network::entity::device::DeviceKind;
use portico::network::entity::device_state::DeviceStatus;
use portico::network::entity::incident;
use portico::network::entity::incident_notice::{self, NoticeKind};
use portico::network::notices::{NoticeDue, claim};
use portico::notifications::NotificationListener;
use portico::notifications::entity::notification;

use super::*;
use crate::dunning::told;
use crate::support::wait::until;

async fn notices(t: &TestApp) -> Vec<incident_notice::Model> {
    t.scope().select::<incident_notice::Entity>().all().await.expect("the database answers")
}

async fn inboxes(t: &TestApp) -> usize {
    t.scope().select::<notification::Entity>().all().await.expect("the database answers").len()
}

both!(more_than_a_run_sends_waits_for_the_next, async |t: TestApp| {
    let t = t.tenant_with(|new| new.settings.network.notices_per_run = 2).await;
    let mut services = Vec::new();
    for _ in 0..5 {
        let (customer, service) = served(&t).await;
        t.account().member_of(&customer, LinkRole::Owner).insert().await;
        services.push(service);
    }
    outage(&t, "A cable is cut", &services).await;
    until("everybody is noted", async || notices(&t).await.len() == 5).await;
    let (sent, waiting): (Vec<_>, Vec<_>) =
        notices(&t).await.into_iter().partition(|notice| notice.sent_at.is_some());
    assert_eq!((sent.len(), waiting.len(), inboxes(&t).await), (2, 3, 2));
    let listener = NotificationListener { keyring: t.keyring() };
    for expected in [(2, 4), (1, 5), (0, 5)] {
        let sent = listener.send_waiting(&t.scope()).await.expect("the database answers");
        assert_eq!((sent, inboxes(&t).await), expected);
    }
    assert!(
        notices(&t).await.iter().all(|notice| notice.kind == NoticeKind::Opened && notice.sent_at.is_some())
    );
});

both!(nobody_is_told_twice, async |t: TestApp| {
    let (ada, service) = served(&t).await;
    let login = t.account().member_of(&ada, LinkRole::Owner).insert().await;
    let incident = outage(&t, "A cable is cut", &[service]).await;
    until("the owner is told", async || notices(&t).await.len() == 1).await;
    let scope = t.scope();
    let due = |kind, version| NoticeDue {
        incident: incident.id,
        account: login.id,
        kind,
        version,
        event: scope.new_id(),
    };
    let tx = scope.begin().await.expect("the database answers");
    let again = due(NoticeKind::Opened, 7);
    assert!(claim(&tx, &[again]).await.expect("read").is_empty(), "it was told");
    let (news, same) = (due(NoticeKind::Updated, 2), due(NoticeKind::Updated, 2));
    let sent = claim(&tx, &[news, same]).await.expect("read");
    assert_eq!(sent, [(news.event, login.id)].into(), "of two customers of one account the first");
    let more = due(NoticeKind::Updated, 3);
    assert_eq!(claim(&tx, &[more]).await.expect("read").len(), 1, "other news");
});

both!(what_the_network_is_not_sure_of_is_told_to_nobody, async |t: TestApp| {
    let ((ada, first), (bob, second)) = (served(&t).await, served(&t).await);
    let told_of = t.account().member_of(&bob, LinkRole::Owner).insert().await;
    t.account().member_of(&ada, LinkRole::Owner).insert().await;
    let core = correlator::device(&t, "core", DeviceKind::Router, None, DeviceStatus::Up).await;
    for (kind, customer, service) in [(DeviceKind::Cpe, &ada, first), (DeviceKind::Switch, &bob, second)] {
        let name = format!("{kind:?}");
        let device = correlator::device(&t, &name, kind, Some(core), DeviceStatus::Up).await;
        correlator::hang(&t, customer.id, service, device).await;
        correlator::flips(&t, device, DeviceStatus::Down, 30).await;
    }
    portico::network::correlator::settle(&t.scope()).await.expect("the database answers");
    assert_eq!(told(&t, EventType::IncidentOpened).await, 2, "open pages see both");
    until("one is told", async || notices(&t).await.len() == 1).await;
    assert_eq!(notices(&t).await[0].account_id, told_of.id);
    // Once an employee vouches for it, it is told.
    let found = t.scope().select::<incident::Entity>().all().await.expect("the database answers");
    let unsure = found.iter().find(|incident| incident.confidence == Some(20)).expect("it is there");
    let noc = staff(&t, LinkRole::Noc).await;
    let input = json!({ "incidentId": unsure.id.to_string(), "status": "IDENTIFIED", "body": "It is ours.", "public": true });
    done(send(&noc, "updateIncident", input, INCIDENT).await);
    until("the other is told", async || notices(&t).await.len() == 2).await;
});

both!(other_dates_are_told_to_those_who_are_affected, async |t: TestApp| {
    let ((ada, service), (bob, _)) = (served(&t).await, served(&t).await);
    let (owner, other) = (member(&t, &ada, LinkRole::Owner).await, member(&t, &bob, LinkRole::Owner).await);
    let noc = staff(&t, LinkRole::Noc).await;
    let input = json!({
        "title": "New software", "startsAt": "2026-11-24T02:00:00Z", "endsAt": "2026-11-24T05:00:00Z",
        "body": "Twenty minutes at most.", "serviceIds": [service.to_string()],
    });
    let work = done(send(&noc, "scheduleMaintenance", input, INCIDENT).await)["incident"].clone();
    let dates = |from: &str, to: &str| {
        json!({ "incidentId": work["id"], "startsAt": from, "endsAt": to,
        "body": "A day later.", "expectedVersion": work["version"] })
    };
    let later = dates("2026-11-25T02:00:00Z", "2026-11-25T05:00:00Z");
    let moved = done(send(&noc, "rescheduleMaintenance", later.clone(), INCIDENT).await)["incident"].clone();
    assert_eq!(
        (&moved["startedAt"], &moved["etaAt"], &moved["status"], &moved["version"]),
        (&json!("2026-11-25T02:00:00Z"), &json!("2026-11-25T05:00:00Z"), &json!("SCHEDULED"), &json!(2))
    );
    assert_eq!(moved["updates"][0]["body"], "A day later.");
    assert_eq!(told(&t, EventType::MaintenanceRescheduled).await, 1);
    let kinds = "{ viewer { notifications(first: 9) { nodes { kind } } } }";
    until("the owner is told of both", async || {
        let reply = owner.gql(kinds, json!({})).await;
        reply.ok()["viewer"]["notifications"]["nodes"].as_array().is_some_and(|nodes| nodes.len() == 2)
    })
    .await;
    assert!(owner.gql(kinds, json!({})).await.text.contains("MAINTENANCE_RESCHEDULED"));
    assert_eq!(other.gql(kinds, json!({})).await.ok()["viewer"]["notifications"]["nodes"], json!([]));
    // What is wrong is named, and nothing changes.
    assert_eq!(refused(&send(&noc, "rescheduleMaintenance", later, INCIDENT).await).0, "CONFLICT");
    for (from, to, field) in [
        ("2026-11-22T10:00:00Z", "2026-11-25T05:00:00Z", "startsAt"),
        ("2026-11-26T02:00:00Z", "2026-11-26T02:00:00Z", "endsAt"),
        ("2026-11-25T02:00:00Z", "2026-11-25T05:00:00Z", "startsAt"),
    ] {
        let mut input = dates(from, to);
        input["expectedVersion"] = json!(2);
        let payload = send(&noc, "rescheduleMaintenance", input, INCIDENT).await;
        assert_eq!(refused(&payload), ("INVALID_INPUT", field));
    }
    let begun = json!({ "incidentId": work["id"], "status": "IN_PROGRESS", "body": "Now.", "public": true });
    done(send(&noc, "updateIncident", begun, INCIDENT).await);
    let mut late = dates("2026-11-26T02:00:00Z", "2026-11-26T05:00:00Z");
    late["expectedVersion"] = json!(3);
    assert_eq!(
        refused(&send(&noc, "rescheduleMaintenance", late, INCIDENT).await),
        ("TOO_LATE", "incidentId")
    );
    let nothing = json!({ "incidentId": "inc_01kb0000000000000000n0b0d0", "startsAt": "2026-11-26T02:00:00Z",
        "endsAt": "2026-11-26T05:00:00Z", "body": "Never." });
    assert_eq!(
        refused(&send(&noc, "rescheduleMaintenance", nothing, INCIDENT).await),
        ("NOT_FOUND", "incidentId")
    );
});
