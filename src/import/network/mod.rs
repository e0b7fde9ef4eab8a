//! Entering the devices of a network from a file (`portico network import`): one row a device, with its site, the name of
//! what it is reached through, how it is asked, and the numbers of services that hang on it.
//!
//! Invariants: a file is one transaction; a row is taken whole or refused whole, with line, column and reason; a device that
//! is there already, by its name, is left as it is, so that a file may be given again. Rows stand in any order. What a device
//! may be is for the network's inventory to say.

mod order;
mod rows;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fmt;

use self::order::{Link, Misplaced, order};
use self::rows::{COLUMNS, Cells, DeviceRow, NEEDED, refusal};
use super::ImportError;
use super::reader::ReaderError;
use super::report::Refusal;
use super::sheet::{Sheet, same_name};
use crate::catalog;
use crate::db::{Scope, Tx};
use crate::kernel::fault::Fault;
use crate::kernel::ids::{CustomerId, DeviceId, SiteId, SubscriptionId};
use crate::network::entity::device;
use crate::network::inventory::address::is_within;
use crate::network::inventory::{self, DeviceTerms, Entries, Place, Rules, Stock};

/// What came of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NetworkReport {
    /// The file.
    pub file: String,
    /// Sites that were entered, or would have been.
    pub sites: usize,
    /// Devices that were entered, or would have been.
    pub devices: usize,
    /// Services that were linked, or would have been.
    pub links: usize,
    /// Rows of devices that were there before.
    pub known: usize,
    /// Lines of such rows that say something else than what is there. It is left as it is.
    pub differing: Vec<u64>,
    /// Columns that mean nothing here.
    pub left_out: Vec<String>,
    /// What was refused.
    pub refusals: Vec<Refusal>,
}

impl NetworkReport {
    /// How many rows were refused: one row may have several faults.
    pub fn refused(&self) -> usize {
        self.refusals.iter().map(|refusal| refusal.line).collect::<BTreeSet<_>>().len()
    }
}

impl fmt::Display for NetworkReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, sites, devices, links, known, .. } = self;
        let refused = self.refused();
        write!(
            f,
            "{file}: {devices} devices, {sites} sites and {links} links written, {known} devices known, {refused} rows refused"
        )?;
        if !self.differing.is_empty() {
            write!(f, ", {} of the known differ and are left as they are", self.differing.len())?;
        }
        if !self.left_out.is_empty() {
            write!(f, "; left out: {}", self.left_out.join(", "))?;
        }
        Ok(())
    }
}

/// Services by their numbers, with whose they are.
type Services = HashMap<String, (SubscriptionId, CustomerId)>;

/// Enters what a file says; with `dry_run` all of it is taken back at the end.
pub async fn import_network(
    scope: &Scope,
    rules: &Rules,
    sheet: &Sheet,
    dry_run: bool,
) -> Result<NetworkReport, ImportError> {
    for field in COLUMNS.into_iter().take(NEEDED) {
        if sheet.column(field).is_none() {
            let (file, column) = (sheet.file.clone(), field.to_owned());
            return Err(ReaderError::NoColumn { file, column, field }.into());
        }
    }
    let tx = scope.begin().await?;
    let stock = inventory::stock(&tx).await?;
    let mut report = NetworkReport { file: sheet.file.clone(), ..NetworkReport::default() };
    report.left_out = left_out(sheet);
    report.refusals.extend(sheet.ragged.iter().map(|(line, cells)| {
        refusal(sheet, *line, "", format!("has {cells} cells, the header has {}", sheet.headers.len()))
    }));
    let (rows, refused) = read(rules, sheet, &stock, &mut report.refusals);
    let import = Import { scope, sheet, stock: &stock, places: places(&rows) };
    let entries = import.entries(&tx, rows, refused, &mut report).await?;
    report.sites = entries.sites.len();
    report.devices = entries.devices.len();
    report.links = entries.links.len();
    report.refusals.sort_by_key(|refusal| refusal.line);
    inventory::enter(&tx, entries, &sheet.file).await?;
    if !dry_run {
        tx.commit().await?;
    }
    Ok(report)
}

fn left_out(sheet: &Sheet) -> Vec<String> {
    let means = |name: &&String| COLUMNS.iter().any(|column| same_name(column, name));
    sheet.headers.iter().filter(|name| !name.is_empty() && !means(name)).cloned().collect()
}

/// The rows that are sound in themselves, each name once, and the names of the others.
fn read(
    rules: &Rules,
    sheet: &Sheet,
    stock: &Stock,
    refusals: &mut Vec<Refusal>,
) -> (Vec<DeviceRow>, HashSet<String>) {
    let (mut rows, mut refused, mut seen) = (Vec::new(), HashSet::new(), HashSet::new());
    for cells in &sheet.rows {
        let (line, cells) = (cells.line, Cells::of(sheet, cells));
        let name = cells.text("name").unwrap_or_default();
        if !name.is_empty() && !seen.insert(name.clone()) {
            refusals.push(refusal(sheet, line, "name", format!("`{name}` stands in this file before")));
            continue;
        }
        let kept = stock.devices.get(&name).and_then(|device| device.snmp_secret.as_deref());
        match cells.device(rules, kept) {
            Ok(row) => rows.push(row),
            Err(faults) => {
                refusals.extend(faults);
                refused.insert(name);
            }
        }
    }
    (rows, refused)
}

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

struct Import<'a> {
    scope: &'a Scope,
    sheet: &'a Sheet,
    stock: &'a Stock,
    places: HashMap<String, Place>,
}

impl Import<'_> {
    /// What is to be entered of the rows.
    async fn entries(
        &self,
        tx: &Tx,
        rows: Vec<DeviceRow>,
        mut refused: HashSet<String>,
        report: &mut NetworkReport,
    ) -> Result<Entries, ImportError> {
        let services = self.services(tx, &rows).await?;
        let mut taken = self.hanging(tx, &services).await?;
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
            if self.differs(&row, device, &ids, &sites) {
                report.differing.push(row.line);
            }
            let linked = |number: &String| taken.get(number).is_some_and(|on| on.is_some());
            let fresh: Vec<String> = row.services.iter().filter(|number| !linked(number)).cloned().collect();
            self.link(&DeviceRow { services: fresh, ..row }, device.id, &services, &mut entries);
        }
        Ok(entries)
    }

    /// The services that rows name.
    async fn services(&self, tx: &Tx, rows: &[DeviceRow]) -> Result<Services, Fault> {
        let numbers: BTreeSet<String> = rows.iter().flat_map(|row| row.services.iter().cloned()).collect();
        let numbers: Vec<String> = numbers.into_iter().collect();
        let found = catalog::services_numbered(tx, &numbers).await?;
        Ok(found.into_iter().map(|row| (row.number, (row.id, row.customer_id))).collect())
    }

    /// What the services hang on, by number; none where it is nothing.
    async fn hanging(
        &self,
        tx: &Tx,
        services: &Services,
    ) -> Result<HashMap<String, Option<DeviceId>>, ImportError> {
        let ids: Vec<SubscriptionId> = services.values().map(|(id, _)| *id).collect();
        let links = inventory::links_of(tx, &ids).await?;
        let on: HashMap<SubscriptionId, DeviceId> =
            links.into_iter().map(|link| (link.subscription_id, link.device_id)).collect();
        Ok(services.iter().map(|(number, (id, _))| (number.clone(), on.get(id).copied())).collect())
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

    /// Whether a row says something else of a device than what is there.
    fn differs(
        &self,
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
