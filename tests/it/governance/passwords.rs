//! `requirePasswordChange`, and `issueOneTimeCode` for those who have no mail address.

use chrono::TimeDelta;
use portico::identity::entity::account_link::LinkRole;
use portico::identity::entity::portal_account::AccountStatus;
use serde_json::{Value, json};

use super::{entries, names, staff};
use crate::support::app::TestApp;
use crate::support::authenticator::step_up;
use crate::support::caller::Caller;
use crate::support::factory::account::PASSWORD;
use crate::support::reply::Reply;

/// A password that the rules allow and that nobody has.
const NEW: &str = "a lantern in the harbour fog";

const REQUIRE: &str = "mutation($input: RequirePasswordChangeInput!) { requirePasswordChange(input: $input) {
    account { status mustChangePassword version } userErrors { code message allowed } } }";
const ISSUE: &str =
    "mutation($id: ID!, $reason: String!) { issueOneTimeCode(input: { accountId: $id, reason: $reason }) {
    code goodFor expiresAt userErrors { code field } } }";
const RESET: &str =
    "mutation($input: ResetPasswordInput!) { resetPassword(input: $input) { userErrors { code } } }";
const ACTIVATE: &str = "mutation($input: ActivateAccountInput!) { activateAccount(input: $input) { account { status } userErrors { code } } }";

async fn require(caller: &Caller, id: impl ToString, version: Option<i32>) -> Reply {
    let input = json!({ "accountId": id.to_string(), "reason": "a leaked list", "expectedVersion": version });
    caller.gql(REQUIRE, json!({ "input": input })).await
}

async fn issue(caller: &Caller, id: impl ToString, reason: &str) -> Reply {
    caller.gql(ISSUE, json!({ "id": id.to_string(), "reason": reason })).await
}

async fn reset(caller: &Caller, token: &str, password: &str) -> Reply {
    caller.gql(RESET, json!({ "input": { "token": token, "newPassword": password } })).await
}

fn code_of(reply: &Reply) -> String {
    let code = reply.ok()["issueOneTimeCode"]["code"].as_str();
    code.unwrap_or_else(|| panic!("no code: {}", reply.text)).to_owned()
}

/// Somebody of the staff whose session is elevated.
async fn elevated(t: &TestApp, role: LinkRole) -> Caller {
    let caller = staff(t, role).await;
    step_up(&caller).await;
    caller
}

both!(who_must_change_the_password_is_signed_out_and_asked, async |t: TestApp| {
    let admin = staff(&t, LinkRole::TenantAdmin).await;
    let customer = t.customer().insert().await;
    let login = t.account().member_of(&customer, LinkRole::Owner).email("kim@example.org").insert().await;
    let (desk, phone) = (t.sign_in_as(&login).await, t.sign_in_as(&login).await);
    step_up(&desk).await;
    let change = "mutation { changeEmail(input: { email: \"new@example.org\" }) { userErrors { code } } }";
    assert!(desk.gql(change, json!({})).await.user_errors("changeEmail").is_empty());

    let stale = require(&admin, login.id, Some(7)).await;
    assert_eq!(stale.user_errors("requirePasswordChange"), ["CONFLICT"]);
    require(&staff(&t, LinkRole::Support).await, login.id, None).await.assert_code("FORBIDDEN");
    let reply = require(&admin, login.id, Some(1)).await;
    assert_eq!(
        reply.ok()["requirePasswordChange"]["account"],
        json!({ "status": "ACTIVE", "mustChangePassword": true, "version": 2 })
    );
    assert_eq!((desk.who().await, phone.who().await), (None, None), "its sessions end at once");
    let signed_in = t.anonymous().sign_in(login.portal_id.as_str(), PASSWORD).await;
    assert_eq!(signed_in.ok()["signIn"]["result"]["__typename"], "PasswordChangeRequired");

    let [entry] = entries(&t, "account.require_password_change").await.try_into().expect("one entry");
    assert_eq!(entry.reason.as_deref(), Some("a leaked list"));
    assert_eq!(entry.value_after.as_deref(), Some("{\"mustChangePassword\":true}"));
    let file = "query($id: ID!) { account(id: $id) { statusHistory { action from to reason actorName } } }";
    let file = admin.gql(file, json!({ "id": login.id.to_string() })).await;
    let [done] = file.ok()["account"]["statusHistory"].as_array().expect("a list").as_slice() else {
        panic!("one row: {}", file.text)
    };
    assert_eq!((&done["action"], &done["to"]), (&json!("REQUIRE_PASSWORD_CHANGE"), &json!("ACTIVE")));

    let pending = t.account().status(AccountStatus::PendingActivation).password_hash(None).insert().await;
    let none = require(&admin, pending.id, None).await;
    assert_eq!(none.user_errors("requirePasswordChange"), ["INVALID_TRANSITION"]);
    let message = &none.ok()["requirePasswordChange"]["userErrors"][0]["message"];
    assert_eq!(message, "the account is PENDING_ACTIVATION and has no password to be changed");
});

both!(many_are_asked_for_another_password_at_once, async |t: TestApp| {
    let admin = staff(&t, LinkRole::TenantAdmin).await;
    let one = t.account().insert().await;
    let barred = t.account().status(AccountStatus::Suspended).insert().await;
    let closed = t.account().status(AccountStatus::Disabled).insert().await;
    let session = t.sign_in_as(&one).await;
    let items: Vec<Value> =
        [one.id, barred.id, closed.id].iter().map(|id| json!({ "accountId": id.to_string() })).collect();
    let document = "mutation($input: BulkChangeAccountsInput!) { bulkChangeAccounts(input: $input) {
        results { outcome account { mustChangePassword } } changedCount dryRun userErrors { code } } }";
    let bulk = async |dry: bool| {
        let input =
            json!({ "action": "REQUIRE_PASSWORD_CHANGE", "items": items, "reason": "leak", "dryRun": dry });
        admin.gql(document, json!({ "input": input })).await.ok()["bulkChangeAccounts"].clone()
    };
    let dry = bulk(true).await;
    assert_eq!(names(&dry["results"], "outcome"), ["CHANGED", "CHANGED", "INVALID_TRANSITION"]);
    assert!(session.who().await.is_some(), "nothing was done");
    let real = bulk(false).await;
    assert_eq!(real["changedCount"], 2);
    assert_eq!(real["results"][0]["account"]["mustChangePassword"], true);
    assert_eq!(session.who().await, None);
    let again = bulk(false).await;
    assert_eq!(again["changedCount"], 2, "asked once more, which ends sessions that began meanwhile");
});

both!(a_code_is_read_out_to_who_has_no_address, |_| {}, async |t: TestApp| {
    let support = staff(&t, LinkRole::Support).await;
    let customer = t.customer().insert().await;
    let login = t.account().member_of(&customer, LinkRole::Owner).insert().await;
    let early = issue(&support, login.id, "called, knows the last bill").await;
    assert_eq!(early.user_errors("issueOneTimeCode"), ["STEP_UP_REQUIRED"]);
    step_up(&support).await;
    let blank = issue(&support, login.id, " ").await;
    assert_eq!(blank.user_errors("issueOneTimeCode"), ["INVALID_REASON"]);
    let session = t.sign_in_as(&login).await;
    let reply = issue(&support, login.id, "called, knows the last bill").await;
    assert_eq!(reply.ok()["issueOneTimeCode"]["goodFor"], "RESET_PASSWORD");
    let first = code_of(&reply);
    let later = code_of(&issue(&support, login.id, "misheard").await);
    assert!(later.len() == 24 && later.matches('-').count() == 4, "{later}");
    let replaced = reset(&t.anonymous(), &first, NEW).await;
    assert_eq!(replaced.user_errors("resetPassword"), ["INVALID_TOKEN"], "the later code replaces it");
    // As it is typed by whoever has heard it.
    let typed = later.to_uppercase().replace('-', " ");
    assert!(reset(&t.anonymous(), &typed, NEW).await.user_errors("resetPassword").is_empty());
    assert_eq!(session.who().await, None, "a reset ends all sessions");
    let again = reset(&t.anonymous(), &later, "another lantern in the fog").await;
    assert_eq!(again.user_errors("resetPassword"), ["INVALID_TOKEN"], "once");
    let entries = entries(&t, "account.one_time_code").await;
    // The clock stands still: their order is left to the ids.
    let mut reasons: Vec<_> = entries.iter().filter_map(|entry| entry.reason.as_deref()).collect();
    reasons.sort_unstable();
    assert_eq!(reasons, ["called, knows the last bill", "misheard"]);
    assert!(entries.iter().all(|entry| {
        let kept = entry.value_after.clone().unwrap_or_default();
        !kept.contains(&first) && !kept.contains(&later)
    }));
    let owner = t.anonymous();
    owner.sign_in(login.portal_id.as_str(), NEW).await.ok();
    crate::support::wait::until("the owner finds a word of it", async || {
        let inbox = "{ viewer { notifications(first: 20) { nodes { kind } } } }";
        owner.gql(inbox, json!({})).await.text.contains("ONE_TIME_CODE_ISSUED")
    })
    .await;

    let code = code_of(&issue(&support, login.id, "again").await);
    t.advance(TimeDelta::minutes(60));
    assert_eq!(reset(&t.anonymous(), &code, NEW).await.user_errors("resetPassword"), ["INVALID_TOKEN"]);
});

both!(a_code_activates_and_is_not_for_everybody, async |t: TestApp| {
    let support = elevated(&t, LinkRole::Support).await;
    let customer = t.customer().insert().await;
    let member = || t.account().member_of(&customer, LinkRole::Owner);
    let waiting = member().status(AccountStatus::PendingActivation).password_hash(None).insert().await;
    let reply = issue(&support, waiting.id, "signed the contract at the desk").await;
    assert_eq!(reply.ok()["issueOneTimeCode"]["goodFor"], "ACTIVATE_ACCOUNT");
    let input = json!({ "input": { "token": code_of(&reply), "password": NEW } });
    let activated = t.anonymous().gql(ACTIVATE, input).await;
    assert_eq!(activated.ok()["activateAccount"]["account"]["status"], "ACTIVE", "{}", activated.text);

    let reseller = t.reseller().insert().await;
    let mailed = member().email("kim@example.org").insert().await;
    let barred = member().status(AccountStatus::Suspended).insert().await;
    let agent = t.account().reseller(&reseller, LinkRole::ResellerAgent).insert().await;
    let boss = t.account().staff(LinkRole::TenantAdmin).insert().await;
    let abroad = t.tenant().await.account().insert().await;
    for (id, code) in [
        (mailed.id, "HAS_MAIL_ADDRESS"),
        (barred.id, "NOT_ACTIVE"),
        (agent.id, "EMPLOYEE_ACCOUNT"),
        (boss.id, "EMPLOYEE_ACCOUNT"),
        (abroad.id, "NOT_FOUND"),
    ] {
        let reply = issue(&support, id, "called").await;
        assert_eq!(reply.user_errors("issueOneTimeCode"), [code], "{}", reply.text);
    }
    let admin = elevated(&t, LinkRole::TenantAdmin).await;
    code_of(&issue(&admin, boss.id, "stands before me").await);
    let me = t.sign_in_as(&boss).await;
    step_up(&me).await;
    assert_eq!(issue(&me, boss.id, "me").await.user_errors("issueOneTimeCode"), ["OWN_ACCOUNT"]);
    for role in [LinkRole::Billing, LinkRole::Noc] {
        issue(&elevated(&t, role).await, mailed.id, "called").await.assert_code("FORBIDDEN");
    }
});
