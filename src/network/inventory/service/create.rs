//! Entering a device.

use super::{check_against_rows, follow_monitoring, named, permit, row_of, shown};
use crate::db::Scope;
use crate::db::audit::Record;
use crate::kernel::refusal::UseCaseError;
use crate::network::entity::device;
use crate::network::inventory::store;
use crate::network::inventory::terms::{DeviceTerms, Rules};

/// Enters a device. If it is to be asked, it is asked at once.
pub async fn create_device(
    scope: &Scope,
    rules: &Rules,
    terms: DeviceTerms,
) -> Result<device::Model, UseCaseError> {
    permit(scope)?;
    let sound = terms.sound(rules, None)?;
    let tx = scope.begin().await?;
    store::topology::hold(&tx).await?;
    check_against_rows(&tx, &sound, None).await?;
    let row = row_of(scope, sound, None);
    let taken = "another device has the name, in service or retired";
    store::devices::insert(&tx, vec![row.clone()]).await.map_err(|error| named(error, "name", taken))?;
    follow_monitoring(&tx, None, &row).await?;
    tx.record(Record::new("device.create", row.id).after(shown(&row))).await?;
    tx.commit().await?;
    Ok(row)
}
