//! An event: something that has happened, and who may know.

use crate::kernel::ids::{AccountId, CustomerId, EventId, ResellerId, TenantId};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// What has happened.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    EnumIter,
    DeriveActiveEnum,
    async_graphql::Enum,
    Serialize,
    Deserialize,
)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[graphql(name = "PortalEventType")]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum EventType {
    /// An invoice got its number and is owed.
    InvoiceFinalized,
    /// Nothing of an invoice is owed any more.
    InvoicePaid,
    /// An invoice that was paid is owed again, because a payment or credit was taken back.
    InvoiceReopened,
    /// An invoice was cancelled; it is not owed.
    InvoiceVoided,
    /// An invoice was given up; it is not owed, and may still be paid.
    InvoiceUncollectible,
    /// A prepaid customer's balance did not cover an invoice.
    PrepaidBalanceShort,
    /// A prepaid customer's balance has fallen below the threshold.
    PrepaidBalanceLow,
    /// A fee for paying an invoice late was charged, by an invoice of its own.
    LateFeeCharged,
    /// A customer is reminded of an invoice that is overdue.
    PaymentReminder,
    /// A customer is told that services will be withheld for an invoice that is overdue.
    FinalNotice,
    /// Services of a customer are withheld because it has not paid.
    DunningSuspended,
    /// Services of a customer that were withheld because it had not paid are there again.
    DunningRestored,
    /// A customer has promised to pay later.
    ArrangementAccepted,
    /// A customer has paid all that it had promised.
    ArrangementKept,
    /// A customer has not paid what it had promised.
    ArrangementBroken,
    /// A customer disputes a line of an invoice: its amount is held.
    InvoiceLineDisputed,
    /// A dispute of a line of an invoice is settled.
    InvoiceDisputeSettled,
    /// A credit was given.
    CreditNoteIssued,
    /// A credit was cancelled before anything was used of it.
    CreditNoteVoided,
    /// Money has come in.
    PaymentReceived,
    /// A payment was used for an invoice.
    PaymentAllocated,
    /// A payment is not used for an invoice any more: it was refunded or taken back by the bank.
    PaymentAllocationReversed,
    /// A payment was refused.
    PaymentFailed,
    /// A payment, or a part of it, was given back.
    PaymentRefunded,
    /// A refund has failed, perhaps after it had succeeded: the money is with the ISP again.
    PaymentRefundFailed,
    /// A bank has taken a payment back.
    PaymentChargedBack,
    /// A bank has given back what it had taken, or a part of it: the dispute is won, or is about less.
    PaymentDisputeWon,
    /// A method to pay by was stored.
    PaymentMethodAdded,
    /// A stored method was removed.
    PaymentMethodRemoved,
    /// A stored method can be used for a month or less.
    PaymentMethodExpiring,
    /// Somebody has signed in to the account.
    SessionStarted,
    /// A session of the account was ended by its owner; one that merely expires tells nobody.
    SessionEnded,
    /// An authenticator app was set up for the account.
    TotpAdded,
    /// The authenticator app of the account was removed.
    TotpRemoved,
    /// A passkey was made for the account.
    PasskeyAdded,
    /// A passkey of the account was removed.
    PasskeyRemoved,
    /// The account has another password.
    PasswordChanged,
    /// What the account may act by has changed: it has become a member, is none any more, or has another right.
    AccessChanged,
    /// Another mail address for the account waits for its confirmation.
    EmailChangeRequested,
    /// The account has another mail address.
    EmailChanged,
    /// The staff asks for another password: the sessions of the account have ended.
    PasswordChangeRequired,
    /// The staff has read out a one-time code that sets the account's password, or the operator has handed one over.
    OneTimeCodeIssued,
    /// Somebody has become a member of the customer.
    MemberAdded,
    /// A member of the customer has another right.
    MemberRoleChanged,
    /// A member of the customer has left, or was removed.
    MemberRemoved,
    /// Somebody else has given the account another right on a customer.
    MembershipChanged,
    /// Somebody else has taken the account's right on a customer back.
    MembershipEnded,
    /// A notification has come into the account's inbox.
    NotificationCreated,
    /// Notifications of the account were marked as read, perhaps on another page.
    NotificationsRead,
    /// A service has begun.
    SubscriptionActivated,
    /// A service is withheld.
    SubscriptionSuspended,
    /// A service is there again.
    SubscriptionResumed,
    /// A service has another plan, or will have one, or keeps its own after all.
    SubscriptionPlanChanged,
    /// A service has ended, or its end is set or called off.
    SubscriptionEnded,
    /// A service has used a part of its volume that is worth telling.
    UsageThresholdReached,
    /// Somebody has asked for everything that is kept of a customer.
    DataExportRequested,
    /// The file with everything that is kept of a customer is there.
    DataExportReady,
    /// A ticket was opened.
    TicketOpened,
    /// Somebody has written on a ticket what the customer reads.
    TicketReplied,
    /// A ticket stands elsewhere now.
    TicketStatusChanged,
    /// Something else of a ticket has changed: what it is about, how urgent it is, who sees it, its files, its rating.
    TicketUpdated,
    /// An employee has written an internal note on a ticket. For staff.
    TicketNoted,
    /// A ticket lies with another employee or team. For staff.
    TicketAssigned,
    /// The time that was promised for a ticket is running out. For staff.
    TicketEscalated,
    /// Something has failed, or work was announced, that affects a service of the customer.
    IncidentOpened,
    /// There is news of an incident that affects a service of the customer.
    IncidentUpdated,
    /// An incident that affected a service of the customer is over.
    IncidentEnded,
    /// Announced work that affects a service of the customer has other dates.
    MaintenanceRescheduled,
    /// A device of the network is otherwise than it was. For staff.
    DeviceStatusChanged,
    /// Something of a device has been beyond a threshold for long enough. For staff.
    AlertOpened,
    /// An alert about a device is over. For staff.
    AlertResolved,
    /// A service of the customer is in another state than before, as far as is known.
    ServiceHealthChanged,
    /// A run of a playbook stands elsewhere now. For staff.
    AutomationRunChanged,
    /// Something that was asked for a service – to restart the equipment, to change its Wi-Fi – stands elsewhere now.
    ServiceActionChanged,
    /// Events were missed that cannot be told any more: load again what is shown. Sent whatever `types` says, never
    /// stored.
    Resync,
}

/// An event: something that has happened, and who may know.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "outbox_event")]
pub struct Model {
    /// The event.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: EventId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// Its place in the tenant's stream, from 1 without gaps; none until the dispatcher has seen it.
    pub cursor: Option<i64>,
    /// What has happened.
    pub event_type: EventType,
    /// The external id of what it happened to: events of one subject are in order.
    pub subject: String,
    /// For this account alone.
    pub account_id: Option<AccountId>,
    /// For whoever sees this customer, as far as the type's policy allows.
    pub customer_id: Option<CustomerId>,
    /// For the employees of this reseller.
    pub reseller_id: Option<ResellerId>,
    /// For staff of these roles, `SUPPORT,BILLING`.
    pub staff_roles: Option<String>,
    /// What the receivers need beside the subject; never a secret.
    pub payload: Json,
    /// When, by the world's clock.
    pub at: DateTimeUtc,
}

/// Events stand alone; readers find them by cursor and audience.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
