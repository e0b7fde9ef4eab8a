//! `portico account reset` and `unlock`.

use clap::Args;
use secrecy::ExposeSecret as _;

use super::Which;
use crate::app::Application;
use crate::cli::Outcome;
use crate::cli::desk::Desk;
use crate::identity::{HandedOver, OneTimeCodeUse, UnlockError, UnlockRefusal};

/// Arguments of `portico account reset` and `unlock`.
#[derive(Debug, Args)]
pub(super) struct WayInArgs {
    #[command(flatten)]
    which: Which,
    /// Why, for the audit log.
    #[arg(long)]
    reason: String,
}

#[expect(clippy::print_stdout, reason = "the link is what the command is for")]
pub(super) async fn reset(args: WayInArgs) -> Outcome {
    let config = args.which.config.load()?;
    let desk = Desk::of(&config, &args.which.tenant).await?;
    let identity = Application::identity(&config, &desk.clock, &desk.entropy)?;
    let account = args.which.find(&desk).await?.account;
    match identity.hand_over(&desk.scope, &desk.tenant, account.id, &args.reason).await? {
        HandedOver::Mailed => println!("the token is on its way by mail"),
        HandedOver::Token { token, good_for, expires_at } => {
            let page = match good_for {
                OneTimeCodeUse::ResetPassword => "reset-password",
                OneTimeCodeUse::ActivateAccount => "activate",
            };
            let host = desk.tenant.hosts.first().map(String::as_str).unwrap_or_default();
            let portal = config.mail.portal_url.replace("{host}", host);
            println!("link       {portal}/{page}#token={}", token.expose_secret());
            println!("good once, until {}", expires_at.to_rfc3339());
        }
    }
    Ok(())
}

#[expect(clippy::print_stdout, reason = "what has changed is told")]
pub(super) async fn unlock(args: WayInArgs) -> Outcome {
    let config = args.which.config.load()?;
    let desk = Desk::of(&config, &args.which.tenant).await?;
    let identity = Application::identity(&config, &desk.clock, &desk.entropy)?;
    let account = args.which.find(&desk).await?.account;
    match identity.unlock(&desk.scope, account.id, &args.reason).await {
        Ok(found) => {
            println!("{} may sign in again", found.account.display_name);
            Ok(())
        }
        Err(UnlockError::Refused(UnlockRefusal::Reason)) => {
            Err("--reason: give one of 1 to 500 characters".into())
        }
        Err(UnlockError::Refused(UnlockRefusal::NotFound) | UnlockError::Forbidden) => {
            Err("the account has gone meanwhile".into())
        }
        Err(UnlockError::Fault(fault)) => Err(fault.into()),
    }
}
