//! Statements on promises to pay later.

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Order;
use sea_orm::{IntoActiveModel as _, Value};

use crate::billing::MAX_SHORT_LIST;
use crate::billing::entity::payment_arrangement::{self, ArrangementStatus};
use crate::billing::entity::{arrangement_instalment, arrangement_invoice};
use crate::db::{DbError, Reads, Tx};
use crate::kernel::clock::Instant;
use crate::kernel::ids::{CustomerId, InvoiceId, PaymentArrangementId};

/// The latest promises of each customer, the latest first.
pub(in crate::billing) async fn of_customers(
    db: &impl Reads,
    customers: &[CustomerId],
) -> Result<Vec<payment_arrangement::Model>, DbError> {
    use payment_arrangement::Column;
    db.select::<payment_arrangement::Entity>()
        .filter(Column::CustomerId.is_in(customers.iter().copied()))
        .top_per_parent(
            Column::CustomerId,
            &[(Column::AcceptedAt, Order::Desc), (Column::Id, Order::Desc)],
            MAX_SHORT_LIST,
        )
        .all()
        .await
}

/// The promises of customers that are not closed: at most one each.
pub(in crate::billing) async fn active(
    db: &impl Reads,
    customers: &[CustomerId],
) -> Result<Vec<payment_arrangement::Model>, DbError> {
    use payment_arrangement::Column;
    db.select::<payment_arrangement::Entity>()
        .filter(Column::CustomerId.is_in(customers.iter().copied()))
        .filter(Column::Status.eq(ArrangementStatus::Active))
        .all()
        .await
}

/// The instalments of promises, in their order.
pub(in crate::billing) async fn instalments(
    db: &impl Reads,
    arrangements: &[PaymentArrangementId],
) -> Result<Vec<arrangement_instalment::Model>, DbError> {
    use arrangement_instalment::Column;
    db.select::<arrangement_instalment::Entity>()
        .filter(Column::ArrangementId.is_in(arrangements.iter().copied()))
        .order_by(Column::Number, Order::Asc)
        .all()
        .await
}

/// The invoices that promises are for.
pub(in crate::billing) async fn invoices(
    db: &impl Reads,
    arrangements: &[PaymentArrangementId],
) -> Result<Vec<arrangement_invoice::Model>, DbError> {
    use arrangement_invoice::Column;
    db.select::<arrangement_invoice::Entity>()
        .filter(Column::ArrangementId.is_in(arrangements.iter().copied()))
        .order_by(Column::Id, Order::Asc)
        .all()
        .await
}

/// Writes a promise.
pub(in crate::billing) async fn insert(
    tx: &Tx,
    arrangement: payment_arrangement::Model,
    instalments: Vec<arrangement_instalment::Model>,
    invoices: Vec<arrangement_invoice::Model>,
) -> Result<(), DbError> {
    tx.insert(arrangement.into_active_model().reset_all()).await?;
    tx.insert_many(instalments.into_iter().map(|row| row.into_active_model().reset_all()).collect()).await?;
    tx.insert_many(invoices.into_iter().map(|row| row.into_active_model().reset_all()).collect()).await
}

/// Closes a promise. False: it is closed already.
pub(in crate::billing) async fn close(
    tx: &Tx,
    id: PaymentArrangementId,
    status: ArrangementStatus,
    on: NaiveDate,
) -> Result<bool, DbError> {
    use payment_arrangement::Column;
    let closed = tx
        .update::<payment_arrangement::Entity>()
        .set(Column::Status, status)
        .set(Column::ClosedOn, Value::from(Some(on)))
        .add(Column::Version, 1)
        .filter(Column::Id.eq(id))
        .filter(Column::Status.eq(ArrangementStatus::Active))
        .run()
        .await?;
    Ok(closed == 1)
}

/// Takes what a credit note has taken back of an invoice off what is promised of it, where the promise was made after
/// `since`, when that was disputed already and so not a part of it.
pub(in crate::billing) async fn lower(
    tx: &Tx,
    invoice: InvoiceId,
    since: Instant,
    credited: i64,
) -> Result<(), DbError> {
    tx.execute(
        "UPDATE arrangement_invoice SET balance_minor = balance_minor - $2
          WHERE tenant_id = $1 AND invoice_id = $3
            AND arrangement_id IN (SELECT id FROM payment_arrangement
                                    WHERE tenant_id = $1 AND status = 'ACTIVE' AND accepted_at >= $4)",
        [credited.into(), invoice.into(), since.into()],
    )
    .await?;
    Ok(())
}
