//! Who sees alarms, and who keeps them and their rules. Pure.

use crate::kernel::actor::{CallerKind, StaffRole};

/// Whether a caller of this kind sees alarms about devices and the rules behind them.
pub fn may_view_alerts(kind: CallerKind) -> bool {
    match kind {
        CallerKind::Staff(StaffRole::Support | StaffRole::Noc | StaffRole::TenantAdmin) => true,
        CallerKind::Anonymous
        | CallerKind::Member(_)
        | CallerKind::Reseller(_)
        | CallerKind::Staff(StaffRole::Billing) => false,
    }
}

/// Whether a caller of this kind takes alarms up, says that they are over, keeps their rules, and has devices asked.
pub fn may_manage_alerts(kind: CallerKind) -> bool {
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
    fn support_looks_and_the_network_s_operators_act() {
        let named = |rule: fn(CallerKind) -> bool| -> Vec<&str> {
            CallerKind::ALL.into_iter().filter(|kind| rule(*kind)).map(CallerKind::name).collect()
        };
        assert_eq!(named(may_view_alerts), ["support", "noc", "tenant admin"]);
        assert_eq!(named(may_manage_alerts), ["noc", "tenant admin"]);
    }
}
