//! An incident in the graph.

use async_graphql::{Context, ID, InputObject, Object};

use crate::catalog::graphql::SubscriptionNode;
use crate::db::Scope;
use crate::graphql::connection::Connected;
use crate::graphql::context::request;
use crate::graphql::error::{ApiError, nullable};
use crate::graphql::ids::write;
use crate::graphql::scalars::DateTime;
use crate::kernel::page::{PageRequest, encode_cursor};
use crate::network::entity::device::{self, DeviceKind};
use crate::network::entity::incident::{self, ImpactLevel, IncidentKind, IncidentSource, IncidentStatus};
use crate::network::entity::incident_update;
use crate::network::loader::{AffectedCountOf, AffectedOf, CauseDevice, FollowingOf, UpdatesOf};
use crate::network::{self, IncidentFilter, IncidentKey};

/// An incident that the caller may see.
pub struct IncidentNode(pub incident::Model);

crate::connection!(
    IncidentConnection("IncidentConnection"),
    IncidentEdge("IncidentEdge"),
    IncidentNode,
    "A page of incidents, the latest first."
);

/// Which incidents are wanted.
#[derive(InputObject, Default)]
pub struct IncidentFilterInput {
    /// Only outages, or only maintenance.
    pub kind: Option<IncidentKind>,
    /// Only those that stand here.
    pub status: Option<IncidentStatus>,
    /// Only those that are not over (true), or only the others.
    pub live: Option<bool>,
}

impl From<IncidentFilterInput> for IncidentFilter {
    fn from(input: IncidentFilterInput) -> Self {
        Self { kind: input.kind, status: input.status, live: input.live }
    }
}

/// One page of the incidents, for those who see all.
pub async fn incidents_page(
    scope: &Scope,
    filter: IncidentFilter,
    request: &PageRequest<IncidentKey>,
) -> Result<IncidentConnection, ApiError> {
    let page = network::incidents(scope, &filter, request).await?;
    let scope = scope.clone();
    let count = Box::new(move || {
        let scope = scope.clone();
        Box::pin(async move { Ok(network::count_incidents(&scope, &filter).await?) }) as _
    });
    let cursor = |row: &incident::Model| encode_cursor(&IncidentKey(row.started_at, row.id.0));
    Ok(IncidentConnection(Connected::new(page, cursor, IncidentNode, count)))
}

/// An outage, or maintenance that was announced. Visible to staff, and to whoever sees a service that it affects or has
/// affected.
#[Object(name = "Incident")]
impl IncidentNode {
    /// The incident's id.
    pub(crate) async fn id(&self) -> ID {
        write(self.0.id)
    }

    /// Whether something has failed, or is worked on as announced.
    async fn kind(&self) -> IncidentKind {
        self.0.kind
    }

    /// Where it stands.
    async fn status(&self) -> IncidentStatus {
        self.0.status
    }

    /// How much those who are affected notice.
    async fn impact(&self) -> ImpactLevel {
        self.0.impact
    }

    /// What it is.
    async fn title(&self) -> &str {
        &self.0.title
    }

    /// When it began, or is to begin.
    async fn started_at(&self) -> DateTime {
        DateTime(self.0.started_at)
    }

    /// When it is expected to be over; null where nobody knows.
    async fn eta_at(&self) -> Option<DateTime> {
        self.0.eta_at.map(DateTime)
    }

    /// When it was over, or called off; null before.
    async fn ended_at(&self) -> Option<DateTime> {
        self.0.ended_at.map(DateTime)
    }

    /// What was written of it, the latest first; at most 20. Staff reads what is for colleagues too.
    async fn updates(&self, ctx: &Context<'_>) -> Result<Vec<IncidentUpdateNode>, ApiError> {
        Box::pin(async {
            let updates = request(ctx).loaders.network.load_one(UpdatesOf(self.0.id)).await?;
            Ok(updates.unwrap_or_default().into_iter().map(IncidentUpdateNode).collect())
        })
        .await
    }

    /// The services within the caller's reach that it affects, or has affected; at most 20.
    async fn affected_services(&self, ctx: &Context<'_>) -> Result<Vec<SubscriptionNode>, ApiError> {
        Box::pin(async {
            let services = request(ctx).loaders.network.load_one(AffectedOf(self.0.id)).await?;
            Ok(services.unwrap_or_default().into_iter().map(SubscriptionNode::new).collect())
        })
        .await
    }

    /// How many services it affects, or has affected, whosever they are. For staff; null for everybody else.
    async fn affected_service_count(&self, ctx: &Context<'_>) -> Option<Result<i32, ApiError>> {
        nullable(Box::pin(async {
            let request = request(ctx);
            if !network::sees_all(&request.scope) {
                return Ok(None);
            }
            let count = request.loaders.network.load_one(AffectedCountOf(self.0.id)).await?;
            Ok(Some(i32::try_from(count.unwrap_or_default()).unwrap_or(i32::MAX)))
        }))
        .await
    }

    /// Who has noticed it.
    async fn source(&self) -> IncidentSource {
        self.0.source
    }

    /// The device whose silence it is put down to; null where somebody has opened it. For staff; null for everybody else.
    async fn cause(&self, ctx: &Context<'_>) -> Option<Result<IncidentCauseNode, ApiError>> {
        nullable(Box::pin(async {
            let request = request(ctx);
            let device = self.0.cause_device_id.filter(|_| network::sees_all(&request.scope));
            let Some(device) = device else { return Ok(None) };
            Ok(request.loaders.network.load_one(CauseDevice(device)).await?.map(IncidentCauseNode))
        }))
        .await
    }

    /// How sure the network is of the cause, from 0 to 100; 100 once an employee has written of it. From 75 on customers are
    /// told, below 50 nothing is credited by itself. Null where somebody has opened it. For staff; null for everybody else.
    async fn confidence(&self, ctx: &Context<'_>) -> Option<i32> {
        self.0.confidence.filter(|_| network::sees_all(&request(ctx).scope)).map(i32::from)
    }

    /// Whether the caller follows it; see `followIncident`.
    async fn following(&self, ctx: &Context<'_>) -> Result<bool, ApiError> {
        Box::pin(async { Ok(request(ctx).loaders.network.load_one(FollowingOf(self.0.id)).await?.is_some()) })
            .await
    }

    /// Counts the changes of the incident, for `expectedVersion`. For staff; null for everybody else, who would learn from it
    /// that something was written for colleagues.
    async fn version(&self, ctx: &Context<'_>) -> Option<i32> {
        network::sees_all(&request(ctx).scope).then_some(self.0.version)
    }
}

/// A device that an incident is put down to.
pub struct IncidentCauseNode(device::Model);

/// A device that an incident is put down to. Visible to staff.
#[Object(name = "IncidentCause")]
impl IncidentCauseNode {
    /// The device's id.
    async fn device_id(&self) -> ID {
        write(self.0.id)
    }

    /// What the device is called.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// What it is.
    async fn kind(&self) -> DeviceKind {
        self.0.kind
    }
}

/// Something that was written of an incident, and that the caller may read.
pub struct IncidentUpdateNode(pub incident_update::Model);

/// Something that was written of an incident. What is not public is for staff.
#[Object(name = "IncidentUpdate")]
impl IncidentUpdateNode {
    /// The update's id.
    async fn id(&self) -> ID {
        write(self.0.id)
    }

    /// Where the incident stood then.
    async fn status(&self) -> IncidentStatus {
        self.0.status
    }

    /// What there was to say, plain text.
    async fn body(&self) -> &str {
        &self.0.body
    }

    /// Whether customers read it. Always true for those who are not staff.
    async fn public(&self) -> bool {
        self.0.public
    }

    /// When it was written.
    async fn at(&self) -> DateTime {
        DateTime(self.0.at)
    }
}
