//! One login, several subjects.

use portico::identity::entity::account_link::{self, LinkRole, LinkStatus};
use sea_orm::ColumnTrait as _;
use serde_json::{Value, json};

use super::entries;
use crate::support::app::TestApp;
use crate::support::caller::Caller;
use crate::support::reply::Reply;

const WHO: &str = "{ viewer {
    subjects { id kind role name current customerId resellerId } customers { name } reseller { name } staff { role } permissions
} }";

async fn switch(caller: &Caller, subject: &Value) -> Reply {
    let document = "mutation($id: ID) { switchSubject(input: { subjectId: $id }) { session { id } userErrors { code field } } }";
    caller.gql(document, json!({ "id": subject })).await
}

async fn viewer(caller: &Caller) -> Value {
    caller.gql(WHO, json!({})).await.ok()["viewer"].clone()
}

/// An owner of Home, a technical member of Shop, an agent of Agency and support of the ISP: one login.
async fn everything(t: &TestApp) -> Caller {
    let (home, shop) = (t.customer().named("Home").insert().await, t.customer().named("Shop").insert().await);
    let reseller = t.reseller().with(|row| "Agency".clone_into(&mut row.name)).insert().await;
    let account = t.account().member_of(&home, LinkRole::Owner).member_of(&shop, LinkRole::Technical);
    let account = account.reseller(&reseller, LinkRole::ResellerAgent).staff(LinkRole::Support);
    t.sign_in_as(&account.insert().await).await
}

both!(an_account_acts_by_one_of_its_subjects_and_its_permissions_follow, async |t: TestApp| {
    let caller = everything(&t).await;
    let all = viewer(&caller).await;
    let subjects = all["subjects"].as_array().expect("a list").clone();
    let named = |name: &str| subjects.iter().find(|s| s["name"] == name).expect("listed")["id"].clone();
    assert_eq!(subjects.len(), 4);
    assert!(subjects.iter().all(|subject| subject["current"] == true), "at first by all of them");

    let before = caller.cookie();
    switch(&caller, &named("Shop")).await.ok();
    assert_ne!(caller.cookie(), before, "a change of privilege gives a new value");
    let now = viewer(&caller).await;
    assert_eq!(now["customers"], json!([{ "name": "Shop" }]));
    assert_eq!(
        (&now["reseller"], &now["staff"], &now["permissions"]),
        (
            &json!(null),
            &json!(null),
            &json!(["WRITE_TICKETS", "ACT_ON_EQUIPMENT", "ROTATE_SERVICE_PASSWORDS"])
        )
    );
    let current: Vec<&Value> = now["subjects"].as_array().expect("all are still listed").iter().collect();
    assert_eq!(current.len(), 4);
    assert_eq!(current.iter().filter(|subject| subject["current"] == true).count(), 1);
    caller.gql("{ customers(first: 1) { nodes { id } } }", json!({})).await.assert_code("FORBIDDEN");

    switch(&caller, &named("Agency")).await.ok();
    let now = viewer(&caller).await;
    assert_eq!((&now["reseller"]["name"], &now["customers"]), (&json!("Agency"), &json!([])));

    switch(&caller, &named(&t.facts().name)).await.ok();
    let now = viewer(&caller).await;
    assert_eq!((&now["staff"]["role"], &now["customers"]), (&json!("SUPPORT"), &json!([])));
    assert!(now["permissions"].as_array().expect("a list").contains(&json!("UNLOCK_ACCOUNTS")));

    switch(&caller, &json!(null)).await.ok();
    assert_eq!(viewer(&caller).await, all, "by all of them again");
    assert_eq!(entries(&t, "session.switch_subject").await.len(), 4);
});

both!(the_value_before_a_switch_is_dead, async |t: TestApp| {
    let caller = everything(&t).await;
    let (old, subject) = (caller.cookie(), viewer(&caller).await["subjects"][0]["id"].clone());
    switch(&caller, &subject).await.ok();
    let thief = t.anonymous();
    thief.set_cookie(old);
    assert_eq!(thief.who().await, None);
    assert!(caller.who().await.is_some());
});

both!(another_s_subject_is_one_that_does_not_exist, async |t: TestApp| {
    let (caller, other) = (everything(&t).await, everything(&t).await);
    let theirs = viewer(&other).await["subjects"][0]["id"].clone();
    let before = caller.cookie();
    for id in [theirs, json!("lnk_00000000000000000000000000")] {
        let reply = switch(&caller, &id).await;
        assert_eq!(reply.user_errors("switchSubject"), ["NOT_FOUND"]);
    }
    assert_eq!(caller.cookie(), before);
    switch(&caller, &json!("cus_00000000000000000000000000")).await.assert_code("BAD_USER_INPUT");
    switch(&t.anonymous(), &json!(null)).await.assert_code("UNAUTHENTICATED");
});

both!(a_subject_that_is_taken_back_leaves_nothing_to_act_by, async |t: TestApp| {
    let caller = everything(&t).await;
    let subjects = viewer(&caller).await["subjects"].clone();
    let staff = subjects.as_array().expect("a list").iter().find(|s| s["kind"] == "STAFF").expect("listed");
    switch(&caller, &staff["id"]).await.ok();
    let tx = t.scope().begin().await.expect("the database answers");
    let revoke = tx.update::<account_link::Entity>().set(account_link::Column::Status, LinkStatus::Revoked);
    let revoked = revoke.filter(account_link::Column::Role.eq(LinkRole::Support)).run().await.expect("done");
    tx.commit().await.expect("the database answers");
    assert_eq!(revoked, 1);
    let now = viewer(&caller).await;
    assert_eq!(
        (&now["staff"], &now["customers"], &now["permissions"]),
        (&json!(null), &json!([]), &json!([]))
    );
    assert_eq!(now["subjects"].as_array().map(Vec::len), Some(3));
    let left = now["subjects"].as_array().expect("a list").clone();
    let home = left.iter().find(|subject| subject["name"] == "Home").expect("it is left");
    switch(&caller, &home["id"]).await.ok();
    assert_eq!(viewer(&caller).await["customers"], json!([{ "name": "Home" }]));
});
