//! How often an address may try out what cannot be guessed: the tokens of other features. This is about the work they
//! make, and about tests of stolen cards. And how often an account may do what costs others attention.

use super::{Client, Identity};
use crate::db::Scope;
use crate::kernel::fault::Fault;
use crate::kernel::ids::AccountId;
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
        self.count_hit(scope, key, limit).await
    }

    /// Counts that an account does `what`. Seconds to wait where it was too often.
    pub async fn count_act(
        &self,
        scope: &Scope,
        account: AccountId,
        what: &'static str,
        limit: RateLimit,
    ) -> Result<Result<(), u64>, Fault> {
        let key = CounterKey::new(&self.counter_key, scope.tenant().id, what, &account.to_string());
        self.count_hit(scope, key, limit).await
    }

    async fn count_hit(
        &self,
        scope: &Scope,
        key: CounterKey,
        limit: RateLimit,
    ) -> Result<Result<(), u64>, Fault> {
        Ok(match self.throttle.hit_all(&[(key, limit)], scope.real_now()).await? {
            RateVerdict::Ok { .. } => Ok(()),
            RateVerdict::Limited { retry_after } => Err(super::sign_in::whole_seconds(retry_after)),
        })
    }
}
