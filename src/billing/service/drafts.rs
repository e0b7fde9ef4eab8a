//! Drafts: invoices that staff writes by hand, priced as they grow, until they are finalised or thrown away.

use rust_decimal::Decimal;
use serde_json::json;

use super::{editable, liability, payer_of, permit};
use crate::billing::description;
use crate::billing::entity::invoice::{self, InvoiceKind, InvoiceStatus};
use crate::billing::entity::invoice_line::{self, LineKind};
use crate::billing::ledger::{
    NewLine, TaxTable, UnappliedPayments, announce, apply_unapplied, freeze, lock_balance, rows,
};
use crate::billing::refusal::{BillingError, Refusal, RefusalCode};
use crate::billing::store;
use crate::billing::totals::Priced;
use crate::billing::wallet;
use crate::customers::{self, Payer};
use crate::db::audit::Record;
use crate::db::{FIRST_VERSION, Reads as _, Scope, Tx};
use crate::kernel::fault::Fault;
use crate::kernel::ids::{CustomerId, InvoiceId, InvoiceLineId};
use crate::kernel::money::{Currency, to_micro, to_minor};
use crate::kernel::problem::Invalid;

/// Lines of a draft at most.
pub const MAX_DRAFT_LINES: usize = 200;

/// The longest text of a line.
const MAX_TEXT: usize = 300;

/// The largest quantity of a line.
const MAX_QUANTITY: u32 = 1_000_000;

/// A line as staff writes it.
#[derive(Debug, Clone)]
pub struct DraftLine {
    /// What is charged.
    pub kind: LineKind,
    /// The text.
    pub text: String,
    /// How many, with at most six digits after the point.
    pub quantity: Decimal,
    /// Major units of one; negative for what reduces the bill.
    pub unit_price: Decimal,
    /// Which tax rates apply; none for what is outside the scope of tax.
    pub tax_code: Option<String>,
}

impl DraftLine {
    fn check(self, currency: Currency) -> Result<NewLine, BillingError> {
        let text = self.text.trim();
        if text.is_empty() || text.chars().count() > MAX_TEXT || text.contains('\0') {
            let message = format!("give a text of 1 to {MAX_TEXT} characters");
            return Err(Invalid::new("line.text", message).into());
        }
        let most = Decimal::from(MAX_QUANTITY);
        if self.quantity <= Decimal::ZERO || self.quantity > most || to_micro(self.quantity).is_err() {
            let message = "must be above 0, at most 1,000,000 and have at most six decimals";
            return Err(Invalid::new("line.quantity", message).into());
        }
        let reduces = match self.kind {
            LineKind::OneOff | LineKind::Setup => false,
            LineKind::Discount | LineKind::Credit => true,
            LineKind::Recurring | LineKind::Proration | LineKind::Usage | LineKind::LateFee => {
                let message = "is written by the billing run; give ONE_OFF, SETUP, DISCOUNT or CREDIT";
                return Err(Invalid::new("line.kind", message).into());
            }
        };
        let unit_price = to_minor(self.unit_price, currency);
        let unit_price = unit_price.map_err(|error| Invalid::new("line.unitPrice", error.to_string()))?;
        if unit_price == 0 || (unit_price < 0) != reduces {
            let message = "must be above 0, and below 0 where the kind is DISCOUNT or CREDIT";
            return Err(Invalid::new("line.unitPrice", message).into());
        }
        Ok(NewLine {
            kind: self.kind,
            subscription: None,
            description_key: description::TEXT.to_owned(),
            description_args: json!({ "text": text }),
            service: None,
            quantity: self.quantity,
            unit_price,
            tax_code: self.tax_code,
        })
    }
}

/// Begins a draft for a customer.
pub async fn create_draft(
    scope: &Scope,
    customer: CustomerId,
    lines: Vec<DraftLine>,
) -> Result<invoice::Model, BillingError> {
    permit(scope)?;
    if lines.len() > MAX_DRAFT_LINES {
        return Err(Invalid::new("lines", format!("a draft has at most {MAX_DRAFT_LINES} lines")).into());
    }
    let tx = scope.begin().await?;
    let payer = customers::payers(&tx, &[customer]).await?.pop();
    let payer = payer.ok_or_else(|| Refusal::not_found("customerId", "customer"))?;
    let lines = lines.into_iter().map(|line| Ok((scope.new_id(), line.check(payer.currency)?)));
    let lines = lines.collect::<Result<Lines, BillingError>>()?;
    let draft = invoice::Model {
        id: scope.new_id(),
        tenant_id: scope.tenant().id,
        number: None,
        customer_id: customer,
        status: InvoiceStatus::Draft,
        kind: InvoiceKind::OneOff,
        period_start: None,
        period_end: None,
        issue_date: None,
        due_date: None,
        currency: payer.currency,
        subtotal_minor: 0,
        tax_minor: 0,
        total_minor: 0,
        allocated_minor: 0,
        dispute_hold_minor: 0,
        finalized_at: None,
        voided_at: None,
        created_at: scope.now(),
        version: FIRST_VERSION,
    };
    store::drafts::insert(&tx, draft.clone()).await?;
    // A draft without lines is not written twice.
    let draft = if lines.is_empty() { draft } else { rewrite(&tx, &draft, &payer, lines).await? };
    record(&tx, "invoice.draft", &draft).await?;
    tx.commit().await?;
    Ok(draft)
}

/// Adds a line to a draft.
pub async fn add_line(
    scope: &Scope,
    id: InvoiceId,
    line: DraftLine,
    expected_version: Option<i32>,
) -> Result<invoice::Model, BillingError> {
    permit(scope)?;
    let tx = scope.begin().await?;
    let (draft, payer, mut lines) = open_draft(&tx, id, "invoiceId", expected_version).await?;
    if lines.len() >= MAX_DRAFT_LINES {
        return Err(Invalid::new("line", format!("a draft has at most {MAX_DRAFT_LINES} lines")).into());
    }
    lines.push((scope.new_id(), line.check(draft.currency)?));
    let draft = rewrite(&tx, &draft, &payer, lines).await?;
    record(&tx, "invoice.draft_line_add", &draft).await?;
    tx.commit().await?;
    Ok(draft)
}

/// Takes a line out of a draft.
pub async fn remove_line(
    scope: &Scope,
    id: InvoiceLineId,
    expected_version: Option<i32>,
) -> Result<invoice::Model, BillingError> {
    permit(scope)?;
    let tx = scope.begin().await?;
    let line = store::lines_by_id(&tx, &[id]).await?.pop();
    let line = line.ok_or_else(|| Refusal::not_found("lineId", "line"))?;
    let (draft, payer, mut lines) = open_draft(&tx, line.invoice_id, "lineId", expected_version).await?;
    lines.retain(|(other, _)| *other != id);
    let draft = rewrite(&tx, &draft, &payer, lines).await?;
    record(&tx, "invoice.draft_line_remove", &draft).await?;
    tx.commit().await?;
    Ok(draft)
}

/// Throws a draft away.
pub async fn delete_draft(
    scope: &Scope,
    id: InvoiceId,
    expected_version: Option<i32>,
) -> Result<(), BillingError> {
    permit(scope)?;
    let tx = scope.begin().await?;
    let (draft, _, _) = open_draft(&tx, id, "invoiceId", expected_version).await?;
    if !store::drafts::remove(&tx, &draft).await? {
        return Err(Refusal::conflict("draft").into());
    }
    record(&tx, "invoice.draft_delete", &draft).await?;
    tx.commit().await?;
    Ok(())
}

/// Makes a document of a draft: it gets its number and its dates, is priced with the tax rates of today, and never
/// changes again. What the customer has to its credit is used for it at once.
pub async fn finalise_draft(
    scope: &Scope,
    payments: &dyn UnappliedPayments,
    id: InvoiceId,
    expected_version: Option<i32>,
) -> Result<invoice::Model, BillingError> {
    permit(scope)?;
    let tx = scope.begin().await?;
    let draft = editable(&tx, id, "invoiceId", InvoiceStatus::Open, expected_version).await?;
    lock_balance(&tx, draft.customer_id).await?;
    let payer = payer_of(&tx, draft.customer_id).await?;
    let lines = lines_of(&tx, id).await?;
    if lines.is_empty() {
        return Err(Refusal::of(RefusalCode::NoLines, "invoiceId", "an invoice has at least one line").into());
    }
    let (priced, taxes) = price(&tx, &payer, &lines).await?;
    let rows = rows(scope, id, &borrowed(&lines), &priced, &taxes.0)?;
    let mut frozen = freeze(&tx, &draft, &priced, scope.today(), payer.due_days).await?;
    if !store::drafts::replace(&tx, &draft, &frozen, rows.lines, rows.taxes).await? {
        return Err(Refusal::conflict("draft").into());
    }
    frozen.version += 1;
    announce(&tx, &frozen).await?;
    apply_unapplied(&tx, &frozen, payments).await?;
    wallet::watch(&tx, frozen.customer_id).await?;
    record(&tx, "invoice.finalize", &frozen).await?;
    let after = store::invoices_by_id(&tx, &[id]).await?.pop();
    tx.commit().await?;
    after.ok_or_else(|| Fault::internal("an invoice is gone in its own transaction").into())
}

type Lines = Vec<(InvoiceLineId, NewLine)>;

async fn open_draft(
    tx: &Tx,
    id: InvoiceId,
    field: &'static str,
    expected_version: Option<i32>,
) -> Result<(invoice::Model, Payer, Lines), BillingError> {
    let draft = editable(tx, id, field, InvoiceStatus::Draft, expected_version).await?;
    let payer = payer_of(tx, draft.customer_id).await?;
    Ok((draft, payer, lines_of(tx, id).await?))
}

async fn lines_of(tx: &Tx, id: InvoiceId) -> Result<Lines, BillingError> {
    let lines = store::drafts::lines(tx, id).await?;
    Ok(lines.iter().map(|row: &invoice_line::Model| (row.id, NewLine::from(row))).collect())
}

fn borrowed(lines: &[(InvoiceLineId, NewLine)]) -> Vec<(InvoiceLineId, &NewLine)> {
    lines.iter().map(|(id, line)| (*id, line)).collect()
}

async fn price(
    tx: &Tx,
    payer: &Payer,
    lines: &[(InvoiceLineId, NewLine)],
) -> Result<(Priced, TaxTable), BillingError> {
    let today = tx.scope().today();
    let taxes = TaxTable::on(tx, today).await?;
    let lines: Vec<NewLine> = lines.iter().map(|(_, line)| line.clone()).collect();
    Ok((taxes.price(&lines, liability(payer, today))?, taxes))
}

/// Writes the lines of a draft anew, priced as if it were issued today.
async fn rewrite(
    tx: &Tx,
    draft: &invoice::Model,
    payer: &Payer,
    lines: Lines,
) -> Result<invoice::Model, BillingError> {
    let (priced, taxes) = price(tx, payer, &lines).await?;
    let rows = rows(tx.scope(), draft.id, &borrowed(&lines), &priced, &taxes.0)?;
    let after = invoice::Model {
        subtotal_minor: priced.subtotal,
        tax_minor: priced.tax_total,
        total_minor: priced.total,
        ..draft.clone()
    };
    if !store::drafts::replace(tx, draft, &after, rows.lines, rows.taxes).await? {
        return Err(Refusal::conflict("draft").into());
    }
    Ok(invoice::Model { version: draft.version + 1, ..after })
}

async fn record(tx: &Tx, action: &'static str, invoice: &invoice::Model) -> Result<(), BillingError> {
    let shown = json!({
        "number": invoice.number,
        "totalMinor": invoice.total_minor,
        "currency": invoice.currency.code(),
    });
    tx.record(Record::new(action, invoice.id).after(shown)).await?;
    Ok(())
}
