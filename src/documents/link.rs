//! Links that open one document for a short time.
//!
//! A link is a sealed value of its tenant (`ports/keyring`), good for [`LIFETIME`].

use chrono::{NaiveDate, TimeDelta};
use serde::{Deserialize, Serialize};

use crate::kernel::clock::Instant;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{CreditNoteId, CustomerId, InvoiceId, PaymentId, TenantId};
use crate::ports::keyring::{Keyring, LinkUse};

/// How long a link opens its document: time enough to click, too short to be worth keeping.
pub const LIFETIME: TimeDelta = TimeDelta::minutes(10);

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
    keyring.seal_link(LinkUse::Document, tenant, claim).await
}

/// What a token says, if it is one of ours, of this tenant, and still good. Everything else is `None`: who tries does not
/// learn what was wrong.
pub(super) async fn open(
    keyring: &Keyring,
    tenant: TenantId,
    now: Instant,
    token: &str,
) -> Result<Option<Claim>, Fault> {
    let claim: Option<Claim> = keyring.open_link(LinkUse::Document, tenant, token).await?;
    Ok(claim.filter(|claim| claim.expires_at > now))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use base64::Engine as _;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;

    use super::*;
    use crate::kernel::entropy::{SeededEntropy, SharedEntropy};
    use crate::kernel::ids::TypedId as _;
    use crate::ports::keyring::{KeySet, MasterKey, Purpose};

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
        for what in [LinkUse::Attachment, LinkUse::Upload] {
            let token = keyring.seal_link(what, tenant, &claim).await.expect("sealed");
            assert_eq!(open(&keyring, tenant, now(), &token).await.expect("looked at"), None, "{what:?}");
        }
        let plain = serde_json::to_vec(&claim).expect("JSON");
        let place = [b"document\0".as_slice(), tenant.uuid().as_bytes()].concat();
        for (purpose, aad) in [(Purpose::Mail, place), (Purpose::Link, tenant.uuid().as_bytes().to_vec())] {
            let sealed = keyring.seal(purpose, &aad, &plain).await.expect("sealed");
            let token = URL_SAFE_NO_PAD.encode(sealed);
            assert_eq!(open(&keyring, tenant, now(), &token).await.expect("looked at"), None);
        }
    }
}
