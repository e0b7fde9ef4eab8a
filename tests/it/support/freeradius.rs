//! FreeRADIUS of the test's own, with the configuration that docs/freeradius tells of, over the database of the test; and its
//! `radclient`, an independent writer and reader of packets.

use std::process::Stdio;

use tokio::io::AsyncWriteExt as _;
use tokio::process::Command;

use super::guard::{Guarded, free_port, scratch};
use super::wait;

const ADVICE: &str = "FreeRADIUS is missing; install it (Debian: apt-get install freeradius freeradius-utils freeradius-postgresql)";

/// The secret between the server and the tests.
const SECRET: &str = "between-the-tests-and-freeradius";

/// What stands around the files of docs/freeradius.
const MAIN: &str = "
prefix = /usr
libdir = /usr/lib/freeradius
raddbdir = @HOME@
logdir = @HOME@
run_dir = @HOME@
log {
    destination = stdout
}
security {
    allow_core_dumps = no
    reject_delay = 0
}
thread pool {
    start_servers = 1
    max_servers = 4
    min_spare_servers = 1
    max_spare_servers = 2
}
client tests {
    ipaddr = 127.0.0.1
    secret = @SECRET@
}
modules {
    pap {
    }
    chap {
    }
$INCLUDE sql
}
$INCLUDE server
";

/// A running server.
pub(crate) struct FreeRadius {
    _process: Guarded,
    port: u16,
}

/// What radclient has come to.
#[derive(Debug)]
pub(crate) struct Exchanged {
    /// Whether an answer came that the secret has signed.
    pub(crate) answered: bool,
    /// What it printed.
    pub(crate) text: String,
}

impl FreeRadius {
    /// Starts a server over the tables of a tenant; `database` is `postgres://user@host:port/name`.
    pub(crate) async fn start(database: &str, tenant: &str) -> Self {
        let (home, port) = (scratch("freeradius"), free_port());
        let write = |name: &str, text: String| {
            std::fs::write(home.join(name), text).expect("the scratch directory can be written to");
        };
        let at_home = home.to_str().expect("a path is text");
        write("radiusd.conf", MAIN.replace("@HOME@", at_home).replace("@SECRET@", SECRET));
        write("dictionary", "$INCLUDE /usr/share/freeradius/dictionary\n".to_owned());
        let sql = include_str!("../../../docs/freeradius/sql");
        write("sql", sql.replace("@DATABASE@", &words(database)).replace("@TENANT@", tenant));
        let server = include_str!("../../../docs/freeradius/server");
        write("server", server.replace("@ADDRESS@", "127.0.0.1").replace("@PORT@", &port.to_string()));
        let mut command = std::process::Command::new("freeradius");
        command.args(["-d", at_home, "-n", "radiusd", "-f", "-l", "stdout", "-x"]);
        let log = home.join("log");
        let radius = Self { _process: Guarded::start(&command, "KILL", &log), port };
        wait::until("FreeRADIUS answers", async || radius.sign_in("nobody", "nothing").await.answered).await;
        radius
    }

    /// Tries to sign in.
    pub(crate) async fn sign_in(&self, user: &str, password: &str) -> Exchanged {
        let attributes = format!("User-Name=\"{user}\",User-Password=\"{password}\"");
        radclient(self.port, "auth", SECRET, &attributes, 3).await
    }

    /// Whether a sign-in is accepted.
    pub(crate) async fn accepts(&self, user: &str, password: &str) -> bool {
        self.sign_in(user, password).await.text.contains("Received Access-Accept")
    }

    /// Whether a sign-in is rejected; no answer is not.
    pub(crate) async fn rejects(&self, user: &str, password: &str) -> bool {
        self.sign_in(user, password).await.text.contains("Received Access-Reject")
    }
}

/// A URL as libpq writes it in words.
fn words(url: &str) -> String {
    let rest = url.strip_prefix("postgres://").expect("a URL of PostgreSQL");
    let (user, rest) = rest.split_once('@').expect("a user");
    let (host, rest) = rest.split_once(':').expect("a port");
    let (port, name) = rest.split_once('/').expect("a database");
    format!("host={host} port={port} user={user} dbname={name}")
}

/// Sends a packet by radclient, at most `tries` times.
pub(crate) async fn radclient(
    port: u16,
    kind: &str,
    secret: &str,
    attributes: &str,
    tries: u32,
) -> Exchanged {
    let mut command = Command::new("radclient");
    command.args(["-x", "-r", &tries.to_string(), "-t", "5", &format!("127.0.0.1:{port}"), kind, secret]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap_or_else(|error| panic!("{ADVICE}: {error}"));
    let mut input = child.stdin.take().expect("it is piped");
    input.write_all(format!("{attributes}\n").as_bytes()).await.expect("radclient reads");
    drop(input);
    let output = child.wait_with_output().await.expect("radclient ends");
    let text =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    Exchanged { answered: text.contains("Received "), text }
}
