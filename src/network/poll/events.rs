//! What the poller tells: that a device is otherwise than it was.

use sea_orm::ActiveEnum as _;
use serde_json::json;

use crate::db::{DbError, Tx};
use crate::events::{Audience, EventType, NewEvent, emit_all};
use crate::kernel::actor::StaffRole;
use crate::kernel::clock::Instant;
use crate::kernel::ids::DeviceId;
use crate::network::entity::device_state::DeviceStatus;

/// A device that is otherwise than it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Flip {
    /// The device.
    pub(super) device: DeviceId,
    /// What it is called.
    pub(super) name: String,
    /// How it was.
    pub(super) from: DeviceStatus,
    /// How it is.
    pub(super) to: DeviceStatus,
}

/// Tells staff, and those who listen.
pub(super) async fn tell(tx: &Tx, flips: &[Flip], at: Instant) -> Result<(), DbError> {
    let event = |flip: &Flip| NewEvent {
        event_type: EventType::DeviceStatusChanged,
        subject: flip.device.to_string(),
        // Those who may see devices.
        audience: Audience::Staff(vec![StaffRole::Support, StaffRole::Noc, StaffRole::TenantAdmin]),
        payload: json!({
            "device": flip.device.to_string(),
            "name": flip.name,
            "from": flip.from.to_value(),
            "to": flip.to.to_value(),
            "at": at,
        }),
    };
    emit_all(tx, flips.iter().map(event).collect()).await
}
