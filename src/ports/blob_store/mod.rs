//! Where files lie that are too large for rows: a folder, a bucket of whatever speaks S3, or the memory of the process. The
//! stores themselves are those of the crate `object_store`.
//!
//! A file arrives under a key of its own below `incoming/`, and is copied to the key of its row once it was looked at. Who
//! lets go of an [`Incoming`], [`Received`] or [`Kept`] before that – a client that leaves, a deadline, a fault – lets go of
//! the bytes too. What a crash leaves behind is found by the time in its key.
//!
//! Keys hold a time and random bits, and nothing that a client has said.

mod incoming;
#[cfg(test)]
mod tests;

use std::io;
use std::path::{Path as FilePath, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use chrono::DateTime;
use futures_util::TryStreamExt as _;
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::memory::InMemory;
use object_store::path::Path;
use object_store::{ClientOptions, ObjectStore, ObjectStoreExt as _, RetryConfig};
use secrecy::{ExposeSecret as _, SecretString};
use uuid::Uuid;

use crate::kernel::clock::{Instant, SharedClock};
use crate::kernel::entropy::{self, Entropy};
use crate::kernel::fault::Fault;

pub use incoming::{Incoming, Kept, Received, WriteError};

/// Where files lie before they were looked at.
const INCOMING: &str = "incoming";

/// How long one call of a store on the network may take.
const CALL: Duration = Duration::from_secs(15);

/// A bucket of S3, or of something that speaks like it.
#[derive(Debug, Clone)]
pub struct S3Settings {
    /// The bucket.
    pub bucket: String,
    /// Where it is; none: at Amazon.
    pub endpoint: Option<String>,
    /// The region; others than Amazon take any.
    pub region: String,
    /// Who we are to it.
    pub access_key_id: SecretString,
    /// And the proof.
    pub secret_access_key: SecretString,
}

/// Why there is no store.
#[derive(Debug, thiserror::Error)]
pub enum BlobStoreError {
    /// The folder cannot be made or read.
    #[error("{}: {cause}", folder.display())]
    Folder {
        /// Which.
        folder: PathBuf,
        /// Why not.
        cause: io::Error,
    },
    /// The settings fit no store.
    #[error(transparent)]
    Store(#[from] object_store::Error),
}

/// A file that came with a request.
#[derive(Debug)]
pub struct SentFile {
    /// What the client calls it; nothing may be believed of it.
    pub name: String,
    /// What the client says that it is, in lower case and without parameters.
    pub media_type: Option<String>,
    /// Its bytes.
    pub blob: Received,
}

/// A store of files. Cheap to clone.
#[derive(Clone)]
pub struct BlobStore {
    objects: Arc<dyn ObjectStore>,
    /// The folder, if it is one.
    folder: Option<Arc<FilePath>>,
    max_bytes: u64,
    clock: SharedClock,
}

impl std::fmt::Debug for BlobStore {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("BlobStore")
    }
}

impl BlobStore {
    /// One in the memory of the process, for files of at most `max_bytes`.
    pub fn memory(max_bytes: u64, clock: SharedClock) -> Self {
        Self { objects: Arc::new(InMemory::new()), folder: None, max_bytes, clock }
    }

    /// One in a folder, which is made where it is missing. Several processes may share it.
    pub fn folder(folder: &FilePath, max_bytes: u64, clock: SharedClock) -> Result<Self, BlobStoreError> {
        let failed = |cause| BlobStoreError::Folder { folder: folder.to_owned(), cause };
        std::fs::create_dir_all(folder.join(INCOMING)).map_err(failed)?;
        let objects = Arc::new(LocalFileSystem::new_with_prefix(folder)?);
        Ok(Self { objects, folder: Some(folder.into()), max_bytes, clock })
    }

    /// One in a bucket. Nothing is asked of it before the first file.
    pub fn s3(settings: &S3Settings, max_bytes: u64, clock: SharedClock) -> Result<Self, BlobStoreError> {
        let retry = RetryConfig { max_retries: 2, retry_timeout: CALL, ..RetryConfig::default() };
        let mut builder = AmazonS3Builder::new()
            .with_bucket_name(&settings.bucket)
            .with_region(&settings.region)
            .with_access_key_id(settings.access_key_id.expose_secret())
            .with_secret_access_key(settings.secret_access_key.expose_secret())
            .with_retry(retry)
            .with_client_options(ClientOptions::new().with_timeout(CALL));
        if let Some(endpoint) = &settings.endpoint {
            builder = builder.with_endpoint(endpoint).with_allow_http(endpoint.starts_with("http://"));
        }
        Ok(Self { objects: Arc::new(builder.build()?), folder: None, max_bytes, clock })
    }

    /// The most that a file may have.
    pub fn max_bytes(&self) -> u64 {
        self.max_bytes
    }

    /// A place for a file that arrives.
    pub fn receive(&self, random: &dyn Entropy) -> Incoming {
        let millis = u64::try_from(self.clock.now().timestamp_millis()).unwrap_or_default();
        let bytes: [u8; 10] = entropy::bytes(random);
        let id = uuid::Builder::from_unix_timestamp_millis(millis, &bytes).into_uuid();
        Incoming::new(self.clone(), format!("{INCOMING}/{id}"))
    }

    /// The whole file; none: there is none under the key.
    pub async fn read(&self, key: &str) -> Result<Option<Bytes>, Fault> {
        match self.objects.get(&Path::from(key)).await {
            Ok(found) => Ok(Some(found.bytes().await.map_err(fault)?)),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(fault(error)),
        }
    }

    /// Removes a file, which may be gone already.
    pub async fn delete(&self, key: &str) -> Result<(), Fault> {
        match self.objects.delete(&Path::from(key)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(fault(error)),
        }
    }

    /// The keys below a prefix, without order.
    pub async fn keys(&self, prefix: &str) -> Result<Vec<String>, Fault> {
        let listed = self.objects.list(Some(&Path::from(prefix)));
        listed.map_ok(|found| found.location.to_string()).try_collect().await.map_err(fault)
    }

    /// Removes what began to arrive before `before` and was never kept: a crash has left it. How many there were.
    pub async fn clear_incoming(&self, before: Instant) -> Result<u64, Fault> {
        let mut cleared = 0;
        for key in self.keys(INCOMING).await? {
            if began(&key).is_none_or(|began| began < before) {
                self.delete(&key).await?;
                cleared += 1;
            }
        }
        let Some(folder) = self.folder.clone() else { return Ok(cleared) };
        let halves = tokio::task::spawn_blocking(move || clear_halves(&folder.join(INCOMING), before));
        Ok(cleared + halves.await.map_err(Fault::internal)?.map_err(Fault::internal)?)
    }

    async fn copy(&self, from: &str, to: &str) -> Result<(), Fault> {
        self.objects.copy(&Path::from(from), &Path::from(to)).await.map_err(fault)
    }

    /// Removes a file that nobody waits for. What fails is found by its key later.
    fn let_go(&self, key: String) {
        let store = self.clone();
        let Ok(runtime) = tokio::runtime::Handle::try_current() else { return };
        runtime.spawn(async move {
            if let Err(fault) = store.delete(&key).await {
                tracing::warn!(cause = %fault, "a file that is of no use stays until it is cleared");
            }
        });
    }
}

/// When a file began to arrive, or got its id, by its key; none: it is no key of ours.
pub fn began(key: &str) -> Option<Instant> {
    let name = key.rsplit('/').next()?;
    // While a folder takes a file in, its name ends with `#` and a number.
    let id: Uuid = name.split('#').next()?.parse().ok()?;
    let (seconds, nanos) = id.get_timestamp()?.to_unix();
    DateTime::from_timestamp(i64::try_from(seconds).ok()?, nanos)
}

/// Removes the files of a folder that were not taken in to the end; the store itself does not list them.
fn clear_halves(folder: &FilePath, before: Instant) -> io::Result<u64> {
    let mut cleared = 0;
    for entry in std::fs::read_dir(folder)? {
        let (entry, name) = entry.map(|entry| (entry.path(), entry.file_name()))?;
        let name = name.to_string_lossy();
        if name.contains('#') && began(&name).is_some_and(|began| began < before) {
            std::fs::remove_file(entry)?;
            cleared += 1;
        }
    }
    Ok(cleared)
}

#[expect(clippy::needless_pass_by_value, reason = "as `map_err` hands it over")]
fn fault(error: object_store::Error) -> Fault {
    Fault::internal(format_args!("the store of files: {error}"))
}
