//! The root of all subscriptions.

use std::sync::Arc;

use async_graphql::futures_util::stream::BoxStream;
use async_graphql::{Context, Subscription};

use super::event::PortalEvent;
use crate::events::EventType;
use crate::graphql::context::request;
use crate::graphql::engine::Renewal;
use crate::graphql::error::ApiError;
use crate::graphql::scalars::Cursor;
use crate::graphql::subscription::step;
use crate::portal::feed::{self, FeedEvent};

/// The root of all subscriptions.
pub struct SubscriptionRoot;

/// The root of all subscriptions. Each answer is made with the time, the session and the roles of its own moment; the
/// subscription ends with the session.
#[Subscription(name = "Subscription")]
impl SubscriptionRoot {
    /// What happens to what the caller may see: each event once, in the order in which it happened, those of one subject
    /// never turned round. With `after` first everything since that cursor, on any server, then live; without it live
    /// only. Where something was missed for good the first answer is a `ResyncEvent`. For anybody signed in; roles that are
    /// given or taken away count at once, and an `AccessEvent` tells of them.
    #[graphql(guard = "crate::graphql::access::at(\"Subscription.portalEvents\")")]
    async fn portal_events(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "The cursor of the last event that was received, or `viewer.eventCursor` of when the page was loaded."
        )]
        after: Option<Cursor>,
        #[graphql(desc = "Only events of these types; all if absent or empty. RESYNC comes in any case.")]
        types: Option<Vec<EventType>>,
    ) -> Result<BoxStream<'static, PortalEvent>, ApiError> {
        let request = request(ctx);
        let open = async {
            let types = types.unwrap_or_default();
            let after = after.map(|cursor| cursor.0);
            let renewal = ctx.data_unchecked::<Arc<dyn Renewal>>().clone();
            Ok(feed::open(&request.scope, &request.feed, &types, after, renewal).await?)
        };
        let answer = async |event: Arc<FeedEvent>| match &*event {
            FeedEvent::Happened(happened) => {
                let allowed = feed::may_receive(&request.scope, happened).await?;
                Ok(if allowed { PortalEvent::of(happened) } else { None })
            }
            FeedEvent::Missed { why, cursor } => {
                Ok(Some(PortalEvent::missed(*why, *cursor, request.scope.real_now())))
            }
        };
        step::<FeedEvent, _>(ctx, open, answer).await
    }
}
