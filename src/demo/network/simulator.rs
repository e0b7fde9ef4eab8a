//! The devices of the demonstration, answering for themselves: an SNMP agent each, on a free port of this machine.
//!
//! The real poller asks them. What is broken is read from the database each second, so that a command, the API and a run that
//! begins again all mean the same; a broken device, and what is reached through it, answers nobody, and one that was mended
//! has begun to count anew, as after a power failure.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use sea_orm::ColumnTrait as _;
use sea_orm::sea_query::Order;

use super::flow::Flow;
use super::image::{Carrying, Moment, lasting, passing};
use crate::db::{Db, DbError, PlatformScope, Scope};
use crate::kernel::actor::Actor;
use crate::kernel::clock::SharedClock;
use crate::kernel::entropy::SharedEntropy;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{DeviceId, TenantId};
use crate::network::entity::{device, device_interface, simulated_fault};
use crate::network::simulated_secret;
use crate::ports::snmp::agent::{MibImage, SimulatedAgent};
use crate::tenancy;

/// What the agents let the poller in with: version 2c.
pub const SIMULATED_COMMUNITY: &str = "portico-demo";

/// Agents at most; further devices answer nobody.
const MOST: usize = 64;

/// Between two looks at what is broken, and between two readings of the counters.
const TICK: Duration = Duration::from_secs(1);

/// Why the devices do not answer.
#[derive(Debug, thiserror::Error)]
pub enum SimulatorError {
    /// No port can be taken for an agent.
    #[error("the simulated network: {0}")]
    Port(#[from] std::io::Error),
    /// The database or a bug.
    #[error("the simulated network: {0}")]
    Fault(#[from] Fault),
}

impl From<DbError> for SimulatorError {
    fn from(error: DbError) -> Self {
        Self::Fault(error.into())
    }
}

/// The agents, and what they need to go on counting.
pub struct Simulator {
    db: Db,
    clock: SharedClock,
    devices: Vec<Simulated>,
}

/// A device that answers.
struct Simulated {
    row: device::Model,
    /// Through what it is reached, itself included, as it was when the run began.
    through: Vec<DeviceId>,
    ports: Vec<Carrying>,
    agent: SimulatedAgent,
    broken: bool,
    /// When it was mended in this run.
    since: Option<i64>,
}

impl Simulator {
    /// Lets the simulated devices of all sandboxes answer, and tells the database at which ports they do. Whoever polls begins
    /// after this.
    pub async fn start(db: Db, clock: SharedClock, entropy: &SharedEntropy) -> Result<Self, SimulatorError> {
        let platform = PlatformScope::new(db.clone());
        let in_service = device::Column::RetiredAt.is_null();
        let all = platform.select::<device::Entity>().filter(in_service).all().await?;
        let parents: HashMap<DeviceId, Option<DeviceId>> =
            all.iter().map(|row| (row.id, row.parent_id)).collect();
        let mut simulator = Self { db, clock, devices: Vec::new() };
        let tenants: BTreeSet<TenantId> = all.iter().map(|row| row.tenant_id).collect();
        for id in tenants {
            let Some(tenant) = tenancy::find_by_id(&platform, id).await? else { continue };
            if !tenant.settings.sandbox {
                continue;
            }
            let secret = simulated_secret(&tenant.slug);
            let simulated = |row: &&device::Model| {
                row.tenant_id == id && row.snmp_secret.as_deref() == Some(secret.as_str())
            };
            let room = MOST.saturating_sub(simulator.devices.len());
            let rows = all.iter().filter(simulated).take(room);
            simulator.answer_for(&tenant, rows, &parents, entropy).await?;
        }
        simulator.once().await?;
        Ok(simulator)
    }

    /// Goes on for as long as it is let; what the database does not tell now it tells a second later.
    pub async fn run(mut self) {
        loop {
            tokio::time::sleep(TICK).await;
            if let Err(error) = self.once().await {
                tracing::warn!(%error, "what is broken of the simulated network is not known; it stays as it is");
            }
        }
    }

    /// How many devices answer.
    pub fn count(&self) -> usize {
        self.devices.len()
    }

    /// One look at what is broken, and one reading of the counters.
    pub async fn once(&mut self) -> Result<(), DbError> {
        let platform = PlatformScope::new(self.db.clone());
        let faults = platform.select::<simulated_fault::Entity>().all().await?;
        let broken: HashSet<DeviceId> = faults.into_iter().map(|fault| fault.device_id).collect();
        let second = self.clock.now().timestamp();
        for device in &mut self.devices {
            device.look(&broken, second);
        }
        Ok(())
    }

    async fn answer_for(
        &mut self,
        tenant: &tenancy::Tenant,
        rows: impl Iterator<Item = &device::Model>,
        parents: &HashMap<DeviceId, Option<DeviceId>>,
        entropy: &SharedEntropy,
    ) -> Result<(), SimulatorError> {
        let mut ports_taken = Vec::new();
        for row in rows {
            let ports = ports_of(&self.db, row, tenant).await?;
            let mut image = MibImage::new();
            for (oid, value) in lasting(row, &ports) {
                image.set(oid, value);
            }
            let anywhere = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
            let agent = SimulatedAgent::start(anywhere, SIMULATED_COMMUNITY, image)?;
            ports_taken.push((row.id, agent.address()));
            let through = through(row.id, parents);
            let row = row.clone();
            self.devices.push(Simulated { row, through, ports, agent, broken: false, since: None });
        }
        let (db, reference) = (self.db.clone(), tenant.reference.clone());
        let scope =
            Scope::new(db, reference, Actor::System, &self.clock, entropy.clone(), "simulation".into());
        let tx = scope.begin().await?;
        for (device, address) in ports_taken {
            tx.update::<device::Entity>()
                .set(device::Column::MgmtAddress, address.ip().to_string())
                .set(device::Column::SnmpPort, i32::from(address.port()))
                .filter(device::Column::Id.eq(device))
                .run()
                .await?;
        }
        tx.commit().await?;
        Ok(())
    }
}

impl Simulated {
    fn look(&mut self, broken: &HashSet<DeviceId>, second: i64) {
        let itself = broken.contains(&self.row.id);
        if self.broken && !itself {
            self.since = Some(second);
        }
        self.broken = itself;
        self.agent.silence(self.through.iter().any(|device| broken.contains(device)));
        for (oid, value) in passing(&self.row, &self.ports, Moment { since: self.since, second }) {
            self.agent.set(oid, value);
        }
    }
}

async fn ports_of(db: &Db, row: &device::Model, tenant: &tenancy::Tenant) -> Result<Vec<Carrying>, DbError> {
    use device_interface::Column;
    let platform = PlatformScope::new(db.clone());
    let ports = platform.select::<device_interface::Entity>().filter(Column::DeviceId.eq(row.id));
    let ports = ports.order_by(Column::IfIndex, Order::Asc).all().await?;
    let zone = tenant.reference.zone;
    Ok(ports.into_iter().map(|port| Carrying { flow: Flow::of(&port, zone), port }).collect())
}

/// The devices that one is reached through, itself first; a circle ends where it began.
fn through(device: DeviceId, parents: &HashMap<DeviceId, Option<DeviceId>>) -> Vec<DeviceId> {
    let mut through = vec![device];
    let mut next = parents.get(&device).copied().flatten();
    while let Some(parent) = next.filter(|parent| !through.contains(parent)) {
        through.push(parent);
        next = parents.get(&parent).copied().flatten();
    }
    through
}
