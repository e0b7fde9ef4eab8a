//! What the documents of the journal are made of: revenue per tax code, and tax per rate.

use sea_orm::FromQueryResult;

use super::Binds;
use crate::db::{DbError, Reads};
use crate::kernel::ids::{CreditNoteId, InvoiceId, TaxRateId};

/// The sum of the lines of an invoice that have one tax code.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub(in crate::accounting) struct RevenueRow {
    /// The invoice.
    pub(in crate::accounting) invoice_id: InvoiceId,
    /// The tax code; none for lines without a tax.
    pub(in crate::accounting) tax_code: Option<String>,
    /// Before tax, minor units.
    pub(in crate::accounting) net_minor: i64,
}

/// The tax of one rate on an invoice.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub(in crate::accounting) struct TaxRow {
    /// The invoice.
    pub(in crate::accounting) invoice_id: InvoiceId,
    /// The rate.
    pub(in crate::accounting) tax_rate_id: TaxRateId,
    /// The rate's code.
    pub(in crate::accounting) tax_code: String,
    /// Name of the rate when the invoice was frozen.
    pub(in crate::accounting) name: String,
    /// Who levies it.
    pub(in crate::accounting) jurisdiction: String,
    /// Millionths.
    pub(in crate::accounting) rate_micro: i64,
    /// What it is levied on, minor units.
    pub(in crate::accounting) base_minor: i64,
    /// The tax, minor units.
    pub(in crate::accounting) amount_minor: i64,
}

/// The lines of the invoices by tax code. A line's rates have one code. One statement.
pub(in crate::accounting) async fn revenue(
    db: &impl Reads,
    invoices: &[InvoiceId],
) -> Result<Vec<RevenueRow>, DbError> {
    if invoices.is_empty() {
        return Ok(Vec::new());
    }
    let mut binds = Binds::default();
    let ids = binds.bind_all(invoices.iter().copied());
    let sql = format!(
        "SELECT l.invoice_id, t.code AS tax_code, CAST(sum(l.net_minor) AS bigint) AS net_minor
           FROM invoice_line l
           LEFT JOIN (SELECT x.line_id, min(r.code) AS code
                        FROM invoice_line_tax x
                        JOIN tax_rate r ON r.tenant_id = x.tenant_id AND r.id = x.tax_rate_id
                       WHERE x.tenant_id = $1 AND x.invoice_id IN ({ids})
                       GROUP BY x.line_id) t ON t.line_id = l.id
          WHERE l.tenant_id = $1 AND l.invoice_id IN ({ids})
          GROUP BY l.invoice_id, t.code
          ORDER BY l.invoice_id, t.code"
    );
    db.rows(&sql, binds.into_values()).await
}

/// The taxes of the invoices by rate. One statement.
pub(in crate::accounting) async fn taxes(
    db: &impl Reads,
    invoices: &[InvoiceId],
) -> Result<Vec<TaxRow>, DbError> {
    if invoices.is_empty() {
        return Ok(Vec::new());
    }
    let mut binds = Binds::default();
    let ids = binds.bind_all(invoices.iter().copied());
    let sql = format!(
        "SELECT x.invoice_id, x.tax_rate_id, r.code AS tax_code, x.name, x.jurisdiction, x.rate_micro,
                CAST(sum(x.base_minor) AS bigint) AS base_minor,
                CAST(sum(x.amount_minor) AS bigint) AS amount_minor
           FROM invoice_line_tax x
           JOIN tax_rate r ON r.tenant_id = x.tenant_id AND r.id = x.tax_rate_id
          WHERE x.tenant_id = $1 AND x.invoice_id IN ({ids})
          GROUP BY x.invoice_id, x.tax_rate_id, r.code, x.name, x.jurisdiction, x.rate_micro
          ORDER BY x.invoice_id, x.jurisdiction, x.name, x.rate_micro, x.tax_rate_id"
    );
    db.rows(&sql, binds.into_values()).await
}

/// Net and tax of a credit note.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub(in crate::accounting) struct CreditRow {
    /// The note.
    pub(in crate::accounting) id: CreditNoteId,
    /// Before tax, minor units.
    pub(in crate::accounting) net_minor: i64,
    /// Tax taken back, minor units.
    pub(in crate::accounting) tax_minor: i64,
}

/// Net and tax of the credit notes. One statement.
pub(in crate::accounting) async fn credits(
    db: &impl Reads,
    notes: &[CreditNoteId],
) -> Result<Vec<CreditRow>, DbError> {
    if notes.is_empty() {
        return Ok(Vec::new());
    }
    let mut binds = Binds::default();
    let ids = binds.bind_all(notes.iter().copied());
    let sql =
        format!("SELECT id, net_minor, tax_minor FROM credit_note WHERE tenant_id = $1 AND id IN ({ids})");
    db.rows(&sql, binds.into_values()).await
}
