//! Services of which nothing is heard any more: that is no event, so somebody has to look. Any number of processes may.

use super::store::quiet::{self, Quiet};
use super::tell::tell;
use crate::db::Scope;
use crate::kernel::fault::Fault;

/// Services that are told of in one transaction.
const BATCH: u64 = 500;

/// Tells customers that it is not known any more how their services are; how many were looked at.
pub async fn tell_quiet(scope: &Scope, quiet: &Quiet) -> Result<usize, Fault> {
    let tx = scope.begin().await?;
    let services = quiet::services(&tx, quiet, scope.real_now(), BATCH).await?;
    tell(&tx, &services).await?;
    tx.commit().await?;
    Ok(services.len())
}
