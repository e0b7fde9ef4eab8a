//! The text of the dashboard's statement. It varies only with what is wanted, so there are few texts to prepare.

use sea_orm::Value;

use super::Wanted;
use super::rows::{InvoiceRow, LineRow, PaymentRow, PlanRow, SubscriptionRow, TaxRow};
use crate::billing::{MAX_LINE_TAXES, MAX_SHORT_LIST};
use crate::kernel::ids::CustomerId;

/// The statement and its values after `$1`, the tenant.
pub(super) fn build(customer: CustomerId, wanted: Wanted) -> (String, Vec<Value>) {
    let mut values: Vec<Value> = vec![customer.into()];
    let mut bind = |value: i64| {
        values.push(value.into());
        format!("${}", values.len() + 1)
    };
    // One row more than the page tells whether there are more.
    let invoices = wanted.invoices.map(|size| {
        let size = bind(i64::from(size));
        let lines = wanted.lines.map(|size| lines(&bind(i64::from(size) + 1), wanted.taxes));
        invoices(&size, lines, wanted.payments.then(payments_of_invoice))
    });
    let subscriptions = wanted.subscriptions.map(|size| subscriptions(&bind(i64::from(size) + 1)));
    let none = || "NULL".to_owned();
    let sql = format!(
        "SELECT c.*, coalesce(b.open_minor, 0) AS open_minor, coalesce(b.unapplied_minor, 0) AS unapplied_minor,
                coalesce(b.open_invoices, 0) AS open_invoices,
                CAST({invoices} AS text) AS invoices, CAST({subscriptions} AS text) AS subscriptions
           FROM customer c
           LEFT JOIN customer_balance b ON b.tenant_id = c.tenant_id AND b.customer_id = c.id
          WHERE c.tenant_id = $1 AND c.id = $2",
        invoices = invoices.unwrap_or_else(none),
        subscriptions = subscriptions.unwrap_or_else(none),
    );
    (sql, values)
}

/// A JSON array of columns and of what hangs below, as [`rows`](super::rows) reads it.
fn array(alias: &str, columns: &[&str], below: &[String]) -> String {
    let columns = columns.iter().map(|column| format!("{alias}.{column}"));
    let elements: Vec<String> = columns.chain(below.iter().cloned()).collect();
    format!("json_build_array({})", elements.join(", "))
}

const NOTHING: &str = "NULL::json";

// An aggregate over one sorted subquery keeps its order; where a join comes between, the aggregate sorts.

fn invoices(size: &str, lines: Option<String>, payments: Option<String>) -> String {
    // The row past the page only tells that it is there: nothing is fetched below it.
    let below = |tree: Option<String>| {
        tree.map_or_else(|| NOTHING.to_owned(), |tree| format!("CASE WHEN i.place <= {size} THEN {tree} END"))
    };
    let row = array("i", InvoiceRow::COLUMNS, &[below(lines), below(payments)]);
    format!(
        "(SELECT json_agg({row})
            FROM (SELECT *, row_number() OVER (ORDER BY issue_date DESC, id DESC) AS place FROM invoice
                   WHERE tenant_id = $1 AND customer_id = c.id AND status <> 'DRAFT'
                   ORDER BY issue_date DESC, id DESC LIMIT {size} + 1) i)"
    )
}

fn lines(limit: &str, taxes: bool) -> String {
    let taxes = if taxes { taxes_of_line() } else { NOTHING.to_owned() };
    let row = array("n", LineRow::COLUMNS, &[taxes]);
    format!(
        "(SELECT json_agg({row})
            FROM (SELECT * FROM invoice_line
                   WHERE tenant_id = $1 AND invoice_id = i.id ORDER BY position LIMIT {limit}) n)"
    )
}

fn taxes_of_line() -> String {
    let row = array("t", TaxRow::COLUMNS, &[]);
    format!(
        "(SELECT json_agg({row})
            FROM (SELECT * FROM invoice_line_tax
                   WHERE tenant_id = $1 AND line_id = n.id ORDER BY name, id LIMIT {MAX_LINE_TAXES}) t)"
    )
}

fn payments_of_invoice() -> String {
    let row = array("p", PaymentRow::COLUMNS, &[]);
    format!(
        "(SELECT json_agg({row} ORDER BY a.at DESC, a.id DESC)
            FROM (SELECT payment_id, at, id FROM allocation
                   WHERE tenant_id = $1 AND invoice_id = i.id AND reversed_at IS NULL
                   ORDER BY at DESC, id DESC LIMIT {MAX_SHORT_LIST}) a
            JOIN payment p ON p.tenant_id = $1 AND p.id = a.payment_id)"
    )
}

fn subscriptions(limit: &str) -> String {
    let plan = array("p", PlanRow::COLUMNS, &[]);
    let row = array("s", SubscriptionRow::COLUMNS, &[plan]);
    format!(
        "(SELECT json_agg({row} ORDER BY s.created_at, s.id)
            FROM (SELECT * FROM subscription
                   WHERE tenant_id = $1 AND customer_id = c.id ORDER BY created_at, id LIMIT {limit}) s
            JOIN plan p ON p.tenant_id = $1 AND p.id = s.plan_id)"
    )
}
