//! A customer's subscription in the graph. The type is not called `Subscription`: tools take that for the root.

use std::sync::Arc;

use async_graphql::{Context, ID, Object};

use super::endings::EndTermsNode;
use super::pauses::PauseOfferNode;
use super::plan::PlanNode;
use super::plan_changes::PendingPlanChangeNode;
use super::suspensions::SuspensionLockNode;
use super::top_ups::TopUpPackNode;
use super::usage::{ServiceUsageNode, UsageRangeInput};
use crate::automation::graphql::ServiceActionNode;
use crate::automation::loader::ActionsOf;
use crate::billing;
use crate::billing::graphql::ServiceCreditNode;
use crate::billing::loader::OutageCreditsOf;
use crate::catalog::entity::plan;
use crate::catalog::entity::subscription::{self, SubscriptionStatus};
use crate::catalog::loader::{EndTermsOf, LocksOf, PacksIn, PausesOf, PendingChangeOf, PlanById, UsageOf};
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
use crate::kernel::clock::date_in;
use crate::kernel::fault::Fault;
use crate::kernel::ids::CustomerId;
use crate::kernel::money::Money;
use crate::kernel::page::{Page, PageRequest, encode_cursor};
use crate::network::graphql::{
    IncidentNode, ServiceHealthNode, ServiceUptimeNode, TrafficRange, TrafficSeriesNode, traffic,
};
use crate::network::health::loader::{HealthOf, UptimeOf};
use crate::network::health::uptime::Month;
use crate::network::inventory::graphql::{ServiceLinkNode, link_of};
use crate::network::loader::IncidentsOf;
use crate::network::samples::loader::PortOf;
use crate::network::samples::series::Step;
use crate::provisioning::graphql::ProvisioningNode;
use crate::provisioning::loader::ProvisioningOf;

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

    /// First day that is not billed yet; null before the first day of service.
    async fn billed_through(&self) -> Option<Date> {
        self.row.billed_through.or(self.row.activated_on).map(Date)
    }

    /// Why the service is withheld, the oldest reason first; empty while it is in service.
    async fn locks(&self, ctx: &Context<'_>) -> Result<Vec<SuspensionLockNode>, ApiError> {
        Box::pin(async {
            let locks = request(ctx).loaders.catalog.load_one(LocksOf(self.row.id)).await?;
            Ok(locks.unwrap_or_default().into_iter().map(SuspensionLockNode).collect())
        })
        .await
    }

    /// What affects the service and is not over, announced work included; the latest first, at most 20.
    async fn incidents(&self, ctx: &Context<'_>) -> Result<Vec<IncidentNode>, ApiError> {
        Box::pin(async {
            let incidents = request(ctx).loaders.network.load_one(IncidentsOf(self.row.id)).await?;
            Ok(incidents.unwrap_or_default().into_iter().map(IncidentNode).collect())
        })
        .await
    }

    /// How far the network is with doing what was agreed for the service; null where the ISP's network is not told by us, or the
    /// service has not begun.
    async fn provisioning(&self, ctx: &Context<'_>) -> Option<Result<ProvisioningNode, ApiError>> {
        nullable(Box::pin(async {
            let state = request(ctx).loaders.provisioning.load_one(ProvisioningOf(self.row.id)).await?;
            Ok(state.map(ProvisioningNode))
        }))
        .await
    }

    /// How the service is, as far as is known; no device is asked for it.
    async fn health(&self, ctx: &Context<'_>) -> Option<Result<ServiceHealthNode, ApiError>> {
        nullable(Box::pin(async {
            let key = HealthOf(self.row.id, self.row.status);
            let health = request(ctx).loaders.network.load_one(key).await?;
            Ok(health.map(ServiceHealthNode))
        }))
        .await
    }

    /// How much of a month the service was there; null where the service hangs on nothing that is asked.
    async fn uptime(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "A day of the month, in the ISP's zone; the month that is going on if absent.")]
        month: Option<Date>,
    ) -> Option<Result<ServiceUptimeNode, ApiError>> {
        nullable(Box::pin(async {
            let request = request(ctx);
            let zone = request.scope.tenant().zone;
            let day = month.map_or_else(|| date_in(zone, request.scope.real_now()), |month| month.0);
            let key = UptimeOf(self.row.id, Month::of(day, zone));
            Ok(request.loaders.network.load_one(key).await?.map(ServiceUptimeNode))
        }))
        .await
    }

    /// What went through the port that the service hangs on, since it does: in is what came to the customer. Null where it hangs
    /// on no port. BAD_USER_INPUT where it would make more than 1,000 points.
    async fn traffic(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The time; the last 24 hours if absent.")] range: Option<TrafficRange>,
        #[graphql(desc = "What lies between two points; what goes well with the range if absent.")]
        step: Option<Step>,
    ) -> Option<Result<TrafficSeriesNode, ApiError>> {
        nullable(Box::pin(async {
            let request = request(ctx);
            let frame = traffic::frame(range, step, request.scope.real_now())?;
            let port = request.loaders.network.load_one(PortOf(self.row.id)).await?;
            Ok(port.map(|port| TrafficSeriesNode::of_service(port, frame)))
        }))
        .await
    }

    /// The device, and the port of it, that the service hangs on; null where nobody said. For support, the NOC and tenant
    /// administrators; null for everybody else.
    async fn device_link(&self, ctx: &Context<'_>) -> Option<Result<ServiceLinkNode, ApiError>> {
        nullable(Box::pin(async { link_of(ctx, self.row.id).await })).await
    }

    /// What was given back because the service was down, the latest first; at most 20. Empty for those who do not see the
    /// customer's bills.
    async fn credits(&self, ctx: &Context<'_>) -> Result<Vec<ServiceCreditNode>, ApiError> {
        Box::pin(async {
            let request = request(ctx);
            let tenant = request.scope.tenant();
            let seen = request.loaders.customers.load_one(CustomerById(self.row.customer_id)).await?;
            let allows = |kind| billing::policy::shows_bills(tenant, kind);
            if !seen.is_some_and(|seen| seen.allows(allows)) {
                return Ok(Vec::new());
            }
            let credits = request.loaders.billing.load_one(OutageCreditsOf(self.row.id)).await?;
            Ok(credits.unwrap_or_default().into_iter().map(ServiceCreditNode).collect())
        })
        .await
    }

    /// What was asked for by `restartMyEquipment` and `changeWifi`, the latest first; at most 10.
    async fn actions(&self, ctx: &Context<'_>) -> Result<Vec<ServiceActionNode>, ApiError> {
        Box::pin(async {
            let actions = request(ctx).loaders.automation.load_one(ActionsOf(self.row.id)).await?;
            Ok(actions.unwrap_or_default().into_iter().map(ServiceActionNode).collect())
        })
        .await
    }

    /// The pause that the service may take today; null where none is offered, or no days are left.
    async fn pause_offer(&self, ctx: &Context<'_>) -> Option<Result<PauseOfferNode, ApiError>> {
        nullable(Box::pin(async {
            let request = request(ctx);
            // The plan first: it comes with those that other fields ask for, in one statement.
            let currency = self.loaded_plan(ctx).await?.currency;
            let pauses = request.loaders.catalog.load_one(PausesOf(self.row.id)).await?.unwrap_or_default();
            let settings = &request.tenant.settings.services.pause;
            let offer = catalog::pause_offer(settings, &self.row, &pauses, request.scope.today());
            Ok(offer.map(|offer| PauseOfferNode(offer, currency)))
        }))
        .await
    }

    /// What ending the service means today; null for one that has not begun or has ended.
    async fn end_terms(&self, ctx: &Context<'_>) -> Option<Result<EndTermsNode, ApiError>> {
        nullable(Box::pin(async {
            let request = request(ctx);
            let currency = self.loaded_plan(ctx).await?.currency;
            let percent = request.tenant.settings.services.early_end_percent;
            let terms = request.loaders.catalog.load_one(EndTermsOf(self.row.id, percent)).await?;
            Ok(terms.map(|terms| EndTermsNode(terms, currency)))
        }))
        .await
    }

    /// The change of plan that waits for its day; null where there is none.
    async fn pending_change(&self, ctx: &Context<'_>) -> Option<Result<PendingPlanChangeNode, ApiError>> {
        nullable(Box::pin(async {
            let pending = request(ctx).loaders.catalog.load_one(PendingChangeOf(self.row.id)).await?;
            Ok(pending.map(PendingPlanChangeNode))
        }))
        .await
    }

    /// How the volume used stands: in the period of today, or on the days of a range of at most 100 (BAD_USER_INPUT).
    /// Null before the service has begun.
    async fn usage(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The days; those of the period of today if absent.")] range: Option<UsageRangeInput>,
    ) -> Option<Result<ServiceUsageNode, ApiError>> {
        nullable(Box::pin(async {
            let range = range.map(UsageRangeInput::into_span).transpose()?;
            if self.row.activated_on.is_none() {
                return Ok(None);
            }
            let usage = request(ctx).loaders.catalog.load_one(UsageOf(self.row.id, range)).await?;
            Ok(usage.map(ServiceUsageNode))
        }))
        .await
    }

    /// Volume that can be bought for the period, the smallest first; at most 20. Empty where the plan has no volume to add
    /// to.
    async fn top_up_packs(&self, ctx: &Context<'_>) -> Result<Vec<TopUpPackNode>, ApiError> {
        Box::pin(async {
            let plan = self.loaded_plan(ctx).await?;
            if plan.cap_bytes.is_none() {
                return Ok(Vec::new());
            }
            let packs = request(ctx).loaders.catalog.load_one(PacksIn(plan.currency)).await?;
            Ok(packs.unwrap_or_default().into_iter().map(TopUpPackNode).collect())
        })
        .await
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
