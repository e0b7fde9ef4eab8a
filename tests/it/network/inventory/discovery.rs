//! Reading a device's interfaces from the device.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use async_trait::async_trait;
use chrono::TimeDelta;
use portico::db::Reads as _;
use portico::db::audit as audit_entry;
use portico::kernel::refusal::{RefusalCode, UseCaseError};
use portico::network::entity::device_interface;
use portico::network::inventory::{self, Instruments};
use portico::network::mib::{InterfaceReading, Reading, SystemReading};
use portico::ports::keyring::{KeySet, Keyring, MasterKey};
use portico::ports::secrets::{FileStore, Secret, SecretStore as _, Secrets};
use portico::ports::snmp::agent::{DeviceSketch, InterfaceSketch, SimulatedAgent};
use portico::ports::snmp::{Oid, Patience, Session, Snmp2Client, SnmpClient, SnmpError, Target};
use sea_orm::ColumnTrait as _;
use secrecy::SecretString;

use super::*;
use crate::support::app::{Backing, MASTER_KEY, on_shared_server};

fn interface(if_index: i32, name: &str) -> InterfaceReading {
    InterfaceReading {
        if_index,
        name: name.to_owned(),
        alias: Some(" to the tower\r\n".to_owned()),
        if_type: Some(6),
        speed_bps: Some(1_000_000_000),
        admin_up: Some(true),
        oper_up: Some(true),
        counter_bits: Some(64),
        in_octets: Some(1),
        out_octets: Some(2),
        in_errors: Some(0),
        out_errors: Some(0),
        discontinuity_ticks: Some(0),
        rx_power_cdbm: None,
        tx_power_cdbm: None,
    }
}

fn reading(interfaces: Vec<InterfaceReading>) -> Reading {
    Reading {
        system: SystemReading {
            name: Some("core".to_owned()),
            descr: Some("Acme OS\0".to_owned()),
            object_id: Some("1.3.6.1.4.1.99999.1".to_owned()),
            uptime_ticks: 100,
        },
        interfaces,
        cpu_permille: None,
        memory_permille: None,
    }
}

async fn interfaces(t: &TestApp, device: &device::Model) -> Vec<device_interface::Model> {
    let scope = t.scope();
    let rows = scope.select::<device_interface::Entity>();
    let rows = rows.filter(device_interface::Column::DeviceId.eq(device.id));
    let mut rows = rows.all().await.expect("the database answers");
    rows.sort_by_key(|row| row.if_index);
    rows
}

both!(what_a_device_tells_is_kept_and_what_was_counted_stays, async |t: TestApp| {
    let device = t.device().insert().await;
    let counted = t.interface(&device, 2).with(|row| row.in_bps = Some(7)).insert().await;
    let told = reading(vec![interface(1, "ge-0/0/1"), interface(2, "xe-0/0/2"), interface(1, "again")]);
    inventory::keep_discovered(&t.scope(), &device, &told).await.expect("kept");
    let rows = interfaces(&t, &device).await;
    let [first, second] = rows.as_slice() else { panic!("{rows:?}") };
    assert_eq!((first.name.as_str(), first.alias.as_deref()), ("ge-0/0/1", Some("to the tower")));
    assert_eq!((first.in_octets, first.sampled_at, first.speed_bps), (None, None, Some(1_000_000_000)));
    assert_eq!((second.id, second.name.as_str()), (counted.id, "xe-0/0/2"));
    assert_eq!((second.in_octets, second.in_bps), (counted.in_octets, counted.in_bps));
    let state = t.state_of(device.id).await.expect("it is asked");
    assert_eq!((state.sys_name.as_deref(), state.sys_descr.as_deref()), (Some("core"), Some("Acme OS")));
    assert_eq!(
        (state.successes, state.sys_uptime_ticks),
        (2, Some(360_000)),
        "the poller counts, and nobody else"
    );
    // A port that is pulled stays, as absent, and comes back as the same.
    inventory::keep_discovered(&t.scope(), &device, &reading(vec![interface(2, "xe-0/0/2")]))
        .await
        .expect("kept");
    let absent = interfaces(&t, &device).await;
    assert_eq!((absent[0].present, absent[0].oper_up, absent[1].present), (false, None, true));
    inventory::keep_discovered(&t.scope(), &device, &told).await.expect("kept");
    let back = interfaces(&t, &device).await;
    assert_eq!((back[0].id, back[0].present), (first.id, true));
    let scope = t.scope();
    let deeds = scope.select::<audit_entry::Entity>();
    let deeds = deeds.filter(audit_entry::Column::Action.eq("device.discover")).all().await;
    assert_eq!(deeds.expect("the database answers").len(), 3);
});

both!(what_was_read_of_what_the_device_was_is_not_kept, async |t: TestApp| {
    let device = t.device().insert().await;
    let noc = noc(&t).await;
    done(update(&noc, &json!(device.id.to_string()), json!({ "address": "10.200.0.1" })).await);
    let late =
        inventory::keep_discovered(&t.scope(), &device, &reading(vec![interface(1, "ge-0/0/1")])).await;
    let Err(UseCaseError::Refused(refusal)) = late else { panic!("{late:?}") };
    assert_eq!(refusal.code, RefusalCode::Conflict);
    assert!(interfaces(&t, &device).await.is_empty());
});

/// A client that counts whom it is asked for and hears nothing.
#[derive(Default)]
struct Deaf(AtomicU32);

#[async_trait]
impl SnmpClient for Deaf {
    async fn session(&self, _: &Target) -> Result<Box<dyn Session>, SnmpError> {
        self.0.fetch_add(1, Ordering::Relaxed);
        Err(SnmpError::Timeout)
    }
}

/// Instruments with a store of their own, in which there is a community at `path`.
async fn instruments(t: &TestApp, path: &str, snmp: Arc<dyn SnmpClient>) -> (Instruments, tempfile::TempDir) {
    let folder = tempfile::tempdir().expect("a directory");
    let key = MasterKey::parse(&SecretString::from(MASTER_KEY)).expect("a key");
    let keys = KeySet::new(key, []).expect("one key");
    let store = FileStore::new(
        Some(folder.path().join("secrets")),
        Keyring::fixed(keys, t.scope().entropy().clone()),
    );
    let fields = [("version", "2c"), ("community", "canary")];
    let fields = fields.map(|(name, text)| (name.to_owned(), SecretString::from(text))).into();
    store.write(path, &Secret { fields, version: None }).await.expect("written");
    let secrets = Secrets::new(Arc::new(store), t.clock(), TimeDelta::seconds(60));
    (Instruments { allow_loopback: true, secrets, snmp }, folder)
}

#[test]
fn a_device_that_cannot_be_asked_is_told_why() {
    on_shared_server(Backing::Services, module_path!(), async |t: TestApp| {
        let heard = Arc::new(Deaf::default());
        let (instruments, _folder) = instruments(&t, &t.snmp_secret(), heard.clone()).await;
        let refusal =
            async |device: &device::Model| match inventory::discover(&t.scope(), &instruments, device.id)
                .await
            {
                Err(UseCaseError::Refused(refusal)) => (refusal.code, refusal.message),
                other => panic!("{other:?}"),
            };
        let passive = t.device().not_asked().insert().await;
        assert_eq!(refusal(&passive).await.0, RefusalCode::NotOffered);
        let poor = t.device().with(|row| row.snmp_secret = Some("snmp/nowhere".to_owned())).insert().await;
        assert_eq!(refusal(&poor).await.0, RefusalCode::NotOffered);
        // The network was declared when the device was entered, and is not any more.
        let stranded = t.device().at("198.51.100.7", 161).insert().await;
        assert_eq!(refusal(&stranded).await.0, RefusalCode::AddressNotAllowed);
        assert_eq!(heard.0.load(Ordering::Relaxed), 0, "nothing was sent so far");
        let silent = t.device().insert().await;
        let (code, message) = refusal(&silent).await;
        assert_eq!((code, heard.0.load(Ordering::Relaxed)), (RefusalCode::Unreachable, 1));
        assert!(!message.contains("canary"), "{message}");
        assert!(interfaces(&t, &silent).await.is_empty());
    });
}

#[test]
fn a_device_is_asked_for_its_interfaces_over_snmp() {
    on_shared_server(Backing::Embedded, module_path!(), async |t: TestApp| {
        let sketch = DeviceSketch {
            name: "core-1".to_owned(),
            descr: "Acme OS 7".to_owned(),
            object_id: Oid::of(&[1, 3, 6, 1, 4, 1, 99_999, 1]),
            interfaces: vec![
                InterfaceSketch {
                    alias: "to the tower".to_owned(),
                    ..InterfaceSketch::new(1, "ge-0/0/1", 1_000, 10, 20)
                },
                InterfaceSketch { up: false, ..InterfaceSketch::new(2, "xe-0/0/2", 10_000, 0, 0) },
            ],
            cpu_percent: 10,
            memory_percent: 20,
        };
        let agent =
            SimulatedAgent::start(([127, 0, 0, 1], 0).into(), "canary", sketch.image()).expect("a port");
        t.management_network("127.0.0.0/8").await;
        let device = t.device().at("127.0.0.1", agent.address().port()).insert().await;
        let client = Arc::new(Snmp2Client::new(Patience::default(), 4, t.scope().entropy().clone()));
        let (instruments, _folder) = instruments(&t, &t.snmp_secret(), client.clone()).await;
        inventory::discover(&t.scope(), &instruments, device.id).await.expect("it answers");
        let rows = interfaces(&t, &device).await;
        let [first, second] = rows.as_slice() else { panic!("{rows:?}") };
        assert_eq!((first.name.as_str(), first.alias.as_deref()), ("ge-0/0/1", Some("to the tower")));
        assert_eq!((first.speed_bps, first.oper_up), (Some(1_000_000_000), Some(true)));
        assert_eq!((second.name.as_str(), second.alias.as_deref()), ("xe-0/0/2", None));
        assert_eq!(
            (second.speed_bps, second.admin_up, second.oper_up),
            (Some(10_000_000_000), Some(true), Some(false))
        );
        let state = t.state_of(device.id).await.expect("it is asked");
        assert_eq!(
            (state.sys_name.as_deref(), state.sys_descr.as_deref()),
            (Some("core-1"), Some("Acme OS 7"))
        );
        // The machine itself is not asked where the configuration does not allow it, whatever networks there are.
        let careful = Instruments { allow_loopback: false, ..instruments.clone() };
        let refused = inventory::discover(&t.scope(), &careful, device.id).await;
        let Err(UseCaseError::Refused(refusal)) = refused else { panic!("{refused:?}") };
        assert_eq!(refusal.code, RefusalCode::AddressNotAllowed);
        // Nor is a device asked by another version than it is to be.
        let noc = noc(&t).await;
        let version = json!({ "snmp": { "version": "V1" } });
        done(update(&noc, &json!(device.id.to_string()), version).await);
        let refused = inventory::discover(&t.scope(), &instruments, device.id).await;
        let Err(UseCaseError::Refused(refusal)) = refused else { panic!("{refused:?}") };
        assert_eq!(refusal.code, RefusalCode::NotOffered);
    });
}
