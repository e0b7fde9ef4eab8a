//! Nets, taxes and totals of invoices, counted anew.

/// `dividend ÷ divisor`, rounded half away from zero; both are columns or constants, the divisor is positive.
pub(super) fn rounded(dividend: &str, divisor: &str) -> String {
    let part = format!("(2 * abs({dividend}) + {divisor})");
    format!(
        "(CASE WHEN {dividend} < 0 THEN -1 ELSE 1 END) * (({part} - {part} % (2 * {divisor})) / (2 * {divisor}))"
    )
}

/// Whoever buys without tax at a price that contains it has the tax taken out and no row of it: such a line is true where
/// some inclusive rate of the tenant explains it.
pub(super) fn line_net() -> String {
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
pub(super) const TAX_BASE: &str = "
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
pub(super) fn tax_of_rate() -> String {
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

pub(super) const TAX_SHARE: &str = "
SELECT 'line' AS subject_kind, x.line_id AS subject, x.name AS fact,
       CAST(x.base_minor AS text) || ' x ' || CAST(x.rate_micro AS text) || ' / 1000000' AS expected,
       CAST(x.amount_minor AS text) AS found
  FROM invoice_line_tax x
  JOIN tax_rate r ON r.tenant_id = x.tenant_id AND r.id = x.tax_rate_id
 WHERE x.tenant_id = $1 AND NOT r.inclusive
   AND abs(CAST(x.amount_minor AS numeric) * 1000000 - CAST(x.base_minor AS numeric) * x.rate_micro) >= 1000000";

pub(super) const INVOICE_TOTALS: &str = "
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
