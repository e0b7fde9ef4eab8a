//! What subscriptions tell the rest of the house.

use serde_json::{Value as Json, json};

use super::entity::subscription;
use crate::db::{DbError, Tx};
use crate::events::{Audience, EventType, NewEvent, emit};

/// Tells, in the transaction of the change, what has happened to a subscription.
pub(super) async fn subscription_event(
    tx: &Tx,
    event_type: EventType,
    subscription: &subscription::Model,
    more: Json,
) -> Result<(), DbError> {
    let mut payload = json!({ "number": subscription.number });
    if let (Some(payload), Json::Object(more)) = (payload.as_object_mut(), more) {
        payload.extend(more);
    }
    let event = NewEvent {
        event_type,
        subject: subscription.id.to_string(),
        audience: Audience::Customer(subscription.customer_id),
        payload,
    };
    emit(tx, event).await
}
