//! The statements on who was told what of incidents.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Order;
use sea_orm::{FromQueryResult, IntoActiveModel as _, Value};

use crate::db::{DbError, PlatformScope, Reads, Tx};
use crate::kernel::clock::Instant;
use crate::kernel::ids::{AccountId, IncidentId, IncidentNoticeId, TenantId};
use crate::network::entity::incident_notice::{self, Column};

#[derive(FromQueryResult)]
struct TenantRow {
    tenant_id: TenantId,
}

/// The tenants with notices that wait.
pub async fn tenants_with_waiting_notices(platform: &PlatformScope) -> Result<Vec<TenantId>, DbError> {
    const SQL: &str =
        "SELECT DISTINCT tenant_id FROM incident_notice WHERE sent_at IS NULL ORDER BY tenant_id";
    let rows: Vec<TenantRow> = platform.rows(SQL, []).await?;
    Ok(rows.into_iter().map(|row| row.tenant_id).collect())
}

/// What these accounts were told of these incidents, or are to be.
pub(in crate::network) async fn told(
    db: &impl Reads,
    incidents: &[IncidentId],
    accounts: &[AccountId],
) -> Result<Vec<incident_notice::Model>, DbError> {
    db.select::<incident_notice::Entity>()
        .filter(Column::IncidentId.is_in(incidents.iter().copied()))
        .filter(Column::AccountId.is_in(accounts.iter().copied()))
        .all()
        .await
}

/// Writes notices, each once.
pub(in crate::network) async fn insert(tx: &Tx, rows: Vec<incident_notice::Model>) -> Result<(), DbError> {
    tx.insert_missing(rows.into_iter().map(|row| row.into_active_model().reset_all()).collect()).await
}

/// The notices that have waited longest, held until the transaction ends; those that another worker holds are left to it.
pub(in crate::network) async fn waiting(tx: &Tx, limit: u64) -> Result<Vec<incident_notice::Model>, DbError> {
    tx.select::<incident_notice::Entity>()
        .filter(Column::SentAt.is_null())
        .order_by(Column::At, Order::Asc)
        .order_by(Column::Id, Order::Asc)
        .limit(limit)
        .for_update_skipping_held()
        .all()
        .await
}

/// Notes that notices, which are held, are sent.
pub(in crate::network) async fn sent(tx: &Tx, ids: &[IncidentNoticeId], at: Instant) -> Result<(), DbError> {
    tx.update::<incident_notice::Entity>()
        .set(Column::SentAt, Value::from(Some(at)))
        .filter(Column::Id.is_in(ids.iter().copied()))
        .filter(Column::SentAt.is_null())
        .run()
        .await?;
    Ok(())
}
