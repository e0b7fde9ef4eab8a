//! PostgreSQL dies, hangs, and has no connection to spare.

use std::time::Duration;

use futures_util::future::{join, join_all};
use portico::db::audit;
use portico::db::{Db, Reads as _};
use portico::identity::entity::account_link::LinkRole;
use sea_orm::{ColumnTrait as _, ConnectionTrait as _, TransactionTrait as _};
use serde_json::json;

use super::{asked, limits, recovered};
use crate::support::app::{Services, TestApp, on_own_services};
use crate::support::factory::account::PASSWORD;
use crate::support::wait::until;

/// Ten times the 2 s within which a caller is told.
const PATIENCE: Duration = Duration::from_secs(20);

const UNLOCK: &str = "mutation($id: ID!) {
  unlockAccount(input: { accountId: $id, reason: \"a call\" }) { account { id } userErrors { code } }
}";

#[test]
fn a_database_that_dies_in_the_middle_of_a_mutation_leaves_nothing_half_written() {
    on_own_services(module_path!(), limits, async |t: TestApp, services: &Services| {
        let support = t.account().staff(LinkRole::Support).insert().await;
        let locked = t.account().staff(LinkRole::Noc).insert().await;
        let caller = t.sign_in_as(&support).await;
        for _ in 0..5 {
            t.anonymous().sign_in(locked.portal_id.as_str(), "wrong").await;
        }

        // A lock keeps the mutation between its first statement and its last.
        let lock = t.raw().begin().await.expect("the database answers");
        lock.execute_unprepared("LOCK TABLE audit_entry IN ACCESS EXCLUSIVE MODE").await.expect("locked");
        let mutation = caller.gql(UNLOCK, json!({ "id": locked.id.to_string() }));
        let break_it = async {
            until("the mutation waits", async || t.waiting_for_locks().await == 1).await;
            services.postgres.kill();
        };
        let (reply, ()) = join(mutation, break_it).await;
        reply.assert_code("DATABASE_UNAVAILABLE");
        drop(lock);
        for _ in 0..3 {
            asked(&caller, PATIENCE).await.assert_refused(503, "DATABASE_UNAVAILABLE");
        }
        let (status, report) = t.readiness().await;
        assert_eq!((status, &report["checks"][0]["ok"]), (503, &json!(false)), "{report}");
        assert_eq!(report["checks"][1]["ok"], true);

        services.postgres.launch();
        recovered(&caller, PATIENCE).await;
        assert_eq!(caller.who().await, Some(support.portal_id.to_string()), "the session has survived");
        until("it is ready", async || t.readiness().await.0 == 200).await;
        // The test's own connections have broken as well.
        until("the test recovers", async || t.scope().select::<audit::Entity>().all().await.is_ok()).await;
        let scope = t.scope();
        let entries = scope.select::<audit::Entity>().filter(audit::Column::Action.eq("account.unlock"));
        let entries = entries.all().await.expect("the database answers");
        assert!(entries.is_empty(), "{entries:?}");
        let reply = t.anonymous().sign_in(locked.portal_id.as_str(), PASSWORD).await;
        assert_eq!(reply.user_errors("signIn"), ["LOCKED"], "what was not recorded was not done");
        let again = caller.gql(UNLOCK, json!({ "id": locked.id.to_string() })).await;
        assert!(again.user_errors("unlockAccount").is_empty());
        t.sign_in_as(&locked).await;
    });
}

#[test]
fn tries_during_an_outage_lock_nobody_out() {
    on_own_services(module_path!(), limits, async |t: TestApp, services: &Services| {
        let login = t.account().staff(LinkRole::Support).insert().await;
        let signed_in = t.sign_in_as(&login).await;
        services.postgres.kill();
        let callers: Vec<_> = (0..6).map(|_| t.anonymous()).collect();
        let tries = callers.iter().map(|caller| caller.sign_in(login.portal_id.as_str(), PASSWORD));
        for (reply, caller) in join_all(tries).await.iter().zip(&callers) {
            assert_eq!(reply.codes(), ["DATABASE_UNAVAILABLE"], "{}", reply.text);
            assert_eq!(caller.cookie(), None);
        }
        services.postgres.launch();
        recovered(&signed_in, PATIENCE).await;
        let reply = t.anonymous().sign_in(login.portal_id.as_str(), "wrong").await;
        assert_eq!(reply.ok()["signIn"]["userErrors"][0]["attemptsRemaining"], 4);
    });
}

#[test]
fn a_database_that_hangs_costs_each_caller_a_bounded_time() {
    let configure = |config: &mut portico::config::Config| {
        limits(config);
        config.server.deadline_seconds = 4;
        config.database.max_connections = 2;
    };
    on_own_services(module_path!(), configure, async |t: TestApp, services: &Services| {
        let login = t.account().staff(LinkRole::Support).insert().await;
        let caller = t.sign_in_as(&login).await;
        services.postgres.hang();
        // Who has a connection waits until the deadline, who has none is told before.
        let replies = join_all((0..6).map(|_| asked(&caller, PATIENCE))).await;
        for reply in &replies {
            assert_eq!(reply.status, 503, "{}", reply.text);
            assert!(
                matches!(reply.codes()[..], ["DATABASE_UNAVAILABLE" | "DEADLINE_EXCEEDED"]),
                "{}",
                reply.text
            );
        }
        assert!(replies.iter().any(|reply| reply.codes() == ["DATABASE_UNAVAILABLE"]));
        assert_eq!(t.readiness().await.0, 503);
        services.postgres.resume();
        recovered(&caller, PATIENCE).await;
        assert_eq!(caller.who().await, Some(login.portal_id.to_string()));
    });
}

#[test]
fn without_a_free_connection_callers_are_turned_away_instead_of_queueing() {
    let configure = |config: &mut portico::config::Config| {
        limits(config);
        config.server.deadline_seconds = 30;
        config.database.max_connections = 2;
        config.database.statement_timeout_ms = 30_000;
    };
    on_own_services(module_path!(), configure, async |t: TestApp, _: &Services| {
        let login = t.account().staff(LinkRole::Support).insert().await;
        let caller = t.sign_in_as(&login).await;
        let lock = t.raw().begin().await.expect("the database answers");
        lock.execute_unprepared("LOCK TABLE portal_account IN ACCESS EXCLUSIVE MODE").await.expect("locked");
        let long = join_all((0..2).map(|_| asked(&caller, Duration::from_mins(1))));
        let meanwhile = async {
            until("both connections are taken", async || t.waiting_for_locks().await == 2).await;
            for reply in join_all((0..20).map(|_| asked(&caller, PATIENCE))).await {
                reply.assert_refused(503, "DATABASE_UNAVAILABLE");
            }
            lock.commit().await.expect("unlocked");
        };
        let (long, ()) = join(long, meanwhile).await;
        for reply in long {
            reply.ok();
        }
        assert_eq!(caller.who().await, Some(login.portal_id.to_string()));
    });
}

#[test]
fn a_server_that_is_full_is_a_database_that_is_not_there() {
    on_own_services(module_path!(), limits, async |t: TestApp, services: &Services| {
        // Everything that the server has left, before the application's workers have connected.
        let mut taken = Vec::new();
        let settings = portico::db::DbSettings {
            max_connections: 1,
            acquire_timeout: Duration::from_millis(500),
            ..services.postgres.settings("postgres")
        };
        loop {
            let db = Db::open(&settings).expect("the URL is one");
            let Ok(connection) = db.for_migrations().begin().await else { break };
            taken.push((connection, db));
        }
        assert!(taken.len() > 5, "{}", taken.len());

        let caller = t.anonymous();
        let started = std::time::Instant::now();
        let reply = caller.gql("{ tenant { name } }", json!({})).await;
        reply.assert_refused(503, "DATABASE_UNAVAILABLE");
        assert!(started.elapsed() < PATIENCE);
        assert_eq!(t.readiness().await.0, 503);

        drop(taken);
        until("the server recovers by itself", async || {
            caller.gql("{ tenant { name } }", json!({})).await.codes().is_empty()
        })
        .await;
        until("it is ready", async || t.readiness().await.0 == 200).await;
    });
}
