//! The client against agents of this process: those that answer, and those that answer as they should not.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::{Duration, Instant};

use secrecy::SecretString;
use tokio::net::UdpSocket;

use super::agent::{Conduct, DeviceSketch, InterfaceSketch, SimulatedAgent};
use super::{
    AuthProtocol, BadCredentials, Binding, Credentials, Oid, Patience, PrivacyProtocol, Session, Snmp2Client,
    SnmpClient, SnmpError, Target, Value, credentials,
};
use crate::kernel::entropy::SeededEntropy;

const ANY_PORT: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 0);
const COMMUNITY: &str = "canary-community";

fn hasty() -> Patience {
    let (timeout, total) = (Duration::from_millis(60), Duration::from_millis(900));
    Patience { timeout, retries: 1, total, ..Patience::default() }
}

fn patient() -> Patience {
    Patience { total: Duration::from_mins(1), timeout: Duration::from_secs(20), ..Patience::default() }
}

fn client(patience: Patience) -> Snmp2Client {
    Snmp2Client::new(patience, 8, Arc::new(SeededEntropy::new(7)))
}

fn agent() -> SimulatedAgent {
    let sketch = DeviceSketch {
        name: "edge-1".to_owned(),
        descr: "a router".to_owned(),
        object_id: Oid::of(&[1, 3, 6, 1, 4, 1, 99_999, 1]),
        interfaces: (1..=60).map(|port| InterfaceSketch::new(port, "port", 1_000, 0, 0)).collect(),
        cpu_percent: 7,
        memory_percent: 50,
    };
    SimulatedAgent::start(ANY_PORT, COMMUNITY, sketch.image()).expect("started")
}

fn target(agent: &SimulatedAgent, version: &str) -> Target {
    Target { address: agent.address(), credentials: community(version, COMMUNITY) }
}

fn community(version: &str, text: &str) -> Credentials {
    credentials(&fields(&[("version", version), ("community", text)])).expect("credentials")
}

fn fields(pairs: &[(&str, &str)]) -> BTreeMap<String, SecretString> {
    pairs.iter().map(|(name, text)| ((*name).to_owned(), SecretString::from(*text))).collect()
}

fn oid(text: &str) -> Oid {
    text.parse().expect("a name")
}

async fn session(client: &Snmp2Client, target: &Target) -> Box<dyn Session> {
    client.session(target).await.expect("a session")
}

async fn name_of(client: &Snmp2Client, target: &Target) -> Result<Vec<Binding>, SnmpError> {
    session(client, target).await.get(&[oid("1.3.6.1.2.1.1.5.0")]).await
}

#[tokio::test]
async fn versions_1_and_2c_get_and_walk_the_same() {
    let (agent, client) = (agent(), client(patient()));
    let names = [oid("1.3.6.1.2.1.1.5.0"), oid("1.3.6.1.2.1.1.99.0"), oid("1.3.6.1.2.1.1.1.0")];
    let roots = [oid("1.3.6.1.2.1.31.1.1.1.1"), oid("1.3.6.1.2.1.2.2.1.3"), oid("1.3.6.1.2.1.2.2.1.99")];
    for version in ["1", "2c"] {
        let mut session = session(&client, &target(&agent, version)).await;
        let got: Vec<Value> =
            session.get(&names).await.expect("got").into_iter().map(|binding| binding.value).collect();
        assert_eq!(got, [Value::from("edge-1"), Value::NoSuchInstance, Value::from("a router")], "{version}");
        let columns = session.columns(&roots, 100).await.expect("walked");
        assert_eq!(columns.iter().map(Vec::len).collect::<Vec<_>>(), [60, 60, 0], "{version}");
        assert_eq!(columns[1][59].oid.to_string(), "1.3.6.1.2.1.2.2.1.3.60");
        let all = session.walk(&oid("1.3"), 10_000).await.expect("walked");
        assert!(all.len() > 60 * 14 && all.is_sorted_by(|a, b| a.oid < b.oid), "{version}");
    }
}

#[tokio::test]
async fn what_a_device_answers_wrongly_is_dropped() {
    let (agent, hasty, client) = (agent(), client(hasty()), client(Patience { retries: 1, ..patient() }));
    let target = target(&agent, "2c");
    for conduct in [Conduct::Silent, Conduct::Late(Duration::from_secs(5))] {
        agent.behave(conduct);
        assert_eq!(name_of(&hasty, &target).await, Err(SnmpError::Timeout), "{conduct:?}");
    }
    for (conduct, error) in [
        (Conduct::WrongId, SnmpError::Mismatched),
        (Conduct::WrongCommunity, SnmpError::Mismatched),
        (Conduct::Truncated, SnmpError::Malformed("it cannot be read")),
        (Conduct::Noise, SnmpError::Malformed("it cannot be read")),
        (Conduct::Amplified(10), SnmpError::Malformed("other names than were asked for")),
    ] {
        agent.behave(conduct);
        assert_eq!(name_of(&client, &target).await, Err(error), "{conduct:?}");
    }
    for (conduct, error) in [
        (Conduct::Amplified(10), SnmpError::TooMuch),
        (Conduct::GoingBack, SnmpError::Malformed("its names do not increase")),
    ] {
        agent.behave(conduct);
        let walked = session(&client, &target).await.walk(&oid("1.3.6.1.2.1.2"), 1_000).await;
        assert_eq!(walked, Err(error), "{conduct:?}");
    }
    // And afterwards the same client gets its answers.
    agent.behave(Conduct::Honest);
    assert!(name_of(&client, &target).await.is_ok());
    assert_eq!(client.free(), 8);
}

#[tokio::test]
async fn a_late_answer_is_never_taken_for_that_to_the_next_question() {
    // The last attempt waits for 0.8 s.
    let patience = Patience { timeout: Duration::from_millis(100), retries: 3, ..patient() };
    let (agent, client) = (agent(), client(patience));
    let mut session = session(&client, &target(&agent, "2c")).await;
    agent.behave(Conduct::Late(Duration::from_secs(1)));
    assert_eq!(session.get(&[oid("1.3.6.1.2.1.1.5.0")]).await, Err(SnmpError::Timeout));
    agent.behave(Conduct::Honest);
    for _ in 0..200 {
        let got = session.get(&[oid("1.3.6.1.2.1.1.1.0")]).await;
        assert_eq!(got.expect("got")[0].value, Value::from("a router"));
    }
}

#[tokio::test]
async fn a_budget_is_kept_in_time_rows_and_octets() {
    let (agent, whole) = (agent(), patient());
    let root = oid("1.3.6.1.2.1.2.2.1");
    let narrow = client(Patience { max_rows: 100, ..whole });
    let walked = session(&narrow, &target(&agent, "2c")).await.walk(&root, 10_000).await;
    assert_eq!(walked, Err(SnmpError::TooMuch));
    let narrow = client(Patience { max_bytes: 5_000, ..whole });
    let walked = session(&narrow, &target(&agent, "2c")).await.walk(&root, 10_000).await;
    assert_eq!(walked, Err(SnmpError::TooMuch));
    let walked = session(&client(whole), &target(&agent, "2c")).await.walk(&root, 10).await;
    assert_eq!(walked, Err(SnmpError::TooMuch));
    // Many retries do not prolong the whole.
    agent.silence(true);
    let hasty = client(Patience { retries: 1_000, total: Duration::from_millis(300), ..hasty() });
    let started = Instant::now();
    assert_eq!(name_of(&hasty, &target(&agent, "2c")).await, Err(SnmpError::Timeout));
    assert!(started.elapsed() < Duration::from_secs(10));
}

#[tokio::test]
async fn nobody_listening_is_another_thing_than_silence() {
    let socket = UdpSocket::bind(ANY_PORT).await.expect("bound");
    let address = socket.local_addr().expect("bound");
    let target = Target { address, credentials: community("2c", COMMUNITY) };
    assert_eq!(name_of(&client(hasty()), &target).await, Err(SnmpError::Timeout));
    drop(socket);
    assert_eq!(name_of(&client(patient()), &target).await, Err(SnmpError::Refused));
}

#[tokio::test]
async fn no_more_sessions_are_open_than_may_be() {
    let agent = agent();
    let client = Snmp2Client::new(patient(), 2, Arc::new(SeededEntropy::new(7)));
    let target = target(&agent, "2c");
    let (first, _second) = (session(&client, &target).await, session(&client, &target).await);
    let third = client.session(&target);
    assert!(tokio::time::timeout(Duration::from_millis(20), third).await.is_err());
    drop(first);
    assert!(client.session(&target).await.is_ok());
}

#[test]
fn credentials_are_read_from_the_fields_of_a_secret() {
    let user = [
        ("user", "portico"),
        ("auth_protocol", "SHA-256"),
        ("auth_password", "canary-of-auth"),
        ("privacy_protocol", "AES-128"),
        ("privacy_password", "canary-of-privacy"),
    ];
    let read = credentials(&fields(&user)).expect("credentials");
    let text = format!("{read:?}");
    let Credentials::V3(read) = read else { panic!("version 3") };
    assert_eq!(
        (read.auth, read.privacy.map(|(cipher, _)| cipher)),
        (AuthProtocol::Sha256, Some(PrivacyProtocol::Aes128))
    );
    assert!(!text.contains("canary"), "{text}");
    let without = |gone: &str| {
        credentials(&fields(&user.iter().copied().filter(|(name, _)| *name != gone).collect::<Vec<_>>()))
    };
    for (gone, error) in [
        ("user", BadCredentials::Missing("user")),
        ("auth_protocol", BadCredentials::Missing("auth_protocol")),
        ("auth_password", BadCredentials::Missing("auth_password")),
        ("privacy_password", BadCredentials::Missing("privacy_password")),
    ] {
        assert_eq!(without(gone).expect_err("refused"), error);
    }
    // A device that cannot encrypt.
    let Ok(Credentials::V3(plain)) = without("privacy_protocol") else { panic!("version 3") };
    assert!(plain.privacy.is_none());
    for (name, text, error) in [
        ("version", "2", BadCredentials::Unknown("version")),
        ("auth_protocol", "SHA-3", BadCredentials::Unknown("auth_protocol")),
        ("privacy_protocol", "ROT13", BadCredentials::Unknown("privacy_protocol")),
        ("auth_password", "seven77", BadCredentials::Short("auth_password")),
        ("privacy_password", "", BadCredentials::Short("privacy_password")),
        ("key_extension", "mine", BadCredentials::Unknown("key_extension")),
    ] {
        let mut changed = fields(&user);
        changed.insert(name.to_owned(), text.into());
        assert_eq!(credentials(&changed).expect_err("refused"), error);
    }
    assert_eq!(
        credentials(&fields(&[("version", "1")])).expect_err("refused"),
        BadCredentials::Missing("community")
    );
}
