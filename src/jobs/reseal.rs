//! What lies sealed under a retired master key is sealed anew under the current one, so that the retired key can be
//! dropped.
//!
//! Any number of processes may run it: a batch is one transaction, rows that somebody else holds are left for the next
//! look, and a value is replaced only where it is still the one that was read, so that who sets up a factor meanwhile
//! has it. Broken off at any point, what was done stays done.

use std::time::Duration;

use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::sealed::{Place, SEALED};
use crate::db::{Db, PlatformScope, Scope};
use crate::kernel::actor::Actor;
use crate::kernel::clock::SharedClock;
use crate::kernel::entropy::SharedEntropy;
use crate::kernel::fault::Fault;
use crate::kernel::ids::TenantId;
use crate::ports::keyring::{self, KeyId, Keyring};
use crate::ports::secrets::Secrets;
use crate::tenancy;

/// Between two looks. Without a retired key a look costs nothing, and with one a few statements.
const LOOK_EVERY: Duration = Duration::from_mins(1);

/// Values of one transaction.
const BATCH: u32 = 100;

/// The job.
pub struct ResealJob {
    /// A pool of the runtime that runs the job.
    pub db: Db,
    /// The time.
    pub clock: SharedClock,
    /// Random bytes for nonces.
    pub entropy: SharedEntropy,
    /// Opens and seals.
    pub keyring: Keyring,
    /// Sealed too, where it is a file.
    pub secrets: Secrets,
}

/// What a look has come to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Resealed {
    /// Values that are under the current key now.
    pub done: u64,
    /// Values that did not open: damaged, or not ours. They stay as they are.
    pub unreadable: u64,
}

impl ResealJob {
    /// Works until `stop` is cancelled; the batch under way is finished first.
    pub async fn run(&self, stop: CancellationToken) {
        while !stop.is_cancelled() {
            match self.once(&stop).await {
                Ok(Resealed { done: 0, unreadable: 0 }) => {}
                Ok(Resealed { done, unreadable }) => {
                    tracing::info!(done, unreadable, "values were sealed anew under the current key");
                }
                Err(fault) => tracing::warn!(cause = %fault, "values are sealed anew at the next look"),
            }
            stop.run_until_cancelled(tokio::time::sleep(LOOK_EVERY)).await;
        }
    }

    /// One look: everything under every retired key, tenant by tenant.
    pub async fn once(&self, stop: &CancellationToken) -> Result<Resealed, Fault> {
        let mut resealed = Resealed::default();
        if self.secrets.store().reseal().await.map_err(Fault::internal)? {
            resealed.done += 1;
        }
        let platform = PlatformScope::new(self.db.clone());
        for key in self.keyring.retired().await? {
            for place in SEALED {
                for tenant in place.column.tenants_under(&platform, &keyring::header_of(key)).await? {
                    if stop.is_cancelled() {
                        return Ok(resealed);
                    }
                    // One tenant's fault must not keep the others waiting.
                    match self.of_tenant(&platform, tenant, place, key, stop).await {
                        Ok(Resealed { done, unreadable }) => {
                            resealed.done += done;
                            resealed.unreadable += unreadable;
                        }
                        Err(fault) => {
                            tracing::error!(%tenant, place = place.column.name, cause = %fault, "values of a tenant stay under a retired key until the next look");
                        }
                    }
                }
            }
        }
        Ok(resealed)
    }

    async fn of_tenant(
        &self,
        platform: &PlatformScope,
        tenant: TenantId,
        place: &Place,
        key: KeyId,
        stop: &CancellationToken,
    ) -> Result<Resealed, Fault> {
        let Some(tenant) = tenancy::find_by_id(platform, tenant).await? else {
            return Ok(Resealed::default());
        };
        let (db, entropy) = (self.db.clone(), self.entropy.clone());
        let scope =
            Scope::new(db, tenant.reference.clone(), Actor::System, &self.clock, entropy, "jobs".into());
        let (mut resealed, mut after) = (Resealed::default(), Some(Uuid::nil()));
        while let Some(from) = after.filter(|_| !stop.is_cancelled()) {
            let (batch, last) = self.batch(&scope, place, key, from).await?;
            resealed.done += batch.done;
            resealed.unreadable += batch.unreadable;
            after = last;
        }
        Ok(resealed)
    }

    /// Seals one batch anew, after the row `after`; what came of it and the last row, if there may be more.
    async fn batch(
        &self,
        scope: &Scope,
        place: &Place,
        key: KeyId,
        after: Uuid,
    ) -> Result<(Resealed, Option<Uuid>), Fault> {
        let tenant = scope.tenant().id;
        let tx = scope.begin().await?;
        let rows = tx.sealed_under(&place.column, &keyring::header_of(key), after, BATCH).await?;
        let full = u32::try_from(rows.len()).is_ok_and(|read| read == BATCH);
        let last = rows.last().map(|row| row.id).filter(|_| full);
        let mut resealed = Resealed::default();
        for row in rows {
            let bound = keyring::place(tenant, row.id);
            match self.keyring.reseal(place.purpose, &bound, &row.sealed).await {
                Ok(Some(sealed)) => {
                    resealed.done += u64::from(tx.replace_sealed(&place.column, row, sealed).await?);
                }
                Ok(None) => {}
                Err(error) => {
                    let (place, row) = (place.column.name, row.id);
                    tracing::error!(%tenant, place, %row, %error, "a value cannot be sealed anew");
                    resealed.unreadable += 1;
                }
            }
        }
        tx.commit().await?;
        Ok((resealed, last))
    }
}
