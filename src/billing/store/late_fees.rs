//! Statements on late fees.

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;
use sea_orm::{IntoActiveModel as _, Order};

use crate::billing::MAX_SHORT_LIST;
use crate::billing::entity::invoice::{self, InvoiceKind, InvoiceStatus};
use crate::billing::entity::late_fee;
use crate::db::{DbError, Reads, Tx};
use crate::kernel::ids::InvoiceId;

/// Some open invoices, no fees, that were due before `day`, by id after `after`.
pub(in crate::billing) async fn overdue(
    db: &impl Reads,
    day: NaiveDate,
    after: Option<InvoiceId>,
    limit: u64,
) -> Result<Vec<invoice::Model>, DbError> {
    use invoice::Column;
    let mut rows = db
        .select::<invoice::Entity>()
        .filter(Column::Status.eq(InvoiceStatus::Open))
        .filter(Column::DueDate.lt(day))
        .filter(Column::Kind.ne(InvoiceKind::LateFee));
    if let Some(after) = after {
        rows = rows.filter(Column::Id.gt(after));
    }
    rows.order_by(Column::Id, Order::Asc).limit(limit).all().await
}

/// The fees on invoices, waived ones included, by stage.
pub(in crate::billing) async fn of_invoices(
    db: &impl Reads,
    invoices: &[InvoiceId],
) -> Result<Vec<late_fee::Model>, DbError> {
    use late_fee::Column;
    db.select::<late_fee::Entity>()
        .filter(Column::InvoiceId.is_in(invoices.iter().copied()))
        .top_per_parent(Column::InvoiceId, &[(Column::Stage, Order::Asc)], MAX_SHORT_LIST)
        .all()
        .await
}

/// The fee that an invoice charges.
pub(in crate::billing) async fn charged_by(
    db: &impl Reads,
    fee_invoice: InvoiceId,
) -> Result<Option<late_fee::Model>, DbError> {
    db.select::<late_fee::Entity>().filter(late_fee::Column::FeeInvoiceId.eq(fee_invoice)).one().await
}

/// Writes a fee.
pub(in crate::billing) async fn insert(tx: &Tx, fee: late_fee::Model) -> Result<(), DbError> {
    tx.insert(fee.into_active_model().reset_all()).await
}

/// Waives a fee. False: it was waived before.
pub(in crate::billing) async fn waive(tx: &Tx, fee: &late_fee::Model, reason: &str) -> Result<bool, DbError> {
    use late_fee::Column;
    let waived = tx
        .update::<late_fee::Entity>()
        .set(Column::WaivedAt, tx.scope().now())
        .set(Column::WaiveReason, reason.to_owned())
        .filter(Column::Id.eq(fee.id))
        .filter(Column::WaivedAt.is_null())
        .run()
        .await?;
    Ok(waived == 1)
}
