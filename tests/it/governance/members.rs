//! The members of a customer.

use std::sync::Arc;

use chrono::TimeDelta;
use portico::customers::entity::customer;
use portico::db::Reads as _;
use portico::identity::entity::account_link::{self, LinkRole, LinkStatus};
use portico::identity::entity::member_invitation::{self, InvitationStatus};
use portico::identity::entity::portal_account;
use portico::kernel::ids::{AccountId, TypedId as _};
use portico::mail::entity::mail_message;
use sea_orm::{ActiveModelTrait as _, ColumnTrait as _, IntoActiveModel as _};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::{entries, link, names, owner_of, staff};
use crate::support::app::{Backing, TestApp, on_shared_server};
use crate::support::caller::Caller;
use crate::support::reply::Reply;

/// One that no list has.
const LONG: &str = "vellum quarry tangerine sixpence";

const MEMBERS: &str = "query($id: ID!) { node(id: $id) { ... on Customer {
    members { id role name isViewer } memberInvitations { id name email role }
} } }";

async fn members(caller: &Caller, customer: &customer::Model) -> Value {
    caller.gql(MEMBERS, json!({ "id": customer.id.to_string() })).await.ok()["node"].clone()
}

async fn invite(caller: &Caller, customer: &customer::Model, email: &str, role: &str) -> Reply {
    let document = "mutation($input: InviteMemberInput!) { inviteMember(input: $input) { invitation { id role email } userErrors { code field } } }";
    let input = json!({ "customerId": customer.id.to_string(), "name": "Kim", "email": email, "role": role });
    caller.gql(document, json!({ "input": input })).await
}

pub(crate) async fn accept(caller: &Caller, token: &str, new: Option<Value>) -> Reply {
    let document = "mutation($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { account { id portalId } created userErrors { code field } } }";
    caller.gql(document, json!({ "input": { "token": token, "newAccount": new } })).await
}

pub(crate) async fn change_role(caller: &Caller, member: impl ToString, role: &str) -> Reply {
    let document = "mutation($input: ChangeMemberRoleInput!) { changeMemberRole(input: $input) { member { id role } userErrors { code field } } }";
    caller.gql(document, json!({ "input": { "memberId": member.to_string(), "role": role } })).await
}

pub(crate) async fn remove(caller: &Caller, member: impl ToString) -> Reply {
    let document = "mutation($id: ID!) { removeMember(input: { memberId: $id }) { removedMemberId userErrors { code } } }";
    caller.gql(document, json!({ "id": member.to_string() })).await
}

/// An invitation whose token is known, as if it had been read in the mail.
pub(crate) async fn invited(
    t: &TestApp,
    customer: &customer::Model,
    by: AccountId,
    token: &str,
) -> member_invitation::Model {
    let scope = t.scope();
    let row = member_invitation::Model {
        id: scope.new_id(),
        tenant_id: t.facts().reference.id,
        customer_id: customer.id,
        invited_by: by,
        accepted_by: None,
        name: "Kim".to_owned(),
        email: "kim@example.org".to_owned(),
        role: LinkRole::Payer,
        token_hash: Sha256::digest(token).to_vec(),
        status: InvitationStatus::Open,
        created_at: t.now(),
        expires_at: t.now() + TimeDelta::days(7),
    };
    let tx = scope.begin().await.expect("the database answers");
    tx.insert(row.clone().into_active_model().reset_all()).await.expect("the invitation is new");
    tx.commit().await.expect("the database answers");
    row
}

both!(an_owner_invites_by_mail_and_takes_back, async |t: TestApp| {
    let alice = t.customer().named("Alice").insert().await;
    let owner = owner_of(&t, &alice).await;
    let reply = invite(&owner, &alice, "kim@example.org", "PAYER").await;
    assert!(reply.user_errors("inviteMember").is_empty());
    // Once more to the same address: the first is replaced.
    let again = invite(&owner, &alice, "kim@example.org", "TECHNICAL").await;
    let open = members(&owner, &alice).await["memberInvitations"].clone();
    assert_eq!(open.as_array().map(Vec::len), Some(1));
    assert_eq!((&open[0]["role"], &open[0]["email"]), (&json!("TECHNICAL"), &json!("kim@example.org")));
    let mails = t.scope().select::<mail_message::Entity>().all().await.expect("the database answers");
    assert_eq!(mails.len(), 2);
    assert!(
        mails.iter().all(|mail| mail.recipient == "kim@example.org" && mail.template == "member_invitation")
    );
    // The token is in the sealed mail and nowhere else.
    let log = entries(&t, "member.invite").await;
    assert_eq!(log.len(), 2);
    assert!(log.iter().all(|entry| entry.customer_id == Some(alice.id)));

    let id = again.ok()["inviteMember"]["invitation"]["id"].clone();
    let cancel = "mutation($id: ID!) { cancelInvitation(input: { invitationId: $id }) { cancelledInvitationId userErrors { code } } }";
    assert!(owner.gql(cancel, json!({ "id": id })).await.user_errors("cancelInvitation").is_empty());
    assert_eq!(owner.gql(cancel, json!({ "id": id })).await.user_errors("cancelInvitation"), ["NOT_FOUND"]);
    assert_eq!(members(&owner, &alice).await["memberInvitations"], json!([]));
});

both!(an_existing_account_accepts_once, |_| {}, async |t: TestApp| {
    let (alice, bob) = (t.customer().named("Alice").insert().await, t.customer().named("Bob").insert().await);
    let owner = t.account().member_of(&alice, LinkRole::Owner).insert().await;
    invited(&t, &alice, owner.id, "token-1").await;
    let kim = t.account().member_of(&bob, LinkRole::Owner).insert().await;
    let (kim_s, other) = (t.sign_in_as(&kim).await, owner_of(&t, &bob).await);
    assert_eq!(accept(&kim_s, "token-2", None).await.user_errors("acceptInvitation"), ["INVALID_TOKEN"]);
    // The customers come in the order of time.
    t.advance(TimeDelta::seconds(1));
    let reply = accept(&kim_s, "token-1", None).await;
    assert!(reply.user_errors("acceptInvitation").is_empty());
    assert_eq!(reply.ok()["acceptInvitation"]["created"], false);
    let customers = kim_s.gql("{ viewer { customers { name } } }", json!({})).await;
    assert_eq!(names(&customers.ok()["viewer"]["customers"], "name"), ["Bob", "Alice"]);
    assert_eq!(accept(&other, "token-1", None).await.user_errors("acceptInvitation"), ["INVALID_TOKEN"]);
    assert_eq!(link(&t, kim.id, &alice).await.role, LinkRole::Payer);
    // A second invitation to who is a member already is left open.
    invited(&t, &alice, owner.id, "token-3").await;
    assert_eq!(accept(&kim_s, "token-3", None).await.user_errors("acceptInvitation"), ["ALREADY_MEMBER"]);
    assert_eq!(entries(&t, "member.accept").await.len(), 1);
});

both!(an_invitation_is_as_good_as_who_sent_it, async |t: TestApp| {
    let (alice, bob) = (t.customer().insert().await, t.customer().insert().await);
    let [stays, goes] =
        [t.account().member_of(&alice, LinkRole::Owner), t.account().member_of(&alice, LinkRole::Owner)];
    let (stays, goes) = (stays.insert().await, goes.insert().await);
    let owner = t.sign_in_as(&stays).await;
    invited(&t, &alice, goes.id, "token-1").await;
    invited(&t, &alice, stays.id, "token-2").await;
    assert_eq!(accept(&owner, "token-2", None).await.user_errors("acceptInvitation"), ["OWN_INVITATION"]);
    let remove = "mutation($id: ID!) { removeMember(input: { memberId: $id }) { userErrors { code } } }";
    let id = link(&t, goes.id, &alice).await.id.to_string();
    assert!(owner.gql(remove, json!({ "id": id })).await.user_errors("removeMember").is_empty());
    // Neither the one who was removed nor a friend comes in by the letter.
    for caller in [t.sign_in_as(&goes).await, owner_of(&t, &bob).await] {
        assert_eq!(accept(&caller, "token-1", None).await.user_errors("acceptInvitation"), ["INVALID_TOKEN"]);
    }
});

both!(a_mail_greets_nobody_with_a_link, async |t: TestApp| {
    let alice = t.customer().insert().await;
    let owner = owner_of(&t, &alice).await;
    for name in ["Kim https://evil.example/login", "www.evil.example", "kim@evil.example"] {
        let input = json!({ "input": { "customerId": alice.id.to_string(), "name": name,
            "email": "kim@example.org", "role": "PAYER" } });
        let document = "mutation($input: InviteMemberInput!) { inviteMember(input: $input) { userErrors { code field } } }";
        let reply = owner.gql(document, input).await;
        assert_eq!(reply.user_errors("inviteMember"), ["INVALID_NAME"], "{name}");
    }
});

both!(a_new_person_gets_an_account_of_its_own, async |t: TestApp| {
    let alice = t.customer().named("Alice").insert().await;
    let owner = t.account().member_of(&alice, LinkRole::Owner).insert().await;
    let invitation = invited(&t, &alice, owner.id, "token-1").await;
    let kim = t.anonymous();
    let new = json!({ "name": "Kim Lee", "password": LONG });
    assert_eq!(accept(&kim, "token-1", None).await.user_errors("acceptInvitation"), ["ACCOUNT_NEEDED"]);
    let short = json!({ "name": "Kim Lee", "password": "short" });
    assert_eq!(
        accept(&kim, "token-1", Some(short)).await.user_errors("acceptInvitation"),
        ["INVALID_PASSWORD"]
    );
    let nameless = json!({ "name": " ", "password": LONG });
    assert_eq!(
        accept(&kim, "token-1", Some(nameless)).await.user_errors("acceptInvitation"),
        ["INVALID_NAME"]
    );
    let signed_in = owner_of(&t, &alice).await;
    let refused = accept(&signed_in, "token-1", Some(new.clone())).await;
    assert_eq!(refused.user_errors("acceptInvitation"), ["ALREADY_SIGNED_IN"]);

    let reply = accept(&kim, "token-1", Some(new.clone())).await;
    assert!(reply.user_errors("acceptInvitation").is_empty(), "{}", reply.text);
    let account = &reply.ok()["acceptInvitation"]["account"];
    assert_eq!(reply.ok()["acceptInvitation"]["created"], true);
    assert_eq!(accept(&kim, "token-1", Some(new)).await.user_errors("acceptInvitation"), ["INVALID_TOKEN"]);
    let portal_id = account["portalId"].as_str().expect("told");
    let mail = t.next_mail().await.mail;
    assert_eq!(
        (mail.to.address.as_str(), mail.subject.as_str()),
        ("kim@example.org", "Your portal ID for Example Fibre")
    );
    assert!(mail.text.contains("Hello Kim Lee") && mail.text.contains(portal_id), "{}", mail.text);
    let signed_in = kim.sign_in(portal_id, LONG).await;
    assert_eq!(signed_in.ok()["signIn"]["result"]["__typename"], "SignedIn");
    let customer = kim.gql("{ viewer { account { name email } customer { name } } }", json!({})).await;
    let viewer = &customer.ok()["viewer"];
    assert_eq!(viewer["account"], json!({ "name": "Kim Lee", "email": "kim@example.org" }));
    assert_eq!(viewer["customer"]["name"], "Alice");
    let [entry] = entries(&t, "member.accept").await.try_into().expect("one entry");
    assert_eq!(entry.subject, invitation.id.to_string());
    assert_eq!(entry.actor_account_id.map(|id| id.to_string()).as_deref(), account["id"].as_str());
});

both!(an_invitation_ends_by_itself, |_| {}, async |t: TestApp| {
    let alice = t.customer().insert().await;
    let owner = t.account().member_of(&alice, LinkRole::Owner).insert().await;
    invited(&t, &alice, owner.id, "token-1").await;
    t.advance(TimeDelta::days(7));
    let kim = t.sign_in_as(&t.account().insert().await).await;
    assert_eq!(accept(&kim, "token-1", None).await.user_errors("acceptInvitation"), ["INVALID_TOKEN"]);
});

both!(rights_change_at_the_next_request_and_members_may_leave, async |t: TestApp| {
    let alice = t.customer().insert().await;
    let owner = t.account().member_of(&alice, LinkRole::Owner).insert().await;
    let owner_s = t.sign_in_as(&owner).await;
    let kim = t.account().member_of(&alice, LinkRole::Payer).insert().await;
    let kim_s = t.sign_in_as(&kim).await;
    let id = link(&t, kim.id, &alice).await.id;
    let bills = "{ viewer { customer { balance { minor } } } }";
    kim_s.gql(bills, json!({})).await.ok();
    assert!(change_role(&owner_s, id, "TECHNICAL").await.user_errors("changeMemberRole").is_empty());
    kim_s.gql(bills, json!({})).await.assert_code("FORBIDDEN");
    // Not its own right to give.
    change_role(&kim_s, id, "OWNER").await.assert_code("FORBIDDEN");
    remove(&kim_s, link(&t, owner.id, &alice).await.id).await.assert_code("FORBIDDEN");
    assert!(remove(&kim_s, id).await.user_errors("removeMember").is_empty(), "who wants to leave may");
    let gone = kim_s.gql("{ viewer { customers { id } } }", json!({})).await;
    assert_eq!(gone.ok()["viewer"]["customers"], json!([]));
    assert_eq!(remove(&owner_s, id).await.user_errors("removeMember"), ["NOT_FOUND"]);
    let [change] = entries(&t, "member.change_role").await.try_into().expect("one entry");
    assert!(change.value_before.is_some_and(|v| v.contains("PAYER")));
    assert!(change.value_after.is_some_and(|v| v.contains("TECHNICAL")));
});

both!(a_customer_keeps_an_owner, async |t: TestApp| {
    let alice = t.customer().insert().await;
    let first = t.account().member_of(&alice, LinkRole::Owner).insert().await;
    let caller = t.sign_in_as(&first).await;
    let own = link(&t, first.id, &alice).await.id;
    for caller in [&caller, &staff(&t, LinkRole::TenantAdmin).await] {
        assert_eq!(change_role(caller, own, "VIEWER").await.user_errors("changeMemberRole"), ["LAST_OWNER"]);
        assert_eq!(remove(caller, own).await.user_errors("removeMember"), ["LAST_OWNER"]);
    }
    assert!(change_role(&caller, own, "OWNER").await.user_errors("changeMemberRole").is_empty());
    let second = t.account().member_of(&alice, LinkRole::Owner).insert().await;
    assert!(change_role(&caller, own, "VIEWER").await.user_errors("changeMemberRole").is_empty());
    let theirs = link(&t, second.id, &alice).await.id;
    assert_eq!(
        remove(&t.sign_in_as(&second).await, theirs).await.user_errors("removeMember"),
        ["LAST_OWNER"]
    );
});

both!(roles_are_changed_twenty_times_an_hour, async |t: TestApp| {
    let alice = t.customer().insert().await;
    let owner = t.sign_in_as(&t.account().member_of(&alice, LinkRole::Owner).insert().await).await;
    let kim = t.account().member_of(&alice, LinkRole::Viewer).insert().await;
    let id = link(&t, kim.id, &alice).await.id;
    for round in 0..20 {
        let role = if round % 2 == 0 { "PAYER" } else { "VIEWER" };
        assert!(change_role(&owner, id, role).await.user_errors("changeMemberRole").is_empty());
    }
    // Each is a mail to the member that cannot be turned off.
    change_role(&owner, id, "PAYER").await.assert_code("RATE_LIMITED");
});

/// Owners take each other away at the same time: exactly one stays.
#[test]
fn of_owners_who_remove_each_other_one_stays() {
    on_shared_server(Backing::Services, concat!(module_path!(), " owners"), async |t: TestApp| {
        for round in 0..8 {
            let alice = t.customer().insert().await;
            let mut owners = Vec::new();
            for _ in 0..4 {
                let login = t.account().member_of(&alice, LinkRole::Owner).insert().await;
                owners.push((t.sign_in_as(&login).await, link(&t, login.id, &alice).await.id));
            }
            let owners = Arc::new(owners);
            // Everybody at once takes the right of the next, half of them by removal and half by another right.
            let attempts = (0..4).map(|n| {
                let owners = owners.clone();
                async move {
                    let (caller, target) = (&owners[n].0, owners[(n + 1) % 4].1);
                    if n % 2 == 0 {
                        remove(caller, target).await
                    } else {
                        change_role(caller, target, "VIEWER").await
                    }
                }
            });
            futures_util::future::join_all(attempts).await;
            let links = t.scope();
            let links = links.select::<account_link::Entity>();
            let links = links.filter(account_link::Column::CustomerId.eq(alice.id));
            let links = links.filter(account_link::Column::Status.eq(LinkStatus::Active));
            let left = links.filter(account_link::Column::Role.eq(LinkRole::Owner)).count().await;
            assert!(left.expect("the database answers") >= 1, "round {round}: no owner is left");
        }
    });
}

/// Two browsers use the same token at the same time: one becomes a member.
#[test]
fn a_token_works_once_under_a_race() {
    on_shared_server(Backing::Services, concat!(module_path!(), " tokens"), async |t: TestApp| {
        let alice = t.customer().insert().await;
        let owner = t.account().member_of(&alice, LinkRole::Owner).insert().await;
        invited(&t, &alice, owner.id, "token-1").await;
        let mut callers = Vec::new();
        for _ in 0..6 {
            callers.push(t.sign_in_as(&t.account().insert().await).await);
        }
        let replies =
            futures_util::future::join_all(callers.iter().map(|c| accept(c, "token-1", None))).await;
        let accepted =
            replies.iter().filter(|reply| reply.user_errors("acceptInvitation").is_empty()).count();
        assert_eq!(accepted, 1);
    });
}

both!(members_of_others_are_members_that_do_not_exist, async |t: TestApp| {
    let (alice, bob) = (t.customer().insert().await, t.customer().insert().await);
    let owner = owner_of(&t, &alice).await;
    let kim = t.account().member_of(&bob, LinkRole::Payer).insert().await;
    let abroad = t.tenant().await;
    let theirs = abroad.customer().insert().await;
    let foreign = abroad.account().member_of(&theirs, LinkRole::Payer).insert().await;
    let foreign = link(&abroad, foreign.id, &theirs).await.id;
    let bob_s = link(&t, kim.id, &bob).await.id;
    let never = portico::kernel::ids::AccountLinkId::generate(t.now(), &**t.scope().entropy());
    for id in [bob_s, foreign, never] {
        assert_eq!(change_role(&owner, id, "OWNER").await.user_errors("changeMemberRole"), ["NOT_FOUND"]);
        assert_eq!(remove(&owner, id).await.user_errors("removeMember"), ["NOT_FOUND"]);
    }
    let never = customer::Model { id: t.scope().new_id(), ..bob.clone() };
    for customer in [&bob, &theirs, &never] {
        assert_eq!(
            invite(&owner, customer, "a@example.org", "OWNER").await.user_errors("inviteMember"),
            ["NOT_FOUND"]
        );
    }
    let theirs = invited(&t, &bob, kim.id, "token-9").await;
    let cancel =
        "mutation($id: ID!) { cancelInvitation(input: { invitationId: $id }) { userErrors { code } } }";
    let reply = owner.gql(cancel, json!({ "id": theirs.id.to_string() })).await;
    assert_eq!(reply.user_errors("cancelInvitation"), ["NOT_FOUND"]);
    assert_eq!(link(&t, kim.id, &bob).await.role, LinkRole::Payer, "nothing has changed");
});

both!(what_an_invitation_says_is_checked_and_bounded, async |t: TestApp| {
    let alice = t.customer().insert().await;
    let owner = owner_of(&t, &alice).await;
    for email in ["", "no address", "a@b\r\nBcc: c@d", &format!("{}@example.org", "x".repeat(250))] {
        let reply = invite(&owner, &alice, email, "PAYER").await;
        assert_eq!(reply.user_errors("inviteMember"), ["INVALID_EMAIL"], "{email:?}");
    }
    for n in 0..14 {
        t.account().member_of(&alice, LinkRole::Viewer).insert().await;
        let reply = invite(&owner, &alice, &format!("p{n}@example.org"), "PAYER").await;
        // One owner, then two more each time.
        let expected: &[&str] = if n < 9 { &[] } else { &["TOO_MANY_MEMBERS"] };
        assert_eq!(reply.user_errors("inviteMember"), expected, "{n}");
    }
    // Mails to addresses of the caller's choice are few.
    let mut limited = false;
    for _ in 0..10 {
        let reply = invite(&owner, &alice, "p0@example.org", "PAYER").await;
        limited |= reply.codes() == ["RATE_LIMITED"];
    }
    assert!(limited);
});

both!(a_list_of_members_costs_the_same_for_one_customer_and_for_many, async |t: TestApp| {
    for n in 0..12 {
        let customer = t.customer().insert().await;
        for _ in 0..=n % 3 {
            t.account().member_of(&customer, LinkRole::Owner).insert().await;
        }
    }
    let support = staff(&t, LinkRole::Support).await;
    let list = "query($n: Int!) { customers(first: $n) { nodes { members { name role } memberInvitations { name } } } }";
    support.gql(list, json!({ "n": 12 })).await.ok();
    let (one, many) =
        (support.gql(list, json!({ "n": 1 })).await, support.gql(list, json!({ "n": 12 })).await);
    assert_eq!(many.ok()["customers"]["nodes"].as_array().map(Vec::len), Some(12));
    assert_eq!(one.statements(), many.statements());
    let accounts = t.scope().select::<portal_account::Entity>().count().await.expect("the database answers");
    assert!(accounts > 12);
});
