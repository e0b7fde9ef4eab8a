//! An access token holds a session: it ends with it, and belongs to one tenant.

use chrono::TimeDelta;
use portico::identity::entity::account_link::LinkRole;
use serde_json::json;

use super::{WHO, bearing, is_accepted, refresh, refreshed, sign_in};
use crate::support::app::TestApp;

both!(a_client_with_tokens_needs_no_cookie, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let caller = t.anonymous();
    let tokens = sign_in(&caller, &login, false).await;
    assert_eq!(caller.cookie(), None, "no cookie is set");
    let reply = bearing(&caller, &tokens.access, WHO, json!({})).await;
    assert_eq!(reply.ok()["viewer"]["account"]["portalId"], login.portal_id.to_string());

    let sessions = "{ viewer { account { sessions { id current } } } }";
    let listed = bearing(&caller, &tokens.access, sessions, json!({})).await;
    assert_eq!(
        listed.ok()["viewer"]["account"]["sessions"],
        json!([{ "id": tokens.session, "current": true }]),
        "the session is one like any other"
    );
    // A browser is served as before.
    let browser = t.sign_in_as(&login).await;
    assert!(browser.cookie().is_some());
    // The token in the cookie's place is no session.
    let thief = t.anonymous();
    thief.set_cookie(Some(tokens.access.clone()));
    assert_eq!(thief.who().await, None);
});

both!(nothing_survives_the_sign_out, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let caller = t.anonymous();
    let first = sign_in(&caller, &login, false).await;
    let second = refreshed(&caller, &first.refresh).await;
    assert!(is_accepted(&t, &first.access).await, "an access token lives until its end");
    let out = bearing(&caller, &second.access, "mutation { signOut { signedOut } }", json!({})).await;
    assert_eq!(out.ok()["signOut"]["signedOut"], true);
    for token in [&first.access, &second.access] {
        assert!(!is_accepted(&t, token).await);
    }
    for token in [&second.refresh, &first.refresh] {
        refresh(&caller, token).await.assert_refused(401, "UNAUTHENTICATED");
    }
});

both!(a_session_that_is_revoked_elsewhere_ends_its_tokens, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let caller = t.anonymous();
    let tokens = sign_in(&caller, &login, false).await;
    let browser = t.sign_in_as(&login).await;
    let revoke = "mutation($id: ID!) { revokeSession(input: { id: $id }) { revokedSessionId } }";
    browser.gql(revoke, json!({ "id": tokens.session })).await.ok();
    assert!(!is_accepted(&t, &tokens.access).await);
    refresh(&caller, &tokens.refresh).await.assert_refused(401, "UNAUTHENTICATED");
});

both!(a_tenant_s_tokens_are_nothing_to_another, async |t: TestApp| {
    let other = t.tenant().await;
    let login = t.account().staff(LinkRole::Support).insert().await;
    let tokens = sign_in(&t.anonymous(), &login, false).await;
    assert!(!is_accepted(&other, &tokens.access).await);
    refresh(&other.anonymous(), &tokens.refresh).await.assert_refused(401, "UNAUTHENTICATED");
    assert!(is_accepted(&t, &tokens.access).await, "and trying did no harm");
});

both!(tokens_end_on_time_and_with_their_session, |_| {}, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let caller = t.anonymous();
    let tokens = sign_in(&caller, &login, false).await;
    t.advance(TimeDelta::minutes(10) - TimeDelta::seconds(1));
    assert!(is_accepted(&t, &tokens.access).await);
    t.advance(TimeDelta::seconds(1));
    assert!(!is_accepted(&t, &tokens.access).await, "ten minutes after it was issued");
    let tokens = refreshed(&caller, &tokens.refresh).await;
    assert!(is_accepted(&t, &tokens.access).await);
    // Half an hour without a request ends the session, and the refresh token with it.
    t.advance(TimeDelta::minutes(31));
    refresh(&caller, &tokens.refresh).await.assert_refused(401, "UNAUTHENTICATED");
});

both!(a_remembered_client_is_remembered, |_| {}, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let caller = t.anonymous();
    let mut tokens = sign_in(&caller, &login, true).await;
    for _ in 0..2 {
        t.advance(TimeDelta::days(13));
        tokens = refreshed(&caller, &tokens.refresh).await;
        assert!(is_accepted(&t, &tokens.access).await);
    }
    t.advance(TimeDelta::days(4));
    refresh(&caller, &tokens.refresh).await.assert_refused(401, "UNAUTHENTICATED");
});
