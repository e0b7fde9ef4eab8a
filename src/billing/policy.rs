//! Who may see bills. Pure.

use crate::db::TenantRef;
use crate::kernel::actor::{CallerKind, MemberRole, ResellerRole, StaffRole};

/// Whether a caller of this kind sees the customer's bills: invoices, credit notes, allocations and balance.
///
/// A technical member and the network's operators look after services, not money.
pub fn may_view_bills(kind: CallerKind) -> bool {
    match kind {
        CallerKind::Member(MemberRole::Owner | MemberRole::Payer | MemberRole::Viewer)
        | CallerKind::Reseller(ResellerRole::Admin | ResellerRole::Agent)
        | CallerKind::Staff(StaffRole::Support | StaffRole::Billing | StaffRole::TenantAdmin) => true,
        CallerKind::Anonymous
        | CallerKind::Member(MemberRole::Technical)
        | CallerKind::Staff(StaffRole::Noc) => false,
    }
}

/// Whether a caller of this kind sees bills in this tenant's portal: a tenant may keep them out of it. Its staff and
/// resellers, who work with them, see them still.
pub fn shows_bills(tenant: &TenantRef, kind: CallerKind) -> bool {
    may_view_bills(kind) && (tenant.bills_in_portal || !matches!(kind, CallerKind::Member(_)))
}

/// Whether a caller of this kind makes bills: drafts, documents, credits, fees, tax rates.
pub fn may_make_bills(kind: CallerKind) -> bool {
    match kind {
        CallerKind::Staff(StaffRole::Billing | StaffRole::TenantAdmin) => true,
        CallerKind::Anonymous
        | CallerKind::Member(_)
        | CallerKind::Reseller(_)
        | CallerKind::Staff(StaffRole::Support | StaffRole::Noc) => false,
    }
}

/// Whether a caller of this kind sees drafts: invoices that are not documents yet.
pub fn may_view_drafts(kind: CallerKind) -> bool {
    match kind {
        CallerKind::Staff(StaffRole::Billing | StaffRole::TenantAdmin) => true,
        CallerKind::Anonymous
        | CallerKind::Member(_)
        | CallerKind::Reseller(_)
        | CallerKind::Staff(StaffRole::Support | StaffRole::Noc) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bills_are_made_by_those_who_work_on_them() {
        for kind in CallerKind::ALL {
            let expected = matches!(kind, CallerKind::Staff(StaffRole::Billing | StaffRole::TenantAdmin));
            assert_eq!(may_make_bills(kind), expected, "{}", kind.name());
            assert!(!may_make_bills(kind) || (may_view_bills(kind) && may_view_drafts(kind)));
        }
    }
}
