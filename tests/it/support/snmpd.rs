//! Debian's `snmpd` and what comes with it: an agent of this machine, and readers of our own that share no code with ours.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use portico::ports::snmp::{Credentials, Oid, credentials};
use secrecy::SecretString;

use super::guard::{Guarded, free_port, scratch};
use super::wait;

/// The community, and the passwords of every user.
pub(crate) const COMMUNITY: &str = "canary-of-a-community";
pub(crate) const AUTH_PASSWORD: &str = "canary-of-auth";
pub(crate) const PRIVACY_PASSWORD: &str = "canary-of-privacy";

/// Users, with what they sign and encrypt by: as we name it, and as Net-SNMP does.
pub(crate) const USERS: [(&str, &str, &str); 4] = [
    ("portico", "SHA-256", "AES-128"),
    ("legacy", "SHA-1", "DES"),
    ("oldest", "MD5", "DES"),
    ("strong", "SHA-512", "AES-256"),
];

/// Where Debian has it, which is not where everybody's programs are looked for.
const DAEMON: &str = "/usr/sbin/snmpd";

/// A running agent.
pub(crate) struct Snmpd {
    directory: PathBuf,
    port: u16,
    process: Option<Guarded>,
}

impl Snmpd {
    /// Starts it; it answers when this returns.
    pub(crate) async fn start() -> Self {
        let (directory, port) = (scratch("snmpd"), free_port());
        let users = USERS.map(|(user, auth, privacy)| {
            let (auth, privacy) = (auth.replace("SHA-1", "SHA"), privacy.replace("AES-128", "AES"));
            format!(
                "createUser {user} {auth} {AUTH_PASSWORD} {privacy} {PRIVACY_PASSWORD}\nrouser {user} priv\n"
            )
        });
        let users = users.concat();
        let config = format!("agentAddress udp:127.0.0.1:{port}\nrocommunity {COMMUNITY}\n{users}");
        std::fs::write(directory.join("snmpd.conf"), config)
            .expect("the scratch directory can be written to");
        let mut snmpd = Self { directory, port, process: None };
        snmpd.run().await;
        snmpd
    }

    async fn run(&mut self) {
        let mut command = program(if Path::new(DAEMON).exists() { DAEMON } else { "snmpd" }, &self.directory);
        command.args(["-f", "-C", "-c"]).arg(self.directory.join("snmpd.conf")).arg("-Le");
        self.process = Some(Guarded::start(&command, "KILL", &self.directory.join("log")));
        let name: Oid = "1.3.6.1.2.1.1.3.0".parse().expect("a name");
        wait::until("snmpd (of the package snmpd) answers", async || !self.walk(&name).is_empty()).await;
    }

    /// Kills it.
    pub(crate) fn kill(&mut self) {
        self.process = None;
    }

    /// Starts it again, at the same port and as the same engine: its uptime begins anew.
    pub(crate) async fn restart(&mut self) {
        self.kill();
        self.run().await;
    }

    /// The same, as another engine: what it remembered is gone.
    pub(crate) async fn replace(&mut self) {
        self.kill();
        std::fs::remove_dir_all(self.directory.join("state")).expect("it has kept something");
        self.run().await;
    }

    /// Where it answers.
    pub(crate) fn address(&self) -> std::net::SocketAddr {
        ([127, 0, 0, 1], self.port).into()
    }

    /// What `snmpwalk` finds: names in dots, and values as they are printed without their types.
    pub(crate) fn walk(&self, root: &Oid) -> BTreeMap<String, String> {
        let mut command = program("snmpwalk", &self.directory);
        command.env("SNMP_PERSISTENT_DIR", self.directory.join("walks"));
        command
            .args(["-v2c", "-c", COMMUNITY, "-t1", "-r0", "-Onqet"])
            .arg(format!("127.0.0.1:{}", self.port));
        let output =
            command.arg(root.to_string()).output().expect("snmpwalk (of the package snmp) can be run");
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let pair = |line: &str| {
            let (name, value) = line.split_once(' ')?;
            // Sixteen octets are on a line.
            Some((name.to_owned(), value.trim_matches('"').replace('\n', "")))
        };
        format!("\n{text}").trim_end().split("\n.").filter_map(pair).collect()
    }
}

/// A program of Net-SNMP that reads nothing of this machine's, and keeps what it must in `directory`.
fn program(name: &str, directory: &Path) -> Command {
    let mut command = Command::new(name);
    command
        .env("SNMP_PERSISTENT_DIR", directory.join("state"))
        .env("SNMPCONFPATH", directory)
        .env("MIBS", "");
    command
}

/// Sends a trap, or an inform, about interface 7 to `port` of this machine. Whether it was sent, and an inform answered.
pub(crate) fn notify(version: &str, inform: bool, port: u16) -> bool {
    let mut command = program(if inform { "snmpinform" } else { "snmptrap" }, &scratch("snmptrap"));
    command.args([version, "-c", COMMUNITY, "-t5", "-r1"]).arg(format!("127.0.0.1:{port}"));
    match version {
        // Enterprise, agent, linkDown, no number of its own, uptime.
        "-v1" => command.args(["1.3.6.1.4.1.99999.1", "127.0.0.1", "2", "0", "4711"]),
        _ => command.args(["4711", "1.3.6.1.6.3.1.1.5.3"]),
    };
    let sent = command.args(["1.3.6.1.2.1.2.2.1.1.7", "i", "7"]).output();
    sent.expect("snmptrap (of the package snmp) can be run").status.success()
}

/// Sends a trap of version 3 about interface 7 to `port` of this machine, as a user and as an engine that was started so often;
/// its clock is ahead of any that was started by a test. Whether it was sent.
pub(crate) fn notify_signed(
    (user, auth, privacy): (&str, &str, &str),
    (engine, boots): (&str, u32),
    port: u16,
) -> bool {
    let mut command = program("snmptrap", &scratch("snmptrap"));
    command.args(["-v3", "-l", "authPriv", "-u", user]).arg("-e").arg(format!("0x{engine}"));
    command.arg("-a").arg(auth.replace("SHA-1", "SHA")).args(["-A", AUTH_PASSWORD]);
    command.arg("-x").arg(privacy.replace("AES-128", "AES")).args(["-X", PRIVACY_PASSWORD]);
    command.arg("-Z").arg(format!("{boots},100000")).arg(format!("127.0.0.1:{port}"));
    let sent = command.args(["4711", "1.3.6.1.6.3.1.1.5.3", "1.3.6.1.2.1.2.2.1.1.7", "i", "7"]).output();
    sent.expect("snmptrap (of the package snmp) can be run").status.success()
}

/// The credentials of a secret with these fields.
pub(crate) fn secret(fields: &[(&str, &str)]) -> Credentials {
    let fields: BTreeMap<String, SecretString> =
        fields.iter().map(|(name, text)| ((*name).to_owned(), SecretString::from(*text))).collect();
    credentials(&fields).expect("credentials")
}

/// The credentials of a user.
pub(crate) fn user(name: &str, auth: &str, privacy: &str) -> Credentials {
    user_with(name, (auth, AUTH_PASSWORD), (privacy, PRIVACY_PASSWORD))
}

/// The same with other passwords.
pub(crate) fn user_with(name: &str, auth: (&str, &str), privacy: (&str, &str)) -> Credentials {
    secret(&[
        ("user", name),
        ("auth_protocol", auth.0),
        ("auth_password", auth.1),
        ("privacy_protocol", privacy.0),
        ("privacy_password", privacy.1),
    ])
}
