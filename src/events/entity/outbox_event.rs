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
    /// Money has come in.
    PaymentReceived,
    /// A payment was used for an invoice.
    PaymentAllocated,
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
    /// A notification has come into the account's inbox.
    NotificationCreated,
    /// Notifications of the account were marked as read, perhaps on another page.
    NotificationsRead,
    /// Somebody has asked for everything that is kept of a customer.
    DataExportRequested,
    /// The file with everything that is kept of a customer is there.
    DataExportReady,
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
