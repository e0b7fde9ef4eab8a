//! The root of all subscriptions.

use std::sync::Arc;

use async_graphql::futures_util::stream::BoxStream;
use async_graphql::{Context, ID, Subscription};

use super::event::{Facts, PortalEvent, ResyncEvent};
use super::ticket_event::{TicketEvent, TicketUpdate};
use super::typing::TicketPresenceEvent;
use crate::automation;
use crate::automation::graphql::AutomationLogUpdate;
use crate::automation::live::Printed;
use crate::events::EventType;
use crate::graphql::context::request;
use crate::graphql::engine::Renewal;
use crate::graphql::error::ApiError;
use crate::graphql::ids::read;
use crate::graphql::scalars::Cursor;
use crate::graphql::subscription::{Event, foreign, step, step_of_any};
use crate::kernel::ids::{AutomationRunId, TicketId};
use crate::kernel::problem::Invalid;
use crate::portal::feed::{self, FeedEvent, Wanted};
use crate::tickets;
use crate::tickets::presence::Typing;

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
            let wanted = Wanted { types: types.unwrap_or_default(), subject: None };
            let after = after.map(|cursor| cursor.0);
            let renewal = ctx.data_unchecked::<Arc<dyn Renewal>>().clone();
            Ok(feed::open(&request.scope, &request.feed, wanted, after, renewal).await?)
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

    /// What happens to one ticket, for a page that shows it: its events as in `portalEvents`, each once and in order, and
    /// who is writing on it, which is not kept. With `after` first every event since that cursor, then live; without it live
    /// only. For whoever may see the ticket, which is asked for each event anew: BAD_USER_INPUT where there is no such ticket
    /// for the caller.
    #[graphql(guard = "crate::graphql::access::at(\"Subscription.ticketEvents\")")]
    async fn ticket_events(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The ticket.")] ticket_id: ID,
        #[graphql(
            desc = "The cursor of the last event that was received, or `viewer.eventCursor` of when the page was loaded."
        )]
        after: Option<Cursor>,
    ) -> Result<BoxStream<'static, TicketUpdate>, ApiError> {
        let request = request(ctx);
        let ticket: TicketId = read(&ticket_id, "ticketId")?;
        let open = Box::pin(async {
            if tickets::seen(&request.scope, &[ticket]).await?.is_empty() {
                let missing = Invalid::new("ticketId", "there is no such ticket");
                return Err(ApiError::BadUserInput(missing));
            }
            let after = after.map(|cursor| cursor.0);
            let renewal = ctx.data_unchecked::<Arc<dyn Renewal>>().clone();
            Ok(feed::open_ticket(&request.scope, &request.feed, ticket, after, renewal).await?)
        });
        step_of_any(ctx, open, |event| Box::pin(ticket_update(ctx, event))).await
    }

    /// What a run of a playbook prints, as it prints it: first everything after the given line, then live, each line once and in
    /// order, until the run is over. For support, the NOC and tenant administrators, which is asked for each answer anew;
    /// BAD_USER_INPUT where there is no such run for the caller.
    #[graphql(guard = "crate::graphql::access::at(\"Subscription.automationLog\")")]
    async fn automation_log(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The run.")] run_id: ID,
        #[graphql(
            desc = "The number of the last line that was received; everything from the first line on if absent."
        )]
        after: Option<i32>,
    ) -> Result<BoxStream<'static, AutomationLogUpdate>, ApiError> {
        let request = request(ctx);
        let run: AutomationRunId = read(&run_id, "runId")?;
        let open = Box::pin(async {
            if automation::open_runs(&request.scope, &[run]).await?.is_empty() {
                return Err(ApiError::BadUserInput(Invalid::new("runId", "there is no such run")));
            }
            let after = after.unwrap_or_default().max(0);
            Ok(automation::live::follow(&request.scope, &request.feed, run, after))
        });
        step::<Printed, _>(ctx, open, async |printed: Arc<Printed>| {
            AutomationLogUpdate::of(ctx, &printed).await
        })
        .await
    }
}

/// What a page that shows a ticket is told.
async fn ticket_update(ctx: &Context<'_>, event: Event) -> Result<Option<TicketUpdate>, ApiError> {
    match event.downcast::<FeedEvent>() {
        Ok(event) => ticket_event(ctx, &event).await,
        Err(other) => typing_of(ctx, &*other.downcast::<Typing>().map_err(|_| foreign())?).await,
    }
}

/// What it is told of an event.
async fn ticket_event(ctx: &Context<'_>, event: &FeedEvent) -> Result<Option<TicketUpdate>, ApiError> {
    let scope = &request(ctx).scope;
    Ok(match event {
        FeedEvent::Happened(happened) if feed::may_receive(scope, happened).await? => happened
            .cursor
            .map(|cursor| TicketUpdate::Ticket(TicketEvent(Facts { event: happened.clone(), cursor }))),
        FeedEvent::Happened(_) => None,
        FeedEvent::Missed { why, cursor } => {
            Some(TicketUpdate::Resync(ResyncEvent::of(*why, *cursor, scope.real_now())))
        }
    })
}

/// What it is told of somebody who writes.
async fn typing_of(ctx: &Context<'_>, typing: &Typing) -> Result<Option<TicketUpdate>, ApiError> {
    let seen = tickets::seen(&request(ctx).scope, &[typing.ticket]).await?.pop();
    Ok(seen.map(|seen| {
        let for_staff = seen.is_staff();
        TicketUpdate::Presence(TicketPresenceEvent { typing: typing.clone(), for_staff })
    }))
}
