//! The agent's desk: teams, who works on what, texts, many tickets at once, queues, reports.

mod assign;
mod bulk;
mod history;
mod late;
mod queues;
mod report;
mod teams;
mod texts;

use portico::identity::entity::account_link::LinkRole;
use portico::kernel::ids::{AccountId, SupportTeamId};
use portico::tickets::entity::{support_team, support_team_member};
use sea_orm::{ActiveModelTrait as _, IntoActiveModel as _};
use serde_json::{Value, json};

use super::{change, done, mutation, refused, stored};
use crate::support::app::TestApp;
use crate::support::caller::Caller;
use crate::support::factory::account::Login;

/// An employee who has signed in.
async fn employee(t: &TestApp, role: LinkRole) -> (Login, Caller) {
    let login = t.account().staff(role).insert().await;
    let caller = t.sign_in_as(&login).await;
    (login, caller)
}

/// A team with members.
async fn team(t: &TestApp, name: &str, members: &[AccountId]) -> SupportTeamId {
    let scope = t.scope();
    let (id, tenant_id) = (scope.new_id(), t.facts().reference.id);
    let row = support_team::Model { id, tenant_id, name: name.to_owned(), active: true, version: 1 };
    let tx = scope.begin().await.expect("the database answers");
    tx.insert(row.into_active_model().reset_all()).await.expect("the team is new");
    for account_id in members.iter().copied() {
        let row = support_team_member::Model { id: scope.new_id(), tenant_id, team_id: id, account_id };
        tx.insert(row.into_active_model().reset_all()).await.expect("in it once");
    }
    tx.commit().await.expect("the database answers");
    id
}

/// The code and the field that a payload was refused with.
#[track_caller]
fn refused_at(payload: &Value) -> (&str, &str) {
    (refused(payload), payload["userErrors"][0]["field"].as_str().unwrap_or_default())
}

/// Sends a query without variables.
async fn ask(caller: &Caller, fields: &str) -> Value {
    caller.gql(&format!("{{ {fields} }}"), json!({})).await.ok().clone()
}
