//! Every query on what the network is to do; NASes, FreeRADIUS's tables and sessions in the files below.

pub(super) mod nas;
pub(super) mod radius;
pub(super) mod sessions;

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Condition, Order};
use sea_orm::{FromQueryResult, IntoActiveModel as _, Value};
use serde::{Deserialize, Serialize};

use super::entity::provisioning_state::{self, Column, ProvisioningStatus};
use crate::db::{DbError, PlatformScope, Reads, Selection, Tx, Update};
use crate::kernel::clock::Instant;
use crate::kernel::ids::{SubscriptionId, TenantId};
use crate::kernel::page::{self, Page, PageRequest};
use crate::ports::provisioning::{Desired, Profile};

/// The position of a row in the list: what has stood longest comes first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProvisioningKey(#[serde(deserialize_with = "page::instant")] pub DateTimeUtc, pub Uuid);

/// The rows of services.
pub(super) async fn of_services(
    db: &impl Reads,
    ids: &[SubscriptionId],
) -> Result<Vec<provisioning_state::Model>, DbError> {
    let rows = db.select::<provisioning_state::Entity>();
    rows.filter(Column::SubscriptionId.is_in(ids.iter().copied())).all().await
}

/// The same, held until the transaction ends; in one order, so that nobody waits for somebody who waits.
pub(super) async fn held(tx: &Tx, ids: &[SubscriptionId]) -> Result<Vec<provisioning_state::Model>, DbError> {
    let rows = tx.select::<provisioning_state::Entity>();
    let rows = rows.filter(Column::SubscriptionId.is_in(ids.iter().copied()));
    rows.order_by(Column::SubscriptionId, Order::Asc).for_update().all().await
}

/// Writes rows; those that there are stay.
pub(super) async fn insert_missing(tx: &Tx, rows: Vec<provisioning_state::Model>) -> Result<(), DbError> {
    tx.insert_missing(rows.into_iter().map(|row| row.into_active_model().reset_all()).collect()).await
}

/// Writes what the network is to do, on a row that is held. Who works on it goes on: what it finds out is of the version that
/// it has read.
pub(super) async fn want(
    tx: &Tx,
    row: &provisioning_state::Model,
    desired: Desired,
    profile: Profile,
    now: Instant,
) -> Result<(), DbError> {
    let since = if row.state == ProvisioningStatus::Pending { row.since } else { now };
    let wanted = tx
        .update::<provisioning_state::Entity>()
        .set(Column::Desired, desired)
        .set(Column::Profile, profile.code)
        .set(Column::DownKbps, profile.down_kbps)
        .set(Column::UpKbps, profile.up_kbps)
        .set(Column::State, ProvisioningStatus::Pending)
        .set(Column::Since, since)
        .set(Column::Attempts, 0)
        .set(Column::NextTryAt, Value::from(Some(now)))
        .set(Column::LastError, None::<String>)
        .add(Column::Version, 1)
        .filter(Column::Id.eq(row.id));
    wanted.run().await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct TenantRow {
    tenant_id: TenantId,
}

/// The tenants with something to tell their network, or to look at.
pub async fn tenants_with_work(platform: &PlatformScope, now: Instant) -> Result<Vec<TenantId>, DbError> {
    let rows: Vec<TenantRow> = platform
        .rows(
            "SELECT DISTINCT tenant_id FROM provisioning_state
              WHERE (next_try_at <= $1 OR (next_try_at IS NULL AND next_check_at <= $1))
                AND (lease_until IS NULL OR lease_until <= $1)",
            [now.into()],
        )
        .await?;
    Ok(rows.into_iter().map(|row| row.tenant_id).collect())
}

/// Who works on rows, and until when.
pub(super) struct Claim<'a> {
    pub(super) holder: &'a str,
    pub(super) now: Instant,
    pub(super) until: Instant,
    /// Only what is to be told, and only where this is wanted; none: whatever is due.
    pub(super) only: Option<Desired>,
}

/// Takes at most `limit` rows that are due and that nobody works on; those that are to be told first, and of them those that
/// were not tried yet: what has failed again and again does not stand before them.
pub(super) async fn claim(
    tx: &Tx,
    claim: &Claim<'_>,
    limit: u64,
) -> Result<Vec<provisioning_state::Model>, DbError> {
    let free = || Condition::any().add(Column::LeaseUntil.is_null()).add(Column::LeaseUntil.lte(claim.now));
    let mut due =
        tx.select::<provisioning_state::Entity>().filter(Column::NextTryAt.lte(claim.now)).filter(free());
    if let Some(desired) = claim.only {
        due = due.filter(Column::Desired.eq(desired));
    }
    let to_tell = due
        .order_by(Column::Attempts, Order::Asc)
        .order_by(Column::NextTryAt, Order::Asc)
        .limit(limit)
        .for_update_skipping_held();
    let mut rows = to_tell.all().await?;
    let left = match claim.only {
        Some(_) => 0,
        None => limit.saturating_sub(u64::try_from(rows.len()).unwrap_or(limit)),
    };
    if left > 0 {
        let to_look_at = tx
            .select::<provisioning_state::Entity>()
            .filter(Column::NextTryAt.is_null())
            .filter(Column::NextCheckAt.lte(claim.now))
            .filter(free())
            .order_by(Column::NextCheckAt, Order::Asc)
            .limit(left)
            .for_update_skipping_held();
        rows.extend(to_look_at.all().await?);
    }
    if rows.is_empty() {
        return Ok(rows);
    }
    let taken = tx
        .update::<provisioning_state::Entity>()
        .set(Column::LeaseHolder, Value::from(Some(claim.holder.to_owned())))
        .set(Column::LeaseUntil, Value::from(Some(claim.until)))
        .filter(Column::Id.is_in(rows.iter().map(|row| row.id)));
    taken.run().await?;
    Ok(rows)
}

/// Writes how a row stands, and gives the lease back, if the holder still has it. Where something else is wanted by now, only
/// what the network was made to do is written.
pub(super) async fn finish(
    tx: &Tx,
    holder: &str,
    after: &provisioning_state::Model,
) -> Result<bool, DbError> {
    let written = given_back(tx, holder, after)
        .set(Column::State, after.state)
        .set(Column::Since, after.since)
        .set(Column::Attempts, after.attempts)
        .set(Column::NextTryAt, Value::from(after.next_try_at))
        .set(Column::NextCheckAt, Value::from(after.next_check_at))
        .set(Column::LastError, Value::from(after.last_error.clone()))
        .set(Column::Drifts, after.drifts)
        .filter(Column::Version.eq(after.version));
    if written.run().await? == 1 {
        return Ok(true);
    }
    given_back(tx, holder, after).run().await?;
    Ok(false)
}

/// The lease of a row given back, with what the network was made to do under it.
fn given_back<'a>(
    tx: &'a Tx,
    holder: &str,
    after: &provisioning_state::Model,
) -> Update<'a, provisioning_state::Entity> {
    tx.update::<provisioning_state::Entity>()
        .set(Column::AppliedDesired, Value::from(after.applied_desired))
        .set(Column::AppliedProfile, Value::from(after.applied_profile.clone()))
        .set(Column::AppliedDownKbps, Value::from(after.applied_down_kbps))
        .set(Column::AppliedUpKbps, Value::from(after.applied_up_kbps))
        .set(Column::LeaseHolder, None::<String>)
        .set(Column::LeaseUntil, None::<DateTimeUtc>)
        .filter(Column::Id.eq(after.id))
        .filter(Column::LeaseHolder.eq(holder))
}

/// Lets the network be told at once of a row that is held: it is wanted anew, so that whoever was told before is told again.
pub(super) async fn retry(tx: &Tx, row: &provisioning_state::Model, now: Instant) -> Result<bool, DbError> {
    let since = if row.state == ProvisioningStatus::Pending { row.since } else { now };
    let retried = tx
        .update::<provisioning_state::Entity>()
        .set(Column::State, ProvisioningStatus::Pending)
        .set(Column::Since, since)
        .set(Column::Attempts, 0)
        .set(Column::NextTryAt, Value::from(Some(now)))
        .add(Column::Version, 1)
        .filter(Column::Id.eq(row.id))
        .filter(Column::Version.eq(row.version));
    Ok(retried.run().await? == 1)
}

fn filtered(db: &impl Reads, state: Option<ProvisioningStatus>) -> Selection<'_, provisioning_state::Entity> {
    let rows = db.select::<provisioning_state::Entity>();
    match state {
        Some(state) => rows.filter(Column::State.eq(state)),
        None => rows,
    }
}

/// One page of what the network is to do, what has stood longest first.
pub(super) async fn page(
    db: &impl Reads,
    state: Option<ProvisioningStatus>,
    request: &PageRequest<ProvisioningKey>,
) -> Result<Page<provisioning_state::Model>, DbError> {
    let rows = filtered(db, state)
        .page((Column::Since, Column::Id), &Order::Asc, request, |key| (key.0.into(), key.1.into()))
        .all()
        .await?;
    Ok(Page::from_fetched(rows, request))
}

/// How many there are.
pub(super) async fn count(db: &impl Reads, state: Option<ProvisioningStatus>) -> Result<u64, DbError> {
    filtered(db, state).count().await
}
