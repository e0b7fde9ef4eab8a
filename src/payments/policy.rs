//! Who may see payments. Pure.

use crate::billing;
use crate::kernel::actor::CallerKind;

/// Whether a caller of this kind sees the customer's payments: whoever sees the bills.
pub fn may_view_payments(kind: CallerKind) -> bool {
    billing::policy::may_view_bills(kind)
}
