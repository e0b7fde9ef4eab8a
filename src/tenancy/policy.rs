//! Who may change what belongs to the tenant. Pure.

use crate::kernel::actor::{CallerKind, StaffRole};

/// Whether a caller of this kind moves the clock of a sandbox.
pub fn may_move_clock(kind: CallerKind) -> bool {
    match kind {
        CallerKind::Staff(StaffRole::TenantAdmin) => true,
        CallerKind::Staff(StaffRole::Support | StaffRole::Billing | StaffRole::Noc)
        | CallerKind::Anonymous
        | CallerKind::Member(_)
        | CallerKind::Reseller(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_is_moved_by_administrators() {
        for kind in CallerKind::ALL {
            let expected = matches!(kind, CallerKind::Staff(StaffRole::TenantAdmin));
            assert_eq!(may_move_clock(kind), expected, "{}", kind.name());
        }
    }
}
