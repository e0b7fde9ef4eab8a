//! Fields that end up under one response key (GraphQL specification, October 2021, §5.3.2, FieldsInSetCanMerge).
//!
//! The library keeps its fields by type condition and response key, so that it sees a conflict neither between a
//! field and one within `... on Query`, nor below two fields of one key. It would then run both, and merge what they
//! return.
//!
//! Looks at the operation that will run, with its fragments expanded: at most
//! [`Limits::selections`](super::Limits::selections) selections, which is checked before. Selections that meet again in
//! the same company are not looked at again, so that a fan-out costs what its fragments cost. What is left to the
//! clients' code generators is that fields of types which exclude each other have one shape (SameResponseShape):
//! nothing is merged there.

use std::collections::{HashMap, HashSet};
use std::ptr;

use async_graphql::parser::types::{ExecutableDocument, Field, OperationDefinition, Selection, SelectionSet};

use super::{CostModel, Refusal, cost::TypeIndex};

/// Refuses an operation in which two fields of one response key differ.
pub(super) fn check(
    model: &CostModel,
    document: &ExecutableDocument,
    operation: &OperationDefinition,
) -> Result<(), Refusal> {
    let mut merge = Merge { model, document, merged: HashSet::new(), equal: HashSet::new() };
    merge.sets(&[(&operation.selection_set.node, model.root(operation.ty))])
}

/// A field and the type it is selected on, as far as the schema knows it.
type Selected<'a> = (&'a Field, Option<TypeIndex>);
/// Selections and the type they are made on, which is the same wherever they are spread.
type Written<'a> = (&'a SelectionSet, Option<TypeIndex>);

struct Merge<'a> {
    model: &'a CostModel,
    document: &'a ExecutableDocument,
    /// Selection sets that were merged with each other, by address.
    merged: HashSet<Vec<*const SelectionSet>>,
    /// Fields found to have equal arguments, by address: arguments may be as long as the document.
    equal: HashSet<(*const Field, *const Field)>,
}

impl<'a> Merge<'a> {
    /// Merges selections of one object. The recursion is as deep as the nesting of the document, which is bounded.
    fn sets(&mut self, sets: &[Written<'a>]) -> Result<(), Refusal> {
        if !self.merged.insert(sets.iter().map(|(set, _)| ptr::from_ref(*set)).collect()) {
            return Ok(());
        }
        let (mut keys, mut spread) = (HashMap::new(), HashSet::new());
        for (set, on) in sets {
            self.collect(set, *on, &mut keys, &mut spread);
        }
        for fields in keys.into_values() {
            // Objects of two types exclude each other; an interface or a union may be either.
            if fields.iter().all(|(_, on)| on.is_some_and(|on| self.model.is_object(on))) {
                let mut by_type: HashMap<_, Vec<_>> = HashMap::new();
                for field in fields {
                    by_type.entry(field.1).or_default().push(field);
                }
                by_type.into_values().try_for_each(|fields| self.fields(&fields))?;
            } else {
                self.fields(&fields)?;
            }
        }
        Ok(())
    }

    /// The fields by response key, each field and each fragment once: the second time it brings nothing new.
    fn collect(
        &self,
        set: &'a SelectionSet,
        on: Option<TypeIndex>,
        keys: &mut HashMap<&'a str, Vec<Selected<'a>>>,
        spread: &mut HashSet<&'a str>,
    ) {
        for selection in &set.items {
            match &selection.node {
                Selection::Field(field) => {
                    keys.entry(&field.node.response_key().node).or_default().push((&field.node, on));
                }
                Selection::InlineFragment(fragment) => {
                    let fragment = &fragment.node;
                    let on = match &fragment.type_condition {
                        Some(condition) => self.model.type_named(&condition.node.on.node),
                        None => on,
                    };
                    self.collect(&fragment.selection_set.node, on, keys, spread);
                }
                Selection::FragmentSpread(name) => {
                    let name = name.node.fragment_name.node.as_str();
                    // A spread of nothing is refused by validation.
                    if let Some(fragment) = self.document.fragments.get(name)
                        && spread.insert(name)
                    {
                        let on = self.model.type_named(&fragment.node.type_condition.node.on.node);
                        self.collect(&fragment.node.selection_set.node, on, keys, spread);
                    }
                }
            }
        }
    }

    /// Fields of one key that may be of one object.
    fn fields(&mut self, fields: &[Selected<'a>]) -> Result<(), Refusal> {
        if let [(first, _), others @ ..] = fields
            && !others.iter().all(|(other, _)| self.same(first, other))
        {
            return Err(Refusal::ConflictingFields);
        }
        let below = fields.iter().filter(|(field, _)| !field.selection_set.node.items.is_empty());
        let below: Vec<Written<'a>> = below
            .map(|(field, on)| {
                let known = on.and_then(|on| self.model.field(on, &field.name.node));
                (&field.selection_set.node, known.and_then(|known| known.returns))
            })
            .collect();
        if below.is_empty() { Ok(()) } else { self.sets(&below) }
    }

    fn same(&mut self, one: &Field, other: &Field) -> bool {
        if one.name.node != other.name.node || one.arguments.len() != other.arguments.len() {
            return false;
        }
        if one.arguments.is_empty() || self.equal.contains(&(ptr::from_ref(one), ptr::from_ref(other))) {
            return true;
        }
        let equal = one.arguments.iter().all(|(name, value)| {
            other.get_argument(&name.node).is_some_and(|other| other.node == value.node)
        });
        equal && {
            self.equal.insert((ptr::from_ref(one), ptr::from_ref(other)));
            true
        }
    }
}
