//! How far the network is with a service, in the graph.

use async_graphql::{Context, Object};

use crate::catalog::graphql::SubscriptionNode;
use crate::catalog::loader::SubscriptionById;
use crate::db::Scope;
use crate::graphql::connection::Connected;
use crate::graphql::context::request;
use crate::graphql::error::{ApiError, nullable};
use crate::graphql::scalars::DateTime;
use crate::kernel::page::{PageRequest, encode_cursor};
use crate::ports::provisioning::Desired;
use crate::provisioning::entity::provisioning_state::{self, ProvisioningStatus};
use crate::provisioning::loader::UsernameOf;
use crate::provisioning::{self, ProvisioningKey};

/// How far the network is with a service that the caller may see.
pub struct ProvisioningNode(pub provisioning_state::Model);

crate::connection!(
    StateConnection("ServiceProvisioningConnection"),
    StateEdge("ServiceProvisioningEdge"),
    ProvisioningNode,
    "A page of how far the network is with services, what has stood longest first."
);

/// One page of how far the network is with all services, for those who see errors.
pub async fn states_page(
    scope: &Scope,
    state: Option<ProvisioningStatus>,
    request: &PageRequest<ProvisioningKey>,
) -> Result<StateConnection, ApiError> {
    let page = provisioning::states(scope, state, request).await?;
    let scope = scope.clone();
    let count = Box::new(move || {
        let scope = scope.clone();
        Box::pin(async move { Ok(provisioning::count_states(&scope, state).await?) }) as _
    });
    let cursor = |row: &provisioning_state::Model| encode_cursor(&ProvisioningKey(row.since, row.id.0));
    Ok(StateConnection(Connected::new(page, cursor, ProvisioningNode, count)))
}

/// How far the network is with doing what was agreed for a service. Visible to whoever sees the service; why it is not further
/// is for staff.
#[Object(name = "ServiceProvisioning")]
impl ProvisioningNode {
    /// How far it is. FAILED is worked on by the ISP, and mends itself as soon as what stands in the way is gone.
    async fn state(&self) -> ProvisioningStatus {
        self.0.state
    }

    /// Since when.
    async fn since(&self) -> DateTime {
        DateTime(self.0.since)
    }

    /// What the network is to do.
    async fn target(&self) -> Desired {
        self.0.desired
    }

    /// Why the network was not told, or what else it was found to do. For support, the NOC and tenant administrators; null for
    /// everybody else, and where nothing is wrong.
    async fn last_error(&self, ctx: &Context<'_>) -> Option<&str> {
        let sees = provisioning::sees_errors(&request(ctx).scope);
        self.0.last_error.as_deref().filter(|_| sees)
    }

    /// Tries since what is wanted has changed. For support, the NOC and tenant administrators; null for everybody else.
    async fn attempts(&self, ctx: &Context<'_>) -> Option<i32> {
        provisioning::sees_errors(&request(ctx).scope).then_some(self.0.attempts)
    }

    /// When it is tried next; null where it is done. For support, the NOC and tenant administrators; null for everybody else.
    async fn next_try_at(&self, ctx: &Context<'_>) -> Option<DateTime> {
        let sees = provisioning::sees_errors(&request(ctx).scope);
        self.0.next_try_at.filter(|_| sees).map(DateTime)
    }

    /// How often the network was found to do something else, and was mended. For support, the NOC and tenant administrators;
    /// null for everybody else.
    async fn drifts(&self, ctx: &Context<'_>) -> Option<i32> {
        provisioning::sees_errors(&request(ctx).scope).then_some(self.0.drifts)
    }

    /// The name that the service signs in to the network with; null where it has none. For support, the NOC and tenant
    /// administrators; null for everybody else.
    async fn username(&self, ctx: &Context<'_>) -> Option<Result<String, ApiError>> {
        nullable(Box::pin(async {
            let request = request(ctx);
            if !provisioning::sees_errors(&request.scope) {
                return Ok(None);
            }
            Ok(request.loaders.provisioning.load_one(UsernameOf(self.0.subscription_id)).await?)
        }))
        .await
    }

    /// The service; null where the caller may not see it any more.
    async fn service(&self, ctx: &Context<'_>) -> Option<Result<SubscriptionNode, ApiError>> {
        nullable(Box::pin(async {
            let found =
                request(ctx).loaders.catalog.load_one(SubscriptionById(self.0.subscription_id)).await?;
            Ok(found.map(SubscriptionNode::new))
        }))
        .await
    }
}
