//! `renamePasskey`.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};

use super::passkey::PasskeyNode;
use super::second_factors::SecondFactorUserError;
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::read;
use crate::identity::EnrolmentError;

/// Another name for a passkey.
#[derive(InputObject)]
pub struct RenamePasskeyInput {
    /// Which passkey.
    pub id: ID,
    /// What it shall be called, 1 to 100 characters.
    pub name: String,
}

/// The outcome of `renamePasskey`.
#[derive(SimpleObject)]
pub struct RenamePasskeyPayload {
    /// The passkey as it is now; null when there is an error.
    passkey: Option<PasskeyNode>,
    /// Why it was not renamed; empty on success.
    user_errors: Vec<SecondFactorUserError>,
}

/// See [`RenamePasskeyMutation::rename_passkey`].
#[derive(Default)]
pub struct RenamePasskeyMutation;

#[Object]
impl RenamePasskeyMutation {
    /// Gives a passkey of the caller's account another name. For whoever is signed in with an elevated session. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.renamePasskey\")")]
    async fn rename_passkey(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The passkey and its name.")] input: RenamePasskeyInput,
    ) -> Result<RenamePasskeyPayload, ApiError> {
        let request = request(ctx);
        let caller = request.signed_in.as_ref().ok_or(ApiError::Unauthenticated)?;
        let id = read(&input.id, "input.id")?;
        match request.identity.rename_passkey(&request.scope, caller, id, &input.name).await {
            Ok(passkey) => {
                Ok(RenamePasskeyPayload { passkey: Some(PasskeyNode(passkey)), user_errors: Vec::new() })
            }
            Err(EnrolmentError::Refused(refusal)) => Ok(RenamePasskeyPayload {
                passkey: None,
                user_errors: vec![SecondFactorUserError::of(refusal)],
            }),
            Err(error) => Err(error.into()),
        }
    }
}
