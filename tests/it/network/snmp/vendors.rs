//! What devices of several vendors told, replayed by snmpsim.

use portico::network::mib::{InterfaceReading, Reading};
use portico::ports::snmp::Target;

use super::{SYS_DESCR, client, get, patient, read, target};
use crate::support::snmpd::secret;
use crate::support::snmpsim::Snmpsim;
use crate::support::wait;

async fn recorded(simulator: &Snmpsim, name: &str) -> Reading {
    let client = client(patient());
    let target: Target = target(simulator.address(), secret(&[("version", "2c"), ("community", name)]));
    wait::until("snmpsim answers", async || get(&client, &target, SYS_DESCR).await.is_ok()).await;
    read(&client, &target).await.expect("read")
}

fn interface<'a>(reading: &'a Reading, name: &str) -> &'a InterfaceReading {
    reading
        .interfaces
        .iter()
        .find(|interface| interface.name == name)
        .unwrap_or_else(|| panic!("{reading:?}"))
}

/// Received and sent, in hundredths of dBm.
fn optics(interface: &InterfaceReading) -> (Option<i32>, Option<i32>) {
    (interface.rx_power_cdbm, interface.tx_power_cdbm)
}

fn load(reading: &Reading) -> (Option<i32>, Option<i32>) {
    (reading.cpu_permille, reading.memory_permille)
}

#[tokio::test]
async fn four_vendors_are_read() {
    let Some(simulator) = Snmpsim::start() else { return };

    let cisco = recorded(&simulator, "cisco").await;
    assert_eq!(cisco.system.name.as_deref(), Some("isr4331-pop1.example.net"));
    assert_eq!((cisco.system.uptime_ticks, cisco.interfaces.len()), (187_654_321, 3));
    assert_eq!(load(&cisco), (Some(130), Some(250)));
    let ring = interface(&cisco, "Te0/1/0");
    assert_eq!(
        (ring.counter_bits, ring.in_octets, ring.out_octets),
        (Some(64), Some(18_446_744_073_709_551_000), Some(42))
    );
    assert_eq!((ring.speed_bps, ring.discontinuity_ticks), (Some(10_000_000_000), Some(90_210)));
    assert_eq!((ring.alias.as_deref(), ring.out_errors), (Some("ring west"), Some(3)));
    assert_eq!(optics(ring), (Some(-870), Some(-210)));
    assert_eq!(optics(interface(&cisco, "Gi0/0/0")), (Some(-321), Some(-568)));
    assert_eq!(optics(interface(&cisco, "Lo0")), (None, None));

    let mikrotik = recorded(&simulator, "mikrotik").await;
    assert_eq!(load(&mikrotik), (Some(60), Some(250)));
    assert_eq!(optics(interface(&mikrotik, "sfp-sfpplus1")), (Some(-491), Some(-231)));
    assert_eq!(optics(interface(&mikrotik, "sfp-sfpplus2")), (None, None), "an empty cage is not 0 dBm");
    let bridge = interface(&mikrotik, "bridge1");
    assert_eq!((bridge.speed_bps, bridge.admin_up, bridge.oper_up), (None, Some(false), Some(false)));

    let huawei = recorded(&simulator, "huawei-olt").await;
    assert_eq!(load(&huawei), (Some(220), Some(375)));
    let lit = interface(&huawei, "GPON 0/1/0");
    assert_eq!(lit.if_index, -100_663_296, "the 32 bits of 4,194,304,000");
    assert_eq!(
        (optics(lit), lit.if_type, lit.counter_bits),
        ((Some(-2_812), Some(351)), Some(250), Some(64))
    );
    let dark = interface(&huawei, "GPON 0/1/1");
    assert_eq!((optics(dark), dark.oper_up), ((None, None), Some(false)));
    assert_eq!(
        (dark.counter_bits, dark.in_octets, dark.out_octets),
        (Some(32), Some(3_000_000_000), Some(4_000_000_000))
    );

    let juniper = recorded(&simulator, "juniper").await;
    assert_eq!(load(&juniper), (Some(50), Some(310)));
    let exchange = interface(&juniper, "et-0/0/0");
    assert_eq!((optics(exchange), exchange.speed_bps), ((Some(-112), Some(98)), Some(100_000_000_000)));
    assert_eq!(optics(interface(&juniper, "et-0/0/0.0")), (None, None));
}
