//! Who may upload files for tickets: pure, decided next to the write.

use sea_orm::Iterable as _;

use crate::kernel::actor::CallerKind;
use crate::tickets::entity::ticket::TicketCategory;
use crate::tickets::policy::may_write_tickets;

/// Whether a caller may upload a file for tickets of a customer: who may write on tickets of some kind. On which of them it may
/// be used is decided where it is used.
pub fn may_upload(kind: CallerKind) -> bool {
    TicketCategory::iter().any(|category| may_write_tickets(category, kind))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::actor::MemberRole;

    #[test]
    fn who_may_write_may_upload() {
        for kind in CallerKind::ALL {
            let no_word = matches!(kind, CallerKind::Anonymous | CallerKind::Member(MemberRole::Viewer));
            assert_eq!(may_upload(kind), !no_word, "{kind:?}");
        }
    }
}
