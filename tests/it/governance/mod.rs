//! Members, subjects, looking through a customer's eyes, administration, and the logs of all that.

mod activity;
mod admin;
mod audit;
mod audited;
pub(crate) mod members;
mod passwords;
mod sealing;
mod subjects;
mod tenant_settings;
mod view_as;

use portico::audit::seal;
use portico::customers::entity::customer;
use portico::db::{Reads as _, audit as log};
use portico::identity::entity::account_link::{self, LinkRole, LinkStatus};
use portico::kernel::ids::AccountId;
use sea_orm::ColumnTrait as _;
use serde_json::{Value, json};

use crate::support::app::TestApp;
use crate::support::caller::Caller;
use crate::support::reply::Reply;

/// The entries of an action, the earliest first.
async fn entries(t: &TestApp, action: &str) -> Vec<log::Model> {
    let mut entries: Vec<log::Model> = t
        .scope()
        .select::<log::Entity>()
        .filter(log::Column::Action.eq(action))
        .all()
        .await
        .expect("the database answers");
    entries.sort_by_key(|entry| (entry.at, entry.id));
    entries
}

/// The active link of an account to a customer.
async fn link(t: &TestApp, account: AccountId, customer: &customer::Model) -> account_link::Model {
    let links = t.scope();
    let links = links.select::<account_link::Entity>().filter(account_link::Column::AccountId.eq(account));
    let links = links.filter(account_link::Column::Status.eq(LinkStatus::Active)).all().await;
    let of_it = |link: &account_link::Model| link.customer_id == Some(customer.id);
    links.expect("the database answers").into_iter().find(of_it).expect("a member")
}

/// An owner of a customer, signed in.
async fn owner_of(t: &TestApp, customer: &customer::Model) -> Caller {
    t.sign_in_as(&t.account().member_of(customer, LinkRole::Owner).insert().await).await
}

async fn staff(t: &TestApp, role: LinkRole) -> Caller {
    t.sign_in_as(&t.account().staff(role).insert().await).await
}

async fn start_view_as(caller: &Caller, customer: &customer::Model, reason: &str) -> Reply {
    let document = "mutation($input: StartViewAsInput!) { startViewAs(input: $input) { session { id } userErrors { code field message } } }";
    let input = json!({ "customerId": customer.id.to_string(), "reason": reason });
    caller.gql(document, json!({ "input": input })).await
}

async fn end_view_as(caller: &Caller) -> Reply {
    caller.gql("mutation { endViewAs { session { id } userErrors { code } } }", json!({})).await
}

/// Everything sealed; how many entries that were.
async fn sealed(t: &TestApp) -> usize {
    seal(&t.scope()).await.expect("sealed")
}

fn names(list: &Value, field: &str) -> Vec<String> {
    let rows = list.as_array().expect("a list");
    rows.iter().map(|row| row[field].as_str().unwrap_or("null").to_owned()).collect()
}
