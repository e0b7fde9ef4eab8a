//! A mail becomes a reply on its ticket, or is refused for a reason.

use serde_json::json;
use uuid::Uuid;

use super::address::Token;
use super::message::{self, Incoming, Unusable};
use crate::db::Scope;
use crate::identity;
use crate::kernel::actor::{Account, Actor};
use crate::kernel::clock::Instant;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{AccountId, SessionId, TicketId, TicketReplyId, TypedId as _};
use crate::kernel::refusal::{RefusalCode, UseCaseError};
use crate::ports::keyring::Keyring;
use crate::tenancy::Tenant;
use crate::tickets::entity::ticket::{self, TicketStatus};
use crate::tickets::entity::ticket_reply::{AuthorKind, ReplyChannel};
use crate::tickets::status::REOPEN_WITHIN;
use crate::tickets::{Author, SeenTicket, policy, reply_as, seen, service, store, wording};

/// Tokens of one mail that are looked at.
const MAX_TOKENS: usize = 5;

/// Tickets that were put together are followed so far.
const MAX_MERGES: usize = 5;

/// What became of a mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ingested {
    /// It is a reply now.
    Reply {
        /// The ticket's number.
        number: String,
        /// The reply.
        reply: TicketReplyId,
    },
    /// It was taken in before.
    Again,
}

/// Why a mail was not taken in: for whoever sent it, so it says nothing of the ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MailRefusal {
    /// It is not a mail that can be kept, and why.
    Malformed(String),
    /// A program has written it; the header that says so.
    Automatic(&'static str),
    /// No address that it came to is one of ours.
    UnknownAddress,
    /// Its sender is not who may use the address.
    NotTheSender,
    /// Who may use the address may not write on the ticket (any more).
    NotAllowed,
    /// The ticket was solved or closed so long ago that it stays so.
    Closed,
}

impl std::fmt::Display for MailRefusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Malformed(why) => f.write_str(why),
            Self::Automatic(header) => write!(f, "the mail was not written by a person ({header})"),
            Self::UnknownAddress => f.write_str("the address is not known"),
            Self::NotTheSender => f.write_str("the sender may not use this address"),
            Self::NotAllowed => f.write_str("the ticket cannot be answered from this account"),
            Self::Closed => f.write_str(
                "the ticket was over for more than 14 days; please open another one in the portal",
            ),
        }
    }
}

/// Why a mail was not taken in.
#[derive(Debug, thiserror::Error)]
pub enum IngestError {
    /// It is refused, and would be again.
    #[error("{0}")]
    Refused(MailRefusal),
    /// Not the sender's doing: it is to be tried again.
    #[error(transparent)]
    Fault(Fault),
}

impl From<MailRefusal> for IngestError {
    fn from(refusal: MailRefusal) -> Self {
        Self::Refused(refusal)
    }
}

impl<F: Into<Fault>> From<F> for IngestError {
    fn from(fault: F) -> Self {
        Self::Fault(fault.into())
    }
}

/// Takes a mail in: `raw` as it was received, `recipients` as the mail server was told, beside those that the mail itself
/// names. `own_domain` is that of the address our mails come from. `scope` is the system's at the tenant.
pub async fn ingest(
    scope: &Scope,
    tenant: &Tenant,
    keyring: &Keyring,
    own_domain: &str,
    raw: &[u8],
    recipients: &[String],
) -> Result<Ingested, IngestError> {
    let mail = message::read(raw, own_domain).map_err(|unusable| match unusable {
        Unusable::Malformed(why) => MailRefusal::Malformed(why.to_owned()),
        Unusable::Automatic(header) => MailRefusal::Automatic(header),
    })?;
    let (ticket, account) = addressee(scope, keyring, recipients.iter().chain(&mail.recipients)).await?;
    if store::replies::is_taken_in(scope, &mail.id).await? {
        return Ok(Ingested::Again);
    }
    let (scope, name) = sender(scope, tenant, account, &mail.from).await?;
    Box::pin(write(&scope, ticket, account, name, mail)).await
}

/// Which ticket and account a mail is addressed to: the first of its addresses that we made.
async fn addressee(
    scope: &Scope,
    keyring: &Keyring,
    addresses: impl Iterator<Item = &String>,
) -> Result<(TicketId, AccountId), IngestError> {
    let tenant = scope.tenant().id;
    for token in addresses.filter_map(|address| Token::in_address(address)).take(MAX_TOKENS) {
        let Some(ticket) = store::tickets::by_ids(scope, &[token.ticket]).await?.pop() else { continue };
        let mut meant: Vec<AccountId> = ticket.opened_by.into_iter().collect();
        meant.extend(
            store::watchers::of_tickets(scope, &[ticket.id]).await?.iter().map(|watcher| watcher.account_id),
        );
        let members = identity::members_of(scope, &[ticket.customer_id]).await?;
        meant.extend(members.iter().map(|member| member.account));
        for account in meant {
            if token.is_for(keyring, tenant, account).await? {
                return Ok((ticket.id, account));
            }
        }
    }
    Err(MailRefusal::UnknownAddress.into())
}

/// The scope of the account, if the mail is from its address and it is active; and its name.
async fn sender(
    scope: &Scope,
    tenant: &Tenant,
    account: AccountId,
    from: &str,
) -> Result<(Scope, String), IngestError> {
    let contact = identity::contacts(scope, &[account]).await?.pop().ok_or(MailRefusal::NotAllowed)?;
    if !is_same_address(&contact.email, from) {
        return Err(MailRefusal::NotTheSender.into());
    }
    let found = identity::find_account(scope, tenant, &account.to_string()).await?;
    let roles = found.ok_or(MailRefusal::NotAllowed)?.roles().collect();
    // There is no session: whoever asks for one finds none of this id.
    let session = SessionId::from_uuid(Uuid::nil());
    let actor = Account { id: account, session, roles, view: None, by_token: false };
    Ok((scope.acting_as(Actor::Account(actor)), contact.name))
}

/// Whether two addresses are one: letters of the name count, those of the domain do not (RFC 5321 §2.4).
fn is_same_address(one: &str, other: &str) -> bool {
    match (one.rsplit_once('@'), other.rsplit_once('@')) {
        (Some((name, domain)), Some((other_name, other_domain))) => {
            name == other_name && domain.eq_ignore_ascii_case(other_domain)
        }
        _ => false,
    }
}

/// Writes the reply, for an account that may.
async fn write(
    scope: &Scope,
    ticket: TicketId,
    account: AccountId,
    name: String,
    mail: Incoming,
) -> Result<Ingested, IngestError> {
    let seen = goes_on(scope, ticket).await?;
    let author = Author { kind: author_kind(&seen)?, id: Some(account), name };
    let tx = scope.begin().await?;
    let mut ticket = service::locked(&tx, seen.ticket.id).await.map_err(told)?;
    if ticket.merged_into_id != seen.ticket.merged_into_id {
        return Err(Fault::Contention("merged meanwhile".to_owned()).into());
    }
    // Under the lock: of two that bring the same mail the second one finds it.
    if store::replies::is_taken_in(&tx, &mail.id).await? {
        return Ok(Ingested::Again);
    }
    if is_over(&ticket, scope.now()) {
        return Err(MailRefusal::Closed.into());
    }
    if ticket.status == TicketStatus::Closed {
        let open = service::move_to(&tx, &ticket, ticket.clone(), TicketStatus::Open, &author);
        ticket = open.await.map_err(told)?;
    }
    let body = with_files(mail.body, &mail.files, &scope.tenant().locale);
    let (ticket, reply) = reply_as(&tx, ticket, author, body, ReplyChannel::Mail, Some(mail.id), Vec::new())
        .await
        .map_err(told)?;
    let record = service::record("ticket.reply", &ticket);
    let what = json!({ "reply": reply.id.to_string(), "channel": "MAIL" });
    tx.record(record.after(what)).await?;
    tx.commit().await?;
    Ok(Ingested::Reply { number: ticket.number, reply: reply.id })
}

/// The ticket as the account sees it, or the one that goes on in its place.
async fn goes_on(scope: &Scope, mut id: TicketId) -> Result<SeenTicket, IngestError> {
    for _ in 0..=MAX_MERGES {
        let seen = seen(scope, &[id]).await?.pop().ok_or(MailRefusal::NotAllowed)?;
        match seen.ticket.merged_into_id {
            Some(next) => id = next,
            None => return Ok(seen),
        }
    }
    Err(MailRefusal::NotAllowed.into())
}

/// As what the account writes. Employees do not write by mail: a sender's address is easily made up, and their word is the
/// ISP's.
fn author_kind(seen: &SeenTicket) -> Result<AuthorKind, MailRefusal> {
    if seen.is_staff() {
        return Err(MailRefusal::NotAllowed);
    }
    let category = seen.ticket.category;
    seen.side(|kind| policy::may_write_tickets(category, kind)).ok_or(MailRefusal::NotAllowed)
}

/// Whether a ticket that was solved or closed stays so.
fn is_over(ticket: &ticket::Model, now: Instant) -> bool {
    let since = ticket.closed_at.or(ticket.resolved_at).filter(|_| !ticket.status.is_live());
    since.is_some_and(|since| now - since > REOPEN_WITHIN)
}

/// The text with the names of the files that came with it and are not kept, for both who wrote it and who reads it.
fn with_files(body: String, files: &[String], locale: &str) -> String {
    if files.is_empty() {
        return body;
    }
    format!("{body}\n\n[{}: {}]", wording::files_left_out(locale), files.join(", "))
}

/// What a use case refuses, as the sender is told it.
fn told(error: UseCaseError) -> IngestError {
    match error {
        UseCaseError::Refused(refusal) if refusal.code == RefusalCode::InvalidInput => {
            MailRefusal::Malformed(refusal.message).into()
        }
        UseCaseError::Refused(_) | UseCaseError::Forbidden => MailRefusal::NotAllowed.into(),
        UseCaseError::Fault(fault) => IngestError::Fault(fault),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_the_same_whatever_the_letters_of_its_domain() {
        assert!(is_same_address("jo@example.org", "jo@Example.ORG"));
        for other in ["Jo@example.org", "jo@example.net", "jo", "", "x@jo@example.org"] {
            assert!(!is_same_address("jo@example.org", other), "{other}");
        }
    }

    #[test]
    fn files_are_named_below_the_text() {
        let body = || "Hello".to_owned();
        assert_eq!(with_files(body(), &[], "en-US"), "Hello");
        let files = ["a.pdf".to_owned(), "b.jpg".to_owned()];
        let english = "Hello\n\n[Attachments not taken over: a.pdf, b.jpg]";
        assert_eq!(with_files(body(), &files, "en-US"), english);
        assert_eq!(with_files(body(), &files[..1], "de-DE"), "Hello\n\n[Nicht übernommene Anhänge: a.pdf]");
    }
}
