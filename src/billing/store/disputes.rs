//! Statements on disputed lines.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Order;
use sea_orm::{IntoActiveModel as _, Value};

use crate::billing::entity::invoice;
use crate::billing::entity::line_dispute::{self, DisputeStatus};
use crate::db::{DbError, Reads, Tx};
use crate::kernel::ids::{CreditNoteId, InvoiceId, InvoiceLineId, LineDisputeId};

/// The disputes of lines: at most one each.
pub(in crate::billing) async fn of_lines(
    db: &impl Reads,
    lines: &[InvoiceLineId],
) -> Result<Vec<line_dispute::Model>, DbError> {
    use line_dispute::Column;
    db.select::<line_dispute::Entity>().filter(Column::LineId.is_in(lines.iter().copied())).all().await
}

/// The disputes that nobody has answered, the oldest first.
pub(in crate::billing) async fn open(
    db: &impl Reads,
    limit: u64,
) -> Result<Vec<line_dispute::Model>, DbError> {
    use line_dispute::Column;
    db.select::<line_dispute::Entity>()
        .filter(Column::Status.eq(DisputeStatus::Open))
        .order_by(Column::OpenedAt, Order::Asc)
        .order_by(Column::Id, Order::Asc)
        .limit(limit)
        .all()
        .await
}

/// The disputes of an invoice that nobody has answered.
pub(in crate::billing) async fn open_of_invoice(
    tx: &Tx,
    invoice: InvoiceId,
) -> Result<Vec<line_dispute::Model>, DbError> {
    use line_dispute::Column;
    tx.select::<line_dispute::Entity>()
        .filter(Column::InvoiceId.eq(invoice))
        .filter(Column::Status.eq(DisputeStatus::Open))
        .order_by(Column::Id, Order::Asc)
        .all()
        .await
}

/// A dispute.
pub(in crate::billing) async fn by_id(
    db: &impl Reads,
    id: LineDisputeId,
) -> Result<Option<line_dispute::Model>, DbError> {
    db.select::<line_dispute::Entity>().filter(line_dispute::Column::Id.eq(id)).one().await
}

/// Writes a dispute.
pub(in crate::billing) async fn insert(tx: &Tx, dispute: line_dispute::Model) -> Result<(), DbError> {
    tx.insert(dispute.into_active_model().reset_all()).await
}

/// What an open dispute holds from now on, minor units above 0. The customer's balance is locked.
pub(in crate::billing) async fn lower(tx: &Tx, id: LineDisputeId, minor: i64) -> Result<(), DbError> {
    use line_dispute::Column;
    tx.update::<line_dispute::Entity>()
        .set(Column::AmountMinor, minor)
        .add(Column::Version, 1)
        .filter(Column::Id.eq(id))
        .filter(Column::Status.eq(DisputeStatus::Open))
        .run()
        .await?;
    Ok(())
}

/// Notes the ticket about a dispute, unless there is one. The version stays: nothing that a person decides on has changed.
pub(in crate::billing) async fn set_ticket(
    tx: &Tx,
    id: LineDisputeId,
    ticket: Uuid,
) -> Result<bool, DbError> {
    use line_dispute::Column;
    let noted = tx
        .update::<line_dispute::Entity>()
        .set(Column::TicketId, Value::from(Some(ticket)))
        .filter(Column::Id.eq(id))
        .filter(Column::TicketId.is_null());
    Ok(noted.run().await? == 1)
}

/// Settles a dispute. False: it is settled already.
pub(in crate::billing) async fn settle(
    tx: &Tx,
    id: LineDisputeId,
    status: DisputeStatus,
    answer: Option<String>,
    credit_note: Option<CreditNoteId>,
) -> Result<bool, DbError> {
    use line_dispute::Column;
    let settled = tx
        .update::<line_dispute::Entity>()
        .set(Column::Status, status)
        .set(Column::SettledAt, Value::from(Some(tx.scope().now())))
        .set(Column::Answer, Value::from(answer))
        .set(Column::CreditNoteId, Value::from(credit_note.map(|id| id.0)))
        .add(Column::Version, 1)
        .filter(Column::Id.eq(id))
        .filter(Column::Status.eq(DisputeStatus::Open))
        .run()
        .await?;
    Ok(settled == 1)
}

/// Holds so much more of an invoice, or so much less. The customer's balance is locked.
pub(in crate::billing) async fn hold(tx: &Tx, id: InvoiceId, minor: i64) -> Result<(), DbError> {
    use invoice::Column;
    tx.update::<invoice::Entity>()
        .add(Column::DisputeHoldMinor, minor)
        .add(Column::Version, 1)
        .filter(Column::Id.eq(id))
        .run()
        .await?;
    Ok(())
}
