//! Announced work whose time has come, or is over, without anybody having said so: that is no event, so somebody has to look. Any
//! number of processes may.

use super::store::announced;
use super::tell::tell;
use crate::db::Scope;
use crate::kernel::fault::Fault;

/// Services that are told of in one transaction.
const BATCH: u64 = 500;

/// Tells customers that their services are worked on now, or not any more; how many were looked at.
pub async fn tell_announced(scope: &Scope) -> Result<usize, Fault> {
    let tx = scope.begin().await?;
    let services = announced::services(&tx, scope.now(), BATCH).await?;
    tell(&tx, &services).await?;
    tx.commit().await?;
    Ok(services.len())
}
