//! Statements on billing runs, their shares, and what the documents of a run claim.

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Cond;
use sea_orm::{FromQueryResult, IntoActiveModel as _, Order};

use crate::billing::MAX_SHORT_LIST;
use crate::billing::entity::{
    billed_period, billing_run, billing_run_error, billing_run_share, credited_charge,
};
use crate::db::{DbError, Reads, Tx};
use crate::kernel::clock::Instant;
use crate::kernel::ids::{BillingRunId, BillingRunShareId, CreditNoteId, CustomerId, SubscriptionId};

/// The run of a day that is not finished.
pub(in crate::billing) async fn open_run(
    db: &impl Reads,
    as_of: NaiveDate,
) -> Result<Option<billing_run::Model>, DbError> {
    use billing_run::Column;
    db.select::<billing_run::Entity>()
        .filter(Column::AsOf.eq(as_of))
        .filter(Column::FinishedAt.is_null())
        .one()
        .await
}

/// The latest day that a finished run has billed.
pub(in crate::billing) async fn last_finished(db: &impl Reads) -> Result<Option<NaiveDate>, DbError> {
    use billing_run::Column;
    let row = db
        .select::<billing_run::Entity>()
        .filter(Column::FinishedAt.is_not_null())
        .order_by(Column::AsOf, Order::Desc)
        .one()
        .await?;
    Ok(row.map(|row| row.as_of))
}

/// Writes a run with its shares.
pub(in crate::billing) async fn insert(
    tx: &Tx,
    run: billing_run::Model,
    shares: Vec<billing_run_share::Model>,
) -> Result<(), DbError> {
    tx.insert(run.into_active_model().reset_all()).await?;
    tx.insert_many(shares.into_iter().map(|share| share.into_active_model().reset_all()).collect()).await
}

/// Takes the first share into hand that nobody works on, until `until`.
pub(in crate::billing) async fn take_share(
    tx: &Tx,
    run: BillingRunId,
    holder: &str,
    now: Instant,
    until: Instant,
) -> Result<Option<billing_run_share::Model>, DbError> {
    use billing_run_share::Column;
    let free = || Cond::any().add(Column::LeaseUntil.is_null()).add(Column::LeaseUntil.lt(now));
    let share = tx
        .select::<billing_run_share::Entity>()
        .filter(Column::RunId.eq(run))
        .filter(Column::DoneAt.is_null())
        .filter(free())
        .order_by(Column::Position, Order::Asc)
        .limit(1)
        .for_update_skipping_held()
        .one()
        .await?;
    let Some(share) = share else { return Ok(None) };
    let taken = tx
        .update::<billing_run_share::Entity>()
        .set(Column::Holder, holder.to_owned())
        .set(Column::LeaseUntil, until)
        .filter(Column::Id.eq(share.id))
        .filter(Column::DoneAt.is_null())
        .filter(free())
        .run()
        .await?;
    Ok((taken == 1).then_some(share))
}

/// Counts a customer of a share as done, in the transaction of the bill, and keeps the share. False: somebody else has it
/// in hand, because this took too long.
pub(in crate::billing) async fn count(
    tx: &Tx,
    share: BillingRunShareId,
    holder: &str,
    until: Instant,
    (billed, failed): (i32, i32),
) -> Result<bool, DbError> {
    use billing_run_share::Column;
    let counted = tx
        .update::<billing_run_share::Entity>()
        .add(Column::Billed, billed.into())
        .add(Column::Failed, failed.into())
        .set(Column::LeaseUntil, until)
        .filter(Column::Id.eq(share))
        .filter(Column::Holder.eq(holder))
        .filter(Column::DoneAt.is_null())
        .run()
        .await?;
    Ok(counted == 1)
}

/// Marks a share as done.
pub(in crate::billing) async fn finish_share(
    tx: &Tx,
    share: BillingRunShareId,
    holder: &str,
) -> Result<(), DbError> {
    use billing_run_share::Column;
    tx.update::<billing_run_share::Entity>()
        .set(Column::DoneAt, tx.scope().now())
        .filter(Column::Id.eq(share))
        .filter(Column::Holder.eq(holder))
        .filter(Column::DoneAt.is_null())
        .run()
        .await?;
    Ok(())
}

/// Ends a run whose shares are all done. False: there is work left, or it has ended.
pub(in crate::billing) async fn finish(tx: &Tx, run: BillingRunId) -> Result<bool, DbError> {
    use billing_run_share::Column;
    let left = tx
        .select::<billing_run_share::Entity>()
        .filter(Column::RunId.eq(run))
        .filter(Column::DoneAt.is_null())
        .count()
        .await?;
    if left > 0 {
        return Ok(false);
    }
    let ended = tx
        .update::<billing_run::Entity>()
        .set(billing_run::Column::FinishedAt, tx.scope().now())
        .filter(billing_run::Column::Id.eq(run))
        .filter(billing_run::Column::FinishedAt.is_null())
        .run()
        .await?;
    Ok(ended == 1)
}

/// Notes a customer that could not be billed; only the first cause in a run.
pub(in crate::billing) async fn insert_error(
    tx: &Tx,
    error: billing_run_error::Model,
) -> Result<(), DbError> {
    tx.insert_missing(vec![error.into_active_model().reset_all()]).await
}

/// How far a run is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromQueryResult)]
pub struct RunCounts {
    /// The run.
    pub run_id: BillingRunId,
    /// Customers in its shares.
    pub due: i64,
    /// Customers that were billed.
    pub billed: i64,
    /// Customers that could not be billed.
    pub failed: i64,
}

/// How far runs are; one without shares is missing.
pub(in crate::billing) async fn counts(
    db: &impl Reads,
    runs: &[BillingRunId],
) -> Result<Vec<RunCounts>, DbError> {
    let places: Vec<String> = (0..runs.len()).map(|i| format!("${}", i + 2)).collect();
    let sql = format!(
        "SELECT run_id, CAST(SUM(customers) AS BIGINT) AS due, CAST(SUM(billed) AS BIGINT) AS billed,
                CAST(SUM(failed) AS BIGINT) AS failed
           FROM billing_run_share WHERE tenant_id = $1 AND run_id IN ({}) GROUP BY run_id",
        places.join(", ")
    );
    db.rows(&sql, runs.iter().map(|id| Value::from(*id)).collect::<Vec<_>>()).await
}

/// What could not be billed in runs, by customer; the first of each.
pub(in crate::billing) async fn errors(
    db: &impl Reads,
    runs: &[BillingRunId],
) -> Result<Vec<billing_run_error::Model>, DbError> {
    use billing_run_error::Column;
    db.select::<billing_run_error::Entity>()
        .filter(Column::RunId.is_in(runs.iter().copied()))
        .top_per_parent(Column::RunId, &[(Column::CustomerId, Order::Asc)], MAX_SHORT_LIST)
        .all()
        .await
}

/// What could not be billed in a run, by customer.
pub(in crate::billing) async fn all_errors(
    db: &impl Reads,
    run: BillingRunId,
    limit: u64,
) -> Result<Vec<billing_run_error::Model>, DbError> {
    use billing_run_error::Column;
    db.select::<billing_run_error::Entity>()
        .filter(Column::RunId.eq(run))
        .order_by(Column::CustomerId, Order::Asc)
        .limit(limit)
        .all()
        .await
}

/// The customers that could not be billed in a run.
pub(in crate::billing) async fn failed_customers(
    db: &impl Reads,
    run: BillingRunId,
    customers: &[CustomerId],
) -> Result<Vec<CustomerId>, DbError> {
    use billing_run_error::Column;
    let rows = db
        .select::<billing_run_error::Entity>()
        .filter(Column::RunId.eq(run))
        .filter(Column::CustomerId.is_in(customers.iter().copied()))
        .all()
        .await?;
    Ok(rows.into_iter().map(|row| row.customer_id).collect())
}

/// The latest runs.
pub(in crate::billing) async fn latest(
    db: &impl Reads,
    limit: u64,
) -> Result<Vec<billing_run::Model>, DbError> {
    use billing_run::Column;
    db.select::<billing_run::Entity>()
        .order_by(Column::StartedAt, Order::Desc)
        .order_by(Column::Id, Order::Desc)
        .limit(limit)
        .all()
        .await
}

/// A run by its id.
pub(in crate::billing) async fn run(
    db: &impl Reads,
    id: BillingRunId,
) -> Result<Option<billing_run::Model>, DbError> {
    db.select::<billing_run::Entity>().filter(billing_run::Column::Id.eq(id)).one().await
}

/// What of periods that end after a day is billed.
pub(in crate::billing) async fn claims(
    db: &impl Reads,
    subscriptions: &[SubscriptionId],
    since: NaiveDate,
) -> Result<Vec<billed_period::Model>, DbError> {
    use billed_period::Column;
    if subscriptions.is_empty() {
        return Ok(Vec::new());
    }
    db.select::<billed_period::Entity>()
        .filter(Column::SubscriptionId.is_in(subscriptions.iter().copied()))
        .filter(Column::PeriodEnd.gt(since))
        .all()
        .await
}

/// Claims periods for a document; a unique key refuses what another has.
pub(in crate::billing) async fn insert_claims(
    tx: &Tx,
    claims: Vec<billed_period::ActiveModel>,
) -> Result<(), DbError> {
    tx.insert_many(claims).await
}

/// Notes which charges a credit note has settled.
pub(in crate::billing) async fn insert_credited(
    tx: &Tx,
    rows: Vec<credited_charge::ActiveModel>,
) -> Result<(), DbError> {
    tx.insert_many(rows).await
}

/// The charges that a credit note has settled.
pub(in crate::billing) async fn credited(
    tx: &Tx,
    note: CreditNoteId,
) -> Result<Vec<credited_charge::Model>, DbError> {
    tx.select::<credited_charge::Entity>().filter(credited_charge::Column::CreditNoteId.eq(note)).all().await
}

/// Lets go of the charges that a credit note has settled.
pub(in crate::billing) async fn remove_credited(tx: &Tx, note: CreditNoteId) -> Result<(), DbError> {
    tx.delete::<credited_charge::Entity>()
        .filter(credited_charge::Column::CreditNoteId.eq(note))
        .run()
        .await?;
    Ok(())
}
