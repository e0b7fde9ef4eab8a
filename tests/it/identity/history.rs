//! The history of sign-ins, its risk (domain.md §4), and "this was not me".

use portico::db::Reads as _;
use portico::identity::entity::account_link::LinkRole;
use portico::identity::entity::totp_factor;
use portico::kernel::ids::{LoginAttemptId, TypedId as _};
use serde_json::{Value, json};

use super::reset::{request, reset};
use super::{NEW, WRONG};
use crate::support::app::TestApp;
use crate::support::authenticator::{challenge, verify};
use crate::support::caller::Caller;
use crate::support::factory::account::PASSWORD;

const OTHER: &str = "seven herons over a quiet weir";
const HISTORY: &str = "query($first: Int!, $after: String) { viewer { account {
    loginHistory(first: $first, after: $after) {
        nodes { id outcome risk highRisk riskSigns ipAddress deviceLabel reportedAt }
        pageInfo { hasNextPage endCursor }
        totalCount
    }
} } }";
pub(super) const REPORT: &str = "mutation($id: ID!) {
    reportLogin(input: { id: $id }) { loginAttempt { id reportedAt } passwordResetRequired userErrors { code field } }
}";

pub(super) async fn history(caller: &Caller) -> Vec<Value> {
    let reply = caller.gql(HISTORY, json!({ "first": 50 })).await;
    reply.ok()["viewer"]["account"]["loginHistory"]["nodes"].as_array().expect("a list").clone()
}

fn shape(entry: &Value) -> (&str, i64, bool) {
    let text = entry["outcome"].as_str().expect("an outcome");
    (text, entry["risk"].as_i64().expect("a score"), entry["highRisk"].as_bool().expect("a verdict"))
}

both!(the_signs_add_up, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let home = t.sign_in_as(&login).await;
    assert_eq!(history(&home).await.iter().map(shape).collect::<Vec<_>>(), [("SIGNED_IN", 0, false)]);

    let elsewhere = t.anonymous().at_address([192, 0, 2, 9]);
    for _ in 0..4 {
        elsewhere.sign_in(login.portal_id.as_str(), WRONG).await;
    }
    let list = history(&home).await;
    // The clock stands still: which of them comes first is left to their ids.
    let mut shapes: Vec<_> = list.iter().map(shape).collect();
    shapes.sort_unstable();
    let wrong = ("WRONG_PASSWORD", 45, false);
    assert_eq!(shapes, [("SIGNED_IN", 0, false), wrong, wrong, wrong, ("WRONG_PASSWORD", 75, true)]);
    let worst = list.iter().find(|entry| entry["highRisk"] == true).expect("the fourth");
    assert_eq!(worst["riskSigns"], json!(["FAILED", "MANY_TRIES", "NEW_NETWORK"]));
    assert_eq!(worst["ipAddress"], "192.0.2.9");
});

both!(a_second_factor_that_was_not_given_counts, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let enrolled = t.enrolled(&login).await;
    let caller = t.anonymous();
    let waiting = challenge(&caller, &login).await;
    let open = history(&enrolled.caller).await;
    let missing = open.iter().find(|entry| entry["outcome"] == "SECOND_FACTOR_MISSING").expect("it is shown");
    assert_eq!(missing["risk"], 40);
    verify(&caller, &waiting, &enrolled.app.code(&t, 1)).await.ok();
    let met = history(&enrolled.caller).await;
    assert!(met.iter().all(|entry| shape(entry) == ("SIGNED_IN", 0, false)), "{met:?}");
    assert_eq!(met.len(), 2, "the same attempt, completed");
});

both!(a_page_joins_the_next, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let caller = t.sign_in_as(&login).await;
    for _ in 0..4 {
        t.sign_in_as(&login).await;
    }
    let (mut seen, mut after) = (Vec::new(), Value::Null);
    loop {
        let reply = caller.gql(HISTORY, json!({ "first": 2, "after": after })).await;
        let page = &reply.ok()["viewer"]["account"]["loginHistory"];
        assert_eq!(page["totalCount"], 5);
        seen.extend(page["nodes"].as_array().expect("nodes").iter().map(|node| node["id"].clone()));
        after = page["pageInfo"]["endCursor"].clone();
        if page["pageInfo"]["hasNextPage"] == false {
            break;
        }
    }
    let mut distinct: Vec<String> = seen.iter().map(ToString::to_string).collect();
    distinct.sort();
    distinct.dedup();
    assert_eq!((seen.len(), distinct.len()), (5, 5));
});

both!(without_an_address_the_password_stays, async |t: TestApp| {
    let caller = t.sign_in_as(&t.account().staff(LinkRole::Support).insert().await).await;
    let attempt = history(&caller).await[0]["id"].clone();
    let reply = caller.gql(REPORT, json!({ "id": attempt })).await;
    assert_eq!(reply.user_errors("reportLogin"), ["NO_EMAIL"]);
    assert!(caller.who().await.is_some(), "nothing has changed");
});

both!(a_session_alone_takes_no_factor_away, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).email("owner@example.org").insert().await;
    let before = t.sign_in_as(&login).await;
    let attempt = history(&before).await[0]["id"].clone();
    let enrolled = t.enrolled(&login).await;
    let phone = t.anonymous();
    let waiting = challenge(&phone, &login).await;
    verify(&phone, &waiting, &enrolled.app.code(&t, 1)).await.ok();
    let reply = phone.gql(REPORT, json!({ "id": attempt })).await;
    assert_eq!(reply.user_errors("reportLogin"), [""; 0]);
    let kept = t.scope().select::<totp_factor::Entity>().all().await.expect("the database answers");
    assert!(kept.iter().any(|factor| factor.account_id == login.id && factor.confirmed));
});

both!(this_was_not_me_ends_everything, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).email("owner@example.org").insert().await;
    let enrolled = t.enrolled(&login).await;
    let thief = t.anonymous();
    let waiting = challenge(&thief, &login).await;
    let attempt = history(&enrolled.caller).await[0]["id"].clone();
    let phone = t.anonymous();
    let second = challenge(&phone, &login).await;
    verify(&phone, &second, &enrolled.app.code(&t, 1)).await.ok();

    let reply = phone.gql(REPORT, json!({ "id": attempt })).await;
    let answer = &reply.ok()["reportLogin"];
    assert_eq!(answer["userErrors"], json!([]));
    assert_eq!(answer["passwordResetRequired"], true);
    assert_eq!(answer["loginAttempt"]["reportedAt"], "2026-11-22T10:00:00Z");
    assert_eq!(phone.cookie(), None);
    assert_eq!(enrolled.caller.who().await, None);
    let reply = verify(&thief, &waiting, &enrolled.recovery_codes[0]).await;
    assert_eq!(reply.user_errors("verifySecondFactor"), ["INVALID_CHALLENGE"]);
    let reply = t.anonymous().sign_in(login.portal_id.as_str(), PASSWORD).await;
    assert_eq!(reply.user_errors("signIn"), ["INVALID_CREDENTIALS"], "the password is worth nothing");
    let audited = t.scope().select::<portico::db::audit::Entity>().all().await.expect("answers");
    assert!(audited.iter().any(|entry| entry.action == "account.login_reported"));
});

both!(the_password_is_reset_by_the_mail_and_not_to_what_it_was, async |t: TestApp| {
    let customer = t.customer().insert().await;
    let login = t.account().member_of(&customer, LinkRole::Owner).email("owner@example.org").insert().await;
    let caller = t.anonymous();
    let mut tokens = Vec::new();
    for _ in 0..2 {
        let reply = request(&caller, login.portal_id.as_str()).await;
        assert_eq!(reply.ok()["requestPasswordReset"]["accepted"], true);
        tokens.push(t.mailed_token().await);
        if tokens.len() == 1 {
            reset(&caller, &tokens[0], NEW).await.ok();
            t.next_mail().await; // that it was changed
        }
    }
    caller.sign_in(login.portal_id.as_str(), NEW).await.ok();
    let attempt = history(&caller).await[0]["id"].clone();
    let reply = caller.gql(REPORT, json!({ "id": attempt })).await;
    assert_eq!(reply.user_errors("reportLogin"), [""; 0]);
    let token = t.mailed_token().await;

    let browser = t.anonymous();
    let reply = reset(&browser, &tokens[1], NEW).await;
    assert_eq!(reply.user_errors("resetPassword"), ["INVALID_TOKEN"], "it may be in a stranger's mailbox");
    let reply = reset(&browser, &token, NEW).await;
    assert_eq!(reply.user_errors("resetPassword"), ["PASSWORD_REUSED"], "the stranger knows it");
    assert_eq!(reset(&browser, &token, OTHER).await.user_errors("resetPassword"), [""; 0]);
    let reply = browser.sign_in(login.portal_id.as_str(), OTHER).await;
    assert_eq!(reply.user_errors("signIn"), [""; 0]);
});

both!(somebody_else_s_attempt_is_one_that_does_not_exist, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let other = t.account().staff(LinkRole::Support).insert().await;
    let (caller, others) = (t.sign_in_as(&login).await, t.sign_in_as(&other).await);
    let theirs = history(&others).await[0]["id"].clone();
    let never = LoginAttemptId::generate(t.now(), &**t.scope().entropy()).to_string();
    for id in [theirs, json!(never)] {
        let reply = caller.gql(REPORT, json!({ "id": id })).await;
        assert_eq!(reply.user_errors("reportLogin"), ["NOT_FOUND"]);
    }
    assert!(caller.who().await.is_some() && others.who().await.is_some());
    t.anonymous().gql(REPORT, json!({ "id": never })).await.assert_code("UNAUTHENTICATED");
});
