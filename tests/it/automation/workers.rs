//! Several workers: each run is begun once, whoever dies.

use std::os::unix::fs::PermissionsExt as _;

use chrono::TimeDelta;
use portico::automation::RunFailure;
use portico::ports::automation::{End, Finished, Job, PlaybookRunner as _};
use tokio::sync::mpsc;

use super::*;
use crate::network::staff;
use crate::support::app::{Backing, on_own_database, on_own_server};
use crate::support::factory::account::PASSWORD;
use crate::support::program::Program;

/// A program in the place of Ansible that notes each run it is started for; where.
fn note_taker() -> (String, PathBuf) {
    let home = scratch("notes");
    let (program, notes) = (home.join("ansible-playbook"), home.join("notes"));
    // The second argument is the inventory, in the private directory of the run.
    let text = format!("#!/bin/sh\necho \"$2\" >>'{}'\necho \"it is run\"\n", notes.display());
    std::fs::write(&program, text).expect("it can be written");
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o700)).expect("it is ours");
    (program.to_str().expect("a path").to_owned(), notes)
}

fn runs_noted(notes: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(notes).unwrap_or_default();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    lines.sort_unstable();
    lines
}

#[test]
fn workers_that_race_begin_each_run_once() {
    for backing in [Backing::Embedded, Backing::Services] {
        on_own_database(backing, module_path!(), async |t: TestApp| {
            let on = [device(&t, "a", DeviceKind::Router).await];
            let mut asked_for = Vec::new();
            for _ in 0..8 {
                asked_for.push(asked(&t, "say", &on, &[("word", "hi")]).await);
            }
            let (program, notes) = note_taker();
            let workers = ["one", "two", "three"].map(|name| worker(&t, name, &program));
            // Each look takes as many as there are places; they look until nothing waits.
            until("nothing waits any more", async || {
                let [one, two, three] = &workers;
                tokio::join!(work(one), work(two), work(three));
                let rows = t.scope().select::<automation_run::Entity>().all().await.expect("read");
                rows.iter().all(|row| row.ended_at.is_some())
            })
            .await;
            let noted = runs_noted(&notes);
            assert_eq!(noted.len(), asked_for.len());
            for run in &asked_for {
                let times =
                    noted.iter().filter(|line| line.contains(&format!("portico-run-{}/", run.id))).count();
                assert_eq!(times, 1, "{noted:?}");
                let row = row(&t, run).await;
                assert_eq!((row.status.name(), row.log_lines, row.lease_holder), ("SUCCESS", 1, None));
            }
        });
    }
}

#[test]
fn a_tenant_with_many_runs_keeps_no_other_waiting() {
    for backing in [Backing::Embedded, Backing::Services] {
        on_own_database(backing, module_path!(), async |t: TestApp| {
            let abroad = t.tenant().await;
            let on = [device(&t, "a", DeviceKind::Router).await];
            for _ in 0..4 {
                asked(&t, "say", &on, &[("word", "hi")]).await;
            }
            let theirs = [device(&abroad, "a", DeviceKind::Router).await];
            let late = asked(&abroad, "say", &theirs, &[("word", "hi")]).await;
            let (program, _) = note_taker();
            let two_places = AutomationJob { concurrency: 2, ..worker(&t, "w", &program) };
            work(&two_places).await;
            assert_eq!(row(&abroad, &late).await.status.name(), "SUCCESS", "the other place was left to it");
        });
    }
}

#[test]
fn what_a_lost_worker_had_is_given_up_and_never_begun_again() {
    for backing in [Backing::Embedded, Backing::Services] {
        on_own_database(backing, module_path!(), async |t: TestApp| {
            let on = [device(&t, "a", DeviceKind::Router).await];
            let run = asked(&t, "say", &on, &[("word", "hi"), ("password", "hunter22!")]).await;
            let lease = TimeDelta::seconds(30);
            let claimed =
                automation::claim(&t.scope(), "dead", lease).await.expect("read").expect("it waits");
            let (program, notes) = note_taker();
            let other = worker(&t, "alive", &program);
            t.advance(TimeDelta::seconds(30));
            work(&other).await;
            assert_eq!(row(&t, &run).await.status.name(), "RUNNING", "the lease is not over");
            // Who is heard of keeps it.
            let beat = automation::beat(&t.scope(), &claimed, lease, 0, &["a line".to_owned()])
                .await
                .expect("written");
            assert!(beat.ours && !beat.cancel);
            t.advance(TimeDelta::seconds(31));
            work(&other).await;
            let lost = row(&t, &run).await;
            assert_eq!((lost.status.name(), lost.failure), ("FAILED", Some(RunFailure::WorkerLost)));
            assert!(lost.failure_text.expect("it says why").contains("not heard of"));
            assert_eq!((lost.sealed_variables, lost.log_lines), (None, 1));
            work(&other).await;
            assert!(runs_noted(&notes).is_empty(), "nobody has begun it again");
            // Whoever comes back from the dead has nothing to say any more.
            let back =
                automation::beat(&t.scope(), &claimed, lease, 1, &["late".to_owned()]).await.expect("read");
            assert!(!back.ours);
            let finished = Finished { end: End::Exited(Some(0)), hosts: [].into(), cut: false };
            assert!(!automation::end(&t.scope(), &claimed, &finished, false).await.expect("read"));
            assert_eq!(row(&t, &run).await.status.name(), "FAILED");
        });
    }
}

#[test]
fn a_worker_that_is_killed_leaves_a_run_that_another_marks_as_failed() {
    on_own_server(
        Backing::Services,
        module_path!(),
        |_| {},
        async |t: TestApp| {
            let scratches = scratch("runs");
            let directory = playbooks();
            let variables = [
                ("PORTICO_AUTOMATION__DIRECTORY", directory.to_str().expect("a path")),
                ("PORTICO_AUTOMATION__SCRATCH", scratches.to_str().expect("a path")),
                ("PORTICO_AUTOMATION__LEASE_SECONDS", "3"),
                ("PORTICO_EVENTS__RUN_JOBS", "true"),
            ];
            let mut doomed = Program::serve(t.config(), &variables);
            let login = t.account().staff(LinkRole::Noc).insert().await;
            let noc = t.anonymous().at_port(doomed.port());
            noc.sign_in(login.portal_id.as_str(), PASSWORD).await.ok();
            let on = [device(&t, "a", DeviceKind::Router).await];
            let place = scratch("place");
            let told = json!([{ "name": "place", "value": place.to_str().expect("a path") }]);
            let id = id_of(&start(&noc, "wait", &on, false, told).await);
            let pid = place.join("pid");
            until("the playbook waits", async || {
                std::fs::read_to_string(&pid).is_ok_and(|text| text.ends_with('\n'))
            })
            .await;
            doomed.kill();
            let heir = Program::serve(t.config(), &variables);
            let noc = noc.at_port(heir.port());
            let run = over(&noc, &id).await;
            assert_eq!((&run["status"], &run["failure"]), (&json!("FAILED"), &json!("WORKER_LOST")), "{run}");
            // Nobody was left to end what it had started: it ends by itself.
            let pid = std::fs::read_to_string(pid).expect("it was written");
            until("what the killed one had started is gone", async || !lives(&pid)).await;
            until("its files are, too", async || {
                std::fs::read_dir(&scratches).expect("it is there").next().is_none()
            })
            .await;
            heir.stop();
        },
    );
}

/// A program in the place of Ansible whose child leaves its group, as workers of ansible-core 2.19 do, and takes no TERM; where
/// it says which process that is.
fn leaver() -> (AnsibleRunner, PathBuf) {
    let home = scratch("leaver");
    let (program, pid) = (home.join("ansible-playbook"), home.join("pid"));
    let text = format!(
        "#!/bin/sh\nsetsid sh -c 'trap \"\" TERM; echo $$ >\"$0\"; while :; do sleep 1; done' '{}' &\nwait\n",
        pid.display()
    );
    std::fs::write(&program, text).expect("it can be written");
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o700)).expect("it is ours");
    let command = program.to_str().expect("a path").to_owned();
    let settings = AnsibleSettings { command, directory: playbooks(), scratch: scratch("runs") };
    (AnsibleRunner(settings), pid)
}

fn a_job() -> Job {
    Job {
        id: "run_1".to_owned(),
        playbook: "say.yml".into(),
        hosts: Vec::new(),
        variables: [].into(),
        check: false,
        time_limit: Duration::from_mins(10),
    }
}

/// Waits until a process has said which it is.
async fn said(place: &Path) -> String {
    let mut pid = String::new();
    until("it says which it is", async || {
        pid = std::fs::read_to_string(place).unwrap_or_default();
        pid.ends_with('\n')
    })
    .await;
    pid
}

#[tokio::test]
async fn what_has_left_the_group_of_a_run_ends_with_it_all_the_same() {
    // The run is let go of, as one that is lost.
    let (runner, place) = leaver();
    let (sender, _lines) = mpsc::channel(8);
    let (job, cancel) = (a_job(), CancellationToken::new());
    let pid = tokio::select! {
        ended = runner.run(&job, sender, &cancel) => panic!("{ended:?}"),
        pid = said(&place) => pid,
    };
    until("it is gone with the run", async || !lives(&pid)).await;
    // The run is cancelled: whoever leads it ends by TERM, and what it leaves behind does not.
    let (runner, place) = leaver();
    let (sender, _lines) = mpsc::channel(8);
    let cancelled = async {
        let pid = said(&place).await;
        cancel.cancel();
        pid
    };
    let (ended, pid) = tokio::join!(runner.run(&job, sender, &cancel), cancelled);
    assert_eq!(ended.expect("it was run").end, End::Cancelled);
    until("it is gone when the run is cancelled", async || !lives(&pid)).await;
}

both!(a_server_without_playbooks_runs_none, async |t: TestApp| {
    let noc = staff(&t, LinkRole::Noc).await;
    let on = [device(&t, "a", DeviceKind::Router).await];
    let refused = start(&noc, "say", &on, false, json!([])).await;
    assert_eq!(crate::network::refused(&refused), ("NOT_FOUND", "playbook"));
    let listed = noc.gql("{ automationPlaybooks { key } }", json!({})).await;
    assert_eq!(listed.ok()["automationPlaybooks"], json!([]));
});
