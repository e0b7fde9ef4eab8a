//! A running server keeps its keys whatever becomes of Vault, and takes up new ones without a restart (threats.md row 23).

use chrono::TimeDelta;
use portico::db::Reads as _;
use portico::identity::entity::signing_key;
use secrecy::SecretString;
use serde_json::json;

use super::{in_vault, variables};
use crate::support::app::{Backing, TestApp, on_own_server};
use crate::support::program::{command, run};
use crate::support::vault::Vault;
use crate::support::wait::until;

/// The status of the published keys: making the first one of a tenant needs the keyring.
async fn keys(t: &TestApp) -> u16 {
    let caller = t.anonymous();
    caller.send(caller.get("/.well-known/jwks.json")).await.status.as_u16()
}

/// The master key under which a tenant's first signing key was sealed.
async fn sealed_under(t: &TestApp) -> String {
    assert_eq!(keys(t).await, 200);
    let rows = t.scope().select::<signing_key::Entity>().all().await.expect("the database answers");
    // The id of the key follows the format.
    let id = rows[0].sealed_key[1..].first_chunk().expect("a header");
    format!("{:08x}", u32::from_be_bytes(*id))
}

#[test]
fn a_running_server_survives_its_vault_and_rotates_without_a_restart() {
    let vault = Vault::start();
    let rotate = |t: &TestApp| {
        let mut rotate = command(t.config(), &["secrets", "rotate"]);
        let output = run(rotate.envs(variables(&vault)).env("PORTICO_SECRETS__MASTER_KEY", ""));
        let (printed, errors) =
            (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(output.status.success(), "{errors}");
        printed.trim().strip_prefix("the current key is ").expect("it says so").to_owned()
    };
    on_own_server(
        Backing::Embedded,
        module_path!(),
        |config| {
            in_vault(config, &vault);
            // The first key has to be there before the server is.
            let mut first = command(config, &["secrets", "rotate"]);
            let output = run(first.envs(variables(&vault)).env("PORTICO_SECRETS__MASTER_KEY", ""));
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        },
        async |t: TestApp| {
            let first = sealed_under(&t).await;
            for silent in [false, true] {
                vault.seal(!silent);
                vault.silence(silent);
                // Past the time to live, and past the lease.
                t.advance(TimeDelta::hours(1));
                let tenant = t.tenant().await;
                assert_eq!(sealed_under(&tenant).await, first, "the known key serves on");
                let (status, report) = t.readiness().await;
                assert_eq!((status, &report["checks"][2]["ok"]), (200, &json!(true)), "{report}");
            }
            until("it is told that the secrets are stale", async || {
                let (_, report) = t.readiness().await;
                report["checks"][2]["detail"].as_str().is_some_and(|detail| detail.starts_with("stale"))
            })
            .await;
            vault.seal(false);
            vault.silence(false);
            vault.expire_tokens();

            let second = rotate(&t);
            assert_ne!(first, second);
            t.advance(TimeDelta::minutes(2));
            until("the new key seals", async || sealed_under(&t.tenant().await).await == second).await;
            assert_eq!(sealed_under(&t).await, first, "and what the old one has sealed still opens");
            let key: SecretString = t.config().secrets.vault.secret_id.clone();
            assert!(!format!("{:?}", t.config()).contains(secrecy::ExposeSecret::expose_secret(&key)));
        },
    );
}
