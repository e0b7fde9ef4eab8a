//! What is cleared, to the row and to the second.

use std::time::Duration;

use chrono::TimeDelta;
use futures_util::future::join;
use portico::app::retention;
use portico::config::Config;
use portico::jobs::clear::{ClearJob, Retention};
use portico::kernel::ids::TypedId as _;
use sea_orm::{ConnectionTrait as _, TransactionTrait as _};
use tokio_util::sync::CancellationToken;

use super::rows::{kinds, people};
use super::{ids, insert};
use crate::support::app::{Backing, TestApp, on_own_server};

/// The place of a change of an account's state among the kinds.
const STATUS_CHANGE: usize = 8;

fn job(t: &TestApp, retention: Retention) -> ClearJob {
    ClearJob {
        db: t.db().clone(),
        clock: t.clock(),
        entropy: t.scope().entropy().clone(),
        retention,
        files: None,
        every: Duration::from_hours(1),
    }
}

/// Clears what is older than the configuration's defaults.
pub(crate) async fn clear(t: &TestApp) {
    let defaults = retention(&Config::default());
    job(t, defaults).once(&CancellationToken::new()).await.expect("cleared");
}

both!(what_is_older_than_it_may_be_goes_and_all_else_stays, |_| {}, async |t: TestApp| {
    let foreign = t.tenant().await;
    for t in [&t, &foreign] {
        let people = people(t).await;
        let count = kinds(&people, t.now(), 0).len();
        let (mut stay, mut go) = (Vec::new(), Vec::new());
        for kind in 0..count {
            // One second too old, of the age that is still kept, and new.
            for (number, age) in [(1, 1), (2, 0), (3, -1_000_000)] {
                let keep = kinds(&people, t.now(), 0)[kind].2;
                let at = t.now() - keep - TimeDelta::seconds(age);
                let number = number + 3 * u8::try_from(kind).expect("few");
                let (table, columns, _) = kinds(&people, at, number).swap_remove(kind);
                let id = insert(t, table, &columns).await;
                if age > 0 { go.push((table, id)) } else { stay.push((table, id)) }
            }
        }
        // The latest change of an account's state stays however old it is: it says why the account is as it is.
        let mut latest = kinds(&people, t.now() - TimeDelta::days(3_000), 200).swap_remove(STATUS_CHANGE).1;
        latest[0].1 = people.other.uuid().into();
        stay.push(("account_status_change", insert(t, "account_status_change", &latest).await));
        // So does an attempt that a challenge speaks of.
        let attempt = kinds(&people, t.now() - TimeDelta::days(300), 201).swap_remove(0).1;
        let attempt = insert(t, "login_attempt", &attempt).await;
        let mut challenge = kinds(&people, t.now(), 202).swap_remove(1).1;
        challenge.push(("login_attempt_id", attempt.into()));
        stay.push(("login_attempt", attempt));
        stay.push(("sign_in_challenge", insert(t, "sign_in_challenge", &challenge).await));

        clear(t).await;
        for (table, id) in &stay {
            assert!(ids(t, table).await.contains(id), "{table} has lost a row that is to stay");
        }
        for (table, id) in &go {
            assert!(!ids(t, table).await.contains(id), "{table} has kept a row that is to go");
        }
    }
});

both!(nothing_goes_where_the_operator_keeps_it, |_| {}, async |t: TestApp| {
    let people = people(&t).await;
    let mut rows = Vec::new();
    for kind in 0..kinds(&people, t.now(), 0).len() {
        let number = u8::try_from(kind).expect("few");
        let (table, columns, _) = kinds(&people, t.now() - TimeDelta::days(5_000), number).swap_remove(kind);
        if !["sign_in_challenge", "passkey_ceremony"].contains(&table) {
            rows.push((table, insert(&t, table, &columns).await));
        }
    }
    let mut config = Config::default();
    let kept = &mut config.retention;
    for days in [
        &mut kept.login_attempt_days,
        &mut kept.token_days,
        &mut kept.invitation_days,
        &mut kept.account_status_days,
        &mut kept.read_notification_days,
        &mut kept.notification_days,
        &mut kept.mail_days,
        &mut kept.look_days,
        &mut kept.automation_log_days,
    ] {
        *days = 0;
    }
    job(&t, retention(&config)).once(&CancellationToken::new()).await.expect("nothing to do");
    for (table, id) in rows {
        assert!(ids(&t, table).await.contains(&id), "{table}");
    }
});

/// Old attempts to sign in, more than two batches of them.
async fn old_attempts(t: &TestApp, count: usize) {
    let people = people(t).await;
    for _ in 0..count {
        let old = kinds(&people, t.now() - TimeDelta::days(200), 1).swap_remove(0).1;
        insert(t, "login_attempt", &old).await;
    }
}

both!(two_workers_share_what_there_is, |_| {}, async |t: TestApp| {
    old_attempts(&t, 1_201).await;
    let people = people(&t).await;
    let new = kinds(&people, t.now(), 2).swap_remove(0).1;
    let kept = insert(&t, "login_attempt", &new).await;
    join(clear(&t), clear(&t)).await;
    assert_eq!(ids(&t, "login_attempt").await, [kept]);
});

#[test]
fn what_somebody_holds_is_left_for_the_next_look() {
    on_own_server(
        Backing::Services,
        module_path!(),
        |_| {},
        async |t: TestApp| {
            old_attempts(&t, 3).await;
            let held = ids(&t, "login_attempt").await[1];
            let holder = t.raw().begin().await.expect("the database answers");
            holder
                .execute_unprepared(&format!("SELECT 1 FROM login_attempt WHERE id = '{held}' FOR UPDATE"))
                .await
                .expect("held");
            clear(&t).await;
            assert_eq!(ids(&t, "login_attempt").await, [held], "and nobody waited");
            holder.commit().await.expect("the database answers");
            clear(&t).await;
            assert!(ids(&t, "login_attempt").await.is_empty());
        },
    );
}

#[test]
fn clearing_finds_its_rows_by_an_index() {
    on_own_server(
        Backing::Services,
        module_path!(),
        |_| {},
        async |t: TestApp| {
            let people = people(&t).await;
            for (table, _, _) in kinds(&people, t.now(), 0) {
                let column = match table {
                    "login_attempt" | "account_status_change" | "read_access" => "at",
                    "mail_message" => "finished_at",
                    "notification" => "read_at",
                    _ => "expires_at",
                };
                let tx = t.raw().begin().await.expect("the database answers");
                tx.execute_unprepared("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off; SET LOCAL enable_sort = off").await.expect("set");
                let explain = format!(
                    "EXPLAIN SELECT id FROM {table} WHERE tenant_id = '{}' AND {column} < now() ORDER BY {column} LIMIT 500",
                    t.facts().reference.id.uuid()
                );
                let plan =
                    tx.query_all_raw(sea_orm::Statement::from_string(sea_orm::DbBackend::Postgres, explain));
                let plan: Vec<String> = plan
                    .await
                    .expect("a plan")
                    .iter()
                    .map(|row| row.try_get_by_index::<String>(0).expect("a line"))
                    .collect();
                let plan = plan.join("\n");
                // In the order of the index, so that the oldest are read and no more.
                assert!(plan.contains("Index") && !plan.contains("Sort"), "{table}: {plan}");
            }
        },
    );
}
