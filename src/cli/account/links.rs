//! `portico account link` and `unlink`.

use clap::Args;

use super::{Which, role, role_name};
use crate::app::Application;
use crate::cli::Outcome;
use crate::cli::desk::Desk;
use crate::identity::entity::account_link::LinkRole;
use crate::identity::{AccountWithRoles, Identity, LinkTarget};
use crate::kernel::ids::TypedId as _;

/// Arguments of `portico account link` and `unlink`.
#[derive(Debug, Args)]
pub(super) struct LinkArgs {
    #[command(flatten)]
    which: Which,
    /// owner, payer, technical, viewer, reseller-admin, reseller-agent, support, billing, noc or tenant-admin.
    #[arg(long, value_parser = role)]
    role: LinkRole,
    /// Number of the customer, for a member role.
    #[arg(long)]
    customer: Option<String>,
    /// Code of the reseller, for a reseller role.
    #[arg(long)]
    reseller: Option<String>,
    /// Why, for the audit log.
    #[arg(long)]
    reason: String,
}

impl LinkArgs {
    async fn open(
        &self,
    ) -> Result<(Desk, Identity, AccountWithRoles, LinkTarget), Box<dyn std::error::Error>> {
        let config = self.which.config.load()?;
        let desk = Desk::of(&config, &self.which.tenant).await?;
        let identity = Application::identity(&config, &desk.clock, &desk.entropy)?;
        let account = self.which.find(&desk).await?;
        let customer = desk.customer(self.customer.as_deref()).await?;
        let reseller = desk.reseller(self.reseller.as_deref()).await?;
        Ok((desk, identity, account, LinkTarget { role: self.role, customer, reseller }))
    }
}

#[expect(clippy::print_stdout, reason = "the new id is told")]
pub(super) async fn link(args: LinkArgs) -> Outcome {
    let (desk, identity, account, target) = args.open().await?;
    let link = identity.link_account(&desk.scope, &account, target, &args.reason).await?;
    println!("{} is {} from now on: {}", account.account.display_name, role_name(args.role), link.external());
    Ok(())
}

#[expect(clippy::print_stdout, reason = "what has changed is told")]
pub(super) async fn unlink(args: LinkArgs) -> Outcome {
    let (desk, identity, account, target) = args.open().await?;
    identity.unlink_account(&desk.scope, &account, target, &args.reason).await?;
    println!("{} is {} no longer", account.account.display_name, role_name(args.role));
    Ok(())
}
