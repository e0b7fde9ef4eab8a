//! Who sees what of an incident.

use super::*;

/// A word for colleagues.
const CANARY: &str = "CANARY: the key is under the mat";

async fn with_a_private_word(t: &TestApp, services: &[SubscriptionId]) -> Value {
    let noc = staff(t, LinkRole::Noc).await;
    let id = json!(outage(t, "Down", services).await.id.to_string());
    let private = json!({ "incidentId": id, "body": CANARY, "public": false });
    done(send(&noc, "updateIncident", private, INCIDENT).await);
    id
}

both!(each_sees_its_own_and_no_private_word, async |t: TestApp| {
    let ((ada, adas), (bob, bobs), (eve, _)) = (served(&t).await, served(&t).await, served(&t).await);
    let reseller = t.reseller().insert().await;
    t.assign(&ada, &reseller).await;
    let other = t.reseller().insert().await;
    t.assign(&eve, &other).await;
    let id = with_a_private_word(&t, &[adas, bobs]).await;
    let of_reseller = |reseller, role| t.account().reseller(reseller, role).insert();
    let agent = t.sign_in_as(&of_reseller(&reseller, LinkRole::ResellerAgent).await).await;
    let foreign_agent = t.sign_in_as(&of_reseller(&other, LinkRole::ResellerAdmin).await).await;
    let mut seeing = vec![(agent, adas), (member(&t, &bob, LinkRole::Owner).await, bobs)];
    for role in [LinkRole::Owner, LinkRole::Payer, LinkRole::Technical, LinkRole::Viewer] {
        seeing.push((member(&t, &ada, role).await, adas));
    }
    for (caller, service) in &seeing {
        let incident = seen(caller, &id).await;
        assert_eq!(incident["affectedServices"], json!([{ "id": service.to_string() }]), "{incident}");
        assert_eq!(incident["affectedServiceCount"], json!(null));
        assert_eq!(
            incident["updates"],
            json!([{ "status": "INVESTIGATING", "body": "We are looking into it.", "public": true }])
        );
    }
    let abroad = t.tenant().await;
    let strangers = [
        t.anonymous(),
        foreign_agent,
        member(&t, &eve, LinkRole::Owner).await,
        staff(&abroad, LinkRole::Noc).await,
        staff(&abroad, LinkRole::TenantAdmin).await,
    ];
    for stranger in &strangers {
        assert_eq!(seen(stranger, &id).await, json!(null));
    }
    for role in [LinkRole::Support, LinkRole::Billing, LinkRole::Noc, LinkRole::TenantAdmin] {
        let colleague = staff(&t, role).await;
        let incident = seen(&colleague, &id).await;
        assert_eq!(incident["updates"][0]["body"], CANARY);
        assert_eq!(incident["affectedServiceCount"], 2);
    }
});

both!(the_list_is_the_staff_s_own, async |t: TestApp| {
    let (ada, service) = served(&t).await;
    let abroad = t.tenant().await;
    let (_, theirs) = served(&abroad).await;
    outage(&abroad, "Theirs", &[theirs]).await;
    let ended = json!(outage(&t, "Over", &[service]).await.id.to_string());
    outage(&t, "Down", &[service]).await;
    let noc = staff(&t, LinkRole::Noc).await;
    let end = json!({ "incidentId": ended, "status": "RESOLVED", "body": "Over.", "public": true });
    done(send(&noc, "updateIncident", end, INCIDENT).await);
    let list = "query($filter: IncidentFilterInput) { incidents(first: 10, filter: $filter) { totalCount nodes { title } } }";
    let support = staff(&t, LinkRole::Support).await;
    for (filter, titles) in [
        (json!({ "live": true }), json!([{ "title": "Down" }])),
        (json!({ "live": false }), json!([{ "title": "Over" }])),
        (json!({ "status": "RESOLVED", "kind": "OUTAGE" }), json!([{ "title": "Over" }])),
        (json!({ "kind": "MAINTENANCE" }), json!([])),
    ] {
        let reply = support.gql(list, json!({ "filter": filter })).await;
        assert_eq!(reply.ok()["incidents"]["nodes"], titles, "{filter}");
        assert_eq!(reply.ok()["incidents"]["totalCount"], titles.as_array().map_or(0, Vec::len));
    }
    let all = support.gql(list, json!({})).await;
    assert_eq!(all.ok()["incidents"]["totalCount"], 2);
    member(&t, &ada, LinkRole::Owner).await.gql(list, json!({})).await.assert_code("FORBIDDEN");
    t.anonymous().gql(list, json!({})).await.assert_code("UNAUTHENTICATED");
});

both!(who_does_not_run_the_network_changes_nothing, async |t: TestApp| {
    let (ada, service) = served(&t).await;
    let incident = outage(&t, "Down", &[service]).await;
    let id = incident.id.to_string();
    let owner = member(&t, &ada, LinkRole::Owner).await;
    let support = staff(&t, LinkRole::Support).await;
    let documents = [
        format!(
            r#"mutation {{ openIncident(input: {{ title: "x", impact: OUTAGE, body: "x", serviceIds: ["{service}"] }}) {{ userErrors {{ code }} }} }}"#
        ),
        format!(
            r#"mutation {{ scheduleMaintenance(input: {{ title: "x", startsAt: "2027-01-01T00:00:00Z", endsAt: "2027-01-02T00:00:00Z", body: "x", serviceIds: ["{service}"] }}) {{ userErrors {{ code }} }} }}"#
        ),
        format!(
            r#"mutation {{ updateIncident(input: {{ incidentId: "{id}", status: RESOLVED, body: "x", public: true }}) {{ userErrors {{ code }} }} }}"#
        ),
        format!(
            r#"mutation {{ setIncidentServices(input: {{ incidentId: "{id}", remove: ["{service}"] }}) {{ userErrors {{ code }} }} }}"#
        ),
    ];
    for document in &documents {
        for caller in [&owner, &support] {
            caller.gql(document, json!({})).await.assert_code("FORBIDDEN");
        }
        t.anonymous().gql(document, json!({})).await.assert_code("UNAUTHENTICATED");
    }
    let abroad = staff(&t.tenant().await, LinkRole::TenantAdmin).await;
    let foreign = json!({ "incidentId": id, "status": "RESOLVED", "body": "x", "public": true });
    let foreign = send(&abroad, "updateIncident", foreign, INCIDENT).await;
    assert_eq!(refused(&foreign), ("NOT_FOUND", "incidentId"));
    assert_eq!(seen(&support, &json!(id)).await["version"], 1);
});
