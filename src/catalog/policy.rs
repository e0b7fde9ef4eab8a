//! Who may see and do what with plans, services, usage and discounts. Pure.

use crate::kernel::actor::{CallerKind, MemberRole, ResellerRole, StaffRole};

/// Whether a caller of this kind sees a customer's services and what they use: whoever sees the customer.
pub fn may_view_services(kind: CallerKind) -> bool {
    match kind {
        CallerKind::Member(
            MemberRole::Owner | MemberRole::Payer | MemberRole::Technical | MemberRole::Viewer,
        )
        | CallerKind::Reseller(ResellerRole::Admin | ResellerRole::Agent)
        | CallerKind::Staff(
            StaffRole::Support | StaffRole::Billing | StaffRole::Noc | StaffRole::TenantAdmin,
        ) => true,
        CallerKind::Anonymous => false,
    }
}
