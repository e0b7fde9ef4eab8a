-- The caller: $1 tenant, $2 account, $3 epoch of the session.
SELECT a.locale, l.customer_id, l.reseller_id
  FROM portal_account a
  LEFT JOIN account_link l ON l.tenant_id = a.tenant_id AND l.account_id = a.id AND l.status = 'ACTIVE'
 WHERE a.tenant_id = $1 AND a.id = $2 AND a.status = 'ACTIVE' AND a.session_epoch <= $3
 ORDER BY l.created_at, l.id
