//! Net-SNMP's own `snmptrap` and `snmpinform`.

use std::net::{IpAddr, Ipv4Addr};

use portico::ports::snmp::Value;
use portico::ports::snmp::trap::{TrapReceiver, TrapSettings};

use crate::support::snmpd::{COMMUNITY, notify};

#[tokio::test]
async fn traps_and_informs_of_others_are_read_and_informs_answered() {
    let local = IpAddr::V4(Ipv4Addr::LOCALHOST);
    let (receiver, mut traps) =
        TrapReceiver::bind((local, 0).into(), TrapSettings::default()).await.expect("bound");
    let port = receiver.address().port();
    for (version, inform) in [("-v1", false), ("-v2c", false), ("-v2c", true)] {
        // `snmpinform` waits for its answer.
        let sending = tokio::task::spawn_blocking(move || notify(version, inform, port));
        let trap = traps.recv().await.expect("a trap");
        trap.acknowledge().await;
        assert!(sending.await.expect("run"), "{version} {inform}");
        assert_eq!(trap.trap_oid.to_string(), "1.3.6.1.6.3.1.1.5.3", "linkDown");
        assert_eq!((trap.from, trap.uptime_ticks, trap.inform), (local, 4_711, inform));
        assert_eq!(trap.bindings.len(), 1);
        assert_eq!(trap.bindings[0].value, Value::Integer(7));
        assert!(trap.is_from(&COMMUNITY.into()) && !trap.is_from(&"public".into()));
    }
    assert_eq!(receiver.counts().received, 3);
}
