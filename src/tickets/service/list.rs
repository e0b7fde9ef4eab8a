//! Lists of tickets.

use crate::billing::OrderDirection;
use crate::customers::{self, Seen};
use crate::db::Scope;
use crate::kernel::clock::Instant;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{AccountId, CustomerId, DeviceId, SupportTeamId, TicketId};
use crate::kernel::page::{Page, PageRequest};
use crate::kernel::problem::Invalid;
use crate::network::inventory;
use crate::tickets::entity::ticket::{self, TicketCategory, TicketPriority, TicketStatus};
use crate::tickets::policy::{Sight, may_work_tickets, sight};
use crate::tickets::reach::SeenTicket;
use crate::tickets::search::Terms;
use crate::tickets::store;
use crate::tickets::store::tickets::TicketKey;

/// Which tickets of a list are wanted; what is none does not narrow it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TicketFilter {
    /// Only those in one of these states; all if empty.
    pub statuses: Vec<TicketStatus>,
    /// Only those about this.
    pub category: Option<TicketCategory>,
    /// Only those of this priority.
    pub priority: Option<TicketPriority>,
    /// Only those that this employee works on.
    pub assignee: Option<AccountId>,
    /// Only those that nobody works on, or that somebody does.
    pub unassigned: Option<bool>,
    /// Only those that lie with one of these teams.
    pub teams: Option<Vec<SupportTeamId>>,
    /// Only those of this customer.
    pub customer: Option<CustomerId>,
    /// Only those about this device of the network.
    pub device: Option<DeviceId>,
    /// Only those with this tag.
    pub tag: Option<String>,
    /// Only those for which a promised time is over, or for which none is.
    pub breached: Option<bool>,
    /// Only those for which a promised time is nearly over and none is, or the others.
    pub at_risk: Option<bool>,
    /// Only those with these words.
    pub search: Option<Terms>,
}

impl TicketFilter {
    /// Whether the caller may ask for these: which tickets are about a device is told to those who see devices.
    pub fn is_open_to(&self, scope: &Scope) -> bool {
        self.device.is_none() || inventory::sees_devices(scope)
    }
}

/// What a list of tickets is ordered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, async_graphql::Enum)]
pub enum TicketOrderField {
    /// When they were opened.
    CreatedAt,
    /// When they last changed.
    UpdatedAt,
    /// When they are to be solved; those for which nothing was promised are left out.
    FixDueAt,
}

/// The order of a list; equal keys are ordered by row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TicketOrder {
    /// By what.
    pub field: TicketOrderField,
    /// Which way.
    pub direction: OrderDirection,
}

impl Default for TicketOrder {
    fn default() -> Self {
        Self { field: TicketOrderField::CreatedAt, direction: OrderDirection::Desc }
    }
}

impl TicketOrder {
    /// Refuses cursors that were made for another order.
    pub fn check(self, request: &PageRequest<TicketKey>) -> Result<(), Invalid> {
        for (cursor, argument) in [(&request.after, "after"), (&request.before, "before")] {
            if cursor.as_ref().is_some_and(|key| key.field() != self.field) {
                return Err(Invalid::new(argument, "is a cursor of another order"));
            }
        }
        Ok(())
    }

    /// The position of a ticket in this order; none where it has none.
    pub fn position(self, ticket: &ticket::Model) -> Option<TicketKey> {
        let id = ticket.id.0;
        let key: (Option<Instant>, fn(Instant, uuid::Uuid) -> TicketKey) = match self.field {
            TicketOrderField::CreatedAt => (Some(ticket.created_at), TicketKey::CreatedAt),
            TicketOrderField::UpdatedAt => (Some(ticket.updated_at), TicketKey::UpdatedAt),
            TicketOrderField::FixDueAt => (ticket.fix_due_at, TicketKey::FixDueAt),
        };
        key.0.map(|at| key.1(at, id))
    }
}

/// A list of tickets with what the caller sees of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TicketList {
    /// Of one customer; none: of the tenant.
    pub(in crate::tickets) customer: Option<CustomerId>,
    /// What of it is shown.
    pub(in crate::tickets) sight: Sight,
    /// Whether notes are searched too.
    pub(in crate::tickets) with_notes: bool,
    /// Which are wanted.
    pub(in crate::tickets) filter: TicketFilter,
}

impl TicketList {
    /// All tickets of the tenant, for who works on them.
    pub fn of_tenant(filter: TicketFilter) -> Self {
        Self { customer: None, sight: Sight::All, with_notes: true, filter }
    }

    /// The tickets of a customer, as far as the caller sees them.
    pub fn of_customer(seen: &Seen, filter: TicketFilter) -> Self {
        let sight = seen.callers.as_deref().map_or(Sight::All, sight);
        let with_notes = seen.allows(may_work_tickets);
        Self { customer: Some(seen.customer.id), sight, with_notes, filter }
    }

    /// One page of the list. What the caller is to the customers is two statements more, for any number of them.
    pub async fn page(
        &self,
        scope: &Scope,
        order: TicketOrder,
        request: &PageRequest<TicketKey>,
    ) -> Result<Page<SeenTicket>, Fault> {
        let page = store::tickets::page(scope, self, order, request).await?;
        let Page { rows, has_next, has_previous } = page;
        let customers = customers::seen_of(scope, rows.iter().map(|ticket| ticket.customer_id)).await?;
        let seen = |ticket: ticket::Model| {
            let Seen { callers, .. } = customers.get(&ticket.customer_id)?;
            Some(SeenTicket::of(scope, ticket, callers.clone()))
        };
        Ok(Page { rows: rows.into_iter().filter_map(seen).collect(), has_next, has_previous })
    }

    /// How many tickets the list has.
    pub async fn count(&self, scope: &Scope) -> Result<u64, Fault> {
        Ok(store::tickets::count(scope, self).await?)
    }
}

/// How many replies a ticket has that was seen.
pub async fn count_replies(scope: &Scope, ticket: TicketId) -> Result<u64, Fault> {
    Ok(store::replies::count(scope, ticket).await?)
}

/// How many notes a ticket has, for who works on it.
pub async fn count_notes(scope: &Scope, ticket: TicketId) -> Result<u64, Fault> {
    Ok(store::notes::count(scope, ticket).await?)
}
