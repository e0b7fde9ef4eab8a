//! The command line: migrations, the operator's commands, generated files, the configuration's faults.

use std::path::Path;
use std::process::{Command, Output};

use portico::config::{self, Config};
use portico::graphql::docs::generated_files;
use portico::kernel::clock::{Clock as _, SystemClock};
use secrecy::ExposeSecret as _;
use serde_json::json;

use crate::support::app::{Backing, MASTER_KEY, TestApp, on_own_server};
use crate::support::authenticator::{Authenticator, CONFIRM, ENROL};
use crate::support::database::fresh_name;
use crate::support::guard::scratch;
use crate::support::program::{Program, command, run};
use crate::support::{postgres, redis};

/// What a command printed, if it succeeded.
fn printed(output: &Output) -> String {
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// What a command complained of, if it failed.
fn complained(output: &Output) -> String {
    let printed = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{printed}");
    assert!(printed.is_empty(), "what failed prints nothing: {printed}");
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// `portico` without any configuration around it.
fn bare(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_portico"));
    command.args(arguments).env_clear();
    command
}

/// A configuration file with this text.
fn file(text: &str) -> String {
    let path = scratch("config").join("portico.toml");
    std::fs::write(&path, text).expect("the scratch directory can be written to");
    path.to_str().expect("text").to_owned()
}

#[test]
fn an_operator_gets_from_an_empty_database_to_a_sign_in() {
    let name = fresh_name();
    let server = &*postgres::SHARED;
    server.create_empty_database(&name);
    let mut config = Config::default();
    config.database.url = server.url(&name).into();
    config.database.acquire_timeout_ms = 10_000;
    config.sessions.redis_url = redis::SHARED.fresh_url().into();
    config.sessions.redis_timeout_ms = 10_000;
    config.auth.counter_key = "a-counter-key-of-the-tests-0123456789".into();
    config.secrets.master_key = MASTER_KEY.into();
    let portico = |arguments: &[&str]| run(&mut command(&config, arguments));

    // Nothing runs on a schema that is not there.
    let refusal = complained(&portico(&["serve"]));
    assert!(refusal.contains("portico migrate up"), "{refusal}");
    let status = printed(&portico(&["migrate", "status"]));
    assert!(
        status.lines().count() >= 7 && status.lines().all(|line| line.starts_with("pending ")),
        "{status}"
    );
    let up = printed(&portico(&["migrate", "up"]));
    assert!(up.lines().all(|line| line.starts_with("applied ")), "{up}");
    assert_eq!(printed(&portico(&["migrate", "up"])), up, "once more changes nothing");
    let down = printed(&portico(&["migrate", "down", "--steps", "2"]));
    assert_eq!(down.matches("pending ").count(), 2, "{down}");
    assert!(down.lines().last().is_some_and(|line| line.starts_with("pending ")), "the latest: {down}");
    let down = printed(&portico(&["migrate", "down", "--steps", "100"]));
    assert_eq!(down.matches("pending ").count(), down.lines().count(), "{down}");
    assert_eq!(printed(&portico(&["migrate", "up"])), up, "everything can be taken back and done again");

    let tenant = ["tenant", "create", "--slug", "acme", "--name", "Acme Fibre", "--currency", "EUR"];
    let tenant = [&tenant[..], &["--host", "acme.example", "--host", "www.acme.example"]].concat();
    assert!(printed(&portico(&tenant)).starts_with("ten_"));
    let taken = complained(&portico(&tenant));
    assert!(taken.contains("already in use"), "{taken}");
    // A refusal leaves nothing behind: with a free host the same tenant can be created.
    let other = [
        "tenant",
        "create",
        "--slug",
        "bolt",
        "--name",
        "Bolt",
        "--currency",
        "EUR",
        "--host",
        "bolt.example",
    ];
    let taken = complained(&portico(&[&other[..], &["--host", "acme.example"]].concat()));
    assert!(taken.contains("already in use"), "{taken}");
    let origin = ["--allowed-origin", "https://app.bolt.example"];
    assert!(printed(&portico(&[&other[..], &origin].concat())).starts_with("ten_"));
    let foreign = complained(&portico(&[&other[..], &["--allowed-origin", "https://evil.example"]].concat()));
    assert!(foreign.contains("settings.allowedOrigins"), "{foreign}");
    let bad = ["tenant", "create", "--slug", "A b", "--name", "", "--currency", "EUR", "--host", "a_b"];
    let bad = complained(&portico(&[&bad[..], &["--timezone", "Mars/Olympus"]].concat()));
    for field in ["slug", "name", "hosts", "timezone"] {
        assert!(bad.contains(field), "every fault at once: {bad}");
    }

    let account = ["account", "create", "--tenant", "acme", "--role", "tenant-admin", "--name", "Ada"];
    let created = printed(&portico(&account));
    let value = |label: &str| {
        let line = created.lines().find_map(|line| line.strip_prefix(label));
        line.unwrap_or_else(|| panic!("no {label}: {created}")).trim().to_owned()
    };
    assert!(value("account").starts_with("acc_"));
    let (portal_id, password) = (value("portal id"), value("password"));
    assert!(password.len() >= 24, "a password that is made up is a good one");

    let server = Program::serve(&config, &[]);
    crate::support::wait::block_on(async {
        let http = crate::support::http_client();
        let caller = crate::support::caller::Caller::new(http, server.port(), "www.acme.example", [0, 0, 1]);
        // Staff needs a second factor, which is set up in the first sign-in.
        let reply = caller.sign_in(&portal_id, &password).await;
        let challenge = reply.ok()["signIn"]["result"]["challenge"].clone();
        let reply = caller.gql(ENROL, json!({ "input": { "challenge": challenge } })).await;
        let secret = reply.ok()["enrolTotp"]["setup"]["secret"].as_str().expect("a secret").to_owned();
        let code = Authenticator::new(&secret).code_at(SystemClock.now());
        let input = json!({ "input": { "challenge": challenge, "code": code } });
        let reply = caller.gql(CONFIRM, input).await;
        assert_eq!(reply.ok()["confirmTotp"]["result"]["__typename"], "SignedIn", "{}", reply.text);
        assert_eq!(caller.who().await, Some(portal_id));
    });
    server.stop();
    postgres::SHARED.drop_database(&name);
}

#[test]
fn an_account_is_created_for_whom_it_fits_and_with_the_password_from_standard_input() {
    on_own_server(
        Backing::Services,
        module_path!(),
        |_| {},
        async |t: TestApp| {
            use std::io::Write as _;
            use std::process::Stdio;
            let customer = t.customer().insert().await;
            let slug = t.facts().slug.clone();
            let create = |arguments: &[&str]| {
                let base = ["account", "create", "--tenant", &slug, "--name", "Ada"];
                command(t.config(), &[&base[..], arguments].concat())
            };
            let mut child = create(&["--role", "owner", "--customer", &customer.number, "--password-stdin"]);
            let mut child = child.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("it runs");
            child.stdin.take().expect("piped").write_all(b"twenty-four characters ok\r\n").expect("it reads");
            let printed = printed(&child.wait_with_output().expect("it ends"));
            assert!(!printed.contains("twenty-four"), "a password that was given is not repeated: {printed}");
            let portal_id =
                printed.lines().find_map(|line| line.strip_prefix("portal id  ")).expect("it is told");
            let caller = t.anonymous();
            caller.sign_in(portal_id, "twenty-four characters ok").await.ok();
            let reply = caller.gql("{ viewer { customer { number } } }", json!({})).await;
            assert_eq!(reply.ok()["viewer"]["customer"]["number"], customer.number);

            for (arguments, complaint) in [
                (&["--role", "owner"][..], "customer"),
                (&["--role", "owner", "--customer", "C-404"], "there is no customer C-404"),
                (&["--role", "reseller-agent", "--reseller", "R404"], "there is no reseller R404"),
                (&["--role", "noc", "--customer", &customer.number], "role"),
            ] {
                let text = complained(&run(&mut create(arguments)));
                assert!(text.contains(complaint), "{arguments:?}: {text}");
            }
            let nobody = ["account", "create", "--tenant", "nobody", "--role", "noc", "--name", "Ada"];
            let text = complained(&run(&mut command(t.config(), &nobody)));
            assert!(text.contains("there is no tenant nobody"), "{text}");
        },
    );
}

#[test]
fn books_are_shown_as_they_are_understood_before_they_are_written() {
    on_own_server(
        Backing::Services,
        module_path!(),
        |_| {},
        async |t: TestApp| {
            let folder = tempfile::tempdir().expect("a directory");
            let rows = "external_id;name;email;city;country\n1;Ada;ada@example.net;London;GB\n2;;;;GB\n";
            std::fs::write(folder.path().join("customers.csv"), rows).expect("written");
            let (at, refused) = (folder.path().to_str().expect("text"), folder.path().join("refused"));
            let slug = t.facts().slug.clone();
            let import = |arguments: &[&str]| {
                let base = ["import", at, "--tenant", &slug];
                run(&mut command(t.config(), &[&base[..], arguments].concat()))
            };
            let asked = complained(&import(&[]));
            assert!(
                asked.contains("--yes") && asked.contains("--dry-run"),
                "nobody is there to answer: {asked}"
            );
            let rehearsed = import(&["--dry-run"]);
            let shown = String::from_utf8_lossy(&rehearsed.stderr);
            assert!(shown.contains("customers.csv: 2 rows, UTF-8, separated by `;`"), "{shown}");
            let rehearsed = printed(&rehearsed);
            assert!(rehearsed.contains("1 written, 0 known, 1 refused"), "{rehearsed}");
            assert!(rehearsed.contains("customers.csv:3: name: is empty"), "{rehearsed}");
            assert!(rehearsed.contains("all of it was taken back"), "{rehearsed}");
            let file = refused.to_str().expect("text");
            assert!(complained(&import(&["--yes", "--strict"])).contains("nothing of it was written"));
            let written = printed(&import(&["--yes", "--refused", file]));
            assert!(
                written.contains("1 written, 0 known, 1 refused"),
                "the rehearsal and the refusal left nothing: {written}"
            );
            let list = std::fs::read_to_string(&refused).expect("it was written");
            assert_eq!(list, "file,line,column,reason\ncustomers.csv,3,name,is empty\n");
            assert!(printed(&import(&["--yes"])).contains("0 written, 1 known, 1 refused"));
            let unknown = complained(&import(&["--yes", "--mapping", "nobody"]));
            assert!(unknown.contains("--mapping nobody"), "{unknown}");
        },
    );
}

#[test]
fn the_committed_files_are_what_the_code_prints() {
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema");
    for generated in generated_files() {
        let committed = std::fs::read_to_string(schema.join(generated.name)).expect("it is committed");
        assert!(
            committed == generated.text,
            "schema/{} differs: run `portico schema --write`",
            generated.name
        );
    }
    let committed = std::fs::read_to_string(schema.join("schema.graphql")).expect("it is committed");
    assert!(printed(&run(&mut bare(&["schema"]))) == committed);

    let elsewhere = scratch("schema");
    printed(&run(&mut bare(&["schema", "--write", "--dir", elsewhere.to_str().expect("text")])));
    for generated in generated_files() {
        let written = std::fs::read_to_string(elsewhere.join(generated.name)).expect("it was written");
        assert!(written == generated.text, "{}", generated.name);
    }
}

#[test]
fn every_fault_of_the_configuration_is_told_at_once_and_no_secret_with_it() {
    let path = file(
        r#"
        [server]
        listen = "nowhere"
        workers = "canary-of-a-number"
        colour = "green"
        [database]
        url = "mysql://user:canary-of-the-database@host/db"
        max_connections = 0
        [sessions]
        store = "canary-of-a-kind"
        redis_url = "canary-of-redis"
        [auth]
        counter_key = "canary-too-short"
        [secrets]
        master_key = "canary-of-no-digits"
        retired_master_keys = ["canary-of-the-past"]
        [mail]
        timeout_seconds = 300
        [files]
        store = "s3"
        endpoint = "canary-of-no-address"
        max_bytes = 0
        [log]
        filter = "=,="
        [surprise]
        "#,
    );
    let text = complained(&run(&mut bare(&["serve", "--config", &path])));
    for key in [
        "server.listen",
        "server.workers",
        "server.colour",
        "database.url",
        "database.max_connections",
        "sessions.store",
        "sessions.redis_url",
        "auth.counter_key",
        "secrets.master_key",
        "secrets.retired_master_keys",
        "mail.timeout_seconds",
        "files.bucket",
        "files.access_key_id",
        "files.endpoint",
        "files.max_bytes",
        "log.filter",
        "surprise",
    ] {
        assert!(text.contains(&format!("- {key}: ")), "{key} is missing:\n{text}");
    }
    assert!(!text.contains("canary"), "{text}");
    assert!(text.contains("17 fault(s)"), "{text}");
}

#[test]
fn a_file_that_is_no_toml_is_told_without_its_lines() {
    let path =
        file("[database]\nurl = \"postgres://user:canary-of-the-database@host/db\nmax_connections = 3\n");
    let text = complained(&run(&mut bare(&["serve", "--config", &path])));
    assert!(text.contains("line 2") && text.contains("invalid basic string"), "{text}");
    assert!(!text.contains("canary"), "{text}");
}

#[test]
fn variables_go_before_the_file_and_are_held_to_the_same_rules() {
    let path = file(
        r#"
        [database]
        url = "postgres://a@127.0.0.1:1/a"
        [sessions]
        redis_url = "redis://127.0.0.1:1"
        "#,
    );
    let mut misspelt = bare(&["serve", "--config", &path]);
    misspelt.env("PORTICO_AUTH__COUNTER_KEY", "canary-0123456789-0123456789-0123456789");
    misspelt.env("PORTICO_SECRETS__MASTER_KEY", MASTER_KEY);
    misspelt.env("PORTICO_SERVER__LISTEM", "127.0.0.1:0").env("PORTICO_DATABASE__MAX_CONNECTIONS", "many");
    let text = complained(&run(&mut misspelt));
    assert!(text.contains("- server.listem: is not known; there are listen, "), "{text}");
    assert!(text.contains("- database.max_connections: expected "), "{text}");
    assert!(text.contains("2 fault(s)") && !text.contains("canary"), "{text}");

    let text = complained(&run(&mut bare(&["serve", "--config", "/nowhere.toml"])));
    assert!(text.contains("/nowhere.toml: no such file"), "{text}");
}

#[test]
fn a_configuration_prints_no_secret() {
    let path = file(
        r#"
        [database]
        url = "postgres://user:canary-one@127.0.0.1/db"
        [sessions]
        redis_url = "redis://user:canary-two@127.0.0.1"
        [auth]
        counter_key = "canary-three-0123456789-0123456789-0123456789"
        [secrets]
        master_key = "cafe0123cafe0123cafe0123cafe0123cafe0123cafe0123cafe0123cafe0123"
        "#,
    );
    let config = config::load(Some(Path::new(&path))).expect("it is complete");
    assert!(config.database.url.expose_secret().contains("canary-one"));
    let printed = format!("{config:?} {config:#?}");
    assert!(printed.contains("max_connections") && !printed.contains("canary"), "{printed}");
    assert!(!printed.contains("cafe0123"), "{printed}");
}

#[test]
fn help_teaches() {
    let help = printed(&run(&mut bare(&["--help"])));
    for word in
        ["demo", "serve", "migrate", "schema", "tenant", "account", "seed", "Begin with `portico demo`"]
    {
        assert!(help.contains(word), "{word}: {help}");
    }
}
