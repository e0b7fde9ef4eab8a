//! What alarms tell: staff alone.

use sea_orm::ActiveEnum as _;
use serde_json::json;

use crate::db::{DbError, Tx};
use crate::events::{Audience, EventType, NewEvent, emit_all};
use crate::kernel::actor::StaffRole;
use crate::network::entity::alert;

/// Tells those who see alarms what has become of some.
pub(super) async fn tell(tx: &Tx, event_type: EventType, alerts: &[alert::Model]) -> Result<(), DbError> {
    let event = |row: &alert::Model| NewEvent {
        event_type,
        subject: row.id.to_string(),
        audience: Audience::Staff(vec![StaffRole::Support, StaffRole::Noc, StaffRole::TenantAdmin]),
        payload: json!({
            "device": row.device_id.to_string(),
            "interface": row.interface_id.map(|id| id.to_string()),
            "metric": row.metric.to_value(),
            "severity": row.severity.to_value(),
            "value": row.value,
            "since": row.since,
        }),
    };
    emit_all(tx, alerts.iter().map(event).collect()).await
}
