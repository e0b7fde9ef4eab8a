//! Any number of workers.

use async_trait::async_trait;
use portico::network::poll::release_all;
use portico::ports::snmp::{Session, SnmpError, Target};

use super::fake::FakePort;
use super::*;
use crate::support::wait::until;

/// Moves a device to another port as soon as somebody asks it.
struct Moving {
    t: TestApp,
    device: DeviceId,
    to: u16,
    network: FakeNetwork,
}

#[async_trait]
impl SnmpClient for Moving {
    async fn session(&self, target: &Target) -> Result<Box<dyn Session>, SnmpError> {
        let tx = self.t.scope().begin().await.expect("the database answers");
        let moved = tx
            .update::<device::Entity>()
            .set(device::Column::SnmpPort, i32::from(self.to))
            .filter(device::Column::Id.eq(self.device));
        assert_eq!(moved.run().await.expect("the database answers"), 1);
        tx.commit().await.expect("the database answers");
        self.network.session(target).await
    }
}

/// A client of which every place is taken.
struct Full;

#[async_trait]
impl SnmpClient for Full {
    async fn session(&self, _: &Target) -> Result<Box<dyn Session>, SnmpError> {
        std::future::pending().await
    }
}

both!(two_workers_ask_each_device_once, with_secrets, async |t: TestApp| {
    let lab = Lab::open(&t).await;
    let mut devices = Vec::new();
    for number in 0..40 {
        devices.push(lab.device(&format!("device {number}"), None).await);
    }
    let other = worker(&t, Arc::new(lab.network.clone()));
    let (first, second) = tokio::join!(lab.worker.once(), other.once());
    assert_eq!(first.expect("asked") + second.expect("asked"), devices.len());
    for device in &devices {
        assert_eq!(lab.network.asked(address(device)), 1);
        let state = lab.state(device).await;
        assert_eq!((state.successes, state.lease_holder), (1, None));
    }
});

both!(a_lease_that_has_ended_writes_nothing, with_secrets, async |t: TestApp| {
    let lab = Lab::open(&t).await;
    let core = lab.device("core", None).await;
    let slow = lab.worker.poller.lease();
    let claimed = claim(&t, &slow).await;
    assert_eq!(claimed.iter().map(|due| due.device_id).collect::<Vec<_>>(), [core.id]);
    assert!(claim(&t, &slow).await.is_empty());
    // The worker that has it does not come back in time, and another takes over.
    assert_eq!(lab.pass(600, &[&core]).await, 1);
    let state = lab.state(&core).await;
    let late = lab.worker.poller.poll(&|| t.scope(), &slow, core.id).await.expect("the database answers");
    assert_eq!(late, None);
    assert_eq!(lab.state(&core).await, state, "what it found is not written");
});

both!(a_worker_that_stops_gives_back_what_it_holds, with_secrets, async |t: TestApp| {
    let lab = Lab::open(&t).await;
    let core = lab.device("core", None).await;
    let lease = lab.worker.poller.lease();
    assert_eq!(claim(&t, &lease).await.len(), 1);
    let platform = PlatformScope::new(t.db().clone());
    assert_eq!(release_all(&platform, &lease.holder).await.expect("given back"), 1);
    assert_eq!(lab.worker.once().await.expect("asked"), 1);
    assert_eq!(lab.state(&core).await.successes, 1);
});

both!(what_was_heard_at_another_place_is_not_written, with_secrets, async |t: TestApp| {
    let lab = Lab::open(&t).await;
    let core = lab.device("core", None).await;
    let (old, to) = (address(&core), 10_161);
    let new = SocketAddr::new(old.ip(), to);
    lab.network.change(new, |device| device.ports = vec![FakePort::gigabit(0); 2]);
    let moving = Moving { t: t.clone(), device: core.id, to, network: lab.network.clone() };
    let worker = worker(&t, Arc::new(moving));
    // It is due again at once.
    until("it is asked where it is now", async || {
        worker.once().await.expect("asked");
        lab.network.asked(new) > 0
    })
    .await;
    assert_eq!(lab.network.asked(old), 1);
    let state = lab.state(&core).await;
    assert_eq!((state.successes, state.failures, state.lease_holder), (1, 0, None));
    assert_eq!(interfaces(&t, &core).await.len(), 2);
});

both!(a_device_for_which_no_place_is_free_is_not_taken_for_silent, with_secrets, async |t: TestApp| {
    let lab = Lab::open(&t).await;
    let core = lab.device("core", None).await;
    let full = worker(&t, Arc::new(Full));
    let poller = Poller { budget: Duration::from_millis(40), ..(*full.poller).clone() };
    let full = PollJob { poller: Arc::new(poller), ..full };
    let before = lab.state(&core).await;
    assert_eq!(full.once().await.expect("claimed"), 1);
    let state = lab.state(&core).await;
    assert_eq!((state.failures, state.status, state.lease_holder), (0, before.status, None));
    assert_eq!(state.next_poll_at, t.now() + TimeDelta::seconds(10), "it comes again soon");
});
