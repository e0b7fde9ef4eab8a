//! Invoices that somebody closes: voided, because they should not have been issued, or given up.

use serde_json::json;

use super::dunning::settled;
use super::{disputes, editable, permit, release};
use crate::billing::entity::invoice::{self, InvoiceStatus};
use crate::billing::events::invoice_event;
use crate::billing::ledger::rules::change;
use crate::billing::ledger::{change_balance, lock_balance, note_write_off};
use crate::billing::refusal::{BillingError, Refusal, RefusalCode, reason};
use crate::billing::store;
use crate::billing::transitions::name_of_invoice;
use crate::db::audit::Record;
use crate::db::{Reads as _, Scope, Tx};
use crate::events::EventType;
use crate::kernel::ids::InvoiceId;

/// Voids an open invoice that nothing was allocated to and that no credit note corrects. What it billed can be billed
/// again.
pub async fn void_invoice(
    scope: &Scope,
    id: InvoiceId,
    why: &str,
    expected_version: Option<i32>,
) -> Result<invoice::Model, BillingError> {
    permit(scope)?;
    let why = reason(why)?;
    let tx = scope.begin().await?;
    let before = editable(&tx, id, "invoiceId", InvoiceStatus::Void, expected_version).await?;
    let after = void(&tx, &before).await?;
    settled(&tx, before.customer_id).await?;
    record(&tx, "invoice.void", &before, &after, why).await?;
    tx.commit().await?;
    Ok(after)
}

/// Voids an invoice that [`editable`] has found fit for it.
pub(super) async fn void(tx: &Tx, before: &invoice::Model) -> Result<invoice::Model, BillingError> {
    lock_balance(tx, before.customer_id).await?;
    // Looked at under the lock of the customer's money: a payment may have come between.
    let held = store::ledger::invoice_for_update(tx, before.id).await?;
    let held = held.ok_or_else(|| Refusal::not_found("invoiceId", "invoice"))?;
    if held.allocated_minor != 0 {
        let message = "take back what was allocated to the invoice first, or issue a credit note";
        return Err(Refusal::of(RefusalCode::HasAllocations, "invoiceId", message).into());
    }
    if store::drafts::count_credits(tx, before.id).await? > 0 {
        let message = "void the credit notes that correct the invoice first";
        return Err(Refusal::of(RefusalCode::HasCreditNotes, "invoiceId", message).into());
    }
    if held.version != before.version || !store::drafts::void(tx, before).await? {
        return Err(Refusal::conflict("invoice").into());
    }
    let after = invoice::Model {
        status: InvoiceStatus::Void,
        voided_at: Some(tx.scope().now()),
        version: before.version + 1,
        ..before.clone()
    };
    settle(tx, before, &after).await?;
    release::of_invoice(tx, before).await?;
    invoice_event(tx, EventType::InvoiceVoided, &after).await?;
    disputes::follow_void(tx, after).await
}

/// Gives up an open invoice: it is not owed any more, and may still be paid.
pub async fn write_off(
    scope: &Scope,
    id: InvoiceId,
    why: &str,
    expected_version: Option<i32>,
) -> Result<invoice::Model, BillingError> {
    permit(scope)?;
    let why = reason(why)?;
    let tx = scope.begin().await?;
    let seen = editable(&tx, id, "invoiceId", InvoiceStatus::Uncollectible, expected_version).await?;
    lock_balance(&tx, seen.customer_id).await?;
    let before = store::ledger::invoice_for_update(&tx, id).await?;
    // A payment may have come between: then it is another version, and perhaps paid.
    let before =
        before.filter(|row| row.version == seen.version).ok_or_else(|| Refusal::conflict("invoice"))?;
    let after = invoice::Model {
        status: InvoiceStatus::Uncollectible,
        version: before.version + 1,
        ..before.clone()
    };
    store::ledger::settle_invoice(&tx, &before, before.allocated_minor, after.status).await?;
    note_write_off(&tx, &before, before.total_minor - before.allocated_minor).await?;
    settle(&tx, &before, &after).await?;
    invoice_event(&tx, EventType::InvoiceUncollectible, &after).await?;
    settled(&tx, before.customer_id).await?;
    record(&tx, "invoice.write_off", &before, &after, why).await?;
    tx.commit().await?;
    Ok(after)
}

async fn settle(tx: &Tx, before: &invoice::Model, after: &invoice::Model) -> Result<(), BillingError> {
    let (paid, total) = (before.allocated_minor, before.total_minor);
    let movement = change(total, (before.status, paid), (after.status, paid));
    Ok(change_balance(tx, before.customer_id, movement).await?)
}

async fn record(
    tx: &Tx,
    action: &'static str,
    before: &invoice::Model,
    after: &invoice::Model,
    why: &str,
) -> Result<(), BillingError> {
    let shown = |row: &invoice::Model| json!({ "number": row.number, "status": name_of_invoice(row.status) });
    tx.record(Record::new(action, after.id).reason(why).change(shown(before), shown(after))).await?;
    Ok(())
}
