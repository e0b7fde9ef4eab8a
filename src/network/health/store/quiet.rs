//! Statements on services of which nothing is heard any more.

use chrono::TimeDelta;
use sea_orm::FromQueryResult;

use super::ServiceRow;
use crate::db::{DbError, PlatformScope, Reads};
use crate::kernel::clock::Instant;
use crate::kernel::ids::{SubscriptionId, TenantId};
use crate::network::health::derive::PATIENCE;

/// Devices of a tenant that are asked equally often, and some of which have not been asked for too long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quiet {
    /// The tenant.
    pub tenant: TenantId,
    /// Seconds between two polls.
    interval: i32,
}

impl Quiet {
    /// Since when its devices have to have been asked.
    fn since(interval: i32, now: Instant) -> Instant {
        now - TimeDelta::seconds(i64::from(interval)) * PATIENCE
    }
}

/// Where customers were told of something that is not known any more.
pub async fn quiet(platform: &PlatformScope, now: Instant) -> Result<Vec<Quiet>, DbError> {
    let mut found = Vec::new();
    for interval in intervals(platform).await? {
        let tenants = tenants(platform, interval, Quiet::since(interval, now)).await?;
        found.extend(tenants.into_iter().map(|tenant| Quiet { tenant, interval }));
    }
    Ok(found)
}

/// What customers were told that rests on what a device last said.
const RESTS_ON_POLLS: &str =
    "('LINE_UP', 'DEVICE_STRAINED', 'LINE_DOWN', 'PORT_DISABLED', 'DEVICE_DOWN', 'CUSTOMER_DEVICE_DOWN')";

#[derive(FromQueryResult)]
struct IntervalRow {
    poll_interval_seconds: i32,
}

/// How often devices are asked, of all tenants.
async fn intervals(platform: &PlatformScope) -> Result<Vec<i32>, DbError> {
    const SQL: &str = "SELECT DISTINCT poll_interval_seconds FROM device
         WHERE snmp_version IS NOT NULL AND retired_at IS NULL ORDER BY poll_interval_seconds";
    let rows: Vec<IntervalRow> = platform.rows(SQL, []).await?;
    Ok(rows.into_iter().map(|row| row.poll_interval_seconds).collect())
}

/// The services on devices that are asked so often and were not asked since; from where on, and what is wanted of them.
fn sql(wanted: &str, interval: &str, since: &str) -> String {
    format!(
        "SELECT DISTINCT {wanted} FROM service_health h
           JOIN service_link l ON l.tenant_id = h.tenant_id AND l.subscription_id = h.subscription_id
           JOIN device d ON d.tenant_id = l.tenant_id AND d.id = l.device_id
           JOIN device_state s ON s.tenant_id = d.tenant_id AND s.device_id = d.id
          WHERE h.reason IN {RESTS_ON_POLLS} AND d.poll_interval_seconds = {interval}
            AND (s.last_tried_at IS NULL OR s.last_tried_at < {since})"
    )
}

#[derive(FromQueryResult)]
struct TenantRow {
    tenant_id: TenantId,
}

/// The tenants of such services.
async fn tenants(platform: &PlatformScope, interval: i32, since: Instant) -> Result<Vec<TenantId>, DbError> {
    let sql = sql("h.tenant_id", "$1", "$2");
    let rows: Vec<TenantRow> = platform.rows(&sql, [interval.into(), since.into()]).await?;
    Ok(rows.into_iter().map(|row| row.tenant_id).collect())
}

/// Such services of a tenant, in order; at most `limit`.
pub(in crate::network::health) async fn services(
    db: &impl Reads,
    quiet: &Quiet,
    now: Instant,
    limit: u64,
) -> Result<Vec<SubscriptionId>, DbError> {
    let since = Quiet::since(quiet.interval, now);
    let wanted = sql("h.subscription_id", "$2", "$3");
    let sql = format!("{wanted} AND h.tenant_id = $1 ORDER BY h.subscription_id LIMIT {limit}");
    let rows: Vec<ServiceRow> = db.rows(&sql, [quiet.interval.into(), since.into()]).await?;
    Ok(rows.into_iter().map(|row| row.subscription_id).collect())
}
