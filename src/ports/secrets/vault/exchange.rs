//! Sends the library's requests and reads the answers ourselves: the library insists on fields that not every server of
//! Vault's protocol sends (OpenBao and others leave out request ids, accessors, orphans), and none of them matter here.

use rustify::endpoint::Endpoint;
use serde::Deserialize;
use serde_json::Value;
use vaultrs::client::{Client as _, VaultClient};
use vaultrs::error::ClientError;

/// The parts of an answer that are read.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Envelope {
    /// What was asked for.
    pub(super) data: Value,
    /// What a login or a renewal gives.
    pub(super) auth: Option<Auth>,
    /// Of `sys/health`.
    pub(super) version: Option<String>,
}

/// What a login or a renewal gives. It has no `Debug` of its own token: it is a secret.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Auth {
    pub(super) client_token: String,
    /// Seconds; 0 has no end.
    pub(super) lease_duration: u64,
    pub(super) renewable: bool,
}

impl std::fmt::Debug for Auth {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Auth").field("lease_duration", &self.lease_duration).finish_non_exhaustive()
    }
}

/// The answer to a request.
pub(super) async fn exchange<E: Endpoint>(client: &VaultClient, request: E) -> Result<Envelope, ClientError> {
    let answer = request.with_middleware(client.middle()).exec(client.http()).await?;
    serde_json::from_slice(answer.response.body()).map_err(|source| ClientError::JsonParseError { source })
}

/// The reason in an error's body: Vault's `errors`, or the `error` of others.
pub(super) fn reason(content: &str) -> Option<String> {
    #[derive(Deserialize)]
    #[serde(default)]
    #[derive(Default)]
    struct Body {
        errors: Vec<String>,
        error: Option<String>,
    }
    let body: Body = serde_json::from_str(content).ok()?;
    let words: Vec<String> = body.errors.into_iter().chain(body.error).collect();
    (!words.is_empty()).then(|| words.join("; "))
}
