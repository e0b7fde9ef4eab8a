//! Passkeys in the graph.

use async_graphql::{ID, InputObject, Object, SimpleObject};
use secrecy::ExposeSecret as _;

use crate::graphql::ids::write;
use crate::graphql::scalars::DateTime;
use crate::identity::entity::passkey;
use crate::identity::{IssuedCeremony, PasskeyAnswer};

/// A passkey.
pub struct PasskeyNode(pub passkey::Model);

/// A passkey of an account: signs in by itself, or as second factor. Visible to the account's owner.
#[Object(name = "Passkey")]
impl PasskeyNode {
    /// The passkey's id, for `renamePasskey` and `removePasskey`.
    async fn id(&self) -> ID {
        write(self.0.id)
    }

    /// What its owner calls it.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// When it was made.
    async fn created_at(&self) -> DateTime {
        DateTime(self.0.created_at)
    }

    /// When it was last accepted; null before the first time.
    async fn last_used_at(&self) -> Option<DateTime> {
        self.0.last_used_at.map(DateTime)
    }
}

/// What the browser has to ask of an authenticator.
#[derive(SimpleObject)]
#[graphql(name = "PasskeyCeremony")]
pub struct PasskeyCeremonyNode {
    /// Names this question when the answer is sent. Good for one answer, from the same network and browser.
    value: String,
    /// The question as JSON: what `PublicKeyCredential.parseCreationOptionsFromJSON()` reads for a new passkey, and
    /// `PublicKeyCredential.parseRequestOptionsFromJSON()` for one that there is.
    options_json: String,
    /// When it ends.
    expires_at: DateTime,
}

impl From<IssuedCeremony> for PasskeyCeremonyNode {
    fn from(issued: IssuedCeremony) -> Self {
        Self {
            value: issued.value.expose_secret().to_owned(),
            options_json: issued.options,
            expires_at: DateTime(issued.expires_at),
        }
    }
}

/// An authenticator's answer.
#[derive(InputObject)]
pub struct PasskeyAnswerInput {
    /// The `value` of the question that it answers.
    #[graphql(secret)]
    pub ceremony: String,
    /// The credential that `navigator.credentials` gave, as JSON: `JSON.stringify(credential.toJSON())`.
    #[graphql(secret)]
    pub credential_json: String,
}

impl From<PasskeyAnswerInput> for PasskeyAnswer {
    fn from(input: PasskeyAnswerInput) -> Self {
        Self { ceremony: input.ceremony.into(), credential: input.credential_json }
    }
}
