//! `Tenant.status`: what everybody may read of the network.

use std::sync::Arc;

use async_graphql::Object;

use crate::graphql::scalars::DateTime;
use crate::network::entity::incident::{ImpactLevel, IncidentKind, IncidentStatus};
use crate::network::entity::incident_update;
use crate::network::{NetworkState, PublicIncident, PublicStatus};

/// How the network is.
pub struct StatusNode(pub Arc<PublicStatus>);

/// How the ISP's network is, as everybody may know. The same is at `/status/feed.atom` for feed readers.
#[Object(name = "NetworkStatus")]
impl StatusNode {
    /// The worst of what goes on; announced work counts once it has begun.
    async fn state(&self) -> NetworkState {
        self.0.state
    }

    /// Outages: those that go on, and those that were over within seven days; the latest first. At most 20, those that go on
    /// before the others.
    async fn incidents(&self) -> Vec<PublicIncidentNode<'_>> {
        self.0.incidents.iter().map(PublicIncidentNode).collect()
    }

    /// Work that is announced or goes on, the next first; at most 10.
    async fn maintenance(&self) -> Vec<PublicIncidentNode<'_>> {
        self.0.maintenance.iter().map(PublicIncidentNode).collect()
    }

    /// When it was read, by the ISP's clock.
    async fn as_of(&self) -> DateTime {
        DateTime(self.0.as_of)
    }
}

/// An incident as everybody may read it.
pub struct PublicIncidentNode<'a>(&'a PublicIncident);

/// An outage or a maintenance, as everybody may know. Whose services it affects is told to those alone: see
/// `ServiceSubscription.incidents`.
#[Object(name = "PublicIncident")]
impl PublicIncidentNode<'_> {
    /// Whether something has failed, or is worked on as announced.
    async fn kind(&self) -> IncidentKind {
        self.0.incident.kind
    }

    /// What it is.
    async fn title(&self) -> &str {
        &self.0.incident.title
    }

    /// Where it stands.
    async fn status(&self) -> IncidentStatus {
        self.0.incident.status
    }

    /// How much those who are affected notice.
    async fn impact(&self) -> ImpactLevel {
        self.0.incident.impact
    }

    /// When it began, or is to begin.
    async fn started_at(&self) -> DateTime {
        DateTime(self.0.incident.started_at)
    }

    /// When it is expected to be over; null where nobody knows.
    async fn eta_at(&self) -> Option<DateTime> {
        self.0.incident.eta_at.map(DateTime)
    }

    /// When it was over; null before.
    async fn ended_at(&self) -> Option<DateTime> {
        self.0.incident.ended_at.map(DateTime)
    }

    /// What was written of it for customers, the latest first; at most 10.
    async fn updates(&self) -> Vec<PublicUpdateNode<'_>> {
        self.0.updates.iter().map(PublicUpdateNode).collect()
    }
}

/// Something that was written of an incident.
pub struct PublicUpdateNode<'a>(&'a incident_update::Model);

/// Something that was written of an incident, for everybody.
#[Object(name = "PublicIncidentUpdate")]
impl PublicUpdateNode<'_> {
    /// Where the incident stood then.
    async fn status(&self) -> IncidentStatus {
        self.0.status
    }

    /// What there was to say, plain text.
    async fn body(&self) -> &str {
        &self.0.body
    }

    /// When it was written.
    async fn at(&self) -> DateTime {
        DateTime(self.0.at)
    }
}
