//! What the types of the configuration cannot say.

use secrecy::{ExposeSecret as _, SecretString};

use super::sections::{Config, FileStoreKind, Files, Samples, Secrets, SecretsProvider, SessionStoreKind};
use crate::ports::keyring::{KeyFormatError, MasterKey};
use crate::ports::mail::is_address;

/// Every fault of the database's section, with its key. Values are never repeated: they may be secrets.
pub(super) fn validate_database(config: &Config) -> Vec<String> {
    let mut faults = Vec::new();
    let mut demand = |holds: bool, fault: &str| {
        if !holds {
            faults.push(fault.to_owned());
        }
    };
    demand(config.database.max_connections > 0, "database.max_connections: must be at least 1");
    // PostgreSQL takes 0 for no limit at all.
    demand(config.database.statement_timeout_ms > 0, "database.statement_timeout_ms: must be at least 1");
    demand(
        begins(&config.database.url, &["postgres://", "postgresql://", "sqlite://"]),
        "database.url: must be postgres://… (or sqlite://… for a trial)",
    );
    faults
}

/// Every fault, with its key.
pub(super) fn validate(config: &Config) -> Vec<String> {
    let mut faults = validate_database(config);
    let mut demand = |holds: bool, fault: &str| {
        if !holds {
            faults.push(fault.to_owned());
        }
    };
    demand(
        config.sessions.store == SessionStoreKind::Memory
            || begins(&config.sessions.redis_url, &["redis://", "unix://", "redis+unix://"]),
        "sessions.redis_url: must be redis://… (or set sessions.store = \"memory\" for a single replica)",
    );
    demand(config.sessions.redis_timeout_ms > 0, "sessions.redis_timeout_ms: must be at least 1");
    demand(config.sessions.idle_minutes > 0, "sessions.idle_minutes: must be at least 1");
    demand(config.auth.lock_minutes > 0, "auth.lock_minutes: must be at least 1");
    demand(
        config.auth.counter_key.expose_secret().chars().count() >= 32,
        "auth.counter_key: must have at least 32 characters",
    );
    demand(config.auth.max_failures > 0, "auth.max_failures: must be at least 1");
    // NIST SP 800-63B-4 §3.2.2 allows no more.
    demand(
        (1..=100).contains(&config.auth.max_failures_in_a_row),
        "auth.max_failures_in_a_row: must be 1 to 100",
    );
    demand(config.auth.per_account_per_minute > 0, "auth.per_account_per_minute: must be at least 1");
    demand(config.auth.per_address_per_minute > 0, "auth.per_address_per_minute: must be at least 1");
    demand(!config.tokens.issuer.is_empty(), "tokens.issuer: must not be empty");
    demand((1..=15).contains(&config.tokens.access_minutes), "tokens.access_minutes: must be 1 to 15");
    demand(config.tokens.signing_key_days > 0, "tokens.signing_key_days: must be at least 1");
    demand((1..=64).contains(&config.billing.workers), "billing.workers: must be 1 to 64");
    demand(config.events.retention_days > 0, "events.retention_days: must be at least 1");
    // An attempt outlives the challenges that speak of it, which are kept for a day.
    demand(
        config.retention.login_attempt_days == 0 || config.retention.login_attempt_days >= 7,
        "retention.login_attempt_days: must be at least 7, or 0 to keep them",
    );
    demand(config.events.poll_ms > 0, "events.poll_ms: must be at least 1");
    demand(config.payments.look_ms > 0, "payments.look_ms: must be at least 1");
    // Stripe's key travels there.
    demand(
        config.payments.stripe_url.starts_with("https://")
            || config.payments.stripe_url.starts_with("http://127.0.0.1:"),
        "payments.stripe_url: must be https://…",
    );
    demand(config.events.lease_seconds > 0, "events.lease_seconds: must be at least 1");
    demand(
        config.auth.resets_per_account_per_hour > 0,
        "auth.resets_per_account_per_hour: must be at least 1",
    );
    // Less than the lease of a mail (`mail::Sender`): one that takes longer would be sent by another meanwhile.
    demand((1..=240).contains(&config.mail.timeout_seconds), "mail.timeout_seconds: must be 1 to 240");
    demand(is_address(&config.mail.from), "mail.from: must be a mail address");
    demand(
        ["https://", "http://"].iter().any(|scheme| config.mail.portal_url.starts_with(scheme))
            && !config.mail.portal_url.ends_with('/'),
        "mail.portal_url: must be https://… without a slash at its end, such as https://{host}",
    );
    demand(
        config.mail.smtp_user.is_empty()
            || !config.mail.smtp_password.expose_secret().is_empty()
            || config.mail.smtp_password_secret.is_some(),
        "mail.smtp_password: is needed with mail.smtp_user (or mail.smtp_password_secret)",
    );
    demand(config.server.deadline_seconds > 0, "server.deadline_seconds: must be at least 1");
    demand(
        config.graphql.max_answer_bytes >= 64 << 10,
        "graphql.max_answer_bytes: must be at least 65536, or ordinary answers are refused",
    );
    demand(
        config.server.max_connections_per_address > 0,
        "server.max_connections_per_address: must be at least 1",
    );
    demand(config.server.max_in_flight > 0, "server.max_in_flight: must be at least 1");
    demand(config.live.max_operations > 0, "live.max_operations: must be at least 1");
    demand(config.live.recheck_seconds > 0, "live.recheck_seconds: must be at least 1");
    demand(config.live.ping_seconds > 0, "live.ping_seconds: must be at least 1");
    demand(
        tracing_subscriber::EnvFilter::try_new(&config.log.filter).is_ok(),
        "log.filter: is not a list of directives such as info,portico::db=debug",
    );
    faults.extend(validate_files(&config.files));
    faults.extend(validate_network(config));
    faults.extend(validate_samples(&config.samples));
    faults.extend(validate_secrets(&config.secrets));
    faults
}

/// Every fault of how the network is asked, told and worked on.
fn validate_network(config: &Config) -> Vec<String> {
    let mut faults = Vec::new();
    let mut demand = |holds: bool, fault: &str| {
        if !holds {
            faults.push(fault.to_owned());
        }
    };
    demand(config.network.poll_concurrency > 0, "network.poll_concurrency: must be at least 1");
    demand(config.network.look_ms > 0, "network.look_ms: must be at least 1");
    demand((1..=60_000).contains(&config.network.timeout_ms), "network.timeout_ms: must be 1 to 60000");
    demand(config.network.retries <= 10, "network.retries: must be 0 to 10");
    demand(
        (config.network.timeout_ms..=300_000).contains(&config.network.budget_ms),
        "network.budget_ms: must be at least network.timeout_ms, and at most 300000",
    );
    demand(!config.automation.command.is_empty(), "automation.command: must not be empty");
    demand(config.automation.time_limit_seconds > 0, "automation.time_limit_seconds: must be at least 1");
    demand((1..=64).contains(&config.automation.concurrency), "automation.concurrency: must be 1 to 64");
    demand(config.automation.lease_seconds > 1, "automation.lease_seconds: must be at least 2");
    demand(config.provisioning.reconcile_seconds > 0, "provisioning.reconcile_seconds: must be at least 1");
    demand((1..=10).contains(&config.provisioning.nas_tries), "provisioning.nas_tries: must be 1 to 10");
    // Both write what a service has used on a day, and each overwrites the other.
    demand(
        config.provisioning.accounting_listen.is_none() || !config.samples.port_usage,
        "samples.port_usage: must be false where provisioning.accounting_listen counts what services use",
    );
    // With the tries of a service's sessions within what a driver may take (provisioning::work).
    demand(
        (1..=5_000).contains(&config.provisioning.nas_timeout_ms),
        "provisioning.nas_timeout_ms: must be 1 to 5000",
    );
    faults
}

/// Every fault of how long what is measured is kept.
fn validate_samples(samples: &Samples) -> Vec<String> {
    let mut faults = Vec::new();
    let mut demand = |holds: bool, fault: &str| {
        if !holds {
            faults.push(fault.to_owned());
        }
    };
    // An hour is rolled up from its samples, and again with each that comes late.
    demand(samples.raw_hours >= 3, "samples.raw_hours: must be at least 3");
    // The volume of a day is reckoned until an hour after its end, from five minutes each.
    demand(samples.five_minute_days >= 3, "samples.five_minute_days: must be at least 3");
    demand(samples.hour_days >= 31, "samples.hour_days: must be at least 31");
    faults
}

/// The most that a file on a ticket may have: each is in memory while it is looked at.
const MAX_FILE: u64 = 50 << 20;

/// Every fault of where files on tickets are kept.
fn validate_files(files: &Files) -> Vec<String> {
    let mut faults = Vec::new();
    let mut demand = |holds: bool, fault: &str| {
        if !holds {
            faults.push(fault.to_owned());
        }
    };
    demand(
        files.store != FileStoreKind::Folder || files.folder.is_some(),
        "files.folder: is needed with files.store = \"folder\"",
    );
    demand((1..=MAX_FILE).contains(&files.max_bytes), "files.max_bytes: must be 1 to 52428800");
    if files.store == FileStoreKind::S3 {
        let absent = |text: &SecretString| text.expose_secret().is_empty();
        demand(!files.bucket.is_empty(), "files.bucket: is needed with files.store = \"s3\"");
        demand(!files.region.is_empty(), "files.region: must not be empty");
        demand(
            !absent(&files.access_key_id) && !absent(&files.secret_access_key),
            "files.access_key_id: is needed with files.store = \"s3\", and files.secret_access_key",
        );
        demand(
            files
                .endpoint
                .as_ref()
                .is_none_or(|url| url.starts_with("https://") || url.starts_with("http://")),
            "files.endpoint: must be https://… (or http://… within one machine)",
        );
    }
    faults
}

/// Every fault of where secrets are kept.
pub(super) fn validate_secrets(secrets: &Secrets) -> Vec<String> {
    let mut faults = Vec::new();
    let mut demand = |holds: bool, fault: &str| {
        if !holds {
            faults.push(fault.to_owned());
        }
    };
    let in_vault = secrets.provider == SecretsProvider::Vault;
    let absent = |text: &SecretString| text.expose_secret().is_empty();
    demand(
        MasterKey::parse(&secrets.master_key).is_ok() || (in_vault && absent(&secrets.master_key)),
        &format!("secrets.master_key: {KeyFormatError}"),
    );
    demand(
        secrets.retired_master_keys.iter().all(|key| MasterKey::parse(key).is_ok()),
        &format!("secrets.retired_master_keys: each {KeyFormatError}"),
    );
    if in_vault {
        let vault = &secrets.vault;
        demand(
            ["https://", "http://"].iter().any(|scheme| vault.address.starts_with(scheme)),
            "secrets.vault.address: must be https://… (or http://… within one machine)",
        );
        demand(
            !absent(&vault.token) || !(absent(&vault.role_id) || absent(&vault.secret_id)),
            "secrets.vault.token: is needed, or secrets.vault.role_id and secrets.vault.secret_id",
        );
        demand(matches!(vault.kv_version, 1 | 2), "secrets.vault.kv_version: must be 1 or 2");
        demand(vault.timeout_ms > 0, "secrets.vault.timeout_ms: must be at least 1");
    }
    faults
}

fn begins(secret: &SecretString, schemes: &[&str]) -> bool {
    schemes.iter().any(|scheme| secret.expose_secret().starts_with(scheme))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_thing_alone_counts_what_services_use() {
        let mut config = Config::default();
        config.provisioning.accounting_listen = Some(([0, 0, 0, 0], 1813).into());
        let named = |faults: Vec<String>| faults.iter().any(|fault| fault.starts_with("samples.port_usage:"));
        assert!(named(validate(&config)));
        config.samples.port_usage = false;
        assert!(!named(validate(&config)));
    }
}
