//! `portico secrets`: keep secrets, rotate keys, and see whether the place that keeps them is well.

use std::io::Read as _;
use std::sync::Arc;
use std::time::Duration;

use clap::{Args, Subcommand};
use secrecy::{ExposeSecret as _, SecretString};
use tokio_util::sync::CancellationToken;

use super::{ConfigArgs, Outcome};
use crate::app::{self, Application, SecretsParts};
use crate::config::{self, Config};
use crate::db::{Db, PlatformScope, Scope};
use crate::jobs::reseal::Resealed;
use crate::jobs::sealed_under_keys;
use crate::kernel::actor::Actor;
use crate::kernel::clock::{Clock as _, SharedClock, SystemClock};
use crate::kernel::entropy::{SharedEntropy, SystemEntropy};
use crate::ports::secrets::{Finding, KEYRING, Secret, SecretsError, drop_key as drop_stored, rotate};
use crate::tenancy;

/// Arguments of `portico secrets`.
#[derive(Debug, Args)]
pub(super) struct SecretsArgs {
    #[command(subcommand)]
    command: SecretsCommand,
}

#[derive(Debug, Subcommand)]
enum SecretsCommand {
    /// Tell what is reachable and how fresh it is, and how much is sealed under which key. Fails if something is not as it
    /// should be.
    Doctor(ConfigArgs),
    /// Store one text, read from standard input.
    Set(SetArgs),
    /// Make a new master key the current one; the earlier ones still open what they have sealed. Running servers take it
    /// over by themselves.
    Rotate(ConfigArgs),
    /// Seal anew, at once, what lies under earlier keys. The jobs of `portico worker` do the same by themselves.
    Reseal(ConfigArgs),
    /// Remove an earlier key that nothing is sealed under any more. Copies of the database from before need it still.
    Drop(DropArgs),
    /// Make a successor of the key that signs a tenant's access tokens. It is published at once and signs ten minutes
    /// later; tokens of the earlier key are good until their end.
    RotateSigning(RotateSigningArgs),
}

#[derive(Debug, Args)]
struct RotateSigningArgs {
    /// Short name of the tenant.
    #[arg(long)]
    tenant: String,
    #[command(flatten)]
    config: ConfigArgs,
}

#[derive(Debug, Args)]
struct DropArgs {
    /// The key, as `portico secrets doctor` names it: eight hexadecimal digits.
    key: String,
    #[command(flatten)]
    config: ConfigArgs,
}

#[derive(Debug, Args)]
struct SetArgs {
    /// Where, e.g. `snmp/core`.
    path: String,
    /// Which field of it.
    field: String,
    #[command(flatten)]
    config: ConfigArgs,
}

pub(super) async fn run(args: SecretsArgs) -> Outcome {
    match args.command {
        SecretsCommand::Doctor(args) => doctor(&args).await,
        SecretsCommand::Reseal(args) => reseal(&args).await,
        SecretsCommand::Drop(args) => drop_key(&args).await,
        SecretsCommand::Set(args) => set(&args).await,
        SecretsCommand::Rotate(args) => {
            let entropy: SharedEntropy = Arc::new(SystemEntropy);
            let parts = open(&args)?;
            let store = parts.secrets.store();
            let now = SystemClock.now();
            let id = rotate(&**store, parts.configured.as_ref(), &*entropy, now).await?;
            say(&format!("the current key is {id}"));
            Ok(())
        }
        SecretsCommand::RotateSigning(args) => rotate_signing(&args).await,
    }
}

async fn rotate_signing(args: &RotateSigningArgs) -> Outcome {
    let config = args.config.load()?;
    let (clock, entropy): (SharedClock, SharedEntropy) = (Arc::new(SystemClock), Arc::new(SystemEntropy));
    let db = Db::open(&app::db_settings(&config))?;
    let tenant = tenancy::find_by_slug(&PlatformScope::new(db.clone()), &args.tenant)
        .await?
        .ok_or_else(|| format!("there is no tenant {}", args.tenant))?;
    let identity = Application::identity(&config, &clock, &entropy)?;
    let scope = Scope::new(db, tenant.reference.clone(), Actor::System, &clock, entropy, "command".into());
    let before = identity.public_keys(&scope).await?;
    identity.rotate_signing_key(&scope).await?;
    for (id, _) in identity.public_keys(&scope).await? {
        say(&format!("{id}{}", if before.iter().any(|(known, _)| *known == id) { "" } else { "  new" }));
    }
    Ok(())
}

fn open(args: &ConfigArgs) -> Result<SecretsParts, Box<dyn std::error::Error>> {
    parts(&config::load_secrets(args.config.as_deref())?)
}

fn parts(config: &Config) -> Result<SecretsParts, Box<dyn std::error::Error>> {
    let (clock, entropy): (SharedClock, SharedEntropy) = (Arc::new(SystemClock), Arc::new(SystemEntropy));
    Ok(SecretsParts::of(&config.secrets, &clock, &entropy)?)
}

/// The database too, where the configuration names one: it is what is sealed.
fn database(args: &ConfigArgs) -> Result<(Config, Db), Box<dyn std::error::Error>> {
    let config = config::load_secrets(args.config.as_deref())?;
    if config.database.url.expose_secret().is_empty() {
        return Err("database.url: is needed, to know what is sealed under which key".into());
    }
    let db = Db::open(&app::db_settings(&config))?;
    Ok((config, db))
}

async fn reseal(args: &ConfigArgs) -> Outcome {
    let (config, db) = database(args)?;
    let parts = parts(&config)?;
    let (clock, entropy): (SharedClock, SharedEntropy) = (Arc::new(SystemClock), Arc::new(SystemEntropy));
    // The keys as they are, or there would be nothing to compare with.
    parts.keys().await?;
    let job = parts.reseal_job(db.clone(), clock, entropy);
    let (mut sealed, mut tries) = (0, 0);
    let unreadable = loop {
        let Resealed { done, unreadable } = job.once(&CancellationToken::new()).await?;
        sealed += done;
        tries += 1;
        // What somebody held just then is free in a moment.
        if retired_values(&parts, &db).await? <= unreadable || tries == PATIENCE {
            break unreadable;
        }
        tokio::time::sleep(Duration::from_millis(500)).await;
    };
    say(&format!("{sealed} value(s) sealed anew"));
    tell(&sealed_under(&parts, &db).await)?;
    if unreadable > 0 {
        return Err(format!("{unreadable} value(s) do not open: damaged, or not of this database").into());
    }
    Ok(())
}

/// How often what somebody holds is asked for again.
const PATIENCE: u32 = 10;

/// How many values are under keys that are known and seal no more.
async fn retired_values(parts: &SecretsParts, db: &Db) -> Result<u64, Box<dyn std::error::Error>> {
    let (keys, under) = (parts.keys().await?, sealed_under_keys(&PlatformScope::new(db.clone())).await?);
    let retired = under.iter().filter(|(key, _)| **key != keys.current().0 && keys.get(**key).is_some());
    Ok(retired.flat_map(|(_, found)| found).map(|(_, count)| count).sum())
}

async fn drop_key(args: &DropArgs) -> Outcome {
    let (config, db) = database(&args.config)?;
    let parts = parts(&config)?;
    let under = sealed_under_keys(&PlatformScope::new(db)).await?;
    let left = under.iter().find(|(key, _)| key.to_string() == args.key);
    if let Some((key, found)) = left {
        let found = counted(found);
        return Err(format!("{key} is needed: {found} are sealed under it; `portico secrets reseal`").into());
    }
    drop_stored(&**parts.secrets.store(), &args.key, SystemClock.now()).await?;
    say(&format!("{} is gone", args.key));
    Ok(())
}

/// How much is sealed under which key.
async fn sealed_under(parts: &SecretsParts, db: &Db) -> Vec<Finding> {
    let keys = match parts.keys().await {
        Ok(keys) => keys,
        Err(error) => return vec![Finding::bad("sealed", error)],
    };
    let under = match sealed_under_keys(&PlatformScope::new(db.clone())).await {
        Ok(under) => under,
        Err(fault) => return vec![Finding::bad("sealed", fault)],
    };
    let current = keys.current().0;
    let mut findings = Vec::new();
    for key in keys.ids() {
        let found = under.get(&key).map_or_else(|| "nothing".to_owned(), |found| counted(found));
        let what = match (key == current, under.contains_key(&key)) {
            (true, _) => "current",
            (false, true) => "retired, still needed",
            (false, false) => "retired, not needed by this database any more",
        };
        findings.push(Finding::good(format!("under {key}"), format!("{found} ({what})")));
    }
    for (key, found) in under.iter().filter(|(key, _)| keys.get(**key).is_none()) {
        let detail = format!("{}, and the key is not known: put it back", counted(found));
        findings.push(Finding::bad(format!("under {key}"), detail));
    }
    findings
}

fn counted(found: &[(&'static str, u64)]) -> String {
    found.iter().map(|(what, count)| format!("{count} {what}")).collect::<Vec<_>>().join(", ")
}

async fn doctor(args: &ConfigArgs) -> Outcome {
    let config = config::load_secrets(args.config.as_deref())?;
    let parts = parts(&config)?;
    let mut findings = parts.secrets.store().report().await;
    findings.push(match parts.secrets.secret(KEYRING).await {
        Ok(Some(Secret { fields, version })) => {
            let keys = fields.keys().filter(|name| name.starts_with("key-")).count();
            let version = version.map_or_else(String::new, |version| format!(", version {version}"));
            Finding::good("stored keys", format!("{keys}{version}"))
        }
        Ok(None) => Finding::good("stored keys", "none"),
        Err(error) => Finding::bad("stored keys", error),
    });
    findings.push(match parts.keys().await {
        Ok(keys) => {
            let others = keys.ids().len() - 1;
            Finding::good("keyring", format!("seals under {}, opens {others} more", keys.current().0))
        }
        Err(error) => Finding::bad("keyring", error),
    });
    findings.push(Finding::good("freshness", parts.secrets.freshness().detail));
    if config.database.url.expose_secret().is_empty() {
        findings
            .push(Finding::good("sealed", "database.url is not set: nobody knows what is under which key"));
    } else {
        findings.extend(match Db::open(&app::db_settings(&config)) {
            Ok(db) => sealed_under(&parts, &db).await,
            Err(error) => vec![Finding::bad("sealed", error)],
        });
    }
    tell(&findings)
}

/// Prints findings; an error if one of them is bad.
fn tell(findings: &[Finding]) -> Outcome {
    for Finding { subject, ok, detail } in findings {
        say(&format!("{:<4} {subject:<14} {detail}", if *ok { "ok" } else { "BAD" }));
    }
    if findings.iter().all(|finding| finding.ok) { Ok(()) } else { Err("the secrets are not well".into()) }
}

async fn set(args: &SetArgs) -> Outcome {
    if args.path == KEYRING {
        return Err("the master keys are made by `portico secrets rotate`".into());
    }
    let parts = open(&args.config)?;
    let mut text = String::new();
    std::io::stdin().take(64 * 1024).read_to_string(&mut text)?;
    let text = text.trim_end_matches(['\r', '\n']);
    if text.is_empty() {
        return Err("standard input holds no text to store".into());
    }
    let store = parts.secrets.store();
    let known = store.read(&args.path).await?;
    let mut secret = known.unwrap_or(Secret { version: Some(0), ..Secret::default() });
    secret.fields.insert(field(&args.field)?, SecretString::from(text));
    store.write(&args.path, &secret).await?;
    say(&format!("{} has the field(s) {}", args.path, names(&secret)));
    Ok(())
}

fn field(name: &str) -> Result<String, SecretsError> {
    let plain = name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
    if plain && !name.is_empty() {
        Ok(name.to_owned())
    } else {
        Err(SecretsError::Invalid("a field is made of letters, digits, - and _".to_owned()))
    }
}

fn names(secret: &Secret) -> String {
    secret.fields.keys().map(String::as_str).collect::<Vec<_>>().join(", ")
}

#[expect(clippy::print_stdout, reason = "what a command found is what it is for")]
fn say(line: &str) {
    println!("{line}");
}
