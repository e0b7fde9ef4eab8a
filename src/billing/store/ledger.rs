//! The ledger's statements. Each says in its WHERE what it expects of the row, and is told when the row is otherwise.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{ExprTrait as _, Order};
use sea_orm::{IntoActiveModel as _, Value};

use crate::billing::entity::credit_note::{self, CreditNoteStatus};
use crate::billing::entity::document_sequence::{self, DocumentKind};
use crate::billing::entity::invoice::{self, InvoiceStatus};
use crate::billing::entity::{allocation, customer_balance, invoice_line, invoice_line_tax, write_off};
use crate::billing::ledger::{BalanceChange, Bill, Source, Unapplied};
use crate::db::{DbError, Reads, Tx};
use crate::kernel::fault::Fault;
use crate::kernel::ids::{AllocationId, CreditNoteId, CustomerId, InvoiceId, PaymentId};

/// What a locked row allowed when it was read it still allows when it is written; anything else is a bug of ours.
fn exactly_one(changed: u64) -> Result<(), DbError> {
    if changed == 1 { Ok(()) } else { Err(Fault::internal("a row under lock is not as it was read").into()) }
}

/// Locks the stored balance of a customer until the transaction ends; it is made where there is none yet.
pub(in crate::billing) async fn lock_balance(tx: &Tx, customer: CustomerId) -> Result<(), DbError> {
    use customer_balance::Column;
    let balances = tx.select::<customer_balance::Entity>().filter(Column::CustomerId.eq(customer));
    if balances.for_update().one().await?.is_some() {
        return Ok(());
    }
    // The first movement of this customer. Of two at once the second waits for the first, and locks what that made.
    let locked = tx
        .execute(
            "INSERT INTO customer_balance (tenant_id, customer_id, open_minor, unapplied_minor, open_invoices)
             VALUES ($1, $2, 0, 0, 0)
             ON CONFLICT (customer_id) DO UPDATE SET open_minor = customer_balance.open_minor
              WHERE customer_balance.tenant_id = $1",
            [customer.into()],
        )
        .await?;
    exactly_one(locked)
}

/// The stored balance of a customer.
pub(in crate::billing) async fn balance_of(
    tx: &Tx,
    customer: CustomerId,
) -> Result<Option<customer_balance::Model>, DbError> {
    tx.select::<customer_balance::Entity>()
        .filter(customer_balance::Column::CustomerId.eq(customer))
        .one()
        .await
}

/// The credit notes of a customer that are not used up.
pub(in crate::billing) async fn unapplied_credits(
    tx: &Tx,
    customer: CustomerId,
) -> Result<Vec<Unapplied>, DbError> {
    use credit_note::Column;
    let notes = tx
        .select::<credit_note::Entity>()
        .filter(Column::CustomerId.eq(customer))
        .filter(Column::Status.is_in([CreditNoteStatus::Issued, CreditNoteStatus::PartiallyApplied]))
        .all()
        .await?;
    let left = |note: credit_note::Model| Unapplied {
        source: Source::Credit(note.id),
        since: note.issued_at,
        left: note.total_minor - note.allocated_minor,
    };
    Ok(notes.into_iter().map(left).collect())
}

/// Changes the stored balance of a customer, which is locked.
pub(in crate::billing) async fn change_balance(
    tx: &Tx,
    customer: CustomerId,
    change: BalanceChange,
) -> Result<(), DbError> {
    use customer_balance::Column;
    let update = tx
        .update::<customer_balance::Entity>()
        .add(Column::OpenMinor, change.open)
        .add(Column::UnappliedMinor, change.unapplied)
        .add(Column::OpenInvoices, change.open_invoices.into())
        .filter(Column::CustomerId.eq(customer));
    exactly_one(update.run().await?)
}

/// Counts a document of a kind and tells its number, from 1. The row stays locked until the transaction ends.
pub(in crate::billing) async fn next_number(tx: &Tx, kind: DocumentKind) -> Result<i64, DbError> {
    use document_sequence::{Column, Entity};
    const TAKE: &str = "UPDATE document_sequence SET next = next + 1 WHERE tenant_id = $1 AND kind = $2
        RETURNING tenant_id, kind, next";
    let mut taken = tx.rows::<document_sequence::Model>(TAKE, [kind.into()]).await?;
    if taken.is_empty() {
        // The tenant's first document of this kind. Of two at once the second waits here for the first and then adds.
        tx.execute(
            "INSERT INTO document_sequence (tenant_id, kind, next) VALUES ($1, $2, 2)
             ON CONFLICT (tenant_id, kind) DO UPDATE SET next = document_sequence.next + 1
              WHERE document_sequence.tenant_id = $1",
            [kind.into()],
        )
        .await?;
        taken = tx.select::<Entity>().filter(Column::Kind.eq(kind)).all().await?;
    }
    let row = taken.pop().ok_or_else(|| Fault::internal("the sequence is missing after it was written"))?;
    Ok(row.next - 1)
}

/// Writes a finalised invoice with its lines and their taxes.
pub(in crate::billing) async fn insert_invoice(
    tx: &Tx,
    invoice: invoice::ActiveModel,
    lines: Vec<invoice_line::ActiveModel>,
    taxes: Vec<invoice_line_tax::ActiveModel>,
) -> Result<(), DbError> {
    tx.insert(invoice).await?;
    tx.insert_many(lines).await?;
    tx.insert_many(taxes).await
}

/// An invoice, locked until the transaction ends.
pub(in crate::billing) async fn invoice_for_update(
    tx: &Tx,
    id: InvoiceId,
) -> Result<Option<invoice::Model>, DbError> {
    tx.select::<invoice::Entity>().filter(invoice::Column::Id.eq(id)).for_update().one().await
}

/// Changes what is paid of an invoice, which is locked.
pub(in crate::billing) async fn settle_invoice(
    tx: &Tx,
    before: &invoice::Model,
    allocated: i64,
    status: InvoiceStatus,
) -> Result<(), DbError> {
    use invoice::Column;
    let update = tx
        .update::<invoice::Entity>()
        .set(Column::AllocatedMinor, allocated)
        .set(Column::Status, status)
        .add(Column::Version, 1)
        .filter(Column::Id.eq(before.id))
        .filter(Column::Version.eq(before.version));
    exactly_one(update.run().await?)
}

/// A credit note, locked until the transaction ends.
pub(in crate::billing) async fn credit_note_for_update(
    tx: &Tx,
    id: CreditNoteId,
) -> Result<Option<credit_note::Model>, DbError> {
    tx.select::<credit_note::Entity>().filter(credit_note::Column::Id.eq(id)).for_update().one().await
}

/// Uses a credit note, which is locked, for a bill of its own customer. False: it is another's, void, or too small.
pub(in crate::billing) async fn spend_credit(
    tx: &Tx,
    before: &credit_note::Model,
    bill: &Bill,
    status: CreditNoteStatus,
) -> Result<bool, DbError> {
    use credit_note::Column;
    let spent = tx
        .update::<credit_note::Entity>()
        .add(Column::AllocatedMinor, bill.amount())
        .set(Column::Status, status)
        .add(Column::Version, 1)
        .filter(Column::Id.eq(before.id))
        .filter(Column::Version.eq(before.version))
        .filter(Column::CustomerId.eq(bill.customer()))
        .filter(Column::Currency.eq(bill.currency()))
        .filter(Column::Status.ne(CreditNoteStatus::Void))
        .filter(Expr::col(Column::TotalMinor).sub(Expr::col(Column::AllocatedMinor)).gte(bill.amount()))
        .run()
        .await?;
    Ok(spent == 1)
}

/// Gives `amount` back to a credit note, which is locked.
pub(in crate::billing) async fn restore_credit(
    tx: &Tx,
    before: &credit_note::Model,
    amount: i64,
    status: CreditNoteStatus,
) -> Result<(), DbError> {
    use credit_note::Column;
    let update = tx
        .update::<credit_note::Entity>()
        .add(Column::AllocatedMinor, -amount)
        .set(Column::Status, status)
        .add(Column::Version, 1)
        .filter(Column::Id.eq(before.id))
        .filter(Column::Version.eq(before.version));
    exactly_one(update.run().await?)
}

/// The open invoices of a customer, oldest due first. The customer's balance is locked, so they stay as they are.
pub(in crate::billing) async fn open_invoices(
    tx: &Tx,
    customer: CustomerId,
) -> Result<Vec<invoice::Model>, DbError> {
    use invoice::Column;
    tx.select::<invoice::Entity>()
        .filter(Column::CustomerId.eq(customer))
        .filter(Column::Status.eq(InvoiceStatus::Open))
        .order_by(Column::DueDate, Order::Asc)
        .order_by(Column::Id, Order::Asc)
        .all()
        .await
}

/// The open invoices that were issued on `day` or later.
pub(in crate::billing) async fn issued_since(
    db: &impl Reads,
    day: Date,
) -> Result<Vec<invoice::Model>, DbError> {
    use invoice::Column;
    db.select::<invoice::Entity>()
        .filter(Column::Status.eq(InvoiceStatus::Open))
        .filter(Column::IssueDate.gte(day))
        .order_by(Column::Id, Order::Asc)
        .all()
        .await
}

/// The live allocations of a payment, the newest first.
pub(in crate::billing) async fn allocations_from(
    tx: &Tx,
    payment: PaymentId,
) -> Result<Vec<allocation::Model>, DbError> {
    use allocation::Column;
    tx.select::<allocation::Entity>()
        .filter(Column::PaymentId.eq(payment))
        .filter(Column::ReversedAt.is_null())
        .order_by(Column::At, Order::Desc)
        .order_by(Column::Id, Order::Desc)
        .all()
        .await
}

/// Writes an allocation.
pub(in crate::billing) async fn insert_allocation(
    tx: &Tx,
    row: allocation::ActiveModel,
) -> Result<(), DbError> {
    tx.insert(row).await
}

/// Writes what is given up of an invoice, or came in after all.
pub(in crate::billing) async fn insert_write_off(tx: &Tx, row: write_off::Model) -> Result<(), DbError> {
    tx.insert(row.into_active_model().reset_all()).await
}

/// An allocation, live or reversed.
pub(in crate::billing) async fn allocation(
    tx: &Tx,
    id: AllocationId,
) -> Result<Option<allocation::Model>, DbError> {
    tx.select::<allocation::Entity>().filter(allocation::Column::Id.eq(id)).one().await
}

/// Marks an allocation as taken back. False: it is from another source, or is taken back already.
pub(in crate::billing) async fn reverse_allocation(
    tx: &Tx,
    id: AllocationId,
    source: Source,
) -> Result<bool, DbError> {
    use allocation::Column;
    let from = match source {
        Source::Payment(payment) => Column::PaymentId.eq(payment),
        Source::Credit(note) => Column::CreditNoteId.eq(note),
    };
    let reversed = tx
        .update::<allocation::Entity>()
        .set(Column::ReversedAt, Value::from(tx.scope().now()))
        .filter(Column::Id.eq(id))
        .filter(from)
        .filter(Column::ReversedAt.is_null())
        .run()
        .await?;
    Ok(reversed == 1)
}
