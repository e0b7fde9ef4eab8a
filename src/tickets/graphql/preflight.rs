//! `ticketPreflight`: what is known before a ticket is opened.

use std::collections::HashSet;

use async_graphql::{Context, ID, Object, SimpleObject};

use crate::catalog::LockReason;
use crate::catalog::graphql::SubscriptionNode;
use crate::graphql::context::{RequestContext, request};
use crate::graphql::error::ApiError;
use crate::graphql::ids::write;
use crate::graphql::money::MoneyNode;
use crate::graphql::scalars::{Date, DateTime};
use crate::help::graphql::HelpArticleNode;
use crate::kernel::ids::{IncidentId, SubscriptionId};
use crate::network;
use crate::network::graphql::IncidentNode;
use crate::tickets::entity::ticket::{self, TicketCategory, TicketStatus};
use crate::tickets::preflight::{self, Preflight, Suggestion, Suspension};

/// What is known before a ticket is opened.
pub struct TicketPreflightNode {
    known: Preflight,
    followed: HashSet<IncidentId>,
    category: TicketCategory,
}

impl TicketPreflightNode {
    /// What is known of a service; none where the caller sees no such service.
    pub async fn load(
        request: &RequestContext,
        service: SubscriptionId,
        category: TicketCategory,
    ) -> Result<Option<Self>, ApiError> {
        let known = preflight::preflight(&request.scope, service, category, &request.locale).await?;
        let Some(known) = known else { return Ok(None) };
        let incidents: Vec<IncidentId> = known.incidents.iter().map(|incident| incident.id).collect();
        let followed = network::followed(&request.scope, &incidents).await?;
        Ok(Some(Self { known, followed, category }))
    }
}

/// What is known of a service before a ticket is opened about it, so that perhaps none is needed. Visible to whoever sees the
/// service.
#[Object(name = "TicketPreflight")]
impl TicketPreflightNode {
    /// The service.
    async fn service(&self) -> SubscriptionNode {
        SubscriptionNode::new(self.known.service.clone())
    }

    /// What the ticket would be about.
    async fn category(&self) -> TicketCategory {
        self.category
    }

    /// What affects the service now, and work that begins within 24 hours, the latest first; at most 20.
    async fn incidents(&self) -> Vec<PreflightIncidentNode> {
        let node = |incident: &network::Incident| PreflightIncidentNode {
            following: self.followed.contains(&incident.id),
            incident: IncidentNode(incident.clone()),
        };
        self.known.incidents.iter().map(node).collect()
    }

    /// Why the service is withheld; null where it is not.
    async fn suspension(&self) -> Option<PreflightSuspensionNode> {
        self.known.suspension.clone().map(PreflightSuspensionNode)
    }

    /// Articles of the help on such tickets and this kind of service, in the caller's language, the best first; at most 5.
    async fn articles(&self) -> Vec<HelpArticleNode> {
        self.known.articles.iter().cloned().map(HelpArticleNode).collect()
    }

    /// The tickets about the service that are not over, as far as the caller sees them, the latest first; at most 20.
    async fn open_tickets(&self) -> Vec<PreflightTicketNode> {
        self.known.open_tickets.iter().cloned().map(PreflightTicketNode).collect()
    }

    /// What may help more than a ticket. A ticket can be opened all the same.
    async fn suggestion(&self) -> Suggestion {
        self.known.suggestion
    }
}

/// An incident that affects a service.
#[derive(SimpleObject)]
#[graphql(name = "PreflightIncident")]
pub struct PreflightIncidentNode {
    /// The incident, with when it is expected to be over.
    incident: IncidentNode,
    /// Whether the caller follows it; see `followIncident`.
    following: bool,
}

/// Why a service is withheld.
pub struct PreflightSuspensionNode(Suspension);

/// Why a service is withheld, and what brings it back.
#[Object(name = "PreflightSuspension")]
impl PreflightSuspensionNode {
    /// Why; NON_PAYMENT where that is one of several reasons.
    async fn reason(&self) -> LockReason {
        self.0.reason
    }

    /// What must be paid so that it is there again, exactly; 0 where any payment brings it back. Null where it is not a matter
    /// of money, and for those who do not see the customer's bills.
    async fn amount_to_restore(&self, ctx: &Context<'_>) -> Option<MoneyNode> {
        self.0.to_restore.map(|money| request(ctx).money(money))
    }

    /// First day without service.
    async fn since(&self) -> Date {
        Date(self.0.since)
    }
}

/// A ticket that is not over.
pub struct PreflightTicketNode(ticket::Model);

/// A ticket about the same service that is not over: perhaps it says the same.
#[Object(name = "PreflightTicket")]
impl PreflightTicketNode {
    /// The ticket's id.
    async fn id(&self) -> ID {
        write(self.0.id)
    }

    /// Its number.
    async fn number(&self) -> &str {
        &self.0.number
    }

    /// What it is about.
    async fn subject(&self) -> &str {
        &self.0.subject
    }

    /// Where it stands.
    async fn status(&self) -> TicketStatus {
        self.0.status
    }

    /// When it was opened.
    async fn created_at(&self) -> DateTime {
        DateTime(self.0.created_at)
    }
}
