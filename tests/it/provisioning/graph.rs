//! What customers and staff see of how far the network is, and what it costs to read.

use portico::identity::entity::account_link::LinkRole;
use serde_json::json;

use super::*;
use crate::network::{done, member, refused, send, staff};
use crate::support::wait::until;

/// A server that looks often.
fn quick(config: &mut portico::config::Config) {
    config.provisioning.look_ms = 50;
    config.provisioning.reconcile_seconds = 1;
}

const SERVICES: &str = "{ viewer { customer { services { id provisioning { state since target lastError attempts drifts username } } } } }";

both!(customers_see_how_far_it_is_and_staff_why_it_is_not_further, quick, async |t: TestApp| {
    let t = isp_with(&t, ansible()).await;
    let (ada, service) = served(&t).await;
    let failed = async || state(&t, service).await.is_some_and(|row| row.state == ProvisioningStatus::Failed);
    until("it is tried, and the service hangs on no device", failed).await;
    let owner = member(&t, &ada, LinkRole::Owner).await;
    let shown = owner.gql(SERVICES, json!({})).await.ok()["viewer"]["customer"]["services"][0].clone();
    let provisioning = &shown["provisioning"];
    assert_eq!((&provisioning["state"], &provisioning["target"]), (&json!("FAILED"), &json!("ACTIVE")));
    let since = provisioning["since"].as_str().expect("an instant");
    assert!(since.starts_with("2026-11-22T10:00:00"), "the clock stands still: {since}");
    for field in ["lastError", "attempts", "drifts", "username"] {
        assert_eq!(provisioning[field], json!(null), "{field} is for staff");
    }
    let support = staff(&t, LinkRole::Support).await;
    let list = "{ serviceProvisionings(first: 5, state: FAILED) { totalCount nodes { lastError attempts service { id } } } }";
    let listed = support.gql(list, json!({})).await.ok()["serviceProvisionings"].clone();
    assert_eq!(listed["totalCount"], 1);
    assert_eq!(listed["nodes"][0]["lastError"], "the service hangs on no device");
    assert_eq!(listed["nodes"][0]["service"]["id"], service.to_string());
    let refusal = owner.gql("{ serviceProvisionings(first: 5) { totalCount } }", json!({})).await;
    refusal.assert_code("FORBIDDEN");
    let input = json!({ "serviceId": service.to_string() });
    let retried = done(send(&support, "retryProvisioning", input.clone(), "service { id }").await);
    assert_eq!(retried["service"]["id"], service.to_string());
    // Without RADIUS there is no password.
    let none = send(&owner, "rotateServicePassword", input, "credential { username }").await;
    assert_eq!(refused(&none).0, "NOT_OFFERED");
});

both!(a_password_is_for_who_runs_the_equipment, quick, async |t: TestApp| {
    let t = isp(&t).await;
    let (ada, service) = served(&t).await;
    until("the network is told of the service", async || is_applied(&t, service).await).await;
    let input = json!({ "serviceId": service.to_string() });
    let asks = "credential { username password service { id } }";
    let technical = member(&t, &ada, LinkRole::Technical).await;
    let one =
        done(send(&technical, "rotateServicePassword", input.clone(), asks).await)["credential"].clone();
    let other =
        done(send(&technical, "rotateServicePassword", input.clone(), asks).await)["credential"].clone();
    assert_eq!(one["username"], other["username"]);
    assert_ne!(one["password"], other["password"]);
    assert_eq!(one["password"].as_str().map(str::len), Some(20));
    // What is kept does not tell the password.
    let rows = t.scope().select::<provisioning::entity::radius_credential::Entity>().all().await;
    let kept = format!("{:?}", rows.expect("the database answers"));
    assert!(!kept.contains(other["password"].as_str().expect("text")), "{kept}");
    let payer = member(&t, &ada, LinkRole::Payer).await;
    let document = "mutation($input: RotateServicePasswordInput!) {
        rotateServicePassword(input: $input) { credential { password } userErrors { code } } }";
    let refusal = payer.gql(document, json!({ "input": input })).await;
    refusal.assert_code("FORBIDDEN");
    // Somebody else's service is none.
    let (bob, _) = served(&t).await;
    let stranger = member(&t, &bob, LinkRole::Owner).await;
    let theirs = send(&stranger, "rotateServicePassword", input, asks).await;
    let nobody = json!({ "serviceId": "sub_01kb0000000000000000n0b0d0" });
    assert_eq!(theirs, send(&stranger, "rotateServicePassword", nobody, asks).await);
    assert_eq!(refused(&theirs).0, "NOT_FOUND");
});

both!(services_cost_one_statement_whatever_their_number, quick, async |t: TestApp| {
    let t = isp(&t).await;
    let mut statements = Vec::new();
    for number in [1, 12] {
        let customer = t.customer().insert().await;
        let plan = t.plan().insert().await;
        for _ in 0..number {
            t.subscription(&customer, &plan).insert().await;
        }
        let owner = member(&t, &customer, LinkRole::Owner).await;
        let document = "{ viewer { customer { services { id provisioning { state } } } } }";
        let reply = owner.gql(document, json!({})).await;
        assert_eq!(reply.ok()["viewer"]["customer"]["services"].as_array().map(Vec::len), Some(number));
        statements.push(reply.statements());
    }
    assert_eq!(statements[0], statements[1]);
});
