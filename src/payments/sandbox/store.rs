//! Every query on the books of the sandbox gateway.

use sea_orm::FromQueryResult;
use sea_orm::IntoActiveModel as _;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Order;

use super::entity::sandbox_charge::{self, State};
use super::entity::sandbox_event;
use super::entity::sandbox_refund::{self, State as Refund};
use crate::db::{DbError, PlatformScope, Reads, Tx};
use crate::kernel::clock::Instant;
use crate::kernel::ids::{SandboxChargeId, SandboxEventId, SandboxRefundId, TenantId};
use crate::ports::payment_gateway::DisputeStatus;

/// Writes a charge, unless its payment was charged before. Of two at once the second waits here for the first.
pub(super) async fn insert_missing(tx: &Tx, row: sandbox_charge::Model) -> Result<(), DbError> {
    tx.insert_missing(vec![row.into_active_model().reset_all()]).await
}

/// The charge of a payment.
pub(super) async fn of_payment(
    db: &impl Reads,
    payment: &str,
) -> Result<Option<sandbox_charge::Model>, DbError> {
    let of = sandbox_charge::Column::Payment.eq(payment);
    db.select::<sandbox_charge::Entity>().filter(of).one().await
}

/// A charge.
pub(super) async fn charge(
    db: &impl Reads,
    id: SandboxChargeId,
) -> Result<Option<sandbox_charge::Model>, DbError> {
    db.select::<sandbox_charge::Entity>().filter(sandbox_charge::Column::Id.eq(id)).one().await
}

/// A charge, locked until the transaction ends.
pub(super) async fn locked(tx: &Tx, id: SandboxChargeId) -> Result<Option<sandbox_charge::Model>, DbError> {
    let of = sandbox_charge::Column::Id.eq(id);
    tx.select::<sandbox_charge::Entity>().filter(of).for_update().one().await
}

/// What becomes of a charge that is locked.
pub(super) async fn change(
    tx: &Tx,
    id: SandboxChargeId,
    state: State,
    dispute: Option<DisputeStatus>,
    due_at: Option<Instant>,
) -> Result<(), DbError> {
    use sandbox_charge::Column;
    tx.update::<sandbox_charge::Entity>()
        .set(Column::State, state)
        .set(Column::Dispute, dispute)
        .set(Column::DueAt, due_at)
        .filter(Column::Id.eq(id))
        .run()
        .await?;
    Ok(())
}

/// Notes what a bank demands of a charge that is locked.
pub(super) async fn dispute(tx: &Tx, id: SandboxChargeId, amount: i64) -> Result<(), DbError> {
    use sandbox_charge::Column;
    let update = tx.update::<sandbox_charge::Entity>().set(Column::DisputedMinor, amount);
    update.filter(Column::Id.eq(id)).run().await?;
    Ok(())
}

/// Notes that so much more of a charge was given back; less where it is negative.
pub(super) async fn add_refunded(tx: &Tx, id: SandboxChargeId, amount: i64) -> Result<(), DbError> {
    use sandbox_charge::Column;
    let update = tx.update::<sandbox_charge::Entity>().add(Column::RefundedMinor, amount);
    update.filter(Column::Id.eq(id)).run().await?;
    Ok(())
}

/// The refund that the merchant calls so.
pub(super) async fn refund(db: &impl Reads, refund: &str) -> Result<Option<sandbox_refund::Model>, DbError> {
    let of = sandbox_refund::Column::Refund.eq(refund);
    db.select::<sandbox_refund::Entity>().filter(of).one().await
}

/// Writes a refund.
pub(super) async fn insert_refund(tx: &Tx, row: sandbox_refund::Model) -> Result<(), DbError> {
    tx.insert(row.into_active_model().reset_all()).await
}

/// The refunds to which something happens by themselves.
pub(super) async fn due_refunds(
    db: &impl Reads,
    now: Instant,
) -> Result<Vec<sandbox_refund::Model>, DbError> {
    use sandbox_refund::Column;
    db.select::<sandbox_refund::Entity>()
        .filter(Column::DueAt.lte(now))
        .order_by(Column::DueAt, Order::Asc)
        .limit(50)
        .all()
        .await
}

/// What becomes of a refund to which something was due. Whether it was: nobody else has been there before.
pub(super) async fn change_refund(tx: &Tx, id: SandboxRefundId, state: Refund) -> Result<bool, DbError> {
    use sandbox_refund::Column;
    let changed = tx
        .update::<sandbox_refund::Entity>()
        .set(Column::State, state)
        .set(Column::DueAt, None::<Instant>)
        .filter(Column::Id.eq(id))
        .filter(Column::DueAt.is_not_null())
        .run()
        .await?;
    Ok(changed == 1)
}

/// Writes a message to deliver.
pub(super) async fn insert_event(tx: &Tx, row: sandbox_event::Model) -> Result<(), DbError> {
    tx.insert(row.into_active_model().reset_all()).await
}

/// The charges to which something happens by itself.
pub(super) async fn due(db: &impl Reads, now: Instant) -> Result<Vec<sandbox_charge::Model>, DbError> {
    use sandbox_charge::Column;
    db.select::<sandbox_charge::Entity>()
        .filter(Column::DueAt.lte(now))
        .order_by(Column::DueAt, Order::Asc)
        .limit(50)
        .all()
        .await
}

/// The messages to deliver, the eldest first.
pub(super) async fn undelivered(db: &impl Reads) -> Result<Vec<sandbox_event::Model>, DbError> {
    use sandbox_event::Column;
    db.select::<sandbox_event::Entity>()
        .filter(Column::DeliveriesLeft.gt(0))
        .order_by(Column::Id, Order::Asc)
        .limit(50)
        .all()
        .await
}

/// Notes a delivery.
pub(super) async fn delivered(tx: &Tx, id: SandboxEventId) -> Result<(), DbError> {
    use sandbox_event::Column;
    tx.update::<sandbox_event::Entity>()
        .add(Column::DeliveriesLeft, -1)
        .filter(Column::Id.eq(id))
        .filter(Column::DeliveriesLeft.gt(0))
        .run()
        .await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct TenantRow {
    tenant_id: TenantId,
}

/// The tenants at whose sandbox something is to be done.
pub async fn tenants_with_work(platform: &PlatformScope, now: Instant) -> Result<Vec<TenantId>, DbError> {
    const SQL: &str = "SELECT tenant_id FROM sandbox_charge WHERE due_at <= $1
        UNION SELECT tenant_id FROM sandbox_refund WHERE due_at <= $1
        UNION SELECT tenant_id FROM sandbox_event WHERE deliveries_left > 0";
    let rows: Vec<TenantRow> = platform.rows(SQL, [now.into()]).await?;
    Ok(rows.into_iter().map(|row| row.tenant_id).collect())
}
