//! The statements on what was written of incidents.

use sea_orm::IntoActiveModel as _;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Order;

use crate::db::{DbError, Reads, Tx};
use crate::kernel::clock::Instant;
use crate::kernel::ids::IncidentId;
use crate::network::entity::incident_update::{self, Column};

/// Writes an update.
pub(in crate::network) async fn insert(tx: &Tx, row: incident_update::Model) -> Result<(), DbError> {
    tx.insert(row.into_active_model().reset_all()).await
}

/// What was written of incidents, the latest first; at most `limit` of each. For those who do not see all, what is public.
pub(in crate::network) async fn of_incidents(
    db: &impl Reads,
    incidents: &[IncidentId],
    all: bool,
    limit: u64,
) -> Result<Vec<incident_update::Model>, DbError> {
    let mut updates =
        db.select::<incident_update::Entity>().filter(Column::IncidentId.is_in(incidents.iter().copied()));
    if !all {
        updates = updates.filter(Column::Public.eq(true));
    }
    updates
        .top_per_parent(Column::IncidentId, &[(Column::At, Order::Desc), (Column::Id, Order::Desc)], limit)
        .all()
        .await
}

/// When something was last written of an incident.
pub(in crate::network) async fn last_at(
    db: &impl Reads,
    incident: IncidentId,
) -> Result<Option<Instant>, DbError> {
    let last = db.select::<incident_update::Entity>().filter(Column::IncidentId.eq(incident));
    let last = last.order_by(Column::At, Order::Desc).limit(1).one().await?;
    Ok(last.map(|update| update.at))
}
