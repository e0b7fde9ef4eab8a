//! Teams that tickets lie with, and who is in them.
//!
//! A team is retired and never removed: tickets tell of it. What lies with it stays there.

use serde_json::{Value as Json, json};

use super::{may_be_assignee, permit};
use crate::db::audit::Record;
use crate::db::{DbError, FIRST_VERSION, Scope, Tx};
use crate::kernel::fault::Fault;
use crate::kernel::ids::{AccountId, SupportTeamId};
use crate::kernel::refusal::{Refusal, RefusalCode, UseCaseError, short_text};
use crate::tickets::entity::support_team::Model;
use crate::tickets::entity::support_team_member;
use crate::tickets::policy;
use crate::tickets::store::desk::teams as rows;

/// Teams that work at a time, at most.
pub const MAX_TEAMS: u64 = 50;

/// Members of a team, at most.
pub const MAX_MEMBERS: usize = 50;

/// The longest name, in characters.
const MAX_NAME: usize = 60;

/// The teams by name: those that work, or those that were retired; at most [`MAX_TEAMS`].
pub async fn support_teams(scope: &Scope, retired: bool) -> Result<Vec<Model>, Fault> {
    Ok(rows::list(scope, !retired, MAX_TEAMS).await?)
}

/// Makes a team.
pub async fn create_team(scope: &Scope, name: &str) -> Result<Model, UseCaseError> {
    permit(scope, policy::may_manage_desk)?;
    let name = short_text(name, "name", MAX_NAME)?;
    let tx = scope.begin().await?;
    if rows::count_active(&tx).await? >= MAX_TEAMS {
        let message = format!("there are {MAX_TEAMS} teams; retire one first");
        return Err(Refusal::of(RefusalCode::TooMany, "name", message).into());
    }
    let team = Model {
        id: scope.new_id(),
        tenant_id: scope.tenant().id,
        name,
        active: true,
        version: FIRST_VERSION,
    };
    rows::insert(&tx, team.clone()).await.map_err(named)?;
    tx.record(Record::new("support_team.create", team.id).after(shown(&team))).await?;
    tx.commit().await?;
    Ok(team)
}

/// Gives a team another name.
pub async fn update_team(
    scope: &Scope,
    id: SupportTeamId,
    name: &str,
    expected: Option<i32>,
) -> Result<Model, UseCaseError> {
    permit(scope, policy::may_manage_desk)?;
    let name = short_text(name, "name", MAX_NAME)?;
    let tx = scope.begin().await?;
    let before = held(&tx, id, expected).await?;
    let after = changed(&tx, &before, Model { name, ..before.clone() }).await?;
    tx.record(Record::new("support_team.update", id).change(shown(&before), shown(&after))).await?;
    tx.commit().await?;
    Ok(after)
}

/// Lets a team get no more tickets.
pub async fn retire_team(
    scope: &Scope,
    id: SupportTeamId,
    expected: Option<i32>,
) -> Result<Model, UseCaseError> {
    permit(scope, policy::may_manage_desk)?;
    let tx = scope.begin().await?;
    let before = held(&tx, id, expected).await?;
    if !before.active {
        return Err(Refusal::of(RefusalCode::AlreadyDone, "teamId", "the team was retired before").into());
    }
    if rows::is_escalated_to(&tx, id).await? {
        let message = "a service level gives tickets to the team; change that first";
        return Err(Refusal::of(RefusalCode::InUse, "teamId", message).into());
    }
    let after = changed(&tx, &before, Model { active: false, ..before.clone() }).await?;
    tx.record(Record::new("support_team.retire", id).change(shown(&before), shown(&after))).await?;
    tx.commit().await?;
    Ok(after)
}

/// Puts an employee into a team.
pub async fn add_team_member(
    scope: &Scope,
    team: SupportTeamId,
    account: AccountId,
    expected: Option<i32>,
) -> Result<Model, UseCaseError> {
    permit(scope, policy::may_manage_desk)?;
    let tx = scope.begin().await?;
    let before = held(&tx, team, expected).await?;
    if !before.active {
        return Err(Refusal::not_found("teamId", "team at work").into());
    }
    if !may_be_assignee(&tx, account).await? {
        return Err(Refusal::not_found("accountId", "employee").into());
    }
    let members = rows::members_of(&tx, &[team]).await?;
    if members.iter().any(|member| member.account_id == account) {
        return Err(Refusal::of(RefusalCode::AlreadyDone, "accountId", "the employee is in the team").into());
    }
    if members.len() >= MAX_MEMBERS {
        let message = format!("a team has at most {MAX_MEMBERS} members");
        return Err(Refusal::of(RefusalCode::TooMany, "accountId", message).into());
    }
    let member = support_team_member::Model {
        id: scope.new_id(),
        tenant_id: scope.tenant().id,
        team_id: team,
        account_id: account,
    };
    rows::add_member(&tx, member).await?;
    let after = changed(&tx, &before, before.clone()).await?;
    let told = json!({ "account": account.to_string() });
    tx.record(Record::new("support_team.add_member", team).after(told)).await?;
    tx.commit().await?;
    Ok(after)
}

/// Takes somebody out of a team. The tickets that the account works on stay with it.
pub async fn remove_team_member(
    scope: &Scope,
    team: SupportTeamId,
    account: AccountId,
    expected: Option<i32>,
) -> Result<Model, UseCaseError> {
    permit(scope, policy::may_manage_desk)?;
    let tx = scope.begin().await?;
    let before = held(&tx, team, expected).await?;
    if !rows::remove_member(&tx, team, account).await? {
        return Err(Refusal::not_found("accountId", "member of the team").into());
    }
    let after = changed(&tx, &before, before.clone()).await?;
    let told = json!({ "account": account.to_string() });
    tx.record(Record::new("support_team.remove_member", team).before(told)).await?;
    tx.commit().await?;
    Ok(after)
}

/// The team in the version that was seen, locked: its members change under it.
async fn held(tx: &Tx, id: SupportTeamId, expected: Option<i32>) -> Result<Model, UseCaseError> {
    let team = rows::for_update(tx, id).await?.ok_or_else(|| Refusal::not_found("teamId", "team"))?;
    if expected.is_some_and(|version| version != team.version) {
        return Err(Refusal::conflict("team").into());
    }
    Ok(team)
}

async fn changed(tx: &Tx, before: &Model, after: Model) -> Result<Model, UseCaseError> {
    let after = Model { version: before.version + 1, ..after };
    if rows::replace(tx, before, &after).await.map_err(named)? {
        Ok(after)
    } else {
        Err(Refusal::conflict("team").into())
    }
}

fn named(error: DbError) -> UseCaseError {
    match error {
        DbError::Unique(_) => {
            Refusal::of(RefusalCode::NameTaken, "name", "another team has the name, at work or retired")
                .into()
        }
        other => other.into(),
    }
}

fn shown(team: &Model) -> Json {
    json!({ "name": team.name, "active": team.active })
}
