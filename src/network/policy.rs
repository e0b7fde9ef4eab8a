//! Who sees incidents, and who keeps them. Pure.

use crate::kernel::actor::{CallerKind, StaffRole};

/// Whether a caller of this kind sees every incident, whomever it affects, and what is written for colleagues. Everybody else
/// sees the incidents of services that they may see, and what is public of them.
pub fn may_view_all(kind: CallerKind) -> bool {
    match kind {
        CallerKind::Staff(
            StaffRole::Support | StaffRole::Billing | StaffRole::Noc | StaffRole::TenantAdmin,
        ) => true,
        CallerKind::Anonymous | CallerKind::Member(_) | CallerKind::Reseller(_) => false,
    }
}

/// Whether a caller of this kind opens incidents, announces maintenance, and says what becomes of them.
pub fn may_manage(kind: CallerKind) -> bool {
    match kind {
        CallerKind::Staff(StaffRole::Noc | StaffRole::TenantAdmin) => true,
        CallerKind::Anonymous
        | CallerKind::Member(_)
        | CallerKind::Reseller(_)
        | CallerKind::Staff(StaffRole::Support | StaffRole::Billing) => false,
    }
}

/// Whether a caller of this kind breaks and mends the devices of a simulated network.
pub fn may_simulate(kind: CallerKind) -> bool {
    match kind {
        CallerKind::Staff(StaffRole::TenantAdmin) => true,
        CallerKind::Anonymous
        | CallerKind::Member(_)
        | CallerKind::Reseller(_)
        | CallerKind::Staff(StaffRole::Support | StaffRole::Billing | StaffRole::Noc) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn staff_sees_all_and_the_network_s_operators_manage() {
        let named = |rule: fn(CallerKind) -> bool| -> Vec<&str> {
            CallerKind::ALL.into_iter().filter(|kind| rule(*kind)).map(CallerKind::name).collect()
        };
        assert_eq!(named(may_view_all), ["support", "billing", "noc", "tenant admin"]);
        assert_eq!(named(may_manage), ["noc", "tenant admin"]);
        assert_eq!(named(may_simulate), ["tenant admin"]);
    }
}
