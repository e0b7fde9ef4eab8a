-- The caller's id and name: $1 tenant, $2 account, $3 epoch of the session. The account row is the answer.
SELECT concat('{"data":{"viewer":{"account":{"id":"acc_', a.id, '","name":', to_json(a.display_name), '}}}}')
  FROM portal_account a
 WHERE a.tenant_id = $1 AND a.id = $2 AND a.status = 'ACTIVE' AND a.session_epoch <= $3
