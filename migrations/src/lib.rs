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
mod m20261130_000170_index_books;
mod m20261130_000171_create_data_exports;
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
            Box::new(m20261130_000170_index_books::Migration),
            Box::new(m20261130_000171_create_data_exports::Migration),
        ]
    }
}
