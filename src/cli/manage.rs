//! The operator's commands: migrations, tenants, accounts, made-up data.

use std::io::Read as _;
use std::sync::Arc;

use clap::{Args, Subcommand};
use migrations::{Migrator, MigratorTrait as _};
use secrecy::{ExposeSecret as _, SecretString};

use super::{ConfigArgs, Outcome};
use crate::app::{self, Application};
use crate::customers;
use crate::db::{Db, PlatformScope, Scope};
use crate::demo::{BULK_PASSWORD, BulkSpec, seed_bulk};
use crate::identity::entity::account_link::LinkRole;
use crate::identity::{FirstPassword, NewAccount};
use crate::kernel::actor::Actor;
use crate::kernel::clock::{Clock as _, SharedClock, SystemClock};
use crate::kernel::entropy::{self, SharedEntropy, SystemEntropy};
use crate::kernel::ids::TypedId as _;
use crate::ports::password::HashCost;
use crate::ports::payment_gateway::GatewayKind;
use crate::ports::secrets::check_path;
use crate::tenancy::{self, Branding, NewTenant, PaymentSettings, Settings};

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

fn open(args: &ConfigArgs) -> Result<Db, Box<dyn std::error::Error>> {
    let config = crate::config::load_database(args.config.as_deref())?;
    // A migration or a seed may take longer than any request.
    let settings = crate::db::DbSettings {
        statement_timeout: std::time::Duration::from_mins(10),
        acquire_timeout: std::time::Duration::from_secs(10),
        ..app::db_settings(&config)
    };
    Ok(Db::open(&settings)?)
}

/// Arguments of `portico tenant`.
#[derive(Debug, Args)]
pub(super) struct TenantArgs {
    #[command(subcommand)]
    command: TenantCommand,
}

#[derive(Debug, Subcommand)]
enum TenantCommand {
    /// Create a tenant with the hosts that name it.
    Create(CreateTenantArgs),
    /// Say which gateway its customers pay through.
    Gateway(GatewayArgs),
}

#[derive(Debug, Args)]
struct GatewayArgs {
    /// The tenant's short name.
    #[arg(long)]
    slug: String,
    /// `stripe`; `sandbox`, whose cards move no money; or `none`: only staff enters payments.
    #[arg(long, value_name = "NAME")]
    gateway: String,
    /// The path of the gateway's keys in the secret store, with the fields `api_key` and `webhook_secret`.
    #[arg(long, value_name = "PATH")]
    secret: Option<String>,
    /// Only staff says how customers are drawn from.
    #[arg(long)]
    lock_autopay: bool,
    #[command(flatten)]
    config: ConfigArgs,
}

#[derive(Debug, Args)]
struct CreateTenantArgs {
    /// Short name: lower-case letters, digits and hyphens.
    #[arg(long)]
    slug: String,
    /// The name its customers know.
    #[arg(long)]
    name: String,
    /// A host name, without port. May be given more than once.
    #[arg(long = "host", required = true)]
    hosts: Vec<String>,
    /// Origin of a portal on another host of the same site, e.g. https://app.isp.example. May be given more than once.
    #[arg(long = "allowed-origin", value_name = "ORIGIN")]
    allowed_origins: Vec<String>,
    /// The domain that passkeys belong to, where hosts shall share them: a host or a parent of some. [default: a host]
    #[arg(long, value_name = "DOMAIN")]
    passkey_domain: Option<String>,
    /// IANA time zone of its business dates.
    #[arg(long, default_value = "Etc/UTC")]
    timezone: String,
    /// ISO 4217 currency of its prices.
    #[arg(long)]
    currency: String,
    /// BCP 47 locale of its texts.
    #[arg(long, default_value = "en")]
    locale: String,
    /// Prefix of its portal IDs: at most 5 capital letters or digits.
    #[arg(long, default_value = "")]
    portal_prefix: String,
    #[command(flatten)]
    config: ConfigArgs,
}

async fn gateway(args: GatewayArgs) -> Outcome {
    let gateway = match args.gateway.as_str() {
        "none" => None,
        name => Some(GatewayKind::by_name(name).ok_or("--gateway: must be stripe, sandbox or none")?),
    };
    if gateway == Some(GatewayKind::Stripe) && args.secret.is_none() {
        return Err("--secret: Stripe needs the path of its keys".into());
    }
    if let Some(path) = &args.secret {
        check_path(path).map_err(|error| format!("--secret: {error}"))?;
    }
    let platform = PlatformScope::new(open(&args.config)?);
    let settings = PaymentSettings { gateway, secret: args.secret, autopay_locked: args.lock_autopay };
    if tenancy::set_payments(&platform, &args.slug, settings).await? {
        Ok(())
    } else {
        Err(format!("there is no tenant {}", args.slug).into())
    }
}

#[expect(clippy::print_stdout, reason = "the new id is what the command is for")]
pub(super) async fn tenant(args: TenantArgs) -> Outcome {
    let args = match args.command {
        TenantCommand::Create(args) => args,
        TenantCommand::Gateway(args) => return gateway(args).await,
    };
    let db = open(&args.config)?;
    let new = NewTenant {
        slug: args.slug,
        name: args.name,
        hosts: args.hosts,
        timezone: args.timezone,
        currency: args.currency.parse().map_err(|error| format!("--currency {error}"))?,
        locale: args.locale,
        portal_prefix: args.portal_prefix,
        branding: Branding { primary_color: "#1d4ed8".to_owned(), ..Branding::default() },
        settings: Settings {
            allowed_origins: args.allowed_origins,
            passkey_domain: args.passkey_domain,
            ..Settings::default()
        },
    };
    let id = tenancy::create(&PlatformScope::new(db), new, SystemClock.now(), &SystemEntropy).await?;
    println!("{id}");
    Ok(())
}

/// Arguments of `portico account`.
#[derive(Debug, Args)]
pub(super) struct AccountArgs {
    #[command(subcommand)]
    command: AccountCommand,
}

#[derive(Debug, Subcommand)]
enum AccountCommand {
    /// Create an account with a fresh portal ID, and print how to sign in.
    Create(CreateAccountArgs),
}

#[derive(Debug, Args)]
struct CreateAccountArgs {
    /// Short name of the tenant.
    #[arg(long)]
    tenant: String,
    /// owner, payer, technical, viewer, reseller-admin, reseller-agent, support, billing, noc or tenant-admin.
    #[arg(long, value_parser = role)]
    role: LinkRole,
    /// The person's name.
    #[arg(long)]
    name: String,
    /// Where mails go.
    #[arg(long)]
    email: Option<String>,
    /// Number of the customer, for a member role.
    #[arg(long)]
    customer: Option<String>,
    /// Code of the reseller, for a reseller role.
    #[arg(long)]
    reseller: Option<String>,
    /// Read the password from standard input instead of making one up.
    #[arg(long)]
    password_stdin: bool,
    /// Set no password: mail a token to activate the account with, or print it where there is no address.
    #[arg(long, conflicts_with_all = ["password_stdin", "must_change_password"])]
    invite: bool,
    /// Ask for another password at the first sign-in.
    #[arg(long)]
    must_change_password: bool,
    #[command(flatten)]
    config: ConfigArgs,
}

fn role(text: &str) -> Result<LinkRole, String> {
    use sea_orm::ActiveEnum as _;
    LinkRole::try_from_value(&text.to_uppercase().replace('-', "_")).map_err(|_| "is not a role".to_owned())
}

#[expect(clippy::print_stdout, reason = "the sign-in is what the command is for")]
pub(super) async fn account(args: AccountArgs) -> Outcome {
    let AccountCommand::Create(args) = args.command;
    let config = args.config.load()?;
    let (clock, entropy): (SharedClock, SharedEntropy) = (Arc::new(SystemClock), Arc::new(SystemEntropy));
    let db = Db::open(&app::db_settings(&config))?;
    let tenant = tenancy::find_by_slug(&PlatformScope::new(db.clone()), &args.tenant)
        .await?
        .ok_or_else(|| format!("there is no tenant {}", args.tenant))?;
    let scope =
        Scope::new(db, tenant.reference.clone(), Actor::System, &clock, entropy.clone(), "command".into());
    let customer = match &args.customer {
        Some(number) => Some(
            customers::find_by_number(&scope, number)
                .await?
                .ok_or_else(|| format!("there is no customer {number}"))?,
        ),
        None => None,
    };
    let reseller = match &args.reseller {
        Some(code) => Some(
            customers::find_reseller(&scope, code)
                .await?
                .ok_or_else(|| format!("there is no reseller {code}"))?,
        ),
        None => None,
    };
    let (first, made_up) = first_password(&args, &entropy)?;
    let mailed = args.email.is_some();
    let new =
        NewAccount { display_name: args.name, email: args.email, first, role: args.role, customer, reseller };
    let identity = Application::identity(&config, &clock, &entropy)?;
    let created = identity.create_account(&scope, &tenant, new).await?;
    println!("account    {}\nportal id  {}", created.id.external(), created.portal_id);
    if let Some(password) = made_up {
        println!("password   {password}");
    }
    match created.activation {
        Some(_) if mailed => println!("the activation token is on its way by mail"),
        Some(token) => println!("activation {}", token.expose_secret()),
        None => {}
    }
    Ok(())
}

/// How the owner gets in, and the password to print, if one was made up.
fn first_password(
    args: &CreateAccountArgs,
    entropy: &SharedEntropy,
) -> Result<(FirstPassword, Option<String>), Box<dyn std::error::Error>> {
    if args.invite {
        return Ok((FirstPassword::Invitation, None));
    }
    let printed = (!args.password_stdin).then(|| made_up(entropy));
    let password = SecretString::from(match &printed {
        Some(password) => password.clone(),
        None => read_password()?,
    });
    let first = if args.must_change_password {
        FirstPassword::Temporary(password)
    } else {
        FirstPassword::Given(password)
    };
    Ok((first, printed))
}

fn read_password() -> Result<String, Box<dyn std::error::Error>> {
    let mut text = String::new();
    std::io::stdin().take(4096).read_to_string(&mut text)?;
    let password = text.trim_end_matches(['\r', '\n']).to_owned();
    if password.chars().count() < 8 {
        Err("a password needs at least 8 characters".into())
    } else {
        Ok(password)
    }
}

/// 120 random bits in words that can be read over the telephone.
fn made_up(entropy: &SharedEntropy) -> String {
    const SYMBOLS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let bytes: [u8; 24] = entropy::bytes(&**entropy);
    let symbols: Vec<char> = bytes.iter().map(|byte| char::from(SYMBOLS[usize::from(byte % 32)])).collect();
    symbols.chunks(6).map(|chunk| chunk.iter().collect::<String>()).collect::<Vec<_>>().join("-")
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
    let now = SystemClock.now();
    let progress = |done: u16, all: u16| eprint!("\r{done} of {all} tenants");
    let summary = seed_bulk(&db, &spec, now, HashCost::default(), Arc::new(SystemEntropy), progress).await?;
    eprintln!();
    println!("{}", serde_json::to_string_pretty(&summary)?);
    Ok(())
}
