//! Who sees how far the network is, and who lets it be told. Pure.

use crate::kernel::actor::{CallerKind, MemberRole, ResellerRole, StaffRole};

/// Whether a caller of this kind sees why the network was not told, and the list of all services.
pub fn may_view_errors(kind: CallerKind) -> bool {
    match kind {
        CallerKind::Staff(StaffRole::Support | StaffRole::Noc | StaffRole::TenantAdmin) => true,
        CallerKind::Anonymous
        | CallerKind::Member(_)
        | CallerKind::Reseller(_)
        | CallerKind::Staff(StaffRole::Billing) => false,
    }
}

/// Whether a caller of this kind lets the network be told at once.
pub fn may_retry(kind: CallerKind) -> bool {
    may_view_errors(kind)
}

/// Whether a caller of this kind keeps the NASes.
pub fn may_manage_nas(kind: CallerKind) -> bool {
    match kind {
        CallerKind::Staff(StaffRole::Noc | StaffRole::TenantAdmin) => true,
        CallerKind::Anonymous
        | CallerKind::Member(_)
        | CallerKind::Reseller(_)
        | CallerKind::Staff(StaffRole::Support | StaffRole::Billing) => false,
    }
}

/// Whether a caller of this kind gives a service another password: who runs the customer's equipment, or sets it up.
pub fn may_rotate_password(kind: CallerKind) -> bool {
    match kind {
        CallerKind::Member(MemberRole::Owner | MemberRole::Technical)
        | CallerKind::Reseller(ResellerRole::Admin)
        | CallerKind::Staff(StaffRole::Support | StaffRole::Noc | StaffRole::TenantAdmin) => true,
        CallerKind::Anonymous
        | CallerKind::Member(MemberRole::Payer | MemberRole::Viewer)
        | CallerKind::Reseller(ResellerRole::Agent)
        | CallerKind::Staff(StaffRole::Billing) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_may_what() {
        let named = |rule: fn(CallerKind) -> bool| -> Vec<&str> {
            CallerKind::ALL.into_iter().filter(|kind| rule(*kind)).map(CallerKind::name).collect()
        };
        assert_eq!(named(may_view_errors), ["support", "noc", "tenant admin"]);
        assert_eq!(named(may_retry), ["support", "noc", "tenant admin"]);
        assert_eq!(named(may_manage_nas), ["noc", "tenant admin"]);
        let rotate = ["owner", "technical", "reseller admin", "support", "noc", "tenant admin"];
        assert_eq!(named(may_rotate_password), rotate);
    }
}
