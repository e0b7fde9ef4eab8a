//! The list of an invoice's taxes has no pages, so it ends where the estimate of its cost does.

use portico::billing::entity::{invoice_line_tax, tax_rate};
use portico::identity::entity::account_link::LinkRole;
use sea_orm::{ActiveModelTrait as _, IntoActiveModel as _};
use serde_json::json;

use crate::support::app::{TestApp, today};

const TAXES: &str = "query($first: ID!, $second: ID!) {
  first: node(id: $first) { ... on Invoice { taxes { name base { minor } amount { minor } } } }
  second: node(id: $second) { ... on Invoice { taxes { name } } }
}";

both!(an_invoice_shows_the_first_twenty_of_its_taxes, async |t: TestApp| {
    let ada = t.customer().insert().await;
    let bill = || t.invoice(&ada).line("Fibre", 50_00).line("Telephone", 50_00).issued(today());
    let (first, second) = (bill().insert().await, bill().insert().await);
    let scope = t.scope();
    let tx = scope.begin().await.expect("begun");
    for number in 1..=25 {
        let vat = t.vat();
        let rate = tax_rate::Model {
            id: scope.new_id(),
            code: format!("levy-{number:02}"),
            name: format!("Levy {number:02}"),
            ..vat.clone()
        };
        let (id, name) = (rate.id, rate.name.clone());
        tx.insert(rate.into_active_model().reset_all()).await.expect("the rate is new");
        for line in &first.lines {
            let tax = invoice_line_tax::Model {
                id: scope.new_id(),
                tenant_id: first.row.tenant_id,
                invoice_id: first.row.id,
                line_id: line.id,
                tax_rate_id: id,
                name: name.clone(),
                jurisdiction: vat.jurisdiction.clone(),
                rate_micro: 1_000,
                base_minor: 50_00,
                amount_minor: 5,
            };
            tx.insert(tax.into_active_model().reset_all()).await.expect("the tax is new");
        }
    }
    tx.commit().await.expect("committed");
    let login = t.account().member_of(&ada, LinkRole::Owner).insert().await;
    let ids = json!({ "first": first.row.id.to_string(), "second": second.row.id.to_string() });
    let reply = t.sign_in_as(&login).await.gql(TAXES, ids).await;
    let answer = reply.ok();
    let shown: Vec<_> = answer["first"]["taxes"].as_array().expect("a list").iter().collect();
    let names: Vec<_> = shown.iter().map(|tax| tax["name"].as_str().expect("a name").to_owned()).collect();
    assert_eq!(names, (1..=20).map(|number| format!("Levy {number:02}")).collect::<Vec<_>>());
    let sums = (&shown[0]["base"]["minor"], &shown[0]["amount"]["minor"]);
    assert_eq!(sums, (&json!("10000"), &json!("10")), "over both lines");
    assert_eq!(answer["second"]["taxes"], json!([{ "name": "VAT" }]), "each invoice has its own twenty");
});
