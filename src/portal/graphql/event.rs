//! The events of `portalEvents`.

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, Interface, Object};
use sea_orm::ActiveEnum as _;
use serde_json::Value as Json;

use super::dunning_event::DunningEvent;
use super::member_event::{MemberEvent, MembershipEvent};
use super::wallet_event::WalletEvent;
use crate::billing::graphql::{CreditNoteNode, InvoiceNode};
use crate::catalog::graphql::SubscriptionNode;
use crate::events::{Event, EventType, Missed};
use crate::graphql::context::request;
use crate::graphql::error::{ApiError, nullable};
use crate::graphql::scalars::{Cursor, DateTime, IPAddress};
use crate::identity::LinkRole;
use crate::kernel::clock::Instant;
use crate::kernel::ids::{CreditNoteId, InvoiceId, NotificationId, PaymentId, SubscriptionId, TypedId as _};
use crate::notifications::graphql::NotificationNode;
use crate::payments::graphql::PaymentNode;
use crate::{billing, catalog, notifications, payments};

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
            EventType::Resync => return None,
        })
    }

    /// That events were missed.
    pub(super) fn missed(why: Missed, cursor: i64, noticed_at: Instant) -> Self {
        let reason = match why {
            Missed::Discarded => ResyncReason::EventsDiscarded,
            Missed::Unknown => ResyncReason::CursorUnknown,
        };
        Self::Resync(ResyncEvent { cursor, noticed_at, reason })
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

/// Something happened to an invoice. For whoever sees the customer's bills.
pub struct InvoiceEvent(Facts);

/// Something happened to an invoice. For whoever sees the customer's bills.
#[Object]
impl InvoiceEvent {
    /// Where it stands in the stream: give the last one received as `after` to go on behind it.
    pub(crate) async fn cursor(&self) -> Cursor {
        Cursor(self.0.cursor)
    }

    /// What has happened: INVOICE_FINALIZED, INVOICE_PAID, INVOICE_REOPENED, INVOICE_VOIDED, INVOICE_UNCOLLECTIBLE,
    /// PREPAID_BALANCE_SHORT, PAYMENT_REMINDER, FINAL_NOTICE, INVOICE_LINE_DISPUTED, INVOICE_DISPUTE_SETTLED or, about the
    /// invoice that charges the fee, LATE_FEE_CHARGED.
    #[graphql(name = "type")]
    pub(crate) async fn event_type(&self) -> EventType {
        self.0.event.event_type
    }

    /// When it happened.
    pub(crate) async fn occurred_at(&self) -> DateTime {
        DateTime(self.0.event.at)
    }

    /// The invoice as it is now; null where the caller may not see it any more.
    async fn invoice(&self, ctx: &Context<'_>) -> Option<Result<InvoiceNode, ApiError>> {
        nullable(Box::pin(async {
            let Ok(id) = InvoiceId::parse(&self.0.event.subject) else { return Ok(None) };
            Ok(billing::open_invoices(&request(ctx).scope, &[id]).await?.pop().map(InvoiceNode::new))
        }))
        .await
    }
}

/// Something happened to a credit note. For whoever sees the customer's bills.
pub struct CreditNoteEvent(Facts);

/// Something happened to a credit note. For whoever sees the customer's bills.
#[Object]
impl CreditNoteEvent {
    /// Where it stands in the stream: give the last one received as `after` to go on behind it.
    pub(crate) async fn cursor(&self) -> Cursor {
        Cursor(self.0.cursor)
    }

    /// What has happened: CREDIT_NOTE_ISSUED or CREDIT_NOTE_VOIDED.
    #[graphql(name = "type")]
    pub(crate) async fn event_type(&self) -> EventType {
        self.0.event.event_type
    }

    /// When it happened.
    pub(crate) async fn occurred_at(&self) -> DateTime {
        DateTime(self.0.event.at)
    }

    /// The credit note as it is now; null where the caller may not see it any more.
    async fn credit_note(&self, ctx: &Context<'_>) -> Option<Result<CreditNoteNode, ApiError>> {
        nullable(Box::pin(async {
            let Ok(id) = CreditNoteId::parse(&self.0.event.subject) else { return Ok(None) };
            Ok(billing::open_credit_notes(&request(ctx).scope, &[id]).await?.pop().map(CreditNoteNode::new))
        }))
        .await
    }
}

/// Something happened to a service. For whoever sees the customer.
pub struct ServiceEvent(Facts);

/// Something happened to a service. For whoever sees the customer.
#[Object]
impl ServiceEvent {
    /// Where it stands in the stream: give the last one received as `after` to go on behind it.
    pub(crate) async fn cursor(&self) -> Cursor {
        Cursor(self.0.cursor)
    }

    /// What has happened: SUBSCRIPTION_ACTIVATED, SUBSCRIPTION_SUSPENDED, SUBSCRIPTION_RESUMED,
    /// SUBSCRIPTION_PLAN_CHANGED, SUBSCRIPTION_ENDED or USAGE_THRESHOLD_REACHED.
    #[graphql(name = "type")]
    pub(crate) async fn event_type(&self) -> EventType {
        self.0.event.event_type
    }

    /// When it happened.
    pub(crate) async fn occurred_at(&self) -> DateTime {
        DateTime(self.0.event.at)
    }

    /// The part of the volume that was reached, in percent; null for everything else.
    async fn percent(&self) -> Option<i32> {
        self.0.event.payload.get("percent").and_then(Json::as_i64).and_then(|percent| percent.try_into().ok())
    }

    /// The service as it is now; null where the caller may not see it any more.
    async fn subscription(&self, ctx: &Context<'_>) -> Option<Result<SubscriptionNode, ApiError>> {
        nullable(Box::pin(async {
            let Ok(id) = SubscriptionId::parse(&self.0.event.subject) else { return Ok(None) };
            let open = catalog::open_subscriptions(&request(ctx).scope, &[id]).await?;
            Ok(open.into_iter().next().map(SubscriptionNode::new))
        }))
        .await
    }
}

/// Something happened to a payment. For whoever sees the customer's payments.
pub struct PaymentEvent(Facts);

/// Something happened to a payment. For whoever sees the customer's payments.
#[Object]
impl PaymentEvent {
    /// Where it stands in the stream: give the last one received as `after` to go on behind it.
    pub(crate) async fn cursor(&self) -> Cursor {
        Cursor(self.0.cursor)
    }

    /// What has happened: PAYMENT_RECEIVED, PAYMENT_FAILED, PAYMENT_ALLOCATED, PAYMENT_ALLOCATION_REVERSED,
    /// PAYMENT_REFUNDED, PAYMENT_CHARGED_BACK or PAYMENT_DISPUTE_WON.
    #[graphql(name = "type")]
    pub(crate) async fn event_type(&self) -> EventType {
        self.0.event.event_type
    }

    /// When it happened.
    pub(crate) async fn occurred_at(&self) -> DateTime {
        DateTime(self.0.event.at)
    }

    /// The payment as it is now; null where the caller may not see it any more.
    async fn payment(&self, ctx: &Context<'_>) -> Option<Result<PaymentNode, ApiError>> {
        nullable(Box::pin(async {
            let Ok(id) = PaymentId::parse(&self.0.event.subject) else { return Ok(None) };
            Ok(payments::open_payments(&request(ctx).scope, &[id]).await?.pop().map(PaymentNode::new))
        }))
        .await
    }

    /// The invoice that it was used for; null unless the type is PAYMENT_ALLOCATED.
    async fn invoice(&self, ctx: &Context<'_>) -> Option<Result<InvoiceNode, ApiError>> {
        nullable(Box::pin(async {
            let Some(id) = self.0.text("invoice").and_then(|id| InvoiceId::parse(id).ok()) else {
                return Ok(None);
            };
            Ok(billing::open_invoices(&request(ctx).scope, &[id]).await?.pop().map(InvoiceNode::new))
        }))
        .await
    }
}

/// Something happened to a stored method to pay by. For whoever sees the customer's payments.
pub struct PaymentMethodEvent(Facts);

/// Something happened to a stored method to pay by. For whoever sees the customer's payments.
#[Object]
impl PaymentMethodEvent {
    /// Where it stands in the stream: give the last one received as `after` to go on behind it.
    pub(crate) async fn cursor(&self) -> Cursor {
        Cursor(self.0.cursor)
    }

    /// What has happened: PAYMENT_METHOD_ADDED, PAYMENT_METHOD_REMOVED or PAYMENT_METHOD_EXPIRING.
    #[graphql(name = "type")]
    pub(crate) async fn event_type(&self) -> EventType {
        self.0.event.event_type
    }

    /// When it happened.
    pub(crate) async fn occurred_at(&self) -> DateTime {
        DateTime(self.0.event.at)
    }

    /// The method, as in `customer.paymentMethods`.
    async fn method_id(&self) -> ID {
        ID(self.0.event.subject.clone())
    }

    /// The brand of a card, e.g. `visa`, or the country of an account; null where it is not known.
    async fn brand(&self) -> Option<&str> {
        self.0.text("brand")
    }

    /// The last four digits; null where they are not known.
    async fn last4(&self) -> Option<&str> {
        self.0.text("last4")
    }
}

/// Something happened to the inbox of the caller's account. For the account's owner alone.
pub struct NotificationEvent(Facts);

/// Something happened to the inbox of the caller's account. For the account's owner alone.
#[Object]
impl NotificationEvent {
    /// Where it stands in the stream: give the last one received as `after` to go on behind it.
    pub(crate) async fn cursor(&self) -> Cursor {
        Cursor(self.0.cursor)
    }

    /// What has happened: NOTIFICATION_CREATED or NOTIFICATIONS_READ.
    #[graphql(name = "type")]
    pub(crate) async fn event_type(&self) -> EventType {
        self.0.event.event_type
    }

    /// When it happened.
    pub(crate) async fn occurred_at(&self) -> DateTime {
        DateTime(self.0.event.at)
    }

    /// The notification that has come; null for NOTIFICATIONS_READ.
    async fn notification(&self, ctx: &Context<'_>) -> Option<Result<NotificationNode, ApiError>> {
        nullable(Box::pin(async {
            let Ok(id) = NotificationId::parse(&self.0.event.subject) else { return Ok(None) };
            let found = notifications::notifications_by_id(&request(ctx).scope, &[id]).await?;
            Ok(found.into_iter().next().map(NotificationNode))
        }))
        .await
    }

    /// How many of the account's notifications are not read now.
    async fn unread_count(&self, ctx: &Context<'_>) -> Result<i32, ApiError> {
        let scope = &request(ctx).scope;
        let account = scope.actor().account().ok_or(ApiError::Unauthenticated)?;
        let unread = notifications::count_unread(scope, account.id).await?;
        Ok(i32::try_from(unread).unwrap_or(i32::MAX))
    }
}

/// Something happened to a session of the caller's account. For the account's owner alone.
pub struct SessionEvent(Facts);

/// Something happened to a session of the caller's account. For the account's owner alone.
#[Object]
impl SessionEvent {
    /// Where it stands in the stream: give the last one received as `after` to go on behind it.
    pub(crate) async fn cursor(&self) -> Cursor {
        Cursor(self.0.cursor)
    }

    /// What has happened: SESSION_STARTED or SESSION_ENDED.
    #[graphql(name = "type")]
    pub(crate) async fn event_type(&self) -> EventType {
        self.0.event.event_type
    }

    /// When it happened.
    pub(crate) async fn occurred_at(&self) -> DateTime {
        DateTime(self.0.event.at)
    }

    /// The session, as in `viewer.account.sessions`.
    async fn session_id(&self) -> ID {
        ID(self.0.event.subject.clone())
    }

    /// What the device is called, e.g. `Firefox on Linux`; null where it is not known.
    async fn device_label(&self) -> Option<&str> {
        self.0.text("deviceLabel")
    }

    /// The address that signed in; null where it is not known.
    async fn ip_address(&self) -> Option<IPAddress> {
        self.0.text("ip").map(|ip| IPAddress(ip.to_owned()))
    }

    /// About where that address is, as the ISP's table of networks says, e.g. `Hamburg`: approximate, and no proof of
    /// anything; null where the table has nothing.
    async fn place_hint(&self, ctx: &Context<'_>) -> Option<String> {
        request(ctx).identity.places.hint(self.0.text("ip")?.parse().ok()?).map(str::to_owned)
    }

    /// Whether it was from a device that the account did not know; false for its first sign-in, and for SESSION_ENDED.
    async fn new_device(&self) -> bool {
        self.0.event.payload.get("newDevice").and_then(Json::as_bool).unwrap_or_default()
    }
}

/// What the caller's account proves itself by, or is written to at, has changed or is about to. For the account's owner
/// alone.
pub struct CredentialEvent(Facts);

/// What the caller's account proves itself by, or is written to at, has changed or is about to. For the account's owner
/// alone.
#[Object]
impl CredentialEvent {
    /// Where it stands in the stream: give the last one received as `after` to go on behind it.
    pub(crate) async fn cursor(&self) -> Cursor {
        Cursor(self.0.cursor)
    }

    /// What has happened: TOTP_ADDED, TOTP_REMOVED, PASSKEY_ADDED, PASSKEY_REMOVED, PASSWORD_CHANGED,
    /// EMAIL_CHANGE_REQUESTED, EMAIL_CHANGED, PASSWORD_CHANGE_REQUIRED or ONE_TIME_CODE_ISSUED.
    #[graphql(name = "type")]
    pub(crate) async fn event_type(&self) -> EventType {
        self.0.event.event_type
    }

    /// When it happened.
    pub(crate) async fn occurred_at(&self) -> DateTime {
        DateTime(self.0.event.at)
    }

    /// The name that its owner gave the passkey; null where it is not about one.
    async fn passkey_name(&self) -> Option<&str> {
        self.0.text("passkey")
    }

    /// As much of the new mail address as its owner knows it again by; null where it is about none.
    async fn masked_email(&self) -> Option<&str> {
        self.0.text("email")
    }
}

/// What the caller's account may act by has changed: ask for `viewer.subjects` again. Events of what it reaches now
/// follow by themselves. For the account's owner alone.
pub struct AccessEvent(Facts);

/// What the caller's account may act by has changed: ask for `viewer.subjects` again. Events of what it reaches now
/// follow by themselves. For the account's owner alone.
#[Object]
impl AccessEvent {
    /// Where it stands in the stream: give the last one received as `after` to go on behind it.
    pub(crate) async fn cursor(&self) -> Cursor {
        Cursor(self.0.cursor)
    }

    /// Always ACCESS_CHANGED.
    #[graphql(name = "type")]
    pub(crate) async fn event_type(&self) -> EventType {
        self.0.event.event_type
    }

    /// When it happened.
    pub(crate) async fn occurred_at(&self) -> DateTime {
        DateTime(self.0.event.at)
    }
}

/// A file with a customer's data was asked for, or is there. For the owner of the account that asked alone.
pub struct DataExportEvent(Facts);

/// A file with a customer's data was asked for, or is there. For the owner of the account that asked alone.
#[Object]
impl DataExportEvent {
    /// Where it stands in the stream: give the last one received as `after` to go on behind it.
    pub(crate) async fn cursor(&self) -> Cursor {
        Cursor(self.0.cursor)
    }

    /// What has happened: DATA_EXPORT_REQUESTED or DATA_EXPORT_READY.
    #[graphql(name = "type")]
    pub(crate) async fn event_type(&self) -> EventType {
        self.0.event.event_type
    }

    /// When it happened.
    pub(crate) async fn occurred_at(&self) -> DateTime {
        DateTime(self.0.event.at)
    }

    /// The export, as in `viewer.dataExports`.
    async fn data_export_id(&self) -> ID {
        ID(self.0.event.subject.clone())
    }
}

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
