//! Every query on events, streams and listeners.

use sea_orm::FromQueryResult;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Condition, Order};

use super::entity::outbox_event::{self, EventType};
use super::entity::{event_listener, event_stream};
use crate::db::{DbError, PlatformScope, Reads, Tx};
use crate::kernel::clock::Instant;
use crate::kernel::ids::{AccountId, CustomerId, EventId, ResellerId, TenantId, TypedId as _};

/// Where a tenant's stream begins and ends.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Bounds {
    /// The last cursor that was given.
    pub head: i64,
    /// The last cursor whose event was discarded.
    pub floor: i64,
}

/// The bounds of the tenant's stream, of one moment.
pub async fn bounds(db: &impl Reads) -> Result<Bounds, DbError> {
    let stream = db.select::<event_stream::Entity>().one().await?;
    Ok(stream.map(|stream| Bounds { head: stream.head, floor: stream.floor }).unwrap_or_default())
}

/// Writes events, in this order.
pub(super) async fn insert(tx: &Tx, rows: Vec<outbox_event::ActiveModel>) -> Result<(), DbError> {
    tx.insert_many(rows).await
}

/// Which events a reader is interested in, as far as the database can tell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Interest {
    /// Only these types; all where empty.
    pub types: Vec<EventType>,
    /// Of this account.
    pub account: Option<AccountId>,
    /// Of which customers.
    pub customers: Customers,
    /// Of these resellers.
    pub resellers: Vec<ResellerId>,
    /// Of staff.
    pub staff: bool,
    /// Whatever the types: changes of what this account may act by, with which the interest itself changes.
    pub access_of: Option<AccountId>,
}

/// Which customers a reader is interested in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Customers {
    /// These.
    These(Vec<CustomerId>),
    /// All of the tenant.
    All,
}

impl Default for Customers {
    fn default() -> Self {
        Self::These(Vec::new())
    }
}

impl Interest {
    /// The same decision as the database's, for an event at hand.
    pub fn covers(&self, event: &outbox_event::Model) -> bool {
        let wanted = self.types.is_empty() || self.types.contains(&event.event_type);
        let of_customer = |id: CustomerId| match &self.customers {
            Customers::These(ids) => ids.contains(&id),
            Customers::All => true,
        };
        let audience = event.account_id.is_some_and(|id| self.account == Some(id))
            || event.customer_id.is_some_and(of_customer)
            || event.reseller_id.is_some_and(|id| self.resellers.contains(&id))
            || (self.staff && event.staff_roles.is_some());
        let of_access =
            |id: AccountId| event.event_type == EventType::AccessChanged && self.access_of == Some(id);
        (wanted && audience) || event.account_id.is_some_and(of_access)
    }

    fn condition(&self) -> Condition {
        use outbox_event::Column;
        let mut audience = Condition::any();
        if let Some(account) = self.account {
            audience = audience.add(Column::AccountId.eq(account));
        }
        audience = match &self.customers {
            Customers::These(ids) if ids.is_empty() => audience,
            Customers::These(ids) => audience.add(Column::CustomerId.is_in(ids.iter().copied())),
            Customers::All => audience.add(Column::CustomerId.is_not_null()),
        };
        if !self.resellers.is_empty() {
            audience = audience.add(Column::ResellerId.is_in(self.resellers.iter().copied()));
        }
        if self.staff {
            audience = audience.add(Column::StaffRoles.is_not_null());
        }
        if audience.is_empty() {
            // No condition would be every event.
            audience = audience.add(Column::Id.is_null());
        }
        let mut wanted = Condition::all().add(audience);
        if !self.types.is_empty() {
            wanted = wanted.add(Column::EventType.is_in(self.types.iter().copied()));
        }
        match self.access_of {
            None => wanted,
            Some(account) => {
                let of_access = Condition::all().add(Column::AccountId.eq(account));
                let of_access = of_access.add(Column::EventType.eq(EventType::AccessChanged));
                Condition::any().add(wanted).add(of_access)
            }
        }
    }
}

/// The first `limit` events after one cursor and up to another, in order; with an interest only those that it covers.
pub(super) async fn between(
    db: &impl Reads,
    after: i64,
    upto: i64,
    interest: Option<&Interest>,
    limit: u64,
) -> Result<Vec<outbox_event::Model>, DbError> {
    use outbox_event::Column;
    let mut query =
        db.select::<outbox_event::Entity>().filter(Column::Cursor.gt(after)).filter(Column::Cursor.lte(upto));
    if let Some(interest) = interest {
        query = query.filter(interest.condition());
    }
    query.order_by(Column::Cursor, Order::Asc).limit(limit).all().await
}

/// The events of the ids, as far as they are kept.
pub async fn by_ids(db: &impl Reads, ids: &[EventId]) -> Result<Vec<outbox_event::Model>, DbError> {
    db.select::<outbox_event::Entity>()
        .filter(outbox_event::Column::Id.is_in(ids.iter().copied()))
        .all()
        .await
}

/// A stream's tenant and head.
#[derive(Debug, FromQueryResult)]
pub(super) struct Head {
    pub tenant_id: TenantId,
    pub head: i64,
}

/// The heads of all streams.
pub(super) async fn heads(platform: &PlatformScope) -> Result<Vec<Head>, DbError> {
    platform.rows("SELECT tenant_id, head FROM event_stream", []).await
}

#[derive(FromQueryResult)]
struct TenantRow {
    tenant_id: TenantId,
}

/// The tenants with events that have no cursor yet.
pub(super) async fn tenants_waiting(platform: &PlatformScope) -> Result<Vec<TenantId>, DbError> {
    let rows: Vec<TenantRow> =
        platform.rows("SELECT DISTINCT tenant_id FROM outbox_event WHERE cursor IS NULL", []).await?;
    Ok(rows.into_iter().map(|row| row.tenant_id).collect())
}

/// The tenants with events that a listener has not dealt with.
pub(super) async fn tenants_unheard(
    platform: &PlatformScope,
    listener: &str,
) -> Result<Vec<TenantId>, DbError> {
    const SQL: &str = "SELECT s.tenant_id FROM event_stream s
        LEFT JOIN event_listener l ON l.tenant_id = s.tenant_id AND l.name = $1
        WHERE s.head > COALESCE(l.position, 0)";
    let rows: Vec<TenantRow> = platform.rows(SQL, [listener.into()]).await?;
    Ok(rows.into_iter().map(|row| row.tenant_id).collect())
}

/// Who wants to give cursors, and until when it would be left alone.
pub(super) struct Claim<'a> {
    pub holder: &'a str,
    pub now: Instant,
    pub until: Instant,
}

/// Takes or renews the lease of the tenant's stream and locks its row until the transaction ends: the stream, or none
/// where another holds the lease.
pub(super) async fn lease(tx: &Tx, claim: &Claim<'_>) -> Result<Option<event_stream::Model>, DbError> {
    // The first event of a tenant makes its stream.
    let id = tx.scope().new_id::<crate::kernel::ids::EventStreamId>();
    tx.execute(
        "INSERT INTO event_stream (id, tenant_id, head, floor, epoch, holder, lease_until)
         SELECT $2, t.id, 0, 0, 0, '', $3 FROM tenant t
          WHERE t.id = $1 AND NOT EXISTS (SELECT 1 FROM event_stream s WHERE s.tenant_id = $1)
         ON CONFLICT DO NOTHING",
        [id.uuid().into(), claim.now.into()],
    )
    .await?;
    let taken = tx
        .execute(
            "UPDATE event_stream
                SET epoch = CASE WHEN holder = $2 THEN epoch ELSE epoch + 1 END, holder = $2, lease_until = $4
              WHERE tenant_id = $1 AND (holder = $2 OR lease_until <= $3)",
            [claim.holder.into(), claim.now.into(), claim.until.into()],
        )
        .await?;
    if taken == 0 {
        return Ok(None);
    }
    tx.select::<event_stream::Entity>().one().await
}

/// Gives the lease back, so that another may take it at once.
pub(super) async fn release(tx: &Tx, holder: &str, now: Instant) -> Result<(), DbError> {
    tx.update::<event_stream::Entity>()
        .set(event_stream::Column::LeaseUntil, now)
        .filter(event_stream::Column::Holder.eq(holder))
        .run()
        .await?;
    Ok(())
}

/// Gives cursors after `head` to at most `limit` events that have none, in the order in which they were written; how
/// many there were.
pub(super) async fn assign(tx: &Tx, head: i64, limit: i64) -> Result<i64, DbError> {
    let written = if tx.scope().is_sqlite() { "rowid" } else { "emitted" };
    let sql = format!(
        "WITH waiting AS (
             SELECT id, row_number() OVER (ORDER BY {written}) AS place
               FROM outbox_event WHERE tenant_id = $1 AND cursor IS NULL ORDER BY {written} LIMIT $3)
         UPDATE outbox_event AS event SET cursor = $2 + waiting.place
           FROM waiting WHERE event.tenant_id = $1 AND event.id = waiting.id"
    );
    let given = tx.execute(&sql, [head.into(), limit.into()]).await?;
    Ok(i64::try_from(given).unwrap_or(i64::MAX))
}

/// Moves the head of the stream if it still is the holder's, of the same epoch; whether it was.
pub(super) async fn advance(tx: &Tx, stream: &event_stream::Model, by: i64) -> Result<bool, DbError> {
    use event_stream::Column;
    let moved = tx
        .update::<event_stream::Entity>()
        .add(Column::Head, by)
        .filter(Column::Holder.eq(stream.holder.as_str()))
        .filter(Column::Epoch.eq(stream.epoch))
        .filter(Column::Head.eq(stream.head))
        .run()
        .await?;
    Ok(moved == 1)
}

#[derive(FromQueryResult)]
struct LastRow {
    last: Option<i64>,
}

/// The smallest position of these listeners: 0 where one has heard nothing yet, the head where there are none.
pub(super) async fn heard_by_all(tx: &Tx, listeners: &[&str]) -> Result<i64, DbError> {
    use event_listener::Column;
    if listeners.is_empty() {
        return Ok(bounds(tx).await?.head);
    }
    let rows = tx.select::<event_listener::Entity>();
    let rows = rows.filter(Column::Name.is_in(listeners.iter().copied())).all().await?;
    if rows.len() < listeners.len() {
        return Ok(0);
    }
    Ok(rows.iter().map(|row| row.position).min().unwrap_or_default())
}

/// Whether an event from before `before` comes after the cursor `heard`.
pub(super) async fn is_held_back(tx: &Tx, before: Instant, heard: i64) -> Result<bool, DbError> {
    use outbox_event::Column;
    let held = tx.select::<outbox_event::Entity>().filter(Column::Cursor.gt(heard));
    Ok(held.filter(Column::At.lt(before)).limit(1).one().await?.is_some())
}

/// Discards at most `limit` of the oldest events that happened before `before` and come no later than the cursor
/// `heard`; how many there were.
pub(super) async fn discard(tx: &Tx, before: Instant, heard: i64, limit: u64) -> Result<u64, DbError> {
    use outbox_event::Column;
    // In the order of cursors: what stays is everything after the floor.
    let oldest: Vec<LastRow> = tx
        .rows(
            "SELECT MAX(cursor) AS last FROM (
                 SELECT cursor FROM outbox_event WHERE tenant_id = $1 AND cursor <= $4 AND at < $2
                  ORDER BY cursor LIMIT $3) AS oldest",
            [before.into(), i64::try_from(limit).unwrap_or(i64::MAX).into(), heard.into()],
        )
        .await?;
    let Some(floor) = oldest.into_iter().next().and_then(|row| row.last) else { return Ok(0) };
    tx.update::<event_stream::Entity>()
        .set(event_stream::Column::Floor, floor)
        .filter(event_stream::Column::Floor.lt(floor))
        .run()
        .await?;
    tx.delete::<outbox_event::Entity>().filter(Column::Cursor.lte(floor)).run().await
}

/// How far a listener has dealt with the tenant's events; makes its row where there is none.
pub(super) async fn position(tx: &Tx, listener: &str) -> Result<i64, DbError> {
    let id = tx.scope().new_id::<crate::kernel::ids::EventListenerId>();
    tx.execute(
        "INSERT INTO event_listener (id, tenant_id, name, position)
         SELECT $2, t.id, $3, 0 FROM tenant t
          WHERE t.id = $1 AND NOT EXISTS (
                SELECT 1 FROM event_listener l WHERE l.tenant_id = $1 AND l.name = $3)
         ON CONFLICT DO NOTHING",
        [id.uuid().into(), listener.into()],
    )
    .await?;
    // Locked: two workers that deal with the same events wait for each other, and the second finds nothing to do.
    let row = tx
        .select::<event_listener::Entity>()
        .filter(event_listener::Column::Name.eq(listener))
        .for_update()
        .one()
        .await?;
    Ok(row.map_or(0, |row| row.position))
}

/// Notes that a listener has dealt with everything up to `to`, if it stood at `from`; whether it did.
pub(super) async fn move_position(tx: &Tx, listener: &str, from: i64, to: i64) -> Result<bool, DbError> {
    let moved = tx
        .update::<event_listener::Entity>()
        .set(event_listener::Column::Position, to)
        .filter(event_listener::Column::Name.eq(listener))
        .filter(event_listener::Column::Position.eq(from))
        .run()
        .await?;
    Ok(moved == 1)
}
