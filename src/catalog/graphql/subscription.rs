//! A customer's subscription in the graph. The type is not called `Subscription`: tools take that for the root.

use std::sync::Arc;

use async_graphql::{Context, ID, Object};

use super::plan::PlanNode;
use crate::catalog::entity::plan;
use crate::catalog::entity::subscription::{self, SubscriptionStatus};
use crate::catalog::loader::PlanById;
use crate::catalog::{self, SubscriptionKey};
use crate::customers::graphql::CustomerNode;
use crate::customers::loader::CustomerById;
use crate::db::Scope;
use crate::graphql::connection::Connected;
use crate::graphql::context::request;
use crate::graphql::error::{ApiError, nullable};
use crate::graphql::ids::write;
use crate::graphql::money::MoneyNode;
use crate::graphql::scalars::Date;
use crate::kernel::fault::Fault;
use crate::kernel::ids::CustomerId;
use crate::kernel::money::Money;
use crate::kernel::page::{Page, PageRequest, encode_cursor};

/// A subscription that the caller may see.
pub struct SubscriptionNode {
    row: subscription::Model,
    plan: Option<Arc<plan::Model>>,
}

crate::connection!(
    SubscriptionConnection("ServiceSubscriptionConnection"),
    SubscriptionEdge("ServiceSubscriptionEdge"),
    SubscriptionNode,
    "A page of a customer's subscriptions, the oldest order first."
);

impl SubscriptionConnection {
    /// One page of a customer's subscriptions.
    pub async fn load(
        scope: &Scope,
        customer: CustomerId,
        request: &PageRequest<SubscriptionKey>,
    ) -> Result<Self, ApiError> {
        let Page { rows, has_next, has_previous } = catalog::subscriptions(scope, customer, request).await?;
        let rows = rows.into_iter().map(|row| SubscriptionNode { row, plan: None }).collect();
        Ok(Self::of_page(scope, customer, Page { rows, has_next, has_previous }))
    }

    /// A page that is already here.
    pub fn of_page(scope: &Scope, customer: CustomerId, page: Page<SubscriptionNode>) -> Self {
        let scope = scope.clone();
        let count = Box::new(move || {
            let scope = scope.clone();
            Box::pin(async move { Ok(catalog::count_subscriptions(&scope, customer).await?) }) as _
        });
        let cursor =
            |node: &SubscriptionNode| encode_cursor(&SubscriptionKey(node.row.created_at, node.row.id.0));
        Self(Connected::new(page, cursor, |node| node, count))
    }
}

impl SubscriptionNode {
    /// A subscription whose plan is loaded when it is asked for.
    pub fn new(row: subscription::Model) -> Self {
        Self { row, plan: None }
    }

    /// A subscription with its plan, already fetched.
    pub fn with_plan(row: subscription::Model, plan: plan::Model) -> Self {
        Self { row, plan: Some(Arc::new(plan)) }
    }

    async fn loaded_plan(&self, ctx: &Context<'_>) -> Result<Arc<plan::Model>, ApiError> {
        if let Some(plan) = &self.plan {
            return Ok(plan.clone());
        }
        let plan = request(ctx).loaders.catalog.load_one(PlanById(self.row.plan_id)).await?;
        plan.map(Arc::new).ok_or_else(|| Fault::internal("the plan of a subscription is missing").into())
    }
}

/// A customer's subscription to a plan: one service. Visible to whoever sees the customer.
#[Object(name = "ServiceSubscription")]
impl SubscriptionNode {
    /// The subscription's id.
    pub(crate) async fn id(&self) -> ID {
        write(self.row.id)
    }

    /// The service number, unique within the ISP.
    async fn number(&self) -> &str {
        &self.row.number
    }

    /// The state.
    async fn status(&self) -> SubscriptionStatus {
        self.row.status
    }

    /// The plan.
    async fn plan(&self, ctx: &Context<'_>) -> Result<PlanNode, ApiError> {
        Box::pin(async { Ok(PlanNode(self.loaded_plan(ctx).await?)) }).await
    }

    /// Price of a month: the agreed one, or the plan's.
    async fn price(&self, ctx: &Context<'_>) -> Result<MoneyNode, ApiError> {
        Box::pin(async {
            let plan = self.loaded_plan(ctx).await?;
            let minor = self.row.price_override_minor.unwrap_or(plan.price_minor);
            Ok(request(ctx).money(Money::new(minor, plan.currency)))
        })
        .await
    }

    /// First day of service; null before it.
    async fn activated_on(&self) -> Option<Date> {
        self.row.activated_on.map(Date)
    }

    /// First day without service; null while no end is set.
    async fn ends_on(&self) -> Option<Date> {
        self.row.ends_on.map(Date)
    }

    /// First day after the minimum term; null where there is none.
    async fn contract_end(&self) -> Option<Date> {
        self.row.contract_end.map(Date)
    }

    /// Counts the changes of the subscription, for `expectedVersion`.
    async fn version(&self) -> i32 {
        self.row.version
    }

    /// The customer whose service it is; null where the caller may not see the customer.
    async fn customer(&self, ctx: &Context<'_>) -> Option<Result<CustomerNode, ApiError>> {
        nullable(Box::pin(async {
            let seen = request(ctx).loaders.customers.load_one(CustomerById(self.row.customer_id)).await?;
            Ok(seen.map(CustomerNode::new))
        }))
        .await
    }
}
