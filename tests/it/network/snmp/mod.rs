//! How devices are asked: real agents of others, recordings of several vendors, and peers that mean ill.

mod hostile;
mod snmpd;
mod traps;
mod vendors;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use portico::kernel::entropy::SystemEntropy;
use portico::network::mib::{self, Reading};
use portico::ports::snmp::{
    Binding, Credentials, Oid, Patience, Session, Snmp2Client, SnmpClient, SnmpError, Target,
};

const SYS_DESCR: &str = "1.3.6.1.2.1.1.1.0";
const SYS_NAME: &str = "1.3.6.1.2.1.1.5.0";

/// Longer than anything that answers takes.
fn patient() -> Patience {
    Patience { timeout: Duration::from_secs(10), total: Duration::from_secs(30), ..Patience::default() }
}

fn client(patience: Patience) -> Snmp2Client {
    Snmp2Client::new(patience, 64, Arc::new(SystemEntropy))
}

fn target(address: SocketAddr, credentials: Credentials) -> Target {
    Target { address, credentials }
}

fn oid(text: &str) -> Oid {
    text.parse().expect("a name")
}

async fn session(client: &Snmp2Client, target: &Target) -> Box<dyn Session> {
    client.session(target).await.expect("a session")
}

async fn get(client: &Snmp2Client, target: &Target, name: &str) -> Result<Vec<Binding>, SnmpError> {
    session(client, target).await.get(&[oid(name)]).await
}

async fn read(client: &Snmp2Client, target: &Target) -> Result<Reading, SnmpError> {
    mib::read(&mut *session(client, target).await).await
}
