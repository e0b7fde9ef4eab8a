//! Who may see payments. Pure.

use crate::billing;
use crate::db::TenantRef;
use crate::kernel::actor::CallerKind;

/// Whether a caller of this kind sees the customer's payments: whoever sees the bills.
pub fn may_view_payments(kind: CallerKind) -> bool {
    billing::policy::may_view_bills(kind)
}

/// Whether a caller of this kind sees payments in this tenant's portal; see [`billing::policy::shows_bills`].
pub fn shows_payments(tenant: &TenantRef, kind: CallerKind) -> bool {
    may_view_payments(kind) && billing::policy::shows_bills(tenant, kind)
}
