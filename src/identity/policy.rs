//! Who may manage other people's accounts. Pure.

use crate::kernel::actor::{CallerKind, MemberRole, ResellerRole, StaffRole};

/// Whether a caller of this kind may lift the lock of somebody's portal ID.
pub fn may_unlock(kind: CallerKind) -> bool {
    match kind {
        CallerKind::Staff(StaffRole::Support | StaffRole::TenantAdmin) => true,
        CallerKind::Anonymous
        | CallerKind::Member(_)
        | CallerKind::Reseller(_)
        | CallerKind::Staff(StaffRole::Billing | StaffRole::Noc) => false,
    }
}

/// Whether a caller of this kind may look through the eyes of a customer within its reach. Not the network's operators:
/// the owner whose eyes they are sees bills, which they do not.
pub fn may_view_as(kind: CallerKind) -> bool {
    match kind {
        CallerKind::Staff(StaffRole::Support | StaffRole::Billing | StaffRole::TenantAdmin)
        | CallerKind::Reseller(ResellerRole::Admin | ResellerRole::Agent) => true,
        CallerKind::Anonymous | CallerKind::Member(_) | CallerKind::Staff(StaffRole::Noc) => false,
    }
}

/// Whether a caller of this kind sees who the members of the customer are.
pub fn may_view_members(kind: CallerKind) -> bool {
    match kind {
        CallerKind::Member(MemberRole::Owner | MemberRole::Viewer)
        | CallerKind::Staff(StaffRole::Support | StaffRole::TenantAdmin) => true,
        CallerKind::Anonymous
        | CallerKind::Member(MemberRole::Payer | MemberRole::Technical)
        | CallerKind::Reseller(_)
        | CallerKind::Staff(StaffRole::Billing | StaffRole::Noc) => false,
    }
}

/// Whether a caller of this kind invites members, changes their rights and removes them.
pub fn may_manage_members(kind: CallerKind) -> bool {
    match kind {
        CallerKind::Member(MemberRole::Owner)
        | CallerKind::Staff(StaffRole::Support | StaffRole::TenantAdmin) => true,
        CallerKind::Anonymous
        | CallerKind::Member(MemberRole::Payer | MemberRole::Technical | MemberRole::Viewer)
        | CallerKind::Reseller(_)
        | CallerKind::Staff(StaffRole::Billing | StaffRole::Noc) => false,
    }
}

/// Whether a caller of this kind may remove a member at all: who manages members, and every member itself.
pub fn may_leave_or_remove(kind: CallerKind) -> bool {
    matches!(kind, CallerKind::Member(_)) || may_manage_members(kind)
}

/// Whether a caller of this kind looks accounts up.
pub fn may_search_accounts(kind: CallerKind) -> bool {
    may_unlock(kind)
}

/// Whether a caller of this kind suspends, reactivates, expires and disables accounts.
pub fn may_change_accounts(kind: CallerKind) -> bool {
    match kind {
        CallerKind::Staff(StaffRole::TenantAdmin) => true,
        CallerKind::Anonymous
        | CallerKind::Member(_)
        | CallerKind::Reseller(_)
        | CallerKind::Staff(StaffRole::Support | StaffRole::Billing | StaffRole::Noc) => false,
    }
}

/// Whether a caller of this kind may invite the owner of an account to activate it.
pub fn may_invite(kind: CallerKind) -> bool {
    match kind {
        CallerKind::Staff(StaffRole::Support | StaffRole::TenantAdmin) => true,
        CallerKind::Anonymous
        | CallerKind::Member(_)
        | CallerKind::Reseller(_)
        | CallerKind::Staff(StaffRole::Billing | StaffRole::Noc) => false,
    }
}

/// Whether a caller of this kind reads one-time codes out to those who have no mail address.
pub fn may_issue_codes(kind: CallerKind) -> bool {
    may_invite(kind)
}

/// Whether a caller of this kind does so for employees, of the ISP or of a reseller: whoever sets their password has their
/// rights.
pub fn may_issue_codes_to_employees(kind: CallerKind) -> bool {
    may_change_accounts(kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graphql::access::{Access, RULES};

    /// Fields that show what is between the members: through the owner's eyes an employee sees them only if its own role
    /// shows them (`Actor::may_see_between_members`).
    const OF_THE_HOUSEHOLD: &[&str] =
        &["Customer.members", "Customer.memberInvitations", "Customer.activity"];

    #[test]
    fn a_view_shows_nobody_more_of_the_books_than_the_own_role_does() {
        let owner = CallerKind::Member(MemberRole::Owner);
        let fields = RULES
            .iter()
            .filter(|(field, _)| field.starts_with("Customer.") && !OF_THE_HOUSEHOLD.contains(field));
        for (field, access) in fields.filter(|(_, access)| access.allows(owner)) {
            for kind in CallerKind::ALL.into_iter().filter(|kind| may_view_as(*kind)) {
                assert!(access.allows(kind), "{} sees {field} only through the owner's eyes", kind.name());
            }
        }
    }

    #[test]
    fn who_manages_sees_and_who_changes_accounts_finds_them() {
        for kind in CallerKind::ALL {
            assert!(!may_manage_members(kind) || may_view_members(kind), "{}", kind.name());
            assert!(!may_change_accounts(kind) || may_search_accounts(kind), "{}", kind.name());
            assert!(!may_manage_members(kind) || may_leave_or_remove(kind), "{}", kind.name());
            let employee = matches!(kind, CallerKind::Staff(_) | CallerKind::Reseller(_));
            assert!(!may_view_as(kind) || employee, "a member needs no view: {}", kind.name());
            assert!(
                kind != CallerKind::Anonymous
                    || ![
                        may_view_as,
                        may_manage_members,
                        may_leave_or_remove,
                        may_search_accounts,
                        may_change_accounts
                    ]
                    .iter()
                    .any(|may| may(kind))
            );
        }
    }

    #[test]
    fn codes_are_the_support_s_and_those_of_employees_the_administrator_s() {
        for kind in CallerKind::ALL {
            let support = matches!(kind, CallerKind::Staff(StaffRole::Support | StaffRole::TenantAdmin));
            assert_eq!(may_issue_codes(kind), support, "{}", kind.name());
            let administers = kind == CallerKind::Staff(StaffRole::TenantAdmin);
            assert_eq!(may_issue_codes_to_employees(kind), administers, "{}", kind.name());
        }
    }

    #[test]
    fn the_household_s_own_fields_are_the_owner_s() {
        for field in OF_THE_HOUSEHOLD {
            let rule = RULES.iter().find(|(name, _)| name == field).map(|(_, access)| *access);
            assert!(
                matches!(rule, Some(Access::Policy(may)) if may(CallerKind::Member(MemberRole::Owner))),
                "{field}"
            );
        }
    }
}
