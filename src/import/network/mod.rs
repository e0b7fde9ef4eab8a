//! Entering the devices of a network from a file (`portico network import`): one row a device, with its site, the name of
//! what it is reached through, how it is asked, and the numbers of services that hang on it.
//!
//! Invariants: a file is one transaction; a row is taken whole or refused whole, with line, column and reason; a device that
//! is there already, by its name, is left as it is, so that a file may be given again. Rows stand in any order. What a device
//! may be is for the network's inventory to say.

mod entries;
mod order;
mod rows;

use std::collections::{BTreeSet, HashSet};
use std::fmt;

use self::entries::Import;
use self::rows::{COLUMNS, Cells, DeviceRow, NEEDED, refusal};
use super::ImportError;
use super::reader::ReaderError;
use super::report::Refusal;
use super::sheet::{Sheet, same_name};
use crate::db::Scope;
use crate::network::inventory::{self, Rules, Stock};

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
    let import = Import::new(scope, sheet, &stock, &rows);
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
