//! What the customer reads.

use async_graphql::{Context, ID, Object};

use super::author::TicketAuthorNode;
use crate::db::Scope;
use crate::graphql::connection::Connected;
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::write;
use crate::graphql::scalars::DateTime;
use crate::kernel::ids::TicketId;
use crate::kernel::page::{Page, PageRequest, encode_cursor};
use crate::tickets::entity::ticket_reply::{self, ReplyChannel};
use crate::tickets::{self, TextKey};

/// A reply on a ticket that the caller may see.
pub struct TicketReplyNode(pub ticket_reply::Model);

crate::connection!(
    TicketReplyConnection("TicketReplyConnection"),
    TicketReplyEdge("TicketReplyEdge"),
    TicketReplyNode,
    "A page of the replies on a ticket, the first first."
);

impl TicketReplyConnection {
    /// The page made of the rows fetched for `request`: one more than asked for tells that there are more.
    pub(super) fn of_rows(
        scope: &Scope,
        ticket: TicketId,
        rows: Vec<ticket_reply::Model>,
        request: &PageRequest<TextKey>,
    ) -> Self {
        let scope = scope.clone();
        let count = Box::new(move || {
            let scope = scope.clone();
            Box::pin(async move { Ok(tickets::count_replies(&scope, ticket).await?) }) as _
        });
        let cursor = |row: &ticket_reply::Model| encode_cursor(&TextKey(row.created_at, row.id.0));
        Self(Connected::new(Page::from_fetched(rows, request), cursor, TicketReplyNode, count))
    }
}

/// A public reply on a ticket. Visible to whoever sees the ticket.
#[Object(name = "TicketReply")]
impl TicketReplyNode {
    /// The reply's id.
    async fn id(&self) -> ID {
        write(self.0.id)
    }

    /// Who wrote it.
    async fn author(&self) -> TicketAuthorNode {
        let row = &self.0;
        TicketAuthorNode { kind: row.author_kind, id: row.author_id, name: row.author_name.clone() }
    }

    /// The text: plain, at most 20,000 characters.
    async fn body(&self) -> &str {
        &self.0.body
    }

    /// How it came.
    async fn channel(&self) -> ReplyChannel {
        self.0.channel
    }

    /// When.
    async fn created_at(&self) -> DateTime {
        DateTime(self.0.created_at)
    }

    /// The files that came with it; at most 10.
    async fn attachments(
        &self,
        ctx: &Context<'_>,
    ) -> Result<Vec<crate::tickets::graphql::AttachmentNode>, ApiError> {
        Box::pin(async {
            let key = crate::tickets::attachment::loader::AttachmentsOfReply(self.0.id);
            let rows = request(ctx).loaders.attachments.load_one(key).await?.unwrap_or_default();
            Ok(rows.into_iter().map(crate::tickets::graphql::AttachmentNode).collect())
        })
        .await
    }
}
