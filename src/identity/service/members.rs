//! The members of a customer: inviting them, changing their rights, removing them.
//!
//! Invariant: a customer that has an owner keeps one. Whoever takes an owner's right away holds the rows of all members
//! first, so that two who take the last two owners away come one after the other.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::TimeDelta;
use sea_orm::Set;
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::json;
use sha2::{Digest as _, Sha256};

use super::{Identity, access_events, member_events};
use crate::db::audit::Record;
use crate::db::{Scope, Tx};
use crate::identity::account::SignedIn;
use crate::identity::entity::account_link::{self, LinkRole};
use crate::identity::entity::member_invitation::{self, InvitationStatus};
use crate::identity::loader::MOST;
use crate::identity::policy;
use crate::identity::store::members as store;
use crate::kernel::actor::CallerKind;
use crate::kernel::entropy;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{AccountLinkId, CustomerId, MemberInvitationId, TypedId as _};
use crate::mail::{EnqueueError, NewMail, Template, enqueue};
use crate::ports::throttle::{CounterKey, RateLimit, RateVerdict};

/// Whom to invite.
#[derive(Debug, Clone)]
pub struct InviteMember {
    /// To which customer.
    pub customer: CustomerId,
    /// How the person is addressed.
    pub name: String,
    /// Where the token goes.
    pub email: String,
    /// The right it gives: a member's.
    pub role: LinkRole,
}

/// Why members are as they were: told to the caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MemberRefusal {
    /// No such customer, member or invitation within reach.
    NotFound,
    /// The name is empty or longer than 100 characters.
    Name,
    /// No mail can go to the address.
    Email,
    /// The right is none of a member's.
    Role,
    /// The customer has as many members and open invitations as it may have.
    TooMany,
    /// The customer would be left without an owner.
    LastOwner,
    /// Somebody else has changed the member meanwhile.
    Conflict,
}

/// Why members are as they were.
#[derive(Debug)]
pub enum MemberError {
    /// The caller may not.
    Forbidden,
    /// Refused, for the caller to know.
    Refused(MemberRefusal),
    /// Too many invitations in too short a time.
    RateLimited {
        /// Seconds to wait.
        retry_after: u64,
    },
    /// Not the caller's doing.
    Fault(Fault),
}

impl<F: Into<Fault>> From<F> for MemberError {
    fn from(fault: F) -> Self {
        Self::Fault(fault.into())
    }
}

/// How long an invitation may be answered.
const LASTS: TimeDelta = TimeDelta::days(7);
/// The longest name, in characters.
const MAX_NAME: usize = 100;
/// The longest address (RFC 5321 §4.5.3.1.3 less the brackets).
const MAX_EMAIL: usize = 254;
/// Invitations that an account may send: each is a mail to an address that it chooses.
const INVITATIONS: RateLimit = RateLimit { max: 20, window: TimeDelta::hours(1) };

fn refused<T>(refusal: MemberRefusal) -> Result<T, MemberError> {
    Err(MemberError::Refused(refusal))
}

fn is_members(role: LinkRole) -> bool {
    matches!(role, LinkRole::Owner | LinkRole::Payer | LinkRole::Technical | LinkRole::Viewer)
}

/// Whether a text can be a person's name: mails greet with it, so that it may neither be nor look like a link.
pub(super) fn is_name(text: &str) -> bool {
    let folded = text.to_lowercase();
    let link = ["/", "\\", "www.", "@"].iter().any(|part| folded.contains(part));
    !text.is_empty() && text.chars().count() <= MAX_NAME && !text.chars().any(char::is_control) && !link
}

/// What is stored of an invitation's token.
pub(super) fn token_hash(token: &SecretString) -> Vec<u8> {
    Sha256::digest(token.expose_secret().as_bytes()).to_vec()
}

impl Identity {
    /// Invites a person by mail. The token goes into the mail and nowhere else; a later invitation to the same address
    /// replaces this one.
    pub async fn invite_member(
        &self,
        scope: &Scope,
        caller: &SignedIn,
        invite: InviteMember,
    ) -> Result<member_invitation::Model, MemberError> {
        let customer = self.managed(scope, invite.customer).await?;
        let (name, email) = (invite.name.trim(), invite.email.trim());
        if !is_name(name) {
            return refused(MemberRefusal::Name);
        }
        if email.len() > MAX_EMAIL || email.chars().any(|c| c.is_control() || c.is_whitespace()) {
            return refused(MemberRefusal::Email);
        }
        if !is_members(invite.role) {
            return refused(MemberRefusal::Role);
        }
        self.limit_invitations(scope, caller).await?;
        let secret: [u8; 32] = entropy::bytes(&**scope.entropy());
        let token = SecretString::from(URL_SAFE_NO_PAD.encode(secret));
        let now = scope.real_now();
        let row = member_invitation::Model {
            id: scope.new_id(),
            tenant_id: scope.tenant().id,
            customer_id: invite.customer,
            invited_by: caller.account.id,
            accepted_by: None,
            name: name.to_owned(),
            email: email.to_owned(),
            role: invite.role,
            token_hash: token_hash(&token),
            status: InvitationStatus::Open,
            created_at: now,
            expires_at: now + LASTS,
        };
        let tx = scope.begin().await?;
        let members = store::hold_members(&tx, invite.customer).await?;
        store::revoke_invitations_to(&tx, invite.customer, email).await?;
        let open = store::invitations_of(&tx, &[invite.customer], now, MOST.into()).await?;
        if members.len() + open.len() >= MOST as usize {
            return refused(MemberRefusal::TooMany);
        }
        store::insert_invitation(&tx, inserted(row.clone())).await?;
        let template = Template::MemberInvitation {
            name: name.to_owned(),
            invited_by: caller.account.display_name.clone(),
            customer,
            token: token.expose_secret().to_owned(),
            expires_at: row.expires_at,
        };
        match enqueue(&tx, &self.keyring, NewMail { template, to: email.to_owned(), locale: None }).await {
            Ok(_) => {}
            Err(EnqueueError::Address) => return refused(MemberRefusal::Email),
            Err(EnqueueError::Fault(fault)) => return Err(fault.into()),
        }
        let record = Record::new("member.invite", row.id).customer(invite.customer);
        tx.record(record.after(json!({ "name": name, "email": email, "role": row.role }))).await?;
        tx.commit().await?;
        Ok(row)
    }

    /// Takes an open invitation back: its token is worth nothing from then on.
    pub async fn cancel_invitation(&self, scope: &Scope, id: MemberInvitationId) -> Result<(), MemberError> {
        let found = store::invitation(scope, id, scope.real_now()).await?;
        let Some(invitation) = found else { return refused(MemberRefusal::NotFound) };
        self.managed(scope, invitation.customer_id).await?;
        let tx = scope.begin().await?;
        if !store::revoke_invitation(&tx, id).await? {
            return refused(MemberRefusal::NotFound);
        }
        let record = Record::new("member.cancel_invitation", id).customer(invitation.customer_id);
        tx.record(record.before(json!({ "email": invitation.email, "role": invitation.role }))).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Gives a member another right.
    pub async fn change_member_role(
        &self,
        scope: &Scope,
        caller: &SignedIn,
        id: AccountLinkId,
        role: LinkRole,
    ) -> Result<account_link::Model, MemberError> {
        let (seen, customer) = self.membership(scope, id).await?;
        self.managed(scope, customer).await?;
        // Each change is a mail that nobody can turn off.
        self.limit_invitations(scope, caller).await?;
        if !is_members(role) {
            return refused(MemberRefusal::Role);
        }
        let tx = scope.begin().await?;
        let member = held(&tx, customer, id, role == LinkRole::Owner).await?;
        if member.role != seen.role || !store::set_role(&tx, id, member.role, role).await? {
            return refused(MemberRefusal::Conflict);
        }
        let record = Record::new("member.change_role", id).customer(customer);
        let shown = |role: LinkRole| json!({ "account": member.account_id.to_string(), "role": role });
        tx.record(record.change(shown(member.role), shown(role))).await?;
        let changed = account_link::Model { role, ..member.clone() };
        if role != member.role {
            access_events::changed(&tx, member.account_id).await?;
            member_events::role_changed(&tx, customer, &changed, member.role).await?;
        }
        tx.commit().await?;
        Ok(changed)
    }

    /// Takes a member's right back: what it may reach ends with its next request. Members may leave by themselves.
    pub async fn remove_member(
        &self,
        scope: &Scope,
        caller: &SignedIn,
        id: AccountLinkId,
    ) -> Result<account_link::Model, MemberError> {
        let (seen, customer) = self.membership(scope, id).await?;
        if seen.account_id != caller.account.id {
            self.managed(scope, customer).await?;
        }
        let tx = scope.begin().await?;
        let member = held(&tx, customer, id, false).await?;
        if !store::revoke_link(&tx, id).await? {
            return refused(MemberRefusal::NotFound);
        }
        let record = Record::new("member.remove", id).customer(customer);
        let shown = json!({ "account": member.account_id.to_string(), "role": member.role });
        tx.record(record.before(shown)).await?;
        access_events::changed(&tx, member.account_id).await?;
        member_events::removed(&tx, customer, &member).await?;
        tx.commit().await?;
        Ok(member)
    }

    /// The name of a customer whose members the caller may manage. What the caller does not reach is missing; what it
    /// reaches without that right is forbidden.
    async fn managed(&self, scope: &Scope, customer: CustomerId) -> Result<String, MemberError> {
        let name = self.customers.name_within_reach(scope, customer).await?;
        let Some(name) = name else { return refused(MemberRefusal::NotFound) };
        let actor = scope.actor();
        let as_member = actor.member_roles(customer).map(CallerKind::Member);
        let as_staff = actor.staff().map(CallerKind::Staff);
        if as_member.chain(as_staff).any(policy::may_manage_members) {
            Ok(name)
        } else {
            Err(MemberError::Forbidden)
        }
    }

    /// An active membership within the caller's reach.
    async fn membership(
        &self,
        scope: &Scope,
        id: AccountLinkId,
    ) -> Result<(account_link::Model, CustomerId), MemberError> {
        let found = store::membership(scope, id).await?;
        let active = found.filter(|link| link.status == account_link::LinkStatus::Active);
        let Some((link, customer)) = active.and_then(|link| Some((link.clone(), link.customer_id?))) else {
            return refused(MemberRefusal::NotFound);
        };
        match self.customers.name_within_reach(scope, customer).await? {
            Some(_) => Ok((link, customer)),
            None => refused(MemberRefusal::NotFound),
        }
    }

    async fn limit_invitations(&self, scope: &Scope, caller: &SignedIn) -> Result<(), MemberError> {
        let account = caller.account.id.external();
        let key = CounterKey::new(&self.counter_key, scope.tenant().id, "invitations", &account);
        match self.throttle.hit_all(&[(key, INVITATIONS)], scope.real_now()).await? {
            RateVerdict::Ok { .. } => Ok(()),
            RateVerdict::Limited { retry_after } => {
                let seconds = u64::try_from(retry_after.num_seconds().max(0)).unwrap_or_default() + 1;
                Err(MemberError::RateLimited { retry_after: seconds })
            }
        }
    }
}

/// The member, with the rows of all members held; refused where its customer would be left without an owner.
pub(super) async fn held(
    tx: &Tx,
    customer: CustomerId,
    id: AccountLinkId,
    stays_owner: bool,
) -> Result<account_link::Model, MemberError> {
    let members = store::hold_members(tx, customer).await?;
    let others = members.iter().any(|member| member.id != id && member.role == LinkRole::Owner);
    let Some(member) = members.into_iter().find(|member| member.id == id) else {
        return refused(MemberRefusal::NotFound);
    };
    if member.role == LinkRole::Owner && !stays_owner && !others {
        return refused(MemberRefusal::LastOwner);
    }
    Ok(member)
}

fn inserted(row: member_invitation::Model) -> member_invitation::ActiveModel {
    member_invitation::ActiveModel {
        id: Set(row.id),
        customer_id: Set(row.customer_id),
        invited_by: Set(row.invited_by),
        accepted_by: Set(row.accepted_by),
        name: Set(row.name),
        email: Set(row.email),
        role: Set(row.role),
        token_hash: Set(row.token_hash),
        status: Set(row.status),
        created_at: Set(row.created_at),
        expires_at: Set(row.expires_at),
        ..Default::default()
    }
}
