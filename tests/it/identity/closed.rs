//! A hundred failures in a row close a portal ID, whether it exists or not, and time does not open it (threats.md row 3;
//! NIST SP 800-63B-4 §3.2.2).

use chrono::TimeDelta;
use portico::config::Config;
use portico::identity::entity::account_link::LinkRole;
use serde_json::{Value, json};

use super::reset::{request, reset};
use super::{NEW, WRONG, judged};
use crate::support::app::TestApp;
use crate::support::factory::account::{Login, PASSWORD};
use crate::support::passkey::{asked, sign_in as sign_in_with_passkey};

const UNLOCK: &str = "mutation($id: ID!) {
    unlockAccount(input: { accountId: $id, reason: \"called from the number on file\" }) { userErrors { code } } }";

/// A row that is soon full; everything else as it is by default.
fn twelve(config: &mut Config) {
    config.auth.max_failures_in_a_row = 12;
}

/// Fails until there is no more to be tried, waiting for each lock to end; how often that was.
async fn fail_on(t: &TestApp, portal_id: &str) -> usize {
    for failures in 0.. {
        let reply = t.anonymous().sign_in(portal_id, WRONG).await;
        let error = &reply.ok()["signIn"]["userErrors"][0];
        if error["code"] == "INVALID_CREDENTIALS" {
            // No more than the rate lets through.
            t.advance(TimeDelta::seconds(7));
            continue;
        }
        assert_eq!(error["code"], "LOCKED");
        if error["unlockAt"] == Value::Null {
            return failures - locks_before(failures);
        }
        t.advance(TimeDelta::minutes(30));
    }
    unreachable!("it ends")
}

/// Each five failures there was one refusal more.
fn locks_before(calls: usize) -> usize {
    calls / 6
}

async fn is_closed(t: &TestApp, portal_id: &str) -> bool {
    let reply = t.anonymous().sign_in(portal_id, PASSWORD).await;
    let errors = &reply.ok()["signIn"]["userErrors"];
    errors[0]["code"] == "LOCKED" && errors[0]["unlockAt"] == Value::Null
}

both!(
    a_hundred_failures_in_a_row_close_a_portal_id_that_exists_and_one_that_does_not,
    |_| {},
    async |t: TestApp| {
        let login = t.account().staff(LinkRole::Support).insert().await;
        let ids = [login.portal_id.as_str().to_owned(), t.unused_portal_id().as_str().to_owned()];
        let mut told = Vec::new();
        for id in &ids {
            let before = judged(&t).await.len();
            assert_eq!(fail_on(&t, id).await, 100);
            assert_eq!(judged(&t).await.len() - before, 100);
            t.advance(TimeDelta::days(30));
            let reply = t.anonymous().sign_in(id, PASSWORD).await;
            let error = reply.ok()["signIn"]["userErrors"][0].clone();
            assert_eq!((&error["code"], &error["retryable"]), (&json!("LOCKED"), &json!(false)));
            assert_eq!(
                error["message"],
                "too many failures; this portal ID is locked until its password is reset"
            );
            told.push((error, reply.statements()));
        }
        assert_eq!(told[0], told[1]);
    }
);

both!(a_reset_or_an_administrator_opens_it, twelve, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Noc).email("owner@example.org").insert().await;
    let id = login.portal_id.as_str();
    assert_eq!(fail_on(&t, id).await, 12);
    let support = t.sign_in_as(&t.account().staff(LinkRole::Support).insert().await).await;
    let reply = support.gql(UNLOCK, json!({ "id": login.id.to_string() })).await;
    assert_eq!(reply.user_errors("unlockAccount"), [""; 0]);
    t.sign_in_as(&login).await;

    assert_eq!(fail_on(&t, id).await, 12, "a success is the beginning of another row");
    request(&t.anonymous(), id).await.ok();
    let token = t.mailed_token().await;
    assert_eq!(reset(&t.anonymous(), &token, NEW).await.user_errors("resetPassword"), [""; 0]);
    let reply = t.anonymous().sign_in(id, NEW).await;
    assert_eq!(reply.ok()["signIn"]["result"]["__typename"], "SignedIn");
});

both!(a_known_device_or_a_passkey_opens_it_and_leaves_the_lock, twelve, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let device = t.sign_in_as(&login).await.same_device();
    let id = login.portal_id.as_str();
    assert_eq!(fail_on(&t, id).await, 12);
    let reply = device.sign_in(id, PASSWORD).await;
    assert_eq!(reply.ok()["signIn"]["result"]["__typename"], "SignedIn", "{}", reply.text);
    // Two of five were made since the last lock; the row begins anew.
    let reply = t.anonymous().sign_in(id, WRONG).await;
    assert_eq!(reply.ok()["signIn"]["userErrors"][0]["attemptsRemaining"], 2);

    let login = t.account().staff(LinkRole::Support).insert().await;
    let id = login.portal_id.as_str();
    let mut owner = t.with_passkey(&login, 1).await;
    assert_eq!(fail_on(&t, id).await, 12);
    let browser = t.anonymous();
    let question = asked(&browser, None).await;
    let reply = sign_in_with_passkey(&browser, &question, &owner.passkey.answer(&question)).await;
    assert_eq!(reply.ok()["signInWithPasskey"]["result"]["__typename"], "SignedIn", "{}", reply.text);
    assert!(!is_closed(&t, id).await);
});

both!(whoever_changes_the_password_has_no_more_guesses_than_that, twelve, async |t: TestApp| {
    const CHANGE: &str = "mutation($input: ChangePasswordInput!) { changePassword(input: $input) {
        session { id } userErrors { code retryable } } }";
    let login: Login = t.account().staff(LinkRole::Support).email("owner@example.org").insert().await;
    let mut thief = t.sign_in_as(&login).await;
    let (mut wrong, mut last) = (0, Value::Null);
    for _ in 0..20 {
        let input = json!({ "input": { "currentPassword": WRONG, "newPassword": NEW } });
        let reply = thief.gql(CHANGE, input).await;
        last = reply.ok()["changePassword"]["userErrors"][0].clone();
        match last["code"].as_str() {
            Some("INVALID_CREDENTIALS") => wrong += 1,
            Some("LOCKED") if last["retryable"] == true => {
                t.advance(TimeDelta::minutes(30));
                thief = t.sign_in_as(&login).await;
            }
            _ => break,
        }
        t.advance(TimeDelta::seconds(7));
    }
    assert_eq!((wrong, &last["code"], &last["retryable"]), (12, &json!("LOCKED"), &json!(false)));
});
