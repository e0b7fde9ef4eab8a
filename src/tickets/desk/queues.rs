//! The queues of an employee: which lists of live tickets there are, and how long each is.

use super::permit;
use crate::db::Scope;
use crate::kernel::ids::{AccountId, SupportTeamId};
use crate::kernel::refusal::UseCaseError;
use crate::tickets::policy;
pub use crate::tickets::store::desk::queues::QueueCounts;
use crate::tickets::store::desk::queues::counts;
use crate::tickets::store::desk::teams;

/// The queues of an employee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Queues {
    /// Whose they are.
    pub account: AccountId,
    /// The teams that the employee is in.
    pub teams: Vec<SupportTeamId>,
    /// How long each is.
    pub counts: QueueCounts,
}

/// The caller's queues now. One statement for the counts, one for the teams.
pub async fn queues(scope: &Scope) -> Result<Queues, UseCaseError> {
    permit(scope, policy::may_work_tickets)?;
    let account = scope.actor().account().ok_or(UseCaseError::Forbidden)?.id;
    let counts = counts(scope, account).await?;
    let teams = teams::of_member(scope, account).await?.into_iter().map(|member| member.team_id).collect();
    Ok(Queues { account, teams, counts })
}
