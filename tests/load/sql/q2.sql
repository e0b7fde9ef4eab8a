-- The reseller's list: $1 tenant, $2 reseller, $3 today. Amounts have two digits: EUR and USD.
WITH RECURSIVE tree AS (
  SELECT id FROM reseller WHERE tenant_id = $1 AND id = $2 AND status = 'ACTIVE'
  UNION
  SELECT r.id FROM tree t JOIN reseller r ON r.tenant_id = $1 AND r.parent_id = t.id
)
SELECT concat('{"data":{"viewer":{"reseller":{"customers":{"nodes":[', string_agg(concat(
         '{"id":"cus_', c.id, '","number":', to_json(c.number), ',"name":', to_json(c.name), ',"status":"', c.status,
         '","balance":{"amount":"', (coalesce(b.open_minor, 0) - coalesce(b.unapplied_minor, 0)) * 0.01,
         '","currency":"', c.currency, '"},"openInvoiceCount":', coalesce(b.open_invoices, 0),
         ',"latestInvoice":', CASE WHEN i.id IS NULL THEN 'null' ELSE concat(
           '{"id":"inv_', i.id, '","number":', to_json(i.number), ',"status":"', i.status,
           '","issueDate":"', i.issue_date, '","dueDate":"', i.due_date,
           '","total":{"amount":"', i.total_minor * 0.01, '","currency":"', i.currency, '"},"balance":{"amount":"',
           CASE WHEN i.status = 'VOID' THEN 0.00 ELSE (i.total_minor - i.allocated_minor) * 0.01 END,
           '","currency":"', i.currency, '"}}') END, '}'), ',' ORDER BY c.name, c.id) FILTER (WHERE c.place <= 50),
       '],"pageInfo":{"hasNextPage":', CASE WHEN count(*) > 50 THEN 'true' ELSE 'false' END, '}}}}}}')
  FROM (SELECT *, row_number() OVER (ORDER BY name, id) AS place FROM customer
         WHERE tenant_id = $1 AND id IN (
           SELECT customer_id FROM reseller_customer
            WHERE tenant_id = $1 AND reseller_id IN (SELECT id FROM tree)
              AND from_date <= $3 AND (to_date IS NULL OR to_date > $3))
         ORDER BY name, id LIMIT 51) c
  LEFT JOIN customer_balance b ON b.tenant_id = $1 AND b.customer_id = c.id
  LEFT JOIN LATERAL (SELECT * FROM invoice
                      WHERE tenant_id = $1 AND customer_id = c.id AND status <> 'DRAFT'
                      ORDER BY issue_date DESC, id DESC LIMIT 1) i ON true
