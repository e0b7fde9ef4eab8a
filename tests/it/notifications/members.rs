//! What the owners of a customer, and the members themselves, are told of members.

use portico::customers::entity::customer;
use portico::db::Reads as _;
use portico::events::EventType;
use portico::events::entity::outbox_event;
use portico::identity::entity::account_link::{self, LinkRole};
use portico::kernel::actor::{Account, Actor, CallerKind, MemberRole, ResellerRole, Role, StaffRole, View};
use portico::kernel::ids::{AccountId, TypedId};
use portico::portal::feed::may_receive;
use sea_orm::ColumnTrait as _;
use serde_json::json;

use super::INBOX;
use crate::support::app::TestApp;
use crate::support::caller::Caller;
use crate::support::mails::token_in;
use crate::support::wait::until;

/// One that no list has.
const LONG: &str = "vellum quarry tangerine sixpence";

async fn link(t: &TestApp, account: AccountId) -> String {
    let scope = t.scope();
    let links = scope.select::<account_link::Entity>().filter(account_link::Column::AccountId.eq(account));
    links.one().await.expect("the database answers").expect("a member").id.to_string()
}

async fn told(caller: &Caller, kind: &str, text: &str) {
    until(&format!("{kind} is told"), async || {
        let reply = caller.gql(INBOX, json!({ "n": 20 })).await;
        let nodes = reply.ok()["viewer"]["notifications"]["nodes"].as_array().expect("a list").clone();
        nodes
            .iter()
            .any(|node| node["kind"] == kind && node["body"].as_str().is_some_and(|b| b.contains(text)))
    })
    .await;
}

async fn kinds(caller: &Caller) -> Vec<String> {
    let reply = caller.gql(INBOX, json!({ "n": 20 })).await;
    let nodes = reply.ok()["viewer"]["notifications"]["nodes"].as_array().expect("a list").clone();
    nodes.iter().map(|node| node["kind"].as_str().expect("a kind").to_owned()).collect()
}

async fn invite(caller: &Caller, customer: &customer::Model, email: &str) {
    let document =
        "mutation($input: InviteMemberInput!) { inviteMember(input: $input) { userErrors { code } } }";
    let input =
        json!({ "customerId": customer.id.to_string(), "name": "Kim", "email": email, "role": "PAYER" });
    let reply = caller.gql(document, json!({ "input": input })).await;
    assert!(reply.user_errors("inviteMember").is_empty(), "{}", reply.text);
}

both!(owners_are_told_of_who_comes_changes_and_goes, async |t: TestApp| {
    let alice = t.customer().insert().await;
    let one = t.account().member_of(&alice, LinkRole::Owner).email("one@example.org").insert().await;
    let two = t.account().member_of(&alice, LinkRole::Owner).email("two@example.org").insert().await;
    let payer = t.account().member_of(&alice, LinkRole::Payer).insert().await;
    let bob = t.customer().insert().await;
    let other = t.account().member_of(&bob, LinkRole::Owner).insert().await;
    let (owner, second, payer, other) = (
        t.sign_in_as(&one).await,
        t.sign_in_as(&two).await,
        t.sign_in_as(&payer).await,
        t.sign_in_as(&other).await,
    );
    invite(&owner, &alice, "kim@example.org").await;
    let token = token_in(&t.next_mail().await.mail.text);
    let accept = "mutation($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { account { id portalId } userErrors { code } } }";
    let new = json!({ "name": "Kim Karo", "password": LONG });
    let joined = t.anonymous().gql(accept, json!({ "input": { "token": token, "newAccount": new } })).await;
    let kim = joined.ok()["acceptInvitation"]["account"].clone();
    for reader in [&owner, &second] {
        told(reader, "MEMBER_ADDED", "Kim Karo").await;
    }
    let id: AccountId = TypedId::parse(kim["id"].as_str().expect("an id")).expect("an id");
    let member = link(&t, id).await;
    let change = "mutation($input: ChangeMemberRoleInput!) { changeMemberRole(input: $input) { userErrors { code } } }";
    let input = json!({ "memberId": member, "role": "VIEWER" });
    assert!(owner.gql(change, json!({ "input": input })).await.user_errors("changeMemberRole").is_empty());
    told(&second, "MEMBER_ROLE_CHANGED", "bills and payments").await;
    let kim_s = t.anonymous();
    kim_s.sign_in(kim["portalId"].as_str().expect("one"), LONG).await.ok();
    told(&kim_s, "MEMBERSHIP_CHANGED", "reading").await;

    // A stranger in an owner's place sends the other one away: that one is told.
    let remove = "mutation($id: ID!) { removeMember(input: { memberId: $id }) { userErrors { code } } }";
    let mine = link(&t, two.id).await;
    assert!(owner.gql(remove, json!({ "id": mine })).await.user_errors("removeMember").is_empty());
    told(&owner, "MEMBER_REMOVED", &two.name).await;
    told(&second, "MEMBERSHIP_ENDED", "everything").await;
    // Who leaves by itself needs no word of it.
    assert!(kim_s.gql(remove, json!({ "id": member })).await.user_errors("removeMember").is_empty());
    told(&owner, "MEMBER_REMOVED", "Kim Karo").await;
    assert!(!kinds(&kim_s).await.contains(&"MEMBERSHIP_ENDED".to_owned()));
    assert!(kinds(&payer).await.is_empty() && kinds(&other).await.is_empty(), "nobody else is");

    let mails = t.mails().await;
    let mut to: Vec<&str> = mails
        .iter()
        .filter(|mail| !mail.mail.subject.contains("portal ID"))
        .map(|mail| mail.mail.to.address.as_str())
        .collect();
    to.sort_unstable();
    // One: came, changed, gone, gone. Two: came, changed, and that it was sent away. Kim: changed.
    let (one, two) = ("one@example.org", "two@example.org");
    assert_eq!(to, ["kim@example.org", one, one, one, one, two, two, two]);
});

both!(what_is_between_members_is_not_shown_through_the_owner_s_eyes, async |t: TestApp| {
    let alice = t.customer().insert().await;
    let event = outbox_event::Model {
        id: t.scope().new_id(),
        tenant_id: t.facts().reference.id,
        cursor: Some(1),
        event_type: EventType::MemberAdded,
        subject: "lnk_somebody".to_owned(),
        account_id: None,
        customer_id: Some(alice.id),
        reseller_id: None,
        staff_roles: None,
        payload: json!({}),
        at: t.now(),
    };
    let sees = async |role: Role, view: Option<CallerKind>| {
        let view = view.map(|employee| View { customer: alice.id, employee });
        let (id, session) = (t.scope().new_id(), t.scope().new_id());
        let account = Account { id, session, roles: vec![role], view, by_token: false };
        may_receive(&t.scope().acting_as(Actor::Account(account)), &event)
            .await
            .expect("the database answers")
    };
    let member = |role: MemberRole| Role::Customer(alice.id, role);
    assert!(sees(member(MemberRole::Owner), None).await);
    assert!(sees(member(MemberRole::Viewer), None).await);
    assert!(!sees(member(MemberRole::Payer), None).await);
    assert!(sees(Role::Staff(StaffRole::Support), None).await);
    assert!(!sees(Role::Staff(StaffRole::Billing), None).await);
    let eyes = member(MemberRole::Owner);
    assert!(sees(eyes, Some(CallerKind::Staff(StaffRole::Support))).await);
    assert!(!sees(eyes, Some(CallerKind::Staff(StaffRole::Billing))).await);
    assert!(!sees(eyes, Some(CallerKind::Reseller(ResellerRole::Admin))).await);
});
