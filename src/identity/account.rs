//! An account with its roles: what a request knows of its caller.

use super::entity::account_link::LinkRole;
use super::entity::portal_account;
use crate::kernel::actor::{Account, Actor, CallerKind, MemberRole, ResellerRole, Role, StaffRole, View};
use crate::kernel::clock::Instant;
use crate::kernel::ids::{AccountLinkId, CustomerId, ResellerId};
use crate::ports::session_store::SessionRecord;

/// Something an account may act by: one of its active links.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Subject {
    /// The link.
    pub id: AccountLinkId,
    /// What it gives.
    pub role: Role,
}

/// An account with its active links, in the order they were given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountWithRoles {
    /// The account.
    pub account: portal_account::Model,
    /// What it may act by.
    pub subjects: Vec<Subject>,
}

impl AccountWithRoles {
    /// The roles of all links.
    pub fn roles(&self) -> impl Iterator<Item = Role> + '_ {
        self.subjects.iter().map(|subject| subject.role)
    }
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

/// The right of the link that gives a role.
pub fn link_role(role: Role) -> LinkRole {
    match role {
        Role::Customer(_, MemberRole::Owner) => LinkRole::Owner,
        Role::Customer(_, MemberRole::Payer) => LinkRole::Payer,
        Role::Customer(_, MemberRole::Technical) => LinkRole::Technical,
        Role::Customer(_, MemberRole::Viewer) => LinkRole::Viewer,
        Role::Reseller(_, ResellerRole::Admin) => LinkRole::ResellerAdmin,
        Role::Reseller(_, ResellerRole::Agent) => LinkRole::ResellerAgent,
        Role::Staff(StaffRole::Support) => LinkRole::Support,
        Role::Staff(StaffRole::Billing) => LinkRole::Billing,
        Role::Staff(StaffRole::Noc) => LinkRole::Noc,
        Role::Staff(StaffRole::TenantAdmin) => LinkRole::TenantAdmin,
    }
}

/// A caller with a live session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    /// The account.
    pub account: portal_account::Model,
    /// The session of the call; for a personal access token, what stands in for one.
    pub session: SessionRecord,
    /// What the session acts by, as far as the credential reaches.
    pub roles: Vec<Role>,
    /// Everything the account may act by.
    pub subjects: Vec<Subject>,
    /// What the caller has shown.
    pub grant: Grant,
    /// When what the caller has shown ends, if nobody uses it again: for a session its end, for an access token of one
    /// the earlier of the two.
    pub good_until: Instant,
}

/// What a caller has shown to say who it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grant {
    /// The value of a session: its cookie, as a rule.
    Session,
    /// An access token, which names a session.
    AccessToken,
    /// A personal access token: it reads within its scopes and changes nothing.
    PersonalToken,
}

impl Grant {
    /// Whether there is a session behind it.
    pub fn is_session(self) -> bool {
        self != Self::PersonalToken
    }
}

impl SignedIn {
    pub(super) fn new(
        AccountWithRoles { account, subjects }: AccountWithRoles,
        session: SessionRecord,
    ) -> Self {
        let roles = roles_of(&subjects, &session);
        let good_until = session.expires_at();
        Self { account, session, roles, subjects, grant: Grant::Session, good_until }
    }

    /// The account with everything it may act by, whatever the session does.
    pub(super) fn everything(&self) -> AccountWithRoles {
        AccountWithRoles { account: self.account.clone(), subjects: self.subjects.clone() }
    }

    /// The caller as policies see it.
    pub fn actor(&self) -> Actor {
        let view = self.session.view_as.as_ref().map(|view| View {
            customer: view.customer,
            employee: self.employee().unwrap_or(CallerKind::Anonymous),
        });
        let roles = self.roles.clone();
        let by_token = !self.grant.is_session();
        Actor::Account(Account { id: self.account.id, session: self.session.id, roles, view, by_token })
    }

    /// The same caller in the session as it is after a change.
    pub(super) fn in_session(&self, mut session: SessionRecord) -> Self {
        if self.grant == Grant::AccessToken && self.session.elevated_until.is_none() {
            // Of an earlier token than the one that was elevated.
            session.elevated_until = None;
        }
        let roles = roles_of(&self.subjects, &session);
        let good_until = match self.grant {
            Grant::Session => session.expires_at(),
            Grant::AccessToken | Grant::PersonalToken => self.good_until,
        };
        Self {
            account: self.account.clone(),
            session,
            roles,
            subjects: self.subjects.clone(),
            grant: self.grant,
            good_until,
        }
    }

    /// The caller as the employee that it is, without what it is as a member.
    pub(super) fn as_employee(&self) -> Actor {
        let employee = |role: &Role| !matches!(role, Role::Customer(..));
        let roles = self.chosen().map(|subject| subject.role).filter(employee).collect();
        let by_token = !self.grant.is_session();
        Actor::Account(Account { id: self.account.id, session: self.session.id, roles, view: None, by_token })
    }

    /// The links that the session acts by, whether or not it looks through a customer's eyes.
    fn chosen(&self) -> impl Iterator<Item = &Subject> {
        chosen(&self.subjects, &self.session)
    }

    /// What the session is as somebody's employee.
    pub(super) fn employee_kinds(&self) -> impl Iterator<Item = CallerKind> + '_ {
        let kinds = self.chosen().map(|subject| subject.role.kind());
        kinds.filter(|kind| matches!(kind, CallerKind::Staff(_) | CallerKind::Reseller(_)))
    }

    /// The staff's role goes before the reseller's.
    fn employee(&self) -> Option<CallerKind> {
        let staff = self.employee_kinds().find(|kind| matches!(kind, CallerKind::Staff(_)));
        staff.or_else(|| self.employee_kinds().next())
    }
}

/// What a session acts by: all of the account's links, the one it was switched to (nothing, if that was taken back), or
/// the rights of the customer's owner while an employee looks through its eyes.
fn roles_of(subjects: &[Subject], session: &SessionRecord) -> Vec<Role> {
    if let Some(view) = &session.view_as {
        return vec![Role::Customer(view.customer, MemberRole::Owner)];
    }
    chosen(subjects, session).map(|subject| subject.role).collect()
}

fn chosen<'a>(
    subjects: &'a [Subject],
    session: &SessionRecord,
) -> impl Iterator<Item = &'a Subject> + use<'a> {
    let only = session.subject;
    subjects.iter().filter(move |subject| only.is_none_or(|id| id == subject.id))
}
