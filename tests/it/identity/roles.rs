//! What an account may do follows from its links in force, at the very next request.

use portico::customers::entity::customer;
use portico::customers::entity::reseller::{self, ResellerStatus};
use portico::identity::entity::account_link::{self, LinkRole, LinkStatus};
use sea_orm::ColumnTrait as _;
use serde_json::json;

use crate::support::app::TestApp;
use crate::support::factory::account::{AccountBuilder, Login};

const WHO: &str = "{ viewer {
    account { name kind } customer { name } customers { name } reseller { name } staff { role } permissions
} }";

both!(one_login_may_hold_several_roles, async |t: TestApp| {
    let (home, shop) = (t.customer().named("Home").insert().await, t.customer().named("Shop").insert().await);
    let reseller = t.reseller().with(|row| row.name = "Agency".to_owned()).insert().await;
    let account = t.account().member_of(&home, LinkRole::Owner).member_of(&shop, LinkRole::Technical);
    let login = account.reseller(&reseller, LinkRole::ResellerAgent).insert().await;
    let reply = t.sign_in_as(&login).await.gql(WHO, json!({})).await;
    let viewer = &reply.ok()["viewer"];
    assert_eq!(viewer["account"], json!({ "name": login.name, "kind": "RESELLER" }));
    let mut names: Vec<_> =
        viewer["customers"].as_array().expect("a list").iter().map(|c| &c["name"]).collect();
    names.sort_by_key(|name| name.as_str());
    assert_eq!(names, ["Home", "Shop"]);
    assert_eq!(viewer["reseller"]["name"], "Agency");
    assert_eq!(viewer["staff"], json!(null));
});

both!(a_link_that_is_not_in_force_gives_nothing, async |t: TestApp| {
    let customer = t.customer().insert().await;
    for status in [LinkStatus::Invited, LinkStatus::Revoked] {
        let account = t.account().member_of(&customer, LinkRole::Owner).link_status(status);
        let login = account.insert().await;
        let reply = t.sign_in_as(&login).await.gql(WHO, json!({})).await;
        let viewer = &reply.ok()["viewer"];
        assert_eq!((&viewer["customer"], &viewer["customers"]), (&json!(null), &json!([])), "{status:?}");
        let staff = t.account().staff(LinkRole::TenantAdmin).link_status(status).insert().await;
        let caller = t.sign_in_as(&staff).await;
        caller.gql("{ customers(first: 1) { nodes { id } } }", json!({})).await.assert_code("FORBIDDEN");
    }
});

both!(an_account_without_a_role_can_still_look_after_itself, async |t: TestApp| {
    let login = t.account().insert().await;
    let (caller, other) = (t.sign_in_as(&login).await, t.sign_in_as(&login).await);
    assert_eq!(caller.who().await, Some(login.portal_id.to_string()));
    caller.gql("{ tenant { name } errorCodes { code } }", json!({})).await.ok();
    let others = caller.gql("mutation { revokeOtherSessions { revokedCount } }", json!({})).await;
    assert_eq!(others.ok()["revokeOtherSessions"]["revokedCount"], 1);
    assert_eq!(other.who().await, None);
    caller.gql("{ customers(first: 1) { nodes { id } } }", json!({})).await.assert_code("FORBIDDEN");
    let out = caller.gql("mutation { signOut { signedOut } }", json!({})).await;
    assert_eq!(out.ok()["signOut"]["signedOut"], true);
});

both!(a_role_that_is_taken_back_is_gone_at_the_next_request, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let caller = t.sign_in_as(&login).await;
    let list = "{ customers(first: 1) { nodes { id } } }";
    caller.gql(list, json!({})).await.ok();
    let tx = t.scope().begin().await.expect("the database answers");
    let change = tx.update::<account_link::Entity>().set(account_link::Column::Status, LinkStatus::Revoked);
    assert_eq!(change.filter(account_link::Column::AccountId.eq(login.id)).run().await.expect("done"), 1);
    tx.commit().await.expect("the database answers");
    caller.gql(list, json!({})).await.assert_code("FORBIDDEN");
});

/// Who sees the balance of a customer by its id, as the sum of its roles.
async fn sees_the_balance(t: &TestApp, customer: &customer::Model, login: &Login) -> bool {
    let balance =
        "query($id: ID!) { node(id: $id) { ... on Customer { balance { minor } } } viewer { permissions } }";
    let reply = t.sign_in_as(login).await.gql(balance, json!({ "id": customer.id.to_string() })).await;
    reply.body["data"]["node"]["balance"].is_object()
}

/// Gives an account a role.
type Give<'a> = fn(AccountBuilder<'a>, &customer::Model, &reseller::Model) -> AccountBuilder<'a>;

both!(roles_add_up_whatever_their_order, async |t: TestApp| {
    let customer = t.customer().insert().await;
    let reseller = t.reseller().insert().await;
    t.assign(&customer, &reseller).await;
    // None of these sees bills by itself; each of those does.
    let without: [Give<'_>; 2] = [
        |account, customer, _| account.member_of(customer, LinkRole::Technical),
        |account, _, _| account.staff(LinkRole::Noc),
    ];
    let with: [Give<'_>; 3] = [
        |account, customer, _| account.member_of(customer, LinkRole::Owner),
        |account, _, _| account.staff(LinkRole::Billing),
        |account, _, reseller| account.reseller(reseller, LinkRole::ResellerAgent),
    ];
    for (n, first) in without.into_iter().enumerate() {
        let alone = first(t.account(), &customer, &reseller).insert().await;
        assert!(!sees_the_balance(&t, &customer, &alone).await, "{n}");
        for (m, second) in with.into_iter().enumerate() {
            let before =
                second(first(t.account(), &customer, &reseller), &customer, &reseller).insert().await;
            assert!(sees_the_balance(&t, &customer, &before).await, "{n} then {m}");
            let after = first(second(t.account(), &customer, &reseller), &customer, &reseller).insert().await;
            assert!(sees_the_balance(&t, &customer, &after).await, "{m} then {n}");
        }
    }
});

both!(a_suspended_reseller_does_not_hide_another, async |t: TestApp| {
    let closed = t.reseller().with(|row| row.status = ResellerStatus::Suspended).insert().await;
    let open = t.reseller().with(|row| row.name = "Open".to_owned()).insert().await;
    let account = t.account().reseller(&closed, LinkRole::ResellerAdmin);
    let login = account.reseller(&open, LinkRole::ResellerAgent).insert().await;
    let reply = t.sign_in_as(&login).await.gql(WHO, json!({})).await;
    assert_eq!(reply.ok()["viewer"]["reseller"]["name"], "Open");
});
