//! Devices become known by a complete sign-in, are listed, and are forgotten.

use chrono::TimeDelta;
use portico::identity::entity::account_link::LinkRole;
use serde_json::{Value, json};

use super::NEW;
use super::history::{REPORT, history};
use super::known_devices::{devices, is_signed_in, lock};
use super::reset::{request, reset};
use crate::support::app::TestApp;
use crate::support::authenticator::{STEP_UP, challenge, verify};
use crate::support::caller::Caller;
use crate::support::factory::account::PASSWORD;
use crate::support::passkey::{asked, sign_in as sign_in_with_passkey};

const LIST: &str =
    "{ viewer { account { knownDevices { id deviceLabel ipAddress current createdAt lastUsedAt } } } }";
const FORGET: &str = "mutation($id: ID!) { forgetKnownDevice(input: { id: $id }) { forgottenDeviceId userErrors { code field } } }";
const CHANGE: &str = "mutation($input: ChangePasswordInput!) {
    changePassword(input: $input) { session { id } userErrors { code } } }";

pub(super) async fn listed(caller: &Caller) -> Vec<Value> {
    let reply = caller.gql(LIST, json!({})).await;
    reply.ok()["viewer"]["account"]["knownDevices"].as_array().expect("a list").clone()
}

both!(whoever_sets_up_a_factor_keeps_the_device_at_hand_alone, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    t.sign_in_as(&login).await;
    let enrolled = t.enrolled(&login).await;
    let list = listed(&enrolled.caller).await;
    assert_eq!(
        list.len(),
        1,
        "a device that a stranger made known by the password alone is not known any more"
    );
    assert_eq!(list[0]["current"], true);
});

both!(devices_are_listed_and_forgotten_by_their_owner, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let other = t.sign_in_as(&t.account().staff(LinkRole::Support).insert().await).await;
    let (here, there) = (t.sign_in_as(&login).await, t.sign_in_as(&login).await);
    let list = listed(&here).await;
    assert_eq!(list.len(), 2);
    let gone = list.iter().find(|device| device["current"] == false).expect("the other one");
    assert_eq!(gone["ipAddress"], there.address().to_string());
    assert_eq!(gone["lastUsedAt"], "2026-11-22T10:00:00Z");
    let stored = devices(&t, &login).await;
    assert!(stored.iter().all(|row| row.digest.len() == 32), "digests are kept, and no secrets");

    let id = gone["id"].clone();
    let reply = other.gql(FORGET, json!({ "id": id })).await;
    assert_eq!(reply.user_errors("forgetKnownDevice"), ["NOT_FOUND"], "it is somebody else's");
    t.anonymous().gql(FORGET, json!({ "id": id })).await.assert_code("UNAUTHENTICATED");
    let reply = here.gql(FORGET, json!({ "id": id })).await;
    assert_eq!(reply.ok()["forgetKnownDevice"], json!({ "forgottenDeviceId": id, "userErrors": [] }));
    let reply = here.gql(FORGET, json!({ "id": id })).await;
    assert_eq!(reply.user_errors("forgetKnownDevice"), ["NOT_FOUND"]);
    assert_eq!(listed(&here).await.len(), 1);
    assert!(there.who().await.is_some(), "its session goes on");
    lock(&t, &login).await;
    let reply = there.same_device().sign_in(login.portal_id.as_str(), PASSWORD).await;
    assert_eq!(reply.user_errors("signIn"), ["LOCKED"]);
    is_signed_in(&here.same_device().sign_in(login.portal_id.as_str(), PASSWORD).await, "signIn");
});

both!(a_new_password_keeps_the_device_at_hand_and_a_reset_keeps_none, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).email("owner@example.org").insert().await;
    let (here, there) = (t.sign_in_as(&login).await, t.sign_in_as(&login).await);
    let input = json!({ "input": { "currentPassword": PASSWORD, "newPassword": NEW } });
    assert_eq!(here.gql(CHANGE, input).await.user_errors("changePassword"), [""; 0]);
    lock(&t, &login).await;
    let reply = there.same_device().sign_in(login.portal_id.as_str(), NEW).await;
    assert_eq!(reply.user_errors("signIn"), ["LOCKED"]);
    is_signed_in(&here.same_device().sign_in(login.portal_id.as_str(), NEW).await, "signIn");
    assert_eq!(devices(&t, &login).await.len(), 1);

    request(&here, login.portal_id.as_str()).await.ok();
    let token = t.mailed_token_among_others().await;
    assert_eq!(
        reset(&t.anonymous(), &token, "seven herons over a quiet weir").await.user_errors("resetPassword"),
        [""; 0]
    );
    assert!(devices(&t, &login).await.is_empty());
});

both!(reporting_a_sign_in_and_closing_the_account_forget_all, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).email("owner@example.org").insert().await;
    let caller = t.sign_in_as(&login).await;
    let attempt = history(&caller).await[0]["id"].clone();
    assert_eq!(devices(&t, &login).await.len(), 1);
    assert_eq!(caller.gql(REPORT, json!({ "id": attempt })).await.user_errors("reportLogin"), [""; 0]);
    assert!(devices(&t, &login).await.is_empty());

    let closed = t.account().insert().await;
    t.sign_in_as(&closed).await;
    let admin = t.sign_in_as(&t.account().staff(LinkRole::TenantAdmin).insert().await).await;
    let disable = "mutation($id: ID!) { disableAccount(input: { accountId: $id, reason: \"left\" }) {
        account { status } userErrors { code } } }";
    let reply = admin.gql(disable, json!({ "id": closed.id.to_string() })).await;
    assert_eq!(reply.user_errors("disableAccount"), [""; 0]);
    assert!(devices(&t, &closed).await.is_empty());
});

both!(a_device_is_known_for_a_year_after_its_latest_use, |_| {}, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let (kept, left) = (t.sign_in_as(&login).await, t.sign_in_as(&login).await);
    t.advance(TimeDelta::days(364));
    is_signed_in(&kept.same_device().sign_in(login.portal_id.as_str(), PASSWORD).await, "signIn");
    t.advance(TimeDelta::days(1));
    lock(&t, &login).await;
    let reply = left.same_device().sign_in(login.portal_id.as_str(), PASSWORD).await;
    assert_eq!(reply.user_errors("signIn"), ["LOCKED"]);
    is_signed_in(&kept.same_device().sign_in(login.portal_id.as_str(), PASSWORD).await, "signIn");
    t.advance(TimeDelta::minutes(31));
    let new = t.sign_in_as(&login).await;
    assert_eq!(devices(&t, &login).await.len(), 2, "the old one is swept out by the next new one");
    assert_eq!(listed(&new).await.len(), 2);
});

both!(
    an_account_knows_twenty_devices,
    |config| {
        config.auth.per_account_per_minute = 1_000;
    },
    async |t: TestApp| {
        let login = t.account().staff(LinkRole::Support).insert().await;
        let oldest = t.sign_in_as(&login).await;
        for _ in 0..20 {
            t.advance(TimeDelta::seconds(1));
            t.sign_in_as(&login).await;
        }
        assert_eq!(listed(&oldest).await.len(), 20);
        assert!(
            listed(&oldest).await.iter().all(|device| device["current"] == false),
            "its own is the oldest"
        );
    }
);

both!(every_complete_sign_in_makes_the_device_known, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let enrolled = t.enrolled(&login).await;
    let before = enrolled.caller.device();
    let half = t.anonymous();
    let waiting = challenge(&half, &login).await;
    assert_eq!(half.device(), None, "a password alone is not all of it");
    is_signed_in(&verify(&half, &waiting, &enrolled.app.code(&t, 1)).await, "verifySecondFactor");
    assert!(half.device().is_some() && half.device() != before);

    let other = t.account().staff(LinkRole::Support).insert().await;
    let mut owner = t.with_passkey(&other, 1).await;
    let browser = t.anonymous();
    let question = asked(&browser, None).await;
    is_signed_in(
        &sign_in_with_passkey(&browser, &question, &owner.passkey.answer(&question)).await,
        "signInWithPasskey",
    );
    assert!(browser.device().is_some());
    assert_eq!(devices(&t, &other).await.len(), 2);
    // A step-up is none: the session goes on, and so does the device.
    let device = owner.caller.device();
    let reply = owner.caller.gql(STEP_UP, json!({ "input": { "password": PASSWORD } })).await;
    assert_eq!(reply.user_errors("stepUp"), [""; 0]);
    assert_eq!(owner.caller.device(), device);
});
