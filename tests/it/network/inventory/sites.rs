//! Sites: where devices are.

use super::*;

const SITE: &str = "site { id name address latitude longitude version }";

both!(a_site_is_entered_changed_and_removed, async |t: TestApp| {
    let noc = noc(&t).await;
    let input = json!({ "name": "Tower", "position": { "latitude": "52.520008", "longitude": "-13.4" } });
    let site = done(send(&noc, "createSite", input, SITE).await)["site"].clone();
    assert_eq!(
        (&site["address"], &site["latitude"], &site["longitude"], &site["version"]),
        (&json!(null), &json!("52.520008"), &json!("-13.4"), &json!(1))
    );
    let id = site["id"].clone();
    let change = json!({ "siteId": id, "name": "Old tower", "address": "1 Hill", "expectedVersion": 1 });
    let changed = done(send(&noc, "updateSite", change.clone(), SITE).await)["site"].clone();
    assert_eq!(
        (&changed["name"], &changed["address"], &changed["latitude"], &changed["version"]),
        (&json!("Old tower"), &json!("1 Hill"), &json!(null), &json!(2))
    );
    assert_eq!(refused(&send(&noc, "updateSite", change, SITE).await), ("CONFLICT", "expectedVersion"));
    for (input, code, field) in [
        (json!({ "name": "Old tower" }), "NAME_TAKEN", "name"),
        (json!({ "name": " " }), "INVALID_INPUT", "name"),
        (json!({ "name": "x", "address": "a\nb" }), "INVALID_INPUT", "address"),
        (
            json!({ "name": "x", "position": { "latitude": "90.1", "longitude": "0" } }),
            "INVALID_INPUT",
            "latitude",
        ),
        (
            json!({ "name": "x", "position": { "latitude": "0", "longitude": "0.0000001" } }),
            "INVALID_INPUT",
            "longitude",
        ),
    ] {
        let payload = send(&noc, "createSite", input, SITE).await;
        assert_eq!(refused(&payload), (code, field), "{payload}");
    }
    let device = t.device().named("edge").insert().await;
    done(update(&noc, &json!(device.id.to_string()), json!({ "siteId": id })).await);
    let remove = json!({ "siteId": id });
    let payload = send(&noc, "removeSite", remove.clone(), SITE).await;
    assert_eq!((refused(&payload), message(&payload)), (("IN_USE", "siteId"), "devices are there: edge"));
    done(update(&noc, &json!(device.id.to_string()), json!({ "siteId": null })).await);
    done(send(&noc, "removeSite", remove.clone(), SITE).await);
    assert_eq!(refused(&send(&noc, "removeSite", remove, SITE).await), ("NOT_FOUND", "siteId"));
    let list = noc.gql("{ sites(first: 10) { nodes { name } totalCount } }", json!({})).await;
    assert_eq!(list.ok()["sites"], json!({ "nodes": [], "totalCount": 0 }));
});

both!(sites_are_found_by_name, async |t: TestApp| {
    let noc = noc(&t).await;
    for name in ["Tower north", "Tower south", "Cellar"] {
        done(send(&noc, "createSite", json!({ "name": name }), SITE).await);
    }
    let list = "query($search: String) { sites(first: 10, search: $search) { nodes { name } totalCount } }";
    let found = noc.gql(list, json!({ "search": "tower" })).await;
    assert_eq!(
        found.ok()["sites"],
        json!({ "nodes": [{ "name": "Tower north" }, { "name": "Tower south" }], "totalCount": 2 })
    );
    noc.gql(list, json!({ "search": "x".repeat(101) })).await.assert_code("BAD_USER_INPUT");
});
