//! `portico account list` and `show`.

use clap::Args;
use sea_orm::ActiveEnum as _;

use super::{Which, role_name};
use crate::cli::desk::Desk;
use crate::cli::manage::open;
use crate::cli::{ConfigArgs, Outcome};
use crate::customers;
use crate::identity::entity::account_link;
use crate::identity::entity::portal_account::AccountStatus;
use crate::identity::{self, AccountFilter};
use crate::kernel::ids::{AccountId, TypedId as _};
use crate::kernel::page::{PageRequest, encode_cursor};

/// Arguments of `portico account list`.
#[derive(Debug, Args)]
pub(super) struct ListArgs {
    /// Short name of the tenant.
    #[arg(long)]
    tenant: String,
    /// Only those with this text in name, portal ID or mail address.
    #[arg(long)]
    search: Option<String>,
    /// Only those in this state: pending-activation, active, suspended, expired or disabled.
    #[arg(long, value_parser = status)]
    status: Option<AccountStatus>,
    #[command(flatten)]
    config: ConfigArgs,
}

fn status(text: &str) -> Result<AccountStatus, String> {
    let name = text.to_uppercase().replace('-', "_");
    AccountStatus::try_from_value(&name).map_err(|_| "is not a state".to_owned())
}

fn status_name(status: AccountStatus) -> String {
    status.to_value().to_lowercase().replace('_', "-")
}

/// Arguments of `portico account show`.
#[derive(Debug, Args)]
pub(super) struct ShowArgs {
    #[command(flatten)]
    which: Which,
}

#[expect(clippy::print_stdout, reason = "the list is what the command is for")]
pub(super) async fn list(args: ListArgs) -> Outcome {
    let Desk { tenant, scope, .. } = Desk::at(open(&args.config)?, &args.tenant).await?;
    let filter = AccountFilter { status: args.status, kind: None, search: args.search };
    filter.check().map_err(|fault| format!("--{}: {}", fault.field, fault.message))?;
    let mut after: Option<String> = None;
    loop {
        let request = PageRequest::from_args(Some(100), after.as_deref(), None, None);
        let request = request.map_err(|fault| fault.message)?;
        let page = identity::accounts(&scope, &filter, &request).await?;
        let ids: Vec<AccountId> = page.rows.iter().map(|account| account.id).collect();
        let links = identity::links_of(&scope, &ids).await?;
        for account in &page.rows {
            let own = links.iter().filter(|link| link.account_id == account.id);
            let roles: Vec<String> = own.map(|link| role_name(link.role)).collect();
            println!(
                "{:<18} {:<18} {:<30} {}",
                identity::printed_portal_id(&tenant, account),
                status_name(account.status),
                account.display_name,
                roles.join(" ")
            );
        }
        let last = page.rows.last().filter(|_| page.has_next);
        let Some(last) = last else { return Ok(()) };
        after = Some(encode_cursor(&identity::AccountKey(last.display_name.clone(), last.id.0)));
    }
}

#[expect(clippy::print_stdout, reason = "the account is what the command is for")]
pub(super) async fn show(args: ShowArgs) -> Outcome {
    let desk = Desk::at(open(&args.which.config)?, &args.which.tenant).await?;
    let account = args.which.find(&desk).await?.account;
    println!("account    {}", account.id.external());
    println!("portal id  {}", identity::printed_portal_id(&desk.tenant, &account));
    println!("name       {}", account.display_name);
    println!("kind       {}", account.kind.to_value().to_lowercase());
    let asked = if account.must_change_password { ", must change its password" } else { "" };
    println!("status     {}{asked}", status_name(account.status));
    let confirmed = if account.email_verified { "confirmed" } else { "not confirmed" };
    let address = account.email.map_or_else(|| "none".to_owned(), |email| format!("{email} ({confirmed})"));
    println!("mail       {address}");
    let seen = account.last_login_at.map_or_else(|| "never".to_owned(), |at| at.to_rfc3339());
    println!("signed in  {seen}");
    println!("created    {}", account.created_at.to_rfc3339());
    println!("version    {}", account.version);
    let links = identity::links_of(&desk.scope, &[account.id]).await?;
    let customers: Vec<_> = links.iter().filter_map(|link| link.customer_id).collect();
    let resellers: Vec<_> = links.iter().filter_map(|link| link.reseller_id).collect();
    let named = customers::handles(&desk.scope, &customers, &resellers).await?;
    for account_link::Model { role, customer_id, reseller_id, .. } in &links {
        let of = customer_id
            .and_then(|id| named.customers.get(&id).map(|number| format!(" of customer {number}")))
            .or_else(|| {
                reseller_id.and_then(|id| Some(format!(" of reseller {}", named.resellers.get(&id)?)))
            });
        println!("role       {}{}", role_name(*role), of.unwrap_or_default());
    }
    Ok(())
}
