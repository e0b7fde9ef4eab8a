//! Which tickets a caller sees, and what it is to each. The statements are the same for one ticket and for a hundred.

use std::collections::HashSet;

use super::entity::ticket;
use super::entity::ticket_reply::AuthorKind;
use super::policy::{self, Seclusion};
use super::store;
use crate::customers::{self, Seen};
use crate::db::Scope;
use crate::kernel::actor::CallerKind;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{AccountId, TicketId};

/// A ticket that the caller may see, and what the caller is to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenTicket {
    /// The ticket.
    pub ticket: ticket::Model,
    /// Everything the caller is to its customer; none for the system.
    pub callers: Option<Vec<CallerKind>>,
    /// Whether the caller opened it.
    pub own: bool,
}

impl SeenTicket {
    /// A ticket of a customer that the caller is all of this to; whether the caller sees the ticket has been asked.
    pub fn of(scope: &Scope, ticket: ticket::Model, callers: Option<Vec<CallerKind>>) -> Self {
        let own = ticket.opened_by.is_some() && ticket.opened_by == caller(scope);
        Self { ticket, callers, own }
    }

    /// Whether the caller passes a rule of a policy in one of its roles. The system passes all.
    pub fn allows(&self, rule: impl Fn(CallerKind) -> bool) -> bool {
        self.callers.as_ref().is_none_or(|callers| callers.iter().any(|kind| rule(*kind)))
    }

    /// Whether the caller works on tickets: it sees notes, tags and who works on it.
    pub fn is_staff(&self) -> bool {
        self.allows(policy::may_work_tickets)
    }

    /// Whether the caller may write on it.
    pub fn may_write(&self) -> bool {
        self.allows(|kind| policy::may_write_tickets(self.ticket.category, kind))
    }

    /// On which side the caller stands when it passes a rule.
    pub fn side(&self, rule: impl Fn(CallerKind) -> bool) -> Option<AuthorKind> {
        side_of(self.callers.as_deref(), rule)
    }
}

/// On which side a caller stands that is all of this to a customer, when it passes a rule. Who is a member of the customer,
/// and works for the ISP too, speaks for itself.
pub(super) fn side_of(
    callers: Option<&[CallerKind]>,
    rule: impl Fn(CallerKind) -> bool,
) -> Option<AuthorKind> {
    let Some(callers) = callers else { return Some(AuthorKind::System) };
    let sides: Vec<AuthorKind> =
        callers.iter().filter(|kind| rule(**kind)).filter_map(|kind| policy::side(*kind)).collect();
    let order = [AuthorKind::Customer, AuthorKind::Staff, AuthorKind::Reseller];
    order.into_iter().find(|side| sides.contains(side))
}

/// The caller's account.
pub(super) fn caller(scope: &Scope) -> Option<AccountId> {
    scope.actor().account().map(|account| account.id)
}

/// The tickets of `ids` that the caller may see, in no order. Absent, another tenant's and out of sight are the same:
/// missing.
pub async fn seen(scope: &Scope, ids: &[TicketId]) -> Result<Vec<SeenTicket>, Fault> {
    within(scope, store::tickets::by_ids(scope, ids).await?).await
}

/// Those of the tickets that the caller may see.
async fn within(scope: &Scope, tickets: Vec<ticket::Model>) -> Result<Vec<SeenTicket>, Fault> {
    let customers = customers::seen_of(scope, tickets.iter().map(|ticket| ticket.customer_id)).await?;
    let watched = watched(scope, &tickets).await?;
    let look = |ticket: ticket::Model| {
        let Seen { callers, .. } = customers.get(&ticket.customer_id)?;
        let concerns = watched.contains(&ticket.id);
        let seen = SeenTicket::of(scope, ticket, callers.clone());
        let seclusion = Seclusion {
            category: seen.ticket.category,
            sharing: seen.ticket.sharing,
            concerns: concerns || seen.own,
        };
        seen.allows(|kind| policy::sees(seclusion, kind)).then_some(seen)
    };
    Ok(tickets.into_iter().filter_map(look).collect())
}

/// Which of the tickets the caller watches.
async fn watched(scope: &Scope, tickets: &[ticket::Model]) -> Result<HashSet<TicketId>, Fault> {
    let Some(account) = caller(scope).filter(|_| !tickets.is_empty()) else { return Ok(HashSet::new()) };
    let ids: Vec<TicketId> = tickets.iter().map(|ticket| ticket.id).collect();
    Ok(store::watchers::watched_by(scope, account, &ids).await?.into_iter().collect())
}

/// The same, for who needs only the rows.
pub async fn open_tickets(scope: &Scope, ids: &[TicketId]) -> Result<Vec<ticket::Model>, Fault> {
    Ok(seen(scope, ids).await?.into_iter().map(|seen| seen.ticket).collect())
}

/// One of them.
pub(super) async fn one(scope: &Scope, id: TicketId) -> Result<Option<SeenTicket>, Fault> {
    Ok(seen(scope, &[id]).await?.pop())
}
