//! What workers do with runs: take one, prepare it, be heard of while it is under way, write what came of it.
//!
//! The lease is by the world's clock. A worker that cannot be heard of – killed, or cut off from the database – has lost its run
//! when the lease is over: whoever looks next writes that it has failed, and nobody begins it again.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use secrecy::SecretString;
use serde_json::Value as Json;

use super::seal;
use crate::automation::entity::automation_line;
use crate::automation::entity::automation_run::{self, RunFailure, RunStatus};
use crate::automation::events::run_events;
use crate::automation::store::{self, work::Ending};
use crate::automation::{Automation, devices};
use crate::db::Scope;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{AutomationRunId, DeviceId, TypedId as _};
use crate::ports::automation::{End, Finished, Host, HostResult, Job, Setting};
use crate::ports::secrets::Secrets;

/// A run that a worker has.
#[derive(Debug, Clone)]
pub struct Claimed {
    /// The run, as it was taken.
    pub run: automation_run::Model,
    /// Who has it.
    pub holder: String,
}

/// What a worker that was heard of is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Beat {
    /// Whether the run is still its own; if not, it has to end it and to write nothing more.
    pub ours: bool,
    /// Whether somebody wants the run ended.
    pub cancel: bool,
}

/// Takes the run that waits longest, for `lease`; none where nothing waits or somebody else was quicker.
pub async fn claim(scope: &Scope, holder: &str, lease: TimeDelta) -> Result<Option<Claimed>, Fault> {
    let Some(waiting) = store::work::next(scope).await? else { return Ok(None) };
    let (now, until) = (scope.real_now(), scope.real_now() + lease);
    let tx = scope.begin().await?;
    if !store::work::claim(&tx, waiting.id, holder, now, until).await? {
        return Ok(None);
    }
    let run = automation_run::Model {
        status: RunStatus::Running,
        started_at: Some(now),
        lease_holder: Some(holder.to_owned()),
        lease_until: Some(until),
        version: waiting.version + 1,
        ..waiting
    };
    run_events(&tx, &run).await?;
    // What has become of it meanwhile: somebody may have wanted it ended between the look and the claim.
    let taken = store::for_update(&tx, run.id).await?;
    tx.commit().await?;
    Ok(taken.map(|run| Claimed { run, holder: holder.to_owned() }))
}

/// Writes that runs have failed whose workers were not heard of in time; their ids.
pub async fn give_up_lost(scope: &Scope) -> Result<Vec<AutomationRunId>, Fault> {
    let now = scope.real_now();
    let mut given_up = Vec::new();
    for run in store::work::lost(scope, now).await? {
        let tx = scope.begin().await?;
        if !store::work::hold_lost(&tx, &run, now).await? {
            continue;
        }
        let why =
            "its worker was not heard of any more; how far it has come is not known, look at the devices";
        let ending = Ending {
            status: RunStatus::Failed,
            failure: Some((RunFailure::WorkerLost, why.to_owned())),
            exit_status: None,
            log_cut: run.log_cut,
        };
        if store::work::end(&tx, &run, now, &ending).await? {
            run_events(&tx, &automation_run::Model { status: ending.status, ..run.clone() }).await?;
            tx.commit().await?;
            given_up.push(run.id);
        }
    }
    Ok(given_up)
}

/// What a run is to be told and where its devices are; or why it cannot be begun.
pub async fn prepare(
    scope: &Scope,
    automation: &Automation,
    secrets: &Secrets,
    run: &automation_run::Model,
    time_limit: std::time::Duration,
) -> Result<Result<Job, String>, Fault> {
    let Some(playbook) = automation.playbooks.get(&run.playbook) else {
        return Ok(Err("the playbook is not registered any more".to_owned()));
    };
    let hosts = store::hosts::of_runs(scope, &[run.id]).await?;
    let ids: Vec<DeviceId> = hosts.iter().map(|host| host.device_id).collect();
    let devices = devices::named(scope, &ids).await?;
    if devices.len() != ids.len() {
        return Ok(Err("a device is not in service any more".to_owned()));
    }
    let mut hosts = Vec::new();
    for device in &devices {
        match devices::address_of(scope, device).await? {
            Ok(address) => {
                hosts.push(Host { alias: device.id.to_string(), address, facts: facts_of(device) });
            }
            Err(why) => return Ok(Err(why)),
        }
    }
    let mut variables = plain(&run.variables);
    if let Some(path) = &playbook.secrets {
        match secrets.secret(path).await {
            Ok(Some(secret)) => variables.extend(settings(secret.fields)),
            Ok(None) => return Ok(Err(format!("there is no secret at {path}"))),
            Err(error) => return Ok(Err(format!("the secret at {path} cannot be had: {error}"))),
        }
    }
    let sealed = run.sealed_variables.as_deref();
    let opened = seal::open(&automation.keyring, scope.tenant().id, run.id, sealed).await?;
    // Last: what a caller has given is not overruled, and what the ISP keeps has names of its own.
    variables.extend(settings(opened));
    Ok(Ok(Job {
        id: run.id.to_string(),
        playbook: playbook.file.clone(),
        hosts,
        variables,
        check: run.check_mode,
        time_limit,
    }))
}

fn facts_of(device: &crate::network::Device) -> BTreeMap<String, String> {
    let facts = [("portico_name", Some(&device.name)), ("portico_vendor", device.vendor.as_ref())];
    let more = [("portico_model", device.model.as_ref())];
    let known = facts.into_iter().chain(more).filter_map(|(name, value)| Some((name, value?)));
    known.map(|(name, value)| (name.to_owned(), value.clone())).collect()
}

fn plain(variables: &Json) -> BTreeMap<String, Setting> {
    let named = variables.as_object().into_iter().flatten();
    named.map(|(name, value)| (name.clone(), Setting::Plain(value.clone()))).collect()
}

fn settings(secrets: BTreeMap<String, SecretString>) -> impl Iterator<Item = (String, Setting)> {
    secrets.into_iter().map(|(name, secret)| (name, Setting::Secret(secret)))
}

/// Writes what a run has printed since – `written` lines are there already – and is heard of, for another `lease`.
pub async fn beat(
    scope: &Scope,
    claimed: &Claimed,
    lease: TimeDelta,
    written: i32,
    lines: &[String],
) -> Result<Beat, Fault> {
    let (run, now) = (&claimed.run, scope.real_now());
    let count = i32::try_from(lines.len()).map_err(Fault::internal)?;
    let tx = scope.begin().await?;
    let until = now + lease;
    if !store::work::prolong(&tx, run.id, &claimed.holder, until, written + count).await? {
        return Ok(Beat { ours: false, cancel: false });
    }
    let row = |(seq, line): (i32, &String)| automation_line::Model {
        id: scope.new_id(),
        tenant_id: scope.tenant().id,
        run_id: run.id,
        seq,
        at: now,
        line: line.clone(),
    };
    if !lines.is_empty() {
        store::lines::insert(&tx, (written + 1..).zip(lines).map(row).collect()).await?;
    }
    let asked = store::by_ids(&tx, &[run.id]).await?.pop().is_some_and(|row| row.cancel_asked_at.is_some());
    tx.commit().await?;
    Ok(Beat { ours: true, cancel: asked })
}

/// Writes what came of a run, which was `stopped` where its worker had to go; whether it was still the worker's.
pub async fn end(
    scope: &Scope,
    claimed: &Claimed,
    finished: &Finished,
    stopped: bool,
) -> Result<bool, Fault> {
    let (status, failure) = judge(finished, stopped);
    let exit_status = match finished.end {
        End::Exited(status) => status,
        End::TimedOut | End::Cancelled => None,
    };
    let ending = Ending { status, failure, exit_status, log_cut: finished.cut };
    write_end(scope, claimed, &ending, &finished.hosts).await
}

/// Writes that a run was not begun: `why`, or because somebody wanted it ended.
pub async fn end_unstarted(scope: &Scope, claimed: &Claimed, why: Option<String>) -> Result<bool, Fault> {
    let ending = Ending {
        status: if why.is_some() { RunStatus::Failed } else { RunStatus::Cancelled },
        failure: why.map(|why| (RunFailure::NotStarted, why)),
        exit_status: None,
        log_cut: false,
    };
    write_end(scope, claimed, &ending, &BTreeMap::new()).await
}

async fn write_end(
    scope: &Scope,
    claimed: &Claimed,
    ending: &Ending,
    results: &BTreeMap<String, HostResult>,
) -> Result<bool, Fault> {
    let run = &claimed.run;
    let tx = scope.begin().await?;
    if !store::work::end(&tx, run, scope.real_now(), ending).await? {
        return Ok(false);
    }
    for (alias, result) in results {
        if let Ok(device) = DeviceId::parse(alias) {
            store::hosts::record(&tx, run.id, device, *result).await?;
        }
    }
    run_events(&tx, &automation_run::Model { status: ending.status, ..run.clone() }).await?;
    tx.commit().await?;
    Ok(true)
}

/// Where a run stands that has come to its end, and why, if it has failed. Pure.
fn judge(finished: &Finished, stopped: bool) -> (RunStatus, Option<(RunFailure, String)>) {
    // What ansible-playbook ends with (`TaskQueueManager` in its source) are bits: 2 for failed hosts, 4 for unreachable ones.
    // What was counted on the hosts says the same, and whether there were both.
    let unreachable = finished.hosts.values().any(|host| host.unreachable > 0);
    let failed = finished.hosts.values().any(|host| host.failed > 0);
    match finished.end {
        End::Exited(Some(0)) => (RunStatus::Success, None),
        End::TimedOut => (RunStatus::Timeout, None),
        End::Cancelled if stopped => {
            let why = "its worker was stopped while it was under way; look at the devices".to_owned();
            (RunStatus::Failed, Some((RunFailure::WorkerLost, why)))
        }
        End::Cancelled => (RunStatus::Cancelled, None),
        End::Exited(_) if unreachable && !failed => {
            (RunStatus::Failed, Some((RunFailure::Unreachable, "a device could not be reached".to_owned())))
        }
        End::Exited(_) if failed => {
            (RunStatus::Failed, Some((RunFailure::TaskFailed, "a task has failed on a device".to_owned())))
        }
        End::Exited(Some(status)) => {
            let why = format!("ansible-playbook has ended with status {status}; see the log");
            (RunStatus::Failed, Some((RunFailure::TaskFailed, why)))
        }
        End::Exited(None) => {
            let why = "ansible-playbook was ended by a signal".to_owned();
            (RunStatus::Failed, Some((RunFailure::TaskFailed, why)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(end: End, hosts: &[(i32, i32)]) -> (RunStatus, Option<RunFailure>) {
        let host = |(at, (unreachable, failed)): (usize, &(i32, i32))| {
            let result = HostResult { unreachable: *unreachable, failed: *failed, ..HostResult::default() };
            (format!("h{at}"), result)
        };
        let hosts = hosts.iter().enumerate().map(host).collect();
        let (status, failure) = judge(&Finished { end, hosts, cut: false }, false);
        (status, failure.map(|(failure, _)| failure))
    }

    #[test]
    fn the_end_decides_and_the_hosts_say_why() {
        use RunFailure::{TaskFailed, Unreachable};
        for (end, hosts, judged_as) in [
            (End::Exited(Some(0)), vec![(0, 0)], (RunStatus::Success, None)),
            (End::Exited(Some(2)), vec![(0, 0), (0, 1)], (RunStatus::Failed, Some(TaskFailed))),
            (End::Exited(Some(4)), vec![(1, 0), (0, 0)], (RunStatus::Failed, Some(Unreachable))),
            (End::Exited(Some(6)), vec![(1, 0), (0, 1)], (RunStatus::Failed, Some(TaskFailed))),
            (End::Exited(Some(1)), vec![], (RunStatus::Failed, Some(TaskFailed))),
            (End::Exited(None), vec![], (RunStatus::Failed, Some(TaskFailed))),
            (End::TimedOut, vec![(0, 1)], (RunStatus::Timeout, None)),
            (End::Cancelled, vec![(1, 0)], (RunStatus::Cancelled, None)),
        ] {
            assert_eq!(judged(end, &hosts), judged_as, "{end:?} {hosts:?}");
        }
        let stopped = Finished { end: End::Cancelled, hosts: BTreeMap::new(), cut: false };
        assert_eq!(judge(&stopped, true).1.map(|(failure, _)| failure), Some(RunFailure::WorkerLost));
    }
}
