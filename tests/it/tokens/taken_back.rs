//! What was given out ends when the account signs in by something else, or may not sign in any more; and every way to
//! sign in can give out tokens.

use portico::identity::entity::account_link::LinkRole;
use serde_json::{Value, json};

use super::personal::{CREATE, create};
use super::{Tokens, bearing, is_accepted, refresh, refreshed, sign_in};
use crate::support::app::TestApp;
use crate::support::authenticator::{Authenticator, CONFIRM, ENROL, challenge, step_up};
use crate::support::factory::account::PASSWORD;
use crate::support::passkey;

const NEW: &str = "a quite different staple of batteries";

const CHANGE: &str = "mutation($input: ChangePasswordInput!) {
    changePassword(input: $input) { session { id } userErrors { code } } }";

const DISABLE: &str = "mutation($id: ID!) {
    suspendAccount(input: { accountId: $id, reason: \"lost\" }) { account { status } userErrors { code } } }";

const VERIFY: &str = "mutation($input: VerifySecondFactorInput!) { verifySecondFactor(input: $input) {
    result { ... on SignedIn { account { id } session { id } tokens { accessToken refreshToken } } }
    userErrors { code } } }";

const INBOX: &str = "{ viewer { notifications(first: 1) { totalCount } } }";
const FACTORS: &str = "{ viewer { account { secondFactors { totp } } } }";
const ACTIVITY: &str = "{ viewer { account { activity(first: 1) { totalCount } } } }";

both!(a_new_password_takes_back_what_the_old_one_gave_out, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let owner = t.sign_in_as(&login).await;
    step_up(&owner).await;
    let (personal, _) = create(&owner, &["WORK"], 1).await;
    let client = t.anonymous();
    let (here, elsewhere) = (sign_in(&client, &login, false).await, sign_in(&client, &login, false).await);
    let input = json!({ "currentPassword": PASSWORD, "newPassword": NEW });
    let reply = bearing(&client, &here.access, CHANGE, json!({ "input": input })).await;
    assert!(reply.user_errors("changePassword").is_empty(), "{}", reply.text);
    assert_eq!(client.cookie(), None);
    for ended in [&personal, &elsewhere.access] {
        assert!(!is_accepted(&t, ended).await);
    }
    refresh(&client, &elsewhere.refresh).await.assert_refused(401, "UNAUTHENTICATED");
    assert_eq!(owner.who().await, None);
    // The session that changed it goes on.
    assert!(is_accepted(&t, &here.access).await);
    assert!(is_accepted(&t, &refreshed(&client, &here.refresh).await.access).await);
});

both!(a_suspended_account_has_nothing_out_when_it_comes_back, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let admin = t.sign_in_as(&t.account().staff(LinkRole::TenantAdmin).insert().await).await;
    let owner = t.sign_in_as(&login).await;
    step_up(&owner).await;
    let (personal, _) = create(&owner, &["WORK"], 1).await;
    let client = t.anonymous();
    let tokens = sign_in(&client, &login, false).await;
    let reply = admin.gql(DISABLE, json!({ "id": login.id.to_string() })).await;
    assert_eq!(reply.ok()["suspendAccount"]["account"]["status"], "SUSPENDED", "{}", reply.text);
    let back = DISABLE.replace("suspendAccount", "reactivateAccount");
    let reply = admin.gql(&back, json!({ "id": login.id.to_string() })).await;
    assert_eq!(reply.ok()["reactivateAccount"]["account"]["status"], "ACTIVE", "{}", reply.text);
    assert!(!is_accepted(&t, &personal).await);
    assert!(!is_accepted(&t, &tokens.access).await);
    refresh(&client, &tokens.refresh).await.assert_refused(401, "UNAUTHENTICATED");
});

both!(a_second_factor_can_be_followed_by_tokens, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let enrolled = t.enrolled(&login).await;
    let phone = t.anonymous();
    let challenge = challenge(&phone, &login).await;
    let input = json!({ "challenge": challenge, "code": enrolled.app.code(&t, 0), "delivery": "TOKENS" });
    let reply = phone.gql(VERIFY, json!({ "input": input })).await;
    let tokens = Tokens::of(&reply.ok()["verifySecondFactor"]["result"]);
    assert_eq!(phone.cookie(), None);
    assert!(is_accepted(&t, &tokens.access).await);
    assert!(is_accepted(&t, &refreshed(&phone, &tokens.refresh).await.access).await);
    // A page that has a cookie gets none by a proof that leads nowhere new.
    step_up(&enrolled.caller).await;
    let enrol = "mutation { enrolTotp(input: {}) { setup { secret } userErrors { code } } }";
    let reply = enrolled.caller.gql(enrol, json!({})).await;
    let secret = reply.ok()["enrolTotp"]["setup"]["secret"].as_str().expect("a secret").to_owned();
    let app = crate::support::authenticator::Authenticator::new(&secret);
    let confirm = "mutation($input: ConfirmTotpInput!) { confirmTotp(input: $input) {
        result { ... on SignedIn { tokens { accessToken } } } userErrors { code } } }";
    let input = json!({ "code": app.code(&t, 0), "delivery": "TOKENS" });
    let reply = enrolled.caller.gql(confirm, json!({ "input": input })).await;
    assert!(reply.user_errors("confirmTotp").is_empty(), "{}", reply.text);
    assert_eq!(reply.ok()["confirmTotp"]["result"]["tokens"], Value::Null);
    assert!(enrolled.caller.who().await.is_some());
});

both!(a_view_gives_out_nothing, async |t: TestApp| {
    let customer = t.customer().insert().await;
    let support = t.sign_in_as(&t.account().staff(LinkRole::Support).insert().await).await;
    step_up(&support).await;
    let view = "mutation($id: ID!) { startViewAs(input: { customerId: $id, reason: \"asks\" }) { userErrors { code } } }";
    let reply = support.gql(view, json!({ "id": customer.id.to_string() })).await;
    assert!(reply.user_errors("startViewAs").is_empty(), "{}", reply.text);
    let input = json!({ "name": "x", "scopes": ["SERVICES"] });
    support.gql(CREATE, json!({ "input": input })).await.assert_code("READ_ONLY_SESSION");
});

both!(a_personal_token_sees_nothing_that_is_the_person_s_own, async |t: TestApp| {
    let customer = t.customer().insert().await;
    let login = t.account().member_of(&customer, LinkRole::Owner).insert().await;
    let owner = t.sign_in_as(&login).await;
    step_up(&owner).await;
    let (token, _) = create(&owner, &["SERVICES"], 1).await;
    for document in [INBOX, FACTORS, ACTIVITY] {
        assert!(owner.gql(document, json!({})).await.codes().is_empty(), "{document}");
        bearing(&t.anonymous(), &token, document, json!({})).await.assert_code("FORBIDDEN");
    }
    let subjects = "{ viewer { subjects { role } permissions } }";
    let seen = bearing(&t.anonymous(), &token, subjects, json!({})).await;
    assert_eq!(seen.ok()["viewer"]["subjects"], json!([{ "role": "TECHNICAL" }]), "{}", seen.text);
});

both!(a_change_of_factors_takes_back_personal_tokens, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let owner = t.sign_in_as(&login).await;
    step_up(&owner).await;
    let client = t.anonymous();
    let (before, _) = create(&owner, &["WORK"], 1).await;
    let elsewhere = sign_in(&client, &login, false).await;
    // An app that only waits to be confirmed changes nothing yet.
    let reply = owner.gql(ENROL, json!({ "input": {} })).await;
    let secret = reply.ok()["enrolTotp"]["setup"]["secret"].as_str().expect("a secret").to_owned();
    assert!(is_accepted(&t, &before).await);
    let app = Authenticator::new(&secret);
    let reply = owner.gql(CONFIRM, json!({ "input": { "code": app.code(&t, 0) } })).await;
    assert!(reply.user_errors("confirmTotp").is_empty(), "{}", reply.text);
    assert!(!is_accepted(&t, &before).await, "a factor was added");
    assert!(!is_accepted(&t, &elsewhere.access).await);
    refresh(&client, &elsewhere.refresh).await.assert_refused(401, "UNAUTHENTICATED");

    let (between, _) = create(&owner, &["WORK"], 1).await;
    assert!(is_accepted(&t, &between).await);
    let remove = "mutation { removeTotp { session { id } userErrors { code } } }";
    let reply = owner.gql(remove, json!({})).await;
    assert!(reply.user_errors("removeTotp").is_empty(), "{}", reply.text);
    assert!(!is_accepted(&t, &between).await, "a factor was removed");

    let (last, _) = create(&owner, &["WORK"], 1).await;
    let asked =
        passkey::Asked::of(&passkey::start_registration(&owner, None).await, "startPasskeyRegistration");
    let (_, answer) = passkey::SoftPasskey::make(&asked, &t.origin(), 7);
    let reply = passkey::finish_registration(&owner, None, &asked, &answer, "my phone").await;
    assert!(reply.user_errors("finishPasskeyRegistration").is_empty(), "{}", reply.text);
    assert!(!is_accepted(&t, &last).await, "a passkey was added");
    assert!(owner.who().await.is_some(), "whoever changed it goes on");
});
