//! Access and refresh tokens: how a client that is not a browser holds a session.
//!
//! Both stand for a session in the session store and are nothing without it: sign-out, revocation and the account's
//! epoch end them like a cookie. A refresh token is good once. The family it belongs to counts its tokens and knows the
//! good one and the one before (threats.md row 11):
//! - the good one is replaced, and of any number of calls with it one gets through;
//! - the one before gets `Superseded` for ten seconds: a client that sent the same token twice has not lost it;
//! - everything older, and the one before after that, has been copied: the family and its session end.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta};
use secrecy::SecretString;
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::authenticate::Look;
use super::sessions::Ending;
use super::{Identity, KnownKeys};
use crate::db::Scope;
use crate::db::audit::Record;
use crate::identity::account::{Grant, SignedIn};
use crate::identity::entity::token_family::{self, RevokedReason};
use crate::identity::store;
use crate::identity::store::tokens as families;
use crate::kernel::clock::Instant;
use crate::kernel::entropy::{self, Entropy};
use crate::kernel::fault::Fault;
use crate::kernel::ids::{AccountId, SessionId, TokenFamilyId, TypedId as _};
use crate::ports::tokens::{Claims, key_id, verify};

/// How long the token before the good one is taken for a call that was sent twice.
const GRACE: TimeDelta = TimeDelta::seconds(10);

/// How tokens are issued; one in the process.
#[derive(Clone)]
pub struct Tokens {
    /// The `iss` of access tokens.
    pub issuer: String,
    /// How long an access token is good.
    pub access_lifetime: TimeDelta,
    /// How long a key signs before its successor is made.
    pub rotate_keys_after: TimeDelta,
    /// The keys that this process knows.
    pub known: std::sync::Arc<KnownKeys>,
}

/// What a client that is not a browser is given.
#[derive(Debug)]
pub struct TokenPair {
    /// For `Authorization: Bearer`.
    pub access_token: SecretString,
    /// When it ends.
    pub access_expires_at: Instant,
    /// For `refreshSession`, once.
    pub refresh_token: SecretString,
    /// When it ends in any case; the session may end before.
    pub refresh_expires_at: Instant,
}

/// An access token that was just issued.
#[derive(Debug)]
pub struct AccessToken {
    /// For `Authorization: Bearer`.
    pub token: SecretString,
    /// When it ends.
    pub expires_at: Instant,
    /// Its `jti`.
    pub(super) name: String,
}

/// Why a refresh token gave no new one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RefreshRefusal {
    /// None of ours, or its session has ended.
    Invalid,
    /// It was replaced a moment ago; use the token that replaced it.
    Superseded,
    /// It had been replaced before: the family and its session have ended.
    Reused,
}

/// Why a session was not renewed.
#[derive(Debug)]
pub enum RefreshError {
    /// Refused, for the client to know.
    Refused(RefreshRefusal),
    /// Not the caller's doing.
    Fault(Fault),
}

impl<F: Into<Fault>> From<F> for RefreshError {
    fn from(fault: F) -> Self {
        Self::Fault(fault.into())
    }
}

/// A refresh token as it is sent: `prt_` and base64url of family, generation and secret.
struct RefreshToken {
    family: TokenFamilyId,
    generation: i64,
    secret: Zeroizing<[u8; 32]>,
}

impl RefreshToken {
    const PREFIX: &'static str = "prt_";

    fn new(family: TokenFamilyId, generation: i64, random: &dyn Entropy) -> Self {
        Self { family, generation, secret: Zeroizing::new(entropy::bytes(random)) }
    }

    fn parse(text: &str) -> Option<Self> {
        let bytes = Zeroizing::new(URL_SAFE_NO_PAD.decode(text.strip_prefix(Self::PREFIX)?).ok()?);
        let (family, rest) = bytes.split_first_chunk::<16>()?;
        let (generation, secret) = rest.split_first_chunk::<8>()?;
        Some(Self {
            family: TokenFamilyId(Uuid::from_bytes(*family)),
            generation: i64::from_be_bytes(*generation),
            secret: Zeroizing::new(secret.try_into().ok()?),
        })
    }

    fn expose(&self) -> SecretString {
        let family = self.family.uuid();
        let bytes = Zeroizing::new(
            [family.as_bytes().as_slice(), &self.generation.to_be_bytes(), &*self.secret].concat(),
        );
        format!("{}{}", Self::PREFIX, URL_SAFE_NO_PAD.encode(&*bytes)).into()
    }

    fn digest(&self) -> [u8; 32] {
        Sha256::digest(*self.secret).into()
    }
}

/// What a token is to its family.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    Good,
    Superseded,
    Reused,
    Nothing,
}

fn standing(family: &token_family::Model, token: &RefreshToken, now: Instant) -> Standing {
    let is = |digest: &[u8]| bool::from(token.digest().ct_eq(digest));
    let before = token.generation == family.generation - 1;
    let was_before = before && family.previous_digest.as_deref().is_some_and(is);
    if family.revoked_at.is_some() || now >= family.expires_at {
        // The holder of the good token learns that somebody else has used an old one.
        return if family.revoked_reason == Some(RevokedReason::Reused) && is(&family.digest) {
            Standing::Reused
        } else {
            Standing::Nothing
        };
    }
    if token.generation == family.generation {
        return if is(&family.digest) { Standing::Good } else { Standing::Nothing };
    }
    if was_before && family.rotated_at.is_some_and(|at| now < at + GRACE) {
        return Standing::Superseded;
    }
    // The secrets of still older tokens are forgotten. Nobody but a holder of one knows the family's id.
    let older = (1..family.generation - 1).contains(&token.generation);
    if was_before || older { Standing::Reused } else { Standing::Nothing }
}

impl Identity {
    /// Gives the session of a caller who has just signed in a family of tokens.
    pub async fn issue_tokens(&self, scope: &Scope, caller: &SignedIn) -> Result<TokenPair, Fault> {
        let (now, ends) = (scope.real_now(), caller.session.absolute_expires_at);
        let token = RefreshToken::new(scope.new_id(), 1, &**scope.entropy());
        let access = self.access_token(scope, caller).await?;
        let tx = scope.begin().await?;
        store::hold_account(&tx, caller.account.id).await?;
        families::remove_ended_families(&tx, caller.account.id, now).await?;
        let session = caller.session.id;
        let family =
            families::new_family(token.family, caller.account.id, session, token.digest(), (now, ends));
        families::insert_family(&tx, family).await?;
        tx.commit().await?;
        Ok(pair(access, &token, ends))
    }

    /// Exchanges a refresh token for a new pair.
    pub async fn refresh_session(
        &self,
        scope: &Scope,
        text: &str,
    ) -> Result<(SignedIn, TokenPair), RefreshError> {
        let refused = |refusal| Err(RefreshError::Refused(refusal));
        let Some(token) = RefreshToken::parse(text) else { return refused(RefreshRefusal::Invalid) };
        let now = scope.real_now();
        let mut found = families::family(scope, token.family).await?;
        let standing_of = |family: &token_family::Model| standing(family, &token, now);
        if let Some(family) = found.as_ref().filter(|family| standing_of(family) == Standing::Good) {
            // All that is looked up comes before the transaction: it must not wait for a second connection.
            let caller = self.caller_of(scope, family.account_id, family.session_id, Look::Acts).await?;
            let Some(caller) = caller else {
                let tx = scope.begin().await?;
                families::revoke_family(&tx, family.id, RevokedReason::SessionEnded, now).await?;
                tx.commit().await?;
                return refused(RefreshRefusal::Invalid);
            };
            let access = self.access_token(scope, &caller).await?;
            let fresh = RefreshToken::new(family.id, family.generation + 1, &**scope.entropy());
            let tx = scope.begin().await?;
            if families::advance_family(&tx, family, fresh.digest(), now).await? {
                tx.commit().await?;
                return Ok((caller, pair(access, &fresh, family.expires_at)));
            }
            drop(tx);
            // Another call was faster, or the family has just ended: the row says which.
            found = families::family(scope, token.family).await?;
        }
        let Some(family) = found else { return refused(RefreshRefusal::Invalid) };
        match standing_of(&family) {
            // While the session lives on; after a sign-out there is nothing that could have replaced it.
            Standing::Superseded => {
                let live = self
                    .caller_of(scope, family.account_id, family.session_id, Look::Listens)
                    .await?
                    .is_some();
                refused(if live { RefreshRefusal::Superseded } else { RefreshRefusal::Invalid })
            }
            Standing::Reused => {
                self.end_family(scope, &family).await?;
                refused(RefreshRefusal::Reused)
            }
            Standing::Good | Standing::Nothing => refused(RefreshRefusal::Invalid),
        }
    }

    /// Ends a family whose token was copied, and its session with it.
    async fn end_family(&self, scope: &Scope, family: &token_family::Model) -> Result<(), Fault> {
        let now = scope.real_now();
        let tx = scope.begin().await?;
        // The account first, as whoever ends sessions does: two who end the same one do not wait for each other.
        store::hold_account(&tx, family.account_id).await?;
        if !families::revoke_family(&tx, family.id, RevokedReason::Reused, now).await? {
            return Ok(());
        }
        tx.record(Record::new("token_family.reuse", family.id).by(family.account_id)).await?;
        self.end_sessions(&tx, family.account_id, Ending::One(family.session_id)).await?;
        tx.commit().await?;
        tracing::warn!(family = %family.id, "a refresh token was used again; its session has ended");
        Ok(())
    }

    /// The caller whom an access token names; none for everything that is not one, or whose session has ended.
    pub(super) async fn authenticate_access(
        &self,
        scope: &Scope,
        token: &str,
        look: Look,
    ) -> Result<Option<SignedIn>, Fault> {
        let Ok(key) = key_id(token) else { return Ok(None) };
        let keys = self.verifying_keys(scope, &key).await?;
        let audience = scope.tenant().id.external();
        let claims = match verify(token, &keys, &self.tokens.issuer, &audience, scope.real_now()) {
            Ok(claims) => claims,
            Err(refusal) => {
                tracing::debug!(%refusal, "an access token is refused");
                return Ok(None);
            }
        };
        let (Ok(account), Ok(session)) = (AccountId::parse(&claims.sub), SessionId::parse(&claims.sid))
        else {
            return Ok(None);
        };
        let Some(caller) = self.caller_of(scope, account, session, look).await? else { return Ok(None) };
        let ends = DateTime::from_timestamp_secs(claims.exp).unwrap_or(scope.real_now());
        let good_until = ends.min(caller.session.expires_at());
        let session = caller.session.shown_by(&claims.jti);
        Ok(Some(SignedIn { grant: Grant::AccessToken, good_until, session, ..caller }))
    }

    /// A further access token for the caller's session.
    pub(super) async fn access_token(&self, scope: &Scope, caller: &SignedIn) -> Result<AccessToken, Fault> {
        let now = scope.real_now();
        let ends = (now + self.tokens.access_lifetime).min(caller.session.absolute_expires_at);
        let name: [u8; 16] = entropy::bytes(&**scope.entropy());
        let name = URL_SAFE_NO_PAD.encode(name);
        let claims = Claims {
            iss: self.tokens.issuer.clone(),
            sub: caller.account.id.external(),
            aud: scope.tenant().id.external(),
            sid: caller.session.id.external(),
            jti: name.clone(),
            iat: now.timestamp(),
            nbf: now.timestamp(),
            exp: ends.timestamp(),
        };
        let token = self.signing_key(scope).await?.sign(&claims).map_err(Fault::internal)?;
        Ok(AccessToken { token, expires_at: ends, name })
    }
}

fn pair(access: AccessToken, token: &RefreshToken, ends: Instant) -> TokenPair {
    TokenPair {
        access_token: access.token,
        access_expires_at: access.expires_at,
        refresh_token: token.expose(),
        refresh_expires_at: ends,
    }
}

#[cfg(test)]
mod tests;
