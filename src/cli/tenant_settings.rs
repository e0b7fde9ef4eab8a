//! `portico tenant settings`: what a tenant may set, by dotted keys.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use serde_json::Value as Json;

use super::desk::Desk;
use super::manage::open;
use super::{ConfigArgs, Outcome};
use crate::tenancy::{self, ChangeTenantError, Changed, Edit};

/// Arguments of `portico tenant settings`.
#[derive(Debug, Args)]
pub(super) struct SettingsArgs {
    #[command(subcommand)]
    command: SettingsCommand,
}

#[derive(Debug, Subcommand)]
enum SettingsCommand {
    /// Show every key with its value, as JSON.
    Show(ShowArgs),
    /// Change keys, all of them or none, and show what has changed. Running servers go by it within ten seconds.
    Set(SetArgs),
}

#[derive(Debug, Args)]
struct ShowArgs {
    /// Short name of the tenant.
    #[arg(long)]
    tenant: String,
    #[command(flatten)]
    config: ConfigArgs,
}

#[derive(Debug, Args)]
struct SetArgs {
    /// Short name of the tenant.
    #[arg(long)]
    tenant: String,
    /// A key with its value in JSON, which may lack the quotes of a text: `second_factor.required_for=["NOC"]`.
    #[arg(value_name = "KEY=VALUE", value_parser = edit, required_unless_present = "file")]
    edits: Vec<Edit>,
    /// A JSON file with keys to change, as `show` prints them; `-` reads standard input.
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
    /// Refuse if the tenant is not this version, which `show` tells.
    #[arg(long, value_name = "VERSION")]
    expected_version: Option<i32>,
    /// Only show what would change.
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    config: ConfigArgs,
}

fn edit(text: &str) -> Result<Edit, String> {
    let (key, value) = text.split_once('=').ok_or("is not KEY=VALUE")?;
    let value = serde_json::from_str(value).unwrap_or_else(|_| Json::from(value));
    Ok(Edit { key: key.trim().to_owned(), value })
}

pub(super) async fn run(args: SettingsArgs) -> Outcome {
    match args.command {
        SettingsCommand::Show(args) => show(args).await,
        SettingsCommand::Set(args) => set(args).await,
    }
}

#[expect(clippy::print_stdout, reason = "the settings are what the command is for")]
async fn show(args: ShowArgs) -> Outcome {
    let tenant = Desk::at(open(&args.config)?, &args.tenant).await?.tenant;
    eprintln!("version {}", tenant.version);
    println!("{}", serde_json::to_string_pretty(&tenant.sheet().to_json()?)?);
    Ok(())
}

async fn set(args: SetArgs) -> Outcome {
    let mut edits = Vec::new();
    if let Some(path) = &args.file {
        edits.push(Edit { key: String::new(), value: read(path)? });
    }
    // What stands on the line goes before the file.
    edits.extend(args.edits);
    let Desk { tenant, scope, .. } = Desk::at(open(&args.config)?, &args.tenant).await?;
    if args.dry_run {
        let before = tenant.sheet();
        let after = before.edited(edits, &tenant.hosts).map_err(ChangeTenantError::Invalid)?;
        print(&before.changes(&after)?);
        return Ok(());
    }
    let changed = tenancy::update_settings(&scope, edits, args.expected_version).await?;
    print(&changed.changes);
    Ok(())
}

/// The keys of a file: one object.
fn read(path: &Path) -> Result<Json, Box<dyn std::error::Error>> {
    let told = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    let mut text = String::new();
    if path == Path::new("-") {
        std::io::stdin().take(1 << 20).read_to_string(&mut text)?;
    } else {
        text = std::fs::read_to_string(path).map_err(|error| told(&error))?;
    }
    let json: Json = serde_json::from_str(&text).map_err(|error| told(&error))?;
    if json.is_object() { Ok(json) } else { Err(told(&"is no object of keys").into()) }
}

/// Each key that has another value than before.
#[expect(clippy::print_stdout, reason = "the difference is what the command shows")]
pub(super) fn print(changes: &[Changed]) {
    if changes.is_empty() {
        println!("nothing has changed");
    }
    for Changed { key, before, after } in changes {
        println!("{key}: {before} -> {after}");
    }
}
