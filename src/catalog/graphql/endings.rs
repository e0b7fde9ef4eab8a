//! `cancelSubscription`, `keepSubscription`, and what an end means.

use async_graphql::{Context, ID, InputObject, Object};

use super::outcome::outcome_of_states;
use super::subscription::SubscriptionNode;
use crate::catalog::{self, End, EndTerms, EndTiming};
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::read;
use crate::graphql::money::MoneyNode;
use crate::graphql::scalars::{BigInt, Date};
use crate::kernel::money::{Currency, Money};

/// What ending a service means today.
pub struct EndTermsNode(pub EndTerms, pub Currency);

/// What ending a service means today.
#[Object(name = "EndTerms")]
impl EndTermsNode {
    /// First day without service, if it ends with its minimum term; where there is none any more, with the period that
    /// runs.
    async fn term_end(&self) -> Date {
        Date(self.0.term_end)
    }

    /// What ending it today costs, before tax: the ISP's part of the rest of the minimum term. Days that were billed and
    /// are not used are credited beside it.
    async fn fee_now(&self, ctx: &Context<'_>) -> MoneyNode {
        request(ctx).money(Money::new(self.0.fee_now, self.1))
    }
}

/// Which service to end, when, and why.
#[derive(InputObject)]
pub struct CancelSubscriptionInput {
    /// The service.
    pub subscription_id: ID,
    /// When. One that has not begun ends at once.
    pub timing: EndTiming,
    /// For NOW: the fee that `endTerms` told, in minor units; FEE_NOT_ACCEPTED if it is another. Absent: none.
    pub accepted_fee_minor: Option<BigInt>,
    /// Whether the fee is waived. For billing and tenant administrators: FORBIDDEN.
    pub waive_fee: Option<bool>,
    /// Why; 1 to 500 characters.
    pub reason: String,
    /// The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
    pub expected_version: Option<i32>,
}

outcome_of_states! {
    CancelSubscriptionErrorCode, CancelSubscriptionUserError,
    CancelSubscriptionPayload ("The outcome of `cancelSubscription`."), "Why the end of a service was not set.",
    [NotFound Conflict InvalidTransition InvalidInput FeeNotAccepted],
    subscription: SubscriptionNode, "The service; CANCELLED, or with the day of its end. Null when there is an error."
}

/// Which end to call off.
#[derive(InputObject)]
pub struct KeepSubscriptionInput {
    /// The service.
    pub subscription_id: ID,
    /// The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
    pub expected_version: Option<i32>,
}

outcome_of_states! {
    KeepSubscriptionErrorCode, KeepSubscriptionUserError,
    KeepSubscriptionPayload ("The outcome of `keepSubscription`."), "Why the end of a service was not called off.",
    [NotFound Conflict InvalidTransition NothingPending],
    subscription: SubscriptionNode, "The service without an end; null when there is an error."
}

/// See [`EndingMutations::cancel_subscription`].
#[derive(Default)]
pub struct EndingMutations;

#[Object]
impl EndingMutations {
    /// Ends a service today or with its term. For owners, administrators of resellers, and staff but the NOC: FORBIDDEN.
    /// Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.cancelSubscription\")")]
    async fn cancel_subscription(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which service to end, when, and why.")] input: CancelSubscriptionInput,
    ) -> Result<CancelSubscriptionPayload, ApiError> {
        let request = request(ctx);
        let end = End {
            subscription: read(&input.subscription_id, "input.subscriptionId")?,
            timing: input.timing,
            accepted_fee: input.accepted_fee_minor.map(|fee| fee.0),
            waive_fee: input.waive_fee.unwrap_or_default(),
            reason: input.reason,
            expected: input.expected_version,
        };
        let outcome = catalog::end(&request.scope, &request.tenant.settings.services, end).await;
        CancelSubscriptionPayload::of(outcome.map(SubscriptionNode::new))
    }

    /// Calls the end of a service off that has not come. For owners, administrators of resellers, and staff but the NOC:
    /// FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.keepSubscription\")")]
    async fn keep_subscription(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which end to call off.")] input: KeepSubscriptionInput,
    ) -> Result<KeepSubscriptionPayload, ApiError> {
        let id = read(&input.subscription_id, "input.subscriptionId")?;
        let outcome = catalog::keep(&request(ctx).scope, id, input.expected_version).await;
        KeepSubscriptionPayload::of(outcome.map(SubscriptionNode::new))
    }
}
