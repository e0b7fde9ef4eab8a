//! Who sees the devices of the network, and who keeps them. Pure.

use crate::kernel::actor::{CallerKind, StaffRole};

/// Whether a caller of this kind sees sites, devices and what hangs on them. Bills need none of it, and customers see how
/// their services are instead.
pub fn may_view_devices(kind: CallerKind) -> bool {
    match kind {
        CallerKind::Staff(StaffRole::Support | StaffRole::Noc | StaffRole::TenantAdmin) => true,
        CallerKind::Anonymous
        | CallerKind::Member(_)
        | CallerKind::Reseller(_)
        | CallerKind::Staff(StaffRole::Billing) => false,
    }
}

/// Whether a caller of this kind enters, changes and retires devices, and says where they may be asked.
pub fn may_manage_devices(kind: CallerKind) -> bool {
    match kind {
        CallerKind::Staff(StaffRole::Noc | StaffRole::TenantAdmin) => true,
        CallerKind::Anonymous
        | CallerKind::Member(_)
        | CallerKind::Reseller(_)
        | CallerKind::Staff(StaffRole::Support | StaffRole::Billing) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn staff_but_the_billing_sees_devices_and_the_network_s_operators_keep_them() {
        let named = |rule: fn(CallerKind) -> bool| -> Vec<&str> {
            CallerKind::ALL.into_iter().filter(|kind| rule(*kind)).map(CallerKind::name).collect()
        };
        assert_eq!(named(may_view_devices), ["support", "noc", "tenant admin"]);
        assert_eq!(named(may_manage_devices), ["noc", "tenant admin"]);
    }
}
