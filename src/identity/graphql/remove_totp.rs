//! `removeTotp`.

use async_graphql::{Context, Object, SimpleObject};

use super::second_factors::SecondFactorUserError;
use super::session::SessionNode;
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::identity::EnrolmentError;

/// The outcome of `removeTotp`.
#[derive(SimpleObject)]
pub struct RemoveTotpPayload {
    /// The caller's session under its new value; null when there is an error.
    session: Option<SessionNode>,
    /// Why the app was not removed; empty on success.
    user_errors: Vec<SecondFactorUserError>,
}

/// See [`RemoveTotpMutation::remove_totp`].
#[derive(Default)]
pub struct RemoveTotpMutation;

#[Object]
impl RemoveTotpMutation {
    /// Removes the authenticator app of the caller's account; with the last second factor its recovery codes go too, and
    /// where the ISP asks more of a password that stands alone (see `tenant.passwordPolicy`), a new one is demanded at the
    /// next sign-in. Every other session of the account ends, and the caller's own gets a new value. For whoever is signed
    /// in with an elevated session. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.removeTotp\")")]
    async fn remove_totp(&self, ctx: &Context<'_>) -> Result<RemoveTotpPayload, ApiError> {
        let request = request(ctx);
        let caller = request.signed_in.as_ref().ok_or(ApiError::Unauthenticated)?;
        match request.identity.remove_totp(&request.scope, &request.tenant, caller).await {
            Ok(issued) => {
                let record = issued.record.clone();
                request.renewed(issued);
                let session = SessionNode { session: record, current: true };
                Ok(RemoveTotpPayload { session: Some(session), user_errors: Vec::new() })
            }
            Err(EnrolmentError::Refused(refusal)) => {
                Ok(RemoveTotpPayload { session: None, user_errors: vec![SecondFactorUserError::of(refusal)] })
            }
            Err(error) => Err(error.into()),
        }
    }
}
