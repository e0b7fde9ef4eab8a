//! Which services an incident affects, and what follows from it.

use portico::events::entity::outbox_event::EventType;

use super::*;
use crate::dunning::told;

async fn set(noc: &Caller, id: &Value, add: &[SubscriptionId], remove: &[SubscriptionId]) -> Value {
    let texts = |ids: &[SubscriptionId]| ids.iter().map(ToString::to_string).collect::<Vec<_>>();
    let input = json!({ "incidentId": id, "add": texts(add), "remove": texts(remove) });
    send(noc, "setIncidentServices", input, INCIDENT).await
}

both!(services_come_and_go_and_their_customers_are_told, async |t: TestApp| {
    let ((ada, first), (bob, second)) = (served(&t).await, served(&t).await);
    let noc = staff(&t, LinkRole::Noc).await;
    let (adas, bobs) = (member(&t, &ada, LinkRole::Owner).await, member(&t, &bob, LinkRole::Viewer).await);
    let id = json!(outage(&t, "Down", &[first]).await.id.to_string());
    assert!(seen(&bobs, &id).await.is_null());
    let grown = done(set(&noc, &id, &[first, second], &[]).await)["incident"].clone();
    assert_eq!((&grown["affectedServiceCount"], &grown["version"]), (&json!(2), &json!(2)));
    assert_eq!(told(&t, EventType::IncidentOpened).await, 2, "Ada was told before");
    assert_eq!(affecting(&bobs).await[0]["incidents"][0]["id"], id);
    done(set(&noc, &id, &[], &[first]).await);
    assert_eq!(told(&t, EventType::IncidentEnded).await, 1);
    assert_eq!(affecting(&adas).await[0]["incidents"], json!([]));
    assert_eq!(seen(&adas, &id).await["status"], "INVESTIGATING", "it did affect her");
    let scope = t.scope();
    assert!(!network::any_outage(&scope, &[first]).await.expect("read"));
    assert!(network::any_outage(&scope, &[first, second]).await.expect("read"));
    // And back again.
    done(set(&noc, &id, &[first], &[]).await);
    assert_eq!(affecting(&adas).await[0]["incidents"][0]["id"], id);
    assert_eq!(told(&t, EventType::IncidentOpened).await, 3);
});

both!(lists_that_make_no_sense_are_refused, async |t: TestApp| {
    let ((_, first), (_, second)) = (served(&t).await, served(&t).await);
    let noc = staff(&t, LinkRole::Noc).await;
    let (_, foreign) = served(&t.tenant().await).await;
    let incident = outage(&t, "Down", &[first]).await;
    let id = json!(incident.id.to_string());
    assert_eq!(refused(&set(&noc, &id, &[], &[]).await), ("INVALID_INPUT", "add"));
    assert_eq!(refused(&set(&noc, &id, &[second], &[second]).await), ("INVALID_INPUT", "remove"));
    assert_eq!(refused(&set(&noc, &id, &[], &[second]).await), ("NOT_FOUND", "remove"));
    assert_eq!(refused(&set(&noc, &id, &[foreign], &[]).await), ("NOT_FOUND", "add"));
    let many = vec![second; 501];
    assert_eq!(refused(&set(&noc, &id, &many, &[]).await), ("INVALID_INPUT", "add"));
    let end = json!({ "incidentId": id, "status": "RESOLVED", "body": "Over.", "public": true });
    done(send(&noc, "updateIncident", end, INCIDENT).await);
    assert_eq!(refused(&set(&noc, &id, &[second], &[]).await), ("TOO_LATE", "incidentId"));
    assert!(!network::any_outage(&t.scope(), &[first, second]).await.expect("read"));
});
