//! Against Debian's `snmpd`: killed, started again, and never a spike.

use super::*;
use crate::support::snmpd::{self, Snmpd};

fn impatient(config: &mut Config) {
    with_secrets(config);
    (config.network.timeout_ms, config.network.retries) = (500, 1);
}

both!(a_real_agent_is_down_after_three_and_up_after_two, impatient, async |t: TestApp| {
    let mut snmpd = Snmpd::start().await;
    store_community(&t, snmpd::COMMUNITY).await;
    let device = on_loopback(&t, "this machine", snmpd.port()).await;
    let clock = t.clock();
    let poller = Application::poller(t.config(), &clock, t.scope().entropy()).expect("a poller");
    let worker = PollJob { poller: poller.clone(), ..worker(&t, poller.client.clone()) };
    let ask = async || {
        t.advance(TimeDelta::seconds(450));
        assert_eq!(worker.once().await.expect("asked"), 1);
        t.state_of(device.id).await.expect("it is asked")
    };
    assert_eq!(ask().await.status, DeviceStatus::Unknown);
    assert_eq!(ask().await.status, DeviceStatus::Up);
    let loopback = interfaces(&t, &device).await;
    assert!(loopback.iter().any(|row| row.name == "lo" && row.in_octets.is_some()), "{loopback:?}");
    snmpd.kill();
    let statuses = [ask().await.status, ask().await.status, ask().await.status];
    assert_eq!(statuses, [DeviceStatus::Up, DeviceStatus::Up, DeviceStatus::Down]);
    snmpd.restart().await;
    assert_eq!(ask().await.status, DeviceStatus::Down);
    // Its uptime has begun anew: whatever its counters say, nothing is told of the time before.
    let rows = interfaces(&t, &device).await;
    assert!(rows.iter().all(|row| row.in_bps.is_none() && row.in_error_delta.is_none()), "{rows:?}");
    assert_eq!(ask().await.status, DeviceStatus::Up);
});
