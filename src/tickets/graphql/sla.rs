//! `Ticket.sla`: what was promised for a ticket, and how it stands.

use std::sync::Arc;

use async_graphql::{Context, Object};

use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::scalars::DateTime;
use crate::kernel::clock::Instant;
use crate::kernel::fault::Fault;
use crate::tickets::entity::ticket;
use crate::tickets::sla::Level;
use crate::tickets::sla::loader::LevelOf;
use crate::tickets::sla::state::{SlaState, Standing};

/// What was promised for a ticket, as it stands at a moment.
pub struct TicketSlaNode {
    level: Arc<Level>,
    standing: Standing,
    first_reply_due_at: Option<Instant>,
    first_replied_at: Option<Instant>,
    fix_due_at: Option<Instant>,
    paused_since: Option<Instant>,
}

/// What was promised for a ticket that the caller has been shown; none where its priority has no service level. Any number
/// of tickets of a request take two statements.
pub async fn sla_of(ctx: &Context<'_>, ticket: &ticket::Model) -> Result<Option<TicketSlaNode>, ApiError> {
    let Some(policy) = ticket.policy_id else { return Ok(None) };
    let request = request(ctx);
    let level = request.loaders.levels.load_one(LevelOf(policy)).await?;
    let level = level.ok_or_else(|| Fault::internal("a ticket's service level is gone"))?;
    Ok(Some(TicketSlaNode {
        standing: Standing::of(ticket, &level, request.scope.now()),
        level,
        first_reply_due_at: ticket.first_reply_due_at,
        first_replied_at: ticket.first_replied_at,
        fix_due_at: ticket.fix_due_at,
        // A clock that has stopped for good does not wait for anybody.
        paused_since: ticket.paused_since.filter(|_| ticket.status.is_live()),
    }))
}

/// How soon a ticket is answered and solved, counted in the hours in which the ISP works. Visible to whoever sees the
/// ticket.
#[Object(name = "TicketSla")]
impl TicketSlaNode {
    /// The name of the service level that was promised.
    async fn policy_name(&self) -> &str {
        &self.level.policy.name
    }

    /// How it stands: the worse of the first answer and the solution.
    async fn state(&self) -> SlaState {
        self.standing.worst()
    }

    /// When the first answer is due; later where the clock has stood still. Null where none was promised.
    async fn first_reply_due_at(&self) -> Option<DateTime> {
        self.first_reply_due_at.map(DateTime)
    }

    /// When the ISP has answered first; null before.
    async fn first_replied_at(&self) -> Option<DateTime> {
        self.first_replied_at.map(DateTime)
    }

    /// How the first answer stands, or stood when it was given; null where none was promised.
    async fn first_reply_state(&self) -> Option<SlaState> {
        self.standing.first_reply
    }

    /// Business minutes that are left to the first answer: 0 when it is late, null once it is given or where none was
    /// promised.
    async fn first_reply_minutes_left(&self) -> Option<i32> {
        self.standing.first_reply_left.map(shown)
    }

    /// When the ticket is to be solved; later where the clock has stood still. Null where nothing was promised.
    async fn fix_due_at(&self) -> Option<DateTime> {
        self.fix_due_at.map(DateTime)
    }

    /// How the solution stands, or stood when the ticket was solved; null where none was promised.
    async fn fix_state(&self) -> Option<SlaState> {
        self.standing.fix
    }

    /// Business minutes that are left to the solution: 0 when it is late, null once it is solved or where none was promised.
    async fn fix_minutes_left(&self) -> Option<i32> {
        self.standing.fix_left.map(shown)
    }

    /// Since when the clock stands still, because the ticket waits for the customer or, where the service level says so, for
    /// somebody else; null while it runs and once the ticket is solved.
    async fn paused_since(&self) -> Option<DateTime> {
        self.paused_since.map(DateTime)
    }
}

fn shown(minutes: i64) -> i32 {
    i32::try_from(minutes).unwrap_or(i32::MAX)
}
