//! The demonstration's network: its devices answer, break by command, and begin anew when they are mended.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;

use migrations::{Migrator, MigratorTrait as _};
use portico::db::{Db, PlatformScope, Scope};
use portico::demo::{SIMULATED_COMMUNITY, Simulator, seed_demo};
use portico::kernel::actor::Actor;
use portico::kernel::clock::{SharedClock, SystemClock};
use portico::kernel::entropy::{SeededEntropy, SharedEntropy};
use portico::network::entity::device::{self, DeviceKind};
use portico::network::entity::device_state::DeviceStatus;
use portico::network::entity::{device_state, simulated_fault};
use portico::network::mib::{self, Reading};
use portico::network::poll::Poller;
use portico::network::simulated_secret;
use portico::ports::keyring::{KeySet, Keyring, MasterKey};
use portico::ports::password::HashCost;
use portico::ports::radius::UdpClient;
use portico::ports::secrets::{FileStore, Secret, SecretStore as _, Secrets};
use portico::ports::snmp::{Credentials, Patience, Snmp2Client, SnmpClient as _, SnmpError, Target};
use portico::provisioning::{self, Network};
use portico::tenancy::{self, Tenant};
use sea_orm::ColumnTrait as _;
use secrecy::SecretString;
use serde_json::json;

use crate::support::guard::scratch;
use crate::support::program::run;

/// A demonstration that has been seeded, with what its directory holds.
struct Demo {
    dir: std::path::PathBuf,
    db: Db,
    entropy: SharedEntropy,
    clock: SharedClock,
}

impl Demo {
    async fn seeded() -> Self {
        let dir = scratch("demo");
        let db = Db::open(&Db::embedded(&dir.join("portico.db"))).expect("it opens");
        Migrator::up(db.for_migrations(), None).await.expect("migrated");
        let entropy: SharedEntropy = Arc::new(SeededEntropy::new(11));
        let clock: SharedClock = Arc::new(SystemClock);
        let keys = KeySet::new(MasterKey::generate(&*entropy), []).expect("one key");
        let keyring = Keyring::fixed(keys, entropy.clone());
        let cheap = HashCost { memory_kib: 8, passes: 1, lanes: 1 };
        let tenants = seed_demo(&db, clock.now(), cheap, entropy.clone(), &keyring).await.expect("seeded");
        let known = json!({ "url": null, "tenants": tenants }).to_string();
        std::fs::write(dir.join("demo.json"), known).expect("the scratch directory can be written to");
        Self { dir, db, entropy, clock }
    }

    /// A device of the first of the two ISPs.
    async fn device(&self, name: &str) -> device::Model {
        let tenant = self.tenant().await.reference.id;
        let platform = PlatformScope::new(self.db.clone());
        let of_tenant = device::Column::TenantId.eq(tenant);
        let named =
            platform.select::<device::Entity>().filter(of_tenant).filter(device::Column::Name.eq(name));
        named.one().await.expect("the database answers").expect("it is there")
    }

    async fn tenant(&self) -> Tenant {
        let platform = PlatformScope::new(self.db.clone());
        let tenant = tenancy::find_by_slug(&platform, "havelnetz").await.expect("the database answers");
        tenant.expect("it was seeded")
    }

    /// What the program itself does at the first of the two ISPs.
    async fn scope(&self) -> Scope {
        let (db, reference) = (self.db.clone(), self.tenant().await.reference);
        Scope::new(db, reference, Actor::System, &self.clock, self.entropy.clone(), "test".into())
    }

    /// The secrets of the demonstration.
    fn store(&self) -> FileStore {
        let keys = KeySet::new(MasterKey::generate(&*self.entropy), []).expect("one key");
        let keyring = Keyring::fixed(keys, self.entropy.clone());
        FileStore::new(Some(self.dir.join("secrets.sealed")), keyring)
    }

    async fn faults(&self) -> Vec<simulated_fault::Model> {
        let platform = PlatformScope::new(self.db.clone());
        platform.select::<simulated_fault::Entity>().all().await.expect("the database answers")
    }
}

/// What a command of the demonstration printed, and of what it complained.
fn outage(dir: &Path, arguments: &[&str]) -> (bool, String) {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_portico"));
    command.args(["demo", "outage", "--data"]).arg(dir).args(arguments).env_clear();
    let output = run(&mut command);
    let text = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8_lossy(&text).into_owned())
}

#[tokio::test]
async fn a_command_breaks_a_device_and_mends_it() {
    let demo = Demo::seeded().await;
    let (done, text) = outage(&demo.dir, &["--device", "olt-3"]);
    assert!(done && text.contains("olt-3 of havelnetz is broken"), "{text}");
    let head = demo.device("olt-3").await;
    let faults = demo.faults().await;
    assert_eq!(faults.iter().map(|fault| fault.device_id).collect::<Vec<_>>(), [head.id]);
    let (done, text) = outage(&demo.dir, &["--device", "olt-3", "--tenant", "hudson"]);
    assert!(done && text.contains("olt-3 of hudson is broken"), "{text}");
    assert_eq!(demo.faults().await.len(), 2);
    let (done, text) = outage(&demo.dir, &["--device", "olt-3", "--mend"]);
    assert!(done && text.contains("olt-3 of havelnetz works"), "{text}");
    assert!(demo.faults().await.iter().all(|fault| fault.tenant_id != head.tenant_id));
    for (arguments, complaint) in [
        (&["--device", "olt-9"][..], "havelnetz has no device olt-9"),
        (&["--device", "olt-3", "--tenant", "nobody"], "there is no tenant nobody"),
    ] {
        let (done, text) = outage(&demo.dir, arguments);
        assert!(!done && text.contains(complaint), "{text}");
    }
    let (done, text) = outage(&scratch("nothing"), &["--device", "olt-3"]);
    assert!(!done && text.contains("there is no demonstration"), "{text}");
    demo.db.close().await;
}

async fn ask(device: &device::Model) -> Result<Reading, SnmpError> {
    let address = device.mgmt_address.as_deref().expect("one that is asked has one");
    let ip: std::net::IpAddr = address.parse().expect("an address");
    let port = u16::try_from(device.snmp_port).expect("a port");
    let credentials = Credentials::V2c { community: SIMULATED_COMMUNITY.into() };
    let patience = Patience {
        timeout: Duration::from_secs(2),
        retries: 1,
        total: Duration::from_secs(5),
        ..Patience::default()
    };
    let client = Snmp2Client::new(patience, 4, Arc::new(SeededEntropy::new(5)));
    let mut session = client.session(&Target { address: (ip, port).into(), credentials }).await?;
    mib::read(&mut *session).await
}

#[tokio::test]
async fn the_devices_answer_break_with_what_is_above_them_and_begin_anew() {
    let demo = Demo::seeded().await;
    let mut simulator =
        Simulator::start(demo.db.clone(), demo.clock.clone(), &demo.entropy).await.expect("it begins");
    let platform = PlatformScope::new(demo.db.clone());
    let paths = ["havelnetz", "hudson"].map(simulated_secret);
    let asked = device::Column::SnmpSecret.is_in(paths);
    let asked = platform.select::<device::Entity>().filter(asked).all().await.expect("read");
    assert_eq!(simulator.count(), asked.len());
    let states = platform.select::<device_state::Entity>().all().await.expect("read");
    assert_eq!(states.len(), asked.len(), "each is polled");
    for row in &asked {
        let reading = ask(row).await.unwrap_or_else(|error| panic!("{}: {error}", row.name));
        assert_eq!(reading.system.name.as_deref(), Some(row.name.as_str()));
        assert!(!reading.interfaces.is_empty() && reading.cpu_permille.is_some(), "{}", row.name);
        assert!(reading.interfaces.iter().all(|port| port.counter_bits == Some(64)), "{}", row.name);
        let sees_light = matches!(row.kind, DeviceKind::Router | DeviceKind::Olt | DeviceKind::Onu);
        let told = reading.interfaces.iter().any(|port| port.rx_power_cdbm.is_some());
        assert_eq!(told, sees_light, "{}", row.name);
    }
    let (head, core) = (demo.device("olt-3").await, demo.device("core-1").await);
    let before = ask(&head).await.expect("it answers");
    let (done, text) = outage(&demo.dir, &["--device", "agg-2"]);
    assert!(done, "{text}");
    simulator.once().await.expect("looked");
    assert!(matches!(ask(&head).await, Err(SnmpError::Timeout)), "its uplink is dark");
    ask(&core).await.expect("what is above goes on");
    outage(&demo.dir, &["--device", "agg-2", "--mend"]);
    outage(&demo.dir, &["--device", "olt-3"]);
    simulator.once().await.expect("looked");
    assert!(ask(&head).await.is_err(), "now it is dark itself");
    outage(&demo.dir, &["--device", "olt-3", "--mend"]);
    simulator.once().await.expect("looked");
    let after = ask(&head).await.expect("it answers again");
    assert!(after.system.uptime_ticks < before.system.uptime_ticks, "it has begun anew");
    let octets = |reading: &Reading| reading.interfaces[0].in_octets.expect("it counts");
    assert!(octets(&after) < octets(&before));
    demo.db.close().await;
}

impl Demo {
    /// The poller as the program has it, over a secret store that knows what the agents let in.
    async fn poller(&self) -> Poller {
        let store = self.store();
        let fields = [("version", "2c"), ("community", SIMULATED_COMMUNITY)];
        let fields = BTreeMap::from(fields.map(|(name, text)| (name.to_owned(), SecretString::from(text))));
        let secret = Secret { fields, version: None };
        store.write(&simulated_secret("havelnetz"), &secret).await.expect("written");
        let patience = Patience { timeout: Duration::from_secs(1), retries: 0, ..Patience::default() };
        Poller {
            client: Arc::new(Snmp2Client::new(patience, 4, self.entropy.clone())),
            secrets: Secrets::new(Arc::new(store), self.clock.clone(), TimeDelta::minutes(1)),
            clock: self.clock.clone(),
            holder: "test".to_owned(),
            budget: Duration::from_secs(10),
            allow_loopback: true,
        }
    }

    /// Has a device asked, and says how it is then.
    async fn poll(&self, poller: &Poller, device: &device::Model) -> device_state::Model {
        let platform = PlatformScope::new(self.db.clone());
        poller.poll_now(&self.scope().await, device.id).await.expect("it is asked");
        let of_device = device_state::Column::DeviceId.eq(device.id);
        let state = platform.select::<device_state::Entity>().filter(of_device).one().await;
        state.expect("read").expect("it has one")
    }
}

#[tokio::test]
async fn a_network_is_told_of_its_services() {
    let demo = Demo::seeded().await;
    let secrets = Secrets::new(Arc::new(demo.store()), demo.clock.clone(), TimeDelta::minutes(1));
    // Nobody is asked: there is no NAS.
    let patience = portico::ports::radius::Patience::default();
    let dynamic = Arc::new(UdpClient { patience, entropy: demo.entropy.clone() });
    let network = Network { secrets, dynamic, playbooks: None, allow_private_webhooks: false };
    let services = provisioning::reconcile(&demo.scope().await).await.expect("the database answers");
    assert!(services > 100, "{services}");
    let mut told = 0;
    loop {
        let worked = provisioning::work(&demo.scope().await, &network, "test").await.expect("it answers");
        assert_eq!((worked.failed, worked.drifted), (0, 0));
        told += worked.applied;
        if worked.taken == 0 {
            break;
        }
    }
    assert_eq!(told, services);
    demo.db.close().await;
}

#[tokio::test]
async fn the_real_poller_sees_a_device_go_down_and_come_back() {
    let demo = Demo::seeded().await;
    let mut simulator =
        Simulator::start(demo.db.clone(), demo.clock.clone(), &demo.entropy).await.expect("it begins");
    let poller = demo.poller().await;
    let (head, terminal) = (demo.device("olt-3").await, demo.device("onu-100001").await);
    for device in [&head, &terminal] {
        let state = demo.poll(&poller, device).await;
        assert_eq!((state.status, state.last_error), (DeviceStatus::Up, None), "{}", device.name);
    }
    let (done, text) = outage(&demo.dir, &["--device", "olt-3"]);
    assert!(done, "{text}");
    simulator.once().await.expect("looked");
    let mut statuses = Vec::new();
    for _ in 0..3 {
        statuses.push(demo.poll(&poller, &head).await.status);
    }
    assert_eq!(statuses, [DeviceStatus::Up, DeviceStatus::Up, DeviceStatus::Down]);
    let below = demo.poll(&poller, &terminal).await;
    assert!(below.suppressed && below.status == DeviceStatus::Unknown, "no alarm of its own: {below:?}");
    let (done, text) = outage(&demo.dir, &["--device", "olt-3", "--mend"]);
    assert!(done, "{text}");
    simulator.once().await.expect("looked");
    let statuses = [demo.poll(&poller, &head).await.status, demo.poll(&poller, &head).await.status];
    assert_eq!(statuses, [DeviceStatus::Down, DeviceStatus::Up]);
    demo.db.close().await;
}
