//! Keeping the NASes: who may, and what is acceptable.

use std::net::IpAddr;

use portico::db::PlatformScope;
use portico::identity::entity::account_link::LinkRole;
use serde_json::{Value, json};

use super::*;
use crate::network::{done, refused, send, staff};

const NAS: &str = "nas { id name address secretPath coaPort removedAt version }";

fn core(t: &TestApp, address: &str) -> Value {
    json!({ "name": "core", "address": address, "secretPath": nas_secret_path(t) })
}

both!(the_noc_keeps_the_nases, async |t: TestApp| {
    loopback(&t).await;
    let noc = staff(&t, LinkRole::Noc).await;
    let made = done(send(&noc, "createNas", core(&t, "127.0.0.1"), NAS).await)["nas"].clone();
    assert_eq!((&made["coaPort"], &made["version"]), (&json!(3799), &json!(1)));
    let again = send(&noc, "createNas", core(&t, "127.0.0.2"), NAS).await;
    assert_eq!(refused(&again), ("NAME_TAKEN", "name"));
    let change =
        json!({ "nasId": made["id"], "coaPort": 1700, "address": "::ffff:127.0.0.3", "expectedVersion": 1 });
    let changed = done(send(&noc, "updateNas", change.clone(), NAS).await)["nas"].clone();
    assert_eq!((&changed["coaPort"], &changed["address"]), (&json!(1700), &json!("127.0.0.3")));
    assert_eq!(refused(&send(&noc, "updateNas", change, NAS).await).0, "CONFLICT");
    let list = "{ nases(first: 10) { totalCount nodes { id name } } }";
    let listed = noc.gql(list, json!({})).await.ok()["nases"].clone();
    assert_eq!(listed, json!({ "totalCount": 1, "nodes": [{ "id": made["id"], "name": "core" }] }));
    let removed = done(send(&noc, "removeNas", json!({ "nasId": made["id"] }), NAS).await)["nas"].clone();
    assert_ne!(removed["removedAt"], Value::Null);
    assert_eq!(noc.gql(list, json!({})).await.ok()["nases"]["totalCount"], 0);
    let gone = send(&noc, "removeNas", json!({ "nasId": made["id"] }), NAS).await;
    assert_eq!(refused(&gone), ("NOT_FOUND", "nasId"));
});

both!(an_isp_has_one_nas_at_an_address, async |t: TestApp| {
    loopback(&t).await;
    let noc = staff(&t, LinkRole::Noc).await;
    let made = done(send(&noc, "createNas", core(&t, "127.0.0.1"), NAS).await)["nas"].clone();
    let edge = |address: &str| {
        let mut input = core(&t, address);
        input["name"] = json!("edge");
        input
    };
    for address in ["127.0.0.1", "::ffff:127.0.0.1"] {
        let refusal = send(&noc, "createNas", edge(address), NAS).await;
        assert_eq!(refused(&refusal), ("NAME_TAKEN", "address"), "{address}");
    }
    let second = done(send(&noc, "createNas", edge("127.0.0.2"), NAS).await)["nas"].clone();
    let there = json!({ "nasId": second["id"], "address": "127.0.0.1" });
    let refusal = send(&noc, "updateNas", there.clone(), NAS).await;
    assert_eq!(refused(&refusal), ("NAME_TAKEN", "address"));
    // One that is as it was is not in its own way; one that was taken out of service is in nobody's.
    let same = json!({ "nasId": made["id"], "address": "127.0.0.1", "coaPort": 1_700 });
    done(send(&noc, "updateNas", same, NAS).await);
    done(send(&noc, "removeNas", json!({ "nasId": made["id"] }), NAS).await);
    let moved = done(send(&noc, "updateNas", there, NAS).await)["nas"].clone();
    assert_eq!(moved["address"], "127.0.0.1");
    // Another ISP may have the same networks.
    let other = t.tenant().await;
    loopback(&other).await;
    done(send(&staff(&other, LinkRole::Noc).await, "createNas", core(&other, "127.0.0.1"), NAS).await);
});

both!(however_many_isps_are_at_an_address_none_is_left_out, async |t: TestApp| {
    let mut isps = Vec::new();
    for _ in 0..21 {
        let isp = t.tenant().await;
        nas(&isp, 3_799).await;
        isps.push(isp.facts().reference.id);
    }
    let platform = PlatformScope::new(t.db().clone());
    let found = provisioning::nas_at(&platform, IpAddr::from([127, 0, 0, 1])).await;
    // More may be there: other tests are at the address, too.
    let found: Vec<_> =
        found.expect("the database answers").into_iter().map(|there| there.tenant_id).collect();
    let left_out = isps.iter().filter(|id| !found.contains(id)).count();
    assert_eq!(left_out, 0, "of {} that were found", found.len());
});

both!(no_address_outside_the_management_networks_is_taken, async |t: TestApp| {
    loopback(&t).await;
    let noc = staff(&t, LinkRole::Noc).await;
    for address in ["10.0.0.1", "192.0.2.1", "localhost", "127.0.0.1:80", "", "::1", "2130706433"] {
        let refusal = send(&noc, "createNas", core(&t, address), NAS).await;
        assert_eq!(refused(&refusal), ("INVALID_INPUT", "address"), "{address}");
    }
    for (field, value, named) in [
        ("name", json!(" "), "name"),
        ("secretPath", json!("../keyring"), "secretPath"),
        ("secretPath", json!("radius/core"), "secretPath"),
        ("secretPath", json!("radius/another-isp/core"), "secretPath"),
        ("secretPath", json!(format!("radius/{}/", t.facts().slug)), "secretPath"),
        ("secretPath", json!(format!("radius/{}/../another-isp/core", t.facts().slug)), "secretPath"),
        ("coaPort", json!(0), "coaPort"),
    ] {
        let mut input = core(&t, "127.0.0.1");
        input[field] = value;
        assert_eq!(refused(&send(&noc, "createNas", input, NAS).await), ("INVALID_INPUT", named));
    }
});

both!(the_secret_of_a_nas_is_the_isp_s_own, async |t: TestApp| {
    loopback(&t).await;
    let noc = staff(&t, LinkRole::Noc).await;
    let slug = &t.facts().slug;
    let made = done(send(&noc, "createNas", core(&t, "127.0.0.1"), NAS).await)["nas"].clone();
    for path in [
        nas_secret_path(&t.tenant().await),
        format!("radius/{slug}"),
        format!("radius/{slug}/"),
        format!("radius/{slug}2/core"),
        format!("radius/{slug}/../core"),
        format!("snmp/{slug}/core"),
        "keyring".to_owned(),
        "stripe/x".to_owned(),
    ] {
        let mut input = core(&t, "127.0.0.2");
        input["name"] = json!("edge");
        input["secretPath"] = json!(path);
        let refusal = send(&noc, "createNas", input, NAS).await;
        assert_eq!(refused(&refusal), ("INVALID_INPUT", "secretPath"), "{path}");
        let change = json!({ "nasId": made["id"], "secretPath": path });
        let refusal = send(&noc, "updateNas", change, NAS).await;
        assert_eq!(refused(&refusal), ("INVALID_INPUT", "secretPath"), "{path}");
    }
    let own = json!({ "nasId": made["id"], "secretPath": format!("radius/{slug}/pop/edge") });
    done(send(&noc, "updateNas", own, NAS).await);
});

both!(another_isp_s_nas_is_none, async |t: TestApp| {
    loopback(&t).await;
    let noc = staff(&t, LinkRole::Noc).await;
    let made = done(send(&noc, "createNas", core(&t, "127.0.0.1"), NAS).await)["nas"].clone();
    let other = t.tenant().await;
    let stranger = staff(&other, LinkRole::Noc).await;
    for name in ["updateNas", "removeNas"] {
        let theirs = send(&stranger, name, json!({ "nasId": made["id"] }), NAS).await;
        let nobodys = send(&stranger, name, json!({ "nasId": "nas_01kb0000000000000000n0b0d0" }), NAS).await;
        assert_eq!(theirs, nobodys, "{name}");
        assert_eq!(refused(&theirs), ("NOT_FOUND", "nasId"));
    }
    let support = staff(&t, LinkRole::Support).await;
    let reply = support.gql("{ nases(first: 1) { totalCount } }", json!({})).await;
    reply.assert_code("FORBIDDEN");
});
