//! Reading the configuration: every fault at once, each with the key it is about.

use std::fmt;
use std::path::Path;

use figment::Figment;
use figment::error::Kind;
use figment::providers::{Env, Format as _, Serialized, Toml};
use figment::value::{Dict, Value};

use super::sections::Config;
use super::validate::{validate, validate_database, validate_secrets};

/// Everything that is wrong with the configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError(pub Vec<String>);

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the configuration has {} fault(s):", self.0.len())?;
        self.0.iter().try_for_each(|fault| write!(f, "\n  - {fault}"))
    }
}

impl std::error::Error for ConfigError {}

/// The configuration of `file`, if one is given, and of the environment.
pub fn load(file: Option<&Path>) -> Result<Config, ConfigError> {
    read(file, validate)
}

/// The same for a command that needs the database only.
pub fn load_database(file: Option<&Path>) -> Result<Config, ConfigError> {
    read(file, validate_database)
}

/// The same for a command that needs the secrets only.
pub fn load_secrets(file: Option<&Path>) -> Result<Config, ConfigError> {
    read(file, |config| validate_secrets(&config.secrets))
}

fn read(file: Option<&Path>, validate: fn(&Config) -> Vec<String>) -> Result<Config, ConfigError> {
    let mut figment = Figment::new();
    if let Some(file) = file {
        if !file.is_file() {
            return Err(ConfigError(vec![format!("{}: no such file", file.display())]));
        }
        figment = figment.merge(Toml::file_exact(file));
    }
    let figment = figment.merge(Env::prefixed("PORTICO_").ignore(&["CONFIG"]).split("__"));
    let values: Dict = figment.extract().map_err(|error| ConfigError(vec![without_excerpt(&error)]))?;
    let (config, mut faults) = extract_all(values);
    faults.extend(validate(&config));
    if faults.is_empty() { Ok(config) } else { Err(ConfigError(faults)) }
}

/// What is wrong with the text of the file and where, without the line itself, which may hold a secret.
fn without_excerpt(error: &figment::Error) -> String {
    let text = error.to_string();
    // The excerpt is drawn behind bars.
    let told = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.contains('|'));
    told.collect::<Vec<_>>().join(": ")
}

/// Reads the values; what does not fit is noted, taken out and so replaced by its default, until the rest fits.
/// The reader of the library stops at the first fault.
fn extract_all(mut values: Dict) -> (Config, Vec<String>) {
    let mut faults = Vec::new();
    loop {
        let error = match Figment::from(Serialized::defaults(&values)).extract::<Config>() {
            Ok(config) => return (config, faults),
            Err(error) => error,
        };
        // For an unknown key the path ends with its name.
        let path = error.path.clone();
        let what = match &error.kind {
            Kind::UnknownField(_, known) => format!("is not known; there are {}", known.join(", ")),
            // Never the value: it may be a secret.
            Kind::InvalidType(_, expected) | Kind::InvalidValue(_, expected) => {
                format!("expected {expected}")
            }
            Kind::UnknownVariant(_, known) => format!("must be one of {}", known.join(", ")),
            other => other.to_string(),
        };
        faults.push(format!("{}: {what}", path.join(".")));
        if !remove(&mut values, &path) {
            return (Config::default(), faults);
        }
    }
}

fn remove(values: &mut Dict, path: &[String]) -> bool {
    match path {
        [] => false,
        [key] => values.remove(key).is_some(),
        [key, rest @ ..] => match values.get_mut(key) {
            Some(Value::Dict(_, inner)) if inner.contains_key(&rest[0]) => remove(inner, rest),
            // The fault is deeper than the dictionaries go, e.g. in an element of a list: the whole value goes.
            Some(_) => values.remove(key).is_some(),
            None => false,
        },
    }
}
