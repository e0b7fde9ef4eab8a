//! What is told of changes to what an account may act by.

use serde_json::json;

use crate::db::{DbError, Tx};
use crate::events::{Audience, EventType, NewEvent, emit};
use crate::kernel::ids::AccountId;

/// Tells an account's open pages, in the transaction that gives, changes or takes back one of its links: they go on with
/// what it reaches then.
pub(super) async fn changed(tx: &Tx, account: AccountId) -> Result<(), DbError> {
    let (subject, audience) = (account.to_string(), Audience::Account(account));
    emit(tx, NewEvent { event_type: EventType::AccessChanged, subject, audience, payload: json!({}) }).await
}
