//! Asking for a run.

use std::collections::BTreeSet;

use secrecy::ExposeSecret as _;
use serde_json::{Map, Value as Json, json};

use super::{allows, may_start, seal};
use crate::automation::devices;
use crate::automation::entity::automation_host;
use crate::automation::entity::automation_run::{self, RunStatus, ServiceActionKind};
use crate::automation::events::run_events;
use crate::automation::parameters::Told;
use crate::automation::registry::Playbook;
use crate::automation::{Automation, MAX_TARGETS, MAX_WAITING, policy, store};
use crate::db::audit::Record;
use crate::db::{FIRST_VERSION, Reads as _, Scope, Tx};
use crate::idempotency::{self, Begun, Keep, Key};
use crate::kernel::fault::Fault;
use crate::kernel::ids::{AutomationRunId, CustomerId, DeviceId, SubscriptionId, TypedId as _};
use crate::kernel::problem::Invalid;
use crate::kernel::refusal::{Refusal, RefusalCode, UseCaseError};
use crate::ports::keyring::Purpose;

/// A run that is asked for.
#[derive(Debug, Clone)]
pub struct NewRun {
    /// The key of the playbook.
    pub playbook: String,
    /// The devices.
    pub targets: Vec<DeviceId>,
    /// Whether it is only to say what it would change.
    pub check_mode: bool,
    /// What the playbook is told: names and values.
    pub variables: Vec<(String, String)>,
    /// The same call under the same key asks once.
    pub key: Option<String>,
}

/// Asks for a run of a registered playbook: it waits for its approval, or for a worker.
pub async fn start(
    scope: &Scope,
    automation: &Automation,
    new: NewRun,
) -> Result<automation_run::Model, UseCaseError> {
    if !allows(scope, policy::may_start_some) {
        return Err(UseCaseError::Forbidden);
    }
    let playbook = automation.playbooks.get(&new.playbook);
    let playbook = playbook.ok_or_else(|| Refusal::not_found("playbook", "playbook"))?;
    if !may_start(scope, playbook) {
        return Err(UseCaseError::Forbidden);
    }
    if new.check_mode && !playbook.check_mode {
        return Err(Invalid::new("checkMode", "the playbook cannot say what it would change").into());
    }
    let targets: BTreeSet<DeviceId> = new.targets.iter().copied().collect();
    if targets.is_empty() || targets.len() > MAX_TARGETS {
        let message = format!("must be 1 to {MAX_TARGETS} devices");
        return Err(Invalid::new("targets", message).into());
    }
    let targets: Vec<DeviceId> = targets.into_iter().collect();
    if devices::named(scope, &targets).await?.len() != targets.len() {
        return Err(Refusal::not_found("targets", "device").into());
    }
    let told = playbook.parameters.check(&new.variables)?;
    let body = body_of(automation, &new, &targets, &told).await?;
    let tx = scope.begin().await?;
    let slot = match &new.key {
        None => None,
        Some(text) => {
            let key = Key::new("startAutomationRun", text.clone(), &body, Keep::Day);
            match idempotency::begin(&tx, &key).await? {
                Begun::New(slot) | Begun::TakenOver(slot, _) => Some(slot),
                Begun::Done(result) => return asked_before(&tx, &result).await,
                Begun::Running(_) => {
                    let code = RefusalCode::IdempotencyInProgress;
                    return Err(Refusal::of(code, "idempotencyKey", "this run is being asked for").into());
                }
                Begun::Reused => {
                    let code = RefusalCode::IdempotencyKeyReused;
                    let message = "this key was used for another run";
                    return Err(Refusal::of(code, "idempotencyKey", message).into());
                }
            }
        }
    };
    room(&tx, "playbook").await?;
    let wanted = Wanted { playbook, targets: &targets, check_mode: new.check_mode, told, for_service: None };
    let run = write(&tx, automation, wanted).await?;
    tx.record(record("automation_run.start", &run, &targets)).await?;
    if let Some(slot) = slot {
        idempotency::finish(&tx, &slot, json!({ "run": run.id.to_string() })).await?;
    }
    tx.commit().await?;
    Ok(run)
}

/// Refuses one run more where as many wait as may; what was cancelled counts until a worker has taken it.
///
/// Nothing of the tenant's is held for this, so that asking for one thing never waits for another: those who ask at the same
/// moment do not see each other's runs and may all find the last place free. The queue is then longer by as many as were asking
/// at once, which the connections to the database bound, and the next is refused.
pub(super) async fn room(tx: &Tx, field: &'static str) -> Result<(), UseCaseError> {
    if store::waiting(tx).await? < MAX_WAITING {
        return Ok(());
    }
    let message = "too much waits to be done already; try again later";
    Err(Refusal::of(RefusalCode::TooMany, field, message).into())
}

/// What is kept of a run in the audit log.
pub(super) fn record(action: &'static str, run: &automation_run::Model, targets: &[DeviceId]) -> Record {
    let devices: Vec<String> = targets.iter().map(ToString::to_string).collect();
    Record::new(action, run.id).after(json!({
        "playbook": run.playbook,
        "checkMode": run.check_mode,
        "status": run.status.name(),
        "devices": devices,
        "variables": run.variables,
    }))
}

/// Everything that makes a call this one and no other. Secrets by a keyed mark: a plain hash of them could be guessed at.
async fn body_of(
    automation: &Automation,
    new: &NewRun,
    targets: &[DeviceId],
    told: &Told,
) -> Result<Json, Fault> {
    let mut marks = Map::new();
    for (name, secret) in &told.secret {
        let mark = automation.keyring.mark(Purpose::Automation, secret.expose_secret().as_bytes()).await?;
        marks.insert(name.clone(), json!(mark.to_vec()));
    }
    let targets: Vec<String> = targets.iter().map(ToString::to_string).collect();
    Ok(json!({
        "playbook": new.playbook,
        "targets": targets,
        "checkMode": new.check_mode,
        "variables": told.plain,
        "secrets": marks,
    }))
}

/// The run that was asked for under the same key.
async fn asked_before(tx: &Tx, result: &Json) -> Result<automation_run::Model, UseCaseError> {
    let id = result.get("run").and_then(Json::as_str).and_then(|id| AutomationRunId::parse(id).ok());
    let id = id.ok_or_else(|| Fault::internal("an idempotency record of a run names none"))?;
    let found = store::by_ids(tx, &[id]).await?.pop();
    Ok(found.ok_or_else(|| Refusal::not_found("idempotencyKey", "run"))?)
}

/// A run to be written.
pub(super) struct Wanted<'a> {
    pub(super) playbook: &'a Playbook,
    pub(super) targets: &'a [DeviceId],
    pub(super) check_mode: bool,
    pub(super) told: Told,
    /// What a customer has asked for, for which service, and whose that is.
    pub(super) for_service: Option<(ServiceActionKind, SubscriptionId, CustomerId)>,
}

/// Writes a run with its devices, and tells of it.
pub(super) async fn write(
    tx: &Tx,
    automation: &Automation,
    wanted: Wanted<'_>,
) -> Result<automation_run::Model, UseCaseError> {
    let scope = tx.scope();
    let (id, tenant): (AutomationRunId, _) = (scope.new_id(), scope.tenant().id);
    let needs_approval = wanted.playbook.needs_approval;
    let run = automation_run::Model {
        id,
        tenant_id: tenant,
        playbook: wanted.playbook.key.clone(),
        action: wanted.for_service.map(|(action, _, _)| action),
        status: if needs_approval { RunStatus::PendingApproval } else { RunStatus::Queued },
        check_mode: wanted.check_mode,
        variables: Json::Object(wanted.told.plain),
        sealed_variables: seal::seal(&automation.keyring, tenant, id, &wanted.told.secret).await?,
        customer_id: wanted.for_service.map(|(_, _, customer)| customer),
        subscription_id: wanted.for_service.map(|(_, service, _)| service),
        requested_by: scope.actor().account().map(|account| account.id),
        requested_at: scope.real_now(),
        approved_by: None,
        approved_at: None,
        cancelled_by: None,
        cancel_asked_at: None,
        started_at: None,
        ended_at: None,
        failure: None,
        failure_text: None,
        exit_status: None,
        lease_holder: None,
        lease_until: None,
        log_lines: 0,
        log_cut: false,
        version: FIRST_VERSION,
    };
    store::insert(tx, run.clone()).await?;
    let host = |device: &DeviceId| automation_host::Model {
        id: scope.new_id(),
        tenant_id: tenant,
        run_id: id,
        device_id: *device,
        ok: None,
        changed: None,
        unreachable: None,
        failed: None,
        skipped: None,
    };
    store::hosts::insert(tx, wanted.targets.iter().map(host).collect()).await?;
    run_events(tx, &run).await?;
    Ok(run)
}
