//! The list of sessions, and ending them.

use chrono::TimeDelta;
use portico::db::Reads as _;
use portico::identity::entity::account_link::LinkRole;
use portico::identity::entity::portal_account;
use portico::kernel::ids::{SessionId, TypedId as _};
use reqwest::header::USER_AGENT;
use sea_orm::ColumnTrait as _;
use serde_json::{Value, json};

use crate::support::app::TestApp;
use crate::support::caller::{Caller, SIGN_IN};
use crate::support::factory::account::{Login, PASSWORD};

const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";
const SESSIONS: &str = "{ viewer { account { sessions {
    id current deviceLabel ipAddress createdAt lastSeenAt expiresAt
} } } }";
const REVOKE: &str = "mutation($id: ID!) {
    revokeSession(input: { id: $id }) { revokedSessionId userErrors { code message field retryable } }
}";
const REVOKE_OTHERS: &str = "mutation { revokeOtherSessions { revokedCount } }";
const SIGN_OUT: &str = "mutation { signOut { signedOut userErrors { code } } }";

/// Signs in with a browser; the caller and the id of its session.
async fn browser(t: &TestApp, login: &Login, agent: &str) -> (Caller, String) {
    let caller = t.anonymous();
    let input = json!({ "portalId": login.portal_id.as_str(), "password": PASSWORD });
    let body = json!({ "query": SIGN_IN, "variables": { "input": input } });
    let reply = caller.send(caller.post().header(USER_AGENT, agent).json(&body)).await;
    let id = reply.ok()["signIn"]["result"]["session"]["id"].as_str().expect("signed in").to_owned();
    (caller, id)
}

async fn sessions(caller: &Caller) -> Vec<Value> {
    let reply = caller.gql(SESSIONS, json!({})).await;
    reply.ok()["viewer"]["account"]["sessions"].as_array().expect("a list").clone()
}

both!(an_owner_sees_where_the_account_is_signed_in, |_| {}, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let (desk, desk_id) = browser(&t, &login, FIREFOX).await;
    t.advance(TimeDelta::minutes(5));
    let (script, script_id) = browser(&t, &login, "curl/8.14.1").await;
    let other = t.account().staff(LinkRole::Support).insert().await;
    browser(&t, &other, FIREFOX).await;

    let list = sessions(&desk).await;
    let newest = json!({
        "id": script_id, "current": false, "deviceLabel": "curl", "ipAddress": script.address().to_string(),
        "createdAt": "2026-11-22T10:05:00Z", "lastSeenAt": "2026-11-22T10:05:00Z",
        "expiresAt": "2026-11-22T10:35:00Z",
    });
    let own = json!({
        "id": desk_id, "current": true, "deviceLabel": "Firefox on Linux", "ipAddress": desk.address().to_string(),
        "createdAt": "2026-11-22T10:00:00Z", "lastSeenAt": "2026-11-22T10:05:00Z",
        "expiresAt": "2026-11-22T10:35:00Z",
    });
    assert_eq!(list, [newest, own], "the newest first, and nobody else's");
});

both!(one_session_can_be_ended, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let (desk, desk_id) = browser(&t, &login, FIREFOX).await;
    let (lost, lost_id) = browser(&t, &login, FIREFOX).await;
    let stolen = lost.cookie();

    let reply = desk.gql(REVOKE, json!({ "id": lost_id })).await;
    assert_eq!(reply.ok()["revokeSession"], json!({ "revokedSessionId": lost_id, "userErrors": [] }));
    assert_eq!(lost.who().await, None, "at the very next request");
    assert_eq!(lost.cookie(), None);
    lost.set_cookie(stolen);
    assert_eq!(lost.who().await, None);
    assert_eq!(desk.who().await, Some(login.portal_id.to_string()));
    let left: Vec<Value> = sessions(&desk).await.iter().map(|session| session["id"].clone()).collect();
    assert_eq!(left, [desk_id.as_str()]);
    let again = desk.gql(REVOKE, json!({ "id": lost_id })).await;
    assert_eq!(again.user_errors("revokeSession"), ["NOT_FOUND"]);

    // Ending one's own clears the cookie with the same answer.
    desk.gql(REVOKE, json!({ "id": desk_id })).await.ok();
    assert_eq!(desk.cookie(), None);
});

both!(somebody_else_s_session_is_one_that_does_not_exist, async |t: TestApp| {
    let login = t.account().staff(LinkRole::TenantAdmin).insert().await;
    let colleague = t.account().staff(LinkRole::Support).insert().await;
    let other_tenant = t.tenant().await;
    let stranger = other_tenant.account().staff(LinkRole::Support).insert().await;
    let (caller, _) = browser(&t, &login, FIREFOX).await;
    let (theirs, their_id) = browser(&t, &colleague, FIREFOX).await;
    let (abroad, abroad_id) = browser(&other_tenant, &stranger, FIREFOX).await;
    let never = SessionId::generate(t.now(), &**t.scope().entropy()).to_string();
    let mut answers = Vec::new();
    for id in [their_id, abroad_id, never] {
        let reply = caller.gql(REVOKE, json!({ "id": id })).await;
        assert_eq!(reply.user_errors("revokeSession"), ["NOT_FOUND"]);
        answers.push((reply.ok().clone(), reply.statements()));
    }
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
    assert!(theirs.who().await.is_some() && abroad.who().await.is_some() && caller.who().await.is_some());

    for id in ["", "ses_", "acc_01h455vb4pex5vsknk084sn02q"] {
        caller.gql(REVOKE, json!({ "id": id })).await.assert_code("BAD_USER_INPUT");
    }
});

both!(all_others_can_be_ended_at_once, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let bystander = t.account().staff(LinkRole::Support).insert().await;
    let bystander = t.sign_in_as(&bystander).await;
    let caller = t.sign_in_as(&login).await;
    let others = [t.sign_in_as(&login).await, t.sign_in_as(&login).await, t.sign_in_as(&login).await];
    let reply = caller.gql(REVOKE_OTHERS, json!({})).await;
    assert_eq!(reply.ok()["revokeOtherSessions"]["revokedCount"], 3);
    for other in &others {
        assert_eq!(other.who().await, None);
    }
    assert!(caller.who().await.is_some() && bystander.who().await.is_some());
    let again = caller.gql(REVOKE_OTHERS, json!({})).await;
    assert_eq!(again.ok()["revokeOtherSessions"]["revokedCount"], 0);
    assert!(t.sign_in_as(&login).await.who().await.is_some(), "a new session is as good as the first");
});

both!(signing_out_ends_the_session_for_good, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let (caller, bystander) = (t.sign_in_as(&login).await, t.sign_in_as(&login).await);
    let value = caller.cookie();
    let reply = caller.gql(SIGN_OUT, json!({})).await;
    assert_eq!(reply.ok()["signOut"], json!({ "signedOut": true, "userErrors": [] }));
    assert_eq!(caller.cookie(), None);
    assert_eq!(caller.gql(SIGN_OUT, json!({})).await.user_errors("signOut"), ["NOT_FOUND"]);

    caller.set_cookie(value);
    assert_eq!(caller.who().await, None, "whoever kept the old value has nothing");
    assert!(bystander.who().await.is_some());
});

both!(a_caller_without_a_session_has_none_to_end, async |t: TestApp| {
    let caller = t.anonymous();
    let id = SessionId::generate(t.now(), &**t.scope().entropy()).to_string();
    caller.gql(REVOKE, json!({ "id": id })).await.assert_code("UNAUTHENTICATED");
    caller.gql(REVOKE_OTHERS, json!({})).await.assert_code("UNAUTHENTICATED");
    assert_eq!(caller.gql(SIGN_OUT, json!({})).await.user_errors("signOut"), ["NOT_FOUND"]);
});

both!(a_sign_in_survives_a_sign_out_that_happens_meanwhile, async |t: TestApp| {
    let login = t.account().insert().await;
    for round in 0..5 {
        let (leaving, arriving) = (t.sign_in_as(&login).await, t.anonymous());
        // The hash takes long enough that the sign-out always falls into the sign-in.
        let sign_out = async {
            tokio::time::sleep(std::time::Duration::from_millis(12)).await;
            leaving.gql("mutation { signOut { signedOut } }", json!({})).await.ok();
        };
        let sign_in = async { arriving.sign_in(login.portal_id.as_str(), PASSWORD).await.ok().clone() };
        tokio::join!(sign_out, sign_in);
        assert_eq!(arriving.who().await, Some(login.portal_id.to_string()), "round {round}");
    }
});

both!(an_id_that_names_no_session_ends_and_raises_nothing, async |t: TestApp| {
    let login = t.account().insert().await;
    let (thief, owner) = (t.sign_in_as(&login).await, t.sign_in_as(&login).await);
    let epoch = async || {
        let scope = t.scope();
        let accounts = scope.select::<portal_account::Entity>();
        let account =
            accounts.filter(portal_account::Column::Id.eq(login.id)).one().await.expect("it answers");
        account.expect("it is there").session_epoch
    };
    let before = epoch().await;
    let revoke = "mutation { revokeSession(input: { id: \"ses_01000000000000000000000000\" }) { userErrors { code } } }";
    let reply = thief.gql(revoke, json!({})).await;
    assert_eq!(reply.ok()["revokeSession"]["userErrors"][0]["code"], "NOT_FOUND");
    assert_eq!(epoch().await, before);
    assert!(owner.who().await.is_some() && thief.who().await.is_some());
});
