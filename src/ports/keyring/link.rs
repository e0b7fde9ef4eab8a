//! What the links say that open something for a short time: a claim in JSON, sealed, so that nothing of it can be read, changed
//! or made without a key, and bound to a use and a tenant, so that it opens nothing else and on no other's host. Keys rotate as
//! for everything that is sealed: a link made under an earlier key opens as long as that key is kept.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use secrecy::ExposeSecret as _;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Keyring, KeyringError, Purpose};
use crate::kernel::fault::Fault;
use crate::kernel::ids::{TenantId, TypedId as _};

/// Longer than any token of ours: what is longer is not looked at.
const MAX_TOKEN: usize = 2048;

/// What links are for. A claim of one use is none of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkUse {
    /// Opens a document.
    Document,
    /// Opens a file of a ticket.
    Attachment,
    /// Takes a file for a ticket.
    Upload,
}

impl LinkUse {
    fn label(self) -> &'static [u8] {
        match self {
            Self::Document => b"document\0",
            Self::Attachment => b"attachment\0",
            Self::Upload => b"upload\0",
        }
    }

    /// What a link is bound to.
    fn place(self, tenant: TenantId) -> Vec<u8> {
        [self.label(), tenant.uuid().as_bytes()].concat()
    }
}

impl Keyring {
    /// The token of a link for a tenant.
    pub async fn seal_link(
        &self,
        what: LinkUse,
        tenant: TenantId,
        claim: &(impl Serialize + Sync),
    ) -> Result<String, Fault> {
        let plain = serde_json::to_vec(claim).map_err(Fault::internal)?;
        let sealed = self.seal(Purpose::Link, &what.place(tenant), &plain).await?;
        Ok(URL_SAFE_NO_PAD.encode(sealed))
    }

    /// What a token says, if it is one of ours, for this use and of this tenant. Everything else is `None`: who tries does not
    /// learn what was wrong. Whether its time is over is for the caller to see.
    pub async fn open_link<T: DeserializeOwned>(
        &self,
        what: LinkUse,
        tenant: TenantId,
        token: &str,
    ) -> Result<Option<T>, Fault> {
        if token.len() > MAX_TOKEN {
            return Ok(None);
        }
        let Ok(sealed) = URL_SAFE_NO_PAD.decode(token) else { return Ok(None) };
        match self.open(Purpose::Link, &what.place(tenant), &sealed).await {
            // A claim of another release is no claim.
            Ok(plain) => Ok(serde_json::from_slice(plain.expose_secret()).ok()),
            Err(KeyringError::UnknownKey(_) | KeyringError::Malformed | KeyringError::Forged) => Ok(None),
            Err(error @ KeyringError::Unavailable(_)) => Err(error.into()),
        }
    }
}
