//! The slice, as its callers see it.

use portico::identity::entity::account_link::LinkRole;
use serde_json::json;

use super::cast::Cast;
use crate::support::app::{TestApp, today};

both!(a_customer_reads_its_invoices_with_lines_and_exact_money, async |t: TestApp| {
    let alice = t.customer().named("Alice").insert().await;
    let document = t
        .invoice(&alice)
        .line("Fibre", 79_99)
        .line("Router", 5_00)
        .discount("Loyalty", 10_00)
        .issued(today())
        .insert()
        .await;
    t.payment(&alice, 20_00).allocate(document.row.id, 15_00).insert().await;
    let login = t.account().member_of(&alice, LinkRole::Owner).insert().await;
    let caller = t.sign_in_as(&login).await;
    let reply = caller
        .gql(
            "{ viewer { customer { name balance { minor } openInvoiceCount invoices(first: 1) { nodes { id status subtotal { amount minor currency } taxTotal { minor } total { minor } balance { minor } \
             lines { nodes { quantity net { amount } taxes { rate amount { minor } } } totalCount } taxes { rate base { minor } amount { minor } } payments { unapplied { minor } } allocations { amount { minor } } } } } } }",
            json!({}),
        )
        .await;
    let customer = &reply.ok()["viewer"]["customer"];
    let invoice = &customer["invoices"]["nodes"][0];
    assert_eq!(invoice["id"], document.row.id.to_string());
    assert_eq!(
        invoice["subtotal"],
        json!({ "amount": "74.99", "minor": "7499", "currency": t.facts().reference.currency.code() })
    );
    assert_eq!(invoice["lines"]["totalCount"], 3);
    assert_eq!(invoice["lines"]["nodes"][2]["net"]["amount"], "-10.00");
    let taxes: i64 = invoice["lines"]["nodes"]
        .as_array()
        .expect("lines")
        .iter()
        .flat_map(|line| line["taxes"].as_array().expect("taxes"))
        .map(minor)
        .sum();
    assert_eq!(
        taxes.to_string(),
        invoice["taxTotal"]["minor"].as_str().expect("text"),
        "the lines' taxes add up"
    );
    assert_eq!(invoice["taxes"][0]["base"]["minor"], "7499");
    let total: i64 = invoice["total"]["minor"].as_str().expect("text").parse().expect("a number");
    assert_eq!(invoice["balance"]["minor"], (total - 15_00).to_string());
    assert_eq!(customer["balance"]["minor"], (total - 20_00).to_string(), "open less unapplied");
    assert_eq!(customer["openInvoiceCount"], 1);
    assert_eq!(invoice["payments"][0]["unapplied"]["minor"], "500");
});

fn minor(tax: &serde_json::Value) -> i64 {
    tax["amount"]["minor"].as_str().expect("text").parse().expect("a number")
}

both!(node_and_nodes_find_what_is_one_s_own, async |t: TestApp| {
    let cast = Cast::at(&t).await;
    let reachable: Vec<&String> = cast.alice.ids.iter().filter(|id| !id.starts_with("pln_")).collect();
    let reply = cast
        .caller("owner")
        .gql("query($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }", json!({ "ids": reachable }))
        .await;
    let nodes = reply.ok()["nodes"].as_array().expect("a list").clone();
    assert_eq!(nodes.len(), reachable.len());
    for (node, id) in nodes.iter().zip(&reachable) {
        assert_eq!(node["id"], id.as_str(), "in the order asked for");
    }
    // Among others' ids there are holes, in place.
    let mixed = json!({ "ids": [cast.bob.ids[0], cast.alice.ids[0]] });
    let reply = cast.caller("owner").gql("query($ids: [ID!]!) { nodes(ids: $ids) { id } }", mixed).await;
    assert!(reply.ok()["nodes"][0].is_null());
    assert_eq!(reply.ok()["nodes"][1]["id"], cast.alice.ids[0].as_str());
});

both!(an_id_that_is_none_is_told_by_its_argument, async |t: TestApp| {
    let cast = Cast::at(&t).await;
    let nobody = "zzz_01kb0000000000000000n0b0d0";
    for id in
        ["", "inv", "inv_", "inv_8zzzzzzzzzzzzzzzzzzzzzzzzz", nobody, "1", "\u{202e}inv_01", "' OR 1=1 --"]
    {
        let reply =
            cast.caller("owner").gql("query($id: ID!) { node(id: $id) { id } }", json!({ "id": id })).await;
        reply.assert_code("BAD_USER_INPUT");
        assert_eq!(reply.body["errors"][0]["extensions"]["field"], "id", "{id:?}");
    }
    let invoice = cast.alice.ids.iter().find(|id| id.starts_with("inv_")).expect("an invoice");
    let reply = cast
        .caller("support")
        .gql("query($id: ID!) { customer(id: $id) { id } }", json!({ "id": invoice }))
        .await;
    reply.assert_code("BAD_USER_INPUT");
});

both!(a_reseller_sees_whom_it_serves_today, async |t: TestApp| {
    let (parent, stranger) = (t.reseller().insert().await, t.reseller().insert().await);
    let child = t.reseller().child_of(&parent).insert().await;
    let names = ["Own", "Child's", "Former", "Future", "Stranger's"];
    let mut customers = Vec::new();
    for name in names {
        customers.push(t.customer().named(name).insert().await);
    }
    t.assign(&customers[0], &parent).await;
    t.assign(&customers[1], &child).await;
    t.assign_for(&customers[2], &parent, today() - chrono::Days::new(90), Some(today())).await;
    t.assign_for(&customers[3], &parent, today() + chrono::Days::new(1), None).await;
    t.assign(&customers[4], &stranger).await;
    let list = "{ viewer { reseller { code customers(first: 50) { nodes { name } totalCount } } } }";
    for (role, expected) in
        [(LinkRole::ResellerAdmin, vec!["Child's", "Own"]), (LinkRole::ResellerAgent, vec!["Own"])]
    {
        let login = t.account().reseller(&parent, role).insert().await;
        let reply = t.sign_in_as(&login).await.gql(list, json!({})).await;
        let connection = &reply.ok()["viewer"]["reseller"]["customers"];
        let found: Vec<&str> = connection["nodes"]
            .as_array()
            .expect("nodes")
            .iter()
            .map(|node| node["name"].as_str().expect("a name"))
            .collect();
        assert_eq!(found, expected);
        assert_eq!(connection["totalCount"], expected.len());
    }
    // A reseller that is not active sees nothing.
    let barred = t
        .reseller()
        .with(|row| row.status = portico::customers::entity::reseller::ResellerStatus::Suspended)
        .insert()
        .await;
    let served = t.customer().named("Left alone").insert().await;
    t.assign(&served, &barred).await;
    let login = t.account().reseller(&barred, LinkRole::ResellerAdmin).insert().await;
    let caller = t.sign_in_as(&login).await;
    assert!(caller.gql(list, json!({})).await.ok()["viewer"]["reseller"].is_null());
    let reply =
        caller.gql("query($id: ID!) { node(id: $id) { id } }", json!({ "id": served.id.to_string() })).await;
    assert!(reply.ok()["node"].is_null());
});

both!(staff_search_finds_text_and_no_patterns, async |t: TestApp| {
    let cast = Cast::at(&t).await;
    t.customer().named("100% Fibre_Fans GmbH").insert().await;
    let search =
        "query($search: String!) { customers(first: 10, search: $search) { nodes { name } totalCount } }";
    for (text, expected) in [
        ("fibre_fans", 1),
        ("100%", 1),
        ("%", 1),
        ("_", 1),
        ("ALICE", 1),
        ("nobody at all", 0),
        ("\\", 0),
        ("' OR '1'='1", 0),
    ] {
        let reply = cast.caller("support").gql(search, json!({ "search": text })).await;
        assert_eq!(reply.ok()["customers"]["totalCount"], expected, "{text}");
    }
    for text in ["", "   ", "\u{0}", &"x".repeat(101)] {
        let reply = cast.caller("support").gql(search, json!({ "search": text })).await;
        reply.assert_code("BAD_USER_INPUT");
        assert_eq!(reply.body["errors"][0]["extensions"]["field"], "search");
    }
    let reply = cast.caller("support").gql(search, json!({ "search": "x".repeat(100_000) })).await;
    reply.assert_code("BAD_USER_INPUT");
});

both!(a_tenant_may_keep_bills_out_of_its_portal, async |t: TestApp| {
    let quiet = t.tenant_with(|new| new.settings.portal.billing = false).await;
    let cast = Cast::at(&quiet).await;
    let bills =
        "query($id: ID!) { node(id: $id) { ... on Customer { name invoices(first: 1) { nodes { id } } } } }";
    let id = json!({ "id": cast.alice.customer.id.to_string() });
    cast.caller("owner").gql(bills, id.clone()).await.assert_code("FORBIDDEN");
    cast.caller("billing").gql(bills, id.clone()).await.ok();
    cast.caller("reseller admin").gql(bills, id).await.ok();
    // Nor by their own ids, and nothing says that it might.
    let invoice = quiet.invoice(&cast.alice.customer).line("Fibre", 39_90).issued(today()).insert().await;
    let payment = quiet.payment(&cast.alice.customer, 39_90).insert().await;
    let ids = json!({ "ids": [invoice.row.id.to_string(), invoice.lines[0].id.to_string(), payment.id.to_string()] });
    let nodes = "query($ids: [ID!]!) { nodes(ids: $ids) { id } viewer { permissions } }";
    let owner = cast.caller("owner").gql(nodes, ids.clone()).await;
    assert_eq!(owner.ok()["nodes"], json!([null, null, null]));
    assert_eq!(
        owner.ok()["viewer"]["permissions"],
        json!([
            "MAKE_PAYMENTS",
            "MANAGE_PAYMENT_METHODS",
            "SET_AUTOPAY",
            "MANAGE_MEMBERS",
            "ORDER_SERVICES",
            "CHANGE_SERVICES",
            "BUY_VOLUME",
            "WRITE_TICKETS",
            "ACT_ON_EQUIPMENT",
            "ROTATE_SERVICE_PASSWORDS",
        ])
    );
    let billing = cast.caller("billing").gql(nodes, ids.clone()).await;
    assert_eq!(
        billing.ok()["nodes"].as_array().map(|nodes| nodes.iter().filter(|n| n.is_null()).count()),
        Some(0)
    );
});

both!(fields_come_in_the_order_of_the_selection, async |t: TestApp| {
    let cast = Cast::at(&t).await;
    for _ in 0..20 {
        let reply = cast.caller("owner").gql("{ viewer { customer { status balance { minor } number subscriptions(first: 1) { nodes { id } } name latestInvoice { id } id } } tenant { slug name } }", json!({})).await;
        let places: Vec<usize> = [
            "\"status\"",
            "\"balance\"",
            "\"number\"",
            "\"subscriptions\"",
            "\"name\"",
            "\"latestInvoice\"",
            "\"tenant\"",
            "\"slug\"",
        ]
        .iter()
        .map(|field| reply.text.find(field).expect("the field is there"))
        .collect();
        assert!(places.is_sorted(), "{}", reply.text);
    }
});
