//! What comes into an inbox, and reading it.

use portico::db::Reads as _;
use portico::identity::entity::account_link::LinkRole;
use portico::notifications::NotificationListener;
use portico::notifications::entity::notification;
use serde_json::{Value, json};

use super::{INBOX, bill, pay, unread_is};
use crate::support::app::TestApp;
use crate::support::factory::account::PASSWORD;

const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";

const MARK: &str =
    "mutation($ids: [ID!]) { markNotificationsRead(input: { ids: $ids }) { markedCount unreadCount } }";

fn nodes(reply: &crate::support::reply::Reply) -> Vec<Value> {
    reply.ok()["viewer"]["notifications"]["nodes"].as_array().expect("a list").clone()
}

both!(an_invoice_and_a_payment_reach_those_who_see_bills, async |t: TestApp| {
    let (alice, bob) = (t.customer().insert().await, t.customer().insert().await);
    let owner = t.account().member_of(&alice, LinkRole::Owner).insert().await;
    let technical = t.account().member_of(&alice, LinkRole::Technical).insert().await;
    let other = t.account().member_of(&bob, LinkRole::Owner).insert().await;
    let (owner, technical, other) =
        (t.sign_in_as(&owner).await, t.sign_in_as(&technical).await, t.sign_in_as(&other).await);
    let invoice = bill(&t, &alice, 39_90).await;
    let payment = pay(&t, &alice, 20_00).await;
    unread_is(&owner, 2).await;

    let told = nodes(&owner.gql(INBOX, json!({ "n": 10 })).await);
    let of = |kind: &str| told.iter().find(|node| node["kind"] == kind).expect("it has come").clone();
    let billed = of("INVOICE_FINALIZED");
    assert_eq!(billed["topic"], "BILLING");
    assert_eq!(billed["subjectId"], invoice.to_string());
    assert!(billed["title"].as_str().expect("a text").starts_with("Invoice INV-"), "{billed}");
    assert!(billed["body"].as_str().expect("a text").contains("39.90"), "{billed}");
    assert_eq!(billed["readAt"], Value::Null);
    assert_eq!(of("PAYMENT_RECEIVED")["subjectId"], payment.to_string());

    for nobody in [&technical, &other] {
        let reply = nobody.gql(INBOX, json!({ "n": 10 })).await;
        assert!(nodes(&reply).is_empty(), "{}", reply.text);
        // Somebody else's notification is like one that never was.
        let id = billed["id"].clone();
        let asked = nobody.gql("query($id: ID!) { node(id: $id) { id } }", json!({ "id": id })).await;
        assert_eq!(asked.ok()["node"], Value::Null);
        let marked = nobody.gql(MARK, json!({ "ids": [id] })).await;
        assert_eq!(marked.ok()["markNotificationsRead"]["markedCount"], 0);
    }
    let asked =
        owner.gql("query($id: ID!) { node(id: $id) { id __typename } }", json!({ "id": billed["id"] })).await;
    assert_eq!(asked.ok()["node"]["__typename"], "Notification");
    unread_is(&owner, 2).await;
});

both!(a_sign_in_from_a_new_device_is_told_and_a_known_one_is_not, async |t: TestApp| {
    let login = t.account().insert().await;
    let first = t.sign_in_as(&login).await;
    let again = first.same_device();
    again.sign_in(login.portal_id.as_str(), PASSWORD).await.ok();
    let stranger = t.anonymous();
    let request = stranger.post().header("user-agent", FIREFOX).json(&json!({
        "query": "mutation($id: String!, $password: String!) { signIn(input: { portalId: $id, password: $password }) { result { __typename } } }",
        "variables": { "id": login.portal_id.as_str(), "password": PASSWORD },
    }));
    assert_eq!(stranger.send(request).await.ok()["signIn"]["result"]["__typename"], "SignedIn");
    unread_is(&first, 1).await;
    let told = nodes(&again.gql(INBOX, json!({ "n": 10 })).await);
    assert_eq!(told.len(), 1, "neither the first nor the second of the same device");
    assert_eq!((&told[0]["kind"], &told[0]["topic"]), (&json!("NEW_DEVICE"), &json!("SECURITY")));
    assert!(told[0]["body"].as_str().expect("a text").contains("Firefox on Linux"), "{}", told[0]);

    // The same browser by its name, and another one by what it keeps.
    t.sign_in_as(&login).await;
    unread_is(&again, 2).await;
});

both!(what_was_read_is_counted_out, async |t: TestApp| {
    let alice = t.customer().insert().await;
    let login = t.account().member_of(&alice, LinkRole::Payer).insert().await;
    let caller = t.sign_in_as(&login).await;
    for _ in 0..3 {
        bill(&t, &alice, 10_00).await;
    }
    unread_is(&caller, 3).await;
    let all = nodes(&caller.gql(INBOX, json!({ "n": 10 })).await);
    let marked = caller.gql(MARK, json!({ "ids": [all[0]["id"]] })).await;
    assert_eq!(marked.ok()["markNotificationsRead"], json!({ "markedCount": 1, "unreadCount": 2 }));
    let again = caller.gql(MARK, json!({ "ids": [all[0]["id"]] })).await;
    assert_eq!(again.ok()["markNotificationsRead"]["markedCount"], 0, "it was read before");
    let unread = nodes(&caller.gql(INBOX, json!({ "n": 10, "unread": true })).await);
    assert_eq!(unread, all[1..]);
    let rest = caller.gql(MARK, json!({})).await;
    assert_eq!(rest.ok()["markNotificationsRead"], json!({ "markedCount": 2, "unreadCount": 0 }));
    let too_many: Vec<Value> = (0..101).map(|_| all[0]["id"].clone()).collect();
    caller.gql(MARK, json!({ "ids": too_many })).await.assert_code("BAD_USER_INPUT");
    caller
        .gql(MARK, json!({ "ids": ["inv_00000000000000000000000000"] }))
        .await
        .assert_code("BAD_USER_INPUT");
});

both!(a_page_of_notifications_costs_the_same_for_one_and_for_fifty, async |t: TestApp| {
    let alice = t.customer().insert().await;
    let login = t.account().member_of(&alice, LinkRole::Owner).insert().await;
    let caller = t.sign_in_as(&login).await;
    for _ in 0..50 {
        bill(&t, &alice, 10_00).await;
    }
    unread_is(&caller, 50).await;
    let one = caller.gql(INBOX, json!({ "n": 1 })).await;
    let fifty = caller.gql(INBOX, json!({ "n": 50 })).await;
    assert_eq!(nodes(&fifty).len(), 50);
    // The account, the page, both counts.
    assert_eq!((one.statements(), fifty.statements()), (4, 4));
});

both!(an_event_that_is_heard_twice_leads_to_one_notification, async |t: TestApp| {
    let alice = t.customer().insert().await;
    let login = t.account().member_of(&alice, LinkRole::Owner).insert().await;
    let caller = t.sign_in_as(&login).await;
    bill(&t, &alice, 10_00).await;
    unread_is(&caller, 1).await;
    // Several workers look for what is unheard at the same time.
    let (scope, listener) = (t.scope(), NotificationListener { keyring: t.keyring() });
    for _ in 0..5 {
        bill(&t, &alice, 10_00).await;
        let (one, other) = tokio::join!(
            portico::events::run_listener(&scope, &listener),
            portico::events::run_listener(&scope, &listener),
        );
        one.and(other).expect("the database answers");
    }
    unread_is(&caller, 6).await;
    let rows = scope.select::<notification::Entity>().all().await.expect("the database answers");
    let events: std::collections::HashSet<_> = rows.iter().map(|row| row.event_id.0).collect();
    assert_eq!((rows.len(), events.len()), (6, 6));
});
