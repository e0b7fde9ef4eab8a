//! From the first word to the last, and what is refused on the way.

use portico::db::Reads as _;
use portico::events::entity::outbox_event::{self, EventType};
use portico::network::entity::incident_impact;
use sea_orm::ColumnTrait as _;

use super::*;
use crate::dunning::told;

async fn update(noc: &Caller, id: &Value, fields: Value) -> Value {
    let mut input = json!({ "incidentId": id, "body": "News.", "public": true });
    for (name, value) in fields.as_object().expect("fields") {
        input[name] = value.clone();
    }
    send(noc, "updateIncident", input, INCIDENT).await
}

async fn impacts(t: &TestApp) -> Vec<incident_impact::Model> {
    t.scope().select::<incident_impact::Entity>().all().await.expect("the database answers")
}

both!(an_outage_is_opened_told_and_resolved, async |t: TestApp| {
    let ((ada, first), (bob, second)) = (served(&t).await, served(&t).await);
    let plan = t.plan().insert().await;
    let third = t.subscription(&ada, &plan).insert().await.id;
    let noc = staff(&t, LinkRole::Noc).await;
    let owner = member(&t, &ada, LinkRole::Owner).await;
    let input = json!({
        "title": "  A cable is cut ", "impact": "OUTAGE", "body": "An excavator.\nWe are on the way.",
        "startedAt": "2026-11-22T09:30:00Z", "etaAt": "2026-11-22T14:00:00Z",
        "serviceIds": ([first, second, third, first].map(|id| id.to_string())),
    });
    let opened = done(send(&noc, "openIncident", input, INCIDENT).await)["incident"].clone();
    assert_eq!(
        (&opened["kind"], &opened["status"], &opened["title"], &opened["affectedServiceCount"]),
        (&json!("OUTAGE"), &json!("INVESTIGATING"), &json!("A cable is cut"), &json!(3))
    );
    assert_eq!((&opened["version"], &opened["endedAt"]), (&json!(1), &json!(null)));
    let id = opened["id"].clone();
    assert_eq!(told(&t, EventType::IncidentOpened).await, 2, "one for each customer");
    let services = affecting(&owner).await;
    assert_eq!(services[0]["incidents"][0]["id"], id);
    assert_eq!(services[1]["incidents"][0]["id"], id);
    // The network's operators talk to each other in between: nothing of it shows, not even that something was written.
    let before = seen(&owner, &id).await;
    assert_eq!(before["version"], json!(null));
    let private = update(&noc, &id, json!({ "body": "Canary: ask Jo for the key.", "public": false })).await;
    assert_eq!(done(private)["incident"]["updates"][0]["public"], false);
    assert_eq!(told(&t, EventType::IncidentUpdated).await, 0, "nothing that a customer may see has changed");
    assert_eq!(seen(&owner, &id).await, before);
    assert_eq!(seen(&noc, &id).await["version"], 2);
    let found = update(
        &noc,
        &id,
        json!({ "status": "IDENTIFIED", "etaAt": "2026-11-22T16:00:00Z", "expectedVersion": 2 }),
    );
    let found = done(found.await)["incident"].clone();
    assert_eq!((&found["status"], &found["etaAt"]), (&json!("IDENTIFIED"), &json!("2026-11-22T16:00:00Z")));
    // A private word with another status: customers see where it stands, not what was said.
    done(update(&noc, &id, json!({ "status": "MONITORING", "body": "Canary two.", "public": false })).await);
    assert_eq!(told(&t, EventType::IncidentUpdated).await, 4);
    done(update(&noc, &id, json!({ "status": "INVESTIGATING" })).await);
    assert!(impacts(&t).await.iter().all(|row| row.to_at.is_none()));
    let over = done(update(&noc, &id, json!({ "status": "RESOLVED", "body": "It is mended." })).await);
    assert_eq!(over["incident"]["endedAt"], "2026-11-22T10:00:00Z");
    assert_eq!(told(&t, EventType::IncidentEnded).await, 2);
    let ended = t.scope().now();
    assert!(impacts(&t).await.iter().all(|row| row.to_at == Some(ended) && row.from_at < ended));
    let after = seen(&owner, &id).await;
    assert_eq!(after["status"], "RESOLVED", "who was affected can still read it");
    let said: Vec<&str> =
        after["updates"].as_array().expect("a list").iter().filter_map(|row| row["body"].as_str()).collect();
    assert_eq!(said.first(), Some(&"It is mended."));
    assert!(!after.to_string().contains("Canary"), "{after}");
    assert_eq!(affecting(&owner).await[0]["incidents"], json!([]));
    // What is added later is for whoever looks.
    done(update(&noc, &id, json!({ "body": "The excavator's driver has brought cake." })).await);
    assert_eq!(told(&t, EventType::IncidentUpdated).await, 6);
    let scope = t.scope();
    let events = scope.select::<outbox_event::Entity>();
    let events = events.filter(outbox_event::Column::Subject.eq(id.as_str().expect("text")));
    let events = events.all().await.expect("the database answers");
    assert!(events.iter().all(|event| !event.payload.to_string().contains("Canary")));
    let customers: std::collections::BTreeSet<_> =
        events.iter().filter_map(|event| event.customer_id).collect();
    assert_eq!(customers, [ada.id, bob.id].into());
});

both!(maintenance_is_announced_begun_and_done, async |t: TestApp| {
    let (ada, service) = served(&t).await;
    let admin = staff(&t, LinkRole::TenantAdmin).await;
    let owner = member(&t, &ada, LinkRole::Technical).await;
    let input = json!({
        "title": "New software", "startsAt": "2026-11-24T02:00:00Z", "endsAt": "2026-11-24T05:00:00Z",
        "body": "Twenty minutes at most.", "serviceIds": [service.to_string()],
    });
    let announced = done(send(&admin, "scheduleMaintenance", input, INCIDENT).await)["incident"].clone();
    assert_eq!(
        (&announced["kind"], &announced["status"], &announced["impact"], &announced["etaAt"]),
        (&json!("MAINTENANCE"), &json!("SCHEDULED"), &json!("OUTAGE"), &json!("2026-11-24T05:00:00Z"))
    );
    let id = announced["id"].clone();
    assert_eq!(affecting(&owner).await[0]["incidents"][0]["status"], "SCHEDULED");
    let begun = done(update(&admin, &id, json!({ "status": "IN_PROGRESS" })).await)["incident"].clone();
    assert_eq!(begun["startedAt"], "2026-11-22T10:00:00Z", "when it really began");
    assert_eq!(impacts(&t).await[0].from_at, t.scope().now());
    let done_with = done(update(&admin, &id, json!({ "status": "COMPLETED" })).await)["incident"].clone();
    assert_eq!((&done_with["status"], &done_with["version"]), (&json!("COMPLETED"), &json!(3)));
    assert_eq!(told(&t, EventType::IncidentEnded).await, 1);
});

both!(work_that_is_called_off_before_it_begins_has_affected_nothing, async |t: TestApp| {
    let (_, service) = served(&t).await;
    let noc = staff(&t, LinkRole::Noc).await;
    let input = json!({
        "title": "New software", "startsAt": "2026-11-24T02:00:00Z", "endsAt": "2026-11-24T05:00:00Z",
        "impact": "DEGRADED", "body": "Soon.", "serviceIds": [service.to_string()],
    });
    let id = done(send(&noc, "scheduleMaintenance", input, INCIDENT).await)["incident"]["id"].clone();
    let off = done(update(&noc, &id, json!({ "status": "CANCELLED" })).await)["incident"].clone();
    assert_eq!((&off["status"], &off["impact"]), (&json!("CANCELLED"), &json!("DEGRADED")));
    let impact = impacts(&t).await.remove(0);
    assert_eq!(impact.to_at, Some(impact.from_at));
});

both!(what_the_life_does_not_know_is_refused_and_says_what_it_knows, async |t: TestApp| {
    let (_, service) = served(&t).await;
    let noc = staff(&t, LinkRole::Noc).await;
    let id = json!(outage(&t, "Down", &[service]).await.id.to_string());
    for (from, target, allowed) in [
        ("INVESTIGATING", "MONITORING", json!(["IDENTIFIED", "RESOLVED"])),
        ("INVESTIGATING", "INVESTIGATING", json!(["IDENTIFIED", "RESOLVED"])),
        ("INVESTIGATING", "COMPLETED", json!(["IDENTIFIED", "RESOLVED"])),
        ("IDENTIFIED", "SCHEDULED", json!(["MONITORING", "INVESTIGATING", "RESOLVED"])),
        ("MONITORING", "IDENTIFIED", json!(["INVESTIGATING", "RESOLVED"])),
        ("RESOLVED", "INVESTIGATING", json!([])),
        ("RESOLVED", "RESOLVED", json!([])),
    ] {
        let stands = seen(&noc, &id).await["status"].clone();
        if stands != from {
            done(update(&noc, &id, json!({ "status": from })).await);
        }
        let payload = update(&noc, &id, json!({ "status": target })).await;
        assert_eq!(refused(&payload), ("INVALID_TRANSITION", "status"), "{from} {target}");
        assert_eq!(payload["userErrors"][0]["allowed"], allowed, "{from} {target}");
        assert_eq!(seen(&noc, &id).await["status"], from);
    }
    let late = update(&noc, &id, json!({ "etaAt": "2026-11-23T10:00:00Z" })).await;
    assert_eq!(refused(&late), ("INVALID_INPUT", "etaAt"), "it is over");
});

both!(what_is_wrong_is_named, async |t: TestApp| {
    let (_, service) = served(&t).await;
    let noc = staff(&t, LinkRole::Noc).await;
    let (_, foreign) = served(&t.tenant().await).await;
    let good =
        json!({ "title": "Down", "impact": "OUTAGE", "body": "Down.", "serviceIds": [service.to_string()] });
    let many: Vec<String> = (0..501).map(|_| service.to_string()).collect();
    for (field, value, code) in [
        ("title", json!(" "), "INVALID_INPUT"),
        ("title", json!("a\u{0}b"), "INVALID_INPUT"),
        ("title", json!("a".repeat(201)), "INVALID_INPUT"),
        ("body", json!("\n"), "INVALID_INPUT"),
        ("body", json!("a".repeat(5_001)), "INVALID_INPUT"),
        ("startedAt", json!("2026-11-22T10:00:01Z"), "INVALID_INPUT"),
        ("etaAt", json!("2026-11-22T10:00:00Z"), "INVALID_INPUT"),
        ("serviceIds", json!([]), "INVALID_INPUT"),
        ("serviceIds", json!(many), "INVALID_INPUT"),
        ("serviceIds", json!([service.to_string(), foreign.to_string()]), "NOT_FOUND"),
    ] {
        let mut input = good.clone();
        input[field] = value;
        let payload = send(&noc, "openIncident", input, INCIDENT).await;
        assert_eq!(refused(&payload), (code, field), "{payload}");
    }
    let work = json!({ "title": "Work", "startsAt": "2026-11-24T02:00:00Z", "endsAt": "2026-11-24T05:00:00Z",
        "body": "Soon.", "serviceIds": [service.to_string()] });
    for (field, value) in [("startsAt", "2026-11-22T10:00:00Z"), ("endsAt", "2026-11-24T02:00:00Z")] {
        let mut input = work.clone();
        input[field] = json!(value);
        let payload = send(&noc, "scheduleMaintenance", input, INCIDENT).await;
        assert_eq!(refused(&payload), ("INVALID_INPUT", field));
    }
    assert!(impacts(&t).await.is_empty(), "nothing was written");
    let id = json!(outage(&t, "Down", &[service]).await.id.to_string());
    let stale = update(&noc, &id, json!({ "expectedVersion": 2 })).await;
    assert_eq!(refused(&stale), ("CONFLICT", "expectedVersion"));
    let nothing = update(&noc, &json!("inc_01kb0000000000000000n0b0d0"), json!({})).await;
    assert_eq!(refused(&nothing), ("NOT_FOUND", "incidentId"));
});

both!(following_is_the_caller_s_own, async |t: TestApp| {
    let (ada, service) = served(&t).await;
    let incident = outage(&t, "Down", &[service]).await;
    let id = json!(incident.id.to_string());
    let (owner, payer) = (member(&t, &ada, LinkRole::Owner).await, member(&t, &ada, LinkRole::Payer).await);
    let asks = "incident { following }";
    for _ in 0..2 {
        let followed = send(&owner, "followIncident", json!({ "incidentId": id }), asks).await;
        assert_eq!(done(followed)["incident"]["following"], true, "once or twice");
    }
    assert_eq!(seen(&payer, &id).await["following"], false);
    let followers = network::followers(&t.scope(), &[incident.id]).await.expect("read");
    assert_eq!(followers[&incident.id].len(), 1);
    for _ in 0..2 {
        let left = send(&owner, "unfollowIncident", json!({ "incidentId": id }), asks).await;
        assert_eq!(done(left)["incident"]["following"], false);
    }
    assert!(network::followers(&t.scope(), &[incident.id]).await.expect("read").is_empty());
    let stranger = member(&t, &t.customer().insert().await, LinkRole::Owner).await;
    for name in ["followIncident", "unfollowIncident"] {
        let absent = json!({ "incidentId": "inc_01kb0000000000000000n0b0d0" });
        let foreign = send(&stranger, name, json!({ "incidentId": id }), asks).await;
        assert_eq!(refused(&foreign), ("NOT_FOUND", "incidentId"));
        assert_eq!(foreign, send(&stranger, name, absent, asks).await, "the same bytes");
    }
    assert!(network::followers(&t.scope(), &[incident.id]).await.expect("read").is_empty());
});
