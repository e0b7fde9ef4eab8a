//! The event of `portalEvents` about the balance of a prepaid customer.

use async_graphql::Context;
use serde_json::Value as Json;

use super::event::stored_event;
use crate::customers::graphql::CustomerNode;
use crate::customers::loader::CustomerById;
use crate::graphql::context::request;
use crate::graphql::error::{ApiError, nullable};
use crate::graphql::money::MoneyNode;
use crate::kernel::ids::{CustomerId, TypedId as _};
use crate::kernel::money::Money;

stored_event! {
    /// The balance of a prepaid customer has fallen below the threshold. For whoever sees the customer's bills.
    WalletEvent,
    /// What has happened: PREPAID_BALANCE_LOW.
    {
        /// What was left then; null where it is not known.
        async fn balance(&self, ctx: &Context<'_>) -> Option<MoneyNode> {
            self.money(ctx, "balanceMinor")
        }

        /// The threshold then; null where it is not known.
        async fn threshold(&self, ctx: &Context<'_>) -> Option<MoneyNode> {
            self.money(ctx, "thresholdMinor")
        }

        /// The customer as it is now; null where the caller may not see it any more.
        async fn customer(&self, ctx: &Context<'_>) -> Option<Result<CustomerNode, ApiError>> {
            nullable(Box::pin(async {
                let Ok(id) = CustomerId::parse(&self.0.event.subject) else { return Ok(None) };
                let seen = request(ctx).loaders.customers.load_one(CustomerById(id)).await?;
                Ok(seen.map(CustomerNode::new))
            }))
            .await
        }
    }
}

impl WalletEvent {
    fn money(&self, ctx: &Context<'_>, key: &str) -> Option<MoneyNode> {
        let currency = self.0.text("currency")?.parse().ok()?;
        let minor = self.0.event.payload.get(key).and_then(Json::as_i64)?;
        Some(request(ctx).money(Money::new(minor, currency)))
    }
}
