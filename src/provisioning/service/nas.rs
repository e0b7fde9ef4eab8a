//! Keeping the NASes.

use std::net::IpAddr;

use serde_json::{Value as Json, json};

use crate::db::audit::Record;
use crate::db::{DbError, FIRST_VERSION, Scope, Tx};
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

/// The longest name, in characters.
const MAX_NAME: usize = 100;

/// A NAS to be entered.
#[derive(Debug, Clone)]
pub struct NewNas {
    /// What it is called.
    pub name: String,
    /// Its IP address.
    pub address: String,
    /// The path of its shared secret.
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

/// The place in the secret store below which the secrets of a tenant's NASes are. Another place holds other people's: with the
/// secret of another ISP's NAS one could end the sessions of its customers.
fn secrets_below(slug: &str) -> String {
    format!("radius/{slug}/")
}

/// What is kept of a NAS, checked; its address must be within the management networks, and the path of its secret in the place
/// of the tenant of this short name, unless it is `kept`.
async fn checked(tx: &Tx, slug: &str, new: NewNas, kept: Option<&str>) -> Result<NewNas, UseCaseError> {
    let name = short_text(&new.name, "name", MAX_NAME)?;
    let address: IpAddr =
        new.address.trim().parse().map_err(|_| Invalid::new("address", "must be an IP address"))?;
    let address = address.to_canonical();
    let place = secrets_below(slug);
    let below = new.secret.strip_prefix(&place).is_some_and(|rest| !rest.is_empty());
    if kept != Some(new.secret.as_str()) && !(below && check_path(&new.secret).is_ok()) {
        return Err(Invalid::new("secretPath", format!("must be a path below {place}")).into());
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

/// What came of writing a NAS: another one in service may be at its address, where accounting could not tell them apart; or
/// another has just taken its name.
fn alone<T>(written: Result<T, DbError>) -> Result<T, UseCaseError> {
    written.map_err(|error| match error {
        DbError::Unique(key) if key.contains("address") => {
            Refusal::of(RefusalCode::NameTaken, "address", "another NAS is at that address").into()
        }
        DbError::Unique(_) => taken().into(),
        other => other.into(),
    })
}

/// Enters a NAS of the tenant, which has the short name `slug`.
pub async fn create_nas(scope: &Scope, slug: &str, new: NewNas) -> Result<nas::Model, UseCaseError> {
    permit(scope)?;
    let tx = scope.begin().await?;
    let NewNas { name, address, secret, coa_port } = checked(&tx, slug, new, None).await?;
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
    alone(store::insert(&tx, row.clone()).await)?;
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

/// Changes a NAS of the tenant, which has the short name `slug`.
pub async fn update_nas(
    scope: &Scope,
    slug: &str,
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
    let NewNas { name, address, secret, coa_port } =
        checked(&tx, slug, wanted, Some(before.secret.as_str())).await?;
    if store::is_taken(&tx, &name, Some(id)).await? {
        return Err(taken().into());
    }
    let now = nas::Model { name, address, secret, coa_port, ..before.clone() };
    if !alone(store::change(&tx, &before, &now).await)? {
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
