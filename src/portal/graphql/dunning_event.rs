//! `DunningEvent`: something happened because of what a customer owes.

use async_graphql::{Context, Object};

use super::event::Facts;
use crate::customers;
use crate::customers::graphql::CustomerNode;
use crate::events::EventType;
use crate::graphql::context::request;
use crate::graphql::error::{ApiError, nullable};
use crate::graphql::scalars::{Cursor, DateTime};
use crate::kernel::ids::{CustomerId, TypedId as _};

/// Something happened because of what a customer owes. For whoever sees the customer's bills.
pub struct DunningEvent(pub(super) Facts);

/// Something happened because of what a customer owes. For whoever sees the customer's bills.
#[Object]
impl DunningEvent {
    /// Where it stands in the stream: give the last one received as `after` to go on behind it.
    pub(crate) async fn cursor(&self) -> Cursor {
        Cursor(self.0.cursor)
    }

    /// What has happened: DUNNING_SUSPENDED, DUNNING_RESTORED, ARRANGEMENT_ACCEPTED, ARRANGEMENT_KEPT or
    /// ARRANGEMENT_BROKEN.
    #[graphql(name = "type")]
    pub(crate) async fn event_type(&self) -> EventType {
        self.0.event.event_type
    }

    /// When it happened.
    pub(crate) async fn occurred_at(&self) -> DateTime {
        DateTime(self.0.event.at)
    }

    /// The customer as it is now; null where the caller may not see it any more.
    async fn customer(&self, ctx: &Context<'_>) -> Option<Result<CustomerNode, ApiError>> {
        nullable(Box::pin(async {
            let Ok(id) = CustomerId::parse(&self.0.event.subject) else { return Ok(None) };
            Ok(customers::seen(&request(ctx).scope, &[id]).await?.pop().map(CustomerNode::new))
        }))
        .await
    }
}
