//! Answering an invitation: with the account that is signed in, or with a new one.

use chrono::TimeDelta;
use sea_orm::{ActiveModelTrait as _, IntoActiveModel as _, Set};
use secrecy::SecretString;
use serde_json::json;

use super::access_events;
use super::members::{is_name, token_hash};
use super::passwords::printed;
use super::{Client, Identity, member_events};
use crate::db::audit::Record;
use crate::db::{DbError, Scope};
use crate::identity::account::SignedIn;
use crate::identity::entity::account_link::{self, LinkStatus};
use crate::identity::entity::member_invitation;
use crate::identity::entity::portal_account::{self, AccountKind, AccountStatus};
use crate::identity::password::Problem;
use crate::identity::portal_id::{PortalId, PortalIdFormat};
use crate::identity::store::{self, members};
use crate::kernel::actor::Role;
use crate::kernel::fault::Fault;
use crate::kernel::ids::AccountId;
use crate::mail::Template;
use crate::ports::password::HashError;
use crate::ports::throttle::{CounterKey, RateLimit, RateVerdict};
use crate::tenancy::Tenant;

/// The login that a person without one asks for.
#[derive(Debug)]
pub struct NewMember {
    /// The person's name.
    pub name: String,
    /// The password.
    pub password: SecretString,
}

/// A membership that has begun.
#[derive(Debug)]
pub struct AcceptedInvitation {
    /// The account that is a member now.
    pub account: portal_account::Model,
    /// Whether it was made by this call: its owner does not know its portal ID before the answer, and the mail of it.
    pub created: bool,
}

/// Why nobody has become a member: told to the caller.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AcceptRefusal {
    /// No open invitation has this token: it was used, taken back, has expired or never was.
    Token,
    /// Nobody is signed in and no new account is asked for.
    AccountNeeded,
    /// Somebody is signed in and a new account is asked for: sign out first.
    SignedIn,
    /// The caller has sent it: nobody gives a right to oneself.
    Own,
    /// The account is a member of the customer already.
    AlreadyMember,
    /// The name is empty or longer than 100 characters.
    Name,
    /// The password is not acceptable, and why.
    Password(String),
}

/// Why nobody has become a member.
#[derive(Debug)]
pub enum AcceptError {
    /// Refused, for the caller to know.
    Refused(AcceptRefusal),
    /// Too many tries from an address.
    RateLimited {
        /// Seconds to wait.
        retry_after: u64,
    },
    /// No hashing permit came free in time.
    Busy,
    /// Not the caller's doing.
    Fault(Fault),
}

impl<F: Into<Fault>> From<F> for AcceptError {
    fn from(fault: F) -> Self {
        Self::Fault(fault.into())
    }
}

/// Tokens that may be tried from an address. They cannot be guessed; this is about the work they make.
const TRIES: RateLimit = RateLimit { max: 30, window: TimeDelta::minutes(1) };
/// Tries before giving up on finding a free portal ID.
const PORTAL_ID_TRIES: usize = 8;

fn refused<T>(refusal: AcceptRefusal) -> Result<T, AcceptError> {
    Err(AcceptError::Refused(refusal))
}

impl Identity {
    /// Makes the caller, or a new account, a member by the token of an invitation. The token works once.
    pub async fn accept_invitation(
        &self,
        scope: &Scope,
        tenant: &Tenant,
        client: &Client,
        caller: Option<&SignedIn>,
        token: &SecretString,
        new: Option<NewMember>,
    ) -> Result<AcceptedInvitation, AcceptError> {
        let key =
            CounterKey::of_address(&self.counter_key, scope.tenant().id, "invitation-tokens", client.ip);
        if let RateVerdict::Limited { retry_after } =
            self.throttle.hit_all(&[(key, TRIES)], scope.real_now()).await?
        {
            let seconds = u64::try_from(retry_after.num_seconds().max(0)).unwrap_or_default() + 1;
            return Err(AcceptError::RateLimited { retry_after: seconds });
        }
        let found = members::invitation_of_token(scope, &token_hash(token), scope.real_now()).await?;
        let Some(invitation) = found else { return refused(AcceptRefusal::Token) };
        // Who may not invite any more has not invited: a member who was removed would come back by an own letter.
        if !members::may_still_invite(scope, &invitation).await? {
            return refused(AcceptRefusal::Token);
        }
        if caller.is_some_and(|caller| caller.account.id == invitation.invited_by) {
            return refused(AcceptRefusal::Own);
        }
        match (caller, new) {
            (Some(caller), None) => self.join(scope, caller, &invitation).await,
            (None, Some(new)) => self.join_anew(scope, tenant, &invitation, new).await,
            (None, None) => refused(AcceptRefusal::AccountNeeded),
            (Some(_), Some(_)) => refused(AcceptRefusal::SignedIn),
        }
    }

    async fn join(
        &self,
        scope: &Scope,
        caller: &SignedIn,
        invitation: &member_invitation::Model,
    ) -> Result<AcceptedInvitation, AcceptError> {
        let of_it = |role: Role| matches!(role, Role::Customer(id, _) if id == invitation.customer_id);
        let tx = scope.begin().await?;
        // Held, so that two tabs do not make two links of one account.
        let held = members::hold_members(&tx, invitation.customer_id).await?;
        let is_member = held.iter().any(|link| link.account_id == caller.account.id);
        if is_member || caller.subjects.iter().any(|subject| of_it(subject.role)) {
            return refused(AcceptRefusal::AlreadyMember);
        }
        if !members::accept_invitation(&tx, invitation.id, caller.account.id, scope.real_now()).await? {
            return refused(AcceptRefusal::Token);
        }
        let link = link(scope, invitation, caller.account.id);
        members::insert_link(&tx, link.clone().into_active_model().reset_all()).await?;
        tx.record(accepted(invitation, caller.account.id)).await?;
        access_events::changed(&tx, caller.account.id).await?;
        member_events::added(&tx, invitation.customer_id, &link, &caller.account.display_name).await?;
        tx.commit().await?;
        Ok(AcceptedInvitation { account: caller.account.clone(), created: false })
    }

    async fn join_anew(
        &self,
        scope: &Scope,
        tenant: &Tenant,
        invitation: &member_invitation::Model,
        new: NewMember,
    ) -> Result<AcceptedInvitation, AcceptError> {
        let name = new.name.trim();
        if !is_name(name) {
            return refused(AcceptRefusal::Name);
        }
        let assessed = self.assess_password(tenant, None, new.password.clone(), false).await?;
        if !assessed.problems.is_empty() {
            let problems: Vec<String> = assessed.problems.into_iter().map(Problem::message).collect();
            return refused(AcceptRefusal::Password(problems.join("; ")));
        }
        let hash = match self.hasher.hash(new.password).await {
            Ok(hash) => hash,
            Err(HashError::TooLong) => {
                return refused(AcceptRefusal::Password("use fewer characters".to_owned()));
            }
            Err(HashError::Busy) => return Err(AcceptError::Busy),
            Err(error @ HashError::Internal(_)) => return Err(Fault::internal(error).into()),
        };
        let format =
            PortalIdFormat::new(&tenant.portal_prefix, usize::from(tenant.settings.portal_id_length))
                .map_err(Fault::internal)?;
        for _ in 0..PORTAL_ID_TRIES {
            let id: AccountId = scope.new_id();
            let portal_id = PortalId::generate(&format, &**scope.entropy());
            let row = portal_account::ActiveModel {
                id: Set(id),
                portal_id: Set(portal_id.as_str().to_owned()),
                kind: Set(AccountKind::Customer),
                status: Set(AccountStatus::Active),
                password_hash: Set(Some(hash.clone())),
                must_change_password: Set(false),
                password_changed_at: Set(Some(scope.real_now())),
                display_name: Set(name.to_owned()),
                email: Set(Some(invitation.email.clone())),
                // The token came by this address.
                email_verified: Set(true),
                session_epoch: Set(0),
                created_at: Set(scope.real_now()),
                version: Set(1),
                ..Default::default()
            };
            let tx = scope.begin().await?;
            let link = link(scope, invitation, id);
            let links = vec![link.clone().into_active_model().reset_all()];
            match store::insert_account(&tx, row, links).await {
                Ok(()) => {}
                Err(DbError::Unique(_)) => continue,
                Err(other) => return Err(other.into()),
            }
            if !members::accept_invitation(&tx, invitation.id, id, scope.real_now()).await? {
                return refused(AcceptRefusal::Token);
            }
            tx.record(accepted(invitation, id).by(id)).await?;
            member_events::added(&tx, invitation.customer_id, &link, name).await?;
            let found = store::account(&tx, id).await?;
            let account = found.ok_or_else(|| Fault::internal("the new account is missing"))?.account;
            // The answer is read once, perhaps by a page that is closed before anybody has written the ID down.
            let (name, portal_id) = (account.display_name.clone(), printed(tenant, &account));
            self.mail_to(&tx, &account, Template::MemberWelcome { name, portal_id }).await?;
            tx.commit().await?;
            return Ok(AcceptedInvitation { account, created: true });
        }
        Err(Fault::internal("no free portal ID was found").into())
    }
}

fn link(scope: &Scope, invitation: &member_invitation::Model, account: AccountId) -> account_link::Model {
    account_link::Model {
        id: scope.new_id(),
        tenant_id: scope.tenant().id,
        account_id: account,
        customer_id: Some(invitation.customer_id),
        reseller_id: None,
        role: invitation.role,
        status: LinkStatus::Active,
        created_at: scope.real_now(),
    }
}

fn accepted(invitation: &member_invitation::Model, account: AccountId) -> Record {
    let after = json!({ "account": account.to_string(), "role": invitation.role });
    Record::new("member.accept", invitation.id).customer(invitation.customer_id).after(after)
}
