//! The source of a page's events.

use std::sync::Arc;

use async_graphql::futures_util::stream::{StreamExt as _, unfold};

use super::visible::{interest, may_receive};
use crate::db::Scope;
use crate::events::{Event, EventType, Feed, Follower, Missed, Received};
use crate::graphql::subscription::{self, Source};
use crate::kernel::fault::Fault;

/// What a page receives.
#[derive(Debug)]
pub enum FeedEvent {
    /// Something has happened.
    Happened(Arc<Event>),
    /// Something was missed for good; the stream goes on after the cursor.
    Missed {
        /// Why.
        why: Missed,
        /// After which cursor it goes on.
        cursor: i64,
    },
}

/// Follows the tenant's events for the caller of `scope`. What the roles of this moment cannot see is left out here, so
/// that it wakes nobody; whether the caller still may see what comes is decided when it is answered.
pub async fn open(
    scope: &Scope,
    feed: &Feed,
    types: &[EventType],
    after: Option<i64>,
) -> Result<Source, Fault> {
    let follower = feed.follow(scope, interest(scope.actor(), types), after).await?;
    let state = Some((follower, scope.clone()));
    Ok(unfold(state, |state| async move {
        let (mut follower, scope) = state?;
        match next(&mut follower, &scope).await {
            Ok(Some(event)) => Some((Ok(event), Some((follower, scope)))),
            Ok(None) => None,
            Err(fault) => Some((Err(fault), None)),
        }
    })
    .boxed())
}

async fn next(follower: &mut Follower, scope: &Scope) -> Result<Option<subscription::Event>, Fault> {
    loop {
        return Ok(match follower.next().await? {
            Some(Received::Event(event)) => {
                if !may_receive(scope, &event).await? {
                    continue;
                }
                Some(Arc::new(FeedEvent::Happened(event)))
            }
            Some(Received::Missed(why, cursor)) => Some(Arc::new(FeedEvent::Missed { why, cursor })),
            None => None,
        });
    }
}
