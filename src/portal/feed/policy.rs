//! Whose right an event asks for. Pure.

use crate::events::EventType;
use crate::kernel::actor::CallerKind;
use crate::{billing, payments};

/// The rule that a caller must pass to be told that something of this type happened to a customer it sees: the rule of
/// what the event leads to. None where such an event is never a customer's.
pub fn rule_of(event: EventType) -> Option<fn(CallerKind) -> bool> {
    match event {
        EventType::InvoiceFinalized | EventType::InvoicePaid | EventType::InvoiceReopened => {
            Some(billing::policy::may_view_bills)
        }
        EventType::PaymentReceived | EventType::PaymentAllocated => Some(payments::policy::may_view_payments),
        EventType::SessionStarted | EventType::SessionEnded | EventType::Resync => None,
    }
}
