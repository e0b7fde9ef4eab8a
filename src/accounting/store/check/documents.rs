//! What documents say of themselves, held against the allocations.

use super::RECEIVED;

/// What a document says was allocated, against its live allocations, and within what there is to allocate.
pub(super) fn allocated(table: &str, link: &str, most: &str) -> String {
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

pub(super) const INVOICE_STATUS: &str = "
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

pub(super) fn payment_status() -> String {
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

pub(super) const INVOICE_WRITE_OFFS: &str = "
SELECT 'invoice' AS subject_kind, id AS subject, 'written off' AS fact, CAST(expected AS text) AS expected,
       CAST(CAST(found AS bigint) AS text) AS found
  FROM (SELECT x.id, CASE WHEN x.status = 'UNCOLLECTIBLE' THEN x.total_minor - x.allocated_minor ELSE 0 END AS expected,
               coalesce(w.amount, 0) AS found
          FROM invoice x
          LEFT JOIN (SELECT invoice_id, sum(amount_minor) AS amount FROM write_off WHERE tenant_id = $1
                      GROUP BY invoice_id) w ON w.invoice_id = x.id
         WHERE x.tenant_id = $1) sums
 WHERE found <> expected";

/// Of a payment against its movements, and of each refund and dispute against its own. What is older than refunds and
/// disputes has movements without them.
pub(super) const PAYMENT_RETURNS: &str = "
SELECT 'payment' AS subject_kind, id AS subject, fact, CAST(CAST(expected AS bigint) AS text) AS expected,
       CAST(CAST(found AS bigint) AS text) AS found
  FROM (SELECT x.id, 'refunded' AS fact, coalesce(r.refunded, 0) AS expected, x.refunded_minor AS found
          FROM payment x
          LEFT JOIN (SELECT payment_id, sum(amount_minor) AS refunded FROM payment_return
                      WHERE tenant_id = $1 AND kind = 'REFUND' GROUP BY payment_id) r ON r.payment_id = x.id
         WHERE x.tenant_id = $1
        UNION ALL
        SELECT x.id, 'charged back', coalesce(r.taken, 0), x.charged_back_minor
          FROM payment x
          LEFT JOIN (SELECT payment_id, sum(amount_minor) AS taken FROM payment_return
                      WHERE tenant_id = $1 AND kind = 'CHARGEBACK' GROUP BY payment_id) r ON r.payment_id = x.id
         WHERE x.tenant_id = $1
        UNION ALL
        SELECT f.payment_id, 'booked of a refund', CASE WHEN f.status = 'SUCCEEDED' THEN f.amount_minor ELSE 0 END,
               coalesce(r.amount, 0)
          FROM payment_refund f
          LEFT JOIN (SELECT refund_id, sum(amount_minor) AS amount FROM payment_return
                      WHERE tenant_id = $1 AND refund_id IS NOT NULL GROUP BY refund_id) r ON r.refund_id = f.id
         WHERE f.tenant_id = $1
        UNION ALL
        SELECT d.payment_id, 'booked of a dispute', d.amount_minor - d.restored_minor, coalesce(r.amount, 0)
          FROM payment_dispute d
          LEFT JOIN (SELECT dispute_id, sum(amount_minor) AS amount FROM payment_return
                      WHERE tenant_id = $1 AND dispute_id IS NOT NULL GROUP BY dispute_id) r ON r.dispute_id = d.id
         WHERE d.tenant_id = $1) sums
 WHERE found <> expected";

pub(super) const CREDIT_STATUS: &str = "
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

pub(super) const CREDITS_OF_INVOICE: &str = "
SELECT 'invoice' AS subject_kind, x.id AS subject, 'credited at most' AS fact, CAST(x.total_minor AS text) AS expected,
       CAST(CAST(c.total AS bigint) AS text) AS found
  FROM invoice x
  JOIN (SELECT invoice_id, sum(total_minor) AS total FROM credit_note
         WHERE tenant_id = $1 AND status <> 'VOID' AND invoice_id IS NOT NULL
         GROUP BY invoice_id) c ON c.invoice_id = x.id
 WHERE x.tenant_id = $1 AND c.total > x.total_minor";

pub(super) fn allocation_parties() -> String {
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
