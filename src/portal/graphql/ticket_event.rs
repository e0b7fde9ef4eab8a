//! The events about tickets and incidents, and what `ticketEvents` gives.

use async_graphql::{Context, ID, Union};

use super::event::{ResyncEvent, stored_event};
use super::typing::TicketPresenceEvent;
use crate::graphql::context::request;
use crate::graphql::error::{ApiError, nullable};
use crate::kernel::ids::{IncidentId, TicketId, TicketReplyId, TypedId as _};
use crate::network::graphql::IncidentNode;
use crate::tickets::graphql::{TicketNode, TicketReplyNode};
use crate::{network, tickets};

/// What comes while a page shows a ticket.
#[derive(Union)]
pub enum TicketUpdate {
    /// Something happened to the ticket.
    Ticket(TicketEvent),
    /// Somebody is writing on it.
    Presence(TicketPresenceEvent),
    /// Events were missed for good.
    Resync(ResyncEvent),
}

stored_event! {
    /// Something happened to a ticket. For whoever sees the ticket; what concerns the ISP's own work for staff alone.
    TicketEvent,
    /// What has happened: TICKET_OPENED, TICKET_REPLIED, TICKET_STATUS_CHANGED or TICKET_UPDATED; for staff also
    /// TICKET_NOTED, TICKET_ASSIGNED or TICKET_ESCALATED.
    {
        /// The ticket's id.
        async fn ticket_id(&self) -> ID {
            ID(self.0.event.subject.clone())
        }

        /// The ticket as it is now; null where the caller may not see it any more.
        async fn ticket(&self, ctx: &Context<'_>) -> Option<Result<TicketNode, ApiError>> {
            nullable(Box::pin(async {
                let Ok(id) = TicketId::parse(&self.0.event.subject) else { return Ok(None) };
                Ok(tickets::seen(&request(ctx).scope, &[id]).await?.pop().map(TicketNode))
            }))
            .await
        }

        /// The reply; null unless the type is TICKET_REPLIED, and where the caller may not see the ticket any more.
        async fn reply(&self, ctx: &Context<'_>) -> Option<Result<TicketReplyNode, ApiError>> {
            nullable(Box::pin(async {
                let id = self.0.text("reply").and_then(|id| TicketReplyId::parse(id).ok());
                let Some(id) = id else { return Ok(None) };
                Ok(tickets::seen_reply(&request(ctx).scope, id).await?.map(TicketReplyNode))
            }))
            .await
        }
    }
}

stored_event! {
    /// Something happened to an outage or a maintenance that affects a service of the customer. For whoever sees the
    /// customer's services; who sees several such customers hears of each.
    IncidentEvent,
    /// What has happened: INCIDENT_OPENED, INCIDENT_UPDATED, INCIDENT_ENDED or MAINTENANCE_RESCHEDULED.
    {
        /// The incident's id.
        async fn incident_id(&self) -> ID {
            ID(self.0.event.subject.clone())
        }

        /// The incident as it is now; null where the caller may not see it any more.
        async fn incident(&self, ctx: &Context<'_>) -> Option<Result<IncidentNode, ApiError>> {
            nullable(Box::pin(async {
                let Ok(id) = IncidentId::parse(&self.0.event.subject) else { return Ok(None) };
                Ok(network::open_incidents(&request(ctx).scope, &[id]).await?.pop().map(IncidentNode))
            }))
            .await
        }
    }
}
