//! What runs tell the rest of the house. Never what a playbook is told, and customers never which device it was.

use sea_orm::ActiveEnum as _;
use serde_json::json;

use super::entity::automation_run;
use super::status_of_action;
use crate::db::{DbError, Tx};
use crate::events::{Audience, EventType, NewEvent, emit_all};
use crate::kernel::actor::StaffRole;

/// Tells that a run stands elsewhere now: the staff, and the customer who has asked for it.
pub(super) async fn run_events(tx: &Tx, run: &automation_run::Model) -> Result<(), DbError> {
    let mut events = vec![NewEvent {
        event_type: EventType::AutomationRunChanged,
        subject: run.id.to_string(),
        audience: Audience::Staff(vec![StaffRole::Support, StaffRole::Noc, StaffRole::TenantAdmin]),
        payload: json!({ "playbook": run.playbook, "status": run.status.name() }),
    }];
    if let (Some(action), Some(service), Some(customer)) = (run.action, run.subscription_id, run.customer_id)
    {
        events.push(NewEvent {
            event_type: EventType::ServiceActionChanged,
            subject: service.to_string(),
            audience: Audience::Customer(customer),
            payload: json!({
                "run": run.id.to_string(),
                "action": action.to_value(),
                "status": status_of_action(run.status).name(),
            }),
        });
    }
    emit_all(tx, events).await
}
