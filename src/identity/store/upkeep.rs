//! What of this feature's tables is sealed anew when keys rotate, and what goes when its time is over.
//!
//! What stays for good: accounts and what they may act by, second factors, recovery codes, former passwords (a few an
//! account), wishes to reset (removed when they are answered), signing keys (removed when they rotate).

use crate::db::{Clearing, SealedColumn};

/// The secrets of authenticator apps.
pub(crate) const TOTP_SECRETS: SealedColumn =
    SealedColumn { name: "authenticator apps", table: "totp_factor", column: "secret" };

/// The private keys that sign access tokens.
pub(crate) const SIGNING_KEYS: SealedColumn =
    SealedColumn { name: "signing keys", table: "signing_key", column: "sealed_key" };

/// Attempts to sign in, once no challenge speaks of them.
pub(crate) const LOGIN_ATTEMPTS: Clearing = Clearing::of("login_attempt", "at").only(
    "NOT EXISTS (SELECT 1 FROM sign_in_challenge c
                  WHERE c.tenant_id = login_attempt.tenant_id AND c.login_attempt_id = login_attempt.id)",
);

/// Sign-ins that waited for a second factor or a new password.
pub(crate) const CHALLENGES: Clearing = Clearing::of("sign_in_challenge", "expires_at");

/// Questions that waited for a passkey's answer.
pub(crate) const CEREMONIES: Clearing = Clearing::of("passkey_ceremony", "expires_at");

/// Tokens of activations and resets. One that was used ends on its day as the others do.
pub(crate) const ONE_TIME_TOKENS: Clearing = Clearing::of("one_time_token", "expires_at");

/// Families of refresh tokens. One that was revoked ends on its day as the others do: until then its tokens are known
/// again when somebody sends them.
pub(crate) const TOKEN_FAMILIES: Clearing = Clearing::of("token_family", "expires_at");

/// Personal access tokens that have ended by themselves.
pub(crate) const PERSONAL_TOKENS: Clearing = Clearing::of("personal_access_token", "expires_at");

/// Personal access tokens that were taken back before their day.
pub(crate) const REVOKED_PERSONAL_TOKENS: Clearing = Clearing::of("personal_access_token", "revoked_at");

/// Invitations that were accepted, taken back or never answered: they hold names and addresses.
pub(crate) const INVITATIONS: Clearing = Clearing::of("member_invitation", "expires_at");

/// Changes of state of accounts, but for each account's latest, which says why it is as it is.
pub(crate) const STATUS_CHANGES: Clearing = Clearing::of("account_status_change", "at").only(
    "EXISTS (SELECT 1 FROM account_status_change later
              WHERE later.tenant_id = account_status_change.tenant_id
                AND later.account_id = account_status_change.account_id
                AND (later.at > account_status_change.at
                     OR (later.at = account_status_change.at AND later.id > account_status_change.id)))",
);
