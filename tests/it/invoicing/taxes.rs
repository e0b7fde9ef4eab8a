//! Tax rates with a history that stands, and customers who are charged none.

use serde_json::{Value, json};

use super::{biller, done, mutate, refused};
use crate::support::app::TestApp;

const RATE: &str = "taxRate { id code name rate from to }";
const RATES: &str = "query($on: Date) { taxRates(on: $on) { id name rate from to } }";

both!(a_tax_rate_changes_by_another_row, async |t: TestApp| {
    let staff = biller(&t).await;
    let rates = async |on: Option<&str>| -> Vec<Value> {
        let reply = staff.gql(RATES, json!({ "on": on })).await;
        reply.ok()["taxRates"].as_array().expect("a list").clone()
    };
    let vat = rates(None).await[0].clone();
    let change = |from: &str, rate: &str| json!({ "taxRateId": vat["id"], "rate": rate, "from": from });
    for (from, rate) in [("2026-11-22", "0.2"), ("2027-01-01", "1.01"), ("2027-01-01", "-0.1")] {
        let payload = mutate(&staff, "changeTaxRate", change(from, rate), RATE).await;
        assert_eq!(refused(&payload), "INVALID_INPUT", "{from} {rate}");
    }
    let new = done(mutate(&staff, "changeTaxRate", change("2027-01-01", "0.2"), RATE).await);
    assert_eq!((&new["taxRate"]["rate"], &new["taxRate"]["from"]), (&json!("0.2"), &json!("2027-01-01")));
    let before = rates(Some("2026-12-31")).await;
    assert_eq!(
        (before.len(), &before[0]["rate"], &before[0]["to"]),
        (1, &json!("0.19"), &json!("2027-01-01"))
    );
    assert_eq!(rates(Some("2027-01-01")).await[0]["rate"], "0.2");
    let end = json!({ "taxRateId": new["taxRate"]["id"], "to": "2028-01-01" });
    assert_eq!(done(mutate(&staff, "endTaxRate", end, RATE).await)["taxRate"]["to"], "2028-01-01");
    assert!(rates(Some("2028-01-01")).await.is_empty());
});

both!(several_taxes_of_one_code_each_round_for_themselves, async |t: TestApp| {
    let (ada, staff) = (t.customer().insert().await, biller(&t).await);
    let rate = |name: &str, rate: &str, jurisdiction: &str| json!({ "code": "telecom", "name": name, "rate": rate, "jurisdiction": jurisdiction, "from": "2026-11-22" });
    for input in [rate("State tax", "0.0725", "US-CA"), rate("District tax", "0.0075", "US-CA-SF")] {
        done(mutate(&staff, "createTaxRate", input.clone(), RATE).await);
        assert_eq!(refused(&mutate(&staff, "createTaxRate", input, RATE).await), "OVERLAPS");
    }
    let past = json!({ "code": "x", "name": "X", "rate": "0.1", "jurisdiction": "X", "from": "2026-11-21" });
    assert_eq!(refused(&mutate(&staff, "createTaxRate", past, RATE).await), "INVALID_INPUT");
    // domain.md §3.2: 10.00 at 7.25 % + 0.75 % is 0.73 + 0.08.
    let line = json!({ "text": "Line", "unitPrice": "10", "taxCode": "telecom" });
    let input = json!({ "customerId": ada.id.to_string(), "lines": [line] });
    let asks = "invoice { taxTotal { minor } taxes { name amount { minor } } }";
    let draft = done(mutate(&staff, "createInvoiceDraft", input, asks).await)["invoice"].clone();
    assert_eq!(draft["taxTotal"]["minor"], "81");
});

both!(an_exemption_frees_until_it_ends, async |t: TestApp| {
    let (ada, staff) = (t.customer().insert().await, biller(&t).await);
    let asks = "customer { version taxExemption { reason certificate validTo inForce } }";
    let exempt = |exemption: Value| json!({ "customerId": ada.id.to_string(), "exemption": exemption });
    let past = exempt(json!({ "reason": "NGO", "validTo": "2026-11-21" }));
    assert_eq!(refused(&mutate(&staff, "setTaxExemption", past, asks).await), "INVALID_VALID_TO");
    let blank = exempt(json!({ "reason": " " }));
    assert_eq!(refused(&mutate(&staff, "setTaxExemption", blank, asks).await), "INVALID_REASON");
    let good = exempt(json!({ "reason": "NGO", "certificate": "DE-123", "validTo": "2026-11-22" }));
    let freed = done(mutate(&staff, "setTaxExemption", good, asks).await)["customer"].clone();
    assert_eq!(
        freed["taxExemption"],
        json!({ "reason": "NGO", "certificate": "DE-123", "validTo": "2026-11-22", "inForce": true })
    );
    let total = async || {
        let line = json!({ "text": "Line", "unitPrice": "10", "taxCode": "standard" });
        let input = json!({ "customerId": ada.id.to_string(), "lines": [line] });
        let draft = mutate(&staff, "createInvoiceDraft", input, "invoice { total { minor } }").await;
        done(draft)["invoice"]["total"]["minor"].clone()
    };
    assert_eq!(total().await, "1000");
    let stale = json!({ "customerId": ada.id.to_string(), "exemption": null, "expectedVersion": 1 });
    assert_eq!(refused(&mutate(&staff, "setTaxExemption", stale, asks).await), "CONFLICT");
    done(mutate(&staff, "setTaxExemption", exempt(Value::Null), asks).await);
    assert_eq!(total().await, "1190");
});
