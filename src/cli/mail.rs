//! `portico mail ingest`: a mail server hands over a mail that answers a ticket.
//!
//! The exit code says what the mail server should do, in the words of sysexits.h that Postfix and others know: 67, 65 and 77
//! return the mail to its sender with the line on stderr; 75 keeps it and tries again. Whatever is not the sender's doing is
//! 75, a wrong configuration included: no mail is lost to it.

use std::io::Read as _;
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, Subcommand};

use super::desk::Desk;
use super::{ConfigArgs, Outcome};
use crate::app::SecretsParts;
use crate::kernel::clock::{SharedClock, SystemClock};
use crate::kernel::entropy::{SharedEntropy, SystemEntropy};
use crate::tickets::mail::{IngestError, Ingested, MAX_MESSAGE, MailRefusal, ingest};

/// The mail is not one that can be kept, or no person has written it.
const EX_DATAERR: u8 = 65;
/// Nobody has this address.
const EX_NOUSER: u8 = 67;
/// Try again later.
const EX_TEMPFAIL: u8 = 75;
/// The sender may not.
const EX_NOPERM: u8 = 77;

/// Arguments of `portico mail`.
#[derive(Debug, Args)]
pub(super) struct MailArgs {
    #[command(subcommand)]
    command: MailCommand,
}

#[derive(Debug, Subcommand)]
enum MailCommand {
    /// Read one mail from stdin, as a mail server pipes it, and make a reply on its ticket of it. A mail that comes twice is
    /// taken in once. Exit codes: 0 taken in; 65 not a mail that a person wrote; 67 unknown address; 77 the sender may not;
    /// 75 try again.
    Ingest(IngestArgs),
}

#[derive(Debug, Args)]
struct IngestArgs {
    /// Short name of the tenant.
    #[arg(long)]
    tenant: String,
    /// The address that the mail server delivers to, if the mail does not say so (`Delivered-To`, `X-Original-To`, `To`).
    #[arg(long, value_name = "ADDRESS")]
    recipient: Vec<String>,
    /// Say what is wrong on this side where it is to be tried again: not for a mail server, which would send that back.
    #[arg(long)]
    explain: bool,
    #[command(flatten)]
    config: ConfigArgs,
}

/// A mail that was not taken in.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub(super) struct NotTaken {
    code: u8,
    message: String,
    /// What went wrong on this side. Mail servers put what is printed into what they send back, so hosts and paths are
    /// printed for who asks for them alone.
    cause: Option<String>,
}

impl NotTaken {
    /// What the mail server goes by.
    pub(super) fn exit_code(&self) -> ExitCode {
        self.code.into()
    }

    fn later(cause: impl std::fmt::Display) -> Self {
        let cause = Some(cause.to_string().replace(['\n', '\r'], " "));
        Self { code: EX_TEMPFAIL, message: "try again later".to_owned(), cause }
    }

    fn refused(refusal: &MailRefusal) -> Self {
        let code = match refusal {
            MailRefusal::Malformed(_) | MailRefusal::Automatic(_) => EX_DATAERR,
            MailRefusal::UnknownAddress => EX_NOUSER,
            MailRefusal::NotTheSender | MailRefusal::NotAllowed | MailRefusal::Closed => EX_NOPERM,
        };
        Self { code, message: refusal.to_string().replace(['\n', '\r'], " "), cause: None }
    }
}

pub(super) async fn run(args: MailArgs) -> Outcome {
    let MailCommand::Ingest(args) = args.command;
    let explain = args.explain;
    let explained = |error: NotTaken| match &error.cause {
        Some(cause) if explain => NotTaken { message: format!("{}: {cause}", error.message), ..error },
        _ => error,
    };
    Ok(take_in(args).await.map_err(explained)?)
}

#[expect(clippy::print_stdout, reason = "the outcome is what the command is for")]
async fn take_in(args: IngestArgs) -> Result<(), NotTaken> {
    let raw = read().map_err(NotTaken::later)?;
    let config = args.config.load().map_err(NotTaken::later)?;
    let desk = Desk::of(&config, &args.tenant).await.map_err(NotTaken::later)?;
    let (clock, entropy): (SharedClock, SharedEntropy) = (Arc::new(SystemClock), Arc::new(SystemEntropy));
    let secrets = SecretsParts::of(&config.secrets, &clock, &entropy).map_err(NotTaken::later)?;
    let own_domain = config.mail.from.rsplit('@').next().unwrap_or_default();
    let Desk { tenant, scope, .. } = &desk;
    let taken = ingest(scope, tenant, &secrets.keyring, own_domain, &raw, &args.recipient);
    match Box::pin(taken).await {
        Ok(Ingested::Reply { number, reply }) => println!("{number} {reply}"),
        Ok(Ingested::Again) => println!("taken in before"),
        Err(IngestError::Refused(refusal)) => return Err(NotTaken::refused(&refusal)),
        Err(IngestError::Fault(fault)) => return Err(NotTaken::later(fault)),
    }
    Ok(())
}

/// The mail, or one byte more than is taken in.
fn read() -> std::io::Result<Vec<u8>> {
    let mut raw = Vec::new();
    let most = u64::try_from(MAX_MESSAGE).unwrap_or(u64::MAX).saturating_add(1);
    std::io::stdin().lock().take(most).read_to_end(&mut raw)?;
    Ok(raw)
}
