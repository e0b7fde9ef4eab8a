//! What an invoice is held against: the one before it, and the lines and taxes of both.

use std::collections::HashMap;

use chrono::NaiveDate;
use sea_orm::FromQueryResult;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Order;

use crate::billing::entity::{invoice_line, invoice_line_tax};
use crate::db::{DbError, Reads};
use crate::kernel::ids::InvoiceId;

#[derive(FromQueryResult)]
struct Pair {
    id: InvoiceId,
    previous_id: InvoiceId,
}

/// The customer's invoice of the period before each invoice of a period; a draft's is the latest. One statement.
pub(in crate::billing) async fn previous_of(
    db: &impl Reads,
    invoices: &[InvoiceId],
) -> Result<HashMap<InvoiceId, InvoiceId>, DbError> {
    let places: Vec<String> = (0..invoices.len()).map(|i| format!("${}", i + 3)).collect();
    let sql = format!(
        "SELECT id, previous_id
           FROM (SELECT i.id, p.id AS previous_id,
                        ROW_NUMBER() OVER (PARTITION BY i.id ORDER BY p.issue_date DESC, p.id DESC) AS place
                   FROM invoice i
                   JOIN invoice p ON p.tenant_id = i.tenant_id AND p.customer_id = i.customer_id
                        AND p.kind IN ('RECURRING', 'FINAL') AND p.status NOT IN ('DRAFT', 'VOID') AND p.id <> i.id
                        AND (p.issue_date, p.id) < (coalesce(i.issue_date, $2), i.id)
                  WHERE i.tenant_id = $1 AND i.kind IN ('RECURRING', 'FINAL') AND i.id IN ({})) AS placed
          WHERE place = 1",
        places.join(", ")
    );
    let end_of_time = NaiveDate::from_ymd_opt(9999, 12, 31).unwrap_or(NaiveDate::MAX);
    let values = std::iter::once(Value::from(end_of_time)).chain(invoices.iter().map(|id| Value::from(*id)));
    let pairs: Vec<Pair> = db.rows(&sql, values.collect::<Vec<_>>()).await?;
    Ok(pairs.into_iter().map(|pair| (pair.id, pair.previous_id)).collect())
}

/// All lines of the invoices. One statement.
pub(in crate::billing) async fn lines_of_all(
    db: &impl Reads,
    invoices: &[InvoiceId],
) -> Result<Vec<invoice_line::Model>, DbError> {
    use invoice_line::Column;
    db.select::<invoice_line::Entity>()
        .filter(Column::InvoiceId.is_in(invoices.iter().copied()))
        .order_by(Column::InvoiceId, Order::Asc)
        .order_by(Column::Position, Order::Asc)
        .all()
        .await
}

/// All taxes of the invoices. One statement.
pub(in crate::billing) async fn taxes_of_all(
    db: &impl Reads,
    invoices: &[InvoiceId],
) -> Result<Vec<invoice_line_tax::Model>, DbError> {
    use invoice_line_tax::Column;
    db.select::<invoice_line_tax::Entity>()
        .filter(Column::InvoiceId.is_in(invoices.iter().copied()))
        .order_by(Column::Id, Order::Asc)
        .all()
        .await
}
