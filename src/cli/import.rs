//! `portico import`: the books of another system.

use std::cell::RefCell;
use std::io::{IsTerminal as _, Write as _};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use indicatif::{ProgressBar, ProgressStyle};

use super::{ConfigArgs, Outcome};
use crate::app::{self, Application};
use crate::db::{Db, DbSettings, PlatformScope, Scope};
use crate::import::{Assumed, DateOrder, FileReport, Files, ImportError, Mapping, Options};
use crate::kernel::actor::Actor;
use crate::kernel::clock::{SharedClock, SystemClock};
use crate::kernel::entropy::{SharedEntropy, SystemEntropy};
use crate::tenancy;

/// Refused rows that are printed; all of them are in the file of `--refused`.
const PRINTED: usize = 20;

/// Arguments of `portico import`.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own on the command line")]
pub(super) struct ImportArgs {
    /// The folder of the files.
    folder: PathBuf,
    /// Short name of the tenant.
    #[arg(long)]
    tenant: String,
    /// What their columns are: portico, splynx, freeside, or a TOML file.
    #[arg(long, default_value = "portico", value_name = "NAME|FILE")]
    mapping: String,
    /// Do all of it and take it back.
    #[arg(long)]
    dry_run: bool,
    /// Do not ask after showing how the files were understood.
    #[arg(long)]
    yes: bool,
    /// Refuse a file whole for one refused row.
    #[arg(long)]
    strict: bool,
    /// The first day that Portico bills, for subscriptions whose rows do not say.
    #[arg(long, value_name = "DATE")]
    cutover: Option<NaiveDate>,
    /// The order of dates, where they do not tell.
    #[arg(long, value_name = "ORDER")]
    date_order: Option<Order>,
    /// Whose customs are assumed where neither amounts nor dates tell, e.g. en-US. [default: the tenant's]
    #[arg(long)]
    locale: Option<String>,
    /// Make accounts without inviting their owners; see `sendActivation` for later.
    #[arg(long)]
    no_invitations: bool,
    /// Where all refused rows are written, as CSV.
    #[arg(long, value_name = "FILE")]
    refused: Option<PathBuf>,
    #[command(flatten)]
    config: ConfigArgs,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Order {
    Dmy,
    Mdy,
    Ymd,
}

impl From<Order> for DateOrder {
    fn from(order: Order) -> Self {
        match order {
            Order::Dmy => Self::Dmy,
            Order::Mdy => Self::Mdy,
            Order::Ymd => Self::Ymd,
        }
    }
}

#[expect(clippy::print_stdout, reason = "what was done is what the command is for")]
pub(super) async fn run(args: ImportArgs) -> Outcome {
    let mapping = if let Some(shipped) = Mapping::named(&args.mapping) {
        shipped?
    } else {
        let text = std::fs::read_to_string(&args.mapping)
            .map_err(|error| format!("--mapping {}: {error}", args.mapping))?;
        Mapping::parse(&text)?
    };
    let config = args.config.load()?;
    let (clock, entropy): (SharedClock, SharedEntropy) = (Arc::new(SystemClock), Arc::new(SystemEntropy));
    // A file may take longer than any request.
    let settings = DbSettings { statement_timeout: Duration::from_mins(10), ..app::db_settings(&config) };
    let db = Db::open(&settings)?;
    let tenant = tenancy::find_by_slug(&PlatformScope::new(db.clone()), &args.tenant)
        .await?
        .ok_or_else(|| format!("there is no tenant {}", args.tenant))?;
    let locale = args.locale.as_deref().unwrap_or(&tenant.reference.locale);
    let options = Options {
        assumed: Assumed::of_locale(locale),
        order: args.date_order.map(DateOrder::from),
        cutover: args.cutover,
        invite: !args.no_invitations,
        strict: args.strict,
    };
    let files = Files::read(&args.folder, mapping, options)?;
    for plan in files.plan()? {
        eprint!("{plan}");
    }
    if !args.dry_run && !args.yes && !confirmed()? {
        println!("nothing was written");
        return Ok(());
    }
    let identity = Application::identity(&config, &clock, &entropy)?;
    let scope =
        Scope::new(db.clone(), tenant.reference.clone(), Actor::System, &clock, entropy, "command".into());
    let started = Instant::now();
    let bars = Bars::of(&files)?;
    let written =
        files.write(&scope, &tenant, &identity, args.dry_run, &|file, rows| bars.at(file, rows)).await;
    bars.finish();
    let (reports, failed) = match written {
        Ok(reports) => (reports, None),
        Err(ImportError::Strict(report)) => {
            let failed = ImportError::Strict(report.clone()).to_string();
            (vec![*report], Some(failed))
        }
        Err(error) => return Err(error.into()),
    };
    if let Some(path) = &args.refused {
        write_refused(path, &reports)?;
    }
    let told = told(&reports, started.elapsed(), args.dry_run);
    if let Some(error) = failed {
        eprint!("{told}");
        return Err(error.into());
    }
    print!("{told}");
    if !args.dry_run {
        db.refresh_statistics().await?;
    }
    Ok(())
}

/// Asks at a terminal; elsewhere nobody could answer.
fn confirmed() -> Result<bool, Box<dyn std::error::Error>> {
    if !std::io::stdin().is_terminal() {
        return Err("say --yes to write, or --dry-run to see what would be".into());
    }
    eprint!("Write this? [y/N] ");
    std::io::stderr().flush()?;
    let mut answer = String::new();
    std::io::stdin().read_line(&mut answer)?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
}

/// What came of each file, with the first refusals, and how long it took.
fn told(reports: &[FileReport], took: Duration, dry_run: bool) -> String {
    let (mut lines, mut rows) = (Vec::new(), 0);
    for report in reports {
        lines.push(report.to_string());
        lines.extend(report.refusals.iter().take(PRINTED).map(|refusal| format!("  {refusal}")));
        if report.refusals.len() > PRINTED {
            lines.push(format!("  and {} more (--refused FILE)", report.refusals.len() - PRINTED));
        }
        rows += report.written + report.known + report.refused();
    }
    let seconds = took.as_secs_f64();
    #[expect(clippy::cast_precision_loss, reason = "a figure to read")]
    let rate = rows as f64 / seconds.max(0.001);
    lines.push(format!("{rows} rows in {seconds:.1} s ({rate:.0} a second)"));
    if dry_run {
        lines.push("dry run: all of it was taken back".to_owned());
    }
    lines.push(String::new());
    lines.join("\n")
}

fn write_refused(path: &PathBuf, reports: &[FileReport]) -> Result<(), Box<dyn std::error::Error>> {
    let mut writer = csv::Writer::from_path(path).map_err(|error| format!("{}: {error}", path.display()))?;
    writer.write_record(["file", "line", "column", "reason"])?;
    for refusal in reports.iter().flat_map(|report| &report.refusals) {
        writer.write_record([&refusal.file, &refusal.line.to_string(), &refusal.column, &refusal.reason])?;
    }
    writer.flush()?;
    Ok(())
}

/// One bar a file, on the terminal; nothing where there is none.
struct Bars {
    totals: Vec<(String, u64)>,
    current: RefCell<Option<(String, ProgressBar)>>,
}

impl Bars {
    fn of(files: &Files) -> Result<Self, Box<dyn std::error::Error>> {
        let totals =
            files.plan()?.into_iter().map(|plan| (plan.file, u64::try_from(plan.rows).unwrap_or(u64::MAX)));
        Ok(Self { totals: totals.collect(), current: RefCell::new(None) })
    }

    fn at(&self, file: &str, rows: usize) {
        let mut current = self.current.borrow_mut();
        let (_, bar) = match &mut *current {
            Some(known) if known.0 == file => known,
            other => {
                if let Some((_, done)) = other.take() {
                    done.finish();
                }
                let total = self.totals.iter().find(|(name, _)| name == file).map_or(0, |(_, rows)| *rows);
                let bar = ProgressBar::new(total).with_message(file.to_owned()).with_style(
                    ProgressStyle::with_template("{msg:30} {bar:30} {pos}/{len} {per_sec} {eta}")
                        .unwrap_or_else(|_| ProgressStyle::default_bar()),
                );
                other.insert((file.to_owned(), bar))
            }
        };
        bar.set_position(u64::try_from(rows).unwrap_or(u64::MAX));
    }

    fn finish(&self) {
        if let Some((_, bar)) = self.current.borrow_mut().take() {
            bar.finish();
        }
    }
}
