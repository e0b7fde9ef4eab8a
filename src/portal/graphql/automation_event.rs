//! The events of `portalEvents` about runs of playbooks, and what customers have asked for by them.

use async_graphql::{Context, ID};

use super::event::stored_event;
use crate::automation;
use crate::automation::graphql::{AutomationRunNode, ServiceActionNode};
use crate::automation::{ServiceActionKind, ServiceActionStatus};
use crate::catalog;
use crate::graphql::context::request;
use crate::graphql::error::{ApiError, nullable};
use crate::graphql::ids::write;
use crate::kernel::ids::{AutomationRunId, SubscriptionId, TypedId as _};
use sea_orm::ActiveEnum as _;

stored_event! {
    /// A run of a playbook stands elsewhere now. For support, the NOC and tenant administrators.
    AutomationRunEvent,
    /// Always AUTOMATION_RUN_CHANGED.
    {
        /// The run as it is now; null where the caller may not see it any more.
        async fn run(&self, ctx: &Context<'_>) -> Option<Result<AutomationRunNode, ApiError>> {
            nullable(Box::pin(async {
                let Ok(id) = AutomationRunId::parse(&self.0.event.subject) else { return Ok(None) };
                let open = automation::open_runs(&request(ctx).scope, &[id]).await?;
                Ok(open.into_iter().next().map(AutomationRunNode))
            }))
            .await
        }
    }
}

stored_event! {
    /// Something that was asked for a service – to restart the equipment, to change its Wi-Fi – stands elsewhere now. For
    /// whoever sees the customer.
    ServiceActionEvent,
    /// Always SERVICE_ACTION_CHANGED.
    {
        /// The service.
        async fn service_id(&self) -> Option<ID> {
            SubscriptionId::parse(&self.0.event.subject).ok().map(write)
        }

        /// What was asked for.
        async fn kind(&self) -> Option<ServiceActionKind> {
            ServiceActionKind::try_from_value(&self.0.text("action")?.to_owned()).ok()
        }

        /// Where it stood when the event happened.
        async fn status(&self) -> Option<ServiceActionStatus> {
            ServiceActionStatus::by_name(self.0.text("status")?)
        }

        /// What was asked for as it is now; null where the caller may not see the service any more.
        async fn action(&self, ctx: &Context<'_>) -> Option<Result<ServiceActionNode, ApiError>> {
            nullable(Box::pin(async {
                let Ok(service) = SubscriptionId::parse(&self.0.event.subject) else { return Ok(None) };
                let run = self.0.text("run").and_then(|id| AutomationRunId::parse(id).ok());
                let scope = &request(ctx).scope;
                let (Some(run), false) =
                    (run, catalog::open_subscriptions(scope, &[service]).await?.is_empty())
                else {
                    return Ok(None);
                };
                let asked = automation::asked_for(scope, service, run).await?;
                Ok(asked.map(ServiceActionNode))
            }))
            .await
        }
    }
}
