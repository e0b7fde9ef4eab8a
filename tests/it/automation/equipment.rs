//! What customers have done to their equipment by themselves.

use portico::automation::{RunStatus, ServiceActionKind, WifiChange};
use portico::kernel::refusal::{RefusalCode, UseCaseError};
use portico::ports::automation::{End, Finished};
use sea_orm::ColumnTrait as _;

use super::*;
use crate::network::{done, member, refused, send, served, staff};
use crate::support::app::{Backing, on_own_database};

const ACTION: &str = "action { id kind status endedAt }";

const CANARY: &str = "canary-0815-password";

/// A customer with a service on equipment of its own.
pub(super) async fn equipped(t: &TestApp) -> (customer::Model, SubscriptionId, DeviceId) {
    let (customer, service) = served(t).await;
    let cpe = device(t, &format!("cpe of {}", customer.number), DeviceKind::Cpe).await;
    link(t, &customer, service, cpe).await;
    (customer, service, cpe)
}

async fn actions(caller: &Caller) -> Value {
    let document = "{ viewer { customer { services { id actions { id kind status endedAt } } } } }";
    caller.gql(document, json!({})).await.ok()["viewer"]["customer"]["services"][0]["actions"].clone()
}

both!(a_wifi_is_changed_and_its_password_kept_nowhere, with_playbooks, async |t: TestApp| {
    let (ada, service, cpe) = equipped(&t).await;
    let owner = member(&t, &ada, LinkRole::Owner).await;
    let viewer = member(&t, &ada, LinkRole::Viewer).await;
    let input = json!({ "serviceId": service.to_string(), "name": "Ada's {{ net }}", "password": CANARY });
    let asked = done(send(&owner, "changeWifi", input, ACTION).await)["action"].clone();
    assert_eq!((&asked["kind"], &asked["status"]), (&json!("CHANGE_WIFI"), &json!("WAITING")));
    until("it is done", async || actions(&viewer).await[0]["status"] == "DONE").await;
    let seen_by_viewer = actions(&viewer).await;
    assert_eq!((&seen_by_viewer[0]["id"], seen_by_viewer.as_array().map(Vec::len)), (&asked["id"], Some(1)));
    assert!(seen_by_viewer[0]["endedAt"].is_string());
    // The staff sees on what and how, and the password nobody.
    let noc = staff(&t, LinkRole::Noc).await;
    let run = seen(&noc, asked["id"].as_str().expect("an id")).await;
    assert_eq!(
        (&run["status"], &run["perHost"][0]["deviceId"]),
        (&json!("SUCCESS"), &json!(cpe.to_string()))
    );
    assert_eq!(run["variables"], json!([{ "name": "wifi_name", "value": "Ada's {{ net }}" }]));
    assert!(run["log"].to_string().contains("Ada's {{ net }} ********"), "{run}");
    let rows = t.scope().select::<automation_run::Entity>().all().await.expect("the database answers");
    assert_eq!((rows.len(), &rows[0].sealed_variables), (1, &None));
    let entries = t.scope().select::<portico::db::audit::Entity>().all().await.expect("the database answers");
    let entry = entries.iter().find(|entry| entry.action == "service.change_wifi").expect("it is audited");
    assert_eq!(entry.customer_id, Some(ada.id), "the customer sees who did it");
    let kept = format!("{rows:?} {entries:?} {run}");
    assert!(!kept.contains(CANARY));
    assert!(!format!("{entry:?}").contains(&cpe.to_string()), "which device it is, is the ISP's business");
});

both!(what_fails_is_said_to_the_customer_without_saying_how, with_playbooks, async |t: TestApp| {
    let (ada, service, _) = equipped(&t).await;
    let owner = member(&t, &ada, LinkRole::Technical).await;
    let input = json!({ "serviceId": service.to_string(), "name": "Fail" });
    done(send(&owner, "changeWifi", input, ACTION).await);
    until("it has failed", async || actions(&owner).await[0]["status"] == "FAILED").await;
    let id = actions(&owner).await[0]["id"].clone();
    let node = owner.gql("query($id: ID!) { node(id: $id) { id } }", json!({ "id": id })).await;
    assert!(node.ok()["node"].is_null(), "the run itself is the staff's");
});

both!(only_who_is_in_charge_acts_and_only_on_its_own, with_playbooks, async |t: TestApp| {
    let (ada, service, _) = equipped(&t).await;
    let (bob, bobs) = served(&t).await;
    let router = device(&t, "shared", DeviceKind::Olt).await;
    link(&t, &bob, bobs, router).await;
    let document = "mutation($id: ID!) { restartMyEquipment(input: { serviceId: $id }) { action { id } userErrors { code field } } }";
    let id = json!({ "id": service.to_string() });
    for role in [LinkRole::Payer, LinkRole::Viewer] {
        member(&t, &ada, role).await.gql(document, id.clone()).await.assert_code("FORBIDDEN");
    }
    staff(&t, LinkRole::Billing).await.gql(document, id.clone()).await.assert_code("FORBIDDEN");
    t.anonymous().gql(document, id.clone()).await.assert_code("UNAUTHENTICATED");
    let bob = member(&t, &bob, LinkRole::Owner).await;
    let abroad = staff(&t.tenant().await, LinkRole::Noc).await;
    let never = json!({ "id": t.scope().new_id::<SubscriptionId>().to_string() });
    for stranger in [&bob, &abroad] {
        let theirs = stranger.gql(document, id.clone()).await;
        assert_eq!(theirs.user_errors("restartMyEquipment"), ["NOT_FOUND"]);
        assert_eq!(theirs.body["data"], stranger.gql(document, never.clone()).await.body["data"]);
    }
    // Bob's service hangs on what others hang on too.
    let own = bob.gql(document, json!({ "id": bobs.to_string() })).await;
    assert_eq!(own.user_errors("restartMyEquipment"), ["NOT_OFFERED"]);
    let owner = member(&t, &ada, LinkRole::Owner).await;
    for (field, value) in [("name", json!("")), ("name", json!("n".repeat(33))), ("password", json!("short"))]
    {
        let input = json!({ "serviceId": service.to_string(), field: value });
        assert_eq!(refused(&send(&owner, "changeWifi", input, ACTION).await), ("INVALID_INPUT", field));
    }
    // The operator's own schema has a say as well.
    let input = json!({ "serviceId": service.to_string(), "name": "No!" });
    assert_eq!(refused(&send(&owner, "changeWifi", input, ACTION).await), ("INVALID_INPUT", "name"));
    assert_eq!(t.scope().select::<automation_run::Entity>().count().await.expect("read"), 0);
});

both!(what_another_customer_hangs_on_is_nobody_s_to_change, with_playbooks, async |t: TestApp| {
    let (ada, service, cpe) = equipped(&t).await;
    let (bob, bobs) = served(&t).await;
    link(&t, &bob, bobs, cpe).await;
    // Cy's own, and behind it something that Dan hangs on.
    let (cy, cys, modem) = equipped(&t).await;
    let (dan, dans) = served(&t).await;
    let behind = device(&t, "behind", DeviceKind::Switch).await;
    below(&t, behind, modem).await;
    link(&t, &dan, dans, behind).await;
    for (customer, service) in [(&ada, service), (&bob, bobs), (&cy, cys)] {
        let owner = member(&t, customer, LinkRole::Owner).await;
        let restart = json!({ "serviceId": service.to_string() });
        let change = json!({ "serviceId": service.to_string(), "password": CANARY });
        for (mutation, input) in [("restartMyEquipment", restart), ("changeWifi", change)] {
            let payload = send(&owner, mutation, input, ACTION).await;
            assert_eq!(refused(&payload), ("NOT_OFFERED", "serviceId"), "{mutation} {}", customer.number);
        }
    }
    assert_eq!(t.scope().select::<automation_run::Entity>().count().await.expect("read"), 0);
});

/// Has a device be reached through another.
async fn below(t: &TestApp, device: DeviceId, parent: DeviceId) {
    let tx = t.scope().begin().await.expect("the database answers");
    let moved = tx
        .update::<device::Entity>()
        .set(device::Column::ParentId, parent)
        .filter(device::Column::Id.eq(device));
    assert_eq!(moved.run().await.expect("the database answers"), 1);
    tx.commit().await.expect("the database answers");
}

both!(without_playbooks_nothing_is_offered, async |t: TestApp| {
    let (ada, service, _) = equipped(&t).await;
    let owner = member(&t, &ada, LinkRole::Owner).await;
    let input = json!({ "serviceId": service.to_string() });
    assert_eq!(
        refused(&send(&owner, "restartMyEquipment", input, ACTION).await),
        ("NOT_OFFERED", "serviceId")
    );
});

/// Ends everything that waits, as a worker would.
async fn end_all(t: &TestApp) {
    let lease = chrono::TimeDelta::seconds(30);
    while let Some(claimed) = automation::claim(&t.scope(), "w", lease).await.expect("read") {
        let finished = Finished { end: End::Exited(Some(0)), hosts: [].into(), cut: false };
        assert!(automation::end(&t.scope(), &claimed, &finished, false).await.expect("written"));
    }
}

#[test]
fn one_thing_at_a_time_and_not_too_often_for_a_service() {
    for backing in [Backing::Embedded, Backing::Services] {
        on_own_database(backing, module_path!(), async |t: TestApp| {
            let (_, service, _) = equipped(&t).await;
            let (_, other, _) = equipped(&t).await;
            let automation = automation(&t);
            let restart =
                async |service| automation::restart_equipment(&t.scope(), &automation, service).await;
            let code = |outcome: Result<AutomationRun, UseCaseError>| match outcome {
                Err(UseCaseError::Refused(refusal)) => Some(refusal.code),
                Err(error) => panic!("{error}"),
                Ok(_) => None,
            };
            for _ in 0..3 {
                let run = restart(service).await.expect("it is asked for");
                assert_eq!(
                    (run.status, run.action),
                    (RunStatus::Queued, Some(ServiceActionKind::RestartEquipment))
                );
                // Whatever else is asked for waits.
                let change = WifiChange { name: Some("Ada".to_owned()), password: None };
                let meanwhile = automation::change_wifi(&t.scope(), &automation, service, &change).await;
                assert_eq!(code(meanwhile), Some(RefusalCode::InUse));
                end_all(&t).await;
            }
            assert_eq!(code(restart(service).await), Some(RefusalCode::TooMany));
            assert_eq!(code(restart(other).await), None, "it is counted for each service");
            end_all(&t).await;
            t.advance(chrono::TimeDelta::minutes(61));
            // Two at once are one.
            let (first, second) = tokio::join!(restart(service), restart(service));
            let mut codes = [code(first), code(second)];
            codes.sort_unstable_by_key(Option::is_some);
            assert_eq!(codes, [None, Some(RefusalCode::InUse)]);
        });
    }
}
