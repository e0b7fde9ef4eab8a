//! Who may see customers. Pure.

use crate::kernel::actor::{CallerKind, MemberRole, ResellerRole, StaffRole};

/// Whether a caller of this kind may look customers up beyond its own: the staff's list and `customer(id)`.
pub fn may_search(kind: CallerKind) -> bool {
    match kind {
        CallerKind::Staff(
            StaffRole::Support | StaffRole::Billing | StaffRole::Noc | StaffRole::TenantAdmin,
        ) => true,
        CallerKind::Anonymous | CallerKind::Member(_) | CallerKind::Reseller(_) => false,
    }
}

/// Whether a caller of this kind sees how to reach the customer: mail address and telephone.
pub fn may_view_contact(kind: CallerKind) -> bool {
    match kind {
        CallerKind::Member(
            MemberRole::Owner | MemberRole::Payer | MemberRole::Technical | MemberRole::Viewer,
        )
        | CallerKind::Reseller(ResellerRole::Admin | ResellerRole::Agent)
        | CallerKind::Staff(
            StaffRole::Support | StaffRole::Billing | StaffRole::Noc | StaffRole::TenantAdmin,
        ) => true,
        CallerKind::Anonymous => false,
    }
}

/// Whether a caller of this kind changes the terms on which a customer is billed.
pub fn may_change_billing_terms(kind: CallerKind) -> bool {
    match kind {
        CallerKind::Staff(StaffRole::Billing | StaffRole::TenantAdmin) => true,
        CallerKind::Anonymous
        | CallerKind::Member(_)
        | CallerKind::Reseller(_)
        | CallerKind::Staff(StaffRole::Support | StaffRole::Noc) => false,
    }
}

/// Whether a caller of this kind decides whether a customer is charged tax.
pub fn may_change_taxation(kind: CallerKind) -> bool {
    match kind {
        CallerKind::Staff(StaffRole::Billing | StaffRole::TenantAdmin) => true,
        CallerKind::Staff(StaffRole::Support | StaffRole::Noc)
        | CallerKind::Anonymous
        | CallerKind::Member(_)
        | CallerKind::Reseller(_) => false,
    }
}

/// Whether a caller of this kind sees the customers of sub-resellers too: administrators do, agents see their own.
pub fn sees_sub_resellers(role: ResellerRole) -> bool {
    match role {
        ResellerRole::Admin => true,
        ResellerRole::Agent => false,
    }
}
