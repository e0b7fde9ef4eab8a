//! Who may take a customer's data along. Pure.

use crate::kernel::actor::{CallerKind, MemberRole};

/// Whether a caller of this kind asks for everything that is kept of the customer: its owner, and nobody for it.
pub fn may_export(kind: CallerKind) -> bool {
    match kind {
        CallerKind::Member(MemberRole::Owner) => true,
        CallerKind::Anonymous
        | CallerKind::Member(MemberRole::Payer | MemberRole::Technical | MemberRole::Viewer)
        | CallerKind::Reseller(_)
        | CallerKind::Staff(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_owner_takes_data_along() {
        let may: Vec<CallerKind> = CallerKind::ALL.into_iter().filter(|kind| may_export(*kind)).collect();
        assert_eq!(may, [CallerKind::Member(MemberRole::Owner)]);
    }
}
