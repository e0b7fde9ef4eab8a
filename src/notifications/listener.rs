//! Turns events into notifications.

use std::collections::HashMap;

use async_trait::async_trait;
use sea_orm::Set;
use serde_json::{Value as Json, json};

use super::entity::notification;
use super::preferences::Wishes;
use super::store;
use super::support::Support;
use super::text::{Text, attached, describe, wrote};
use super::topic::{Channel, Kind, Topic};
use crate::db::{DbError, Reads as _, TenantRef, Tx};
use crate::events::{Audience, Event, EventType, Listener, NewEvent, emit_all};
use crate::identity::{self, Contact};
use crate::kernel::actor::CallerKind;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{AccountId, CustomerId, EventId, IncidentId, NotificationId, TypedId as _};
use crate::mail::{NewMail, Template, enqueue_once};
use crate::network::notices::{NoticeDue, NoticeKind};
use crate::ports::keyring::Keyring;
use crate::tickets::{self, Followed};
use crate::{billing, catalog, customers, network, payments};

/// Writes the inboxes, and queues the mails of those who want them.
pub struct NotificationListener {
    /// Seals what the mails speak of.
    pub keyring: Keyring,
}

/// What an event leads to.
pub(super) struct Notice<'a> {
    pub(super) event: &'a Event,
    pub(super) kind: Kind,
}

#[async_trait]
impl Listener for NotificationListener {
    fn name(&self) -> &'static str {
        "notifications"
    }

    /// A number of statements that does not depend on how many events there are, but for one for each incident among them.
    async fn hear(&self, tx: &Tx, events: &[Event]) -> Result<(), Fault> {
        let notices: Vec<Notice<'_>> =
            events.iter().filter_map(|event| kind_of(event).map(|kind| Notice { event, kind })).collect();
        if notices.is_empty() {
            return Ok(());
        }
        let support = Support::of(tx, &notices).await?;
        let readers = readers(tx, &notices, &support).await?;
        let wishes = wishes(tx, &readers).await?;
        let readers = claimed(tx, &notices, readers, &wishes).await?;
        self.deliver(tx, &notices, &readers, &wishes, &support).await
    }
}

impl NotificationListener {
    /// Fills the inboxes and queues the mails of readers, as they wish.
    pub(super) async fn deliver(
        &self,
        tx: &Tx,
        notices: &[Notice<'_>],
        readers: &[Vec<AccountId>],
        wishes: &Wishes,
        support: &Support,
    ) -> Result<(), Fault> {
        let over = |channel: Channel| {
            let all = notices
                .iter()
                .zip(readers)
                .flat_map(move |(notice, readers)| readers.iter().map(move |account| (notice, *account)));
            all.filter(|(notice, account)| wants(wishes, notice, *account, channel)).collect::<Vec<_>>()
        };
        fill_inboxes(tx, &over(Channel::Inbox)).await?;
        self.mail(tx, &over(Channel::Mail), support).await
    }
}

/// What the readers wish.
pub(super) async fn wishes(tx: &Tx, readers: &[Vec<AccountId>]) -> Result<Wishes, Fault> {
    let mut accounts: Vec<AccountId> = readers.iter().flatten().copied().collect();
    accounts.sort_unstable();
    accounts.dedup();
    Ok(Wishes::of(tx, &accounts).await?)
}

/// Whether an account has something by a channel.
fn wants(wishes: &Wishes, notice: &Notice<'_>, account: AccountId, channel: Channel) -> bool {
    notice.kind.comes_by(channel)
        && (notice.kind.is_always_told() || wishes.want(account, notice.kind.topic(), channel))
}

/// The readers without those who are not told of an incident now: it was told, is not sure, or is more than one run sends
/// (`network::notices`). Who wants it by no channel is not told at all.
async fn claimed(
    tx: &Tx,
    notices: &[Notice<'_>],
    mut readers: Vec<Vec<AccountId>>,
    wishes: &Wishes,
) -> Result<Vec<Vec<AccountId>>, Fault> {
    let mut due = Vec::new();
    for (notice, readers) in notices.iter().zip(&readers) {
        let Some((incident, kind)) = of_incident(notice) else { continue };
        let version = notice.event.payload.get("version").and_then(Json::as_i64).unwrap_or_default();
        let version = i32::try_from(version).unwrap_or_default();
        let event = notice.event.id;
        let told = readers.iter().copied().filter(|account| {
            Channel::ALL.into_iter().any(|channel| wants(wishes, notice, *account, channel))
        });
        due.extend(told.map(|account| NoticeDue { incident, account, kind, version, event }));
    }
    if due.is_empty() {
        return Ok(readers);
    }
    let sent = network::notices::claim(tx, &due).await?;
    for (notice, readers) in notices.iter().zip(&mut readers) {
        if of_incident(notice).is_some() {
            readers.retain(|account| sent.contains(&(notice.event.id, *account)));
        }
    }
    Ok(readers)
}

/// What a notice tells of which incident; none where it is of something else.
fn of_incident(notice: &Notice<'_>) -> Option<(IncidentId, NoticeKind)> {
    let kind = match notice.kind {
        Kind::IncidentOpened => NoticeKind::Opened,
        Kind::IncidentUpdated => NoticeKind::Updated,
        Kind::MaintenanceRescheduled => NoticeKind::Rescheduled,
        Kind::IncidentEnded => NoticeKind::Ended,
        _ => return None,
    };
    Some((IncidentId::parse(&notice.event.subject).ok()?, kind))
}

impl NotificationListener {
    /// Queues the mails, in each reader's language. The queue knows what it had: an event is mailed to an account once.
    async fn mail(&self, tx: &Tx, wanted: &[Wanted<'_>], support: &Support) -> Result<(), Fault> {
        let mut accounts: Vec<AccountId> = wanted.iter().map(|(_, account)| *account).collect();
        accounts.sort_unstable();
        accounts.dedup();
        let contacts = identity::contacts(tx, &accounts).await?;
        let contacts: HashMap<AccountId, &Contact> =
            contacts.iter().map(|contact| (contact.account, contact)).collect();
        let bills: Vec<CustomerId> = wanted
            .iter()
            .filter(|(notice, _)| notice.kind.has_document())
            .filter_map(|(notice, _)| notice.event.customer_id)
            .collect();
        let billed =
            if bills.is_empty() { HashMap::new() } else { customers::bill_addresses(tx, &bills).await? };
        // To where the bills of the customer go anyway (`documents`), a second mail would only say the same.
        let has_it = |notice: &Notice<'_>, contact: &Contact| {
            let customer = notice.event.customer_id.filter(|_| notice.kind.has_document());
            let address = customer.and_then(|customer| billed.get(&customer));
            address.is_some_and(|address| address.email.eq_ignore_ascii_case(&contact.email))
        };
        let mut mails = Vec::new();
        for (notice, account) in wanted {
            let Some(contact) = contacts.get(account).filter(|contact| !has_it(notice, contact)) else {
                continue;
            };
            let locale = contact.locale.as_deref().unwrap_or(&tx.scope().tenant().locale);
            let template = match support.ticket(notice) {
                Some(followed) => {
                    Box::pin(self.of_ticket(tx, notice, followed, contact, locale, support)).await?
                }
                None => of_notice(notice, contact, locale),
            };
            let mail = NewMail { template, to: contact.email.clone(), locale: contact.locale.clone() };
            mails.push((format!("{}/{account}", notice.event.id), mail));
        }
        enqueue_once(tx, &self.keyring, mails).await
    }

    /// The mail of what has happened to a ticket: with the text of a reply, and an address that the reader answers to.
    async fn of_ticket(
        &self,
        tx: &Tx,
        notice: &Notice<'_>,
        Followed { ticket, followers }: &Followed,
        contact: &Contact,
        locale: &str,
        support: &Support,
    ) -> Result<Template, Fault> {
        let Text { title, body } = describe(notice.kind, &notice.event.payload, locale);
        let (title, body) = match support.reply(notice) {
            Some((author, text)) => (wrote(author, locale), text.to_owned()),
            None => (title, body),
        };
        let mut own = followers.iter().filter(|follower| follower.account == contact.account);
        let reply_token = if own.any(|follower| follower.answers_by_mail) {
            let tenant = tx.scope().tenant().id;
            Some(tickets::mail::reply_token(&self.keyring, tenant, ticket.id, contact.account).await?)
        } else {
            None
        };
        Ok(Template::Ticket {
            name: contact.name.clone(),
            ticket: ticket.id.to_string(),
            number: ticket.number.clone(),
            subject: ticket.subject.clone(),
            title,
            body,
            reply_token,
        })
    }
}

/// The mail of anything else.
fn of_notice(notice: &Notice<'_>, contact: &Contact, locale: &str) -> Template {
    let Text { title, mut body } = describe(notice.kind, &notice.event.payload, locale);
    let attachment = notice.kind.has_document().then(|| notice.event.subject.clone());
    if attachment.is_some() {
        body = format!("{body}\n\n{}", attached(locale));
    }
    Template::Notice { name: contact.name.clone(), title, body, path: None, attachment }
}

/// A notice, and somebody who wants it.
type Wanted<'a> = (&'a Notice<'a>, AccountId);

/// Writes what is not in the inboxes yet.
async fn fill_inboxes(tx: &Tx, wanted: &[Wanted<'_>]) -> Result<(), Fault> {
    let events: Vec<EventId> = wanted.iter().map(|(notice, _)| notice.event.id).collect();
    let there = store::of_events(tx, &events).await?;
    let new = wanted.iter().filter(|(notice, account)| !there.contains(&(notice.event.id, *account)));
    let rows: Vec<Row> = new.map(|(notice, account)| row(tx, notice, *account)).collect();
    tell(tx, &rows).await?;
    Ok(store::insert(tx, rows.into_iter().map(|(_, _, row)| row).collect()).await?)
}

/// What an event is worth telling of; most are not.
pub(super) fn kind_of(event: &Event) -> Option<Kind> {
    match event.event_type {
        EventType::SessionStarted => {
            let new = event.payload.get("newDevice").and_then(Json::as_bool).unwrap_or_default();
            new.then_some(Kind::NewDevice)
        }
        // A fee is told of as one.
        EventType::InvoiceFinalized => {
            let fee = event.payload.get("kind").and_then(Json::as_str) == Some("LATE_FEE");
            (!fee).then_some(Kind::InvoiceFinalized)
        }
        EventType::InvoiceVoided => Some(Kind::InvoiceVoided),
        EventType::PrepaidBalanceShort => Some(Kind::PrepaidBalanceShort),
        EventType::PrepaidBalanceLow => Some(Kind::PrepaidBalanceLow),
        EventType::LateFeeCharged => Some(Kind::LateFeeCharged),
        EventType::PaymentReminder => Some(Kind::PaymentReminder),
        EventType::FinalNotice => Some(Kind::FinalNotice),
        EventType::DunningSuspended => Some(Kind::ServicesSuspended),
        EventType::DunningRestored => Some(Kind::ServicesRestored),
        EventType::ArrangementAccepted => Some(Kind::ArrangementAccepted),
        EventType::ArrangementKept => Some(Kind::ArrangementKept),
        EventType::ArrangementBroken => Some(Kind::ArrangementBroken),
        EventType::InvoiceDisputeSettled => {
            let upheld = event.payload.get("status").and_then(Json::as_str) == Some("UPHELD");
            Some(if upheld { Kind::DisputeUpheld } else { Kind::DisputeRejected })
        }
        EventType::CreditNoteIssued => Some(Kind::CreditNoteIssued),
        EventType::PaymentReceived => Some(Kind::PaymentReceived),
        EventType::PaymentFailed => Some(Kind::PaymentFailed),
        EventType::PaymentRefunded => Some(Kind::PaymentRefunded),
        EventType::PaymentChargedBack => Some(Kind::PaymentChargedBack),
        EventType::PaymentMethodAdded => Some(Kind::PaymentMethodAdded),
        EventType::PaymentMethodExpiring => Some(Kind::PaymentMethodExpiring),
        EventType::TotpAdded => Some(Kind::TotpAdded),
        EventType::TotpRemoved => Some(Kind::TotpRemoved),
        EventType::PasskeyAdded => Some(Kind::PasskeyAdded),
        EventType::PasskeyRemoved => Some(Kind::PasskeyRemoved),
        EventType::PasswordChanged => Some(Kind::PasswordChanged),
        EventType::EmailChangeRequested => Some(Kind::EmailChangeRequested),
        EventType::EmailChanged => Some(Kind::EmailChanged),
        EventType::PasswordChangeRequired => Some(Kind::PasswordChangeRequired),
        EventType::OneTimeCodeIssued => Some(Kind::OneTimeCodeIssued),
        EventType::MemberAdded => Some(Kind::MemberAdded),
        EventType::MemberRoleChanged => Some(Kind::MemberRoleChanged),
        EventType::MemberRemoved => Some(Kind::MemberRemoved),
        EventType::MembershipChanged => Some(Kind::MembershipChanged),
        EventType::MembershipEnded => Some(Kind::MembershipEnded),
        EventType::TicketOpened => Some(Kind::TicketOpened),
        EventType::TicketReplied => Some(Kind::TicketReplied),
        EventType::TicketStatusChanged => {
            let resolved = event.payload.get("status").and_then(Json::as_str) == Some("RESOLVED");
            resolved.then_some(Kind::TicketResolved)
        }
        EventType::IncidentOpened => Some(Kind::IncidentOpened),
        EventType::IncidentUpdated => Some(Kind::IncidentUpdated),
        EventType::IncidentEnded => Some(Kind::IncidentEnded),
        EventType::MaintenanceRescheduled => Some(Kind::MaintenanceRescheduled),
        EventType::SubscriptionActivated
        | EventType::SubscriptionSuspended
        | EventType::SubscriptionResumed
        | EventType::SubscriptionPlanChanged
        | EventType::SubscriptionEnded
        | EventType::UsageThresholdReached
        | EventType::InvoicePaid
        | EventType::InvoiceReopened
        | EventType::InvoiceUncollectible
        | EventType::InvoiceLineDisputed
        | EventType::CreditNoteVoided
        | EventType::PaymentAllocated
        | EventType::PaymentAllocationReversed
        | EventType::PaymentRefundFailed
        | EventType::PaymentDisputeWon
        | EventType::PaymentMethodRemoved
        | EventType::SessionEnded
        | EventType::AccessChanged
        | EventType::NotificationCreated
        | EventType::NotificationsRead
        | EventType::DataExportRequested
        | EventType::DataExportReady
        | EventType::TicketUpdated
        | EventType::TicketNoted
        | EventType::TicketAssigned
        | EventType::TicketEscalated
        | EventType::DeviceStatusChanged
        | EventType::ServiceHealthChanged
        | EventType::AlertOpened
        | EventType::AlertResolved
        | EventType::AutomationRunChanged
        | EventType::ServiceActionChanged
        | EventType::Resync => None,
    }
}

/// The rule of what a customer's notification leads to.
fn rule_of(kind: Kind) -> fn(&TenantRef, CallerKind) -> bool {
    match kind {
        Kind::InvoiceFinalized
        | Kind::InvoiceVoided
        | Kind::PrepaidBalanceShort
        | Kind::PrepaidBalanceLow
        | Kind::LateFeeCharged
        | Kind::PaymentReminder
        | Kind::FinalNotice
        | Kind::ServicesSuspended
        | Kind::ServicesRestored
        | Kind::ArrangementAccepted
        | Kind::ArrangementKept
        | Kind::ArrangementBroken
        | Kind::DisputeUpheld
        | Kind::DisputeRejected
        | Kind::CreditNoteIssued => billing::policy::shows_bills,
        Kind::PaymentReceived
        | Kind::PaymentFailed
        | Kind::PaymentRefunded
        | Kind::PaymentChargedBack
        | Kind::PaymentMethodAdded
        | Kind::PaymentMethodExpiring => payments::policy::shows_payments,
        // The owners: whoever manages members is to know of them all.
        Kind::MemberAdded | Kind::MemberRoleChanged | Kind::MemberRemoved => {
            |_, kind| identity::policy::may_manage_members(kind)
        }
        Kind::IncidentOpened | Kind::IncidentUpdated | Kind::IncidentEnded | Kind::MaintenanceRescheduled => {
            |_, kind| catalog::policy::may_view_services(kind)
        }
        // Who is told of a ticket depends on the ticket (`tickets::followed`).
        Kind::TicketOpened
        | Kind::TicketReplied
        | Kind::TicketResolved
        | Kind::NewDevice
        | Kind::TotpAdded
        | Kind::TotpRemoved
        | Kind::PasskeyAdded
        | Kind::PasskeyRemoved
        | Kind::PasswordChanged
        | Kind::EmailChangeRequested
        | Kind::EmailChanged
        | Kind::PasswordChangeRequired
        | Kind::OneTimeCodeIssued
        | Kind::MembershipChanged
        | Kind::MembershipEnded => |_, _| false,
    }
}

/// Whose inboxes each notice goes to: the account, or the members of the customer who may see it; of a ticket who follows it.
/// Resellers and staff see a customer's events live, and have lists for the rest.
async fn readers(tx: &Tx, notices: &[Notice<'_>], support: &Support) -> Result<Vec<Vec<AccountId>>, Fault> {
    let customers: Vec<CustomerId> = notices.iter().filter_map(|notice| notice.event.customer_id).collect();
    let mut members: HashMap<CustomerId, Vec<(AccountId, CallerKind)>> = HashMap::new();
    for member in identity::members_of(tx, &customers).await? {
        let kind = CallerKind::Member(member.role);
        members.entry(member.customer).or_default().push((member.account, kind));
    }
    let tenant = tx.scope().tenant();
    let of = |notice: &Notice<'_>| match notice.event.audience() {
        Audience::Account(account) => vec![account],
        Audience::Customer(_) if support.ticket(notice).is_some() => support.readers_of_ticket(notice),
        Audience::Customer(customer) => {
            let rule = rule_of(notice.kind);
            let members = members.get(&customer).into_iter().flatten();
            let mut readers: Vec<AccountId> = members
                .filter(|(account, kind)| {
                    rule(tenant, *kind)
                        && !is_about(notice, *account)
                        && support.tells_of_incident(notice, *account)
                })
                .map(|(account, _)| *account)
                .collect();
            readers.sort_unstable();
            readers.dedup();
            readers
        }
        Audience::Reseller(_) | Audience::Staff(_) => Vec::new(),
    };
    Ok(notices.iter().map(of).collect())
}

/// Whether a notice of a member is about this account: its owner knows, or is told by another.
fn is_about(notice: &Notice<'_>, account: AccountId) -> bool {
    let about = notice.event.payload.get("account").and_then(Json::as_str);
    about.is_some_and(|about| about == account.to_string())
}

type Row = (NotificationId, AccountId, notification::ActiveModel);

fn row(tx: &Tx, notice: &Notice<'_>, account: AccountId) -> Row {
    let Notice { event, kind } = notice;
    let scope = tx.scope();
    let id: NotificationId = scope.new_id();
    let opens = event.customer_id.is_some() && kind.topic() != Topic::Security;
    let row = notification::ActiveModel {
        id: Set(id),
        account_id: Set(account),
        event_id: Set(event.id),
        topic: Set(kind.topic()),
        kind: Set(*kind),
        subject: Set(opens.then(|| event.subject.clone())),
        args: Set(event.payload.clone()),
        created_at: Set(scope.real_now()),
        read_at: Set(None),
        ..Default::default()
    };
    (id, account, row)
}

/// Tells the open pages of the accounts.
async fn tell(tx: &Tx, rows: &[Row]) -> Result<(), DbError> {
    let told = rows.iter().map(|(id, account, _)| NewEvent {
        event_type: EventType::NotificationCreated,
        subject: id.to_string(),
        audience: Audience::Account(*account),
        payload: json!({}),
    });
    emit_all(tx, told.collect()).await
}
