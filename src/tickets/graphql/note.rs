//! What staff alone reads.

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
use crate::tickets::entity::ticket_note;
use crate::tickets::entity::ticket_reply::AuthorKind;
use crate::tickets::{self, TextKey};

/// A note on a ticket that the caller works on.
pub struct TicketNoteNode(pub ticket_note::Model);

crate::connection!(
    TicketNoteConnection("TicketNoteConnection"),
    TicketNoteEdge("TicketNoteEdge"),
    TicketNoteNode,
    "A page of the notes on a ticket, the first first."
);

impl TicketNoteConnection {
    /// The page made of the rows fetched for `request`: one more than asked for tells that there are more.
    pub(super) fn of_rows(
        scope: &Scope,
        ticket: TicketId,
        rows: Vec<ticket_note::Model>,
        request: &PageRequest<TextKey>,
    ) -> Self {
        let scope = scope.clone();
        let count = Box::new(move || {
            let scope = scope.clone();
            Box::pin(async move { Ok(tickets::count_notes(&scope, ticket).await?) }) as _
        });
        let cursor = |row: &ticket_note::Model| encode_cursor(&TextKey(row.created_at, row.id.0));
        Self(Connected::new(Page::from_fetched(rows, request), cursor, TicketNoteNode, count))
    }
}

/// An internal note on a ticket. For staff alone.
#[Object(name = "TicketNote")]
impl TicketNoteNode {
    /// The note's id.
    async fn id(&self) -> ID {
        write(self.0.id)
    }

    /// Who wrote it.
    async fn author(&self) -> TicketAuthorNode {
        let row = &self.0;
        let kind = if row.author_id.is_some() { AuthorKind::Staff } else { AuthorKind::System };
        TicketAuthorNode { kind, id: row.author_id, name: row.author_name.clone() }
    }

    /// What the author was called then; null for the system.
    async fn author_name(&self) -> Option<&str> {
        Some(self.0.author_name.as_str()).filter(|name| !name.is_empty())
    }

    /// The text: plain, at most 20,000 characters.
    async fn body(&self) -> &str {
        &self.0.body
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
            let key = crate::tickets::attachment::loader::AttachmentsOfNote(self.0.id);
            let rows = request(ctx).loaders.attachments.load_one(key).await?.unwrap_or_default();
            Ok(rows.into_iter().map(crate::tickets::graphql::AttachmentNode).collect())
        })
        .await
    }
}
