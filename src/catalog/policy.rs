//! Who may see and do what with plans, services, usage and discounts. Pure.

use super::entity::suspension_lock::LockReason;
use crate::kernel::actor::{CallerKind, MemberRole, ResellerRole, StaffRole};

#[cfg(test)]
mod tests;

/// Whether a caller of this kind sees a customer's services and what they use: whoever sees the customer.
pub fn may_view_services(kind: CallerKind) -> bool {
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

/// Whether a caller of this kind orders a plan for a customer: it is a contract, so the owner's and not the payer's; a
/// reseller brings customers in.
pub fn may_order(kind: CallerKind) -> bool {
    match kind {
        CallerKind::Member(MemberRole::Owner)
        | CallerKind::Reseller(ResellerRole::Admin | ResellerRole::Agent)
        | CallerKind::Staff(StaffRole::Support | StaffRole::Billing | StaffRole::TenantAdmin) => true,
        CallerKind::Anonymous
        | CallerKind::Member(MemberRole::Payer | MemberRole::Technical | MemberRole::Viewer)
        | CallerKind::Staff(StaffRole::Noc) => false,
    }
}

/// Whether a caller of this kind changes a contract that there is: another plan, a pause, its end.
pub fn may_change_services(kind: CallerKind) -> bool {
    match kind {
        CallerKind::Member(MemberRole::Owner)
        | CallerKind::Reseller(ResellerRole::Admin)
        | CallerKind::Staff(StaffRole::Support | StaffRole::Billing | StaffRole::TenantAdmin) => true,
        CallerKind::Anonymous
        | CallerKind::Member(MemberRole::Payer | MemberRole::Technical | MemberRole::Viewer)
        | CallerKind::Reseller(ResellerRole::Agent)
        | CallerKind::Staff(StaffRole::Noc) => false,
    }
}

/// Whether a caller of this kind buys volume and redeems coupons: money, but no contract.
pub fn may_buy(kind: CallerKind) -> bool {
    match kind {
        CallerKind::Member(MemberRole::Owner | MemberRole::Payer)
        | CallerKind::Reseller(ResellerRole::Admin)
        | CallerKind::Staff(StaffRole::Support | StaffRole::Billing | StaffRole::TenantAdmin) => true,
        CallerKind::Anonymous
        | CallerKind::Member(MemberRole::Technical | MemberRole::Viewer)
        | CallerKind::Reseller(ResellerRole::Agent)
        | CallerKind::Staff(StaffRole::Noc) => false,
    }
}

/// Whether a caller of this kind sets services up and puts them into service.
pub fn may_provision(kind: CallerKind) -> bool {
    match kind {
        CallerKind::Staff(StaffRole::Support | StaffRole::Noc | StaffRole::TenantAdmin) => true,
        CallerKind::Anonymous
        | CallerKind::Member(_)
        | CallerKind::Reseller(_)
        | CallerKind::Staff(StaffRole::Billing) => false,
    }
}

/// Whether a caller of this kind withholds services for any reason, and gives them back; see [`may_withhold`].
pub fn may_withhold_at_all(kind: CallerKind) -> bool {
    matches!(kind, CallerKind::Staff(_))
}

/// Whether a caller of this kind withholds a service for this reason, and gives it back. A pause is the customer's own
/// doing: it has its own way.
pub fn may_withhold(kind: CallerKind, reason: LockReason) -> bool {
    let CallerKind::Staff(role) = kind else { return false };
    match (reason, role) {
        (_, StaffRole::TenantAdmin)
        | (LockReason::NonPayment, StaffRole::Billing)
        | (LockReason::Abuse, StaffRole::Noc | StaffRole::Support)
        | (LockReason::Voluntary, StaffRole::Support | StaffRole::Billing) => true,
        (LockReason::NonPayment, StaffRole::Support | StaffRole::Noc)
        | (LockReason::Abuse, StaffRole::Billing)
        | (LockReason::Voluntary, StaffRole::Noc)
        | (LockReason::Admin, StaffRole::Support | StaffRole::Billing | StaffRole::Noc) => false,
    }
}

/// Whether a caller of this kind makes plans, volumes and coupons, agrees prices with customers and gives discounts.
pub fn may_manage_offers(kind: CallerKind) -> bool {
    match kind {
        CallerKind::Staff(StaffRole::Billing | StaffRole::TenantAdmin) => true,
        CallerKind::Anonymous
        | CallerKind::Member(_)
        | CallerKind::Reseller(_)
        | CallerKind::Staff(StaffRole::Support | StaffRole::Noc) => false,
    }
}

/// Whether a caller of this kind sees plans that are not on public sale, and coupons.
pub fn may_view_offers(kind: CallerKind) -> bool {
    matches!(kind, CallerKind::Staff(_))
}

/// Whether a caller of this kind writes down what services have used.
pub fn may_record_usage(kind: CallerKind) -> bool {
    match kind {
        CallerKind::Staff(StaffRole::Noc | StaffRole::TenantAdmin) => true,
        CallerKind::Anonymous
        | CallerKind::Member(_)
        | CallerKind::Reseller(_)
        | CallerKind::Staff(StaffRole::Support | StaffRole::Billing) => false,
    }
}

/// Whether a caller of this kind sees the discounts of a customer: they are part of its bills.
pub fn may_view_discounts(kind: CallerKind) -> bool {
    match kind {
        CallerKind::Member(MemberRole::Owner | MemberRole::Payer | MemberRole::Viewer)
        | CallerKind::Reseller(ResellerRole::Admin | ResellerRole::Agent)
        | CallerKind::Staff(StaffRole::Support | StaffRole::Billing | StaffRole::TenantAdmin) => true,
        CallerKind::Anonymous
        | CallerKind::Member(MemberRole::Technical)
        | CallerKind::Staff(StaffRole::Noc) => false,
    }
}
