//! Who acts: nobody, an account with its roles, the system, or the platform's operator.

use super::ids::{AccountId, CustomerId, ResellerId, SessionId};

/// A member's right on a customer (domain.md §1, `AccountLink`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MemberRole {
    /// Everything, members included.
    Owner,
    /// Sees and pays bills.
    Payer,
    /// Sees services and the network, not the bills.
    Technical,
    /// Sees everything, changes nothing.
    Viewer,
}

/// The right of a reseller's employee.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ResellerRole {
    /// Everything of the reseller.
    Admin,
    /// The assigned customers.
    Agent,
}

/// The role of an employee of the tenant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StaffRole {
    /// Answers tickets.
    Support,
    /// Works on bills.
    Billing,
    /// Runs the network.
    Noc,
    /// Administers the tenant.
    TenantAdmin,
}

/// What one active link of an account gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// A member of a customer.
    Customer(CustomerId, MemberRole),
    /// An employee of a reseller.
    Reseller(ResellerId, ResellerRole),
    /// An employee of the tenant.
    Staff(StaffRole),
}

/// What a role amounts to, without whom it is for: the columns of schema/permissions.md.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CallerKind {
    /// Nobody is signed in.
    Anonymous,
    /// A member of the customer in question.
    Member(MemberRole),
    /// An employee of a reseller that serves the customer in question.
    Reseller(ResellerRole),
    /// An employee of the tenant.
    Staff(StaffRole),
}

impl CallerKind {
    /// Every kind, in the order of the permission table.
    pub const ALL: [Self; 11] = [
        Self::Anonymous,
        Self::Member(MemberRole::Owner),
        Self::Member(MemberRole::Payer),
        Self::Member(MemberRole::Technical),
        Self::Member(MemberRole::Viewer),
        Self::Reseller(ResellerRole::Admin),
        Self::Reseller(ResellerRole::Agent),
        Self::Staff(StaffRole::Support),
        Self::Staff(StaffRole::Billing),
        Self::Staff(StaffRole::Noc),
        Self::Staff(StaffRole::TenantAdmin),
    ];

    /// The name in the permission table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Anonymous => "anonymous",
            Self::Member(MemberRole::Owner) => "owner",
            Self::Member(MemberRole::Payer) => "payer",
            Self::Member(MemberRole::Technical) => "technical",
            Self::Member(MemberRole::Viewer) => "viewer",
            Self::Reseller(ResellerRole::Admin) => "reseller admin",
            Self::Reseller(ResellerRole::Agent) => "reseller agent",
            Self::Staff(StaffRole::Support) => "support",
            Self::Staff(StaffRole::Billing) => "billing",
            Self::Staff(StaffRole::Noc) => "noc",
            Self::Staff(StaffRole::TenantAdmin) => "tenant admin",
        }
    }
}

impl Role {
    /// The role without whom it is for.
    pub fn kind(self) -> CallerKind {
        match self {
            Self::Customer(_, role) => CallerKind::Member(role),
            Self::Reseller(_, role) => CallerKind::Reseller(role),
            Self::Staff(role) => CallerKind::Staff(role),
        }
    }
}

/// A signed-in account: one login may hold several roles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The account.
    pub id: AccountId,
    /// The session of the call.
    pub session: SessionId,
    /// What the session acts by: the active links in the order they were given, or the one that it was switched to, or
    /// the customer's own where an employee looks through its eyes.
    pub roles: Vec<Role>,
    /// The customer through whose eyes an employee looks. Such a call changes nothing, whatever its roles allow.
    pub view: Option<View>,
    /// Whether a personal access token calls. It changes nothing, and of the account it sees what the roles show and not
    /// what is the person's own: inbox, sessions, factors.
    pub by_token: bool,
}

/// An employee's look through a customer's eyes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct View {
    /// The customer.
    pub customer: CustomerId,
    /// What the employee is.
    pub employee: CallerKind,
}

/// Who makes a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// No session.
    Anonymous,
    /// A session of an account.
    Account(Account),
    /// A job, a seed or an operator's command: never reachable from a request.
    System,
}

impl Actor {
    /// The account, if one is signed in.
    pub fn account(&self) -> Option<&Account> {
        match self {
            Self::Account(account) => Some(account),
            Self::Anonymous | Self::System => None,
        }
    }

    /// The customer through whose eyes an employee looks; the call may then change nothing.
    pub fn viewing_as(&self) -> Option<CustomerId> {
        self.account().and_then(|account| account.view).map(|view| view.customer)
    }

    /// Whether `rule` allows one of the caller's kinds; the system passes whatever the rule.
    pub fn passes(&self, rule: impl Fn(CallerKind) -> bool) -> bool {
        matches!(self, Self::System) || self.kinds().any(rule)
    }

    /// Whether the caller may see what is between the members of a household – who they are, what they did – by `rule`.
    /// Looking through an owner's eyes does not show it, nor does a token that a member gave to a program: there the
    /// rule must hold for the employee.
    pub fn may_see_between_members(&self, rule: fn(CallerKind) -> bool) -> bool {
        let Some(account) = self.account() else { return matches!(self, Self::System) };
        match account.view {
            Some(view) => rule(view.employee),
            None if account.by_token => {
                self.kinds().any(|kind| !matches!(kind, CallerKind::Member(_)) && rule(kind))
            }
            None => true,
        }
    }

    fn roles(&self) -> &[Role] {
        self.account().map_or(&[], |account| &account.roles)
    }

    /// The rights on `customer`, if the account is a member of it.
    pub fn member_roles(&self, customer: CustomerId) -> impl Iterator<Item = MemberRole> + '_ {
        self.roles().iter().filter_map(move |role| match role {
            Role::Customer(id, right) if *id == customer => Some(*right),
            _ => None,
        })
    }

    /// The customers the account is a member of, each once, in link order.
    pub fn customers(&self) -> impl Iterator<Item = CustomerId> + '_ {
        let roles = self.roles();
        roles.iter().enumerate().filter_map(move |(at, role)| match role {
            Role::Customer(id, _) => {
                let named_before = roles[..at]
                    .iter()
                    .any(|other| matches!(other, Role::Customer(earlier, _) if earlier == id));
                (!named_before).then_some(*id)
            }
            _ => None,
        })
    }

    /// The resellers the account works for, in link order.
    pub fn resellers(&self) -> impl Iterator<Item = (ResellerId, ResellerRole)> + '_ {
        self.roles().iter().filter_map(|role| match role {
            Role::Reseller(id, right) => Some((*id, *right)),
            _ => None,
        })
    }

    /// The roles in the tenant's own staff, in link order.
    pub fn staff(&self) -> impl Iterator<Item = StaffRole> + '_ {
        self.roles().iter().filter_map(|role| match role {
            Role::Staff(right) => Some(*right),
            _ => None,
        })
    }

    /// What the caller is, over all roles.
    pub fn kinds(&self) -> impl Iterator<Item = CallerKind> + '_ {
        let nobody = matches!(self, Self::Anonymous).then_some(CallerKind::Anonymous);
        nobody.into_iter().chain(self.roles().iter().map(|role| role.kind()))
    }
}
