//! `sandboxBreakDevice`.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};

use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::{read, write};
use crate::graphql::outcome::{use_case_errors, use_case_payload};
use crate::graphql::scalars::DateTime;
use crate::network::{self, SimulatedDevice};

use_case_errors! {
    SandboxBreakDeviceErrorCode, SandboxBreakDeviceUserError ("SandboxBreakDeviceUserError"),
    "Why the device is as it was." {
        /// There is no such device, or it is out of service.
        NotFound,
        /// This ISP is real, and so are its devices.
        NotASandbox,
        /// The device is not simulated.
        InvalidInput,
    }
}
use_case_payload! {
    SandboxBreakDevicePayload ("The outcome of `sandboxBreakDevice`."), SandboxBreakDeviceUserError,
    /// The device, broken or whole; null when there is an error.
    device: SandboxDevice
}

/// Which device to break or to mend.
#[derive(InputObject)]
pub struct SandboxBreakDeviceInput {
    /// The device.
    pub device_id: ID,
    /// True breaks it, false mends it.
    pub broken: bool,
}

/// A device of a simulated network.
#[derive(SimpleObject)]
pub struct SandboxDevice {
    /// The device.
    device_id: ID,
    /// What it is called.
    name: String,
    /// Whether it is broken on purpose.
    broken: bool,
    /// Since when, by the world's clock; null where it is not broken.
    broken_since: Option<DateTime>,
}

impl From<SimulatedDevice> for SandboxDevice {
    fn from(device: SimulatedDevice) -> Self {
        Self {
            device_id: write(device.id),
            name: device.name,
            broken: device.broken_since.is_some(),
            broken_since: device.broken_since.map(DateTime),
        }
    }
}

/// See [`SandboxBreakDeviceMutation::sandbox_break_device`].
#[derive(Default)]
pub struct SandboxBreakDeviceMutation;

#[Object]
impl SandboxBreakDeviceMutation {
    /// Breaks a device of a sandbox's simulated network, or mends it: within a second it and what is below it answer nobody, or
    /// do again. What follows is as real as the poller: the device goes down, an incident is opened for the services below it,
    /// and ends when the device is back. For tenant administrators: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.sandboxBreakDevice\")")]
    async fn sandbox_break_device(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which device to break or to mend.")] input: SandboxBreakDeviceInput,
    ) -> Result<SandboxBreakDevicePayload, ApiError> {
        let id = read(&input.device_id, "input.deviceId")?;
        let request = request(ctx);
        let outcome = network::break_device(&request.scope, &request.tenant, id, input.broken);
        SandboxBreakDevicePayload::of(Box::pin(outcome).await.map(SandboxDevice::from))
    }
}
