//! The event of `portalEvents` about how a service is.

use async_graphql::Context;
use sea_orm::ActiveEnum as _;

use super::event::stored_event;
use crate::catalog;
use crate::catalog::graphql::SubscriptionNode;
use crate::graphql::context::request;
use crate::graphql::error::{ApiError, nullable};
use crate::kernel::ids::{SubscriptionId, TypedId as _};
use crate::network::health::wording;
use crate::network::{HealthReason, HealthState};

stored_event! {
    /// A service is in another state than before, as far as is known. For whoever sees the customer.
    ServiceHealthEvent,
    /// Always SERVICE_HEALTH_CHANGED.
    {
        /// The state before; UNKNOWN where nothing was told of it yet.
        async fn former_health(&self) -> HealthState {
            self.0.text("from").and_then(state).unwrap_or(HealthState::Unknown)
        }

        /// The state that it came to. How it is now, `subscription.health` says.
        async fn health(&self) -> HealthState {
            self.0.text("to").and_then(state).unwrap_or(HealthState::Unknown)
        }

        /// Why; null only where a later version has given a reason that this one does not know.
        async fn health_reason(&self) -> Option<HealthReason> {
            self.0.text("reason").and_then(reason)
        }

        /// Why, in words for the customer, in the language of the caller: German or English.
        async fn message(&self, ctx: &Context<'_>) -> Option<&'static str> {
            let reason = self.0.text("reason").and_then(reason)?;
            Some(wording::message(reason, &request(ctx).locale))
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

fn state(text: &str) -> Option<HealthState> {
    HealthState::try_from_value(&text.to_owned()).ok()
}

fn reason(text: &str) -> Option<HealthReason> {
    HealthReason::try_from_value(&text.to_owned()).ok()
}
