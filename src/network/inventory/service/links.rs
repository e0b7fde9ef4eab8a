//! What a service hangs on.

use chrono::Days;
use serde_json::json;

use super::{held, in_service, permit};
use crate::catalog;
use crate::db::audit::Record;
use crate::db::{DbError, Reads as _, Scope, Tx};
use crate::kernel::clock::date_in;
use crate::kernel::ids::{DeviceId, DeviceInterfaceId, SubscriptionId};
use crate::kernel::problem::Invalid;
use crate::kernel::refusal::{Refusal, UseCaseError};
use crate::network::entity::service_link::Model;
use crate::network::inventory::store;

/// Lets a service hang on a device, or on a port of it; what it hung on before is left.
pub async fn link_service(
    scope: &Scope,
    service: SubscriptionId,
    device: DeviceId,
    port: Option<DeviceInterfaceId>,
) -> Result<Model, UseCaseError> {
    permit(scope)?;
    let tx = scope.begin().await?;
    store::topology::hold(&tx).await?;
    let owner = catalog::owners_of(&tx, &[service]).await?.pop();
    let (_, customer) = owner.ok_or_else(|| Refusal::not_found("serviceId", "service"))?;
    let device = in_service(held(&tx, device, None).await?)?;
    if let Some(port) = port {
        let row = store::interfaces::by_ids(&tx, &[port]).await?.pop();
        let row = row.ok_or_else(|| Refusal::not_found("interfaceId", "interface"))?;
        if row.device_id != device.id {
            return Err(Invalid::new("interfaceId", "is of another device").into());
        }
    }
    let before = store::links::of_services(&tx, &[service]).await?.pop();
    let same = before.as_ref().filter(|link| (link.device_id, link.interface_id) == (device.id, port));
    let row = if let Some(same) = same {
        Model { customer_id: customer, ..same.clone() }
    } else {
        let used = used_today(&tx, service).await?;
        Model {
            id: before.as_ref().map_or_else(|| scope.new_id(), |link| link.id),
            tenant_id: scope.tenant().id,
            customer_id: customer,
            subscription_id: service,
            device_id: device.id,
            interface_id: port,
            since: scope.now(),
            moved_on: used.as_ref().map(|day| day.day),
            moved_down_bytes: used.as_ref().map_or(0, |day| day.down_bytes),
            moved_up_bytes: used.as_ref().map_or(0, |day| day.up_bytes),
        }
    };
    // The entry names no customer: it would be in the customer's own list, who sees nothing of devices.
    let record = Record::new("service.link", service);
    let record = if let Some(before) = &before {
        store::links::change(&tx, &row).await?;
        record.change(told(before), told(&row))
    } else {
        store::links::insert(&tx, vec![row.clone()]).await?;
        record.after(told(&row))
    };
    tx.record(record).await?;
    tx.commit().await?;
    Ok(row)
}

/// What a service has used today, as far as it is measured: what its former port tells of it counts on beside what the next one
/// does. Days of use are of the world's time.
async fn used_today(tx: &Tx, service: SubscriptionId) -> Result<Option<catalog::UsageDay>, DbError> {
    let scope = tx.scope();
    let today = date_in(scope.tenant().zone, scope.real_now());
    let mut days = catalog::usage_of(tx, &[service], today, today + Days::new(1)).await?;
    Ok(days.pop())
}

/// Lets a service hang on nothing.
pub async fn unlink_service(scope: &Scope, service: SubscriptionId) -> Result<Model, UseCaseError> {
    permit(scope)?;
    let tx = scope.begin().await?;
    store::topology::hold(&tx).await?;
    let link = store::links::of_services(&tx, &[service]).await?.pop();
    let link = link.ok_or_else(|| Refusal::not_found("serviceId", "service that hangs on a device"))?;
    store::links::remove(&tx, link.id).await?;
    tx.record(Record::new("service.unlink", service).before(told(&link))).await?;
    tx.commit().await?;
    Ok(link)
}

fn told(link: &Model) -> serde_json::Value {
    json!({
        "device": link.device_id.to_string(),
        "interface": link.interface_id.map(|id| id.to_string()),
    })
}
