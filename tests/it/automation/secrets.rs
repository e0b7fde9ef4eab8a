//! What a playbook is told in confidence is nowhere: not in its log, not among the arguments or the environment of its
//! processes, not in files that others may read, and in the database sealed, until the run is over.

use std::os::unix::fs::PermissionsExt as _;

use portico::automation::entity::automation_line;
use portico::db::audit;
use portico::events::entity::outbox_event;

use super::*;
use crate::network::staff;

const CANARY: &str = "canary-4711-of-the-wifi";

/// Everything that the processes of a run show to whoever looks: arguments and environment.
fn shown_by_processes(of: &str) -> (usize, String) {
    let (mut found, mut text) = (0, String::new());
    for entry in std::fs::read_dir("/proc").expect("this is Linux").flatten() {
        let read = |name: &str| std::fs::read(entry.path().join(name)).unwrap_or_default();
        let (arguments, environment) = (read("cmdline"), read("environ"));
        let (arguments, environment) =
            (String::from_utf8_lossy(&arguments), String::from_utf8_lossy(&environment));
        if arguments.contains(of) || environment.contains(of) {
            found += 1;
            text.push_str(&arguments);
            text.push_str(&environment);
        }
    }
    (found, text)
}

/// Everything that the database holds of runs, what they have printed, who did what, and what was told of it; what is sealed as
/// its bytes are.
async fn database(t: &TestApp) -> String {
    let scope = t.scope();
    let runs = scope.select::<automation_run::Entity>().all().await.expect("the database answers");
    let lines = scope.select::<automation_line::Entity>().all().await.expect("the database answers");
    let entries = scope.select::<audit::Entity>().all().await.expect("the database answers");
    let events = scope.select::<outbox_event::Entity>().all().await.expect("the database answers");
    assert!(!runs.is_empty() && !entries.is_empty() && !events.is_empty(), "there is something to look at");
    let sealed = runs.iter().filter_map(|run| run.sealed_variables.as_deref());
    let sealed: String = sealed.map(String::from_utf8_lossy).collect();
    format!("{runs:?} {lines:?} {entries:?} {events:?} {sealed}")
}

both!(a_secret_is_shown_by_nothing_and_gone_when_the_run_is_over, with_playbooks, async |t: TestApp| {
    let noc = staff(&t, LinkRole::Noc).await;
    let on = [device(&t, "a", DeviceKind::Router).await];
    let place = scratch("place");
    let told = json!([
        { "name": "place", "value": place.to_str().expect("a path") },
        { "name": "password", "value": CANARY },
    ]);
    let id = id_of(&start(&noc, "wait", &on, false, told).await);
    until("the playbook waits", async || place.join("pid").exists()).await;
    let run =
        t.scope().select::<automation_run::Entity>().all().await.expect("the database answers").remove(0);
    assert!(run.sealed_variables.is_some(), "it is sealed while the run is not over");
    assert_eq!(run.variables, json!({ "place": place.to_str() }));
    let (processes, shown) = shown_by_processes(&format!("portico-run-{id}"));
    assert!(processes > 0 && !shown.contains(CANARY), "{processes}");
    assert!(!shown.contains("CARGO_MANIFEST_DIR"), "nothing of our own environment");
    // Nobody else may look into the directory, and the file of variables is gone once it was read.
    let home = t.config().automation.scratch.clone().expect("it is set").join(format!("portico-run-{id}"));
    let mode = |path: &Path| std::fs::metadata(path).expect("it is there").permissions().mode() & 0o777;
    assert_eq!((mode(&home), mode(&home.join("inventory.yml"))), (0o700, 0o600));
    assert!(!home.join("variables.yml").exists());
    assert!(!database(&t).await.contains(CANARY));
    let cancelled = json!({ "runId": id });
    crate::network::done(crate::network::send(&noc, "cancelAutomationRun", cancelled, "run { id }").await);
    over(&noc, &id).await;
    let run =
        t.scope().select::<automation_run::Entity>().all().await.expect("the database answers").remove(0);
    assert_eq!(run.sealed_variables, None, "no secret outlives its run");
    assert!(!home.exists());
});

both!(a_playbook_that_prints_a_secret_prints_a_mask, with_playbooks, async |t: TestApp| {
    let noc = staff(&t, LinkRole::Noc).await;
    let on = [device(&t, "a", DeviceKind::Router).await];
    let told = json!([{ "name": "word", "value": "{{ 6 * 7 }}" }, { "name": "password", "value": CANARY }]);
    let run = over(&noc, &id_of(&start(&noc, "say", &on, false, told).await)).await;
    assert_eq!(run["status"], "SUCCESS", "{run}");
    let said = printed(&run).into_iter().find(|line| line.starts_with("ok: ")).expect("it says something");
    // And what it is told is never evaluated, whatever it looks like; nor is our environment there to be read.
    assert!(said.ends_with("{{ 6 * 7 }} times 1 with ******** in []"), "{said}");
    let names: Vec<&Value> =
        run["variables"].as_array().expect("a list").iter().map(|one| &one["name"]).collect();
    assert_eq!(names, [&json!("count"), &json!("word")]);
    assert!(!database(&t).await.contains(CANARY) && !run.to_string().contains(CANARY));
});
