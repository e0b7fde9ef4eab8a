//! Keeping the NASes.

use std::net::IpAddr;

use serde_json::{Value as Json, json};

use crate::db::audit::Record;
use crate::db::{FIRST_VERSION, Scope, Tx};
use crate::kernel::actor::Actor;
use crate::kernel::fault::Fault;
use crate::kernel::ids::NasId;
use crate::kernel::page::{Page, PageRequest};
use crate::kernel::problem::Invalid;
use crate::kernel::refusal::{Refusal, RefusalCode, UseCaseError, short_text};
use crate::network;
use crate::ports::secrets::check_path;
use crate::provisioning::entity::nas;
use crate::provisioning::policy;
use crate::provisioning::store::nas::{self as store, NasKey};
use crate::tenancy;

/// The longest name, in characters.
const MAX_NAME: usize = 100;

/// A NAS to be entered.
#[derive(Debug, Clone)]
pub struct NewNas {
    /// What it is called.
    pub name: String,
    /// Its IP address.
    pub address: String,
    /// The path of its shared secret: below `radius/<the tenant's short name>/`.
    pub secret: String,
    /// The port at which it takes dynamic authorisation.
    pub coa_port: i32,
}

/// What is to be otherwise with a NAS; none: as it is.
#[derive(Debug, Clone, Default)]
pub struct NasChange {
    /// What it is called.
    pub name: Option<String>,
    /// Its IP address.
    pub address: Option<String>,
    /// The path of its shared secret.
    pub secret: Option<String>,
    /// The port at which it takes dynamic authorisation.
    pub coa_port: Option<i32>,
}

/// One page of the NASes that are in service, by name.
pub async fn nases(scope: &Scope, request: &PageRequest<NasKey>) -> Result<Page<nas::Model>, Fault> {
    Ok(store::page(scope, request).await?)
}

/// How many NASes are in service.
pub async fn count_nases(scope: &Scope) -> Result<u64, Fault> {
    Ok(store::count(scope).await?)
}

fn permit(scope: &Scope) -> Result<(), UseCaseError> {
    let system = matches!(scope.actor(), Actor::System);
    let allowed = system || scope.actor().kinds().any(policy::may_manage_nas);
    if allowed { Ok(()) } else { Err(UseCaseError::Forbidden) }
}

/// What is kept of a NAS, checked: its address must be within the management networks, its secret below the tenant's own place
/// in the secret store.
async fn checked(tx: &Tx, new: NewNas) -> Result<NewNas, UseCaseError> {
    let name = short_text(&new.name, "name", MAX_NAME)?;
    let address: IpAddr =
        new.address.trim().parse().map_err(|_| Invalid::new("address", "must be an IP address"))?;
    let address = address.to_canonical();
    // Another place holds other people's secrets, and whoever has the NAS could find out what is there.
    let below = format!("radius/{}/", tenancy::own_slug(tx).await?);
    let own = new.secret.strip_prefix(&below).is_some_and(|rest| !rest.is_empty());
    if !own || check_path(&new.secret).is_err() {
        let message = format!("must be a path below {below}: segments of letters, digits, - and _");
        return Err(Invalid::new("secretPath", message).into());
    }
    if !(1..=65_535).contains(&new.coa_port) {
        return Err(Invalid::new("coaPort", "must be 1 to 65535").into());
    }
    if !network::inventory::address_allowed(tx, address).await? {
        return Err(Invalid::new("address", "is in none of the management networks").into());
    }
    Ok(NewNas { name, address: address.to_string(), ..new })
}

fn shown(row: &nas::Model) -> Json {
    json!({ "name": row.name, "address": row.address, "secret": row.secret, "coaPort": row.coa_port })
}

fn taken() -> Refusal {
    Refusal::of(RefusalCode::NameTaken, "name", "another NAS has that name, or had it")
}

/// Enters a NAS.
pub async fn create_nas(scope: &Scope, new: NewNas) -> Result<nas::Model, UseCaseError> {
    permit(scope)?;
    let tx = scope.begin().await?;
    let NewNas { name, address, secret, coa_port } = checked(&tx, new).await?;
    if store::is_taken(&tx, &name, None).await? {
        return Err(taken().into());
    }
    let row = nas::Model {
        id: scope.new_id(),
        tenant_id: scope.tenant().id,
        name,
        address,
        secret,
        coa_port,
        created_at: scope.real_now(),
        removed_at: None,
        version: FIRST_VERSION,
    };
    store::insert(&tx, row.clone()).await?;
    tx.record(Record::new("nas.create", row.id).after(shown(&row))).await?;
    tx.commit().await?;
    Ok(row)
}

async fn held(tx: &Tx, id: NasId, expected: Option<i32>) -> Result<nas::Model, UseCaseError> {
    let row = store::for_update(tx, id).await?.ok_or_else(|| Refusal::not_found("nasId", "NAS"))?;
    if expected.is_some_and(|version| version != row.version) {
        return Err(Refusal::conflict("NAS").into());
    }
    Ok(row)
}

/// Changes a NAS.
pub async fn update_nas(
    scope: &Scope,
    id: NasId,
    change: NasChange,
    expected: Option<i32>,
) -> Result<nas::Model, UseCaseError> {
    permit(scope)?;
    let tx = scope.begin().await?;
    let before = held(&tx, id, expected).await?;
    let NasChange { name, address, secret, coa_port } = change;
    let wanted = NewNas {
        name: name.unwrap_or_else(|| before.name.clone()),
        address: address.unwrap_or_else(|| before.address.clone()),
        secret: secret.unwrap_or_else(|| before.secret.clone()),
        coa_port: coa_port.unwrap_or(before.coa_port),
    };
    let NewNas { name, address, secret, coa_port } = checked(&tx, wanted).await?;
    if store::is_taken(&tx, &name, Some(id)).await? {
        return Err(taken().into());
    }
    let now = nas::Model { name, address, secret, coa_port, ..before.clone() };
    if !store::change(&tx, &before, &now).await? {
        return Err(Refusal::conflict("NAS").into());
    }
    tx.record(Record::new("nas.update", id).change(shown(&before), shown(&now))).await?;
    tx.commit().await?;
    Ok(nas::Model { version: before.version + 1, ..now })
}

/// Takes a NAS out of service: what it tells is not heard any more, and its sessions are not asked to end.
pub async fn remove_nas(scope: &Scope, id: NasId, expected: Option<i32>) -> Result<nas::Model, UseCaseError> {
    permit(scope)?;
    let tx = scope.begin().await?;
    let before = held(&tx, id, expected).await?;
    let now = scope.real_now();
    if !store::remove(&tx, &before, now).await? {
        return Err(Refusal::conflict("NAS").into());
    }
    crate::provisioning::store::sessions::all_stopped(&tx, id, now).await?;
    tx.record(Record::new("nas.remove", id).before(shown(&before))).await?;
    tx.commit().await?;
    Ok(nas::Model { removed_at: Some(now), version: before.version + 1, ..before })
}
