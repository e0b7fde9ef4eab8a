//! The command line.

mod account;
mod billing;
mod books;
mod demo;
mod desk;
mod import;
mod mail;
mod manage;
mod network;
mod schema;
mod secrets;
mod serve;
mod tenant;
mod tenant_settings;
mod worker;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use crate::config::{self, Config};

/// A GraphQL backend-for-frontend for internet service providers.
#[derive(Debug, Parser)]
#[command(
    version,
    about,
    after_help = "Begin with `portico demo`: it needs nothing, seeds two ISPs and prints how to sign in.\n\
                  In production: `portico migrate up`, `portico tenant create`, `portico account create`, `portico serve`\n                  and `portico worker`."
)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run two seeded ISPs on an embedded database, with the playground. Needs nothing but this program.
    Demo(demo::DemoArgs),
    /// Serve the API over PostgreSQL and Redis.
    Serve(ConfigArgs),
    /// Run the jobs behind the API: events, notifications, clearing up. Any number of them may run.
    Worker(ConfigArgs),
    /// Bring the database's schema up to date, take it down, or show where it stands.
    Migrate(manage::MigrateArgs),
    /// Print the GraphQL schema, or regenerate every file that is printed from the code.
    Schema(schema::SchemaArgs),
    /// Manage tenants: the ISPs that are served.
    Tenant(tenant::TenantArgs),
    /// Manage portal accounts.
    Account(account::AccountArgs),
    /// Take over customers, plans, subscriptions, invoices and payments from another system's files.
    Import(import::ImportArgs),
    /// Make the bills of a day.
    Billing(billing::BillingArgs),
    /// Take in mails that answer tickets.
    Mail(mail::MailArgs),
    /// Keep secrets, rotate keys, and see whether the place that keeps them is well.
    Secrets(secrets::SecretsArgs),
    /// Look after a tenant's books.
    Ledger(books::LedgerArgs),
    /// Write a tenant's books for its accountant.
    Export(books::ExportArgs),
    /// Look after a tenant's network.
    Network(network::NetworkArgs),
    /// Fill the database with made-up tenants, the same ones each time, for load tests.
    Seed(manage::SeedArgs),
}

/// Where the configuration is.
#[derive(Debug, Clone, Args)]
pub(crate) struct ConfigArgs {
    /// A TOML file; `PORTICO_*` variables override it (`PORTICO_DATABASE__URL` is `database.url`).
    #[arg(long, env = "PORTICO_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
}

impl ConfigArgs {
    fn load(&self) -> Result<Config, config::ConfigError> {
        // The variable that names the file is no key of it.
        config::load(self.config.as_deref())
    }
}

/// What a command ends with: any of our errors, told to the operator.
type Outcome = Result<(), Box<dyn std::error::Error>>;

/// Runs the command line within an actix system; the exit code is the command's.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let outcome = actix_rt(async move {
        match cli.command {
            Command::Demo(args) => demo::run(args).await,
            Command::Serve(args) => serve::run(&args).await,
            Command::Worker(args) => Box::pin(worker::run(&args)).await,
            Command::Migrate(args) => manage::migrate(args).await,
            Command::Schema(args) => schema::run(&args),
            Command::Tenant(args) => tenant::run(args).await,
            Command::Account(args) => account::run(args).await,
            Command::Import(args) => Box::pin(import::run(args)).await,
            Command::Billing(args) => Box::pin(billing::billing(args)).await,
            Command::Mail(args) => Box::pin(mail::run(args)).await,
            Command::Secrets(args) => secrets::run(args).await,
            Command::Ledger(args) => Box::pin(books::ledger(args)).await,
            Command::Export(args) => Box::pin(books::export(&args)).await,
            Command::Network(args) => Box::pin(network::run(args)).await,
            Command::Seed(args) => manage::seed(args).await,
        }
    });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("portico: {error}");
            error.downcast_ref::<mail::NotTaken>().map_or(ExitCode::FAILURE, mail::NotTaken::exit_code)
        }
    }
}

fn actix_rt(work: impl Future<Output = Outcome>) -> Outcome {
    crate::http::block_on(work)
}
