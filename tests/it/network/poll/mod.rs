//! The poller: how devices are found to be, who asks them, what is never told, and what is alarmed.

mod alerts;
mod api;
mod crowd;
mod fake;
mod hostile;
mod race;
mod rules;
mod scale;
mod snmpd;
mod statements;
mod states;
mod traps;
mod tree;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use portico::app::{Application, SecretsParts};
use portico::config::Config;
use portico::db::{PlatformScope, Reads as _};
use portico::jobs::poll::PollJob;
use portico::kernel::ids::DeviceId;
use portico::network::entity::device::{self, SnmpVersion};
use portico::network::entity::device_interface;
use portico::network::entity::device_state::{self, DeviceStatus};
use portico::network::poll::{Due, Lease, Poller, claim_due};
use portico::ports::secrets::Secret;
use portico::ports::snmp::SnmpClient;
use portico::tenancy::TenantDirectory;
use sea_orm::ColumnTrait as _;

use self::fake::FakeNetwork;
use crate::support::app::TestApp;
use crate::support::guard::scratch;

/// The community of every device here.
pub(crate) const COMMUNITY: &str = "a community of the tests";

/// A server that can keep credentials; nothing is read twice, because nothing is kept.
pub(crate) fn with_secrets(config: &mut Config) {
    config.secrets.file = Some(scratch("secrets").join("secrets"));
    config.secrets.cache_seconds = 0;
}

/// Puts the community where the tenant's devices have it.
pub(crate) async fn store_community(t: &TestApp, community: &str) {
    let clock = t.clock();
    let parts = SecretsParts::of(&t.config().secrets, &clock, t.scope().entropy()).expect("the file's place");
    let fields = [("version", "2c"), ("community", community)];
    let fields = fields.map(|(name, text)| (name.to_owned(), text.into())).into();
    let secret = Secret { fields, version: None };
    parts.secrets.store().write(&t.snmp_secret(), &secret).await.expect("the file can be written");
}

/// A worker that asks by a client.
pub(crate) fn worker(t: &TestApp, client: Arc<dyn SnmpClient>) -> PollJob {
    let clock = t.clock();
    let poller = Application::poller(t.config(), &clock, t.scope().entropy()).expect("a poller");
    let poller = Poller { client, ..(*poller).clone() };
    PollJob {
        poller: Arc::new(poller),
        db: t.db().clone(),
        directory: TenantDirectory::default(),
        clock,
        entropy: t.scope().entropy().clone(),
        concurrency: 8,
        every: Duration::from_millis(10),
    }
}

/// A tenant whose devices answer what the test says, and somebody who asks them.
pub(crate) struct Lab {
    pub(crate) t: TestApp,
    pub(crate) network: FakeNetwork,
    pub(crate) worker: PollJob,
}

impl Lab {
    pub(crate) async fn open(t: &TestApp) -> Self {
        store_community(t, COMMUNITY).await;
        let network = FakeNetwork::default();
        Self { t: t.clone(), worker: worker(t, Arc::new(network.clone())), network }
    }

    /// A device that was never asked, and that answers.
    pub(crate) async fn device(&self, name: &str, parent: Option<&device::Model>) -> device::Model {
        let device = self.t.device().named(name).in_state(DeviceStatus::Unknown);
        let device = match parent {
            Some(parent) => device.below(parent),
            None => device,
        };
        let device = device.insert().await;
        self.network.change(address(&device), |_| {});
        self.hasten(device.id).await;
        device
    }

    /// Lets a device be due now.
    pub(crate) async fn hasten(&self, id: DeviceId) {
        hasten(&self.t, id).await;
    }

    /// Lets a device answer or not.
    pub(crate) fn answers(&self, device: &device::Model, answers: bool) {
        self.network.change(address(device), |device| device.answers = answers);
    }

    /// Time passes, for the devices too, and whoever is due is asked.
    pub(crate) async fn pass(&self, seconds: i64, devices: &[&device::Model]) -> usize {
        self.t.advance(TimeDelta::seconds(seconds));
        for device in devices {
            let ticks = u32::try_from(seconds * 100).expect("positive");
            self.network.change(address(device), |device| device.uptime = device.uptime.wrapping_add(ticks));
        }
        self.worker.once().await.expect("the database answers")
    }

    /// What is known of a device.
    pub(crate) async fn state(&self, device: &device::Model) -> device_state::Model {
        self.t.state_of(device.id).await.expect("it is asked")
    }

    /// How a device is.
    pub(crate) async fn status(&self, device: &device::Model) -> DeviceStatus {
        self.state(device).await.status
    }
}

/// Lets a device be due now.
pub(crate) async fn hasten(t: &TestApp, id: DeviceId) {
    let scope = t.scope();
    let tx = scope.begin().await.expect("the database answers");
    let hastened = tx
        .update::<device_state::Entity>()
        .set(device_state::Column::NextPollAt, scope.real_now())
        .filter(device_state::Column::DeviceId.eq(id));
    assert_eq!(hastened.run().await.expect("the database answers"), 1);
    tx.commit().await.expect("the database answers");
}

/// Claims what is due for a worker.
pub(crate) async fn claim(t: &TestApp, lease: &Lease) -> Vec<Due> {
    let platform = PlatformScope::new(t.db().clone());
    claim_due(&platform, lease, t.now(), 10).await.expect("the database answers")
}

/// Where a device is.
pub(crate) fn address(device: &device::Model) -> SocketAddr {
    let ip = device.mgmt_address.as_deref().expect("an address").parse().expect("an address");
    SocketAddr::new(ip, u16::try_from(device.snmp_port).expect("a port"))
}

/// The interfaces of a device, by index.
pub(crate) async fn interfaces(t: &TestApp, device: &device::Model) -> Vec<device_interface::Model> {
    let scope = t.scope();
    let rows = scope.select::<device_interface::Entity>();
    let rows = rows.filter(device_interface::Column::DeviceId.eq(device.id)).all().await;
    let mut rows = rows.expect("the database answers");
    rows.sort_unstable_by_key(|row| row.if_index);
    rows
}

/// A device at a port of this machine, which is due.
pub(crate) async fn on_loopback(t: &TestApp, name: &str, port: u16) -> device::Model {
    t.management_network("127.0.0.0/8").await;
    let device = t.device().named(name).at("127.0.0.1", port).in_state(DeviceStatus::Unknown);
    device.with(|row| row.snmp_version = Some(SnmpVersion::V2C)).insert().await
}
