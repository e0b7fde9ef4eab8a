//! What becomes of a credit note: it is used for invoices, that is taken back, or it is voided.

use rust_decimal::Decimal;
use serde_json::json;

use super::credits::minor;
use super::dunning::settled;
use super::{permit, release};
use crate::billing::entity::credit_note::{self, CreditNoteStatus};
use crate::billing::events::credit_event;
use crate::billing::ledger::{BalanceChange, allocate_credit, change_balance, lock_balance, reverse_credit};
use crate::billing::refusal::{BillingError, Refusal, RefusalCode, reason};
use crate::billing::store;
use crate::billing::transitions::{may_void_credit, name_of_credit};
use crate::billing::wallet;
use crate::db::audit::Record;
use crate::db::{Scope, Tx};
use crate::events::EventType;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{AllocationId, CreditNoteId, InvoiceId};

/// Uses a credit note: for the invoices named, each with an amount in major units, or, where none is named, for the one
/// that it corrects and then for the others, the oldest due first.
pub async fn apply_credit_note(
    scope: &Scope,
    id: CreditNoteId,
    allocations: &[(InvoiceId, Decimal)],
    expected_version: Option<i32>,
) -> Result<credit_note::Model, BillingError> {
    permit(scope)?;
    let tx = scope.begin().await?;
    let note = held(&tx, id, expected_version).await?;
    if note.status == CreditNoteStatus::Void {
        return Err(Refusal::transition("creditNoteId", "credit note", "VOID", Vec::new()).into());
    }
    if allocations.is_empty() {
        apply_oldest_first(&tx, &note).await?;
    }
    let named: Vec<InvoiceId> = allocations.iter().map(|(invoice, _)| *invoice).collect();
    let known = store::invoices_by_id(&tx, &named).await?;
    for (invoice, amount) in allocations {
        let amount = minor(*amount, note.currency, "allocations.amount")?;
        if !known.iter().any(|row| row.id == *invoice) {
            return Err(Refusal::not_found("allocations.invoiceId", "invoice").into());
        }
        allocate_credit(&tx, id, *invoice, amount).await?;
    }
    let after = reread(&tx, id).await?;
    if after.allocated_minor == note.allocated_minor {
        let message = "nothing is owed that the credit note could be used for, or nothing of it is left";
        return Err(Refusal::of(RefusalCode::ExceedsAmount, "creditNoteId", message).into());
    }
    wallet::watch(&tx, note.customer_id).await?;
    settled(&tx, note.customer_id).await?;
    record(&tx, "credit_note.apply", &note, &after, None).await?;
    tx.commit().await?;
    Ok(after)
}

/// Takes the use of a credit for an invoice back: it can be used for another.
pub async fn unapply_credit(scope: &Scope, id: AllocationId) -> Result<credit_note::Model, BillingError> {
    permit(scope)?;
    let missing = || Refusal::not_found("allocationId", "allocation of a credit note");
    let tx = scope.begin().await?;
    let allocation = store::ledger::allocation(&tx, id).await?.ok_or_else(missing)?;
    let note = allocation.credit_note_id.ok_or_else(missing)?;
    let before = held(&tx, note, None).await?;
    let again = store::ledger::allocation(&tx, id).await?.ok_or_else(missing)?;
    if again.reversed_at.is_some() {
        let message = "the allocation was taken back before";
        return Err(Refusal::of(RefusalCode::AlreadyDone, "allocationId", message).into());
    }
    reverse_credit(&tx, note, id).await?;
    let after = reread(&tx, note).await?;
    wallet::watch(&tx, before.customer_id).await?;
    // What was taken back of a bill that nobody presses for yet is there for those that are.
    settled(&tx, before.customer_id).await?;
    record(&tx, "credit_note.unapply", &before, &after, None).await?;
    tx.commit().await?;
    Ok(after)
}

/// Voids a credit note that nothing was used of.
pub async fn void_credit_note(
    scope: &Scope,
    id: CreditNoteId,
    why: &str,
    expected_version: Option<i32>,
) -> Result<credit_note::Model, BillingError> {
    permit(scope)?;
    let why = reason(why)?;
    let tx = scope.begin().await?;
    let before = held(&tx, id, expected_version).await?;
    may_void_credit(before.status)?;
    if !store::credits::void(&tx, &before).await? {
        return Err(Refusal::conflict("credit note").into());
    }
    let change = BalanceChange { unapplied: -before.total_minor, ..BalanceChange::default() };
    change_balance(&tx, before.customer_id, change).await?;
    release::of_credit_note(&tx, id, before.issued_at).await?;
    let after = reread(&tx, id).await?;
    credit_event(&tx, EventType::CreditNoteVoided, &after).await?;
    wallet::watch(&tx, before.customer_id).await?;
    record(&tx, "credit_note.void", &before, &after, Some(why)).await?;
    tx.commit().await?;
    Ok(after)
}

/// Uses a credit note for the invoice that it corrects, and the rest for the others, the oldest due first.
pub(super) async fn apply_oldest_first(tx: &Tx, note: &credit_note::Model) -> Result<(), BillingError> {
    let mut left = note.total_minor - note.allocated_minor;
    let mut bills = store::ledger::open_invoices(tx, note.customer_id).await?;
    // Stable: those that are no correction of this keep their order.
    bills.sort_by_key(|bill| Some(bill.id) != note.invoice_id);
    for bill in bills {
        let amount = left.min(bill.total_minor - bill.allocated_minor);
        if amount > 0 {
            allocate_credit(tx, note.id, bill.id, amount).await?;
            left -= amount;
        }
    }
    Ok(())
}

/// A credit note under the lock of its customer's money, in the version that was seen.
async fn held(
    tx: &Tx,
    id: CreditNoteId,
    expected_version: Option<i32>,
) -> Result<credit_note::Model, BillingError> {
    let missing = || Refusal::not_found("creditNoteId", "credit note");
    let seen = store::credit_notes_by_id(tx, &[id]).await?.pop().ok_or_else(missing)?;
    lock_balance(tx, seen.customer_id).await?;
    let note = store::ledger::credit_note_for_update(tx, id).await?.ok_or_else(missing)?;
    if expected_version.is_some_and(|version| version != note.version) {
        return Err(Refusal::conflict("credit note").into());
    }
    Ok(note)
}

pub(super) async fn reread(tx: &Tx, id: CreditNoteId) -> Result<credit_note::Model, BillingError> {
    let note = store::credit_notes_by_id(tx, &[id]).await?.pop();
    note.ok_or_else(|| Fault::internal("a credit note is gone in its own transaction").into())
}

async fn record(
    tx: &Tx,
    action: &'static str,
    before: &credit_note::Model,
    after: &credit_note::Model,
    why: Option<&str>,
) -> Result<(), BillingError> {
    let shown = |row: &credit_note::Model| json!({ "status": name_of_credit(row.status), "allocatedMinor": row.allocated_minor });
    let record =
        Record::new(action, after.id).customer(after.customer_id).change(shown(before), shown(after));
    tx.record(match why {
        Some(why) => record.reason(why),
        None => record,
    })
    .await?;
    Ok(())
}
