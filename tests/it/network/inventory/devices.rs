//! Entering, changing and retiring devices.

use portico::network::entity::device_state::DeviceStatus;

use super::*;

both!(a_device_is_entered_changed_and_retired, async |t: TestApp| {
    let noc = noc(&t).await;
    t.management_network("10.0.0.0/8").await;
    let (site, core) = (t.site().await, t.device().named("core").insert().await);
    let input = json!({
        "name": " edge-1 ", "kind": "SWITCH", "vendor": "Acme", "model": "S-48", "siteId": site.id.to_string(),
        "parentId": core.id.to_string(), "address": "::ffff:10.20.0.7",
        "snmp": { "version": "V3", "secretPath": t.snmp_secret() }, "pollIntervalSeconds": 60,
    });
    let device = done(create(&noc, input).await)["device"].clone();
    assert_eq!(
        device,
        json!({
            "id": device["id"], "name": "edge-1", "kind": "SWITCH", "vendor": "Acme", "model": "S-48",
            "address": "10.20.0.7", "snmp": { "version": "V3", "port": 161, "configured": true },
            "pollIntervalSeconds": 60, "inMaintenance": false, "status": "UNKNOWN", "retiredAt": null, "version": 1,
            "site": { "name": site.name }, "parent": { "name": "core" },
        })
    );
    let id = device["id"].clone();
    let row = stored(&t, &id).await;
    assert_eq!(row.snmp_secret, Some(t.snmp_secret()));
    let state = t.state_of(row.id).await.expect("it is asked");
    assert_eq!((state.status, state.next_poll_at), (DeviceStatus::Unknown, t.scope().real_now()));
    // What is not said stays; what is null goes.
    let changed = update(
        &noc,
        &id,
        json!({ "model": null, "parentId": null, "inMaintenance": true, "expectedVersion": 1, "snmp": { "port": 1161 } }),
    );
    let changed = done(changed.await)["device"].clone();
    assert_eq!(
        (
            &changed["vendor"],
            &changed["model"],
            &changed["parent"],
            &changed["inMaintenance"],
            &changed["version"]
        ),
        (&json!("Acme"), &json!(null), &json!(null), &json!(true), &json!(2))
    );
    assert_eq!(changed["snmp"], json!({ "version": "V3", "port": 1161, "configured": true }));
    assert_eq!(
        stored(&t, &id).await.snmp_secret,
        Some(t.snmp_secret()),
        "the path stays where none is given"
    );
    // Not asked any more, and again: the state comes and goes with it.
    let silent = done(update(&noc, &id, json!({ "snmp": null })).await)["device"].clone();
    assert_eq!((&silent["snmp"], &silent["status"]), (&json!(null), &json!(null)));
    assert!(t.state_of(row.id).await.is_none());
    let again = json!({ "snmp": { "version": "V2C" }, "inMaintenance": false });
    assert_eq!(refused(&update(&noc, &id, again).await), ("INVALID_INPUT", "snmp.secretPath"));
    let again = json!({ "snmp": { "version": "V2C", "secretPath": t.snmp_secret() } });
    assert_eq!(done(update(&noc, &id, again).await)["device"]["status"], "MAINTENANCE");
    let retired = send(&noc, "retireDevice", json!({ "deviceId": id }), DEVICE).await;
    let retired = done(retired)["device"].clone();
    assert_eq!(
        (&retired["retiredAt"], &retired["status"], &retired["inMaintenance"]),
        (&json!("2026-11-22T10:00:00Z"), &json!(null), &json!(false))
    );
    assert!(t.state_of(row.id).await.is_none());
    assert_eq!(refused(&update(&noc, &id, json!({ "name": "x" })).await), ("TOO_LATE", "deviceId"));
    let twice = send(&noc, "retireDevice", json!({ "deviceId": id }), DEVICE).await;
    assert_eq!(refused(&twice), ("ALREADY_DONE", "deviceId"));
    // Its name stays taken, and it is found among those that were retired.
    assert_eq!(refused(&create(&noc, router(&t, "edge-1", "10.20.0.8")).await), ("NAME_TAKEN", "name"));
    let list = "query($retired: Boolean) { devices(first: 10, filter: { retired: $retired }) { nodes { name } totalCount } }";
    let kept = noc.gql(list, json!({ "retired": true })).await.ok()["devices"].clone();
    assert_eq!(kept, json!({ "nodes": [{ "name": "edge-1" }], "totalCount": 1 }));
    let live = noc.gql(list, json!({})).await.ok()["devices"].clone();
    assert_eq!(live, json!({ "nodes": [{ "name": "core" }], "totalCount": 1 }));
});

both!(what_is_wrong_with_a_device_is_named, async |t: TestApp| {
    let noc = noc(&t).await;
    t.management_network("10.0.0.0/8").await;
    let retired = t.device().not_asked().with(|row| row.retired_at = Some(row.created_at)).insert().await;
    let abroad = t.tenant().await;
    let (foreign_site, foreign) = (abroad.site().await, abroad.device().insert().await);
    for (field, value, code, named) in [
        ("name", json!(" "), "INVALID_INPUT", "name"),
        ("name", json!("a\u{0}b"), "INVALID_INPUT", "name"),
        ("name", json!("a".repeat(101)), "INVALID_INPUT", "name"),
        ("vendor", json!(""), "INVALID_INPUT", "vendor"),
        ("pollIntervalSeconds", json!(9), "INVALID_INPUT", "pollIntervalSeconds"),
        ("kind", json!("PATCH_PANEL"), "INVALID_INPUT", "snmp"),
        ("siteId", json!(foreign_site.id.to_string()), "NOT_FOUND", "siteId"),
        ("parentId", json!(foreign.id.to_string()), "NOT_FOUND", "parentId"),
        ("parentId", json!(retired.id.to_string()), "INVALID_INPUT", "parentId"),
        ("address", json!(null), "INVALID_INPUT", "address"),
        ("address", json!("11.0.0.1"), "ADDRESS_NOT_ALLOWED", "address"),
        ("address", json!("10.0.0.1.nip.io"), "ADDRESS_NOT_ALLOWED", "address"),
        ("address", json!("fd00::1"), "ADDRESS_NOT_ALLOWED", "address"),
    ] {
        let mut input = router(&t, "edge", "10.0.0.9");
        input[field] = value;
        let payload = create(&noc, input).await;
        assert_eq!(refused(&payload), (code, named), "{payload}");
    }
    for path in ["keyring", "snmp/other/core", "snmp/../keyring", "stripe/keys"] {
        let mut input = router(&t, "edge", "10.0.0.9");
        input["snmp"]["secretPath"] = json!(path);
        let payload = create(&noc, input).await;
        assert_eq!(refused(&payload), ("INVALID_INPUT", "snmp.secretPath"), "{path}");
    }
    let count = noc.gql("{ devices(first: 1) { totalCount } }", json!({})).await;
    assert_eq!(count.ok()["devices"]["totalCount"], 0, "nothing was written");
    let id = done(create(&noc, router(&t, "edge", "10.0.0.9")).await)["device"]["id"].clone();
    let stale = update(&noc, &id, json!({ "name": "other", "expectedVersion": 2 })).await;
    assert_eq!(refused(&stale), ("CONFLICT", "expectedVersion"));
    let absent = update(&noc, &json!("ndv_01kb0000000000000000n0b0d0"), json!({ "name": "x" })).await;
    assert_eq!(refused(&absent), ("NOT_FOUND", "deviceId"));
    assert_eq!(stored(&t, &id).await.name, "edge");
});

both!(the_path_of_the_credentials_is_never_told, async |t: TestApp| {
    let noc = noc(&t).await;
    t.management_network("10.0.0.0/8").await;
    let canary = format!("snmp/{}/canary", t.facts().slug);
    let mut input = router(&t, "edge", "10.0.0.9");
    input["snmp"]["secretPath"] = json!(canary);
    let document = "mutation($input: CreateDeviceInput!) { createDevice(input: $input) { device { id snmp { version port configured } } userErrors { code } } }";
    let reply = noc.gql(document, json!({ "input": input })).await;
    done(reply.ok()["createDevice"].clone());
    assert!(!reply.text.contains("canary"), "{}", reply.text);
    // Nor by the audit log, where the administrator looks.
    let admin = staff(&t, LinkRole::TenantAdmin).await;
    let log = admin.gql("{ auditEntries(first: 50) { nodes { action before after } } }", json!({})).await;
    assert!(log.text.contains("device.create"), "{}", log.text);
    assert!(!log.text.contains("canary"), "{}", log.text);
});

both!(a_device_that_carries_something_is_not_retired, async |t: TestApp| {
    let noc = noc(&t).await;
    let core = t.device().named("core").insert().await;
    let mut children = Vec::new();
    for at in 0..7 {
        children.push(t.device().named(&format!("edge-{at}")).below(&core).insert().await);
    }
    let core_id = json!(core.id.to_string());
    let payload = send(&noc, "retireDevice", json!({ "deviceId": core_id }), DEVICE).await;
    assert_eq!(refused(&payload), ("IN_USE", "deviceId"));
    assert_eq!(
        message(&payload),
        "devices are reached through it: edge-0, edge-1, edge-2, edge-3, edge-4 and more"
    );
    let (customer, plan) = (t.customer().insert().await, t.plan().insert().await);
    let service = t.subscription(&customer, &plan).insert().await;
    t.link(&service, &children[0], None).await;
    let edge = json!({ "deviceId": children[0].id.to_string() });
    let payload = send(&noc, "retireDevice", edge.clone(), DEVICE).await;
    assert_eq!(refused(&payload), ("IN_USE", "deviceId"));
    assert_eq!(message(&payload), format!("services hang on it: {}", service.number));
    assert!(t.state_of(children[0].id).await.is_some(), "it is asked as before");
    let unlink = json!({ "serviceId": service.id.to_string() });
    done(send(&noc, "unlinkService", unlink, "link { since }").await);
    done(send(&noc, "retireDevice", edge, DEVICE).await);
});

both!(the_list_is_narrowed_and_paged, async |t: TestApp| {
    let noc = noc(&t).await;
    let site = t.site().await;
    let core = t.device().named("b-core").insert().await;
    t.device().named("a-edge").below(&core).in_state(DeviceStatus::Down).insert().await;
    t.device().named("c-edge").below(&core).with(|row| row.site_id = Some(site.id)).insert().await;
    let panel = t.device().named("d-panel").not_asked();
    panel.with(|row| row.kind = portico::network::entity::device::DeviceKind::PatchPanel).insert().await;
    let list =
        "query($filter: DeviceFilter) { devices(first: 10, filter: $filter) { nodes { name } totalCount } }";
    for (filter, names) in [
        (json!(null), vec!["a-edge", "b-core", "c-edge", "d-panel"]),
        (json!({ "search": "EDGE" }), vec!["a-edge", "c-edge"]),
        (json!({ "search": "100%" }), vec![]),
        (json!({ "kind": "PATCH_PANEL" }), vec!["d-panel"]),
        (json!({ "siteId": site.id.to_string() }), vec!["c-edge"]),
        (json!({ "parentId": core.id.to_string() }), vec!["a-edge", "c-edge"]),
        (json!({ "status": "DOWN" }), vec!["a-edge"]),
        (json!({ "status": "UP", "parentId": core.id.to_string() }), vec!["c-edge"]),
        (json!({ "inMaintenance": true }), vec![]),
    ] {
        let found = noc.gql(list, json!({ "filter": filter })).await.ok()["devices"].clone();
        let nodes: Vec<Value> = names.iter().map(|name| json!({ "name": name })).collect();
        assert_eq!(found, json!({ "nodes": nodes, "totalCount": names.len() }), "{filter}");
    }
    let page = "query($after: String) { devices(first: 3, after: $after) { nodes { name } pageInfo { hasNextPage endCursor } } }";
    let first = noc.gql(page, json!({})).await.ok()["devices"].clone();
    assert_eq!(first["pageInfo"]["hasNextPage"], true);
    let rest =
        noc.gql(page, json!({ "after": first["pageInfo"]["endCursor"] })).await.ok()["devices"].clone();
    assert_eq!(rest["nodes"], json!([{ "name": "d-panel" }]));
    let tree = "query($id: ID!) { node(id: $id) { ... on Device { children(first: 1) { nodes { name parent { name } }
        totalCount pageInfo { hasNextPage endCursor } } } } }";
    let id = json!(core.id.to_string());
    let below = noc.gql(tree, json!({ "id": id })).await.ok()["node"]["children"].clone();
    assert_eq!((&below["totalCount"], &below["pageInfo"]["hasNextPage"]), (&json!(2), &json!(true)));
    assert_eq!(below["nodes"], json!([{ "name": "a-edge", "parent": { "name": "b-core" } }]));
    let next = "query($id: ID!, $after: String) { node(id: $id) { ... on Device { children(first: 5, after: $after) { nodes { name } } } } }";
    let next = noc.gql(next, json!({ "id": id, "after": below["pageInfo"]["endCursor"] })).await;
    assert_eq!(next.ok()["node"]["children"]["nodes"], json!([{ "name": "c-edge" }]));
    let long = json!({ "filter": { "search": "x".repeat(101) } });
    noc.gql(list, long).await.assert_code("BAD_USER_INPUT");
});
