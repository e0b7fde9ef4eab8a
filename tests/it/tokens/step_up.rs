//! A step-up lifts the access token that answers it, and no copy of an earlier one.

use chrono::TimeDelta;
use portico::identity::entity::account_link::LinkRole;
use serde_json::{Value, json};

use super::{Tokens, bearing, is_accepted, refreshed, sign_in};
use crate::support::app::TestApp;
use crate::support::authenticator::ENROL;
use crate::support::caller::Caller;
use crate::support::factory::account::PASSWORD;
use crate::support::reply::Reply;

const STEP_UP: &str = "mutation($input: StepUpInput!) { stepUp(input: $input) {
    session { elevatedUntil } accessToken accessTokenExpiresAt userErrors { code } } }";

const SESSIONS: &str = "{ viewer { account { sessions { current elevatedUntil } } } }";

async fn step_up(client: &Caller, token: &str) -> Reply {
    bearing(client, token, STEP_UP, json!({ "input": { "password": PASSWORD } })).await
}

/// The elevated token that a step-up answers with.
async fn stepped_up(client: &Caller, tokens: &Tokens) -> String {
    let reply = step_up(client, &tokens.access).await;
    let payload = &reply.ok()["stepUp"];
    assert!(payload["session"]["elevatedUntil"].is_string(), "{}", reply.text);
    payload["accessToken"].as_str().unwrap_or_else(|| panic!("{}", reply.text)).to_owned()
}

/// Whether a token may do what asks for a fresh proof.
async fn is_elevated(client: &Caller, token: &str) -> bool {
    let reply = bearing(client, token, ENROL, json!({ "input": {} })).await;
    let errors = reply.user_errors("enrolTotp");
    assert!(errors.is_empty() || errors == ["STEP_UP_REQUIRED"], "{}", reply.text);
    errors.is_empty()
}

both!(a_stolen_copy_of_an_earlier_token_does_not_rise, |_| {}, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let (client, thief) = (t.anonymous(), t.anonymous());
    let tokens = sign_in(&client, &login, false).await;
    let elevated = stepped_up(&client, &tokens).await;
    assert_eq!(client.cookie(), None);
    // In the very second of the step-up.
    assert!(!is_elevated(&thief, &tokens.access).await);
    assert!(is_elevated(&client, &elevated).await);
    // Good for all else, and shown what it may itself.
    assert!(is_accepted(&t, &tokens.access).await);
    let shown = bearing(&thief, &tokens.access, SESSIONS, json!({})).await;
    assert_eq!(shown.ok()["viewer"]["account"]["sessions"][0]["elevatedUntil"], Value::Null);
    let shown = bearing(&client, &elevated, SESSIONS, json!({})).await;
    assert!(shown.ok()["viewer"]["account"]["sessions"][0]["elevatedUntil"].is_string());

    // What a refresh token gives is not elevated: it may have been copied before the proof.
    let next = refreshed(&thief, &tokens.refresh).await;
    assert!(!is_elevated(&thief, &next.access).await);
    // Another proof lifts another token, and the one before has had its time.
    let again = stepped_up(&client, &next).await;
    assert!(is_elevated(&client, &again).await && !is_elevated(&client, &elevated).await);
    t.advance(TimeDelta::minutes(10));
    assert!(!is_accepted(&t, &again).await, "and ends as every access token does");
});

both!(a_view_or_another_subject_lifts_no_token, async |t: TestApp| {
    let customer = t.customer().insert().await;
    let login = t.account().staff(LinkRole::Support).member_of(&customer, LinkRole::Owner).insert().await;
    let client = t.anonymous();
    let tokens = sign_in(&client, &login, false).await;
    let elevated = stepped_up(&client, &tokens).await;
    let switch = "mutation($id: ID) { switchSubject(input: { subjectId: $id }) { session { elevatedUntil } userErrors { code } } }";
    let reply = bearing(&client, &tokens.access, switch, json!({ "id": null })).await;
    assert_eq!(reply.ok()["switchSubject"]["session"]["elevatedUntil"], Value::Null, "{}", reply.text);
    assert!(!is_elevated(&client, &tokens.access).await);
    assert!(is_elevated(&client, &elevated).await, "and takes it from none");
});

both!(a_wrong_proof_gives_no_token, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let client = t.anonymous();
    let tokens = sign_in(&client, &login, false).await;
    let wrong = json!({ "input": { "password": "not this one at all" } });
    let reply = bearing(&client, &tokens.access, STEP_UP, wrong).await;
    assert_eq!(reply.user_errors("stepUp"), ["INVALID_CREDENTIALS"]);
    assert_eq!(reply.ok()["stepUp"]["accessToken"], Value::Null);
    assert!(!is_elevated(&client, &tokens.access).await);
});

both!(a_cookie_session_gets_its_new_value_and_no_token, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let caller = t.sign_in_as(&login).await;
    let old = caller.cookie();
    let reply = caller.gql(STEP_UP, json!({ "input": { "password": PASSWORD } })).await;
    assert_eq!(reply.ok()["stepUp"]["accessToken"], Value::Null);
    assert_eq!(reply.ok()["stepUp"]["accessTokenExpiresAt"], Value::Null);
    assert_ne!(caller.cookie(), old);
    assert!(caller.gql(ENROL, json!({ "input": {} })).await.user_errors("enrolTotp").is_empty());
});
