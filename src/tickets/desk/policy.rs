//! Who keeps the texts that are written often. Pure; the other rules of the desk are those of tickets.

use crate::kernel::actor::{CallerKind, StaffRole};

/// Whether a caller of this kind writes canned replies.
pub fn may_write_texts(kind: CallerKind) -> bool {
    match kind {
        CallerKind::Staff(StaffRole::Support | StaffRole::TenantAdmin) => true,
        CallerKind::Anonymous
        | CallerKind::Member(_)
        | CallerKind::Reseller(_)
        | CallerKind::Staff(StaffRole::Billing | StaffRole::Noc) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tickets::policy::may_work_tickets;

    #[test]
    fn support_and_administrators_write_texts() {
        let writers: Vec<&str> =
            CallerKind::ALL.into_iter().filter(|kind| may_write_texts(*kind)).map(CallerKind::name).collect();
        assert_eq!(writers, ["support", "tenant admin"]);
        assert!(CallerKind::ALL.into_iter().filter(|kind| may_write_texts(*kind)).all(may_work_tickets));
    }
}
