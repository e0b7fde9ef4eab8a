//! Statements on drafts, and on invoices that are closed by a decision.

use sea_orm::entity::prelude::*;
use sea_orm::{IntoActiveModel as _, Order};

use crate::billing::MAX_SHORT_LIST;
use crate::billing::entity::credit_note::{self, CreditNoteStatus};
use crate::billing::entity::invoice::{self, InvoiceStatus};
use crate::billing::entity::{billed_period, invoice_line, invoice_line_tax};
use crate::db::{DbError, Reads, Tx};
use crate::kernel::ids::{CustomerId, InvoiceId};

/// Writes a draft.
pub(in crate::billing) async fn insert(tx: &Tx, draft: invoice::Model) -> Result<(), DbError> {
    tx.insert(draft.into_active_model().reset_all()).await
}

/// All lines of an invoice, in order.
pub(in crate::billing) async fn lines(
    db: &impl Reads,
    invoice: InvoiceId,
) -> Result<Vec<invoice_line::Model>, DbError> {
    db.select::<invoice_line::Entity>()
        .filter(invoice_line::Column::InvoiceId.eq(invoice))
        .order_by(invoice_line::Column::Position, Order::Asc)
        .all()
        .await
}

/// Puts `after` in the place of a draft, with other lines and taxes. False: it is not as it was read, or no draft.
pub(in crate::billing) async fn replace(
    tx: &Tx,
    before: &invoice::Model,
    after: &invoice::Model,
    lines: Vec<invoice_line::ActiveModel>,
    taxes: Vec<invoice_line_tax::ActiveModel>,
) -> Result<bool, DbError> {
    use invoice::Column;
    let changed = tx
        .update::<invoice::Entity>()
        .set(Column::Number, after.number.clone())
        .set(Column::Status, after.status)
        .set(Column::IssueDate, after.issue_date)
        .set(Column::DueDate, after.due_date)
        .set(Column::SubtotalMinor, after.subtotal_minor)
        .set(Column::TaxMinor, after.tax_minor)
        .set(Column::TotalMinor, after.total_minor)
        .set(Column::FinalizedAt, after.finalized_at)
        .add(Column::Version, 1)
        .filter(Column::Id.eq(before.id))
        .filter(Column::Version.eq(before.version))
        .filter(Column::Status.eq(InvoiceStatus::Draft))
        .run()
        .await?;
    if changed != 1 {
        return Ok(false);
    }
    remove_lines(tx, before.id).await?;
    tx.insert_many(lines).await?;
    tx.insert_many(taxes).await?;
    Ok(true)
}

async fn remove_lines(tx: &Tx, invoice: InvoiceId) -> Result<(), DbError> {
    tx.delete::<invoice_line_tax::Entity>()
        .filter(invoice_line_tax::Column::InvoiceId.eq(invoice))
        .run()
        .await?;
    tx.delete::<invoice_line::Entity>().filter(invoice_line::Column::InvoiceId.eq(invoice)).run().await?;
    Ok(())
}

/// Removes a draft, which is no document and leaves no gap. False: it is not as it was read, or no draft.
pub(in crate::billing) async fn remove(tx: &Tx, before: &invoice::Model) -> Result<bool, DbError> {
    use invoice::Column;
    // Locked, so that nobody adds a line meanwhile.
    let held = tx
        .select::<invoice::Entity>()
        .filter(Column::Id.eq(before.id))
        .filter(Column::Version.eq(before.version))
        .filter(Column::Status.eq(InvoiceStatus::Draft))
        .for_update()
        .one()
        .await?;
    if held.is_none() {
        return Ok(false);
    }
    remove_lines(tx, before.id).await?;
    let gone = tx.delete::<invoice::Entity>().filter(Column::Id.eq(before.id)).run().await?;
    Ok(gone == 1)
}

/// The latest drafts of each customer.
pub(in crate::billing) async fn of_customers(
    db: &impl Reads,
    customers: &[CustomerId],
) -> Result<Vec<invoice::Model>, DbError> {
    use invoice::Column;
    db.select::<invoice::Entity>()
        .filter(Column::CustomerId.is_in(customers.iter().copied()))
        .filter(Column::Status.eq(InvoiceStatus::Draft))
        .top_per_parent(
            Column::CustomerId,
            &[(Column::CreatedAt, Order::Desc), (Column::Id, Order::Desc)],
            MAX_SHORT_LIST,
        )
        .all()
        .await
}

/// Voids an open invoice that nothing is allocated to. False: it is not as it was read.
pub(in crate::billing) async fn void(tx: &Tx, before: &invoice::Model) -> Result<bool, DbError> {
    use invoice::Column;
    let voided = tx
        .update::<invoice::Entity>()
        .set(Column::Status, InvoiceStatus::Void)
        .set(Column::VoidedAt, tx.scope().now())
        .add(Column::Version, 1)
        .filter(Column::Id.eq(before.id))
        .filter(Column::Version.eq(before.version))
        .filter(Column::Status.eq(InvoiceStatus::Open))
        .filter(Column::AllocatedMinor.eq(0))
        .run()
        .await?;
    Ok(voided == 1)
}

/// How many credit notes that are not void correct an invoice.
pub(in crate::billing) async fn count_credits(tx: &Tx, invoice: InvoiceId) -> Result<u64, DbError> {
    use credit_note::Column;
    tx.select::<credit_note::Entity>()
        .filter(Column::InvoiceId.eq(invoice))
        .filter(Column::Status.ne(CreditNoteStatus::Void))
        .count()
        .await
}

/// The periods that an invoice bills.
pub(in crate::billing) async fn billed_periods(
    tx: &Tx,
    invoice: InvoiceId,
) -> Result<Vec<billed_period::Model>, DbError> {
    tx.select::<billed_period::Entity>().filter(billed_period::Column::InvoiceId.eq(invoice)).all().await
}

/// Lets the periods of an invoice be billed again.
pub(in crate::billing) async fn release_periods(tx: &Tx, invoice: InvoiceId) -> Result<(), DbError> {
    tx.delete::<billed_period::Entity>().filter(billed_period::Column::InvoiceId.eq(invoice)).run().await?;
    Ok(())
}
