//! Which column of whose export is what of ours: data, in TOML, so that another system needs no program.
//!
//! ```toml
//! name = "my-old-system"
//!
//! [customers]
//! files = ["customers.csv"]
//! secret = ["password"]              # never read
//! keep = ["Location"]                # kept beside the customer, though it means nothing here
//! [customers.columns]
//! external_id = "ID"
//! name = ["First name", "Last name"] # joined with a space
//! [customers.values.status]
//! Blocked = "SUSPENDED"
//! [customers.defaults]
//! country = "DE"
//! ```

use std::collections::BTreeMap;

use serde::Deserialize;

use super::fields::{Kind, Shape};

/// The fields of an ISP's export.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// The name of the system that the files come from; external ids are unique within it.
    pub name: String,
    /// Its customers.
    pub customers: Option<Section>,
    /// Its plans.
    pub plans: Option<Section>,
    /// Its subscriptions.
    pub subscriptions: Option<Section>,
    /// Its invoices.
    pub invoices: Option<Section>,
    /// Its payments.
    pub payments: Option<Section>,
}

/// One kind of rows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Names that its file may have, whatever their case; the first that is there is read.
    pub files: Vec<String>,
    /// Columns, by the name of our field.
    pub columns: BTreeMap<String, Columns>,
    /// What values of theirs mean, by the name of our field. Values without a meaning here are taken as they are.
    #[serde(default)]
    pub values: BTreeMap<String, BTreeMap<String, String>>,
    /// Values of our fields where a row has none.
    #[serde(default)]
    pub defaults: BTreeMap<String, String>,
    /// Columns that mean nothing here and are kept beside what is made of the row.
    #[serde(default)]
    pub keep: Vec<String>,
    /// Columns that are never read: passwords, card numbers.
    #[serde(default)]
    pub secret: Vec<String>,
}

/// The columns of a field: one, or several whose texts are joined with a space.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Columns {
    /// One.
    One(String),
    /// Several; all but the first may be missing.
    Several(Vec<String>),
}

impl Columns {
    /// Their names.
    pub fn names(&self) -> &[String] {
        match self {
            Self::One(name) => std::slice::from_ref(name),
            Self::Several(names) => names,
        }
    }
}

/// What is wrong with a mapping: every fault of it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the mapping is not one: {}", .0.join("; "))]
pub struct MappingFaults(pub Vec<String>);

/// The mappings that come with the program, by name.
const SHIPPED: [(&str, &str); 3] = [
    ("portico", include_str!("mappings/portico.toml")),
    ("splynx", include_str!("mappings/splynx.toml")),
    ("freeside", include_str!("mappings/freeside.toml")),
];

impl Mapping {
    /// The names of the mappings that come with the program.
    pub fn shipped() -> impl Iterator<Item = &'static str> {
        SHIPPED.iter().map(|(name, _)| *name)
    }

    /// One that comes with the program.
    pub fn named(name: &str) -> Option<Result<Self, MappingFaults>> {
        SHIPPED.iter().find(|(known, _)| *known == name).map(|(_, text)| Self::parse(text))
    }

    /// Reads one, and checks that it names only fields that there are.
    pub fn parse(text: &str) -> Result<Self, MappingFaults> {
        let mapping: Self =
            toml::from_str(text).map_err(|error| MappingFaults(vec![error.message().to_owned()]))?;
        let mut faults = Vec::new();
        if mapping.name.trim().is_empty() {
            faults.push("name: must not be empty".to_owned());
        }
        for kind in Kind::ALL {
            if let Some(section) = mapping.section(kind) {
                section.check(kind, &mut faults);
            }
        }
        if faults.is_empty() { Ok(mapping) } else { Err(MappingFaults(faults)) }
    }

    /// The section of a kind of rows.
    pub fn section(&self, kind: Kind) -> Option<&Section> {
        match kind {
            Kind::Plans => self.plans.as_ref(),
            Kind::Customers => self.customers.as_ref(),
            Kind::Subscriptions => self.subscriptions.as_ref(),
            Kind::Invoices => self.invoices.as_ref(),
            Kind::Payments => self.payments.as_ref(),
        }
    }
}

impl Section {
    fn check(&self, kind: Kind, faults: &mut Vec<String>) {
        let fields = kind.fields();
        let known = |name: &str| fields.iter().find(|field| field.name == name);
        let section = kind.name();
        if self.files.is_empty() {
            faults.push(format!("{section}.files: must name a file"));
        }
        for (name, columns) in &self.columns {
            if known(name).is_none() {
                faults.push(format!("{section}.columns.{name}: there is no such field"));
            }
            if columns.names().is_empty() {
                faults.push(format!("{section}.columns.{name}: must name a column"));
            }
            for column in columns.names() {
                if self.secret.iter().any(|secret| super::sheet::same_name(secret, column)) {
                    faults.push(format!("{section}.columns.{name}: `{column}` is secret"));
                }
            }
        }
        for column in &self.keep {
            if self.secret.iter().any(|secret| super::sheet::same_name(secret, column)) {
                faults.push(format!("{section}.keep: `{column}` is secret"));
            }
        }
        for name in self.defaults.keys() {
            if known(name).is_none() {
                faults.push(format!("{section}.defaults.{name}: there is no such field"));
            }
        }
        for (name, values) in &self.values {
            match known(name).map(|field| field.shape) {
                Some(Shape::Choice(choices)) => {
                    for value in values.values().filter(|value| !choices.contains(&value.as_str())) {
                        let choices = choices.join(", ");
                        faults.push(format!("{section}.values.{name}: `{value}` is none of {choices}"));
                    }
                }
                Some(_) => {}
                None => faults.push(format!("{section}.values.{name}: there is no such field")),
            }
        }
        for field in fields.iter().filter(|field| field.required) {
            if !self.columns.contains_key(field.name) && !self.defaults.contains_key(field.name) {
                faults.push(format!("{section}.columns.{}: is needed", field.name));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_mappings_are_mappings() {
        for name in Mapping::shipped() {
            let mapping = Mapping::named(name).expect("it is shipped").expect("it is one");
            assert_eq!(mapping.name, name);
            assert!(mapping.customers.is_some());
        }
        assert!(Mapping::named("nobody").is_none());
    }

    #[test]
    fn every_fault_is_told_at_once() {
        let text = r#"
            name = ""
            [customers]
            files = []
            secret = ["Pass word"]
            keep = ["PASSWORD"]
            [customers.columns]
            external_id = "ID"
            nmae = "Name"
            phone = "password"
            city = []
            [customers.defaults]
            planet = "Earth"
            [customers.values.status]
            Blocked = "BARRED"
            [customers.values.shoe]
            a = "b"
        "#;
        let MappingFaults(faults) = Mapping::parse(text).expect_err("it is wrong");
        assert_eq!(
            faults,
            [
                "name: must not be empty",
                "customers.files: must name a file",
                "customers.columns.city: must name a column",
                "customers.columns.nmae: there is no such field",
                "customers.columns.phone: `password` is secret",
                "customers.keep: `PASSWORD` is secret",
                "customers.defaults.planet: there is no such field",
                "customers.values.shoe: there is no such field",
                "customers.values.status: `BARRED` is none of LEAD, ACTIVE, SUSPENDED, CLOSED",
                "customers.columns.name: is needed",
            ]
        );
        assert!(Mapping::parse("name = \"x\"\n[shoes]\n").is_err(), "an unknown section");
    }
}
