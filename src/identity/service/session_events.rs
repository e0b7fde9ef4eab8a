//! What sessions tell their account's other pages.

use serde_json::json;

use crate::db::{DbError, Tx};
use crate::events::{Audience, EventType, NewEvent, emit};
use crate::identity::store;
use crate::ports::session_store::SessionRecord;

/// Tells, in the transaction that holds the account, that somebody has signed in.
pub(super) async fn started(tx: &Tx, session: &SessionRecord) -> Result<(), DbError> {
    let new_device = store::is_new_device(tx, session.account, &session.user_agent).await?;
    let payload = json!({
        "deviceLabel": session.device_label,
        "ip": session.ip,
        "newDevice": new_device,
    });
    session_event(tx, EventType::SessionStarted, session, payload).await
}

/// Tells, in the transaction that raised the account's epoch, that sessions were ended.
pub(super) async fn ended(tx: &Tx, sessions: &[SessionRecord]) -> Result<(), DbError> {
    for session in sessions {
        let payload = json!({ "deviceLabel": session.device_label, "ip": session.ip });
        session_event(tx, EventType::SessionEnded, session, payload).await?;
    }
    Ok(())
}

async fn session_event(
    tx: &Tx,
    event_type: EventType,
    session: &SessionRecord,
    payload: serde_json::Value,
) -> Result<(), DbError> {
    let event = NewEvent {
        event_type,
        subject: session.id.to_string(),
        audience: Audience::Account(session.account),
        payload,
    };
    emit(tx, event).await
}
