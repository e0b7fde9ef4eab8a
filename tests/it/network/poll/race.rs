//! Any number of workers.

use portico::network::poll::release_all;

use super::*;

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
