//! `acknowledgeAlert`, `resolveAlert`, `pollDevice`.

use async_graphql::{Context, ID, InputObject, Object};
use chrono::TimeDelta;

use super::alert::AlertNode;
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::read;
use crate::graphql::outcome::{use_case_errors, use_case_payload};
use crate::network::alerts;
use crate::network::inventory::graphql::DeviceNode;
use crate::ports::throttle::RateLimit;

/// Devices that one account has asked: enough to look at what is below a switch, and not to run a poller of one's own.
const POLLS: RateLimit = RateLimit { max: 30, window: TimeDelta::minutes(1) };

use_case_errors! {
    AcknowledgeAlertErrorCode, AcknowledgeAlertUserError ("AcknowledgeAlertUserError"), "Why an alert was not taken up." {
        /// There is no such alert.
        NotFound,
        /// The alert is not the version that was seen.
        Conflict,
        /// Somebody has taken it up before.
        AlreadyDone,
        /// It is over.
        TooLate,
    }
}
use_case_errors! {
    ResolveAlertErrorCode, ResolveAlertUserError ("ResolveAlertUserError"), "Why an alert was not ended." {
        /// There is no such alert.
        NotFound,
        /// The alert is not the version that was seen.
        Conflict,
        /// It is over.
        TooLate,
    }
}
use_case_errors! {
    PollDeviceErrorCode, PollDeviceUserError ("PollDeviceUserError"), "Why a device was not asked." {
        /// There is no such device.
        NotFound,
        /// The device is being asked at this moment; its state will show what came of it.
        Conflict,
        /// The device is passive, retired, or has no credentials.
        NotOffered,
    }
}
use_case_payload! {
    AcknowledgeAlertPayload ("The outcome of `acknowledgeAlert`."), AcknowledgeAlertUserError,
    /// The alert; null when there is an error.
    alert: AlertNode
}
use_case_payload! {
    ResolveAlertPayload ("The outcome of `resolveAlert`."), ResolveAlertUserError,
    /// The alert, which is over; null when there is an error.
    alert: AlertNode
}
use_case_payload! {
    PollDevicePayload ("The outcome of `pollDevice`."), PollDeviceUserError,
    /// The device, with what is known of it now; null when there is an error. A device that has not answered is no error.
    device: DeviceNode
}

/// Which alert to take up.
#[derive(InputObject)]
pub struct AcknowledgeAlertInput {
    /// The alert.
    pub alert_id: ID,
    /// The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
    pub expected_version: Option<i32>,
}

/// Which alert to end.
#[derive(InputObject)]
pub struct ResolveAlertInput {
    /// The alert.
    pub alert_id: ID,
    /// The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
    pub expected_version: Option<i32>,
}

/// Which device to ask.
#[derive(InputObject)]
pub struct PollDeviceInput {
    /// The device.
    pub device_id: ID,
}

/// See its fields.
#[derive(Default)]
pub struct AlertMutations;

#[Object]
impl AlertMutations {
    /// Says that the caller has taken an alert up. For the NOC and tenant administrators: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.acknowledgeAlert\")")]
    async fn acknowledge_alert(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which alert to take up.")] input: AcknowledgeAlertInput,
    ) -> Result<AcknowledgeAlertPayload, ApiError> {
        let id = read(&input.alert_id, "input.alertId")?;
        let alert = Box::pin(alerts::acknowledge(&request(ctx).scope, id, input.expected_version)).await;
        AcknowledgeAlertPayload::of(alert.map(AlertNode))
    }

    /// Says that an alert is over, without waiting for good samples; where it is not, another one begins. Whoever sees alerts
    /// is told (ALERT_RESOLVED). For the NOC and tenant administrators: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.resolveAlert\")")]
    async fn resolve_alert(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which alert to end.")] input: ResolveAlertInput,
    ) -> Result<ResolveAlertPayload, ApiError> {
        let id = read(&input.alert_id, "input.alertId")?;
        let alert = Box::pin(alerts::resolve(&request(ctx).scope, id, input.expected_version)).await;
        ResolveAlertPayload::of(alert.map(AlertNode))
    }

    /// Asks a device over SNMP now, and counts it as a poll like any other. It answers when the device has, or when its time is
    /// up; nothing else ever asks a device while somebody waits. RATE_LIMITED after 30 in a minute. For the NOC and tenant
    /// administrators: FORBIDDEN.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.pollDevice\")")]
    async fn poll_device(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which device to ask.")] input: PollDeviceInput,
    ) -> Result<PollDevicePayload, ApiError> {
        let id = read(&input.device_id, "input.deviceId")?;
        let request = request(ctx);
        let caller = request.signed_in.as_ref().ok_or(ApiError::Unauthenticated)?;
        let counted = request.identity.count_act(&request.scope, caller.account.id, "poll-device", POLLS);
        counted.await?.map_err(|retry_after| ApiError::RateLimited { retry_after })?;
        let device = Box::pin(request.poller.poll_now(&request.scope, id)).await;
        PollDevicePayload::of(device.map(DeviceNode))
    }
}
