//! Who may read the logs. Pure.

use crate::kernel::actor::{CallerKind, MemberRole, StaffRole};

/// Whether a caller of this kind reads the audit log of the tenant, checks it and erases values in it.
pub fn may_administer_audit(kind: CallerKind) -> bool {
    match kind {
        CallerKind::Staff(StaffRole::TenantAdmin) => true,
        CallerKind::Anonymous
        | CallerKind::Member(_)
        | CallerKind::Reseller(_)
        | CallerKind::Staff(StaffRole::Support | StaffRole::Billing | StaffRole::Noc) => false,
    }
}

/// Whether a caller of this kind sees who has viewed or changed the customer.
pub fn may_view_activity(kind: CallerKind) -> bool {
    match kind {
        CallerKind::Member(MemberRole::Owner | MemberRole::Viewer)
        | CallerKind::Staff(StaffRole::Support | StaffRole::TenantAdmin) => true,
        CallerKind::Anonymous
        | CallerKind::Member(MemberRole::Payer | MemberRole::Technical)
        | CallerKind::Reseller(_)
        | CallerKind::Staff(StaffRole::Billing | StaffRole::Noc) => false,
    }
}
