//! An open subscription follows what its account may act by: what it gains at once, and nothing beyond it.

use portico::events::{Audience, EventType, NewEvent};
use portico::identity::entity::account_link::LinkRole;
use portico::kernel::actor::{MemberRole, ResellerRole, Role};
use portico::kernel::ids::AccountId;
use serde_json::{Value, json};

use super::{about, made_up_invoice, tell};
use crate::governance::members::{accept, change_role, invited, remove};
use crate::support::app::TestApp;
use crate::support::replica::{EVENTS, Open};
use crate::support::socket::Socket;

fn for_account(event_type: EventType, account: AccountId, subject: &str) -> NewEvent {
    let audience = Audience::Account(account);
    NewEvent { event_type, subject: subject.to_owned(), audience, payload: json!({}) }
}

/// What its links' changes tell, as `acceptInvitation` and the like do.
async fn tell_of_access(t: &TestApp, account: AccountId) {
    tell(t, for_account(EventType::AccessChanged, account, &account.to_string())).await;
}

/// The types of the events up to the one that is told here, which the account always gets.
async fn until_now(t: &TestApp, account: AccountId, pages: &mut [Open]) -> Vec<Vec<String>> {
    tell(t, for_account(EventType::SessionStarted, account, "ses_end")).await;
    let mut all = Vec::new();
    for page in pages {
        let mut seen = Vec::new();
        loop {
            let event = page.event().await;
            if event["sessionId"] == "ses_end" {
                break;
            }
            seen.push(event["type"].as_str().expect("a type").to_owned());
        }
        all.push(seen);
    }
    all
}

both!(a_role_gained_counts_at_once_on_every_replica, async |t: TestApp| {
    let (alice, bob, carol) =
        (t.customer().insert().await, t.customer().insert().await, t.customer().insert().await);
    let account = t.account().member_of(&alice, LinkRole::Owner).insert().await.id;
    let own = |customers: &[&portico::customers::entity::customer::Model]| -> Vec<Role> {
        customers.iter().map(|customer| Role::Customer(customer.id, MemberRole::Owner)).collect()
    };
    let (here, there) = (t.replica(), t.replica());
    let first = here.page(account, &own(&[&alice])).await;
    let second = there.page(account, &own(&[&alice])).await;
    let from = first.cursor().await;
    let types = json!({ "after": from, "types": ["INVOICE_PAID", "SESSION_STARTED"] });
    let mut pages = vec![
        first.events(Some(&from)).await,
        second.events(Some(&from)).await,
        // Who asks for some types only hears of customers gained all the same.
        second.start(EVENTS, types).await.expect("a subscription"),
    ];
    let about_each = async || {
        for customer in [&alice, &bob, &carol] {
            tell(&t, about(customer.id, &made_up_invoice(&t))).await;
        }
    };
    about_each().await;
    assert_eq!(until_now(&t, account, &mut pages).await, [["INVOICE_PAID"]; 3], "Alice's alone");

    let both = own(&[&alice, &bob]);
    first.now_is(Some(&both));
    second.now_is(Some(&both));
    tell_of_access(&t, account).await;
    about_each().await;
    let seen = until_now(&t, account, &mut pages).await;
    assert_eq!(seen[0], ["ACCESS_CHANGED", "INVOICE_PAID", "INVOICE_PAID"]);
    assert_eq!(seen[1], seen[0]);
    assert_eq!(seen[2], seen[0][1..], "Carol's never");

    // And what is lost is gone, with the right to see bills too.
    let less = [Role::Customer(bob.id, MemberRole::Technical)];
    first.now_is(Some(&less));
    second.now_is(Some(&less));
    tell_of_access(&t, account).await;
    about_each().await;
    let seen = until_now(&t, account, &mut pages).await;
    assert_eq!(seen[..2], [["ACCESS_CHANGED"]; 2]);
    assert!(seen[2].is_empty(), "{seen:?}");
});

both!(a_role_gained_while_the_past_is_read_counts_for_what_follows, async |t: TestApp| {
    let (alice, bob) = (t.customer().insert().await, t.customer().insert().await);
    let account = t.account().member_of(&alice, LinkRole::Owner).insert().await.id;
    let roles = [Role::Customer(alice.id, MemberRole::Owner), Role::Customer(bob.id, MemberRole::Owner)];
    let page = t.replica().page(account, &roles[..1]).await;
    let from = page.cursor().await;
    // All of it is there before anybody subscribes, and read in one page.
    tell(&t, about(bob.id, &made_up_invoice(&t))).await;
    tell_of_access(&t, account).await;
    tell(&t, about(bob.id, &made_up_invoice(&t))).await;
    tell(&t, for_account(EventType::SessionStarted, account, "ses_mark")).await;
    let mark = t.replica().page(account, &roles[..1]).await;
    let mut marked = mark.events(Some(&from)).await;
    while marked.event().await["sessionId"] != "ses_mark" {}
    let mut open = page.events(Some(&from)).await;
    page.now_is(Some(&roles));
    let seen = until_now(&t, account, std::slice::from_mut(&mut open)).await;
    assert_eq!(seen[0], ["ACCESS_CHANGED", "INVOICE_PAID", "SESSION_STARTED"]);
});

both!(a_reseller_hears_of_a_customer_that_is_assigned_to_it, async |t: TestApp| {
    let (alice, bob) = (t.customer().insert().await, t.customer().insert().await);
    let reseller = t.reseller().insert().await;
    let account = t.account().reseller(&reseller, LinkRole::ResellerAgent).insert().await.id;
    let agent = [Role::Reseller(reseller.id, ResellerRole::Agent)];
    let (here, there) = (t.replica().page(account, &agent).await, t.replica().page(account, &agent).await);
    let from = here.cursor().await;
    let mut pages = vec![here.events(Some(&from)).await, there.events(Some(&from)).await];
    tell(&t, about(alice.id, &made_up_invoice(&t))).await;
    assert!(until_now(&t, account, &mut pages).await.iter().all(Vec::is_empty));
    t.assign(&alice, &reseller).await;
    for customer in [&alice, &bob] {
        tell(&t, about(customer.id, &made_up_invoice(&t))).await;
    }
    assert_eq!(until_now(&t, account, &mut pages).await, [["INVOICE_PAID"]; 2]);
});

/// The type of the next event of an open page.
async fn next_type(socket: &mut Socket) -> String {
    let event: Value = socket.message_of("e").await;
    event["payload"]["data"]["portalEvents"]["type"].as_str().unwrap_or_else(|| panic!("{event}")).to_owned()
}

both!(members_come_and_go_under_an_open_page, async |t: TestApp| {
    let (alice, bob) = (t.customer().insert().await, t.customer().insert().await);
    let owner = t.account().member_of(&bob, LinkRole::Owner).insert().await;
    let login = t.account().member_of(&alice, LinkRole::Owner).insert().await;
    let (bobs, caller) = (t.sign_in_as(&owner).await, t.sign_in_as(&login).await);
    let mut socket = caller.live().await;
    socket
        .subscribe("e", "subscription { portalEvents(types: [INVOICE_PAID, ACCESS_CHANGED]) { type } }")
        .await;
    // Answered in turn: once this is, the subscription has begun as well.
    socket.subscribe("q", "{ __typename }").await;
    socket.message_of("q").await;

    let token = "a token that came by mail";
    invited(&t, &bob, owner.id, token).await;
    let reply = accept(&caller, token, None).await;
    assert!(reply.user_errors("acceptInvitation").is_empty(), "{}", reply.text);
    assert_eq!(next_type(&mut socket).await, "ACCESS_CHANGED");
    tell(&t, about(bob.id, &made_up_invoice(&t))).await;
    assert_eq!(next_type(&mut socket).await, "INVOICE_PAID", "a payer sees bills");

    let members = "query($id: ID!) { node(id: $id) { ... on Customer { members { id isViewer } } } }";
    let reply = bobs.gql(members, json!({ "id": bob.id.to_string() })).await;
    let own = reply.ok()["node"]["members"].as_array().expect("members").clone();
    let own = own.iter().find(|member| member["isViewer"] == false).expect("the newcomer")["id"].clone();
    let own = own.as_str().expect("an id").to_owned();
    change_role(&bobs, &own, "TECHNICAL").await.ok();
    assert_eq!(next_type(&mut socket).await, "ACCESS_CHANGED");
    tell(&t, about(bob.id, &made_up_invoice(&t))).await;
    remove(&bobs, &own).await.ok();
    assert_eq!(next_type(&mut socket).await, "ACCESS_CHANGED", "and no invoice before it");
    tell(&t, about(bob.id, &made_up_invoice(&t))).await;
    tell(&t, about(alice.id, &made_up_invoice(&t))).await;
    assert_eq!(next_type(&mut socket).await, "INVOICE_PAID");
    assert!(socket.is_silent(std::time::Duration::from_millis(300)).await, "Alice's, and not Bob's");
});
