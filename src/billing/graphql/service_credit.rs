//! `ServiceCredit` in the graph: what was given back for an outage, and what it was counted from.

use async_graphql::{Context, ID, Object};
use serde_json::Value as Json;

use super::credit_note::CreditNoteNode;
use crate::billing::entity::outage_credit;
use crate::billing::loader::CreditNoteById;
use crate::graphql::context::request;
use crate::graphql::error::{ApiError, nullable};
use crate::graphql::ids::write;
use crate::graphql::money::MoneyNode;
use crate::graphql::scalars::{BigInt, Date, DateTime};
use crate::kernel::clock::Instant;
use crate::kernel::money::Money;
use crate::network::graphql::IncidentNode;
use crate::network::loader::SeenIncident;

/// A credit for an outage that the caller may see.
pub struct ServiceCreditNode(pub outage_credit::Model);

impl ServiceCreditNode {
    fn money(&self, ctx: &Context<'_>, minor: i64) -> MoneyNode {
        request(ctx).money(Money::new(minor, self.0.currency))
    }
}

/// What is given back because a service was down: `price × minutes ÷ periodMinutes`, rounded once, at most the price. An
/// outage that crosses several billed periods has one for each. Visible to whoever sees the customer's bills.
#[Object(name = "ServiceCredit")]
impl ServiceCreditNode {
    /// The credit's id.
    async fn id(&self) -> ID {
        write(self.0.id)
    }

    /// The outage; null where the caller may not see it.
    async fn incident(&self, ctx: &Context<'_>) -> Option<Result<IncidentNode, ApiError>> {
        nullable(Box::pin(async {
            let incident = request(ctx).loaders.network.load_one(SeenIncident(self.0.incident_id)).await?;
            Ok(incident.map(IncidentNode))
        }))
        .await
    }

    /// Whole minutes that count: from `from` to `to` without `exclusions`.
    async fn minutes(&self) -> BigInt {
        BigInt(self.0.minutes)
    }

    /// What is given back, before tax. Zero where the minutes come to less than half of the smallest coin.
    async fn amount(&self, ctx: &Context<'_>) -> MoneyNode {
        self.money(ctx, self.0.amount_minor)
    }

    /// From when the service was down, within the period.
    async fn from(&self) -> DateTime {
        DateTime(self.0.from_at)
    }

    /// Until when.
    async fn to(&self) -> DateTime {
        DateTime(self.0.to_at)
    }

    /// First day of the billed period.
    async fn period_start(&self) -> Date {
        Date(self.0.period_start)
    }

    /// First day after it.
    async fn period_end(&self) -> Date {
        Date(self.0.period_end)
    }

    /// Minutes of the period.
    async fn period_minutes(&self) -> BigInt {
        BigInt(self.0.period_minutes)
    }

    /// What the period cost before tax, after discounts.
    async fn price(&self, ctx: &Context<'_>) -> MoneyNode {
        self.money(ctx, self.0.price_minor)
    }

    /// What of the time does not count, and why; at most 20.
    async fn exclusions(&self) -> Vec<ExclusionNode> {
        let all = self.0.exclusions.as_array().into_iter().flatten();
        all.filter_map(ExclusionNode::of).take(20).collect()
    }

    /// The credit note; null where the amount is zero.
    async fn credit_note(&self, ctx: &Context<'_>) -> Option<Result<CreditNoteNode, ApiError>> {
        nullable(Box::pin(async {
            let Some(id) = self.0.credit_note_id else { return Ok(None) };
            Ok(request(ctx).loaders.billing.load_one(CreditNoteById(id)).await?.map(CreditNoteNode::new))
        }))
        .await
    }
}

/// Why time without service is not given back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, async_graphql::Enum)]
#[graphql(name = "CreditExclusionReason")]
pub enum ExclusionReason {
    /// It was announced.
    Maintenance,
    /// The service was withheld, and its days not billed.
    Suspended,
    /// It is given back for another outage, or with another line.
    Credited,
    /// It was given back when the plan changed or the service ended.
    GivenBack,
    /// The service was taken out of the outage and put back later: it was there in between.
    NotAffected,
}

/// Time that does not count.
pub struct ExclusionNode {
    reason: ExclusionReason,
    from: Instant,
    to: Instant,
}

impl ExclusionNode {
    fn of(stored: &Json) -> Option<Self> {
        let text = |key: &str| stored.get(key).and_then(Json::as_str);
        let reason = match text("reason")? {
            "MAINTENANCE" => ExclusionReason::Maintenance,
            "SUSPENDED" => ExclusionReason::Suspended,
            "CREDITED" => ExclusionReason::Credited,
            "GIVEN_BACK" => ExclusionReason::GivenBack,
            "NOT_AFFECTED" => ExclusionReason::NotAffected,
            _ => return None,
        };
        Some(Self { reason, from: text("from")?.parse().ok()?, to: text("to")?.parse().ok()? })
    }
}

/// Time that does not count. Visible to whoever sees the credit.
#[Object(name = "CreditExclusion")]
impl ExclusionNode {
    /// Why.
    async fn reason(&self) -> ExclusionReason {
        self.reason
    }

    /// From when.
    async fn from(&self) -> DateTime {
        DateTime(self.from)
    }

    /// Until when.
    async fn to(&self) -> DateTime {
        DateTime(self.to)
    }
}
