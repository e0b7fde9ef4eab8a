//! By what attempts on an account are counted: by its portal ID, or by a device of its owner.
//!
//! Anybody may know a printed portal ID, and use up what is counted by it: the rate, the five failures that lock, the
//! hundred that close. A device that a complete sign-in has made known is counted apart, so that nobody else can keep its
//! owner out (domain.md §4). That is all it is exempt from: the rate of the address holds, it has a rate of its own, and
//! its fifth failure in a row, password or code, makes it one that is not known. Whoever sends a secret that is none of the
//! account's takes the same path as who sends none: it is looked for by its digest, whether there is such an account or not.

use super::sign_in::{AttemptError, FAILURES, whole_seconds};
use super::{Client, Identity};
use crate::db::Scope;
use crate::db::audit::Record;
use crate::identity::entity::{known_device, portal_account};
use crate::identity::store::{self, devices};
use crate::kernel::clock::Instant;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{AccountId, KnownDeviceId};
use crate::ports::throttle::{Attempt, CounterKey, LockoutPolicy, RateLimit, RateVerdict};

/// A known device and whose it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Device {
    pub id: KnownDeviceId,
    pub account: AccountId,
}

impl From<known_device::Model> for Device {
    fn from(row: known_device::Model) -> Self {
        Self { id: row.id, account: row.account_id }
    }
}

/// What says which known device it is.
#[derive(Clone, Copy)]
pub(super) enum Mark<'a> {
    /// The secrets that a client sends.
    Shown(&'a Client),
    /// What was noted, for an account, when a sign-in or a session began.
    Noted(AccountId, Option<KnownDeviceId>),
}

/// By what an attempt is counted.
#[derive(Debug)]
pub(super) struct Lane {
    /// The kind of attempt, which has rates of its own.
    what: &'static str,
    portal_id: String,
    device: Option<Device>,
}

impl Lane {
    /// The known device that it is of.
    pub(super) fn device(&self) -> Option<KnownDeviceId> {
        self.device.map(|device| device.id)
    }
}

/// An attempt that is counted and may be judged.
#[derive(Debug)]
pub(super) struct Reserved {
    key: CounterKey,
    portal: CounterKey,
    device: Option<Device>,
    /// How many more before the lock; for a known device, before it is known no longer.
    pub remaining: u32,
}

impl Reserved {
    /// The known device that it comes from.
    pub(super) fn device(&self) -> Option<KnownDeviceId> {
        self.device.map(|device| device.id)
    }
}

/// Nothing may be tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Lock {
    /// Until when; `None`: until the password is reset, an administrator unlocks, or the owner signs in by a known device or
    /// a passkey.
    pub until: Option<Instant>,
}

impl Identity {
    /// The counter of failures in a row on a portal ID, of passwords and codes alike.
    pub(super) fn failures_of(&self, scope: &Scope, portal_id: &str) -> CounterKey {
        CounterKey::new(&self.counter_key, scope.tenant().id, FAILURES, portal_id)
    }

    /// What an owner has guessed wrong of the own password while signed in.
    pub(super) fn change_failures_of(&self, scope: &Scope, account: AccountId) -> CounterKey {
        let (tenant, value) = (scope.tenant().id, account.to_string());
        CounterKey::new(&self.counter_key, tenant, "change-password-failures", &value)
    }

    /// The known device of a portal ID, by what says which it is.
    pub(super) async fn known_device(
        &self,
        scope: &Scope,
        portal_id: &str,
        mark: Mark<'_>,
    ) -> Result<Option<Device>, Fault> {
        let found = match mark {
            Mark::Shown(client) => match client.devices.digests(portal_id) {
                none if none.is_empty() => None,
                digests => devices::by_digest(scope, digests).await?,
            },
            Mark::Noted(_, None) => None,
            Mark::Noted(account, Some(id)) => devices::find(scope, account, id).await?,
        };
        Ok(found.map(Device::from))
    }

    /// Counts an attempt of a kind (`what`) against the rate of the address, and that of portal ID or device.
    pub(super) async fn enter<R>(
        &self,
        scope: &Scope,
        client: &Client,
        what: &'static str,
        portal_id: &str,
        mark: Mark<'_>,
    ) -> Result<Lane, AttemptError<R>> {
        let address = CounterKey::of_address(&self.counter_key, scope.tenant().id, what, client.ip);
        // One after the other: an address that is over its limit uses up nobody's account and leaves no new counters.
        self.count(scope, address, self.limits.per_address).await?;
        let device = self.known_device(scope, portal_id, mark).await?;
        let lane = Lane { what, portal_id: portal_id.to_owned(), device };
        self.count(scope, self.rate_of(scope, &lane), self.limits.per_account).await?;
        Ok(lane)
    }

    /// The rate that a lane is under. No portal ID in its normal form reads like the id of a device.
    fn rate_of(&self, scope: &Scope, lane: &Lane) -> CounterKey {
        let device = lane.device.map(|device| device.id.to_string());
        let counted = device.as_deref().unwrap_or(&lane.portal_id);
        CounterKey::new(&self.counter_key, scope.tenant().id, lane.what, counted)
    }

    async fn count<R>(
        &self,
        scope: &Scope,
        key: CounterKey,
        limit: RateLimit,
    ) -> Result<(), AttemptError<R>> {
        match self.throttle.hit(key, limit, scope.real_now()).await? {
            RateVerdict::Ok { .. } => Ok(()),
            RateVerdict::Limited { retry_after } => {
                Err(AttemptError::RateLimited { retry_after: whole_seconds(retry_after) })
            }
        }
    }

    /// Reserves an attempt, before anything is judged. A device with too many failures is forgotten, and the attempt counts
    /// like everybody's.
    pub(super) async fn reserve<R: From<Lock>>(
        &self,
        scope: &Scope,
        mut lane: Lane,
    ) -> Result<Reserved, AttemptError<R>> {
        let (now, portal) = (scope.real_now(), self.failures_of(scope, &lane.portal_id));
        if let Some(device) = lane.device {
            let (tenant, id) = (scope.tenant().id, device.id.to_string());
            let key = CounterKey::new(&self.counter_key, tenant, "device-failures", &id);
            let policy = of_device(&self.limits.lockout);
            if let Attempt::Allowed { remaining } = self.throttle.begin_attempt(key, &policy, now).await? {
                return Ok(Reserved { key, portal, device: lane.device, remaining });
            }
            self.distrust(scope, device).await?;
            lane.device = None;
            self.count(scope, self.rate_of(scope, &lane), self.limits.per_account).await?;
        }
        match self.throttle.begin_attempt(portal, &self.limits.lockout, now).await? {
            Attempt::Allowed { remaining } => Ok(Reserved { key: portal, portal, device: None, remaining }),
            Attempt::Locked { until } => Err(AttemptError::Refused(Lock { until }.into())),
        }
    }

    /// The attempt was never judged: it does not count.
    pub(super) async fn refund(&self, attempt: &Reserved) -> Result<(), Fault> {
        self.throttle.refund(attempt.key).await
    }

    /// The attempt succeeded. From a known device that leaves the lock of the portal ID as it is: its owner does not need it
    /// lifted, and whoever brought it about would get five more guesses.
    pub(super) async fn succeeded(&self, attempt: &Reserved) -> Result<(), Fault> {
        self.throttle.succeeded(attempt.key).await?;
        match attempt.device {
            Some(_) => self.throttle.interrupt(attempt.portal).await,
            None => Ok(()),
        }
    }

    /// The attempt failed. The last one that a known device has makes it one that is not known.
    pub(super) async fn failed(&self, scope: &Scope, attempt: &Reserved) -> Result<(), Fault> {
        match attempt.device {
            Some(device) if attempt.remaining == 0 => self.distrust(scope, device).await,
            Some(_) | None => Ok(()),
        }
    }

    /// Forgets everything that failed on an account: its password is another one, or an administrator says so.
    pub(super) async fn pardon(&self, scope: &Scope, account: &portal_account::Model) -> Result<(), Fault> {
        self.throttle.unlock(self.failures_of(scope, &account.portal_id), scope.real_now()).await?;
        self.throttle.unlock(self.change_failures_of(scope, account.id), scope.real_now()).await?;
        Ok(())
    }

    async fn distrust(&self, scope: &Scope, device: Device) -> Result<(), Fault> {
        let tx = scope.begin().await?;
        store::hold_account(&tx, device.account).await?;
        if devices::forget(&tx, device.account, device.id).await? {
            let record = Record::new("account.device_distrusted", device.account);
            tx.record(record.before(serde_json::json!({ "device": device.id }))).await?;
            tx.commit().await?;
        }
        Ok(())
    }
}

/// Of a known device: as many failures as lock a portal ID, and no more until one succeeds.
fn of_device(lockout: &LockoutPolicy) -> LockoutPolicy {
    LockoutPolicy { max_in_a_row: lockout.max_failures, ..*lockout }
}
