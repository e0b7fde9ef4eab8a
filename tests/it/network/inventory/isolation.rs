//! Who sees devices, and who keeps them.

use super::*;
use crate::network::{member, served};

const NODE: &str = "query($id: ID!) { node(id: $id) { __typename id } }";

both!(devices_are_for_those_who_run_the_network, async |t: TestApp| {
    let (customer, _) = served(&t).await;
    let site = t.site().await;
    let device = t.device().with(|row| row.site_id = Some(site.id)).insert().await;
    let port = t.interface(&device, 1).insert().await;
    let network = t.management_network("10.0.0.0/8").await;
    let ids = [site.id.to_string(), device.id.to_string(), port.id.to_string(), network.id.to_string()];
    let types = ["Site", "Device", "DeviceInterface", "ManagementNetwork"];
    let lists = [
        "{ devices(first: 1) { nodes { id } } }",
        "{ sites(first: 1) { nodes { id } } }",
        "{ managementNetworks { id } }",
    ];
    for role in [LinkRole::Support, LinkRole::Noc, LinkRole::TenantAdmin] {
        let caller = staff(&t, role).await;
        for (id, ty) in ids.iter().zip(types) {
            let node = caller.gql(NODE, json!({ "id": id })).await.ok()["node"].clone();
            assert_eq!(node, json!({ "__typename": ty, "id": id }), "{role:?}");
        }
        for list in lists {
            assert!(caller.gql(list, json!({})).await.ok().to_string().contains("\"id\""), "{list}");
        }
    }
    let reseller = t.reseller().insert().await;
    t.assign(&customer, &reseller).await;
    let agent = t.account().reseller(&reseller, LinkRole::ResellerAdmin).insert().await;
    let strangers = [
        member(&t, &customer, LinkRole::Owner).await,
        member(&t, &customer, LinkRole::Technical).await,
        t.sign_in_as(&agent).await,
        staff(&t, LinkRole::Billing).await,
    ];
    for stranger in &strangers {
        for id in &ids {
            assert_eq!(stranger.gql(NODE, json!({ "id": id })).await.ok()["node"], json!(null), "{id}");
        }
        for list in lists {
            stranger.gql(list, json!({})).await.assert_code("FORBIDDEN");
        }
    }
    for list in lists {
        t.anonymous().gql(list, json!({})).await.assert_code("UNAUTHENTICATED");
    }
    // Another ISP's employees see their own network.
    let abroad = t.tenant().await;
    let colleague = staff(&abroad, LinkRole::Noc).await;
    for id in &ids {
        assert_eq!(colleague.gql(NODE, json!({ "id": id })).await.ok()["node"], json!(null), "{id}");
    }
    for list in lists {
        let reply = colleague.gql(list, json!({})).await;
        assert!(!reply.ok().to_string().contains("\"id\""), "{list}: {}", reply.text);
    }
});

both!(who_does_not_run_the_network_changes_no_device, async |t: TestApp| {
    let (customer, service) = served(&t).await;
    let (site, device) = (t.site().await, t.device().insert().await);
    let network = t.management_network("10.0.0.0/8").await;
    let (id, error) = (device.id, "userErrors { code }");
    let documents = [
        format!("mutation {{ createSite(input: {{ name: \"x\" }}) {{ {error} }} }}"),
        format!("mutation {{ updateSite(input: {{ siteId: \"{}\", name: \"x\" }}) {{ {error} }} }}", site.id),
        format!("mutation {{ removeSite(input: {{ siteId: \"{}\" }}) {{ {error} }} }}", site.id),
        format!("mutation {{ createDevice(input: {{ name: \"x\", kind: ROUTER }}) {{ {error} }} }}"),
        format!("mutation {{ updateDevice(input: {{ deviceId: \"{id}\", name: \"x\" }}) {{ {error} }} }}"),
        format!("mutation {{ retireDevice(input: {{ deviceId: \"{id}\" }}) {{ {error} }} }}"),
        format!("mutation {{ declareManagementNetwork(input: {{ cidr: \"192.0.2.0/24\" }}) {{ {error} }} }}"),
        format!(
            "mutation {{ removeManagementNetwork(input: {{ managementNetworkId: \"{}\" }}) {{ {error} }} }}",
            network.id
        ),
        format!(
            "mutation {{ linkService(input: {{ serviceId: \"{service}\", deviceId: \"{id}\" }}) {{ {error} }} }}"
        ),
        format!("mutation {{ unlinkService(input: {{ serviceId: \"{service}\" }}) {{ {error} }} }}"),
        format!("mutation {{ discoverDevice(input: {{ deviceId: \"{id}\" }}) {{ {error} }} }}"),
    ];
    let (owner, support) = (member(&t, &customer, LinkRole::Owner).await, staff(&t, LinkRole::Support).await);
    let abroad = staff(&t.tenant().await, LinkRole::Noc).await;
    for document in &documents {
        for caller in [&owner, &support] {
            caller.gql(document, json!({})).await.assert_code("FORBIDDEN");
        }
        t.anonymous().gql(document, json!({})).await.assert_code("UNAUTHENTICATED");
        // Whose ids these are not is told that there is no such thing.
        let reply = abroad.gql(document, json!({})).await;
        let payload = reply.ok().as_object().and_then(|data| data.values().next()).expect("a payload");
        let own = ["createSite", "createDevice", "declareManagementNetwork"];
        if !own.iter().any(|name| document.contains(name)) {
            assert_eq!(payload["userErrors"], json!([{ "code": "NOT_FOUND" }]), "{document}");
        }
    }
    let now = stored(&t, &json!(id.to_string())).await;
    assert_eq!((now.name, now.version, now.retired_at), (device.name, 1, None));
});
