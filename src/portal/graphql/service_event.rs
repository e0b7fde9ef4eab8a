//! The event of `portalEvents` about a service.

use async_graphql::Context;
use serde_json::Value as Json;

use super::event::stored_event;
use crate::catalog;
use crate::catalog::graphql::SubscriptionNode;
use crate::graphql::context::request;
use crate::graphql::error::{ApiError, nullable};
use crate::kernel::ids::{SubscriptionId, TypedId as _};

stored_event! {
    /// Something happened to a service. For whoever sees the customer.
    ServiceEvent,
    /// What has happened: SUBSCRIPTION_ACTIVATED, SUBSCRIPTION_SUSPENDED, SUBSCRIPTION_RESUMED,
    /// SUBSCRIPTION_PLAN_CHANGED, SUBSCRIPTION_ENDED or USAGE_THRESHOLD_REACHED.
    {
        /// The part of the volume that was reached, in percent; null for everything else.
        async fn percent(&self) -> Option<i32> {
            self.0.event.payload.get("percent").and_then(Json::as_i64).and_then(|percent| percent.try_into().ok())
        }

        /// The service as it is now; null where the caller may not see it any more.
        async fn subscription(&self, ctx: &Context<'_>) -> Option<Result<SubscriptionNode, ApiError>> {
            nullable(Box::pin(async {
                let Ok(id) = SubscriptionId::parse(&self.0.event.subject) else { return Ok(None) };
                let open = catalog::open_subscriptions(&request(ctx).scope, &[id]).await?;
                Ok(open.into_iter().next().map(SubscriptionNode::new))
            }))
            .await
        }
    }
}
