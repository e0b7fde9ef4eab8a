//! Incidents: those that are opened by hand and those that the network notices, their life, who sees what of them, who is told,
//! and what they cost to read. What is measured of devices, and what that says of services.

pub(crate) mod correlator;
mod health;
mod inventory;
mod isolation;
mod lifecycle;
mod notices;
pub(crate) mod poll;
mod ports;
mod samples;
mod services;
mod simulation;
mod snmp;
mod statements;
mod status;
mod told;
mod traffic;

use portico::customers::entity::customer;
use portico::identity::entity::account_link::LinkRole;
use portico::kernel::ids::SubscriptionId;
use portico::network::entity::incident::ImpactLevel;
use portico::network::{self, Incident, Opened};
use serde_json::{Value, json};

use crate::support::app::TestApp;
use crate::support::caller::Caller;

/// An outage of these services, opened by the system.
pub(crate) async fn outage(t: &TestApp, title: &str, services: &[SubscriptionId]) -> Incident {
    let new = Opened {
        title: title.to_owned(),
        impact: ImpactLevel::Outage,
        started_at: None,
        eta_at: None,
        body: "We are looking into it.".to_owned(),
        services: services.to_vec(),
    };
    network::open(&t.scope(), new).await.expect("opened")
}

/// A customer with a service.
pub(crate) async fn served(t: &TestApp) -> (customer::Model, SubscriptionId) {
    let customer = t.customer().insert().await;
    let plan = t.plan().insert().await;
    let service = t.subscription(&customer, &plan).insert().await;
    (customer, service.id)
}

pub(crate) async fn member(t: &TestApp, customer: &customer::Model, role: LinkRole) -> Caller {
    let login = t.account().member_of(customer, role).insert().await;
    t.sign_in_as(&login).await
}

pub(crate) async fn staff(t: &TestApp, role: LinkRole) -> Caller {
    let login = t.account().staff(role).insert().await;
    t.sign_in_as(&login).await
}

/// Sends a mutation that takes one input, and gives its payload.
pub(crate) async fn send(caller: &Caller, name: &str, input: Value, asks: &str) -> Value {
    let first = name[..1].to_uppercase() + &name[1..];
    let document = format!(
        "mutation($input: {first}Input!) {{ {name}(input: $input) {{ {asks} \
         userErrors {{ code message field retryable allowed }} }} }}"
    );
    caller.gql(&document, json!({ "input": input })).await.ok()[name].clone()
}

/// A payload without errors.
#[track_caller]
pub(crate) fn done(payload: Value) -> Value {
    assert_eq!(payload["userErrors"], json!([]), "{payload}");
    payload
}

/// The one code and field that a payload was refused with.
#[track_caller]
pub(crate) fn refused(payload: &Value) -> (&str, &str) {
    let errors = payload["userErrors"].as_array().expect("a list");
    assert_eq!(errors.len(), 1, "{payload}");
    (errors[0]["code"].as_str().expect("text"), errors[0]["field"].as_str().unwrap_or_default())
}

/// An incident as a caller sees it; null where it does not.
pub(crate) async fn seen(caller: &Caller, id: &Value) -> Value {
    let document = "query($id: ID!) { node(id: $id) { ... on Incident { id kind status impact title startedAt etaAt endedAt
        following affectedServiceCount version updates { status body public } affectedServices { id } } } }";
    caller.gql(document, json!({ "id": id })).await.ok()["node"].clone()
}

/// What affects the services of a member's customer.
async fn affecting(caller: &Caller) -> Value {
    let document = "{ viewer { customer { services { id incidents { id title status } } } } }";
    caller.gql(document, json!({})).await.ok()["viewer"]["customer"]["services"].clone()
}

const INCIDENT: &str = "incident { id kind status impact title startedAt etaAt endedAt version
    affectedServiceCount updates { status body public at } }";
