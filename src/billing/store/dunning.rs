//! Statements on the dunning: who is late, and which steps were taken.

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Cond, Order};
use sea_orm::{FromQueryResult, IntoActiveModel as _};

use crate::billing::entity::dunning_step::{self, StepAction};
use crate::billing::entity::invoice::{self, InvoiceStatus};
use crate::billing::entity::late_fee;
use crate::db::{DbError, Reads, Tx};
use crate::kernel::ids::{CustomerId, InvoiceId};

#[derive(FromQueryResult)]
struct Late {
    customer_id: CustomerId,
}

/// Customers by id after `after`: those with an open invoice that was due before `day`, if there are steps to take, and
/// those with a promise to pay later that is not closed.
pub(in crate::billing) async fn customers(
    db: &impl Reads,
    day: NaiveDate,
    with_steps: bool,
    after: Option<CustomerId>,
    limit: u32,
) -> Result<Vec<CustomerId>, DbError> {
    let promised = "SELECT customer_id FROM payment_arrangement WHERE tenant_id = $1 AND status = 'ACTIVE'";
    let late =
        "UNION SELECT customer_id FROM invoice WHERE tenant_id = $1 AND status = 'OPEN' AND due_date < $4";
    let (late, mut values) = if with_steps { (late, vec![day.into()]) } else { ("", Vec::new()) };
    let sql = format!(
        "SELECT customer_id FROM ({promised} {late}) AS due WHERE customer_id > $2 ORDER BY customer_id LIMIT $3"
    );
    let after = after.map_or(uuid::Uuid::nil(), |id| id.0);
    let mut all: Vec<Value> = vec![after.into(), i64::from(limit).into()];
    all.append(&mut values);
    let rows: Vec<Late> = db.rows(&sql, all).await?;
    Ok(rows.into_iter().map(|row| row.customer_id).collect())
}

/// The open invoices of customers, the oldest due first.
pub(in crate::billing) async fn open_invoices(
    db: &impl Reads,
    customers: &[CustomerId],
) -> Result<Vec<invoice::Model>, DbError> {
    use invoice::Column;
    db.select::<invoice::Entity>()
        .filter(Column::CustomerId.is_in(customers.iter().copied()))
        .filter(Column::Status.eq(InvoiceStatus::Open))
        .order_by(Column::DueDate, Order::Asc)
        .order_by(Column::Id, Order::Asc)
        .all()
        .await
}

/// The steps of these invoices, and all suspensions of the customers.
pub(in crate::billing) async fn steps(
    db: &impl Reads,
    customers: &[CustomerId],
    invoices: &[InvoiceId],
) -> Result<Vec<dunning_step::Model>, DbError> {
    use dunning_step::Column;
    let of_open = Column::InvoiceId.is_in(invoices.iter().copied());
    db.select::<dunning_step::Entity>()
        .filter(Column::CustomerId.is_in(customers.iter().copied()))
        .filter(Cond::any().add(of_open).add(Column::Action.eq(StepAction::Suspension)))
        .all()
        .await
}

/// The late fees of these invoices, waived ones included.
pub(in crate::billing) async fn fees(
    db: &impl Reads,
    invoices: &[InvoiceId],
) -> Result<Vec<late_fee::Model>, DbError> {
    let fees = db.select::<late_fee::Entity>();
    fees.filter(late_fee::Column::InvoiceId.is_in(invoices.iter().copied())).all().await
}

/// Writes steps; one that was taken before stays as it is.
pub(in crate::billing) async fn insert(tx: &Tx, steps: Vec<dunning_step::Model>) -> Result<(), DbError> {
    tx.insert_missing(steps.into_iter().map(|step| step.into_active_model().reset_all()).collect()).await
}

/// Forgets that services of a customer were withheld: it can happen again.
pub(in crate::billing) async fn forget_suspensions(tx: &Tx, customer: CustomerId) -> Result<(), DbError> {
    use dunning_step::Column;
    let steps = tx.delete::<dunning_step::Entity>().filter(Column::CustomerId.eq(customer));
    steps.filter(Column::Action.eq(StepAction::Suspension)).run().await?;
    Ok(())
}
