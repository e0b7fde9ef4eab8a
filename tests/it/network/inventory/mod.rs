//! What there is of the network: devices, sites, where devices may be asked, and what services hang on.

mod devices;
mod discovery;
mod import;
mod isolation;
mod links;
mod networks;
mod sites;
mod statements;
mod topology;

use portico::identity::entity::account_link::LinkRole;
use portico::network::entity::device;
use portico::network::inventory::Rules;
use serde_json::{Value, json};

use super::{done, refused, send, staff};
use crate::support::app::TestApp;
use crate::support::caller::Caller;

/// What is asked of a device in most tests.
const DEVICE: &str =
    "device { id name kind vendor model address snmp { version port configured } pollIntervalSeconds
    inMaintenance status retiredAt version site { name } parent { name } }";

/// The rules of the test's tenant.
fn rules(t: &TestApp) -> Rules {
    Rules::of(true, &t.facts().slug)
}

async fn noc(t: &TestApp) -> Caller {
    staff(t, LinkRole::Noc).await
}

/// The input of a router that is asked at an address.
fn router(t: &TestApp, name: &str, address: &str) -> Value {
    json!({
        "name": name, "kind": "ROUTER", "address": address,
        "snmp": { "version": "V2C", "secretPath": t.snmp_secret() },
    })
}

async fn create(noc: &Caller, input: Value) -> Value {
    send(noc, "createDevice", input, DEVICE).await
}

async fn update(noc: &Caller, id: &Value, fields: Value) -> Value {
    let mut input = json!({ "deviceId": id });
    for (name, value) in fields.as_object().expect("fields") {
        input[name] = value.clone();
    }
    send(noc, "updateDevice", input, DEVICE).await
}

/// The message of the one thing that a payload was refused for.
#[track_caller]
fn message(payload: &Value) -> &str {
    payload["userErrors"][0]["message"].as_str().unwrap_or_else(|| panic!("{payload}"))
}

/// A device as it is stored.
async fn stored(t: &TestApp, id: &Value) -> device::Model {
    use portico::db::Reads as _;
    use portico::kernel::ids::{DeviceId, TypedId as _};
    use sea_orm::ColumnTrait as _;
    let id = DeviceId::parse(id.as_str().expect("text")).expect("an id");
    let scope = t.scope();
    let found = scope.select::<device::Entity>().filter(device::Column::Id.eq(id)).one().await;
    found.expect("the database answers").expect("there is one")
}
