//! What everybody may read of the network, by the API and as a feed; each may be a few seconds old.

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
