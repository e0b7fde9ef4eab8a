//! What is overdue: steps, suspensions, promises to pay later, disputed lines, and services that come back with the money.

mod arrangements;
mod disputes;
mod restore;
mod shields;
mod steps;

use std::sync::Arc;

use chrono::{Days, NaiveDate, TimeDelta};
use portico::billing::entity::{dunning_step, invoice};
use portico::billing::{DunningDay, NoOutages, Outages};
use portico::catalog::entity::subscription::{self, SubscriptionStatus};
use portico::customers::entity::customer;
use portico::db::{Reads as _, Scope};
use portico::events::entity::outbox_event::{self, EventType};
use portico::identity::entity::account_link::LinkRole;
use portico::kernel::ids::{InvoiceId, SubscriptionId};
use portico::tenancy::{DailyWork as _, DunningAction, DunningSettings, DunningStep};
use sea_orm::ColumnTrait as _;
use serde_json::{Value, json};

use crate::invoicing::{done, mutate};
use crate::support::app::{TestApp, today};
use crate::support::caller::Caller;

/// A reminder on the first day after grace, a final notice a week later, a suspension after another.
pub(crate) fn steps() -> DunningSettings {
    let step = |after_days, action| DunningStep { after_days, action };
    let steps = vec![
        step(0, DunningAction::Reminder),
        step(7, DunningAction::FinalNotice),
        step(14, DunningAction::Suspension),
    ];
    DunningSettings { steps, ..DunningSettings::default() }
}

/// An ISP that asks for what is overdue.
async fn isp(t: &TestApp) -> TestApp {
    t.tenant_with(|new| new.settings.billing.dunning = steps()).await
}

/// The tenant so many days from the day of the tests.
fn on(t: &TestApp, days: i64) -> Scope {
    let scope = t.scope();
    scope.at(scope.now() + TimeDelta::days(days))
}

/// A look of a worker at what is due on a day.
async fn look_with(t: &TestApp, days: i64, outages: Arc<dyn Outages>) {
    DunningDay { outages }.run(&on(t, days), t.facts()).await.expect("the database answers");
}

pub(crate) async fn look(t: &TestApp, days: i64) {
    look_with(t, days, Arc::new(NoOutages)).await;
}

/// So many days ago.
fn ago(days: u64) -> NaiveDate {
    today() - Days::new(days)
}

/// A customer with a service.
async fn served(t: &TestApp) -> (customer::Model, SubscriptionId) {
    let customer = t.customer().insert().await;
    let plan = t.plan().insert().await;
    let service = t.subscription(&customer, &plan).insert().await;
    (customer, service.id)
}

/// A bill over 119.00 that was due 60 days ago.
pub(crate) async fn late(t: &TestApp, customer: &customer::Model) -> invoice::Model {
    t.invoice(customer).line("Fibre", 100_00).issued(ago(74)).due(ago(60)).insert().await.row
}

/// Lets the steps before a suspension be taken: three weeks and two weeks ago.
pub(crate) async fn warn(t: &TestApp) {
    look(t, -21).await;
    look(t, -14).await;
}

/// A customer whose service is withheld because of a bill over 119.00.
async fn suspended(t: &TestApp) -> (customer::Model, SubscriptionId, invoice::Model) {
    let (customer, service) = served(t).await;
    let bill = late(t, &customer).await;
    warn(t).await;
    look(t, 0).await;
    assert!(!in_service(t, service).await);
    (customer, service, bill)
}

async fn in_service(t: &TestApp, id: SubscriptionId) -> bool {
    let scope = t.scope();
    let row = scope.select::<subscription::Entity>().filter(subscription::Column::Id.eq(id)).one().await;
    row.expect("the database answers").expect("it is there").status == SubscriptionStatus::Active
}

/// How often something has happened.
pub(crate) async fn told(t: &TestApp, event: EventType) -> u64 {
    let scope = t.scope();
    let events = scope.select::<outbox_event::Entity>().filter(outbox_event::Column::EventType.eq(event));
    events.count().await.expect("the database answers")
}

/// The stages that were taken of an invoice.
async fn taken(t: &TestApp, id: InvoiceId) -> Vec<i32> {
    let scope = t.scope();
    let rows = scope.select::<dunning_step::Entity>().filter(dunning_step::Column::InvoiceId.eq(id)).all();
    let mut stages: Vec<i32> =
        rows.await.expect("the database answers").into_iter().map(|row| row.stage).collect();
    stages.sort_unstable();
    stages
}

async fn member(t: &TestApp, customer: &customer::Model, role: LinkRole) -> Caller {
    let login = t.account().member_of(customer, role).insert().await;
    t.sign_in_as(&login).await
}

async fn staff(t: &TestApp, role: LinkRole) -> Caller {
    let login = t.account().staff(role).insert().await;
    t.sign_in_as(&login).await
}

/// The one code and field that a payload was refused with.
#[track_caller]
fn refused(payload: &Value) -> (&str, &str) {
    let errors = payload["userErrors"].as_array().expect("a list");
    assert_eq!(errors.len(), 1, "{payload}");
    (errors[0]["code"].as_str().expect("text"), errors[0]["field"].as_str().unwrap_or_default())
}

/// What a member asks of its customer.
async fn asked(caller: &Caller, fields: &str) -> Value {
    let reply = caller.gql(&format!("{{ viewer {{ customer {{ {fields} }} }} }}"), json!({})).await;
    reply.ok()["viewer"]["customer"].clone()
}

/// A payment over the counter.
async fn cash(biller: &Caller, customer: &customer::Model, amount: &str, key: &str) -> Value {
    let input = json!({
        "customerId": customer.id.to_string(), "amount": amount, "channel": "CASH", "idempotencyKey": key,
    });
    done(mutate(biller, "createPayment", input, "payment { status }").await)
}
