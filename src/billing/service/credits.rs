//! Credit notes: given, used for invoices, taken back, voided.

use rust_decimal::Decimal;
use sea_orm::Set;
use serde_json::{Value as Json, json};

use super::credit_use::{apply_oldest_first, reread};
use super::dunning::settled;
use super::{disputes, permit};
use crate::billing::credit::{CreditError, Creditable, by_amount, by_lines};
use crate::billing::description;
use crate::billing::entity::credit_note::{self, CreditNoteStatus, CreditReason};
use crate::billing::entity::document_sequence::DocumentKind;
use crate::billing::entity::invoice::{self, InvoiceStatus};
use crate::billing::entity::{credit_note_line, credit_note_line_tax};
use crate::billing::events::credit_event;
use crate::billing::ledger::{BalanceChange, change_balance, lock_balance, next_number};
use crate::billing::refusal::{BillingError, Refusal, RefusalCode};
use crate::billing::store::{self, credits::Credited};
use crate::billing::transitions::name_of_invoice;
use crate::billing::wallet;
use crate::customers;
use crate::db::audit::Record;
use crate::db::{FIRST_VERSION, Reads as _, Scope, Tx};
use crate::events::EventType;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{CreditNoteId, CreditNoteLineId, CustomerId, InvoiceId, InvoiceLineId};
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
    let (note, corrected, freed) = match new.target {
        CreditTarget::Customer(customer, amount) => {
            let payer = customers::payers(&tx, &[customer]).await?.pop();
            let payer = payer.ok_or_else(|| Refusal::not_found("customerId", "customer"))?;
            lock_balance(&tx, customer).await?;
            let amount = minor(amount, payer.currency, "amount")?;
            let note = courtesy(&tx, customer, payer.currency, amount, new.reason, remark).await?;
            (note, None, Vec::new())
        }
        CreditTarget::Invoice(id, part) => {
            let (invoice, credited) = creditable(&tx, id).await?;
            let taken = taken(&invoice, &credited, part)?;
            let note = correct(&tx, &invoice, &credited, &taken, new.reason, remark).await?;
            let freed = disputes::follow_credit(&tx, &invoice, &note).await?;
            (note, Some(invoice.id), freed)
        }
    };
    if new.apply {
        apply_oldest_first(&tx, &note).await?;
        if let Some(invoice) = corrected {
            disputes::spare_promises(&tx, invoice, &freed).await?;
        }
    }
    wallet::watch(&tx, note.customer_id).await?;
    settled(&tx, note.customer_id).await?;
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
    correct_described(tx, invoice, credited, taken, reason, remark, None).await
}

/// The same with a text of its own, key and values, in place of those of the invoice's lines.
pub(super) async fn correct_described(
    tx: &Tx,
    invoice: &invoice::Model,
    credited: &Credited,
    taken: &[Creditable],
    reason: CreditReason,
    remark: Option<String>,
    described: Option<(&str, Json)>,
) -> Result<credit_note::Model, BillingError> {
    let scope = tx.scope();
    let id: CreditNoteId = scope.new_id();
    let (mut lines, mut taxes) = (Vec::new(), Vec::new());
    for (position, part) in (1..).zip(taken) {
        let of = credited.lines.iter().find(|line| line.id == part.line);
        let of = of.ok_or_else(|| Fault::internal("a credit for a line that is not there"))?;
        let line_id: CreditNoteLineId = scope.new_id();
        let (key, args) = match &described {
            Some((key, args)) => ((*key).to_owned(), args.clone()),
            None => (of.description_key.clone(), of.description_args.clone()),
        };
        lines.push(credit_note_line::ActiveModel {
            id: Set(line_id),
            credit_note_id: Set(id),
            position: Set(position),
            reverses_line_id: Set(Some(part.line)),
            description_key: Set(key),
            description_args: Set(args),
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

pub(super) fn minor(amount: Decimal, currency: Currency, field: &'static str) -> Result<i64, BillingError> {
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
