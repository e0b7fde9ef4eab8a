//! What a device is to be, as far as it can be judged without looking anything up. Pure.

use std::net::IpAddr;

use super::address::parse_address;
use crate::kernel::ids::{DeviceId, SiteId};
use crate::kernel::problem::Invalid;
use crate::kernel::refusal::{Refusal, RefusalCode, UseCaseError, short_text};
use crate::network::entity::device::{self, DeviceKind, SnmpVersion};
use crate::ports::secrets::check_path;

/// The longest name of a device or a site, and of a vendor or a model, in characters.
pub const MAX_NAME: usize = 100;

/// The UDP port at which agents answer (RFC 3417 §3.2).
pub const SNMP_PORT: i32 = 161;

/// Seconds between two polls where nobody says otherwise (domain.md §1).
pub const POLL_INTERVAL: i32 = 300;

/// What is allowed of devices, beside what the tenant's rows say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    /// Whether this machine itself may be asked (`network.allow_loopback`).
    pub allow_loopback: bool,
    /// The place in the secret store below which the tenant's credentials are. Another place holds other people's secrets,
    /// and what a device is asked with is told to whoever has its address.
    pub secrets_below: String,
}

impl Rules {
    /// The rules for the tenant with this short name: its credentials are below `snmp/<short name>/`.
    pub fn of(allow_loopback: bool, slug: &str) -> Self {
        Self { allow_loopback, secrets_below: format!("snmp/{slug}/") }
    }
}

/// How a device is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SnmpTerms {
    /// The version.
    pub version: SnmpVersion,
    /// The UDP port.
    pub port: i32,
    /// The path of the credentials; none: the one that is known.
    pub secret_path: Option<String>,
}

/// What a device is to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceTerms {
    /// What it is called.
    pub name: String,
    /// What it is.
    pub kind: DeviceKind,
    /// Who makes it.
    pub vendor: Option<String>,
    /// Its model.
    pub model: Option<String>,
    /// Where it is.
    pub site: Option<SiteId>,
    /// Through what it is reached.
    pub parent: Option<DeviceId>,
    /// The address at which it is asked.
    pub address: Option<String>,
    /// How it is asked; none: it is not.
    pub snmp: Option<SnmpTerms>,
    /// Seconds between two polls.
    pub poll_interval_seconds: i32,
    /// Whether it is worked on.
    pub in_maintenance: bool,
}

/// Terms that are sound in themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sound {
    /// The terms, with every text as it is kept.
    pub terms: DeviceTerms,
    /// The address, in its one form.
    pub address: Option<IpAddr>,
}

/// Whether a device of this kind can answer at all.
pub fn is_passive(kind: DeviceKind) -> bool {
    match kind {
        DeviceKind::Splitter | DeviceKind::PatchPanel => true,
        DeviceKind::Router
        | DeviceKind::Switch
        | DeviceKind::AccessPoint
        | DeviceKind::Firewall
        | DeviceKind::LoadBalancer
        | DeviceKind::Olt
        | DeviceKind::Onu
        | DeviceKind::Modem
        | DeviceKind::Cpe
        | DeviceKind::Server
        | DeviceKind::Ups
        | DeviceKind::Pdu
        | DeviceKind::OpticalAmplifier => false,
    }
}

/// Whether a device is asked: it has a version, and is in service.
pub fn is_monitored(device: &device::Model) -> bool {
    device.snmp_version.is_some() && device.retired_at.is_none()
}

impl DeviceTerms {
    /// What a device is.
    pub fn of(device: &device::Model) -> Self {
        Self {
            name: device.name.clone(),
            kind: device.kind,
            vendor: device.vendor.clone(),
            model: device.model.clone(),
            site: device.site_id,
            parent: device.parent_id,
            address: device.mgmt_address.clone(),
            snmp: device.snmp_version.map(|version| SnmpTerms {
                version,
                port: device.snmp_port,
                secret_path: device.snmp_secret.clone(),
            }),
            poll_interval_seconds: device.poll_interval_seconds,
            in_maintenance: device.in_maintenance,
        }
    }

    /// The terms in the form in which they are kept, or the first thing that is wrong with them. `kept` is the path of the
    /// credentials that is known: it stays where none is given, and is not judged anew.
    pub fn sound(self, rules: &Rules, kept: Option<&str>) -> Result<Sound, UseCaseError> {
        let optional =
            |text: Option<String>, field| text.map(|text| short_text(&text, field, MAX_NAME)).transpose();
        let name = short_text(&self.name, "name", MAX_NAME)?;
        let (vendor, model) = (optional(self.vendor, "vendor")?, optional(self.model, "model")?);
        if !(10..=86_400).contains(&self.poll_interval_seconds) {
            return Err(Invalid::new("pollIntervalSeconds", "must be 10 to 86400").into());
        }
        let address = self.address.as_deref().map(read_address).transpose()?;
        let snmp = match self.snmp {
            None => None,
            Some(_) if is_passive(self.kind) => {
                return Err(Invalid::new("snmp", "a device of this kind cannot be asked").into());
            }
            Some(_) if address.is_none() => {
                return Err(Invalid::new("address", "is needed to ask the device").into());
            }
            Some(snmp) => Some(sound_snmp(snmp, rules, kept)?),
        };
        let address_text = address.map(|address| address.to_string());
        let terms = Self { name, vendor, model, address: address_text, snmp, ..self };
        Ok(Sound { terms, address })
    }
}

fn sound_snmp(snmp: SnmpTerms, rules: &Rules, kept: Option<&str>) -> Result<SnmpTerms, Invalid> {
    if !(1..=65_535).contains(&snmp.port) {
        return Err(Invalid::new("snmp.port", "must be 1 to 65535"));
    }
    let secret_path = match (snmp.secret_path, kept) {
        (None, Some(kept)) => kept.to_owned(),
        (Some(path), Some(kept)) if path == kept => path,
        (Some(path), _) => {
            let below = path.strip_prefix(&rules.secrets_below);
            if below.is_none_or(str::is_empty) || check_path(&path).is_err() {
                let message = format!("must be a path below {}", rules.secrets_below);
                return Err(Invalid::new("snmp.secretPath", message));
            }
            path
        }
        (None, None) => return Err(Invalid::new("snmp.secretPath", "is needed to ask the device")),
    };
    Ok(SnmpTerms { secret_path: Some(secret_path), ..snmp })
}

/// Every text that is no address is refused in the same way: what it was meant to reach is not for us to guess.
fn read_address(text: &str) -> Result<IpAddr, UseCaseError> {
    parse_address(text).ok_or_else(|| not_allowed("is not an address such as 10.20.0.7 or fd00:1::7").into())
}

/// The refusal of an address.
pub fn not_allowed(why: &str) -> Refusal {
    Refusal::of(RefusalCode::AddressNotAllowed, "address", why)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms() -> DeviceTerms {
        DeviceTerms {
            name: " core-1 ".to_owned(),
            kind: DeviceKind::Router,
            vendor: Some("Acme".to_owned()),
            model: None,
            site: None,
            parent: None,
            address: Some("::ffff:10.0.0.1".to_owned()),
            snmp: Some(SnmpTerms {
                version: SnmpVersion::V3,
                port: SNMP_PORT,
                secret_path: Some("snmp/isp/core".to_owned()),
            }),
            poll_interval_seconds: POLL_INTERVAL,
            in_maintenance: false,
        }
    }

    fn refused(terms: DeviceTerms, kept: Option<&str>) -> (RefusalCode, &'static str) {
        match terms.sound(&Rules::of(false, "isp"), kept) {
            Err(UseCaseError::Refused(refusal)) => (refusal.code, refusal.field.unwrap_or_default()),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn sound_terms_are_kept_in_one_form() {
        let sound = terms().sound(&Rules::of(false, "isp"), None).expect("sound");
        assert_eq!(sound.terms.name, "core-1");
        assert_eq!(sound.terms.address.as_deref(), Some("10.0.0.1"));
        assert_eq!(sound.address, "10.0.0.1".parse().ok());
    }

    #[test]
    fn the_first_fault_is_named() {
        use RefusalCode::{AddressNotAllowed, InvalidInput};
        type Change = fn(&mut DeviceTerms);
        let cases: [(Change, RefusalCode, &str); 9] = [
            (|t| t.name.clear(), InvalidInput, "name"),
            (|t| t.vendor = Some(String::new()), InvalidInput, "vendor"),
            (|t| t.model = Some("a\nb".to_owned()), InvalidInput, "model"),
            (|t| t.poll_interval_seconds = 9, InvalidInput, "pollIntervalSeconds"),
            (|t| t.poll_interval_seconds = 86_401, InvalidInput, "pollIntervalSeconds"),
            (|t| t.address = Some("0x7f.1".to_owned()), AddressNotAllowed, "address"),
            (|t| t.address = None, InvalidInput, "address"),
            (|t| t.kind = DeviceKind::Splitter, InvalidInput, "snmp"),
            (|t| t.snmp.as_mut().expect("asked").port = 0, InvalidInput, "snmp.port"),
        ];
        for (change, code, field) in cases {
            let mut terms = terms();
            change(&mut terms);
            assert_eq!(refused(terms, None), (code, field));
        }
    }

    #[test]
    fn credentials_are_the_tenant_s_own() {
        for path in [
            "keyring",
            "snmp/isp",
            "snmp/isp/",
            "snmp/other/core",
            "snmp/isp/../other/core",
            "snmp/isp//core",
            "/snmp/isp/core",
            "snmp/isp/a b",
            "stripe/isp",
            "snmp/isp2/core",
            "",
        ] {
            let mut terms = terms();
            terms.snmp.as_mut().expect("asked").secret_path = Some(path.to_owned());
            assert_eq!(refused(terms, None), (RefusalCode::InvalidInput, "snmp.secretPath"), "{path}");
        }
        let mut silent = terms();
        silent.snmp.as_mut().expect("asked").secret_path = None;
        assert_eq!(refused(silent.clone(), None), (RefusalCode::InvalidInput, "snmp.secretPath"));
        // What the operator has put there by hand stays.
        let sound = silent.sound(&Rules::of(false, "isp"), Some("lab/core")).expect("sound");
        assert_eq!(sound.terms.snmp.and_then(|snmp| snmp.secret_path).as_deref(), Some("lab/core"));
    }
}
