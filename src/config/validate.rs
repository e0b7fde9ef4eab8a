//! What the types of the configuration cannot say.

use secrecy::{ExposeSecret as _, SecretString};

use super::sections::{Config, SessionStoreKind};

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
    demand(config.auth.per_account_per_minute > 0, "auth.per_account_per_minute: must be at least 1");
    demand(config.auth.per_address_per_minute > 0, "auth.per_address_per_minute: must be at least 1");
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
    demand(
        tracing_subscriber::EnvFilter::try_new(&config.log.filter).is_ok(),
        "log.filter: is not a list of directives such as info,portico::db=debug",
    );
    faults
}

fn begins(secret: &SecretString, schemes: &[&str]) -> bool {
    schemes.iter().any(|scheme| secret.expose_secret().starts_with(scheme))
}
