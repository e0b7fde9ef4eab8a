//! Gives entries their place in the tenant's chain. A job's work: no request waits for it.

use super::chain::{commitment, link};
use super::store;
use crate::db::{Reads as _, Scope};
use crate::kernel::entropy;
use crate::kernel::fault::Fault;

/// Entries sealed in one transaction.
const BATCH: u64 = 200;

/// Seals what was committed and is not sealed yet; how many entries that was.
///
/// Any number of workers may try: each batch is sealed by whoever holds the row of the chain's end, and the end moves
/// only from where it was found. An entry that commits late gets a later place: places follow visibility, not time.
pub async fn seal(scope: &Scope) -> Result<usize, Fault> {
    let mut sealed = 0;
    loop {
        let batch = seal_one(scope).await?;
        sealed += batch;
        if is_partial(batch) {
            return Ok(sealed);
        }
    }
}

/// Seals one batch; whether there may be more. For whoever seals the logs of several tenants in turn.
pub async fn seal_batch(scope: &Scope) -> Result<bool, Fault> {
    Ok(!is_partial(seal_one(scope).await?))
}

fn is_partial(batch: usize) -> bool {
    u64::try_from(batch).unwrap_or_default() < BATCH
}

async fn seal_one(scope: &Scope) -> Result<usize, Fault> {
    let tx = scope.begin().await?;
    let end = store::hold_end(&tx).await?;
    let entries = store::unsealed(&tx, BATCH).await?;
    let (mut seq, mut before) = (end.seq, end.link.clone());
    for entry in &entries {
        let salt: [u8; 32] = entropy::bytes(&**tx.scope().entropy());
        let commitment = commitment(&salt, entry);
        seq += 1;
        before = link(&before, seq, entry, &commitment).to_vec();
        let place = store::Place { seq, salt: &salt, commitment: &commitment, link: &before };
        store::seal_entry(&tx, entry.id, place).await?;
    }
    if !entries.is_empty() && !store::move_end(&tx, end.seq, seq, before).await? {
        return Err(Fault::Contention("the end of the audit chain was moved by another".to_owned()));
    }
    tx.commit().await?;
    Ok(entries.len())
}
