//! Links that open one document for a short time.
//!
//! A link is a sealed value (`ports/keyring`): nothing of it can be read, changed or made without a key. It is bound to
//! the tenant, so that it opens on no other's host, and good for [`LIFETIME`]. Keys rotate as for everything that is
//! sealed: a link made under an earlier key opens as long as that key is kept.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{NaiveDate, TimeDelta};
use secrecy::ExposeSecret as _;
use serde::{Deserialize, Serialize};

use crate::kernel::clock::Instant;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{CreditNoteId, CustomerId, InvoiceId, PaymentId, TenantId, TypedId as _};
use crate::ports::keyring::{Keyring, KeyringError, Purpose};

/// How long a link opens its document: time enough to click, too short to be worth keeping.
pub const LIFETIME: TimeDelta = TimeDelta::minutes(10);

/// Longer than any token of ours: what is longer is not looked at.
const MAX_TOKEN: usize = 1024;

/// Which document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// An invoice.
    Invoice(InvoiceId),
    /// A credit note.
    CreditNote(CreditNoteId),
    /// The receipt of a payment.
    Receipt(PaymentId),
    /// The statement of a customer's account.
    Statement {
        /// Whose.
        customer: CustomerId,
        /// The first day.
        from: NaiveDate,
        /// The last day.
        to: NaiveDate,
    },
}

/// What a link says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// What it opens.
    pub subject: Subject,
    /// In which language.
    pub locale: String,
    /// Until when.
    pub expires_at: Instant,
}

/// The token of a link for a tenant.
pub(super) async fn seal(keyring: &Keyring, tenant: TenantId, claim: &Claim) -> Result<String, Fault> {
    let plain = serde_json::to_vec(claim).map_err(Fault::internal)?;
    let sealed = keyring.seal(Purpose::Link, &place(tenant), &plain).await?;
    Ok(URL_SAFE_NO_PAD.encode(sealed))
}

/// What a token says, if it is one of ours, of this tenant, and still good. Everything else is `None`: who tries does not
/// learn what was wrong.
pub(super) async fn open(
    keyring: &Keyring,
    tenant: TenantId,
    now: Instant,
    token: &str,
) -> Result<Option<Claim>, Fault> {
    if token.len() > MAX_TOKEN {
        return Ok(None);
    }
    let Ok(sealed) = URL_SAFE_NO_PAD.decode(token) else { return Ok(None) };
    let plain = match keyring.open(Purpose::Link, &place(tenant), &sealed).await {
        Ok(plain) => plain,
        Err(KeyringError::UnknownKey(_) | KeyringError::Malformed | KeyringError::Forged) => return Ok(None),
        Err(error @ KeyringError::Unavailable(_)) => return Err(error.into()),
    };
    // A claim of another release is no claim.
    let claim: Option<Claim> = serde_json::from_slice(plain.expose_secret()).ok();
    Ok(claim.filter(|claim| claim.expires_at > now))
}

/// What a link is bound to. The use stands before the tenant, for other kinds of links may come.
fn place(tenant: TenantId) -> Vec<u8> {
    [b"document\0".as_slice(), tenant.uuid().as_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::kernel::entropy::{SeededEntropy, SharedEntropy};
    use crate::ports::keyring::{KeySet, MasterKey};

    fn now() -> Instant {
        "2026-11-22T10:00:00Z".parse().expect("an instant")
    }

    fn keys(current: MasterKey, retired: Vec<MasterKey>) -> KeySet {
        KeySet::new(current, retired).expect("distinct")
    }

    fn claim(random: &SharedEntropy) -> Claim {
        let subject = Subject::Invoice(InvoiceId::generate(now(), &**random));
        Claim { subject, locale: "de-DE".to_owned(), expires_at: now() + LIFETIME }
    }

    #[tokio::test]
    async fn a_link_lives_through_a_rotation_of_keys_and_no_longer_than_its_time() {
        let random: SharedEntropy = Arc::new(SeededEntropy::new(1));
        let tenant = TenantId::generate(now(), &*random);
        let (old, new) = (MasterKey::generate(&*random), MasterKey::generate(&*random));
        let keyring = Keyring::fixed(keys(old.clone(), vec![]), random.clone());
        let claim = claim(&random);
        let token = seal(&keyring, tenant, &claim).await.expect("sealed");
        assert!(token.len() < 400, "{} characters", token.len());
        keyring.replace(keys(new.clone(), vec![old]));
        assert_eq!(open(&keyring, tenant, now(), &token).await.expect("looked at"), Some(claim));
        let end = now() + LIFETIME;
        assert_eq!(open(&keyring, tenant, end, &token).await.expect("looked at"), None);
        keyring.replace(keys(new, vec![]));
        assert_eq!(open(&keyring, tenant, now(), &token).await.expect("looked at"), None);
    }

    #[tokio::test]
    async fn what_was_sealed_for_another_tenant_or_another_use_is_no_link() {
        let random: SharedEntropy = Arc::new(SeededEntropy::new(2));
        let (tenant, other) = (TenantId::generate(now(), &*random), TenantId::generate(now(), &*random));
        let keyring = Keyring::fixed(keys(MasterKey::generate(&*random), vec![]), random.clone());
        let claim = claim(&random);
        let token = seal(&keyring, tenant, &claim).await.expect("sealed");
        assert_eq!(open(&keyring, other, now(), &token).await.expect("looked at"), None);
        let plain = serde_json::to_vec(&claim).expect("JSON");
        for (purpose, aad) in
            [(Purpose::Mail, place(tenant)), (Purpose::Link, tenant.uuid().as_bytes().to_vec())]
        {
            let sealed = keyring.seal(purpose, &aad, &plain).await.expect("sealed");
            let token = URL_SAFE_NO_PAD.encode(sealed);
            assert_eq!(open(&keyring, tenant, now(), &token).await.expect("looked at"), None);
        }
    }
}
