//! Up, down, unknown, degraded, in maintenance; and rates that are never wrong.

use portico::events::EventType;
use portico::events::entity::outbox_event;
use sea_orm::Order;
use serde_json::json;

use super::fake::FakePort;
use super::*;
use crate::dunning::told;

both!(a_device_is_down_after_three_polls_and_up_after_two, with_secrets, async |t: TestApp| {
    let lab = Lab::open(&t).await;
    let core = lab.device("core", None).await;
    assert_eq!(lab.pass(0, &[&core]).await, 1);
    assert_eq!(lab.status(&core).await, DeviceStatus::Unknown, "one answer decides nothing");
    assert_eq!(lab.pass(10, &[&core]).await, 1, "ten seconds later it is asked again");
    let up = lab.state(&core).await;
    assert_eq!((up.status, up.failures, up.last_error), (DeviceStatus::Up, 0, None));
    assert_eq!((up.sys_name.as_deref(), up.lease_holder), (Some("fake"), None));
    assert_eq!(lab.pass(10, &[&core]).await, 0, "it is decided: it has its own pace");
    lab.answers(&core, false);
    // Its turn comes within one and a half intervals.
    lab.pass(450, &[]).await;
    let failed = lab.state(&core).await;
    assert_eq!((failed.status, failed.failures), (DeviceStatus::Up, 1));
    assert!(failed.last_error.is_some_and(|why| !why.contains(COMMUNITY)));
    lab.pass(10, &[]).await;
    assert_eq!(lab.status(&core).await, DeviceStatus::Up);
    lab.pass(10, &[]).await;
    let down = lab.state(&core).await;
    assert_eq!((down.status, down.failures, down.status_since), (DeviceStatus::Down, 3, t.now()));
    assert_eq!(lab.pass(10, &[]).await, 0, "it is decided");
    lab.answers(&core, true);
    lab.pass(450, &[]).await;
    assert_eq!(lab.status(&core).await, DeviceStatus::Down, "one answer decides nothing");
    lab.pass(10, &[]).await;
    assert_eq!(lab.status(&core).await, DeviceStatus::Up);
    // Each flip was told once, to staff.
    assert_eq!(told(&t, EventType::DeviceStatusChanged).await, 3);
    let scope = t.scope();
    let events = scope.select::<outbox_event::Entity>();
    let events = events.filter(outbox_event::Column::EventType.eq(EventType::DeviceStatusChanged));
    let events = events.order_by(outbox_event::Column::At, Order::Asc).all().await.expect("read");
    let flips: Vec<_> = events.iter().map(|event| (&event.payload["from"], &event.payload["to"])).collect();
    let (up, down, unknown) = (&json!("UP"), &json!("DOWN"), &json!("UNKNOWN"));
    assert_eq!(flips, [(unknown, up), (up, down), (down, up)]);
    assert_eq!(events[0].payload["device"], core.id.to_string());
    assert!(events.iter().all(|event| event.customer_id.is_none() && event.staff_roles.is_some()));
});

both!(who_is_worked_on_is_in_maintenance_and_alarms_nobody, with_secrets, async |t: TestApp| {
    let lab = Lab::open(&t).await;
    let device = t.device().with(|row| row.in_maintenance = true).in_state(DeviceStatus::Unknown);
    let device = device.insert().await;
    lab.hasten(device.id).await;
    lab.pass(0, &[]).await;
    let state = lab.state(&device).await;
    assert_eq!((state.status, state.failures), (DeviceStatus::Maintenance, 1));
});

both!(an_address_outside_the_networks_is_not_asked, with_secrets, async |t: TestApp| {
    let lab = Lab::open(&t).await;
    let device = t.device().at("192.0.2.1", 161).insert().await;
    lab.hasten(device.id).await;
    lab.pass(0, &[]).await;
    let state = lab.state(&device).await;
    assert_eq!(state.status, DeviceStatus::Unknown, "that says nothing of the device");
    assert_eq!((lab.network.asked(address(&device)), state.failures), (0, 0));
    assert!(state.last_error.is_some_and(|why| why.contains("management network")));
    t.management_network("192.0.2.0/24").await;
    lab.hasten(device.id).await;
    lab.pass(0, &[]).await;
    assert_eq!(lab.network.asked(address(&device)), 1);
});

both!(credentials_of_another_version_are_not_sent, with_secrets, async |t: TestApp| {
    let lab = Lab::open(&t).await;
    let device = t.device().with(|row| row.snmp_version = Some(SnmpVersion::V3)).insert().await;
    lab.hasten(device.id).await;
    lab.pass(0, &[]).await;
    assert_eq!(lab.network.asked(address(&device)), 0);
    assert_eq!(lab.status(&device).await, DeviceStatus::Unknown);
});

both!(rates_are_told_and_a_restart_is_no_spike, with_secrets, async |t: TestApp| {
    let lab = Lab::open(&t).await;
    let core = lab.device("core", None).await;
    let octets = |octets: u64| lab.network.change(address(&core), |device| device.ports[0].octets = octets);
    octets(9_000_000_000);
    lab.pass(0, &[&core]).await;
    assert_eq!(interfaces(&t, &core).await[0].in_bps, None, "the first tells nothing");
    octets(9_125_000_000);
    lab.pass(10, &[&core]).await;
    let row = interfaces(&t, &core).await.remove(0);
    assert_eq!(
        (row.in_bps, row.out_bps, row.in_error_delta),
        (Some(100_000_000), Some(100_000_000), Some(0))
    );
    // It starts anew: the counters and the uptime begin at zero.
    lab.network.change(address(&core), |device| {
        device.uptime = 0;
        device.ports[0].octets = 5_000;
    });
    lab.hasten(core.id).await;
    t.advance(TimeDelta::seconds(60));
    lab.worker.once().await.expect("asked");
    let row = interfaces(&t, &core).await.remove(0);
    assert_eq!((row.in_bps, row.in_error_delta, row.in_octets), (None, None, Some(5_000)));
    // And goes on from there.
    octets(5_000 + 12_500_000);
    lab.hasten(core.id).await;
    lab.pass(10, &[&core]).await;
    assert_eq!(interfaces(&t, &core).await[0].in_bps, Some(10_000_000));
});

both!(interfaces_come_go_and_come_back, with_secrets, async |t: TestApp| {
    let lab = Lab::open(&t).await;
    let core = lab.device("core", None).await;
    lab.network.change(address(&core), |device| device.ports.push(FakePort::gigabit(0)));
    lab.pass(0, &[&core]).await;
    let first = interfaces(&t, &core).await;
    assert_eq!(first.len(), 2);
    lab.network.change(address(&core), |device| device.ports.truncate(1));
    lab.pass(10, &[&core]).await;
    let second = interfaces(&t, &core).await;
    assert_eq!(second.iter().map(|row| row.present).collect::<Vec<_>>(), [true, false]);
    lab.network.change(address(&core), |device| device.ports.push(FakePort::gigabit(77)));
    lab.hasten(core.id).await;
    lab.pass(10, &[&core]).await;
    let third = interfaces(&t, &core).await;
    assert_eq!((third[1].id, third[1].present, third[1].in_bps), (first[1].id, true, None));
});
