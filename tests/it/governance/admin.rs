//! Administering accounts.

use chrono::TimeDelta;
use portico::db::Reads as _;
use portico::identity::entity::account_link::LinkRole;
use portico::identity::entity::portal_account::{self, AccountStatus};
use portico::kernel::ids::AccountId;
use sea_orm::ColumnTrait as _;
use serde_json::{Value, json};

use super::{entries, names, staff};
use crate::support::app::{Backing, TestApp, on_shared_server};
use crate::support::caller::Caller;
use crate::support::factory::account::PASSWORD;
use crate::support::reply::Reply;

async fn change(
    caller: &Caller,
    mutation: &str,
    id: impl ToString,
    reason: &str,
    version: Option<i32>,
) -> Reply {
    let mut input = String::from(mutation);
    input[..1].make_ascii_uppercase();
    let document = format!(
        "mutation($input: {input}Input!) {{ {mutation}(input: $input) {{ account {{ status version }} userErrors {{ code field message allowed retryable }} }} }}"
    );
    let input = json!({ "accountId": id.to_string(), "reason": reason, "expectedVersion": version });
    caller.gql(&document, json!({ "input": input })).await
}

async fn status(t: &TestApp, id: AccountId) -> AccountStatus {
    let scope = t.scope();
    let accounts = scope.select::<portal_account::Entity>().filter(portal_account::Column::Id.eq(id));
    accounts.one().await.expect("the database answers").expect("it exists").status
}

const LIST: &str = "query($n: Int, $after: String, $search: String, $filter: AccountFilter) {
    accounts(first: $n, after: $after, search: $search, filter: $filter) {
        totalCount nodes { id name status version links { role } statusHistory { from to reason actorName } } pageInfo { hasNextPage endCursor }
    }
}";

both!(accounts_are_found_by_name_portal_id_and_address, async |t: TestApp| {
    let support = staff(&t, LinkRole::Support).await;
    let customer = t.customer().insert().await;
    let kim = t.account().member_of(&customer, LinkRole::Owner).insert().await;
    let suspended = t.account().status(AccountStatus::Suspended).insert().await;
    let typed = kim.portal_id.to_string().to_lowercase();
    for search in [kim.name.to_uppercase(), typed, kim.portal_id.as_str()[2..8].to_owned()] {
        let reply = support.gql(LIST, json!({ "n": 5, "search": search })).await;
        let found = names(&reply.ok()["accounts"]["nodes"], "id");
        assert!(found.contains(&kim.id.to_string()), "{search}: {}", reply.text);
    }
    let nothing = support.gql(LIST, json!({ "n": 5, "search": "%" })).await;
    assert_eq!(nothing.ok()["accounts"]["totalCount"], 0, "signs of the search mean themselves");
    let reply = support.gql(LIST, json!({ "n": 5, "filter": { "status": "SUSPENDED" } })).await;
    assert_eq!(names(&reply.ok()["accounts"]["nodes"], "id"), [suspended.id.to_string()]);
    support.gql(LIST, json!({ "n": 5, "search": " " })).await.assert_code("BAD_USER_INPUT");
    for role in [LinkRole::Billing, LinkRole::Noc] {
        staff(&t, role).await.gql(LIST, json!({ "n": 5 })).await.assert_code("FORBIDDEN");
    }
});

both!(pages_of_accounts_join_without_a_gap_and_cost_the_same, async |t: TestApp| {
    let admin = staff(&t, LinkRole::TenantAdmin).await;
    for _ in 0..11 {
        t.account().staff(LinkRole::Noc).insert().await;
    }
    let all = names(&admin.gql(LIST, json!({ "n": 50 })).await.ok()["accounts"]["nodes"], "id");
    assert_eq!(all.len(), 12);
    let (mut paged, mut after) = (Vec::new(), Value::Null);
    loop {
        let page = admin.gql(LIST, json!({ "n": 5, "after": after })).await;
        paged.extend(names(&page.ok()["accounts"]["nodes"], "id"));
        after = page.ok()["accounts"]["pageInfo"]["endCursor"].clone();
        if page.ok()["accounts"]["pageInfo"]["hasNextPage"] == false {
            break;
        }
    }
    assert_eq!(paged, all);
    let (one, many) = (admin.gql(LIST, json!({ "n": 1 })).await, admin.gql(LIST, json!({ "n": 50 })).await);
    assert_eq!(one.statements(), many.statements());
});

both!(an_account_goes_from_state_to_state_and_its_history_is_kept, |_| {}, async |t: TestApp| {
    let admin = staff(&t, LinkRole::TenantAdmin).await;
    let login = t.account().staff(LinkRole::Support).insert().await;
    let (desk, phone) = (t.sign_in_as(&login).await, t.sign_in_as(&login).await);
    let reply = change(&admin, "suspendAccount", login.id, " left the keys at the bar ", Some(1)).await;
    assert_eq!(reply.ok()["suspendAccount"]["account"], json!({ "status": "SUSPENDED", "version": 2 }));
    assert_eq!((desk.who().await, phone.who().await), (None, None), "its sessions end at once");
    let refused = t.anonymous().sign_in(login.portal_id.as_str(), PASSWORD).await;
    assert_eq!(refused.user_errors("signIn"), ["ACCOUNT_NOT_ACTIVE"]);

    t.advance(TimeDelta::minutes(1));
    let again = change(&admin, "suspendAccount", login.id, "once more", None).await;
    assert_eq!(again.user_errors("suspendAccount"), ["INVALID_TRANSITION"]);
    let error = &again.ok()["suspendAccount"]["userErrors"][0];
    assert_eq!(error["allowed"], json!(["ACTIVE", "DISABLED"]));
    assert_eq!(error["message"], "the account is SUSPENDED; from there it may become ACTIVE or DISABLED");
    let stale = change(&admin, "reactivateAccount", login.id, "found", Some(1)).await;
    assert_eq!(stale.user_errors("reactivateAccount"), ["CONFLICT"]);
    assert!(
        change(&admin, "reactivateAccount", login.id, "found", Some(2))
            .await
            .user_errors("reactivateAccount")
            .is_empty()
    );
    let back = t.sign_in_as(&login).await;
    assert!(back.who().await.is_some());
    assert_eq!(desk.who().await, None, "the old sessions stay dead");
    t.advance(TimeDelta::minutes(1));
    change(&admin, "expireAccount", login.id, "contract over", None).await.ok();
    assert_eq!(back.who().await, None);
    t.advance(TimeDelta::minutes(1));
    change(&admin, "disableAccount", login.id, "gone for good", None).await.ok();
    let over = change(&admin, "reactivateAccount", login.id, "please", None).await;
    assert_eq!(over.ok()["reactivateAccount"]["userErrors"][0]["allowed"], json!([]));

    let account = admin
        .gql(
            "query($id: ID!) { account(id: $id) { statusHistory { from to reason actorName } } }",
            json!({ "id": login.id.to_string() }),
        )
        .await;
    let history = &account.ok()["account"]["statusHistory"];
    assert_eq!(names(history, "to"), ["DISABLED", "EXPIRED", "ACTIVE", "SUSPENDED"]);
    assert_eq!(history[3]["reason"], "left the keys at the bar");
    let [entry] = entries(&t, "account.suspend").await.try_into().expect("one entry");
    assert_eq!(entry.value_before.as_deref(), Some("{\"status\":\"ACTIVE\"}"));
    assert_eq!(entry.value_after.as_deref(), Some("{\"status\":\"SUSPENDED\"}"));
});

both!(only_its_owner_activates_an_account_and_nobody_changes_the_own, async |t: TestApp| {
    let login = t.account().staff(LinkRole::TenantAdmin).insert().await;
    let admin = t.sign_in_as(&login).await;
    let pending = t.account().status(AccountStatus::PendingActivation).insert().await;
    let reply = change(&admin, "reactivateAccount", pending.id, "please", None).await;
    assert_eq!(reply.ok()["reactivateAccount"]["userErrors"][0]["allowed"], json!(["DISABLED"]));
    for mutation in ["suspendAccount", "reactivateAccount", "expireAccount", "disableAccount"] {
        assert_eq!(
            change(&admin, mutation, login.id, "me", None).await.user_errors(mutation),
            ["OWN_ACCOUNT"]
        );
        assert_eq!(
            change(&admin, mutation, pending.id, " ", None).await.user_errors(mutation),
            ["INVALID_REASON"]
        );
        let abroad = t.tenant().await;
        let theirs = abroad.account().insert().await;
        assert_eq!(
            change(&admin, mutation, theirs.id, "them", None).await.user_errors(mutation),
            ["NOT_FOUND"]
        );
        assert_eq!(status(&abroad, theirs.id).await, AccountStatus::Active);
        change(&staff(&t, LinkRole::Support).await, mutation, pending.id, "x", None)
            .await
            .assert_code("FORBIDDEN");
    }
    assert_eq!(status(&t, pending.id).await, AccountStatus::PendingActivation);
});

/// Two administrators close each other's account at the same time: one of them stays.
#[test]
fn of_administrators_who_close_each_other_one_stays() {
    on_shared_server(Backing::Services, module_path!(), async |t: TestApp| {
        for round in 0..6 {
            let (one, two) = (
                t.account().staff(LinkRole::TenantAdmin).insert().await,
                t.account().staff(LinkRole::TenantAdmin).insert().await,
            );
            let (a, b) = (t.sign_in_as(&one).await, t.sign_in_as(&two).await);
            tokio::join!(
                change(&a, "disableAccount", two.id, "a coup", None),
                change(&b, "disableAccount", one.id, "a coup", None)
            );
            let active = [status(&t, one.id).await, status(&t, two.id).await];
            assert_eq!(active.iter().filter(|s| **s == AccountStatus::Active).count(), 1, "round {round}");
        }
    });
}

both!(many_accounts_are_changed_each_by_itself, async |t: TestApp| {
    let login = t.account().staff(LinkRole::TenantAdmin).insert().await;
    let admin = t.sign_in_as(&login).await;
    let active = t.account().insert().await;
    let done = t.account().status(AccountStatus::Suspended).insert().await;
    let stale = t.account().insert().await;
    let never: AccountId = t.scope().new_id();
    let items = json!([
        { "accountId": active.id.to_string() }, { "accountId": done.id.to_string() },
        { "accountId": stale.id.to_string(), "expectedVersion": 7 }, { "accountId": never.to_string() },
        { "accountId": login.id.to_string() }, { "accountId": active.id.to_string() },
    ]);
    let document = "mutation($input: BulkChangeAccountsInput!) { bulkChangeAccounts(input: $input) {
        results { accountId outcome allowed message account { status } } changedCount dryRun userErrors { code field } } }";
    let bulk = async |dry: bool| {
        let input = json!({ "action": "SUSPEND", "items": items, "reason": "merger", "dryRun": dry });
        admin.gql(document, json!({ "input": input })).await
    };
    let dry = bulk(true).await;
    let results = &dry.ok()["bulkChangeAccounts"];
    // In a dry run the account that is named twice would be changed twice: nothing was.
    assert_eq!(
        names(&results["results"], "outcome"),
        ["CHANGED", "INVALID_TRANSITION", "CONFLICT", "NOT_FOUND", "OWN_ACCOUNT", "CHANGED"]
    );
    assert_eq!(results["results"][1]["allowed"], json!(["ACTIVE", "DISABLED"]));
    assert_eq!((&results["dryRun"], status(&t, active.id).await), (&json!(true), AccountStatus::Active));
    assert!(entries(&t, "account.suspend").await.is_empty());

    let real = bulk(false).await;
    let results = &real.ok()["bulkChangeAccounts"];
    assert_eq!(
        names(&results["results"], "outcome"),
        ["CHANGED", "INVALID_TRANSITION", "CONFLICT", "NOT_FOUND", "OWN_ACCOUNT", "INVALID_TRANSITION"]
    );
    assert_eq!(
        (&results["changedCount"], status(&t, active.id).await),
        (&json!(1), AccountStatus::Suspended)
    );
    assert_eq!(entries(&t, "account.suspend").await.len(), 1);
    let none = json!({ "action": "SUSPEND", "items": [], "reason": "merger" });
    let none = admin.gql(document, json!({ "input": none })).await;
    assert_eq!(none.user_errors("bulkChangeAccounts"), ["INVALID_ITEMS"]);
});
