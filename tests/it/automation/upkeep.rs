//! What runs leave behind is kept: lines for a while, secrets under the current key.

use chrono::TimeDelta;
use portico::app::retention;
use portico::automation::entity::automation_line;
use portico::jobs::clear::ClearJob;
use portico::kernel::ids::TypedId as _;
use portico::ports::automation::{End, Finished};
use portico::ports::keyring::{Purpose, place};
use secrecy::{ExposeSecret as _, SecretString};

use super::*;
use crate::support::app::{Backing, MASTER_KEY, on_own_database};

/// The key that follows.
const NEXT_KEY: &str = "fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210";

/// A run that has printed a line.
async fn a_run_with_a_line(t: &TestApp, on: &[DeviceId], line: &str) {
    asked(t, "say", on, &[("word", "hi")]).await;
    let lease = TimeDelta::seconds(30);
    let claimed = automation::claim(&t.scope(), "w", lease).await.expect("read").expect("it waits");
    automation::beat(&t.scope(), &claimed, lease, 0, &[line.to_owned()]).await.expect("written");
    let finished = Finished { end: End::Exited(Some(0)), hosts: [].into(), cut: false };
    assert!(automation::end(&t.scope(), &claimed, &finished, false).await.expect("written"));
}

#[test]
fn what_was_printed_long_ago_goes_and_what_came_of_it_stays() {
    for backing in [Backing::Embedded, Backing::Services] {
        on_own_database(backing, module_path!(), async |t: TestApp| {
            let on = [device(&t, "a", DeviceKind::Router).await];
            a_run_with_a_line(&t, &on, "old").await;
            t.advance(TimeDelta::days(90) + TimeDelta::seconds(1));
            a_run_with_a_line(&t, &on, "new").await;
            let job = ClearJob {
                db: t.db().clone(),
                clock: t.clock(),
                entropy: t.scope().entropy().clone(),
                retention: retention(&Config::default()),
                files: None,
                every: Duration::from_hours(1),
            };
            job.once(&CancellationToken::new()).await.expect("cleared");
            let lines = t.scope().select::<automation_line::Entity>().all().await.expect("read");
            let left: Vec<&str> = lines.iter().map(|line| line.line.as_str()).collect();
            assert_eq!(left, ["new"]);
            assert_eq!(t.scope().select::<automation_run::Entity>().count().await.expect("read"), 2);
        });
    }
}

#[test]
fn a_secret_that_waits_is_sealed_anew_when_the_key_is_another() {
    for backing in [Backing::Embedded, Backing::Services] {
        on_own_database(backing, module_path!(), async |t: TestApp| {
            let on = [device(&t, "a", DeviceKind::Router).await];
            let run = asked(&t, "say", &on, &[("word", "hi"), ("password", "hunter22!")]).await;
            let secrets = |retired: &[&str]| {
                let mut section = t.config().secrets.clone();
                section.master_key = NEXT_KEY.into();
                section.retired_master_keys = retired.iter().map(|key| SecretString::from(*key)).collect();
                SecretsParts::of(&section, &t.clock(), t.scope().entropy()).expect("keys")
            };
            let (rotated, alone) = (secrets(&[MASTER_KEY]), secrets(&[]));
            let at = place(run.tenant_id, run.id.uuid());
            let sealed = run.sealed_variables.clone().expect("it waits");
            assert!(alone.keyring.open(Purpose::Automation, &at, &sealed).await.is_err());
            let job = rotated.reseal_job(t.db().clone(), t.clock(), t.scope().entropy().clone());
            assert_eq!(job.once(&CancellationToken::new()).await.expect("resealed").done, 1);
            let sealed = row(&t, &run).await.sealed_variables.expect("it still waits");
            let opened = alone.keyring.open(Purpose::Automation, &at, &sealed).await.expect("it opens");
            let text = String::from_utf8(opened.expose_secret().to_vec()).expect("JSON");
            assert_eq!(text, r#"{"password":"hunter22!"}"#);
        });
    }
}
