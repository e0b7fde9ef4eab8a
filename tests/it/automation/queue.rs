//! How much may wait.

use portico::automation::{MAX_WAITING, RunStatus};
use portico::kernel::refusal::{RefusalCode, UseCaseError};
use portico::ports::automation::{End, Finished};

use super::equipment::equipped;
use super::*;
use crate::support::app::{Backing, on_own_database};

/// What was refused, and the field that it was about.
fn refused(outcome: Result<AutomationRun, UseCaseError>) -> Option<(RefusalCode, Option<&'static str>)> {
    match outcome {
        Err(UseCaseError::Refused(refusal)) => Some((refusal.code, refusal.field)),
        Err(error) => panic!("{error}"),
        Ok(_) => None,
    }
}

/// Writes as many runs as `first` beside it, of which half wait for their approval.
async fn fill(t: &TestApp, first: &AutomationRun, count: u64) {
    let tx = t.scope().begin().await.expect("the database answers");
    let mut rows = Vec::new();
    for number in 0..count {
        let status = if number < count / 2 { RunStatus::Queued } else { RunStatus::PendingApproval };
        let row = AutomationRun { id: tx.scope().new_id(), status, ..first.clone() };
        rows.push(row.into_active_model().reset_all());
    }
    tx.insert_many(rows).await.expect("the runs are new");
    tx.commit().await.expect("the database answers");
}

#[test]
fn no_more_waits_than_may() {
    for backing in [Backing::Embedded, Backing::Services] {
        on_own_database(backing, module_path!(), async |t: TestApp| {
            let (_, service, _) = equipped(&t).await;
            let on = [device(&t, "a", DeviceKind::Router).await];
            let automation = automation(&t);
            let ask = async || {
                let new = new_run("say", &on, &[("word", "hi")]);
                refused(automation::start(&t.scope(), &automation, new).await)
            };
            let first = asked(&t, "say", &on, &[("word", "hi")]).await;
            fill(&t, &first, MAX_WAITING - 2).await;
            assert_eq!(ask().await, None, "there is a last place");
            let full = (RefusalCode::TooMany, Some("playbook"));
            assert_eq!(ask().await, Some(full));
            let restart = automation::restart_equipment(&t.scope(), &automation, service).await;
            assert_eq!(refused(restart), Some((RefusalCode::TooMany, Some("serviceId"))));
            let runs = t.scope().select::<automation_run::Entity>().count().await.expect("read");
            assert_eq!(runs, MAX_WAITING, "nothing of what was refused was written");
            // What is not wanted any more waits until a worker has taken it: whoever cancels does not ask without end.
            automation::cancel(&t.scope(), first.id, None).await.expect("it waits");
            assert_eq!(ask().await, Some(full));
            let lease = chrono::TimeDelta::seconds(30);
            let claimed = automation::claim(&t.scope(), "w", lease).await.expect("read").expect("it waits");
            let finished = Finished { end: End::Exited(Some(0)), hosts: [].into(), cut: false };
            assert!(automation::end(&t.scope(), &claimed, &finished, false).await.expect("written"));
            assert_eq!(ask().await, None, "one is over");
            assert_eq!(ask().await, Some(full));
            // Another ISP's queue is its own.
            let abroad = t.tenant().await;
            let there = [device(&abroad, "b", DeviceKind::Router).await];
            asked(&abroad, "say", &there, &[("word", "hi")]).await;
        });
    }
}
