//! The catalogue: plans, services from the order to the end, volume, coupons, and what billing is told of them.

mod billing_face;
mod coupons;
mod endings;
mod history;
mod orders;
mod pauses;
mod plan_changes;
mod plans;
mod race;
mod statements;
mod terms;
mod usage;

use chrono::NaiveDate;
use portico::catalog::entity::{charge, subscription};
use portico::customers::entity::customer;
use portico::db::Reads as _;
use portico::identity::entity::account_link::LinkRole;
use portico::kernel::ids::{CustomerId, SubscriptionId};
use sea_orm::ColumnTrait as _;
use serde_json::{Value, json};

use crate::support::app::TestApp;
use crate::support::caller::Caller;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// An employee of the tenant.
async fn staff(t: &TestApp, role: LinkRole) -> Caller {
    let login = t.account().staff(role).insert().await;
    t.sign_in_as(&login).await
}

/// A member of a customer.
async fn member(t: &TestApp, customer: &customer::Model, role: LinkRole) -> Caller {
    let login = t.account().member_of(customer, role).insert().await;
    t.sign_in_as(&login).await
}

/// A customer with a service at 39.90 that is billed to December 1st, and its owner.
async fn served(t: &TestApp) -> (customer::Model, subscription::Model, Caller) {
    let customer = t.customer().insert().await;
    let plan = t.plan().insert().await;
    let service = t.subscription(&customer, &plan);
    let service = service.with(|row| row.billed_through = Some(day("2026-12-01"))).insert().await;
    let owner = member(t, &customer, LinkRole::Owner).await;
    (customer, service, owner)
}

/// The service as it is now.
async fn service(t: &TestApp, id: SubscriptionId) -> subscription::Model {
    let scope = t.scope();
    let row = scope.select::<subscription::Entity>().filter(subscription::Column::Id.eq(id)).one().await;
    row.expect("the database answers").expect("it is there")
}

/// The charges of a customer: key of the text, days, and amount.
async fn charges(t: &TestApp, customer: CustomerId) -> Vec<(String, Option<(NaiveDate, NaiveDate)>, i64)> {
    let scope = t.scope();
    let rows = scope
        .select::<charge::Entity>()
        .filter(charge::Column::CustomerId.eq(customer))
        .order_by(charge::Column::SourceKey, sea_orm::Order::Asc)
        .all()
        .await
        .expect("the database answers");
    rows.into_iter()
        .map(|row| {
            assert_eq!(row.quantity_micro, 1_000_000);
            (row.description_key, row.service_start.zip(row.service_end), row.unit_price_minor)
        })
        .collect()
}

/// Sends a mutation `name(input: …)` and takes its payload.
async fn mutate(caller: &Caller, name: &str, selection: &str, input: Value) -> Value {
    let input_type = format!("{}{}Input", name[..1].to_uppercase(), &name[1..]);
    let document = format!(
        "mutation($input: {input_type}!) {{ {name}(input: $input) {{ {selection} userErrors {{ code field message }} }} }}"
    );
    caller.gql(&document, json!({ "input": input })).await.ok()[name].clone()
}

/// The one error code of a payload.
#[track_caller]
fn code(payload: &Value) -> &str {
    let errors = payload["userErrors"].as_array().expect("a payload has userErrors");
    assert_eq!(errors.len(), 1, "{payload}");
    errors[0]["code"].as_str().expect("a code is text")
}

/// Demands a payload without errors.
#[track_caller]
fn done(payload: &Value) -> &Value {
    assert_eq!(payload["userErrors"], json!([]), "{payload}");
    payload
}

/// Selects a service.
const SERVICE: &str = "subscription { id number status version activatedOn endsOn contractEnd billedThrough \
    price { minor } plan { code } locks { reason since until } pendingChange { effectiveOn plan { code } } }";
