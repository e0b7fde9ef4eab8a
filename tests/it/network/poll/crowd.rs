//! What one device costs is its own affair.

use tokio_util::sync::CancellationToken;

use super::*;
use crate::support::wait::until;

both!(those_that_hang_do_not_delay_the_rest, with_secrets, async |t: TestApp| {
    let lab = Lab::open(&t).await;
    let (mut hanging, mut well) = (Vec::new(), Vec::new());
    for number in 0..34 {
        let device = lab.device(&format!("device {number}"), None).await;
        if number < 4 {
            lab.network.change(address(&device), |device| device.hangs = true);
            hanging.push(device);
        } else {
            well.push(device);
        }
    }
    // Of eight places four are held by those that hang, for as long as the test takes.
    let poller = Poller { budget: Duration::from_hours(1), ..(*lab.worker.poller).clone() };
    let worker = PollJob { poller: Arc::new(poller), ..lab.worker.clone() };
    let stop = CancellationToken::new();
    let stopped = stop.clone();
    let running = tokio::spawn(async move { worker.run(stopped).await });
    until("the rest are asked", async || {
        for device in &well {
            if lab.state(device).await.successes == 0 {
                return false;
            }
        }
        true
    })
    .await;
    for device in &hanging {
        until("it is waited for", async || lab.state(device).await.lease_holder.is_some()).await;
        assert_eq!((lab.network.asked(address(device)), lab.state(device).await.failures), (1, 0));
    }
    stop.cancel();
    running.await.expect("the worker ends");
    for device in &hanging {
        let state = lab.state(device).await;
        assert_eq!((state.lease_holder, state.failures), (None, 0), "others may ask it");
    }
});

both!(a_device_costs_no_more_than_its_budget, with_secrets, async |t: TestApp| {
    let lab = Lab::open(&t).await;
    let device = lab.device("slow", None).await;
    lab.network.change(address(&device), |device| device.hangs = true);
    let poller = Poller { budget: Duration::from_millis(50), ..(*lab.worker.poller).clone() };
    let worker = PollJob { poller: Arc::new(poller), ..lab.worker.clone() };
    assert_eq!(worker.once().await.expect("asked"), 1);
    let state = lab.state(&device).await;
    assert_eq!((state.failures, state.lease_holder), (1, None));
    assert_eq!(state.last_error.as_deref(), Some("no answer in time"));
});
