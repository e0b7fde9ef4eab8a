//! `recordUsage`, and how the volume of a service stands.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};

use super::outcome::outcome;
use crate::catalog::entity::usage_day;
use crate::catalog::proration::Span;
use crate::catalog::usage::UsageThreshold;
use crate::catalog::{self, MAX_RANGE, MAX_READINGS, Reading, ServiceUsage};
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::read;
use crate::graphql::money::MoneyNode;
use crate::graphql::scalars::{BigInt, Date};
use crate::kernel::money::Money;
use crate::kernel::problem::Invalid;

/// Days, half-open.
#[derive(Debug, Clone, Copy, InputObject)]
#[graphql(name = "UsageRange")]
pub struct UsageRangeInput {
    /// First day.
    pub from: Date,
    /// First day after, at most 100 days later.
    pub to: Date,
}

impl UsageRangeInput {
    /// The days, if they are not too many.
    pub fn into_span(self) -> Result<Span, Invalid> {
        let span = Span::new(self.from.0, self.to.0);
        if span.is_empty() || span.days() > MAX_RANGE {
            return Err(Invalid::new("range", format!("must be 1 to {MAX_RANGE} days")));
        }
        Ok(span)
    }
}

/// How the volume of a service stands.
pub struct ServiceUsageNode(pub ServiceUsage);

/// How the volume of a service stands. Cap, projection, threshold and overage are of a period: null for other days.
/// Visible to whoever sees the service.
#[Object(name = "ServiceUsage")]
impl ServiceUsageNode {
    /// First day.
    async fn from(&self) -> Date {
        Date(self.0.range.start)
    }

    /// First day after.
    async fn to(&self) -> Date {
        Date(self.0.range.end)
    }

    /// Bytes used in either direction.
    async fn used(&self) -> BigInt {
        BigInt(self.0.used_bytes())
    }

    /// Bytes towards the customer.
    async fn down(&self) -> BigInt {
        BigInt(self.0.days.iter().map(|day| day.down_bytes).sum())
    }

    /// Bytes from the customer.
    async fn up(&self) -> BigInt {
        BigInt(self.0.days.iter().map(|day| day.up_bytes).sum())
    }

    /// Bytes of the period, with what was bought for it; null where the plan is unlimited.
    async fn cap(&self) -> Option<BigInt> {
        self.0.cap_bytes.map(BigInt)
    }

    /// Bytes that were bought for the period.
    async fn bought(&self) -> BigInt {
        BigInt(self.0.bought_bytes)
    }

    /// Bytes that the period will come to if it goes on as it began; null before anything is measured.
    async fn projected(&self) -> Option<BigInt> {
        self.0.projected_bytes.map(BigInt)
    }

    /// Where the use stands against the cap; null where the plan is unlimited.
    async fn threshold(&self) -> Option<UsageThreshold> {
        self.0.threshold()
    }

    /// The part of the cap that is used, in whole percent, rounded down; it may pass 100. Null where the plan is
    /// unlimited.
    async fn percent(&self) -> Option<i32> {
        let cap = self.0.cap_bytes.filter(|cap| *cap > 0)?;
        i32::try_from(i128::from(self.0.used_bytes()) * 100 / i128::from(cap)).ok()
    }

    /// What was used beyond the cap costs so far, before tax; null where there is no price for it.
    async fn overage(&self, ctx: &Context<'_>) -> Option<MoneyNode> {
        let minor = self.0.overage_minor?;
        Some(request(ctx).money(Money::new(minor, self.0.plan.currency)))
    }

    /// The last day that is measured; null before the first.
    async fn measured_through(&self) -> Option<Date> {
        self.0.days.last().map(|day| Date(day.day))
    }

    /// The days that are measured, in order.
    async fn days(&self) -> Vec<UsageDayNode<'_>> {
        self.0.days.iter().map(UsageDayNode).collect()
    }
}

/// What a service has used on a day.
pub struct UsageDayNode<'a>(&'a usage_day::Model);

/// What a service has used on a day.
#[Object(name = "UsageDay")]
impl UsageDayNode<'_> {
    /// The day, in the ISP's zone.
    async fn day(&self) -> Date {
        Date(self.0.day)
    }

    /// Bytes towards the customer.
    async fn down(&self) -> BigInt {
        BigInt(self.0.down_bytes)
    }

    /// Bytes from the customer.
    async fn up(&self) -> BigInt {
        BigInt(self.0.up_bytes)
    }

    /// Whether the day is measured for good.
    #[graphql(name = "final")]
    async fn is_final(&self) -> bool {
        self.0.is_final
    }
}

/// What a service has used on a day.
#[derive(InputObject)]
pub struct UsageReadingInput {
    /// The service.
    pub subscription_id: ID,
    /// The day, in the ISP's zone: today or before, not older than 400 days.
    pub day: Date,
    /// Bytes towards the customer.
    pub down: BigInt,
    /// Bytes from the customer.
    pub up: BigInt,
    /// Whether the day is measured for good: it is not written over any more. False if absent; not for today.
    #[graphql(name = "final")]
    pub is_final: Option<bool>,
}

/// What services have used.
#[derive(InputObject)]
pub struct RecordUsageInput {
    /// A day of a service each; at most 500. What is written again takes the place of what was there.
    pub readings: Vec<UsageReadingInput>,
}

/// What was written down.
#[derive(SimpleObject)]
pub struct RecordedUsage {
    /// How many readings were taken, those of days that were measured for good included.
    readings: i32,
}

outcome! {
    RecordUsageErrorCode, RecordUsageUserError,
    RecordUsagePayload ("The outcome of `recordUsage`."), "Why nothing was written down.",
    [NotFound InvalidInput],
    recorded: RecordedUsage, "What was written down; null when there is an error."
}

/// See [`UsageMutations::record_usage`].
#[derive(Default)]
pub struct UsageMutations;

#[Object]
impl UsageMutations {
    /// Writes down what services have used on days: all readings or none. Who sees a service is told when it passes 80 and
    /// 100 percent of its volume. For the NOC and tenant administrators: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.recordUsage\")")]
    async fn record_usage(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What services have used.")] input: RecordUsageInput,
    ) -> Result<RecordUsagePayload, ApiError> {
        if input.readings.len() > MAX_READINGS {
            return Err(Invalid::new("input.readings", format!("must be at most {MAX_READINGS}")).into());
        }
        let reading = |input: UsageReadingInput| {
            Ok::<_, ApiError>(Reading {
                subscription: read(&input.subscription_id, "input.readings.subscriptionId")?,
                day: input.day.0,
                down_bytes: input.down.0,
                up_bytes: input.up.0,
                is_final: input.is_final.unwrap_or_default(),
            })
        };
        let readings = input.readings.into_iter().map(reading).collect::<Result<Vec<_>, _>>()?;
        let outcome = catalog::record_usage(&request(ctx).scope, readings).await;
        let recorded = |count: usize| RecordedUsage { readings: i32::try_from(count).unwrap_or(i32::MAX) };
        RecordUsagePayload::of(outcome.map(recorded))
    }
}
