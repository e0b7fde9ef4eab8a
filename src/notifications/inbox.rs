//! Reading an inbox, and marking what was read. The inbox is always the caller's own.

use serde_json::json;

use super::entity::notification;
use super::store;
use crate::billing::DatedKey;
use crate::db::Scope;
use crate::events::{Audience, EventType, NewEvent, emit};
use crate::kernel::fault::Fault;
use crate::kernel::ids::{AccountId, NotificationId};
use crate::kernel::page::{Page, PageRequest};

/// One page of an account's inbox, latest first.
pub async fn page(
    scope: &Scope,
    account: AccountId,
    unread_only: bool,
    request: &PageRequest<DatedKey>,
) -> Result<Page<notification::Model>, Fault> {
    Ok(store::page(scope, account, unread_only, request).await?)
}

/// How many notifications an account has; with `unread_only` those that are not read.
pub async fn count(scope: &Scope, account: AccountId, unread_only: bool) -> Result<u64, Fault> {
    Ok(store::count(scope, account, unread_only).await?)
}

/// How many notifications of an account are not read.
pub async fn count_unread(scope: &Scope, account: AccountId) -> Result<u64, Fault> {
    count(scope, account, true).await
}

/// The caller's notifications of these ids; missing alike: absent, another tenant's, another account's.
pub async fn notifications_by_id(
    scope: &Scope,
    ids: &[NotificationId],
) -> Result<Vec<notification::Model>, Fault> {
    let Some(account) = scope.actor().account().filter(|account| !account.by_token) else {
        return Ok(Vec::new());
    };
    Ok(store::by_id(scope, account.id, ids).await?)
}

/// Marks notifications of the account as read, these or all, and tells its other pages; how many were unread. Ids that
/// are not the account's are passed over like those that were read before.
pub async fn mark_read(
    scope: &Scope,
    account: AccountId,
    ids: Option<&[NotificationId]>,
) -> Result<u64, Fault> {
    let tx = scope.begin().await?;
    let marked = store::mark_read(&tx, account, ids).await?;
    if marked > 0 {
        let event = NewEvent {
            event_type: EventType::NotificationsRead,
            subject: account.to_string(),
            audience: Audience::Account(account),
            payload: json!({ "count": marked }),
        };
        emit(&tx, event).await?;
    }
    tx.commit().await?;
    Ok(marked)
}
