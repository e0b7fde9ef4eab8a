//! The factories keep the books: what they insert is what the API answers, and it adds up when it is counted anew.

use chrono::Days;
use portico::billing::entity::invoice::{self, InvoiceKind};
use portico::catalog::entity::subscription::SubscriptionStatus;
use portico::customers::entity::customer;
use portico::db::Reads as _;
use portico::identity::entity::account_link::LinkRole;
use portico::payments::entity::payment::PaymentStatus;
use serde_json::{Value, json};

use crate::support::app::{TestApp, today};
use crate::support::recount::ledger_check_is_empty;

const BILLS: &str = "{ viewer { customer {
  balance { minor } openInvoiceCount
  invoices(first: 10, orderBy: { field: ISSUE_DATE, direction: DESC }) { nodes {
    number kind status overdue dueDate subtotal { minor } taxTotal { minor } total { minor } balance { minor }
    lines(first: 5) { nodes { description net { minor } taxes { name rate amount { minor } } } }
    payments { number status channel } creditNotes { number reason }
  } }
  payments(first: 10) { nodes { number status unapplied { minor } } }
  subscriptions(first: 5) { nodes { status price { minor } plan { name } } }
} } }";

/// A customer with one bill of each kind, and payments and credits between them.
async fn customer_with_bills(t: &TestApp) -> customer::Model {
    let customer = t.customer().insert().await;
    let plan = t.plan().with(|row| "Fibre 500".clone_into(&mut row.name)).insert().await;
    t.subscription(&customer, &plan)
        .with(|row| {
            row.price_override_minor = Some(34_90);
            row.status = SubscriptionStatus::Suspended;
        })
        .insert()
        .await;
    let day = |ago: u64| today() - Days::new(ago);
    t.invoice(&customer).line("Fibre 500", 100_00).insert().await;
    t.invoice(&customer).line("Fibre 500", 100_00).issued(day(90)).paid().insert().await;
    t.invoice(&customer).line("Fibre 500", 100_00).issued(day(60)).voided().insert().await;
    let overdue = t.invoice(&customer).line("A visit", 50_00).kind(InvoiceKind::OneOff);
    let overdue = overdue.issued(day(40)).due(day(10)).insert().await;
    let latest = t.invoice(&customer).line("Fibre 500", 79_99).line("Static address", 5_00);
    let latest = latest.discount("Loyalty", 10_00).issued(day(1)).insert().await;
    t.payment(&customer, 30_00).allocate(overdue.row.id, 20_00).insert().await;
    t.payment(&customer, 99_00).status(PaymentStatus::Failed).insert().await;
    t.credit_note(&customer, 5_00).allocate(latest.row.id, 5_00).insert().await;
    customer
}

both!(the_api_answers_what_the_factories_made, async |t: TestApp| {
    let customer = customer_with_bills(&t).await;
    let login = t.account().member_of(&customer, LinkRole::Owner).insert().await;
    let reply = t.sign_in_as(&login).await.gql(BILLS, json!({})).await;
    let answer = &reply.ok()["viewer"]["customer"];
    // 59.50 - 20.00 overdue, 89.24 - 5.00 latest, less 10.00 that are not used: domain.md §3.1 and §3.6.
    assert_eq!(answer["balance"]["minor"], (39_50 + 84_24 - 10_00).to_string());
    assert_eq!(answer["openInvoiceCount"], 2);
    let invoices = answer["invoices"]["nodes"].as_array().expect("a list");
    let states: Vec<_> =
        invoices.iter().map(|row| (row["status"].as_str(), row["overdue"] == true)).collect();
    let expected = [("OPEN", false), ("OPEN", true), ("VOID", false), ("PAID", false)];
    assert_eq!(
        states,
        expected.map(|(status, overdue)| (Some(status), overdue)),
        "no draft, the latest first"
    );

    let latest = &invoices[0];
    let minor =
        |field: &str| latest[field]["minor"].as_str().expect("text").parse::<i64>().expect("a number");
    assert_eq!((minor("subtotal"), minor("taxTotal"), minor("total")), (74_99, 14_25, 89_24));
    assert_eq!(minor("balance"), 84_24);
    let texts: Vec<_> = latest["lines"]["nodes"].as_array().expect("a list").iter().collect();
    assert_eq!(texts[0]["description"], "Fibre 500");
    assert_eq!(texts[2]["description"], "Discount: Loyalty");
    let taxes = texts.iter().map(|line| line["taxes"][0]["amount"]["minor"].as_str().expect("text"));
    assert_eq!(taxes.map(|tax| tax.parse::<i64>().expect("a number")).sum::<i64>(), 14_25);
    assert_eq!((&invoices[1]["kind"], &invoices[1]["dueDate"]), (&json!("ONE_OFF"), &json!("2026-11-12")));
    assert_eq!(invoices[3]["payments"][0]["channel"], "CARD");
    let failed = |row: &Value| row["status"] == "FAILED" && row["unapplied"]["minor"] == "0";
    assert!(answer["payments"]["nodes"].as_array().expect("a list").iter().any(failed));
    let subscription =
        json!({ "status": "SUSPENDED", "price": { "minor": "3490" }, "plan": { "name": "Fibre 500" } });
    assert_eq!(answer["subscriptions"]["nodes"], json!([subscription]));
});

both!(the_stored_balances_are_what_the_rows_add_up_to, async |t: TestApp| {
    customer_with_bills(&t).await;
    ledger_check_is_empty(&t).await;
    let invoices = t.scope().select::<invoice::Entity>().all().await.expect("the database answers");
    let mut numbers: Vec<_> = invoices.iter().filter_map(|row| row.number.clone()).collect();
    numbers.sort_unstable_by_key(|number| number.split('-').next_back().map(str::to_owned));
    let counters: Vec<_> = numbers.iter().filter_map(|number| number.split('-').next_back()).collect();
    assert_eq!(counters, ["000001", "000002", "000003", "000004"], "without a gap");
});
