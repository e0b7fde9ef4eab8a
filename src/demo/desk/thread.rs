//! One ticket as it lives: each step moves its clocks and states as the program would.

use chrono::TimeDelta;

use super::stories::Story;
use crate::db::FIRST_VERSION;
use crate::demo::calendar::Ids;
use crate::demo::world::UNASSIGNED;
use crate::kernel::clock::Instant;
use crate::kernel::ids::{
    AccountId, CustomerId, InvoiceLineId, SubscriptionId, SupportTeamId, TicketReplyId,
};
use crate::tickets::entity::ticket::{self, TicketSharing, TicketSource, TicketStatus};
use crate::tickets::entity::ticket_reply::{self, AuthorKind, ReplyChannel};
use crate::tickets::entity::{sla_policy, ticket_note, ticket_tag, ticket_transition, ticket_watcher};

/// Somebody who writes on tickets.
#[derive(Debug, Clone)]
pub(super) struct Writer {
    pub(super) kind: AuthorKind,
    pub(super) account: AccountId,
    pub(super) name: String,
}

/// How a ticket begins.
pub(super) struct Opening<'a, 'b> {
    pub(super) ids: &'a Ids,
    pub(super) policy: sla_policy::Model,
    pub(super) customer: CustomerId,
    pub(super) at: Instant,
    pub(super) source: TicketSource,
    pub(super) opener: Writer,
    pub(super) story: &'b Story,
    pub(super) service: Option<SubscriptionId>,
    pub(super) line: Option<InvoiceLineId>,
}

/// A ticket with all its rows, and the moment up to which it has lived.
pub(super) struct Thread<'a> {
    ids: &'a Ids,
    policy: sla_policy::Model,
    at: Instant,
    pub(super) row: ticket::Model,
    pub(super) replies: Vec<ticket_reply::Model>,
    pub(super) notes: Vec<ticket_note::Model>,
    pub(super) transitions: Vec<ticket_transition::Model>,
    pub(super) watchers: Vec<ticket_watcher::Model>,
    pub(super) tags: Vec<ticket_tag::Model>,
}

impl<'a> Thread<'a> {
    /// A new ticket. Its service level counts around the clock, so what is due is due so many minutes later.
    pub(super) fn open(opening: Opening<'a, '_>) -> Self {
        let Opening { ids, policy, customer, at, source, opener, story, service, line } = opening;
        let after = |minutes: i32| Some(at + TimeDelta::minutes(minutes.into()));
        let near = |minutes: i32| {
            Some(at + TimeDelta::seconds(i64::from(minutes) * 60 * i64::from(policy.at_risk_percent) / 100))
        };
        let row = ticket::Model {
            id: ids.at(at),
            tenant_id: UNASSIGNED,
            number: String::new(),
            customer_id: customer,
            subject: story.subject.to_owned(),
            category: story.category,
            priority: story.priority,
            status: TicketStatus::New,
            source,
            sharing: TicketSharing::Company,
            opened_by: Some(opener.account),
            subscription_id: service,
            incident_id: None,
            invoice_line_id: line,
            device_id: None,
            assignee_id: None,
            team_id: None,
            policy_id: Some(policy.id),
            first_reply_due_at: after(policy.first_reply_minutes),
            first_reply_at_risk_at: near(policy.first_reply_minutes),
            first_replied_at: None,
            fix_due_at: after(policy.fix_minutes),
            fix_at_risk_at: near(policy.fix_minutes),
            paused_since: None,
            paused_minutes: 0,
            escalated_at: None,
            reopen_count: 0,
            resolved_at: None,
            closed_at: None,
            rating: None,
            rating_comment: None,
            merged_into_id: None,
            created_at: at,
            updated_at: at,
            version: FIRST_VERSION,
        };
        let (replies, notes, transitions, watchers, tags) = Default::default();
        let mut thread = Self { ids, policy, at, row, replies, notes, transitions, watchers, tags };
        thread.write(&opener, story.opening);
        thread.change(&opener, None, TicketStatus::New);
        if opener.kind != AuthorKind::Staff {
            thread.watch(&opener);
        }
        thread
    }

    /// Nothing happens for so many minutes.
    pub(super) fn wait(&mut self, minutes: i64) -> &mut Self {
        self.at += TimeDelta::minutes(minutes);
        self
    }

    /// Somebody writes what the customer reads. The first answer of an employee stops its clock; a word of the customer
    /// wakes what waits for it.
    pub(super) fn reply(&mut self, who: &Writer, body: &str) {
        self.write(who, body);
        if who.kind == AuthorKind::Staff {
            self.row.first_replied_at = self.row.first_replied_at.or(Some(self.at));
        } else {
            let to = self.row.status.after_customer_reply();
            if to != self.row.status {
                self.moves(who, to);
                return;
            }
        }
        self.saved();
    }

    /// An employee writes something for its colleagues.
    pub(super) fn note(&mut self, who: &Writer, body: &str) {
        self.notes.push(ticket_note::Model {
            id: self.ids.at(self.at),
            tenant_id: UNASSIGNED,
            ticket_id: self.row.id,
            author_id: Some(who.account),
            author_name: who.name.clone(),
            body: body.to_owned(),
            created_at: self.at,
        });
    }

    /// It stands elsewhere now. While it waits for the customer its clocks stand still.
    ///
    /// # Panics
    /// If it does not lead there.
    pub(super) fn moves(&mut self, who: &Writer, to: TicketStatus) {
        let from = self.row.status;
        assert!(from.may_become(to), "{from:?} does not lead to {to:?}");
        if let Some(since) = self.row.paused_since.take() {
            let paused = self.at - since;
            self.row.paused_minutes += i32::try_from(paused.num_minutes()).expect("some hours");
            self.row.fix_due_at = self.row.fix_due_at.map(|due| due + paused);
            self.row.fix_at_risk_at = self.row.fix_at_risk_at.map(|since| since + paused);
            if self.row.first_replied_at.is_none() {
                self.row.first_reply_due_at = self.row.first_reply_due_at.map(|due| due + paused);
                let near = self.row.first_reply_at_risk_at;
                self.row.first_reply_at_risk_at = near.map(|since| since + paused);
            }
        }
        match to {
            TicketStatus::PendingCustomer if self.policy.pauses_for_customer => {
                self.row.paused_since = Some(self.at);
            }
            TicketStatus::PendingVendor if self.policy.pauses_for_vendor => {
                self.row.paused_since = Some(self.at);
            }
            TicketStatus::Resolved => self.row.resolved_at = Some(self.at),
            TicketStatus::Closed => self.row.closed_at = Some(self.at),
            TicketStatus::Open if !from.is_live() => {
                self.row.reopen_count += 1;
                (self.row.resolved_at, self.row.closed_at) = (None, None);
            }
            _ => {}
        }
        self.row.status = to;
        self.change(who, Some(from), to);
        self.saved();
    }

    /// An employee takes it, and its team has it.
    pub(super) fn assign(&mut self, who: &Writer, team: SupportTeamId) {
        self.row.assignee_id = Some(who.account);
        self.row.team_id = Some(team);
    }

    /// One more tag.
    pub(super) fn tag(&mut self, tag: &str) {
        let (id, ticket_id) = (self.ids.at(self.at), self.row.id);
        self.tags.push(ticket_tag::Model { id, tenant_id: UNASSIGNED, ticket_id, tag: tag.to_owned() });
    }

    /// What is not solved in time lies with another team since, where the service level says so.
    pub(super) fn escalate(&mut self, end: Instant, team: SupportTeamId) {
        let due = self.row.fix_due_at.filter(|due| *due < end && self.row.paused_since.is_none());
        if let (Some(due), true) = (due, self.policy.escalate_percent.is_some()) {
            self.row.escalated_at = Some(due);
            self.row.team_id = Some(team);
            self.row.version += 1;
        }
    }

    fn write(&mut self, who: &Writer, body: &str) {
        let id: TicketReplyId = self.ids.at(self.at);
        // Customers who have no use for the portal yet write mails.
        let by_mail = who.kind == AuthorKind::Customer && self.row.source != TicketSource::Portal;
        self.replies.push(ticket_reply::Model {
            id,
            tenant_id: UNASSIGNED,
            ticket_id: self.row.id,
            author_kind: who.kind,
            author_id: Some(who.account),
            author_name: who.name.clone(),
            body: body.to_owned(),
            channel: if by_mail { ReplyChannel::Mail } else { ReplyChannel::Portal },
            mail_message_id: by_mail.then(|| format!("<{id}@example.net>")),
            created_at: self.at,
        });
    }

    fn change(&mut self, who: &Writer, from: Option<TicketStatus>, to: TicketStatus) {
        self.transitions.push(ticket_transition::Model {
            id: self.ids.at(self.at),
            tenant_id: UNASSIGNED,
            ticket_id: self.row.id,
            from_status: from,
            to_status: to,
            author_kind: who.kind,
            author_id: Some(who.account),
            at: self.at,
        });
    }

    fn watch(&mut self, who: &Writer) {
        self.watchers.push(ticket_watcher::Model {
            id: self.ids.at(self.at),
            tenant_id: UNASSIGNED,
            ticket_id: self.row.id,
            account_id: who.account,
            kind: who.kind,
            since: self.at,
        });
    }

    fn saved(&mut self) {
        self.row.updated_at = self.at;
        self.row.version += 1;
    }
}
