//! `invoice.explain` as a customer reads it.

use chrono::Days;
use portico::billing::entity::invoice::InvoiceKind;
use portico::billing::entity::{invoice, invoice_line};
use portico::db::Reads as _;
use portico::identity::entity::account_link::LinkRole;
use sea_orm::ColumnTrait as _;
use serde_json::{Value, json};

use crate::support::app::{TestApp, today};

const EXPLAIN: &str = "query($n: Int!) { viewer { customer { invoices(first: $n) { nodes {
  number total { minor }
  explain {
    previous { number total { minor } }
    difference { minor } netDifference { minor } taxDifference { minor }
    causes { code amount { minor } net { minor } tax { minor } from { minor } to { minor } subscription { number } text(locale: \"en\") }
  }
} } } } }";

fn minor(value: &Value) -> i64 {
    value["minor"].as_str().expect("text").parse().expect("a number")
}

both!(each_invoice_is_explained_by_the_one_before, async |t: TestApp| {
    let customer = t.customer().insert().await;
    let plan = t.plan().insert().await;
    let service = t.subscription(&customer, &plan).insert().await;
    let day = |ago| today() - Days::new(ago);
    let first = t.invoice(&customer).line("Fibre 500", 40_00).issued(day(90)).insert().await;
    // Neither a bill of no period nor one that was cancelled comes between.
    t.invoice(&customer).line("A visit", 50_00).kind(InvoiceKind::OneOff).issued(day(80)).insert().await;
    t.invoice(&customer).line("Wrong", 99_00).issued(day(70)).voided().insert().await;
    let second = t.invoice(&customer).line("Fibre 500", 45_00).line("Phone", 10_00).discount("Loyalty", 5_00);
    let second = second.issued(day(60)).insert().await;
    let third = t.invoice(&customer).line("Fibre 500", 45_00).line("Phone", 10_00).discount("Loyalty", 5_00);
    let third = third.issued(day(30)).insert().await;
    let tx = t.scope().begin().await.expect("begun");
    for document in [&first, &second, &third] {
        let line = tx
            .update::<invoice_line::Entity>()
            .set(invoice_line::Column::SubscriptionId, service.id)
            .filter(invoice_line::Column::Id.eq(document.lines[0].id));
        assert_eq!(line.run().await.expect("written"), 1);
    }
    tx.commit().await.expect("committed");

    let login = t.account().member_of(&customer, LinkRole::Viewer).insert().await;
    let caller = t.sign_in_as(&login).await;
    let reply = caller.gql(EXPLAIN, json!({ "n": 10 })).await;
    let nodes = reply.ok()["viewer"]["customer"]["invoices"]["nodes"].as_array().expect("a list").clone();
    for node in &nodes {
        let explain = &node["explain"];
        let causes = explain["causes"].as_array().expect("a list");
        let sum = |part: &str| causes.iter().map(|cause| minor(&cause[part])).sum::<i64>();
        assert_eq!(sum("amount"), minor(&explain["difference"]), "{node}");
        assert_eq!(sum("net"), minor(&explain["netDifference"]), "{node}");
        assert_eq!(sum("tax"), minor(&explain["taxDifference"]), "{node}");
        let before = if explain["previous"].is_null() { 0 } else { minor(&explain["previous"]["total"]) };
        assert_eq!(minor(&node["total"]) - before, minor(&explain["difference"]), "{node}");
    }
    let told = |node: &Value| -> Vec<(String, i64)> {
        let causes = node["explain"]["causes"].as_array().expect("a list").iter();
        causes
            .map(|cause| (cause["code"].as_str().expect("text").to_owned(), minor(&cause["amount"])))
            .collect()
    };
    let cause = |code: &str, amount| (code.to_owned(), amount);
    let [latest, next, void, visit, eldest] = &nodes[..] else { panic!("five invoices: {nodes:?}") };
    assert_eq!(told(latest), [], "nothing has changed");
    assert_eq!(latest["explain"]["previous"]["number"], next["number"]);
    assert_eq!(
        told(next),
        [cause("NEW_SERVICE", 11_90), cause("PRICE_CHANGED", 5_95), cause("DISCOUNT_BEGUN", -5_95)]
    );
    assert_eq!(next["explain"]["previous"]["number"], eldest["number"]);
    let price = &next["explain"]["causes"][1];
    assert_eq!(price["subscription"]["number"], service.number);
    assert_eq!((minor(&price["from"]), minor(&price["to"])), (47_60, 53_55));
    assert_eq!(price["text"], "New price: Fibre 500");
    assert_eq!(void["explain"]["previous"]["number"], eldest["number"]);
    assert!(visit["explain"]["previous"].is_null(), "a bill of no period stands alone");
    assert_eq!(told(eldest), [cause("NEW_SERVICE", 47_60)]);
    assert!(eldest["explain"]["previous"].is_null());
    // One invoice or all of them: the same statements, apart from the subscription that only some have.
    let one = caller.gql(EXPLAIN, json!({ "n": 2 })).await;
    one.ok();
    assert_eq!(one.statements(), reply.statements());
});

both!(a_draft_is_held_against_the_latest_invoice, async |t: TestApp| {
    let customer = t.customer().insert().await;
    let issued = t.invoice(&customer).line("Fibre 500", 40_00).issued(today()).insert().await;
    let draft = t.invoice(&customer).line("Fibre 500", 45_00).insert().await;
    let staff = t.account().staff(LinkRole::Billing).insert().await;
    let query = "query($id: ID!) { node(id: $id) { ... on Invoice { explain { previous { number } difference { minor } } } } }";
    let reply = t.sign_in_as(&staff).await.gql(query, json!({ "id": draft.row.id.to_string() })).await;
    let explain = &reply.ok()["node"]["explain"];
    assert_eq!(explain["previous"]["number"].as_str(), issued.row.number.as_deref());
    assert_eq!(minor(&explain["difference"]), 5_95);
    let drafts =
        t.scope().select::<invoice::Entity>().filter(invoice::Column::Number.is_null()).count().await;
    assert_eq!(drafts.expect("counted"), 1);
});
