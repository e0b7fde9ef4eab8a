//! `createPlan`, `updatePlan`, `retirePlan`.

use std::sync::Arc;

use async_graphql::{Context, ID, InputObject, Object};

use super::outcome::outcome;
use super::plan::PlanNode;
use crate::catalog::entity::plan::{self, PlanKind};
use crate::catalog::{self, PlanTerms};
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::read;
use crate::graphql::scalars::{BigInt, Date};

/// The terms of a plan. Prices in minor units of its currency, before tax unless the tax rate says that prices contain it.
#[derive(InputObject)]
#[graphql(name = "PlanTermsInput")]
pub struct PlanTermsInput {
    /// The name customers know; 1 to 100 characters.
    pub name: String,
    /// Price of a month.
    pub price_minor: BigInt,
    /// Charged once at the start; nothing if absent.
    pub setup_fee_minor: Option<BigInt>,
    /// Speed towards the customer in kbit/s; absent where the plan is no internet access.
    pub down_kbps: Option<BigInt>,
    /// Speed from the customer in kbit/s; absent where the plan is no internet access.
    pub up_kbps: Option<BigInt>,
    /// Volume of a month in bytes; absent where it is unlimited.
    pub cap_bytes: Option<BigInt>,
    /// Price of 10⁹ bytes past the volume; absent where it is not sold.
    pub overage_per_gb_minor: Option<BigInt>,
    /// Minimum term in months, 0 to 60; none if absent.
    pub contract_months: Option<i32>,
    /// Whether anybody may order it; otherwise the ISP's staff alone sells it.
    pub public: bool,
    /// Which tax rates apply.
    pub tax_code: String,
    /// First day of sale.
    pub valid_from: Date,
    /// First day after the sale; absent while it lasts.
    pub valid_to: Option<Date>,
}

impl From<PlanTermsInput> for PlanTerms {
    fn from(input: PlanTermsInput) -> Self {
        let number = |value: Option<BigInt>| value.map(|value| value.0);
        Self {
            name: input.name,
            price_minor: input.price_minor.0,
            setup_fee_minor: number(input.setup_fee_minor).unwrap_or_default(),
            down_kbps: number(input.down_kbps).unwrap_or_default(),
            up_kbps: number(input.up_kbps).unwrap_or_default(),
            cap_bytes: number(input.cap_bytes),
            overage_per_gb_minor: number(input.overage_per_gb_minor),
            contract_months: input.contract_months.unwrap_or_default(),
            public: input.public,
            tax_code: input.tax_code,
            valid_from: input.valid_from.0,
            valid_to: input.valid_to.map(|to| to.0),
        }
    }
}

/// A plan to make.
#[derive(InputObject)]
pub struct CreatePlanInput {
    /// The short code, unique within the ISP; 1 to 40 characters.
    pub code: String,
    /// What it provides.
    pub kind: PlanKind,
    /// ISO 4217 code of its prices; the ISP's currency if absent.
    pub currency: Option<String>,
    /// Its terms.
    pub terms: PlanTermsInput,
}

outcome! {
    CreatePlanErrorCode, CreatePlanUserError,
    CreatePlanPayload ("The outcome of `createPlan`."), "Why no plan was made.",
    [InvalidInput CodeTaken],
    plan: PlanNode, "The plan; null when there is an error."
}

/// Which plan to change, and to what.
#[derive(InputObject)]
pub struct UpdatePlanInput {
    /// The plan.
    pub plan_id: ID,
    /// All its terms from now on.
    pub terms: PlanTermsInput,
    /// The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
    pub expected_version: Option<i32>,
}

outcome! {
    UpdatePlanErrorCode, UpdatePlanUserError,
    UpdatePlanPayload ("The outcome of `updatePlan`."), "Why a plan was not changed.",
    [PlanNotFound Conflict PlanSold InvalidInput],
    plan: PlanNode, "The plan; null when there is an error."
}

/// Which plan to take off sale.
#[derive(InputObject)]
pub struct RetirePlanInput {
    /// The plan.
    pub plan_id: ID,
    /// First day after the sale, today or later; today if absent.
    pub on: Option<Date>,
    /// The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
    pub expected_version: Option<i32>,
}

outcome! {
    RetirePlanErrorCode, RetirePlanUserError,
    RetirePlanPayload ("The outcome of `retirePlan`."), "Why a plan is still on sale.",
    [PlanNotFound Conflict InvalidInput AlreadyRetired],
    plan: PlanNode, "The plan with the end of its sale; null when there is an error."
}

fn node(plan: plan::Model) -> PlanNode {
    PlanNode(Arc::new(plan))
}

/// See [`PlanMutations::create_plan`].
#[derive(Default)]
pub struct PlanMutations;

#[Object]
impl PlanMutations {
    /// Makes a plan. For billing and tenant administrators: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.createPlan\")")]
    async fn create_plan(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "A plan to make.")] input: CreatePlanInput,
    ) -> Result<CreatePlanPayload, ApiError> {
        let CreatePlanInput { code, kind, currency, terms } = input;
        let scope = &request(ctx).scope;
        let outcome = catalog::create_plan(scope, &code, kind, currency.as_deref(), terms.into()).await;
        CreatePlanPayload::of(outcome.map(node))
    }

    /// Changes the terms of a plan that was never sold or quoted; after that they stand: PLAN_SOLD. For billing and tenant
    /// administrators: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.updatePlan\")")]
    async fn update_plan(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which plan to change, and to what.")] input: UpdatePlanInput,
    ) -> Result<UpdatePlanPayload, ApiError> {
        let id = read(&input.plan_id, "input.planId")?;
        let scope = &request(ctx).scope;
        let outcome = catalog::update_plan(scope, id, input.terms.into(), input.expected_version).await;
        UpdatePlanPayload::of(outcome.map(node))
    }

    /// Takes a plan off sale from a day on; who has it keeps it. For billing and tenant administrators: FORBIDDEN.
    /// Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.retirePlan\")")]
    async fn retire_plan(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which plan to take off sale.")] input: RetirePlanInput,
    ) -> Result<RetirePlanPayload, ApiError> {
        let id = read(&input.plan_id, "input.planId")?;
        let on = input.on.map(|on| on.0);
        let outcome = catalog::retire_plan(&request(ctx).scope, id, on, input.expected_version).await;
        RetirePlanPayload::of(outcome.map(node))
    }
}
