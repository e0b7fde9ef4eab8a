//! Using payments and credits for invoices, and taking that back.

use sea_orm::Set;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{CaseStatement, ExprTrait as _};

use super::{BalanceChange, LedgerError, change_balance};
use crate::billing::entity::allocation;
use crate::billing::entity::credit_note::{self, CreditNoteStatus};
use crate::billing::entity::invoice::{self, InvoiceStatus};
use crate::billing::events::invoice_event;
use crate::db::{Reads as _, Tx};
use crate::events::EventType;
use crate::kernel::ids::{AllocationId, CreditNoteId, InvoiceId, PaymentId};

/// What an allocation takes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Source {
    Payment(PaymentId),
    Credit(CreditNoteId),
}

/// Uses `amount` minor units of a payment for an invoice. The payment's own row is the caller's to change, in `tx`.
pub async fn allocate_payment(
    tx: &Tx,
    payment: PaymentId,
    invoice: InvoiceId,
    amount: i64,
) -> Result<AllocationId, LedgerError> {
    allocate(tx, Source::Payment(payment), invoice, amount).await
}

/// Uses `amount` minor units of a credit note for an invoice.
pub async fn allocate_credit(
    tx: &Tx,
    note: CreditNoteId,
    invoice: InvoiceId,
    amount: i64,
) -> Result<AllocationId, LedgerError> {
    use credit_note::Column;
    let used = tx
        .update::<credit_note::Entity>()
        .add(Column::AllocatedMinor, amount)
        .set_expr(Column::Status, used_status(amount))
        .add(Column::Version, 1)
        .filter(Column::Id.eq(note))
        .filter(Column::Status.ne(CreditNoteStatus::Void))
        .filter(Expr::col(Column::TotalMinor).sub(Expr::col(Column::AllocatedMinor)).gte(amount))
        .run()
        .await?;
    if used == 0 {
        return Err(LedgerError::Conflict);
    }
    allocate(tx, Source::Credit(note), invoice, amount).await
}

/// The status of a credit note once `amount` more (or, negative, less) of it is used.
fn used_status(amount: i64) -> Expr {
    use credit_note::Column;
    let used = || Expr::col(Column::AllocatedMinor).add(amount);
    CaseStatement::new()
        .case(used().eq(Expr::col(Column::TotalMinor)), Expr::val(CreditNoteStatus::Applied))
        .case(used().eq(0), Expr::val(CreditNoteStatus::Issued))
        .finally(Expr::val(CreditNoteStatus::PartiallyApplied))
        .into()
}

async fn allocate(tx: &Tx, source: Source, id: InvoiceId, amount: i64) -> Result<AllocationId, LedgerError> {
    use invoice::Column;
    if amount <= 0 {
        return Err(LedgerError::Conflict);
    }
    let found = tx.select::<invoice::Entity>().filter(Column::Id.eq(id)).for_update().one().await?;
    let before = found.ok_or(LedgerError::Conflict)?;
    let paid = before.total_minor - before.allocated_minor == amount;
    let mut update =
        tx.update::<invoice::Entity>().add(Column::AllocatedMinor, amount).add(Column::Version, 1);
    if paid {
        update = update.set(Column::Status, InvoiceStatus::Paid);
    }
    let changed = update
        .filter(Column::Id.eq(id))
        .filter(Column::Version.eq(before.version))
        .filter(Column::Status.is_in([InvoiceStatus::Open, InvoiceStatus::Uncollectible]))
        .filter(Expr::col(Column::TotalMinor).sub(Expr::col(Column::AllocatedMinor)).gte(amount))
        .run()
        .await?;
    if changed == 0 {
        return Err(LedgerError::Conflict);
    }
    let (payment, credit) = match source {
        Source::Payment(payment) => (Some(payment), None),
        Source::Credit(note) => (None, Some(note)),
    };
    let allocation: AllocationId = tx.scope().new_id();
    tx.insert(allocation::ActiveModel {
        id: Set(allocation),
        payment_id: Set(payment),
        credit_note_id: Set(credit),
        invoice_id: Set(id),
        amount_minor: Set(amount),
        at: Set(tx.scope().now()),
        reversed_at: Set(None),
        ..Default::default()
    })
    .await?;
    // What was given up is not part of the open balance.
    let open = before.status == InvoiceStatus::Open;
    let change = BalanceChange {
        open: if open { -amount } else { 0 },
        unapplied: -amount,
        open_invoices: -i32::from(open && paid),
    };
    change_balance(tx, before.customer_id, change).await?;
    if paid {
        invoice_event(tx, EventType::InvoicePaid, &before).await?;
    }
    Ok(allocation)
}

/// Takes the allocation of a payment back; its amount, which the caller gives back to the payment's own row in `tx`.
pub async fn reverse_payment(tx: &Tx, id: AllocationId, payment: PaymentId) -> Result<i64, LedgerError> {
    let row = take_back(tx, id).await?;
    if row.payment_id == Some(payment) { Ok(row.amount_minor) } else { Err(LedgerError::Conflict) }
}

/// Takes the allocation of a credit note back.
pub async fn reverse_credit(tx: &Tx, id: AllocationId) -> Result<i64, LedgerError> {
    use credit_note::Column;
    let row = take_back(tx, id).await?;
    let note = row.credit_note_id.ok_or(LedgerError::Conflict)?;
    tx.update::<credit_note::Entity>()
        .add(Column::AllocatedMinor, -row.amount_minor)
        .set_expr(Column::Status, used_status(-row.amount_minor))
        .add(Column::Version, 1)
        .filter(Column::Id.eq(note))
        .run()
        .await?;
    Ok(row.amount_minor)
}

async fn take_back(tx: &Tx, id: AllocationId) -> Result<allocation::Model, LedgerError> {
    let found = tx.select::<allocation::Entity>().filter(allocation::Column::Id.eq(id)).one().await?;
    let row = found.ok_or(LedgerError::Conflict)?;
    let reversed = tx
        .update::<allocation::Entity>()
        .set(allocation::Column::ReversedAt, tx.scope().now())
        .filter(allocation::Column::Id.eq(id))
        .filter(allocation::Column::ReversedAt.is_null())
        .run()
        .await?;
    if reversed == 0 {
        return Err(LedgerError::Conflict);
    }
    let found = tx
        .select::<invoice::Entity>()
        .filter(invoice::Column::Id.eq(row.invoice_id))
        .for_update()
        .one()
        .await?;
    let before = found.ok_or(LedgerError::Conflict)?;
    let mut update = tx
        .update::<invoice::Entity>()
        .add(invoice::Column::AllocatedMinor, -row.amount_minor)
        .add(invoice::Column::Version, 1);
    let was_paid = before.status == InvoiceStatus::Paid;
    if was_paid {
        update = update.set(invoice::Column::Status, InvoiceStatus::Open);
    }
    update.filter(invoice::Column::Id.eq(before.id)).run().await?;
    let change = match before.status {
        InvoiceStatus::Paid => BalanceChange {
            open: before.total_minor - before.allocated_minor + row.amount_minor,
            unapplied: row.amount_minor,
            open_invoices: 1,
        },
        InvoiceStatus::Open => {
            BalanceChange { open: row.amount_minor, unapplied: row.amount_minor, open_invoices: 0 }
        }
        InvoiceStatus::Draft | InvoiceStatus::Void | InvoiceStatus::Uncollectible => {
            BalanceChange { open: 0, unapplied: row.amount_minor, open_invoices: 0 }
        }
    };
    change_balance(tx, before.customer_id, change).await?;
    if was_paid {
        invoice_event(tx, EventType::InvoiceReopened, &before).await?;
    }
    Ok(row)
}
