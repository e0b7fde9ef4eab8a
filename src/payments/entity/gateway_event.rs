//! A message of a gateway: stored as it came before anything is done about it.

use crate::kernel::ids::{GatewayEventId, TenantId};
use crate::ports::payment_gateway::GatewayKind;
use sea_orm::entity::prelude::*;

/// A message of a gateway.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "gateway_event")]
pub struct Model {
    /// The message.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: GatewayEventId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// The gateway.
    pub gateway: GatewayKind,
    /// The gateway's name of it.
    pub event_id: String,
    /// The gateway's word for what has happened.
    pub kind: String,
    /// The bytes that were signed.
    pub body: Vec<u8>,
    /// What it is about, as JSON; null where it is nothing of ours.
    pub subject: Json,
    /// When it came.
    pub received_at: DateTimeUtc,
    /// How often it was tried to act on it.
    pub checks: i32,
    /// When to try next; none once it is done.
    pub check_at: Option<DateTimeUtc>,
    /// When it was done.
    pub processed_at: Option<DateTimeUtc>,
    /// What came of it.
    pub outcome: Option<String>,
}

/// Rows stand alone.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
