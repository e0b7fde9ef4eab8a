//! A file on its way: arriving, received, kept. Each lets go of the bytes when it is dropped before the next.

use std::fmt::Write as _;

use bytes::{Bytes, BytesMut};
use object_store::path::Path;
use object_store::{MultipartUpload, ObjectStoreExt as _};
use sha2::{Digest as _, Sha256};

use super::{BlobStore, fault};
use crate::kernel::fault::Fault;

/// What is held in memory of a file that arrives, in bytes; S3 takes no smaller parts of a larger file.
const PART: usize = 5 << 20;

/// Why a file does not go on arriving.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// It is larger than a file may be.
    #[error("the file is too large")]
    TooLarge,
    /// Not the sender's doing.
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// A file that arrives.
pub struct Incoming {
    store: BlobStore,
    key: String,
    digest: Sha256,
    size: u64,
    buffer: BytesMut,
    /// The parts before; none while all of it fits into the buffer.
    parts: Option<Box<dyn MultipartUpload>>,
}

impl Incoming {
    pub(super) fn new(store: BlobStore, key: String) -> Self {
        let (digest, buffer) = (Sha256::new(), BytesMut::new());
        Self { store, key, digest, size: 0, buffer, parts: None }
    }

    /// How much has come.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Takes more of it.
    pub async fn write(&mut self, chunk: &[u8]) -> Result<(), WriteError> {
        self.size += chunk.len() as u64;
        if self.size > self.store.max_bytes {
            return Err(WriteError::TooLarge);
        }
        self.digest.update(chunk);
        self.buffer.extend_from_slice(chunk);
        while self.buffer.len() > PART {
            let part = self.buffer.split_to(PART).freeze();
            self.put_part(part).await?;
        }
        Ok(())
    }

    async fn put_part(&mut self, part: Bytes) -> Result<(), Fault> {
        let parts = match &mut self.parts {
            Some(parts) => parts,
            none => {
                let begun = self.store.objects.put_multipart(&Path::from(self.key.as_str())).await;
                none.insert(begun.map_err(fault)?)
            }
        };
        parts.put_part(part.into()).await.map_err(fault)
    }

    /// It has come to its end. Whoever stops waiting for this lets go of the file, too.
    pub async fn finish(self) -> Result<Received, Fault> {
        // On its own: a call that is given up half-way would leave open whether there is a file.
        tokio::spawn(self.write_out()).await.map_err(Fault::internal)?
    }

    async fn write_out(mut self) -> Result<Received, Fault> {
        let rest = self.buffer.split().freeze();
        if self.parts.is_none() {
            let key = Path::from(self.key.as_str());
            self.store.objects.put(&key, rest.into()).await.map_err(fault)?;
        } else {
            self.put_part(rest).await?;
            if let Some(parts) = &mut self.parts {
                parts.complete().await.map_err(fault)?;
            }
            self.parts = None;
        }
        let sha256 = hexadecimal(&std::mem::take(&mut self.digest).finalize());
        Ok(Received { store: self.store.clone(), key: self.key.clone(), size: self.size, sha256 })
    }
}

impl Drop for Incoming {
    fn drop(&mut self) {
        let Some(mut parts) = self.parts.take() else { return };
        let Ok(runtime) = tokio::runtime::Handle::try_current() else { return };
        runtime.spawn(async move {
            if let Err(error) = parts.abort().await {
                tracing::warn!(%error, "parts of a file stay in the store of files");
            }
        });
    }
}

/// A file that has arrived, under a key that it does not keep.
#[derive(Debug)]
pub struct Received {
    store: BlobStore,
    key: String,
    size: u64,
    sha256: String,
}

impl Received {
    /// How large it is, in bytes.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The digest of its bytes, 64 hexadecimal digits.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// All of it.
    pub async fn bytes(&self) -> Result<Bytes, Fault> {
        let bytes = self.store.read(&self.key).await?;
        bytes.ok_or_else(|| Fault::internal("a file that has arrived is not in the store of files"))
    }

    /// Gives it the key of its row.
    pub async fn keep(&self, key: &str) -> Result<Kept, Fault> {
        let (store, from, to) = (self.store.clone(), self.key.clone(), key.to_owned());
        // On its own, as above.
        let kept = tokio::spawn(async move {
            store.copy(&from, &to).await?;
            Ok(Kept { store, key: Some(to) })
        });
        kept.await.map_err(Fault::internal)?
    }
}

impl Drop for Received {
    fn drop(&mut self) {
        self.store.let_go(std::mem::take(&mut self.key));
    }
}

/// A file under the key of its row, while the row is not committed.
#[derive(Debug)]
pub struct Kept {
    store: BlobStore,
    key: Option<String>,
}

impl Kept {
    /// The row is there: the file stays.
    pub fn stays(mut self) {
        self.key = None;
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        if let Some(key) = self.key.take() {
            self.store.let_go(key);
        }
    }
}

/// A digest as text.
fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("writing to a string does not fail");
        text
    })
}
