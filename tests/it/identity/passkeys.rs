//! Passkeys: making one, signing in by it alone and as second factor, and what is refused (threats.md rows 7 and 16).

use portico::db::Reads as _;
use portico::identity::entity::account_link::LinkRole;
use portico::identity::entity::passkey;
use portico::identity::entity::passkey_ceremony;
use portico::tenancy::RoleName;
use serde_json::json;

use super::{WRONG, judged};
use crate::support::app::TestApp;
use crate::support::authenticator::{STEP_UP, challenge, codes, step_up};
use crate::support::factory::account::PASSWORD;
use crate::support::passkey::{
    Asked, SoftPasskey, asked, finish_registration, sign_in, start_registration, start_sign_in, start_step_up,
};

const OWN: &str = "{ viewer { account { secondFactors { totp passkeys { id name lastUsedAt } } } } }";
const RENAME: &str = "mutation($id: ID!, $name: String!) {
    renamePasskey(input: { id: $id, name: $name }) { passkey { name } userErrors { code } }
}";
const REMOVE: &str =
    "mutation($id: ID!) { removePasskey(input: { id: $id }) { session { id } userErrors { code } } }";

async fn audited(t: &TestApp, action: &str) -> usize {
    let entries = t.scope().select::<portico::db::audit::Entity>().all().await.expect("answers");
    entries.iter().filter(|entry| entry.action == action).count()
}

both!(a_passkey_is_made_and_signs_in_alone, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let (caller, elsewhere) = (t.sign_in_as(&login).await, t.sign_in_as(&login).await);
    let reply = start_registration(&caller, None).await;
    assert_eq!(reply.user_errors("startPasskeyRegistration"), ["STEP_UP_REQUIRED"]);
    let reply = start_registration(&t.anonymous(), None).await;
    assert_eq!(reply.user_errors("startPasskeyRegistration"), ["INVALID_CHALLENGE"]);
    step_up(&caller).await;

    let question = Asked::of(&start_registration(&caller, None).await, "startPasskeyRegistration");
    assert_eq!(question.options["rp"], json!({ "id": t.host(), "name": "Example Fibre" }));
    let (mut passkey, answer) = SoftPasskey::make(&question, &t.origin(), 1);
    let before = caller.cookie();
    let reply = finish_registration(&caller, None, &question, &answer, " Ann's phone ").await;
    let payload = &reply.ok()["finishPasskeyRegistration"];
    assert_eq!(payload["result"]["__typename"], "SignedIn", "{}", reply.text);
    assert_eq!(codes(payload).len(), 10);
    assert_ne!(caller.cookie(), before, "a new value");
    assert_eq!(elsewhere.who().await, None, "other sessions end");
    let own = caller.gql(OWN, json!({})).await;
    let factors = &own.ok()["viewer"]["account"]["secondFactors"];
    assert_eq!(factors["passkeys"][0]["name"], "Ann's phone");
    assert_eq!(factors["passkeys"][0]["lastUsedAt"], json!(null));

    let browser = t.anonymous();
    let question = asked(&browser, None).await;
    assert_eq!(question.options["allowCredentials"], json!([]));
    assert_eq!(question.options["userVerification"], "required");
    let reply = sign_in(&browser, &question, &passkey.answer(&question)).await;
    assert_eq!(reply.ok()["signInWithPasskey"]["result"]["__typename"], "SignedIn", "{}", reply.text);
    assert_eq!(browser.who().await, Some(login.portal_id.to_string()));
    assert_eq!(audited(&t, "account.passkey_added").await, 1);
    let reply = caller.gql(OWN, json!({})).await;
    let used = &reply.ok()["viewer"]["account"]["secondFactors"]["passkeys"][0]["lastUsedAt"];
    assert_eq!(*used, "2026-11-22T10:00:00Z");
});

both!(a_passkey_is_the_second_factor, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let mut owner = t.with_passkey(&login, 1).await;
    let browser = t.anonymous();
    let reply = browser.sign_in(login.portal_id.as_str(), PASSWORD).await;
    let result = &reply.ok()["signIn"]["result"];
    assert_eq!(result["methods"], json!(["PASSKEY", "RECOVERY_CODE"]));
    let waiting = result["challenge"].as_str().expect("a challenge").to_owned();

    let question = asked(&browser, Some(&waiting)).await;
    assert_eq!(question.options["allowCredentials"].as_array().map(Vec::len), Some(1));
    let other = t.account().staff(LinkRole::Support).insert().await;
    let mut stranger = t.with_passkey(&other, 2).await;
    let reply = sign_in(&browser, &question, &stranger.passkey.answer(&question)).await;
    assert_eq!(reply.user_errors("signInWithPasskey"), ["INVALID_PASSKEY"], "of another account");
    assert_eq!(reply.ok()["signInWithPasskey"]["userErrors"][0]["attemptsRemaining"], 4);

    let question = asked(&browser, Some(&waiting)).await;
    let answer = owner.passkey.answer(&question);
    let reply = sign_in(&browser.at_address([192, 0, 2, 1]), &question, &answer).await;
    assert_eq!(reply.user_errors("signInWithPasskey"), ["INVALID_CEREMONY"], "from elsewhere");
    let reply = sign_in(&browser, &question, &answer).await;
    assert_eq!(reply.ok()["signInWithPasskey"]["result"]["__typename"], "SignedIn", "{}", reply.text);
    assert_eq!(browser.who().await, Some(login.portal_id.to_string()));
    let reply = start_sign_in(&browser, Some(&waiting)).await;
    assert_eq!(reply.user_errors("startPasskeySignIn"), ["INVALID_CHALLENGE"], "used up");
    let reasons: Vec<String> = judged(&t).await.into_iter().map(|attempt| attempt.reason).collect();
    assert_eq!(reasons.iter().filter(|reason| *reason == "WRONG_PASSKEY").count(), 1);
});

both!(an_answer_counts_once, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let mut owner = t.with_passkey(&login, 1).await;
    let browser = t.anonymous();
    let question = asked(&browser, None).await;
    let answer = owner.passkey.answer(&question);
    sign_in(&browser, &question, &answer).await.ok();
    assert!(browser.who().await.is_some());
    let again = t.anonymous();
    for caller in [&browser, &again] {
        let reply = sign_in(caller, &question, &answer).await;
        assert_eq!(reply.user_errors("signInWithPasskey"), ["INVALID_CEREMONY"], "played again");
    }
    // The old answer to a new question.
    let fresh = asked(&again, None).await;
    let reply = sign_in(&again, &fresh, &answer).await;
    assert_eq!(reply.user_errors("signInWithPasskey"), ["INVALID_PASSKEY"]);
    let right = owner.passkey.answer(&fresh);
    let reply = sign_in(&again, &fresh, &right).await;
    assert_eq!(reply.user_errors("signInWithPasskey"), ["INVALID_CEREMONY"], "the first answer ended it");
    assert_eq!(again.cookie(), None);
    let left = t.scope().select::<passkey_ceremony::Entity>().all().await.expect("answers");
    assert!(left.is_empty(), "{left:?}");
});

both!(what_was_not_signed_here_by_its_user_is_refused, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let owner = t.with_passkey(&login, 1).await;
    let fake = SoftPasskey { origin: "https://evil.example".to_owned(), ..owner.passkey.clone() };
    let port = SoftPasskey { origin: format!("{}:8443", t.origin()), ..owner.passkey.clone() };
    let plain = SoftPasskey { origin: format!("http://{}", t.host()), ..owner.passkey.clone() };
    let unverified = SoftPasskey { verified: false, ..owner.passkey.clone() };
    for mut wrong in [fake, port, plain, unverified] {
        let caller = t.anonymous();
        let question = asked(&caller, None).await;
        let reply = sign_in(&caller, &question, &wrong.answer(&question)).await;
        assert_eq!(reply.user_errors("signInWithPasskey"), ["INVALID_PASSKEY"]);
        assert_eq!(caller.cookie(), None);
    }
    for junk in ["", "{}", "null", "{\"id\":1}", "\u{0}"] {
        let caller = t.anonymous();
        let question = asked(&caller, None).await;
        let reply = sign_in(&caller, &question, junk).await;
        assert_eq!(reply.user_errors("signInWithPasskey"), ["INVALID_PASSKEY"], "{junk}");
    }
});

both!(passkeys_and_questions_of_one_tenant_are_none_of_another, async |t: TestApp| {
    let abroad = t.tenant().await;
    let login = t.account().staff(LinkRole::Support).insert().await;
    let mut owner = t.with_passkey(&login, 1).await;
    let caller = t.anonymous();
    let question = asked(&caller, None).await;
    let answer = owner.passkey.answer(&question);
    let reply = sign_in(&caller.at_host(abroad.host()), &question, &answer).await;
    assert_eq!(reply.user_errors("signInWithPasskey"), ["INVALID_CEREMONY"]);

    // A question of the other tenant, answered as if it were of this one, and sent to either.
    let foreign = asked(&caller.at_host(abroad.host()), None).await;
    let answer = owner.passkey.answer(&foreign);
    let reply = sign_in(&caller, &foreign, &answer).await;
    assert_eq!(reply.user_errors("signInWithPasskey"), ["INVALID_CEREMONY"]);
    let reply = sign_in(&caller.at_host(abroad.host()), &foreign, &answer).await;
    assert_eq!(reply.user_errors("signInWithPasskey"), ["INVALID_PASSKEY"]);
    assert!(owner.caller.who().await.is_some());
});

both!(a_counter_that_does_not_rise_is_told_of, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let mut owner = t.with_passkey(&login, 1).await;
    for counter in [5, 5, 3, 6] {
        owner.passkey.counter = counter;
        let caller = t.anonymous();
        let question = asked(&caller, None).await;
        let reply = sign_in(&caller, &question, &owner.passkey.answer_again(&question)).await;
        let accepted = !reply.ok()["signInWithPasskey"]["result"].is_null();
        let copied = judged(&t).await.iter().filter(|attempt| attempt.reason == "PASSKEY_COPIED").count();
        assert_eq!(accepted, [5, 6].contains(&counter) && !(counter == 5 && copied > 0), "{}", reply.text);
    }
    assert_eq!(audited(&t, "account.passkey_suspected").await, 2);
    let history = "{ viewer { account { loginHistory(first: 9) { nodes { outcome } } } } }";
    let reply = owner.caller.gql(history, json!({})).await;
    let told = reply.text.matches("PASSKEY_COPIED").count();
    assert_eq!(told, 2, "{}", reply.text);
});

both!(a_removed_passkey_is_none, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let other = t.account().staff(LinkRole::Support).insert().await;
    let (mut owner, stranger) = (t.with_passkey(&login, 1).await, t.with_passkey(&other, 2).await);
    let elevated = &owner.caller;
    let reply = stranger.caller.gql(REMOVE, json!({ "id": owner.id })).await;
    assert_eq!(reply.user_errors("removePasskey"), ["NOT_FOUND"]);
    let reply = stranger.caller.gql(RENAME, json!({ "id": owner.id, "name": "mine" })).await;
    assert_eq!(reply.user_errors("renamePasskey"), ["NOT_FOUND"]);
    let reply = elevated.gql(RENAME, json!({ "id": owner.id, "name": " " })).await;
    assert_eq!(reply.user_errors("renamePasskey"), ["INVALID_NAME"]);
    let reply = elevated.gql(RENAME, json!({ "id": owner.id, "name": "old phone" })).await;
    assert_eq!(reply.ok()["renamePasskey"]["passkey"]["name"], "old phone");

    let plain = t.anonymous();
    let question = asked(&plain, None).await;
    sign_in(&plain, &question, &owner.passkey.answer(&question)).await.ok();
    let reply = plain.gql(REMOVE, json!({ "id": owner.id })).await;
    assert_eq!(reply.user_errors("removePasskey"), ["STEP_UP_REQUIRED"]);

    let late = t.anonymous();
    let question = asked(&late, None).await;
    let reply = elevated.gql(REMOVE, json!({ "id": owner.id })).await;
    assert_eq!(reply.user_errors("removePasskey"), [""; 0]);
    assert_eq!(plain.who().await, None, "sessions elsewhere end");
    assert!(elevated.who().await.is_some());
    let reply = sign_in(&late, &question, &owner.passkey.answer(&question)).await;
    assert_eq!(reply.user_errors("signInWithPasskey"), ["INVALID_PASSKEY"]);
    let rows = t.scope().select::<passkey::Entity>().all().await.expect("answers");
    assert_eq!(rows.len(), 1, "the stranger's");
});

both!(an_authenticator_answers_for_one_account, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let owner = t.with_passkey(&login, 1).await;
    let question = Asked::of(&start_registration(&owner.caller, None).await, "startPasskeyRegistration");
    assert_eq!(question.options["excludeCredentials"].as_array().map(Vec::len), Some(1));
    let (_, answer) = SoftPasskey::make(&question, &t.origin(), 1);
    let reply = finish_registration(&owner.caller, None, &question, &answer, "again").await;
    assert_eq!(reply.user_errors("finishPasskeyRegistration"), ["INVALID_PASSKEY"], "it has it already");

    // A question belongs to the session that asked it.
    let thief = t.account().staff(LinkRole::Support).insert().await;
    let thief = t.with_passkey(&thief, 2).await;
    let question = Asked::of(&start_registration(&owner.caller, None).await, "startPasskeyRegistration");
    let (_, answer) = SoftPasskey::make(&question, &t.origin(), 3);
    let reply = finish_registration(&thief.caller, None, &question, &answer, "mine").await;
    assert_eq!(reply.user_errors("finishPasskeyRegistration"), ["INVALID_CEREMONY"]);
    // Which has ended it; a name that does not do has not.
    let question = Asked::of(&start_registration(&owner.caller, None).await, "startPasskeyRegistration");
    let (_, answer) = SoftPasskey::make(&question, &t.origin(), 3);
    let reply = finish_registration(&owner.caller, None, &question, &answer, "").await;
    assert_eq!(reply.user_errors("finishPasskeyRegistration"), ["INVALID_NAME"]);
    let reply = finish_registration(&owner.caller, None, &question, &answer, "second").await;
    assert_eq!(reply.user_errors("finishPasskeyRegistration"), [""; 0], "{}", reply.text);
});

both!(a_role_that_needs_a_second_factor_may_begin_with_a_passkey, async |t: TestApp| {
    let strict = t.tenant_with(|new| new.settings.second_factor.required_for = vec![RoleName::Support]).await;
    let login = strict.account().staff(LinkRole::Support).insert().await;
    let caller = strict.anonymous();
    let waiting = challenge(&caller, &login).await;
    let reply = start_registration(&caller, Some(&waiting)).await;
    let question = Asked::of(&reply, "startPasskeyRegistration");
    let (mut passkey, answer) = SoftPasskey::make(&question, &strict.origin(), 1);
    let reply = finish_registration(&caller, None, &question, &answer, "phone").await;
    assert_eq!(reply.user_errors("finishPasskeyRegistration"), ["INVALID_CHALLENGE"]);
    let reply = finish_registration(&caller, Some(&waiting), &question, &answer, "phone").await;
    assert_eq!(reply.ok()["finishPasskeyRegistration"]["result"]["__typename"], "SignedIn", "{}", reply.text);
    assert_eq!(caller.who().await, Some(login.portal_id.to_string()));

    // It is the only one: it must stay.
    let question = Asked::of(&start_step_up(&caller).await, "startPasskeyStepUp");
    let answer = json!({ "ceremony": question.ceremony, "credentialJson": passkey.answer(&question) });
    let reply = caller.gql(STEP_UP, json!({ "input": { "passkey": answer } })).await;
    assert_eq!(reply.user_errors("stepUp"), [""; 0], "{}", reply.text);
    let reply = caller.gql(OWN, json!({})).await;
    let id = reply.ok()["viewer"]["account"]["secondFactors"]["passkeys"][0]["id"].clone();
    let reply = caller.gql(REMOVE, json!({ "id": id })).await;
    assert_eq!(reply.user_errors("removePasskey"), ["SECOND_FACTOR_NEEDED"]);
    let fresh = strict.anonymous();
    let question = asked(&fresh, None).await;
    let reply = sign_in(&fresh, &question, &passkey.answer(&question)).await;
    assert_eq!(reply.ok()["signInWithPasskey"]["result"]["__typename"], "SignedIn", "two factors in one");
});

both!(a_step_up_by_passkey_is_of_its_session, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let mut owner = t.with_passkey(&login, 1).await;
    let mut signed_in = Vec::new();
    for _ in 0..2 {
        let browser = t.anonymous();
        let question = asked(&browser, None).await;
        sign_in(&browser, &question, &owner.passkey.answer(&question)).await.ok();
        signed_in.push(browser);
    }
    let [here, there] = signed_in.as_slice() else { panic!("two sessions") };
    let question = Asked::of(&start_step_up(here).await, "startPasskeyStepUp");
    let answer = json!({ "ceremony": question.ceremony, "credentialJson": owner.passkey.answer(&question) });
    let reply = there.gql(STEP_UP, json!({ "input": { "passkey": answer } })).await;
    assert_eq!(reply.user_errors("stepUp"), ["INVALID_CREDENTIALS"]);
    // Nor does a question for a sign-in elevate anything.
    let question = asked(here, None).await;
    let answer = json!({ "ceremony": question.ceremony, "credentialJson": owner.passkey.answer(&question) });
    let reply = here.gql(STEP_UP, json!({ "input": { "passkey": answer } })).await;
    assert_eq!(reply.user_errors("stepUp"), ["INVALID_CREDENTIALS"]);
    let question = Asked::of(&start_step_up(here).await, "startPasskeyStepUp");
    let answer = json!({ "ceremony": question.ceremony, "credentialJson": owner.passkey.answer(&question) });
    let reply = here.gql(STEP_UP, json!({ "input": { "passkey": answer } })).await;
    assert_eq!(reply.user_errors("stepUp"), [""; 0], "{}", reply.text);

    let without = t.sign_in_as(&t.account().staff(LinkRole::Support).insert().await).await;
    assert_eq!(start_step_up(&without).await.user_errors("startPasskeyStepUp"), ["NOT_FOUND"]);
});

both!(wrong_passwords_lock_nobody_with_a_passkey_out, |_| {}, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let mut owner = t.with_passkey(&login, 1).await;
    let outsider = t.anonymous();
    for _ in 0..6 {
        outsider.sign_in(login.portal_id.as_str(), WRONG).await;
    }
    let reply = outsider.sign_in(login.portal_id.as_str(), WRONG).await;
    assert_eq!(reply.user_errors("signIn"), ["LOCKED"]);
    let browser = t.anonymous();
    let question = asked(&browser, None).await;
    let reply = sign_in(&browser, &question, &owner.passkey.answer(&question)).await;
    assert_eq!(reply.ok()["signInWithPasskey"]["result"]["__typename"], "SignedIn");
    let reply = outsider.sign_in(login.portal_id.as_str(), WRONG).await;
    assert_eq!(reply.user_errors("signIn"), ["LOCKED"], "the lock stays for who would guess");
});
