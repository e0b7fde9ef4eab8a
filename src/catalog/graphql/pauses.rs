//! `pauseService`, `resumeService`, and what may be paused.

use async_graphql::{Context, ID, InputObject, Object};

use super::outcome::outcome_of_states;
use super::subscription::SubscriptionNode;
use crate::catalog::{self, PauseOffer};
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::read;
use crate::graphql::money::MoneyNode;
use crate::graphql::scalars::Date;
use crate::kernel::money::{Currency, Money};

/// A pause that a service may take.
pub struct PauseOfferNode(pub PauseOffer, pub Currency);

/// A pause that a service may take from today. Its days are not billed.
#[Object(name = "PauseOffer")]
impl PauseOfferNode {
    /// The earliest day that it may end on: first day with service again.
    async fn earliest(&self) -> Date {
        Date(self.0.earliest)
    }

    /// The latest day that it may end on.
    async fn latest(&self) -> Date {
        Date(self.0.latest)
    }

    /// What it costs, once, before tax.
    async fn fee(&self, ctx: &Context<'_>) -> MoneyNode {
        request(ctx).money(Money::new(self.0.fee_minor, self.1))
    }
}

/// Which service to pause, and until when.
#[derive(InputObject)]
pub struct PauseServiceInput {
    /// The service.
    pub subscription_id: ID,
    /// First day with service again, within what `pauseOffer` tells.
    pub until: Date,
    /// The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
    pub expected_version: Option<i32>,
}

outcome_of_states! {
    PauseServiceErrorCode, PauseServiceUserError,
    PauseServicePayload ("The outcome of `pauseService`."), "Why a service was not paused.",
    [NotFound Conflict InvalidTransition NotOffered AlreadyPaused Ending NotAllowedLength],
    subscription: SubscriptionNode, "The paused service; null when there is an error."
}

/// Which service to resume.
#[derive(InputObject)]
pub struct ResumeServiceInput {
    /// The service.
    pub subscription_id: ID,
    /// The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
    pub expected_version: Option<i32>,
}

outcome_of_states! {
    ResumeServiceErrorCode, ResumeServiceUserError,
    ResumeServicePayload ("The outcome of `resumeService`."), "Why a pause was not ended.",
    [NotFound Conflict NotLocked],
    subscription: SubscriptionNode, "The service; it is ACTIVE again if no other lock holds. Null when there is an error."
}

/// See [`PauseMutations::pause_service`].
#[derive(Default)]
pub struct PauseMutations;

#[Object]
impl PauseMutations {
    /// Pauses a service from today until a day. Its days are not billed: what was billed of them is credited with the next
    /// invoice. For owners, administrators of resellers, and staff but the NOC: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.pauseService\")")]
    async fn pause_service(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which service to pause, and until when.")] input: PauseServiceInput,
    ) -> Result<PauseServicePayload, ApiError> {
        let request = request(ctx);
        let id = read(&input.subscription_id, "input.subscriptionId")?;
        let settings = &request.tenant.settings.services.pause;
        let outcome =
            catalog::pause(&request.scope, settings, id, input.until.0, input.expected_version).await;
        PauseServicePayload::of(outcome.map(SubscriptionNode::new))
    }

    /// Ends a pause today; days of it that were not billed because they were to come are billed with the next invoice. For
    /// owners, administrators of resellers, and staff but the NOC: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.resumeService\")")]
    async fn resume_service(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which service to resume.")] input: ResumeServiceInput,
    ) -> Result<ResumeServicePayload, ApiError> {
        let id = read(&input.subscription_id, "input.subscriptionId")?;
        let outcome = catalog::resume(&request(ctx).scope, id, input.expected_version).await;
        ResumeServicePayload::of(outcome.map(SubscriptionNode::new))
    }
}
