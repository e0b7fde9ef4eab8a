//! A server that is told to keep its keys in Vault does not start without them, and says why (threats.md row 23).

use std::time::{Duration, Instant};

use super::variables;
use crate::support::app::{Backing, TestApp, on_own_server};
use crate::support::program::{Program, command, run};
use crate::support::vault::Vault;

/// Five seconds is what a machine of its own needs at most; this one is shared.
const PATIENCE: Duration = Duration::from_secs(50);

#[test]
fn a_starting_server_refuses_with_a_reason() {
    on_own_server(
        Backing::Services,
        module_path!(),
        |_| {},
        async |t: TestApp| {
            let vault = Vault::start();
            let refused = |what: &str, reason: &str| {
                let mut serve = command(t.config(), &["serve"]);
                serve.envs(variables(&vault)).env("PORTICO_SECRETS__MASTER_KEY", "");
                let started = Instant::now();
                let output = run(&mut serve);
                let text = String::from_utf8_lossy(&output.stderr);
                assert_eq!(output.status.code(), Some(1), "{what}: {text}");
                assert!(text.contains("secrets: ") && text.contains(reason), "{what}: {text}");
                assert!(!text.contains("canary"), "{what}: {text}");
                assert!(started.elapsed() < PATIENCE, "{what}: after {:?}", started.elapsed());
            };
            refused("an empty Vault", "portico secrets rotate");
            vault.seal(true);
            refused("a sealed Vault", "is sealed");
            vault.seal(false);
            vault.silence(true);
            refused("a silent Vault", "does not answer");
        },
    );
}

#[test]
fn a_server_that_may_start_without_its_keys_does_and_takes_them_up_later() {
    on_own_server(
        Backing::Services,
        module_path!(),
        |_| {},
        async |t: TestApp| {
            let vault = Vault::start();
            vault.seal(true);
            let vault_s = variables(&vault);
            let mut extra: Vec<(&str, &str)> =
                vault_s.iter().map(|(name, value)| (*name, value.as_str())).collect();
            extra.extend([("PORTICO_SECRETS__REQUIRED", "false"), ("PORTICO_SECRETS__MASTER_KEY", "")]);
            let server = Program::serve(t.config(), &extra);
            let caller = t.anonymous().at_port(server.port());
            let keys = async || caller.send(caller.get("/.well-known/jwks.json")).await.status.as_u16();
            assert_eq!(keys().await, 500, "what needs the keys fails");
            vault.seal(false);
            let output = run(command(t.config(), &["secrets", "rotate"])
                .envs(variables(&vault))
                .env("PORTICO_SECRETS__MASTER_KEY", ""));
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            crate::support::wait::until("the keys are there", async || keys().await == 200).await;
            server.stop();
        },
    );
}
