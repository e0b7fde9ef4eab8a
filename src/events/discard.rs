//! How long events are kept.

use super::store;
use crate::db::{PlatformScope, Scope};
use crate::kernel::clock::Instant;
use crate::kernel::fault::Fault;
use crate::kernel::ids::TenantId;

/// Events discarded in one transaction.
const BATCH: u64 = 5_000;

/// Discards the tenant's events from before an instant, the oldest first; how many there were. Whoever asks for what
/// came after a cursor that is now below the floor is told to load again.
pub async fn discard_before(scope: &Scope, before: Instant) -> Result<u64, Fault> {
    let mut discarded = 0;
    loop {
        let tx = scope.begin().await?;
        let gone = store::discard(&tx, before, BATCH).await?;
        tx.commit().await?;
        discarded += gone;
        if gone < BATCH {
            return Ok(discarded);
        }
    }
}

/// The tenants that have events.
pub async fn tenants(platform: &PlatformScope) -> Result<Vec<TenantId>, Fault> {
    Ok(store::heads(platform).await?.into_iter().map(|head| head.tenant_id).collect())
}
