//! Who may change what a tenant is. Pure.

use crate::kernel::actor::{CallerKind, StaffRole};

/// Whether a caller of this kind sees and changes the tenant's settings.
pub fn may_administer_settings(kind: CallerKind) -> bool {
    administers(kind)
}

/// Whether a caller of this kind moves the clock of a sandbox.
pub fn may_move_clock(kind: CallerKind) -> bool {
    administers(kind)
}

fn administers(kind: CallerKind) -> bool {
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
    fn settings_and_time_are_the_administrator_s() {
        for kind in CallerKind::ALL {
            let administers = kind == CallerKind::Staff(StaffRole::TenantAdmin);
            assert_eq!(may_administer_settings(kind), administers, "{}", kind.name());
            assert_eq!(may_move_clock(kind), administers, "{}", kind.name());
        }
    }
}
