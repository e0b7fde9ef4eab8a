//! `portico billing run`: the bills of a day, now.

use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use clap::{Args, Subcommand};
use futures_util::future::try_join_all;
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;

use super::serve::stop_on_signal;
use super::{ConfigArgs, Outcome};
use crate::app;
use crate::billing::{self, RunCounts, Worker};
use crate::db::{Db, DbSettings, PlatformScope, Scope};
use crate::kernel::actor::Actor;
use crate::kernel::clock::{SharedClock, SystemClock};
use crate::kernel::entropy::{self, SharedEntropy, SystemEntropy};
use crate::kernel::fault::Fault;
use crate::payments::PaymentsOnAccount;
use crate::tenancy;

/// Between two words about the progress.
const TELL_EVERY: Duration = Duration::from_secs(1);

/// Arguments of `portico billing`.
#[derive(Debug, Args)]
pub(super) struct BillingArgs {
    #[command(subcommand)]
    command: BillingCommand,
}

#[derive(Debug, Subcommand)]
enum BillingCommand {
    /// Bill every customer whose next period begins by a day. Can be interrupted, repeated and run by several at once:
    /// nobody is billed twice.
    Run(RunArgs),
}

#[derive(Debug, Args)]
struct RunArgs {
    /// Short name of the tenant.
    #[arg(long)]
    tenant: String,
    /// The day to bill by, which becomes the day of issue; today in the tenant's time zone if absent.
    #[arg(long, value_name = "DATE")]
    as_of: Option<NaiveDate>,
    /// Tell what would be billed, and write nothing.
    #[arg(long)]
    dry_run: bool,
    /// Customers billed at once.
    #[arg(long, default_value_t = 4, value_parser = clap::value_parser!(u16).range(1..=64))]
    workers: u16,
    #[command(flatten)]
    config: ConfigArgs,
}

pub(super) async fn billing(args: BillingArgs) -> Outcome {
    let BillingCommand::Run(args) = args.command;
    let config = crate::config::load_database(args.config.config.as_deref())?;
    let entropy: SharedEntropy = Arc::new(SystemEntropy);
    let settings = DbSettings {
        max_connections: u32::from(args.workers) + 2,
        acquire_timeout: Duration::from_mins(1),
        statement_timeout: Duration::from_mins(1),
        ..app::db_settings(&config)
    };
    let db = Db::open(&settings)?;
    let tenant = tenancy::find_by_slug(&PlatformScope::new(db.clone()), &args.tenant).await?;
    let tenant = tenant.ok_or_else(|| format!("there is no tenant {:?}", args.tenant))?;
    let clock: SharedClock = Arc::new(SystemClock);
    let reference = tenant.reference.clone();
    let scope = Scope::new(db.clone(), reference, Actor::System, &clock, entropy.clone(), "billing".into());
    let as_of = args.as_of.unwrap_or_else(|| scope.today());
    if args.dry_run {
        return dry_run(&scope, as_of).await;
    }
    if as_of > scope.today() {
        return Err("--as-of is in the future; only a --dry-run may look there".into());
    }
    run(&scope, as_of, args.workers, &entropy).await
}

#[expect(clippy::print_stdout, reason = "the outcome is what the command is for")]
async fn dry_run(scope: &Scope, as_of: NaiveDate) -> Outcome {
    let found = billing::dry_run(scope, as_of).await?;
    let sums = |sums: std::collections::BTreeMap<&'static str, (usize, i64)>| -> Value {
        sums.into_iter()
            .map(|(currency, (count, total))| {
                (currency.to_owned(), json!({ "count": count, "totalMinor": total }))
            })
            .collect::<serde_json::Map<_, _>>()
            .into()
    };
    let errors: Vec<Value> = found
        .errors
        .iter()
        .map(|(customer, message)| json!({ "customer": customer, "message": message }))
        .collect();
    let told = json!({
        "dryRun": true,
        "asOf": as_of,
        "due": found.customers,
        "invoices": sums(found.invoices),
        "creditNotes": sums(found.credit_notes),
        "errors": errors,
    });
    println!("{}", serde_json::to_string_pretty(&told)?);
    Ok(())
}

#[expect(clippy::print_stdout, reason = "the outcome is what the command is for")]
async fn run(scope: &Scope, as_of: NaiveDate, workers: u16, entropy: &SharedEntropy) -> Outcome {
    let begun = Instant::now();
    let stop: CancellationToken = stop_on_signal()?;
    let run = billing::begin_run(scope, as_of).await?;
    let before = billing::run_progress(scope, run.id).await?;
    let process = u128::from_le_bytes(entropy::bytes(&**entropy));
    let work = (1..=workers).map(|number| {
        let holder = format!("{process:032x}/{number}");
        let (run, stop) = (&run, &stop);
        async move { Worker::on(scope, run, &PaymentsOnAccount, holder).await?.work(stop).await }
    });
    let work = try_join_all(work);
    tokio::select! {
        worked = work => { worked?; }
        told = tell(scope, &run, begun) => match told? {},
    }
    let report = billing::run_report(scope, run.id).await?;
    let seconds = begun.elapsed().as_secs_f64();
    let RunCounts { due, billed, failed, .. } = report.counts;
    let errors: Vec<Value> = report
        .errors
        .iter()
        .map(|(customer, code, message)| json!({ "customer": customer, "code": code, "message": message }))
        .collect();
    let done = billed - before.billed;
    eprintln!();
    let told = json!({
        "run": run.id.to_string(),
        "asOf": as_of,
        "due": due,
        "billed": billed,
        "billedNow": done,
        "failed": failed,
        "seconds": (seconds * 100.0).round() / 100.0,
        "perSecond": per_second(done, seconds),
        "errors": errors,
    });
    println!("{}", serde_json::to_string_pretty(&told)?);
    if stop.is_cancelled() {
        return Err("stopped; run it again to go on".into());
    }
    if failed > 0 { Err(format!("{failed} customers could not be billed").into()) } else { Ok(()) }
}

/// Tells how far the run is until it is dropped.
async fn tell(
    scope: &Scope,
    run: &billing::BillingRun,
    begun: Instant,
) -> Result<std::convert::Infallible, Fault> {
    loop {
        tokio::time::sleep(TELL_EVERY).await;
        let RunCounts { due, billed, failed, .. } = billing::run_progress(scope, run.id).await?;
        let speed = per_second(billed, begun.elapsed().as_secs_f64());
        eprint!("\r{billed} of {due} customers billed, {failed} failed, {speed} a second ");
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "a speed for people")]
fn per_second(count: i64, seconds: f64) -> i64 {
    if seconds > 0.0 { (count as f64 / seconds) as i64 } else { 0 }
}
