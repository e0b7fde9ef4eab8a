//! `sendActivation` and `activateAccount`.

use portico::identity::entity::account_link::LinkRole;
use portico::identity::entity::portal_account::AccountStatus;
use serde_json::json;

use super::NEW;
use super::reset::{request, reset};
use crate::support::app::TestApp;
use crate::support::caller::Caller;
use crate::support::factory::account::Login;
use crate::support::reply::Reply;

const SEND: &str = "mutation($input: SendActivationInput!) {
    sendActivation(input: $input) { account { status } userErrors { code field } }
}";
const ACTIVATE: &str = "mutation($input: ActivateAccountInput!) {
    activateAccount(input: $input) { account { portalId status } userErrors { code field } }
}";

async fn send(caller: &Caller, account: &str) -> Reply {
    caller.gql(SEND, json!({ "input": { "accountId": account } })).await
}

async fn activate(caller: &Caller, token: &str, password: &str) -> Reply {
    caller.gql(ACTIVATE, json!({ "input": { "token": token, "password": password } })).await
}

async fn pending(t: &TestApp) -> Login {
    let customer = t.customer().insert().await;
    let account = t.account().member_of(&customer, LinkRole::Owner).password_hash(None);
    account.status(AccountStatus::PendingActivation).email("new@example.org").insert().await
}

both!(who_is_invited_sets_the_first_password_once, async |t: TestApp| {
    let support = t.sign_in_as(&t.account().staff(LinkRole::Support).insert().await).await;
    let login = pending(&t).await;
    let sent = send(&support, &login.id.to_string()).await;
    assert_eq!(sent.ok()["sendActivation"]["account"]["status"], "PENDING_ACTIVATION");
    let mail = t.next_mail().await.mail;
    assert!(mail.text.contains(&login.portal_id.to_string()), "it tells what to sign in with: {}", mail.text);
    let token = crate::support::mails::token_in(&mail.text);

    let weak = activate(&t.anonymous(), &token, "passwordpassword").await;
    assert_eq!(weak.user_errors("activateAccount"), ["PASSWORD_COMMON"]);
    let other_use = reset(&t.anonymous(), &token, NEW).await;
    assert_eq!(other_use.user_errors("resetPassword"), ["INVALID_TOKEN"], "good for nothing else");
    let reply = activate(&t.anonymous(), &token, NEW).await;
    assert_eq!(reply.ok()["activateAccount"]["account"]["status"], "ACTIVE", "{}", reply.text);
    let again = activate(&t.anonymous(), &token, "another lantern in the fog").await;
    assert_eq!(again.user_errors("activateAccount"), ["INVALID_TOKEN"]);
    let signed_in = t.anonymous().sign_in(login.portal_id.as_str(), NEW).await;
    assert_eq!(signed_in.ok()["signIn"]["result"]["__typename"], "SignedIn");

    let late = send(&support, &login.id.to_string()).await;
    assert_eq!(late.user_errors("sendActivation"), ["INVALID_TRANSITION"]);
});

both!(whoever_waits_for_activation_and_asks_for_a_reset_is_invited_again, async |t: TestApp| {
    let login = pending(&t).await;
    request(&t.anonymous(), login.portal_id.as_str()).await.ok();
    let token = t.mailed_token().await;
    let reply = activate(&t.anonymous(), &token, NEW).await;
    assert_eq!(reply.ok()["activateAccount"]["account"]["portalId"], login.portal_id.to_string());
});

both!(an_invitation_needs_an_account_that_waits_and_an_address, async |t: TestApp| {
    let admin = t.sign_in_as(&t.account().staff(LinkRole::TenantAdmin).insert().await).await;
    let silent = t.account().status(AccountStatus::PendingActivation).password_hash(None).insert().await;
    let reply = send(&admin, &silent.id.to_string()).await;
    assert_eq!(reply.user_errors("sendActivation"), ["NO_MAIL_ADDRESS"]);
    let elsewhere = pending(&t.tenant().await).await;
    let foreign = send(&admin, &elsewhere.id.to_string()).await;
    let absent = send(&admin, "acc_00000000000000000000000000").await;
    assert_eq!(foreign.user_errors("sendActivation"), ["NOT_FOUND"]);
    assert_eq!(foreign.body["data"], absent.body["data"]);
    assert!(t.queue().await.is_empty());
});
