//! An account with its roles: what a request knows of its caller.

use super::entity::account_link::LinkRole;
use super::entity::portal_account;
use crate::kernel::actor::{Account, Actor, MemberRole, ResellerRole, Role, StaffRole};
use crate::kernel::ids::{CustomerId, ResellerId};
use crate::ports::session_store::SessionRecord;

/// An account with the roles of its active links, in the order they were given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountWithRoles {
    /// The account.
    pub account: portal_account::Model,
    /// Its roles.
    pub roles: Vec<Role>,
}

/// The role that a link gives; none where the link contradicts itself, which a CHECK of the table excludes.
pub(super) fn role_of(
    role: LinkRole,
    customer: Option<CustomerId>,
    reseller: Option<ResellerId>,
) -> Option<Role> {
    let member = |right| customer.map(|id| Role::Customer(id, right));
    let employee = |right| reseller.map(|id| Role::Reseller(id, right));
    match role {
        LinkRole::Owner => member(MemberRole::Owner),
        LinkRole::Payer => member(MemberRole::Payer),
        LinkRole::Technical => member(MemberRole::Technical),
        LinkRole::Viewer => member(MemberRole::Viewer),
        LinkRole::ResellerAdmin => employee(ResellerRole::Admin),
        LinkRole::ResellerAgent => employee(ResellerRole::Agent),
        LinkRole::Support => Some(Role::Staff(StaffRole::Support)),
        LinkRole::Billing => Some(Role::Staff(StaffRole::Billing)),
        LinkRole::Noc => Some(Role::Staff(StaffRole::Noc)),
        LinkRole::TenantAdmin => Some(Role::Staff(StaffRole::TenantAdmin)),
    }
}

/// A caller with a live session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    /// The account.
    pub account: portal_account::Model,
    /// The session of the call; for a personal access token, what stands in for one.
    pub session: SessionRecord,
    /// The roles of the account, as far as the credential reaches.
    pub roles: Vec<Role>,
    /// What the caller has shown.
    pub grant: Grant,
}

/// What a caller has shown to say who it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grant {
    /// A session: by its cookie, or by an access token that names it.
    Session,
    /// A personal access token: it reads within its scopes and changes nothing.
    PersonalToken,
}

impl SignedIn {
    pub(super) fn new(AccountWithRoles { account, roles }: AccountWithRoles, session: SessionRecord) -> Self {
        Self { account, session, roles, grant: Grant::Session }
    }

    /// The caller as policies see it.
    pub fn actor(&self) -> Actor {
        Actor::Account(Account { id: self.account.id, session: self.session.id, roles: self.roles.clone() })
    }
}
