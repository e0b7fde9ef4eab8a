//! The stream of a tenant's events: how far cursors are given, how far events are discarded, and who gives cursors.

use crate::kernel::ids::{EventStreamId, TenantId};
use sea_orm::entity::prelude::*;

/// The stream of a tenant's events.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "event_stream")]
pub struct Model {
    /// The stream.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: EventStreamId,
    /// The tenant, which has one stream.
    pub tenant_id: TenantId,
    /// The last cursor that was given; 0 before the first. Moves in the transaction that gives cursors.
    pub head: i64,
    /// The last cursor whose event was discarded; 0 while none was.
    pub floor: i64,
    /// Counts the holders: who comes with an older number gives no cursors.
    pub epoch: i64,
    /// The dispatcher that holds the lease, or held it last.
    pub holder: String,
    /// Until when others leave the stream to its holder.
    pub lease_until: DateTimeUtc,
}

/// Rows are read by tenant alone.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
