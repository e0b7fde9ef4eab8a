//! The limits on the shape of a document.

use super::{Class, Limits, Refusal, summary::Summary};

/// From the type of a field to its fields and back: three of these lists nested multiply to the size of
/// the schema cubed. The standard introspection query nests none of them in another. (The rule and its
/// number are those of graphql-js, `MaxIntrospectionDepthRule`.)
const INTROSPECTION_LISTS: [&str; 4] = ["fields", "interfaces", "possibleTypes", "inputFields"];
const MAX_INTROSPECTION_LISTS: u64 = 2;

/// Whether a field of that name is one of these lists.
pub(super) fn leads_around(field: &str) -> bool {
    INTROSPECTION_LISTS.contains(&field)
}

/// The worst of the whole document, collected first and judged afterwards in a fixed order: fragments are
/// visited in the order of a hash map, and the same document must always get the same answer.
#[derive(Debug, Default)]
pub(super) struct Peaks {
    nesting: u64,
    selections: u64,
    fields: u64,
    aliases: u64,
    repeats: u64,
    directives: u64,
    introspects: bool,
    introspection_lists: u64,
}

impl Peaks {
    /// Notes a selection set, and how many fields written in it repeat a response key.
    pub(super) fn see(&mut self, selection_set: &Summary, repeats: u64) {
        self.repeats = self.repeats.max(repeats);
        self.nesting = self.nesting.max(selection_set.nesting);
        self.selections = self.selections.max(selection_set.selections);
        self.fields = self.fields.max(selection_set.fields);
        self.aliases = self.aliases.max(selection_set.aliases);
    }

    /// Notes directives at one place; all of the document count together.
    pub(super) fn see_directives(&mut self, count: usize) {
        self.directives += count as u64;
    }

    /// Notes what is selected of `__schema` or `__type`.
    pub(super) fn see_introspection(&mut self, below: &Summary) {
        self.introspects = true;
        self.introspection_lists = self.introspection_lists.max(below.introspection_lists);
    }

    /// Refuses the document for the first limit it exceeds.
    pub(super) fn judge(&self, limits: &Limits, class: Class) -> Result<(), Refusal> {
        let verdicts = [
            (self.nesting > limits.nesting, Refusal::NestedTooDeep),
            (self.directives > limits.directives, Refusal::TooManyDirectives),
            (self.selections > limits.selections, Refusal::TooManySelections),
            (self.aliases > limits.aliases, Refusal::TooManyAliases),
            (self.repeats > limits.aliases, Refusal::TooManyRepeats),
            (self.fields > limits.fields, Refusal::TooManyFields),
            (self.introspects && !class.introspection, Refusal::IntrospectionDisabled),
            (self.introspection_lists > MAX_INTROSPECTION_LISTS, Refusal::IntrospectionTooDeep),
        ];
        verdicts.into_iter().find(|(exceeded, _)| *exceeded).map_or(Ok(()), |(_, refusal)| Err(refusal))
    }
}
