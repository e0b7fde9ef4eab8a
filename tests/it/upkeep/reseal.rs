//! What is under a retired master key is sealed anew: all of it, once, whatever happens meanwhile.

use std::sync::Arc;
use std::time::Duration;

use futures_util::future::join;
use portico::app::SecretsParts;
use portico::db::Reads as _;
use portico::identity::entity::account_link::LinkRole;
use portico::identity::entity::{signing_key, totp_factor};
use portico::jobs::reseal::{ResealJob, Resealed};
use portico::kernel::clock::{Clock as _, SystemClock};
use portico::kernel::ids::TypedId as _;
use portico::mail::entity::mail_message;
use portico::ports::keyring::{Keyring, KeyringError, Purpose, place};
use portico::ports::mail::KeptMails;
use sea_orm::{ConnectionTrait as _, TransactionTrait as _};
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::json;
use tokio_util::sync::CancellationToken;

use crate::mail::{queue, reset};
use crate::support::app::{Backing, MASTER_KEY, TestApp, on_own_server};
use crate::support::authenticator::{Authenticator, ENROL, challenge, step_up, verify};
use crate::support::program::{Program, command, run};
use crate::support::wait::until;
use crate::tokens::{self, is_accepted_by};

/// The key that follows [`MASTER_KEY`].
const NEXT_KEY: &str = "fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210";

/// Secrets by a configuration in which `key` seals and `retired` open.
fn secrets(t: &TestApp, key: &str, retired: &[&str]) -> SecretsParts {
    let mut section = t.config().secrets.clone();
    section.master_key = key.into();
    section.retired_master_keys = retired.iter().map(|key| SecretString::from(*key)).collect();
    SecretsParts::of(&section, &t.clock(), t.scope().entropy()).expect("the keys of the tests")
}

fn job(t: &TestApp, secrets: &SecretsParts) -> ResealJob {
    secrets.reseal_job(t.db().clone(), t.clock(), t.scope().entropy().clone())
}

async fn once(job: &ResealJob) -> Resealed {
    job.once(&CancellationToken::new()).await.expect("the database answers")
}

/// Every sealed value of the tenant, with what it is for and where it is.
async fn sealed(t: &TestApp) -> Vec<(Purpose, Vec<u8>, Vec<u8>)> {
    let (scope, tenant) = (t.scope(), t.facts().reference.id);
    let mut found = Vec::new();
    for row in scope.select::<totp_factor::Entity>().all().await.expect("the database answers") {
        found.push((Purpose::Totp, place(tenant, row.id.uuid()), row.secret));
    }
    for row in scope.select::<signing_key::Entity>().all().await.expect("the database answers") {
        found.push((Purpose::SigningKey, place(tenant, row.id.uuid()), row.sealed_key));
    }
    for row in scope.select::<mail_message::Entity>().all().await.expect("the database answers") {
        found.extend(row.sealed_args.map(|sealed| (Purpose::Mail, place(tenant, row.id.uuid()), sealed)));
    }
    found
}

/// How many of them a keyring opens.
async fn opened(t: &TestApp, keyring: &Keyring) -> usize {
    let mut opened = 0;
    for (purpose, place, sealed) in sealed(t).await {
        match keyring.open(purpose, &place, &sealed).await {
            Ok(_) => opened += 1,
            Err(KeyringError::UnknownKey(_)) => {}
            Err(other) => panic!("{purpose:?}: {other}"),
        }
    }
    opened
}

/// An authenticator app, a signing key and mails.
async fn fill(t: &TestApp, mails: usize) -> usize {
    let login = t.account().staff(LinkRole::Support).insert().await;
    t.enrolled(&login).await;
    t.identity().public_keys(&t.scope()).await.expect("a first key is made");
    for number in 0..mails {
        queue(t, reset(t, &format!("reader-{number}@example.org"))).await;
    }
    sealed(t).await.len()
}

both!(everything_is_sealed_anew_once_and_the_old_key_is_not_needed, |_| {}, async |t: TestApp| {
    let all = fill(&t, 203).await;
    assert!(all >= 205, "{all}");
    // Two tenants: each value is bound to its own.
    let other = t.tenant().await;
    let others = fill(&other, 1).await;
    let rotated = secrets(&t, NEXT_KEY, &[MASTER_KEY]);
    let alone = secrets(&t, NEXT_KEY, &[]);
    assert_eq!(opened(&t, &alone.keyring).await, 0);
    // Two workers at once; what one holds the other leaves.
    let (first, second) = (job(&t, &rotated), job(&t, &rotated));
    let (mut done, more) = join(once(&first), once(&second)).await;
    done.done += more.done + once(&first).await.done;
    let total = u64::try_from(all + others).expect("few");
    assert_eq!((done.done, done.unreadable + more.unreadable), (total, 0));
    assert_eq!((opened(&t, &alone.keyring).await, opened(&other, &alone.keyring).await), (all, others));
    let before = sealed(&t).await;
    assert_eq!(once(&first).await, Resealed::default(), "nothing is left");
    assert_eq!(sealed(&t).await, before, "and nothing is touched again");
});

both!(a_job_that_is_broken_off_goes_on_where_it_was, |_| {}, async |t: TestApp| {
    let all = fill(&t, 350).await;
    let rotated = secrets(&t, NEXT_KEY, &[MASTER_KEY]);
    let alone = secrets(&t, NEXT_KEY, &[]);
    // Dropped as soon as something is under the new key: in the middle of whatever it does then.
    let work = job(&t, &rotated);
    tokio::select! {
        _ = once(&work) => {}
        () = until("something is sealed anew", async || opened(&t, &alone.keyring).await > 0) => {}
    }
    let done = opened(&t, &alone.keyring).await;
    assert!(done > 0);
    assert_eq!(opened(&t, &rotated.keyring).await, all, "nothing is lost");
    let rest = once(&job(&t, &rotated)).await;
    // A commit may have been under way.
    assert!(rest.done <= u64::try_from(all - done).expect("few") && rest.unreadable == 0, "{rest:?}");
    assert_eq!(opened(&t, &alone.keyring).await, all);
});

both!(a_value_that_does_not_open_holds_nothing_up_and_stays_as_it_is, |_| {}, async |t: TestApp| {
    let all = fill(&t, 120).await;
    let mails = t.queue().await;
    let (from, to) = (mails[5].sealed_args.clone().expect("queued"), mails[4].id);
    // A value that was copied from another row.
    let tx = t.scope().begin().await.expect("the database answers");
    let sql = "UPDATE mail_message SET sealed_args = $2 WHERE tenant_id = $1 AND id = $3";
    tx.execute(sql, [from.clone().into(), to.uuid().into()]).await.expect("changed");
    tx.commit().await.expect("the database answers");
    let rotated = secrets(&t, NEXT_KEY, &[MASTER_KEY]);
    let done = once(&job(&t, &rotated)).await;
    assert_eq!((done.done, done.unreadable), (u64::try_from(all - 1).expect("few"), 1));
    let kept = t.queue().await.into_iter().find(|mail| mail.id == to).expect("there");
    assert_eq!(kept.sealed_args, Some(from));
});

#[test]
fn who_sets_up_a_factor_meanwhile_has_it() {
    on_own_server(
        Backing::Services,
        module_path!(),
        |_| {},
        async |t: TestApp| {
            let login = t.account().staff(LinkRole::Support).insert().await;
            t.enrolled(&login).await;
            let rotated = secrets(&t, NEXT_KEY, &[MASTER_KEY]);
            let work = job(&t, &rotated);
            // Somebody has the row in hand: the job does not wait, and has nothing to replace when it looks again.
            let holder = t.raw().begin().await.expect("the database answers");
            let changed = "UPDATE totp_factor SET secret = decode(repeat('00', 61), 'hex')";
            holder.execute_unprepared(changed).await.expect("changed");
            assert_eq!(once(&work).await, Resealed::default(), "left out, without a wait");
            holder.commit().await.expect("the database answers");
            assert_eq!(once(&work).await, Resealed::default(), "it is under no key that is known");
            let kept = t.scope().select::<totp_factor::Entity>().all().await.expect("the database answers");
            assert_eq!(kept[0].secret, vec![0; 61]);
        },
    );
}

#[test]
fn enrolments_and_resealing_race_and_each_app_opens() {
    on_own_server(
        Backing::Services,
        module_path!(),
        |_| {},
        async |t: TestApp| {
            let login = t.account().staff(LinkRole::Support).insert().await;
            let caller = t.sign_in_as(&login).await;
            step_up(&caller).await;
            let rotated = secrets(&t, NEXT_KEY, &[MASTER_KEY]);
            let work = job(&t, &rotated);
            let stop = CancellationToken::new();
            let enrol = async {
                let mut last = String::new();
                for _ in 0..15 {
                    let reply = caller.gql(ENROL, json!({ "input": {} })).await;
                    last = reply.ok()["enrolTotp"]["setup"]["secret"].as_str().expect("a secret").to_owned();
                }
                stop.cancel();
                last
            };
            let reseal = async {
                while !stop.is_cancelled() {
                    once(&work).await;
                    tokio::time::sleep(Duration::from_millis(1)).await;
                }
            };
            let (secret, ()) = join(enrol, reseal).await;
            once(&work).await;
            let rows = t.scope().select::<totp_factor::Entity>().all().await.expect("the database answers");
            let [row] = rows.as_slice() else { panic!("one app waits: {rows:?}") };
            let bound = place(row.tenant_id, row.id.uuid());
            let alone = secrets(&t, NEXT_KEY, &[]).keyring;
            let opened =
                alone.open(Purpose::Totp, &bound, &row.secret).await.expect("opens under the new key");
            let shown = totp_rs::Secret::try_from_base32(&secret).expect("base32");
            assert_eq!(opened.expose_secret(), &*shown, "and it is the one that was shown last");
        },
    );
}

#[test]
fn after_a_change_of_the_key_everything_goes_on_without_the_old_one() {
    let quiet = |config: &mut portico::config::Config| config.events.run_jobs = false;
    on_own_server(Backing::Services, module_path!(), quiet, async |t: TestApp| {
        let login = t.account().staff(LinkRole::Support).insert().await;
        let enrolled = t.enrolled(&login).await;
        let before = Program::serve(t.config(), &[]);
        let client = t.anonymous().at_port(before.port());
        let plain = t.account().staff(LinkRole::Billing).insert().await;
        let held = tokens::sign_in(&client, &plain, false).await;
        before.stop();
        queue(&t, reset(&t, "jo@example.org")).await;

        let retired = format!("[\"{MASTER_KEY}\"]");
        let both = [
            ("PORTICO_SECRETS__MASTER_KEY", NEXT_KEY),
            ("PORTICO_SECRETS__RETIRED_MASTER_KEYS", retired.as_str()),
        ];
        let portico = |arguments: &[&str]| {
            let output = run(command(t.config(), arguments).envs(both));
            let text = String::from_utf8_lossy(&output.stdout).into_owned();
            assert!(output.status.success(), "{text}{}", String::from_utf8_lossy(&output.stderr));
            text
        };
        let doctor = portico(&["secrets", "doctor"]);
        assert!(doctor.contains("1 authenticator apps, 1 signing keys, "), "{doctor}");
        assert!(doctor.contains("queued mails (retired, still needed)"), "{doctor}");
        let resealed = portico(&["secrets", "reseal"]);
        assert!(resealed.contains("nothing (retired, not needed by this database any more)"), "{resealed}");

        // The old key is gone from the configuration.
        let after = Program::serve(t.config(), &[("PORTICO_SECRETS__MASTER_KEY", NEXT_KEY)]);
        let client = t.anonymous().at_port(after.port());
        let wanted = challenge(&client, &login).await;
        let code = Authenticator::code_at(&enrolled.app, SystemClock.now());
        let reply = verify(&client, &wanted, &code).await;
        assert_eq!(reply.ok()["verifySecondFactor"]["result"]["__typename"], "SignedIn", "{}", reply.text);
        assert!(is_accepted_by(&client, &held.access).await, "a token of before");
        let next = tokens::refreshed(&client, &held.refresh).await;
        assert!(is_accepted_by(&client, &next.access).await, "and one that the resealed key has signed");
        after.stop();

        let kept = KeptMails::default();
        let mut sender = t.sender(Arc::new(kept.clone()));
        sender.keyring = secrets(&t, NEXT_KEY, &[]).keyring;
        sender.deliver_due_of(t.facts(), &CancellationToken::new()).await.expect("delivered");
        assert!(kept.all().iter().any(|mail| mail.mail.text.contains("canary-token")), "{:?}", kept.all());
    });
}

#[test]
fn a_command_that_is_killed_can_be_repeated() {
    on_own_server(
        Backing::Services,
        module_path!(),
        |_| {},
        async |t: TestApp| {
            let all = fill(&t, 250).await;
            let mails = t.queue().await;
            let retired = format!("[\"{MASTER_KEY}\"]");
            let both = [
                ("PORTICO_SECRETS__MASTER_KEY", NEXT_KEY),
                ("PORTICO_SECRETS__RETIRED_MASTER_KEYS", retired.as_str()),
            ];
            let rotated = secrets(&t, NEXT_KEY, &[MASTER_KEY]);
            let alone = secrets(&t, NEXT_KEY, &[]);
            // A lock on the table of mails stops it after authenticator apps and signing keys.
            let lock = t.raw().begin().await.expect("the database answers");
            lock.execute_unprepared("LOCK TABLE mail_message IN EXCLUSIVE MODE").await.expect("locked");
            let mut child = command(t.config(), &["secrets", "reseal"]).envs(both).spawn().expect("it runs");
            until("it waits for the mails", async || t.waiting_for_locks().await == 1).await;
            child.kill().expect("killed");
            child.wait().expect("ended");
            lock.rollback().await.expect("unlocked");
            assert_eq!(opened(&t, &alone.keyring).await, all - mails.len());
            assert_eq!(opened(&t, &rotated.keyring).await, all);
            let output = run(command(t.config(), &["secrets", "reseal"]).envs(both));
            let text = String::from_utf8_lossy(&output.stdout);
            assert!(text.contains(&format!("{} value(s) sealed anew", mails.len())), "{text}");
            assert_eq!(opened(&t, &alone.keyring).await, all);
        },
    );
}
