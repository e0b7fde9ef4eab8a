//! `portico account`: the logins of a tenant.

mod create;
mod links;
mod look;
mod ways_in;

use clap::{Args, Subcommand};

use super::{ConfigArgs, Outcome};
use crate::identity::entity::account_link::LinkRole;
use crate::identity::{AccountWithRoles, find_account};

/// Arguments of `portico account`.
#[derive(Debug, Args)]
pub(super) struct AccountArgs {
    #[command(subcommand)]
    command: AccountCommand,
}

#[derive(Debug, Subcommand)]
enum AccountCommand {
    /// Create an account with a fresh portal ID, and print how to sign in.
    Create(create::CreateArgs),
    /// List accounts, by name.
    List(look::ListArgs),
    /// Show an account with its rights.
    Show(look::ShowArgs),
    /// Give an account a right: on a customer, on a reseller, or in the staff.
    Link(links::LinkArgs),
    /// Take a right back. It reaches nothing from the next request on.
    Unlink(links::LinkArgs),
    /// Let the owner of an account set a new password: mails a token, or prints a link where there is no address.
    Reset(ways_in::WayInArgs),
    /// Lift the lock that too many failed sign-ins have put on a portal ID.
    Unlock(ways_in::WayInArgs),
}

/// Which account.
#[derive(Debug, Args)]
struct Which {
    /// Short name of the tenant.
    #[arg(long)]
    tenant: String,
    /// The account: its id (acc_…) or its portal ID, in any case and with any separators.
    account: String,
    #[command(flatten)]
    config: ConfigArgs,
}

impl Which {
    /// Finds it.
    async fn find(&self, desk: &super::desk::Desk) -> Result<AccountWithRoles, Box<dyn std::error::Error>> {
        let found = find_account(&desk.scope, &desk.tenant, &self.account).await?;
        Ok(found.ok_or_else(|| format!("there is no account {}", self.account))?)
    }
}

fn role(text: &str) -> Result<LinkRole, String> {
    use sea_orm::ActiveEnum as _;
    LinkRole::try_from_value(&text.to_uppercase().replace('-', "_")).map_err(|_| "is not a role".to_owned())
}

/// A role as the commands write it.
fn role_name(role: LinkRole) -> String {
    use sea_orm::ActiveEnum as _;
    role.to_value().to_lowercase().replace('_', "-")
}

pub(super) async fn run(args: AccountArgs) -> Outcome {
    match args.command {
        AccountCommand::Create(args) => create::run(args).await,
        AccountCommand::List(args) => look::list(args).await,
        AccountCommand::Show(args) => look::show(args).await,
        AccountCommand::Link(args) => links::link(args).await,
        AccountCommand::Unlink(args) => links::unlink(args).await,
        AccountCommand::Reset(args) => ways_in::reset(args).await,
        AccountCommand::Unlock(args) => ways_in::unlock(args).await,
    }
}
