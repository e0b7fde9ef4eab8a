//! Who sees, starts, approves and cancels runs, and who acts on equipment. Pure.

use crate::kernel::actor::{CallerKind, MemberRole, ResellerRole, StaffRole};

/// Whether a caller of this kind sees playbooks, runs and what they print.
pub fn may_view(kind: CallerKind) -> bool {
    match kind {
        CallerKind::Staff(StaffRole::Support | StaffRole::Noc | StaffRole::TenantAdmin) => true,
        CallerKind::Anonymous
        | CallerKind::Member(_)
        | CallerKind::Reseller(_)
        | CallerKind::Staff(StaffRole::Billing) => false,
    }
}

/// Whether a caller of this kind starts runs of some playbook; of which, the playbook says.
pub fn may_start_some(kind: CallerKind) -> bool {
    may_view(kind)
}

/// Whether a caller of this kind approves runs of others, and cancels them.
pub fn may_approve(kind: CallerKind) -> bool {
    match kind {
        CallerKind::Staff(StaffRole::Noc | StaffRole::TenantAdmin) => true,
        CallerKind::Anonymous
        | CallerKind::Member(_)
        | CallerKind::Reseller(_)
        | CallerKind::Staff(StaffRole::Support | StaffRole::Billing) => false,
    }
}

/// Whether a caller of this kind restarts a customer's equipment and changes its Wi-Fi: who is in charge of the customer's
/// technology, and whoever helps it. Not who only pays or only looks.
pub fn may_act_on_equipment(kind: CallerKind) -> bool {
    match kind {
        CallerKind::Member(MemberRole::Owner | MemberRole::Technical)
        | CallerKind::Reseller(ResellerRole::Admin | ResellerRole::Agent)
        | CallerKind::Staff(StaffRole::Support | StaffRole::Noc | StaffRole::TenantAdmin) => true,
        CallerKind::Anonymous
        | CallerKind::Member(MemberRole::Payer | MemberRole::Viewer)
        | CallerKind::Staff(StaffRole::Billing) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_caller_has_its_place() {
        let named = |rule: fn(CallerKind) -> bool| -> Vec<&str> {
            CallerKind::ALL.into_iter().filter(|kind| rule(*kind)).map(CallerKind::name).collect()
        };
        assert_eq!(named(may_view), ["support", "noc", "tenant admin"]);
        assert_eq!(named(may_start_some), ["support", "noc", "tenant admin"]);
        assert_eq!(named(may_approve), ["noc", "tenant admin"]);
        assert_eq!(
            named(may_act_on_equipment),
            ["owner", "technical", "reseller admin", "reseller agent", "support", "noc", "tenant admin"]
        );
    }
}
