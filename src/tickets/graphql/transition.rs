//! The history of a ticket.

use async_graphql::{Context, ID, Object};

use crate::graphql::context::request;
use crate::graphql::error::{ApiError, nullable};
use crate::graphql::ids::write;
use crate::graphql::scalars::DateTime;
use crate::identity::loader::AccountById;
use crate::tickets::entity::ticket::TicketStatus;
use crate::tickets::entity::ticket_reply::AuthorKind;
use crate::tickets::entity::ticket_transition;

/// A change of a ticket's status, and whether the caller works on tickets.
pub struct TicketTransitionNode {
    /// The change.
    pub row: ticket_transition::Model,
    /// Whether the caller works on tickets.
    pub staff: bool,
}

/// A change of a ticket's status. Visible to whoever sees the ticket.
#[Object(name = "TicketTransition")]
impl TicketTransitionNode {
    /// The change's id.
    async fn id(&self) -> ID {
        write(self.row.id)
    }

    /// Where it stood; null where it was opened.
    async fn from(&self) -> Option<TicketStatus> {
        self.row.from_status
    }

    /// Where it stands since.
    async fn to(&self) -> TicketStatus {
        self.row.to_status
    }

    /// On which side whoever changed it stands.
    async fn by(&self) -> AuthorKind {
        self.row.author_kind
    }

    /// What whoever changed it is called; null for the system, and for employees of the ISP to everybody but staff.
    async fn name(&self, ctx: &Context<'_>) -> Option<Result<String, ApiError>> {
        nullable(Box::pin(async {
            let shown = self.staff || self.row.author_kind != AuthorKind::Staff;
            let Some(id) = self.row.author_id.filter(|_| shown) else { return Ok(None) };
            let account = request(ctx).loaders.identity.load_one(AccountById(id)).await?;
            Ok(account.map(|account| account.display_name))
        }))
        .await
    }

    /// When.
    async fn at(&self) -> DateTime {
        DateTime(self.row.at)
    }
}
