//! What services hang on.

use super::*;
use crate::network::{member, served};

const LINK: &str = "link { service { id number } device { name } interface { name } since }";

both!(a_service_hangs_on_one_device, async |t: TestApp| {
    let noc = noc(&t).await;
    let (_, service) = served(&t).await;
    let (first, second) =
        (t.device().named("first").insert().await, t.device().named("second").insert().await);
    let (port, other) = (t.interface(&first, 7).insert().await, t.interface(&second, 7).insert().await);
    let service = json!(service.to_string());
    let on = |device: &device::Model, port: Option<String>| json!({ "serviceId": service, "deviceId": device.id.to_string(), "interfaceId": port });
    let payload = send(&noc, "linkService", on(&first, Some(other.id.to_string())), LINK).await;
    assert_eq!(refused(&payload), ("INVALID_INPUT", "interfaceId"));
    let link =
        done(send(&noc, "linkService", on(&first, Some(port.id.to_string())), LINK).await)["link"].clone();
    assert_eq!((&link["device"]["name"], &link["interface"]["name"]), (&json!("first"), &json!("ge-0/0/7")));
    assert_eq!(link["service"]["id"], service);
    // It moves, and leaves nothing behind.
    let link = done(send(&noc, "linkService", on(&second, None), LINK).await)["link"].clone();
    assert_eq!((&link["device"]["name"], &link["interface"]), (&json!("second"), &json!(null)));
    let below = "query($id: ID!) { node(id: $id) { ... on Device { serviceLinks(first: 5) { nodes { service { id } } totalCount } } } }";
    let of = async |device: &device::Model| {
        let reply = noc.gql(below, json!({ "id": device.id.to_string() })).await;
        reply.ok()["node"]["serviceLinks"]["totalCount"].clone()
    };
    assert_eq!((of(&first).await, of(&second).await), (json!(0), json!(1)));
    let unlink = json!({ "serviceId": service });
    done(send(&noc, "unlinkService", unlink.clone(), LINK).await);
    assert_eq!(refused(&send(&noc, "unlinkService", unlink, LINK).await), ("NOT_FOUND", "serviceId"));
    let retired = t.device().not_asked().with(|row| row.retired_at = Some(row.created_at)).insert().await;
    let payload = send(&noc, "linkService", on(&retired, None), LINK).await;
    assert_eq!(refused(&payload), ("TOO_LATE", "deviceId"));
    let (_, foreign) = served(&t.tenant().await).await;
    let foreign = json!({ "serviceId": foreign.to_string(), "deviceId": first.id.to_string() });
    assert_eq!(refused(&send(&noc, "linkService", foreign, LINK).await), ("NOT_FOUND", "serviceId"));
});

both!(who_serves_a_customer_sees_what_its_service_hangs_on_and_the_customer_does_not, async |t: TestApp| {
    let customer = t.customer().insert().await;
    let service = t.subscription(&customer, &t.plan().insert().await).insert().await;
    let device = t.device().named("edge").insert().await;
    t.link(&service, &device, None).await;
    let document =
        "query($id: ID!) { node(id: $id) { ... on ServiceSubscription { deviceLink { device { name } } } } }";
    let asked = json!({ "id": service.id.to_string() });
    for role in [LinkRole::Support, LinkRole::Noc, LinkRole::TenantAdmin] {
        let reply = staff(&t, role).await.gql(document, asked.clone()).await;
        assert_eq!(reply.ok()["node"]["deviceLink"]["device"]["name"], "edge", "{role:?}");
    }
    let billing = staff(&t, LinkRole::Billing).await.gql(document, asked.clone()).await;
    assert_eq!(billing.ok()["node"]["deviceLink"], json!(null));
    for role in [LinkRole::Owner, LinkRole::Technical, LinkRole::Viewer] {
        let reply = member(&t, &customer, role).await.gql(document, asked.clone()).await;
        assert_eq!(reply.ok()["node"], json!({ "deviceLink": null }), "{role:?}");
    }
    // Nor does the link stand in the list of what was done to the customer.
    let noc = noc(&t).await;
    let moved =
        json!({ "serviceId": service.id.to_string(), "deviceId": t.device().insert().await.id.to_string() });
    done(send(&noc, "linkService", moved, LINK).await);
    let owner = member(&t, &customer, LinkRole::Owner).await;
    let activity = "{ viewer { customer { activity(first: 20) { nodes { __typename action } } } } }";
    let reply = owner.gql(activity, json!({})).await;
    assert!(!reply.text.contains("service.link"), "{}", reply.text);
});
