//! The source of a page's events.

use std::sync::Arc;

use async_graphql::futures_util::stream::{StreamExt as _, unfold};

use super::visible::{interest, may_receive};
use crate::db::Scope;
use crate::events::{Event, EventType, Feed, Follower, Missed, Received};
use crate::graphql::engine::{Lapse, Renewal};
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

/// Which of the events that a caller may receive a page wants.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Of these types; all where empty.
    pub types: Vec<EventType>,
    /// Of the subject of this external id alone.
    pub subject: Option<String>,
}

/// Follows the tenant's events for the caller of `scope`. What the caller's roles cannot see is left out here, so that it
/// wakes nobody; whether the caller still may see what comes is decided when it is answered. When the roles change, the
/// caller is looked up by `renewal` and the source goes on with those of that moment.
pub async fn open(
    scope: &Scope,
    feed: &Feed,
    wanted: Wanted,
    after: Option<i64>,
    renewal: Arc<dyn Renewal>,
) -> Result<Source, Fault> {
    let follower = feed.follow(scope, interest(scope.actor(), &wanted.types), after).await?;
    let reader = Reader { follower, scope: scope.clone(), wanted, renewal };
    Ok(unfold(Some(reader), |reader| async move {
        let mut reader = reader?;
        match reader.next().await {
            Ok(Some(event)) => Some((Ok(event), Some(reader))),
            Ok(None) => None,
            Err(fault) => Some((Err(fault), None)),
        }
    })
    .boxed())
}

/// A page's way along the events, with the roles that it was looked up with last.
struct Reader {
    follower: Follower,
    scope: Scope,
    wanted: Wanted,
    renewal: Arc<dyn Renewal>,
}

impl Reader {
    async fn next(&mut self) -> Result<Option<subscription::Event>, Fault> {
        loop {
            return Ok(match self.follower.next().await? {
                Some(Received::Event(event)) => {
                    // Apart from the stream's own state: most pages wait most of the time, ten thousand at once.
                    if !Box::pin(self.passes_on(&event)).await? {
                        continue;
                    }
                    Some(Arc::new(FeedEvent::Happened(event)))
                }
                Some(Received::Missed(why, cursor)) => Some(Arc::new(FeedEvent::Missed { why, cursor })),
                None => None,
            });
        }
    }

    /// Whether an event is the page's; one that changes the roles has changed them before that is asked.
    async fn passes_on(&mut self, event: &Arc<Event>) -> Result<bool, Fault> {
        if event.event_type == EventType::AccessChanged {
            match self.renewal.renew().await {
                Ok(context) => {
                    self.scope = context.scope;
                    self.follower.regard(interest(self.scope.actor(), &self.wanted.types));
                }
                Err(Lapse::Fault(fault)) => return Err(fault),
                // Whoever answers it finds the same.
                Err(Lapse::SessionEnded) => return Ok(true),
            }
        }
        let Wanted { types, subject } = &self.wanted;
        let wanted = (types.is_empty() || types.contains(&event.event_type))
            && subject.as_ref().is_none_or(|subject| *subject == event.subject);
        Ok(wanted && may_receive(&self.scope, event).await?)
    }
}
