//! `previewPlanChange`, `changePlan`, `cancelPlanChange`, and the quotes.

use std::sync::Arc;

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use serde_json::json;

use super::outcome::{outcome, outcome_of_states};
use super::plan::PlanNode;
use super::subscription::SubscriptionNode;
use crate::billing::description::describe;
use crate::billing::{self, Estimate};
use crate::catalog::entity::plan_change_quote::{self, PlanChangeTiming};
use crate::catalog::loader::PlanById;
use crate::catalog::quote::QuoteLine;
use crate::catalog::{self, CatalogError};
use crate::customers::loader::CustomerById;
use crate::graphql::context::request;
use crate::graphql::error::{ApiError, nullable};
use crate::graphql::ids::{read, write};
use crate::graphql::money::MoneyNode;
use crate::graphql::scalars::{Date, DateTime};
use crate::kernel::fault::Fault;
use crate::kernel::ids::PlanId;
use crate::kernel::money::{Currency, Money};

async fn plan_of(ctx: &Context<'_>, id: PlanId) -> Result<PlanNode, ApiError> {
    let plan = request(ctx).loaders.catalog.load_one(PlanById(id)).await?;
    plan.map(|plan| PlanNode(Arc::new(plan)))
        .ok_or_else(|| Fault::internal("the plan of a quote is missing").into())
}

/// A change of plan that waits.
pub struct PendingPlanChangeNode(pub plan_change_quote::Model);

/// A change of plan that waits for its day. Visible to whoever sees the service.
#[Object(name = "PendingPlanChange")]
impl PendingPlanChangeNode {
    /// The plan from that day on.
    async fn plan(&self, ctx: &Context<'_>) -> Result<PlanNode, ApiError> {
        Box::pin(plan_of(ctx, self.0.to_plan_id)).await
    }

    /// First day of the new plan.
    async fn effective_on(&self) -> Date {
        Date(self.0.effective_on)
    }
}

/// A quote for a change of plan.
pub struct PlanChangeQuoteNode {
    row: plan_change_quote::Model,
    lines: Vec<QuoteLine>,
}

impl PlanChangeQuoteNode {
    fn new(row: plan_change_quote::Model) -> Result<Self, Fault> {
        Ok(Self { lines: catalog::lines_of(&row)?, row })
    }

    async fn estimate(&self, ctx: &Context<'_>) -> Result<Estimate, ApiError> {
        let request = request(ctx);
        let customer = request.loaders.customers.load_one(CustomerById(self.row.customer_id)).await?;
        let exempt = customer.is_some_and(|seen| seen.customer.tax_exempt_reason.is_some());
        let lines: Vec<(i64, &str)> =
            self.lines.iter().map(|line| (line.net_minor, line.tax_code.as_str())).collect();
        Ok(billing::estimate(&request.scope, exempt, &lines).await?)
    }

    fn money(&self, ctx: &Context<'_>, minor: i64) -> MoneyNode {
        request(ctx).money(Money::new(minor, self.row.currency))
    }
}

/// What a change of plan costs and when it happens. `changePlan` charges exactly these lines. Visible to who asked for it.
#[Object(name = "PlanChangeQuote")]
impl PlanChangeQuoteNode {
    /// The quote's id, for `changePlan`.
    async fn id(&self) -> ID {
        write(self.row.id)
    }

    /// The plan there is.
    #[graphql(name = "fromPlan")]
    async fn plan_before(&self, ctx: &Context<'_>) -> Result<PlanNode, ApiError> {
        Box::pin(plan_of(ctx, self.row.from_plan_id)).await
    }

    /// The plan there will be.
    async fn to_plan(&self, ctx: &Context<'_>) -> Result<PlanNode, ApiError> {
        Box::pin(plan_of(ctx, self.row.to_plan_id)).await
    }

    /// When it was asked for.
    async fn timing(&self) -> PlanChangeTiming {
        self.row.timing
    }

    /// First day of the new plan.
    async fn effective_on(&self) -> Date {
        Date(self.row.effective_on)
    }

    /// First day after the minimum term once the plan is changed; null where there is none.
    async fn contract_end(&self) -> Option<Date> {
        self.row.contract_end.map(Date)
    }

    /// What is charged with the next invoice and what is given back: at most one line of days used, one of days not used,
    /// and one of days on the new plan. Empty for a change with the next period, which is billed at the new price.
    async fn lines(&self) -> Vec<PlanChangeLineNode<'_>> {
        self.lines.iter().map(|line| PlanChangeLineNode { line, currency: self.row.currency }).collect()
    }

    /// Sum of the lines before tax; negative where more is given back than charged.
    async fn net(&self, ctx: &Context<'_>) -> MoneyNode {
        self.money(ctx, self.row.net_minor)
    }

    /// The tax on it by the rates of today; the invoice has those of its own day.
    async fn tax(&self, ctx: &Context<'_>) -> Option<Result<MoneyNode, ApiError>> {
        nullable(Box::pin(async { Ok(Some(self.money(ctx, self.estimate(ctx).await?.tax))) })).await
    }

    /// The lines with tax, by the rates of today.
    async fn total(&self, ctx: &Context<'_>) -> Option<Result<MoneyNode, ApiError>> {
        nullable(Box::pin(async { Ok(Some(self.money(ctx, self.estimate(ctx).await?.total))) })).await
    }

    /// Until when it may be taken.
    async fn expires_at(&self) -> DateTime {
        DateTime(self.row.expires_at)
    }

    /// When it was taken; null before that.
    async fn accepted_at(&self) -> Option<DateTime> {
        self.row.accepted_at.map(DateTime)
    }

    /// When the plan was changed; null before that.
    async fn applied_at(&self) -> Option<DateTime> {
        self.row.applied_at.map(DateTime)
    }
}

/// A line of a quote.
pub struct PlanChangeLineNode<'a> {
    line: &'a QuoteLine,
    currency: Currency,
}

/// Days that a change of plan charges or gives back.
#[Object(name = "PlanChangeLine")]
impl PlanChangeLineNode<'_> {
    /// What it is, in the caller's language.
    async fn description(&self, ctx: &Context<'_>) -> String {
        describe(&self.line.description_key, &json!({ "plan": self.line.plan }), &request(ctx).locale)
    }

    /// First day it is for.
    async fn service_start(&self) -> Date {
        Date(self.line.service_start)
    }

    /// First day after.
    async fn service_end(&self) -> Date {
        Date(self.line.service_end)
    }

    /// Before tax; negative for what is given back.
    async fn net(&self, ctx: &Context<'_>) -> MoneyNode {
        request(ctx).money(Money::new(self.line.net_minor, self.currency))
    }
}

/// Which plan for which service, and when.
#[derive(InputObject)]
pub struct PreviewPlanChangeInput {
    /// The service.
    pub subscription_id: ID,
    /// The plan, which must be on sale today.
    pub plan_id: ID,
    /// When.
    pub timing: PlanChangeTiming,
}

outcome! {
    PreviewPlanChangeErrorCode, PreviewPlanChangeUserError,
    PreviewPlanChangePayload ("The outcome of `previewPlanChange`."), "Why there is no quote.",
    [NotFound PlanNotFound NotOnSale CurrencyMismatch NotActive Ending ChangePending SamePlan OtherKind ContractBinds],
    quote: PlanChangeQuoteNode, "The quote; null when there is an error."
}

/// Which quote to take.
#[derive(InputObject)]
pub struct ChangePlanInput {
    /// The quote, from `previewPlanChange`.
    pub quote_id: ID,
}

/// A plan that was changed, or will be.
#[derive(SimpleObject)]
pub struct ChangedPlan {
    /// The quote that was taken.
    quote: PlanChangeQuoteNode,
    /// The service: on its new plan, or with the change that waits.
    subscription: SubscriptionNode,
}

outcome! {
    ChangePlanErrorCode, ChangePlanUserError,
    ChangePlanPayload ("The outcome of `changePlan`."), "Why the plan was not changed.",
    [NotFound Conflict QuoteUsed QuoteExpired],
    changed: ChangedPlan, "What has changed; null when there is an error."
}

/// Which change to call off.
#[derive(InputObject)]
pub struct CancelPlanChangeInput {
    /// The service.
    pub subscription_id: ID,
    /// The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
    pub expected_version: Option<i32>,
}

outcome_of_states! {
    CancelPlanChangeErrorCode, CancelPlanChangeUserError,
    CancelPlanChangePayload ("The outcome of `cancelPlanChange`."), "Why a change of plan was not called off.",
    [NotFound Conflict NothingPending AlreadyBilled],
    subscription: SubscriptionNode, "The service, which keeps its plan; null when there is an error."
}

/// See [`PlanChangeMutations::preview_plan_change`].
#[derive(Default)]
pub struct PlanChangeMutations;

#[Object]
impl PlanChangeMutations {
    /// What a change of plan would cost: a quote that holds for half an hour, not past the end of the day, and only while
    /// the service is as it is. For owners, administrators of resellers, and staff but the NOC: FORBIDDEN.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.previewPlanChange\")")]
    async fn preview_plan_change(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which plan for which service, and when.")] input: PreviewPlanChangeInput,
    ) -> Result<PreviewPlanChangePayload, ApiError> {
        let request = request(ctx);
        let id = read(&input.subscription_id, "input.subscriptionId")?;
        let plan = read(&input.plan_id, "input.planId")?;
        let settings = &request.tenant.settings.services;
        let outcome = catalog::preview(&request.scope, settings, id, plan, input.timing).await;
        PreviewPlanChangePayload::of(outcome.and_then(|row| Ok(PlanChangeQuoteNode::new(row)?)))
    }

    /// Takes a quote, once. NOW: the service has the new plan at once, and exactly the lines of the quote are charged with
    /// the next invoice. PERIOD_END: the change waits for its day, and may be called off until then. CONFLICT if the
    /// service has changed since. For owners, administrators of resellers, and staff but the NOC: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.changePlan\")")]
    async fn change_plan(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which quote to take.")] input: ChangePlanInput,
    ) -> Result<ChangePlanPayload, ApiError> {
        let id = read(&input.quote_id, "input.quoteId")?;
        let outcome = catalog::change(&request(ctx).scope, id).await;
        ChangePlanPayload::of(outcome.and_then(|(quote, subscription)| {
            let quote = PlanChangeQuoteNode::new(quote)?;
            Ok::<_, CatalogError>(ChangedPlan { quote, subscription: SubscriptionNode::new(subscription) })
        }))
    }

    /// Calls a change of plan off that waits. For owners, administrators of resellers, and staff but the NOC: FORBIDDEN.
    /// Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.cancelPlanChange\")")]
    async fn cancel_plan_change(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which change to call off.")] input: CancelPlanChangeInput,
    ) -> Result<CancelPlanChangePayload, ApiError> {
        let id = read(&input.subscription_id, "input.subscriptionId")?;
        let outcome = catalog::call_off(&request(ctx).scope, id, input.expected_version).await;
        CancelPlanChangePayload::of(outcome.map(SubscriptionNode::new))
    }
}
