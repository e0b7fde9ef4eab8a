//! A refresh token is good once (threats.md row 11).

use chrono::TimeDelta;
use portico::identity::entity::account_link::LinkRole;
use serde_json::json;

use super::{is_accepted, refresh, refreshed, sign_in};
use crate::support::app::TestApp;

both!(the_token_before_is_superseded_for_ten_seconds_and_then_reused, |_| {}, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let caller = t.anonymous();
    let first = sign_in(&caller, &login, false).await;
    let second = refreshed(&caller, &first.refresh).await;
    assert_eq!(second.session, first.session, "the session goes on");
    for seconds in [0, 9] {
        t.advance(TimeDelta::seconds(seconds));
        let reply = refresh(&caller, &first.refresh).await;
        reply.assert_refused(409, "TOKEN_SUPERSEDED");
        assert!(reply.body.get("data").is_none(), "and no token: {}", reply.text);
    }
    assert!(is_accepted(&t, &second.access).await, "the family lives on");
    let other_device = sign_in(&t.anonymous(), &login, false).await;

    t.advance(TimeDelta::seconds(1));
    let reply = refresh(&caller, &first.refresh).await;
    reply.assert_refused(401, "TOKEN_REUSED");
    assert!(reply.body.get("data").is_none(), "{}", reply.text);
    for token in [&first.access, &second.access] {
        assert!(!is_accepted(&t, token).await, "the session has ended");
    }
    // The holder of the good token learns why it is good no more.
    refresh(&caller, &second.refresh).await.assert_refused(401, "TOKEN_REUSED");
    assert!(is_accepted(&t, &other_device.access).await, "another sign-in is another family");
    refreshed(&caller, &other_device.refresh).await;
});

both!(a_token_of_two_exchanges_ago_is_reused_at_once, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let caller = t.anonymous();
    let first = sign_in(&caller, &login, false).await;
    let second = refreshed(&caller, &first.refresh).await;
    let third = refreshed(&caller, &second.refresh).await;
    refresh(&caller, &first.refresh).await.assert_refused(401, "TOKEN_REUSED");
    assert!(!is_accepted(&t, &third.access).await);
    refresh(&caller, &third.refresh).await.assert_refused(401, "TOKEN_REUSED");
});

both!(what_is_no_token_is_refused_and_harms_nobody, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let caller = t.anonymous();
    let tokens = sign_in(&caller, &login, false).await;
    let (start, last) = tokens.refresh.split_at(tokens.refresh.len() - 4);
    let other_secret = format!("{start}{}", if last == "AAAA" { "BBBB" } else { "AAAA" });
    for bad in ["", "prt_", "prt_AAAA", &tokens.access, &other_secret, &format!("{}A", tokens.refresh)] {
        refresh(&caller, bad).await.assert_refused(401, "UNAUTHENTICATED");
    }
    refreshed(&caller, &tokens.refresh).await;
});

both!(a_request_holds_one_exchange, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let caller = t.anonymous();
    let tokens = sign_in(&caller, &login, false).await;
    let twice = "mutation($t: String!) {
        a: refreshSession(input: { refreshToken: $t }) { result { session { id } } }
        b: refreshSession(input: { refreshToken: $t }) { result { session { id } } } }";
    let reply = caller.gql(twice, json!({ "t": tokens.refresh })).await;
    assert_eq!(reply.codes(), ["TOO_MANY_CREDENTIAL_OPERATIONS"], "{}", reply.text);
    refreshed(&caller, &tokens.refresh).await;
});
