//! The sizes a request asks for, read from literals, variables and defaults.

use std::collections::HashMap;

use async_graphql::{
    Value as ConstValue, Variables,
    parser::types::{Field, OperationDefinition},
};
use async_graphql_value::Value;

use super::cost::Size;

/// The variables as the chosen operation sees them.
///
/// They are constant for a request, which is what makes it sound to measure a fragment once.
pub(super) struct Arguments<'a> {
    variables: HashMap<&'a str, &'a ConstValue>,
    page: u64,
}

impl<'a> Arguments<'a> {
    /// `operation` is the one that will run. Where that is open nothing is known of the variables, and
    /// every size counts as the largest.
    pub(super) fn new(
        operation: Option<&'a OperationDefinition>,
        provided: &'a Variables,
        page: u64,
    ) -> Self {
        let definitions = operation.map(|operation| operation.variable_definitions.as_slice());
        let variables = definitions
            .unwrap_or_default()
            .iter()
            .filter_map(|definition| {
                let name = definition.node.name.node.as_str();
                let default = definition.node.default_value.as_ref().map(|value| &value.node);
                Some((name, provided.get(name).or(default)?))
            })
            .collect();
        Self { variables, page }
    }

    /// How many items of this size the field may return.
    pub(super) fn count(&self, size: Size, field: &Field) -> u64 {
        match size {
            Size::Fixed(count) => count,
            Size::Largest => self.page,
            Size::Page { first, last } => {
                let first = self.page_argument(field, "first", first);
                let last = self.page_argument(field, "last", last);
                // With both given either may win; with neither, the resolver decides.
                first.max(last).unwrap_or(self.page)
            }
            Size::Ids => self.ids(field),
        }
    }

    /// `None` where the resolver sees no value. An absent variable does not bring the argument's default
    /// back: the library hands the resolver nothing, which differs from the specification.
    fn page_argument(&self, field: &Field, name: &str, default: Option<u64>) -> Option<u64> {
        let within = |count: u64| if count <= self.page { count } else { self.page };
        match field.get_argument(name).map(|value| &value.node) {
            None => default.map(within),
            Some(Value::Null) => None,
            Some(Value::Number(number)) => Some(number.as_u64().map_or(self.page, within)),
            Some(Value::Variable(variable)) => match self.variables.get(variable.as_str())? {
                ConstValue::Null => None,
                ConstValue::Number(number) => Some(number.as_u64().map_or(self.page, within)),
                _ => Some(self.page),
            },
            Some(_) => Some(self.page),
        }
    }

    /// A list is as long as it is, even beyond the largest page; a single value is coerced to a list.
    fn ids(&self, field: &Field) -> u64 {
        let count = match field.get_argument("ids").map(|value| &value.node) {
            Some(Value::List(ids)) => Some(ids.len()),
            Some(Value::String(_) | Value::Number(_)) => Some(1),
            Some(Value::Variable(variable)) => match self.variables.get(variable.as_str()) {
                Some(ConstValue::List(ids)) => Some(ids.len()),
                Some(ConstValue::String(_) | ConstValue::Number(_)) => Some(1),
                _ => None,
            },
            _ => None,
        };
        count.map_or(self.page, |count| u64::try_from(count).unwrap_or(u64::MAX))
    }
}
