//! One-time tokens, of which only the SHA-256 is kept: 256 random bits that are mailed to an account's owner or are part
//! of a link, or, where there is no address, 100 random bits that are read out to them.

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

/// What is read out: lower case, without what sounds or looks alike on paper. 32 symbols are five bits each.
const SYMBOLS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// Symbols of a code: 100 bits, which nobody tries out within an hour, whatever they have stolen.
const CODE: usize = 20;

/// A token, as it is mailed, printed or read out.
pub(super) struct OneTimeToken {
    pub(super) text: SecretString,
    pub(super) expires_at: Instant,
}

/// Issues a token for an account. Earlier ones stay good: the mail that arrives first may be used.
pub(super) async fn issue(tx: &Tx, account: AccountId, purpose: TokenPurpose) -> Result<OneTimeToken, Fault> {
    let lifetime = match purpose {
        TokenPurpose::Activation => ACTIVATION,
        TokenPurpose::PasswordReset | TokenPurpose::EmailChange => RESET,
    };
    link(tx, account, purpose, lifetime, None).await
}

/// Issues a token that shows that mails to `email` are read.
pub(super) async fn issue_for_address(
    tx: &Tx,
    account: AccountId,
    email: &str,
) -> Result<OneTimeToken, Fault> {
    link(tx, account, TokenPurpose::EmailChange, RESET, Some(email.to_owned())).await
}

/// Issues a token for a link that an operator hands over: an hour, whatever it is for.
pub(super) async fn issue_by_hand(
    tx: &Tx,
    account: AccountId,
    purpose: TokenPurpose,
) -> Result<OneTimeToken, Fault> {
    link(tx, account, purpose, RESET, None).await
}

/// Issues a token that is read out, in groups of four: an hour, whatever it is for.
pub(super) async fn issue_code(
    tx: &Tx,
    account: AccountId,
    purpose: TokenPurpose,
) -> Result<OneTimeToken, Fault> {
    let random: [u8; CODE] = entropy::bytes(&**tx.scope().entropy());
    let symbols: Vec<u8> = random.iter().map(|byte| SYMBOLS[usize::from(byte % 32)]).collect();
    let groups: Vec<String> =
        symbols.chunks(4).map(|group| String::from_utf8_lossy(group).into_owned()).collect();
    let digest = Sha256::digest(&symbols).to_vec();
    store(tx, account, purpose, RESET, None, digest, groups.join("-").into()).await
}

async fn link(
    tx: &Tx,
    account: AccountId,
    purpose: TokenPurpose,
    lifetime: TimeDelta,
    email: Option<String>,
) -> Result<OneTimeToken, Fault> {
    let secret: [u8; 32] = entropy::bytes(&**tx.scope().entropy());
    let digest = Sha256::digest(secret).to_vec();
    store(tx, account, purpose, lifetime, email, digest, URL_SAFE_NO_PAD.encode(secret).into()).await
}

async fn store(
    tx: &Tx,
    account: AccountId,
    purpose: TokenPurpose,
    lifetime: TimeDelta,
    email: Option<String>,
    digest: Vec<u8>,
    text: SecretString,
) -> Result<OneTimeToken, Fault> {
    let scope = tx.scope();
    let now = scope.real_now();
    let expires_at = now + lifetime;
    let row = one_time_token::ActiveModel {
        id: Set(scope.new_id()),
        account_id: Set(account),
        purpose: Set(purpose),
        digest: Set(digest),
        former_email: Set(None),
        email: Set(email),
        created_at: Set(now),
        expires_at: Set(expires_at),
        used_at: Set(None),
        ..Default::default()
    };
    passwords::insert_token(tx, row).await?;
    Ok(OneTimeToken { text, expires_at })
}

/// The digest of a token as it was typed or pasted; none for what cannot be one.
pub(super) fn digest_of(text: &str) -> Option<Vec<u8>> {
    code_of(text).or_else(|| {
        let secret = URL_SAFE_NO_PAD.decode(text.trim()).ok().filter(|secret| secret.len() == 32)?;
        Some(Sha256::digest(secret).to_vec())
    })
}

/// The digest of a code, in any case and with any separators between its groups.
fn code_of(text: &str) -> Option<Vec<u8>> {
    let typed = text.chars().filter(|c| !c.is_whitespace() && *c != '-').take(CODE + 1);
    let symbols: Option<Vec<u8>> = typed
        .map(|c| u8::try_from(c).ok().map(|c| c.to_ascii_lowercase()).filter(|c| SYMBOLS.contains(c)))
        .collect();
    let symbols = symbols.filter(|symbols| symbols.len() == CODE)?;
    Some(Sha256::digest(symbols).to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_people_write_it_and_is_no_link() {
        let digest = digest_of("abcd-efgh-ijkm-npqr-stuv").expect("a code");
        for typed in [" ABCD EFGH ijkm npqr stuv ", "abcdefghijkmnpqrstuv", "abcd-efgh\tijkm-npqr-stuv\n"] {
            assert_eq!(digest_of(typed).as_ref(), Some(&digest), "{typed:?}");
        }
        for junk in ["", "abcd-efgh-ijkm-npqr-stu", "abcd-efgh-ijkm-npqr-stuvw", "abcd-efgh-ijkm-npqr-stu0"] {
            assert_eq!(digest_of(junk), None, "{junk:?}");
        }
        let link = URL_SAFE_NO_PAD.encode([7; 32]);
        assert_eq!(digest_of(&format!(" {link}\n")), Some(Sha256::digest([7; 32]).to_vec()));
    }
}
