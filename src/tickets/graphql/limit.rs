//! How often somebody may write on tickets: what is written takes room, and goes out by mail.

use async_graphql::Context;
use chrono::TimeDelta;

use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::ports::throttle::RateLimit;

/// Texts and uploads of an account: more than a busy desk writes, and few enough for the mail server.
const LIMIT: RateLimit = RateLimit { max: 120, window: TimeDelta::minutes(1) };

/// Counts that the caller writes on a ticket, or uploads a file for one: RATE_LIMITED where it was too often.
pub(super) async fn count_writing(ctx: &Context<'_>) -> Result<(), ApiError> {
    let request = request(ctx);
    let caller = request.signed_in.as_ref().ok_or(ApiError::Unauthenticated)?;
    let counted = request.identity.count_act(&request.scope, caller.account.id, "write-on-tickets", LIMIT);
    counted.await?.map_err(|retry_after| ApiError::RateLimited { retry_after })
}
