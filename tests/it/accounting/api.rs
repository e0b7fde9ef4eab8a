//! The books of the ISP as its accountants read them through the API.

use chrono::Days;
use portico::identity::entity::account_link::LinkRole;
use serde_json::{Value, json};

use crate::support::app::{TestApp, today};

const CHECK: &str = "query($checks: [LedgerCheck!], $limit: Int) {
  ledgerCheck(checks: $checks, limit: $limit) { ok truncated checks findings { check subject fact expected found } }
}";

const BOOKS: &str = "query($period: String!, $first: Int, $after: String) {
  journal(period: $period, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes { date kind number reference documentId currency customer { name }
      lines { account role taxCode jurisdiction rate debit { amount } credit { amount } } }
  }
  vatReport(period: $period) { from to rows { jurisdiction name taxCode rate chargedBase { amount } chargedTax { amount }
    creditedBase { amount } creditedTax { amount } base { amount } tax { amount } } }
  viewer { permissions }
}";

both!(billing_checks_the_ledger_and_reads_the_books, async |t: TestApp| {
    let customer = t.customer().named("Alice").insert().await;
    let bill = t.invoice(&customer).line("Fibre", 100_00).issued(today()).insert().await;
    t.invoice(&customer).line("Fibre", 100_00).issued(today() - Days::new(60)).insert().await;
    t.payment(&customer, 50_00).allocate(bill.row.id, 50_00).insert().await;
    let staff = t.account().staff(LinkRole::Billing).insert().await;
    let caller = t.sign_in_as(&staff).await;

    let reply = caller.gql(CHECK, json!({ "limit": 10 })).await;
    let report = &reply.ok()["ledgerCheck"];
    assert_eq!(
        (&report["ok"], &report["findings"], &report["truncated"]),
        (&json!(true), &json!([]), &json!(false))
    );
    assert_eq!(report["checks"].as_array().map(Vec::len), Some(21));
    let reply = caller.gql(CHECK, json!({ "checks": ["SEQUENCE", "LINE_NET", "SEQUENCE"] })).await;
    assert_eq!(reply.ok()["ledgerCheck"]["checks"], json!(["LINE_NET", "SEQUENCE"]));
    for limit in [0, 101, -1] {
        let reply = caller.gql(CHECK, json!({ "limit": limit })).await;
        reply.assert_code("BAD_USER_INPUT");
    }

    let reply = caller.gql(BOOKS, json!({ "period": "2026-11", "first": 1 })).await;
    let answer = reply.ok();
    assert!(answer["viewer"]["permissions"].as_array().expect("a list").contains(&json!("READ_BOOKS")));
    let entry = &answer["journal"]["nodes"][0];
    assert_eq!((&entry["kind"], &entry["customer"]["name"]), (&json!("INVOICE"), &json!("Alice")));
    assert_eq!(entry["documentId"], bill.row.id.to_string());
    let line = |role: &str, account: &str, debit: &str, credit: &str| {
        let (mut code, mut of, mut rate) = (Value::Null, Value::Null, Value::Null);
        if role != "DEBTORS" {
            code = json!(t.vat().code);
        }
        if role == "TAX_PAYABLE" {
            (of, rate) = (json!("DE"), json!("0.19"));
        }
        json!({ "account": account, "role": role, "taxCode": code, "jurisdiction": of, "rate": rate,
                "debit": { "amount": debit }, "credit": { "amount": credit } })
    };
    assert_eq!(
        entry["lines"],
        json!([
            line("DEBTORS", "1200", "119.00", "0.00"),
            line("REVENUE", "4000", "0.00", "100.00"),
            line("TAX_PAYABLE", "2300", "0.00", "19.00"),
        ])
    );
    assert_eq!(
        (&answer["journal"]["totalCount"], &answer["vatReport"]["to"]),
        (&json!(3), &json!("2026-12-01"))
    );
    assert_eq!(answer["vatReport"]["rows"][0]["tax"]["amount"], "19.00");
    let after = answer["journal"]["pageInfo"]["endCursor"].clone();
    let reply = caller.gql(BOOKS, json!({ "period": "2026-11", "first": 5, "after": after })).await;
    let kinds: Vec<_> = reply.ok()["journal"]["nodes"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|entry| entry["kind"].clone())
        .collect();
    assert_eq!(kinds, ["PAYMENT", "ALLOCATION"]);
    assert!(
        reply.ok()["journal"]["nodes"][1]["reference"]
            .as_str()
            .is_some_and(|number| number.starts_with("PAY-"))
    );

    let reply = caller.gql(BOOKS, json!({ "period": "October" })).await;
    assert_eq!(reply.codes(), ["BAD_USER_INPUT", "BAD_USER_INPUT"], "{}", reply.text);
    assert_eq!(reply.body["errors"][0]["extensions"]["field"], "period");
});
