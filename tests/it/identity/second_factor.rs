//! Authenticator apps and recovery codes: setting up, signing in, what is refused (threats.md row 16).

use chrono::TimeDelta;
use portico::db::Reads as _;
use portico::identity::entity::account_link::LinkRole;
use portico::identity::entity::totp_factor;
use portico::tenancy::RoleName;
use serde_json::json;

use super::{WRONG, judged};
use crate::support::app::TestApp;
use crate::support::authenticator::{Authenticator, CONFIRM, ENROL, challenge, codes, step_up, verify};
use crate::support::factory::account::PASSWORD;

const REMOVE: &str = "mutation { removeTotp { session { id } userErrors { code } } }";
const RENEW: &str = "mutation { renewRecoveryCodes { recoveryCodes { codes } userErrors { code } } }";
const FACTORS: &str = "{ viewer { account { secondFactors { totp recoveryCodesRemaining required } } } }";

both!(an_app_is_set_up_and_asked_for_from_then_on, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let (caller, elsewhere) = (t.sign_in_as(&login).await, t.sign_in_as(&login).await);
    let reply = caller.gql(ENROL, json!({ "input": {} })).await;
    assert_eq!(reply.user_errors("enrolTotp"), ["STEP_UP_REQUIRED"]);
    step_up(&caller).await;

    let reply = caller.gql(ENROL, json!({ "input": {} })).await;
    let setup = &reply.ok()["enrolTotp"]["setup"];
    let secret = setup["secret"].as_str().expect("a secret");
    let uri = setup["uri"].as_str().expect("an address");
    assert!(uri.starts_with("otpauth://totp/Example%20Fibre:"), "{uri}");
    assert!(uri.contains(&format!("secret={secret}")) && uri.contains(&login.portal_id.to_string()), "{uri}");
    assert!(setup["qrSvg"].as_str().is_some_and(|svg| svg.contains("<svg")));
    let stored = t.scope().select::<totp_factor::Entity>().one().await.expect("answers").expect("stored");
    let raw = totp_rs::Secret::try_from_base32(secret).expect("base32");
    let leaks = stored.secret.windows(raw.len()).any(|window| window == &*raw);
    assert!(!leaks && !stored.confirmed, "sealed, and waiting");
    let other = t.sign_in_as(&login).await;
    assert!(other.who().await.is_some(), "it counts for nothing yet");

    let app = Authenticator::new(secret);
    let reply = caller.gql(CONFIRM, json!({ "input": { "code": app.code(&t, 5) } })).await;
    assert_eq!(reply.user_errors("confirmTotp"), ["INVALID_CODE"]);
    let before = caller.cookie();
    let reply = caller.gql(CONFIRM, json!({ "input": { "code": app.code(&t, 0) } })).await;
    let payload = &reply.ok()["confirmTotp"];
    assert_eq!(payload["result"]["__typename"], "SignedIn");
    assert_eq!(codes(payload).len(), 10);
    assert_ne!(caller.cookie(), before, "a new value");
    assert!(caller.who().await.is_some());
    assert_eq!((elsewhere.who().await, other.who().await), (None, None), "other sessions end");
    let own = caller.gql(FACTORS, json!({})).await;
    assert_eq!(
        own.ok()["viewer"]["account"]["secondFactors"],
        json!({ "totp": true, "recoveryCodesRemaining": 10, "required": false })
    );

    let phone = t.anonymous();
    let reply = phone.sign_in(login.portal_id.as_str(), PASSWORD).await;
    let result = &reply.ok()["signIn"]["result"];
    assert_eq!(result["__typename"], "SecondFactorRequired");
    assert_eq!(result["methods"], json!(["TOTP", "RECOVERY_CODE"]));
    assert_eq!(phone.cookie(), None, "no session yet");
    let waiting = result["challenge"].as_str().expect("a challenge");
    let reply = verify(&phone, waiting, &app.code(&t, 0)).await;
    assert_eq!(reply.user_errors("verifySecondFactor"), ["INVALID_CODE"], "played again");
    let reply = verify(&phone, waiting, &app.code(&t, 1)).await;
    assert_eq!(reply.ok()["verifySecondFactor"]["result"]["__typename"], "SignedIn");
    assert_eq!(phone.who().await, Some(login.portal_id.to_string()));
    let again = verify(&t.anonymous(), waiting, &app.code(&t, 1)).await;
    assert_eq!(again.user_errors("verifySecondFactor"), ["INVALID_CHALLENGE"], "used up");

    let reasons: Vec<(String, bool)> =
        judged(&t).await.into_iter().map(|attempt| (attempt.reason, attempt.ok)).collect();
    assert_eq!(reasons.iter().filter(|(reason, ok)| reason == "SIGNED_IN" && *ok).count(), 4);
    assert_eq!(reasons.iter().filter(|(reason, ok)| reason == "WRONG_CODE" && !*ok).count(), 1);
});

both!(codes_are_accepted_one_step_early_or_late, |_| {}, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let enrolled = t.enrolled(&login).await;
    t.advance(TimeDelta::minutes(10));
    for (steps, accepted) in [(-2, false), (2, false), (-1, true), (0, true), (1, true), (0, false)] {
        let caller = t.anonymous();
        let waiting = challenge(&caller, &login).await;
        let reply = verify(&caller, &waiting, &enrolled.app.code(&t, steps)).await;
        assert_eq!(
            !reply.ok()["verifySecondFactor"]["result"].is_null(),
            accepted,
            "{steps}: {}",
            reply.text
        );
    }
});

both!(a_challenge_is_worth_something_to_who_began_it_only, async |t: TestApp| {
    use reqwest::header::USER_AGENT;
    let login = t.account().staff(LinkRole::Support).insert().await;
    let enrolled = t.enrolled(&login).await;
    let abroad = t.tenant().await;
    let caller = t.anonymous();
    let waiting = challenge(&caller, &login).await;
    let code = enrolled.app.code(&t, 1);
    let stolen = [caller.at_address([192, 0, 2, 1]), caller.at_host(abroad.host())];
    for thief in &stolen {
        let reply = verify(thief, &waiting, &code).await;
        assert_eq!(reply.user_errors("verifySecondFactor"), ["INVALID_CHALLENGE"]);
        assert_eq!(thief.cookie(), None);
    }
    let body = json!({
        "query": crate::support::authenticator::VERIFY,
        "variables": { "input": { "challenge": waiting, "code": code } },
    });
    let reply = caller.send(caller.post().header(USER_AGENT, "curl/8").json(&body)).await;
    assert_eq!(reply.user_errors("verifySecondFactor"), ["INVALID_CHALLENGE"], "another browser");
    for forged in ["", "x", "chl_01h455vb4pex5vsknk084sn02q.x", &format!("{waiting}x"), &waiting[..30]] {
        let reply = verify(&caller, forged, &code).await;
        assert_eq!(reply.user_errors("verifySecondFactor"), ["INVALID_CHALLENGE"], "{forged}");
    }
    let reply = verify(&caller, &waiting, &code).await;
    assert_eq!(reply.ok()["verifySecondFactor"]["result"]["__typename"], "SignedIn");
});

both!(a_challenge_ends, |config| config.auth.max_failures = 50, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let enrolled = t.enrolled(&login).await;
    t.advance(TimeDelta::minutes(10));
    let caller = t.anonymous();
    let waiting = challenge(&caller, &login).await;
    for remaining in [4, 3, 2, 1, 0] {
        let reply = verify(&caller, &waiting, "000000").await;
        assert_eq!(reply.user_errors("verifySecondFactor"), ["INVALID_CODE"]);
        assert_eq!(reply.ok()["verifySecondFactor"]["userErrors"][0]["attemptsRemaining"], remaining);
    }
    let reply = verify(&caller, &waiting, &enrolled.app.code(&t, 0)).await;
    assert_eq!(reply.user_errors("verifySecondFactor"), ["INVALID_CHALLENGE"], "after five tries");

    let waiting = challenge(&caller, &login).await;
    t.advance(TimeDelta::minutes(5));
    let reply = verify(&caller, &waiting, &enrolled.app.code(&t, 0)).await;
    assert_eq!(reply.user_errors("verifySecondFactor"), ["INVALID_CHALLENGE"], "after five minutes");
    let waiting = challenge(&caller, &login).await;
    let reply = verify(&caller, &waiting, &enrolled.app.code(&t, 0)).await;
    assert_eq!(reply.ok()["verifySecondFactor"]["result"]["__typename"], "SignedIn");
});

both!(a_right_password_buys_no_more_guesses_at_the_code, |_| {}, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let enrolled = t.enrolled(&login).await;
    let caller = t.anonymous();
    for _ in 0..2 {
        caller.sign_in(login.portal_id.as_str(), WRONG).await;
    }
    for remaining in [2, 1, 0] {
        let waiting = challenge(&caller, &login).await;
        let reply = verify(&caller, &waiting, "000000").await;
        assert_eq!(reply.ok()["verifySecondFactor"]["userErrors"][0]["attemptsRemaining"], remaining);
    }
    let reply = caller.sign_in(login.portal_id.as_str(), PASSWORD).await;
    assert_eq!(reply.user_errors("signIn"), ["LOCKED"], "two passwords and three codes are five failures");
    t.advance(TimeDelta::minutes(30));
    let waiting = challenge(&caller, &login).await;
    let reply = verify(&caller, &waiting, &enrolled.app.code(&t, 0)).await;
    assert_eq!(reply.ok()["verifySecondFactor"]["result"]["__typename"], "SignedIn");
});

both!(a_recovery_code_is_good_for_one_sign_in, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let enrolled = t.enrolled(&login).await;
    let code = enrolled.recovery_codes[3].to_lowercase().replace('-', " ");
    let caller = t.anonymous();
    let waiting = challenge(&caller, &login).await;
    let reply = verify(&caller, &waiting, &code).await;
    assert_eq!(reply.ok()["verifySecondFactor"]["result"]["__typename"], "SignedIn");
    let own = caller.gql(FACTORS, json!({})).await;
    assert_eq!(own.ok()["viewer"]["account"]["secondFactors"]["recoveryCodesRemaining"], 9);
    let waiting = challenge(&caller, &login).await;
    let reply = verify(&caller, &waiting, &code).await;
    assert_eq!(reply.user_errors("verifySecondFactor"), ["INVALID_CODE"]);

    // Somebody else's is none, and new ones replace all.
    let other = t.account().staff(LinkRole::Support).insert().await;
    let others = t.enrolled(&other).await;
    let reply = verify(&caller, &waiting, &others.recovery_codes[0]).await;
    assert_eq!(reply.user_errors("verifySecondFactor"), ["INVALID_CODE"]);
    let reply = enrolled.caller.gql(RENEW, json!({})).await;
    let renewed = codes(&reply.ok()["renewRecoveryCodes"]);
    assert_eq!(renewed.len(), 10);
    let reply = verify(&caller, &waiting, &enrolled.recovery_codes[0]).await;
    assert_eq!(reply.user_errors("verifySecondFactor"), ["INVALID_CODE"], "an old one");
    let reply = verify(&caller, &waiting, &renewed[0]).await;
    assert_eq!(reply.ok()["verifySecondFactor"]["result"]["__typename"], "SignedIn");
});

both!(a_role_that_needs_one_enrols_at_its_first_sign_in, async |t: TestApp| {
    let t =
        t.tenant_with(|tenant| tenant.settings.second_factor.required_for = vec![RoleName::Support]).await;
    let free = t.account().staff(LinkRole::Noc).insert().await;
    assert!(t.sign_in_as(&free).await.who().await.is_some());
    let login = t.account().staff(LinkRole::Support).insert().await;
    let caller = t.anonymous();
    let reply = caller.sign_in(login.portal_id.as_str(), PASSWORD).await;
    let result = &reply.ok()["signIn"]["result"];
    assert_eq!(result["__typename"], "SecondFactorEnrolmentRequired");
    assert_eq!(caller.cookie(), None);
    let waiting = result["challenge"].as_str().expect("a challenge");
    let reply = verify(&caller, waiting, "000000").await;
    assert_eq!(reply.user_errors("verifySecondFactor"), ["INVALID_CHALLENGE"], "for enrolment only");
    let reply = caller.gql(ENROL, json!({ "input": {} })).await;
    assert_eq!(reply.user_errors("enrolTotp"), ["INVALID_CHALLENGE"]);

    let reply = caller.gql(ENROL, json!({ "input": { "challenge": waiting } })).await;
    let app = Authenticator::new(reply.ok()["enrolTotp"]["setup"]["secret"].as_str().expect("a secret"));
    let input = json!({ "input": { "challenge": waiting, "code": app.code(&t, 0) } });
    let reply = caller.gql(CONFIRM, input.clone()).await;
    assert_eq!(reply.ok()["confirmTotp"]["result"]["account"]["portalId"], login.portal_id.to_string());
    assert_eq!(codes(&reply.ok()["confirmTotp"]).len(), 10);
    assert_eq!(caller.who().await, Some(login.portal_id.to_string()));
    let again = t.anonymous().gql(CONFIRM, input).await;
    assert_eq!(again.user_errors("confirmTotp"), ["INVALID_CHALLENGE"], "used up");

    // It stays: the only one cannot be removed, but it can be replaced.
    step_up(&caller).await;
    assert_eq!(caller.gql(REMOVE, json!({})).await.user_errors("removeTotp"), ["SECOND_FACTOR_NEEDED"]);
    let reply = caller.gql(ENROL, json!({ "input": {} })).await;
    let next = Authenticator::new(reply.ok()["enrolTotp"]["setup"]["secret"].as_str().expect("a secret"));
    let reply = caller.gql(CONFIRM, json!({ "input": { "code": next.code(&t, 0) } })).await;
    assert_eq!(reply.ok()["confirmTotp"]["recoveryCodes"], json!(null), "shown once");
    let phone = t.anonymous();
    let waiting = challenge(&phone, &login).await;
    let reply = verify(&phone, &waiting, &app.code(&t, 1)).await;
    assert_eq!(reply.user_errors("verifySecondFactor"), ["INVALID_CODE"], "the old app");
    let reply = verify(&phone, &waiting, &next.code(&t, 1)).await;
    assert_eq!(reply.ok()["verifySecondFactor"]["result"]["__typename"], "SignedIn");
});

both!(an_app_is_removed_by_its_owner, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let enrolled = t.enrolled(&login).await;
    let caller = t.anonymous();
    let waiting = challenge(&caller, &login).await;
    verify(&caller, &waiting, &enrolled.app.code(&t, 1)).await.ok();
    assert_eq!(caller.gql(REMOVE, json!({})).await.user_errors("removeTotp"), ["STEP_UP_REQUIRED"]);
    step_up(&caller).await;
    let on_its_way = challenge(&t.anonymous(), &login).await;
    let reply = caller.gql(REMOVE, json!({})).await;
    assert!(reply.ok()["removeTotp"]["session"]["id"].is_string());
    assert_eq!(caller.gql(REMOVE, json!({})).await.user_errors("removeTotp"), ["NOT_FOUND"]);
    assert_eq!(enrolled.caller.who().await, None, "other sessions end");
    let reply = verify(&t.anonymous(), &on_its_way, &enrolled.recovery_codes[0]).await;
    assert_eq!(reply.user_errors("verifySecondFactor"), ["INVALID_CHALLENGE"]);
    let own = caller.gql(FACTORS, json!({})).await;
    assert_eq!(
        own.ok()["viewer"]["account"]["secondFactors"],
        json!({ "totp": false, "recoveryCodesRemaining": 0, "required": false })
    );
    let reply = t.anonymous().sign_in(login.portal_id.as_str(), PASSWORD).await;
    let result = &reply.ok()["signIn"]["result"]["__typename"];
    assert_eq!(*result, "PasswordChangeRequired", "it was chosen when it did not stand alone");
});

both!(a_password_that_was_good_enough_alone_may_stay_when_the_app_goes, async |t: TestApp| {
    let t = t.tenant_with(|new| {
        let policy = &mut new.settings.password_policy;
        policy.min_length_with_second_factor = policy.min_length;
        policy.min_strength_with_second_factor = policy.min_strength;
    });
    let t = t.await;
    let login = t.account().staff(LinkRole::Support).insert().await;
    let enrolled = t.enrolled(&login).await;
    let reply = enrolled.caller.gql(REMOVE, json!({})).await;
    assert_eq!(reply.user_errors("removeTotp"), [""; 0]);
    assert!(t.sign_in_as(&login).await.who().await.is_some(), "the password is enough again");
});

both!(a_sign_in_that_overlaps_an_enrolment_begins_no_session_without_the_factor, async |t: TestApp| {
    for round in 0..5 {
        let login = t.account().staff(LinkRole::Support).insert().await;
        let (owner, other) = (t.sign_in_as(&login).await, t.anonymous());
        step_up(&owner).await;
        let reply = owner.gql(ENROL, json!({ "input": {} })).await;
        let secret = reply.ok()["enrolTotp"]["setup"]["secret"].as_str().expect("a secret").to_owned();
        let code = Authenticator::new(&secret).code(&t, 0);
        // The hash takes long enough that the confirmation falls into the sign-in.
        let confirm = async {
            tokio::time::sleep(std::time::Duration::from_millis(12)).await;
            owner.gql(CONFIRM, json!({ "input": { "code": code } })).await
        };
        let (reply, confirmed) = tokio::join!(other.sign_in(login.portal_id.as_str(), PASSWORD), confirm);
        reply.ok();
        assert_eq!(confirmed.user_errors("confirmTotp"), [""; 0], "round {round}");
        assert_eq!(other.who().await, None, "round {round}: {}", reply.text);
    }
});

both!(a_challenge_to_enrol_replaces_no_factor_that_was_set_up_meanwhile, async |t: TestApp| {
    let t = t.tenant_with(|new| new.settings.second_factor.required_for = vec![RoleName::Support]).await;
    let login = t.account().staff(LinkRole::Support).insert().await;
    let (owner, thief) = (t.anonymous(), t.anonymous());
    let (own, stolen) = (challenge(&owner, &login).await, challenge(&thief, &login).await);
    let reply = owner.gql(ENROL, json!({ "input": { "challenge": own } })).await;
    let app = Authenticator::new(reply.ok()["enrolTotp"]["setup"]["secret"].as_str().expect("a secret"));
    let input = json!({ "challenge": own, "code": app.code(&t, 0) });
    let reply = owner.gql(CONFIRM, json!({ "input": input })).await;
    assert_eq!(reply.ok()["confirmTotp"]["result"]["__typename"], "SignedIn", "{}", reply.text);
    let reply = thief.gql(ENROL, json!({ "input": { "challenge": stolen } })).await;
    assert_eq!(reply.user_errors("enrolTotp"), ["INVALID_CHALLENGE"]);
    assert!(owner.who().await.is_some());
});

both!(a_password_changed_meanwhile_ends_the_challenge, async |t: TestApp| {
    use portico::identity::entity::portal_account::{Column, Entity};
    use sea_orm::ColumnTrait as _;
    let login = t.account().staff(LinkRole::Support).insert().await;
    let enrolled = t.enrolled(&login).await;
    let caller = t.anonymous();
    let waiting = challenge(&caller, &login).await;
    let tx = t.scope().begin().await.expect("answers");
    tx.update::<Entity>()
        .set(Column::PasswordHash, "another")
        .filter(Column::Id.eq(login.id))
        .run()
        .await
        .expect("answers");
    tx.commit().await.expect("answers");
    let reply = verify(&caller, &waiting, &enrolled.app.code(&t, 1)).await;
    assert_eq!(reply.user_errors("verifySecondFactor"), ["INVALID_CHALLENGE"]);
});
