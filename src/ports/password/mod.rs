//! Password hashing: argon2id with bounded, cancellation-proof permits.
//!
//! - 19 MiB, 2 passes, 1 lane (OWASP Password Storage Cheat Sheet), as PHC strings; hashes of older parameters are
//!   verified with their own and reported for renewal.
//! - A password is normalised to NFC before it is hashed, as RFC 8265 §4.2 (`OpaqueString`) has it, so that the
//!   same keys on two machines give the same bytes. NFC and not NFKC: compatibility folding would make different
//!   characters equal (`²` and `2`). Nothing is trimmed or truncated.
//! - Longer than [`MAX_PASSWORD_BYTES`] is refused when set. When verified it costs exactly as much as any other
//!   wrong password and matches nothing, so neither the answer nor its time tells anything.
//! - At most `permits` hashes run at once, in the whole process. The permit travels into the blocking job and is
//!   given back when the job ends: a client that leaves does not make room for a further hash while its own still
//!   burns a core (threats.md row 13). Who waits longer than [`PasswordSettings::wait`] is told to come back.

use std::sync::Arc;
use std::time::Duration;

use argon2::password_hash::phc::{Output, PasswordHash, Salt};
use argon2::{Algorithm, Argon2, Params, PasswordHasher as _, PasswordVerifier as _, Version};
use secrecy::{ExposeSecret as _, SecretString};
use tokio::sync::Semaphore;
use unicode_normalization::UnicodeNormalization as _;

use crate::kernel::entropy::{self, SharedEntropy};

/// The longest password, in bytes of UTF-8 as typed. NIST SP 800-63B asks for at least 64 characters.
pub const MAX_PASSWORD_BYTES: usize = 1024;

/// What a hash costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HashCost {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over the memory.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

impl Default for HashCost {
    fn default() -> Self {
        Self { memory_kib: 19 * 1024, passes: 2, lanes: 1 }
    }
}

/// How the hasher works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PasswordSettings {
    /// What new hashes cost.
    pub cost: HashCost,
    /// How many run at once.
    pub permits: usize,
    /// How long a caller waits for its turn.
    pub wait: Duration,
}

impl Default for PasswordSettings {
    /// One core is left for the requests that hash nothing; two seconds of patience.
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Self { cost: HashCost::default(), permits: (cores - 1).max(1), wait: Duration::from_secs(2) }
    }
}

/// Why no hash or verdict came out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HashError {
    /// Too many are hashing already: `AUTH_BUSY`. The attempt was not judged: give it back to the throttle.
    #[error("too many passwords are being hashed at once")]
    Busy,
    /// A password to be set is longer than [`MAX_PASSWORD_BYTES`].
    #[error("a password has at most {MAX_PASSWORD_BYTES} bytes")]
    TooLong,
    /// A cost that argon2 does not allow, or a stored hash that is none: ours to mend.
    #[error("password hashing: {0}")]
    Internal(String),
}

/// What a comparison says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    /// Whether it is the password.
    pub matches: bool,
    /// Whether it is, and the stored hash was made at another cost: hash it anew while the password is at hand.
    pub needs_rehash: bool,
}

/// Hashes and verifies. Share one in the process: the permits are counted per value.
pub struct PasswordHasher {
    argon2: Argon2<'static>,
    permits: Arc<Semaphore>,
    wait: Duration,
    random: SharedEntropy,
    /// Verified in place of a hash that does not exist, at the same cost; no password is known to match it.
    decoy: Arc<str>,
}

impl PasswordHasher {
    /// A hasher, or why its cost is not possible.
    pub fn new(settings: PasswordSettings, random: SharedEntropy) -> Result<Self, HashError> {
        let HashCost { memory_kib, passes, lanes } = settings.cost;
        let params =
            Params::new(memory_kib, passes, lanes, Some(Params::DEFAULT_OUTPUT_LEN)).map_err(internal)?;
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let decoy = decoy(&argon2).map_err(internal)?.to_string().into();
        let permits = Arc::new(Semaphore::new(settings.permits.max(1)));
        Ok(Self { argon2, permits, wait: settings.wait, random, decoy })
    }

    /// The PHC string to store for `password`.
    pub async fn hash(&self, password: SecretString) -> Result<String, HashError> {
        if password.expose_secret().len() > MAX_PASSWORD_BYTES {
            return Err(HashError::TooLong);
        }
        let salt: [u8; argon2::RECOMMENDED_SALT_LEN] = entropy::bytes(&*self.random);
        let argon2 = self.argon2.clone();
        self.run(move || {
            let bytes = normalised(&password);
            argon2
                .hash_password_with_salt(bytes.expose_secret().as_bytes(), &salt)
                .map(|hash| hash.to_string())
        })
        .await?
        .map_err(internal)
    }

    /// Compares `password` with a stored PHC string. Without one (no such account, no password set) the same
    /// work is done, and the answer is no.
    pub async fn verify(&self, password: SecretString, stored: Option<&str>) -> Result<Verdict, HashError> {
        let fits = password.expose_secret().len() <= MAX_PASSWORD_BYTES;
        let password = if fits { password } else { SecretString::default() };
        let may_match = fits && stored.is_some();
        let stored: Arc<str> = stored.map_or_else(|| Arc::clone(&self.decoy), Arc::from);
        let argon2 = self.argon2.clone();
        self.run(move || {
            let hash = PasswordHash::new(&stored).map_err(internal)?;
            let bytes = normalised(&password);
            let matches = match argon2.verify_password(bytes.expose_secret().as_bytes(), &hash) {
                Ok(()) => may_match,
                Err(argon2::password_hash::Error::PasswordInvalid) => false,
                Err(broken) => return Err(internal(broken)),
            };
            Ok(Verdict { matches, needs_rehash: matches && !is_current(&argon2, &hash) })
        })
        .await?
    }

    /// Runs a costly job on the blocking pool once a permit is free; the permit ends with the job.
    async fn run<T: Send + 'static>(&self, job: impl FnOnce() -> T + Send + 'static) -> Result<T, HashError> {
        let waited = tokio::time::timeout(self.wait, Arc::clone(&self.permits).acquire_owned()).await;
        let permit = waited.map_err(|_| HashError::Busy)?.map_err(internal)?;
        let job = tokio::task::spawn_blocking(move || {
            let _held_until_the_job_ends = permit;
            job()
        });
        job.await.map_err(internal)
    }
}

fn normalised(password: &SecretString) -> SecretString {
    password.expose_secret().nfc().collect::<String>().into()
}

fn is_current(argon2: &Argon2<'_>, hash: &PasswordHash) -> bool {
    let same_cost = Params::try_from(hash).is_ok_and(|params| params == *argon2.params());
    hash.algorithm == Algorithm::Argon2id.ident() && hash.version == Some(Version::V0x13.into()) && same_cost
}

/// A well-formed hash at this cost that came out of no password.
fn decoy(argon2: &Argon2<'_>) -> argon2::password_hash::Result<PasswordHash> {
    Ok(PasswordHash {
        algorithm: Algorithm::Argon2id.ident(),
        version: Some(Version::V0x13.into()),
        params: argon2.params().try_into()?,
        salt: Some(Salt::new(b"portico's  decoy")?),
        hash: Some(Output::new(&[0; Params::DEFAULT_OUTPUT_LEN])?),
    })
}

fn internal(cause: impl std::fmt::Display) -> HashError {
    HashError::Internal(cause.to_string())
}

#[cfg(test)]
mod tests;
