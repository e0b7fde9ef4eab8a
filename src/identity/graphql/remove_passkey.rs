//! `removePasskey`.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};

use super::second_factors::SecondFactorUserError;
use super::session::SessionNode;
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::read;
use crate::identity::EnrolmentError;

/// Which passkey goes.
#[derive(InputObject)]
pub struct RemovePasskeyInput {
    /// The passkey.
    pub id: ID,
}

/// The outcome of `removePasskey`.
#[derive(SimpleObject)]
pub struct RemovePasskeyPayload {
    /// The caller's session under its new value; null when there is an error.
    session: Option<SessionNode>,
    /// Why the passkey was not removed; empty on success.
    user_errors: Vec<SecondFactorUserError>,
}

/// See [`RemovePasskeyMutation::remove_passkey`].
#[derive(Default)]
pub struct RemovePasskeyMutation;

#[Object]
impl RemovePasskeyMutation {
    /// Removes a passkey of the caller's account; with the last second factor its recovery codes go too, and where the
    /// ISP asks more of a password that stands alone (see `tenant.passwordPolicy`), a new one is demanded at the next
    /// sign-in. Every other session of the account ends, and the caller's own gets a new value. For whoever is signed in
    /// with an elevated session. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.removePasskey\")")]
    async fn remove_passkey(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which passkey.")] input: RemovePasskeyInput,
    ) -> Result<RemovePasskeyPayload, ApiError> {
        let request = request(ctx);
        let caller = request.signed_in.as_ref().ok_or(ApiError::Unauthenticated)?;
        let id = read(&input.id, "input.id")?;
        match request.identity.remove_passkey(&request.scope, &request.tenant, caller, id).await {
            Ok(issued) => {
                let record = issued.record.clone();
                request.renewed(issued);
                let session = SessionNode { session: record, current: true };
                Ok(RemovePasskeyPayload { session: Some(session), user_errors: Vec::new() })
            }
            Err(EnrolmentError::Refused(refusal)) => Ok(RemovePasskeyPayload {
                session: None,
                user_errors: vec![SecondFactorUserError::of(refusal)],
            }),
            Err(error) => Err(error.into()),
        }
    }
}
