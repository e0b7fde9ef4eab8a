//! Devices of a simulated network are broken and mended in a sandbox, and nowhere else.

use portico::db::Reads as _;
use portico::kernel::ids::DeviceId;
use portico::network::entity::device::{self, DeviceKind, SnmpVersion};
use portico::network::entity::simulated_fault;
use portico::network::simulated_secret;
use sea_orm::{ActiveModelTrait as _, IntoActiveModel as _};

use super::*;

const DEVICE: &str = "device { deviceId name broken brokenSince }";

async fn sandbox(t: &TestApp) -> TestApp {
    t.tenant_with(|new| new.settings.sandbox = true).await
}

/// A device that is asked under a secret, or one that nobody asks.
async fn device(t: &TestApp, name: &str, secret: Option<&str>) -> DeviceId {
    let scope = t.scope();
    let row = device::Model {
        id: scope.new_id(),
        tenant_id: scope.tenant().id,
        name: name.to_owned(),
        kind: DeviceKind::Olt,
        vendor: None,
        model: None,
        site_id: None,
        parent_id: None,
        mgmt_address: secret.map(|_| "127.0.0.1".to_owned()),
        snmp_version: secret.map(|_| SnmpVersion::V2C),
        snmp_port: 161,
        snmp_secret: secret.map(str::to_owned),
        poll_interval_seconds: 300,
        in_maintenance: false,
        created_at: scope.real_now(),
        retired_at: None,
        version: 1,
    };
    let id = row.id;
    let tx = scope.begin().await.expect("begun");
    tx.insert(row.into_active_model().reset_all()).await.expect("inserted");
    tx.commit().await.expect("committed");
    id
}

/// A device of the simulated network.
async fn simulated(t: &TestApp) -> DeviceId {
    device(t, "olt-3", Some(&simulated_secret(&t.facts().slug))).await
}

async fn faults(t: &TestApp) -> Vec<DeviceId> {
    let rows = t.scope().select::<simulated_fault::Entity>().all().await.expect("the database answers");
    rows.into_iter().map(|row| row.device_id).collect()
}

async fn set(caller: &Caller, id: DeviceId, broken: bool) -> Value {
    let input = json!({ "deviceId": id.to_string(), "broken": broken });
    send(caller, "sandboxBreakDevice", input, DEVICE).await
}

both!(an_administrator_breaks_a_device_and_mends_it, async |t: TestApp| {
    let t = sandbox(&t).await;
    let admin = staff(&t, LinkRole::TenantAdmin).await;
    let (head, splitter) = (simulated(&t).await, device(&t, "splitter-3-1", None).await);
    let broken = done(set(&admin, head, true).await)["device"].clone();
    assert_eq!((&broken["name"], &broken["broken"]), (&json!("olt-3"), &json!(true)));
    assert_eq!(faults(&t).await, [head]);
    let again = done(set(&admin, head, true).await)["device"].clone();
    assert_eq!(again, broken, "it has been broken since then");
    done(set(&admin, splitter, true).await);
    assert_eq!(faults(&t).await.len(), 2);
    let mended = done(set(&admin, head, false).await)["device"].clone();
    assert_eq!((&mended["broken"], &mended["brokenSince"]), (&json!(false), &json!(null)));
    assert_eq!(faults(&t).await, [splitter]);
    done(set(&admin, head, false).await);
    let log = admin.gql("{ auditEntries(first: 20) { nodes { action } } }", json!({})).await;
    let entries = log.ok()["auditEntries"]["nodes"].as_array().expect("a list").clone();
    assert_eq!(entries.iter().filter(|entry| entry["action"] == "device.simulate").count(), 5, "{entries:?}");
});

both!(nothing_real_is_broken, async |t: TestApp| {
    let real = simulated(&t).await;
    let admin = staff(&t, LinkRole::TenantAdmin).await;
    assert_eq!(refused(&set(&admin, real, true).await), ("NOT_A_SANDBOX", "deviceId"));
    let sandbox = sandbox(&t).await;
    let admin = staff(&sandbox, LinkRole::TenantAdmin).await;
    let asked = device(&sandbox, "olt-4", Some("snmp/their-own")).await;
    assert_eq!(refused(&set(&admin, asked, true).await), ("INVALID_INPUT", "deviceId"));
    assert_eq!(refused(&set(&admin, real, true).await), ("NOT_FOUND", "deviceId"));
    let nobodys: DeviceId = sandbox.scope().new_id();
    assert_eq!(refused(&set(&admin, nobodys, true).await), ("NOT_FOUND", "deviceId"));
    assert_eq!((faults(&t).await, faults(&sandbox).await), (Vec::new(), Vec::new()));
});

both!(only_an_administrator_may, async |t: TestApp| {
    let t = sandbox(&t).await;
    let head = simulated(&t).await;
    let document = format!(
        r#"mutation {{ sandboxBreakDevice(input: {{ deviceId: "{head}", broken: true }}) {{ device {{ deviceId }} }} }}"#
    );
    for role in [LinkRole::Support, LinkRole::Billing, LinkRole::Noc] {
        staff(&t, role).await.gql(&document, json!({})).await.assert_code("FORBIDDEN");
    }
    t.anonymous().gql(&document, json!({})).await.assert_code("UNAUTHENTICATED");
    assert!(faults(&t).await.is_empty());
});
