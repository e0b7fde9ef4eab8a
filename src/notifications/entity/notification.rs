//! A notification in an account's inbox.

use crate::kernel::ids::{AccountId, EventId, NotificationId, TenantId};
use crate::notifications::topic::{Kind, Topic};
use sea_orm::entity::prelude::*;

/// A notification in an account's inbox.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "notification")]
pub struct Model {
    /// The notification.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: NotificationId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// Whose inbox.
    pub account_id: AccountId,
    /// The event it tells of, which may be discarded by now.
    pub event_id: EventId,
    /// What it is about.
    pub topic: Topic,
    /// What it tells.
    pub kind: Kind,
    /// The external id of the object it is about, if it can be opened.
    pub subject: Option<String>,
    /// Values of the text's places.
    pub args: Json,
    /// When it came.
    pub created_at: DateTimeUtc,
    /// When it was marked as read.
    pub read_at: Option<DateTimeUtc>,
}

/// Rows are read by account alone.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
