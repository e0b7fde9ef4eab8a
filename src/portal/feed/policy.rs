//! Whose right an event asks for. Pure.

use crate::db::TenantRef;
use crate::events::EventType;
use crate::kernel::actor::CallerKind;
use crate::{billing, payments};

/// The rule that a caller must pass to be told that something happened to a customer it sees.
pub type Rule = fn(&TenantRef, CallerKind) -> bool;

/// The rule of what an event of this type leads to. None where such an event is never a customer's.
pub fn rule_of(event: EventType) -> Option<Rule> {
    match event {
        EventType::InvoiceFinalized | EventType::InvoicePaid | EventType::InvoiceReopened => {
            Some(billing::policy::shows_bills)
        }
        EventType::PaymentReceived | EventType::PaymentAllocated => Some(payments::policy::shows_payments),
        EventType::SessionStarted
        | EventType::SessionEnded
        | EventType::TotpAdded
        | EventType::TotpRemoved
        | EventType::PasskeyAdded
        | EventType::PasskeyRemoved
        | EventType::PasswordChanged
        | EventType::NotificationCreated
        | EventType::NotificationsRead
        | EventType::DataExportRequested
        | EventType::DataExportReady
        | EventType::Resync => None,
    }
}
