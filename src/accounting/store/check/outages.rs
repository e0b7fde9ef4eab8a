//! What is given back for outages, held against the credit notes and the lines that it is of.

use super::lines::rounded;

/// A credit note that somebody has written for an outage by hand has no minutes, and is passed over; one that names minutes gives
/// back what they come to, and nothing else. What is left of a line may be less than the minutes are worth.
pub(super) fn outage_credits() -> String {
    let worth = rounded("product", "period");
    format!(
        "SELECT 'credit_note' AS subject_kind, n.id AS subject, 'net of its outages' AS fact,
                CAST(CAST(o.amount AS bigint) AS text) AS expected, CAST(n.net_minor AS text) AS found
           FROM credit_note n
           JOIN (SELECT credit_note_id, sum(amount_minor) AS amount FROM outage_credit
                  WHERE tenant_id = $1 AND credit_note_id IS NOT NULL
                  GROUP BY credit_note_id) o ON o.credit_note_id = n.id
          WHERE n.tenant_id = $1 AND n.net_minor <> o.amount
         UNION ALL
         SELECT 'outage_credit', o.id, 'credit note', CASE WHEN o.amount_minor = 0 THEN 'none' ELSE 'one' END,
                CASE WHEN n.id IS NULL THEN 'none' ELSE 'one' END
           FROM outage_credit o
           LEFT JOIN credit_note n ON n.tenant_id = o.tenant_id AND n.id = o.credit_note_id
          WHERE o.tenant_id = $1 AND (o.amount_minor = 0) <> (n.id IS NULL)
         UNION ALL
         SELECT 'outage_credit', o.id, 'reason', 'SERVICE_OUTAGE', n.reason
           FROM outage_credit o
           JOIN credit_note n ON n.tenant_id = o.tenant_id AND n.id = o.credit_note_id
          WHERE o.tenant_id = $1 AND n.reason <> 'SERVICE_OUTAGE'
         UNION ALL
         SELECT 'outage_credit', o.id, 'parties', 'customer, invoice and service of the line', 'others'
           FROM outage_credit o
           LEFT JOIN invoice_line l ON l.tenant_id = o.tenant_id AND l.id = o.invoice_line_id
           LEFT JOIN invoice i ON i.tenant_id = l.tenant_id AND i.id = l.invoice_id
           LEFT JOIN credit_note n ON n.tenant_id = o.tenant_id AND n.id = o.credit_note_id
          WHERE o.tenant_id = $1
            AND (i.customer_id IS NULL OR i.customer_id <> o.customer_id
                 OR l.subscription_id IS NULL OR l.subscription_id <> o.subscription_id
                 OR (n.id IS NOT NULL AND (n.customer_id <> o.customer_id OR n.invoice_id IS NULL
                                           OR n.invoice_id <> l.invoice_id)))
         UNION ALL
         SELECT 'outage_credit', id, 'worth at most', CAST(CAST({worth} AS bigint) AS text), CAST(amount_minor AS text)
           FROM (SELECT id, amount_minor, CAST(price_minor AS numeric) * minutes AS product,
                        CASE WHEN period_minutes > 0 THEN period_minutes ELSE 1 END AS period
                   FROM outage_credit WHERE tenant_id = $1) counted
          WHERE amount_minor > {worth}
         UNION ALL
         SELECT 'line', id, 'given back for outages at most', CAST(most AS text), CAST(CAST(given AS bigint) AS text)
           FROM (SELECT l.id, sum(o.amount_minor) AS given,
                        CASE WHEN max(o.price_minor) < l.net_minor THEN max(o.price_minor) ELSE l.net_minor END AS most
                   FROM outage_credit o
                   JOIN invoice_line l ON l.tenant_id = o.tenant_id AND l.id = o.invoice_line_id
                  WHERE o.tenant_id = $1
                  GROUP BY l.id, l.net_minor) lines
          WHERE given > most"
    )
}
