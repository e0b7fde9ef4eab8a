//! Files that nobody uses go: what was uploaded and never used, and bytes that a crash has left without a row.

use std::collections::HashSet;

use chrono::Days;

use super::service::folder;
use crate::db::Scope;
use crate::kernel::clock::Instant;
use crate::kernel::fault::Fault;
use crate::ports::blob_store::{BlobStore, began};
use crate::tickets::store::attachments;

/// Rows of one transaction.
const BATCH: u64 = 100;

/// Days that are searched for bytes without a row: a crash is noticed, and its leavings cleared, within them.
const SEARCHED: u64 = 3;

/// Clears a tenant's files that were uploaded before `before`; how many there were. What fails half-way is found the next time.
pub async fn clear(scope: &Scope, store: &BlobStore, before: Instant) -> Result<u64, Fault> {
    let mut cleared = 0;
    loop {
        let tx = scope.begin().await?;
        let keys = attachments::take_unused(&tx, before, BATCH).await?;
        tx.commit().await?;
        for key in &keys {
            store.delete(key).await?;
        }
        cleared += keys.len() as u64;
        if (keys.len() as u64) < BATCH {
            break;
        }
    }
    for days in 0..SEARCHED {
        let Some(day) = before.date_naive().checked_sub_days(Days::new(days)) else { continue };
        cleared += without_rows(scope, store, &folder(scope.tenant().id, day), before).await?;
    }
    Ok(cleared)
}

async fn without_rows(scope: &Scope, store: &BlobStore, folder: &str, before: Instant) -> Result<u64, Fault> {
    let mut keys = store.keys(folder).await?;
    // A younger one may be about to get its row.
    keys.retain(|key| began(key).is_some_and(|began| began < before));
    let mut cleared = 0;
    for keys in keys.chunks(1_000) {
        let named: HashSet<String> = attachments::named(scope, keys).await?.into_iter().collect();
        for key in keys.iter().filter(|key| !named.contains(*key)) {
            store.delete(key).await?;
            cleared += 1;
        }
    }
    Ok(cleared)
}
