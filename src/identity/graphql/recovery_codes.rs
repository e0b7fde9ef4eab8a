//! `renewRecoveryCodes`.

use async_graphql::{Context, Object, SimpleObject};

use super::second_factors::{RecoveryCodes, SecondFactorUserError};
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::identity::EnrolmentError;

/// The outcome of `renewRecoveryCodes`.
#[derive(SimpleObject)]
pub struct RenewRecoveryCodesPayload {
    /// The new codes, to be shown once; null when there is an error.
    recovery_codes: Option<RecoveryCodes>,
    /// Why there are none; empty on success.
    user_errors: Vec<SecondFactorUserError>,
}

/// See [`RenewRecoveryCodesMutation::renew_recovery_codes`].
#[derive(Default)]
pub struct RenewRecoveryCodesMutation;

#[Object]
impl RenewRecoveryCodesMutation {
    /// Makes ten new recovery codes in place of all earlier ones. For whoever is signed in with an elevated session and
    /// has a second factor. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.renewRecoveryCodes\")")]
    async fn renew_recovery_codes(&self, ctx: &Context<'_>) -> Result<RenewRecoveryCodesPayload, ApiError> {
        let request = request(ctx);
        let caller = request.signed_in.as_ref().ok_or(ApiError::Unauthenticated)?;
        match request.identity.renew_recovery_codes(&request.scope, caller).await {
            Ok(codes) => Ok(RenewRecoveryCodesPayload {
                recovery_codes: RecoveryCodes::of(codes),
                user_errors: Vec::new(),
            }),
            Err(EnrolmentError::Refused(refusal)) => Ok(RenewRecoveryCodesPayload {
                recovery_codes: None,
                user_errors: vec![SecondFactorUserError::of(refusal)],
            }),
            Err(error) => Err(error.into()),
        }
    }
}
