//! Playbooks make the network do it: the driver, the runs that it asks for, and Ansible itself.

use chrono::TimeDelta;
use portico::automation::entity::{automation_line, automation_run};
use portico::automation::{AutomationRun, RunStatus};
use portico::network::DeviceKind;
use portico::ports::provisioning::Desired;

use super::*;
use crate::automation::{device, link, with_playbooks};
use crate::support::wait::until;

/// A server that looks often and runs playbooks.
fn playing(config: &mut portico::config::Config) {
    with_playbooks(config);
    config.provisioning.look_ms = 50;
}

/// A service that hangs on a device, and that the network is to be told of.
async fn hanging(t: &TestApp, down_kbps: i64) -> SubscriptionId {
    let customer = t.customer().insert().await;
    let plan = t.plan().with(|plan| plan.down_kbps = down_kbps).insert().await;
    let service = t.subscription(&customer, &plan).insert().await.id;
    let cpe = device(t, "cpe-1", DeviceKind::Cpe).await;
    link(t, &customer, service, cpe).await;
    provisioning::reconcile(&t.scope()).await.expect("the database answers");
    service
}

/// The runs there are, once there are so many and they are over; the latest last.
async fn over(t: &TestApp, count: usize) -> Vec<AutomationRun> {
    let mut runs = Vec::new();
    until("the playbook has run", async || {
        runs = t.scope().select::<automation_run::Entity>().all().await.expect("the database answers");
        runs.len() == count && runs.iter().all(|run| run.ended_at.is_some())
    })
    .await;
    runs.sort_unstable_by_key(|run| run.requested_at);
    runs
}

both!(a_playbook_withholds_a_service, playing, async |t: TestApp| {
    let t = isp_with(&t, ansible()).await;
    let service = hanging(&t, 100_000).await;
    let first = over(&t, 1).await.remove(0);
    assert_eq!((first.status, first.requested_by), (RunStatus::Success, None));
    assert_eq!(first.variables["desired"], "ACTIVE");
    // Its outcome is asked for when its time has come.
    assert!(!is_applied(&t, service).await);
    t.advance(TimeDelta::seconds(4));
    until("what came of it is known", async || is_applied(&t, service).await).await;
    lock(&t, service).await;
    let second = over(&t, 2).await.remove(1);
    t.advance(TimeDelta::seconds(4));
    until("the service is withheld", async || {
        let row = state(&t, service).await.expect("it is told of");
        row.applied_desired == Some(Desired::Suspended) && row.state == ProvisioningStatus::Applied
    })
    .await;
    let lines = t.scope().select::<automation_line::Entity>().all().await.expect("the database answers");
    let said = |run: &AutomationRun, what: &str| {
        lines.iter().any(|line| line.run_id == run.id && line.line.contains(what))
    };
    assert!(said(&first, "is to be ACTIVE as") && said(&first, "on cpe-1"), "{lines:?}");
    assert!(said(&second, "is to be SUSPENDED as"), "{lines:?}");
    assert_eq!(over(&t, 2).await.len(), 2, "each was asked for once");
});

both!(a_playbook_that_fails_is_run_again, playing, async |t: TestApp| {
    let t = isp_with(&t, ansible()).await;
    let service = hanging(&t, 1_000_000).await;
    let first = over(&t, 1).await.remove(0);
    assert_eq!(first.status, RunStatus::Failed);
    t.advance(TimeDelta::seconds(4));
    until("it is known to have failed", async || {
        state(&t, service).await.is_some_and(|row| row.attempts == 1 && row.lease_holder.is_none())
    })
    .await;
    let row = state(&t, service).await.expect("it is told of");
    assert_eq!((row.state, row.applied_desired), (ProvisioningStatus::Pending, None));
    let why = format!("playbook: {} is FAILED", first.id);
    assert_eq!(row.last_error.as_deref(), Some(why.as_str()));
    t.advance(TimeDelta::seconds(3));
    let runs = over(&t, 2).await;
    assert!(runs.iter().all(|run| run.status == RunStatus::Failed), "{runs:?}");
});
