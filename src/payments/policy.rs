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

/// Whether a caller of this kind makes links by which others pay the customer's bills, and takes them back: whoever pays
/// them, and who works with the customer. A link shows less than they see, and draws nothing from the customer.
pub fn may_make_links(kind: CallerKind) -> bool {
    match kind {
        CallerKind::Member(MemberRole::Owner | MemberRole::Payer)
        | CallerKind::Reseller(ResellerRole::Admin | ResellerRole::Agent)
        | CallerKind::Staff(StaffRole::Support | StaffRole::Billing | StaffRole::TenantAdmin) => true,
        CallerKind::Anonymous
        | CallerKind::Member(MemberRole::Technical | MemberRole::Viewer)
        | CallerKind::Staff(StaffRole::Noc) => false,
    }
}

/// The same in this tenant's portal; see [`billing::policy::shows_bills`].
pub fn makes_links(tenant: &TenantRef, kind: CallerKind) -> bool {
    may_make_links(kind) && shows_payments(tenant, kind)
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
        // Sees, pays, enters, refunds, manages methods, makes links.
        let table = [
            ("anonymous", [false, false, false, false, false, false]),
            ("owner", [true, true, false, false, true, true]),
            ("payer", [true, true, false, false, true, true]),
            ("technical", [false, false, false, false, false, false]),
            ("viewer", [true, false, false, false, false, false]),
            ("reseller admin", [true, false, false, false, false, true]),
            ("reseller agent", [true, false, false, false, false, true]),
            ("support", [true, false, false, false, false, true]),
            ("billing", [true, true, true, true, false, true]),
            ("noc", [false, false, false, false, false, false]),
            ("tenant admin", [true, true, true, true, false, true]),
        ];
        for (kind, (name, expected)) in CallerKind::ALL.into_iter().zip(table) {
            assert_eq!(kind.name(), name);
            let rules = [
                may_view_payments,
                may_pay,
                may_enter_payments,
                may_refund,
                may_manage_methods,
                may_make_links,
            ];
            assert_eq!(rules.map(|rule| rule(kind)), expected, "{name}");
        }
    }
}
