//! Where files on tickets are.

use crate::config::{Config, FileStoreKind};
use crate::kernel::clock::SharedClock;
use crate::ports::blob_store::{BlobStore, BlobStoreError, S3Settings};

/// The store that the configuration names, if there is one. What is in memory belongs to whoever holds the store.
pub(super) fn store(config: &Config, clock: &SharedClock) -> Result<Option<BlobStore>, BlobStoreError> {
    let files = &config.files;
    let (max, clock) = (files.max_bytes, clock.clone());
    Ok(match (files.store, &files.folder) {
        (FileStoreKind::Memory, _) => Some(BlobStore::memory(max, clock)),
        (FileStoreKind::Folder, Some(folder)) => Some(BlobStore::folder(folder, max, clock)?),
        (FileStoreKind::S3, _) => {
            let settings = S3Settings {
                bucket: files.bucket.clone(),
                endpoint: files.endpoint.clone(),
                region: files.region.clone(),
                access_key_id: files.access_key_id.clone(),
                secret_access_key: files.secret_access_key.clone(),
            };
            Some(BlobStore::s3(&settings, max, clock)?)
        }
        // A folder without a name is refused with the configuration.
        (FileStoreKind::Off, _) | (FileStoreKind::Folder, None) => None,
    })
}
