//! `portico account create`.

use std::io::Read as _;

use clap::Args;
use secrecy::{ExposeSecret as _, SecretString};

use super::role;
use crate::app::Application;
use crate::cli::desk::Desk;
use crate::cli::{ConfigArgs, Outcome};
use crate::identity::entity::account_link::LinkRole;
use crate::identity::{FirstPassword, NewAccount};
use crate::kernel::entropy::{self, SharedEntropy};
use crate::kernel::ids::TypedId as _;

/// Arguments of `portico account create`.
#[derive(Debug, Args)]
pub(super) struct CreateArgs {
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

#[expect(clippy::print_stdout, reason = "the sign-in is what the command is for")]
pub(super) async fn run(args: CreateArgs) -> Outcome {
    let config = args.config.load()?;
    let desk = Desk::of(&config, &args.tenant).await?;
    let Desk { tenant, scope, clock, entropy } = &desk;
    let customer = desk.customer(args.customer.as_deref()).await?;
    let reseller = desk.reseller(args.reseller.as_deref()).await?;
    let (first, made_up) = first_password(&args, entropy)?;
    let mailed = args.email.is_some();
    let new =
        NewAccount { display_name: args.name, email: args.email, first, role: args.role, customer, reseller };
    let identity = Application::identity(&config, clock, entropy)?;
    let created = identity.create_account(scope, tenant, new).await?;
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
    args: &CreateArgs,
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
