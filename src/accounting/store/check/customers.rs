//! Balances, statements, numbers: what spans documents.

use super::super::movements::effects_by_customer;
use super::RECEIVED;

pub(super) fn currency() -> String {
    let of = |table: &str| {
        format!(
            "SELECT '{table}' AS subject_kind, x.id AS subject, 'currency' AS fact, k.currency AS expected,
                    x.currency AS found
               FROM {table} x
               LEFT JOIN customer k ON k.tenant_id = x.tenant_id AND k.id = x.customer_id
              WHERE x.tenant_id = $1 AND (k.currency IS NULL OR k.currency <> x.currency)"
        )
    };
    ["invoice", "payment", "credit_note", "outage_credit"].map(of).join(" UNION ALL ")
}

/// Counted from documents and live allocations, not from what the documents say was allocated.
pub(super) fn customer_balance() -> String {
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

pub(super) fn last_line_of_statement() -> String {
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
pub(super) fn sequence() -> String {
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

pub(super) const PERIOD_BILLED_ONCE: &str = "
SELECT 'line' AS subject_kind, id AS subject, fact, '1' AS expected, CAST(place AS text) AS found
  FROM (SELECT l.id, lower(l.kind) || ' from ' || CAST(l.service_start AS text) AS fact,
               row_number() OVER (PARTITION BY l.subscription_id, l.service_start, l.kind ORDER BY l.id) AS place
          FROM invoice_line l
          JOIN invoice i ON i.tenant_id = l.tenant_id AND i.id = l.invoice_id
         WHERE l.tenant_id = $1 AND i.status <> 'VOID' AND l.kind IN ('RECURRING', 'USAGE')
           AND l.subscription_id IS NOT NULL AND l.service_start IS NOT NULL) billed
 WHERE place > 1";
