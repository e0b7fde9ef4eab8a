//! The playbooks that may be run: those of `playbooks.toml`, read and checked when the program starts, and no other.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Deserialize;

use super::entity::automation_run::ServiceActionKind;
use super::parameters::{Parameters, SchemaFile};
use crate::kernel::actor::StaffRole;
use crate::ports::secrets::check_path;

/// The file that names the playbooks.
pub const FILE: &str = "playbooks.toml";

/// Variables of what customers start by themselves: the name of a Wi-Fi and its password.
pub const WIFI_NAME: &str = "wifi_name";
/// See [`WIFI_NAME`].
pub const WIFI_PASSWORD: &str = "wifi_password";

/// The most playbooks.
pub const MAX_PLAYBOOKS: usize = 50;

/// A playbook that may be run.
#[derive(Debug, Clone)]
pub struct Playbook {
    /// Names it, for good.
    pub key: String,
    /// The file, in full.
    pub file: PathBuf,
    /// What it is called.
    pub title: String,
    /// What it does.
    pub description: String,
    /// What it may be told.
    pub parameters: Parameters,
    /// Whether a second person approves each run.
    pub needs_approval: bool,
    /// Whether it can only say what it would change.
    pub check_mode: bool,
    /// What of customers is done by it.
    pub self_service: Option<ServiceActionKind>,
    /// Who of the staff starts it.
    pub may_start: Vec<StaffRole>,
    /// Where in the secret store what it needs is, each field a variable; none: nothing.
    pub secrets: Option<String>,
}

/// The playbooks. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Registry(Arc<BTreeMap<String, Playbook>>);

/// Why the playbooks cannot be used: everything that is wrong with them.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("playbooks.toml: {}", .0.join("; "))]
pub struct RegistryError(pub Vec<String>);

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RegistryFile {
    #[serde(default)]
    playbook: Vec<PlaybookFile>,
}

/// Who may be named as a starter: billing has nothing to do with devices.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum Starter {
    Support,
    Noc,
    TenantAdmin,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PlaybookFile {
    key: String,
    file: PathBuf,
    title: String,
    description: String,
    variables: Option<SchemaFile>,
    needs_approval: bool,
    check_mode: bool,
    self_service: Option<ServiceActionKind>,
    #[serde(default)]
    may_start: Vec<Starter>,
    secrets: Option<String>,
}

impl Registry {
    /// Reads `playbooks.toml` in `directory`, and looks for every file that it names.
    pub fn load(directory: &Path) -> Result<Self, RegistryError> {
        let alone = |fault: String| RegistryError(vec![fault]);
        let home = directory.canonicalize().map_err(|error| alone(error.to_string()))?;
        let text = std::fs::read_to_string(home.join(FILE)).map_err(|error| alone(error.to_string()))?;
        let file: RegistryFile =
            toml::from_str(&text).map_err(|error| alone(error.to_string().trim().replace('\n', " ")))?;
        let (mut faults, mut playbooks) = (Vec::new(), BTreeMap::new());
        if file.playbook.len() > MAX_PLAYBOOKS {
            faults.push(format!("there are more than {MAX_PLAYBOOKS} playbooks"));
        }
        for entry in file.playbook {
            let key = entry.key.clone();
            match entry.read(&home) {
                Ok(playbook) => {
                    let action = playbook.self_service;
                    let mut others = playbooks.values();
                    if action.is_some() && others.any(|other: &Playbook| other.self_service == action) {
                        faults.push(format!("{key}: another playbook is for the same self_service"));
                    }
                    if playbooks.insert(key.clone(), playbook).is_some() {
                        faults.push(format!("{key}: there are two of this key"));
                    }
                }
                Err(found) => faults.extend(found.into_iter().map(|fault| format!("{key}: {fault}"))),
            }
        }
        if faults.is_empty() { Ok(Self(Arc::new(playbooks))) } else { Err(RegistryError(faults)) }
    }

    /// The playbook of a key.
    pub fn get(&self, key: &str) -> Option<&Playbook> {
        self.0.get(key)
    }

    /// The playbook by which something is done for customers.
    pub fn for_action(&self, action: ServiceActionKind) -> Option<&Playbook> {
        self.all().find(|playbook| playbook.self_service == Some(action))
    }

    /// All of them, by key.
    pub fn all(&self) -> impl Iterator<Item = &Playbook> {
        self.0.values()
    }
}

impl PlaybookFile {
    fn read(self, home: &Path) -> Result<Playbook, Vec<String>> {
        let mut faults = Vec::new();
        let mut demand = |holds: bool, fault: &str| {
            if !holds {
                faults.push(fault.to_owned());
            }
        };
        let sign = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '-';
        demand(
            (1..=64).contains(&self.key.len()) && self.key.chars().all(sign),
            "key: must be 1 to 64 small letters, digits and -",
        );
        demand(!self.title.trim().is_empty(), "title: must not be empty");
        demand(
            !self.may_start.is_empty() || self.self_service.is_some(),
            "may_start: must name who of the staff starts it, unless it has self_service",
        );
        demand(
            !(self.needs_approval && self.self_service.is_some()),
            "needs_approval: customers do not wait for an approval; not with self_service",
        );
        demand(
            self.secrets.as_ref().is_none_or(|path| check_path(path).is_ok()),
            "secrets: is no path of a secret",
        );
        // Where links lead counts, not where they are.
        let file = home.join(&self.file).canonicalize();
        let inside = file.as_ref().is_ok_and(|file| file.starts_with(home) && file.is_file());
        demand(inside, "file: must be a file in the directory of the playbooks");
        let parameters = self.variables.as_ref().map(Parameters::read).transpose();
        let parameters = parameters.unwrap_or_else(|found| {
            faults.extend(found.into_iter().map(|fault| format!("variables.{fault}")));
            None
        });
        let parameters = parameters.unwrap_or_default();
        if let Some(action) = self.self_service {
            faults.extend(unfit_for(action, &parameters));
        }
        let (true, Ok(file)) = (faults.is_empty(), file) else { return Err(faults) };
        Ok(Playbook {
            key: self.key,
            file,
            title: self.title.trim().to_owned(),
            description: self.description.trim().to_owned(),
            parameters,
            needs_approval: self.needs_approval,
            check_mode: self.check_mode,
            self_service: self.self_service,
            may_start: self.may_start.into_iter().map(Starter::role).collect(),
            secrets: self.secrets,
        })
    }
}

impl Starter {
    fn role(self) -> StaffRole {
        match self {
            Self::Support => StaffRole::Support,
            Self::Noc => StaffRole::Noc,
            Self::TenantAdmin => StaffRole::TenantAdmin,
        }
    }
}

/// What keeps a playbook from being one for customers: they give what the action asks for, and nothing else.
fn unfit_for(action: ServiceActionKind, parameters: &Parameters) -> Vec<String> {
    let given: &[&str] = match action {
        ServiceActionKind::RestartEquipment => &[],
        ServiceActionKind::ChangeWifi => &[WIFI_NAME, WIFI_PASSWORD],
    };
    let mut faults = Vec::new();
    for name in given.iter().filter(|name| !parameters.has(name)) {
        faults.push(format!("variables.properties.{name}: is needed for self_service"));
    }
    for variable in &parameters.variables {
        let name = &variable.name;
        if variable.required {
            faults.push(format!("variables.required: {name} may be left out in self_service"));
        }
        if name == WIFI_PASSWORD && !variable.secret {
            faults.push(format!("variables.properties.{name}: must be writeOnly"));
        }
    }
    faults
}

#[cfg(test)]
mod tests;
