//! Invoices of the other system, under their own numbers: one line each, with its tax.

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;
use sea_orm::Set;
use serde_json::json;

use super::ImportError;
use super::fields::Kind;
use super::load::Loader;
use super::reader::Row;
use super::report::Refusal;
use super::store::{self, Target};
use crate::billing::description;
use crate::billing::entity::invoice::{self, InvoiceKind, InvoiceStatus};
use crate::billing::entity::invoice_line::{self, LineKind};
use crate::billing::entity::{invoice_line_tax, tax_rate};
use crate::db::{FIRST_VERSION, Reads as _, Tx};
use crate::kernel::clock::Instant;
use crate::kernel::ids::{CustomerId, InvoiceId, InvoiceLineId};
use crate::kernel::money::{Currency, from_micro, round_to_minor};
use crate::tenancy::Tenant;

/// Minor units by which the tax of an old document may differ from what its rate gives on its net: other systems round
/// line by line. The difference becomes a line of its own, outside the scope of tax, so that the total is the document's.
const ROUNDING: i64 = 10;

/// Reads and writes invoices.
pub(super) struct Invoices<'a> {
    pub(super) tenant: &'a Tenant,
    /// The customers by external id, with their currency and days to pay.
    pub(super) customers: HashMap<String, (CustomerId, Currency, u16)>,
    /// All rates of the tenant.
    pub(super) rates: Vec<tax_rate::Model>,
    /// Numbers of the file that are documents of ours already.
    pub(super) taken: HashSet<String>,
    /// Instant of a day in the tenant's zone.
    pub(super) at: fn(&Tenant, NaiveDate) -> Instant,
    /// Whose money has moved.
    pub(super) touched: BTreeSet<CustomerId>,
}

/// An invoice that was read.
pub(super) struct NewInvoice {
    number: String,
    customer: CustomerId,
    currency: Currency,
    issue_date: NaiveDate,
    due_date: NaiveDate,
    period: Option<(NaiveDate, NaiveDate)>,
    description: String,
    tax: Option<Levied>,
    net: i64,
    rounding: i64,
}

/// A tax on the whole of an invoice.
struct Levied {
    rate: tax_rate::Model,
    amount: i64,
}

impl Loader for Invoices<'_> {
    type Row = NewInvoice;

    fn kind(&self) -> Kind {
        Kind::Invoices
    }

    fn id_field(&self) -> &'static str {
        "number"
    }

    fn read(&mut self, number: &str, mut row: Row<'_>) -> Result<Self::Row, Vec<Refusal>> {
        if self.taken.contains(number) {
            row.refuse("number", format!("`{number}` is the number of another invoice here"));
        }
        let customer = row.needed("customer");
        let owner = self.customers.get(&customer).copied();
        if owner.is_none() && !customer.is_empty() {
            row.refuse("customer", format!("`{customer}` was not imported"));
        }
        let currency =
            row.currency(owner.map_or(self.tenant.reference.currency, |(_, currency, _)| currency));
        if let Some((_, own, _)) = owner
            && own != currency
        {
            row.refuse("currency", format!("the customer's currency is {own}"));
        }
        let issue_date = row.needed_date("issue_date");
        let due_date = row.date("due_date").or_else(|| {
            let (_, _, days) = owner?;
            issue_date?.checked_add_days(Days::new(u64::from(days)))
        });
        if let (Some(issued), Some(due)) = (issue_date, due_date)
            && due < issued
        {
            row.refuse("due_date", "is before the day of issue");
        }
        let period = match (row.date("period_start"), row.date("period_end")) {
            (Some(start), Some(end)) if start < end => Some((start, end)),
            (None, None) => None,
            (Some(_), Some(_)) => {
                row.refuse("period_end", "is not after the period's first day");
                None
            }
            (Some(_), None) | (None, Some(_)) => {
                row.refuse("period_end", "a period has two ends");
                None
            }
        };
        let total = row.money("total", currency);
        if total.is_none() && row.text("total").is_none() {
            row.refuse("total", "is empty");
        }
        if total.is_some_and(|total| total < 0) {
            row.refuse("total", "is negative: a credit is no invoice");
        }
        let tax = row.money("tax", currency).unwrap_or_default();
        let code = row.text("tax_code");
        let levied = match (total, issue_date) {
            (Some(total), Some(day)) if tax != 0 => self.levied(&mut row, day, total, tax, code.as_deref()),
            _ => None,
        };
        let description = row.text("description").unwrap_or_else(|| number.to_owned());
        row.finish(|| {
            let total = total?;
            let (levied, net) = match levied {
                Some((rate, amount, net)) => (Some(Levied { rate, amount }), net),
                None => (None, total),
            };
            let rounding = total - net - levied.as_ref().map_or(0, |levied| levied.amount);
            Some(NewInvoice {
                number: number.to_owned(),
                customer: owner?.0,
                currency,
                issue_date: issue_date?,
                due_date: due_date?,
                period,
                description,
                tax: levied,
                net,
                rounding,
            })
        })
    }

    async fn write(&mut self, tx: &Tx, rows: Vec<Self::Row>) -> Result<Vec<Target>, ImportError> {
        let (mut targets, mut invoices, mut lines, mut taxes) = (vec![], vec![], vec![], vec![]);
        for new in rows {
            let id: InvoiceId = tx.scope().new_id();
            targets.push(Target::Invoice(id));
            self.touched.insert(new.customer);
            invoices.push(self.document(id, &new));
            let charged: InvoiceLineId = tx.scope().new_id();
            let text = json!({ "text": new.description });
            lines.push(line(id, charged, 1, description::IMPORTED, text, new.net, new.period));
            if new.rounding != 0 {
                let rounding: InvoiceLineId = tx.scope().new_id();
                lines.push(line(id, rounding, 2, description::ROUNDING, json!({}), new.rounding, None));
            }
            taxes.extend(new.tax.map(|Levied { rate, amount }| invoice_line_tax::ActiveModel {
                id: Set(tx.scope().new_id()),
                invoice_id: Set(id),
                line_id: Set(charged),
                tax_rate_id: Set(rate.id),
                name: Set(rate.name),
                jurisdiction: Set(rate.jurisdiction),
                rate_micro: Set(rate.rate_micro),
                base_minor: Set(new.net),
                amount_minor: Set(amount),
                ..Default::default()
            }));
        }
        tx.insert_many(invoices).await?;
        tx.insert_many(lines).await?;
        tx.insert_many(taxes).await?;
        Ok(targets)
    }

    async fn finish(&mut self, tx: &Tx) -> Result<(), ImportError> {
        let touched: Vec<CustomerId> = self.touched.iter().copied().collect();
        store::know_documents(tx).await?;
        store::lock_balances(tx, &touched).await?;
        Ok(store::sum_up(tx, &touched).await?)
    }
}

impl Invoices<'_> {
    /// The rate that an old document's tax was levied by, what it gives, and the net that remains.
    fn levied(
        &self,
        row: &mut Row<'_>,
        day: NaiveDate,
        total: i64,
        tax: i64,
        code: Option<&str>,
    ) -> Option<(tax_rate::Model, i64, i64)> {
        let net = total.checked_sub(tax)?;
        let in_force = self.rates.iter().filter(|rate| {
            rate.from_date <= day
                && rate.to_date.is_none_or(|to| day < to)
                && code.is_none_or(|code| rate.code == code)
        });
        let by = |rate: &tax_rate::Model| {
            let amount = Decimal::from(net).checked_mul(from_micro(rate.rate_micro))?;
            round_to_minor(amount).ok()
        };
        let best = in_force
            .filter_map(|rate| by(rate).map(|amount| (rate, amount)))
            .min_by_key(|(_, amount)| (amount - tax).abs());
        match best {
            Some((rate, amount)) if (amount - tax).abs() <= ROUNDING => Some((rate.clone(), amount, net)),
            _ => {
                row.refuse("tax", format!("no tax rate in force on {day} gives this on the net amount"));
                None
            }
        }
    }

    fn document(&self, id: InvoiceId, new: &NewInvoice) -> invoice::ActiveModel {
        let tax = new.tax.as_ref().map_or(0, |levied| levied.amount);
        let subtotal = new.net + new.rounding;
        let total = subtotal + tax;
        let at = (self.at)(self.tenant, new.issue_date);
        invoice::ActiveModel {
            id: Set(id),
            number: Set(Some(new.number.clone())),
            customer_id: Set(new.customer),
            status: Set(if total == 0 { InvoiceStatus::Paid } else { InvoiceStatus::Open }),
            kind: Set(if new.period.is_some() { InvoiceKind::Recurring } else { InvoiceKind::OneOff }),
            period_start: Set(new.period.map(|(start, _)| start)),
            period_end: Set(new.period.map(|(_, end)| end)),
            issue_date: Set(Some(new.issue_date)),
            due_date: Set(Some(new.due_date)),
            currency: Set(new.currency),
            subtotal_minor: Set(subtotal),
            tax_minor: Set(tax),
            total_minor: Set(total),
            allocated_minor: Set(0),
            dispute_hold_minor: Set(0),
            finalized_at: Set(Some(at)),
            voided_at: Set(None),
            created_at: Set(at),
            version: Set(FIRST_VERSION),
            ..Default::default()
        }
    }
}

fn line(
    invoice: InvoiceId,
    id: InvoiceLineId,
    position: i32,
    key: &str,
    args: serde_json::Value,
    net: i64,
    service: Option<(NaiveDate, NaiveDate)>,
) -> invoice_line::ActiveModel {
    invoice_line::ActiveModel {
        id: Set(id),
        invoice_id: Set(invoice),
        position: Set(position),
        // Never RECURRING: which subscription it was for is not known, and a billing run looks at these.
        kind: Set(LineKind::OneOff),
        subscription_id: Set(None),
        description_key: Set(key.to_owned()),
        description_args: Set(args),
        service_start: Set(service.map(|(start, _)| start)),
        service_end: Set(service.map(|(_, end)| end)),
        quantity_micro: Set(1_000_000),
        unit_price_minor: Set(net),
        net_minor: Set(net),
        reverses_line_id: Set(None),
        ..Default::default()
    }
}
