//! Playbooks that are run on devices: by Ansible itself against this machine (connection local), by several workers, and by
//! customers on their own equipment.

mod equipment;
mod isolation;
mod machine;
mod queue;
mod runs;
mod secrets;
mod upkeep;
mod workers;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use portico::app::SecretsParts;
use portico::automation::{self, entity::automation_run};
use portico::automation::{Automation, AutomationRun, NewRun, Registry};
use portico::config::Config;
use portico::customers::entity::customer;
use portico::db::{Reads as _, Scope};
use portico::identity::entity::account_link::LinkRole;
use portico::jobs::automate::AutomationJob;
use portico::kernel::actor::{Account, Actor, Role, StaffRole};
use portico::kernel::ids::{AccountId, DeviceId, SessionId, SubscriptionId};
use portico::network::DeviceKind;
use portico::network::entity::{device, service_link};
use portico::ports::automation::{AnsibleRunner, AnsibleSettings};
use portico::ports::event_bus::MemoryEventBus;
use sea_orm::{ActiveModelTrait as _, IntoActiveModel as _};
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;

use crate::support::app::TestApp;
use crate::support::caller::Caller;
use crate::support::guard::scratch;
use crate::support::wait::until;

/// The playbooks of the tests.
pub(crate) fn playbooks() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/automation/playbooks")
}

/// Has a server run them, each in a directory that the test can look into.
pub(crate) fn with_playbooks(config: &mut Config) {
    config.automation.directory = Some(playbooks());
    config.automation.scratch = Some(scratch("runs"));
}

/// A device.
pub(crate) async fn device(t: &TestApp, name: &str, kind: DeviceKind) -> DeviceId {
    let tx = t.scope().begin().await.expect("the database answers");
    let id: DeviceId = tx.scope().new_id();
    let row = device::Model {
        id,
        tenant_id: tx.scope().tenant().id,
        name: name.to_owned(),
        kind,
        vendor: Some("Acme".to_owned()),
        model: None,
        site_id: None,
        parent_id: None,
        mgmt_address: None,
        snmp_version: None,
        snmp_port: 161,
        snmp_secret: None,
        poll_interval_seconds: 300,
        in_maintenance: false,
        created_at: tx.scope().now(),
        retired_at: None,
        version: 1,
    };
    tx.insert(row.into_active_model().reset_all()).await.expect("the device is new");
    tx.commit().await.expect("the database answers");
    id
}

/// Lets a service hang on a device.
pub(crate) async fn link(t: &TestApp, customer: &customer::Model, service: SubscriptionId, device: DeviceId) {
    let tx = t.scope().begin().await.expect("the database answers");
    let row = service_link::Model {
        id: tx.scope().new_id(),
        tenant_id: tx.scope().tenant().id,
        customer_id: customer.id,
        subscription_id: service,
        device_id: device,
        interface_id: None,
        since: tx.scope().now(),
        moved_on: None,
        moved_down_bytes: 0,
        moved_up_bytes: 0,
    };
    tx.insert(row.into_active_model().reset_all()).await.expect("the link is new");
    tx.commit().await.expect("the database answers");
}

/// What runs playbooks in a test without a server of its own.
pub(crate) fn automation(t: &TestApp) -> Automation {
    let keyring = parts(t).keyring;
    Automation { playbooks: Registry::load(&playbooks()).expect("they are sound"), keyring }
}

fn parts(t: &TestApp) -> SecretsParts {
    SecretsParts::of(&t.config().secrets, &t.clock(), t.scope().entropy()).expect("the keys of the tests")
}

/// A worker of the test's own, which runs `command` in the place of Ansible.
pub(crate) fn worker(t: &TestApp, holder: &str, command: &str) -> AutomationJob {
    let settings =
        AnsibleSettings { command: command.to_owned(), directory: playbooks(), scratch: scratch("runs") };
    AutomationJob {
        automation: automation(t),
        runner: Arc::new(AnsibleRunner(settings)),
        secrets: parts(t).secrets,
        bus: Arc::new(MemoryEventBus::default()),
        db: t.db().clone(),
        clock: t.clock(),
        entropy: t.scope().entropy().clone(),
        holder: holder.to_owned(),
        time_limit: Duration::from_mins(1),
        lease: Duration::from_secs(30),
        concurrency: 3,
    }
}

/// One look of a worker, with everything that it begins.
pub(crate) async fn work(job: &AutomationJob) {
    job.once(&CancellationToken::new()).await.expect("the database answers");
}

/// A run that the system has asked for.
pub(crate) async fn asked(
    t: &TestApp,
    playbook: &str,
    on: &[DeviceId],
    told: &[(&str, &str)],
) -> AutomationRun {
    let new = new_run(playbook, on, told);
    automation::start(&t.scope(), &automation(t), new).await.expect("it is asked for")
}

pub(crate) fn new_run(playbook: &str, on: &[DeviceId], told: &[(&str, &str)]) -> NewRun {
    NewRun {
        playbook: playbook.to_owned(),
        targets: on.to_vec(),
        check_mode: false,
        variables: told.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
        key: None,
    }
}

/// A run as it is now.
pub(crate) async fn row(t: &TestApp, run: &AutomationRun) -> AutomationRun {
    let rows = t.scope().select::<automation_run::Entity>().all().await.expect("the database answers");
    rows.into_iter().find(|row| row.id == run.id).expect("it is there")
}

/// A scope in which an employee acts.
pub(crate) fn acting(t: &TestApp, account: AccountId, role: StaffRole) -> Scope {
    let session: SessionId = t.scope().new_id();
    let roles = vec![Role::Staff(role)];
    t.scope().acting_as(Actor::Account(Account { id: account, session, roles, view: None, by_token: false }))
}

/// An employee.
pub(crate) async fn employee(t: &TestApp, role: LinkRole) -> AccountId {
    t.account().staff(role).insert().await.id
}

/// Starts a run, and gives its payload.
pub(crate) async fn start(
    caller: &Caller,
    playbook: &str,
    on: &[DeviceId],
    check: bool,
    told: Value,
) -> Value {
    let targets: Vec<String> = on.iter().map(ToString::to_string).collect();
    let input = json!({ "playbook": playbook, "targets": targets, "checkMode": check, "variables": told });
    crate::network::send(caller, "startAutomationRun", input, "run { id status version checkMode }").await
}

/// The id of a run that was started.
#[track_caller]
pub(crate) fn id_of(payload: &Value) -> String {
    assert_eq!(payload["userErrors"], json!([]), "{payload}");
    payload["run"]["id"].as_str().expect("an id").to_owned()
}

/// A run as an employee sees it.
pub(crate) async fn seen(caller: &Caller, id: &str) -> Value {
    let document = "query($id: ID!) { automationRun(id: $id) { id playbook status checkMode failure failureText version
        startedAt endedAt cancelAskedAt logTruncated variables { name value } requestedBy { name } approvedBy { name }
        perHost { deviceId host ok changed unreachable failed skipped }
        log(first: 100) { totalCount nodes { number text } pageInfo { hasNextPage } } } }";
    caller.gql(document, json!({ "id": id })).await.ok()["automationRun"].clone()
}

/// Waits until a run is over.
pub(crate) async fn over(caller: &Caller, id: &str) -> Value {
    let mut run = Value::Null;
    until("the run is over", async || {
        run = seen(caller, id).await;
        !run["endedAt"].is_null()
    })
    .await;
    run
}

/// What a run has printed, line by line.
pub(crate) fn printed(run: &Value) -> Vec<&str> {
    let lines = run["log"]["nodes"].as_array().expect("lines");
    lines.iter().map(|line| line["text"].as_str().expect("text")).collect()
}

/// Whether a process lives.
pub(crate) fn lives(pid: &str) -> bool {
    // A zombie has ended; whoever adopts it collects it when they please.
    std::fs::read_to_string(format!("/proc/{}/stat", pid.trim()))
        .is_ok_and(|stat| !stat.rsplit(')').next().is_some_and(|rest| rest.trim_start().starts_with('Z')))
}
