//! The statements on autopay, and on methods that expire.

use sea_orm::FromQueryResult;
use sea_orm::IntoActiveModel as _;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Order;

use crate::db::{DbError, PlatformScope, Reads, Tx};
use crate::kernel::clock::Instant;
use crate::kernel::ids::{AutopayAttemptId, CustomerId, InvoiceId, PaymentId, TenantId};
use crate::payments::entity::autopay_attempt::AttemptStatus;
use crate::payments::entity::payment_method::{self, MethodStatus};
use crate::payments::entity::{autopay, autopay_attempt};

/// Days before its end at which the owner of a method is told.
pub(in crate::payments) const WARNED_BEFORE: chrono::Days = chrono::Days::new(30);

/// How customers are drawn from.
pub(in crate::payments) async fn autopay_of(
    db: &impl Reads,
    customers: &[CustomerId],
) -> Result<Vec<autopay::Model>, DbError> {
    let of = autopay::Column::CustomerId.is_in(customers.iter().copied());
    db.select::<autopay::Entity>().filter(of).all().await
}

/// Writes how a customer is drawn from.
pub(in crate::payments) async fn insert(tx: &Tx, row: autopay::Model) -> Result<(), DbError> {
    tx.insert(row.into_active_model().reset_all()).await
}

/// Replaces a row that is as it was read. Whether it was.
pub(in crate::payments) async fn replace(
    tx: &Tx,
    before: &autopay::Model,
    after: &autopay::Model,
) -> Result<bool, DbError> {
    use autopay::Column;
    let replaced = tx
        .update::<autopay::Entity>()
        .set(Column::MethodId, after.method_id)
        .set(Column::Enabled, after.enabled)
        .set(Column::DayOffset, after.day_offset)
        .set(Column::CapMinor, after.cap_minor)
        .set(Column::UpdatedAt, after.updated_at)
        .add(Column::Version, 1)
        .filter(Column::Id.eq(before.id))
        .filter(Column::Version.eq(before.version))
        .run()
        .await?;
    Ok(replaced == 1)
}

/// Plans attempts, leaving out those that are planned already.
pub(in crate::payments) async fn plan(tx: &Tx, rows: Vec<autopay_attempt::Model>) -> Result<(), DbError> {
    tx.insert_missing(rows.into_iter().map(|row| row.into_active_model().reset_all()).collect()).await
}

/// Forgets the first attempts of a customer that led to nothing: they are planned anew.
pub(in crate::payments) async fn forget_first(tx: &Tx, customer: CustomerId) -> Result<(), DbError> {
    use autopay_attempt::Column;
    tx.delete::<autopay_attempt::Entity>()
        .filter(Column::CustomerId.eq(customer))
        .filter(Column::Number.eq(1))
        .filter(Column::PaymentId.is_null())
        .filter(Column::AmountMinor.is_null())
        .run()
        .await?;
    Ok(())
}

/// The attempts that led to payments.
pub(in crate::payments) async fn of_payments(
    db: &impl Reads,
    payments: &[PaymentId],
) -> Result<Vec<autopay_attempt::Model>, DbError> {
    let of = autopay_attempt::Column::PaymentId.is_in(payments.iter().copied());
    db.select::<autopay_attempt::Entity>().filter(of).all().await
}

/// All attempts to draw these invoices.
pub(in crate::payments) async fn of_invoices(
    db: &impl Reads,
    invoices: &[InvoiceId],
) -> Result<Vec<autopay_attempt::Model>, DbError> {
    let of = autopay_attempt::Column::InvoiceId.is_in(invoices.iter().copied());
    db.select::<autopay_attempt::Entity>().filter(of).all().await
}

/// The attempts whose day has come, by id: the first planned first. Those after `after`, to look at each once.
pub(in crate::payments) async fn due(
    db: &impl Reads,
    today: Date,
    after: Option<AutopayAttemptId>,
    limit: u64,
) -> Result<Vec<autopay_attempt::Model>, DbError> {
    use autopay_attempt::Column;
    let due = db
        .select::<autopay_attempt::Entity>()
        .filter(Column::Status.eq(AttemptStatus::Waiting))
        .filter(Column::DueOn.lte(today));
    let due = match after {
        Some(after) => due.filter(Column::Id.gt(after)),
        None => due,
    };
    due.order_by(Column::Id, Order::Asc).limit(limit).all().await
}

/// An attempt as it is now, if it still waits.
pub(in crate::payments) async fn waiting(
    tx: &Tx,
    id: AutopayAttemptId,
) -> Result<Option<autopay_attempt::Model>, DbError> {
    use autopay_attempt::Column;
    tx.select::<autopay_attempt::Entity>()
        .filter(Column::Id.eq(id))
        .filter(Column::Status.eq(AttemptStatus::Waiting))
        .one()
        .await
}

/// What attempts on these invoices are about to draw that have no payment yet, minor units.
pub(in crate::payments) async fn about_to_draw(tx: &Tx, invoices: &[InvoiceId]) -> Result<i64, DbError> {
    use autopay_attempt::Column;
    let rows = tx
        .select::<autopay_attempt::Entity>()
        .filter(Column::InvoiceId.is_in(invoices.iter().copied()))
        .filter(Column::Status.eq(AttemptStatus::Waiting))
        .filter(Column::AmountMinor.is_not_null())
        .all()
        .await?;
    Ok(rows.iter().filter_map(|row| row.amount_minor).sum())
}

/// Has an attempt that draws nothing yet looked at on another day.
pub(in crate::payments) async fn postpone(
    tx: &Tx,
    id: AutopayAttemptId,
    due_on: Date,
) -> Result<(), DbError> {
    use autopay_attempt::Column;
    tx.update::<autopay_attempt::Entity>()
        .set(Column::DueOn, due_on)
        .filter(Column::Id.eq(id))
        .filter(Column::Status.eq(AttemptStatus::Waiting))
        .filter(Column::AmountMinor.is_null())
        .run()
        .await?;
    Ok(())
}

/// Fixes what an attempt draws, unless it is fixed.
pub(in crate::payments) async fn fix(tx: &Tx, id: AutopayAttemptId, amount: i64) -> Result<(), DbError> {
    use autopay_attempt::Column;
    tx.update::<autopay_attempt::Entity>()
        .set(Column::AmountMinor, amount)
        .filter(Column::Id.eq(id))
        .filter(Column::AmountMinor.is_null())
        .run()
        .await?;
    Ok(())
}

/// What an attempt draws is looked at anew the next time.
pub(in crate::payments) async fn unfix(tx: &Tx, id: AutopayAttemptId) -> Result<(), DbError> {
    use autopay_attempt::Column;
    tx.update::<autopay_attempt::Entity>()
        .set(Column::AmountMinor, None::<i64>)
        .filter(Column::Id.eq(id))
        .filter(Column::Status.eq(AttemptStatus::Waiting))
        .run()
        .await?;
    Ok(())
}

/// Notes what has become of an attempt that waits.
pub(in crate::payments) async fn finish(
    tx: &Tx,
    id: AutopayAttemptId,
    status: AttemptStatus,
    payment: Option<PaymentId>,
) -> Result<(), DbError> {
    use autopay_attempt::Column;
    tx.update::<autopay_attempt::Entity>()
        .set(Column::Status, status)
        .set(Column::PaymentId, payment)
        .filter(Column::Id.eq(id))
        .filter(Column::Status.eq(AttemptStatus::Waiting))
        .run()
        .await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct TenantRow {
    tenant_id: TenantId,
}

/// The tenants with attempts whose day has come, or methods whose owners are to be told. A day more than now: tenants
/// are ahead of UTC by hours, and each looks by its own calendar.
pub async fn tenants_with_plans(platform: &PlatformScope, now: Instant) -> Result<Vec<TenantId>, DbError> {
    const SQL: &str = "SELECT tenant_id FROM autopay_attempt WHERE status = 'WAITING' AND due_on <= $1
        UNION SELECT tenant_id FROM payment_method
         WHERE status = 'ACTIVE' AND warned_at IS NULL AND expires_on <= $2";
    let tomorrow = now.date_naive() + chrono::Days::new(1);
    let rows: Vec<TenantRow> =
        platform.rows(SQL, [tomorrow.into(), (tomorrow + WARNED_BEFORE).into()]).await?;
    Ok(rows.into_iter().map(|row| row.tenant_id).collect())
}

/// The methods whose owners are to be told that they expire.
pub(in crate::payments) async fn expiring(
    db: &impl Reads,
    until: Date,
) -> Result<Vec<payment_method::Model>, DbError> {
    use payment_method::Column;
    db.select::<payment_method::Entity>()
        .filter(Column::Status.eq(MethodStatus::Active))
        .filter(Column::WarnedAt.is_null())
        .filter(Column::ExpiresOn.lte(until))
        .order_by(Column::ExpiresOn, Order::Asc)
        .limit(100)
        .all()
        .await
}
