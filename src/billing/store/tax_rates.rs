//! Statements on tax rates. What was in force is never changed: a rate ends, and another begins.

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Cond;
use sea_orm::{IntoActiveModel as _, Order};

use crate::billing::entity::tax_rate::{self, Column, Entity};
use crate::db::{DbError, Reads, Tx};
use crate::kernel::ids::TaxRateId;

/// Some tax rates by code, name and time; only those in force on a day, if one is given.
pub(in crate::billing) async fn list(
    db: &impl Reads,
    on: Option<NaiveDate>,
    limit: u64,
) -> Result<Vec<tax_rate::Model>, DbError> {
    let mut rows = db.select::<Entity>();
    if let Some(day) = on {
        rows = rows
            .filter(Column::FromDate.lte(day))
            .filter(Cond::any().add(Column::ToDate.is_null()).add(Column::ToDate.gt(day)));
    }
    rows.order_by(Column::Code, Order::Asc)
        .order_by(Column::Name, Order::Asc)
        .order_by(Column::FromDate, Order::Asc)
        .order_by(Column::Id, Order::Asc)
        .limit(limit)
        .all()
        .await
}

/// A rate, locked until the transaction ends.
pub(in crate::billing) async fn for_update(
    tx: &Tx,
    id: TaxRateId,
) -> Result<Option<tax_rate::Model>, DbError> {
    tx.select::<Entity>().filter(Column::Id.eq(id)).for_update().one().await
}

/// The rates of a tax, of all times, locked: a tax is what has this code, name and jurisdiction.
pub(in crate::billing) async fn of_tax(
    tx: &Tx,
    code: &str,
    name: &str,
    jurisdiction: &str,
) -> Result<Vec<tax_rate::Model>, DbError> {
    tx.select::<Entity>()
        .filter(Column::Code.eq(code))
        .filter(Column::Name.eq(name))
        .filter(Column::Jurisdiction.eq(jurisdiction))
        .for_update()
        .all()
        .await
}

/// Writes a rate.
pub(in crate::billing) async fn insert(tx: &Tx, rate: tax_rate::Model) -> Result<(), DbError> {
    tx.insert(rate.into_active_model().reset_all()).await
}

/// Ends a rate. False: it ends otherwise than it did when it was read.
pub(in crate::billing) async fn end(
    tx: &Tx,
    before: &tax_rate::Model,
    to: NaiveDate,
) -> Result<bool, DbError> {
    let unchanged = match before.to_date {
        Some(date) => Column::ToDate.eq(date),
        None => Column::ToDate.is_null(),
    };
    let ended = tx
        .update::<Entity>()
        .set(Column::ToDate, to)
        .filter(Column::Id.eq(before.id))
        .filter(unchanged)
        .run()
        .await?;
    Ok(ended == 1)
}
