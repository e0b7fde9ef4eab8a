//! How long events are kept.

use super::store;
use crate::db::{PlatformScope, Scope};
use crate::kernel::clock::Instant;
use crate::kernel::fault::Fault;
use crate::kernel::ids::TenantId;

/// Events discarded in one transaction.
const BATCH: u64 = 5_000;

/// What was discarded of a tenant's events.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Discarded {
    /// How many.
    pub events: u64,
    /// Whether there are more that are old enough, which a listener has not heard yet.
    pub held_back: bool,
}

/// Discards the tenant's events from before an instant, the oldest first, as far as all `listeners` have heard them.
/// Whoever asks for what came after a cursor that is now below the floor is told to load again.
pub async fn discard_before(scope: &Scope, before: Instant, listeners: &[&str]) -> Result<Discarded, Fault> {
    let mut discarded = Discarded::default();
    loop {
        let tx = scope.begin().await?;
        let heard = store::heard_by_all(&tx, listeners).await?;
        let gone = store::discard(&tx, before, heard, BATCH).await?;
        discarded.events += gone;
        discarded.held_back = gone < BATCH && store::is_held_back(&tx, before, heard).await?;
        tx.commit().await?;
        if gone < BATCH {
            return Ok(discarded);
        }
    }
}

/// The tenants that have events.
pub async fn tenants(platform: &PlatformScope) -> Result<Vec<TenantId>, Fault> {
    Ok(store::heads(platform).await?.into_iter().map(|head| head.tenant_id).collect())
}
