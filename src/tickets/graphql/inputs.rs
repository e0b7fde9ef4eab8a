//! Arguments of the lists of tickets.

use async_graphql::{ID, InputObject};

use crate::billing::OrderDirection;
use crate::graphql::error::ApiError;
use crate::graphql::ids::{read, read_each};
use crate::tickets::entity::ticket::{TicketCategory, TicketPriority, TicketStatus};
use crate::tickets::{self, Terms, TicketFilter, TicketOrder, TicketOrderField};

/// Which tickets are wanted. Absent fields do not narrow the list.
#[derive(Debug, Default, InputObject)]
#[graphql(name = "TicketFilter")]
pub struct TicketFilterInput {
    /// Only tickets in one of these states.
    pub status: Option<Vec<TicketStatus>>,
    /// Only tickets about this.
    pub category: Option<TicketCategory>,
    /// Only tickets of this priority.
    pub priority: Option<TicketPriority>,
    /// Only tickets that the employee with this account works on.
    pub assignee_id: Option<ID>,
    /// Only tickets that nobody works on, or only such that somebody does.
    pub unassigned: Option<bool>,
    /// Only tickets that lie with one of these teams; with none of them where the list is empty.
    pub team_ids: Option<Vec<ID>>,
    /// Only tickets of this customer.
    pub customer_id: Option<ID>,
    /// Only tickets about this device of the network: for staff who see devices, else FORBIDDEN.
    pub device_id: Option<ID>,
    /// Only tickets with this tag.
    pub tag: Option<String>,
    /// Only tickets for which a promised time is over, or only such for which none is.
    pub breached: Option<bool>,
    /// Only tickets for which a promised time is nearly over and none is over, or only the others.
    pub at_risk: Option<bool>,
    /// Words that all stand somewhere on the ticket – number, subject, a reply, a note – by how they begin and in any case; at
    /// most 100 characters and 10 words.
    pub search: Option<String>,
}

/// States that were asked for, each once: a list of them has no other end.
fn each_once(wanted: &[TicketStatus]) -> Vec<TicketStatus> {
    TicketStatus::ALL.into_iter().filter(|status| wanted.contains(status)).collect()
}

impl TicketFilterInput {
    /// The filter, checked.
    pub fn into_filter(self) -> Result<TicketFilter, ApiError> {
        Ok(TicketFilter {
            statuses: each_once(&self.status.unwrap_or_default()),
            category: self.category,
            priority: self.priority,
            assignee: self.assignee_id.as_ref().map(|id| read(id, "filter.assigneeId")).transpose()?,
            unassigned: self.unassigned,
            teams: self.team_ids.as_ref().map(|ids| read_each(ids, "filter.teamIds")).transpose()?,
            customer: self.customer_id.as_ref().map(|id| read(id, "filter.customerId")).transpose()?,
            device: self.device_id.as_ref().map(|id| read(id, "filter.deviceId")).transpose()?,
            tag: self.tag.map(|text| tickets::tag(&text, "filter.tag")).transpose()?,
            breached: self.breached,
            at_risk: self.at_risk,
            search: self.search.map(|text| Terms::parse(&text, "filter.search")).transpose()?,
        })
    }
}

/// Which tickets of a customer are wanted. Absent fields do not narrow the list.
#[derive(Debug, Default, InputObject)]
#[graphql(name = "CustomerTicketFilter")]
pub struct CustomerTicketFilterInput {
    /// Only tickets in one of these states.
    pub status: Option<Vec<TicketStatus>>,
    /// Only tickets about this.
    pub category: Option<TicketCategory>,
    /// Only tickets of this priority.
    pub priority: Option<TicketPriority>,
    /// Words that all stand somewhere on the ticket – number, subject, a reply, for staff also a note – by how they begin and in
    /// any case; at most 100 characters and 10 words.
    pub search: Option<String>,
}

impl CustomerTicketFilterInput {
    /// The filter, checked.
    pub fn into_filter(self) -> Result<TicketFilter, ApiError> {
        let Self { status, category, priority, search } = self;
        TicketFilterInput { status, category, priority, search, ..TicketFilterInput::default() }.into_filter()
    }
}

/// The order of a list of tickets.
#[derive(Debug, InputObject)]
#[graphql(name = "TicketOrder")]
pub struct TicketOrderInput {
    /// By what.
    pub field: TicketOrderField,
    /// Which way.
    #[graphql(default_with = "OrderDirection::Desc")]
    pub direction: OrderDirection,
}

impl TicketOrderInput {
    /// The order.
    pub fn into_order(self) -> TicketOrder {
        TicketOrder { field: self.field, direction: self.direction }
    }
}
