//! Who is writing on a ticket: `announceTyping`, and what others hear of it.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use chrono::TimeDelta;

use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::{read, write};
use crate::graphql::outcome::{told, use_case_errors};
use crate::graphql::scalars::DateTime;
use crate::ports::throttle::RateLimit;
use crate::tickets::presence::{self, AuthorKind, Typing};

/// How often an account may say that it writes: a page that says so every five seconds, and then some.
const LIMIT: RateLimit = RateLimit { max: 30, window: TimeDelta::minutes(1) };

/// Somebody is writing on a ticket.
pub struct TicketPresenceEvent {
    pub(super) typing: Typing,
    /// Whether the reader works on tickets.
    pub(super) for_staff: bool,
}

/// Somebody is writing a public reply on a ticket at this moment. It has no cursor, is not kept and may be lost.
#[Object]
impl TicketPresenceEvent {
    /// The ticket.
    async fn ticket_id(&self) -> ID {
        write(self.typing.ticket)
    }

    /// On which side somebody writes. For a customer it is the ISP that does, and not an employee of it.
    async fn kind(&self) -> Option<AuthorKind> {
        self.typing.kind()
    }

    /// What the person is called. For staff alone: null for others.
    async fn who(&self) -> Option<&str> {
        self.for_staff.then_some(self.typing.name.as_str())
    }

    /// The person's account. For staff alone: null for others.
    async fn account_id(&self) -> Option<ID> {
        self.for_staff.then(|| write(self.typing.account))
    }

    /// When it was said.
    async fn since(&self) -> DateTime {
        DateTime(self.typing.at)
    }

    /// Until when it is to be shown, unless it is said again or a reply comes.
    async fn until(&self) -> DateTime {
        DateTime(self.typing.until())
    }
}

use_case_errors! {
    AnnounceTypingErrorCode, AnnounceTypingUserError ("AnnounceTypingUserError"), "Why nobody was told." {
        /// There is no such ticket.
        NotFound,
    }
}

/// On which ticket the caller writes.
#[derive(InputObject)]
pub struct AnnounceTypingInput {
    /// The ticket.
    pub ticket_id: ID,
}

/// The outcome of `announceTyping`.
#[derive(SimpleObject)]
pub struct AnnounceTypingPayload {
    /// Until when the caller is shown as writing; null when there is an error.
    until: Option<DateTime>,
    /// Why nobody was told; empty on success.
    user_errors: Vec<AnnounceTypingUserError>,
}

/// See [`AnnounceTypingMutation::announce_typing`].
#[derive(Default)]
pub struct AnnounceTypingMutation;

#[Object]
impl AnnounceTypingMutation {
    /// Says that the caller is writing a public reply on a ticket: whoever follows it by `ticketEvents` hears so. Say it
    /// again every five seconds while it goes on, and not for a note. At most 30 times a minute: RATE_LIMITED. For whoever may
    /// write on the ticket: FORBIDDEN. Nothing is kept of it.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.announceTyping\")")]
    async fn announce_typing(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "On which ticket the caller writes.")] input: AnnounceTypingInput,
    ) -> Result<AnnounceTypingPayload, ApiError> {
        let ticket = read(&input.ticket_id, "input.ticketId")?;
        let request = request(ctx);
        let caller = request.signed_in.as_ref().ok_or(ApiError::Unauthenticated)?;
        let (scope, account) = (&request.scope, caller.account.id);
        let counted = request.identity.count_act(scope, account, "announce-typing", LIMIT).await?;
        counted.map_err(|retry_after| ApiError::RateLimited { retry_after })?;
        let name = &caller.account.display_name;
        let said = Box::pin(presence::announce(scope, &request.feed, ticket, name)).await;
        Ok(match told(said, AnnounceTypingUserError::told)? {
            Ok(typing) => {
                AnnounceTypingPayload { until: Some(DateTime(typing.until())), user_errors: Vec::new() }
            }
            Err(error) => AnnounceTypingPayload { until: None, user_errors: vec![error] },
        })
    }
}
