//! `orderSubscription`, `provisionSubscription`, `activateSubscription`, `agreeSubscriptionPrice`.

use async_graphql::{Context, ID, InputObject, Object};

use super::outcome::{outcome, outcome_of_states};
use super::subscription::SubscriptionNode;
use crate::catalog::{self, Order};
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::read;
use crate::graphql::scalars::BigInt;

/// What to order, for whom.
#[derive(InputObject)]
pub struct OrderSubscriptionInput {
    /// The customer.
    pub customer_id: ID,
    /// The plan, which must be on sale today.
    pub plan_id: ID,
    /// An agreed price of a month instead of the plan's, in minor units before tax. For billing and tenant administrators:
    /// FORBIDDEN.
    pub price_minor: Option<BigInt>,
}

outcome! {
    OrderSubscriptionErrorCode, OrderSubscriptionUserError,
    OrderSubscriptionPayload ("The outcome of `orderSubscription`."), "Why nothing was ordered.",
    [NotFound PlanNotFound NotOnSale CurrencyMismatch CustomerClosed InvalidInput Conflict],
    subscription: SubscriptionNode, "The service, PENDING; null when there is an error."
}

/// Which service to move on.
#[derive(InputObject)]
pub struct ProvisionSubscriptionInput {
    /// The service.
    pub subscription_id: ID,
    /// The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
    pub expected_version: Option<i32>,
}

outcome_of_states! {
    ProvisionSubscriptionErrorCode, ProvisionSubscriptionUserError,
    ProvisionSubscriptionPayload ("The outcome of `provisionSubscription`."), "Why setting up a service did not begin.",
    [NotFound Conflict InvalidTransition],
    subscription: SubscriptionNode, "The service, PROVISIONING; null when there is an error."
}

/// Which service to put into service.
#[derive(InputObject)]
pub struct ActivateSubscriptionInput {
    /// The service.
    pub subscription_id: ID,
    /// The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
    pub expected_version: Option<i32>,
}

outcome_of_states! {
    ActivateSubscriptionErrorCode, ActivateSubscriptionUserError,
    ActivateSubscriptionPayload ("The outcome of `activateSubscription`."), "Why a service did not begin.",
    [NotFound Conflict InvalidTransition],
    subscription: SubscriptionNode, "The service, ACTIVE; null when there is an error."
}

/// Which price to agree.
#[derive(InputObject)]
pub struct AgreeSubscriptionPriceInput {
    /// The service.
    pub subscription_id: ID,
    /// Price of a month in minor units before tax; null goes back to the plan's.
    pub price_minor: Option<BigInt>,
    /// The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
    pub expected_version: Option<i32>,
}

outcome_of_states! {
    AgreeSubscriptionPriceErrorCode, AgreeSubscriptionPriceUserError,
    AgreeSubscriptionPricePayload ("The outcome of `agreeSubscriptionPrice`."), "Why no price was agreed.",
    [NotFound Conflict InvalidTransition InvalidInput],
    subscription: SubscriptionNode, "The service at its new price; null when there is an error."
}

/// See [`OrderMutations::order_subscription`].
#[derive(Default)]
pub struct OrderMutations;

#[Object]
impl OrderMutations {
    /// Orders a plan for a customer. Members and resellers order what is public, staff everything on sale. For owners,
    /// resellers, and staff but the NOC: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.orderSubscription\")")]
    async fn order_subscription(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to order, for whom.")] input: OrderSubscriptionInput,
    ) -> Result<OrderSubscriptionPayload, ApiError> {
        let order = Order {
            customer: read(&input.customer_id, "input.customerId")?,
            plan: read(&input.plan_id, "input.planId")?,
            price: input.price_minor.map(|price| price.0),
        };
        let outcome = catalog::order(&request(ctx).scope, order).await;
        OrderSubscriptionPayload::of(outcome.map(SubscriptionNode::new))
    }

    /// Begins to set an ordered service up. For support, the NOC and tenant administrators: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.provisionSubscription\")")]
    async fn provision_subscription(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which service to move on.")] input: ProvisionSubscriptionInput,
    ) -> Result<ProvisionSubscriptionPayload, ApiError> {
        let id = read(&input.subscription_id, "input.subscriptionId")?;
        let outcome = catalog::provision(&request(ctx).scope, id, input.expected_version).await;
        ProvisionSubscriptionPayload::of(outcome.map(SubscriptionNode::new))
    }

    /// Puts a service that is being set up into service from today: its minimum term and its first period begin, and the
    /// set-up fee is charged with the next invoice. For support, the NOC and tenant administrators: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.activateSubscription\")")]
    async fn activate_subscription(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which service to put into service.")] input: ActivateSubscriptionInput,
    ) -> Result<ActivateSubscriptionPayload, ApiError> {
        let id = read(&input.subscription_id, "input.subscriptionId")?;
        let outcome = catalog::activate(&request(ctx).scope, id, input.expected_version).await;
        ActivateSubscriptionPayload::of(outcome.map(SubscriptionNode::new))
    }

    /// Agrees a price with a customer instead of the plan's, from the first day that is not billed; it ends with the plan
    /// it was agreed for. For billing and tenant administrators: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.agreeSubscriptionPrice\")")]
    async fn agree_subscription_price(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which price to agree.")] input: AgreeSubscriptionPriceInput,
    ) -> Result<AgreeSubscriptionPricePayload, ApiError> {
        let id = read(&input.subscription_id, "input.subscriptionId")?;
        let price = input.price_minor.map(|price| price.0);
        let outcome = catalog::agree_price(&request(ctx).scope, id, price, input.expected_version).await;
        AgreeSubscriptionPricePayload::of(outcome.map(SubscriptionNode::new))
    }
}
