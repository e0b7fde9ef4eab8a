//! Who may see payments, make them and give them back. Pure.

use crate::billing;
use crate::db::TenantRef;
use crate::kernel::actor::{CallerKind, MemberRole, ResellerRole, StaffRole};

/// Whether a caller of this kind sees the customer's payments: whoever sees the bills.
pub fn may_view_payments(kind: CallerKind) -> bool {
    billing::policy::may_view_bills(kind)
}

/// Whether a caller of this kind sees payments in this tenant's portal; see [`billing::policy::shows_bills`].
pub fn shows_payments(tenant: &TenantRef, kind: CallerKind) -> bool {
    may_view_payments(kind) && billing::policy::shows_bills(tenant, kind)
}

/// Whether a caller of this kind pays for the customer by its stored methods.
pub fn may_pay(kind: CallerKind) -> bool {
    match kind {
        CallerKind::Member(MemberRole::Owner | MemberRole::Payer)
        | CallerKind::Staff(StaffRole::Billing | StaffRole::TenantAdmin) => true,
        CallerKind::Anonymous
        | CallerKind::Member(MemberRole::Technical | MemberRole::Viewer)
        | CallerKind::Reseller(ResellerRole::Admin | ResellerRole::Agent)
        | CallerKind::Staff(StaffRole::Support | StaffRole::Noc) => false,
    }
}

/// Whether a caller of this kind says how the customer is drawn from.
pub fn may_set_autopay(kind: CallerKind) -> bool {
    may_pay(kind)
}

/// Whether a caller of this kind enters payments that came in past every gateway: cash, transfers.
pub fn may_enter_payments(kind: CallerKind) -> bool {
    match kind {
        CallerKind::Staff(StaffRole::Billing | StaffRole::TenantAdmin) => true,
        CallerKind::Anonymous
        | CallerKind::Member(_)
        | CallerKind::Reseller(_)
        | CallerKind::Staff(StaffRole::Support | StaffRole::Noc) => false,
    }
}

/// Whether a caller of this kind gives payments back.
pub fn may_refund(kind: CallerKind) -> bool {
    may_enter_payments(kind)
}

/// Whether a caller of this kind adds, changes and removes the customer's stored methods: nobody does it for somebody
/// else.
pub fn may_manage_methods(kind: CallerKind) -> bool {
    match kind {
        CallerKind::Member(MemberRole::Owner | MemberRole::Payer) => true,
        CallerKind::Anonymous
        | CallerKind::Member(MemberRole::Technical | MemberRole::Viewer)
        | CallerKind::Reseller(_)
        | CallerKind::Staff(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_may_what() {
        // Sees, pays, enters, refunds, manages methods.
        let table = [
            ("anonymous", [false, false, false, false, false]),
            ("owner", [true, true, false, false, true]),
            ("payer", [true, true, false, false, true]),
            ("technical", [false, false, false, false, false]),
            ("viewer", [true, false, false, false, false]),
            ("reseller admin", [true, false, false, false, false]),
            ("reseller agent", [true, false, false, false, false]),
            ("support", [true, false, false, false, false]),
            ("billing", [true, true, true, true, false]),
            ("noc", [false, false, false, false, false]),
            ("tenant admin", [true, true, true, true, false]),
        ];
        for (kind, (name, expected)) in CallerKind::ALL.into_iter().zip(table) {
            assert_eq!(kind.name(), name);
            let rules = [may_view_payments, may_pay, may_enter_payments, may_refund, may_manage_methods];
            assert_eq!(rules.map(|rule| rule(kind)), expected, "{name}");
        }
    }
}
