//! Access tokens: JWTs of RFC 9068 (`typ: at+jwt`), signed with Ed25519 (RFC 8037) and nothing else.
//!
//! - The header is ours or the token is refused: `alg` is `EdDSA`, `typ` is `at+jwt`, and `kid` is compared with the ids
//!   of the tenant's own keys and never used to fetch anything; a header that brings a key along (`jwk`, `jku`, `x5c`,
//!   `x5u`) or demands extensions (`crit`) is refused.
//! - The claims are checked against the caller's idea of tenant and time: `iss`, `aud`, `exp`, `nbf` and `iat`. Other
//!   machines' clocks may be 60 s off when they issue; the end is never extended (threats.md row 27).
//! - A token proves nothing alone: its `sid` is looked up in the session store by whoever accepts it.

mod provider;

use std::collections::HashMap;

use chrono::TimeDelta;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::kernel::clock::Instant;
use crate::kernel::entropy::Entropy;

/// The `typ` of access tokens (RFC 9068 §2.1).
const TYPE: &str = "at+jwt";

/// How far the clock that issued a token may be ahead of ours.
const SKEW: TimeDelta = TimeDelta::seconds(60);

/// What an access token says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claims {
    /// Who issued it.
    pub iss: String,
    /// The account.
    pub sub: String,
    /// The tenant: a token of one ISP is nothing to another.
    pub aud: String,
    /// The session that it stands for.
    pub sid: String,
    /// A name of its own.
    pub jti: String,
    /// When it was issued, in seconds since 1970.
    pub iat: i64,
    /// When it begins to count.
    pub nbf: i64,
    /// When it ends.
    pub exp: i64,
}

/// Why a token is refused. For the log: callers learn no more than that it is not valid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TokenRefusal {
    /// Not three parts of base64 with JSON of the right form, or not signed with its key.
    #[error("malformed or not signed with its key")]
    Forged,
    /// The header is not one that we write.
    #[error("the header is not one of ours")]
    Header,
    /// The key is none of the tenant's.
    #[error("the key is not known")]
    UnknownKey,
    /// Issued by somebody else, or for somebody else.
    #[error("issuer or audience is another")]
    Addressee,
    /// Over, or not begun.
    #[error("expired or not yet valid")]
    Time,
}

/// A key that signs.
pub struct SigningKey {
    id: String,
    seed: Zeroizing<[u8; 32]>,
}

impl SigningKey {
    /// A new private key.
    pub fn generate(random: &dyn Entropy) -> Zeroizing<[u8; 32]> {
        let mut seed = Zeroizing::new([0; 32]);
        random.fill(&mut *seed);
        seed
    }

    /// The public key of a private one.
    pub fn public_of(seed: &[u8; 32]) -> [u8; 32] {
        ed25519_dalek::SigningKey::from_bytes(seed).verifying_key().to_bytes()
    }

    /// The key `id` of 32 private bytes.
    pub fn new(id: String, seed: Zeroizing<[u8; 32]>) -> Self {
        Self { id, seed }
    }

    /// Signs claims.
    pub fn sign(&self, claims: &Claims) -> Result<SecretString, TokenRefusal> {
        provider::install();
        let header = Header {
            typ: Some(TYPE.to_owned()),
            kid: Some(self.id.clone()),
            ..Header::new(Algorithm::EdDSA)
        };
        let key = EncodingKey::from_ed_der(&*self.seed);
        jsonwebtoken::encode(&header, claims, &key).map(SecretString::from).map_err(|_| TokenRefusal::Forged)
    }
}

/// The public keys of a tenant by their ids.
pub type VerifyingKeys = HashMap<String, [u8; 32]>;

/// The id of the key that a token says it is signed with, if its header is one of ours.
pub fn key_id(token: &str) -> Result<String, TokenRefusal> {
    let header = jsonwebtoken::decode_header(token).map_err(|_| TokenRefusal::Header)?;
    let brings_a_key = header.jku.is_some()
        || header.jwk.is_some()
        || header.x5u.is_some()
        || header.x5c.is_some()
        || header.x5t.is_some()
        || header.x5t_s256.is_some();
    let ours = header.alg == Algorithm::EdDSA
        && header.typ.as_deref() == Some(TYPE)
        && header.cty.is_none()
        && header.crit.is_none()
        && !brings_a_key;
    header.kid.filter(|_| ours).ok_or(TokenRefusal::Header)
}

/// The claims of a token of `issuer` for `audience` that is valid at `now`.
pub fn verify(
    token: &str,
    keys: &VerifyingKeys,
    issuer: &str,
    audience: &str,
    now: Instant,
) -> Result<Claims, TokenRefusal> {
    provider::install();
    let key = keys.get(&key_id(token)?).ok_or(TokenRefusal::UnknownKey)?;
    let claims = jsonwebtoken::decode::<Claims>(token, &DecodingKey::from_ed_der(key), &signature_alone())
        .map_err(|_| TokenRefusal::Forged)?
        .claims;
    if claims.iss != issuer || claims.aud != audience {
        return Err(TokenRefusal::Addressee);
    }
    let begun = (now + SKEW).timestamp();
    if now.timestamp() >= claims.exp || claims.nbf > begun || claims.iat > begun {
        return Err(TokenRefusal::Time);
    }
    Ok(claims)
}

/// The library checks algorithm and signature. The claims are checked here, by the caller's clock and not by the
/// machine's.
fn signature_alone() -> Validation {
    let mut validation = Validation::new(Algorithm::EdDSA);
    validation.required_spec_claims.clear();
    validation.validate_exp = false;
    validation.validate_nbf = false;
    validation.validate_aud = false;
    validation
}

#[cfg(test)]
mod tests;
