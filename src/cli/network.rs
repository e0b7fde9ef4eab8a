//! `portico network`: the devices of a tenant, for its operator.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use clap::{Args, Subcommand};

use super::{ConfigArgs, Outcome};
use crate::app;
use crate::db::{Db, DbSettings, PlatformScope, Scope};
use crate::import::Sheet;
use crate::import::network::import_network;
use crate::kernel::actor::Actor;
use crate::kernel::clock::{SharedClock, SystemClock};
use crate::kernel::entropy::SystemEntropy;
use crate::network::inventory::Rules;
use crate::tenancy;

/// Arguments of `portico network`.
#[derive(Debug, Args)]
pub(super) struct NetworkArgs {
    #[command(subcommand)]
    command: NetworkCommand,
}

#[derive(Debug, Subcommand)]
enum NetworkCommand {
    /// Enter the devices of a CSV file, with their sites, what they are reached through and the services that hang on them.
    /// Needed columns: name, kind. Others: vendor, model, site, site_address, site_latitude, site_longitude, parent,
    /// address, snmp_version, snmp_port, snmp_secret, poll_interval, maintenance, services (numbers). A device that is there
    /// by its name is left as it is.
    Import(ImportArgs),
}

#[derive(Debug, Args)]
struct ImportArgs {
    /// The file. Its encoding and what separates its cells are found out.
    file: PathBuf,
    /// Short name of the tenant.
    #[arg(long)]
    tenant: String,
    /// Do all of it and take it back.
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    config: ConfigArgs,
}

#[expect(clippy::print_stdout, reason = "what was done is what the command is for")]
pub(super) async fn run(args: NetworkArgs) -> Outcome {
    let NetworkCommand::Import(args) = args.command;
    let sheet = Sheet::read(&args.file)?;
    let config = args.config.load()?;
    let clock: SharedClock = Arc::new(SystemClock);
    // A file may take longer than any request.
    let settings = DbSettings { statement_timeout: Duration::from_mins(10), ..app::db_settings(&config) };
    let db = Db::open(&settings)?;
    let tenant = tenancy::find_by_slug(&PlatformScope::new(db.clone()), &args.tenant)
        .await?
        .ok_or_else(|| format!("there is no tenant {}", args.tenant))?;
    let entropy = Arc::new(SystemEntropy);
    let scope = Scope::new(db, tenant.reference.clone(), Actor::System, &clock, entropy, "command".into());
    let rules = Rules::of(config.network.allow_loopback, &tenant.slug);
    let report = Box::pin(import_network(&scope, &rules, &sheet, args.dry_run)).await?;
    println!("{report}");
    for refusal in &report.refusals {
        println!("  {refusal}");
    }
    if args.dry_run {
        println!("dry run: all of it was taken back");
    }
    Ok(())
}
