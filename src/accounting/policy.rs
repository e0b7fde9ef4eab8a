//! Who may read the books of the whole tenant. Pure.

use crate::kernel::actor::{CallerKind, StaffRole};

/// Whether a caller of this kind checks the ledger and takes the journal and the tax report out.
pub fn may_read_books(kind: CallerKind) -> bool {
    match kind {
        CallerKind::Staff(StaffRole::Billing | StaffRole::TenantAdmin) => true,
        CallerKind::Anonymous
        | CallerKind::Member(_)
        | CallerKind::Reseller(_)
        | CallerKind::Staff(StaffRole::Support | StaffRole::Noc) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::billing::policy::may_view_bills;

    #[test]
    fn whoever_reads_the_books_sees_the_bills_and_is_staff() {
        let readers: Vec<CallerKind> =
            CallerKind::ALL.into_iter().filter(|kind| may_read_books(*kind)).collect();
        assert_eq!(
            readers,
            [CallerKind::Staff(StaffRole::Billing), CallerKind::Staff(StaffRole::TenantAdmin)]
        );
        assert!(readers.into_iter().all(may_view_bills));
    }
}
