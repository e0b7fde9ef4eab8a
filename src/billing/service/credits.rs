//! Credit notes: given, used for invoices, taken back, voided.

use rust_decimal::Decimal;
use sea_orm::Set;
use serde_json::json;

use super::permit;
use crate::billing::credit::{CreditError, Creditable, by_amount, by_lines};
use crate::billing::description;
use crate::billing::entity::credit_note::{self, CreditNoteStatus, CreditReason};
use crate::billing::entity::document_sequence::DocumentKind;
use crate::billing::entity::invoice::{self, InvoiceStatus};
use crate::billing::entity::{credit_note_line, credit_note_line_tax};
use crate::billing::events::credit_event;
use crate::billing::ledger::{
    BalanceChange, allocate_credit, change_balance, lock_balance, next_number, reverse_credit,
};
use crate::billing::refusal::{BillingError, Refusal, RefusalCode, reason};
use crate::billing::store::{self, credits::Credited};
use crate::billing::transitions::{may_void_credit, name_of_credit, name_of_invoice};
use crate::customers;
use crate::db::audit::Record;
use crate::db::{FIRST_VERSION, Reads as _, Scope, Tx};
use crate::events::EventType;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{
    AllocationId, CreditNoteId, CreditNoteLineId, CustomerId, InvoiceId, InvoiceLineId,
};
use crate::kernel::money::{Currency, to_minor};
use crate::kernel::problem::Invalid;

/// The longest remark on a credit note.
const MAX_REMARK: usize = 500;

/// A credit to give.
#[derive(Debug, Clone)]
pub struct NewCreditNote {
    /// To whom, and for what.
    pub target: CreditTarget,
    /// Why.
    pub reason: CreditReason,
    /// What the customer reads about it.
    pub remark: Option<String>,
    /// Whether it is used for open invoices at once.
    pub apply: bool,
}

/// To whom a credit is given, and for what.
#[derive(Debug, Clone)]
pub enum CreditTarget {
    /// A courtesy in major units, which corrects no invoice and has no tax.
    Customer(CustomerId, Decimal),
    /// A correction of an invoice.
    Invoice(InvoiceId, CreditPart),
}

/// What a credit note takes back of an invoice.
#[derive(Debug, Clone)]
pub enum CreditPart {
    /// All that is left.
    Everything,
    /// An amount in major units, tax included: of every line the same share.
    Amount(Decimal),
    /// Some lines, each whole or a net in major units of it.
    Lines(Vec<(InvoiceLineId, Option<Decimal>)>),
}

/// Gives a credit. It has its number, and never changes: what is wrong with it is voided, before anything is used.
pub async fn issue_credit_note(
    scope: &Scope,
    new: NewCreditNote,
) -> Result<credit_note::Model, BillingError> {
    permit(scope)?;
    let remark = new.remark.as_deref().map(remark).transpose()?;
    let tx = scope.begin().await?;
    let note = match new.target {
        CreditTarget::Customer(customer, amount) => {
            let payer = customers::payers(&tx, &[customer]).await?.pop();
            let payer = payer.ok_or_else(|| Refusal::not_found("customerId", "customer"))?;
            lock_balance(&tx, customer).await?;
            let amount = minor(amount, payer.currency, "amount")?;
            courtesy(&tx, customer, payer.currency, amount, new.reason, remark).await?
        }
        CreditTarget::Invoice(id, part) => {
            let (invoice, credited) = creditable(&tx, id).await?;
            let taken = taken(&invoice, &credited, part)?;
            correct(&tx, &invoice, &credited, &taken, new.reason, remark).await?
        }
    };
    if new.apply {
        apply_oldest_first(&tx, &note).await?;
    }
    tx.record(Record::new("credit_note.issue", note.id).customer(note.customer_id).after(json!({
        "number": note.number,
        "totalMinor": note.total_minor,
        "currency": note.currency.code(),
        "invoice": note.invoice_id.map(|id| id.to_string()),
    })))
    .await?;
    let after = reread(&tx, note.id).await?;
    tx.commit().await?;
    Ok(after)
}

/// An invoice that can be corrected, under the lock of its customer's money, with what is left of it.
pub(super) async fn creditable(tx: &Tx, id: InvoiceId) -> Result<(invoice::Model, Credited), BillingError> {
    let seen = store::invoices_by_id(tx, &[id]).await?.pop();
    let seen = seen.ok_or_else(|| Refusal::not_found("invoiceId", "invoice"))?;
    lock_balance(tx, seen.customer_id).await?;
    let invoice = store::ledger::invoice_for_update(tx, id).await?;
    let invoice = invoice.ok_or_else(|| Refusal::not_found("invoiceId", "invoice"))?;
    if matches!(invoice.status, InvoiceStatus::Draft | InvoiceStatus::Void) {
        let message = format!(
            "the invoice is {}; only OPEN, PAID and UNCOLLECTIBLE ones are corrected",
            name_of_invoice(invoice.status)
        );
        return Err(Refusal::of(RefusalCode::InvalidTransition, "invoiceId", message).into());
    }
    let credited = store::credits::credited(tx, id).await?;
    Ok((invoice, credited))
}

fn taken(
    invoice: &invoice::Model,
    credited: &Credited,
    part: CreditPart,
) -> Result<Vec<Creditable>, BillingError> {
    let left = invoice.total_minor - credited.total;
    let (field, taken) = match part {
        CreditPart::Everything => ("invoiceId", by_amount(&credited.left, left)),
        CreditPart::Amount(amount) => {
            ("amount", by_amount(&credited.left, minor(amount, invoice.currency, "amount")?))
        }
        CreditPart::Lines(lines) => {
            let net = |net: Decimal| minor(net, invoice.currency, "lines.net");
            let lines = lines.into_iter().map(|(line, part)| Ok((line, part.map(net).transpose()?)));
            let lines = lines.collect::<Result<Vec<_>, BillingError>>()?;
            ("lines", by_lines(&credited.left, &lines))
        }
    };
    let taken = taken.map_err(|error| refuse(field, &error))?;
    if taken.iter().map(Creditable::gross).sum::<i64>() > left {
        return Err(refuse(field, &CreditError::Exceeds));
    }
    Ok(taken)
}

fn refuse(field: &'static str, error: &CreditError) -> BillingError {
    let code = match error {
        CreditError::UnknownLine(_) => RefusalCode::NotFound,
        CreditError::Exceeds => RefusalCode::ExceedsAmount,
        CreditError::Repeated(_) | CreditError::Totals(_) => RefusalCode::InvalidInput,
    };
    Refusal::of(code, field, error.to_string()).into()
}

/// Writes a credit note that takes back parts of an invoice; the customer's balance is locked.
pub(super) async fn correct(
    tx: &Tx,
    invoice: &invoice::Model,
    credited: &Credited,
    taken: &[Creditable],
    reason: CreditReason,
    remark: Option<String>,
) -> Result<credit_note::Model, BillingError> {
    let scope = tx.scope();
    let id: CreditNoteId = scope.new_id();
    let (mut lines, mut taxes) = (Vec::new(), Vec::new());
    for (position, part) in (1..).zip(taken) {
        let of = credited.lines.iter().find(|line| line.id == part.line);
        let of = of.ok_or_else(|| Fault::internal("a credit for a line that is not there"))?;
        let line_id: CreditNoteLineId = scope.new_id();
        lines.push(credit_note_line::ActiveModel {
            id: Set(line_id),
            credit_note_id: Set(id),
            position: Set(position),
            reverses_line_id: Set(Some(part.line)),
            description_key: Set(of.description_key.clone()),
            description_args: Set(of.description_args.clone()),
            net_minor: Set(part.net),
            ..Default::default()
        });
        for tax in &part.taxes {
            let levied =
                credited.taxes.iter().find(|row| row.line_id == part.line && row.tax_rate_id == tax.rate);
            let levied = levied.ok_or_else(|| Fault::internal("a tax back that was not levied"))?;
            taxes.push(credit_note_line_tax::ActiveModel {
                id: Set(scope.new_id()),
                credit_note_id: Set(id),
                line_id: Set(line_id),
                tax_rate_id: Set(tax.rate),
                name: Set(levied.name.clone()),
                jurisdiction: Set(levied.jurisdiction.clone()),
                rate_micro: Set(levied.rate_micro),
                base_minor: Set(tax.base),
                amount_minor: Set(tax.amount),
                ..Default::default()
            });
        }
    }
    let net: i64 = taken.iter().map(|part| part.net).sum();
    let total: i64 = taken.iter().map(Creditable::gross).sum();
    let note = credit_note::Model {
        invoice_id: Some(invoice.id),
        ..fresh(tx, id, invoice.customer_id, invoice.currency, (net, total - net), reason, remark).await?
    };
    write(tx, note, lines, taxes).await
}

/// Writes a credit note that corrects no invoice; the customer's balance is locked.
async fn courtesy(
    tx: &Tx,
    customer: CustomerId,
    currency: Currency,
    amount: i64,
    reason: CreditReason,
    remark: Option<String>,
) -> Result<credit_note::Model, BillingError> {
    if amount <= 0 {
        return Err(Invalid::new("amount", "must be above 0").into());
    }
    let id: CreditNoteId = tx.scope().new_id();
    let line = credit_note_line::ActiveModel {
        id: Set(tx.scope().new_id()),
        credit_note_id: Set(id),
        position: Set(1),
        reverses_line_id: Set(None),
        description_key: Set(description::COURTESY.to_owned()),
        description_args: Set(json!({})),
        net_minor: Set(amount),
        ..Default::default()
    };
    let note = fresh(tx, id, customer, currency, (amount, 0), reason, remark).await?;
    write(tx, note, vec![line], Vec::new()).await
}

pub(super) async fn fresh(
    tx: &Tx,
    id: CreditNoteId,
    customer: CustomerId,
    currency: Currency,
    (net, tax): (i64, i64),
    reason: CreditReason,
    remark: Option<String>,
) -> Result<credit_note::Model, BillingError> {
    let scope = tx.scope();
    Ok(credit_note::Model {
        id,
        tenant_id: scope.tenant().id,
        number: next_number(tx, DocumentKind::CreditNote, scope.today()).await?,
        customer_id: customer,
        invoice_id: None,
        reason,
        currency,
        net_minor: net,
        tax_minor: tax,
        total_minor: net + tax,
        allocated_minor: 0,
        status: CreditNoteStatus::Issued,
        issued_at: scope.now(),
        remark,
        voided_at: None,
        version: FIRST_VERSION,
    })
}

/// Writes a credit note and books it as unapplied.
pub(super) async fn write(
    tx: &Tx,
    note: credit_note::Model,
    lines: Vec<credit_note_line::ActiveModel>,
    taxes: Vec<credit_note_line_tax::ActiveModel>,
) -> Result<credit_note::Model, BillingError> {
    store::credits::insert(tx, note.clone(), lines, taxes).await?;
    let change = BalanceChange { unapplied: note.total_minor, ..BalanceChange::default() };
    change_balance(tx, note.customer_id, change).await?;
    credit_event(tx, EventType::CreditNoteIssued, &note).await?;
    Ok(note)
}

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
    for (invoice, amount) in allocations {
        let amount = minor(*amount, note.currency, "allocations.amount")?;
        if store::invoices_by_id(&tx, &[*invoice]).await?.is_empty() {
            return Err(Refusal::not_found("allocations.invoiceId", "invoice").into());
        }
        allocate_credit(&tx, id, *invoice, amount).await?;
    }
    let after = reread(&tx, id).await?;
    if after.allocated_minor == note.allocated_minor {
        let message = "nothing is owed that the credit note could be used for, or nothing of it is left";
        return Err(Refusal::of(RefusalCode::ExceedsAmount, "creditNoteId", message).into());
    }
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
    super::release::of_credit_note(&tx, id, before.issued_at).await?;
    let after = reread(&tx, id).await?;
    credit_event(&tx, EventType::CreditNoteVoided, &after).await?;
    record(&tx, "credit_note.void", &before, &after, Some(why)).await?;
    tx.commit().await?;
    Ok(after)
}

/// Uses a credit note for the invoice that it corrects, and the rest for the others, the oldest due first.
pub(super) async fn apply_oldest_first(tx: &Tx, note: &credit_note::Model) -> Result<(), BillingError> {
    let mut left = note.total_minor - note.allocated_minor;
    let mut bills = store::credits::open_invoices(tx, note.customer_id).await?;
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

async fn reread(tx: &Tx, id: CreditNoteId) -> Result<credit_note::Model, BillingError> {
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

fn minor(amount: Decimal, currency: Currency, field: &'static str) -> Result<i64, BillingError> {
    to_minor(amount, currency).map_err(|error| Invalid::new(field, error.to_string()).into())
}

fn remark(text: &str) -> Result<String, Invalid> {
    let text = text.trim();
    let fits = !text.is_empty() && text.chars().count() <= MAX_REMARK && !text.contains('\0');
    if fits {
        Ok(text.to_owned())
    } else {
        Err(Invalid::new("remark", format!("must be 1 to {MAX_REMARK} characters")))
    }
}
