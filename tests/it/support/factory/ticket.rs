//! Tickets, with what was written on them and the way they came.

use chrono::TimeDelta;
use portico::billing::entity::document_sequence::DocumentKind;
use portico::customers::entity::customer;
use portico::db::{Reads as _, Tx};
use portico::kernel::ids::AccountId;
use portico::tickets::entity::ticket::{
    self, TicketCategory, TicketPriority, TicketSharing, TicketSource, TicketStatus,
};
use portico::tickets::entity::ticket_reply::{self, AuthorKind, ReplyChannel};
use portico::tickets::entity::{ticket_note, ticket_tag, ticket_transition, ticket_watcher};
use sea_orm::{ActiveModelTrait as _, IntoActiveModel as _};

use super::account::Login;
use super::ledger;
use crate::support::app::TestApp;

/// Who writes: the side, and the account unless it is the system.
type Writer = (AuthorKind, Option<AccountId>, String);

/// A ticket to be.
#[must_use = "nothing is made before insert()"]
pub(crate) struct TicketBuilder<'a> {
    app: &'a TestApp,
    row: ticket::Model,
    opener: Writer,
    replies: Vec<(Writer, String)>,
    notes: Vec<(Login, String)>,
    watchers: Vec<AccountId>,
    tags: Vec<String>,
}

impl TestApp {
    /// A new ticket about nothing in particular, which every member sees, opened by nobody. It needs a customer.
    pub(crate) fn ticket(&self) -> TicketBuilder<'_> {
        let scope = self.scope();
        let row = ticket::Model {
            id: scope.new_id(),
            tenant_id: self.facts().reference.id,
            number: String::new(),
            // Nobody's.
            customer_id: scope.new_id(),
            subject: "Something is wrong".to_owned(),
            category: TicketCategory::General,
            priority: TicketPriority::Normal,
            status: TicketStatus::New,
            source: TicketSource::Portal,
            sharing: TicketSharing::Company,
            opened_by: None,
            subscription_id: None,
            incident_id: None,
            invoice_line_id: None,
            device_id: None,
            assignee_id: None,
            team_id: None,
            policy_id: None,
            first_reply_due_at: None,
            first_reply_at_risk_at: None,
            first_replied_at: None,
            fix_due_at: None,
            fix_at_risk_at: None,
            paused_since: None,
            paused_minutes: 0,
            escalated_at: None,
            reopen_count: 0,
            resolved_at: None,
            closed_at: None,
            rating: None,
            rating_comment: None,
            merged_into_id: None,
            created_at: scope.now(),
            updated_at: scope.now(),
            version: 1,
        };
        let opener = (AuthorKind::System, None, String::new());
        let (replies, notes, watchers, tags) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        TicketBuilder { app: self, row, opener, replies, notes, watchers, tags }
    }
}

impl TicketBuilder<'_> {
    /// Of that priority.
    pub(crate) fn priority(self, priority: TicketPriority) -> Self {
        self.with(|row| row.priority = priority)
    }

    /// Of that customer.
    pub(crate) fn of(self, customer: &customer::Model) -> Self {
        self.with(|row| row.customer_id = customer.id)
    }

    /// Opened, and watched, by a member.
    pub(crate) fn by(mut self, login: &Login) -> Self {
        self.row.opened_by = Some(login.id);
        self.opener = (AuthorKind::Customer, Some(login.id), login.name.clone());
        self.watched_by(login)
    }

    /// About something of this kind.
    pub(crate) fn category(self, category: TicketCategory) -> Self {
        self.with(|row| row.category = category)
    }

    /// Standing there since it was opened, by the shortest way.
    pub(crate) fn status(self, status: TicketStatus) -> Self {
        self.with(|row| row.status = status)
    }

    /// Seen by these.
    pub(crate) fn sharing(self, sharing: TicketSharing) -> Self {
        self.with(|row| row.sharing = sharing)
    }

    /// Opened, and solved or closed where it stands so, so long ago.
    pub(crate) fn ago(self, ago: TimeDelta) -> Self {
        let at = self.row.created_at - ago;
        self.with(|row| (row.created_at, row.updated_at) = (at, at))
    }

    /// With any other change.
    pub(crate) fn with(mut self, change: impl FnOnce(&mut ticket::Model)) -> Self {
        change(&mut self.row);
        self
    }

    /// With one more public reply.
    pub(crate) fn reply(mut self, kind: AuthorKind, login: &Login, body: &str) -> Self {
        self.replies.push(((kind, Some(login.id), login.name.clone()), body.to_owned()));
        self
    }

    /// With one more internal note of an employee.
    pub(crate) fn note(mut self, login: &Login, body: &str) -> Self {
        self.notes.push((login.clone(), body.to_owned()));
        self
    }

    /// Watched by one more.
    pub(crate) fn watched_by(mut self, login: &Login) -> Self {
        self.watchers.push(login.id);
        self
    }

    /// With one more tag.
    pub(crate) fn tag(mut self, tag: &str) -> Self {
        self.tags.push(tag.to_owned());
        self
    }

    /// Makes it.
    pub(crate) async fn insert(mut self) -> ticket::Model {
        let scope = self.app.scope();
        let at = self.row.created_at;
        let ended = matches!(self.row.status, TicketStatus::Resolved | TicketStatus::Closed);
        self.row.resolved_at = self.row.resolved_at.or_else(|| ended.then_some(at));
        self.row.closed_at = (self.row.status == TicketStatus::Closed).then_some(at);
        let tx = scope.begin().await.expect("the database answers");
        self.row.number = ledger::number(&tx, DocumentKind::Ticket, at.date_naive()).await;
        tx.insert(self.row.clone().into_active_model().reset_all()).await.expect("it is of a customer");
        self.write_replies(&tx).await;
        self.write_notes(&tx).await;
        self.write_the_rest(&tx).await;
        tx.commit().await.expect("the database answers");
        self.row
    }

    async fn write_replies(&self, tx: &Tx) {
        let opening = (self.opener.clone(), "It began this morning.".to_owned());
        let all = std::iter::once(opening).chain(self.replies.clone());
        let row = |(place, ((author_kind, author_id, author_name), body)): (i64, (Writer, String))| {
            ticket_reply::Model {
                id: tx.scope().new_id(),
                tenant_id: self.row.tenant_id,
                ticket_id: self.row.id,
                author_kind,
                author_id,
                author_name,
                body,
                channel: ReplyChannel::Portal,
                mail_message_id: None,
                // One a second, so that their order is known.
                created_at: self.row.created_at + TimeDelta::seconds(place),
            }
        };
        let rows = (0..).zip(all).map(row).map(|row| row.into_active_model().reset_all());
        tx.insert_many(rows.collect()).await.expect("the replies are new");
    }

    async fn write_notes(&self, tx: &Tx) {
        let row = |(place, (login, body)): (i64, &(Login, String))| ticket_note::Model {
            id: tx.scope().new_id(),
            tenant_id: self.row.tenant_id,
            ticket_id: self.row.id,
            author_id: Some(login.id),
            author_name: login.name.clone(),
            body: body.clone(),
            created_at: self.row.created_at + TimeDelta::seconds(place),
        };
        let rows = (0..).zip(&self.notes).map(row).map(|row| row.into_active_model().reset_all());
        tx.insert_many(rows.collect()).await.expect("the notes are new");
    }

    async fn write_the_rest(&self, tx: &Tx) {
        let (tenant_id, ticket_id) = (self.row.tenant_id, self.row.id);
        let mut from = None;
        for to in way_to(self.row.status) {
            let row = ticket_transition::Model {
                id: tx.scope().new_id(),
                tenant_id,
                ticket_id,
                from_status: from,
                to_status: *to,
                author_kind: self.opener.0,
                author_id: self.opener.1,
                at: self.row.created_at,
            };
            tx.insert(row.into_active_model().reset_all()).await.expect("the change is new");
            from = Some(*to);
        }
        for account_id in &self.watchers {
            let (id, since) = (tx.scope().new_id(), self.row.created_at);
            let (account_id, kind) = (*account_id, AuthorKind::Customer);
            let row = ticket_watcher::Model { id, tenant_id, ticket_id, account_id, kind, since };
            tx.insert(row.into_active_model().reset_all()).await.expect("watched once by each");
        }
        for tag in &self.tags {
            let row = ticket_tag::Model { id: tx.scope().new_id(), tenant_id, ticket_id, tag: tag.clone() };
            tx.insert(row.into_active_model().reset_all()).await.expect("each tag once");
        }
    }
}

/// The statuses that a ticket has had, by the shortest way.
fn way_to(status: TicketStatus) -> &'static [TicketStatus] {
    use TicketStatus::{Closed, InProgress, New, Open, PendingCustomer, PendingVendor, Resolved};
    match status {
        New => &[New],
        Open => &[New, Open],
        InProgress => &[New, Open, InProgress],
        PendingCustomer => &[New, Open, PendingCustomer],
        PendingVendor => &[New, Open, PendingVendor],
        Resolved => &[New, Open, Resolved],
        Closed => &[New, Open, Resolved, Closed],
    }
}
