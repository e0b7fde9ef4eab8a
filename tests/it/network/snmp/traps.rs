//! Net-SNMP's own `snmptrap` and `snmpinform`.

use std::net::{IpAddr, Ipv4Addr};

use portico::ports::snmp::Value;
use portico::ports::snmp::trap::{Notice, SealedTrap, TrapReceiver, TrapSettings};
use portico::ports::snmp::{Credentials, SnmpClient as _};

use super::{client, oid, patient, target};
use crate::support::snmpd::{
    AUTH_PASSWORD, COMMUNITY, PRIVACY_PASSWORD, Snmpd, USERS, notify, notify_signed, user, user_with,
};

#[tokio::test]
async fn traps_and_informs_of_others_are_read_and_informs_answered() {
    let local = IpAddr::V4(Ipv4Addr::LOCALHOST);
    let (receiver, mut traps) =
        TrapReceiver::bind((local, 0).into(), TrapSettings::default()).await.expect("bound");
    let port = receiver.address().port();
    for (version, inform) in [("-v1", false), ("-v2c", false), ("-v2c", true)] {
        // `snmpinform` waits for its answer.
        let sending = tokio::task::spawn_blocking(move || notify(version, inform, port));
        let Some(Notice::Plain(trap)) = traps.recv().await else { panic!("no trap that can be read") };
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

/// The engine of an agent in hexadecimal digits, and how often it was started.
fn engine(snmpd: &Snmpd) -> (String, u32) {
    let value = |name: &str| snmpd.walk(&oid(name)).remove(name).expect("an agent has an engine");
    let id = value("1.3.6.1.6.3.10.2.1.1.0");
    let digits = id.chars().filter(char::is_ascii_hexdigit).collect();
    (digits, value("1.3.6.1.6.3.10.2.1.2.0").parse().expect("a number"))
}

#[tokio::test]
async fn a_signed_trap_is_opened_by_who_knows_the_user() {
    let (snmpd, client) = (Snmpd::start().await, client(patient()));
    let (id, boots) = engine(&snmpd);
    let local = IpAddr::V4(Ipv4Addr::LOCALHOST);
    let (receiver, mut traps) =
        TrapReceiver::bind((local, 0).into(), TrapSettings::default()).await.expect("bound");
    let port = receiver.address().port();
    let mut sent = async |user: (&'static str, &'static str, &'static str), engine: (String, u32)| {
        let sent = tokio::task::spawn_blocking(move || notify_signed(user, (&engine.0, engine.1), port));
        assert!(sent.await.expect("run"), "{user:?}");
        match traps.recv().await {
            Some(Notice::Sealed(trap)) => trap,
            other => panic!("{other:?}"),
        }
    };
    let opened = async |trap: &SealedTrap, credentials: Credentials| {
        client.open(&target(snmpd.address(), credentials), trap).await
    };
    for (name, auth, privacy) in USERS {
        let trap = sent((name, auth, privacy), (id.clone(), boots)).await;
        assert_eq!(trap.from, local);
        let told = opened(&trap, user(name, auth, privacy)).await.expect(name);
        assert_eq!(told.trap_oid.to_string(), "1.3.6.1.6.3.1.1.5.3", "linkDown");
        assert_eq!((told.uptime_ticks, told.bindings.len()), (4_711, 1));
        assert_eq!(told.bindings[0].value, Value::Integer(7));
        // Others who know the name alone, or know nothing but a community.
        let wrong = user_with(name, (auth, "canary-of-nothing"), (privacy, PRIVACY_PASSWORD));
        assert_eq!(opened(&trap, wrong).await, None, "{name}");
        let wrong = user_with(name, (auth, AUTH_PASSWORD), (privacy, "canary-of-nothing"));
        assert_eq!(opened(&trap, wrong).await, None, "{name}");
        assert_eq!(opened(&trap, user("nobody", auth, privacy)).await, None, "{name}");
        let community = crate::support::snmpd::secret(&[("version", "2c"), ("community", COMMUNITY)]);
        assert_eq!(opened(&trap, community).await, None, "{name}");
    }
    // Of another engine.
    let trap = sent(USERS[0], ("80001f888000000000000000".to_owned(), boots)).await;
    assert_eq!(opened(&trap, user("portico", "SHA-256", "AES-128")).await, None);
}
