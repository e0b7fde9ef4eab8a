//! From the state of a service to what the network is to do, and how patiently it is told. Pure.

use chrono::TimeDelta;

use super::entity::provisioning_state::{self, ProvisioningStatus};
use crate::catalog::{Plan, SubscriptionStatus};
use crate::kernel::clock::Instant;
use crate::ports::provisioning::{Desired, DriverError, Found, Profile, Told};

/// Tries after which staff is told that it does not work.
const PATIENT_TRIES: i32 = 5;

/// Between two tries at most, and where nothing gets better by itself.
const LONGEST: TimeDelta = TimeDelta::minutes(15);

/// After the first try that failed; doubled with each.
const SHORTEST: TimeDelta = TimeDelta::seconds(2);

/// Until what is under way is asked for again.
const UNDER_WAY: TimeDelta = TimeDelta::seconds(3);

/// The longest error that is kept, in characters.
const MAX_ERROR: usize = 300;

/// What the network is to do for a service; none before the service has begun.
pub(super) fn desired_of(status: SubscriptionStatus) -> Option<Desired> {
    match status {
        SubscriptionStatus::Pending | SubscriptionStatus::Provisioning => None,
        SubscriptionStatus::Active => Some(Desired::Active),
        SubscriptionStatus::Suspended => Some(Desired::Suspended),
        SubscriptionStatus::Cancelled => Some(Desired::Absent),
    }
}

/// What of a plan matters to the network.
pub(super) fn profile_of(plan: &Plan) -> Profile {
    Profile { code: plan.code.clone(), down_kbps: plan.down_kbps, up_kbps: plan.up_kbps }
}

impl provisioning_state::Model {
    /// The plan that the network is to follow.
    pub(super) fn profile(&self) -> Profile {
        Profile { code: self.profile.clone(), down_kbps: self.down_kbps, up_kbps: self.up_kbps }
    }

    /// What the network was last made to do.
    pub(super) fn applied(&self) -> Option<(Desired, Profile)> {
        let code = self.applied_profile.clone()?;
        let (down_kbps, up_kbps) = (self.applied_down_kbps?, self.applied_up_kbps?);
        Some((self.applied_desired?, Profile { code, down_kbps, up_kbps }))
    }

    /// Whether it is time to tell the network; otherwise it is looked at.
    pub(super) fn is_to_be_told(&self, now: Instant) -> bool {
        self.next_try_at.is_some_and(|at| at <= now)
    }
}

/// What came of telling the network, or of looking at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Outcome {
    /// It was told.
    Told(Told),
    /// It was looked at.
    Found(Found),
    /// Neither worked, when it was to be told.
    NotTold(DriverError),
    /// It could not be looked at.
    NotFound(DriverError),
}

/// How long until the next try after so many.
fn wait_after(attempts: i32) -> TimeDelta {
    let doubled = u32::try_from(attempts.saturating_sub(1)).unwrap_or_default().min(16);
    (SHORTEST * 2_i32.pow(doubled)).min(LONGEST)
}

fn shortened(error: &str) -> String {
    error.chars().take(MAX_ERROR).collect()
}

/// The row after an outcome, without its lease.
pub(super) fn after(
    row: &provisioning_state::Model,
    outcome: &Outcome,
    now: Instant,
    check_every: TimeDelta,
) -> provisioning_state::Model {
    let mut after = provisioning_state::Model { lease_holder: None, lease_until: None, ..row.clone() };
    match outcome {
        Outcome::Told(Told::Done) => {
            after.state = ProvisioningStatus::Applied;
            after.attempts = 0;
            after.next_try_at = None;
            after.next_check_at = Some(now + check_every);
            after.last_error = None;
            after.applied_desired = Some(row.desired);
            after.applied_profile = Some(row.profile.clone());
            after.applied_down_kbps = Some(row.down_kbps);
            after.applied_up_kbps = Some(row.up_kbps);
        }
        Outcome::Told(Told::UnderWay) => after.next_try_at = Some(now + UNDER_WAY),
        Outcome::NotTold(error) => {
            after.attempts = row.attempts.saturating_add(1);
            let lasting = matches!(error, DriverError::Lasting(_));
            after.state = if lasting || after.attempts >= PATIENT_TRIES {
                ProvisioningStatus::Failed
            } else {
                ProvisioningStatus::Pending
            };
            let wait = if lasting { LONGEST } else { wait_after(after.attempts) };
            after.next_try_at = Some(now + wait);
            if row.applied_desired.is_some_and(|applied| applied != row.desired) {
                // Half of it may have been done: what the network does is not known any more.
                (after.applied_desired, after.applied_profile) = (None, None);
                (after.applied_down_kbps, after.applied_up_kbps) = (None, None);
            }
            after.last_error = Some(shortened(&error.to_string()));
        }
        Outcome::Found(Found::InLine | Found::Unknown) => after.next_check_at = Some(now + check_every),
        Outcome::NotFound(error) => {
            tracing::debug!(service = %row.subscription_id, cause = %error, "the network was not looked at");
            after.next_check_at = Some(now + check_every);
        }
        Outcome::Found(Found::Drifted(what)) => {
            after.state = ProvisioningStatus::Pending;
            after.drifts = row.drifts.saturating_add(1);
            after.next_try_at = Some(now);
            after.last_error = Some(shortened(what));
        }
    }
    if after.state != row.state {
        after.since = now;
    }
    after
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::ids::{CustomerId, ProvisioningStateId, SubscriptionId, TenantId, TypedId as _};

    fn at(second: i64) -> Instant {
        Instant::from_timestamp(1_800_000_000 + second, 0).expect("an instant")
    }

    fn row() -> provisioning_state::Model {
        let id = uuid::Uuid::from_u128(1);
        provisioning_state::Model {
            id: ProvisioningStateId::from_uuid(id),
            tenant_id: TenantId::from_uuid(id),
            customer_id: CustomerId::from_uuid(id),
            subscription_id: SubscriptionId::from_uuid(id),
            desired: Desired::Suspended,
            profile: "FIBRE".to_owned(),
            down_kbps: 100_000,
            up_kbps: 20_000,
            applied_desired: None,
            applied_profile: None,
            applied_down_kbps: None,
            applied_up_kbps: None,
            state: ProvisioningStatus::Pending,
            since: at(0),
            attempts: 0,
            next_try_at: Some(at(0)),
            next_check_at: None,
            last_error: None,
            drifts: 0,
            lease_holder: Some("me".to_owned()),
            lease_until: Some(at(60)),
            version: 4,
        }
    }

    fn then(row: &provisioning_state::Model, outcome: &Outcome, second: i64) -> provisioning_state::Model {
        after(row, outcome, at(second), TimeDelta::minutes(15))
    }

    #[test]
    fn what_is_done_is_looked_at_later_and_mended_when_it_drifts() {
        let done = then(&row(), &Outcome::Told(Told::Done), 5);
        assert_eq!((done.state, done.since), (ProvisioningStatus::Applied, at(5)));
        assert_eq!((done.next_try_at, done.next_check_at), (None, Some(at(905))));
        assert_eq!(
            done.applied().map(|(desired, profile)| (desired, profile.code)),
            Some((Desired::Suspended, "FIBRE".to_owned()))
        );
        assert_eq!((done.lease_holder.as_deref(), done.version), (None, 4));
        let fine = then(&done, &Outcome::Found(Found::InLine), 905);
        assert_eq!((fine.state, fine.since, fine.next_check_at), (done.state, at(5), Some(at(1_805))));
        let drifted = then(&fine, &Outcome::Found(Found::Drifted("a row is missing".to_owned())), 1_805);
        assert_eq!(
            (drifted.state, drifted.since, drifted.drifts),
            (ProvisioningStatus::Pending, at(1_805), 1)
        );
        assert!(drifted.is_to_be_told(at(1_805)));
        assert_eq!(drifted.last_error.as_deref(), Some("a row is missing"));
        let blind = then(&done, &Outcome::NotFound(DriverError::Passing("down".to_owned())), 905);
        assert_eq!((blind.state, blind.next_check_at), (done.state, Some(at(1_805))));
    }

    #[test]
    fn the_network_is_told_less_and_less_often_and_never_given_up() {
        let mut row = row();
        let mut waits = Vec::new();
        for _ in 0..12 {
            row = then(&row, &Outcome::NotTold(DriverError::Passing("no answer".to_owned())), 0);
            waits.push((row.next_try_at.expect("tried again") - at(0)).num_seconds());
        }
        assert_eq!(waits, [2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900]);
        assert_eq!((row.state, row.attempts), (ProvisioningStatus::Failed, 12));
        let lasting = then(&self::row(), &Outcome::NotTold(DriverError::Lasting("no secret".to_owned())), 0);
        assert_eq!((lasting.state, lasting.next_try_at), (ProvisioningStatus::Failed, Some(at(900))));
        let waiting = then(&self::row(), &Outcome::Told(Told::UnderWay), 0);
        assert_eq!(
            (waiting.state, waiting.attempts, waiting.next_try_at),
            (ProvisioningStatus::Pending, 0, Some(at(3)))
        );
    }

    #[test]
    fn what_was_half_done_is_not_known() {
        let passing = || Outcome::NotTold(DriverError::Passing("no answer".to_owned()));
        let wanted = provisioning_state::Model { desired: Desired::Active, ..row() };
        let active = then(&wanted, &Outcome::Told(Told::Done), 0);
        // Another plan that was not taken: it carries the service all the same, by the plan before.
        let faster = provisioning_state::Model { profile: "FIBRE-2".to_owned(), ..active.clone() };
        let before = then(&faster, &passing(), 1).applied();
        assert_eq!(
            before.map(|(desired, profile)| (desired, profile.code)),
            Some((Desired::Active, "FIBRE".to_owned()))
        );
        let suspended = provisioning_state::Model { desired: Desired::Suspended, ..active };
        assert_eq!(then(&suspended, &passing(), 1).applied(), None);
    }

    #[test]
    fn the_network_follows_the_service() {
        for (status, desired) in [
            (SubscriptionStatus::Pending, None),
            (SubscriptionStatus::Provisioning, None),
            (SubscriptionStatus::Active, Some(Desired::Active)),
            (SubscriptionStatus::Suspended, Some(Desired::Suspended)),
            (SubscriptionStatus::Cancelled, Some(Desired::Absent)),
        ] {
            assert_eq!(desired_of(status), desired, "{status:?}");
        }
    }
}
