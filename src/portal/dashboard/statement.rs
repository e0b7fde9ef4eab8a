//! The text of the dashboard's statement. It varies only with what is wanted, so there are few texts to prepare.

use sea_orm::Value;

use super::Wanted;
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
        let limit = bind(i64::from(size) + 1);
        let lines = wanted.lines.map(|size| lines(&bind(i64::from(size) + 1), wanted.taxes));
        invoices(&limit, lines.as_deref(), wanted.payments)
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

fn invoices(limit: &str, lines: Option<&str>, payments: bool) -> String {
    let lines = lines.unwrap_or("NULL::json");
    let payments = if payments { payments_of_invoice() } else { "NULL::json".to_owned() };
    format!(
        "(SELECT json_agg(json_build_object('invoice', i, 'lines', {lines}, 'payments', {payments})
                          ORDER BY i.issue_date DESC, i.id DESC)
            FROM (SELECT * FROM invoice
                   WHERE tenant_id = $1 AND customer_id = c.id AND status <> 'DRAFT'
                   ORDER BY issue_date DESC, id DESC LIMIT {limit}) i)"
    )
}

fn lines(limit: &str, taxes: bool) -> String {
    let taxes = if taxes { taxes_of_line() } else { "NULL::json".to_owned() };
    format!(
        "(SELECT json_agg(json_build_object('line', n, 'taxes', {taxes}) ORDER BY n.position)
            FROM (SELECT * FROM invoice_line
                   WHERE tenant_id = $1 AND invoice_id = i.id ORDER BY position LIMIT {limit}) n)"
    )
}

fn taxes_of_line() -> String {
    format!(
        "(SELECT json_agg(t ORDER BY t.name, t.id)
            FROM (SELECT * FROM invoice_line_tax
                   WHERE tenant_id = $1 AND line_id = n.id ORDER BY name, id LIMIT {MAX_LINE_TAXES}) t)"
    )
}

fn payments_of_invoice() -> String {
    format!(
        "(SELECT json_agg(p ORDER BY a.at DESC, a.id DESC)
            FROM (SELECT payment_id, at, id FROM allocation
                   WHERE tenant_id = $1 AND invoice_id = i.id AND reversed_at IS NULL
                   ORDER BY at DESC, id DESC LIMIT {MAX_SHORT_LIST}) a
            JOIN payment p ON p.tenant_id = $1 AND p.id = a.payment_id)"
    )
}

fn subscriptions(limit: &str) -> String {
    format!(
        "(SELECT json_agg(json_build_object('subscription', s, 'plan', p) ORDER BY s.created_at, s.id)
            FROM (SELECT * FROM subscription
                   WHERE tenant_id = $1 AND customer_id = c.id ORDER BY created_at, id LIMIT {limit}) s
            JOIN plan p ON p.tenant_id = $1 AND p.id = s.plan_id)"
    )
}
