//! `portico tenant`: the ISPs that are served, their hosts and their settings.

use clap::{Args, Subcommand};

use super::desk::Desk;
use super::manage::open;
use super::tenant_settings::{self, SettingsArgs};
use super::{ConfigArgs, Outcome};
use crate::db::PlatformScope;
use crate::kernel::clock::{Clock as _, SystemClock};
use crate::kernel::entropy::SystemEntropy;
use crate::ports::payment_gateway::GatewayKind;
use crate::ports::secrets::check_path;
use crate::tenancy::entity::tenant::TenantStatus;
use crate::tenancy::{self, BillingSettings, Branding, NewTenant, PaymentSettings, Settings};

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
    /// List the tenants.
    List(ConfigArgs),
    /// Show or change what a tenant may set: password policy, second factors, portal, looks.
    Settings(SettingsArgs),
    /// Let another host name a tenant, or one no longer. Running servers see it within ten seconds.
    Host(HostArgs),
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
struct HostArgs {
    #[command(subcommand)]
    command: HostCommand,
}

#[derive(Debug, Subcommand)]
enum HostCommand {
    /// Let a host name the tenant.
    Add(AddHostArgs),
    /// Let a host name the tenant no longer.
    Remove(RemoveHostArgs),
}

#[derive(Debug, Args)]
struct AddHostArgs {
    /// Short name of the tenant.
    #[arg(long)]
    tenant: String,
    /// The host name, without port.
    host: String,
    #[command(flatten)]
    config: ConfigArgs,
}

#[derive(Debug, Args)]
struct RemoveHostArgs {
    /// Short name of the tenant.
    #[arg(long)]
    tenant: String,
    /// The host name, without port.
    host: String,
    /// Remove it although passkeys belong to it, and are lost with it.
    #[arg(long)]
    lose_passkeys: bool,
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
    /// A JSON file of fees for paying late: stages by currency (README, "Bills"). None are charged without it.
    #[arg(long, value_name = "FILE")]
    late_fees: Option<std::path::PathBuf>,
    /// A JSON file of what is done about what is overdue (README, "Dunning"). Nothing is without it.
    #[arg(long, value_name = "FILE")]
    dunning: Option<std::path::PathBuf>,
    /// No real ISP but one to try things with: its clock may be moved forward.
    #[arg(long)]
    sandbox: bool,
    #[command(flatten)]
    config: ConfigArgs,
}

pub(super) async fn run(args: TenantArgs) -> Outcome {
    match args.command {
        TenantCommand::Create(args) => create(args).await,
        TenantCommand::List(config) => list(&config).await,
        TenantCommand::Settings(args) => tenant_settings::run(args).await,
        TenantCommand::Gateway(args) => gateway(args).await,
        TenantCommand::Host(HostArgs { command: HostCommand::Add(args) }) => add_host(args).await,
        TenantCommand::Host(HostArgs { command: HostCommand::Remove(args) }) => remove_host(args).await,
    }
}

/// What a file says, or what is wrong with it.
fn read_json<T: serde::de::DeserializeOwned>(file: &std::path::Path) -> Result<T, String> {
    let wrong = |error: &dyn std::fmt::Display| format!("{}: {error}", file.display());
    let text = std::fs::read_to_string(file).map_err(|error| wrong(&error))?;
    serde_json::from_str(&text).map_err(|error| wrong(&error))
}

#[expect(clippy::print_stdout, reason = "the new id is what the command is for")]
async fn create(args: CreateTenantArgs) -> Outcome {
    let db = open(&args.config)?;
    let late_fees = args.late_fees.as_deref().map(read_json).transpose()?.unwrap_or_default();
    let dunning = args.dunning.as_deref().map(read_json).transpose()?.unwrap_or_default();
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
            billing: BillingSettings { late_fees, dunning, ..BillingSettings::default() },
            sandbox: args.sandbox,
            ..Settings::default()
        },
    };
    let id = tenancy::create(&PlatformScope::new(db), new, SystemClock.now(), &SystemEntropy).await?;
    println!("{id}");
    Ok(())
}

#[expect(clippy::print_stdout, reason = "the list is what the command is for")]
async fn list(config: &ConfigArgs) -> Outcome {
    for tenant in tenancy::list(&PlatformScope::new(open(config)?)).await? {
        let status = match tenant.status {
            TenantStatus::Active => "active",
            TenantStatus::Suspended => "suspended",
        };
        println!("{:<20} {status:<10} {:<30} {}", tenant.slug, tenant.name, tenant.hosts.join(" "));
    }
    Ok(())
}

#[expect(clippy::print_stdout, reason = "what has changed is told")]
async fn add_host(args: AddHostArgs) -> Outcome {
    let desk = Desk::at(open(&args.config)?, &args.tenant).await?;
    let changed = tenancy::add_host(&desk.scope, &args.host).await?;
    println!("hosts {}", changed.tenant.hosts.join(" "));
    if !changed.changes.is_empty() {
        tenant_settings::print(&changed.changes);
    }
    Ok(())
}

#[expect(clippy::print_stdout, reason = "what has changed is told")]
async fn remove_host(args: RemoveHostArgs) -> Outcome {
    let desk = Desk::at(open(&args.config)?, &args.tenant).await?;
    let changed = tenancy::remove_host(&desk.scope, &args.host, args.lose_passkeys).await?;
    println!("hosts {}", changed.tenant.hosts.join(" "));
    Ok(())
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
