//! The network does what was agreed: telling it, FreeRADIUS, sessions that end, and what sessions use.

mod accounting;
mod ansible;
mod graph;
mod nas;
mod story;
mod webhook;
mod work;

use std::path::PathBuf;
use std::sync::Arc;

use portico::app::SecretsParts;
use portico::catalog::{self, LockReason};
use portico::customers::entity::customer;
use portico::db::Reads as _;
use portico::kernel::clock::{SharedClock, SystemClock};
use portico::kernel::entropy::SystemEntropy;
use portico::kernel::ids::SubscriptionId;
use portico::network::entity::management_network;
use portico::ports::secrets::{Secret, Secrets};
use portico::provisioning::entity::nas::Model as Nas;
use portico::provisioning::entity::provisioning_state::{self, ProvisioningStatus};
use portico::provisioning::{self, NewNas};
use portico::tenancy::{DriverKind, ProvisioningSettings};
use sea_orm::{ActiveModelTrait as _, ColumnTrait as _, IntoActiveModel as _};

use crate::support::app::TestApp;
use crate::support::guard::scratch;

/// The path of the secret that a tenant's NAS shares with us in these tests.
fn nas_secret_path(t: &TestApp) -> String {
    format!("radius/{}/core", t.facts().slug)
}

/// The secret at it.
const NAS_SECRET: &str = "canary-of-a-nas";

/// FreeRADIUS with what a plan is made of by default.
fn radius() -> ProvisioningSettings {
    let mut settings =
        ProvisioningSettings { driver: Some(DriverKind::Radius), ..ProvisioningSettings::default() };
    "isp.example".clone_into(&mut settings.radius.realm);
    settings
}

/// Playbooks.
fn ansible() -> ProvisioningSettings {
    let mut settings =
        ProvisioningSettings { driver: Some(DriverKind::Ansible), ..ProvisioningSettings::default() };
    "service".clone_into(&mut settings.ansible.playbook);
    settings
}

/// An ISP whose network is told as these settings say.
async fn isp_with(t: &TestApp, provisioning: ProvisioningSettings) -> TestApp {
    t.tenant_with(|new| new.settings.provisioning = provisioning).await
}

/// An ISP with FreeRADIUS.
async fn isp(t: &TestApp) -> TestApp {
    isp_with(t, radius()).await
}

/// A customer with a service.
async fn served(t: &TestApp) -> (customer::Model, SubscriptionId) {
    let customer = t.customer().insert().await;
    let plan = t.plan().insert().await;
    let service = t.subscription(&customer, &plan).insert().await;
    (customer, service.id)
}

/// Where the secrets of a server under test are.
fn secrets_file() -> PathBuf {
    scratch("secrets").join("secrets")
}

/// Writes a secret into the file of the server's secrets, and gives the store.
async fn store_secret(t: &TestApp, path: &str, field: &str, value: &str) -> Secrets {
    let mut section = t.config().secrets.clone();
    section.file = Some(section.file.clone().unwrap_or_else(secrets_file));
    let clock: SharedClock = Arc::new(SystemClock);
    let parts = SecretsParts::of(&section, &clock, &(Arc::new(SystemEntropy) as _)).expect("it is a file");
    let fields = [(field.to_owned(), value.into())].into();
    parts.secrets.store().write(path, &Secret { fields, version: None }).await.expect("it can be written");
    parts.secrets
}

/// Declares loopback as a management network.
async fn loopback(t: &TestApp) {
    let scope = t.scope();
    let row = management_network::Model {
        id: scope.new_id(),
        tenant_id: scope.tenant().id,
        cidr: "127.0.0.0/8".to_owned(),
        note: None,
        created_at: scope.now(),
    };
    let tx = scope.begin().await.expect("the database answers");
    tx.insert(row.into_active_model().reset_all()).await.expect("it is new");
    tx.commit().await.expect("the database answers");
}

/// A NAS on loopback that takes dynamic authorisation at a port.
async fn nas(t: &TestApp, coa_port: u16) -> Nas {
    loopback(t).await;
    let new = NewNas {
        name: "core".to_owned(),
        address: "127.0.0.1".to_owned(),
        secret: nas_secret_path(t),
        coa_port: coa_port.into(),
    };
    provisioning::create_nas(&t.scope(), &t.facts().slug, new).await.expect("it is acceptable")
}

/// How far the network is with a service; none where it is not told of it.
async fn state(t: &TestApp, id: SubscriptionId) -> Option<provisioning_state::Model> {
    let scope = t.scope();
    let rows = scope.select::<provisioning_state::Entity>();
    let row = rows.filter(provisioning_state::Column::SubscriptionId.eq(id)).one().await;
    row.expect("the database answers")
}

async fn is_applied(t: &TestApp, id: SubscriptionId) -> bool {
    state(t, id).await.is_some_and(|row| row.state == ProvisioningStatus::Applied)
}

/// Withholds a service, as an employee would.
async fn lock(t: &TestApp, id: SubscriptionId) {
    let tx = t.scope().begin().await.expect("the database answers");
    catalog::lock(&tx, id, LockReason::Admin, None).await.expect("the database answers");
    tx.commit().await.expect("the database answers");
}

/// Gives it back.
async fn lift(t: &TestApp, id: SubscriptionId) {
    let tx = t.scope().begin().await.expect("the database answers");
    catalog::lift(&tx, id, LockReason::Admin).await.expect("the database answers");
    tx.commit().await.expect("the database answers");
}
