//! `supportTeams` and the mutations that keep teams.

use async_graphql::{Context, ID, InputObject, Object};

use super::desk_fields::SupportAgentNode;
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::{read, write};
use crate::graphql::outcome::{use_case_errors, use_case_payload};
use crate::identity::loader::AccountById;
use crate::tickets::desk::loader::MembersOfTeam;
use crate::tickets::desk::{
    MAX_MEMBERS, add_team_member, create_team, remove_team_member, retire_team, update_team,
};
use crate::tickets::entity::support_team;

/// A team that tickets lie with.
pub struct SupportTeamNode(pub support_team::Model);

/// A team that tickets lie with. Visible to staff.
#[Object(name = "SupportTeam")]
impl SupportTeamNode {
    /// The team's id.
    async fn id(&self) -> ID {
        write(self.0.id)
    }

    /// What it is called.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// Whether tickets may be given to it; false once it was retired.
    async fn active(&self) -> bool {
        self.0.active
    }

    /// Who is in it, by name; at most 50.
    async fn members(&self, ctx: &Context<'_>) -> Result<Vec<SupportAgentNode>, ApiError> {
        let loaders = &request(ctx).loaders;
        let rows = loaders.desk.load_one(MembersOfTeam(self.0.id)).await?.unwrap_or_default();
        let ids = rows.iter().take(MAX_MEMBERS).map(|row| AccountById(row.account_id));
        let accounts = loaders.identity.load_many(ids).await?;
        let mut people: Vec<_> = accounts.into_values().map(|one| (one.display_name, one.id)).collect();
        people.sort_unstable();
        Ok(people.into_iter().map(|(name, id)| SupportAgentNode::new(id, name)).collect())
    }

    /// Counts the changes of the team and of who is in it, for `expectedVersion`.
    async fn version(&self) -> i32 {
        self.0.version
    }
}

use_case_errors! {
    CreateSupportTeamErrorCode, CreateSupportTeamUserError ("CreateSupportTeamUserError"), "Why no team was made." {
        /// The name is empty, longer than 60 characters, or has line ends.
        InvalidInput,
        /// Another team has the name, at work or retired.
        NameTaken,
        /// There are 50 teams.
        TooMany,
    }
}
use_case_errors! {
    UpdateSupportTeamErrorCode, UpdateSupportTeamUserError ("UpdateSupportTeamUserError"), "Why a team was not changed." {
        /// There is no such team.
        NotFound,
        /// The team is not the version that was seen.
        Conflict,
        /// The name is empty, longer than 60 characters, or has line ends.
        InvalidInput,
        /// Another team has the name, at work or retired.
        NameTaken,
    }
}
use_case_errors! {
    RetireSupportTeamErrorCode, RetireSupportTeamUserError ("RetireSupportTeamUserError"), "Why a team was not retired." {
        /// There is no such team.
        NotFound,
        /// The team is not the version that was seen.
        Conflict,
        /// It was retired before.
        AlreadyDone,
        /// A service level gives tickets to it.
        InUse,
    }
}
use_case_errors! {
    AddTeamMemberErrorCode, AddTeamMemberUserError ("AddTeamMemberUserError"), "Why nobody was put into a team." {
        /// There is no such team at work, or no such active employee.
        NotFound,
        /// The team is not the version that was seen.
        Conflict,
        /// The employee is in it.
        AlreadyDone,
        /// It has 50 members.
        TooMany,
    }
}
use_case_errors! {
    RemoveTeamMemberErrorCode, RemoveTeamMemberUserError ("RemoveTeamMemberUserError"), "Why nobody was taken out of a team." {
        /// There is no such team, or the account is not in it.
        NotFound,
        /// The team is not the version that was seen.
        Conflict,
    }
}

use_case_payload! {
    CreateSupportTeamPayload ("The outcome of `createSupportTeam`."), CreateSupportTeamUserError,
    /// The team; null when there is an error.
    team: SupportTeamNode
}
use_case_payload! {
    UpdateSupportTeamPayload ("The outcome of `updateSupportTeam`."), UpdateSupportTeamUserError,
    /// The team; null when there is an error.
    team: SupportTeamNode
}
use_case_payload! {
    RetireSupportTeamPayload ("The outcome of `retireSupportTeam`."), RetireSupportTeamUserError,
    /// The team, which is retired; null when there is an error.
    team: SupportTeamNode
}
use_case_payload! {
    AddTeamMemberPayload ("The outcome of `addTeamMember`."), AddTeamMemberUserError,
    /// The team; null when there is an error.
    team: SupportTeamNode
}
use_case_payload! {
    RemoveTeamMemberPayload ("The outcome of `removeTeamMember`."), RemoveTeamMemberUserError,
    /// The team; null when there is an error.
    team: SupportTeamNode
}

/// The team to make.
#[derive(InputObject)]
pub struct CreateSupportTeamInput {
    /// What it is called: 1 to 60 characters, one of a name.
    pub name: String,
}

/// Which team to change, and how.
#[derive(InputObject)]
pub struct UpdateSupportTeamInput {
    /// The team.
    pub team_id: ID,
    /// What it is called: 1 to 60 characters, one of a name.
    pub name: String,
    /// The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
    pub expected_version: Option<i32>,
}

/// Which team to retire.
#[derive(InputObject)]
pub struct RetireSupportTeamInput {
    /// The team.
    pub team_id: ID,
    /// The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
    pub expected_version: Option<i32>,
}

/// Whom to put into which team.
#[derive(InputObject)]
pub struct AddTeamMemberInput {
    /// The team.
    pub team_id: ID,
    /// The employee's account.
    pub account_id: ID,
    /// The version of the team that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
    pub expected_version: Option<i32>,
}

/// Whom to take out of which team.
#[derive(InputObject)]
pub struct RemoveTeamMemberInput {
    /// The team.
    pub team_id: ID,
    /// The account.
    pub account_id: ID,
    /// The version of the team that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
    pub expected_version: Option<i32>,
}

/// See its fields.
#[derive(Default)]
pub struct TeamMutations;

#[Object]
impl TeamMutations {
    /// Makes a team that tickets may be given to. For tenant administrators: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.createSupportTeam\")")]
    async fn create_support_team(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The team to make.")] input: CreateSupportTeamInput,
    ) -> Result<CreateSupportTeamPayload, ApiError> {
        let team = Box::pin(create_team(&request(ctx).scope, &input.name)).await;
        CreateSupportTeamPayload::of(team.map(SupportTeamNode))
    }

    /// Gives a team another name. For tenant administrators: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.updateSupportTeam\")")]
    async fn update_support_team(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which team to change, and how.")] input: UpdateSupportTeamInput,
    ) -> Result<UpdateSupportTeamPayload, ApiError> {
        let id = read(&input.team_id, "input.teamId")?;
        let scope = &request(ctx).scope;
        let team = Box::pin(update_team(scope, id, &input.name, input.expected_version)).await;
        UpdateSupportTeamPayload::of(team.map(SupportTeamNode))
    }

    /// Lets a team get no more tickets; those that lie with it stay there. For tenant administrators: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.retireSupportTeam\")")]
    async fn retire_support_team(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which team to retire.")] input: RetireSupportTeamInput,
    ) -> Result<RetireSupportTeamPayload, ApiError> {
        let id = read(&input.team_id, "input.teamId")?;
        let team = Box::pin(retire_team(&request(ctx).scope, id, input.expected_version)).await;
        RetireSupportTeamPayload::of(team.map(SupportTeamNode))
    }

    /// Puts an employee into a team. For tenant administrators: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.addTeamMember\")")]
    async fn add_team_member(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whom to put into which team.")] input: AddTeamMemberInput,
    ) -> Result<AddTeamMemberPayload, ApiError> {
        let team = read(&input.team_id, "input.teamId")?;
        let account = read(&input.account_id, "input.accountId")?;
        let scope = &request(ctx).scope;
        let team = Box::pin(add_team_member(scope, team, account, input.expected_version)).await;
        AddTeamMemberPayload::of(team.map(SupportTeamNode))
    }

    /// Takes somebody out of a team; tickets that the account works on stay with it. For tenant administrators: FORBIDDEN.
    /// Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.removeTeamMember\")")]
    async fn remove_team_member(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whom to take out of which team.")] input: RemoveTeamMemberInput,
    ) -> Result<RemoveTeamMemberPayload, ApiError> {
        let team = read(&input.team_id, "input.teamId")?;
        let account = read(&input.account_id, "input.accountId")?;
        let scope = &request(ctx).scope;
        let team = Box::pin(remove_team_member(scope, team, account, input.expected_version)).await;
        RemoveTeamMemberPayload::of(team.map(SupportTeamNode))
    }
}
