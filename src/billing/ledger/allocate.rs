//! Using payments and credits for invoices, and taking that back.
//!
//! Each use case locks first (see the order in [`super`]), then looks, and writes only when nothing can refuse it any
//! more: the last thing that can is the statement on the source, and it is the first that writes.

use sea_orm::Set;

use super::rules::{change, credit_status, invoice_status};
use super::{LedgerError, change_balance, lock_balance};
use crate::billing::entity::invoice::{self, InvoiceStatus};
use crate::billing::entity::{allocation, write_off};
use crate::billing::events::invoice_event;
use crate::billing::store;
use crate::db::{DbError, Reads as _, Tx};
use crate::events::EventType;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{AllocationId, CreditNoteId, CustomerId, InvoiceId, PaymentId};
use crate::kernel::money::Currency;

/// What an allocation takes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// A payment.
    Payment(PaymentId),
    /// A credit note.
    Credit(CreditNoteId),
}

/// An invoice that can take an amount: locked, with its customer's balance, until the transaction ends.
#[derive(Debug)]
pub struct Bill {
    invoice: invoice::Model,
    amount: i64,
}

impl Bill {
    /// Locks an invoice for `amount` minor units; a conflict where it is not to be paid or owes less. Writes nothing.
    pub(crate) async fn lock(tx: &Tx, id: InvoiceId, amount: i64) -> Result<Self, LedgerError> {
        let seen = store::invoices_by_id(tx, &[id]).await?.pop().ok_or(LedgerError::Conflict)?;
        // An invoice never changes hands, so its customer can be read before the lock that comes first.
        lock_balance(tx, seen.customer_id).await?;
        let invoice = store::ledger::invoice_for_update(tx, id).await?.ok_or(LedgerError::Conflict)?;
        let payable = matches!(invoice.status, InvoiceStatus::Open | InvoiceStatus::Uncollectible);
        if payable && amount > 0 && amount <= invoice.total_minor - invoice.allocated_minor {
            Ok(Self { invoice, amount })
        } else {
            Err(LedgerError::Conflict)
        }
    }

    /// Who owes it.
    pub(crate) fn customer(&self) -> CustomerId {
        self.invoice.customer_id
    }

    /// What it is owed in.
    pub(crate) fn currency(&self) -> Currency {
        self.invoice.currency
    }

    /// What is to be paid of it, minor units.
    pub(crate) fn amount(&self) -> i64 {
        self.amount
    }

    /// Why a source, of this owner and currency, did not pay it.
    pub(crate) fn refusal(&self, (owner, currency): (CustomerId, Currency)) -> LedgerError {
        if owner == self.customer() && currency == self.currency() {
            LedgerError::Conflict
        } else {
            LedgerError::OtherAccount
        }
    }

    /// Books the amount, which `source` has given up in `tx`.
    pub(crate) async fn pay_from(self, tx: &Tx, source: Source) -> Result<AllocationId, LedgerError> {
        settle(tx, &self.invoice, self.amount).await?;
        let (payment, credit) = match source {
            Source::Payment(payment) => (Some(payment), None),
            Source::Credit(note) => (None, Some(note)),
        };
        let id: AllocationId = tx.scope().new_id();
        let row = allocation::ActiveModel {
            id: Set(id),
            customer_id: Set(self.customer()),
            payment_id: Set(payment),
            credit_note_id: Set(credit),
            invoice_id: Set(self.invoice.id),
            amount_minor: Set(self.amount),
            at: Set(tx.scope().now()),
            reversed_at: Set(None),
            ..Default::default()
        };
        store::ledger::insert_allocation(tx, row).await?;
        Ok(id)
    }
}

/// Uses `amount` minor units of a credit note for an invoice of the same customer.
pub async fn allocate_credit(
    tx: &Tx,
    id: CreditNoteId,
    invoice: InvoiceId,
    amount: i64,
) -> Result<AllocationId, LedgerError> {
    let bill = Bill::lock(tx, invoice, amount).await?;
    let note = store::ledger::credit_note_for_update(tx, id).await?.ok_or(LedgerError::Conflict)?;
    let status = credit_status(note.total_minor, note.allocated_minor.saturating_add(amount));
    if !store::ledger::spend_credit(tx, &note, &bill, status).await? {
        return Err(bill.refusal((note.customer_id, note.currency)));
    }
    bill.pay_from(tx, Source::Credit(id)).await
}

/// Takes an allocation of a credit note back; it can be used again.
pub async fn reverse_credit(tx: &Tx, id: CreditNoteId, allocation: AllocationId) -> Result<(), LedgerError> {
    let amount = take_back(tx, allocation, Source::Credit(id)).await?;
    let note = store::ledger::credit_note_for_update(tx, id).await?;
    let note = note.ok_or_else(|| Fault::internal("an allocation without its credit note"))?;
    let status = credit_status(note.total_minor, note.allocated_minor - amount);
    Ok(store::ledger::restore_credit(tx, &note, amount, status).await?)
}

/// Takes an allocation from `source` back; its amount, which the caller gives back to the source's own row in `tx`.
pub(crate) async fn take_back(tx: &Tx, id: AllocationId, source: Source) -> Result<i64, LedgerError> {
    let row = store::ledger::allocation(tx, id).await?.ok_or(LedgerError::Conflict)?;
    lock_balance(tx, row.customer_id).await?;
    let invoice = store::ledger::invoice_for_update(tx, row.invoice_id).await?;
    let invoice = invoice.ok_or_else(|| Fault::internal("an allocation without its invoice"))?;
    if !store::ledger::reverse_allocation(tx, id, source).await? {
        return Err(LedgerError::Conflict);
    }
    settle(tx, &invoice, -row.amount_minor).await?;
    Ok(row.amount_minor)
}

/// Books that `amount` minor units of an invoice are given up, or that they came in after all where it is negative: on
/// this day, whatever happens later.
pub(crate) async fn note_write_off(tx: &Tx, invoice: &invoice::Model, amount: i64) -> Result<(), DbError> {
    let row = write_off::Model {
        id: tx.scope().new_id(),
        tenant_id: invoice.tenant_id,
        customer_id: invoice.customer_id,
        currency: invoice.currency,
        invoice_id: invoice.id,
        amount_minor: amount,
        at: tx.scope().now(),
    };
    store::ledger::insert_write_off(tx, row).await
}

/// Pays `amount` more of an invoice, or takes so much back where it is negative.
async fn settle(tx: &Tx, before: &invoice::Model, amount: i64) -> Result<(), LedgerError> {
    let allocated = before.allocated_minor + amount;
    let status = invoice_status(before.status, before.total_minor, allocated);
    store::ledger::settle_invoice(tx, before, allocated, status).await?;
    let movement = change(before.total_minor, (before.status, before.allocated_minor), (status, allocated));
    change_balance(tx, before.customer_id, movement).await?;
    if before.status == InvoiceStatus::Uncollectible {
        // Less of it is given up than before, or more.
        note_write_off(tx, before, -amount).await?;
    }
    match (before.status == InvoiceStatus::Paid, status == InvoiceStatus::Paid) {
        (false, true) => invoice_event(tx, EventType::InvoicePaid, before).await?,
        (true, false) => invoice_event(tx, EventType::InvoiceReopened, before).await?,
        (true, true) | (false, false) => {}
    }
    Ok(())
}
