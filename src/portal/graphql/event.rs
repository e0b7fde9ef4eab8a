//! The events of `portalEvents`.

use std::sync::Arc;

use async_graphql::{Enum, Interface, Object};
use sea_orm::ActiveEnum as _;
use serde_json::Value as Json;

use super::account_event::{AccessEvent, CredentialEvent, DataExportEvent, NotificationEvent, SessionEvent};
use super::automation_event::{AutomationRunEvent, ServiceActionEvent};
use super::billing_event::{CreditNoteEvent, InvoiceEvent};
use super::dunning_event::DunningEvent;
use super::health_event::ServiceHealthEvent;
use super::member_event::{MemberEvent, MembershipEvent};
use super::network_event::{AlertEvent, DeviceEvent};
use super::payment_event::{PaymentEvent, PaymentMethodEvent};
use super::service_event::ServiceEvent;
use super::ticket_event::{IncidentEvent, TicketEvent};
use super::wallet_event::WalletEvent;
use crate::events::{Event, EventType, Missed};
use crate::graphql::scalars::{Cursor, DateTime};
use crate::identity::LinkRole;
use crate::kernel::clock::Instant;

/// Something that has happened.
#[derive(Interface)]
#[graphql(
    field(
        name = "cursor",
        ty = "Cursor",
        desc = "Where it stands in the stream: give the last one received as `after` to go on behind it."
    ),
    field(name = "type", method = "event_type", ty = "EventType", desc = "What has happened."),
    field(name = "occurred_at", ty = "DateTime", desc = "When it happened.")
)]
pub enum PortalEvent {
    /// Something happened to an invoice.
    Invoice(InvoiceEvent),
    /// The balance of a prepaid customer is low.
    Wallet(WalletEvent),
    /// Something happened to a credit note.
    CreditNote(CreditNoteEvent),
    /// Something happened to a payment.
    Payment(PaymentEvent),
    /// Something happened because of what is overdue.
    Dunning(DunningEvent),
    /// Something happened to a service.
    Service(ServiceEvent),
    /// Something happened to a stored method to pay by.
    PaymentMethod(PaymentMethodEvent),
    /// Something happened to the caller's inbox.
    Notification(NotificationEvent),
    /// Something happened to a session of the caller's account.
    Session(SessionEvent),
    /// What the caller's account proves itself by, or is written to at, has changed or is about to.
    Credential(CredentialEvent),
    /// What the caller's account may act by has changed.
    Access(AccessEvent),
    /// Something happened to a member of a customer.
    Member(MemberEvent),
    /// The caller's own right on a customer was changed by somebody else.
    Membership(MembershipEvent),
    /// A file with a customer's data was asked for, or is there.
    DataExport(DataExportEvent),
    /// Something happened to a ticket.
    Ticket(TicketEvent),
    /// Something happened to an outage or a maintenance.
    Incident(IncidentEvent),
    /// A service is in another state.
    ServiceHealth(ServiceHealthEvent),
    /// A device of the network is otherwise than it was.
    Device(DeviceEvent),
    /// Something happened to an alert about a device.
    Alert(AlertEvent),
    /// A run of a playbook stands elsewhere now.
    AutomationRun(AutomationRunEvent),
    /// Something that was asked for a service stands elsewhere now.
    ServiceAction(ServiceActionEvent),
    /// Events were missed for good.
    Resync(ResyncEvent),
}

impl PortalEvent {
    /// The event as its type shows it; none for one without a cursor, which nobody receives.
    pub(super) fn of(event: &Arc<Event>) -> Option<Self> {
        let facts = Facts { event: event.clone(), cursor: event.cursor? };
        Some(match event.event_type {
            EventType::InvoiceFinalized
            | EventType::InvoicePaid
            | EventType::InvoiceReopened
            | EventType::InvoiceVoided
            | EventType::InvoiceUncollectible
            | EventType::PrepaidBalanceShort
            | EventType::PaymentReminder
            | EventType::FinalNotice
            | EventType::InvoiceLineDisputed
            | EventType::InvoiceDisputeSettled
            | EventType::LateFeeCharged => Self::Invoice(InvoiceEvent(facts)),
            EventType::PrepaidBalanceLow => Self::Wallet(WalletEvent(facts)),
            EventType::DunningSuspended
            | EventType::DunningRestored
            | EventType::ArrangementAccepted
            | EventType::ArrangementKept
            | EventType::ArrangementBroken => Self::Dunning(DunningEvent(facts)),
            EventType::CreditNoteIssued | EventType::CreditNoteVoided => {
                Self::CreditNote(CreditNoteEvent(facts))
            }
            EventType::PaymentReceived
            | EventType::PaymentAllocated
            | EventType::PaymentAllocationReversed
            | EventType::PaymentFailed
            | EventType::PaymentRefunded
            | EventType::PaymentRefundFailed
            | EventType::PaymentChargedBack
            | EventType::PaymentDisputeWon => Self::Payment(PaymentEvent(facts)),
            EventType::SubscriptionActivated
            | EventType::SubscriptionSuspended
            | EventType::SubscriptionResumed
            | EventType::SubscriptionPlanChanged
            | EventType::SubscriptionEnded
            | EventType::UsageThresholdReached => Self::Service(ServiceEvent(facts)),
            EventType::PaymentMethodAdded
            | EventType::PaymentMethodRemoved
            | EventType::PaymentMethodExpiring => Self::PaymentMethod(PaymentMethodEvent(facts)),
            EventType::NotificationCreated | EventType::NotificationsRead => {
                Self::Notification(NotificationEvent(facts))
            }
            EventType::SessionStarted | EventType::SessionEnded => Self::Session(SessionEvent(facts)),
            EventType::TotpAdded
            | EventType::TotpRemoved
            | EventType::PasskeyAdded
            | EventType::PasskeyRemoved
            | EventType::PasswordChanged
            | EventType::EmailChangeRequested
            | EventType::EmailChanged
            | EventType::PasswordChangeRequired
            | EventType::OneTimeCodeIssued => Self::Credential(CredentialEvent(facts)),
            EventType::AccessChanged => Self::Access(AccessEvent(facts)),
            EventType::MemberAdded | EventType::MemberRoleChanged | EventType::MemberRemoved => {
                Self::Member(MemberEvent(facts))
            }
            EventType::MembershipChanged | EventType::MembershipEnded => {
                Self::Membership(MembershipEvent(facts))
            }
            EventType::DataExportRequested | EventType::DataExportReady => {
                Self::DataExport(DataExportEvent(facts))
            }
            EventType::TicketOpened
            | EventType::TicketReplied
            | EventType::TicketStatusChanged
            | EventType::TicketUpdated
            | EventType::TicketNoted
            | EventType::TicketAssigned
            | EventType::TicketEscalated => Self::Ticket(TicketEvent(facts)),
            EventType::IncidentOpened
            | EventType::IncidentUpdated
            | EventType::IncidentEnded
            | EventType::MaintenanceRescheduled => Self::Incident(IncidentEvent(facts)),
            EventType::ServiceHealthChanged => Self::ServiceHealth(ServiceHealthEvent(facts)),
            EventType::DeviceStatusChanged => Self::Device(DeviceEvent(facts)),
            EventType::AlertOpened | EventType::AlertResolved => Self::Alert(AlertEvent(facts)),
            EventType::AutomationRunChanged => Self::AutomationRun(AutomationRunEvent(facts)),
            EventType::ServiceActionChanged => Self::ServiceAction(ServiceActionEvent(facts)),
            EventType::Resync => return None,
        })
    }

    /// That events were missed.
    pub(super) fn missed(why: Missed, cursor: i64, noticed_at: Instant) -> Self {
        Self::Resync(ResyncEvent::of(why, cursor, noticed_at))
    }
}

/// What every stored event has.
pub(super) struct Facts {
    pub(super) event: Arc<Event>,
    pub(super) cursor: i64,
}

impl Facts {
    pub(super) fn text(&self, key: &str) -> Option<&str> {
        self.event.payload.get(key).and_then(Json::as_str)
    }

    pub(super) fn role(&self, key: &str) -> Option<LinkRole> {
        LinkRole::try_from_value(&self.text(key)?.to_owned()).ok()
    }
}

/// Declares the type of a stored event, by what it is about and which types of event it shows: the fields of the interface,
/// and those that are given.
macro_rules! stored_event {
    ($(#[doc = $what:literal])+ $name:ident, $(#[doc = $types:literal])+ { $($fields:tt)* }) => {
        $(#[doc = $what])+
        pub struct $name(pub(super) $crate::portal::graphql::event::Facts);

        $(#[doc = $what])+
        #[async_graphql::Object]
        impl $name {
            /// Where it stands in the stream: give the last one received as `after` to go on behind it.
            pub(crate) async fn cursor(&self) -> $crate::graphql::scalars::Cursor {
                $crate::graphql::scalars::Cursor(self.0.cursor)
            }

            $(#[doc = $types])+
            #[graphql(name = "type")]
            pub(crate) async fn event_type(&self) -> $crate::events::EventType {
                self.0.event.event_type
            }

            /// When it happened.
            pub(crate) async fn occurred_at(&self) -> $crate::graphql::scalars::DateTime {
                $crate::graphql::scalars::DateTime(self.0.event.at)
            }

            $($fields)*
        }
    };
}

pub(super) use stored_event;

/// Why events were missed for good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum ResyncReason {
    /// What came after the cursor is older than what is kept.
    EventsDiscarded,
    /// The cursor is none that this ISP's stream has given.
    CursorUnknown,
}

/// Events were missed for good: load again what is shown. The stream goes on from here.
pub struct ResyncEvent {
    cursor: i64,
    noticed_at: Instant,
    reason: ResyncReason,
}

impl ResyncEvent {
    /// That events were missed.
    pub(super) fn of(why: Missed, cursor: i64, noticed_at: Instant) -> Self {
        let reason = match why {
            Missed::Discarded => ResyncReason::EventsDiscarded,
            Missed::Unknown => ResyncReason::CursorUnknown,
        };
        Self { cursor, noticed_at, reason }
    }
}

/// Events were missed for good: load again what is shown. The stream goes on from here.
#[Object]
impl ResyncEvent {
    /// Where the stream goes on: give it as `after` from now on.
    pub(crate) async fn cursor(&self) -> Cursor {
        Cursor(self.cursor)
    }

    /// Always RESYNC.
    #[graphql(name = "type")]
    pub(crate) async fn event_type(&self) -> EventType {
        EventType::Resync
    }

    /// When it was noticed.
    pub(crate) async fn occurred_at(&self) -> DateTime {
        DateTime(self.noticed_at)
    }

    /// Why.
    async fn reason(&self) -> ResyncReason {
        self.reason
    }
}
