//! `portico secrets`.

use std::io::Write as _;
use std::process::{Command, Output, Stdio};

use portico::ports::keyring::MasterKey;

use super::variables;
use crate::mail::{queue, reset};
use crate::support::app::{Backing, MASTER_KEY, TestApp, on_own_server};
use crate::support::guard::scratch;
use crate::support::program::{command, run};
use crate::support::vault::Vault;

fn portico(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_portico"));
    command.args(arguments).env_clear().stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn fed(command: &mut Command, input: &str) -> Output {
    let mut child = command.spawn().expect("it runs");
    child.stdin.take().expect("piped").write_all(input.as_bytes()).expect("it reads");
    child.wait_with_output().expect("it ends")
}

#[track_caller]
fn printed(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[track_caller]
fn complained(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stdout));
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn an_operator_keeps_secrets_in_a_file() {
    let file = scratch("secrets").join("secrets");
    let on_file = |arguments: &[&str], input: &str| {
        let mut command = portico(arguments);
        command.env("PORTICO_SECRETS__MASTER_KEY", MASTER_KEY).env("PORTICO_SECRETS__FILE", &file);
        fed(&mut command, input)
    };
    let well = printed(&on_file(&["secrets", "doctor"], ""));
    assert!(well.contains("is not there yet") && well.lines().all(|line| line.starts_with("ok")), "{well}");
    let set = printed(&on_file(&["secrets", "set", "snmp/core", "community"], "canary-of-a-community\n"));
    assert!(set.contains("snmp/core has the field(s) community") && !set.contains("canary"), "{set}");
    printed(&on_file(&["secrets", "set", "snmp/core", "privacy"], "canary-too"));
    let stored = std::fs::read(&file).expect("it was written");
    assert!(!stored.windows(6).any(|window| window == b"canary"));

    let rotated = printed(&on_file(&["secrets", "rotate"], ""));
    let id = rotated.trim().strip_prefix("the current key is ").expect("it says so").to_owned();
    let well = printed(&on_file(&["secrets", "doctor"], ""));
    assert!(well.contains(&format!("seals under {id}, opens 1 more")), "{well}");
    assert!(well.contains("2 secret(s), written 3 time(s)"), "{well}");

    for (arguments, input, complaint) in [
        (&["secrets", "set", "keyring", "current"][..], "x", "portico secrets rotate"),
        (&["secrets", "set", "../etc", "x"], "x", "a path has segments"),
        (&["secrets", "set", "a", "x y"], "x", "a field is made of"),
        (&["secrets", "set", "a", "x"], "\n", "no text"),
    ] {
        let text = complained(&on_file(arguments, input));
        assert!(text.contains(complaint), "{arguments:?}: {text}");
    }
    let mut other = portico(&["secrets", "doctor"]);
    other.env("PORTICO_SECRETS__MASTER_KEY", "ab".repeat(32)).env("PORTICO_SECRETS__FILE", &file);
    let output = fed(&mut other, "");
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(text.contains("BAD  file") && text.contains("is secrets.master_key the right one?"), "{text}");
    complained(&output);

    let nothing = complained(&fed(&mut portico(&["secrets", "doctor"]), ""));
    assert!(nothing.contains("- secrets.master_key: "), "{nothing}");
}

#[test]
fn the_doctor_tells_what_is_reachable_and_how_fresh() {
    let vault = Vault::start();
    let on_vault = |arguments: &[&str], input: &str| {
        let mut command = portico(arguments);
        fed(command.envs(variables(&vault)), input)
    };
    let empty = on_vault(&["secrets", "doctor"], "");
    assert!(complained(&empty).contains("not well"));
    let text = String::from_utf8_lossy(&empty.stdout);
    assert!(text.contains("BAD  keyring") && text.contains("portico secrets rotate"), "{text}");

    printed(&on_vault(&["secrets", "rotate"], ""));
    printed(&on_vault(&["secrets", "set", "snmp/core", "community"], "canary"));
    let well = printed(&on_vault(&["secrets", "doctor"], ""));
    for fact in [
        "answers, version 1.18.3",
        "by AppRole, for another ",
        "renewable",
        "transit/portico, 1 version(s)",
        "1, version 1",
        "opens 0 more",
        "read 0 s ago",
    ] {
        assert!(well.contains(fact), "{fact}: {well}");
    }
    assert!(!well.contains("canary"), "{well}");

    vault.seal(true);
    let sealed = on_vault(&["secrets", "doctor"], "");
    let text = String::from_utf8_lossy(&sealed.stdout);
    assert!(text.contains("BAD  vault") && text.contains("is sealed") && !text.contains("canary"), "{text}");
    complained(&sealed);

    let mut unset = portico(&["secrets", "doctor"]);
    unset.env("PORTICO_SECRETS__PROVIDER", "vault").env("PORTICO_SECRETS__VAULT__KV_VERSION", "3");
    let text = complained(&fed(&mut unset, ""));
    for key in ["secrets.vault.address", "secrets.vault.token", "secrets.vault.kv_version"] {
        assert!(text.contains(&format!("- {key}: ")), "{key}: {text}");
    }
}

#[test]
fn an_operator_sees_what_is_under_which_key_and_seals_it_anew() {
    on_own_server(
        Backing::Embedded,
        module_path!(),
        |_| {},
        async |t: TestApp| {
            let file = scratch("rotated").join("secrets");
            let on_database =
                |arguments: &[&str]| run(command(t.config(), arguments).env("PORTICO_SECRETS__FILE", &file));
            for to in ["jo@example.org", "kim@example.org"] {
                queue(&t, reset(&t, to)).await;
            }
            let first = MasterKey::parse(&MASTER_KEY.into()).expect("a key").id().to_string();
            let rotated = printed(&on_database(&["secrets", "rotate"]));
            let second = rotated.trim().strip_prefix("the current key is ").expect("it says so").to_owned();
            let doctor = printed(&on_database(&["secrets", "doctor"]));
            let line = |text: &str, key: &str| {
                let found = text.lines().find(|line| line.contains(&format!("under {key} ")));
                found.unwrap_or_else(|| panic!("{key}: {text}")).to_owned()
            };
            assert!(line(&doctor, &first).ends_with("2 queued mails (retired, still needed)"), "{doctor}");
            assert!(line(&doctor, &second).ends_with("nothing (current)"), "{doctor}");
            let needed = complained(&on_database(&["secrets", "drop", &first]));
            assert!(needed.contains("2 queued mails are sealed under it"), "{needed}");

            let resealed = printed(&on_database(&["secrets", "reseal"]));
            assert!(resealed.starts_with("2 value(s) sealed anew"), "{resealed}");
            assert!(line(&resealed, &second).ends_with("2 queued mails (current)"), "{resealed}");
            assert!(line(&resealed, &first).contains("nothing (retired, not needed"), "{resealed}");
            for (key, complaint) in [
                (&first, "less than an hour ago"),
                (&second, "is needed"),
                (&"00000000".to_owned(), "no key"),
            ] {
                let refused = complained(&on_database(&["secrets", "drop", key]));
                assert!(refused.contains(complaint), "{refused}");
            }
            // Without the stored key nothing opens, and the doctor says so.
            let unknown = run(&mut command(t.config(), &["secrets", "doctor"]));
            complained(&unknown);
            let text = String::from_utf8_lossy(&unknown.stdout).into_owned();
            assert!(
                line(&text, &second).starts_with("BAD") && text.contains("the key is not known"),
                "{text}"
            );
        },
    );
}
