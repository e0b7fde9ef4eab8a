//! One-time tokens: 256 random bits that are mailed to an account's owner, of which only the SHA-256 is kept.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::TimeDelta;
use sea_orm::Set;
use secrecy::SecretString;
use sha2::{Digest as _, Sha256};

use crate::db::{Reads as _, Tx};
use crate::identity::entity::one_time_token::{self, TokenPurpose};
use crate::identity::store::passwords;
use crate::kernel::clock::Instant;
use crate::kernel::entropy;
use crate::kernel::fault::Fault;
use crate::kernel::ids::AccountId;

/// How long a reset may take (domain.md §4; OWASP Forgot Password Cheat Sheet: as short as a mail takes to be read).
const RESET: TimeDelta = TimeDelta::minutes(60);

/// How long an invitation waits.
const ACTIVATION: TimeDelta = TimeDelta::days(7);

/// A token, as it is mailed.
pub(super) struct OneTimeToken {
    pub(super) text: SecretString,
    pub(super) expires_at: Instant,
}

/// Issues a token for an account. Earlier ones stay good: the mail that arrives first may be used.
pub(super) async fn issue(tx: &Tx, account: AccountId, purpose: TokenPurpose) -> Result<OneTimeToken, Fault> {
    let scope = tx.scope();
    let secret: [u8; 32] = entropy::bytes(&**scope.entropy());
    let now = scope.real_now();
    let lifetime = match purpose {
        TokenPurpose::Activation => ACTIVATION,
        TokenPurpose::PasswordReset => RESET,
    };
    let expires_at = now + lifetime;
    let row = one_time_token::ActiveModel {
        id: Set(scope.new_id()),
        account_id: Set(account),
        purpose: Set(purpose),
        digest: Set(Sha256::digest(secret).to_vec()),
        created_at: Set(now),
        expires_at: Set(expires_at),
        used_at: Set(None),
        ..Default::default()
    };
    passwords::insert_token(tx, row).await?;
    Ok(OneTimeToken { text: URL_SAFE_NO_PAD.encode(secret).into(), expires_at })
}

/// The digest of a token as it was typed or pasted; none for what cannot be one.
pub(super) fn digest_of(text: &str) -> Option<Vec<u8>> {
    let secret = URL_SAFE_NO_PAD.decode(text.trim()).ok().filter(|secret| secret.len() == 32)?;
    Some(Sha256::digest(secret).to_vec())
}
