//! Statements on work that is announced, and of which nobody has said that it has begun.

use sea_orm::FromQueryResult;

use super::ServiceRow;
use crate::db::{DbError, PlatformScope, Reads};
use crate::kernel::clock::Instant;
use crate::kernel::ids::{SubscriptionId, TenantId};

/// What stays told while work goes on, because it comes first: the contract, and a known outage (`derive`).
const COMES_FIRST: &str = "('ANNOUNCED_WORK', 'KNOWN_OUTAGE', 'NON_PAYMENT', 'PAUSED', 'MISUSE', 'WITHHELD_BY_ISP', 'NOT_IN_SERVICE')";

#[derive(FromQueryResult)]
struct TenantRow {
    tenant_id: TenantId,
}

/// The tenants with such work. Its time is of each tenant's own clock.
pub async fn tenants_with_announced_work(platform: &PlatformScope) -> Result<Vec<TenantId>, DbError> {
    const SQL: &str = "SELECT DISTINCT tenant_id FROM incident WHERE status = 'SCHEDULED' ORDER BY tenant_id";
    let rows: Vec<TenantRow> = platform.rows(SQL, []).await?;
    Ok(rows.into_iter().map(|row| row.tenant_id).collect())
}

/// The services whose customers were not told yet that it is time, or that it is over; in order, at most `limit`.
pub(in crate::network::health) async fn services(
    db: &impl Reads,
    now: Instant,
    limit: u64,
) -> Result<Vec<SubscriptionId>, DbError> {
    let sql = format!(
        "SELECT DISTINCT p.subscription_id FROM incident n
           JOIN incident_impact p ON p.tenant_id = n.tenant_id AND p.incident_id = n.id
           LEFT JOIN service_health h ON h.tenant_id = p.tenant_id AND h.subscription_id = p.subscription_id
          WHERE n.tenant_id = $1 AND n.status = 'SCHEDULED' AND p.to_at IS NULL
            AND ((n.started_at <= $2 AND n.eta_at > $2 AND (h.reason IS NULL OR h.reason NOT IN {COMES_FIRST}))
                 OR (n.eta_at <= $2 AND h.reason = 'ANNOUNCED_WORK'))
          ORDER BY p.subscription_id LIMIT {limit}"
    );
    let rows: Vec<ServiceRow> = db.rows(&sql, [now.into()]).await?;
    Ok(rows.into_iter().map(|row| row.subscription_id).collect())
}
