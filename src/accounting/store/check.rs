//! The statements of the ledger's check. Plain SQL on purpose: nothing here uses what computes or writes the books.
//!
//! Written for both databases. Where PostgreSQL would overflow 64 bits it counts in `numeric`, which SQLite takes for its
//! integers; `%` before `/` makes division exact on both.

use sea_orm::FromQueryResult;
use uuid::Uuid;

use super::movements::effects_by_customer;
use crate::accounting::check::LedgerCheck;
use crate::db::{DbError, Reads};

/// A finding as the database tells it.
#[derive(Debug, FromQueryResult)]
pub(in crate::accounting) struct Row {
    /// What kind of row is wrong.
    pub(in crate::accounting) subject_kind: String,
    /// Which.
    pub(in crate::accounting) subject: Option<Uuid>,
    /// Which of its facts.
    pub(in crate::accounting) fact: String,
    /// What follows from the rows.
    pub(in crate::accounting) expected: Option<String>,
    /// What is stored.
    pub(in crate::accounting) found: Option<String>,
}

/// The findings of one check, at most `limit`. One statement.
pub(in crate::accounting) async fn findings(
    db: &impl Reads,
    check: LedgerCheck,
    limit: u64,
) -> Result<Vec<Row>, DbError> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let sql = format!("{} LIMIT $2", statement(check));
    db.rows(&sql, [limit.into()]).await
}

const RECEIVED: &str = "('SUCCEEDED', 'PARTIALLY_REFUNDED', 'REFUNDED', 'CHARGED_BACK')";

fn statement(check: LedgerCheck) -> String {
    match check {
        LedgerCheck::LineNet => line_net(),
        LedgerCheck::TaxBase => TAX_BASE.to_owned(),
        LedgerCheck::TaxOfRate => tax_of_rate(),
        LedgerCheck::TaxShare => TAX_SHARE.to_owned(),
        LedgerCheck::InvoiceTotals => INVOICE_TOTALS.to_owned(),
        LedgerCheck::InvoiceAllocated => allocated("invoice", "invoice_id", "x.total_minor"),
        LedgerCheck::InvoiceStatus => INVOICE_STATUS.to_owned(),
        LedgerCheck::PaymentAllocated => {
            allocated("payment", "payment_id", "x.amount_minor - x.refunded_minor - x.charged_back_minor")
        }
        LedgerCheck::PaymentStatus => payment_status(),
        LedgerCheck::CreditAllocated => allocated("credit_note", "credit_note_id", "x.total_minor"),
        LedgerCheck::CreditStatus => CREDIT_STATUS.to_owned(),
        LedgerCheck::CreditsOfInvoice => CREDITS_OF_INVOICE.to_owned(),
        LedgerCheck::AllocationParties => allocation_parties(),
        LedgerCheck::Currency => currency(),
        LedgerCheck::CustomerBalance => customer_balance(),
        LedgerCheck::Statement => last_line_of_statement(),
        LedgerCheck::Sequence => sequence(),
        LedgerCheck::PeriodBilledOnce => PERIOD_BILLED_ONCE.to_owned(),
    }
}

/// `dividend ÷ divisor`, rounded half away from zero; both are columns or constants, the divisor is positive.
fn rounded(dividend: &str, divisor: &str) -> String {
    let part = format!("(2 * abs({dividend}) + {divisor})");
    format!(
        "(CASE WHEN {dividend} < 0 THEN -1 ELSE 1 END) * (({part} - {part} % (2 * {divisor})) / (2 * {divisor}))"
    )
}

/// Whoever buys without tax at a price that contains it has the tax taken out and no row of it: such a line is true where
/// some inclusive rate of the tenant explains it.
fn line_net() -> String {
    let price = rounded("l.product", "1000000");
    format!(
        "SELECT 'line' AS subject_kind, id AS subject, 'net' AS fact,
                CAST(CAST(price - inside AS bigint) AS text) AS expected, CAST(net_minor AS text) AS found
           FROM (SELECT l.id, l.net_minor, l.inside, l.taxes, {price} AS price
                   FROM (SELECT n.id, n.net_minor, coalesce(t.inside, 0) AS inside, coalesce(t.taxes, 0) AS taxes,
                                CAST(n.quantity_micro AS numeric) * n.unit_price_minor AS product
                           FROM invoice_line n
                           LEFT JOIN (SELECT x.line_id, count(*) AS taxes,
                                             sum(CASE WHEN r.inclusive THEN x.amount_minor ELSE 0 END) AS inside
                                        FROM invoice_line_tax x
                                        JOIN tax_rate r ON r.tenant_id = x.tenant_id AND r.id = x.tax_rate_id
                                       WHERE x.tenant_id = $1
                                       GROUP BY x.line_id) t ON t.line_id = n.id
                          WHERE n.tenant_id = $1) l) priced
          WHERE net_minor <> price - inside
            AND NOT (taxes = 0 AND EXISTS (
                SELECT 1
                  FROM (SELECT rate_micro AS rate FROM tax_rate WHERE tenant_id = $1 AND inclusive
                        UNION SELECT sum(rate_micro) FROM tax_rate WHERE tenant_id = $1 AND inclusive GROUP BY code) q
                 WHERE abs(net_minor * (1000000 + q.rate) - price * 1000000) <= 1000000 + q.rate))"
    )
}

/// Where several rates of a line are compound, their order decides, which the rows do not tell: such a line is passed over.
const TAX_BASE: &str = "
SELECT 'line' AS subject_kind, line_id AS subject, fact, CAST(expected AS text) AS expected,
       CAST(found AS text) AS found
  FROM (SELECT x.line_id, 'base of ' || x.name AS fact, x.base_minor AS found,
               n.net_minor + CASE WHEN NOT r.compound THEN 0 WHEN r.inclusive THEN s.plain_inside ELSE s.plain END
                   AS expected
          FROM invoice_line_tax x
          JOIN tax_rate r ON r.tenant_id = x.tenant_id AND r.id = x.tax_rate_id
          JOIN invoice_line n ON n.tenant_id = x.tenant_id AND n.id = x.line_id
          JOIN (SELECT y.line_id,
                       sum(CASE WHEN q.compound THEN 0 ELSE y.amount_minor END) AS plain,
                       sum(CASE WHEN q.inclusive AND NOT q.compound THEN y.amount_minor ELSE 0 END) AS plain_inside,
                       sum(CASE WHEN q.compound THEN 1 ELSE 0 END) AS compounds
                  FROM invoice_line_tax y
                  JOIN tax_rate q ON q.tenant_id = y.tenant_id AND q.id = y.tax_rate_id
                 WHERE y.tenant_id = $1
                 GROUP BY y.line_id) s ON s.line_id = x.line_id
         WHERE x.tenant_id = $1 AND (NOT r.compound OR s.compounds = 1)) levied
 WHERE found <> expected
UNION ALL
SELECT 'line', x.line_id, 'invoice of ' || x.name, n.number, m.number
  FROM invoice_line_tax x
  JOIN invoice_line l ON l.tenant_id = x.tenant_id AND l.id = x.line_id
  LEFT JOIN invoice n ON n.tenant_id = x.tenant_id AND n.id = l.invoice_id
  LEFT JOIN invoice m ON m.tenant_id = x.tenant_id AND m.id = x.invoice_id
 WHERE x.tenant_id = $1 AND x.invoice_id <> l.invoice_id";

/// An inclusive rate's part of a price is its rate by one and all inclusive rates of the line; compound ones among them are
/// held by [`line_net`] and [`TAX_BASE`] alone.
fn tax_of_rate() -> String {
    let expected = rounded("dividend", "divisor");
    format!(
        "SELECT 'invoice' AS subject_kind, invoice_id AS subject, fact,
                CAST(CAST(expected AS bigint) AS text) AS expected, CAST(CAST(found AS bigint) AS text) AS found
           FROM (SELECT invoice_id, fact, found, {expected} AS expected
                   FROM (SELECT x.invoice_id, min(x.name) AS fact, sum(x.amount_minor) AS found,
                                sum(CAST(x.base_minor AS numeric)) * x.rate_micro AS dividend, 1000000 AS divisor
                           FROM invoice_line_tax x
                           JOIN tax_rate r ON r.tenant_id = x.tenant_id AND r.id = x.tax_rate_id
                          WHERE x.tenant_id = $1 AND NOT r.inclusive
                          GROUP BY x.invoice_id, x.tax_rate_id, x.rate_micro
                         UNION ALL
                         SELECT x.invoice_id, min(x.name), sum(x.amount_minor),
                                sum(CAST(n.net_minor + s.inside AS numeric)) * x.rate_micro, 1000000 + max(s.rates)
                           FROM invoice_line_tax x
                           JOIN tax_rate r ON r.tenant_id = x.tenant_id AND r.id = x.tax_rate_id
                           JOIN invoice_line n ON n.tenant_id = x.tenant_id AND n.id = x.line_id
                           JOIN (SELECT y.line_id, sum(y.amount_minor) AS inside, sum(y.rate_micro) AS rates,
                                        sum(CASE WHEN q.compound THEN 1 ELSE 0 END) AS compounds
                                   FROM invoice_line_tax y
                                   JOIN tax_rate q ON q.tenant_id = y.tenant_id AND q.id = y.tax_rate_id
                                  WHERE y.tenant_id = $1 AND q.inclusive
                                  GROUP BY y.line_id) s ON s.line_id = x.line_id
                          WHERE x.tenant_id = $1 AND r.inclusive AND s.compounds = 0
                          GROUP BY x.invoice_id, x.tax_rate_id, x.rate_micro) sums) levied
          WHERE found <> expected"
    )
}

const TAX_SHARE: &str = "
SELECT 'line' AS subject_kind, x.line_id AS subject, x.name AS fact,
       CAST(x.base_minor AS text) || ' x ' || CAST(x.rate_micro AS text) || ' / 1000000' AS expected,
       CAST(x.amount_minor AS text) AS found
  FROM invoice_line_tax x
  JOIN tax_rate r ON r.tenant_id = x.tenant_id AND r.id = x.tax_rate_id
 WHERE x.tenant_id = $1 AND NOT r.inclusive
   AND abs(CAST(x.amount_minor AS numeric) * 1000000 - CAST(x.base_minor AS numeric) * x.rate_micro) >= 1000000";

const INVOICE_TOTALS: &str = "
SELECT 'invoice' AS subject_kind, id AS subject, fact, CAST(CAST(expected AS bigint) AS text) AS expected,
       CAST(found AS text) AS found
  FROM (SELECT x.id, 'subtotal' AS fact, coalesce(l.net, 0) AS expected, x.subtotal_minor AS found
          FROM invoice x
          LEFT JOIN (SELECT invoice_id, sum(net_minor) AS net FROM invoice_line WHERE tenant_id = $1
                      GROUP BY invoice_id) l ON l.invoice_id = x.id
         WHERE x.tenant_id = $1
        UNION ALL
        SELECT x.id, 'tax', coalesce(t.tax, 0), x.tax_minor
          FROM invoice x
          LEFT JOIN (SELECT invoice_id, sum(amount_minor) AS tax FROM invoice_line_tax WHERE tenant_id = $1
                      GROUP BY invoice_id) t ON t.invoice_id = x.id
         WHERE x.tenant_id = $1
        UNION ALL
        SELECT x.id, 'total', x.subtotal_minor + x.tax_minor, x.total_minor FROM invoice x WHERE x.tenant_id = $1
        UNION ALL
        SELECT x.id, 'total at least', 0, x.total_minor FROM invoice x WHERE x.tenant_id = $1 AND x.total_minor < 0
       ) sums
 WHERE found <> expected";

/// What a document says was allocated, against its live allocations, and within what there is to allocate.
fn allocated(table: &str, link: &str, most: &str) -> String {
    format!(
        "SELECT '{table}' AS subject_kind, id AS subject, fact, CAST(CAST(expected AS bigint) AS text) AS expected,
                CAST(found AS text) AS found
           FROM (SELECT x.id, 'allocated' AS fact, coalesce(a.amount, 0) AS expected, x.allocated_minor AS found
                   FROM {table} x
                   LEFT JOIN (SELECT {link}, sum(amount_minor) AS amount FROM allocation
                               WHERE tenant_id = $1 AND reversed_at IS NULL
                               GROUP BY {link}) a ON a.{link} = x.id
                  WHERE x.tenant_id = $1 AND x.allocated_minor <> coalesce(a.amount, 0)
                 UNION ALL
                 SELECT x.id, 'allocated at most', {most}, x.allocated_minor FROM {table} x
                  WHERE x.tenant_id = $1 AND x.allocated_minor > {most}
                 UNION ALL
                 SELECT x.id, 'allocated at least', 0, x.allocated_minor FROM {table} x
                  WHERE x.tenant_id = $1 AND x.allocated_minor < 0) sums"
    )
}

const INVOICE_STATUS: &str = "
SELECT 'invoice' AS subject_kind, x.id AS subject, 'status' AS fact,
       CASE WHEN a.amount = x.total_minor THEN 'PAID' ELSE 'OPEN' END AS expected, x.status AS found
  FROM invoice x
  JOIN (SELECT i.id, coalesce(sum(l.amount_minor), 0) AS amount
          FROM invoice i
          LEFT JOIN allocation l ON l.tenant_id = i.tenant_id AND l.invoice_id = i.id AND l.reversed_at IS NULL
         WHERE i.tenant_id = $1
         GROUP BY i.id) a ON a.id = x.id
 WHERE x.tenant_id = $1 AND x.status NOT IN ('DRAFT', 'VOID')
   AND ((x.status = 'PAID') <> (a.amount = x.total_minor)
        OR x.status NOT IN ('OPEN', 'PAID', 'UNCOLLECTIBLE'))
UNION ALL
SELECT 'invoice', x.id, 'allocations of a ' || lower(x.status) || ' invoice', '0', CAST(count(*) AS text)
  FROM invoice x
  JOIN allocation a ON a.tenant_id = x.tenant_id AND a.invoice_id = x.id AND a.reversed_at IS NULL
 WHERE x.tenant_id = $1 AND x.status IN ('DRAFT', 'VOID')
 GROUP BY x.id, x.status
UNION ALL
SELECT 'invoice', x.id, 'number and dates', 'all', 'some'
  FROM invoice x
 WHERE x.tenant_id = $1 AND x.status <> 'DRAFT'
   AND (x.number IS NULL OR x.issue_date IS NULL OR x.due_date IS NULL OR x.finalized_at IS NULL)
UNION ALL
SELECT 'invoice', x.id, 'number of a draft', NULL, x.number
  FROM invoice x
 WHERE x.tenant_id = $1 AND x.status = 'DRAFT' AND x.number IS NOT NULL
UNION ALL
SELECT 'invoice', x.id, 'voided at', CASE WHEN x.status = 'VOID' THEN 'a time' END,
       CASE WHEN x.status <> 'VOID' THEN 'a time' END
  FROM invoice x
 WHERE x.tenant_id = $1 AND (x.status = 'VOID') <> (x.voided_at IS NOT NULL)";

fn payment_status() -> String {
    format!(
        "SELECT 'payment' AS subject_kind, x.id AS subject, 'status' AS fact,
                'fits ' || CAST(x.amount_minor AS text) || ' with ' || CAST(x.refunded_minor AS text) || ' refunded, '
                    || CAST(x.charged_back_minor AS text) || ' charged back' AS expected, x.status AS found
           FROM payment x
          WHERE x.tenant_id = $1
            AND ((x.status NOT IN {RECEIVED}
                  AND (x.refunded_minor <> 0 OR x.charged_back_minor <> 0 OR x.allocated_minor <> 0))
                 OR (x.status = 'SUCCEEDED' AND x.refunded_minor <> 0)
                 OR (x.status = 'PARTIALLY_REFUNDED'
                     AND (x.refunded_minor <= 0 OR x.refunded_minor >= x.amount_minor))
                 OR (x.status = 'REFUNDED' AND x.refunded_minor <> x.amount_minor)
                 OR (x.status = 'CHARGED_BACK' AND x.charged_back_minor <= 0)
                 OR (x.status <> 'CHARGED_BACK' AND x.charged_back_minor <> 0)
                 OR x.amount_minor <= 0 OR x.refunded_minor < 0 OR x.charged_back_minor < 0)
         UNION ALL
         SELECT 'payment', x.id, 'receipt', CASE WHEN x.status IN {RECEIVED} THEN 'a number' END, x.receipt_number
           FROM payment x
          WHERE x.tenant_id = $1 AND (x.status IN {RECEIVED}) <> (x.receipt_number IS NOT NULL)"
    )
}

const CREDIT_STATUS: &str = "
SELECT 'credit_note' AS subject_kind, id AS subject, 'status' AS fact, expected, found
  FROM (SELECT x.id, x.status AS found,
               CASE WHEN coalesce(a.amount, 0) = x.total_minor THEN 'APPLIED'
                    WHEN coalesce(a.amount, 0) = 0 THEN 'ISSUED' ELSE 'PARTIALLY_APPLIED' END AS expected,
               coalesce(a.amount, 0) AS amount
          FROM credit_note x
          LEFT JOIN (SELECT credit_note_id, sum(amount_minor) AS amount FROM allocation
                      WHERE tenant_id = $1 AND reversed_at IS NULL
                      GROUP BY credit_note_id) a ON a.credit_note_id = x.id
         WHERE x.tenant_id = $1) used
 WHERE found <> expected AND NOT (found = 'VOID' AND amount = 0)
UNION ALL
SELECT 'credit_note', x.id, 'total', CAST(x.net_minor + x.tax_minor AS text), CAST(x.total_minor AS text)
  FROM credit_note x
 WHERE x.tenant_id = $1 AND x.total_minor <> x.net_minor + x.tax_minor
UNION ALL
SELECT 'credit_note', x.id, 'total at least', '0', CAST(x.total_minor AS text)
  FROM credit_note x
 WHERE x.tenant_id = $1 AND x.total_minor < 0";

const CREDITS_OF_INVOICE: &str = "
SELECT 'invoice' AS subject_kind, x.id AS subject, 'credited at most' AS fact, CAST(x.total_minor AS text) AS expected,
       CAST(CAST(c.total AS bigint) AS text) AS found
  FROM invoice x
  JOIN (SELECT invoice_id, sum(total_minor) AS total FROM credit_note
         WHERE tenant_id = $1 AND status <> 'VOID' AND invoice_id IS NOT NULL
         GROUP BY invoice_id) c ON c.invoice_id = x.id
 WHERE x.tenant_id = $1 AND c.total > x.total_minor";

fn allocation_parties() -> String {
    let id = |column: &str| format!("CASE WHEN {column} IS NULL THEN 'none' ELSE 'another' END");
    format!(
        "SELECT 'allocation' AS subject_kind, x.id AS subject, 'customer' AS fact, 'one' AS expected,
                'invoice: ' || {invoice} || ', source: ' || {source} AS found
           FROM allocation x
           LEFT JOIN invoice i ON i.tenant_id = x.tenant_id AND i.id = x.invoice_id
           LEFT JOIN payment p ON p.tenant_id = x.tenant_id AND p.id = x.payment_id
           LEFT JOIN credit_note c ON c.tenant_id = x.tenant_id AND c.id = x.credit_note_id
          WHERE x.tenant_id = $1
            AND (i.customer_id IS NULL OR i.customer_id <> x.customer_id
                 OR coalesce(p.customer_id, c.customer_id) IS NULL
                 OR coalesce(p.customer_id, c.customer_id) <> x.customer_id)
         UNION ALL
         SELECT 'allocation', x.id, 'sources', '1',
                CASE WHEN x.payment_id IS NULL THEN '0' ELSE '2' END
           FROM allocation x
          WHERE x.tenant_id = $1 AND (x.payment_id IS NULL) = (x.credit_note_id IS NULL)
         UNION ALL
         SELECT 'allocation', x.id, 'amount above', '0', CAST(x.amount_minor AS text)
           FROM allocation x
          WHERE x.tenant_id = $1 AND x.amount_minor <= 0
         UNION ALL
         SELECT 'allocation', x.id, 'source', 'has come in', coalesce(p.status, c.status)
           FROM allocation x
           LEFT JOIN payment p ON p.tenant_id = x.tenant_id AND p.id = x.payment_id
           LEFT JOIN credit_note c ON c.tenant_id = x.tenant_id AND c.id = x.credit_note_id
          WHERE x.tenant_id = $1 AND x.reversed_at IS NULL
            AND (p.status NOT IN {RECEIVED} OR c.status = 'VOID')
         UNION ALL
         SELECT 'allocation', x.id, 'reversed at', 'not before it was made', 'earlier'
           FROM allocation x
          WHERE x.tenant_id = $1 AND x.reversed_at < x.at",
        invoice = id("i.customer_id"),
        source = id("coalesce(p.customer_id, c.customer_id)"),
    )
}

fn currency() -> String {
    let of = |table: &str| {
        format!(
            "SELECT '{table}' AS subject_kind, x.id AS subject, 'currency' AS fact, k.currency AS expected,
                    x.currency AS found
               FROM {table} x
               LEFT JOIN customer k ON k.tenant_id = x.tenant_id AND k.id = x.customer_id
              WHERE x.tenant_id = $1 AND (k.currency IS NULL OR k.currency <> x.currency)"
        )
    };
    ["invoice", "payment", "credit_note"].map(of).join(" UNION ALL ")
}

/// Counted from documents and live allocations, not from what the documents say was allocated.
fn customer_balance() -> String {
    format!(
        "WITH live AS (SELECT invoice_id, payment_id, credit_note_id, amount_minor FROM allocation
                        WHERE tenant_id = $1 AND reversed_at IS NULL),
              parts AS (
                  SELECT customer_id, total_minor AS owed, 0 AS unapplied, 1 AS invoices FROM invoice
                   WHERE tenant_id = $1 AND status = 'OPEN'
                  UNION ALL
                  SELECT i.customer_id, -a.amount_minor, 0, 0 FROM live a
                    JOIN invoice i ON i.tenant_id = $1 AND i.id = a.invoice_id WHERE i.status = 'OPEN'
                  UNION ALL
                  SELECT customer_id, 0, amount_minor - refunded_minor - charged_back_minor, 0 FROM payment
                   WHERE tenant_id = $1 AND status IN {RECEIVED}
                  UNION ALL
                  SELECT customer_id, 0, total_minor, 0 FROM credit_note WHERE tenant_id = $1 AND status <> 'VOID'
                  UNION ALL
                  SELECT p.customer_id, 0, -a.amount_minor, 0 FROM live a
                    JOIN payment p ON p.tenant_id = $1 AND p.id = a.payment_id
                  UNION ALL
                  SELECT c.customer_id, 0, -a.amount_minor, 0 FROM live a
                    JOIN credit_note c ON c.tenant_id = $1 AND c.id = a.credit_note_id),
              counted AS (SELECT customer_id, sum(owed) AS owed, sum(unapplied) AS unapplied,
                                 sum(invoices) AS invoices
                            FROM parts GROUP BY customer_id),
              compared AS (SELECT k.id, coalesce(n.owed, 0) AS owed, coalesce(n.unapplied, 0) AS unapplied,
                                  coalesce(n.invoices, 0) AS invoices, coalesce(b.open_minor, 0) AS open_minor,
                                  coalesce(b.unapplied_minor, 0) AS unapplied_minor,
                                  coalesce(b.open_invoices, 0) AS open_invoices
                             FROM customer k
                             LEFT JOIN counted n ON n.customer_id = k.id
                             LEFT JOIN customer_balance b ON b.tenant_id = k.tenant_id AND b.customer_id = k.id
                            WHERE k.tenant_id = $1)
         SELECT 'customer' AS subject_kind, id AS subject, 'open' AS fact,
                CAST(CAST(owed AS bigint) AS text) AS expected, CAST(open_minor AS text) AS found
           FROM compared WHERE owed <> open_minor
         UNION ALL
         SELECT 'customer', id, 'unapplied', CAST(CAST(unapplied AS bigint) AS text), CAST(unapplied_minor AS text)
           FROM compared WHERE unapplied <> unapplied_minor
         UNION ALL
         SELECT 'customer', id, 'open invoices', CAST(CAST(invoices AS bigint) AS text), CAST(open_invoices AS text)
           FROM compared WHERE invoices <> open_invoices"
    )
}

fn last_line_of_statement() -> String {
    let effects = effects_by_customer();
    format!(
        "SELECT 'customer' AS subject_kind, k.id AS subject, 'balance' AS fact,
                CAST(CAST(coalesce(m.owed, 0) AS bigint) AS text) AS expected,
                CAST(coalesce(b.open_minor - b.unapplied_minor, 0) AS text) AS found
           FROM customer k
           LEFT JOIN ({effects}) m ON m.customer_id = k.id
           LEFT JOIN customer_balance b ON b.tenant_id = k.tenant_id AND b.customer_id = k.id
          WHERE k.tenant_id = $1 AND coalesce(m.owed, 0) <> coalesce(b.open_minor - b.unapplied_minor, 0)"
    )
}

/// Numbers are `INV-2026-000123`; what is numbered otherwise was numbered elsewhere and counts for nothing here.
fn sequence() -> String {
    let digits = (0..10)
        .fold("substr(number, 10)".to_owned(), |text, digit| format!("replace({text}, '{digit}', '')"));
    format!(
        "WITH numbers AS (
                  SELECT 'INVOICE' AS kind, 'INV-' AS prefix, number FROM invoice
                   WHERE tenant_id = $1 AND number IS NOT NULL
                  UNION ALL
                  SELECT 'CREDIT_NOTE', 'CRN-', number FROM credit_note WHERE tenant_id = $1
                  UNION ALL
                  SELECT 'PAYMENT', 'PAY-', number FROM payment WHERE tenant_id = $1
                  UNION ALL
                  SELECT 'RECEIPT', 'RCP-', receipt_number FROM payment
                   WHERE tenant_id = $1 AND receipt_number IS NOT NULL),
              counted AS (SELECT kind,
                                 CASE WHEN substr(number, 1, 4) = prefix AND substr(number, 9, 1) = '-'
                                           AND length(number) BETWEEN 15 AND 27 AND {digits} = ''
                                      THEN CAST(substr(number, 10) AS bigint) END AS counter
                            FROM numbers),
              placed AS (SELECT kind, counter,
                                coalesce(lag(counter) OVER (PARTITION BY kind ORDER BY counter), 0) AS previous
                           FROM counted WHERE counter IS NOT NULL),
              ends AS (SELECT kind, max(counter) AS counter FROM placed GROUP BY kind),
              -- A column of the right type without a row.
              nobody AS (SELECT id FROM invoice WHERE tenant_id = $1 AND 1 = 0)
         SELECT kind AS subject_kind, (SELECT id FROM nobody) AS subject,
                CASE WHEN counter = previous THEN 'repeated number' ELSE 'number' END AS fact,
                CAST(previous + 1 AS text) AS expected, CAST(counter AS text) AS found
           FROM placed WHERE counter <> previous + 1
         UNION ALL
         SELECT coalesce(s.kind, e.kind), (SELECT id FROM nobody), 'next number',
                CAST(coalesce(e.counter, 0) + 1 AS text), CAST(s.next AS text)
           FROM (SELECT kind FROM ends UNION SELECT kind FROM document_sequence
                  WHERE tenant_id = $1 AND kind IN ('INVOICE', 'CREDIT_NOTE', 'PAYMENT', 'RECEIPT')) all_kinds
           LEFT JOIN ends e ON e.kind = all_kinds.kind
           LEFT JOIN document_sequence s ON s.tenant_id = $1 AND s.kind = all_kinds.kind
          WHERE s.next IS NULL OR s.next <> coalesce(e.counter, 0) + 1"
    )
}

const PERIOD_BILLED_ONCE: &str = "
SELECT 'line' AS subject_kind, id AS subject, fact, '1' AS expected, CAST(place AS text) AS found
  FROM (SELECT l.id, lower(l.kind) || ' from ' || CAST(l.service_start AS text) AS fact,
               row_number() OVER (PARTITION BY l.subscription_id, l.service_start, l.kind ORDER BY l.id) AS place
          FROM invoice_line l
          JOIN invoice i ON i.tenant_id = l.tenant_id AND i.id = l.invoice_id
         WHERE l.tenant_id = $1 AND i.status <> 'VOID' AND l.kind IN ('RECURRING', 'USAGE')
           AND l.subscription_id IS NOT NULL AND l.service_start IS NOT NULL) billed
 WHERE place > 1";
