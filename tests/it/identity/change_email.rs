//! `changeEmail`, `confirmEmail`, `cancelEmailChange`.

use chrono::TimeDelta;
use futures_util::future::join_all;
use portico::identity::entity::account_link::LinkRole;
use portico::ports::mail::KeptMail;
use serde_json::{Value, json};

use super::NEW;
use super::history::REPORT;
use super::reset::{request, reset};
use crate::support::app::{Backing, TestApp, on_shared_server};
use crate::support::authenticator::step_up;
use crate::support::caller::Caller;
use crate::support::factory::account::Login;
use crate::support::mails::{NEW_DEVICE, token_in};
use crate::support::reply::Reply;

const CHANGE: &str = "mutation($email: EmailAddress!) { changeEmail(input: { email: $email }) {
    pendingEmailChange { maskedEmail requestedAt expiresAt } userErrors { code field } } }";
const CONFIRM: &str = "mutation($token: String!) { confirmEmail(input: { token: $token }) {
    account { email version } userErrors { code field } } }";
const CANCEL: &str = "mutation { cancelEmailChange { account { email } userErrors { code } } }";
const PENDING: &str = "{ viewer { account { email pendingEmailChange { maskedEmail } } } }";

async fn owner(t: &TestApp) -> Login {
    let customer = t.customer().insert().await;
    t.account().member_of(&customer, LinkRole::Owner).email("old@example.org").insert().await
}

async fn elevated(t: &TestApp, login: &Login) -> Caller {
    let caller = t.sign_in_as(login).await;
    step_up(&caller).await;
    caller
}

async fn change(caller: &Caller, email: &str) -> Reply {
    caller.gql(CHANGE, json!({ "email": email })).await
}

async fn confirm(caller: &Caller, token: &str) -> Reply {
    caller.gql(CONFIRM, json!({ "token": token })).await
}

async fn pending(caller: &Caller) -> Value {
    caller.gql(PENDING, json!({})).await.ok()["viewer"]["account"].clone()
}

/// The mails that have left to an address.
fn to<'a>(mails: &'a [KeptMail], address: &str) -> Vec<&'a KeptMail> {
    mails.iter().filter(|mail| mail.mail.to.address == address).collect()
}

/// Asks for a change; the token that was mailed to the new address.
async fn asked(t: &TestApp, caller: &Caller, email: &str) -> String {
    assert!(change(caller, email).await.user_errors("changeEmail").is_empty());
    let mails = t.mails().await;
    let [mail] = to(&mails, email)[..] else { panic!("one mail to {email}: {mails:?}") };
    token_in(&mail.mail.text)
}

both!(an_address_counts_when_it_is_confirmed_and_not_before, async |t: TestApp| {
    let login = owner(&t).await;
    let caller = t.sign_in_as(&login).await;
    let early = change(&caller, "new@example.org").await;
    assert_eq!(early.user_errors("changeEmail"), ["STEP_UP_REQUIRED"]);
    change(&t.anonymous(), "new@example.org").await.assert_code("UNAUTHENTICATED");
    step_up(&caller).await;
    for junk in ["", "nobody", "a b@example.org", "a@b\nc"] {
        assert_eq!(change(&caller, junk).await.user_errors("changeEmail"), ["INVALID_EMAIL"], "{junk:?}");
    }
    assert!(t.queue().await.is_empty());

    let reply = change(&caller, " new@example.org ").await;
    let told = &reply.ok()["changeEmail"]["pendingEmailChange"];
    assert_eq!(told["maskedEmail"], "n…@example.org", "{}", reply.text);
    let waits =
        json!({ "email": "old@example.org", "pendingEmailChange": { "maskedEmail": "n…@example.org" } });
    assert_eq!(pending(&caller).await, waits);
    let mails = t.mails().await;
    assert_eq!(mails.len(), 2, "{mails:?}");
    let (new, old) = (to(&mails, "new@example.org")[0], to(&mails, "old@example.org")[0]);
    assert!(!new.mail.text.contains(&login.portal_id.to_string()), "a mistyped address learns no portal ID");
    assert!(old.mail.text.contains("n…@example.org") && old.mail.text.contains("/reset-password"));
    assert!(!old.mail.text.contains("new@example.org") && !old.mail.text.contains("token"));
    let token = token_in(&new.mail.text);

    confirm(&t.anonymous(), &token).await.assert_code("UNAUTHENTICATED");
    let stranger = t.sign_in_as(&owner(&t).await).await;
    assert_eq!(confirm(&stranger, &token).await.user_errors("confirmEmail"), ["INVALID_TOKEN"], "another's");
    let other_use = reset(&t.anonymous(), &token, NEW).await;
    assert_eq!(other_use.user_errors("resetPassword"), ["INVALID_TOKEN"], "good for nothing else");

    // Confirmed on the telephone, where the owner is signed in too.
    let phone = t.sign_in_as(&login).await;
    let reply = confirm(&phone, &token).await;
    assert_eq!(reply.ok()["confirmEmail"]["account"]["email"], "new@example.org", "{}", reply.text);
    assert_eq!(
        pending(&caller).await,
        json!({ "email": "new@example.org", "pendingEmailChange": null }),
        "and its sessions go on"
    );
    let mut mails = t.mails().await;
    mails.retain(|mail| mail.mail.subject != NEW_DEVICE);
    let [told] = mails.as_slice() else { panic!("the old address is told: {mails:?}") };
    assert_eq!(told.mail.to.address, "old@example.org");
    assert!(told.mail.text.contains(&login.portal_id.to_string()) && told.mail.text.contains("call us"));
    assert_eq!(confirm(&phone, &token).await.user_errors("confirmEmail"), ["INVALID_TOKEN"], "once");
    let same = change(&caller, "NEW@example.org").await;
    assert_eq!(same.user_errors("changeEmail"), ["UNCHANGED"]);
});

both!(a_link_in_the_old_mailbox_is_worth_nothing_after_the_change, async |t: TestApp| {
    let login = owner(&t).await;
    request(&t.anonymous(), login.portal_id.as_str()).await.ok();
    let old_link = t.mailed_token().await;
    let caller = elevated(&t, &login).await;
    let token = asked(&t, &caller, "new@example.org").await;
    assert!(confirm(&caller, &token).await.user_errors("confirmEmail").is_empty());
    let late = reset(&t.anonymous(), &old_link, NEW).await;
    assert_eq!(late.user_errors("resetPassword"), ["INVALID_TOKEN"]);
});

both!(the_later_of_two_changes_wins_and_one_is_taken_back, |_| {}, async |t: TestApp| {
    let login = owner(&t).await;
    let caller = elevated(&t, &login).await;
    let first = asked(&t, &caller, "first@example.org").await;
    let second = asked(&t, &caller, "second@example.org").await;
    assert_eq!(pending(&caller).await["pendingEmailChange"]["maskedEmail"], "s…@example.org");
    assert_eq!(confirm(&caller, &first).await.user_errors("confirmEmail"), ["INVALID_TOKEN"]);
    let cancelled = caller.gql(CANCEL, json!({})).await;
    assert_eq!(cancelled.ok()["cancelEmailChange"]["account"]["email"], "old@example.org");
    assert_eq!(confirm(&caller, &second).await.user_errors("confirmEmail"), ["INVALID_TOKEN"]);
    let nothing = caller.gql(CANCEL, json!({})).await;
    assert_eq!(nothing.user_errors("cancelEmailChange"), ["NOTHING_PENDING"]);

    let third = asked(&t, &caller, "third@example.org").await;
    t.advance(TimeDelta::minutes(60));
    let later = elevated(&t, &login).await;
    assert_eq!(pending(&later).await["pendingEmailChange"], Value::Null);
    assert_eq!(confirm(&later, &third).await.user_errors("confirmEmail"), ["INVALID_TOKEN"], "60 minutes");
});

both!(what_takes_a_password_from_a_stranger_takes_the_change_too, async |t: TestApp| {
    // A reset by the owner.
    let login = owner(&t).await;
    let stranger = elevated(&t, &login).await;
    let token = asked(&t, &stranger, "stranger@example.net").await;
    request(&t.anonymous(), login.portal_id.as_str()).await.ok();
    let link = t.mailed_token().await;
    assert!(reset(&t.anonymous(), &link, NEW).await.user_errors("resetPassword").is_empty());
    confirm(&stranger, &token).await.assert_code("UNAUTHENTICATED");
    let back = t.anonymous();
    back.sign_in(login.portal_id.as_str(), NEW).await.ok();
    assert_eq!(confirm(&back, &token).await.user_errors("confirmEmail"), ["INVALID_TOKEN"]);
    assert_eq!(pending(&back).await, json!({ "email": "old@example.org", "pendingEmailChange": null }));

    // The word that a sign-in was somebody else's.
    let login = owner(&t).await;
    let stranger = elevated(&t, &login).await;
    let token = asked(&t, &stranger, "stranger@example.net").await;
    let owner_s = t.sign_in_as(&login).await;
    let attempts = "{ viewer { account { loginHistory(first: 1) { nodes { id } } } } }";
    let attempts = owner_s.gql(attempts, json!({})).await;
    let id = attempts.ok()["viewer"]["account"]["loginHistory"]["nodes"][0]["id"].clone();
    let reported = owner_s.gql(REPORT, json!({ "id": id })).await;
    assert!(reported.user_errors("reportLogin").is_empty(), "{}", reported.text);
    let link = t.mailed_token().await;
    assert!(reset(&t.anonymous(), &link, NEW).await.user_errors("resetPassword").is_empty());
    let back = t.anonymous();
    back.sign_in(login.portal_id.as_str(), NEW).await.ok();
    assert_eq!(confirm(&back, &token).await.user_errors("confirmEmail"), ["INVALID_TOKEN"]);
});

both!(the_owners_word_takes_back_an_address_that_a_stranger_has_confirmed, async |t: TestApp| {
    let login = owner(&t).await;
    let mine = t.sign_in_as(&login).await;
    let stranger = elevated(&t, &login).await;
    let token = asked(&t, &stranger, "stranger@example.net").await;
    assert!(confirm(&stranger, &token).await.user_errors("confirmEmail").is_empty());
    t.mails().await;
    let attempts = "{ viewer { account { loginHistory(first: 1) { nodes { id } } } } }";
    let attempts = mine.gql(attempts, json!({})).await;
    let id = attempts.ok()["viewer"]["account"]["loginHistory"]["nodes"][0]["id"].clone();
    let reported = mine.gql(REPORT, json!({ "id": id })).await;
    assert!(reported.user_errors("reportLogin").is_empty(), "{}", reported.text);
    let mail = t.next_mail().await.mail;
    assert_eq!(mail.to.address, "old@example.org", "the token does not go to the stranger's mailbox");
    assert!(reset(&t.anonymous(), &token_in(&mail.text), NEW).await.user_errors("resetPassword").is_empty());
    let back = t.anonymous();
    back.sign_in(login.portal_id.as_str(), NEW).await.ok();
    assert_eq!(pending(&back).await, json!({ "email": "old@example.org", "pendingEmailChange": null }));
});

both!(whether_others_have_the_address_is_not_told_and_asking_has_a_limit, async |t: TestApp| {
    t.account().email("taken@example.org").insert().await;
    let caller = elevated(&t, &owner(&t).await).await;
    let (taken, free) =
        (change(&caller, "taken@example.org").await, change(&caller, "taxed@example.org").await);
    assert_eq!(taken.body["data"], free.body["data"]);
    assert_eq!(taken.statements(), free.statements());
    for _ in 0..3 {
        change(&caller, "third@example.org").await.ok();
    }
    change(&caller, "sixth@example.org").await.assert_code("RATE_LIMITED");
});

/// Of several confirmations at once one changes the address, and a reset at the same time leaves nothing that waits.
#[test]
fn confirmations_at_once_and_resets_at_once() {
    on_shared_server(Backing::Services, module_path!(), async |t: TestApp| {
        let login = owner(&t).await;
        let caller = elevated(&t, &login).await;
        let token = asked(&t, &caller, "new@example.org").await;
        let replies = join_all((0..4).map(|_| confirm(&caller, &token))).await;
        let done = replies.iter().filter(|reply| reply.user_errors("confirmEmail").is_empty()).count();
        assert_eq!(done, 1);
        t.mails().await;

        for round in 0..4 {
            let login = owner(&t).await;
            let stranger = elevated(&t, &login).await;
            request(&t.anonymous(), login.portal_id.as_str()).await.ok();
            let link = t.mailed_token().await;
            let anonymous = t.anonymous();
            let (done, _) =
                tokio::join!(reset(&anonymous, &link, NEW), change(&stranger, "stranger@example.net"));
            assert!(done.user_errors("resetPassword").is_empty(), "round {round}: {}", done.text);
            let back = t.anonymous();
            back.sign_in(login.portal_id.as_str(), NEW).await.ok();
            assert_eq!(pending(&back).await["pendingEmailChange"], Value::Null, "round {round}");
            t.mails().await;
        }
    });
}
