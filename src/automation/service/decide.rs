//! Approving a run of somebody else's, and wanting one ended.

use serde_json::json;

use super::{allows, held};
use crate::automation::entity::automation_run::{self, RunStatus};
use crate::automation::events::run_events;
use crate::automation::{policy, store};
use crate::db::Scope;
use crate::db::audit::Record;
use crate::kernel::ids::AutomationRunId;
use crate::kernel::refusal::{Refusal, RefusalCode, UseCaseError};

/// Lets a run begin that waits for its approval. Never by who has asked for it, whatever else they are.
pub async fn approve(
    scope: &Scope,
    id: AutomationRunId,
    expected: Option<i32>,
) -> Result<automation_run::Model, UseCaseError> {
    if !allows(scope, policy::may_approve) {
        return Err(UseCaseError::Forbidden);
    }
    let tx = scope.begin().await?;
    let before = held(&tx, id, expected).await?;
    if !before.status.may_become(RunStatus::Queued) {
        return Err(no_way(before.status));
    }
    let approver = scope.actor().account().map(|account| account.id);
    if approver.is_some() && approver == before.requested_by {
        let message = "somebody else than who has asked for it must approve it";
        return Err(Refusal::of(RefusalCode::OwnRequest, "runId", message).into());
    }
    let now = automation_run::Model {
        status: RunStatus::Queued,
        approved_by: approver,
        approved_at: Some(scope.real_now()),
        version: before.version + 1,
        ..before.clone()
    };
    if !store::approve(&tx, &before, approver, scope.real_now()).await? {
        return Err(Refusal::conflict("run").into());
    }
    let told = |run: &automation_run::Model| json!({ "status": run.status.name() });
    tx.record(Record::new("automation_run.approve", id).change(told(&before), told(&now))).await?;
    run_events(&tx, &now).await?;
    tx.commit().await?;
    Ok(now)
}

/// Wants a run ended. One that is under way is ended by its worker, one that waits by the worker that takes it: before anything
/// was done. One that waits for its approval is withdrawn, or refused: it waits for a worker then, with the wish that ends it.
/// By who has asked for it, and by whoever approves runs.
pub async fn cancel(
    scope: &Scope,
    id: AutomationRunId,
    expected: Option<i32>,
) -> Result<automation_run::Model, UseCaseError> {
    if !allows(scope, policy::may_start_some) {
        return Err(UseCaseError::Forbidden);
    }
    let tx = scope.begin().await?;
    let before = held(&tx, id, expected).await?;
    let caller = scope.actor().account().map(|account| account.id);
    if before.requested_by != caller && !allows(scope, policy::may_approve) {
        return Err(UseCaseError::Forbidden);
    }
    if !before.status.may_be_cancelled() {
        return Err(no_way(before.status));
    }
    let now = scope.real_now();
    let waits = before.status == RunStatus::PendingApproval;
    let noted = if waits {
        store::withdraw(&tx, &before, caller, now).await?
    } else {
        before.cancel_asked_at.is_none() && store::ask_to_cancel(&tx, &before, caller, now).await?
    };
    if !noted {
        let message = "it is being cancelled already";
        return Err(Refusal::of(RefusalCode::AlreadyDone, "runId", message).into());
    }
    tx.record(Record::new("automation_run.cancel", id).after(json!({ "status": before.status.name() })))
        .await?;
    let run = automation_run::Model {
        status: if waits { RunStatus::Queued } else { before.status },
        cancelled_by: caller,
        cancel_asked_at: Some(now),
        version: before.version + 1,
        ..before
    };
    if waits {
        run_events(&tx, &run).await?;
    }
    tx.commit().await?;
    Ok(run)
}

fn no_way(from: RunStatus) -> UseCaseError {
    Refusal::transition("runId", "run", from.name(), from.target_names()).into()
}
