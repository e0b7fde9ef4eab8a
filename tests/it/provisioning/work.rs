//! Telling the network: once, in the order of what is wanted, again where it does something else; by any number of workers.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use chrono::TimeDelta;
use futures_util::future::join;
use portico::catalog::{self, LockReason};
use portico::db::Scope;
use portico::jobs::provision::ProvisionJob;
use portico::ports::provisioning::Desired;
use portico::ports::radius::{
    AccountingRecord, AccountingStatus, DynamicAuthorization, DynamicError, ErrorCause, Nas, SessionOrder,
};
use portico::provisioning::entity::{radcheck, radgroupreply, radreply, radusergroup};
use portico::provisioning::{Network, Worked};
use portico::tenancy::RadiusAttribute;
use tokio_util::sync::CancellationToken;

use super::*;
use crate::support::app::{Backing, on_own_database};
use crate::support::wait::until;

/// NASes that do as the test says, and what they were asked for.
#[derive(Default)]
struct Asked {
    orders: Mutex<Vec<SessionOrder>>,
    answers: Mutex<Vec<Result<(), DynamicError>>>,
    /// What happens while a NAS thinks: a service is given back.
    meanwhile: Mutex<Option<(Scope, SubscriptionId)>>,
}

#[async_trait]
impl DynamicAuthorization for Asked {
    async fn ask(&self, _nas: &Nas, order: &SessionOrder) -> Result<(), DynamicError> {
        self.orders.lock().expect("nobody panics").push(order.clone());
        let meanwhile = self.meanwhile.lock().expect("nobody panics").take();
        if let Some((scope, service)) = meanwhile {
            let tx = scope.begin().await.expect("the database answers");
            catalog::lift(&tx, service, LockReason::Admin).await.expect("the database answers");
            tx.commit().await.expect("the database answers");
            provisioning::reconcile(&scope).await.expect("the database answers");
        }
        self.answers.lock().expect("nobody panics").pop().unwrap_or(Ok(()))
    }
}

impl Asked {
    fn take(&self) -> Vec<SessionOrder> {
        std::mem::take(&mut *self.orders.lock().expect("nobody panics"))
    }

    fn will_answer(&self, answer: Result<(), DynamicError>) {
        self.answers.lock().expect("nobody panics").push(answer);
    }
}

/// What drivers are made of, with NASes of the test's own.
async fn network(t: &TestApp) -> (Network, Arc<Asked>) {
    let asked = Arc::new(Asked::default());
    let secrets = store_secret(t, &nas_secret_path(t), "secret", NAS_SECRET).await;
    let dynamic: Arc<dyn DynamicAuthorization> = asked.clone();
    (Network { secrets, dynamic, playbooks: None, allow_private_webhooks: false }, asked)
}

/// Works until nothing is due.
async fn work(t: &TestApp, network: &Network, holder: &str) -> Worked {
    let mut all = Worked::default();
    loop {
        let worked = provisioning::work(&t.scope(), network, holder).await.expect("the database answers");
        if worked.taken == 0 {
            return all;
        }
        all.applied += worked.applied;
        all.failed += worked.failed;
        all.drifted += worked.drifted;
        all.taken += worked.taken;
    }
}

async fn reconciled(t: &TestApp) -> usize {
    provisioning::reconcile(&t.scope()).await.expect("the database answers")
}

/// The attributes by which FreeRADIUS judges the sign-ins of the tenant.
async fn checks(t: &TestApp) -> Vec<(String, String)> {
    let rows = t.scope().select::<radcheck::Entity>().all().await.expect("the database answers");
    rows.into_iter().map(|row| (row.attribute, row.value)).collect()
}

/// A session of a service has begun.
async fn session(t: &TestApp, nas: &super::Nas, service: SubscriptionId) {
    heard(t, nas, service, AccountingStatus::Start).await;
}

/// A NAS tells of the session of a service.
async fn heard(t: &TestApp, nas: &super::Nas, service: SubscriptionId, status: AccountingStatus) {
    let record = AccountingRecord {
        status,
        session: "s-1".to_owned(),
        username: None,
        service: Some(service.to_string()),
        framed_ip: None,
        from_user: 0,
        to_user: 0,
        delay_seconds: 0,
        event_timestamp: None,
    };
    provisioning::account(&t.scope(), nas, &record).await.expect("the database answers");
}

/// Over both databases, without a server whose own job would work beside the test.
macro_rules! alone {
    ($name:ident, $body:expr) => {
        mod $name {
            use super::*;

            #[test]
            fn embedded() {
                on_own_database(Backing::Embedded, module_path!(), $body);
            }

            #[test]
            fn services() {
                on_own_database(Backing::Services, module_path!(), $body);
            }
        }
    };
}

alone!(two_workers_tell_of_each_service_once, async |t: TestApp| {
    let t = isp(&t).await;
    let customer = t.customer().insert().await;
    let plan = t.plan().insert().await;
    for _ in 0..40 {
        t.subscription(&customer, &plan).insert().await;
    }
    assert_eq!(reconciled(&t).await, 40);
    assert_eq!(reconciled(&t).await, 0, "what is known is not written again");
    let (network, _) = network(&t).await;
    let (one, other) = join(work(&t, &network, "one"), work(&t, &network, "other")).await;
    assert_eq!((one.applied + other.applied, one.failed + other.failed), (40, 0));
    let rows = t.scope().select::<provisioning_state::Entity>().all().await.expect("the database answers");
    assert!(rows.iter().all(|row| row.state == ProvisioningStatus::Applied && row.lease_holder.is_none()));
    // Nobody has a password yet: FreeRADIUS rejects them by one row each.
    assert_eq!(checks(&t).await, vec![("Auth-Type".to_owned(), "Reject".to_owned()); 40]);
    let groups = t.scope().select::<radusergroup::Entity>().all().await.expect("the database answers");
    let names: BTreeSet<&str> = groups.iter().map(|row| row.groupname.as_str()).collect();
    assert_eq!((groups.len(), names.len()), (40, 1));
    let replies = t.scope().select::<radgroupreply::Entity>().all().await.expect("the database answers");
    assert_eq!(replies.len(), 2, "the plan is written once: {replies:?}");
});

alone!(what_the_network_does_otherwise_is_mended, async |t: TestApp| {
    let t = isp(&t).await;
    let (_, service) = served(&t).await;
    reconciled(&t).await;
    let (network, _) = network(&t).await;
    assert_eq!(work(&t, &network, "one").await.applied, 1);
    t.advance(TimeDelta::minutes(16));
    let looked = work(&t, &network, "one").await;
    assert_eq!((looked.taken, looked.drifted, looked.applied), (1, 0, 0), "it does what it is to do");
    // Somebody works in the tables by hand.
    let tx = t.scope().begin().await.expect("the database answers");
    tx.delete::<radreply::Entity>().run().await.expect("the database answers");
    tx.commit().await.expect("the database answers");
    t.advance(TimeDelta::minutes(14));
    assert_eq!(work(&t, &network, "one").await.taken, 0, "it is not looked at before its time");
    t.advance(TimeDelta::minutes(2));
    let mended = work(&t, &network, "one").await;
    assert_eq!((mended.drifted, mended.applied), (1, 1));
    assert_eq!(t.scope().select::<radreply::Entity>().count().await.expect("the database answers"), 1);
    let row = state(&t, service).await.expect("it is told of");
    assert_eq!((row.state, row.drifts, row.last_error), (ProvisioningStatus::Applied, 1, None));
});

alone!(what_is_wanted_last_wins_also_while_the_network_is_told, async |t: TestApp| {
    let t = isp(&t).await;
    let (_, service) = served(&t).await;
    reconciled(&t).await;
    let (network, asked) = network(&t).await;
    work(&t, &network, "one").await;
    let nas = nas(&t, 3_799).await;
    session(&t, &nas, service).await;
    lock(&t, service).await;
    assert_eq!(reconciled(&t).await, 1);
    *asked.meanwhile.lock().expect("nobody panics") = Some((t.scope(), service));
    let worked = provisioning::work(&t.scope(), &network, "one").await.expect("the database answers");
    assert_eq!(worked.applied, 1);
    assert_eq!(asked.take().len(), 1, "the session is asked to end");
    let row = state(&t, service).await.expect("it is told of");
    assert_eq!((row.desired, row.state), (Desired::Active, ProvisioningStatus::Pending));
    assert_eq!((row.applied_desired, row.lease_holder), (Some(Desired::Suspended), None));
    assert_eq!(work(&t, &network, "one").await.applied, 1);
    let row = state(&t, service).await.expect("it is told of");
    assert_eq!((row.applied_desired, row.state), (Some(Desired::Active), ProvisioningStatus::Applied));
    let replies = t.scope().select::<radreply::Entity>().all().await.expect("the database answers");
    assert_eq!(replies.len(), 1, "it signs in again: {replies:?}");
});

alone!(
    a_nas_that_does_not_answer_is_asked_again_and_one_that_knows_no_such_session_is_believed,
    async |t: TestApp| {
        let t = isp(&t).await;
        let (_, service) = served(&t).await;
        reconciled(&t).await;
        let (network, asked) = network(&t).await;
        work(&t, &network, "one").await;
        let nas = nas(&t, 3_799).await;
        session(&t, &nas, service).await;
        lock(&t, service).await;
        reconciled(&t).await;
        asked.will_answer(Err(DynamicError::TimedOut));
        assert_eq!(work(&t, &network, "one").await.failed, 1);
        let row = state(&t, service).await.expect("it is told of");
        assert_eq!((row.state, row.attempts), (ProvisioningStatus::Pending, 1));
        assert!(
            row.last_error.as_deref().is_some_and(|error| error.contains("core")),
            "{:?}",
            row.last_error
        );
        assert_eq!(
            checks(&t).await,
            [("Auth-Type".to_owned(), "Reject".to_owned())],
            "the rows are there already"
        );
        t.advance(TimeDelta::seconds(3));
        asked.will_answer(Err(DynamicError::Refused(Some(ErrorCause::SessionContextNotFound))));
        assert_eq!(work(&t, &network, "one").await.applied, 1);
        assert_eq!(asked.take().len(), 2);
        // It counts as gone: nobody is asked again.
        lift(&t, service).await;
        lock(&t, service).await;
        reconciled(&t).await;
        work(&t, &network, "one").await;
        assert_eq!(asked.take().len(), 0);
    }
);

alone!(another_plan_reaches_the_session_or_ends_it, async |t: TestApp| {
    let t = isp(&t).await;
    let (_, service) = served(&t).await;
    reconciled(&t).await;
    let (network, asked) = network(&t).await;
    work(&t, &network, "one").await;
    let nas = nas(&t, 3_799).await;
    session(&t, &nas, service).await;
    for refused in [false, true] {
        let faster = t.plan().with(|plan| plan.down_kbps += 7_000).insert().await;
        let tx = t.scope().begin().await.expect("the database answers");
        let changed = tx
            .update::<portico::catalog::entity::subscription::Entity>()
            .set(portico::catalog::entity::subscription::Column::PlanId, faster.id)
            .run()
            .await;
        assert_eq!(changed.expect("the database answers"), 1);
        tx.commit().await.expect("the database answers");
        assert_eq!(reconciled(&t).await, 1);
        if refused {
            asked.will_answer(Err(DynamicError::Refused(Some(ErrorCause::UnsupportedAttribute))));
        }
        assert_eq!(work(&t, &network, "one").await.applied, 1);
        let changes: Vec<bool> = asked.take().iter().map(|order| order.change.is_some()).collect();
        assert_eq!(changes, if refused { vec![true, false] } else { vec![true] });
    }
});

alone!(a_service_in_a_garden_signs_in_and_one_that_has_ended_is_unknown, async |t: TestApp| {
    let garden = vec![RadiusAttribute { name: "Filter-Id".to_owned(), value: "pay".to_owned() }];
    let mut settings = radius();
    settings.radius.walled_garden = garden;
    let t = isp_with(&t, settings).await;
    let (_, service) = served(&t).await;
    reconciled(&t).await;
    let (network, asked) = network(&t).await;
    work(&t, &network, "one").await;
    let nas = nas(&t, 3_799).await;
    session(&t, &nas, service).await;
    lock(&t, service).await;
    reconciled(&t).await;
    work(&t, &network, "one").await;
    let groups = t.scope().select::<radusergroup::Entity>().all().await.expect("the database answers");
    assert_eq!(groups.iter().map(|row| row.groupname.as_str()).collect::<Vec<_>>(), ["portico-suspended"]);
    let tx = t.scope().begin().await.expect("the database answers");
    tx.update::<portico::catalog::entity::subscription::Entity>()
        .set(
            portico::catalog::entity::subscription::Column::Status,
            portico::catalog::SubscriptionStatus::Cancelled,
        )
        .run()
        .await
        .expect("the database answers");
    tx.commit().await.expect("the database answers");
    reconciled(&t).await;
    work(&t, &network, "one").await;
    assert_eq!(asked.take().len(), 1, "its session has ended, so that it went into the garden");
    assert!(checks(&t).await.is_empty());
    assert_eq!(t.scope().select::<radusergroup::Entity>().count().await.expect("the database answers"), 0);
    assert_eq!(state(&t, service).await.map(|row| row.applied_desired), Some(Some(Desired::Absent)));
    // Its NAS has said that the session ends, and tells of it all the same: it is asked again.
    t.advance(TimeDelta::minutes(16));
    heard(&t, &nas, service, AccountingStatus::Interim).await;
    let mended = work(&t, &network, "one").await;
    assert_eq!((mended.drifted, mended.applied, asked.take().len()), (1, 1, 1));
});

alone!(a_session_that_may_be_in_the_garden_ends_when_its_customer_has_paid, async |t: TestApp| {
    let mut settings = radius();
    settings.radius.walled_garden =
        vec![RadiusAttribute { name: "Filter-Id".to_owned(), value: "pay".to_owned() }];
    let t = isp_with(&t, settings).await;
    let (_, service) = served(&t).await;
    reconciled(&t).await;
    let (network, asked) = network(&t).await;
    work(&t, &network, "one").await;
    let nas = nas(&t, 3_799).await;
    session(&t, &nas, service).await;
    lock(&t, service).await;
    reconciled(&t).await;
    // The session may have ended, and begun again by the new rows: the answer was lost.
    asked.will_answer(Err(DynamicError::TimedOut));
    assert_eq!(work(&t, &network, "one").await.failed, 1);
    assert_eq!(state(&t, service).await.and_then(|row| row.applied_desired), None);
    lift(&t, service).await;
    reconciled(&t).await;
    assert_eq!(work(&t, &network, "one").await.applied, 1);
    let changes: Vec<bool> = asked.take().iter().map(|order| order.change.is_some()).collect();
    assert_eq!(changes, [false, false], "it signs in anew, and is carried by its plan");
});

/// NASes of which one service's never answers, and the others at once.
struct OneIsSilent {
    service: String,
    asked: AtomicUsize,
}

#[async_trait]
impl DynamicAuthorization for OneIsSilent {
    async fn ask(&self, _nas: &Nas, order: &SessionOrder) -> Result<(), DynamicError> {
        if order.session == self.service {
            self.asked.fetch_add(1, Ordering::Relaxed);
            std::future::pending::<()>().await;
        }
        Ok(())
    }
}

alone!(a_nas_that_is_silent_keeps_nobody_else_waiting, async |t: TestApp| {
    let t = isp(&t).await;
    let (_, stuck) = served(&t).await;
    let (_, paid) = served(&t).await;
    let nas = nas(&t, 3_799).await;
    let other = isp(&t).await;
    let (_, elsewhere) = served(&other).await;
    let secrets = store_secret(&t, &nas_secret_path(&t), "secret", NAS_SECRET).await;
    let silent = Arc::new(OneIsSilent { service: "s-1".to_owned(), asked: AtomicUsize::new(0) });
    let dynamic: Arc<dyn DynamicAuthorization> = silent.clone();
    let job = ProvisionJob {
        network: Network { secrets, dynamic, playbooks: None, allow_private_webhooks: false },
        holder: "one".to_owned(),
        db: t.db().clone(),
        clock: t.clock(),
        entropy: t.scope().entropy().clone(),
        every: Duration::from_millis(20),
        reconcile_every: Duration::from_millis(20),
    };
    let stop = CancellationToken::new();
    let told = async {
        until("both are carried", async || is_applied(&t, stuck).await && is_applied(&t, paid).await).await;
        session(&t, &nas, stuck).await;
        lock(&t, stuck).await;
        until("its NAS is asked", async || silent.asked.load(Ordering::Relaxed) > 0).await;
        // While that is waited for, in the same tenant and in another.
        let wanted = async |t: &TestApp, id: SubscriptionId, desired: Desired| {
            state(t, id).await.filter(|row| row.desired == desired)
        };
        let done = async |t: &TestApp, id: SubscriptionId, desired: Desired| {
            let row = wanted(t, id, desired).await;
            row.is_some_and(|row| row.state == ProvisioningStatus::Applied)
        };
        lock(&t, paid).await;
        until("it is to be withheld", async || wanted(&t, paid, Desired::Suspended).await.is_some()).await;
        lift(&t, paid).await;
        until("who has paid is carried again", async || done(&t, paid, Desired::Active).await).await;
        lock(&other, elsewhere).await;
        until("another tenant's is told", async || done(&other, elsewhere, Desired::Suspended).await).await;
        let row = state(&t, stuck).await.expect("it is told of");
        assert!(row.lease_holder.is_some(), "the silent one is still waited for");
        // Its own customer pays: nobody waits any more for what is not wanted.
        lift(&t, stuck).await;
        until("it is carried again, too", async || done(&t, stuck, Desired::Active).await).await;
        assert_eq!(silent.asked.load(Ordering::Relaxed), 1, "its session was never known to have ended");
        stop.cancel();
    };
    tokio::join!(job.run(stop.clone()), told);
});

alone!(nothing_is_told_where_nobody_is_set_up_to, async |t: TestApp| {
    let (_, service) = served(&t).await;
    assert_eq!(reconciled(&t).await, 0);
    assert!(state(&t, service).await.is_none());
});

alone!(what_is_not_set_up_is_a_failure_that_mends_itself, async |t: TestApp| {
    let t = isp_with(&t, ansible()).await;
    let (_, service) = served(&t).await;
    reconciled(&t).await;
    let (network, _) = network(&t).await;
    assert_eq!(work(&t, &network, "one").await.failed, 1);
    let row = state(&t, service).await.expect("it is told of");
    assert_eq!((row.state, row.attempts), (ProvisioningStatus::Failed, 1));
    assert_eq!(row.next_try_at, Some(t.now() + TimeDelta::minutes(15)));
});
