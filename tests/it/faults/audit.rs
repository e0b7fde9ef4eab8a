//! What lifts or turns a session is written down before the session changes: a session store that fails in between leaves
//! an entry of what did not happen, and never a change that nobody wrote down.

use futures_util::future::join;
use portico::identity::entity::account_link::LinkRole;
use sea_orm::{ConnectionTrait as _, Statement, TransactionTrait as _};
use serde_json::{Value, json};

use super::{limits, recovered};
use crate::support::app::{Services, TestApp, on_own_services};
use crate::support::caller::Caller;
use crate::support::factory::account::PASSWORD;
use crate::support::wait::until;

/// How often an action was written down.
async fn entries(t: &TestApp, action: &str) -> i64 {
    let sql = format!("SELECT count(*) AS n FROM audit_entry WHERE action = '{action}'");
    let row = t.raw().query_one_raw(Statement::from_string(sea_orm::DbBackend::Postgres, sql)).await;
    row.expect("the database answers").expect("a count has a row").try_get("", "n").expect("a number")
}

/// Kills the session store between the entry and the change that it is about.
async fn broken_off(t: &TestApp, services: &Services, caller: &Caller, document: &str, variables: Value) {
    services.redis.save();
    // Where entries are written there is a lock, and meanwhile the session store dies.
    let lock = t.raw().begin().await.expect("the database answers");
    lock.execute_unprepared("LOCK TABLE audit_entry IN SHARE MODE").await.expect("locked");
    let break_it = async {
        until("the mutation waits", async || t.waiting_for_locks().await == 1).await;
        services.redis.kill();
        lock.commit().await.expect("unlocked");
    };
    let (reply, ()) = join(caller.gql(document, variables), break_it).await;
    reply.assert_code("SESSION_STORE_UNAVAILABLE");
    services.redis.launch();
    recovered(caller, std::time::Duration::from_secs(5)).await;
}

const SESSION: &str = "{ viewer { customer { id } account { sessions { current elevatedUntil } } } }";

#[test]
fn a_step_up_a_view_and_a_switch_are_written_down_before_they_happen() {
    on_own_services(module_path!(), limits, async |t: TestApp, services: &Services| {
        let (alice, bob) = (t.customer().insert().await, t.customer().insert().await);
        let login = t.account().staff(LinkRole::Support).member_of(&alice, LinkRole::Owner).insert().await;
        let caller = t.sign_in_as(&login).await;
        let before = caller.gql(SESSION, json!({})).await.ok().clone();

        let step_up =
            "mutation($password: String!) { stepUp(input: { password: $password }) { userErrors { code } } }";
        broken_off(&t, services, &caller, step_up, json!({ "password": PASSWORD })).await;
        assert_eq!(entries(&t, "session.step_up").await, 1);
        assert_eq!(*caller.gql(SESSION, json!({})).await.ok(), before, "nothing is elevated");

        let view = "mutation($id: ID!) { startViewAs(input: { customerId: $id, reason: \"asks\" }) { userErrors { code } } }";
        broken_off(&t, services, &caller, view, json!({ "id": bob.id.to_string() })).await;
        assert_eq!(entries(&t, "customer.view_as.start").await, 1);
        assert_eq!(*caller.gql(SESSION, json!({})).await.ok(), before, "nobody looks through other eyes");

        let subjects = caller.gql("{ viewer { subjects { id role } } }", json!({})).await;
        let subjects = subjects.ok()["viewer"]["subjects"].as_array().expect("subjects").clone();
        let staff = subjects.iter().find(|subject| subject["role"] == "SUPPORT").expect("the staff's");
        let switch =
            "mutation($id: ID!) { switchSubject(input: { subjectId: $id }) { userErrors { code } } }";
        broken_off(&t, services, &caller, switch, json!({ "id": staff["id"] })).await;
        assert_eq!(entries(&t, "session.switch_subject").await, 1);
        assert_eq!(*caller.gql(SESSION, json!({})).await.ok(), before, "it acts by all subjects as before");
    });
}
