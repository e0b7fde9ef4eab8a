//! Every query on payments: what is shown, and what the ledger writes.

pub(super) mod autopay;
pub(super) mod charges;
pub(super) mod links;
pub(super) mod messages;
pub(super) mod methods;
pub(super) mod returns;

use sea_orm::IntoActiveModel as _;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{ExprTrait as _, Order};

use super::entity::payment::{self, PaymentStatus};
use crate::billing::DatedKey;
use crate::billing::ledger::Bill;
use crate::db::{DbError, Reads, Tx};
use crate::kernel::ids::{CustomerId, PaymentId};
use crate::kernel::page::{Page, PageRequest};

/// One page of a customer's payments, latest first.
pub(super) async fn payments(
    db: &impl Reads,
    customer: CustomerId,
    request: &PageRequest<DatedKey>,
) -> Result<Page<payment::Model>, DbError> {
    use payment::Column;
    let rows = db
        .select::<payment::Entity>()
        .filter(Column::CustomerId.eq(customer))
        .page((Column::ReceivedAt, Column::Id), &Order::Desc, request, |key| (key.0.into(), key.1.into()))
        .all()
        .await?;
    Ok(Page::from_fetched(rows, request))
}

/// How many payments a customer has made.
pub(super) async fn count_payments(db: &impl Reads, customer: CustomerId) -> Result<u64, DbError> {
    db.select::<payment::Entity>().filter(payment::Column::CustomerId.eq(customer)).count().await
}

/// Payments by id.
pub(super) async fn payments_by_id(
    db: &impl Reads,
    ids: &[PaymentId],
) -> Result<Vec<payment::Model>, DbError> {
    db.select::<payment::Entity>().filter(payment::Column::Id.is_in(ids.iter().copied())).all().await
}

/// Where a payment may hold something to use: of a charged back one the bank may have taken a part only.
const SPENDABLE: [PaymentStatus; 3] =
    [PaymentStatus::Succeeded, PaymentStatus::PartiallyRefunded, PaymentStatus::ChargedBack];

/// The payments of a customer that have come in and are not used up.
pub(super) async fn unapplied(db: &impl Reads, customer: CustomerId) -> Result<Vec<payment::Model>, DbError> {
    use payment::Column;
    let spoken_for = Expr::col(Column::AllocatedMinor)
        .add(Expr::col(Column::RefundedMinor))
        .add(Expr::col(Column::ChargedBackMinor));
    db.select::<payment::Entity>()
        .filter(Column::CustomerId.eq(customer))
        .filter(Column::Status.is_in(SPENDABLE))
        .filter(Expr::col(Column::AmountMinor).sub(spoken_for).gt(0))
        .all()
        .await
}

/// Writes a payment that has come in.
pub(super) async fn insert(tx: &Tx, row: payment::Model) -> Result<(), DbError> {
    tx.insert(row.into_active_model().reset_all()).await
}

/// Uses a payment for a bill of its own customer. False: it is another's, has not come in, or is too small.
pub(super) async fn spend(tx: &Tx, id: PaymentId, bill: &Bill) -> Result<bool, DbError> {
    use payment::Column;
    let spoken_for = Expr::col(Column::AllocatedMinor)
        .add(Expr::col(Column::RefundedMinor))
        .add(Expr::col(Column::ChargedBackMinor));
    let spent = tx
        .update::<payment::Entity>()
        .add(Column::AllocatedMinor, bill.amount())
        .add(Column::Version, 1)
        .filter(Column::Id.eq(id))
        .filter(Column::CustomerId.eq(bill.customer()))
        .filter(Column::Currency.eq(bill.currency()))
        .filter(Column::Status.is_in(SPENDABLE))
        .filter(Expr::col(Column::AmountMinor).sub(spoken_for).gte(bill.amount()))
        .run()
        .await?;
    Ok(spent == 1)
}

/// Gives `amount` minor units back to a payment. False: there is no such payment.
pub(super) async fn restore(tx: &Tx, id: PaymentId, amount: i64) -> Result<bool, DbError> {
    use payment::Column;
    let restored = tx
        .update::<payment::Entity>()
        .add(Column::AllocatedMinor, -amount)
        .add(Column::Version, 1)
        .filter(Column::Id.eq(id))
        .run()
        .await?;
    Ok(restored == 1)
}
