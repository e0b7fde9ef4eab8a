//! `enrolTotp`.

use async_graphql::{Context, InputObject, Object, SimpleObject};
use qrcode::QrCode;
use qrcode::render::svg;
use secrecy::SecretString;

use super::second_factors::{SecondFactorUserError, enrollee};
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::identity::EnrolmentError;
use crate::kernel::fault::Fault;

/// Who sets up an authenticator app.
#[derive(InputObject)]
pub struct EnrolTotpInput {
    /// The challenge of `SecondFactorEnrolmentRequired`; absent for whoever is signed in.
    #[graphql(secret)]
    pub challenge: Option<String>,
}

/// What an authenticator app has to be told. It cannot be shown again.
#[derive(SimpleObject)]
pub struct TotpSetup {
    /// The secret in base32, for apps that cannot scan.
    secret: String,
    /// `otpauth://totp/…`, for apps on the same device.
    uri: String,
    /// The same as a QR code: an SVG document.
    qr_svg: String,
}

/// The outcome of `enrolTotp`.
#[derive(SimpleObject)]
pub struct EnrolTotpPayload {
    /// What the app has to be told; null when there is an error.
    setup: Option<TotpSetup>,
    /// Why there is none; empty on success.
    user_errors: Vec<SecondFactorUserError>,
}

/// See [`EnrolTotpMutation::enrol_totp`].
#[derive(Default)]
pub struct EnrolTotpMutation;

#[Object]
impl EnrolTotpMutation {
    /// Makes a new secret for an authenticator app. It counts for nothing before `confirmTotp`, and then replaces the
    /// one that there was. For whoever is signed in with an elevated session, and for a sign-in that waits for it:
    /// otherwise UNAUTHENTICATED.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.enrolTotp\")")]
    async fn enrol_totp(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Who sets it up.")] input: EnrolTotpInput,
    ) -> Result<EnrolTotpPayload, ApiError> {
        let request = request(ctx);
        let challenge = input.challenge.map(SecretString::from);
        let who = enrollee(request, challenge.as_ref())?;
        match request.identity.enrol_totp(&request.scope, &request.tenant, &request.client, who).await {
            Ok(made) => {
                let qr_svg = drawn(&made.uri)?;
                let setup = TotpSetup { secret: made.secret.base32(), uri: made.uri, qr_svg };
                Ok(EnrolTotpPayload { setup: Some(setup), user_errors: Vec::new() })
            }
            Err(EnrolmentError::Refused(refusal)) => {
                Ok(EnrolTotpPayload { setup: None, user_errors: vec![SecondFactorUserError::of(refusal)] })
            }
            Err(error) => Err(error.into()),
        }
    }
}

fn drawn(uri: &str) -> Result<String, Fault> {
    let code = QrCode::new(uri).map_err(Fault::internal)?;
    Ok(code.render::<svg::Color<'_>>().min_dimensions(240, 240).build())
}
