//! Who wrote something on a ticket.

use async_graphql::{Context, Object};

use crate::graphql::context::request;
use crate::kernel::ids::AccountId;
use crate::tickets::entity::ticket_reply::AuthorKind;

/// Who wrote something.
pub struct TicketAuthorNode {
    /// On which side it stands.
    pub kind: AuthorKind,
    /// The account; none for the system.
    pub id: Option<AccountId>,
    /// What it was called then; empty for the system.
    pub name: String,
}

/// Who wrote something on a ticket. Visible to whoever sees that.
#[Object(name = "TicketAuthor")]
impl TicketAuthorNode {
    /// On which side the author stands.
    async fn kind(&self) -> AuthorKind {
        self.kind
    }

    /// What the author was called then; null for the system.
    async fn name(&self) -> Option<&str> {
        Some(self.name.as_str()).filter(|name| !name.is_empty())
    }

    /// Whether it is the caller.
    async fn own(&self, ctx: &Context<'_>) -> bool {
        let caller = request(ctx).scope.actor().account().map(|account| account.id);
        self.id.is_some() && self.id == caller
    }
}
