//! Sites: where devices are.

use rust_decimal::Decimal;
use serde_json::{Value as Json, json};

use super::{NAMED, named, permit, some};
use crate::db::audit::Record;
use crate::db::{FIRST_VERSION, Scope, Tx};
use crate::kernel::ids::SiteId;
use crate::kernel::problem::Invalid;
use crate::kernel::refusal::{Refusal, RefusalCode, UseCaseError, short_text};
use crate::network::entity::site;
use crate::network::inventory::store;
use crate::network::inventory::terms::MAX_NAME;

/// The longest address of a site, in characters.
const MAX_ADDRESS: usize = 300;

const TAKEN: &str = "another site has the name";

/// What a site is to be.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// What it is called.
    pub name: String,
    /// Where it is, in words.
    pub address: Option<String>,
    /// Degrees north and east.
    pub position: Option<(Decimal, Decimal)>,
}

impl Place {
    /// The row of a site like this, after `before` if there is one.
    pub(in crate::network::inventory) fn row(
        &self,
        scope: &Scope,
        before: Option<&site::Model>,
    ) -> Result<site::Model, Invalid> {
        let address =
            self.address.as_deref().map(|text| short_text(text, "address", MAX_ADDRESS)).transpose()?;
        let position = self.position.map(|(north, east)| -> Result<_, Invalid> {
            Ok((millionths(north, 90, "latitude")?, millionths(east, 180, "longitude")?))
        });
        let position = position.transpose()?;
        Ok(site::Model {
            id: before.map_or_else(|| scope.new_id(), |row| row.id),
            tenant_id: scope.tenant().id,
            name: short_text(&self.name, "name", MAX_NAME)?,
            address,
            latitude_e6: position.map(|(north, _)| north),
            longitude_e6: position.map(|(_, east)| east),
            version: before.map_or(FIRST_VERSION, |row| row.version),
        })
    }
}

/// Degrees in millionths: a metre at the equator is nine of them.
fn millionths(degrees: Decimal, limit: i64, field: &'static str) -> Result<i32, Invalid> {
    let wrong =
        || Invalid::new(field, format!("must be -{limit} to {limit} degrees, with at most 6 decimals"));
    if degrees.abs() > Decimal::from(limit) {
        return Err(wrong());
    }
    let scaled = degrees * Decimal::from(1_000_000);
    if scaled.fract().is_zero() { i32::try_from(scaled).map_err(|_| wrong()) } else { Err(wrong()) }
}

/// Enters a site.
pub async fn create_site(scope: &Scope, place: &Place) -> Result<site::Model, UseCaseError> {
    permit(scope)?;
    let row = place.row(scope, None)?;
    let tx = scope.begin().await?;
    store::sites::insert(&tx, vec![row.clone()]).await.map_err(|error| named(error, "name", TAKEN))?;
    tx.record(Record::new("site.create", row.id).after(told(&row))).await?;
    tx.commit().await?;
    Ok(row)
}

/// Changes what a site is.
pub async fn update_site(
    scope: &Scope,
    id: SiteId,
    place: &Place,
    expected: Option<i32>,
) -> Result<site::Model, UseCaseError> {
    permit(scope)?;
    let tx = scope.begin().await?;
    let before = held(&tx, id, expected).await?;
    let now = place.row(scope, Some(&before))?;
    if !store::sites::change(&tx, &before, &now).await.map_err(|error| named(error, "name", TAKEN))? {
        return Err(Refusal::conflict("site").into());
    }
    tx.record(Record::new("site.update", id).change(told(&before), told(&now))).await?;
    tx.commit().await?;
    Ok(site::Model { version: before.version + 1, ..now })
}

/// Removes a site. Refused while devices are at it, retired ones among them; the refusal names them.
pub async fn remove_site(
    scope: &Scope,
    id: SiteId,
    expected: Option<i32>,
) -> Result<site::Model, UseCaseError> {
    permit(scope)?;
    let tx = scope.begin().await?;
    // Before the site: whoever puts a device there has this, and then waits for the site's row.
    store::topology::hold(&tx).await?;
    let site = held(&tx, id, expected).await?;
    let more = u64::try_from(NAMED).unwrap_or_default() + 1;
    let devices = store::sites::devices_at(&tx, id, more).await?;
    if !devices.is_empty() {
        let names: Vec<String> = devices.into_iter().map(|device| device.name).collect();
        let message = format!("devices are there: {}", some(&names));
        return Err(Refusal::of(RefusalCode::InUse, "siteId", message).into());
    }
    if !store::sites::remove(&tx, &site).await? {
        return Err(Refusal::conflict("site").into());
    }
    tx.record(Record::new("site.remove", id).before(told(&site))).await?;
    tx.commit().await?;
    Ok(site)
}

async fn held(tx: &Tx, id: SiteId, expected: Option<i32>) -> Result<site::Model, UseCaseError> {
    let site = store::sites::for_update(tx, id).await?;
    let site = site.ok_or_else(|| Refusal::not_found("siteId", "site"))?;
    if expected.is_some_and(|version| version != site.version) {
        return Err(Refusal::conflict("site").into());
    }
    Ok(site)
}

fn told(site: &site::Model) -> Json {
    json!({
        "name": site.name,
        "address": site.address,
        "latitudeE6": site.latitude_e6,
        "longitudeE6": site.longitude_e6,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn degrees_are_kept_in_millionths() {
        for (text, kept) in [
            ("52.520008", Ok(52_520_008)),
            ("-13.4050", Ok(-13_405_000)),
            ("90", Ok(90_000_000)),
            ("-90.0", Ok(-90_000_000)),
            ("90.000001", Err(())),
            ("0.0000001", Err(())),
            ("79228162514264337593543950335", Err(())),
        ] {
            let degrees = text.parse().expect("a number");
            assert_eq!(millionths(degrees, 90, "latitude").map_err(|_| ()), kept, "{text}");
        }
    }
}
