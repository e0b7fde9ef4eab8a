//! What everybody may read of the network, by the API and as a feed; each may be a few seconds old.

use chrono::TimeDelta;
use portico::kernel::clock::Instant;
use portico::kernel::ids::IncidentId;
use portico::network::entity::incident::{self, IncidentSource, IncidentStatus};
use portico::network::entity::incident_update;
use sea_orm::{ActiveModelTrait as _, IntoActiveModel as _};

use super::*;
use crate::support::wait::until;

const STATUS: &str = "{ tenant { status { state asOf
    incidents { kind title status impact startedAt etaAt endedAt updates { status body at } }
    maintenance { title status startedAt etaAt } } } }";

/// The status as somebody sees it who is not signed in; it may be a few seconds old.
async fn status(t: &TestApp) -> Value {
    t.anonymous().gql(STATUS, json!({})).await.ok()["tenant"]["status"].clone()
}

both!(everybody_may_know_what_goes_on_and_nothing_more, async |t: TestApp| {
    assert_eq!(status(&t).await["state"], "OPERATIONAL");
    let (_, service) = served(&t).await;
    let noc = staff(&t, LinkRole::Noc).await;
    let incident = outage(&t, "A cable <is> cut & gone", &[service]).await;
    let private = json!({ "incidentId": incident.id.to_string(), "body": "Canary: ask Jo.", "public": false,
        "status": "IDENTIFIED", "etaAt": "2026-11-22T14:00:00Z" });
    done(send(&noc, "updateIncident", private, INCIDENT).await);
    let work = json!({ "title": "New software", "startsAt": "2026-11-24T02:00:00Z",
        "endsAt": "2026-11-24T05:00:00Z", "body": "Soon.", "serviceIds": [service.to_string()] });
    done(send(&noc, "scheduleMaintenance", work, INCIDENT).await);
    until("the page knows of it", async || status(&t).await["maintenance"][0]["title"] == "New software")
        .await;
    let seen = status(&t).await;
    assert_eq!(seen["state"], "OUTAGE");
    let outage = &seen["incidents"][0];
    assert_eq!(
        (&outage["title"], &outage["status"], &outage["etaAt"]),
        (&json!("A cable <is> cut & gone"), &json!("IDENTIFIED"), &json!("2026-11-22T14:00:00Z"))
    );
    assert_eq!(outage["updates"].as_array().map(Vec::len), Some(1), "what is for colleagues stays with them");
    assert!(!seen.to_string().contains("Canary") && !seen.to_string().contains(&service.to_string()));
    // The same as a feed.
    let answer = t.anonymous().get("/status/feed.atom").send().await.expect("an answer");
    assert_eq!(answer.status(), 200);
    let header = |name: &str| answer.headers()[name].to_str().expect("text").to_owned();
    assert_eq!(header("content-type"), "application/atom+xml; charset=utf-8");
    assert_eq!(header("cache-control"), "public, max-age=30");
    let (tag, changed) = (header("etag"), header("last-modified"));
    let xml = answer.text().await.expect("text");
    assert!(xml.contains("<title>A cable &lt;is&gt; cut &amp; gone</title>"), "{xml}");
    let own = format!(
        "<link rel=\"self\" type=\"application/atom+xml\" href=\"https://{}/status/feed.atom\"/>",
        t.host()
    );
    assert!(xml.contains(&own), "{xml}");
    assert!(!xml.contains("Canary") && !xml.contains(&service.to_string()), "{xml}");
    for (name, value) in [("if-none-match", &tag), ("if-modified-since", &changed)] {
        let known =
            t.anonymous().get("/status/feed.atom").header(name, value).send().await.expect("an answer");
        assert_eq!(known.status(), 304, "{name}");
        assert_eq!(known.headers()["etag"].to_str().expect("text"), tag);
        assert_eq!(known.text().await.expect("text"), "");
    }
    let over = json!({ "incidentId": incident.id.to_string(), "status": "RESOLVED", "body": "Mended.", "public": true });
    done(send(&noc, "updateIncident", over, INCIDENT).await);
    until("the page knows that it is over", async || status(&t).await["state"] == "OPERATIONAL").await;
    until("the feed has changed", async || {
        let known = t.anonymous().get("/status/feed.atom").header("if-none-match", &tag).send().await;
        known.expect("an answer").status() == 200
    })
    .await;
});

/// Incidents that began an hour after each other, of which twelve things were said each.
async fn many(t: &TestApp, count: i64, status: IncidentStatus, first: &str) {
    let scope = t.scope();
    let tenant_id = scope.tenant().id;
    let first: Instant = first.parse().expect("an instant");
    let (mut incidents, mut updates) = (Vec::new(), Vec::new());
    for number in 0..count {
        let id: IncidentId = scope.new_id();
        let started_at = first + TimeDelta::hours(number);
        let row = incident::Model {
            id,
            tenant_id,
            kind: status.kind(),
            status,
            impact: ImpactLevel::Outage,
            title: format!("Number {number}"),
            started_at,
            eta_at: None,
            ended_at: (!status.is_live()).then_some(started_at + TimeDelta::minutes(30)),
            version: 1,
            source: IncidentSource::Hand,
            cause_device_id: None,
            confidence: None,
        };
        incidents.push(row.into_active_model().reset_all());
        for word in 0..12_i64 {
            let row = incident_update::Model {
                id: scope.new_id(),
                tenant_id,
                incident_id: id,
                status,
                body: format!("Word {word}"),
                public: true,
                author_id: None,
                at: first + TimeDelta::minutes(word),
            };
            updates.push(row.into_active_model().reset_all());
        }
    }
    let tx = scope.begin().await.expect("the database answers");
    tx.insert_many(incidents).await.expect("they are new");
    tx.insert_many(updates).await.expect("they are new");
    tx.commit().await.expect("the database answers");
}

/// The titles of a list.
#[track_caller]
fn titles(list: &Value) -> Vec<&str> {
    list.as_array().expect("a list").iter().map(|row| row["title"].as_str().expect("text")).collect()
}

both!(no_more_is_shown_than_the_lists_are_paid_for, async |t: TestApp| {
    many(&t, 22, IncidentStatus::Investigating, "2026-11-10T00:00:00Z").await;
    many(&t, 22, IncidentStatus::Resolved, "2026-11-20T00:00:00Z").await;
    many(&t, 12, IncidentStatus::Scheduled, "2026-12-01T00:00:00Z").await;
    let seen = status(&t).await;
    assert_eq!(seen["state"], "OUTAGE");
    // Those that go on are shown before those that are over, though they began earlier.
    let live: Vec<String> = (2..22).rev().map(|number| format!("Number {number}")).collect();
    assert_eq!(titles(&seen["incidents"]), live);
    let next: Vec<String> = (0..10).map(|number| format!("Number {number}")).collect();
    assert_eq!(titles(&seen["maintenance"]), next);
    for outage in seen["incidents"].as_array().expect("a list") {
        assert_eq!(outage["status"], "INVESTIGATING");
        let said = outage["updates"].as_array().expect("a list");
        assert_eq!((said.len(), &said[0]["body"]), (10, &json!("Word 11")), "the latest");
    }
    // Where few go on there is room for what is over.
    let t = t.tenant().await;
    many(&t, 5, IncidentStatus::Investigating, "2026-11-10T00:00:00Z").await;
    many(&t, 22, IncidentStatus::Resolved, "2026-11-20T00:00:00Z").await;
    let seen = status(&t).await;
    let shown = seen["incidents"].as_array().expect("a list");
    let going_on = shown.iter().filter(|row| row["status"] == "INVESTIGATING").count();
    assert_eq!((shown.len(), going_on), (20, 5));
    assert_eq!(shown[0]["title"], "Number 21", "the latest first");
});

both!(an_isp_may_keep_it_to_itself, async |t: TestApp| {
    let t = t.tenant_with(|new| new.settings.network.status_page = false).await;
    let (_, service) = served(&t).await;
    outage(&t, "A cable is cut", &[service]).await;
    assert_eq!(status(&t).await, json!(null));
    let answer = t.anonymous().get("/status/feed.atom").send().await.expect("an answer");
    assert_eq!(answer.status(), 404);
    assert!(!answer.text().await.expect("text").contains("cable"));
});

both!(each_isp_has_its_own, async |t: TestApp| {
    let other = t.tenant().await;
    let (_, service) = served(&t).await;
    outage(&t, "A cable is cut", &[service]).await;
    let there = other.anonymous().get("/status/feed.atom").send().await.expect("an answer");
    let xml = there.text().await.expect("text");
    assert!(xml.contains("1970-01-01T00:00:00Z") && !xml.contains("<entry>"), "{xml}");
    let here = t.anonymous().get("/status/feed.atom").send().await.expect("an answer");
    assert_eq!(here.text().await.expect("text").matches("<entry>").count(), 1);
});
