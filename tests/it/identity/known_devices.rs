//! A device that an account knows is exempt from the lock of a portal ID, and from nothing else (domain.md §4).

use chrono::TimeDelta;
use portico::db::Reads as _;
use portico::identity::entity::account_link::LinkRole;
use portico::identity::entity::known_device;
use serde_json::{Value, json};

use super::WRONG;
use super::device_list::listed;
use super::reset::request;
use crate::support::app::TestApp;
use crate::support::authenticator::{challenge, step_up, verify};
use crate::support::factory::account::{Login, PASSWORD};
use crate::support::reply::Reply;

/// Fails from elsewhere until the portal ID is locked.
pub(super) async fn lock(t: &TestApp, login: &Login) {
    let outsider = t.anonymous();
    for _ in 0..5 {
        let reply = outsider.sign_in(login.portal_id.as_str(), WRONG).await;
        assert_eq!(reply.user_errors("signIn"), ["INVALID_CREDENTIALS"]);
    }
    assert_eq!(outsider.sign_in(login.portal_id.as_str(), PASSWORD).await.user_errors("signIn"), ["LOCKED"]);
}

pub(super) fn is_signed_in(reply: &Reply, mutation: &str) {
    assert_eq!(reply.ok()[mutation]["result"]["__typename"], "SignedIn", "{}", reply.text);
}

/// What can be told from an answer.
fn told(reply: &Reply) -> (u16, Value, u64) {
    (reply.status.as_u16(), reply.body["data"].clone(), reply.statements())
}

pub(super) async fn devices(t: &TestApp, login: &Login) -> Vec<known_device::Model> {
    let all = t.scope().select::<known_device::Entity>().all().await.expect("the database answers");
    all.into_iter().filter(|device| device.account_id == login.id).collect()
}

both!(an_outsider_cannot_lock_the_owner_out_of_a_known_device, |_| {}, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let enrolled = t.enrolled(&login).await;
    let owner = enrolled.caller.same_device();
    lock(&t, &login).await;
    let waiting = challenge(&owner, &login).await;
    // Codes share the counter of the portal ID, and are not under its lock here either.
    let reply = verify(&owner, &waiting, "000000").await;
    assert_eq!(reply.ok()["verifySecondFactor"]["userErrors"][0]["attemptsRemaining"], 4, "{}", reply.text);
    is_signed_in(&verify(&owner, &waiting, &enrolled.app.code(&t, 1)).await, "verifySecondFactor");
    step_up(&owner).await;
    // The lock is as it was for everybody else.
    let reply = t.anonymous().sign_in(login.portal_id.as_str(), PASSWORD).await;
    assert_eq!(reply.user_errors("signIn"), ["LOCKED"]);
    assert_eq!(reply.ok()["signIn"]["userErrors"][0]["unlockAt"], "2026-11-22T10:30:00Z");
    // What the device keeps is of use for its own account only.
    let other = t.account().staff(LinkRole::Support).insert().await;
    lock(&t, &other).await;
    let reply = owner.same_device().sign_in(other.portal_id.as_str(), PASSWORD).await;
    assert_eq!(reply.user_errors("signIn"), ["LOCKED"]);
});

both!(five_failures_from_a_known_device_make_it_an_unknown_one, |_| {}, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let owner = t.sign_in_as(&login).await;
    let thief = owner.same_device();
    for remaining in [4, 3, 2, 1, 0] {
        let reply = thief.sign_in(login.portal_id.as_str(), WRONG).await;
        assert_eq!(reply.ok()["signIn"]["userErrors"][0]["attemptsRemaining"], remaining);
    }
    assert_eq!(listed(&owner).await, [json!(null); 0]);
    // It counts like every other from now on.
    t.advance(TimeDelta::minutes(1));
    let reply = thief.sign_in(login.portal_id.as_str(), WRONG).await;
    assert_eq!(reply.ok()["signIn"]["userErrors"][0]["attemptsRemaining"], 4);
    for _ in 0..4 {
        thief.sign_in(login.portal_id.as_str(), WRONG).await.ok();
    }
    let reply = thief.sign_in(login.portal_id.as_str(), PASSWORD).await;
    assert_eq!(reply.user_errors("signIn"), ["LOCKED"]);

    // Failures that a success interrupts are none in a row, however long ago.
    t.advance(TimeDelta::minutes(31));
    for _ in 0..3 {
        for _ in 0..4 {
            owner.same_device().sign_in(login.portal_id.as_str(), WRONG).await.ok();
        }
        owner.sign_in(login.portal_id.as_str(), PASSWORD).await.ok();
        t.advance(TimeDelta::minutes(2));
    }
    assert_eq!(listed(&owner).await.len(), 1);
});

both!(a_secret_of_another_account_or_of_nobody_is_one_that_was_not_sent, async |t: TestApp| {
    let other = t.account().staff(LinkRole::Support).insert().await;
    let secret = t.sign_in_as(&other).await.device().expect("a cookie");
    let nobody_s = "A".repeat(43);
    let mut seen = Vec::new();
    for (exists, secret) in [(true, &secret), (true, &nobody_s), (false, &secret), (false, &nobody_s)] {
        let id = if exists {
            t.account().staff(LinkRole::Support).insert().await.portal_id
        } else {
            t.unused_portal_id()
        };
        let mut answers = Vec::new();
        let caller = t.anonymous();
        caller.set_device(Some(secret.clone()));
        for _ in 0..7 {
            answers.push(told(&caller.sign_in(id.as_str(), WRONG).await));
        }
        assert_eq!(caller.device().as_ref(), Some(secret), "nothing is taken away or given");
        seen.push(answers);
    }
    assert_eq!(seen[0][6].1["signIn"]["userErrors"][0]["code"], "LOCKED");
    for answers in &seen[1..] {
        assert_eq!(answers, &seen[0]);
    }
});

both!(a_browser_keeps_what_it_is_known_by_of_several_accounts, async |t: TestApp| {
    let (ann, ben) = (t.account().staff(LinkRole::Support).insert().await, t.account().insert().await);
    let browser = t.sign_in_as(&ann).await;
    let first = browser.device().expect("a cookie");
    browser.sign_in(ben.portal_id.as_str(), PASSWORD).await.ok();
    let both = browser.device().expect("a cookie");
    assert!(both.starts_with(&first) && both.len() == 2 * first.len() + 1, "{both}");
    browser.sign_in(ann.portal_id.as_str(), PASSWORD).await.ok();
    assert_eq!(browser.device(), Some(both), "both go on");
    for login in [&ann, &ben] {
        assert_eq!(devices(&t, login).await.len(), 1);
        lock(&t, login).await;
        is_signed_in(&browser.same_device().sign_in(login.portal_id.as_str(), PASSWORD).await, "signIn");
    }
});

both!(what_somebody_has_planted_in_a_browser_is_never_known, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let planted = "B".repeat(43);
    let victim = t.anonymous();
    victim.set_device(Some(planted.clone()));
    victim.sign_in(login.portal_id.as_str(), PASSWORD).await.ok();
    assert_ne!(victim.device(), Some(planted.clone()));
    lock(&t, &login).await;
    let attacker = t.anonymous();
    attacker.set_device(Some(planted));
    let reply = attacker.sign_in(login.portal_id.as_str(), PASSWORD).await;
    assert_eq!(reply.user_errors("signIn"), ["LOCKED"]);
});

both!(the_rate_and_the_wishes_of_a_portal_id_are_not_the_device_s, |_| {}, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).email("owner@example.org").insert().await;
    let owner = t.sign_in_as(&login).await.same_device();
    let id = login.portal_id.as_str();
    for _ in 0..3 {
        let outsider = t.anonymous();
        for _ in 0..5 {
            outsider.sign_in(id, WRONG).await;
            request(&outsider, id).await;
        }
    }
    t.anonymous().sign_in(id, PASSWORD).await.assert_code("RATE_LIMITED");
    request(&t.anonymous(), id).await.assert_code("RATE_LIMITED");
    is_signed_in(&owner.sign_in(id, PASSWORD).await, "signIn");
    assert_eq!(request(&owner, id).await.ok()["requestPasswordReset"]["accepted"], true);

    // It has rates of its own, and that of its address.
    for _ in 0..9 {
        owner.at_address([192, 0, 2, 7]).sign_in(id, PASSWORD).await.ok();
    }
    owner.at_address([192, 0, 2, 8]).sign_in(id, PASSWORD).await.assert_code("RATE_LIMITED");
    for _ in 0..4 {
        request(&owner.at_address([192, 0, 2, 9]), id).await.ok();
    }
    request(&owner.at_address([192, 0, 2, 10]), id).await.assert_code("RATE_LIMITED");
    t.advance(TimeDelta::seconds(61));
    let crowd = t.anonymous();
    for _ in 0..10 {
        crowd.sign_in(t.unused_portal_id().as_str(), WRONG).await;
    }
    crowd.set_device(owner.device());
    crowd.sign_in(id, PASSWORD).await.assert_code("RATE_LIMITED");
    is_signed_in(&owner.sign_in(id, PASSWORD).await, "signIn");
});

both!(a_client_without_cookies_sends_a_token, async |t: TestApp| {
    const SIGN_IN: &str = "mutation($input: SignInInput!) { signIn(input: $input) {
        result { __typename ... on SignedIn { tokens { accessToken refreshToken deviceToken } }
            ... on SecondFactorRequired { challenge } } userErrors { code } } }";
    const REFRESH: &str = "mutation($token: String!) { refreshSession(input: { refreshToken: $token }) {
        result { tokens { deviceToken } } } }";
    const VERIFY: &str = "mutation($input: VerifySecondFactorInput!) { verifySecondFactor(input: $input) {
        result { __typename ... on SignedIn { tokens { deviceToken } } } userErrors { code } } }";
    const WISH: &str =
        "mutation($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) { accepted } }";
    let login = t.account().staff(LinkRole::Support).insert().await;
    let input = |device: Option<&str>| {
        let id = login.portal_id.as_str();
        json!({ "input": { "portalId": id, "password": PASSWORD, "delivery": "TOKENS", "deviceToken": device } })
    };
    let phone = t.anonymous();
    let reply = phone.gql(SIGN_IN, input(None)).await;
    let tokens = reply.ok()["signIn"]["result"]["tokens"].clone();
    let device = tokens["deviceToken"].as_str().expect("a token").to_owned();
    assert_eq!((phone.cookie(), phone.device()), (None, None));
    let renewed = t.anonymous().gql(REFRESH, json!({ "token": tokens["refreshToken"] })).await;
    assert_eq!(renewed.ok()["refreshSession"]["result"]["tokens"]["deviceToken"], json!(null));

    lock(&t, &login).await;
    let elsewhere = t.anonymous();
    let reply = elsewhere.gql(SIGN_IN, input(Some("no token"))).await;
    assert_eq!(reply.user_errors("signIn"), ["LOCKED"]);
    let reply = elsewhere.gql(SIGN_IN, input(Some(&device))).await;
    is_signed_in(&reply, "signIn");
    assert_eq!(reply.ok()["signIn"]["result"]["tokens"]["deviceToken"], json!(null), "the one that was sent");
    let wish = json!({ "input": { "portalId": login.portal_id.as_str(), "deviceToken": device } });
    assert_eq!(elsewhere.gql(WISH, wish).await.ok()["requestPasswordReset"]["accepted"], true);
    assert_eq!(devices(&t, &login).await.len(), 1);

    // The second step needs no token: the sign-in that it finishes began with it.
    let guarded = t.account().staff(LinkRole::Support).insert().await;
    let enrolled = t.enrolled(&guarded).await;
    let secret = enrolled.caller.device().expect("a cookie");
    lock(&t, &guarded).await;
    let sent = json!({ "input": { "portalId": guarded.portal_id.as_str(), "password": PASSWORD,
        "delivery": "TOKENS", "deviceToken": secret } });
    let client = t.anonymous();
    let reply = client.gql(SIGN_IN, sent).await;
    let waiting = reply.ok()["signIn"]["result"]["challenge"].as_str().expect("a challenge").to_owned();
    let code = enrolled.app.code(&t, 1);
    let sent = json!({ "input": { "challenge": waiting, "code": code, "delivery": "TOKENS" } });
    is_signed_in(&client.gql(VERIFY, sent).await, "verifySecondFactor");
    assert_eq!(devices(&t, &guarded).await.len(), 1);
});
