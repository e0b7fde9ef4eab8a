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

/// Whether a caller of this kind says below which balance the customer is told: whoever fills it.
pub fn may_set_alert(kind: CallerKind) -> bool {
    match kind {
        CallerKind::Member(MemberRole::Owner | MemberRole::Payer) => true,
        CallerKind::Anonymous
        | CallerKind::Member(MemberRole::Technical | MemberRole::Viewer)
        | CallerKind::Reseller(ResellerRole::Admin | ResellerRole::Agent)
        | CallerKind::Staff(
            StaffRole::Support | StaffRole::Billing | StaffRole::Noc | StaffRole::TenantAdmin,
        ) => false,
    }
}

/// The same in this tenant's portal; see [`shows_bills`].
pub fn sets_alert(tenant: &TenantRef, kind: CallerKind) -> bool {
    may_set_alert(kind) && shows_bills(tenant, kind)
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

/// Whether a caller of this kind promises for the customer to pay later: whoever pays, and the staff on its behalf.
pub fn may_promise(kind: CallerKind) -> bool {
    match kind {
        CallerKind::Member(MemberRole::Owner | MemberRole::Payer)
        | CallerKind::Staff(StaffRole::Billing | StaffRole::TenantAdmin) => true,
        CallerKind::Anonymous
        | CallerKind::Member(MemberRole::Technical | MemberRole::Viewer)
        | CallerKind::Reseller(ResellerRole::Admin | ResellerRole::Agent)
        | CallerKind::Staff(StaffRole::Support | StaffRole::Noc) => false,
    }
}

/// The same in this tenant's portal; see [`shows_bills`].
pub fn may_promise_in(tenant: &TenantRef, kind: CallerKind) -> bool {
    may_promise(kind) && shows_bills(tenant, kind)
}

/// Whether a caller of this kind disputes a line for the customer: whoever pays, and the staff that answers the telephone.
pub fn may_dispute(kind: CallerKind) -> bool {
    may_promise(kind) || kind == CallerKind::Staff(StaffRole::Support)
}

/// The same in this tenant's portal; see [`shows_bills`].
pub fn may_dispute_in(tenant: &TenantRef, kind: CallerKind) -> bool {
    may_dispute(kind) && shows_bills(tenant, kind)
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

    #[test]
    fn alerts_are_set_by_those_who_fill_the_wallet() {
        for kind in CallerKind::ALL {
            let expected = matches!(kind, CallerKind::Member(MemberRole::Owner | MemberRole::Payer));
            assert_eq!(may_set_alert(kind), expected, "{}", kind.name());
            assert!(!may_set_alert(kind) || may_view_bills(kind));
        }
    }

    #[test]
    fn who_pays_promises_and_disputes() {
        let promise: Vec<&str> =
            CallerKind::ALL.into_iter().filter(|k| may_promise(*k)).map(CallerKind::name).collect();
        assert_eq!(promise, ["owner", "payer", "billing", "tenant admin"]);
        let dispute: Vec<&str> =
            CallerKind::ALL.into_iter().filter(|k| may_dispute(*k)).map(CallerKind::name).collect();
        assert_eq!(dispute, ["owner", "payer", "support", "billing", "tenant admin"]);
    }
}
