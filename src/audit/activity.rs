//! Who has viewed or changed a customer or an account: what its owner is told.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::store;
use crate::db::Scope;
use crate::db::audit::ActorKind;
use crate::kernel::clock::Instant;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{AccountId, CustomerId};
use crate::kernel::page::{Page, PageRequest};

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, async_graphql::Enum)]
pub enum ActivityKind {
    /// It stood on a page of a list that somebody looked at.
    Listed,
    /// Somebody opened it, or something that belongs to it.
    Opened,
    /// Somebody looked through the customer's own eyes.
    ViewedAs,
    /// Somebody changed it, or something that belongs to it.
    Changed,
}

/// Whose activity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActivityOf {
    /// A customer's.
    Customer(CustomerId),
    /// An account's: what was done to it, and what it has done itself.
    Account(AccountId),
}

/// One row of an activity. Looks are one row an hour for each viewer and kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Activity {
    /// The row in the log it comes from.
    pub id: Uuid,
    /// When; of looks the first of the hour.
    pub at: Instant,
    /// What happened.
    pub kind: ActivityKind,
    /// What was done, of a change.
    pub action: Option<String>,
    /// Who it was; none for the system.
    pub actor: Option<AccountId>,
    /// What the actor was to it.
    pub actor_kind: Option<ActorKind>,
    /// The external id of what it was done to.
    pub subject: String,
    /// Why, if a reason was given.
    pub reason: Option<String>,
}

/// The position of a row, the latest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActivityKey(pub Instant, pub Uuid);

/// One page.
pub async fn activity(
    scope: &Scope,
    of: ActivityOf,
    request: &PageRequest<ActivityKey>,
) -> Result<Page<Activity>, Fault> {
    Ok(store::activity(scope, of, request).await?)
}

/// How many rows there are.
pub async fn count_activity(scope: &Scope, of: ActivityOf) -> Result<u64, Fault> {
    Ok(store::count_activity(scope, of).await?)
}
