//! How long sessions live.

use chrono::TimeDelta;
use portico::identity::entity::account_link::LinkRole;
use serde_json::json;

use crate::support::app::TestApp;
use crate::support::caller::{Caller, SIGN_IN};
use crate::support::factory::account::{Login, PASSWORD};

/// Signs in to be remembered; what the cookie's `Max-Age` is.
async fn remembered(caller: &Caller, login: &Login) -> Option<u64> {
    let input = json!({ "portalId": login.portal_id.as_str(), "password": PASSWORD, "rememberMe": true });
    let reply = caller.gql(SIGN_IN, json!({ "input": input })).await;
    assert_eq!(reply.ok()["signIn"]["result"]["__typename"], "SignedIn");
    let cookie = reply.headers["set-cookie"].to_str().expect("text");
    cookie.split("; ").find_map(|part| part.strip_prefix("Max-Age=")?.parse().ok())
}

both!(a_session_ends_half_an_hour_after_its_last_use, |_| {}, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let caller = t.sign_in_as(&login).await;
    for _ in 0..3 {
        t.advance(TimeDelta::minutes(29) + TimeDelta::seconds(59));
        assert!(caller.who().await.is_some(), "each use is a sign of life");
    }
    let value = caller.cookie();
    t.advance(TimeDelta::minutes(30));
    assert_eq!(caller.who().await, None);
    assert_eq!(caller.cookie(), None, "the browser is told to forget it");
    caller.set_cookie(value);
    assert_eq!(caller.who().await, None, "and it does not come back");
});

both!(a_session_ends_after_twelve_hours_in_any_case, |_| {}, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let caller = t.sign_in_as(&login).await;
    for _ in 0..35 {
        t.advance(TimeDelta::minutes(20));
        assert!(caller.who().await.is_some());
    }
    t.advance(TimeDelta::minutes(20) - TimeDelta::seconds(1));
    let reply = caller.gql("{ viewer { account { sessions { expiresAt lastSeenAt } } } }", json!({})).await;
    let session = &reply.ok()["viewer"]["account"]["sessions"][0];
    assert_eq!(session["expiresAt"], "2026-11-22T22:00:00Z", "the earlier of the two ends");
    assert_eq!(session["lastSeenAt"], "2026-11-22T21:59:59Z");
    t.advance(TimeDelta::seconds(1));
    assert_eq!(caller.who().await, None);
});

both!(who_is_remembered_stays_for_weeks, |_| {}, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let (daily, holiday) = (t.anonymous(), t.anonymous());
    let thirty_days = Some(30 * 24 * 60 * 60);
    assert_eq!(remembered(&daily, &login).await, thirty_days);
    assert_eq!(remembered(&holiday, &login).await, thirty_days);
    t.advance(TimeDelta::days(14) - TimeDelta::seconds(1));
    assert!(daily.who().await.is_some());
    t.advance(TimeDelta::seconds(1));
    assert_eq!(holiday.who().await, None, "fourteen days without a use");
    t.advance(TimeDelta::days(13));
    assert!(daily.who().await.is_some());
    t.advance(TimeDelta::days(3) - TimeDelta::seconds(1));
    assert!(daily.who().await.is_some());
    t.advance(TimeDelta::seconds(1));
    assert_eq!(daily.who().await, None, "thirty days in any case");
});

both!(a_cookie_that_is_not_remembered_ends_with_the_browser, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let reply = t.anonymous().sign_in(login.portal_id.as_str(), PASSWORD).await;
    let cookie = reply.headers["set-cookie"].to_str().expect("text");
    assert!(!cookie.contains("Max-Age") && !cookie.contains("Expires"), "{cookie}");

    // A tenant may want nobody to be remembered.
    let strict = t.tenant_with(|new| new.settings.portal.remember_me = false).await;
    let login = strict.account().staff(LinkRole::Support).insert().await;
    assert_eq!(remembered(&strict.anonymous(), &login).await, None);
});
