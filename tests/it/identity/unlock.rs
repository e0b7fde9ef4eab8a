//! `unlockAccount`: support and tenant administrators lift a lock, nobody else does, and nobody of another tenant.

use portico::db::Reads as _;
use portico::db::audit;
use portico::identity::entity::account_link::LinkRole;
use portico::kernel::ids::{AccountId, TypedId as _};
use serde_json::{Value, json};

use super::WRONG;
use crate::support::app::TestApp;
use crate::support::caller::Caller;
use crate::support::factory::account::{Login, PASSWORD};
use crate::support::reply::Reply;

const UNLOCK: &str = "mutation($input: UnlockAccountInput!) {
  unlockAccount(input: $input) { account { id status } userErrors { code message field retryable } }
}";

async fn unlock(caller: &Caller, id: impl ToString, reason: &str) -> Reply {
    caller.gql(UNLOCK, json!({ "input": { "accountId": id.to_string(), "reason": reason } })).await
}

/// A login with five failures.
async fn locked(t: &TestApp) -> Login {
    let login = t.account().staff(LinkRole::Noc).insert().await;
    let caller = t.anonymous();
    for _ in 0..5 {
        caller.sign_in(login.portal_id.as_str(), WRONG).await;
    }
    assert!(is_locked(t, &login).await);
    login
}

async fn is_locked(t: &TestApp, login: &Login) -> bool {
    let reply = t.anonymous().sign_in(login.portal_id.as_str(), PASSWORD).await;
    reply.user_errors("signIn") == ["LOCKED"]
}

async fn audited(t: &TestApp) -> Vec<audit::Model> {
    let entries = t.scope().select::<audit::Entity>().all().await.expect("the database answers");
    entries.into_iter().filter(|entry| entry.action != "session.begin").collect()
}

both!(support_and_administrators_lift_a_lock_and_it_is_recorded, async |t: TestApp| {
    for role in [LinkRole::Support, LinkRole::TenantAdmin] {
        let locked = locked(&t).await;
        let staff = t.account().staff(role).insert().await;
        let before = audited(&t).await.len();
        let reply = unlock(&t.sign_in_as(&staff).await, locked.id, "  called from the number on file ").await;
        assert!(reply.user_errors("unlockAccount").is_empty());
        assert_eq!(reply.ok()["unlockAccount"]["account"]["id"], locked.id.to_string());
        assert!(!is_locked(&t, &locked).await);

        let entries = audited(&t).await;
        assert_eq!(entries.len(), before + 1);
        let of_it = entries.iter().find(|entry| entry.subject == locked.id.to_string()).expect("an entry");
        assert_eq!((of_it.action.as_str(), of_it.actor_account_id), ("account.unlock", Some(staff.id)));
        assert_eq!(of_it.reason.as_deref(), Some("called from the number on file"));
        assert_eq!(Some(of_it.request_id.as_str()), reply.headers["x-request-id"].to_str().ok());

        // Once more changes nothing and is no error.
        let again = unlock(&t.sign_in_as(&staff).await, locked.id, "once more").await;
        assert!(again.user_errors("unlockAccount").is_empty());
    }
});

both!(nobody_else_may, async |t: TestApp| {
    let locked = locked(&t).await;
    unlock(&t.anonymous(), locked.id, "please").await.assert_code("UNAUTHENTICATED");
    let customer = t.customer().insert().await;
    let reseller = t.reseller().insert().await;
    t.assign(&customer, &reseller).await;
    for login in [
        t.account().staff(LinkRole::Billing).insert().await,
        t.account().staff(LinkRole::Noc).insert().await,
        t.account().member_of(&customer, LinkRole::Owner).insert().await,
        t.account().reseller(&reseller, LinkRole::ResellerAdmin).insert().await,
    ] {
        let caller = t.sign_in_as(&login).await;
        unlock(&caller, locked.id, "please").await.assert_code("FORBIDDEN");
        // For an id that does not exist too: who may not, learns nothing.
        unlock(&caller, AccountId::generate(t.now(), &**t.scope().entropy()), "please")
            .await
            .assert_code("FORBIDDEN");
    }
    assert!(is_locked(&t, &locked).await);
    assert!(audited(&t).await.is_empty());
});

both!(an_account_of_another_tenant_is_one_that_does_not_exist, async |t: TestApp| {
    let other = t.tenant().await;
    let theirs = locked(&other).await;
    let support = t.account().staff(LinkRole::Support).insert().await;
    let caller = t.sign_in_as(&support).await;
    let never = AccountId::generate(t.now(), &**t.scope().entropy());
    let mut answers: Vec<Value> = Vec::new();
    for id in [theirs.id, never] {
        let reply = unlock(&caller, id, "by mistake").await;
        assert_eq!(reply.user_errors("unlockAccount"), ["NOT_FOUND"]);
        answers.push(json!([reply.ok(), reply.statements()]));
    }
    assert_eq!(answers[0], answers[1]);
    assert!(is_locked(&other, &theirs).await);
    assert!(audited(&other).await.is_empty() && audited(&t).await.is_empty());
});

both!(the_input_is_checked, async |t: TestApp| {
    let support = t.account().staff(LinkRole::Support).insert().await;
    let caller = t.sign_in_as(&support).await;
    for reason in ["", " \t", &"x".repeat(501), "a\u{0}b"] {
        let reply = unlock(&caller, support.id, reason).await;
        assert_eq!(reply.user_errors("unlockAccount"), ["INVALID_REASON"], "{reason:?}");
        assert_eq!(reply.ok()["unlockAccount"]["userErrors"][0]["field"], "reason");
    }
    for id in ["", "x", "cus_01h455vb4pex5vsknk084sn02q"] {
        let reply = unlock(&caller, id, "a reason").await;
        reply.assert_code("BAD_USER_INPUT");
        assert_eq!(reply.body["errors"][0]["extensions"]["field"], "input.accountId", "{id:?}");
    }
    assert!(audited(&t).await.is_empty());
});
