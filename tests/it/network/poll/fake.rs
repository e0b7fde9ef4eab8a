//! Devices that answer what a test says, at the time that a test says, without a socket.

use std::collections::{BTreeMap, HashMap};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use portico::ports::snmp::{Binding, Oid, Session, SnmpClient, SnmpError, Target, Value};

const SYSTEM: &[u32] = &[1, 3, 6, 1, 2, 1, 1];
const IF_ENTRY: &[u32] = &[1, 3, 6, 1, 2, 1, 2, 2, 1];
const IF_X_ENTRY: &[u32] = &[1, 3, 6, 1, 2, 1, 31, 1, 1, 1];

/// A port of a device.
#[derive(Debug, Clone)]
pub(crate) struct FakePort {
    pub(crate) octets: u64,
    pub(crate) errors: u32,
    pub(crate) up: bool,
    pub(crate) speed_mbps: u32,
}

impl FakePort {
    /// A gigabit port that is up.
    pub(crate) fn gigabit(octets: u64) -> Self {
        Self { octets, errors: 0, up: true, speed_mbps: 1_000 }
    }
}

/// A device.
#[derive(Debug, Clone)]
pub(crate) struct FakeDevice {
    pub(crate) answers: bool,
    /// Whether whoever asks it waits for ever.
    pub(crate) hangs: bool,
    pub(crate) uptime: u32,
    /// By `ifIndex`, from 1.
    pub(crate) ports: Vec<FakePort>,
}

impl Default for FakeDevice {
    fn default() -> Self {
        Self { answers: true, hangs: false, uptime: 1_000_000, ports: vec![FakePort::gigabit(0)] }
    }
}

impl FakeDevice {
    fn values(&self) -> BTreeMap<Oid, Value> {
        let mut values = BTreeMap::new();
        let mut put =
            |table: &[u32], below: &[u32], value: Value| values.insert(Oid::of(table).child(below), value);
        put(SYSTEM, &[1, 0], Value::from("a device of the tests"));
        put(SYSTEM, &[2, 0], Value::Name(Oid::of(&[1, 3, 6, 1, 4, 1, 99_999, 1])));
        put(SYSTEM, &[3, 0], Value::TimeTicks(self.uptime));
        put(SYSTEM, &[5, 0], Value::from("fake"));
        for (index, port) in (1_u32..).zip(&self.ports) {
            let name = format!("port {index}");
            put(IF_ENTRY, &[1, index], Value::Integer(index.into()));
            put(IF_ENTRY, &[2, index], Value::from(name.as_str()));
            put(IF_ENTRY, &[3, index], Value::Integer(6));
            put(IF_ENTRY, &[5, index], Value::Gauge32(port.speed_mbps.saturating_mul(1_000_000)));
            put(IF_ENTRY, &[7, index], Value::Integer(1));
            put(IF_ENTRY, &[8, index], Value::Integer(if port.up { 1 } else { 2 }));
            put(IF_ENTRY, &[14, index], Value::Counter32(port.errors));
            put(IF_ENTRY, &[20, index], Value::Counter32(0));
            put(IF_X_ENTRY, &[1, index], Value::from(name.as_str()));
            put(IF_X_ENTRY, &[6, index], Value::Counter64(port.octets));
            put(IF_X_ENTRY, &[10, index], Value::Counter64(port.octets));
            put(IF_X_ENTRY, &[15, index], Value::Gauge32(port.speed_mbps));
        }
        values
    }
}

/// Devices by their addresses, and how often each was asked. What is not there does not answer.
#[derive(Clone, Default)]
pub(crate) struct FakeNetwork(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    devices: HashMap<SocketAddr, FakeDevice>,
    asked: HashMap<SocketAddr, u32>,
}

impl FakeNetwork {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes a device; it is made where there is none.
    pub(crate) fn change(&self, at: SocketAddr, change: impl FnOnce(&mut FakeDevice)) {
        change(self.state().devices.entry(at).or_default());
    }

    /// How often a device was asked.
    pub(crate) fn asked(&self, at: SocketAddr) -> u32 {
        self.state().asked.get(&at).copied().unwrap_or_default()
    }
}

#[async_trait]
impl SnmpClient for FakeNetwork {
    async fn session(&self, target: &Target) -> Result<Box<dyn Session>, SnmpError> {
        // Others may go on meanwhile, as over a network.
        tokio::task::yield_now().await;
        let mut state = self.state();
        *state.asked.entry(target.address).or_default() += 1;
        let device = state.devices.get(&target.address).filter(|device| device.answers);
        let hangs = device.is_some_and(|device| device.hangs);
        Ok(Box::new(FakeSession { values: device.map(FakeDevice::values), hangs }))
    }
}

struct FakeSession {
    /// None: silence.
    values: Option<BTreeMap<Oid, Value>>,
    hangs: bool,
}

#[async_trait]
impl Session for FakeSession {
    async fn get(&mut self, oids: &[Oid]) -> Result<Vec<Binding>, SnmpError> {
        if self.hangs {
            std::future::pending::<()>().await;
        }
        let values = self.values.as_ref().ok_or(SnmpError::Timeout)?;
        let value = |oid: &Oid| values.get(oid).cloned().unwrap_or(Value::NoSuchInstance);
        Ok(oids.iter().map(|oid| Binding { oid: oid.clone(), value: value(oid) }).collect())
    }

    async fn walk(&mut self, root: &Oid, limit: usize) -> Result<Vec<Binding>, SnmpError> {
        let values = self.values.as_ref().ok_or(SnmpError::Timeout)?;
        let below = values.iter().filter(|(oid, _)| oid.below(root).is_some_and(|rest| !rest.is_empty()));
        Ok(below.take(limit).map(|(oid, value)| Binding { oid: oid.clone(), value: value.clone() }).collect())
    }
}
