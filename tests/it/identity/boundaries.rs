//! What a session is not good for: another tenant, a value of one's own choosing, an account that is barred.

use portico::identity::entity::account_link::LinkRole;
use portico::identity::entity::portal_account::{self, AccountStatus};
use portico::kernel::ids::AccountId;
use reqwest::header::{AUTHORIZATION, COOKIE};
use sea_orm::ColumnTrait as _;
use serde_json::json;

use crate::support::app::TestApp;
use crate::support::factory::account::PASSWORD;

both!(a_session_of_one_tenant_is_none_at_another_s_host, async |t: TestApp| {
    let other = t.tenant().await;
    let login = t.account().staff(LinkRole::TenantAdmin).insert().await;
    let caller = t.sign_in_as(&login).await;
    let abroad = caller.at_host(other.host());
    assert_eq!(abroad.who().await, None);
    abroad.set_cookie(caller.cookie());
    abroad.gql("{ customers(first: 1) { nodes { id } } }", json!({})).await.assert_code("UNAUTHENTICATED");
    let bearer = format!("Bearer {}", caller.cookie().expect("signed in"));
    let request = abroad
        .post()
        .header(AUTHORIZATION, &bearer)
        .json(&json!({ "query": "{ viewer { account { id } } }" }));
    abroad.send(request).await.assert_refused(401, "UNAUTHENTICATED");
    assert!(caller.who().await.is_some(), "at home it is as good as before");
});

both!(a_value_that_the_client_made_up_is_never_adopted, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let honest = t.sign_in_as(&login).await.cookie().expect("signed in");
    let (tag, secret) = honest.split_once('.').expect("a tag and a secret");
    let made_up = [
        format!("{tag}.{}", "A".repeat(43)),
        format!("{}.{secret}", "0".repeat(16)),
        honest.to_uppercase(),
        honest[..honest.len() - 1].to_owned(),
        "a-session".to_owned(),
    ];
    for value in made_up {
        let caller = t.anonymous();
        caller.set_cookie(Some(value.clone()));
        assert_eq!(caller.who().await, None, "{value}");
        assert_eq!(caller.cookie(), None, "the browser is told to forget {value}");
        caller.set_cookie(Some(value.clone()));
        caller.sign_in(login.portal_id.as_str(), PASSWORD).await.ok();
        assert_ne!(caller.cookie(), Some(value.clone()), "a new session has a new value");
        caller.set_cookie(Some(value));
        assert_eq!(caller.who().await, None);
    }
});

both!(signing_in_again_ends_the_session_it_replaces, async |t: TestApp| {
    let first = t.account().staff(LinkRole::Support).insert().await;
    let second = t.account().staff(LinkRole::Billing).insert().await;
    for next in [&first, &second] {
        let caller = t.sign_in_as(&first).await;
        let old = caller.cookie();
        caller.sign_in(next.portal_id.as_str(), PASSWORD).await.ok();
        assert_ne!(caller.cookie(), old);
        assert_eq!(caller.who().await, Some(next.portal_id.to_string()));
        let kept = t.anonymous();
        kept.set_cookie(old);
        assert_eq!(kept.who().await, None, "the old value is dead");
    }
});

both!(of_two_cookies_none_counts, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let caller = t.sign_in_as(&login).await;
    let value = caller.cookie().expect("signed in");
    let query = json!({ "query": "{ viewer { account { id } } }" });
    let planted = caller.post().header(COOKIE, format!("__Host-portico={value}")).json(&query);
    assert_eq!(caller.send(planted).await.ok()["viewer"], json!(null), "nobody can tell which was planted");
    assert!(caller.who().await.is_some());
});

both!(the_cookie_counts_on_a_get_only_with_the_header_that_no_foreign_page_can_send, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let caller = t.sign_in_as(&login).await;
    let path = "/graphql?query=%7B%20viewer%20%7B%20account%20%7B%20id%20%7D%20%7D%20%7D";
    let plain = caller.send(caller.get(path)).await;
    assert_eq!(plain.ok()["viewer"], json!(null));
    let named = caller.send(caller.get(path).header("x-portico-client", "portal/1.0")).await;
    assert_eq!(named.ok()["viewer"]["account"]["id"], login.id.to_string());
});

async fn set_status(t: &TestApp, id: AccountId, status: AccountStatus) {
    use portal_account::Column;
    let tx = t.scope().begin().await.expect("the database answers");
    let change = tx.update::<portal_account::Entity>().set(Column::Status, status).filter(Column::Id.eq(id));
    assert_eq!(change.run().await.expect("the database answers"), 1);
    tx.commit().await.expect("the database answers");
}

both!(a_barred_account_has_no_sessions_at_once, async |t: TestApp| {
    for status in [AccountStatus::Suspended, AccountStatus::Expired, AccountStatus::Disabled] {
        let login = t.account().staff(LinkRole::TenantAdmin).insert().await;
        let caller = t.sign_in_as(&login).await;
        set_status(&t, login.id, status).await;
        caller
            .gql("{ customers(first: 1) { nodes { id } } }", json!({}))
            .await
            .assert_code("UNAUTHENTICATED");
        assert_eq!(caller.cookie(), None, "{status:?}");
    }
});
