//! Services of which nothing is heard any more: that is no event, so somebody has to look. Any number of processes may.

use chrono::TimeDelta;

use super::derive::PATIENCE;
use super::store;
use super::tell::tell;
use crate::db::{PlatformScope, Scope};
use crate::kernel::clock::Instant;
use crate::kernel::fault::Fault;
use crate::kernel::ids::TenantId;

/// Services that are told of in one transaction.
const BATCH: u64 = 500;

/// Devices of a tenant that are asked equally often, and some of which have not been asked for too long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quiet {
    /// The tenant.
    pub tenant: TenantId,
    /// Seconds between two polls.
    interval: i32,
}

/// Since when devices that are asked so often have to have been asked.
fn since(interval: i32, now: Instant) -> Instant {
    now - TimeDelta::seconds(i64::from(interval)) * PATIENCE
}

/// Where customers were told of something that is not known any more.
pub async fn quiet(platform: &PlatformScope, now: Instant) -> Result<Vec<Quiet>, Fault> {
    let mut found = Vec::new();
    for interval in store::intervals(platform).await? {
        let tenants = store::tenants_quiet(platform, interval, since(interval, now)).await?;
        found.extend(tenants.into_iter().map(|tenant| Quiet { tenant, interval }));
    }
    Ok(found)
}

/// Tells customers that it is not known any more how their services are; how many were looked at.
pub async fn tell_quiet(scope: &Scope, quiet: &Quiet) -> Result<usize, Fault> {
    let tx = scope.begin().await?;
    let before = since(quiet.interval, scope.real_now());
    let services = store::services_quiet(&tx, quiet.interval, before, BATCH).await?;
    tell(&tx, &services).await?;
    tx.commit().await?;
    Ok(services.len())
}
