//! Holding a password against the rules without setting it.

use chrono::TimeDelta;
use secrecy::SecretString;

use super::sign_in::whole_seconds;
use super::{Client, Identity};
use crate::db::Scope;
use crate::identity::entity::portal_account;
use crate::identity::password::Assessment;
use crate::identity::store::factors;
use crate::kernel::fault::Fault;
use crate::ports::throttle::{CounterKey, RateLimit, RateVerdict};
use crate::tenancy::Tenant;

/// Enough for a form that asks while somebody types.
const PER_ADDRESS: RateLimit = RateLimit { max: 60, window: TimeDelta::minutes(1) };

/// Why a password was not looked at.
#[derive(Debug)]
pub enum CheckPasswordError {
    /// Too many checks in too short a time.
    RateLimited {
        /// Seconds to wait.
        retry_after: u64,
    },
    /// Not the caller's doing.
    Fault(Fault),
}

impl<F: Into<Fault>> From<F> for CheckPasswordError {
    fn from(fault: F) -> Self {
        Self::Fault(fault.into())
    }
}

impl Identity {
    /// Holds a password against the tenant's rules; `account` is the caller's, if somebody is signed in.
    pub async fn check_password(
        &self,
        scope: &Scope,
        tenant: &Tenant,
        client: &Client,
        account: Option<&portal_account::Model>,
        password: SecretString,
    ) -> Result<Assessment, CheckPasswordError> {
        let key = CounterKey::of_address(&self.counter_key, scope.tenant().id, "check-password", client.ip);
        if let RateVerdict::Limited { retry_after } =
            self.throttle.hit(key, PER_ADDRESS, scope.real_now()).await?
        {
            return Err(CheckPasswordError::RateLimited { retry_after: whole_seconds(retry_after) });
        }
        let has_second_factor = match account {
            Some(account) => factors::second_factors(scope, Some(account.id)).await?.any(),
            None => false,
        };
        Ok(self.assess_password(tenant, account, password, has_second_factor).await?)
    }
}
