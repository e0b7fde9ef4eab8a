//! `forgetKnownDevice`.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};

use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::{read, write};
use crate::kernel::ids::KnownDeviceId;

crate::user_errors! {
    /// Why a device was not forgotten.
    ForgetKnownDeviceErrorCode, ForgetKnownDeviceUserError ("ForgetKnownDeviceUserError"), "Why a device was not forgotten." {
        /// The account knows no such device.
        NotFound,
    }
}

/// Which device to forget.
#[derive(InputObject)]
pub struct ForgetKnownDeviceInput {
    /// The device, as listed in `viewer.account.knownDevices`.
    pub id: ID,
}

/// The outcome of `forgetKnownDevice`.
#[derive(SimpleObject)]
pub struct ForgetKnownDevicePayload {
    /// The device that was forgotten; null when there is an error.
    forgotten_device_id: Option<ID>,
    /// Why it was not forgotten; empty on success.
    user_errors: Vec<ForgetKnownDeviceUserError>,
}

/// See [`ForgetKnownDeviceMutation::forget_known_device`].
#[derive(Default)]
pub struct ForgetKnownDeviceMutation;

#[Object]
impl ForgetKnownDeviceMutation {
    /// Forgets a device of the caller's own account: what it keeps is worth nothing any more, and the next sign-in from it is
    /// one from a new device. Sessions on it go on; `revokeSession` ends them. For anybody signed in. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.forgetKnownDevice\")")]
    async fn forget_known_device(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which device to forget.")] input: ForgetKnownDeviceInput,
    ) -> Result<ForgetKnownDevicePayload, ApiError> {
        let request = request(ctx);
        let caller = request.signed_in.as_ref().ok_or(ApiError::Unauthenticated)?;
        let id: KnownDeviceId = read(&input.id, "input.id")?;
        if request.identity.forget_device(&request.scope, caller, id).await? {
            return Ok(ForgetKnownDevicePayload {
                forgotten_device_id: Some(write(id)),
                user_errors: Vec::new(),
            });
        }
        let error = ForgetKnownDeviceUserError {
            code: ForgetKnownDeviceErrorCode::NotFound,
            message: "there is no such device".to_owned(),
            field: Some("id".to_owned()),
            retryable: false,
        };
        Ok(ForgetKnownDevicePayload { forgotten_device_id: None, user_errors: vec![error] })
    }
}
