//! What is known of a device, in the graph.

use async_graphql::Object;

use crate::graphql::scalars::{BigInt, DateTime};
use crate::network::entity::device_state::{self, DeviceStatus};

/// What the poller knows of a device.
#[derive(Clone)]
pub struct DeviceStateNode(pub(crate) device_state::Model);

/// What the poller knows of a device. For support, the NOC and tenant administrators.
#[Object(name = "DeviceState")]
impl DeviceStateNode {
    /// How the device is.
    async fn status(&self) -> DeviceStatus {
        self.0.status
    }

    /// Since when it is so.
    async fn since(&self) -> DateTime {
        DateTime(self.0.status_since)
    }

    /// Whether a device above it is down, so that its own failure says nothing.
    async fn suppressed(&self) -> bool {
        self.0.suppressed
    }

    /// When it was last asked; null before it was.
    async fn last_tried_at(&self) -> Option<DateTime> {
        self.0.last_tried_at.map(DateTime)
    }

    /// When it last answered; null before it did.
    async fn last_ok_at(&self) -> Option<DateTime> {
        self.0.last_ok_at.map(DateTime)
    }

    /// Why the last poll failed; null where it did not.
    async fn last_error(&self) -> Option<&str> {
        self.0.last_error.as_deref()
    }

    /// How long the last answer took, in microseconds; null before there was one.
    async fn response_micros(&self) -> Option<i32> {
        self.0.response_micros
    }

    /// Load of the processors, in thousandths; null where the device does not tell.
    async fn cpu_permille(&self) -> Option<i32> {
        self.0.cpu_permille
    }

    /// Memory in use, in thousandths; null where the device does not tell.
    async fn memory_permille(&self) -> Option<i32> {
        self.0.memory_permille
    }

    /// `sysName`: what the device calls itself; null where it does not tell.
    async fn sys_name(&self) -> Option<&str> {
        self.0.sys_name.as_deref()
    }

    /// `sysDescr`: what the device says it is; null where it does not tell.
    async fn sys_descr(&self) -> Option<&str> {
        self.0.sys_descr.as_deref()
    }

    /// `sysObjectID`, in dots; null where the device does not tell.
    async fn sys_object_id(&self) -> Option<&str> {
        self.0.sys_object_id.as_deref()
    }

    /// Seconds for which the device's agent ran at its last answer; begins anew after 497 days. Null before there was one.
    async fn uptime_seconds(&self) -> Option<BigInt> {
        self.0.sys_uptime_ticks.map(|ticks| BigInt(ticks / 100))
    }

    /// When it is asked next.
    async fn next_poll_at(&self) -> DateTime {
        DateTime(self.0.next_poll_at)
    }
}
