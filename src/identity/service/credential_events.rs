//! What is told of changes to what an account proves itself by.

use serde_json::{Value as Json, json};

use crate::db::{DbError, Tx};
use crate::events::{Audience, EventType, NewEvent, emit};
use crate::kernel::ids::AccountId;

/// Tells an account's owner, in the transaction of the change, that an authenticator app or the password is another, or
/// shall be.
pub(super) async fn changed(tx: &Tx, account: AccountId, event_type: EventType) -> Result<(), DbError> {
    tell(tx, account, event_type, json!({})).await
}

/// The same of a passkey, by the name that its owner gave it.
pub(super) async fn passkey_changed(
    tx: &Tx,
    account: AccountId,
    event_type: EventType,
    name: &str,
) -> Result<(), DbError> {
    tell(tx, account, event_type, json!({ "passkey": name })).await
}

/// The same of the mail address, by as much of the new one as its owner knows it again by.
pub(super) async fn email_changed(
    tx: &Tx,
    account: AccountId,
    event_type: EventType,
    masked: &str,
) -> Result<(), DbError> {
    tell(tx, account, event_type, json!({ "email": masked })).await
}

async fn tell(tx: &Tx, account: AccountId, event_type: EventType, payload: Json) -> Result<(), DbError> {
    let (subject, audience) = (account.to_string(), Audience::Account(account));
    emit(tx, NewEvent { event_type, subject, audience, payload }).await
}
