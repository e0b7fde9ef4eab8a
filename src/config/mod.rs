//! Configuration: a TOML file, overridden by `PORTICO_*` variables (`PORTICO_DATABASE__URL` is `database.url`).
//!
//! Unknown keys are refused, all faults are reported at once, secrets never print. The reference is in README.md.

mod load;
mod sections;
mod validate;

pub use load::{ConfigError, load, load_database, load_secrets};
pub use sections::{
    Config, FileStoreKind, LogFormat, MailSecurity, Secrets as SecretsSection, SecretsProvider,
    SessionStoreKind,
};
