//! An invoice beside the one before it: what [`explain`](super::explain) needs, loaded for any number of invoices at once.

use std::collections::HashMap;

use super::entity::{invoice, invoice_line, invoice_line_tax};
use super::explain::{Bill, BilledLine, BilledTax, Cause, explain};
use super::store;
use crate::db::Scope;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{InvoiceId, InvoiceLineId};

/// Why an invoice is higher or lower than the one before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// The customer's invoice of the period before; none for its first, and for invoices of no period.
    pub previous: Option<invoice::Model>,
    /// The change of the net, minor units.
    pub net: i64,
    /// The change of the tax, minor units.
    pub tax: i64,
    /// Its causes, which add up to both.
    pub causes: Vec<Cause>,
}

/// The explanations of invoices that have been seen. Four statements for any number.
pub(super) async fn explanations(
    scope: &Scope,
    ids: &[InvoiceId],
) -> Result<HashMap<InvoiceId, Explanation>, Fault> {
    let previous = store::explain::previous_of(scope, ids).await?;
    let mut all: Vec<InvoiceId> = ids.iter().copied().chain(previous.values().copied()).collect();
    all.sort_unstable();
    all.dedup();
    let invoices: HashMap<InvoiceId, invoice::Model> =
        store::invoices_by_id(scope, &all).await?.into_iter().map(|row| (row.id, row)).collect();
    let bills = bills(
        &invoices,
        store::explain::lines_of_all(scope, &all).await?,
        store::explain::taxes_of_all(scope, &all).await?,
    );
    let explained = ids.iter().filter_map(|id| {
        let current = bills.get(id)?;
        let before = previous.get(id);
        let bill = before.and_then(|id| bills.get(id));
        let explanation = Explanation {
            previous: before.and_then(|id| invoices.get(id)).cloned(),
            net: current.net - bill.map_or(0, |bill| bill.net),
            tax: current.tax - bill.map_or(0, |bill| bill.tax),
            causes: explain(bill, current),
        };
        Some((*id, explanation))
    });
    Ok(explained.collect())
}

fn bills(
    invoices: &HashMap<InvoiceId, invoice::Model>,
    lines: Vec<invoice_line::Model>,
    taxes: Vec<invoice_line_tax::Model>,
) -> HashMap<InvoiceId, Bill> {
    let mut of_lines: HashMap<InvoiceLineId, Vec<BilledTax>> = HashMap::new();
    for tax in taxes {
        let name = format!("{} {}", tax.jurisdiction, tax.name);
        let billed = BilledTax { name, rate_micro: tax.rate_micro, amount: tax.amount_minor };
        of_lines.entry(tax.line_id).or_default().push(billed);
    }
    let blank =
        |row: &invoice::Model| Bill { net: row.subtotal_minor, tax: row.tax_minor, lines: Vec::new() };
    let mut bills: HashMap<InvoiceId, Bill> = invoices.iter().map(|(id, row)| (*id, blank(row))).collect();
    for line in lines {
        let Some(bill) = bills.get_mut(&line.invoice_id) else { continue };
        bill.lines.push(BilledLine {
            kind: line.kind,
            subscription: line.subscription_id,
            description_key: line.description_key,
            description_args: line.description_args,
            quantity_micro: line.quantity_micro,
            unit_price: line.unit_price_minor,
            net: line.net_minor,
            taxes: of_lines.remove(&line.id).unwrap_or_default(),
        });
    }
    bills
}
