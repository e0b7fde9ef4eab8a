//! `startPasskeyStepUp`.

use async_graphql::{Context, Object, SimpleObject};

use super::passkey::PasskeyCeremonyNode;
use super::second_factors::SecondFactorUserError;
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::identity::EnrolmentRefusal;

/// The outcome of `startPasskeyStepUp`.
#[derive(SimpleObject)]
pub struct StartPasskeyStepUpPayload {
    /// What to ask the authenticator; null when there is an error.
    ceremony: Option<PasskeyCeremonyNode>,
    /// Why there is nothing to ask; empty on success.
    user_errors: Vec<SecondFactorUserError>,
}

/// See [`StartPasskeyStepUpMutation::start_passkey_step_up`].
#[derive(Default)]
pub struct StartPasskeyStepUpMutation;

#[Object]
impl StartPasskeyStepUpMutation {
    /// Says what to ask an authenticator to elevate the session by one of the account's passkeys, with `stepUp`. For
    /// anybody signed in; NOT_FOUND where there is no passkey.
    ///
    /// Errors: RATE_LIMITED.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.startPasskeyStepUp\")")]
    async fn start_passkey_step_up(&self, ctx: &Context<'_>) -> Result<StartPasskeyStepUpPayload, ApiError> {
        let request = request(ctx);
        let caller = request.signed_in.as_ref().ok_or(ApiError::Unauthenticated)?;
        let (scope, tenant, client) = (&request.scope, &request.tenant, &request.client);
        let issued = request.identity.start_passkey_step_up(scope, tenant, client, caller).await?;
        let user_errors = match issued {
            Some(_) => Vec::new(),
            None => vec![SecondFactorUserError::of(EnrolmentRefusal::NotEnrolled)],
        };
        Ok(StartPasskeyStepUpPayload { ceremony: issued.map(Into::into), user_errors })
    }
}
