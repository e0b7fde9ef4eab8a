//! Where secrets are kept: Vault over HTTP (threats.md row 23), the file, and the operator's commands.

mod command;
mod real;
mod running;
mod starting;
mod store;

use portico::config::{Config, SecretsProvider};

use crate::support::vault::{ROLE_ID, SECRET_ID, Vault};

/// Makes `config` keep its secrets in `vault`, wrapped by transit.
fn in_vault(config: &mut Config, vault: &Vault) {
    let secrets = &mut config.secrets;
    secrets.provider = SecretsProvider::Vault;
    secrets.master_key = secrecy::SecretString::default();
    secrets.vault.address = vault.address();
    secrets.vault.role_id = ROLE_ID.into();
    secrets.vault.secret_id = SECRET_ID.into();
    "portico".clone_into(&mut secrets.vault.transit_key);
    // On a machine that is busy otherwise, what works may take long.
    secrets.vault.timeout_ms = 10_000;
}

/// The variables that say the same to a process.
fn variables(vault: &Vault) -> Vec<(&'static str, String)> {
    vec![
        ("PORTICO_SECRETS__PROVIDER", "vault".to_owned()),
        ("PORTICO_SECRETS__VAULT__ADDRESS", vault.address()),
        ("PORTICO_SECRETS__VAULT__ROLE_ID", ROLE_ID.to_owned()),
        ("PORTICO_SECRETS__VAULT__SECRET_ID", SECRET_ID.to_owned()),
        ("PORTICO_SECRETS__VAULT__TRANSIT_KEY", "portico".to_owned()),
    ]
}
