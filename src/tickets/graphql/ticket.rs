//! `Ticket` in the graph.

use async_graphql::{Context, ID, Object};

use super::author::TicketAuthorNode;
use super::note::TicketNoteConnection;
use super::reply::{TicketReplyConnection, TicketReplyNode};
use super::transition::TicketTransitionNode;
use super::watcher::TicketWatcherNode;
use crate::catalog::graphql::SubscriptionNode;
use crate::catalog::loader::SubscriptionById;
use crate::customers::graphql::CustomerNode;
use crate::customers::loader::CustomerById;
use crate::db::Scope;
use crate::graphql::connection::Connected;
use crate::graphql::context::request;
use crate::graphql::error::{ApiError, nullable};
use crate::graphql::ids::write;
use crate::graphql::scalars::DateTime;
use crate::identity::loader::AccountById;
use crate::kernel::page::{PageRequest, encode_cursor};
use crate::tickets::entity::ticket::{
    TicketCategory, TicketPriority, TicketSharing, TicketSource, TicketStatus,
};
use crate::tickets::entity::ticket_reply::AuthorKind;
use crate::tickets::loader::{
    BeginningOf, HistoryOf, IncidentOfTicket, LastReplyOf, NotesOf, RepliesOf, SeenTicketById, TagsOf,
    WatchersOf,
};
use crate::tickets::status::ways;
use crate::tickets::{SeenTicket, TicketKey, TicketList, TicketOrder};

/// Replies and notes of a ticket where nobody says how many.
const TEXTS_AT_ONCE: i32 = 20;

/// A ticket that the caller may see.
pub struct TicketNode(pub SeenTicket);

crate::connection!(
    TicketConnection("TicketConnection"),
    TicketEdge("TicketEdge"),
    TicketNode,
    "A page of tickets, in the order that was asked for."
);

impl TicketConnection {
    /// One page of a list.
    pub async fn load(
        scope: &Scope,
        list: TicketList,
        order: TicketOrder,
        request: &PageRequest<TicketKey>,
    ) -> Result<Self, ApiError> {
        order.check(request)?;
        let page = list.page(scope, order, request).await?;
        let scope = scope.clone();
        let count = Box::new(move || {
            let (scope, list) = (scope.clone(), list.clone());
            Box::pin(async move { Ok(list.count(&scope).await?) }) as _
        });
        let cursor = move |seen: &SeenTicket| {
            order.position(&seen.ticket).map(|key| encode_cursor(&key)).unwrap_or_default()
        };
        Ok(Self(Connected::new(page, cursor, TicketNode, count)))
    }
}

impl TicketNode {
    /// A ticket that was seen.
    pub fn new(seen: SeenTicket) -> Self {
        Self(seen)
    }
}

/// Something that a customer wants done, and what has become of it. Visible to staff, to the resellers that serve the
/// customer, and to the members whose right covers its category: all of them where it is shared, otherwise the owners, who
/// opened it and who watches it.
#[Object(name = "Ticket")]
impl TicketNode {
    /// The ticket's id.
    pub(crate) async fn id(&self) -> ID {
        write(self.0.ticket.id)
    }

    /// The ticket's number, e.g. `TKT-2026-000123`; unique within the ISP.
    async fn number(&self) -> &str {
        &self.0.ticket.number
    }

    /// What it is about, in words.
    async fn subject(&self) -> &str {
        &self.0.ticket.subject
    }

    /// What it is about, as a kind.
    async fn category(&self) -> TicketCategory {
        self.0.ticket.category
    }

    /// How urgent it is.
    async fn priority(&self) -> TicketPriority {
        self.0.ticket.priority
    }

    /// Where it stands.
    async fn status(&self) -> TicketStatus {
        self.0.ticket.status
    }

    /// How it came.
    async fn source(&self) -> TicketSource {
        self.0.ticket.source
    }

    /// Which members of the customer see it.
    async fn sharing(&self) -> TicketSharing {
        self.0.ticket.sharing
    }

    /// Who opened it. What an employee of the ISP is called is shown to staff alone.
    async fn opened_by(&self, ctx: &Context<'_>) -> Option<Result<TicketAuthorNode, ApiError>> {
        nullable(Box::pin(async {
            let loaders = &request(ctx).loaders;
            let began = loaders.tickets.load_one(BeginningOf(self.0.ticket.id)).await?;
            let Some(began) = began else { return Ok(None) };
            let shown = self.0.is_staff() || began.author_kind != AuthorKind::Staff;
            let account = match began.author_id.filter(|_| shown) {
                Some(id) => loaders.identity.load_one(AccountById(id)).await?,
                None => None,
            };
            let name = account.map(|account| account.display_name).unwrap_or_default();
            Ok(Some(TicketAuthorNode { kind: began.author_kind, id: began.author_id, name }))
        }))
        .await
    }

    /// Whether the caller opened it.
    async fn own(&self) -> bool {
        self.0.own
    }

    /// Where the caller may bring it now: staff by `moveTicket`, whoever may write on it to OPEN and CLOSED by
    /// `reopenTicket` and `closeTicket`. Empty for who may not.
    async fn allowed_transitions(&self, ctx: &Context<'_>) -> Vec<TicketStatus> {
        let mut targets = ways(&self.0.ticket, request(ctx).scope.now());
        let live = self.0.ticket.status.is_live();
        if !self.0.is_staff() {
            let own = |target: &TicketStatus| match target {
                TicketStatus::Closed => true,
                TicketStatus::Open => !live,
                _ => false,
            };
            targets.retain(|target| self.0.may_write() && own(target));
        }
        targets
    }

    /// The customer whose it is; null where the caller may not see the customer.
    async fn customer(&self, ctx: &Context<'_>) -> Option<Result<CustomerNode, ApiError>> {
        nullable(Box::pin(async {
            let key = CustomerById(self.0.ticket.customer_id);
            Ok(request(ctx).loaders.customers.load_one(key).await?.map(CustomerNode::new))
        }))
        .await
    }

    /// The service it is about; null where it is about none.
    async fn service(&self, ctx: &Context<'_>) -> Option<Result<SubscriptionNode, ApiError>> {
        nullable(Box::pin(async {
            let Some(id) = self.0.ticket.subscription_id else { return Ok(None) };
            let row = request(ctx).loaders.catalog.load_one(SubscriptionById(id)).await?;
            Ok(row.map(SubscriptionNode::new))
        }))
        .await
    }

    /// What was promised for it, and how it stands; null where nothing was.
    async fn sla(
        &self,
        ctx: &Context<'_>,
    ) -> Option<Result<crate::tickets::graphql::TicketSlaNode, ApiError>> {
        nullable(Box::pin(crate::tickets::graphql::sla_of(ctx, &self.0.ticket))).await
    }

    /// Who works on it, and what else its customer does not see; null for everybody but staff.
    async fn desk(&self, ctx: &Context<'_>) -> Option<crate::tickets::graphql::TicketDeskNode> {
        crate::tickets::graphql::desk_of(ctx, &self.0.ticket)
    }

    /// The line of an invoice it is about, as in `Invoice.lines`; null where it is about none.
    async fn invoice_line_id(&self) -> Option<ID> {
        self.0.ticket.invoice_line_id.map(write)
    }

    /// The incident it belongs to; null where it belongs to none, or to one that the caller may not see.
    async fn incident(
        &self,
        ctx: &Context<'_>,
    ) -> Option<Result<crate::network::graphql::IncidentNode, ApiError>> {
        nullable(Box::pin(async {
            let Some(id) = self.0.ticket.incident_id else { return Ok(None) };
            let row = request(ctx).loaders.tickets.load_one(IncidentOfTicket(id)).await?;
            Ok(row.map(crate::network::graphql::IncidentNode))
        }))
        .await
    }

    /// The replies, the first first. `first` or `last`, at most 100; the first 20 if neither is given.
    async fn replies(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Replies from the start, 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "Replies after this cursor.")] after: Option<String>,
        #[graphql(desc = "Replies from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Replies before this cursor.")] before: Option<String>,
    ) -> Result<TicketReplyConnection, ApiError> {
        Box::pin(async {
            let request = request(ctx);
            let page =
                PageRequest::from_args(at_once(first, last), after.as_deref(), last, before.as_deref())?;
            let key = RepliesOf { ticket: self.0.ticket.id, page: (&page).into() };
            let rows = request.loaders.tickets.load_one(key).await?.unwrap_or_default();
            Ok(TicketReplyConnection::of_rows(&request.scope, self.0.ticket.id, rows, &page))
        })
        .await
    }

    /// The last reply.
    async fn last_reply(&self, ctx: &Context<'_>) -> Option<Result<TicketReplyNode, ApiError>> {
        nullable(Box::pin(async {
            let row = request(ctx).loaders.tickets.load_one(LastReplyOf(self.0.ticket.id)).await?;
            Ok(row.map(TicketReplyNode))
        }))
        .await
    }

    /// The internal notes, the first first. `first` or `last`, at most 100; the first 20 if neither is given. For staff:
    /// FORBIDDEN.
    async fn notes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Notes from the start, 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "Notes after this cursor.")] after: Option<String>,
        #[graphql(desc = "Notes from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Notes before this cursor.")] before: Option<String>,
    ) -> Option<Result<TicketNoteConnection, ApiError>> {
        nullable(Box::pin(async {
            if !self.0.is_staff() {
                return Err(ApiError::Forbidden);
            }
            let request = request(ctx);
            let page =
                PageRequest::from_args(at_once(first, last), after.as_deref(), last, before.as_deref())?;
            let key = NotesOf { ticket: self.0.ticket.id, page: (&page).into() };
            let rows = request.loaders.tickets.load_one(key).await?.unwrap_or_default();
            Ok(Some(TicketNoteConnection::of_rows(&request.scope, self.0.ticket.id, rows, &page)))
        }))
        .await
    }

    /// The latest changes of its status, the latest first; at most 100.
    async fn history(&self, ctx: &Context<'_>) -> Result<Vec<TicketTransitionNode>, ApiError> {
        Box::pin(async {
            let rows = request(ctx).loaders.tickets.load_one(HistoryOf(self.0.ticket.id)).await?;
            let staff = self.0.is_staff();
            let node = |row| TicketTransitionNode { row, staff };
            Ok(rows.unwrap_or_default().into_iter().map(node).collect())
        })
        .await
    }

    /// Who watches it, the first first; at most 20. Employees of the ISP are shown to staff alone.
    async fn watchers(&self, ctx: &Context<'_>) -> Result<Vec<TicketWatcherNode>, ApiError> {
        Box::pin(async {
            let rows = request(ctx).loaders.tickets.load_one(WatchersOf(self.0.ticket.id)).await?;
            let mut rows = rows.unwrap_or_default();
            let staff = self.0.is_staff();
            rows.retain(|row| staff || row.kind != AuthorKind::Staff);
            Ok(rows.into_iter().map(TicketWatcherNode).collect())
        })
        .await
    }

    /// Whether the caller watches it.
    async fn watching(&self, ctx: &Context<'_>) -> Result<bool, ApiError> {
        Box::pin(async {
            let request = request(ctx);
            let Some(account) = request.scope.actor().account() else { return Ok(false) };
            let rows = request.loaders.tickets.load_one(WatchersOf(self.0.ticket.id)).await?;
            Ok(rows.unwrap_or_default().iter().any(|row| row.account_id == account.id))
        })
        .await
    }

    /// The tags, by name; at most 20. For staff: FORBIDDEN.
    async fn tags(&self, ctx: &Context<'_>) -> Option<Result<Vec<String>, ApiError>> {
        nullable(Box::pin(async {
            if !self.0.is_staff() {
                return Err(ApiError::Forbidden);
            }
            let rows = request(ctx).loaders.tickets.load_one(TagsOf(self.0.ticket.id)).await?;
            Ok(Some(rows.unwrap_or_default().into_iter().map(|row| row.tag).collect()))
        }))
        .await
    }

    /// The ticket that goes on in its place; null unless it was merged.
    async fn merged_into(&self, ctx: &Context<'_>) -> Option<Result<TicketNode, ApiError>> {
        nullable(Box::pin(async {
            let Some(id) = self.0.ticket.merged_into_id else { return Ok(None) };
            Ok(request(ctx).loaders.tickets.load_one(SeenTicketById(id)).await?.map(TicketNode))
        }))
        .await
    }

    /// How often it was opened again.
    async fn reopen_count(&self) -> i32 {
        self.0.ticket.reopen_count
    }

    /// How content the customer was, 1 to 5; null where it has not said.
    async fn rating(&self) -> Option<i32> {
        self.0.ticket.rating.map(i32::from)
    }

    /// The same in the customer's words; null where there are none.
    async fn rating_comment(&self) -> Option<&str> {
        self.0.ticket.rating_comment.as_deref()
    }

    /// When it was opened.
    async fn created_at(&self) -> DateTime {
        DateTime(self.0.ticket.created_at)
    }

    /// When somebody last wrote on it or changed something that the customer sees.
    async fn updated_at(&self) -> DateTime {
        DateTime(self.0.ticket.updated_at)
    }

    /// When it was solved; null unless it is.
    async fn resolved_at(&self) -> Option<DateTime> {
        self.0.ticket.resolved_at.map(DateTime)
    }

    /// When it was closed; null unless it is.
    async fn closed_at(&self) -> Option<DateTime> {
        self.0.ticket.closed_at.map(DateTime)
    }

    /// Counts the changes of the ticket, for `expectedVersion`.
    async fn version(&self) -> i32 {
        self.0.ticket.version
    }
}

fn at_once(first: Option<i32>, last: Option<i32>) -> Option<i32> {
    first.or(last.is_none().then_some(TEXTS_AT_ONCE))
}
