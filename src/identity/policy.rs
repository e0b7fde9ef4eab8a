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
