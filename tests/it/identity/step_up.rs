//! `stepUp`: proving once more who one is.

use chrono::TimeDelta;
use portico::identity::entity::account_link::LinkRole;
use serde_json::{Value, json};

use super::WRONG;
use crate::support::app::TestApp;
use crate::support::authenticator::{ENROL, STEP_UP, step_up};
use crate::support::factory::account::PASSWORD;

both!(a_step_up_renews_the_session_and_lasts_ten_minutes, |_| {}, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let caller = t.sign_in_as(&login).await;
    let old = caller.cookie();
    let reply = caller.gql(STEP_UP, json!({ "input": { "password": PASSWORD } })).await;
    assert_eq!(reply.ok()["stepUp"]["session"]["elevatedUntil"], "2026-11-22T10:10:00Z");
    assert_ne!(caller.cookie(), old, "a new value");
    let thief = t.anonymous();
    thief.set_cookie(old);
    assert_eq!(thief.who().await, None, "the old one is dead");
    t.advance(TimeDelta::seconds(599));
    assert!(caller.gql(ENROL, json!({ "input": {} })).await.user_errors("enrolTotp").is_empty());
    t.advance(TimeDelta::seconds(1));
    assert_eq!(
        caller.gql(ENROL, json!({ "input": {} })).await.user_errors("enrolTotp"),
        ["STEP_UP_REQUIRED"]
    );
    let sessions = caller.gql("{ viewer { account { sessions { elevatedUntil } } } }", json!({})).await;
    assert_eq!(sessions.ok()["viewer"]["account"]["sessions"][0]["elevatedUntil"], Value::Null);
});

both!(a_step_up_takes_a_code_once, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let enrolled = t.enrolled(&login).await;
    let code = enrolled.app.code(&t, 0);
    let reply = enrolled.caller.gql(STEP_UP, json!({ "input": { "code": code } })).await;
    assert!(reply.ok()["stepUp"]["session"]["elevatedUntil"].is_string());
    let reply = enrolled.caller.gql(STEP_UP, json!({ "input": { "code": code } })).await;
    assert_eq!(reply.user_errors("stepUp"), ["INVALID_CREDENTIALS"]);
    for input in [json!({}), json!({ "password": PASSWORD, "code": code })] {
        enrolled.caller.gql(STEP_UP, json!({ "input": input })).await.assert_code("BAD_USER_INPUT");
    }
});

both!(failures_to_step_up_count_with_those_of_the_sign_in, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let caller = t.sign_in_as(&login).await;
    // On a known device with those from that device, until it is one no longer; then with everybody's.
    caller.same_device().sign_in(login.portal_id.as_str(), WRONG).await;
    for remaining in [3, 2, 1, 0, 4, 3, 2, 1, 0] {
        let reply = caller.gql(STEP_UP, json!({ "input": { "password": WRONG } })).await;
        assert_eq!(reply.user_errors("stepUp"), ["INVALID_CREDENTIALS"]);
        assert_eq!(reply.ok()["stepUp"]["userErrors"][0]["attemptsRemaining"], remaining);
    }
    let reply = caller.gql(STEP_UP, json!({ "input": { "password": PASSWORD } })).await;
    assert_eq!(reply.user_errors("stepUp"), ["LOCKED"]);
    let reply = t.anonymous().sign_in(login.portal_id.as_str(), PASSWORD).await;
    assert_eq!(reply.user_errors("signIn"), ["LOCKED"]);
    t.anonymous()
        .gql(STEP_UP, json!({ "input": { "password": PASSWORD } }))
        .await
        .assert_code("UNAUTHENTICATED");
});

both!(a_colleague_s_step_up_is_its_own, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let (elevated, plain) = (t.sign_in_as(&login).await, t.sign_in_as(&login).await);
    step_up(&elevated).await;
    assert_eq!(plain.gql(ENROL, json!({ "input": {} })).await.user_errors("enrolTotp"), ["STEP_UP_REQUIRED"]);
});
