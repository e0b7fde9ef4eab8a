//! The rows of an invoice: as a draft, and frozen.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use sea_orm::Set;
use serde_json::Value as Json;

use crate::billing::entity::invoice_line::{self, LineKind};
use crate::billing::entity::{invoice_line_tax, tax_rate};
use crate::billing::totals::{LineInput, Priced};
use crate::db::Scope;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{InvoiceId, InvoiceLineId, SubscriptionId};
use crate::kernel::money::{from_micro, to_micro};

/// A line to charge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewLine {
    /// What is charged.
    pub kind: LineKind,
    /// The service it is for.
    pub subscription: Option<SubscriptionId>,
    /// Key of the localisable text.
    pub description_key: String,
    /// Values of the text's places.
    pub description_args: Json,
    /// The days it is for, `[start, end)`.
    pub service: Option<(NaiveDate, NaiveDate)>,
    /// How many.
    pub quantity: Decimal,
    /// Minor units of one; negative for a discount.
    pub unit_price: i64,
    /// Which tax rates apply; none for what is outside the scope of tax.
    pub tax_code: Option<String>,
}

impl NewLine {
    /// What takes it back.
    pub(crate) fn mirrored(&self) -> Self {
        Self { unit_price: -self.unit_price, ..self.clone() }
    }

    /// As the pricing takes it.
    pub fn input(&self) -> LineInput<'_> {
        LineInput { quantity: self.quantity, unit_price: self.unit_price, tax_code: self.tax_code.as_deref() }
    }
}

impl From<&invoice_line::Model> for NewLine {
    fn from(row: &invoice_line::Model) -> Self {
        Self {
            kind: row.kind,
            subscription: row.subscription_id,
            description_key: row.description_key.clone(),
            description_args: row.description_args.clone(),
            service: row.service_start.zip(row.service_end),
            quantity: from_micro(row.quantity_micro),
            unit_price: row.unit_price_minor,
            tax_code: row.tax_code.clone(),
        }
    }
}

/// The lines of a document with their taxes, as they are stored.
#[derive(Debug)]
pub(crate) struct Rows {
    pub(crate) lines: Vec<invoice_line::ActiveModel>,
    pub(crate) taxes: Vec<invoice_line_tax::ActiveModel>,
}

/// Makes the rows of `lines`, each with its id, priced with `rates`.
pub(crate) fn rows(
    scope: &Scope,
    invoice: InvoiceId,
    lines: &[(InvoiceLineId, &NewLine)],
    priced: &Priced,
    rates: &[tax_rate::Model],
) -> Result<Rows, Fault> {
    let mut rows = Rows { lines: Vec::with_capacity(lines.len()), taxes: Vec::with_capacity(lines.len()) };
    for (index, ((id, line), priced)) in lines.iter().zip(&priced.lines).enumerate() {
        rows.lines.push(invoice_line::ActiveModel {
            id: Set(*id),
            invoice_id: Set(invoice),
            position: Set(i32::try_from(index + 1).map_err(Fault::internal)?),
            kind: Set(line.kind),
            subscription_id: Set(line.subscription),
            description_key: Set(line.description_key.clone()),
            description_args: Set(line.description_args.clone()),
            service_start: Set(line.service.map(|(start, _)| start)),
            service_end: Set(line.service.map(|(_, end)| end)),
            quantity_micro: Set(to_micro(line.quantity).map_err(Fault::internal)?),
            unit_price_minor: Set(line.unit_price),
            net_minor: Set(priced.net),
            reverses_line_id: Set(None),
            tax_code: Set(line.tax_code.clone()),
            ..Default::default()
        });
        for tax in &priced.taxes {
            let rate = rates
                .iter()
                .find(|row| row.id == tax.rate)
                .ok_or_else(|| Fault::internal("a tax without its rate"))?;
            rows.taxes.push(invoice_line_tax::ActiveModel {
                id: Set(scope.new_id()),
                invoice_id: Set(invoice),
                line_id: Set(*id),
                tax_rate_id: Set(rate.id),
                name: Set(rate.name.clone()),
                jurisdiction: Set(rate.jurisdiction.clone()),
                rate_micro: Set(rate.rate_micro),
                base_minor: Set(tax.base),
                amount_minor: Set(tax.amount),
                ..Default::default()
            });
        }
    }
    Ok(rows)
}
