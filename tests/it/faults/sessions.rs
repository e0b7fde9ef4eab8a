//! Redis hangs, dies, comes back empty, comes back with what it knew long ago.

use std::time::Duration;

use portico::identity::entity::account_link::LinkRole;
use sea_orm::{ConnectionTrait as _, TransactionTrait as _};
use serde_json::json;

use super::{asked, limits, recovered};
use crate::support::app::{Services, TestApp, on_own_services};
use crate::support::caller::SIGN_IN;
use crate::support::factory::account::PASSWORD;
use crate::support::wait::until;

/// Ten times the 500 ms within which a caller is told.
const PATIENCE: Duration = Duration::from_secs(5);

const SIGN_OUT: &str = "mutation { signOut { signedOut } }";

#[test]
fn while_redis_hangs_nobody_is_let_in_and_afterwards_everybody_is() {
    on_own_services(module_path!(), limits, async |t: TestApp, services: &Services| {
        let login = t.account().staff(LinkRole::Support).insert().await;
        let caller = t.sign_in_as(&login).await;
        let cookie = caller.cookie();
        services.redis.hang();

        for _ in 0..3 {
            asked(&caller, PATIENCE).await.assert_refused(503, "SESSION_STORE_UNAVAILABLE");
        }
        assert_eq!(caller.cookie(), cookie, "nobody is signed out by a fault of ours");
        let newcomer = t.anonymous();
        let reply = newcomer.sign_in(login.portal_id.as_str(), PASSWORD).await;
        reply.assert_code("SESSION_STORE_UNAVAILABLE");
        assert_eq!(newcomer.cookie(), None);
        // What needs no session is still there.
        let public = newcomer.gql("{ tenant { name } }", json!({})).await;
        assert_eq!(public.ok()["tenant"]["name"], "Example Fibre");
        let (status, report) = t.readiness().await;
        assert_eq!((status, &report["checks"][1]["ok"]), (503, &json!(false)), "{report}");
        assert_eq!(report["checks"][0], json!({ "name": "database", "ok": true, "detail": "answers" }));

        services.redis.resume();
        recovered(&caller, PATIENCE).await;
        assert_eq!(caller.who().await, Some(login.portal_id.to_string()));
        until("it is ready", async || t.readiness().await.0 == 200).await;
    });
}

#[test]
fn a_redis_that_lost_its_data_signs_people_out_and_takes_them_in_again() {
    on_own_services(module_path!(), limits, async |t: TestApp, services: &Services| {
        let login = t.account().staff(LinkRole::Support).insert().await;
        let caller = t.sign_in_as(&login).await;
        services.redis.kill();
        asked(&caller, PATIENCE).await.assert_refused(503, "SESSION_STORE_UNAVAILABLE");
        services.redis.launch();
        recovered(&caller, PATIENCE).await;
        assert_eq!(caller.who().await, None);
        assert_eq!(caller.cookie(), None, "the browser is told to forget the session");
        caller.sign_in(login.portal_id.as_str(), PASSWORD).await.ok();
        assert_eq!(caller.who().await, Some(login.portal_id.to_string()));
    });
}

#[test]
fn a_redis_restored_from_an_old_copy_revives_no_session_that_was_ended() {
    on_own_services(module_path!(), limits, async |t: TestApp, services: &Services| {
        let login = t.account().staff(LinkRole::Support).insert().await;
        let bystander = t.account().staff(LinkRole::Billing).insert().await;
        let (signed_out, revoked) = (t.sign_in_as(&login).await, t.sign_in_as(&login).await);
        let (kept, bystander) = (t.sign_in_as(&login).await, t.sign_in_as(&bystander).await);
        services.redis.save();
        let old = [signed_out.cookie(), revoked.cookie()];
        assert_eq!(signed_out.gql(SIGN_OUT, json!({})).await.ok()["signOut"]["signedOut"], true);
        let others = kept.gql("mutation { revokeOtherSessions { revokedCount } }", json!({})).await;
        assert_eq!(others.ok()["revokeOtherSessions"]["revokedCount"], 1);

        services.redis.kill();
        services.redis.launch();
        recovered(&bystander, PATIENCE).await;
        assert!(bystander.who().await.is_some(), "the copy holds the sessions of its day");
        for (caller, cookie) in [&signed_out, &revoked].into_iter().zip(old) {
            caller.set_cookie(cookie);
            assert_eq!(caller.who().await, None);
        }
        // The one that was kept is in the copy as it was before the others ended: signed out, which is the price.
        assert_eq!(kept.who().await, None);

        // The list of a new session shows none of them either.
        let fresh = t.sign_in_as(&login).await;
        let reply = fresh.gql("{ viewer { account { sessions { current } } } }", json!({})).await;
        assert_eq!(reply.ok()["viewer"]["account"]["sessions"], json!([{ "current": true }]));
    });
}

#[test]
fn a_revocation_that_redis_did_not_hear_of_is_reported_and_can_be_repeated() {
    on_own_services(module_path!(), limits, async |t: TestApp, services: &Services| {
        let login = t.account().staff(LinkRole::Support).insert().await;
        let caller = t.sign_in_as(&login).await;
        let other = t.sign_in_as(&login).await;
        let list = caller.gql("{ viewer { account { sessions { id current } } } }", json!({})).await;
        let sessions = list.ok()["viewer"]["account"]["sessions"].as_array().expect("a list");
        let of_other = sessions.iter().find(|session| session["current"] == false).expect("the other");
        let revoke = "mutation($id: ID!) { revokeSession(input: { id: $id }) { revokedSessionId } }";

        // A lock keeps the mutation between the database and Redis.
        let lock = t.raw().begin().await.expect("the database answers");
        lock.execute_unprepared("SELECT 1 FROM portal_account FOR UPDATE").await.expect("locked");
        let mutation = caller.gql(revoke, json!({ "id": of_other["id"] }));
        let break_it = async {
            until("the mutation waits", async || t.waiting_for_locks().await >= 1).await;
            services.redis.kill();
            lock.commit().await.expect("unlocked");
        };
        let (reply, ()) = futures_util::future::join(mutation, break_it).await;
        reply.assert_code("SESSION_STORE_UNAVAILABLE");

        services.redis.launch();
        let again = t.anonymous();
        until("sign-in works", async || {
            let input = json!({ "portalId": login.portal_id.as_str(), "password": PASSWORD });
            again.gql(SIGN_IN, json!({ "input": input })).await.codes().is_empty()
        })
        .await;
        assert_eq!(other.who().await, None);
        assert_eq!(again.who().await, Some(login.portal_id.to_string()), "nothing half-done is left behind");
    });
}
