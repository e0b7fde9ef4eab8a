//! `lockSubscription`, `liftSubscriptionLock`, and the locks of a service.

use async_graphql::{Context, ID, InputObject, Object};

use super::outcome::outcome_of_states;
use super::subscription::SubscriptionNode;
use crate::catalog;
use crate::catalog::entity::suspension_lock::{self, LockReason};
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::read;
use crate::graphql::scalars::Date;

/// A reason to withhold a service.
pub struct SuspensionLockNode(pub suspension_lock::Model);

/// A reason to withhold a service, since a day. Its days are not billed. Visible to whoever sees the service.
#[Object(name = "SuspensionLock")]
impl SuspensionLockNode {
    /// Why.
    async fn reason(&self) -> LockReason {
        self.0.reason
    }

    /// First day without service.
    async fn since(&self) -> Date {
        Date(self.0.since)
    }

    /// First day with service again, as planned; null where it holds until somebody lifts it.
    async fn until(&self) -> Option<Date> {
        self.0.until.map(Date)
    }
}

/// Which service to withhold, and why.
#[derive(InputObject)]
pub struct LockSubscriptionInput {
    /// The service.
    pub subscription_id: ID,
    /// The reason; each has its own staff: see `lockSubscription`.
    pub reason: LockReason,
    /// First day with service again; null holds until it is lifted.
    pub until: Option<Date>,
    /// In words, for the audit log and the customer's activity; 1 to 500 characters.
    pub why: String,
    /// The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
    pub expected_version: Option<i32>,
}

outcome_of_states! {
    LockSubscriptionErrorCode, LockSubscriptionUserError,
    LockSubscriptionPayload ("The outcome of `lockSubscription`."), "Why a service was not withheld.",
    [NotFound Conflict InvalidTransition InvalidInput],
    subscription: SubscriptionNode, "The service; null when there is an error."
}

/// Which lock to lift.
#[derive(InputObject)]
pub struct LiftSubscriptionLockInput {
    /// The service.
    pub subscription_id: ID,
    /// The reason that holds no longer.
    pub reason: LockReason,
    /// The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
    pub expected_version: Option<i32>,
}

outcome_of_states! {
    LiftSubscriptionLockErrorCode, LiftSubscriptionLockUserError,
    LiftSubscriptionLockPayload ("The outcome of `liftSubscriptionLock`."), "Why a lock was not lifted.",
    [NotFound Conflict NotLocked],
    subscription: SubscriptionNode, "The service; it is ACTIVE again if no other lock holds. Null when there is an error."
}

/// See [`SuspensionMutations::lock_subscription`].
#[derive(Default)]
pub struct SuspensionMutations;

#[Object]
impl SuspensionMutations {
    /// Withholds a service from today for a reason: it is SUSPENDED while at least one lock holds, and its days are not
    /// billed. Locked again for the same reason, it takes the new end. NON_PAYMENT is for billing, ABUSE for support and
    /// the NOC, VOLUNTARY (a pause on the customer's behalf) for support and billing; tenant administrators may all:
    /// FORBIDDEN. Audited; the customer sees it in its activity.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.lockSubscription\")")]
    async fn lock_subscription(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which service to withhold, and why.")] input: LockSubscriptionInput,
    ) -> Result<LockSubscriptionPayload, ApiError> {
        let LockSubscriptionInput { subscription_id, reason, until, why, expected_version } = input;
        let id = read(&subscription_id, "input.subscriptionId")?;
        let until = until.map(|until| until.0);
        let outcome = catalog::withhold(&request(ctx).scope, id, reason, until, &why, expected_version).await;
        LockSubscriptionPayload::of(outcome.map(SubscriptionNode::new))
    }

    /// Lifts the lock of a reason. The service is ACTIVE again from today if no other holds. For the same staff as
    /// `lockSubscription`: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.liftSubscriptionLock\")")]
    async fn lift_subscription_lock(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which lock to lift.")] input: LiftSubscriptionLockInput,
    ) -> Result<LiftSubscriptionLockPayload, ApiError> {
        let id = read(&input.subscription_id, "input.subscriptionId")?;
        let outcome = catalog::give_back(&request(ctx).scope, id, input.reason, input.expected_version).await;
        LiftSubscriptionLockPayload::of(outcome.map(SubscriptionNode::new))
    }
}
