//! Passkeys (WebAuthn Level 3): what is asked of an authenticator, and what its answer is worth. No I/O; the library brings
//! its own randomness for the challenges.
//!
//! Every passkey verifies its user (a PIN, a finger), so one alone is two factors: possession and what unlocks it.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value as Json, json};
use webauthn_rs::prelude::{
    DiscoverableAuthentication, Passkey, PasskeyRegistration, PublicKeyCredential,
    RegisterPublicKeyCredential, Url, Uuid, Webauthn, WebauthnBuilder, WebauthnError,
};

use super::entity::passkey;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{AccountId, TypedId as _};
use crate::tenancy::Tenant;

/// What is asked of the browser, and what must be remembered to judge the answer.
pub(super) struct Asked {
    /// For `PublicKeyCredential.parseCreationOptionsFromJSON` or `parseRequestOptionsFromJSON`.
    pub options: String,
    /// Never leaves the server.
    pub state: String,
}

/// A new passkey.
pub(super) struct Made {
    pub credential_id: Vec<u8>,
    pub credential: String,
    pub sign_count: u32,
}

/// Which passkey an answer claims to be of, before anything was verified.
pub(super) struct Claim {
    pub credential_id: Vec<u8>,
    /// Whose it says it is; authenticators that were told which passkeys will do may leave it out.
    pub account: Option<AccountId>,
    answer: PublicKeyCredential,
}

/// An answer that is right.
pub(super) struct Accepted {
    pub sign_count: u32,
    pub credential: String,
}

/// Why an answer was not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rejected {
    /// Malformed, for another challenge, another origin, without user verification, or signed by another key.
    Invalid,
    /// Rightly signed, but its counter did not rise: the key may have been copied (WebAuthn §6.1.1).
    Copied,
}

/// The tenant as authenticators know it.
pub(super) struct RelyingParty(Webauthn);

impl RelyingParty {
    /// The relying party of a tenant. Its id and origins come from the tenant's hosts, never from the request.
    pub(super) fn of(tenant: &Tenant) -> Result<Self, Fault> {
        let own = |error: &dyn std::fmt::Display| {
            Fault::internal(format!("tenant {}: passkeys: {error}", tenant.slug))
        };
        let domain = tenant.passkey_domain().ok_or_else(|| own(&"the tenant has no host"))?;
        let origins: Result<Vec<Url>, _> =
            tenant.passkey_origins().iter().map(|origin| Url::parse(origin)).collect();
        let origins = origins.map_err(|error| own(&error))?;
        let (first, others) =
            origins.split_first().ok_or_else(|| own(&"no host lies within the domain of passkeys"))?;
        let mut builder = WebauthnBuilder::new(domain, first)
            .map_err(|error| own(&error))?
            .rp_name(&tenant.name)
            // Where the demo and development serve is up to who starts them.
            .allow_any_port(crate::tenancy::is_local(domain));
        for origin in others {
            builder = builder.append_allowed_origin(origin);
        }
        Ok(Self(builder.build().map_err(|error| own(&error))?))
    }

    /// Asks for a new passkey, which must be able to name its account by itself.
    pub(super) fn ask_for_new(
        &self,
        account: AccountId,
        portal_id: &str,
        name: &str,
        existing: &[passkey::Model],
    ) -> Result<Asked, Fault> {
        let exclude = existing.iter().map(|passkey| passkey.credential_id.clone()).collect();
        let started = self.0.start_passkey_registration(account.uuid(), portal_id, name, Some(exclude));
        let (asked, state) = started.map_err(Fault::internal)?;
        let mut options = serde_json::to_value(asked.public_key).map_err(Fault::internal)?;
        // The library asks for the opposite, for the sake of tokens with little room. Without the account in the passkey
        // nobody could sign in by it alone.
        options["authenticatorSelection"]["residentKey"] = json!("required");
        options["authenticatorSelection"]["requireResidentKey"] = json!(true);
        Ok(Asked { options: options.to_string(), state: stored(&state)? })
    }

    /// Judges the answer to [`RelyingParty::ask_for_new`].
    pub(super) fn made(&self, state: &str, answer: &str) -> Result<Result<Made, Rejected>, Fault> {
        let state: PasskeyRegistration = serde_json::from_str(state).map_err(Fault::internal)?;
        let Ok(answer) = serde_json::from_str::<RegisterPublicKeyCredential>(answer) else {
            return Ok(Err(Rejected::Invalid));
        };
        let passkey = match self.0.finish_passkey_registration(&answer, &state) {
            Ok(passkey) => passkey,
            Err(error) => return Ok(Err(rejected(&error))),
        };
        let credential = stored(&passkey)?;
        Ok(Ok(Made {
            credential_id: passkey.cred_id().clone(),
            sign_count: counter_in(&credential),
            credential,
        }))
    }

    /// Asks for one of these passkeys; for whichever there is, where none are given.
    pub(super) fn ask_for(&self, allowed: &[passkey::Model]) -> Result<Asked, Fault> {
        let (asked, state) = self.0.start_discoverable_authentication().map_err(Fault::internal)?;
        let mut options = serde_json::to_value(asked.public_key).map_err(Fault::internal)?;
        options["allowCredentials"] = allowed.iter().map(descriptor).collect();
        Ok(Asked { options: options.to_string(), state: stored(&state)? })
    }

    /// Judges the answer to [`RelyingParty::ask_for`], which `passkey` is claimed to have signed.
    pub(super) fn accepted(
        &self,
        state: &str,
        claim: &Claim,
        passkey: &passkey::Model,
    ) -> Result<Result<Accepted, Rejected>, Fault> {
        let state: DiscoverableAuthentication = serde_json::from_str(state).map_err(Fault::internal)?;
        let mut known: Passkey = serde_json::from_str(&passkey.credential).map_err(Fault::internal)?;
        let used = match self.0.finish_discoverable_authentication_v2(&claim.answer, state, &known) {
            Ok(used) => used,
            Err(error) => return Ok(Err(rejected(&error))),
        };
        known.update_credential(&used);
        Ok(Ok(Accepted { sign_count: used.counter(), credential: stored(&known)? }))
    }
}

/// Reads an answer as far as it says of which passkey it is.
pub(super) fn claim(answer: &str) -> Option<Claim> {
    let answer: PublicKeyCredential = serde_json::from_str(answer).ok()?;
    let account = match answer.get_user_unique_id() {
        Some(handle) => Some(AccountId::from_uuid(Uuid::from_slice(handle).ok()?)),
        None => None,
    };
    Some(Claim { credential_id: answer.get_credential_id().to_vec(), account, answer })
}

fn rejected(error: &WebauthnError) -> Rejected {
    tracing::debug!(cause = %error, "an answer of an authenticator was not accepted");
    match error {
        WebauthnError::CredentialPossibleCompromise => Rejected::Copied,
        _ => Rejected::Invalid,
    }
}

fn stored(value: &impl serde::Serialize) -> Result<String, Fault> {
    serde_json::to_string(value).map_err(Fault::internal)
}

/// The library keeps the first counter to itself, but writes it down.
fn counter_in(credential: &str) -> u32 {
    let read: Option<Json> = serde_json::from_str(credential).ok();
    let counter = read.and_then(|value| value["cred"]["counter"].as_u64());
    counter.and_then(|counter| u32::try_from(counter).ok()).unwrap_or_default()
}

fn descriptor(passkey: &passkey::Model) -> Json {
    json!({ "type": "public-key", "id": URL_SAFE_NO_PAD.encode(&passkey.credential_id) })
}
