//! Who may manage other people's accounts. Pure.

use crate::kernel::actor::{CallerKind, StaffRole};

/// Whether a caller of this kind may lift the lock of somebody's portal ID.
pub fn may_unlock(kind: CallerKind) -> bool {
    match kind {
        CallerKind::Staff(StaffRole::Support | StaffRole::TenantAdmin) => true,
        CallerKind::Anonymous
        | CallerKind::Member(_)
        | CallerKind::Reseller(_)
        | CallerKind::Staff(StaffRole::Billing | StaffRole::Noc) => false,
    }
}
