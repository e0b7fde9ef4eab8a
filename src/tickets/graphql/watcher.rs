//! Who watches a ticket.

use async_graphql::{Context, Object};

use crate::graphql::context::request;
use crate::graphql::error::{ApiError, nullable};
use crate::graphql::scalars::DateTime;
use crate::identity::loader::AccountById;
use crate::tickets::entity::ticket_reply::AuthorKind;
use crate::tickets::entity::ticket_watcher;

/// Somebody who watches a ticket.
pub struct TicketWatcherNode(pub ticket_watcher::Model);

/// Somebody who is told of what happens to a ticket. Employees of the ISP are shown to staff alone.
#[Object(name = "TicketWatcher")]
impl TicketWatcherNode {
    /// On which side it stands.
    async fn kind(&self) -> AuthorKind {
        self.0.kind
    }

    /// What it is called.
    async fn name(&self, ctx: &Context<'_>) -> Option<Result<String, ApiError>> {
        nullable(Box::pin(async {
            let account = request(ctx).loaders.identity.load_one(AccountById(self.0.account_id)).await?;
            Ok(account.map(|account| account.display_name))
        }))
        .await
    }

    /// Whether it is the caller.
    async fn own(&self, ctx: &Context<'_>) -> bool {
        request(ctx).scope.actor().account().is_some_and(|account| account.id == self.0.account_id)
    }

    /// Since when.
    async fn since(&self) -> DateTime {
        DateTime(self.0.since)
    }
}
