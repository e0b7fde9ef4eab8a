//! `markNotificationsRead`.

use async_graphql::{Context, ID, InputObject, Object};

use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::read;
use crate::kernel::ids::{AccountId, NotificationId};
use crate::kernel::problem::Invalid;
use crate::notifications;

/// Ids taken at most.
const MAX_IDS: usize = 100;

/// Which notifications were read.
#[derive(InputObject)]
pub struct MarkNotificationsReadInput {
    /// Their ids, at most 100; all of the account's if absent. Those that are not the account's own are passed over.
    pub ids: Option<Vec<ID>>,
}

/// The outcome of `markNotificationsRead`.
pub struct MarkNotificationsReadPayload {
    marked: u64,
    account: AccountId,
}

/// The outcome of `markNotificationsRead`.
#[Object]
impl MarkNotificationsReadPayload {
    /// How many were unread before.
    async fn marked_count(&self) -> i32 {
        i32::try_from(self.marked).unwrap_or(i32::MAX)
    }

    /// How many are unread now.
    async fn unread_count(&self, ctx: &Context<'_>) -> Result<i32, ApiError> {
        let unread = notifications::count_unread(&request(ctx).scope, self.account).await?;
        Ok(i32::try_from(unread).unwrap_or(i32::MAX))
    }
}

/// See [`MarkNotificationsReadMutation::mark_notifications_read`].
#[derive(Default)]
pub struct MarkNotificationsReadMutation;

#[Object]
impl MarkNotificationsReadMutation {
    /// Marks notifications of the caller's account as read, and tells its other pages. For anybody signed in. It cannot be
    /// refused, so there are no `userErrors`.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.markNotificationsRead\")")]
    async fn mark_notifications_read(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which notifications were read.")] input: MarkNotificationsReadInput,
    ) -> Result<MarkNotificationsReadPayload, ApiError> {
        let request = request(ctx);
        let account = request.scope.actor().account().ok_or(ApiError::Unauthenticated)?.id;
        let ids = input.ids.as_deref().map(read_all).transpose()?;
        let marked = notifications::mark_read(&request.scope, account, ids.as_deref()).await?;
        Ok(MarkNotificationsReadPayload { marked, account })
    }
}

fn read_all(ids: &[ID]) -> Result<Vec<NotificationId>, ApiError> {
    if ids.len() > MAX_IDS {
        return Err(Invalid::new("input.ids", format!("must be at most {MAX_IDS}")).into());
    }
    ids.iter().map(|id| read(id, "input.ids")).collect()
}
