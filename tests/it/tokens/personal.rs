//! Personal access tokens: they read within their scopes, change nothing, end on time, and are shown once.

use chrono::TimeDelta;
use portico::db::Reads as _;
use portico::identity::entity::account_link::LinkRole;
use portico::identity::entity::personal_token;
use serde_json::{Value, json};

use super::{bearing, is_accepted};
use crate::support::app::TestApp;
use crate::support::authenticator::step_up;
use crate::support::caller::Caller;

pub(super) const CREATE: &str = "mutation($input: CreatePersonalAccessTokenInput!) { createPersonalAccessToken(input: $input) {
  token personalAccessToken { id name hint scopes createdAt expiresAt lastUsedAt } userErrors { code field } } }";

const LIST: &str = "{ viewer { account { personalAccessTokens { id name hint scopes lastUsedAt } } } }";

pub(super) const REVOKE: &str = "mutation($id: ID!) { revokePersonalAccessToken(input: { id: $id }) {
  revokedTokenId userErrors { code } } }";

pub(super) async fn create(caller: &Caller, scopes: &[&str], days: i32) -> (String, String) {
    let input = json!({ "name": "cron job", "scopes": scopes, "expiresInDays": days });
    let reply = caller.gql(CREATE, json!({ "input": input })).await;
    let made = &reply.ok()["createPersonalAccessToken"];
    let text = |value: &Value| value.as_str().unwrap_or_else(|| panic!("{}", reply.text)).to_owned();
    (text(&made["token"]), text(&made["personalAccessToken"]["id"]))
}

both!(a_token_is_shown_once_listed_and_taken_back, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let owner = t.sign_in_as(&login).await;
    step_up(&owner).await;
    let (token, id) = create(&owner, &["WORK"], 30).await;
    assert!(token.starts_with("portico_pat_") && token.len() == 55, "{token}");
    assert!(is_accepted(&t, &token).await);

    let stored = t.scope().select::<personal_token::Entity>().all().await.expect("the database answers");
    assert!(!format!("{stored:?}").contains(&token[12..]), "only its digest is kept");
    let reply = owner.gql(LIST, json!({})).await;
    assert!(!reply.text.contains(&token), "it is not shown again");
    let listed = &reply.ok()["viewer"]["account"]["personalAccessTokens"][0];
    assert_eq!((&listed["id"], &listed["hint"]), (&json!(id), &json!(token[51..])));
    assert!(listed["lastUsedAt"].is_string(), "its use is noted: {listed}");

    // Signing out does not end it; taking it back does, and only its owner can.
    let stranger = t.sign_in_as(&t.account().staff(LinkRole::Support).insert().await).await;
    let refused = stranger.gql(REVOKE, json!({ "id": id })).await;
    assert_eq!(refused.user_errors("revokePersonalAccessToken"), ["NOT_FOUND"]);
    assert!(is_accepted(&t, &token).await);
    let other = t.sign_in_as(&login).await;
    owner.gql("mutation { signOut { signedOut } }", json!({})).await.ok();
    assert!(is_accepted(&t, &token).await);
    let revoked = other.gql(REVOKE, json!({ "id": id })).await;
    assert_eq!(revoked.ok()["revokePersonalAccessToken"]["revokedTokenId"], id);
    assert!(!is_accepted(&t, &token).await);
    assert_eq!(other.gql(LIST, json!({})).await.ok()["viewer"]["account"]["personalAccessTokens"], json!([]));
    let again = other.gql(REVOKE, json!({ "id": id })).await;
    assert_eq!(again.user_errors("revokePersonalAccessToken"), ["NOT_FOUND"]);
});

both!(a_token_reads_within_its_scopes, async |t: TestApp| {
    let customer = t.customer().insert().await;
    let login = t.account().member_of(&customer, LinkRole::Owner).insert().await;
    let owner = t.sign_in_as(&login).await;
    step_up(&owner).await;
    let services = "{ viewer { customer { subscriptions(first: 1) { totalCount } } } }";
    let bills = "{ viewer { customer { invoices(first: 1) { totalCount } } } }";
    for (scopes, sees_services, sees_bills) in [
        (&["SERVICES"][..], true, false),
        (&["BILLING"], true, true),
        (&["SERVICES", "BILLING"], true, true),
        (&["WORK"], false, false),
    ] {
        let (token, _) = create(&owner, scopes, 1).await;
        for (document, seen) in [(services, sees_services), (bills, sees_bills)] {
            let reply = bearing(&t.anonymous(), &token, document, json!({})).await;
            let customer = &reply.body["data"]["viewer"]["customer"];
            let answered = !customer.is_null() && reply.codes().is_empty();
            assert_eq!(answered, seen, "{scopes:?} {document}: {}", reply.text);
        }
    }
});

both!(a_token_changes_nothing_and_sees_no_sessions, async |t: TestApp| {
    let login = t.account().staff(LinkRole::TenantAdmin).insert().await;
    let owner = t.sign_in_as(&login).await;
    step_up(&owner).await;
    let (token, id) = create(&owner, &["WORK", "SERVICES", "BILLING"], 1).await;
    let caller = t.anonymous();
    let input = json!({ "name": "more", "scopes": ["WORK"] });
    let unlock = "mutation($id: ID!) { unlockAccount(input: { accountId: $id, reason: \"x\" }) { userErrors { code } } }";
    for (document, variables) in [
        (CREATE, json!({ "input": input })),
        (REVOKE, json!({ "id": id })),
        (unlock, json!({ "id": login.id.to_string() })),
        ("mutation { signOut { signedOut } }", json!({})),
        ("mutation { revokeOtherSessions { userErrors { code } } }", json!({})),
    ] {
        let reply = bearing(&caller, &token, document, variables).await;
        assert!(
            ["FORBIDDEN", "GRAPHQL_VALIDATION_FAILED"].contains(&reply.codes()[0]),
            "{document}: {}",
            reply.text
        );
    }
    for field in ["sessions { id }", "personalAccessTokens { id }"] {
        let document = format!("{{ viewer {{ account {{ {field} }} }} }}");
        bearing(&caller, &token, &document, json!({})).await.assert_code("FORBIDDEN");
    }
    assert!(owner.who().await.is_some(), "nothing has ended");
});

both!(what_is_asked_for_is_checked, async |t: TestApp| {
    let login = t.account().insert().await;
    let owner = t.sign_in_as(&login).await;
    for (input, code, field) in [
        (json!({ "name": " ", "scopes": ["WORK"] }), "INVALID_NAME", "name"),
        (json!({ "name": "x".repeat(101), "scopes": ["WORK"] }), "INVALID_NAME", "name"),
        (json!({ "name": "x", "scopes": [] }), "NO_SCOPES", "scopes"),
        (json!({ "name": "x", "scopes": ["WORK"], "expiresInDays": 0 }), "INVALID_LIFETIME", "expiresInDays"),
        (
            json!({ "name": "x", "scopes": ["WORK"], "expiresInDays": -1 }),
            "INVALID_LIFETIME",
            "expiresInDays",
        ),
        (
            json!({ "name": "x", "scopes": ["WORK"], "expiresInDays": 366 }),
            "INVALID_LIFETIME",
            "expiresInDays",
        ),
    ] {
        let reply = owner.gql(CREATE, json!({ "input": input })).await;
        let errors = &reply.ok()["createPersonalAccessToken"]["userErrors"];
        assert_eq!(errors, &json!([{ "code": code, "field": field }]), "{input}");
    }
    let good = json!({ "name": "x", "scopes": ["WORK"] });
    let reply = owner.gql(CREATE, json!({ "input": good })).await;
    assert_eq!(reply.user_errors("createPersonalAccessToken"), ["STEP_UP_REQUIRED"]);
    step_up(&owner).await;
    for _ in 0..portico::identity::MAX_PERSONAL_TOKENS {
        create(&owner, &["WORK", "WORK"], 365).await;
    }
    let one_more = json!({ "name": "x", "scopes": ["WORK"] });
    let reply = owner.gql(CREATE, json!({ "input": one_more })).await;
    assert_eq!(reply.user_errors("createPersonalAccessToken"), ["TOO_MANY"]);
});

both!(a_token_ends_on_its_day_and_with_its_account, |_| {}, async |t: TestApp| {
    use portico::identity::entity::portal_account::{self, AccountStatus};
    use sea_orm::ColumnTrait as _;
    let login = t.account().staff(LinkRole::Support).insert().await;
    let owner = t.sign_in_as(&login).await;
    step_up(&owner).await;
    let (token, _) = create(&owner, &["WORK"], 1).await;
    let (longer, _) = create(&owner, &["WORK"], 2).await;
    t.advance(TimeDelta::days(1) - TimeDelta::seconds(1));
    assert!(is_accepted(&t, &token).await);
    t.advance(TimeDelta::seconds(1));
    assert!(!is_accepted(&t, &token).await);
    assert!(is_accepted(&t, &longer).await);
    let tx = t.scope().begin().await.expect("the database answers");
    let account = tx.update::<portal_account::Entity>();
    let account = account.set(portal_account::Column::Status, AccountStatus::Suspended);
    account.filter(portal_account::Column::Id.eq(login.id)).run().await.expect("changed");
    tx.commit().await.expect("committed");
    assert!(!is_accepted(&t, &longer).await);
});

both!(a_tenant_s_token_is_nothing_to_another, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let owner = t.sign_in_as(&login).await;
    step_up(&owner).await;
    let (token, _) = create(&owner, &["WORK"], 1).await;
    assert!(!is_accepted(&t.tenant().await, &token).await);
    for bad in ["portico_pat_", "portico_pat_AAAA", &token[..54], &format!("{token}A")] {
        assert!(!is_accepted(&t, bad).await, "{bad}");
    }
});
