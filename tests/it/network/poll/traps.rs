//! What becomes of what devices tell by themselves.

use std::net::IpAddr;
use std::sync::atomic::{AtomicU64, Ordering};

use portico::jobs::traps::TrapJob;
use portico::network::alerts::{AlertFilter, RuleTerms, count_alerts, create_rule};
use portico::network::entity::alert_rule::{AlertComparison, AlertMetric, AlertSeverity};
use portico::network::poll::at_address;
use portico::ports::snmp::trap::{Notice, TrapReceiver, TrapSettings};

use super::*;
use crate::support::snmpd;

/// A trap as Net-SNMP sends it, about the interface 7, with its community.
async fn link_down() -> Notice {
    let listen = ([127, 0, 0, 1], 0).into();
    let (receiver, mut traps) =
        TrapReceiver::bind(listen, TrapSettings::default()).await.expect("a free port");
    assert!(snmpd::notify("-v2c", false, receiver.address().port()));
    traps.recv().await.expect("it came")
}

fn job(lab: &Lab) -> TrapJob {
    TrapJob {
        poller: lab.worker.poller.clone(),
        db: lab.t.db().clone(),
        directory: TenantDirectory::default(),
        clock: lab.t.clock(),
        entropy: lab.t.scope().entropy().clone(),
        listen: ([127, 0, 0, 1], 0).into(),
        unknown: Arc::new(AtomicU64::new(0)),
    }
}

both!(a_link_that_is_told_to_be_down_is_alarmed_and_looked_at, with_secrets, async |t: TestApp| {
    let lab = Lab::open(&t).await;
    store_community(&t, snmpd::COMMUNITY).await;
    let trap = link_down().await;
    let from: IpAddr = trap.sender();
    let job = job(&lab);
    job.hear(&trap).await;
    assert_eq!(job.unknown.load(Ordering::Relaxed), 1, "no device is there");
    let terms = RuleTerms {
        name: "Links".to_owned(),
        metric: AlertMetric::InterfaceDown,
        comparison: AlertComparison::Above,
        level: None,
        settle_seconds: 0,
        severity: AlertSeverity::Critical,
        device_kind: None,
    };
    create_rule(&t.scope(), terms).await.expect("made");
    t.management_network("127.0.0.0/8").await;
    let device = t.device().named("edge").at(&from.to_string(), 161).insert().await;
    t.interface(&device, 7).insert().await;
    // Another tenant has a device at the same address, and another community.
    let abroad = t.tenant().await;
    store_community(&abroad, "another community").await;
    let theirs = abroad.device().named("edge").at(&from.to_string(), 161).insert().await;
    t.advance(TimeDelta::seconds(60));
    let before = abroad.state_of(theirs.id).await;
    job.hear(&trap).await;
    assert_eq!(job.unknown.load(Ordering::Relaxed), 1);
    let state = lab.state(&device).await;
    assert_eq!((state.next_poll_at, state.lease_holder), (t.now(), None), "it is asked at once");
    let filter = AlertFilter { live: Some(true), ..AlertFilter::default() };
    assert_eq!(count_alerts(&t.scope(), &filter).await.expect("read"), 1);
    job.hear(&trap).await;
    assert_eq!(count_alerts(&t.scope(), &filter).await.expect("read"), 1, "one, however often it is told");
    assert_eq!(abroad.state_of(theirs.id).await, before, "it is not theirs");
    assert_eq!(count_alerts(&abroad.scope(), &filter).await.expect("read"), 0);
});

both!(a_trap_amid_a_poll_has_the_device_asked_once_more, with_secrets, async |t: TestApp| {
    let lab = Lab::open(&t).await;
    store_community(&t, snmpd::COMMUNITY).await;
    let trap = link_down().await;
    t.management_network("127.0.0.0/8").await;
    let device = t.device().named("edge").at(&trap.sender().to_string(), 161).insert().await;
    lab.network.change(address(&device), |_| {});
    let (poller, scope) = (&lab.worker.poller, || t.scope());
    for told in [false, true] {
        t.advance(TimeDelta::seconds(60));
        lab.hasten(device.id).await;
        let lease = poller.lease();
        assert_eq!(claim(&t, &lease).await.len(), 1);
        if told {
            job(&lab).hear(&trap).await;
            assert_eq!(lab.state(&device).await.lease_holder.as_ref(), Some(&lease.holder));
        }
        let state = poller.poll(&scope, &lease, device.id).await.expect("asked").expect("written down");
        assert_eq!((state.status, state.lease_holder), (DeviceStatus::Up, None));
        assert_eq!(state.next_poll_at == t.now() + TimeDelta::seconds(10), told, "{}", state.next_poll_at);
    }
});

both!(one_tenant_s_devices_at_an_address_shut_out_no_other_s, async |t: TestApp| {
    let address = "198.51.100.77";
    let abroad = t.tenant().await;
    for _ in 0..6 {
        abroad.device().at(address, 161).insert().await;
    }
    let own = t.device().at(address, 161).insert().await;
    let found = at_address(&PlatformScope::new(t.db().clone()), address).await.expect("read");
    let of = |app: &TestApp| {
        let tenant = app.scope().tenant().id;
        found.iter().filter(|due| due.tenant_id == tenant).map(|due| due.device_id).collect::<Vec<_>>()
    };
    assert_eq!(of(&t), [own.id]);
    assert_eq!(of(&abroad).len(), 4);
});
