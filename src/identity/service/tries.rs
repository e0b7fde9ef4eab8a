//! How often an address may try out what cannot be guessed: the tokens of other features. This is about the work they
//! make, and about tests of stolen cards.

use super::{Client, Identity};
use crate::db::Scope;
use crate::kernel::fault::Fault;
use crate::ports::throttle::{CounterKey, RateLimit, RateVerdict};

impl Identity {
    /// Counts a try of `what` by the client's address. Seconds to wait where there were too many.
    pub async fn count_try(
        &self,
        scope: &Scope,
        client: &Client,
        what: &'static str,
        limit: RateLimit,
    ) -> Result<Result<(), u64>, Fault> {
        let key = CounterKey::of_address(&self.counter_key, scope.tenant().id, what, client.ip);
        Ok(match self.throttle.hit_all(&[(key, limit)], scope.real_now()).await? {
            RateVerdict::Ok { .. } => Ok(()),
            RateVerdict::Limited { retry_after } => Err(super::sign_in::whole_seconds(retry_after)),
        })
    }
}
