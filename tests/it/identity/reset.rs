//! `requestPasswordReset` and `resetPassword` (threats.md rows 12 and 16).

use chrono::TimeDelta;
use portico::db::Reads as _;
use portico::identity::entity::account_link::LinkRole;
use portico::identity::entity::one_time_token;
use portico::identity::entity::portal_account::AccountStatus;
use serde_json::{Value, json};
use sha2::Digest as _;

use super::{NEW, WRONG, told_of_ends};
use crate::support::app::TestApp;
use crate::support::caller::Caller;
use crate::support::factory::account::{Login, PASSWORD};
use crate::support::reply::Reply;

const REQUEST: &str = "mutation($input: RequestPasswordResetInput!) {
    requestPasswordReset(input: $input) { accepted userErrors { code message field retryable } }
}";
pub(super) const RESET: &str = "mutation($input: ResetPasswordInput!) {
    resetPassword(input: $input) { account { id status } userErrors { code message field retryable } }
}";

pub(super) async fn request(caller: &Caller, portal_id: &str) -> Reply {
    caller.gql(REQUEST, json!({ "input": { "portalId": portal_id } })).await
}

pub(super) async fn reset(caller: &Caller, token: &str, password: &str) -> Reply {
    caller.gql(RESET, json!({ "input": { "token": token, "newPassword": password } })).await
}

async fn owner(t: &TestApp) -> Login {
    let customer = t.customer().insert().await;
    t.account().member_of(&customer, LinkRole::Owner).email("owner@example.org").insert().await
}

/// A token, as it reaches the owner's mailbox.
async fn token_for(t: &TestApp, login: &Login) -> String {
    let reply = request(&t.anonymous(), login.portal_id.as_str()).await;
    assert_eq!(reply.ok()["requestPasswordReset"], json!({ "accepted": true, "userErrors": [] }));
    t.mailed_token().await
}

both!(a_mailed_token_sets_a_new_password_and_ends_all_sessions, async |t: TestApp| {
    let login = owner(&t).await;
    let (here, there) = (t.sign_in_as(&login).await, t.sign_in_as(&login).await);
    for _ in 0..5 {
        t.anonymous().sign_in(login.portal_id.as_str(), WRONG).await.ok();
    }
    let locked = t.anonymous().sign_in(login.portal_id.as_str(), PASSWORD).await;
    assert_eq!(locked.user_errors("signIn"), ["LOCKED"]);

    let token = token_for(&t, &login).await;
    let stored = t.scope().select::<one_time_token::Entity>().all().await.expect("the database answers");
    let [row] = stored.as_slice() else { panic!("one token: {stored:?}") };
    assert_eq!(row.digest.len(), 32, "a digest is kept, and no token");
    assert_ne!(row.digest, sha2::Sha256::digest(&token).to_vec(), "of the secret, not of its text");
    assert!(row.expires_at <= t.now() + TimeDelta::minutes(60));

    let browser = t.anonymous();
    let reply = reset(&browser, &token, NEW).await;
    assert_eq!(reply.ok()["resetPassword"]["account"]["id"], login.id.to_string(), "{}", reply.text);
    assert_eq!(browser.cookie(), None, "it begins no session");
    assert_eq!((here.who().await, there.who().await), (None, None));
    assert_eq!(told_of_ends(&t).await, 2);
    let old = t.anonymous().sign_in(login.portal_id.as_str(), PASSWORD).await;
    assert_eq!(
        old.user_errors("signIn"),
        ["INVALID_CREDENTIALS"],
        "the lock is lifted, the old password is dead"
    );
    let new = t.anonymous().sign_in(login.portal_id.as_str(), NEW).await;
    assert_eq!(new.ok()["signIn"]["result"]["__typename"], "SignedIn");
    assert!(t.next_mail().await.mail.text.contains(&login.portal_id.to_string()), "its owner is told");

    let again = reset(&t.anonymous(), &token, "another lantern in the fog").await;
    assert_eq!(again.user_errors("resetPassword"), ["INVALID_TOKEN"]);
});

both!(whether_an_account_exists_is_not_told, async |t: TestApp| {
    let customer = t.customer().insert().await;
    let known = owner(&t).await;
    let silent = t.account().member_of(&customer, LinkRole::Viewer).insert().await;
    let barred = t.account().email("barred@example.org").status(AccountStatus::Suspended).insert().await;
    let told = |reply: &Reply| -> (u16, Value, Value, u64, usize) {
        let content_type = reply.headers["content-type"].to_str().expect("text").into();
        let data = reply.body["data"].clone();
        (reply.status.as_u16(), data.clone(), content_type, reply.statements(), data.to_string().len())
    };
    let mut seen = Vec::new();
    for id in [
        known.portal_id.as_str(),
        silent.portal_id.as_str(),
        barred.portal_id.as_str(),
        t.unused_portal_id().as_str(),
    ] {
        seen.push(told(&request(&t.anonymous(), id).await));
    }
    for other in &seen[1..] {
        assert_eq!(&seen[0], other);
    }
    let mail = t.next_mail().await;
    assert_eq!(mail.mail.to.address, "owner@example.org", "the others get none");
    assert_eq!(t.queue().await.len(), 1);

    // Past the limit the answer is the same, too.
    let (unknown, mut ends) = (t.unused_portal_id(), Vec::new());
    for id in [known.portal_id.as_str(), unknown.as_str()] {
        for _ in 0..4 {
            request(&t.anonymous(), id).await.ok();
        }
        request(&t.anonymous(), id).await;
        let refused = request(&t.anonymous(), id).await;
        refused.assert_code("RATE_LIMITED");
        ends.push(refused.body["errors"][0]["message"].clone());
    }
    assert_eq!(ends[0], ends[1]);
    let typo = request(&t.anonymous(), "EX-0000").await;
    assert_eq!(typo.user_errors("requestPasswordReset"), ["INVALID_PORTAL_ID"]);
});

both!(of_twenty_who_use_a_token_at_once_one_wins, async |t: TestApp| {
    let login = owner(&t).await;
    let token = token_for(&t, &login).await;
    let callers: Vec<Caller> = (0..20).map(|_| t.anonymous()).collect();
    let passwords: Vec<String> = (0..20).map(|n| format!("twenty lanterns race {n}")).collect();
    let race = callers.iter().zip(&passwords).map(|(caller, password)| reset(caller, &token, password));
    let replies = futures_util::future::join_all(race).await;
    let winners: Vec<usize> = replies
        .iter()
        .enumerate()
        .filter(|(_, reply)| !reply.body["data"]["resetPassword"]["account"].is_null())
        .map(|(number, _)| number)
        .collect();
    let [winner] = winners.as_slice() else { panic!("one winner: {winners:?}") };
    for (number, reply) in replies.iter().enumerate().filter(|(number, _)| number != winner) {
        let busy = reply.codes().iter().all(|code| *code == "AUTH_BUSY") && !reply.codes().is_empty();
        assert!(busy || reply.user_errors("resetPassword") == ["INVALID_TOKEN"], "{number}: {}", reply.text);
    }
    let signed_in = t.anonymous().sign_in(login.portal_id.as_str(), &passwords[*winner]).await;
    assert_eq!(signed_in.ok()["signIn"]["result"]["__typename"], "SignedIn");
});

both!(a_token_ends_after_an_hour_and_an_old_wish_is_none, |_| {}, async |t: TestApp| {
    let login = owner(&t).await;
    let token = token_for(&t, &login).await;
    t.advance(TimeDelta::minutes(60));
    assert_eq!(reset(&t.anonymous(), &token, NEW).await.user_errors("resetPassword"), ["INVALID_TOKEN"]);
    assert_eq!(
        t.anonymous().sign_in(login.portal_id.as_str(), PASSWORD).await.user_errors("signIn"),
        [""; 0]
    );
});

both!(what_is_no_token_opens_nothing, async |t: TestApp| {
    let login = owner(&t).await;
    let token = token_for(&t, &login).await;
    let elsewhere = t.tenant().await;
    let reply = reset(&elsewhere.anonymous(), &token, NEW).await;
    assert_eq!(reply.user_errors("resetPassword"), ["INVALID_TOKEN"], "another ISP's");
    for junk in ["", "probe", &token[1..], &format!("{token}A"), "\u{0}", &"A".repeat(43)] {
        let reply = reset(&t.anonymous(), junk, NEW).await;
        assert_eq!(reply.user_errors("resetPassword"), ["INVALID_TOKEN"], "{junk:?}");
    }
    let weak = reset(&t.anonymous(), &token, "short").await;
    assert_eq!(weak.user_errors("resetPassword"), ["PASSWORD_TOO_SHORT"]);
    let same = reset(&t.anonymous(), &token, PASSWORD).await;
    assert_eq!(same.user_errors("resetPassword"), ["PASSWORD_COMMON"]);
    let good = reset(&t.anonymous(), &token, NEW).await;
    assert_eq!(
        good.user_errors("resetPassword"),
        [""; 0],
        "a password that does not do leaves the token good"
    );
});
