//! `portico demo outage`: breaks a device of a demonstration's network, or mends it. The demonstration, which is another
//! process, looks at its database each second.

use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::Value;

use super::super::Outcome;
use super::super::desk::Desk;
use crate::db::Db;
use crate::kernel::refusal::UseCaseError;
use crate::network::{break_device, device_named};

type Error = Box<dyn std::error::Error>;

/// Arguments of `portico demo outage`.
#[derive(Debug, Args)]
pub(super) struct OutageArgs {
    /// What the device is called, e.g. `olt-3`.
    #[arg(long, value_name = "NAME")]
    device: String,
    /// Short name of the ISP; the first one of the demonstration if absent.
    #[arg(long, value_name = "SLUG")]
    tenant: Option<String>,
    /// Mend the device.
    #[arg(long)]
    mend: bool,
    /// Where the database of the demonstration is kept; that of the latest one without such a directory if absent.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
}

#[expect(clippy::print_stdout, reason = "what has become of the device is what the command is for")]
pub(super) async fn run(args: &OutageArgs) -> Outcome {
    let dir = args.data.clone().map_or_else(latest, Ok)?;
    let known = std::fs::read_to_string(dir.join("demo.json"));
    let known: Value = known
        .ok()
        .and_then(|text| serde_json::from_str(&text).ok())
        .ok_or_else(|| format!("{}: there is no demonstration", dir.display()))?;
    let first = known["tenants"][0]["slug"].as_str().unwrap_or_default();
    let slug = args.tenant.as_deref().unwrap_or(first);
    let db = Db::open(&Db::embedded(&dir.join("portico.db")))?;
    let done = outage(db.clone(), slug, args).await;
    db.close().await;
    println!("{}", done?);
    Ok(())
}

/// What has become of the device, in words.
async fn outage(db: Db, slug: &str, args: &OutageArgs) -> Result<String, Error> {
    let Desk { tenant, scope, .. } = Desk::at(db, slug).await?;
    let name = &args.device;
    let device = device_named(&scope, name).await?;
    let device =
        device.ok_or_else(|| format!("{slug} has no device {name}; there are core-1, olt-3 and others"))?;
    let device = break_device(&scope, &tenant, device, !args.mend).await.map_err(|error| match error {
        UseCaseError::Refused(refusal) => Error::from(format!("{name}: {}", refusal.message)),
        other => other.into(),
    })?;
    Ok(match device.broken_since {
        Some(_) => format!("{name} of {slug} is broken, and what is reached through it answers nobody"),
        None => format!("{name} of {slug} works"),
    })
}

/// The directory of the latest demonstration that was begun without one of its own.
fn latest() -> Result<PathBuf, Error> {
    let written = |dir: &Path| dir.join("demo.json").metadata().and_then(|facts| facts.modified()).ok();
    let entries = std::fs::read_dir(std::env::temp_dir())?.flatten().map(|entry| entry.path());
    let demos = entries.filter(|dir| {
        dir.file_name().is_some_and(|name| name.to_string_lossy().starts_with(super::TEMPORARY))
    });
    let latest = demos.filter_map(|dir| Some((written(&dir)?, dir))).max();
    latest.map(|(_, dir)| dir).ok_or_else(|| "no demonstration runs; name its directory by --data".into())
}
