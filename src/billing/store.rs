//! Every query on invoices, their lines and taxes, credit notes, allocations and balances: what is shown here, what the
//! ledger reads and writes in [`ledger`].

pub(super) mod arrangements;
pub(super) mod credits;
pub(super) mod disputes;
pub(super) mod drafts;
pub(super) mod dunning;
pub(super) mod explain;
pub(super) mod late_fees;
pub(super) mod ledger;
pub(super) mod outages;
pub(super) mod runs;
pub(super) mod tax_rates;
pub(super) mod wallet;

use chrono::NaiveDate;
use sea_orm::FromQueryResult;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Cond, ExprTrait as _, Order};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::entity::invoice::InvoiceStatus;
use super::entity::{
    allocation, credit_note, credit_note_line_tax, customer_balance, invoice, invoice_line, invoice_line_tax,
    tax_rate,
};
use super::{InvoiceFilter, InvoiceOrder, InvoiceOrderField, MAX_LINE_TAXES, MAX_SHORT_LIST};
use crate::db::{DbError, Reads, Selection};
use crate::kernel::ids::{CreditNoteId, CustomerId, InvoiceId, InvoiceLineId, PaymentId};
use crate::kernel::page::{self, Page, PageRequest};

/// The position of an invoice in a list: the field it is ordered by, its value, and the row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum InvoiceKey {
    /// By day of issue.
    #[serde(rename = "i")]
    IssueDate(#[serde(deserialize_with = "page::date")] NaiveDate, Uuid),
    /// By due day.
    #[serde(rename = "d")]
    DueDate(#[serde(deserialize_with = "page::date")] NaiveDate, Uuid),
    /// By total, in minor units.
    #[serde(rename = "t")]
    Total(i64, Uuid),
}

impl InvoiceKey {
    /// The field the position belongs to.
    pub fn field(&self) -> InvoiceOrderField {
        match self {
            Self::IssueDate(..) => InvoiceOrderField::IssueDate,
            Self::DueDate(..) => InvoiceOrderField::DueDate,
            Self::Total(..) => InvoiceOrderField::Total,
        }
    }

    fn values(&self) -> (Value, Value) {
        match self {
            Self::IssueDate(date, id) | Self::DueDate(date, id) => ((*date).into(), (*id).into()),
            Self::Total(total, id) => ((*total).into(), (*id).into()),
        }
    }
}

/// The position of a dated document in a list: latest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DatedKey(#[serde(deserialize_with = "page::instant")] pub DateTimeUtc, pub Uuid);

fn finalised<'a>(
    db: &'a impl Reads,
    customer: CustomerId,
    filter: &InvoiceFilter,
) -> Selection<'a, invoice::Entity> {
    use invoice::Column;
    let mut selection = db
        .select::<invoice::Entity>()
        .filter(Column::CustomerId.eq(customer))
        .filter(Column::Status.ne(InvoiceStatus::Draft));
    if let Some(status) = filter.status {
        selection = selection.filter(Column::Status.eq(status));
    }
    if let Some(from) = filter.issued_from {
        selection = selection.filter(Column::IssueDate.gte(from));
    }
    if let Some(before) = filter.issued_before {
        selection = selection.filter(Column::IssueDate.lt(before));
    }
    if let Some(overdue) = filter.overdue {
        let late = Column::Status.eq(InvoiceStatus::Open).and(Column::DueDate.lt(db.scope().today()));
        selection = selection.filter(if overdue { late } else { late.not() });
    }
    selection
}

/// One page of the finalised invoices of a customer.
pub(super) async fn invoices(
    db: &impl Reads,
    customer: CustomerId,
    filter: &InvoiceFilter,
    order: InvoiceOrder,
    request: &PageRequest<InvoiceKey>,
) -> Result<Page<invoice::Model>, DbError> {
    let column = match order.field {
        InvoiceOrderField::IssueDate => invoice::Column::IssueDate,
        InvoiceOrderField::DueDate => invoice::Column::DueDate,
        InvoiceOrderField::Total => invoice::Column::TotalMinor,
    };
    let rows = finalised(db, customer, filter)
        .page((column, invoice::Column::Id), &order.direction.into(), request, InvoiceKey::values)
        .all()
        .await?;
    Ok(Page::from_fetched(rows, request))
}

/// How many finalised invoices of a customer pass the filter.
pub(super) async fn count_invoices(
    db: &impl Reads,
    customer: CustomerId,
    filter: &InvoiceFilter,
) -> Result<u64, DbError> {
    finalised(db, customer, filter).count().await
}

/// Invoices by id, drafts included.
pub(super) async fn invoices_by_id(
    db: &impl Reads,
    ids: &[InvoiceId],
) -> Result<Vec<invoice::Model>, DbError> {
    db.select::<invoice::Entity>().filter(invoice::Column::Id.is_in(ids.iter().copied())).all().await
}

/// The latest finalised invoice of each customer.
pub(super) async fn latest_of(
    db: &impl Reads,
    customers: &[CustomerId],
) -> Result<Vec<invoice::Model>, DbError> {
    use invoice::Column;
    db.select::<invoice::Entity>()
        .filter(Column::CustomerId.is_in(customers.iter().copied()))
        .filter(Column::Status.ne(InvoiceStatus::Draft))
        .top_per_parent(Column::CustomerId, &[(Column::IssueDate, Order::Desc), (Column::Id, Order::Desc)], 1)
        .all()
        .await
}

/// The first `size + 1` lines after position `after` of each invoice.
pub(super) async fn lines_of(
    db: &impl Reads,
    invoices: &[InvoiceId],
    after: i32,
    size: u32,
) -> Result<Vec<invoice_line::Model>, DbError> {
    use invoice_line::Column;
    db.select::<invoice_line::Entity>()
        .filter(Column::InvoiceId.is_in(invoices.iter().copied()))
        .filter(Column::Position.gt(after))
        .top_per_parent(Column::InvoiceId, &[(Column::Position, Order::Asc)], u64::from(size) + 1)
        .all()
        .await
}

/// How many lines an invoice has.
pub(super) async fn count_lines(db: &impl Reads, invoice: InvoiceId) -> Result<u64, DbError> {
    db.select::<invoice_line::Entity>().filter(invoice_line::Column::InvoiceId.eq(invoice)).count().await
}

/// Lines by id.
pub(super) async fn lines_by_id(
    db: &impl Reads,
    ids: &[InvoiceLineId],
) -> Result<Vec<invoice_line::Model>, DbError> {
    db.select::<invoice_line::Entity>()
        .filter(invoice_line::Column::Id.is_in(ids.iter().copied()))
        .all()
        .await
}

/// The taxes of the lines, by rate name.
pub(super) async fn taxes_of_lines(
    db: &impl Reads,
    lines: &[InvoiceLineId],
) -> Result<Vec<invoice_line_tax::Model>, DbError> {
    use invoice_line_tax::Column;
    db.select::<invoice_line_tax::Entity>()
        .filter(Column::LineId.is_in(lines.iter().copied()))
        .top_per_parent(
            Column::LineId,
            &[(Column::Name, Order::Asc), (Column::Id, Order::Asc)],
            MAX_LINE_TAXES,
        )
        .all()
        .await
}

/// The tax of one rate on one line, as far as the graph shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineTax {
    /// Name of the rate when the invoice was frozen.
    pub name: String,
    /// Who levies it.
    pub jurisdiction: String,
    /// Millionths.
    pub rate_micro: i64,
    /// What it is levied on, minor units.
    pub base_minor: i64,
    /// This line's share of the tax, minor units.
    pub amount_minor: i64,
}

impl From<credit_note_line_tax::Model> for LineTax {
    fn from(row: credit_note_line_tax::Model) -> Self {
        let credit_note_line_tax::Model { name, jurisdiction, rate_micro, base_minor, amount_minor, .. } =
            row;
        Self { name, jurisdiction, rate_micro, base_minor, amount_minor }
    }
}

impl From<invoice_line_tax::Model> for LineTax {
    fn from(row: invoice_line_tax::Model) -> Self {
        let invoice_line_tax::Model { name, jurisdiction, rate_micro, base_minor, amount_minor, .. } = row;
        Self { name, jurisdiction, rate_micro, base_minor, amount_minor }
    }
}

/// The tax of one rate over all lines of an invoice.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct TaxTotal {
    /// The invoice.
    pub invoice_id: InvoiceId,
    /// Name of the rate when the invoice was frozen.
    pub name: String,
    /// Who levies it.
    pub jurisdiction: String,
    /// Millionths.
    pub rate_micro: i64,
    /// What it is levied on, minor units.
    pub base_minor: i64,
    /// The tax, minor units.
    pub amount_minor: i64,
}

/// The taxes of each invoice per rate, by name. One statement per invoice set would need arrays that SQLite lacks, so the
/// list of ids is spelled out.
pub(super) async fn tax_totals_of(db: &impl Reads, invoices: &[InvoiceId]) -> Result<Vec<TaxTotal>, DbError> {
    let places: Vec<String> = (0..invoices.len()).map(|i| format!("${}", i + 2)).collect();
    let sql = format!(
        "SELECT invoice_id, name, jurisdiction, rate_micro, base_minor, amount_minor
           FROM (SELECT invoice_id, name, jurisdiction, rate_micro,
                        CAST(SUM(base_minor) AS BIGINT) AS base_minor,
                        CAST(SUM(amount_minor) AS BIGINT) AS amount_minor,
                        ROW_NUMBER() OVER (PARTITION BY invoice_id
                                           ORDER BY name, jurisdiction, rate_micro, tax_rate_id) AS rank_in_invoice
                   FROM invoice_line_tax
                  WHERE tenant_id = $1 AND invoice_id IN ({})
                  GROUP BY invoice_id, tax_rate_id, name, jurisdiction, rate_micro) AS ranked
          WHERE rank_in_invoice <= {MAX_SHORT_LIST}
          ORDER BY rank_in_invoice",
        places.join(", ")
    );
    db.rows(&sql, invoices.iter().map(|id| Value::from(*id)).collect::<Vec<_>>()).await
}

/// The latest live allocations of each invoice.
pub(super) async fn allocations_of_invoices(
    db: &impl Reads,
    invoices: &[InvoiceId],
) -> Result<Vec<allocation::Model>, DbError> {
    live_allocations(db, allocation::Column::InvoiceId, invoices.iter().map(|id| Value::from(*id)).collect())
        .await
}

/// The latest live allocations of each payment.
pub(super) async fn allocations_of_payments(
    db: &impl Reads,
    payments: &[PaymentId],
) -> Result<Vec<allocation::Model>, DbError> {
    live_allocations(db, allocation::Column::PaymentId, payments.iter().map(|id| Value::from(*id)).collect())
        .await
}

/// The latest live allocations of each credit note.
pub(super) async fn allocations_of_credit_notes(
    db: &impl Reads,
    notes: &[CreditNoteId],
) -> Result<Vec<allocation::Model>, DbError> {
    live_allocations(db, allocation::Column::CreditNoteId, notes.iter().map(|id| Value::from(*id)).collect())
        .await
}

async fn live_allocations(
    db: &impl Reads,
    parent: allocation::Column,
    ids: Vec<Value>,
) -> Result<Vec<allocation::Model>, DbError> {
    use allocation::Column;
    db.select::<allocation::Entity>()
        .filter(parent.is_in(ids))
        .filter(Column::ReversedAt.is_null())
        .top_per_parent(parent, &[(Column::At, Order::Desc), (Column::Id, Order::Desc)], MAX_SHORT_LIST)
        .all()
        .await
}

/// One page of the credit notes of a customer, latest first.
pub(super) async fn credit_notes(
    db: &impl Reads,
    customer: CustomerId,
    request: &PageRequest<DatedKey>,
) -> Result<Page<credit_note::Model>, DbError> {
    use credit_note::Column;
    let rows = db
        .select::<credit_note::Entity>()
        .filter(Column::CustomerId.eq(customer))
        .page((Column::IssuedAt, Column::Id), &Order::Desc, request, |key| (key.0.into(), key.1.into()))
        .all()
        .await?;
    Ok(Page::from_fetched(rows, request))
}

/// How many credit notes a customer has.
pub(super) async fn count_credit_notes(db: &impl Reads, customer: CustomerId) -> Result<u64, DbError> {
    db.select::<credit_note::Entity>().filter(credit_note::Column::CustomerId.eq(customer)).count().await
}

/// Credit notes by id.
pub(super) async fn credit_notes_by_id(
    db: &impl Reads,
    ids: &[CreditNoteId],
) -> Result<Vec<credit_note::Model>, DbError> {
    db.select::<credit_note::Entity>().filter(credit_note::Column::Id.is_in(ids.iter().copied())).all().await
}

/// The latest credit notes that correct each invoice.
pub(super) async fn credit_notes_of(
    db: &impl Reads,
    invoices: &[InvoiceId],
) -> Result<Vec<credit_note::Model>, DbError> {
    use credit_note::Column;
    db.select::<credit_note::Entity>()
        .filter(Column::InvoiceId.is_in(invoices.iter().copied()))
        .top_per_parent(
            Column::InvoiceId,
            &[(Column::IssuedAt, Order::Desc), (Column::Id, Order::Desc)],
            MAX_SHORT_LIST,
        )
        .all()
        .await
}

/// The stored balances of customers.
pub(super) async fn balances_of(
    db: &impl Reads,
    customers: &[CustomerId],
) -> Result<Vec<customer_balance::Model>, DbError> {
    db.select::<customer_balance::Entity>()
        .filter(customer_balance::Column::CustomerId.is_in(customers.iter().copied()))
        .all()
        .await
}

/// The tax rates in force on a day.
pub(super) async fn tax_rates_on(db: &impl Reads, day: NaiveDate) -> Result<Vec<tax_rate::Model>, DbError> {
    use tax_rate::Column;
    db.select::<tax_rate::Entity>()
        .filter(Column::FromDate.lte(day))
        .filter(Cond::any().add(Column::ToDate.is_null()).add(Column::ToDate.gt(day)))
        .order_by(Column::Name, Order::Asc)
        .all()
        .await
}
