//! The life of invoices: drafts, documents, corrections, fees, runs, and a sandbox's year.

mod credits;
mod documents;
mod drafts;
mod killed;
mod late_fees;
mod outages;
mod race;
mod runs;
mod sandbox;
mod taxes;

pub(crate) use runs::run;

use portico::identity::entity::account_link::LinkRole;
use serde_json::{Value, json};

use crate::support::app::TestApp;
use crate::support::caller::Caller;

/// Somebody who makes bills.
async fn biller(t: &TestApp) -> Caller {
    let login = t.account().staff(LinkRole::Billing).insert().await;
    t.sign_in_as(&login).await
}

/// Sends a mutation that takes one input, and gives its payload.
pub(crate) async fn mutate(caller: &Caller, name: &str, input: Value, asks: &str) -> Value {
    let first = name[..1].to_uppercase() + &name[1..];
    let document = format!(
        "mutation($input: {first}Input!) {{ {name}(input: $input) {{ {asks} \
         userErrors {{ code message field retryable }} }} }}"
    );
    let reply = caller.gql(&document, json!({ "input": input })).await;
    reply.ok()[name].clone()
}

/// The one code that a payload was refused with.
#[track_caller]
fn refused(payload: &Value) -> &str {
    let errors = payload["userErrors"].as_array().expect("a list");
    assert_eq!(errors.len(), 1, "{payload}");
    errors[0]["code"].as_str().expect("text")
}

/// A payload without errors.
#[track_caller]
pub(crate) fn done(payload: Value) -> Value {
    assert_eq!(payload["userErrors"], json!([]), "{payload}");
    payload
}
