//! Writing events.

use sea_orm::Set;
use serde_json::Value as Json;

use super::entity::outbox_event::{self, EventType};
use super::event::{Audience, Columns};
use super::store;
use crate::db::{DbError, Reads as _, Tx};

/// An event to write.
#[derive(Debug, Clone)]
pub struct NewEvent {
    /// What has happened.
    pub event_type: EventType,
    /// The external id of what it happened to.
    pub subject: String,
    /// Who may know.
    pub audience: Audience,
    /// What the receivers need beside the subject; never a secret, for it passes through the bus.
    pub payload: Json,
}

/// Writes an event in the transaction of what it tells of; call it after that change. The dispatcher is woken by the
/// commit.
pub async fn emit(tx: &Tx, event: NewEvent) -> Result<(), DbError> {
    emit_all(tx, vec![event]).await
}

/// The same for several, which keep their order.
pub async fn emit_all(tx: &Tx, events: Vec<NewEvent>) -> Result<(), DbError> {
    if events.is_empty() {
        return Ok(());
    }
    let rows = events.into_iter().map(|event| row(tx, event)).collect();
    store::insert(tx, rows).await?;
    tx.wake_on_commit();
    Ok(())
}

fn row(tx: &Tx, event: NewEvent) -> outbox_event::ActiveModel {
    let Columns { account, customer, reseller, staff } = event.audience.into_columns();
    outbox_event::ActiveModel {
        id: Set(tx.scope().new_id()),
        cursor: Set(None),
        event_type: Set(event.event_type),
        subject: Set(event.subject),
        account_id: Set(account),
        customer_id: Set(customer),
        reseller_id: Set(reseller),
        staff_roles: Set(staff),
        payload: Set(event.payload),
        at: Set(tx.scope().real_now()),
        ..Default::default()
    }
}
