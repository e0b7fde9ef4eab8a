//! The use cases of portal identity, and the ports they need.

mod accounts;
mod authenticate;
mod personal_tokens;
mod sessions;
mod sign_in;
mod signing_keys;
mod tokens;
mod unlock;

use std::sync::Arc;

use secrecy::SecretSlice;

pub use accounts::{CreateAccountError, NewAccount};
pub use personal_tokens::{MAX_PERSONAL_TOKENS, NewPersonalToken, PersonalTokenError, PersonalTokenRefusal};
pub use sign_in::{SignInError, SignInRefusal, SignInRequest};
pub use signing_keys::KnownKeys;
pub use tokens::{RefreshError, RefreshRefusal, TokenPair, Tokens};
pub use unlock::{UnlockError, UnlockRefusal};

use crate::ports::keyring::Keyring;
use crate::ports::password::PasswordHasher;
use crate::ports::session_store::{SessionLifetimes, SessionStore};
use crate::ports::throttle::{LockoutPolicy, RateLimit, Throttle};

/// How often one may try to sign in.
#[derive(Debug, Clone, Copy)]
pub struct SignInLimits {
    /// Failures in a row before a portal ID is locked, and for how long.
    pub lockout: LockoutPolicy,
    /// Attempts on one portal ID.
    pub per_account: RateLimit,
    /// Attempts from one address.
    pub per_address: RateLimit,
}

/// Portal identity: sign-in, sessions, lockout. One value a worker; the hasher is shared by all.
pub struct Identity {
    /// Where sessions live.
    pub sessions: Arc<dyn SessionStore>,
    /// Where attempts are counted.
    pub throttle: Arc<dyn Throttle>,
    /// Password hashing with its permits.
    pub hasher: Arc<PasswordHasher>,
    /// How long sessions live.
    pub lifetimes: SessionLifetimes,
    /// How often one may try.
    pub limits: SignInLimits,
    /// Key of the counters and of the recorded portal IDs: a copy of them names nobody.
    pub counter_key: SecretSlice<u8>,
    /// Seals what lies at rest.
    pub keyring: Keyring,
    /// How tokens are issued.
    pub tokens: Tokens,
}

/// Where a request came from.
#[derive(Debug, Clone)]
pub struct Client {
    /// The address, past the trusted proxies.
    pub ip: std::net::IpAddr,
    /// `User-Agent`, possibly empty.
    pub user_agent: String,
}
