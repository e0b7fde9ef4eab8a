//! Who writes the help, and who sees what is not published. Pure.

use crate::kernel::actor::{CallerKind, StaffRole};

/// Whether a caller of this kind writes, publishes and archives articles.
pub fn may_write(kind: CallerKind) -> bool {
    match kind {
        CallerKind::Staff(StaffRole::Support | StaffRole::TenantAdmin) => true,
        CallerKind::Anonymous
        | CallerKind::Member(_)
        | CallerKind::Reseller(_)
        | CallerKind::Staff(StaffRole::Billing | StaffRole::Noc) => false,
    }
}

/// Whether a caller of this kind sees articles that are not published.
pub fn may_view_unpublished(kind: CallerKind) -> bool {
    match kind {
        CallerKind::Staff(
            StaffRole::Support | StaffRole::Billing | StaffRole::Noc | StaffRole::TenantAdmin,
        ) => true,
        CallerKind::Anonymous | CallerKind::Member(_) | CallerKind::Reseller(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn support_writes_and_staff_sees_drafts() {
        let named = |rule: fn(CallerKind) -> bool| -> Vec<&str> {
            CallerKind::ALL.into_iter().filter(|kind| rule(*kind)).map(CallerKind::name).collect()
        };
        assert_eq!(named(may_write), ["support", "tenant admin"]);
        assert_eq!(named(may_view_unpublished), ["support", "billing", "noc", "tenant admin"]);
    }
}
