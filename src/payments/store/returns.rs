//! The statements on what goes back: refunds and disputes.

use sea_orm::IntoActiveModel as _;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Order;

use crate::db::{DbError, Reads, Tx};
use crate::kernel::clock::Instant;
use crate::kernel::ids::{PaymentDisputeId, PaymentId, PaymentRefundId};
use crate::payments::entity::payment_refund::RefundStatus;
use crate::payments::entity::{payment_dispute, payment_refund, payment_return};
use crate::ports::payment_gateway::DisputeStatus;

/// Writes a refund.
pub(in crate::payments) async fn insert_refund(tx: &Tx, row: payment_refund::Model) -> Result<(), DbError> {
    tx.insert(row.into_active_model().reset_all()).await
}

/// A refund.
pub(in crate::payments) async fn refund(
    db: &impl Reads,
    id: PaymentRefundId,
) -> Result<Option<payment_refund::Model>, DbError> {
    db.select::<payment_refund::Entity>().filter(payment_refund::Column::Id.eq(id)).one().await
}

/// The refunds of payments, the latest first.
pub(in crate::payments) async fn refunds_of(
    db: &impl Reads,
    payments: &[PaymentId],
    limit: u64,
) -> Result<Vec<payment_refund::Model>, DbError> {
    use payment_refund::Column;
    db.select::<payment_refund::Entity>()
        .filter(Column::PaymentId.is_in(payments.iter().copied()))
        .top_per_parent(
            Column::PaymentId,
            &[(Column::CreatedAt, Order::Desc), (Column::Id, Order::Desc)],
            limit,
        )
        .all()
        .await
}

/// What refunds of a payment that are not settled will give back, minor units.
pub(in crate::payments) async fn pending_refunds(tx: &Tx, payment: PaymentId) -> Result<i64, DbError> {
    use payment_refund::Column;
    let rows = tx
        .select::<payment_refund::Entity>()
        .filter(Column::PaymentId.eq(payment))
        .filter(Column::Status.eq(RefundStatus::Pending))
        .all()
        .await?;
    Ok(rows.iter().map(|row| row.amount_minor).sum())
}

/// Writes what goes back of a payment, or comes again.
pub(in crate::payments) async fn insert_return(tx: &Tx, row: payment_return::Model) -> Result<(), DbError> {
    tx.insert(row.into_active_model().reset_all()).await
}

/// Settles a refund that is pending. Whether it was.
pub(in crate::payments) async fn settle_refund(
    tx: &Tx,
    id: PaymentRefundId,
    status: RefundStatus,
    gateway_ref: Option<String>,
    message: Option<String>,
) -> Result<bool, DbError> {
    use payment_refund::Column;
    let settled = tx
        .update::<payment_refund::Entity>()
        .set(Column::Status, status)
        .set(Column::GatewayRef, gateway_ref)
        .set(Column::Message, message)
        .set(Column::CheckAt, None::<Instant>)
        .set(Column::SettledAt, tx.scope().real_now())
        .filter(Column::Id.eq(id))
        .filter(Column::Status.eq(RefundStatus::Pending))
        .run()
        .await?;
    Ok(settled == 1)
}

/// A refund that had succeeded has failed, for what the gateway says. Whether it had.
pub(in crate::payments) async fn fail_refund(
    tx: &Tx,
    id: PaymentRefundId,
    message: &str,
) -> Result<bool, DbError> {
    use payment_refund::Column;
    let failed = tx
        .update::<payment_refund::Entity>()
        .set(Column::Status, RefundStatus::Failed)
        .set(Column::Message, message)
        .set(Column::SettledAt, tx.scope().real_now())
        .filter(Column::Id.eq(id))
        .filter(Column::Status.eq(RefundStatus::Succeeded))
        .run()
        .await?;
    Ok(failed == 1)
}

/// Counts a question about a refund and says when to ask next, unless somebody else has since it was read.
pub(in crate::payments) async fn claim_refund_check(
    tx: &Tx,
    seen: &payment_refund::Model,
    next: Instant,
) -> Result<bool, DbError> {
    use payment_refund::Column;
    let claimed = tx
        .update::<payment_refund::Entity>()
        .set(Column::CheckAt, next)
        .add(Column::Checks, 1)
        .filter(Column::Id.eq(seen.id))
        .filter(Column::Checks.eq(seen.checks))
        .filter(Column::Status.eq(RefundStatus::Pending))
        .run()
        .await?;
    Ok(claimed == 1)
}

/// The refunds of the tenant that are due to be asked for, the longest due first.
pub(in crate::payments) async fn due_refunds(
    db: &impl Reads,
    now: Instant,
    limit: u64,
) -> Result<Vec<payment_refund::Model>, DbError> {
    use payment_refund::Column;
    db.select::<payment_refund::Entity>()
        .filter(Column::CheckAt.lte(now))
        .order_by(Column::CheckAt, Order::Asc)
        .limit(limit)
        .all()
        .await
}

/// The dispute of a gateway's name.
pub(in crate::payments) async fn dispute(
    tx: &Tx,
    gateway_ref: &str,
) -> Result<Option<payment_dispute::Model>, DbError> {
    let of = payment_dispute::Column::GatewayRef.eq(gateway_ref);
    tx.select::<payment_dispute::Entity>().filter(of).one().await
}

/// Writes a dispute.
pub(in crate::payments) async fn insert_dispute(tx: &Tx, row: payment_dispute::Model) -> Result<(), DbError> {
    tx.insert(row.into_active_model().reset_all()).await
}

/// Notes what the gateway says of a dispute.
pub(in crate::payments) async fn note_dispute(
    tx: &Tx,
    id: PaymentDisputeId,
    status: DisputeStatus,
    claimed: i64,
) -> Result<(), DbError> {
    use payment_dispute::Column;
    tx.update::<payment_dispute::Entity>()
        .set(Column::Status, status)
        .set(Column::ClaimedMinor, claimed)
        .set(Column::ClosedAt, (status != DisputeStatus::Open).then(|| tx.scope().real_now()))
        .filter(Column::Id.eq(id))
        .run()
        .await?;
    Ok(())
}

/// Notes that the books have taken `taken` minor units more for a dispute, and that `restored` have come again.
pub(in crate::payments) async fn move_dispute(
    tx: &Tx,
    id: PaymentDisputeId,
    (taken, restored): (i64, i64),
) -> Result<(), DbError> {
    use payment_dispute::Column;
    tx.update::<payment_dispute::Entity>()
        .add(Column::AmountMinor, taken)
        .add(Column::RestoredMinor, restored)
        .filter(Column::Id.eq(id))
        .run()
        .await?;
    Ok(())
}

/// The disputes of a payment that the bank has not decided against itself, the eldest first.
pub(in crate::payments) async fn demanding_disputes(
    tx: &Tx,
    payment: PaymentId,
) -> Result<Vec<payment_dispute::Model>, DbError> {
    use payment_dispute::Column;
    tx.select::<payment_dispute::Entity>()
        .filter(Column::PaymentId.eq(payment))
        .filter(Column::Status.ne(DisputeStatus::Won))
        .order_by(Column::OpenedAt, Order::Asc)
        .order_by(Column::Id, Order::Asc)
        .all()
        .await
}

/// The disputes of payments, the latest first.
pub(in crate::payments) async fn disputes_of(
    db: &impl Reads,
    payments: &[PaymentId],
    limit: u64,
) -> Result<Vec<payment_dispute::Model>, DbError> {
    use payment_dispute::Column;
    db.select::<payment_dispute::Entity>()
        .filter(Column::PaymentId.is_in(payments.iter().copied()))
        .top_per_parent(
            Column::PaymentId,
            &[(Column::OpenedAt, Order::Desc), (Column::Id, Order::Desc)],
            limit,
        )
        .all()
        .await
}
