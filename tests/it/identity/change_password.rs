//! `changePassword`, `checkPassword` and `tenant.passwordPolicy`.

use chrono::TimeDelta;
use portico::identity::entity::account_link::LinkRole;
use serde_json::json;

use super::reset::{request, reset};
use super::{NEW, WRONG, told_of_ends};
use crate::support::app::TestApp;
use crate::support::caller::Caller;
use crate::support::factory::account::PASSWORD;
use crate::support::reply::Reply;

pub(super) const CHANGE: &str = "mutation($input: ChangePasswordInput!) {
    changePassword(input: $input) { session { id current } userErrors { code field retryable } }
}";
const CHECK: &str = "mutation($input: CheckPasswordInput!) {
    checkPassword(input: $input) { acceptable strength userErrors { code message field } }
}";

async fn change(caller: &Caller, current: &str, new: &str) -> Reply {
    caller.gql(CHANGE, json!({ "input": { "currentPassword": current, "newPassword": new } })).await
}

async fn check(caller: &Caller, password: &str) -> Reply {
    caller.gql(CHECK, json!({ "input": { "password": password } })).await
}

both!(a_change_ends_the_other_sessions_and_renews_this_one, async |t: TestApp| {
    let customer = t.customer().insert().await;
    let login = t.account().member_of(&customer, LinkRole::Owner).email("o@example.org").insert().await;
    let (here, there) = (t.sign_in_as(&login).await, t.sign_in_as(&login).await);
    request(&t.anonymous(), login.portal_id.as_str()).await.ok();
    let outstanding = t.mailed_token().await;
    let before = here.cookie();
    let stolen = here.at_host(t.host());

    let reply = change(&here, PASSWORD, NEW).await;
    assert_eq!(reply.ok()["changePassword"]["session"]["current"], true, "{}", reply.text);
    assert!(here.cookie().is_some() && here.cookie() != before, "a new value");
    assert_eq!(here.who().await, Some(login.portal_id.to_string()));
    assert_eq!(
        (stolen.who().await, there.who().await),
        (None, None),
        "the old value and the other session are dead"
    );
    assert_eq!(told_of_ends(&t).await, 1, "of the other one");
    let told = t.next_mail().await.mail;
    assert!(
        told.text.contains(&login.portal_id.to_string()) && !told.text.contains("#token"),
        "{}",
        told.text
    );
    let late = reset(&t.anonymous(), &outstanding, "another lantern in the fog").await;
    assert_eq!(late.user_errors("resetPassword"), ["INVALID_TOKEN"], "links from before are taken back");
    let old = t.anonymous().sign_in(login.portal_id.as_str(), PASSWORD).await;
    assert_eq!(old.user_errors("signIn"), ["INVALID_CREDENTIALS"]);
});

both!(guessing_the_current_password_ends_soon_and_does_not_lock_the_owner_out, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Billing).insert().await;
    let caller = t.sign_in_as(&login).await;
    for _ in 0..5 {
        assert_eq!(change(&caller, WRONG, NEW).await.user_errors("changePassword"), ["INVALID_CREDENTIALS"]);
    }
    let locked = change(&caller, PASSWORD, NEW).await;
    assert_eq!(locked.user_errors("changePassword"), ["LOCKED"]);
    assert_eq!(t.sign_in_as(&login).await.who().await, Some(login.portal_id.to_string()));
    change(&t.anonymous(), PASSWORD, NEW).await.assert_code("UNAUTHENTICATED");
});

both!(the_latest_passwords_are_not_taken_again, |_| {}, async |t: TestApp| {
    let t = t.tenant_with(|new| new.settings.password_policy.history = 3).await;
    let caller = t.sign_in_as(&t.account().staff(LinkRole::Noc).insert().await).await;
    let lanterns = [
        "one lantern in the fog",
        "two lanterns in the fog",
        "three lanterns in the fog",
        "four lanterns in fog",
    ];
    let mut current = PASSWORD;
    for next in lanterns {
        t.advance(TimeDelta::seconds(20));
        t.advance(TimeDelta::seconds(1));
        assert_eq!(change(&caller, current, next).await.user_errors("changePassword"), [""; 0]);
        current = next;
    }
    for recent in &lanterns[1..] {
        assert_eq!(
            change(&caller, current, recent).await.user_errors("changePassword"),
            ["PASSWORD_REUSED"],
            "{recent}"
        );
    }
    // Three are remembered, this one is the fourth.
    assert_eq!(change(&caller, current, lanterns[0]).await.user_errors("changePassword"), [""; 0]);
});

both!(everything_wrong_with_a_password_is_told, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let caller = t.sign_in_as(&login).await;
    let codes = |reply: &Reply| reply.user_errors("checkPassword").join(" ");
    assert_eq!(codes(&check(&caller, "Passwort1").await), "PASSWORD_TOO_SHORT PASSWORD_COMMON");
    assert_eq!(codes(&check(&caller, &"kiln moss ".repeat(20)).await), "PASSWORD_TOO_LONG");
    assert_eq!(codes(&check(&caller, "kiln moss\u{7} tuba lantern").await), "PASSWORD_NOT_ALLOWED");
    assert_eq!(codes(&check(&caller, "abcabcabcabcabcabcabc").await), "PASSWORD_GUESSABLE");
    let own = format!("{}-2026-11", login.portal_id);
    assert_eq!(codes(&check(&caller, &own).await), "PASSWORD_PERSONAL");
    let stranger = check(&t.anonymous(), &own).await;
    assert!(!codes(&stranger).contains("PERSONAL"), "a stranger is not told whose words these are");
    let good = check(&t.anonymous(), "kiln moss tuba lantern").await;
    assert_eq!(good.ok()["checkPassword"], json!({ "acceptable": true, "strength": 4, "userErrors": [] }));
    assert_eq!(good.statements(), 0);
});

both!(checks_from_one_address_are_limited, async |t: TestApp| {
    let caller = t.anonymous();
    for _ in 0..60 {
        check(&caller, "short").await.ok();
    }
    check(&caller, "short").await.assert_code("RATE_LIMITED");
    check(&t.anonymous(), "short").await.ok();
});

both!(the_policy_is_data_of_the_tenant, async |t: TestApp| {
    const POLICY: &str =
        "{ tenant { passwordPolicy { minLength minLengthWithSecondFactor maxLength minStrength
        minStrengthWithSecondFactor history maxAgeDays } } }";
    let reply = t.anonymous().gql(POLICY, json!({})).await;
    let defaults = json!({ "minLength": 15, "minLengthWithSecondFactor": 8, "maxLength": 128, "minStrength": 3,
        "minStrengthWithSecondFactor": 2, "history": 5, "maxAgeDays": null });
    assert_eq!(reply.ok()["tenant"]["passwordPolicy"], defaults);
    let strict = t.tenant_with(|new| new.settings.password_policy.min_length = 24).await;
    let reply = check(&strict.anonymous(), "kiln moss tuba lantern").await;
    assert_eq!(reply.user_errors("checkPassword"), ["PASSWORD_TOO_SHORT"]);
});
