//! How deep brackets nest, by what the parser made of them; shared with the fuzz target.

use async_graphql::parser::types::{ExecutableDocument, Selection, SelectionSet};
use async_graphql_value::Value;

/// The nesting of selection sets, arguments of fields, lists and objects in the document: at most what the
/// brackets of its text nest.
pub(crate) fn bracket_depth(document: &ExecutableDocument) -> usize {
    let operations = document.operations.iter().map(|(_, operation)| &operation.node.selection_set);
    let fragments = document.fragments.values().map(|fragment| &fragment.node.selection_set);
    operations.chain(fragments).map(|set| depth_of_selections(&set.node)).max().unwrap_or(0)
}

fn depth_of_selections(set: &SelectionSet) -> usize {
    let below = set.items.iter().map(|selection| match &selection.node {
        Selection::Field(field) => {
            let arguments = field.node.arguments.iter().map(|(_, value)| 1 + depth_of_value(&value.node));
            arguments.max().unwrap_or(0).max(depth_of_selections(&field.node.selection_set.node))
        }
        Selection::InlineFragment(fragment) => depth_of_selections(&fragment.node.selection_set.node),
        Selection::FragmentSpread(_) => 0,
    });
    below.max().map_or(0, |below| below + 1)
}

fn depth_of_value(value: &Value) -> usize {
    match value {
        Value::List(items) => 1 + items.iter().map(depth_of_value).max().unwrap_or(0),
        Value::Object(fields) => 1 + fields.values().map(depth_of_value).max().unwrap_or(0),
        _ => 0,
    }
}
