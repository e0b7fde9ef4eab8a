//! Why an invoice is not the one before it, in the graph.

use async_graphql::{Context, Object};

use super::invoice::InvoiceNode;
use crate::billing::Explanation;
use crate::billing::explain::{BillCauseCode, Cause};
use crate::catalog::graphql::SubscriptionNode;
use crate::catalog::loader::SubscriptionById;
use crate::graphql::context::request;
use crate::graphql::error::{ApiError, nullable};
use crate::graphql::money::MoneyNode;
use crate::kernel::money::{Currency, Money};

/// Why an invoice is higher or lower than the one before it.
pub struct ExplanationNode {
    pub(super) explanation: Explanation,
    pub(super) currency: Currency,
}

/// Why an invoice is higher or lower than the customer's invoice of the period before. Visible to whoever sees the invoice.
#[Object(name = "InvoiceExplanation")]
impl ExplanationNode {
    /// The invoice of the period before; null for the customer's first, and for an invoice of no period: then every charge
    /// is a cause.
    async fn previous(&self) -> Option<InvoiceNode> {
        self.explanation.previous.clone().map(InvoiceNode::new)
    }

    /// How much higher the total is; negative where it is lower.
    async fn difference(&self, ctx: &Context<'_>) -> MoneyNode {
        self.money(ctx, self.explanation.net + self.explanation.tax)
    }

    /// How much higher it is before tax.
    async fn net_difference(&self, ctx: &Context<'_>) -> MoneyNode {
        self.money(ctx, self.explanation.net)
    }

    /// How much higher the tax is.
    async fn tax_difference(&self, ctx: &Context<'_>) -> MoneyNode {
        self.money(ctx, self.explanation.tax)
    }

    /// The causes, the largest first; at most 30, of which one sums up the rest. Their amounts add up to `difference`, their
    /// nets and taxes to `netDifference` and `taxDifference`. Empty where nothing differs.
    async fn causes(&self) -> Vec<CauseNode> {
        let node = |cause: &Cause| CauseNode { cause: cause.clone(), currency: self.currency };
        self.explanation.causes.iter().map(node).collect()
    }
}

impl ExplanationNode {
    fn money(&self, ctx: &Context<'_>, minor: i64) -> MoneyNode {
        request(ctx).money(Money::new(minor, self.currency))
    }
}

/// A part of the difference.
pub struct CauseNode {
    cause: Cause,
    currency: Currency,
}

/// A part of the difference between two invoices, with its reason.
#[Object(name = "BillCause")]
impl CauseNode {
    /// What it is.
    async fn code(&self) -> BillCauseCode {
        self.cause.code
    }

    /// What it adds to the total; negative where it lowers it.
    async fn amount(&self, ctx: &Context<'_>) -> MoneyNode {
        self.money(ctx, self.cause.amount())
    }

    /// Its part before tax.
    async fn net(&self, ctx: &Context<'_>) -> MoneyNode {
        self.money(ctx, self.cause.net)
    }

    /// Its part of the tax.
    async fn tax(&self, ctx: &Context<'_>) -> MoneyNode {
        self.money(ctx, self.cause.tax)
    }

    /// What was charged of it on the invoice before, tax included.
    async fn from(&self, ctx: &Context<'_>) -> MoneyNode {
        self.money(ctx, self.cause.from)
    }

    /// What is charged of it now, tax included.
    async fn to(&self, ctx: &Context<'_>) -> MoneyNode {
        self.money(ctx, self.cause.to)
    }

    /// The service it is about; null where it is about none.
    async fn subscription(&self, ctx: &Context<'_>) -> Option<Result<SubscriptionNode, ApiError>> {
        nullable(Box::pin(async {
            let Some(id) = self.cause.subscription else { return Ok(None) };
            let row = request(ctx).loaders.catalog.load_one(SubscriptionById(id)).await?;
            Ok(row.map(SubscriptionNode::new))
        }))
        .await
    }

    /// The reason for people.
    async fn text(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "BCP 47 locale; the reader's if absent, English where a text is not translated.")]
        locale: Option<String>,
    ) -> String {
        self.cause.text(locale.as_deref().unwrap_or(&request(ctx).locale))
    }
}

impl CauseNode {
    fn money(&self, ctx: &Context<'_>, minor: i64) -> MoneyNode {
        request(ctx).money(Money::new(minor, self.currency))
    }
}
