//! What a playbook may be told: a subset of JSON Schema (2020-12), and values held against it. Pure.
//!
//! The subset is what a form can show and a person can be told about: one object, `additionalProperties: false`, `required`, and
//! properties of `type` string, integer or boolean with `title`, `description`, `default`, `enum`, `pattern`, `minLength`,
//! `maxLength`, `minimum`, `maximum` and `writeOnly`, which makes a string a secret. Any other keyword is refused when the
//! playbooks are loaded. A whole validator (the crate `jsonschema`, some thirty crates) takes every keyword that it does not
//! know for an annotation: a constraint with a typing error in its name would hold nobody, and its errors name JSON pointers
//! and repeat values, which may be secrets.

use std::collections::{BTreeMap, BTreeSet};

use regex::{Regex, RegexBuilder};
use secrecy::SecretString;
use serde::Deserialize;
use serde_json::{Map, Value as Json};

use crate::kernel::problem::Invalid;

/// The input field that values come in.
const FIELD: &str = "variables";

/// The longest text that a playbook is told, in characters, whatever its schema says.
const MAX_TEXT: usize = 10_000;

/// Memory of one compiled pattern, in bytes.
const MAX_PATTERN: usize = 1 << 20;

/// The most variables that a playbook has.
pub const MAX_VARIABLES: usize = 20;

/// What kind of value a variable has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, async_graphql::Enum)]
#[graphql(name = "AutomationVariableType")]
#[serde(rename_all = "lowercase")]
pub enum VariableType {
    /// A text.
    String,
    /// A whole number.
    Integer,
    /// `true` or `false`.
    Boolean,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum ObjectType {
    Object,
}

/// The schema as it is written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(super) struct SchemaFile {
    #[serde(rename = "type")]
    _kind: ObjectType,
    additional_properties: bool,
    #[serde(default)]
    required: Vec<String>,
    #[serde(default)]
    properties: BTreeMap<String, PropertyFile>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct PropertyFile {
    #[serde(rename = "type")]
    kind: VariableType,
    #[serde(default)]
    title: String,
    #[serde(default)]
    description: String,
    default: Option<Json>,
    #[serde(rename = "enum")]
    choices: Option<Vec<Json>>,
    pattern: Option<String>,
    min_length: Option<u32>,
    max_length: Option<u32>,
    minimum: Option<i64>,
    maximum: Option<i64>,
    #[serde(default)]
    write_only: bool,
}

/// A variable of a playbook.
#[derive(Debug, Clone)]
pub struct Variable {
    /// Its name.
    pub name: String,
    /// What it is called in a form.
    pub title: String,
    /// What it does.
    pub description: String,
    /// What kind of value it has.
    pub kind: VariableType,
    /// Whether it has to be given.
    pub required: bool,
    /// Whether its value is never shown.
    pub secret: bool,
    /// What it is where it is not given.
    pub default: Option<Json>,
    /// The values that it may have; any if empty.
    pub choices: Vec<Json>,
    /// What a text has to match somewhere.
    pub pattern: Option<Regex>,
    /// The fewest characters of a text.
    pub min_length: Option<u32>,
    /// The most characters of a text.
    pub max_length: Option<u32>,
    /// The least number.
    pub minimum: Option<i64>,
    /// The greatest number.
    pub maximum: Option<i64>,
}

/// What a playbook may be told.
#[derive(Debug, Clone, Default)]
pub struct Parameters {
    /// The variables, by name.
    pub variables: Vec<Variable>,
}

/// Values that fit.
#[derive(Debug, Clone, Default)]
pub struct Told {
    /// Those that anybody may read, defaults included.
    pub plain: Map<String, Json>,
    /// Secrets.
    pub secret: BTreeMap<String, SecretString>,
}

impl Parameters {
    /// Reads a schema. Every fault of it.
    pub(super) fn read(file: &SchemaFile) -> Result<Self, Vec<String>> {
        let mut faults = Vec::new();
        if file.additional_properties {
            faults.push("additionalProperties: must be false".to_owned());
        }
        if file.properties.len() > MAX_VARIABLES {
            faults.push(format!("properties: must be at most {MAX_VARIABLES}"));
        }
        let required: BTreeSet<&String> = file.required.iter().collect();
        for name in required.iter().filter(|name| !file.properties.contains_key(**name)) {
            faults.push(format!("required: {name} is no property"));
        }
        let mut variables = Vec::new();
        for (name, property) in &file.properties {
            match Variable::read(name, property, required.contains(name)) {
                Ok(variable) => variables.push(variable),
                Err(fault) => faults.push(format!("properties.{name}: {fault}")),
            }
        }
        if faults.is_empty() { Ok(Self { variables }) } else { Err(faults) }
    }

    /// Whether there is a variable of this name.
    pub fn has(&self, name: &str) -> bool {
        self.variables.iter().any(|variable| variable.name == name)
    }

    /// Holds values against the schema. What is wrong names the variable, and never repeats a value.
    pub fn check(&self, given: &[(String, String)]) -> Result<Told, Invalid> {
        let wrong = |name: &str, what: &str| Invalid::new(FIELD, format!("{name}: {what}"));
        let mut texts: BTreeMap<&str, &str> = BTreeMap::new();
        for (name, value) in given {
            if !self.has(name) {
                let shown: String = name.chars().filter(|sign| !sign.is_control()).take(64).collect();
                return Err(wrong(&shown, "the playbook has no such variable"));
            }
            if texts.insert(name, value).is_some() {
                return Err(wrong(name, "is given twice"));
            }
        }
        let mut told = Told::default();
        for variable in &self.variables {
            let name = &variable.name;
            match texts.get(name.as_str()) {
                Some(text) => {
                    let value = variable.parse(text).map_err(|what| wrong(name, &what))?;
                    variable.check(&value).map_err(|what| wrong(name, &what))?;
                    if variable.secret {
                        told.secret.insert(name.clone(), SecretString::from((*text).to_owned()));
                    } else {
                        told.plain.insert(name.clone(), value);
                    }
                }
                None if variable.required => return Err(wrong(name, "is needed")),
                None => {
                    told.plain.extend(variable.default.clone().map(|value| (name.clone(), value)));
                }
            }
        }
        Ok(told)
    }
}

/// Whether a variable may be called so: Ansible's own rule, without the names by which it is steered.
fn is_name(name: &str) -> bool {
    let begins = name.starts_with(|sign: char| sign.is_ascii_lowercase() || sign == '_');
    let goes_on = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '_';
    let steers = ["ansible_", "portico_"].iter().any(|prefix| name.starts_with(prefix));
    begins && name.len() <= 64 && name.chars().all(goes_on) && !steers
}

impl Variable {
    fn read(name: &str, file: &PropertyFile, required: bool) -> Result<Self, String> {
        if !is_name(name) {
            return Err(
                "a name has small letters, digits and _, and begins neither with ansible_ nor with portico_"
                    .to_owned(),
            );
        }
        let text_only = file.pattern.is_some() || file.min_length.is_some() || file.max_length.is_some();
        if text_only && file.kind != VariableType::String {
            return Err("pattern, minLength and maxLength are for strings".to_owned());
        }
        if (file.minimum.is_some() || file.maximum.is_some()) && file.kind != VariableType::Integer {
            return Err("minimum and maximum are for integers".to_owned());
        }
        if file.write_only
            && (file.kind != VariableType::String || file.default.is_some() || file.choices.is_some())
        {
            return Err("what is writeOnly is a string without default and enum".to_owned());
        }
        if required && file.default.is_some() {
            return Err("what is required has no default".to_owned());
        }
        let compile = |pattern: &String| RegexBuilder::new(pattern).size_limit(MAX_PATTERN).build();
        let pattern = file.pattern.as_ref().map(compile).transpose();
        let variable = Self {
            name: name.to_owned(),
            title: if file.title.is_empty() { name.to_owned() } else { file.title.clone() },
            description: file.description.clone(),
            kind: file.kind,
            required,
            secret: file.write_only,
            default: file.default.clone(),
            choices: file.choices.clone().unwrap_or_default(),
            pattern: pattern.map_err(|_| "pattern: is not a regular expression".to_owned())?,
            min_length: file.min_length,
            max_length: file.max_length,
            minimum: file.minimum,
            maximum: file.maximum,
        };
        if file.choices.as_ref().is_some_and(Vec::is_empty) {
            return Err("enum: must not be empty".to_owned());
        }
        for choice in &variable.choices {
            variable.kind_of(choice).map_err(|what| format!("enum: {what}"))?;
        }
        if let Some(default) = &variable.default {
            variable.check(default).map_err(|what| format!("default: {what}"))?;
        }
        Ok(variable)
    }

    /// The value that a text stands for.
    fn parse(&self, text: &str) -> Result<Json, String> {
        match self.kind {
            VariableType::String => Ok(Json::from(text)),
            VariableType::Integer => {
                text.parse::<i64>().map(Json::from).map_err(|_| "must be a whole number".to_owned())
            }
            VariableType::Boolean => {
                text.parse::<bool>().map(Json::from).map_err(|_| "must be true or false".to_owned())
            }
        }
    }

    fn kind_of(&self, value: &Json) -> Result<(), String> {
        let fits = match self.kind {
            VariableType::String => value.is_string(),
            VariableType::Integer => value.is_i64(),
            VariableType::Boolean => value.is_boolean(),
        };
        if fits { Ok(()) } else { Err("is of another type".to_owned()) }
    }

    /// Whether a value is allowed, or what is wrong with it.
    fn check(&self, value: &Json) -> Result<(), String> {
        self.kind_of(value)?;
        if !self.choices.is_empty() && !self.choices.contains(value) {
            return Err("must be one of the values on offer".to_owned());
        }
        if let Some(text) = value.as_str() {
            self.check_text(text)?;
        }
        if let Some(number) = value.as_i64() {
            if let Some(least) = self.minimum.filter(|least| number < *least) {
                return Err(format!("must be at least {least}"));
            }
            if let Some(greatest) = self.maximum.filter(|greatest| number > *greatest) {
                return Err(format!("must be at most {greatest}"));
            }
        }
        Ok(())
    }

    fn check_text(&self, text: &str) -> Result<(), String> {
        let length = text.chars().count();
        if let Some(fewest) = self.min_length.filter(|fewest| length < *fewest as usize) {
            return Err(format!("must have at least {fewest} characters"));
        }
        let most = self.max_length.map_or(MAX_TEXT, |most| MAX_TEXT.min(most as usize));
        if length > most {
            return Err(format!("must have at most {most} characters"));
        }
        if text.contains('\0') {
            return Err("must not hold a NUL".to_owned());
        }
        if self.pattern.as_ref().is_some_and(|pattern| !pattern.is_match(text)) {
            return Err("has not the form that is asked for".to_owned());
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
