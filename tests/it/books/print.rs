//! A fingerprint of everything that a tenant has stored: whatever is written, one of its numbers is another.

use portico::db::{Reads as _, Scope};
use sea_orm::FromQueryResult;

/// A table, how many rows it has, and a sum over what changes in them.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub(super) struct Count {
    place: i64,
    rows: i64,
    sum: i64,
}

/// Tables, each with the sum of what changes in its rows; a row in which that is null does not count.
const TABLES: [(&str, &str); 39] = [
    ("invoice", "version + total_minor + 3 * allocated_minor + 5 * dispute_hold_minor"),
    ("invoice_line", "net_minor"),
    ("invoice_line_tax", "amount_minor"),
    ("credit_note", "version + total_minor + 3 * allocated_minor"),
    ("credit_note_line", "net_minor"),
    ("allocation", "amount_minor * CASE WHEN reversed_at IS NULL THEN 1 ELSE 2 END"),
    ("customer_balance", "open_minor + 3 * unapplied_minor + 5 * open_invoices"),
    ("payment", "version + allocated_minor + 3 * refunded_minor + 5 * charged_back_minor"),
    ("payment_attempt", "number"),
    ("payment_charge", "checks + CASE WHEN settled_at IS NULL THEN 0 ELSE 1 END"),
    ("payment_claim", "amount_minor * CASE WHEN is_live THEN 1 ELSE 2 END"),
    ("payment_refund", "amount_minor * CASE WHEN settled_at IS NULL THEN 1 ELSE 2 END"),
    ("payment_dispute", "amount_minor * CASE WHEN closed_at IS NULL THEN 1 ELSE 2 END"),
    ("payment_method", "version"),
    ("line_dispute", "version + amount_minor"),
    ("payment_arrangement", "version + total_minor"),
    ("arrangement_invoice", "balance_minor"),
    ("arrangement_instalment", "amount_minor"),
    ("late_fee", "amount_minor * CASE WHEN waived_at IS NULL THEN 1 ELSE 2 END"),
    ("dunning_step", "stage"),
    ("wallet_alert", "version + CASE WHEN is_low THEN 1000 ELSE 0 END"),
    // Of what is disputed a ticket is opened when the server comes to it.
    ("document_sequence", "CASE WHEN kind <> 'TICKET' THEN next END"),
    ("billed_period", "1"),
    ("billing_run", "CASE WHEN finished_at IS NULL THEN 0 ELSE 1 END"),
    ("subscription", "version"),
    ("suspension_lock", "CASE WHEN lifted_on IS NULL THEN 0 ELSE 1 END"),
    ("charge", "unit_price_minor + CASE WHEN invoice_id IS NULL THEN 0 ELSE 1 END"),
    ("credited_charge", "1"),
    ("plan_change_quote", "CASE WHEN accepted_at IS NULL THEN 0 ELSE 1 END"),
    ("customer_discount", "version"),
    ("coupon", "redeemed"),
    ("top_up", "bytes / 1000"),
    ("usage_day", "down_bytes / 1000"),
    ("autopay", "version"),
    ("pay_link", "CASE WHEN revoked_at IS NULL THEN 0 ELSE 1 END"),
    ("pay_link_payment", "1"),
    ("idempotency_record", "CASE WHEN result IS NULL THEN 0 ELSE 1 END"),
    ("outbox_event", "1"),
    ("audit_entry", "1"),
];

/// The fingerprint of the scope's tenant, in one statement.
pub(super) async fn print(scope: &Scope) -> Vec<Count> {
    print_without(scope, &[]).await
}

/// The same without tables in which somebody else writes.
pub(super) async fn print_without(scope: &Scope, left_out: &[&str]) -> Vec<Count> {
    let of = |(place, (table, sum)): (usize, &(&str, &str))| {
        format!(
            "SELECT CAST({place} AS bigint) AS place, count({sum}) AS rows, CAST(coalesce(sum({sum}), 0) AS bigint) AS sum
               FROM {table} WHERE tenant_id = $1"
        )
    };
    let tables = TABLES.iter().enumerate().filter(|(_, (table, _))| !left_out.contains(table));
    let sql: Vec<String> = tables.map(of).collect();
    let mut counts: Vec<Count> =
        scope.rows(&sql.join(" UNION ALL "), []).await.expect("the database answers");
    counts.sort_by_key(|count| count.place);
    counts
}

/// Panics, naming the tables, unless nothing was written between two fingerprints.
#[track_caller]
pub(super) fn assert_unchanged(before: &[Count], after: &[Count], what: &str) {
    let told = |(before, after): (&Count, &Count)| {
        let table = usize::try_from(before.place).ok().and_then(|place| TABLES.get(place));
        let table = table.map_or("", |(table, _)| table);
        format!("{table}: {} → {} rows, {} → {}", before.rows, after.rows, before.sum, after.sum)
    };
    let changed: Vec<_> =
        before.iter().zip(after).filter(|(before, after)| before != after).map(told).collect();
    assert!(changed.is_empty(), "{what} has written: {changed:?}");
}
