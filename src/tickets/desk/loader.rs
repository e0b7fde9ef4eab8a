//! The access paths of the desk.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;

use crate::db::Scope;
use crate::graphql::loaders::group;
use crate::kernel::fault::Fault;
use crate::kernel::ids::SupportTeamId;
use crate::tickets::entity::{support_team, support_team_member};
use crate::tickets::store::desk::teams;

/// Loads teams and who is in them, for one request.
pub struct DeskLoader(pub Scope);

/// A team by id: only for tickets that have been seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TeamById(pub SupportTeamId);

impl Loader<TeamById> for DeskLoader {
    type Value = support_team::Model;
    type Error = Fault;

    async fn load(&self, keys: &[TeamById]) -> Result<HashMap<TeamById, Self::Value>, Fault> {
        let ids: Vec<SupportTeamId> = keys.iter().map(|key| key.0).collect();
        let rows = teams::by_id(&self.0, &ids).await?;
        Ok(rows.into_iter().map(|row| (TeamById(row.id), row)).collect())
    }
}

/// Who is in a team.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct MembersOfTeam(pub SupportTeamId);

impl Loader<MembersOfTeam> for DeskLoader {
    type Value = Vec<support_team_member::Model>;
    type Error = Fault;

    async fn load(&self, keys: &[MembersOfTeam]) -> Result<HashMap<MembersOfTeam, Self::Value>, Fault> {
        let ids: Vec<SupportTeamId> = keys.iter().map(|key| key.0).collect();
        let rows = teams::members_of(&self.0, &ids).await?;
        Ok(group(keys, rows, |row| MembersOfTeam(row.team_id)))
    }
}
