//! Features that react to what others did: each event once, in order, in one transaction with what it leads to.

use async_trait::async_trait;

use super::entity::outbox_event::Model;
use super::store;
use crate::db::{PlatformScope, Scope, Tx};
use crate::kernel::fault::Fault;
use crate::kernel::ids::TenantId;

/// Events dealt with in one transaction.
const BATCH: u64 = 200;

/// A feature that reacts to events of features to its left.
#[async_trait]
pub trait Listener: Send + Sync {
    /// Its name, which never changes: how far it has read is stored under it.
    fn name(&self) -> &'static str;

    /// Reacts to events, in the transaction that notes them as dealt with. A fault leaves all of them for another time,
    /// so an event that can never be dealt with must be passed over, not failed on.
    async fn hear(&self, tx: &Tx, events: &[Model]) -> Result<(), Fault>;
}

/// The tenants with events that the listener has not dealt with.
pub async fn unheard(platform: &PlatformScope, listener: &dyn Listener) -> Result<Vec<TenantId>, Fault> {
    Ok(store::tenants_unheard(platform, listener.name()).await?)
}

/// Lets a listener deal with all events of the tenant of `scope` that have a cursor; how many there were.
///
/// A new listener begins with the oldest event that is kept.
pub async fn run_listener(scope: &Scope, listener: &dyn Listener) -> Result<usize, Fault> {
    let mut heard = 0;
    loop {
        let tx = scope.begin().await?;
        let position = store::position(&tx, listener.name()).await?;
        let head = store::bounds(&tx).await?.head;
        let events = store::between(&tx, position, head, None, BATCH).await?;
        let Some(last) = events.last().and_then(|event| event.cursor) else {
            // What was between is discarded: without this the tenant would be looked at for ever.
            if position < head && store::move_position(&tx, listener.name(), position, head).await? {
                tx.commit().await?;
            }
            return Ok(heard);
        };
        listener.hear(&tx, &events).await?;
        if !store::move_position(&tx, listener.name(), position, last).await? {
            // Another worker has dealt with them meanwhile; what was done here is rolled back.
            return Ok(heard);
        }
        tx.commit().await?;
        heard += events.len();
    }
}
