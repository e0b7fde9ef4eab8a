//! `Notification` in the graph.

use async_graphql::{Context, ID, Object};

use crate::billing::DatedKey;
use crate::db::Scope;
use crate::graphql::connection::{Connected, PageInfo};
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::write;
use crate::graphql::scalars::DateTime;
use crate::kernel::ids::AccountId;
use crate::kernel::page::{PageRequest, encode_cursor};
use crate::notifications::entity::notification;
use crate::notifications::text::describe;
use crate::notifications::topic::{Kind, Topic};
use crate::notifications::{self};

/// A notification of the caller's account.
pub struct NotificationNode(pub notification::Model);

/// Something that the account's owner should know. Visible to the owner alone.
#[Object(name = "Notification")]
impl NotificationNode {
    /// The notification's id.
    pub(crate) async fn id(&self) -> ID {
        write(self.0.id)
    }

    /// What it is about.
    async fn topic(&self) -> Topic {
        self.0.topic
    }

    /// What it tells.
    async fn kind(&self) -> Kind {
        self.0.kind
    }

    /// One line, in the language of the account.
    async fn title(&self, ctx: &Context<'_>) -> String {
        describe(self.0.kind, &self.0.args, &request(ctx).locale).title
    }

    /// A sentence or two, in the language of the account.
    async fn body(&self, ctx: &Context<'_>) -> String {
        describe(self.0.kind, &self.0.args, &request(ctx).locale).body
    }

    /// The object it is about, for `node(id)`; null where there is none to open.
    async fn subject_id(&self) -> Option<ID> {
        self.0.subject.clone().map(ID)
    }

    /// When it came.
    async fn created_at(&self) -> DateTime {
        DateTime(self.0.created_at)
    }

    /// When it was marked as read; null while it is not.
    async fn read_at(&self) -> Option<DateTime> {
        self.0.read_at.map(DateTime)
    }
}

/// A page of the account's notifications, latest first.
pub struct NotificationConnection {
    page: Connected<NotificationNode>,
    scope: Scope,
    account: AccountId,
}

impl NotificationConnection {
    /// One page of an account's inbox.
    pub async fn load(
        scope: &Scope,
        account: AccountId,
        unread_only: bool,
        request: &PageRequest<DatedKey>,
    ) -> Result<Self, ApiError> {
        let page = notifications::page(scope, account, unread_only, request).await?;
        let counted = scope.clone();
        let count = Box::new(move || {
            let scope = counted.clone();
            Box::pin(async move { Ok(notifications::count(&scope, account, unread_only).await?) }) as _
        });
        let cursor = |row: &notification::Model| encode_cursor(&DatedKey(row.created_at, row.id.0));
        let page = Connected::new(page, cursor, NotificationNode, count);
        Ok(Self { page, scope: scope.clone(), account })
    }
}

/// A page of the account's notifications, latest first.
#[Object]
impl NotificationConnection {
    /// The rows with their cursors.
    async fn edges(&self) -> Vec<NotificationEdge<'_>> {
        self.page.rows.iter().map(|(cursor, node)| NotificationEdge { cursor, node }).collect()
    }

    /// The rows.
    async fn nodes(&self) -> Vec<&NotificationNode> {
        self.page.rows.iter().map(|(_, node)| node).collect()
    }

    /// Where the page stands in the list.
    async fn page_info(&self) -> &PageInfo {
        &self.page.info
    }

    /// How many rows the whole list has. Costs a statement of its own, so ask only where it is shown.
    async fn total_count(&self) -> Result<i32, ApiError> {
        Ok(i32::try_from((self.page.count)().await?).unwrap_or(i32::MAX))
    }

    /// How many of the account's notifications are not read, whatever the list is narrowed to. Costs a statement.
    async fn unread_count(&self) -> Result<i32, ApiError> {
        let unread = notifications::count_unread(&self.scope, self.account).await?;
        Ok(i32::try_from(unread).unwrap_or(i32::MAX))
    }
}

/// A row of the list with its cursor.
pub struct NotificationEdge<'a> {
    cursor: &'a str,
    node: &'a NotificationNode,
}

/// A row of the list with its cursor.
#[Object(name = "NotificationEdge")]
impl NotificationEdge<'_> {
    /// The position of the row, for `after` and `before`. Opaque.
    async fn cursor(&self) -> &str {
        self.cursor
    }

    /// The row.
    async fn node(&self) -> &NotificationNode {
        self.node
    }
}
