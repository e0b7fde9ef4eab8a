//! The operator's view on a tenant's books: whether they are true, and the files for the accountant.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::sync::Arc;

use clap::{Args, Subcommand, ValueEnum};

use super::{ConfigArgs, Outcome};
use crate::accounting::{self, LedgerCheck, Period};
use crate::app;
use crate::db::{Db, DbSettings, PlatformScope, Scope};
use crate::kernel::actor::Actor;
use crate::kernel::clock::{SharedClock, SystemClock};
use crate::kernel::entropy::SystemEntropy;
use crate::tenancy::{self, Tenant};

/// Arguments of `portico ledger`.
#[derive(Debug, Args)]
pub(super) struct LedgerArgs {
    #[command(subcommand)]
    command: LedgerCommand,
}

#[derive(Debug, Subcommand)]
enum LedgerCommand {
    /// Count the books anew from the rows, and tell where they are not true. Fails if they are not.
    Check(CheckArgs),
}

#[derive(Debug, Args)]
struct CheckArgs {
    /// Short name of the tenant.
    #[arg(long)]
    tenant: String,
    /// The most findings to print.
    #[arg(long, default_value_t = 100)]
    limit: u32,
    #[command(flatten)]
    config: ConfigArgs,
}

/// Arguments of `portico export`.
#[derive(Debug, Args)]
pub(super) struct ExportArgs {
    #[command(subcommand)]
    command: ExportCommand,
}

#[derive(Debug, Subcommand)]
enum ExportCommand {
    /// Everything that was booked in a period, as double entries.
    Journal(PeriodArgs),
    /// What was charged and taken back of each tax in a period.
    Vat(PeriodArgs),
}

#[derive(Debug, Args)]
struct PeriodArgs {
    /// Short name of the tenant.
    #[arg(long)]
    tenant: String,
    /// A month (2026-10), a quarter (2026-Q4) or a year (2026).
    #[arg(long)]
    period: Period,
    /// How to write it.
    #[arg(long, value_enum, default_value_t = Format::Csv)]
    format: Format,
    /// Where to write it; standard output if absent.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    #[command(flatten)]
    config: ConfigArgs,
}

/// The formats of files for accountants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Comma-separated values: UTF-8, RFC 4180, decimal points.
    Csv,
}

/// The tenant of a short name, and a scope that may read as long as a large tenant takes.
async fn open(slug: &str, config: &ConfigArgs) -> Result<(Tenant, Scope), Box<dyn std::error::Error>> {
    let config = crate::config::load_database(config.config.as_deref())?;
    let settings =
        DbSettings { statement_timeout: std::time::Duration::from_mins(10), ..app::db_settings(&config) };
    let db = Db::open(&settings)?;
    let tenant = tenancy::find_by_slug(&PlatformScope::new(db.clone()), slug)
        .await?
        .ok_or_else(|| format!("there is no tenant {slug}"))?;
    let clock: SharedClock = Arc::new(SystemClock);
    let reference = tenant.reference.clone();
    let scope = Scope::new(db, reference, Actor::System, &clock, Arc::new(SystemEntropy), "command".into());
    Ok((tenant, scope))
}

#[expect(clippy::print_stdout, reason = "the findings are what the command is for")]
pub(super) async fn ledger(args: LedgerArgs) -> Outcome {
    let LedgerCommand::Check(args) = args.command;
    let (_, scope) = open(&args.tenant, &args.config).await?;
    let report = accounting::ledger_check(&scope, &LedgerCheck::ALL, args.limit).await?;
    for finding in &report.findings {
        let accounting::Finding { check, subject, fact, expected, found } = finding;
        println!("{check:?}\t{subject}\t{fact}\texpected {expected}\tfound {found}");
    }
    match (report.findings.len(), report.truncated) {
        (0, false) => {
            println!("{} checks, nothing found", report.checks.len());
            Ok(())
        }
        (some, more) => Err(format!("{some} findings{}", if more { ", and more" } else { "" }).into()),
    }
}

pub(super) async fn export(args: &ExportArgs) -> Outcome {
    let (ExportCommand::Journal(period) | ExportCommand::Vat(period)) = &args.command;
    let (tenant, scope) = open(&period.tenant, &period.config).await?;
    let mut out: Box<dyn Write + Send> = match &period.out {
        Some(path) => {
            let file = File::create(path).map_err(|error| format!("{}: {error}", path.display()))?;
            Box::new(BufWriter::new(file))
        }
        None => Box::new(std::io::stdout()),
    };
    let Format::Csv = period.format;
    let written = match &args.command {
        ExportCommand::Journal(period) => {
            let settings = &tenant.settings.accounting;
            let entries = accounting::journal_csv(&scope, settings, period.period, &mut out).await?;
            format!("{entries} entries")
        }
        ExportCommand::Vat(period) => {
            let rows = accounting::vat_csv(&scope, period.period, &mut out).await?;
            format!("{rows} rows")
        }
    };
    out.flush()?;
    eprintln!("{written} of {}", period.period);
    Ok(())
}
