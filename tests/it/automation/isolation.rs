//! Who sees and does what: runs are the staff's, and another ISP's are not there.

use super::*;
use crate::network::{member, refused, send, served, staff};

/// A run of the tenant, asked for by the system on a server without workers.
async fn with_a_run(t: &TestApp) -> (String, DeviceId) {
    let router = device(t, "a", DeviceKind::Router).await;
    let run = asked(t, "careful", &[router], &[("word", "canary")]).await;
    (run.id.to_string(), router)
}

const LIST: &str = "query($filter: AutomationRunFilterInput) { automationRuns(first: 10, filter: $filter) {
    totalCount nodes { id } } }";

both!(runs_are_for_those_who_work_on_the_network, async |t: TestApp| {
    let (ada, _) = served(&t).await;
    let (id, router) = with_a_run(&t).await;
    let abroad = t.tenant().await;
    for role in [LinkRole::Support, LinkRole::Noc, LinkRole::TenantAdmin] {
        let caller = staff(&t, role).await;
        assert_eq!(seen(&caller, &id).await["status"], "PENDING_APPROVAL");
        for (filter, count) in [
            (json!({}), 1),
            (
                json!({ "status": "PENDING_APPROVAL", "playbook": "careful", "deviceId": router.to_string() }),
                1,
            ),
            (json!({ "status": "RUNNING" }), 0),
            (json!({ "byCustomers": true }), 0),
            (json!({ "deviceId": t.scope().new_id::<DeviceId>().to_string() }), 0),
        ] {
            let list = caller.gql(LIST, json!({ "filter": filter })).await;
            assert_eq!(list.ok()["automationRuns"]["totalCount"], count, "{filter}");
        }
    }
    let single = "query($id: ID!) { automationRun(id: $id) { id } }";
    for caller in [staff(&t, LinkRole::Billing).await, member(&t, &ada, LinkRole::Owner).await] {
        caller.gql(LIST, json!({})).await.assert_code("FORBIDDEN");
        caller.gql(single, json!({ "id": id })).await.assert_code("FORBIDDEN");
        caller.gql("{ automationPlaybooks { key } }", json!({})).await.assert_code("FORBIDDEN");
        let node = caller.gql("query($id: ID!) { node(id: $id) { id } }", json!({ "id": id })).await;
        assert!(node.ok()["node"].is_null());
    }
    t.anonymous().gql(LIST, json!({})).await.assert_code("UNAUTHENTICATED");
    let stranger = staff(&abroad, LinkRole::TenantAdmin).await;
    assert!(seen(&stranger, &id).await.is_null());
    assert_eq!(stranger.gql(LIST, json!({})).await.ok()["automationRuns"]["totalCount"], 0);
    let of_device = json!({ "filter": { "deviceId": router.to_string() } });
    assert_eq!(stranger.gql(LIST, of_device).await.ok()["automationRuns"]["totalCount"], 0);
});

both!(a_stranger_s_call_is_answered_like_one_of_what_never_was, async |t: TestApp| {
    let (id, router) = with_a_run(&t).await;
    let stranger = staff(&t.tenant().await, LinkRole::TenantAdmin).await;
    let absent = t.scope().new_id::<portico::kernel::ids::AutomationRunId>().to_string();
    for mutation in ["approveAutomationRun", "cancelAutomationRun"] {
        let theirs = send(&stranger, mutation, json!({ "runId": id }), "run { id }").await;
        let never = send(&stranger, mutation, json!({ "runId": absent }), "run { id }").await;
        assert_eq!(refused(&theirs), ("NOT_FOUND", "runId"));
        assert_eq!(theirs, never, "{mutation}");
    }
    let mut answers = Vec::new();
    for run in [&id, &absent] {
        let mut socket = stranger.live().await;
        socket
            .subscribe(
                "log",
                &format!("subscription {{ automationLog(runId: \"{run}\") {{ lines {{ text }} }} }}"),
            )
            .await;
        let refused = socket.message_of("log").await;
        assert_eq!(refused["payload"][0]["extensions"]["code"], "BAD_USER_INPUT", "{refused}");
        answers.push(refused["payload"][0]["message"].clone());
    }
    assert_eq!(answers[0], answers[1]);
    let own = staff(&t, LinkRole::Noc).await;
    assert_eq!(seen(&own, &id).await["version"], 1, "nothing has changed");
    assert_eq!(seen(&own, &id).await["perHost"][0]["deviceId"], router.to_string());
});

both!(devices_of_another_isp_are_no_targets, with_playbooks, async |t: TestApp| {
    let abroad = t.tenant().await;
    let theirs = device(&abroad, "theirs", DeviceKind::Router).await;
    let own = device(&t, "own", DeviceKind::Router).await;
    let noc = staff(&t, LinkRole::Noc).await;
    let told = json!([{ "name": "word", "value": "hi" }]);
    let payload = start(&noc, "say", &[own, theirs], false, told.clone()).await;
    assert_eq!(refused(&payload), ("NOT_FOUND", "targets"));
    let support = staff(&t, LinkRole::Support).await;
    let document = "mutation($input: StartAutomationRunInput!) { startAutomationRun(input: $input) { run { id } userErrors { code } } }";
    let input = json!({ "input": { "playbook": "fail", "targets": [own.to_string()], "checkMode": false } });
    support.gql(document, input.clone()).await.assert_code("FORBIDDEN");
    staff(&t, LinkRole::Billing).await.gql(document, input).await.assert_code("FORBIDDEN");
    let listed =
        support.gql("{ automationPlaybooks { key mayStart variables { name secret } } }", json!({})).await;
    let listed = listed.ok()["automationPlaybooks"].clone();
    let of = |key: &str| {
        let rows = listed.as_array().expect("a list");
        rows.iter().find(|row| row["key"] == key).unwrap_or_else(|| panic!("{listed}")).clone()
    };
    assert_eq!((&of("say")["mayStart"], &of("fail")["mayStart"]), (&json!(true), &json!(false)));
    assert_eq!(of("say")["variables"][1], json!({ "name": "password", "secret": true }));
});

both!(a_page_of_runs_costs_the_same_for_one_and_for_many, async |t: TestApp| {
    let support = staff(&t, LinkRole::Support).await;
    let on = [device(&t, "a", DeviceKind::Router).await, device(&t, "b", DeviceKind::Router).await];
    let document = "{ automationRuns(first: 10) { nodes { id requestedBy { name } variables { name value }
        perHost { host ok } log(first: 5) { nodes { text } } } } }";
    asked(&t, "careful", &on[..1], &[("word", "one")]).await;
    let one = support.gql(document, json!({})).await;
    for _ in 0..6 {
        asked(&t, "careful", &on, &[("word", "more")]).await;
    }
    let many = support.gql(document, json!({})).await;
    assert_eq!(many.ok()["automationRuns"]["nodes"].as_array().map(Vec::len), Some(7));
    assert_eq!(one.statements(), many.statements(), "{}", many.text);
});
