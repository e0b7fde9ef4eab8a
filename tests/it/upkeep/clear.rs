//! What is cleared, to the row and to the second.

use std::time::Duration;

use chrono::TimeDelta;
use futures_util::future::join;
use portico::app::retention;
use portico::config::Config;
use portico::identity::entity::account_link::LinkRole;
use portico::jobs::clear::{ClearJob, Retention};
use portico::kernel::clock::Instant;
use portico::kernel::ids::{AccountId, CustomerId, TypedId as _};
use sea_orm::{ConnectionTrait as _, TransactionTrait as _, Value};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::{ids, insert};
use crate::support::app::{Backing, TestApp, on_own_server};

fn job(t: &TestApp, retention: Retention) -> ClearJob {
    ClearJob {
        db: t.db().clone(),
        clock: t.clock(),
        entropy: t.scope().entropy().clone(),
        retention,
        every: Duration::from_hours(1),
    }
}

/// Clears what is older than the configuration's defaults.
pub(crate) async fn clear(t: &TestApp) {
    let defaults = retention(&Config::default());
    job(t, defaults).once(&CancellationToken::new()).await.expect("cleared");
}

/// Whom the rows are about.
struct People {
    account: AccountId,
    other: AccountId,
    customer: CustomerId,
}

async fn people(t: &TestApp) -> People {
    let customer = t.customer().insert().await;
    let account = t.account().member_of(&customer, LinkRole::Owner).insert().await.id;
    let other = t.account().staff(LinkRole::Support).insert().await.id;
    People { account, other, customer: customer.id }
}

type Columns = Vec<(&'static str, Value)>;

/// A row of each kind whose time runs from `at`, different from all others by `number`: the table, the columns, and for
/// how long such a row is kept.
fn kinds(people: &People, at: Instant, number: u8) -> Vec<(&'static str, Columns, TimeDelta)> {
    let account = || ("account_id", Value::from(people.account.uuid()));
    let text = |name: &'static str, text: &str| (name, Value::from(text.to_owned()));
    let when = |name: &'static str, at: Instant| (name, Value::from(at));
    let bytes = |name: &'static str| (name, Value::from(vec![number; 32]));
    let (long, none) = (at + TimeDelta::days(3_650), None::<Vec<u8>>);
    vec![
        (
            "login_attempt",
            vec![
                account(),
                bytes("portal_id_hash"),
                ("ok", true.into()),
                text("reason", "SIGNED_IN"),
                text("ip", "192.0.2.1"),
                text("user_agent", "test"),
                when("at", at),
            ],
            TimeDelta::days(180),
        ),
        (
            "sign_in_challenge",
            vec![
                account(),
                text("purpose", "SECOND_FACTOR"),
                bytes("secret_hash"),
                bytes("origin_hash"),
                bytes("password_tag"),
                ("remember", false.into()),
                ("tries", 0_i16.into()),
                when("created_at", at),
                when("expires_at", at),
            ],
            TimeDelta::days(1),
        ),
        (
            "passkey_ceremony",
            vec![
                account(),
                text("purpose", "SIGN_IN"),
                bytes("secret_hash"),
                bytes("origin_hash"),
                text("state", "{}"),
                when("created_at", at),
                when("expires_at", at),
            ],
            TimeDelta::days(1),
        ),
        (
            "one_time_token",
            vec![
                account(),
                text("purpose", "ACTIVATION"),
                bytes("digest"),
                when("created_at", at),
                when("expires_at", at),
            ],
            TimeDelta::days(90),
        ),
        (
            "token_family",
            vec![
                account(),
                ("session_id", people.account.uuid().into()),
                ("generation", 1_i64.into()),
                bytes("digest"),
                when("created_at", at),
                when("expires_at", at),
            ],
            TimeDelta::days(90),
        ),
        (
            "personal_access_token",
            vec![
                account(),
                text("name", "n"),
                bytes("digest"),
                text("hint", "h"),
                ("scopes", serde_json::json!(["WORK"]).into()),
                when("created_at", at),
                when("expires_at", at),
            ],
            TimeDelta::days(90),
        ),
        (
            "personal_access_token",
            vec![
                account(),
                text("name", "revoked"),
                ("digest", Value::from(vec![number; 31])),
                text("hint", "h"),
                ("scopes", serde_json::json!(["WORK"]).into()),
                when("created_at", at),
                when("expires_at", long),
                when("revoked_at", at),
            ],
            TimeDelta::days(90),
        ),
        (
            "member_invitation",
            vec![
                ("customer_id", people.customer.uuid().into()),
                ("invited_by", people.account.uuid().into()),
                text("name", "Kim"),
                text("email", "kim@example.org"),
                text("role", "PAYER"),
                bytes("token_hash"),
                text("status", "OPEN"),
                when("created_at", at),
                when("expires_at", at),
            ],
            TimeDelta::days(90),
        ),
        (
            "account_status_change",
            vec![
                account(),
                text("from_status", "ACTIVE"),
                text("to_status", "SUSPENDED"),
                text("reason", "r"),
                when("at", at),
            ],
            TimeDelta::days(1_095),
        ),
        (
            "notification",
            vec![
                account(),
                ("event_id", Uuid::from_u128(u128::from(number)).into()),
                text("topic", "SECURITY"),
                text("kind", "NEW_DEVICE"),
                ("args", serde_json::json!({}).into()),
                when("created_at", at),
                when("read_at", at),
            ],
            TimeDelta::days(90),
        ),
        (
            "notification",
            vec![
                account(),
                ("event_id", Uuid::from_u128(1_000 + u128::from(number)).into()),
                text("topic", "SECURITY"),
                text("kind", "NEW_DEVICE"),
                ("args", serde_json::json!({}).into()),
                when("created_at", at),
            ],
            TimeDelta::days(730),
        ),
        (
            "mail_message",
            vec![
                text("template", "notice"),
                text("locale", "en-US"),
                text("recipient", "jo@example.org"),
                ("sealed_args", none.into()),
                text("status", "SENT"),
                ("attempts", 1.into()),
                when("next_attempt_at", at),
                when("created_at", at),
                when("finished_at", at),
            ],
            TimeDelta::days(30),
        ),
        (
            "read_access",
            vec![
                ("viewer_account_id", people.other.uuid().into()),
                text("viewer_kind", "STAFF"),
                ("subject_id", people.customer.uuid().into()),
                text("subject_kind", "CUSTOMER"),
                text("depth", "OPENED"),
                ("hour", i64::from(number).into()),
                text("request_id", "r"),
                when("at", at),
            ],
            TimeDelta::days(1_095),
        ),
    ]
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
        let mut latest = kinds(&people, t.now() - TimeDelta::days(3_000), 200).swap_remove(8).1;
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
    for (number, kind) in (0..kinds(&people, t.now(), 0).len()).enumerate() {
        let number = u8::try_from(number).expect("few");
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
