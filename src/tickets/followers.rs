//! Who is told of what becomes of a ticket: whoever opened it and whoever watches it, for as long as they may see it.
//!
//! Members of the customer and the ISP's staff. Resellers see what happens to their customers live, and have lists for the
//! rest.

use std::collections::{HashMap, HashSet};

use super::entity::{ticket, ticket_reply};
use super::policy::{may_view_tickets, may_write_tickets};
use super::seen;
use super::store;
use crate::db::{Reads, Scope};
use crate::identity;
use crate::kernel::actor::CallerKind;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{AccountId, CustomerId, TicketId, TicketReplyId};

/// Somebody who is told of what becomes of a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Follower {
    /// The account.
    pub account: AccountId,
    /// Whether it may answer by mail: members who may write. An employee answers where the notes are, and not from a mailbox
    /// that one sender is as good as another for.
    pub answers_by_mail: bool,
}

/// A ticket with those who are told of it.
#[derive(Debug, Clone)]
pub struct Followed {
    /// The ticket.
    pub ticket: ticket::Model,
    /// Who is told, each once.
    pub followers: Vec<Follower>,
}

/// These tickets with those who are told of them. A number of statements that does not depend on how many there are.
pub async fn followed(db: &impl Reads, ids: &[TicketId]) -> Result<HashMap<TicketId, Followed>, Fault> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let tickets = store::tickets::by_ids(db, ids).await?;
    let mut wish: HashMap<TicketId, HashSet<AccountId>> = HashMap::new();
    for ticket in &tickets {
        wish.entry(ticket.id).or_default().extend(ticket.opened_by.into_iter().chain(ticket.assignee_id));
    }
    for watcher in store::watchers::of_tickets(db, ids).await? {
        wish.entry(watcher.ticket_id).or_default().insert(watcher.account_id);
    }
    let mut customers: Vec<CustomerId> = tickets.iter().map(|ticket| ticket.customer_id).collect();
    customers.sort_unstable();
    customers.dedup();
    let members = identity::members_of(db, &customers).await?;
    let everybody: HashSet<AccountId> = wish.values().flatten().copied().collect();
    let staff = identity::staff_among(db, &everybody.into_iter().collect::<Vec<_>>()).await?;
    let of = |ticket: ticket::Model| {
        let kinds = |account: AccountId| {
            let own = members.iter().filter(move |member| member.account == account);
            let own = own.filter(|member| member.customer == ticket.customer_id);
            own.map(|member| CallerKind::Member(member.role)).collect::<Vec<_>>()
        };
        let follower = |account: AccountId| {
            let own = kinds(account);
            let works = staff.iter().filter(|(employee, _)| *employee == account);
            let works = works.map(|(_, role)| CallerKind::Staff(*role));
            let works: Vec<CallerKind> = works.collect();
            let sees = |kind: &CallerKind| may_view_tickets(ticket.category, *kind);
            let writes = |kind: &CallerKind| may_write_tickets(ticket.category, *kind);
            let told = own.iter().chain(&works).any(sees);
            let answers_by_mail = works.is_empty() && own.iter().any(writes);
            told.then_some(Follower { account, answers_by_mail })
        };
        let wish = wish.get(&ticket.id).into_iter().flatten();
        let mut followers: Vec<Follower> = wish.filter_map(|account| follower(*account)).collect();
        followers.sort_unstable_by_key(|follower| follower.account);
        (ticket.id, Followed { ticket, followers })
    };
    Ok(tickets.into_iter().map(of).collect())
}

/// These public replies, for whoever tells others of them.
pub async fn replies(
    db: &impl Reads,
    ids: &[TicketReplyId],
) -> Result<HashMap<TicketReplyId, ticket_reply::Model>, Fault> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let found = store::replies::by_ids(db, ids).await?;
    Ok(found.into_iter().map(|reply| (reply.id, reply)).collect())
}

/// A public reply, if the caller may see its ticket.
pub async fn seen_reply(scope: &Scope, id: TicketReplyId) -> Result<Option<ticket_reply::Model>, Fault> {
    let Some(reply) = store::replies::by_ids(scope, &[id]).await?.pop() else { return Ok(None) };
    let visible = !seen(scope, &[reply.ticket_id]).await?.is_empty();
    Ok(visible.then_some(reply))
}
