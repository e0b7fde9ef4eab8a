//! The database schema of Portico, one concern a file; the same statements for PostgreSQL and SQLite.
//!
//! Every table of a tenant has `id`, `tenant_id` and `UNIQUE (tenant_id, id)`; every foreign key is composite,
//! `(tenant_id, x_id)`, so that a link across tenants cannot be stored (architecture.md §4).

mod m20261122_000001_create_tenancy;
mod m20261122_000002_create_customers;
mod m20261122_000003_create_identity;
mod m20261122_000004_create_catalog;
mod m20261122_000005_create_payments;
mod m20261122_000006_create_billing;
mod m20261122_000007_create_audit;
mod m20261122_000010_create_events;
mod m20261122_000011_create_notifications;
mod m20261122_000020_create_mail;
mod m20261122_000021_create_password_lifecycle;
mod m20261122_000030_create_second_factors;
mod m20261122_000031_judge_login_attempts;
mod m20261122_000032_create_passkeys;
mod m20261122_000040_create_tokens;
mod m20261122_000050_create_governance;
mod m20261122_000065_mail_once;
mod m20261130_000070_create_known_device;
mod m20261130_000080_add_email_change;
mod m20261130_000081_name_account_changes;
mod m20261130_000082_count_tenant_versions;
mod m20261130_000090_index_upkeep;
mod m20261130_000100_extend_catalog;
mod m20261130_000101_create_charges;
mod m20261130_000102_create_suspension_locks;
mod m20261130_000103_create_plan_change_quotes;
mod m20261130_000104_create_usage;
mod m20261130_000105_create_coupons;
mod m20261130_000120_extend_invoicing;
mod m20261130_000121_create_billing_runs;
mod m20261130_000140_create_idempotency;
mod m20261130_000141_create_charges;
mod m20261130_000142_create_sandbox_gateway;
mod m20261130_000143_create_autopay;
mod m20261130_000150_create_pay_links;
mod m20261130_000151_create_wallet_alerts;
mod m20261130_000170_index_books;
mod m20261130_000171_create_data_exports;
mod m20261130_000180_create_imports;
mod m20261130_000190_create_dunning;
mod m20261130_000200_create_payment_returns;
mod m20261130_000201_create_write_offs;
mod m20261130_000202_delay_sandbox_refunds;
mod m20261130_000210_create_incidents;
mod m20261130_000211_create_help;
mod m20261130_000212_create_service_levels;
mod m20261130_000213_create_tickets;
mod m20261130_000220_create_devices;
mod m20261130_000221_create_network_topology;
mod m20261130_000223_create_alerts;
mod m20261130_000225_create_samples;
mod m20261130_000226_create_service_health;
mod m20261130_000228_extend_incidents;
mod m20261130_000229_create_incident_notices;
mod m20261130_000230_create_outage_credits;
mod m20261130_000232_create_automation;
mod m20261130_000234_create_provisioning;
mod m20261130_000235_create_radius;
mod m20261130_000236_create_radius_sessions;
mod m20261130_000237_create_simulated_faults;
mod m20261130_000238_link_tickets_to_devices;
mod m20261130_000239_index_run_status;
mod m20261130_000240_note_impact_gaps;
mod m20261130_000241_one_nas_at_an_address;
mod table;

use sea_orm_migration::MigrationTrait;
pub use sea_orm_migration::MigratorTrait;

/// Runs the migrations in order.
#[derive(Debug)]
pub struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261122_000001_create_tenancy::Migration),
            Box::new(m20261122_000002_create_customers::Migration),
            Box::new(m20261122_000003_create_identity::Migration),
            Box::new(m20261122_000004_create_catalog::Migration),
            Box::new(m20261122_000005_create_payments::Migration),
            Box::new(m20261122_000006_create_billing::Migration),
            Box::new(m20261122_000007_create_audit::Migration),
            Box::new(m20261122_000010_create_events::Migration),
            Box::new(m20261122_000011_create_notifications::Migration),
            Box::new(m20261122_000020_create_mail::Migration),
            Box::new(m20261122_000021_create_password_lifecycle::Migration),
            Box::new(m20261122_000030_create_second_factors::Migration),
            Box::new(m20261122_000031_judge_login_attempts::Migration),
            Box::new(m20261122_000032_create_passkeys::Migration),
            Box::new(m20261122_000040_create_tokens::Migration),
            Box::new(m20261122_000050_create_governance::Migration),
            Box::new(m20261122_000065_mail_once::Migration),
            Box::new(m20261130_000070_create_known_device::Migration),
            Box::new(m20261130_000080_add_email_change::Migration),
            Box::new(m20261130_000081_name_account_changes::Migration),
            Box::new(m20261130_000082_count_tenant_versions::Migration),
            Box::new(m20261130_000090_index_upkeep::Migration),
            Box::new(m20261130_000100_extend_catalog::Migration),
            Box::new(m20261130_000101_create_charges::Migration),
            Box::new(m20261130_000102_create_suspension_locks::Migration),
            Box::new(m20261130_000103_create_plan_change_quotes::Migration),
            Box::new(m20261130_000104_create_usage::Migration),
            Box::new(m20261130_000105_create_coupons::Migration),
            Box::new(m20261130_000120_extend_invoicing::Migration),
            Box::new(m20261130_000121_create_billing_runs::Migration),
            Box::new(m20261130_000140_create_idempotency::Migration),
            Box::new(m20261130_000141_create_charges::Migration),
            Box::new(m20261130_000142_create_sandbox_gateway::Migration),
            Box::new(m20261130_000143_create_autopay::Migration),
            Box::new(m20261130_000150_create_pay_links::Migration),
            Box::new(m20261130_000151_create_wallet_alerts::Migration),
            Box::new(m20261130_000170_index_books::Migration),
            Box::new(m20261130_000171_create_data_exports::Migration),
            Box::new(m20261130_000180_create_imports::Migration),
            Box::new(m20261130_000190_create_dunning::Migration),
            Box::new(m20261130_000200_create_payment_returns::Migration),
            Box::new(m20261130_000201_create_write_offs::Migration),
            Box::new(m20261130_000202_delay_sandbox_refunds::Migration),
            Box::new(m20261130_000210_create_incidents::Migration),
            Box::new(m20261130_000211_create_help::Migration),
            Box::new(m20261130_000212_create_service_levels::Migration),
            Box::new(m20261130_000213_create_tickets::Migration),
            Box::new(m20261130_000220_create_devices::Migration),
            Box::new(m20261130_000221_create_network_topology::Migration),
            Box::new(m20261130_000223_create_alerts::Migration),
            Box::new(m20261130_000225_create_samples::Migration),
            Box::new(m20261130_000226_create_service_health::Migration),
            Box::new(m20261130_000228_extend_incidents::Migration),
            Box::new(m20261130_000229_create_incident_notices::Migration),
            Box::new(m20261130_000230_create_outage_credits::Migration),
            Box::new(m20261130_000232_create_automation::Migration),
            Box::new(m20261130_000234_create_provisioning::Migration),
            Box::new(m20261130_000235_create_radius::Migration),
            Box::new(m20261130_000236_create_radius_sessions::Migration),
            Box::new(m20261130_000237_create_simulated_faults::Migration),
            Box::new(m20261130_000238_link_tickets_to_devices::Migration),
            Box::new(m20261130_000239_index_run_status::Migration),
            Box::new(m20261130_000240_note_impact_gaps::Migration),
            Box::new(m20261130_000241_one_nas_at_an_address::Migration),
        ]
    }
}
