//! One device costs as many statements as fifty.

use super::*;

/// What the NOC looks at: devices, how they are, their interfaces with the last samples.
const PAGE: &str = "query($n: Int!) { devices(first: $n) { nodes { id name kind address status
    state { since responseMicros cpuPermille }
    interfaces(first: 10) { nodes { ifIndex name operUp speedBps inBps outBps sampledAt } } } pageInfo { endCursor } } }";

/// With what is around them.
const WIDE: &str = "query($n: Int!) { devices(first: $n) { nodes { name site { name } parent { name } children(first: 2) { nodes { name } }
    serviceLinks(first: 2) { nodes { service { number } interface { name } } } } } }";

async fn network(t: &TestApp) {
    let (customer, plan, site) = (t.customer().insert().await, t.plan().insert().await, t.site().await);
    let core = t.device().with(|row| row.site_id = Some(site.id)).insert().await;
    for _ in 1..50 {
        let device = t.device().below(&core).with(|row| row.site_id = Some(site.id)).insert().await;
        for index in 1..=2 {
            let port = t.interface(&device, index).insert().await;
            let service = t.subscription(&customer, &plan).insert().await;
            t.link(&service, &device, Some(&port)).await;
        }
    }
    for index in 1..=2 {
        t.interface(&core, index).insert().await;
    }
}

both!(a_page_of_the_noc_costs_the_same_for_one_and_for_fifty, async |t: TestApp| {
    network(&t).await;
    let noc = noc(&t).await;
    let (one, fifty) = (noc.gql(PAGE, json!({ "n": 1 })).await, noc.gql(PAGE, json!({ "n": 50 })).await);
    let nodes = fifty.ok()["devices"]["nodes"].as_array().expect("a list").clone();
    assert_eq!(nodes.len(), 50);
    assert!(
        nodes
            .iter()
            .all(|node| node["status"] == "UP" && node["interfaces"]["nodes"][1]["inBps"] == "8000000")
    );
    assert_eq!(one.statements(), fifty.statements());
    // The account, the devices, what is known of them, their interfaces; one is left for their alerts.
    assert_eq!(fifty.statements(), 4, "{}", fifty.text);
});

both!(what_is_around_devices_costs_the_same_for_one_and_for_fifty, async |t: TestApp| {
    network(&t).await;
    let noc = noc(&t).await;
    let two = noc.gql(WIDE, json!({ "n": 2 })).await;
    let fifty = noc.gql(WIDE, json!({ "n": 50 })).await;
    assert_eq!(fifty.ok()["devices"]["nodes"].as_array().map(Vec::len), Some(50));
    assert_eq!(two.statements(), fifty.statements(), "{}", two.text);
});

both!(interfaces_are_paged, async |t: TestApp| {
    let device = t.device().insert().await;
    for index in [5, 1, 3, 2, 4] {
        t.interface(&device, index).insert().await;
    }
    let noc = noc(&t).await;
    let page = "query($id: ID!, $after: String) { node(id: $id) { ... on Device { interfaces(first: 2, after: $after) {
        nodes { ifIndex device { id } } totalCount pageInfo { hasNextPage endCursor } } } } }";
    let (mut seen, mut after) = (Vec::new(), Value::Null);
    loop {
        let asked = json!({ "id": device.id.to_string(), "after": after });
        let found = noc.gql(page, asked).await.ok()["node"]["interfaces"].clone();
        assert_eq!(found["totalCount"], 5);
        for node in found["nodes"].as_array().expect("a list") {
            assert_eq!(node["device"]["id"], device.id.to_string());
            seen.push(node["ifIndex"].as_i64().expect("a number"));
        }
        after = found["pageInfo"]["endCursor"].clone();
        if found["pageInfo"]["hasNextPage"] == false {
            break;
        }
    }
    assert_eq!(seen, [1, 2, 3, 4, 5]);
});
