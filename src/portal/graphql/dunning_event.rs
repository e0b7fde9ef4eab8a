//! `DunningEvent`: something happened because of what a customer owes.

use async_graphql::Context;

use super::event::stored_event;
use crate::customers::graphql::CustomerNode;
use crate::customers::loader::CustomerById;
use crate::graphql::context::request;
use crate::graphql::error::{ApiError, nullable};
use crate::kernel::ids::{CustomerId, TypedId as _};

stored_event! {
    /// Something happened because of what a customer owes. For whoever sees the customer's bills.
    DunningEvent,
    /// What has happened: DUNNING_SUSPENDED, DUNNING_RESTORED, ARRANGEMENT_ACCEPTED, ARRANGEMENT_KEPT or
    /// ARRANGEMENT_BROKEN.
    {
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
