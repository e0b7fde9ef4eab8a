//! Two `portico serve` over one PostgreSQL and one Redis: they hold no state that the other needs, and stop in order.

use std::time::{Duration, Instant};

use futures_util::future::join;
use portico::identity::entity::account_link::LinkRole;
use sea_orm::{ConnectionTrait as _, TransactionTrait as _};
use serde_json::json;
use tokio::net::TcpStream;

use crate::support::app::{Backing, TestApp, on_own_server};
use crate::support::factory::account::PASSWORD;
use crate::support::program::Program;
use crate::support::wait::until;

const SIGN_OUT: &str = "mutation { signOut { signedOut } }";

#[test]
fn a_session_begun_on_one_replica_is_read_on_the_other_and_ended_for_both() {
    on_own_server(
        Backing::Services,
        module_path!(),
        |_| {},
        async |t: TestApp| {
            let replicas = [Program::serve(t.config(), &[]), Program::serve(t.config(), &[])];
            let login = t.account().staff(LinkRole::Support).insert().await;
            let one = t.anonymous().at_port(replicas[0].port());
            let other = one.at_port(replicas[1].port());

            one.sign_in(login.portal_id.as_str(), PASSWORD).await.ok();
            let value = one.cookie();
            assert_eq!(
                other.who().await,
                Some(login.portal_id.to_string()),
                "the same cookie, the other replica"
            );
            assert_eq!(one.gql(SIGN_OUT, json!({})).await.ok()["signOut"]["signedOut"], true);
            other.set_cookie(value);
            assert_eq!(other.who().await, None, "at the very next request");

            // Failures are counted together as well.
            let id = t.unused_portal_id();
            for attempt in 0..5 {
                let reply =
                    t.anonymous().at_port(replicas[attempt % 2].port()).sign_in(id.as_str(), "wrong").await;
                assert_eq!(reply.user_errors("signIn"), ["INVALID_CREDENTIALS"]);
            }
            for replica in &replicas {
                let reply = t.anonymous().at_port(replica.port()).sign_in(id.as_str(), "wrong").await;
                assert_eq!(reply.user_errors("signIn"), ["LOCKED"]);
            }
            for replica in replicas {
                replica.stop();
            }
        },
    );
}

#[test]
fn a_replica_that_stops_finishes_what_it_has_begun_and_takes_nothing_new() {
    on_own_server(
        Backing::Services,
        module_path!(),
        |_| {},
        async |t: TestApp| {
            let mut replica = Program::serve(t.config(), &[]);
            let login = t.account().staff(LinkRole::Support).insert().await;
            let caller = t.anonymous().at_port(replica.port());
            caller.sign_in(login.portal_id.as_str(), PASSWORD).await.ok();

            // A request takes as long as somebody else holds the table.
            let lock = t.raw().begin().await.expect("the database answers");
            lock.execute_unprepared("LOCK TABLE portal_account IN ACCESS EXCLUSIVE MODE")
                .await
                .expect("locked");
            let slow = caller.who();
            let meanwhile = async {
                until("the request waits for the table", async || t.waiting_for_locks().await == 1).await;
                replica.terminate();
                until("new connections are refused", async || {
                    TcpStream::connect(("127.0.0.1", replica.port())).await.is_err()
                })
                .await;
                let ready = t.get_json(replica.internal_port(), "/readyz").await;
                assert_eq!(ready.0, 503, "{}", ready.1);
                let checks = ready.1["checks"].as_array().expect("a list");
                assert!(
                    checks.contains(&json!({ "name": "server", "ok": false, "detail": "stopping" })),
                    "{checks:?}"
                );
                assert!(replica.ended().is_none(), "it waits for the request");
                lock.commit().await.expect("unlocked");
                Instant::now()
            };
            let (who, released) = join(slow, meanwhile).await;
            assert_eq!(who, Some(login.portal_id.to_string()), "the request under way was finished");
            assert!(replica.wait().success());
            assert!(released.elapsed() < Duration::from_secs(10), "nothing is waited for in vain");
        },
    );
}
