//! Every table is accounted for: it is cleared, or it is known why it is not.

use std::collections::BTreeSet;

use sea_orm::{ConnectionTrait as _, DbBackend, Statement};

use crate::support::app::TestApp;

/// Cleared by `jobs::clear`, or where they are used.
const CLEARED: &[&str] = &[
    "account_status_change",
    "login_attempt",
    "mail_message",
    "member_invitation",
    "notification",
    "one_time_token",
    "passkey_ceremony",
    // Those that nobody took; what was taken is part of the books.
    "plan_change_quote",
    "personal_access_token",
    "read_access",
    "sign_in_challenge",
    "token_family",
    // By age, with `events.retention_days`.
    "outbox_event",
    // Removed when it is answered.
    "reset_request",
    // By the keys that follow.
    "signing_key",
    // When the device is well again.
    "outage_watch",
    // By the passwords that follow.
    "former_password",
    // By their own time, with the jobs of payments.
    "idempotency_record",
    // With the bytes of the file: what is left says that there was one.
    "data_export",
    // Those that were uploaded and never used.
    "ticket_attachment",
    // By age, with the job of the samples: their partitions are dropped.
    "device_hour",
    "device_poll",
    "interface_five_minutes",
    "interface_hour",
    "interface_sample",
    // When it is done.
    "sample_work",
    // By age, with `retention.automation_log_days`.
    "automation_line",
    // By age, after their end.
    "radius_session",
];

/// Kept for good.
const KEPT: &[&str] = &[
    // The books, which the law wants kept.
    "allocation",
    "arrangement_instalment",
    "arrangement_invoice",
    "credit_note",
    "customer_balance",
    "document_sequence",
    "dunning_step",
    "invoice",
    "invoice_line",
    "invoice_line_tax",
    "pay_link",
    "pay_link_invoice",
    "pay_link_payment",
    "line_dispute",
    "payment",
    "payment_arrangement",
    "tax_rate",
    "billed_period",
    "outage_credit",
    "billing_run",
    "billing_run_error",
    "billing_run_share",
    "charge",
    "credit_note_line",
    "credit_note_line_tax",
    "credited_charge",
    "late_fee",
    "wallet_alert",
    "write_off",
    "payment_attempt",
    "payment_charge",
    "payment_dispute",
    "payment_refund",
    "payment_return",
    "suspension_lock",
    "top_up",
    "usage_day",
    // What a payer has agreed to, and each time it was drawn on.
    "autopay",
    "autopay_attempt",
    // What a gateway has said: evidence of a dispute.
    "gateway_event",
    "payment_claim",
    // The books of the sandbox gateway, which is a gateway's own memory.
    "sandbox_charge",
    "sandbox_event",
    "sandbox_refund",
    // What customers were promised and told: evidence of a complaint.
    "incident",
    "incident_follower",
    "incident_impact",
    "incident_notice",
    "incident_update",
    "ticket",
    "ticket_note",
    "ticket_reply",
    "ticket_tag",
    "ticket_transition",
    "ticket_watcher",
    // The network as it is; what it has told in time is cleared where it is kept.
    "device",
    "device_interface",
    "device_state",
    "management_network",
    "network_topology",
    "service_link",
    "site",
    // What was alarmed, and why.
    "alert",
    "alert_rule",
    // What was done to devices, by whom, and what came of it.
    "automation_host",
    "automation_run",
    // As long as a device of a simulated network is broken.
    "simulated_fault",
    // Who changed what.
    "audit_chain",
    "audit_entry",
    // What there is, and does not grow by itself.
    "nas",
    "provisioning_state",
    "radcheck",
    "radgroupreply",
    "radius_credential",
    "radreply",
    "radusergroup",
    "account_link",
    "business_calendar",
    "canned_reply",
    "help_article",
    "help_vote",
    "sla_policy",
    "support_team",
    "support_team_member",
    "customer",
    // The last of each service.
    "service_health",
    "event_listener",
    "event_stream",
    "external_ref",
    // Twenty for an account; the one that was used least makes room.
    "known_device",
    "notification_preference",
    "passkey",
    "coupon",
    "coupon_plan",
    "customer_discount",
    "payment_method",
    "plan",
    "portal_account",
    "recovery_code",
    "reseller",
    "reseller_customer",
    "subscription",
    "tenant",
    "tenant_host",
    "top_up_pack",
    "totp_factor",
];

both!(every_table_is_cleared_or_known_to_be_kept, async |t: TestApp| {
    let backend = t.raw().get_database_backend();
    // SQLite's tables of words (`ticket_fts` and its parts) follow the tables whose words they hold.
    let sql = if backend == DbBackend::Sqlite {
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '%!_fts%' ESCAPE '!'"
    } else {
        // A partition is a part of its table.
        "SELECT relname::text AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace \
         AND relkind IN ('r', 'p') AND NOT relispartition"
    };
    let rows =
        t.raw().query_all_raw(Statement::from_string(backend, sql)).await.expect("the database answers");
    let tables: BTreeSet<String> =
        rows.iter().map(|row| row.try_get::<String>("", "name").expect("a name")).collect();
    let known: BTreeSet<String> =
        CLEARED.iter().chain(KEPT).chain(&["seaql_migrations"]).map(|name| (*name).to_owned()).collect();
    let unknown: Vec<&String> = tables.difference(&known).collect();
    assert!(
        unknown.is_empty(),
        "does it grow? Clear it in jobs/clear.rs, or say here why it stays: {unknown:?}"
    );
    let gone: Vec<&String> = known.difference(&tables).collect();
    assert!(gone.is_empty(), "there are no such tables: {gone:?}");
});
