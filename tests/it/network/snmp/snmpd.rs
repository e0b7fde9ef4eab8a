//! Debian's `snmpd`, beside its own `snmpwalk` and what the kernel counts.

use std::collections::BTreeMap;
use std::time::Duration;

use portico::network::mib::{InterfaceReading, Reading};
use portico::ports::snmp::{Credentials, Patience, SnmpError, Value};

use super::{SYS_NAME, client, get, oid, patient, read, target};
use crate::support::snmpd::{
    AUTH_PASSWORD, COMMUNITY, PRIVACY_PASSWORD, Snmpd, USERS, secret, user, user_with,
};
use crate::support::wait;

const IF_DESCR: &str = "1.3.6.1.2.1.2.2.1.2";
const IF_TYPE: &str = "1.3.6.1.2.1.2.2.1.3";
const IF_OPER_STATUS: &str = "1.3.6.1.2.1.2.2.1.8";
const HC_IN: &str = "1.3.6.1.2.1.31.1.1.1.6";
const HC_OUT: &str = "1.3.6.1.2.1.31.1.1.1.10";

fn community(version: &str) -> Credentials {
    secret(&[("version", version), ("community", COMMUNITY)])
}

/// Octets in and out of each interface, as the kernel counts them.
fn kernel() -> BTreeMap<String, (u64, u64)> {
    let text = std::fs::read_to_string("/proc/net/dev").expect("Linux");
    let line = |line: &str| {
        let (name, numbers) = line.split_once(':')?;
        let numbers: Vec<u64> = numbers.split_whitespace().filter_map(|number| number.parse().ok()).collect();
        Some((name.trim().to_owned(), (*numbers.first()?, *numbers.get(8)?)))
    };
    text.lines().filter_map(line).collect()
}

fn octets(interface: &InterfaceReading) -> (u64, u64) {
    let InterfaceReading { in_octets: Some(into), out_octets: Some(out), counter_bits: Some(64), .. } =
        interface
    else {
        panic!("{interface:?}")
    };
    (*into, *out)
}

/// A column of `snmpwalk` by `ifIndex`.
fn walked(snmpd: &Snmpd, column: &str) -> BTreeMap<i32, String> {
    let index = |name: &str| name.rsplit('.').next().and_then(|last| last.parse().ok()).expect("an index");
    snmpd.walk(&oid(column)).iter().map(|(name, value)| (index(name), value.clone())).collect()
}

fn column(reading: &Reading, of: impl Fn(&InterfaceReading) -> String) -> BTreeMap<i32, String> {
    reading.interfaces.iter().map(|interface| (interface.if_index, of(interface))).collect()
}

#[tokio::test]
async fn interfaces_and_counters_are_those_of_snmpwalk_and_the_kernel() {
    let (snmpd, client) = (Snmpd::start().await, client(patient()));
    for credentials in [community("2c"), user("portico", "SHA-256", "AES-128"), community("1")] {
        let version_1 = matches!(credentials, Credentials::V1 { .. });
        let target = target(snmpd.address(), credentials);
        let before = (walked(&snmpd, HC_IN), walked(&snmpd, HC_OUT));
        let reading = read(&client, &target).await.expect("read");
        let after = (walked(&snmpd, HC_IN), walked(&snmpd, HC_OUT));
        assert!(!reading.interfaces.is_empty());
        assert_eq!(column(&reading, |interface| interface.name.clone()), walked(&snmpd, IF_DESCR));
        let kind = |interface: &InterfaceReading| interface.if_type.expect("a type").to_string();
        assert_eq!(column(&reading, kind), walked(&snmpd, IF_TYPE));
        let up = |interface: &InterfaceReading| interface.oper_up.expect("a state");
        let up = column(&reading, |interface| if up(interface) { "1" } else { "other" }.to_owned());
        let walked_up = walked(&snmpd, IF_OPER_STATUS);
        for (if_index, state) in &up {
            assert_eq!(state == "1", walked_up[if_index] == "1", "interface {if_index}");
        }
        // The counters of a machine do not stand still: ours lie between those of the walks around it.
        for interface in reading.interfaces.iter().filter(|_| version_1) {
            // Version 1 has no counters of 64 bits.
            assert!(interface.counter_bits == Some(32) && interface.in_octets.is_some(), "{interface:?}");
        }
        if version_1 {
            continue;
        }
        for interface in &reading.interfaces {
            let (into, out) = octets(interface);
            let between = |from: &BTreeMap<i32, String>, to: &BTreeMap<i32, String>| {
                let number = |text: &String| text.parse::<u64>().expect("a number");
                number(&from[&interface.if_index])..=number(&to[&interface.if_index])
            };
            assert!(between(&before.0, &after.0).contains(&into), "{interface:?}");
            assert!(between(&before.1, &after.1).contains(&out), "{interface:?}");
        }
    }
    // snmpd looks at the kernel's counters now and then: once it has, it tells no less than they were before, and never
    // more than they are after.
    let target = target(snmpd.address(), community("2c"));
    let before = kernel();
    wait::until("snmpd has looked at the kernel's counters", async || {
        let reading = read(&client, &target).await.expect("read");
        let now = kernel();
        assert_eq!(reading.interfaces.len(), now.len());
        for interface in &reading.interfaces {
            let (into, out) = octets(interface);
            assert!(into <= now[&interface.name].0 && out <= now[&interface.name].1, "{interface:?}");
        }
        reading.interfaces.iter().all(|interface| {
            let (into, out) = octets(interface);
            into >= before[&interface.name].0 && out >= before[&interface.name].1
        })
    })
    .await;
}

#[tokio::test]
async fn a_machine_tells_of_itself_its_load_and_its_memory() {
    let (snmpd, client) = (Snmpd::start().await, client(patient()));
    let reading = read(&client, &target(snmpd.address(), community("2c"))).await.expect("read");
    assert_eq!(reading.system.object_id.as_deref(), Some("1.3.6.1.4.1.8072.3.2.10"));
    assert_eq!(reading.system.name.as_deref(), Some(snmpd.walk(&oid(SYS_NAME))[SYS_NAME].as_str()));
    assert!(reading.memory_permille.is_some_and(|memory| (1..1_000).contains(&memory)), "{reading:?}");
    // It tells the load of the last minute, so none in its first.
    assert!(reading.cpu_permille.is_none_or(|cpu| (0..=1_000).contains(&cpu)), "{reading:?}");
}

#[tokio::test]
async fn users_of_every_pair_of_protocols_are_let_in() {
    let (snmpd, client) = (Snmpd::start().await, client(patient()));
    let name = Value::from(snmpd.walk(&oid(SYS_NAME))[SYS_NAME].as_str());
    for (user_name, auth, privacy) in USERS {
        let target = target(snmpd.address(), user(user_name, auth, privacy));
        // The second time by keys that are kept.
        for _ in 0..2 {
            let got = get(&client, &target, SYS_NAME).await.expect(user_name);
            assert_eq!(got[0].value, name, "{user_name}");
        }
    }
}

#[tokio::test]
async fn wrong_passwords_are_told_apart() {
    let snmpd = Snmpd::start().await;
    let quick = client(Patience { timeout: Duration::from_secs(4), retries: 0, ..patient() });
    let right = (("SHA-256", AUTH_PASSWORD), ("AES-128", PRIVACY_PASSWORD));
    let wrong = "canary-of-nothing";
    for (credentials, error) in [
        (user_with("portico", ("SHA-256", wrong), right.1), SnmpError::NotAuthenticated),
        (user_with("portico", ("SHA-512", AUTH_PASSWORD), right.1), SnmpError::NotAuthenticated),
        (user_with("nobody", right.0, right.1), SnmpError::NotAuthenticated),
        (user_with("portico", right.0, ("AES-128", wrong)), SnmpError::NotDecrypted),
        (user_with("legacy", ("SHA-1", AUTH_PASSWORD), ("DES", wrong)), SnmpError::NotDecrypted),
        (secret(&[("version", "2c"), ("community", wrong)]), SnmpError::Timeout),
        // A user who must encrypt and does not.
        (
            secret(&[("user", "portico"), ("auth_protocol", "SHA-256"), ("auth_password", AUTH_PASSWORD)]),
            SnmpError::NotAuthenticated,
        ),
    ] {
        let text = format!("{credentials:?}");
        let told = get(&quick, &target(snmpd.address(), credentials), SYS_NAME).await.expect_err("refused");
        assert_eq!(told, error, "{text}");
        assert!(!text.contains("canary") && !format!("{told} {told:?}").contains("canary"));
    }
}

#[tokio::test]
async fn an_agent_that_starts_anew_is_met_anew() {
    let (mut snmpd, client) = (Snmpd::start().await, client(patient()));
    let v2c = target(snmpd.address(), community("2c"));
    let v3 = target(snmpd.address(), user("portico", "SHA-256", "AES-128"));
    assert!(read(&client, &v3).await.is_ok());
    snmpd.kill();
    assert_eq!(get(&client, &v2c, SYS_NAME).await, Err(SnmpError::Refused));
    assert_eq!(get(&client, &v3, SYS_NAME).await, Err(SnmpError::Refused));
    // The same engine, with one more boot.
    snmpd.restart().await;
    assert!(read(&client, &v2c).await.is_ok());
    assert!(read(&client, &v3).await.is_ok());
    // Another engine at the same place: other keys.
    snmpd.replace().await;
    assert!(read(&client, &v3).await.is_ok());
}
