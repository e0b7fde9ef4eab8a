//! The statements on charges.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Order;
use sea_orm::{IntoActiveModel as _, Value};

use crate::catalog::entity::charge::{self, Column};
use crate::db::{DbError, Reads, Tx};
use crate::kernel::ids::{ChargeId, CustomerId, InvoiceId};

/// Writes charges, leaving out those whose source has been charged already.
pub(in crate::catalog) async fn insert(tx: &Tx, rows: Vec<charge::Model>) -> Result<(), DbError> {
    tx.insert_missing(rows.into_iter().map(|row| row.into_active_model().reset_all()).collect()).await
}

/// What waits for the next invoice of a customer, the oldest first.
pub(in crate::catalog) async fn unbilled(
    db: &impl Reads,
    customers: &[CustomerId],
) -> Result<Vec<charge::Model>, DbError> {
    db.select::<charge::Entity>()
        .filter(Column::CustomerId.is_in(customers.iter().copied()))
        .filter(Column::InvoiceId.is_null())
        .filter(Column::CancelledAt.is_null())
        .order_by(Column::CreatedAt, Order::Asc)
        .order_by(Column::Id, Order::Asc)
        .all()
        .await
}

/// Puts waiting charges on an invoice, and tells how many.
pub(in crate::catalog) async fn mark_billed(
    tx: &Tx,
    ids: &[ChargeId],
    invoice: InvoiceId,
) -> Result<u64, DbError> {
    tx.update::<charge::Entity>()
        .set(Column::InvoiceId, Value::from(invoice))
        .filter(Column::Id.is_in(ids.iter().copied()))
        .filter(Column::InvoiceId.is_null())
        .filter(Column::CancelledAt.is_null())
        .run()
        .await
}

/// Takes the charges of an invoice off it again, and tells how many.
pub(in crate::catalog) async fn release(tx: &Tx, invoice: InvoiceId) -> Result<u64, DbError> {
    tx.update::<charge::Entity>()
        .set(Column::InvoiceId, Value::from(None::<InvoiceId>))
        .filter(Column::InvoiceId.eq(invoice))
        .run()
        .await
}
