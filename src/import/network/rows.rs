//! What a row of the file says of a device, before anything is looked up. Pure.

use rust_decimal::Decimal;
use sea_orm::ActiveEnum as _;

use crate::import::report::Refusal;
use crate::import::sheet::{Sheet, SheetRow};
use crate::kernel::refusal::UseCaseError;
use crate::network::entity::device::{DeviceKind, SnmpVersion};
use crate::network::inventory::{DeviceTerms, POLL_INTERVAL, Place, Rules, SNMP_PORT, SnmpTerms, Sound};

/// The columns that mean something, the needed ones first.
pub(super) const COLUMNS: [&str; 16] = [
    "name",
    "kind",
    "vendor",
    "model",
    "site",
    "site_address",
    "site_latitude",
    "site_longitude",
    "parent",
    "address",
    "snmp_version",
    "snmp_port",
    "snmp_secret",
    "poll_interval",
    "maintenance",
    "services",
];

/// How many of them are needed.
pub(super) const NEEDED: usize = 2;

/// A row that is sound in itself.
#[derive(Debug, Clone)]
pub(super) struct DeviceRow {
    /// The line it begins on.
    pub(super) line: u64,
    /// What the device is to be; where it is and through what it is reached are not in it yet.
    pub(super) sound: Sound,
    /// Where it is.
    pub(super) site: Option<Place>,
    /// The name of what it is reached through.
    pub(super) parent: Option<String>,
    /// The numbers of services that hang on it.
    pub(super) services: Vec<String>,
}

/// Reads the cells of a row.
pub(super) struct Cells<'a> {
    sheet: &'a Sheet,
    row: &'a SheetRow,
    refusals: Vec<Refusal>,
}

impl<'a> Cells<'a> {
    pub(super) fn of(sheet: &'a Sheet, row: &'a SheetRow) -> Self {
        Self { sheet, row, refusals: Vec::new() }
    }

    /// The text of a cell; none where it is empty, or the file has no such column.
    pub(super) fn text(&self, column: &str) -> Option<String> {
        let cell = self.sheet.column(column).map(|at| self.row.cells[at].as_str());
        cell.filter(|cell| !cell.is_empty()).map(str::to_owned)
    }

    fn refuse(&mut self, column: &str, reason: impl Into<String>) {
        self.refusals.push(refusal(self.sheet, self.row.line, column, reason));
    }

    /// A cell that is read by `read`; refused where it cannot be.
    fn read<T>(&mut self, column: &str, what: &str, read: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        let text = self.text(column)?;
        let value = read(&text);
        if value.is_none() {
            self.refuse(column, format!("`{text}` is not {what}"));
        }
        value
    }

    fn terms(&mut self) -> DeviceTerms {
        let kind = self.read("kind", "a kind of device", kind);
        if kind.is_none() && self.text("kind").is_none() {
            self.refuse("kind", "is empty");
        }
        let port = self.read("snmp_port", "a port", |text| text.parse().ok()).unwrap_or(SNMP_PORT);
        let version = self.read("snmp_version", "1, 2c or 3", version);
        let secret_path = self.text("snmp_secret");
        let interval = self.read("poll_interval", "a number of seconds", |text| text.parse().ok());
        DeviceTerms {
            name: self.text("name").unwrap_or_default(),
            // Without a kind the row is refused, whatever it is read as.
            kind: kind.unwrap_or(DeviceKind::Router),
            vendor: self.text("vendor"),
            model: self.text("model"),
            site: None,
            parent: None,
            address: self.text("address"),
            snmp: version.map(|version| SnmpTerms { version, port, secret_path }),
            poll_interval_seconds: interval.unwrap_or(POLL_INTERVAL),
            in_maintenance: self.read("maintenance", "yes or no", truth).unwrap_or(false),
        }
    }

    fn site(&mut self) -> Option<Place> {
        let name = self.text("site")?;
        let degrees = |text: &str| text.parse::<Decimal>().ok();
        let north = self.read("site_latitude", "a number of degrees", degrees);
        let east = self.read("site_longitude", "a number of degrees", degrees);
        Some(Place { name, address: self.text("site_address"), position: north.zip(east) })
    }

    /// What the row says, or everything that is wrong with it. `kept` is the path of the credentials of a device that has the
    /// name already.
    pub(super) fn device(mut self, rules: &Rules, kept: Option<&str>) -> Result<DeviceRow, Vec<Refusal>> {
        let (terms, site) = (self.terms(), self.site());
        let sound = match terms.sound(rules, kept) {
            Ok(sound) => Some(sound),
            Err(UseCaseError::Refused(refusal)) => {
                let column = refusal.field.map_or("", column_of);
                self.refuse(column, refusal.message);
                None
            }
            Err(UseCaseError::Forbidden | UseCaseError::Fault(_)) => None,
        };
        let parent = self.text("parent");
        let services = self.text("services").unwrap_or_default();
        let services = services.split([' ', ',', ';', '|']).filter(|number| !number.is_empty());
        match sound {
            Some(sound) if self.refusals.is_empty() => Ok(DeviceRow {
                line: self.row.line,
                sound,
                site,
                parent,
                services: services.map(str::to_owned).collect(),
            }),
            _ => Err(self.refusals),
        }
    }
}

/// Says what is wrong with a cell.
pub(super) fn refusal(sheet: &Sheet, line: u64, column: &str, reason: impl Into<String>) -> Refusal {
    let column = match sheet.column(column) {
        Some(at) => sheet.headers[at].clone(),
        None => column.to_owned(),
    };
    // The text of a cell goes to a terminal, which must not act on it.
    let reason = reason.into().replace(char::is_control, "\u{fffd}");
    Refusal { file: sheet.file.clone(), line, column, reason }
}

/// The column of a field of the API.
fn column_of(field: &'static str) -> &'static str {
    match field {
        "snmp" => "snmp_version",
        "snmp.port" => "snmp_port",
        "snmp.secretPath" => "snmp_secret",
        "pollIntervalSeconds" => "poll_interval",
        other => other,
    }
}

/// `Access point` and `access_point` are one kind.
fn kind(text: &str) -> Option<DeviceKind> {
    let name: String =
        text.to_ascii_uppercase().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    DeviceKind::try_from_value(&name).ok()
}

/// `2c`, `v2c` and `SNMPv2c` are one version.
fn version(text: &str) -> Option<SnmpVersion> {
    let text = text.to_ascii_lowercase();
    let text = text.strip_prefix("snmp").unwrap_or(&text);
    match text.strip_prefix('v').unwrap_or(text) {
        "1" => Some(SnmpVersion::V1),
        "2" | "2c" => Some(SnmpVersion::V2C),
        "3" => Some(SnmpVersion::V3),
        _ => None,
    }
}

fn truth(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "yes" | "true" | "1" | "x" | "y" => Some(true),
        "no" | "false" | "0" | "n" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_and_versions_are_read_as_people_write_them() {
        for (text, expected) in [
            ("router", Some(DeviceKind::Router)),
            ("Access point", Some(DeviceKind::AccessPoint)),
            ("OLT", Some(DeviceKind::Olt)),
            ("patch-panel", Some(DeviceKind::PatchPanel)),
            ("toaster", None),
        ] {
            assert_eq!(kind(text), expected, "{text}");
        }
        for (text, expected) in [
            ("1", Some(SnmpVersion::V1)),
            ("2c", Some(SnmpVersion::V2C)),
            ("SNMPv2c", Some(SnmpVersion::V2C)),
            ("V3", Some(SnmpVersion::V3)),
            ("4", None),
        ] {
            assert_eq!(version(text), expected, "{text}");
        }
    }

    #[test]
    fn every_fault_of_a_row_is_told_by_its_column() {
        let text = "Name;Kind;SNMP version;SNMP port;Maintenance\n;toaster;9;x;perhaps\n";
        let sheet = Sheet::parse("d.csv".to_owned(), text.as_bytes()).expect("readable");
        let refusals = Cells::of(&sheet, &sheet.rows[0]).device(&Rules::of(false, "isp"), None);
        let told: Vec<String> = refusals.expect_err("refused").iter().map(ToString::to_string).collect();
        assert_eq!(
            told,
            [
                "d.csv:2: Kind: `toaster` is not a kind of device",
                "d.csv:2: SNMP port: `x` is not a port",
                "d.csv:2: SNMP version: `9` is not 1, 2c or 3",
                "d.csv:2: Maintenance: `perhaps` is not yes or no",
                "d.csv:2: Name: must be 1 to 100 characters, without line ends",
            ]
        );
    }
}
