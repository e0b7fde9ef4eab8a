//! `createCoupon`, `retireCoupon`, `redeemCoupon`, `grantDiscount`, `endDiscount`.

use async_graphql::{Context, ID, InputObject, Object, OneofObject};

use super::coupon::{CouponNode, DiscountNode};
use super::outcome::outcome;
use crate::catalog::discounts::Reduction;
use crate::catalog::{self, Grant, NewCoupon};
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::read;
use crate::graphql::scalars::{BigInt, Date, Decimal};
use crate::kernel::money::to_micro;
use crate::kernel::problem::Invalid;

/// A percentage or an amount.
#[derive(OneofObject)]
#[graphql(name = "ReductionInput")]
pub enum ReductionInput {
    /// Percent of the price, e.g. `25` or `12.5`; at most four digits after the point.
    Percent(Decimal),
    /// Minor units off the plans of a bill, before tax.
    AmountMinor(BigInt),
}

impl ReductionInput {
    fn into_reduction(self) -> Result<Reduction, Invalid> {
        match self {
            Self::AmountMinor(minor) => Ok(Reduction::Amount(minor.0)),
            Self::Percent(percent) => {
                let part = percent.0.checked_div(rust_decimal::Decimal::ONE_HUNDRED);
                let micro = part.and_then(|part| to_micro(part).ok());
                micro.map(Reduction::Percent).ok_or_else(|| {
                    Invalid::new("input.reduction.percent", "has at most four digits after the point")
                })
            }
        }
    }
}

/// A coupon to make.
#[derive(InputObject)]
pub struct CreateCouponInput {
    /// The code: 4 to 40 letters, digits and hyphens, in any case; unique within the ISP.
    pub code: String,
    /// What invoices call the discount; 1 to 100 characters.
    pub name: String,
    /// By how much.
    pub reduction: ReductionInput,
    /// ISO 4217 code of the amount, and of the customers who may redeem it; the ISP's currency if absent.
    pub currency: Option<String>,
    /// The plans it is for, at most 50; all if absent or empty.
    pub plan_ids: Option<Vec<ID>>,
    /// For how many full periods, 1 to 120; without end if absent.
    pub months: Option<i32>,
    /// First day it may be redeemed; today if absent.
    pub valid_from: Option<Date>,
    /// First day it may not be redeemed any more; without end if absent.
    pub valid_to: Option<Date>,
    /// How often it may be redeemed; without limit if absent.
    pub max_redemptions: Option<i32>,
}

outcome! {
    CreateCouponErrorCode, CreateCouponUserError,
    CreateCouponPayload ("The outcome of `createCoupon`."), "Why no coupon was made.",
    [InvalidInput CodeTaken PlanNotFound],
    coupon: CouponNode, "The coupon; null when there is an error."
}

/// Which coupon to take back.
#[derive(InputObject)]
pub struct RetireCouponInput {
    /// The coupon.
    pub coupon_id: ID,
    /// The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
    pub expected_version: Option<i32>,
}

outcome! {
    RetireCouponErrorCode, RetireCouponUserError,
    RetireCouponPayload ("The outcome of `retireCoupon`."), "Why a coupon can still be redeemed.",
    [NotFound Conflict AlreadyRetired],
    coupon: CouponNode, "The coupon, which cannot be redeemed any more; null when there is an error."
}

/// Which coupon to redeem, for whom.
#[derive(InputObject)]
pub struct RedeemCouponInput {
    /// The customer.
    pub customer_id: ID,
    /// The code, in any case.
    pub code: String,
}

outcome! {
    RedeemCouponErrorCode, RedeemCouponUserError,
    RedeemCouponPayload ("The outcome of `redeemCoupon`."), "Why a coupon was not redeemed.",
    [NotFound Exhausted AlreadyRedeemed],
    discount: DiscountNode, "The discount that the customer has now; null when there is an error."
}

/// Which discount to give, to whom, and why.
#[derive(InputObject)]
pub struct GrantDiscountInput {
    /// The customer.
    pub customer_id: ID,
    /// The one service it is for; all of the customer's if absent.
    pub subscription_id: Option<ID>,
    /// What invoices call it; 1 to 100 characters.
    pub name: String,
    /// By how much.
    pub reduction: ReductionInput,
    /// For how many full periods, 1 to 120; without end if absent.
    pub months: Option<i32>,
    /// Why; 1 to 500 characters.
    pub reason: String,
}

outcome! {
    GrantDiscountErrorCode, GrantDiscountUserError,
    GrantDiscountPayload ("The outcome of `grantDiscount`."), "Why no discount was given.",
    [NotFound InvalidInput],
    discount: DiscountNode, "The discount; null when there is an error."
}

/// Which discount to end.
#[derive(InputObject)]
pub struct EndDiscountInput {
    /// The discount.
    pub discount_id: ID,
    /// The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
    pub expected_version: Option<i32>,
}

outcome! {
    EndDiscountErrorCode, EndDiscountUserError,
    EndDiscountPayload ("The outcome of `endDiscount`."), "Why a discount goes on.",
    [NotFound Conflict AlreadyEnded],
    discount: DiscountNode, "The discount with its end; null when there is an error."
}

/// See [`CouponMutations::create_coupon`].
#[derive(Default)]
pub struct CouponMutations;

#[Object]
impl CouponMutations {
    /// Makes a coupon. For billing and tenant administrators: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.createCoupon\")")]
    async fn create_coupon(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "A coupon to make.")] input: CreateCouponInput,
    ) -> Result<CreateCouponPayload, ApiError> {
        let scope = &request(ctx).scope;
        let plans = input.plan_ids.unwrap_or_default();
        let new = NewCoupon {
            code: input.code,
            name: input.name,
            reduction: input.reduction.into_reduction()?,
            currency: input.currency,
            plans: plans.iter().map(|id| read(id, "input.planIds")).collect::<Result<_, _>>()?,
            months: input.months,
            valid_from: input.valid_from.map_or_else(|| scope.today(), |from| from.0),
            valid_to: input.valid_to.map(|to| to.0),
            max_redemptions: input.max_redemptions,
        };
        CreateCouponPayload::of(catalog::create_coupon(scope, new).await.map(CouponNode))
    }

    /// Takes a coupon back; who has redeemed it keeps the discount. For billing and tenant administrators: FORBIDDEN.
    /// Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.retireCoupon\")")]
    async fn retire_coupon(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which coupon to take back.")] input: RetireCouponInput,
    ) -> Result<RetireCouponPayload, ApiError> {
        let id = read(&input.coupon_id, "input.couponId")?;
        let outcome = catalog::retire_coupon(&request(ctx).scope, id, input.expected_version).await;
        RetireCouponPayload::of(outcome.map(CouponNode))
    }

    /// Redeems a coupon for a customer, once. An unknown code, one of another time and one that was taken back are the
    /// same: NOT_FOUND. For owners, payers, administrators of resellers, and staff but the NOC: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.redeemCoupon\")")]
    async fn redeem_coupon(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which coupon to redeem, for whom.")] input: RedeemCouponInput,
    ) -> Result<RedeemCouponPayload, ApiError> {
        let customer = read(&input.customer_id, "input.customerId")?;
        let outcome = catalog::redeem_coupon(&request(ctx).scope, customer, &input.code).await;
        RedeemCouponPayload::of(outcome.map(DiscountNode))
    }

    /// Gives a discount to a customer. For billing and tenant administrators: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.grantDiscount\")")]
    async fn grant_discount(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which discount to give, to whom, and why.")] input: GrantDiscountInput,
    ) -> Result<GrantDiscountPayload, ApiError> {
        let subscription = input.subscription_id.as_ref();
        let grant = Grant {
            customer: read(&input.customer_id, "input.customerId")?,
            subscription: subscription.map(|id| read(id, "input.subscriptionId")).transpose()?,
            name: input.name,
            reduction: input.reduction.into_reduction()?,
            months: input.months,
            reason: input.reason,
        };
        let outcome = catalog::grant_discount(&request(ctx).scope, grant).await;
        GrantDiscountPayload::of(outcome.map(DiscountNode))
    }

    /// Ends a discount: what is billed from today on has it no more. For billing and tenant administrators: FORBIDDEN.
    /// Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.endDiscount\")")]
    async fn end_discount(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which discount to end.")] input: EndDiscountInput,
    ) -> Result<EndDiscountPayload, ApiError> {
        let id = read(&input.discount_id, "input.discountId")?;
        let outcome = catalog::end_discount(&request(ctx).scope, id, input.expected_version).await;
        EndDiscountPayload::of(outcome.map(DiscountNode))
    }
}
