//! The statements: hand-written SQL over the tables of billing and payments, the same on both databases.

pub(super) mod check;
pub(super) mod details;
pub(super) mod movements;

use sea_orm::Value;

/// The values of a statement, numbered from `$2`; `$1` is the tenant.
#[derive(Default)]
pub(super) struct Binds(Vec<Value>);

impl Binds {
    /// The place of one more value.
    pub(super) fn bind(&mut self, value: impl Into<Value>) -> String {
        self.0.push(value.into());
        format!("${}", self.0.len() + 1)
    }

    /// The places of a list of values, which is not empty.
    pub(super) fn bind_all<V: Into<Value>>(&mut self, values: impl IntoIterator<Item = V>) -> String {
        let places: Vec<String> = values.into_iter().map(|value| self.bind(value)).collect();
        places.join(", ")
    }

    /// The values.
    pub(super) fn into_values(self) -> Vec<Value> {
        self.0
    }
}
