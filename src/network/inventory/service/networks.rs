//! Management networks: where devices may be asked (threats.md 19).

use ipnet::IpNet;
use serde_json::json;

use super::{declared, named, permit, some};
use crate::db::Scope;
use crate::db::audit::Record;
use crate::kernel::fault::Fault;
use crate::kernel::ids::ManagementNetworkId;
use crate::kernel::refusal::{Refusal, RefusalCode, UseCaseError, short_text};
use crate::network::entity::management_network::Model;
use crate::network::inventory::address::{is_within, parse_address, parse_network};
use crate::network::inventory::store;
use crate::network::inventory::terms::Rules;

/// Networks that a tenant has at most: each address is held against all of them.
pub const MAX_NETWORKS: usize = 100;

/// The longest note, in characters.
const MAX_NOTE: usize = 200;

/// Declares a network in which devices may be asked.
pub async fn declare_network(
    scope: &Scope,
    rules: &Rules,
    cidr: &str,
    note: Option<&str>,
) -> Result<Model, UseCaseError> {
    permit(scope)?;
    let network = parse_network(cidr, rules.allow_loopback)
        .map_err(|invalid| Refusal::of(RefusalCode::AddressNotAllowed, invalid.field, invalid.message))?;
    let note = note.map(|note| short_text(note, "note", MAX_NOTE)).transpose()?;
    let tx = scope.begin().await?;
    store::topology::hold(&tx).await?;
    if store::networks::all(&tx).await?.len() >= MAX_NETWORKS {
        let message = format!("there are {MAX_NETWORKS} networks; remove one first");
        return Err(Refusal::of(RefusalCode::TooMany, "cidr", message).into());
    }
    let row = Model {
        id: scope.new_id(),
        tenant_id: scope.tenant().id,
        cidr: network.to_string(),
        note,
        created_at: scope.now(),
    };
    let taken = "the network was declared before";
    store::networks::insert(&tx, row.clone()).await.map_err(|error| named(error, "cidr", taken))?;
    tx.record(Record::new("management_network.declare", row.id).after(json!({ "cidr": row.cidr }))).await?;
    tx.commit().await?;
    Ok(row)
}

/// Takes a network back. Refused while a device is asked at an address in it that is in no other; the refusal names them.
pub async fn remove_network(scope: &Scope, id: ManagementNetworkId) -> Result<Model, UseCaseError> {
    permit(scope)?;
    let tx = scope.begin().await?;
    store::topology::hold(&tx).await?;
    let row = store::networks::by_ids(&tx, &[id]).await?.pop();
    let row = row.ok_or_else(|| Refusal::not_found("managementNetworkId", "management network"))?;
    let removed: IpNet = row.cidr.parse().map_err(|_| Fault::internal("a management network is not one"))?;
    let left: Vec<IpNet> = declared(&tx).await?.into_iter().filter(|network| *network != removed).collect();
    let stranded: Vec<String> = store::networks::asked(&tx)
        .await?
        .into_iter()
        .filter(|device| {
            let address = device.mgmt_address.as_deref().and_then(parse_address);
            address.is_some_and(|address| {
                is_within(address, [removed]) && !is_within(address, left.iter().copied())
            })
        })
        .map(|device| device.name)
        .collect();
    if !stranded.is_empty() {
        let message = format!("devices are asked there: {}", some(&stranded));
        return Err(Refusal::of(RefusalCode::InUse, "managementNetworkId", message).into());
    }
    if !store::networks::remove(&tx, id).await? {
        return Err(Refusal::not_found("managementNetworkId", "management network").into());
    }
    tx.record(Record::new("management_network.remove", id).before(json!({ "cidr": row.cidr }))).await?;
    tx.commit().await?;
    Ok(row)
}
