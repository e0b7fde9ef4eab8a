//! Whose right an event asks for. Pure.

use crate::db::TenantRef;
use crate::events::EventType;
use crate::kernel::actor::CallerKind;
use crate::{billing, catalog, identity, payments};

/// The rule that a caller must pass to be told that something happened to a customer it sees.
pub type Rule = fn(&TenantRef, CallerKind) -> bool;

/// Whether an event is between the members of a household: looking through an owner's eyes does not show it
/// (`Actor::may_see_between_members`).
pub fn is_between_members(event: EventType) -> bool {
    matches!(event, EventType::MemberAdded | EventType::MemberRoleChanged | EventType::MemberRemoved)
}

/// What happens to a ticket, for whoever may see it.
pub const TICKET_EVENTS: [EventType; 7] = [
    EventType::TicketOpened,
    EventType::TicketReplied,
    EventType::TicketStatusChanged,
    EventType::TicketUpdated,
    EventType::TicketNoted,
    EventType::TicketAssigned,
    EventType::TicketEscalated,
];

/// Whether an event is of a ticket: which tickets of a customer somebody sees depends on the ticket too.
pub fn is_of_ticket(event: EventType) -> bool {
    TICKET_EVENTS.contains(&event)
}

/// The rule of what an event of this type leads to. None where such an event is never a customer's, and where a rule alone
/// does not decide ([`is_of_ticket`]).
pub fn rule_of(event: EventType) -> Option<Rule> {
    match event {
        EventType::InvoiceFinalized
        | EventType::InvoicePaid
        | EventType::InvoiceReopened
        | EventType::InvoiceVoided
        | EventType::InvoiceUncollectible
        | EventType::PrepaidBalanceShort
        | EventType::PrepaidBalanceLow
        | EventType::LateFeeCharged
        | EventType::PaymentReminder
        | EventType::FinalNotice
        | EventType::DunningSuspended
        | EventType::DunningRestored
        | EventType::ArrangementAccepted
        | EventType::ArrangementKept
        | EventType::ArrangementBroken
        | EventType::InvoiceLineDisputed
        | EventType::InvoiceDisputeSettled
        | EventType::CreditNoteIssued
        | EventType::CreditNoteVoided => Some(billing::policy::shows_bills),
        EventType::PaymentReceived
        | EventType::PaymentAllocated
        | EventType::PaymentAllocationReversed
        | EventType::PaymentFailed
        | EventType::PaymentRefunded
        | EventType::PaymentRefundFailed
        | EventType::PaymentChargedBack
        | EventType::PaymentDisputeWon
        | EventType::PaymentMethodAdded
        | EventType::PaymentMethodRemoved
        | EventType::PaymentMethodExpiring => Some(payments::policy::shows_payments),
        EventType::MemberAdded | EventType::MemberRoleChanged | EventType::MemberRemoved => {
            Some(|_, kind| identity::policy::may_view_members(kind))
        }
        EventType::SubscriptionActivated
        | EventType::SubscriptionSuspended
        | EventType::SubscriptionResumed
        | EventType::SubscriptionPlanChanged
        | EventType::SubscriptionEnded
        | EventType::UsageThresholdReached => Some(|_, kind| catalog::policy::may_view_services(kind)),
        EventType::IncidentOpened
        | EventType::IncidentUpdated
        | EventType::IncidentEnded
        | EventType::MaintenanceRescheduled
        | EventType::ServiceHealthChanged
        | EventType::ServiceActionChanged => Some(|_, kind| catalog::policy::may_view_services(kind)),
        EventType::TicketOpened
        | EventType::TicketReplied
        | EventType::TicketStatusChanged
        | EventType::TicketUpdated
        | EventType::TicketNoted
        | EventType::TicketAssigned
        | EventType::TicketEscalated
        | EventType::SessionStarted
        | EventType::SessionEnded
        | EventType::TotpAdded
        | EventType::TotpRemoved
        | EventType::PasskeyAdded
        | EventType::PasskeyRemoved
        | EventType::PasswordChanged
        | EventType::AccessChanged
        | EventType::EmailChangeRequested
        | EventType::EmailChanged
        | EventType::PasswordChangeRequired
        | EventType::OneTimeCodeIssued
        | EventType::MembershipChanged
        | EventType::MembershipEnded
        | EventType::NotificationCreated
        | EventType::NotificationsRead
        | EventType::DataExportRequested
        | EventType::DataExportReady
        | EventType::DeviceStatusChanged
        | EventType::AlertOpened
        | EventType::AlertResolved
        | EventType::AutomationRunChanged
        | EventType::Resync => None,
    }
}
