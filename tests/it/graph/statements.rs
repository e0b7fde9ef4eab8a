//! Statement counts are part of the contract: the same for one parent and for many.

use portico::identity::entity::account_link::LinkRole;
use serde_json::json;

use super::cast::Cast;
use crate::support::app::{Backing, TestApp, on_shared_server, today};

const LIST: &str = "query($n: Int!) { viewer { reseller { customers(first: $n) { nodes { name balance { minor } openInvoiceCount latestInvoice { number } } } } } }";

const DASHBOARD: &str = "query($n: Int!) { viewer { customer { name balance { minor } \
    invoices(first: $n) { nodes { number total { minor } lines(first: 2) { nodes { description net { minor } taxes { name amount { minor } } } } payments { number amount { minor } } } } \
    subscriptions(first: 10) { nodes { number plan { name } } } } } }";

/// Alice with `count` invoices, each with lines and a payment.
async fn alice_with_invoices(t: &TestApp, count: u64) -> crate::support::caller::Caller {
    let alice = t.customer().insert().await;
    let plan = t.plan().insert().await;
    for _ in 0..3 {
        t.subscription(&alice, &plan).insert().await;
    }
    for month in 0..count {
        let document = t
            .invoice(&alice)
            .line("Fibre", 39_90)
            .line("Router", 5_00)
            .issued(today() - chrono::Days::new(30 * month))
            .insert()
            .await;
        t.payment(&alice, 20_00).allocate(document.row.id, 20_00).insert().await;
    }
    let login = t.account().member_of(&alice, LinkRole::Owner).insert().await;
    t.sign_in_as(&login).await
}

both!(a_page_of_customers_costs_the_same_for_one_and_for_fifty, async |t: TestApp| {
    let reseller = t.reseller().insert().await;
    for _ in 0..50 {
        let customer = t.customer().insert().await;
        t.assign(&customer, &reseller).await;
        t.invoice(&customer).line("Fibre", 39_90).issued(today()).insert().await;
    }
    let login = t.account().reseller(&reseller, LinkRole::ResellerAdmin).insert().await;
    let caller = t.sign_in_as(&login).await;
    let one = caller.gql(LIST, json!({ "n": 1 })).await;
    let fifty = caller.gql(LIST, json!({ "n": 50 })).await;
    assert_eq!(fifty.ok()["viewer"]["reseller"]["customers"]["nodes"].as_array().map(Vec::len), Some(50));
    assert_eq!(one.statements(), fifty.statements());
    // Account, reseller and those below it, customers, balances, latest invoices, and that they were looked at.
    assert!(fifty.statements() <= 7, "{}", fifty.statements());
});

both!(the_dashboard_costs_the_same_for_one_and_for_fifty, async |t: TestApp| {
    let caller = alice_with_invoices(&t, 50).await;
    let one = caller.gql(DASHBOARD, json!({ "n": 1 })).await;
    let fifty = caller.gql(DASHBOARD, json!({ "n": 50 })).await;
    assert_eq!(fifty.ok()["viewer"]["customer"]["invoices"]["nodes"].as_array().map(Vec::len), Some(50));
    assert_eq!(one.statements(), fifty.statements());
    // By loaders: account, customer, balance, invoices, lines, taxes, allocations, payments, subscriptions, plans.
    assert!(fifty.statements() <= 10, "{}", fifty.statements());
});

#[test]
fn the_dashboard_takes_two_statements_on_postgresql() {
    on_shared_server(Backing::Services, module_path!(), async |t: TestApp| {
        let caller = alice_with_invoices(&t, 12).await;
        let reply = caller.gql(DASHBOARD, json!({ "n": 12 })).await;
        reply.ok();
        assert_eq!(reply.statements(), 2, "the account with its roles, and the tree");
    });
}

both!(who_am_i_takes_one_statement, async |t: TestApp| {
    let cast = Cast::at(&t).await;
    let reply = cast.caller("owner").gql("{ viewer { account { id name } } }", json!({})).await;
    reply.ok();
    assert_eq!(reply.statements(), 1);
    let nobody = cast.caller("anonymous").gql("{ viewer { account { id } } }", json!({})).await;
    assert!(nobody.ok()["viewer"].is_null());
    assert_eq!(nobody.statements(), 0);
});

both!(nodes_cost_the_same_for_one_and_for_a_hundred, async |t: TestApp| {
    let reseller = t.reseller().insert().await;
    let (mut invoices, mut lines) = (Vec::new(), Vec::new());
    for _ in 0..50 {
        let customer = t.customer().insert().await;
        t.assign(&customer, &reseller).await;
        let document = t.invoice(&customer).line("Fibre", 39_90).issued(today()).insert().await;
        invoices.push(document.row.id.to_string());
        lines.push(document.lines[0].id.to_string());
    }
    let login = t.account().reseller(&reseller, LinkRole::ResellerAdmin).insert().await;
    let caller = t.sign_in_as(&login).await;
    let nodes = "query($ids: [ID!]!) { nodes(ids: $ids) { id } }";
    let one = caller.gql(nodes, json!({ "ids": [&invoices[0], &lines[0]] })).await;
    let ids: Vec<&String> = lines.iter().chain(&invoices).collect();
    let hundred = caller.gql(nodes, json!({ "ids": ids })).await;
    let answered: Vec<&str> = hundred.ok()["nodes"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|node| node["id"].as_str())
        .collect();
    assert_eq!(answered, ids, "each at its place");
    assert_eq!(one.statements(), hundred.statements());
    // Account; lines; and for each type the invoices, the resellers (own, below) and their customers; the looks.
    assert!(hundred.statements() <= 11, "{}", hundred.statements());
    let twice = caller.gql(nodes, json!({ "ids": [&lines[0], &invoices[1], &lines[0]] })).await;
    assert_eq!(twice.ok()["nodes"], json!([{ "id": lines[0] }, { "id": invoices[1] }, { "id": lines[0] }]));
});
