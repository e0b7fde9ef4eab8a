//! Every query on notifications and preferences.

use std::collections::HashSet;

use sea_orm::Set;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Order;

use super::entity::{notification, notification_preference};
use super::preferences::Preference;
use super::topic::{Channel, Topic};
use crate::billing::DatedKey;
use crate::db::{Clearing, DbError, Reads, Tx};
use crate::kernel::ids::{AccountId, EventId, NotificationId};
use crate::kernel::page::{Page, PageRequest};

/// Notifications that were read.
pub(crate) const READ: Clearing = Clearing::of("notification", "read_at");

/// Notifications, read or not.
pub(crate) const RECEIVED: Clearing = Clearing::of("notification", "created_at");

/// One page of an account's inbox, latest first.
pub(super) async fn page(
    db: &impl Reads,
    account: AccountId,
    unread_only: bool,
    request: &PageRequest<DatedKey>,
) -> Result<Page<notification::Model>, DbError> {
    use notification::Column;
    let mut query = db.select::<notification::Entity>().filter(Column::AccountId.eq(account));
    if unread_only {
        query = query.filter(Column::ReadAt.is_null());
    }
    let rows = query
        .page((Column::CreatedAt, Column::Id), &Order::Desc, request, |key| (key.0.into(), key.1.into()))
        .all()
        .await?;
    Ok(Page::from_fetched(rows, request))
}

/// How many notifications an account has.
pub(super) async fn count(db: &impl Reads, account: AccountId, unread_only: bool) -> Result<u64, DbError> {
    use notification::Column;
    let mut query = db.select::<notification::Entity>().filter(Column::AccountId.eq(account));
    if unread_only {
        query = query.filter(Column::ReadAt.is_null());
    }
    query.count().await
}

/// The account's notifications of these ids; others are missing.
pub(super) async fn by_id(
    db: &impl Reads,
    account: AccountId,
    ids: &[NotificationId],
) -> Result<Vec<notification::Model>, DbError> {
    use notification::Column;
    db.select::<notification::Entity>()
        .filter(Column::AccountId.eq(account))
        .filter(Column::Id.is_in(ids.iter().copied()))
        .all()
        .await
}

/// Marks unread notifications of the account as read: these, or all; how many there were.
pub(super) async fn mark_read(
    tx: &Tx,
    account: AccountId,
    ids: Option<&[NotificationId]>,
) -> Result<u64, DbError> {
    use notification::Column;
    let mut update = tx
        .update::<notification::Entity>()
        .set(Column::ReadAt, tx.scope().real_now())
        .filter(Column::AccountId.eq(account))
        .filter(Column::ReadAt.is_null());
    if let Some(ids) = ids {
        update = update.filter(Column::Id.is_in(ids.iter().copied()));
    }
    update.run().await
}

/// Which of these events are in which inboxes already.
pub(super) async fn of_events(
    db: &impl Reads,
    events: &[EventId],
) -> Result<HashSet<(EventId, AccountId)>, DbError> {
    use notification::Column;
    if events.is_empty() {
        return Ok(HashSet::new());
    }
    let found = db
        .select::<notification::Entity>()
        .filter(Column::EventId.is_in(events.iter().copied()))
        .all()
        .await?;
    Ok(found.into_iter().map(|row| (row.event_id, row.account_id)).collect())
}

/// Writes notifications. An account has one of an event at most.
pub(super) async fn insert(tx: &Tx, rows: Vec<notification::ActiveModel>) -> Result<(), DbError> {
    tx.insert_many(rows).await
}

/// What these accounts have said about topics and channels.
pub(super) async fn preferences(
    db: &impl Reads,
    accounts: &[AccountId],
) -> Result<Vec<notification_preference::Model>, DbError> {
    use notification_preference::Column;
    db.select::<notification_preference::Entity>()
        .filter(Column::AccountId.is_in(accounts.iter().copied()))
        .all()
        .await
}

/// Sets what an account says about topics and channels. The account's rows are written one after the other by their
/// unique key: of two calls at once the later one counts.
pub(super) async fn set_preferences(
    tx: &Tx,
    account: AccountId,
    changes: &[Preference],
) -> Result<(), DbError> {
    use notification_preference::Column;
    for change in changes {
        let Preference { topic, channel, enabled } = *change;
        let updated = tx
            .update::<notification_preference::Entity>()
            .set(Column::Enabled, enabled)
            .filter(Column::AccountId.eq(account))
            .filter(Column::Topic.eq(topic))
            .filter(Column::Channel.eq(channel))
            .run()
            .await?;
        if updated == 0 {
            insert_preference(tx, account, topic, channel, enabled).await?;
        }
    }
    Ok(())
}

async fn insert_preference(
    tx: &Tx,
    account: AccountId,
    topic: Topic,
    channel: Channel,
    enabled: bool,
) -> Result<(), DbError> {
    tx.insert(notification_preference::ActiveModel {
        id: Set(tx.scope().new_id()),
        account_id: Set(account),
        topic: Set(topic),
        channel: Set(channel),
        enabled: Set(enabled),
        ..Default::default()
    })
    .await
}
