//! A sign-in that must replace its password first: `PasswordChangeRequired` and `completePasswordChange`.

use chrono::TimeDelta;
use portico::identity::entity::account_link::LinkRole;
use portico::identity::entity::portal_account;
use sea_orm::ColumnTrait as _;
use serde_json::{Value, json};

use super::{NEW, WRONG};
use crate::support::app::TestApp;
use crate::support::authenticator::{challenge as second_step, verify};
use crate::support::caller::Caller;
use crate::support::factory::account::{Login, PASSWORD};
use crate::support::passkey::{asked, sign_in as sign_in_with_passkey};
use crate::support::reply::Reply;

const SIGN_IN: &str = "mutation($input: SignInInput!) { signIn(input: $input) {
    result { __typename ... on PasswordChangeRequired { challenge expiresAt } } userErrors { code } } }";
const COMPLETE: &str =
    "mutation($input: CompletePasswordChangeInput!) { completePasswordChange(input: $input) {
    result { __typename ... on SignedIn { account { id } } } userErrors { code field } } }";

async fn sign_in(caller: &Caller, login: &Login, password: &str) -> Value {
    let input = json!({ "portalId": login.portal_id.as_str(), "password": password });
    let reply = caller.gql(SIGN_IN, json!({ "input": input })).await;
    reply.ok()["signIn"].clone()
}

async fn challenge(caller: &Caller, login: &Login) -> String {
    let answer = sign_in(caller, login, PASSWORD).await;
    assert_eq!(answer["result"]["__typename"], "PasswordChangeRequired", "{answer}");
    assert_eq!(caller.cookie(), None, "no session yet");
    answer["result"]["challenge"].as_str().expect("a challenge").to_owned()
}

async fn complete(caller: &Caller, challenge: &str, password: &str) -> Reply {
    caller.gql(COMPLETE, json!({ "input": { "challenge": challenge, "newPassword": password } })).await
}

async fn forced(t: &TestApp) -> Login {
    let customer = t.customer().insert().await;
    t.account().member_of(&customer, LinkRole::Owner).must_change_password().insert().await
}

both!(a_temporary_password_opens_nothing_but_its_own_replacement, async |t: TestApp| {
    let login = forced(&t).await;
    let caller = t.anonymous();
    let value = challenge(&caller, &login).await;
    let wrong = sign_in(&t.anonymous(), &login, WRONG).await;
    assert_eq!(wrong["userErrors"][0]["code"], "INVALID_CREDENTIALS", "only the right password learns of it");

    let same = complete(&caller, &value, PASSWORD).await;
    assert_eq!(same.user_errors("completePasswordChange"), ["PASSWORD_COMMON"]);
    let reply = complete(&caller, &value, NEW).await;
    assert_eq!(
        reply.ok()["completePasswordChange"]["result"]["account"]["id"],
        login.id.to_string(),
        "{}",
        reply.text
    );
    assert_eq!(caller.who().await, Some(login.portal_id.to_string()));
    let again = complete(&caller, &value, "another lantern in the fog").await;
    assert_eq!(again.user_errors("completePasswordChange"), ["INVALID_CHALLENGE"], "good once");
    assert_eq!(sign_in(&t.anonymous(), &login, NEW).await["result"]["__typename"], "SignedIn");
});

both!(a_challenge_belongs_to_who_was_given_it, async |t: TestApp| {
    let login = forced(&t).await;
    let caller = t.anonymous();
    let value = challenge(&caller, &login).await;
    // In the same network, with another browser.
    let body =
        json!({ "query": COMPLETE, "variables": { "input": { "challenge": value, "newPassword": NEW } } });
    let stolen = caller.send(caller.post().header("user-agent", "another browser").json(&body)).await;
    let elsewhere = complete(&t.tenant().await.anonymous(), &value, NEW).await;
    for reply in [stolen, elsewhere, complete(&caller, "probe", NEW).await] {
        assert_eq!(reply.user_errors("completePasswordChange"), ["INVALID_CHALLENGE"]);
    }
    assert_eq!(complete(&caller, &value, NEW).await.user_errors("completePasswordChange"), [""; 0]);
});

both!(a_challenge_ends_after_ten_minutes_and_age_counts_where_the_isp_insists, |_| {}, async |t: TestApp| {
    let login = forced(&t).await;
    let caller = t.anonymous();
    let value = challenge(&caller, &login).await;
    t.advance(TimeDelta::minutes(10));
    assert_eq!(
        complete(&caller, &value, NEW).await.user_errors("completePasswordChange"),
        ["INVALID_CHALLENGE"]
    );

    let strict = t.tenant_with(|new| new.settings.password_policy.max_age_days = Some(90)).await;
    let there = strict.account().insert().await;
    let here = t.account().insert().await;
    assert_eq!(sign_in(&strict.anonymous(), &there, PASSWORD).await["result"]["__typename"], "SignedIn");
    t.advance(TimeDelta::days(90));
    let caller = strict.anonymous();
    let value = challenge(&caller, &there).await;
    assert_eq!(complete(&caller, &value, NEW).await.user_errors("completePasswordChange"), [""; 0]);
    assert_eq!(sign_in(&strict.anonymous(), &there, NEW).await["result"]["__typename"], "SignedIn");
    assert_eq!(
        sign_in(&t.anonymous(), &here, PASSWORD).await["result"]["__typename"],
        "SignedIn",
        "off by default"
    );
});

both!(a_passkey_alone_asks_for_no_new_password_because_of_age, |_| {}, async |t: TestApp| {
    let strict = t.tenant_with(|new| new.settings.password_policy.max_age_days = Some(90)).await;
    let login = strict.account().insert().await;
    let mut owner = strict.with_passkey(&login, 1).await;
    t.advance(TimeDelta::days(90));
    // Somebody who has used the password, a second factor too, is asked, and that is not held against the passkey.
    let browser = strict.anonymous();
    let reply = browser.sign_in(login.portal_id.as_str(), PASSWORD).await;
    let waiting = reply.ok()["signIn"]["result"]["challenge"].as_str().expect("a challenge").to_owned();
    let question = asked(&browser, Some(&waiting)).await;
    let reply = sign_in_with_passkey(&browser, &question, &owner.passkey.answer(&question)).await;
    let result = &reply.ok()["signInWithPasskey"]["result"];
    assert_eq!(result["__typename"], "PasswordChangeRequired", "{}", reply.text);

    let question = asked(&browser, None).await;
    let reply = sign_in_with_passkey(&browser, &question, &owner.passkey.answer(&question)).await;
    let result = &reply.ok()["signInWithPasskey"]["result"];
    assert_eq!(result["__typename"], "SignedIn", "{}", reply.text);
    // What the staff has asked for is another thing.
    let tx = strict.scope().begin().await.expect("the database answers");
    tx.update::<portal_account::Entity>()
        .set(portal_account::Column::MustChangePassword, true)
        .filter(portal_account::Column::Id.eq(login.id))
        .run()
        .await
        .expect("stored");
    tx.commit().await.expect("the database answers");
    let question = asked(&browser, None).await;
    let reply = sign_in_with_passkey(&browser, &question, &owner.passkey.answer(&question)).await;
    let result = &reply.ok()["signInWithPasskey"]["result"];
    assert_eq!(result["__typename"], "PasswordChangeRequired", "{}", reply.text);
});

both!(a_password_grown_old_is_asked_for_after_a_code_too, |_| {}, async |t: TestApp| {
    let strict = t.tenant_with(|new| new.settings.password_policy.max_age_days = Some(90)).await;
    let login = strict.account().insert().await;
    let enrolled = strict.enrolled(&login).await;
    t.advance(TimeDelta::days(90));
    let caller = strict.anonymous();
    let waiting = second_step(&caller, &login).await;
    let reply = verify(&caller, &waiting, &enrolled.app.code(&strict, 1)).await;
    let result = &reply.ok()["verifySecondFactor"]["result"];
    assert_eq!(result["__typename"], "PasswordChangeRequired", "{}", reply.text);
    assert_eq!(caller.cookie(), None);
});
