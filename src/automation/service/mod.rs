//! Reading runs, and the use cases in the files below.

mod decide;
mod equipment;
mod seal;
mod start;
mod work;

pub use decide::{approve, cancel};
pub use equipment::{WifiChange, change_wifi, restart_equipment};
pub use start::{NewRun, start};
pub use work::{Beat, Claimed, beat, claim, end, end_unstarted, give_up_lost, prepare};

use super::entity::automation_run::{self, RunStatus};
use super::policy;
use super::registry::Playbook;
use super::store::{self, RunKey};
use crate::db::{Scope, Tx};
use crate::kernel::actor::{Actor, CallerKind};
use crate::kernel::fault::Fault;
use crate::kernel::ids::{AutomationRunId, DeviceId, SubscriptionId};
use crate::kernel::page::{Page, PageRequest};
use crate::kernel::refusal::{Refusal, UseCaseError};

/// Which runs of the list are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RunFilter {
    /// Only those that stand here.
    pub status: Option<RunStatus>,
    /// Only those of this playbook.
    pub playbook: Option<String>,
    /// Only those on this device.
    pub device: Option<DeviceId>,
    /// Only those that customers have asked for, or only the others.
    pub by_customers: Option<bool>,
}

/// Whether the caller passes a rule of the policy; the system passes all.
fn allows(scope: &Scope, rule: fn(CallerKind) -> bool) -> bool {
    matches!(scope.actor(), Actor::System) || scope.actor().kinds().any(rule)
}

/// Whether the caller may start runs of a playbook.
pub fn may_start(scope: &Scope, playbook: &Playbook) -> bool {
    matches!(scope.actor(), Actor::System)
        || scope.actor().staff().any(|role| playbook.may_start.contains(&role))
}

/// One page of the runs, the latest first. For those who see all.
pub async fn runs(
    scope: &Scope,
    filter: &RunFilter,
    request: &PageRequest<RunKey>,
) -> Result<Page<automation_run::Model>, Fault> {
    Ok(store::page(scope, filter, request).await?)
}

/// How many runs there are.
pub async fn count_runs(scope: &Scope, filter: &RunFilter) -> Result<u64, Fault> {
    Ok(store::count(scope, filter).await?)
}

/// The runs of the ids that the caller sees: the staff's own, and none for anybody else.
pub async fn open_runs(scope: &Scope, ids: &[AutomationRunId]) -> Result<Vec<automation_run::Model>, Fault> {
    if !allows(scope, policy::may_view) {
        return Ok(Vec::new());
    }
    Ok(store::by_ids(scope, ids).await?)
}

/// What was asked for a service that the caller sees, by its run; none where the run is of something else.
pub async fn asked_for(
    scope: &Scope,
    service: SubscriptionId,
    run: AutomationRunId,
) -> Result<Option<automation_run::Model>, Fault> {
    let found = store::by_ids(scope, &[run]).await?.pop();
    Ok(found.filter(|run| run.subscription_id == Some(service) && run.action.is_some()))
}

/// A run, held until the transaction ends, if it is the version that was seen.
async fn held(
    tx: &Tx,
    id: AutomationRunId,
    expected: Option<i32>,
) -> Result<automation_run::Model, UseCaseError> {
    let missing = || Refusal::not_found("runId", "run");
    let row = store::for_update(tx, id).await?.ok_or_else(missing)?;
    if expected.is_some_and(|version| version != row.version) {
        return Err(Refusal::conflict("run").into());
    }
    Ok(row)
}
