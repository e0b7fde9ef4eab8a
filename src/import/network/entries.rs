//! From rows to what is entered: what each names is looked up, and a row is taken whole or refused whole.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::NetworkReport;
use super::order::{Link, Misplaced, order};
use super::rows::{DeviceRow, refusal};
use crate::catalog;
use crate::db::{Scope, Tx};
use crate::import::ImportError;
use crate::import::report::Refusal;
use crate::import::sheet::Sheet;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{CustomerId, DeviceId, SiteId, SubscriptionId};
use crate::network::entity::device;
use crate::network::inventory::address::is_within;
use crate::network::inventory::{self, DeviceTerms, Entries, Place, Stock};

/// Services by their numbers, with whose they are.
type Services = HashMap<String, (SubscriptionId, CustomerId)>;

/// Where the sites are that rows name: several may name one, and the first that says where it is, is believed.
fn places(rows: &[DeviceRow]) -> HashMap<String, Place> {
    let mut places: HashMap<String, Place> = HashMap::new();
    for place in rows.iter().filter_map(|row| row.site.as_ref()) {
        let known = places.entry(place.name.clone()).or_insert_with(|| place.clone());
        known.address = known.address.take().or_else(|| place.address.clone());
        known.position = known.position.or(place.position);
    }
    places
}

/// What rows of a file come to, beside what there is.
pub(super) struct Import<'a> {
    scope: &'a Scope,
    sheet: &'a Sheet,
    stock: &'a Stock,
    places: HashMap<String, Place>,
}

impl<'a> Import<'a> {
    pub(super) fn new(scope: &'a Scope, sheet: &'a Sheet, stock: &'a Stock, rows: &[DeviceRow]) -> Self {
        Self { scope, sheet, stock, places: places(rows) }
    }

    /// What is to be entered of the rows.
    pub(super) async fn entries(
        &self,
        tx: &Tx,
        rows: Vec<DeviceRow>,
        mut refused: HashSet<String>,
        report: &mut NetworkReport,
    ) -> Result<Entries, ImportError> {
        let services = services(tx, &rows).await?;
        let mut taken = hanging(tx, &services).await?;
        let mut entries = Entries::default();
        let mut sites: HashMap<String, SiteId> = self.stock.sites.clone();
        let (mut new, mut known) = (Vec::new(), Vec::new());
        for row in rows {
            if let Err(refusal) = self.judged(&row, &services, &mut taken) {
                report.refusals.push(refusal);
                refused.insert(row.sound.terms.name);
            } else if self.stock.devices.contains_key(&row.sound.terms.name) {
                known.push(row);
            } else {
                new.push(row);
            }
        }
        let (placed, misplaced) = self.ordered(&new, &refused);
        report.refusals.extend(misplaced.into_iter().map(|(at, why)| self.misplaced(&new[at], why)));
        let mut ids: HashMap<String, DeviceId> =
            self.stock.devices.iter().map(|(name, device)| (name.clone(), device.id)).collect();
        for at in placed {
            let row = &new[at];
            let site = match self.site(row, &mut sites, &mut entries) {
                Ok(site) => site,
                Err(refusal) => {
                    report.refusals.push(refusal);
                    continue;
                }
            };
            // A parent that was refused for its site only now takes with it what is below.
            let parent = row.parent.as_ref().map(|name| ids.get(name).copied());
            if parent == Some(None) {
                report.refusals.push(self.misplaced(row, Misplaced::ParentRefused));
                continue;
            }
            let mut sound = row.sound.clone();
            (sound.terms.site, sound.terms.parent) = (site, parent.flatten());
            let device = inventory::new_device(self.scope, sound);
            ids.insert(device.name.clone(), device.id);
            self.link(row, device.id, &services, &mut entries);
            entries.devices.push(device);
        }
        for row in known {
            report.known += 1;
            let Some(device) = self.stock.devices.get(&row.sound.terms.name) else { continue };
            if differs(&row, device, &ids, &sites) {
                report.differing.push(row.line);
            }
            let linked = |number: &String| matches!(taken.get(number), Some(Some(_)));
            let fresh: Vec<String> = row.services.iter().filter(|number| !linked(number)).cloned().collect();
            self.link(&DeviceRow { services: fresh, ..row }, device.id, &services, &mut entries);
        }
        Ok(entries)
    }

    /// Refuses an address outside the declared networks, and services that are not there or hang elsewhere. `taken` says what
    /// each service hangs on; a row that names one has it.
    fn judged(
        &self,
        row: &DeviceRow,
        services: &Services,
        taken: &mut HashMap<String, Option<DeviceId>>,
    ) -> Result<(), Refusal> {
        let refuse = |column, reason: String| Err(refusal(self.sheet, row.line, column, reason));
        let within = |address| is_within(address, self.stock.networks.iter().copied());
        if row.sound.address.is_some_and(|address| !within(address)) {
            return refuse("address", "is in none of the management networks".to_owned());
        }
        let own = self.stock.devices.get(&row.sound.terms.name);
        if own.is_some_and(|device| device.retired_at.is_some()) {
            return refuse("name", "is of a device that was retired".to_owned());
        }
        let mut named = HashSet::new();
        for number in &row.services {
            if !services.contains_key(number) {
                return refuse("services", format!("there is no service `{number}`"));
            }
            let elsewhere = match taken.get(number) {
                Some(Some(on)) => own.is_none_or(|device| device.id != *on),
                // An earlier row has it.
                None => true,
                Some(None) => false,
            };
            if elsewhere || !named.insert(number) {
                return refuse(
                    "services",
                    format!("`{number}` hangs on another device, or stands here before"),
                );
            }
        }
        for number in &row.services {
            if taken.get(number) == Some(&None) {
                taken.remove(number);
            }
        }
        Ok(())
    }

    /// In which order new devices are entered, and which are not.
    fn ordered(&self, new: &[DeviceRow], refused: &HashSet<String>) -> (Vec<usize>, Vec<(usize, Misplaced)>) {
        let links: Vec<Link<'_>> = new
            .iter()
            .map(|row| Link { name: &row.sound.terms.name, parent: row.parent.as_deref() })
            .collect();
        let depths = depths(&self.stock.devices);
        let refused: HashSet<&str> = refused.iter().map(String::as_str).collect();
        order(&links, &depths, &refused)
    }

    fn misplaced(&self, row: &DeviceRow, why: Misplaced) -> Refusal {
        let parent = row.parent.as_deref().unwrap_or_default();
        let reason = match why {
            Misplaced::NoParent => format!("there is no device `{parent}` in service"),
            Misplaced::ParentRefused => {
                format!("the row of `{parent}` was refused, or `{parent}` is reached through this one")
            }
            Misplaced::TooDeep => format!("is more than {} devices deep", inventory::MAX_DEPTH),
        };
        refusal(self.sheet, row.line, "parent", reason)
    }

    /// The site of a row, which is entered where it is new.
    fn site(
        &self,
        row: &DeviceRow,
        sites: &mut HashMap<String, SiteId>,
        entries: &mut Entries,
    ) -> Result<Option<SiteId>, Refusal> {
        let Some(place) = &row.site else { return Ok(None) };
        if let Some(known) = sites.get(&place.name) {
            return Ok(Some(*known));
        }
        let place = self.places.get(&place.name).unwrap_or(place);
        let site = inventory::new_site(self.scope, place).map_err(|invalid| {
            let column = match invalid.field {
                "name" => "site",
                "address" => "site_address",
                "latitude" => "site_latitude",
                "longitude" => "site_longitude",
                other => other,
            };
            refusal(self.sheet, row.line, column, invalid.message)
        })?;
        let id = site.id;
        sites.insert(site.name.clone(), id);
        entries.sites.push(site);
        Ok(Some(id))
    }

    fn link(&self, row: &DeviceRow, device: DeviceId, services: &Services, entries: &mut Entries) {
        let found = row.services.iter().filter_map(|number| services.get(number));
        let links = found.map(|(id, customer)| inventory::new_link(self.scope, *id, *customer, device));
        entries.links.extend(links);
    }
}

/// The services that rows name.
async fn services(tx: &Tx, rows: &[DeviceRow]) -> Result<Services, Fault> {
    let numbers: BTreeSet<String> = rows.iter().flat_map(|row| row.services.iter().cloned()).collect();
    let numbers: Vec<String> = numbers.into_iter().collect();
    let found = catalog::services_numbered(tx, &numbers).await?;
    Ok(found.into_iter().map(|row| (row.number, (row.id, row.customer_id))).collect())
}

/// What the services hang on, by number; none where it is nothing.
async fn hanging(tx: &Tx, services: &Services) -> Result<HashMap<String, Option<DeviceId>>, ImportError> {
    let ids: Vec<SubscriptionId> = services.values().map(|(id, _)| *id).collect();
    let links = inventory::links_of(tx, &ids).await?;
    let on: HashMap<SubscriptionId, DeviceId> =
        links.into_iter().map(|link| (link.subscription_id, link.device_id)).collect();
    Ok(services.iter().map(|(number, (id, _))| (number.clone(), on.get(id).copied())).collect())
}

/// Whether a row says something else of a device than what is there.
fn differs(
    row: &DeviceRow,
    device: &device::Model,
    ids: &HashMap<String, DeviceId>,
    sites: &HashMap<String, SiteId>,
) -> bool {
    let site = row.site.as_ref().map(|place| sites.get(&place.name).copied());
    let parent = row.parent.as_ref().map(|name| ids.get(name).copied());
    if site == Some(None) || parent == Some(None) {
        return true;
    }
    let terms = DeviceTerms { site: site.flatten(), parent: parent.flatten(), ..row.sound.terms.clone() };
    terms != DeviceTerms::of(device)
}

/// How deep each device in service is: 1 at the core.
fn depths(devices: &HashMap<String, device::Model>) -> HashMap<&str, i64> {
    let by_id: HashMap<DeviceId, &device::Model> =
        devices.values().map(|device| (device.id, device)).collect();
    let depth = |device: &device::Model| {
        let mut levels = 1;
        let mut above = device.parent_id.and_then(|id| by_id.get(&id));
        while let Some(parent) = above.filter(|_| levels <= inventory::MAX_DEPTH) {
            levels += 1;
            above = parent.parent_id.and_then(|id| by_id.get(&id));
        }
        levels
    };
    devices
        .iter()
        .filter(|(_, device)| device.retired_at.is_none())
        .map(|(name, device)| (name.as_str(), depth(device)))
        .collect()
}
