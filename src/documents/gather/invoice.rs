//! An invoice, its lines a page at a time.

use std::collections::HashMap;

use super::{Found, day, period, settlements};
use crate::billing::description::describe;
use crate::billing::entity::invoice::InvoiceStatus;
use crate::billing::printed::{self, Side};
use crate::billing::{self, TaxTotal};
use crate::db::Scope;
use crate::documents::model::{Body, Invoice, Item, Standing, Tax};
use crate::kernel::fault::Fault;
use crate::kernel::ids::{InvoiceId, InvoiceLineId};

/// Lines read with one statement.
const PAGE: u32 = 200;

pub(super) async fn find(scope: &Scope, id: InvoiceId, locale: &str) -> Result<Option<Found>, Fault> {
    let Some(row) = billing::open_invoices(scope, &[id]).await?.pop() else { return Ok(None) };
    let standing = match row.status {
        InvoiceStatus::Draft => return Ok(None),
        InvoiceStatus::Open | InvoiceStatus::Uncollectible => Standing::Open,
        InvoiceStatus::Paid => Standing::Paid,
        InvoiceStatus::Void => Standing::Void,
    };
    let dated = row.finalized_at.unwrap_or(row.created_at);
    let Some(number) = row.number else { return Ok(None) };
    let body = Invoice {
        number,
        standing,
        issued: row.issue_date.unwrap_or_else(|| day(scope, dated)),
        due: row.due_date,
        period: period(row.period_start, row.period_end),
        lines: lines(scope, id, locale).await?,
        taxes: printed::taxes_of_invoice(scope, id).await?.into_iter().map(tax).collect(),
        subtotal: row.subtotal_minor,
        tax: row.tax_minor,
        total: row.total_minor,
        settled: settlements::of(scope, Side::To(id)).await?,
        balance: if standing == Standing::Void { 0 } else { row.total_minor - row.allocated_minor },
    };
    Ok(Some(Found {
        customer: row.customer_id,
        currency: row.currency,
        dated,
        identity: id.to_string(),
        body: Body::Invoice(body),
    }))
}

pub(super) fn tax(total: TaxTotal) -> Tax {
    let TaxTotal { name, jurisdiction, rate_micro, base_minor, amount_minor, .. } = total;
    Tax { name, jurisdiction, rate_micro, base: base_minor, amount: amount_minor }
}

async fn lines(scope: &Scope, invoice: InvoiceId, locale: &str) -> Result<Vec<Item>, Fault> {
    let (mut items, mut after) = (Vec::new(), 0);
    loop {
        let rows = printed::lines_after(scope, invoice, after, PAGE).await?;
        let Some(last) = rows.last() else { return Ok(items) };
        after = last.position;
        let full = u32::try_from(rows.len()).is_ok_and(|count| count == PAGE);
        let ids: Vec<InvoiceLineId> = rows.iter().map(|row| row.id).collect();
        let mut rates: HashMap<InvoiceLineId, Vec<i64>> = HashMap::new();
        for (line, tax) in printed::taxes_of_lines(scope, &ids).await? {
            rates.entry(line).or_default().push(tax.rate_micro);
        }
        items.extend(rows.into_iter().map(|row| Item {
            description: describe(&row.description_key, &row.description_args, locale),
            period: period(row.service_start, row.service_end),
            quantity_micro: row.quantity_micro,
            unit_price: row.unit_price_minor,
            rates_micro: rates.remove(&row.id).unwrap_or_default(),
            net: row.net_minor,
        }));
        if !full {
            return Ok(items);
        }
    }
}
