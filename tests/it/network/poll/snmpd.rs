//! Against Debian's `snmpd`: killed, started again, and never a spike.

use super::*;
use crate::support::snmpd::{self, Snmpd};
use crate::support::wait::until;

fn impatient(config: &mut Config) {
    with_secrets(config);
    (config.network.timeout_ms, config.network.retries) = (500, 1);
}

both!(a_real_agent_is_down_after_three_and_up_after_two, impatient, async |t: TestApp| {
    let mut snmpd = Snmpd::start().await;
    store_community(&t, snmpd::COMMUNITY).await;
    let device = on_loopback(&t, "this machine", snmpd.address().port()).await;
    let clock = t.clock();
    let poller = Application::poller(t.config(), &clock, t.scope().entropy()).expect("a poller");
    let worker = worker(&t, poller.client.clone());
    // So many seconds later by our clock; the agent's goes as the world's.
    let ask = async |seconds: i64| {
        t.advance(TimeDelta::seconds(seconds));
        hasten(&t, device.id).await;
        assert_eq!(worker.once().await.expect("asked"), 1);
        t.state_of(device.id).await.expect("it is asked")
    };
    let told = async || {
        let rows = interfaces(&t, &device).await;
        rows.into_iter().any(|row| row.name == "lo" && row.in_error_delta.is_some())
    };
    assert_eq!(ask(0).await.status, DeviceStatus::Unknown);
    assert!(!told().await, "the first reading tells nothing of what has passed");
    assert_eq!(ask(0).await.status, DeviceStatus::Up);
    let passed = async || {
        ask(0).await;
        told().await
    };
    until("what has passed can be told", passed).await;
    snmpd.kill();
    let statuses = [ask(10).await.status, ask(10).await.status, ask(10).await.status];
    assert_eq!(statuses, [DeviceStatus::Up, DeviceStatus::Up, DeviceStatus::Down]);
    snmpd.restart().await;
    assert_eq!(ask(60).await.status, DeviceStatus::Down);
    // Its uptime has begun anew: whatever its counters say, nothing is told of the time before.
    let rows = interfaces(&t, &device).await;
    assert!(rows.iter().all(|row| row.in_bps.is_none() && row.in_error_delta.is_none()), "{rows:?}");
    assert_eq!(ask(0).await.status, DeviceStatus::Up);
});
