//! What an account said about a topic and a channel; without a row the default counts.

use crate::kernel::ids::{AccountId, NotificationPreferenceId, TenantId};
use crate::notifications::topic::{Channel, Topic};
use sea_orm::entity::prelude::*;

/// What an account said about a topic and a channel.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "notification_preference")]
pub struct Model {
    /// The row.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: NotificationPreferenceId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// Whose preference.
    pub account_id: AccountId,
    /// What it is about.
    pub topic: Topic,
    /// How it comes.
    pub channel: Channel,
    /// Whether it is wanted.
    pub enabled: bool,
}

/// Rows are read by account alone.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
