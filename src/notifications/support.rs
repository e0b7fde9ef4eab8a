//! Who is told of tickets and incidents, and what a mail says of them beside the event: it is looked up, for events hold no
//! texts.

use std::collections::{HashMap, HashSet};

use serde_json::Value as Json;

use super::listener::Notice;
use super::topic::Kind;
use crate::db::Tx;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{AccountId, IncidentId, TicketId, TicketReplyId, TypedId as _};
use crate::network;
use crate::tickets::{self, Followed};

/// What the notices of tickets and incidents are about.
pub(super) struct Support {
    tickets: HashMap<TicketId, Followed>,
    /// Authors and texts of replies; and who wrote them.
    replies: HashMap<TicketReplyId, (String, String, Option<AccountId>)>,
    followers: HashMap<IncidentId, HashSet<AccountId>>,
}

impl Support {
    pub(super) async fn of(tx: &Tx, notices: &[Notice<'_>]) -> Result<Self, Fault> {
        let subjects = |kinds: &'static [Kind]| {
            let of = notices.iter().filter(move |notice| kinds.contains(&notice.kind));
            of.map(|notice| notice.event.subject.as_str())
        };
        let kinds = &[Kind::TicketOpened, Kind::TicketReplied, Kind::TicketResolved];
        let ids: HashSet<TicketId> = subjects(kinds).filter_map(|id| TicketId::parse(id).ok()).collect();
        let tickets = tickets::followed(tx, &ids.into_iter().collect::<Vec<_>>()).await?;
        let ids: Vec<TicketReplyId> = notices.iter().filter_map(reply_of).collect();
        let replies = tickets::replies(tx, &ids).await?;
        let replies = replies
            .into_iter()
            .map(|(id, reply)| (id, (reply.author_name, reply.body, reply.author_id)))
            .collect();
        let kinds = &[Kind::IncidentUpdated, Kind::IncidentEnded];
        let ids: HashSet<IncidentId> = subjects(kinds).filter_map(|id| IncidentId::parse(id).ok()).collect();
        let followers = network::followers(tx, &ids.into_iter().collect::<Vec<_>>()).await?;
        Ok(Self { tickets, replies, followers })
    }

    /// The ticket of a notice; none where it is of something else.
    pub(super) fn ticket(&self, notice: &Notice<'_>) -> Option<&Followed> {
        let id = TicketId::parse(&notice.event.subject).ok()?;
        self.tickets.get(&id)
    }

    /// Author and text of the reply of a notice.
    pub(super) fn reply(&self, notice: &Notice<'_>) -> Option<(&str, &str)> {
        let (author, text, _) = self.replies.get(&reply_of(notice)?)?;
        Some((author, text))
    }

    /// Who is told of what has happened to a ticket: of its coming in who opened it, of the rest all who follow it; nobody of
    /// what they did themselves.
    pub(super) fn readers_of_ticket(&self, notice: &Notice<'_>) -> Vec<AccountId> {
        let Some(Followed { ticket, followers }) = self.ticket(notice) else { return Vec::new() };
        let author = reply_of(notice).and_then(|id| self.replies.get(&id)).and_then(|(_, _, author)| *author);
        let told = |account: AccountId| match notice.kind {
            Kind::TicketOpened => ticket.opened_by == Some(account),
            _ => author != Some(account),
        };
        followers.iter().map(|follower| follower.account).filter(|account| told(*account)).collect()
    }

    /// Whether somebody who may see an incident is told of it: of a new one everybody, of the rest who follows it.
    pub(super) fn tells_of_incident(&self, notice: &Notice<'_>, account: AccountId) -> bool {
        let followers = || {
            let id = IncidentId::parse(&notice.event.subject).ok()?;
            self.followers.get(&id)
        };
        match notice.kind {
            Kind::IncidentUpdated | Kind::IncidentEnded => {
                followers().is_some_and(|followers| followers.contains(&account))
            }
            _ => true,
        }
    }
}

/// The reply that a notice is of.
fn reply_of(notice: &Notice<'_>) -> Option<TicketReplyId> {
    let id = notice.event.payload.get("reply").and_then(Json::as_str)?;
    TicketReplyId::parse(id).ok()
}
