//! `signIn`: the ways to get it right, and the typing errors that cost nothing.

use portico::identity::entity::account_link::LinkRole;
use portico::identity::entity::portal_account::AccountStatus;
use portico::ports::password::{HashCost, PasswordHasher, PasswordSettings};
use serde_json::json;

use super::{WRONG, judged};
use crate::support::app::TestApp;
use crate::support::caller::SIGN_IN;
use crate::support::factory::account::PASSWORD;

both!(the_right_password_begins_a_session, async |t: TestApp| {
    let customer = t.customer().insert().await;
    let login = t.account().member_of(&customer, LinkRole::Owner).insert().await;
    let caller = t.anonymous();
    assert_eq!(caller.who().await, None, "nobody is signed in, which is no error");

    let reply = caller.sign_in(login.portal_id.as_str(), PASSWORD).await;
    let answer = &reply.ok()["signIn"];
    assert_eq!(answer["userErrors"], json!([]));
    let result = &answer["result"];
    assert_eq!(result["__typename"], "SignedIn");
    assert_eq!(result["account"]["id"], login.id.to_string());
    assert_eq!(result["account"]["portalId"], login.portal_id.to_string());
    assert_eq!(result["session"]["current"], true);
    assert_eq!(result["session"]["createdAt"], "2026-11-22T10:00:00Z");
    assert_eq!(result["session"]["expiresAt"], "2026-11-22T10:30:00Z");
    assert_eq!(result["session"]["ipAddress"], caller.address().to_string());
    assert_eq!(caller.who().await, Some(login.portal_id.to_string()));

    let attempts = judged(&t).await;
    let [attempt] = attempts.as_slice() else { panic!("one attempt: {attempts:?}") };
    assert_eq!((attempt.ok, attempt.account_id), (true, Some(login.id)));
    assert_eq!((attempt.reason.as_str(), attempt.at), ("SIGNED_IN", t.now()));
    assert_eq!(attempt.ip, caller.address().to_string());
});

both!(the_portal_id_is_read_in_any_case_and_with_any_separators, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let plain = login.portal_id.as_str();
    let printed = login.portal_id.to_string();
    let spellings = [
        plain.to_lowercase(),
        printed.clone(),
        printed.to_lowercase().replace('-', " "),
        printed.replace('-', "\u{2011}"),
        format!("  {printed}\t"),
        plain["EX".len()..].to_owned(),
    ];
    for spelling in spellings {
        let caller = t.anonymous();
        let reply = caller.sign_in(&spelling, PASSWORD).await;
        assert_eq!(reply.ok()["signIn"]["result"]["__typename"], "SignedIn", "{spelling:?}: {}", reply.text);
    }
});

both!(a_typing_error_is_told_and_not_counted, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let good = login.portal_id.as_str();
    let caller = t.anonymous();
    let other = if good.ends_with('A') { "B" } else { "A" };
    let wrong_check = format!("{}{other}", &good[..good.len() - 1]);
    for typo in [wrong_check.as_str(), &good[..good.len() - 1], "", "EX-0000-0000-0", "ZZ\u{0}"] {
        // More often than any limit allows.
        for _ in 0..6 {
            let reply = caller.sign_in(typo, PASSWORD).await;
            assert_eq!(reply.user_errors("signIn"), ["INVALID_PORTAL_ID"], "{typo:?}");
            let error = &reply.ok()["signIn"]["userErrors"][0];
            assert_eq!((&error["field"], &error["retryable"]), (&json!("portalId"), &json!(false)));
            assert_eq!(reply.statements(), 0, "nothing was looked up");
        }
    }
    assert!(judged(&t).await.is_empty());
    let reply = caller.sign_in(good, WRONG).await;
    assert_eq!(reply.ok()["signIn"]["userErrors"][0]["attemptsRemaining"], 4);
    assert_eq!(t.sign_in_as(&login).await.who().await, Some(login.portal_id.to_string()));
});

both!(a_success_forgets_the_failures_before_it, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let caller = t.anonymous();
    for _ in 0..2 {
        for remaining in [4, 3, 2, 1] {
            let reply = caller.sign_in(login.portal_id.as_str(), WRONG).await;
            assert_eq!(reply.user_errors("signIn"), ["INVALID_CREDENTIALS"]);
            assert_eq!(reply.ok()["signIn"]["userErrors"][0]["attemptsRemaining"], remaining);
        }
        t.anonymous().sign_in(login.portal_id.as_str(), PASSWORD).await.ok();
    }
});

both!(only_an_active_account_is_signed_in_and_only_its_owner_learns_why_not, async |t: TestApp| {
    for status in [
        AccountStatus::PendingActivation,
        AccountStatus::Suspended,
        AccountStatus::Expired,
        AccountStatus::Disabled,
    ] {
        let login = t.account().staff(LinkRole::Support).status(status).insert().await;
        let caller = t.anonymous();
        let right = caller.sign_in(login.portal_id.as_str(), PASSWORD).await;
        assert_eq!(right.user_errors("signIn"), ["ACCOUNT_NOT_ACTIVE"], "{status:?}");
        assert_eq!(right.ok()["signIn"]["result"], json!(null));
        assert_eq!(caller.cookie(), None);
        let wrong = caller.sign_in(login.portal_id.as_str(), WRONG).await;
        assert_eq!(wrong.user_errors("signIn"), ["INVALID_CREDENTIALS"], "{status:?}");
    }
    // Without a password there is nothing to be right about.
    let login = t.account().staff(LinkRole::Support).password_hash(None).insert().await;
    let reply = t.anonymous().sign_in(login.portal_id.as_str(), PASSWORD).await;
    assert_eq!(reply.user_errors("signIn"), ["INVALID_CREDENTIALS"]);
});

both!(a_hash_of_older_cost_is_renewed, async |t: TestApp| {
    use portico::db::Reads as _;
    use portico::identity::entity::portal_account;
    let cheap = PasswordSettings {
        cost: HashCost { memory_kib: 64, passes: 1, lanes: 1 },
        ..PasswordSettings::default()
    };
    let cheap = PasswordHasher::new(cheap, t.scope().entropy().clone()).expect("the cost is possible");
    let old = cheap.hash(PASSWORD.into()).await.expect("a hash");
    let login = t.account().staff(LinkRole::Noc).password_hash(Some(old.clone())).insert().await;
    t.sign_in_as(&login).await;
    let row = t.scope().select::<portal_account::Entity>().one().await.expect("the database answers");
    let renewed = row.and_then(|row| row.password_hash).expect("there is a hash");
    assert!(renewed.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{renewed}");
    t.sign_in_as(&login).await;
});

both!(one_request_holds_one_credential_mutation, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let caller = t.anonymous();
    let input = |password: &str| json!({ "portalId": login.portal_id.as_str(), "password": password });
    let aliased = "mutation($a: SignInInput!, $b: SignInInput!) {
        a: signIn(input: $a) { userErrors { code } }
        b: signIn(input: $b) { userErrors { code } }
    }";
    let reply = caller.gql(aliased, json!({ "a": input(WRONG), "b": input(PASSWORD) })).await;
    reply.assert_code("TOO_MANY_CREDENTIAL_OPERATIONS");
    let spread = "mutation($a: SignInInput!, $b: SignInInput!) { ...F ...F b: signIn(input: $b) { userErrors { code } } }
        fragment F on Mutation { signIn(input: $a) { userErrors { code } } }";
    let reply = caller.gql(spread, json!({ "a": input(WRONG), "b": input(PASSWORD) })).await;
    reply.assert_code("TOO_MANY_CREDENTIAL_OPERATIONS");
    assert_eq!(caller.cookie(), None);

    assert!(judged(&t).await.is_empty(), "no attempt was judged");
    let reply = caller.gql(SIGN_IN, json!({ "input": input(WRONG) })).await;
    assert_eq!(reply.ok()["signIn"]["userErrors"][0]["attemptsRemaining"], 4, "nor counted");
});
