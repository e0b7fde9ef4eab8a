//! What sessions tell their account's other pages.

use serde_json::json;

use crate::db::{DbError, Tx};
use crate::events::{Audience, EventType, NewEvent, emit, emit_all};
use crate::identity::store;
use crate::ports::session_store::SessionRecord;

/// Tells, in the transaction that holds the account, that somebody has signed in, and whether from a device that the account
/// did not know. The first of all sign-ins is no news.
pub(super) async fn started(tx: &Tx, session: &SessionRecord, known: bool) -> Result<(), DbError> {
    let new_device = !known && store::has_signed_in_before(tx, session.account).await?;
    let payload = json!({
        "deviceLabel": session.device_label,
        "ip": session.ip,
        "newDevice": new_device,
    });
    emit(tx, session_event(EventType::SessionStarted, session, payload)).await
}

/// Tells, in the transaction that raised the account's epoch, that sessions were ended: one statement for all.
pub(super) async fn ended(tx: &Tx, sessions: &[SessionRecord]) -> Result<(), DbError> {
    let event = |session: &SessionRecord| {
        let payload = json!({ "deviceLabel": session.device_label, "ip": session.ip });
        session_event(EventType::SessionEnded, session, payload)
    };
    emit_all(tx, sessions.iter().map(event).collect()).await
}

fn session_event(event_type: EventType, session: &SessionRecord, payload: serde_json::Value) -> NewEvent {
    NewEvent {
        event_type,
        subject: session.id.to_string(),
        audience: Audience::Account(session.account),
        payload,
    }
}
