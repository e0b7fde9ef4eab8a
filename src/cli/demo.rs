//! `portico demo`: two seeded ISPs that need nothing but this program.

mod outage;

use std::collections::BTreeMap;
use std::io::Write as _;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Arc;
use std::time::Instant;

use clap::{Args, Subcommand};
use migrations::{Migrator, MigratorTrait as _};
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::{Value, json};

use super::Outcome;
use super::serve::stop_on_signal;
use crate::app::{Application, DemoExtras};
use crate::config::{Config, FileStoreKind, LogFormat, SessionStoreKind};
use crate::db::Db;
use crate::demo::{SIMULATED_COMMUNITY, Simulator, seed_demo};
use crate::kernel::clock::{Clock as _, SharedClock, SystemClock};
use crate::kernel::entropy::{self, Entropy, SharedEntropy, SystemEntropy};
use crate::network::simulated_secret;
use crate::ports::keyring::{KeySet, Keyring, MasterKey};
use crate::ports::mail::KeptMails;
use crate::ports::password::HashCost;
use crate::ports::secrets::{FileStore, Secret, SecretStore as _, SecretsError};
use crate::telemetry;

/// Where those who try the demo are.
const PLACES: &str = "127.0.0.0/8,This computer\n::1,This computer\n";

/// How the directory of a demonstration begins that has none of its own.
const TEMPORARY: &str = "portico-demo-";

/// Arguments of `portico demo`.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct DemoArgs {
    #[command(subcommand)]
    command: Option<DemoCommand>,
    /// Where the database is kept, to be found again by the next run; a fresh temporary directory if absent.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Where to listen; port 0 takes a free one.
    #[arg(long, default_value = "127.0.0.1:8080", value_name = "ADDRESS")]
    listen: SocketAddr,
    /// What to log: `tracing` directives.
    #[arg(long, default_value = "warn,actix_http=off", value_name = "FILTER")]
    log: String,
}

#[derive(Debug, Subcommand)]
enum DemoCommand {
    /// Break a device of a demonstration's network, or mend it, and watch what comes of it: the demonstration runs meanwhile.
    Outage(outage::OutageArgs),
}

pub(super) async fn run(args: DemoArgs) -> Outcome {
    if let Some(DemoCommand::Outage(args)) = &args.command {
        return outage::run(args).await;
    }
    let started = Instant::now();
    telemetry::init(LogFormat::Text, &args.log)?;
    telemetry::log_panics();
    let entropy: SharedEntropy = Arc::new(SystemEntropy);
    let (dir, temporary) = match args.data {
        Some(dir) => (dir, false),
        None => (
            std::env::temp_dir()
                .join(format!("{TEMPORARY}{:016x}", u64::from_le_bytes(entropy::bytes(&*entropy)))),
            true,
        ),
    };
    std::fs::create_dir_all(&dir).map_err(|error| format!("{}: {error}", dir.display()))?;
    let served = serve(&dir, args.listen, entropy, started).await;
    if temporary {
        // Also when it did not come to serving, for instance because the port is taken.
        std::fs::remove_dir_all(&dir)?;
    }
    served
}

async fn serve(dir: &Path, listen: SocketAddr, entropy: SharedEntropy, started: Instant) -> Outcome {
    let master_key = master_key(dir, &*entropy)?;
    let tenants = prepare(dir, &master_key, &entropy).await?;
    let secrets = keep_secrets(dir, &master_key, &tenants, &entropy).await?;
    let clock: SharedClock = Arc::new(SystemClock);
    let db = Db::open(&Db::embedded(&dir.join("portico.db")))?;
    // Before anybody polls.
    let simulator = Simulator::start(db, clock.clone(), &entropy).await?;
    let devices = simulator.count();

    let places = dir.join("places.csv");
    std::fs::write(&places, PLACES)?;
    let playground = Playground::find();
    let mut config = config(dir, listen, &entropy, playground.as_ref().map(Playground::dist));
    config.secrets.master_key = master_key;
    config.secrets.file = Some(secrets);
    config.auth.places = Some(places);
    let body = json!({ "url": null, "tenants": tenants }).to_string();
    let mails = Some(KeptMails::default());
    let extras = DemoExtras { logins: Some(body.into()), insecure_cookie: true, mails };
    let app = Application::build(&config, clock, entropy, &extras).await?;
    let url = format!("http://localhost:{}", app.port());
    let file = dir.join("demo.json");
    std::fs::write(&file, serde_json::to_string_pretty(&json!({ "url": url, "tenants": tenants }))?)?;
    announce(&url, app.internal_port(), &tenants, &file, devices, started);
    let simulating = tokio::spawn(simulator.run());
    let building = playground
        .filter(|playground| !playground.is_built())
        .map(|playground| tokio::spawn(playground.build()));
    let served = app.run_until_stopped(stop_on_signal()?).await;
    simulating.abort();
    if let Some(building) = building {
        building.abort();
    }
    Ok(served?)
}

/// Migrates and seeds a fresh database; one from an earlier run is brought up to this program and otherwise taken as
/// it is, with its sign-ins.
async fn prepare(
    dir: &Path,
    master_key: &SecretString,
    entropy: &SharedEntropy,
) -> Result<Value, Box<dyn std::error::Error>> {
    let (known, file) = (dir.join("demo.json"), dir.join("portico.db"));
    if let Ok(text) = std::fs::read_to_string(&known)
        && file.exists()
    {
        let mut earlier: Value =
            serde_json::from_str(&text).map_err(|error| format!("{}: {error}", known.display()))?;
        let db = Db::open(&Db::embedded(&file))?;
        // Its own words would name migrations; what helps is a directory without them.
        Migrator::up(db.for_migrations(), None).await.map_err(|error| {
            format!("{}: is of another version of Portico ({error}); remove the directory", dir.display())
        })?;
        db.close().await;
        return Ok(earlier["tenants"].take());
    }
    if file.exists() {
        // A run that was stopped while it seeded has left half of it.
        std::fs::remove_file(&file)?;
    }
    let db = Db::open(&Db::embedded(&file))?;
    Migrator::up(db.for_migrations(), None).await?;
    let keyring = Keyring::fixed(KeySet::new(MasterKey::parse(master_key)?, [])?, entropy.clone());
    let cost = HashCost::default();
    let tenants = seed_demo(&db, SystemClock.now(), cost, entropy.clone(), &keyring).await?;
    db.close().await;
    Ok(serde_json::to_value(tenants)?)
}

/// The encrypted file of secrets, with what the poller is let in with by the simulated devices.
async fn keep_secrets(
    dir: &Path,
    master_key: &SecretString,
    tenants: &Value,
    entropy: &SharedEntropy,
) -> Result<PathBuf, Box<dyn std::error::Error>> {
    let file = dir.join("secrets.sealed");
    let keys = KeySet::new(MasterKey::parse(master_key)?, [])?;
    let store = FileStore::new(Some(file.clone()), Keyring::fixed(keys, entropy.clone()));
    let fields = [("version", "2c"), ("community", SIMULATED_COMMUNITY)];
    let fields = BTreeMap::from(fields.map(|(name, text)| (name.to_owned(), SecretString::from(text))));
    for tenant in tenants.as_array().into_iter().flatten() {
        let path = simulated_secret(tenant["slug"].as_str().unwrap_or_default());
        // Nothing may be there yet: what somebody has put in its place stays.
        let secret = Secret { fields: fields.clone(), version: Some(0) };
        match store.write(&path, &secret).await {
            Ok(()) | Err(SecretsError::Conflict(_)) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(file)
}

fn config(dir: &Path, listen: SocketAddr, entropy: &SharedEntropy, playground: Option<PathBuf>) -> Config {
    let mut config = Config::default();
    config.server.listen = listen;
    // Wherever the demo is shown: health is for the machine it runs on.
    config.server.internal_listen = SocketAddr::from(([127, 0, 0, 1], 0));
    config.server.development = true;
    // A directory that is not there serves the small page of our own.
    config.server.playground = Some(playground.unwrap_or_else(|| dir.join("playground")));
    config.database.url = Db::embedded(&dir.join("portico.db")).url;
    config.sessions.store = SessionStoreKind::Memory;
    config.network.allow_loopback = true;
    config.files.store = FileStoreKind::Folder;
    config.files.folder = Some(dir.join("files"));
    let key: [u8; 32] = entropy::bytes(&**entropy);
    config.auth.counter_key = key.map(|byte| format!("{byte:02x}")).concat().into();
    // Mails are kept and shown at /demo/mail; their links lead back here.
    "noreply@portico.example".clone_into(&mut config.mail.from);
    "http://{host}:{port}".clone_into(&mut config.mail.portal_url);
    // Devices are on this machine: who does not answer at once answers nobody.
    config.network.timeout_ms = 500;
    config.automation.directory = playbooks();
    config.network.outage_look_seconds = 2;
    // Everybody who tries the demo comes from one address.
    config.auth.per_address_per_minute = 600;
    config
}

/// The key of what lies at rest: made at random by the first run, beside the database that it belongs to.
fn master_key(dir: &Path, entropy: &dyn Entropy) -> Result<SecretString, Box<dyn std::error::Error>> {
    let file = dir.join("master.key");
    if file.exists() {
        return Ok(std::fs::read_to_string(&file)?.trim().to_owned().into());
    }
    let key = MasterKey::generate(entropy).expose();
    let mut options = std::fs::OpenOptions::new();
    std::os::unix::fs::OpenOptionsExt::mode(options.write(true).create_new(true), 0o600);
    options.open(&file)?.write_all(key.expose_secret().as_bytes())?;
    Ok(key)
}

#[expect(clippy::print_stdout, reason = "the table of sign-ins is what the command is for")]
fn announce(url: &str, internal_port: u16, tenants: &Value, file: &Path, devices: usize, started: Instant) {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    println!("Portico demo, ready after {:.1} s\n", started.elapsed().as_secs_f64());
    for tenant in tenants.as_array().into_iter().flatten() {
        let base = url.replace("localhost", &text(&tenant["host"]));
        println!("{}  {base}/playground   {base}/graphql", text(&tenant["name"]));
        for login in tenant["logins"].as_array().into_iter().flatten() {
            println!(
                "  {:<10} {:<18} {:<34} {}",
                text(&login["role"]),
                text(&login["portalId"]),
                text(&login["password"]),
                text(&login["name"])
            );
        }
        println!();
    }
    println!("Schema     {url}/schema.graphql");
    println!("Mails      {url}/demo/mail");
    println!(
        "Network    {devices} devices answer; `portico demo outage --device olt-3` breaks one, with --mend it works again"
    );
    println!("Health     http://localhost:{internal_port}/readyz");
    println!("Sign-ins   {}  (staff needs a code too: `totpSecret`)", file.display());
    println!(
        "\nThe cookies `portico-dev` and `portico-device-dev` are sent without `Secure`, because this is plain http. Stop with Ctrl-C."
    );
}

/// Where the checkout is, if the demo runs in one: `cargo run` tells it, otherwise it may be the current directory.
fn checkout() -> PathBuf {
    std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(PathBuf::new, PathBuf::from)
}

/// The playbooks of the checkout. The equipment that they work on is simulated, Ansible is not.
fn playbooks() -> Option<PathBuf> {
    let dir = checkout().join("automation");
    dir.join("playbooks.toml").is_file().then_some(dir)
}

/// The playground's sources, if the demo runs in a checkout.
struct Playground {
    dir: PathBuf,
}

impl Playground {
    fn find() -> Option<Self> {
        let dir = checkout().join("frontend-contract").join("playground");
        dir.join("package-lock.json").is_file().then_some(Self { dir })
    }

    fn dist(&self) -> PathBuf {
        self.dir.join("dist")
    }

    /// Whether it is built from the sources as they are: one from before they were last brought up to date asks for
    /// fields that are no more.
    fn is_built(&self) -> bool {
        let changed = |path: &Path| path.metadata().and_then(|facts| facts.modified()).ok();
        let Some(built) = changed(&self.dist().join("index.html")) else { return false };
        let mut unseen =
            vec![self.dir.join("src"), self.dir.join("index.html"), self.dir.join("package-lock.json")];
        while let Some(path) = unseen.pop() {
            match std::fs::read_dir(&path) {
                Ok(entries) => unseen.extend(entries.flatten().map(|entry| entry.path())),
                Err(_) if changed(&path).is_some_and(|at| at > built) => return false,
                Err(_) => {}
            }
        }
        true
    }

    /// Builds it with npm, once; without Node the small page of our own stays.
    async fn build(self) {
        for arguments in [["ci", "--ignore-scripts"], ["run", "build"]] {
            let mut npm = tokio::process::Command::new("npm");
            npm.args(arguments)
                .current_dir(&self.dir)
                .stdin(Stdio::null())
                .stdout(Stdio::null())
                .stderr(Stdio::null());
            match npm.kill_on_drop(true).status().await {
                Ok(status) if status.success() => {}
                Ok(status) => {
                    return tracing::warn!(%status, "npm could not build the playground; the small page serves");
                }
                Err(error) => {
                    return tracing::warn!(%error, "without npm the small page serves as playground");
                }
            }
        }
        tracing::info!("the playground is built");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_playground_that_is_older_than_its_sources_is_built_again() {
        let dir = tempfile::tempdir().expect("a directory");
        let playground = Playground { dir: dir.path().to_owned() };
        assert!(!playground.is_built(), "there is none");
        let (source, page) = (dir.path().join("src/deep/App.tsx"), playground.dist().join("index.html"));
        for file in [&source, &page] {
            std::fs::create_dir_all(file.parent().expect("it has one")).expect("it can be made");
            std::fs::write(file, "").expect("it can be written");
        }
        let touch = |file: &Path, seconds: u64| {
            let file = std::fs::File::options().write(true).open(file).expect("it is there");
            file.set_modified(std::time::UNIX_EPOCH + std::time::Duration::from_secs(seconds))
                .expect("it can be");
        };
        touch(&source, 1_000);
        touch(&page, 2_000);
        assert!(playground.is_built());
        touch(&source, 3_000);
        assert!(!playground.is_built());
    }
}
