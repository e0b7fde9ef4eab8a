//! What has happened around the customer whose household signs in.

use chrono::TimeDelta;
use serde_json::json;

use super::{Entry, Teller, account_of};
use crate::db::audit::ActorKind;
use crate::db::{LookDepth, LookedAt};
use crate::demo::world::{UNASSIGNED, World};
use crate::identity::TokenScope;
use crate::identity::entity::account_link::LinkRole;
use crate::identity::entity::member_invitation::{self, InvitationStatus};
use crate::identity::entity::personal_token;
use crate::kernel::ids::{AccountId, CustomerId, MemberInvitationId, PersonalTokenId};
use crate::notifications::Kind;
use crate::notifications::entity::notification;

pub(super) fn tell(teller: &mut Teller, world: &World) {
    let owner = world.logins.iter().find(|login| login.role == "customer");
    let Some((owner, customer)) = owner.and_then(|owner| Some((owner.account, owner.customer?))) else {
        return;
    };
    became_technical(teller, world, owner, customer);
    changed_the_address(teller, world, owner);
    invited(teller, owner, customer);
    has_a_token(teller, owner);
    looked_at(teller, world, customer);
}

/// One of the household was given another right.
fn became_technical(teller: &mut Teller, world: &World, owner: AccountId, customer: CustomerId) {
    let link = world
        .account_links
        .iter()
        .find(|link| link.customer_id == Some(customer) && link.role == LinkRole::Technical);
    let Some(link) = link else { return };
    let at = teller.ago(30, 20 * 60 + 15);
    let role = |role: LinkRole| json!({ "account": link.account_id.to_string(), "role": role });
    teller.record(Entry {
        customer: Some(customer),
        before: Some(role(LinkRole::Viewer)),
        after: Some(role(LinkRole::Technical)),
        ..Entry::new(at, owner, ActorKind::Member, "member.change_role", link.id.to_string())
    });
}

/// The owner's mails went to another address once; a word of the change is still in the inbox.
fn changed_the_address(teller: &mut Teller, world: &World, owner: AccountId) {
    let account = world.accounts.iter().find(|account| account.id == owner);
    let Some(email) = account.and_then(|account| account.email.clone()) else { return };
    let (asked, confirmed) = (teller.ago(33, 19 * 60 + 5), teller.ago(33, 19 * 60 + 11));
    let entry = |at, action| Entry::new(at, owner, ActorKind::Member, action, owner.to_string());
    let new = json!({ "email": email });
    teller.record(Entry { after: Some(new.clone()), ..entry(asked, "account.email.request") });
    teller.record(Entry {
        before: Some(json!({ "email": "former@example.net" })),
        after: Some(new),
        ..entry(confirmed, "account.email.change")
    });
    let domain = email.rsplit_once('@').map_or("", |(_, domain)| domain);
    let masked = format!("{}…@{domain}", email.chars().take(1).collect::<String>());
    teller.past.notifications.push(notification::Model {
        id: teller.ids.at(confirmed),
        tenant_id: UNASSIGNED,
        account_id: owner,
        event_id: teller.ids.at(confirmed),
        topic: Kind::EmailChanged.topic(),
        kind: Kind::EmailChanged,
        subject: None,
        args: json!({ "email": masked }),
        created_at: confirmed,
        read_at: Some(teller.ago(32, 8 * 60)),
    });
}

/// An invitation that waits. Nobody knows its token: the mail is long gone.
fn invited(teller: &mut Teller, owner: AccountId, customer: CustomerId) {
    let at = teller.ago(1, 18 * 60 + 40);
    let id: MemberInvitationId = teller.ids.at(at);
    let (name, email, role) = ("Robin Example", "robin@example.net", LinkRole::Viewer);
    teller.past.invitations.push(member_invitation::Model {
        id,
        tenant_id: UNASSIGNED,
        customer_id: customer,
        invited_by: owner,
        accepted_by: None,
        name: name.to_owned(),
        email: email.to_owned(),
        role,
        token_hash: teller.random(),
        status: InvitationStatus::Open,
        created_at: at,
        expires_at: at + TimeDelta::days(7),
    });
    teller.record(Entry {
        customer: Some(customer),
        after: Some(json!({ "name": name, "email": email, "role": role })),
        ..Entry::new(at, owner, ActorKind::Member, "member.invite", id.to_string())
    });
}

/// A token for a program of the owner's own. Its text is known to nobody.
fn has_a_token(teller: &mut Teller, owner: AccountId) {
    let at = teller.ago(20, 21 * 60);
    let id: PersonalTokenId = teller.ids.at(at);
    let (name, scopes) = ("Household budget", json!([TokenScope::Billing]));
    let expires_at = at + TimeDelta::days(365);
    teller.past.tokens.push(personal_token::Model {
        id,
        tenant_id: UNASSIGNED,
        account_id: owner,
        name: name.to_owned(),
        digest: teller.random(),
        hint: "q7Xk".to_owned(),
        scopes: scopes.clone(),
        created_at: at,
        expires_at,
        last_used_at: Some(teller.ago(1, 6 * 60)),
        revoked_at: None,
    });
    teller.record(Entry {
        after: Some(json!({ "name": name, "scopes": scopes, "expiresAt": expires_at })),
        ..Entry::new(at, owner, ActorKind::Member, "personal_token.create", id.to_string())
    });
}

/// Who of the staff has looked at the customer, once through its own eyes.
fn looked_at(teller: &mut Teller, world: &World, customer: CustomerId) {
    let (Some(support), Some(billing)) = (account_of(world, "support"), account_of(world, "billing")) else {
        return;
    };
    let at = teller.ago(8, 11 * 60 + 5);
    teller.look(at, support, LookedAt::Customer, customer.0, LookDepth::Opened);
    teller.look(at, support, LookedAt::Customer, customer.0, LookDepth::ViewedAs);
    let entry = |at, action| Entry {
        customer: Some(customer),
        ..Entry::new(at, support, ActorKind::Staff, action, customer.to_string())
    };
    teller.record(Entry {
        reason: Some("called: cannot find the latest bill"),
        after: Some(json!({ "expiresAt": at + TimeDelta::minutes(30) })),
        ..entry(at, "customer.view_as.start")
    });
    let end = at + TimeDelta::minutes(4);
    teller.record(Entry { before: Some(json!({ "startedAt": at })), ..entry(end, "customer.view_as.end") });
    let opened = teller.ago(3, 9 * 60 + 30);
    teller.look(opened, billing, LookedAt::Customer, customer.0, LookDepth::Opened);
    teller.look(opened, billing, LookedAt::Customer, customer.0, LookDepth::Listed);
}
