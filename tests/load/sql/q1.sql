-- The dashboard: $1 tenant, $2 customer, $3 today, $4 whether texts are German. Amounts have two digits: EUR and USD.
SELECT concat('{"data":{"viewer":{"customer":{"id":"cus_', c.id, '","number":', to_json(c.number),
         ',"name":', to_json(c.name),
         ',"balance":{"amount":"', (coalesce(b.open_minor, 0) - coalesce(b.unapplied_minor, 0)) * 0.01,
         '","currency":"', c.currency, '"},"openInvoiceCount":', coalesce(b.open_invoices, 0),
         ',"invoices":{"nodes":[', (
           SELECT string_agg(concat('{"id":"inv_', i.id, '","number":', to_json(i.number),
                    ',"status":"', i.status, '","issueDate":"', i.issue_date, '","dueDate":"', i.due_date,
                    CASE WHEN i.status = 'OPEN' AND i.due_date < $3 THEN '","overdue":true' ELSE '","overdue":false' END,
                    ',"total":{"amount":"', i.total_minor * 0.01, '","currency":"', i.currency,
                    '"},"balance":{"amount":"',
                    CASE WHEN i.status = 'VOID' THEN 0.00 ELSE (i.total_minor - i.allocated_minor) * 0.01 END,
                    '","currency":"', i.currency, '"},"lines":{"nodes":[', (
                      SELECT string_agg(concat('{"id":"lin_', n.id, '","description":', to_json(
                               CASE n.description_key
                                 WHEN 'line.plan' THEN n.description_args->>'plan'
                                 WHEN 'line.setup' THEN CASE WHEN $4 THEN 'Einrichtung ' ELSE 'Set-up of ' END || (n.description_args->>'plan')
                                 WHEN 'line.usage' THEN (n.description_args->>'gb') || CASE WHEN $4 THEN ' GB über das Inklusivvolumen hinaus' ELSE ' GB beyond the included volume' END
                                 WHEN 'line.discount' THEN CASE WHEN $4 THEN 'Rabatt: ' ELSE 'Discount: ' END || (n.description_args->>'name')
                                 WHEN 'line.late_fee' THEN CASE WHEN $4 THEN 'Mahngebühr zur Rechnung ' ELSE 'Late fee for invoice ' END || (n.description_args->>'invoice')
                                 WHEN 'line.static_ip' THEN CASE WHEN $4 THEN 'Feste IP-Adresse' ELSE 'Static IP address' END
                                 WHEN 'line.router_rental' THEN CASE WHEN $4 THEN 'Router-Miete' ELSE 'Router rental' END
                                 WHEN 'line.paper_invoice' THEN CASE WHEN $4 THEN 'Papierrechnung' ELSE 'Paper invoice' END
                                 WHEN 'line.technician' THEN CASE WHEN $4 THEN 'Technikereinsatz: ' ELSE 'Technician''s visit: ' END || (n.description_args->>'reason')
                               END),
                               ',"quantity":"', trim_scale(n.quantity_micro * 0.000001),
                               '","net":{"amount":"', n.net_minor * 0.01, '","currency":"', i.currency,
                               '"},"taxes":[', (
                                 SELECT string_agg(concat('{"name":', to_json(t.name), ',"rate":"',
                                          trim_scale(t.rate_micro * 0.000001), '","amount":{"amount":"',
                                          t.amount_minor * 0.01, '","currency":"', i.currency, '"}}'), ',')
                                   FROM (SELECT name, rate_micro, amount_minor FROM invoice_line_tax
                                          WHERE tenant_id = $1 AND line_id = n.id ORDER BY name, id LIMIT 10) t),
                               ']}'), ',')
                        FROM (SELECT * FROM invoice_line
                               WHERE tenant_id = $1 AND invoice_id = i.id ORDER BY position LIMIT 15) n),
                    ']},"payments":[', (
                      SELECT string_agg(concat('{"id":"pay_', p.id, '","number":', to_json(p.number),
                               ',"channel":"', p.channel, '","receivedAt":"',
                               to_char(p.received_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
                               '","amount":{"amount":"', p.amount_minor * 0.01, '","currency":"', p.currency, '"}}'), ','
                               ORDER BY a.at DESC, a.id DESC)
                        FROM (SELECT payment_id, at, id FROM allocation
                               WHERE tenant_id = $1 AND invoice_id = i.id AND reversed_at IS NULL
                               ORDER BY at DESC, id DESC LIMIT 20) a
                        JOIN payment p ON p.tenant_id = $1 AND p.id = a.payment_id),
                    ']}'), ',' ORDER BY i.issue_date DESC, i.id DESC)
             FROM (SELECT * FROM invoice
                    WHERE tenant_id = $1 AND customer_id = c.id AND status <> 'DRAFT'
                    ORDER BY issue_date DESC, id DESC LIMIT 12) i),
         ']},"subscriptions":{"nodes":[', (
           SELECT string_agg(concat('{"id":"sub_', s.id, '","number":', to_json(s.number), ',"status":"', s.status,
                    '","activatedOn":', coalesce('"' || s.activated_on || '"', 'null'),
                    ',"price":{"amount":"', coalesce(s.price_override_minor, p.price_minor) * 0.01,
                    '","currency":"', p.currency, '"},"plan":{"id":"pln_', p.id, '","name":', to_json(p.name),
                    ',"kind":"', p.kind,
                    '","downKbps":', CASE WHEN p.down_kbps > 0 THEN '"' || p.down_kbps || '"' ELSE 'null' END,
                    ',"upKbps":', CASE WHEN p.up_kbps > 0 THEN '"' || p.up_kbps || '"' ELSE 'null' END, '}}'), ','
                    ORDER BY s.created_at, s.id)
             FROM (SELECT * FROM subscription
                    WHERE tenant_id = $1 AND customer_id = c.id ORDER BY created_at, id LIMIT 10) s
             JOIN plan p ON p.tenant_id = $1 AND p.id = s.plan_id),
         ']}}}}}')
  FROM customer c
  LEFT JOIN customer_balance b ON b.tenant_id = c.tenant_id AND b.customer_id = c.id
 WHERE c.tenant_id = $1 AND c.id = $2
