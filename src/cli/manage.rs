//! The operator's commands: migrations, made-up data.

use std::sync::Arc;

use clap::{Args, Subcommand};
use migrations::{Migrator, MigratorTrait as _};

use super::{ConfigArgs, Outcome};
use crate::app;
use crate::db::Db;
use crate::demo::{BULK_PASSWORD, BulkSpec, seed_bulk};
use crate::kernel::clock::{Clock as _, SystemClock};
use crate::kernel::entropy::SystemEntropy;
use crate::ports::password::HashCost;

/// Arguments of `portico migrate`.
#[derive(Debug, Args)]
pub(super) struct MigrateArgs {
    #[command(subcommand)]
    direction: Direction,
    #[command(flatten)]
    config: ConfigArgs,
}

#[derive(Debug, Subcommand)]
enum Direction {
    /// Run what is pending.
    Up,
    /// Take the latest migrations back. This loses the data in their tables.
    Down {
        /// How many.
        #[arg(long, default_value_t = 1)]
        steps: u32,
    },
    /// Show what has run and what is pending.
    Status,
}

#[expect(clippy::print_stdout, reason = "the state is what the command is for")]
pub(super) async fn migrate(args: MigrateArgs) -> Outcome {
    let db = open(&args.config)?;
    let connection = db.for_migrations();
    match args.direction {
        Direction::Up => Migrator::up(connection, None).await?,
        Direction::Down { steps } => Migrator::down(connection, Some(steps)).await?,
        Direction::Status => {}
    }
    for migration in Migrator::get_migration_with_status(connection).await? {
        println!("{:<8} {}", migration.status().to_string().to_lowercase(), migration.name());
    }
    Ok(())
}

/// The database, with time for what takes longer than any request.
pub(super) fn open(args: &ConfigArgs) -> Result<Db, Box<dyn std::error::Error>> {
    let config = crate::config::load_database(args.config.as_deref())?;
    let settings = crate::db::DbSettings {
        statement_timeout: std::time::Duration::from_mins(10),
        acquire_timeout: std::time::Duration::from_secs(10),
        ..app::db_settings(&config)
    };
    Ok(Db::open(&settings)?)
}

/// Arguments of `portico seed`.
#[derive(Debug, Args)]
pub(super) struct SeedArgs {
    /// How many tenants.
    #[arg(long, default_value_t = 20)]
    tenants: u16,
    /// Customers of each tenant.
    #[arg(long, default_value_t = 1_000)]
    customers: usize,
    /// Months of invoices of each customer.
    #[arg(long, default_value_t = 12)]
    months: u32,
    /// Make the tenants as they were at noon of an earlier day; as they are now if absent.
    #[arg(long, value_name = "DATE")]
    as_of: Option<chrono::NaiveDate>,
    /// Another number makes another world.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    #[command(flatten)]
    config: ConfigArgs,
}

#[expect(clippy::print_stdout, reason = "the summary is what the command is for")]
pub(super) async fn seed(args: SeedArgs) -> Outcome {
    let db = open(&args.config)?;
    let spec = BulkSpec {
        seed: args.seed,
        tenants: args.tenants,
        customers: args.customers,
        months: args.months,
        password: BULK_PASSWORD.to_owned(),
    };
    let noon = chrono::NaiveTime::from_hms_opt(12, 0, 0).expect("noon is a time");
    let now = args.as_of.map_or_else(|| SystemClock.now(), |day| day.and_time(noon).and_utc());
    let progress = |done: u16, all: u16| eprint!("\r{done} of {all} tenants");
    let summary = seed_bulk(&db, &spec, now, HashCost::default(), Arc::new(SystemEntropy), progress).await?;
    eprintln!();
    println!("{}", serde_json::to_string_pretty(&summary)?);
    Ok(())
}
