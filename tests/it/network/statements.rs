//! One incident, one service, one customer cost as many statements as fifty.

use super::*;

const SERVICES: &str = "{ viewer { customer { services { id incidents { title following } } } } }";

const LIST: &str = "query($n: Int!) { incidents(first: $n) { nodes { title following affectedServiceCount updates { body } affectedServices { number } } } }";

both!(services_with_their_incidents_cost_the_same_for_one_and_for_fifty, async |t: TestApp| {
    let mut statements = Vec::new();
    for count in [1, 50] {
        let customer = t.customer().insert().await;
        let plan = t.plan().insert().await;
        for _ in 0..count {
            let service = t.subscription(&customer, &plan).insert().await;
            outage(&t, "Down", &[service.id]).await;
        }
        let owner = member(&t, &customer, LinkRole::Owner).await;
        let reply = owner.gql(SERVICES, json!({})).await;
        let services = reply.ok()["viewer"]["customer"]["services"].as_array().expect("a list").clone();
        assert_eq!(services.len(), count);
        assert!(services.iter().all(|service| service["incidents"][0]["title"] == "Down"));
        statements.push(reply.statements());
    }
    assert_eq!(statements[0], statements[1]);
    // Account, customer, services; what affects them and which incidents; followers.
    assert!(statements[1] <= 10, "{}", statements[1]);
});

both!(the_list_costs_the_same_for_one_and_for_fifty, async |t: TestApp| {
    for _ in 0..50 {
        let (_, service) = served(&t).await;
        outage(&t, "Down", &[service]).await;
    }
    let noc = staff(&t, LinkRole::Noc).await;
    let one = noc.gql(LIST, json!({ "n": 1 })).await;
    let fifty = noc.gql(LIST, json!({ "n": 50 })).await;
    assert_eq!(fifty.ok()["incidents"]["nodes"].as_array().map(Vec::len), Some(50));
    assert_eq!(one.statements(), fifty.statements());
});

both!(opening_costs_the_same_for_one_and_for_fifty, async |t: TestApp| {
    let noc = staff(&t, LinkRole::Noc).await;
    let mut statements = Vec::new();
    for count in [1, 50] {
        let mut services = Vec::new();
        for _ in 0..count {
            services.push(served(&t).await.1.to_string());
        }
        let document = "mutation($input: OpenIncidentInput!) { openIncident(input: $input) { incident { id } userErrors { code } } }";
        let input = json!({ "title": "Down", "impact": "OUTAGE", "body": "Down.", "serviceIds": services });
        let reply = noc.gql(document, json!({ "input": input })).await;
        done(reply.ok()["openIncident"].clone());
        statements.push(reply.statements());
    }
    assert_eq!(statements[0], statements[1]);
});
