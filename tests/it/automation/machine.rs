//! Where a run may go, who lets it, and what is refused on the way.

use portico::kernel::ids::AutomationRunId;
use portico::kernel::refusal::{Refusal, RefusalCode, UseCaseError};
use portico::ports::automation::{End, Finished};

use super::*;
use crate::support::app::{Backing, on_own_database};

#[track_caller]
fn refused<T: std::fmt::Debug>(outcome: Result<T, UseCaseError>) -> Refusal {
    match outcome {
        Err(UseCaseError::Refused(refusal)) => refusal,
        other => panic!("not refused: {other:?}"),
    }
}

fn on_both(name: &str, test: &impl AsyncFn(TestApp)) {
    for backing in [Backing::Embedded, Backing::Services] {
        on_own_database(backing, name, test);
    }
}

fn finished(end: End) -> Finished {
    Finished { end, hosts: [].into(), cut: false }
}

#[test]
fn each_state_leads_where_it_does_and_nowhere_else() {
    on_both(module_path!(), &async |t: TestApp| {
        let on = [device(&t, "a", DeviceKind::Router).await];
        let (asker, other) = (employee(&t, LinkRole::Noc).await, employee(&t, LinkRole::TenantAdmin).await);
        let (asker, other) = (acting(&t, asker, StaffRole::Noc), acting(&t, other, StaffRole::TenantAdmin));
        let new = new_run("careful", &on, &[("word", "hi")]);
        let run = automation::start(&asker, &automation(&t), new).await.expect("it is asked for");
        assert_eq!((run.status.name(), run.version), ("PENDING_APPROVAL", 1));
        // No worker takes what nobody has approved.
        let lease = chrono::TimeDelta::seconds(30);
        assert!(automation::claim(&t.scope(), "w", lease).await.expect("read").is_none());
        let own = refused(automation::approve(&asker, run.id, None).await);
        assert_eq!((own.code, own.field), (RefusalCode::OwnRequest, Some("runId")));
        let stale = refused(automation::approve(&other, run.id, Some(7)).await);
        assert_eq!(stale.code, RefusalCode::Conflict);
        let approved = automation::approve(&other, run.id, Some(1)).await.expect("somebody else may");
        assert_eq!((approved.status.name(), approved.version), ("QUEUED", 2));
        assert_eq!(row(&t, &run).await.approved_by, other.actor().account().map(|account| account.id));
        let twice = refused(automation::approve(&other, run.id, None).await);
        assert_eq!((twice.code, twice.allowed), (RefusalCode::InvalidTransition, Some(vec!["RUNNING"])));
        let claimed = automation::claim(&t.scope(), "w", lease).await.expect("read").expect("it waits");
        assert_eq!((claimed.run.id, claimed.run.status.name()), (run.id, "RUNNING"));
        let running = refused(automation::approve(&other, run.id, None).await);
        let ends = vec!["SUCCESS", "FAILED", "CANCELLED", "TIMEOUT"];
        assert_eq!((running.code, running.allowed), (RefusalCode::InvalidTransition, Some(ends)));
        assert!(
            automation::end(&t.scope(), &claimed, &finished(End::Exited(Some(0))), false)
                .await
                .expect("written")
        );
        let over = row(&t, &run).await;
        assert_eq!((over.status.name(), over.version), ("SUCCESS", 4));
        for outcome in
            [automation::approve(&other, run.id, None).await, automation::cancel(&other, run.id, None).await]
        {
            let over = refused(outcome);
            assert_eq!((over.code, over.allowed), (RefusalCode::InvalidTransition, Some(vec![])));
        }
        // What is over is never written anew.
        assert!(!automation::end(&t.scope(), &claimed, &finished(End::TimedOut), false).await.expect("read"));
        assert_eq!(row(&t, &run).await.status.name(), "SUCCESS");
    });
}

#[test]
fn what_waits_and_is_not_wanted_any_more_is_never_begun() {
    on_both(module_path!(), &async |t: TestApp| {
        let on = [device(&t, "a", DeviceKind::Router).await];
        let support = acting(&t, employee(&t, LinkRole::Support).await, StaffRole::Support);
        let another = acting(&t, employee(&t, LinkRole::Support).await, StaffRole::Support);
        let new = new_run("say", &on, &[("word", "hi"), ("password", "hunter22!")]);
        let run = automation::start(&support, &automation(&t), new).await.expect("it is asked for");
        assert!(run.sealed_variables.is_some());
        let foreign = automation::cancel(&another, run.id, None).await;
        assert!(matches!(foreign, Err(UseCaseError::Forbidden)), "{foreign:?}");
        automation::cancel(&support, run.id, None).await.expect("who has asked for it may");
        assert_eq!(refused(automation::cancel(&support, run.id, None).await).code, RefusalCode::AlreadyDone);
        // A program that does not exist would be told of as not started.
        work(&worker(&t, "w", "/nowhere/ansible-playbook")).await;
        let now = row(&t, &run).await;
        assert_eq!((now.status.name(), now.failure, now.sealed_variables), ("CANCELLED", None, None));
    });
}

#[test]
fn what_waits_for_its_approval_is_withdrawn_or_refused() {
    on_both(module_path!(), &async |t: TestApp| {
        let on = [device(&t, "a", DeviceKind::Router).await];
        let asker = acting(&t, employee(&t, LinkRole::Support).await, StaffRole::Support);
        let another = acting(&t, employee(&t, LinkRole::Support).await, StaffRole::Support);
        let noc = acting(&t, employee(&t, LinkRole::Noc).await, StaffRole::Noc);
        for by in [&asker, &noc] {
            let new = new_run("careful", &on, &[("word", "hi")]);
            let run = automation::start(&asker, &automation(&t), new).await.expect("it is asked for");
            let foreign = automation::cancel(&another, run.id, None).await;
            assert!(matches!(foreign, Err(UseCaseError::Forbidden)), "{foreign:?}");
            assert_eq!(refused(automation::cancel(by, run.id, Some(7)).await).code, RefusalCode::Conflict);
            let wished = automation::cancel(by, run.id, Some(1)).await.expect("it may");
            assert_eq!((wished.status.name(), wished.version), ("QUEUED", 2));
            assert_eq!(refused(automation::cancel(by, run.id, None).await).code, RefusalCode::AlreadyDone);
            let late = refused(automation::approve(&noc, run.id, None).await);
            assert_eq!(late.code, RefusalCode::InvalidTransition, "nobody brings it back");
            // Were it begun, it would be told of as not started.
            work(&worker(&t, "w", "/nowhere/ansible-playbook")).await;
            let now = row(&t, &run).await;
            assert_eq!((now.status.name(), now.failure, now.approved_at), ("CANCELLED", None, None));
            assert_eq!(now.cancelled_by, by.actor().account().map(|account| account.id));
        }
    });
}

#[test]
fn what_cannot_be_begun_says_why() {
    on_both(module_path!(), &async |t: TestApp| {
        let on = [device(&t, "a", DeviceKind::Router).await];
        let run = asked(&t, "say", &on, &[("word", "hi"), ("password", "hunter22!")]).await;
        work(&worker(&t, "w", "/nowhere/ansible-playbook")).await;
        let now = row(&t, &run).await;
        assert_eq!(now.status.name(), "FAILED");
        assert_eq!(now.failure, Some(automation::RunFailure::NotStarted));
        let why = now.failure_text.expect("it says why");
        assert!(why.contains("could not be started") && !why.contains("hunter22"), "{why}");
        assert_eq!(now.sealed_variables, None);
    });
}

#[test]
fn what_is_asked_for_is_a_registered_playbook_told_what_it_may_be_told() {
    on_both(module_path!(), &async |t: TestApp| {
        let on = [device(&t, "a", DeviceKind::Router).await];
        let noc = acting(&t, employee(&t, LinkRole::Noc).await, StaffRole::Noc);
        let support = acting(&t, employee(&t, LinkRole::Support).await, StaffRole::Support);
        let billing = acting(&t, employee(&t, LinkRole::Billing).await, StaffRole::Billing);
        let automation = automation(&t);
        let ask = async |scope: &Scope, new: NewRun| automation::start(scope, &automation, new).await;
        let hi = [("word", "hi")];
        for (new, code, field) in [
            (new_run("say.yml", &on, &hi), RefusalCode::NotFound, "playbook"),
            (new_run("../say.yml", &on, &hi), RefusalCode::NotFound, "playbook"),
            (new_run("say", &[], &hi), RefusalCode::InvalidInput, "targets"),
            (new_run("say", &[t.scope().new_id()], &hi), RefusalCode::NotFound, "targets"),
            (new_run("say", &on, &[]), RefusalCode::InvalidInput, "variables"),
            (new_run("say", &on, &[("word", "x")]), RefusalCode::InvalidInput, "variables"),
            (new_run("say", &on, &[("word", "hi"), ("count", "0")]), RefusalCode::InvalidInput, "variables"),
            (
                new_run("say", &on, &[("word", "hi"), ("ansible_host", "x")]),
                RefusalCode::InvalidInput,
                "variables",
            ),
            (
                NewRun { check_mode: true, ..new_run("fail", &on, &[]) },
                RefusalCode::InvalidInput,
                "checkMode",
            ),
        ] {
            let refusal = refused(ask(&noc, new.clone()).await);
            assert_eq!((refusal.code, refusal.field), (code, Some(field)), "{new:?}");
        }
        let named = refused(ask(&noc, new_run("say", &on, &[("word", "x")])).await);
        assert_eq!(named.message, "word: must have at least 2 characters");
        // The playbook says who: `fail` is for the NOC alone, and nothing is for billing.
        for (scope, playbook) in [(&support, "fail"), (&billing, "say")] {
            let outcome = ask(scope, new_run(playbook, &on, &hi)).await;
            assert!(matches!(outcome, Err(UseCaseError::Forbidden)), "{playbook}: {outcome:?}");
        }
        let runs = t.scope().select::<automation_run::Entity>().count().await.expect("read");
        assert_eq!(runs, 0, "nothing of it was written");
        let gone = refused(automation::cancel(&noc, t.scope().new_id::<AutomationRunId>(), None).await);
        assert_eq!((gone.code, gone.field), (RefusalCode::NotFound, Some("runId")));
    });
}

#[test]
fn the_same_call_under_one_key_asks_once() {
    on_both(module_path!(), &async |t: TestApp| {
        let on = [device(&t, "a", DeviceKind::Router).await];
        let noc = acting(&t, employee(&t, LinkRole::Noc).await, StaffRole::Noc);
        let keyed = |told: &[(&str, &str)]| NewRun { key: Some("k".to_owned()), ..new_run("say", &on, told) };
        let told = [("word", "hi"), ("password", "hunter22!")];
        let automation = automation(&t);
        let first = automation::start(&noc, &automation, keyed(&told)).await.expect("it is asked for");
        let again = automation::start(&noc, &automation, keyed(&told)).await.expect("the same");
        assert_eq!(first.id, again.id);
        // Another secret is another call, though nothing of it is kept.
        let other = [("word", "hi"), ("password", "hunter23!")];
        let reused = refused(automation::start(&noc, &automation, keyed(&other)).await);
        assert_eq!(reused.code, RefusalCode::IdempotencyKeyReused);
        assert_eq!(t.scope().select::<automation_run::Entity>().count().await.expect("read"), 1);
    });
}
