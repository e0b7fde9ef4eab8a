//! Measures a parsed document and holds it against the limits.
//!
//! Linear in the document: each fragment is measured once, whatever spreads it. A fragment has one type
//! condition and the variables are constant, so its name is enough of a key.

use std::collections::{HashMap, HashSet};

use async_graphql::{
    Variables,
    parser::types::{
        DocumentOperations, ExecutableDocument, Field, FragmentSpread, InlineFragment, OperationDefinition,
        OperationType, Selection, SelectionSet,
    },
};

use super::{
    Class, CostModel, Limits, Refusal,
    arguments::Arguments,
    cost::{FieldModel, Times, TypeIndex},
    merge,
    peaks::{Peaks, leads_around},
    summary::Summary,
};

/// What is known about a document that may run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Inspection {
    /// The objects that could be returned: `extensions.cost.estimated`.
    pub estimated_cost: u64,
    /// What the caller may spend: `extensions.cost.limit`.
    pub limit: u64,
    /// What will run. `None` when the name does not tell; the library will refuse it, and the other values
    /// are then the largest of all operations.
    pub operation: Option<OperationType>,
    /// Nothing but `__schema`, `__type` and perhaps `__typename` is asked for.
    pub introspection_only: bool,
    /// Credential mutations in the operation.
    pub credential_operations: u64,
    /// Fields at the root of the operation.
    pub root_fields: u64,
    /// Nested fields of the operation.
    pub depth: u64,
}

/// Refuses what exceeds the limits or merges fields that differ, and says what the rest could cost.
pub fn inspect(
    model: &CostModel,
    limits: &Limits,
    document: &ExecutableDocument,
    operation_name: Option<&str>,
    variables: &Variables,
    class: Class,
) -> Result<Inspection, Refusal> {
    let inspection = measure(model, limits, document, operation_name, variables, class)?;
    // Last, because the limits bound what it has to look at.
    if let Some(operation) = chosen(&document.operations, operation_name) {
        merge::check(model, document, operation)?;
    }
    Ok(inspection)
}

/// The limits alone.
///
/// Shape (nesting, aliases, directives, depth, expanded selections) counts for everything in the document,
/// because validation reads all of it; cost and credentials count for the operation that will run, or for
/// the worst one when that is open.
pub(super) fn measure(
    model: &CostModel,
    limits: &Limits,
    document: &ExecutableDocument,
    operation_name: Option<&str>,
    variables: &Variables,
    class: Class,
) -> Result<Inspection, Refusal> {
    let chosen = chosen(&document.operations, operation_name);
    let mut pass = Pass {
        model,
        limits,
        document,
        arguments: Arguments::new(chosen, variables, limits.page),
        fragments: HashMap::with_capacity(document.fragments.len()),
        peaks: Peaks::default(),
    };
    let measured = pass.measure()?;
    pass.peaks.judge(limits, class)?;
    if measured.iter().any(|(_, summary)| summary.depth > depth_limit(limits, summary)) {
        return Err(Refusal::FieldsTooDeep);
    }

    let running = || {
        let runs = |operation| chosen.is_none_or(|chosen| std::ptr::eq(chosen, operation));
        measured.iter().filter(move |(operation, _)| runs(*operation)).map(|(_, summary)| summary)
    };
    let largest = |value: &dyn Fn(&Summary) -> u64| running().map(value).max().unwrap_or_default();
    let inspection = Inspection {
        estimated_cost: largest(&|summary| summary.cost(limits.page)),
        limit: if class.signed_in { limits.signed_in_cost } else { limits.anonymous_cost },
        operation: chosen.map(|operation| operation.ty),
        introspection_only: running().all(Summary::is_introspection_only),
        credential_operations: largest(&|summary| summary.credentials),
        root_fields: largest(&|summary| summary.fields),
        depth: largest(&|summary| summary.depth),
    };
    if inspection.credential_operations > limits.credential_operations {
        return Err(Refusal::TooManyCredentialOperations);
    }
    if inspection.estimated_cost > inspection.limit {
        return Err(Refusal::TooExpensive { estimated: inspection.estimated_cost, limit: inspection.limit });
    }
    Ok(inspection)
}

/// The operation the library will run, by its rules: a name must match, even an empty one, and without a
/// name there must be just one operation.
pub fn chosen<'a>(operations: &'a DocumentOperations, name: Option<&str>) -> Option<&'a OperationDefinition> {
    let operation = match (operations, name) {
        (DocumentOperations::Single(operation), None) => Some(operation),
        (DocumentOperations::Multiple(operations), Some(name)) => operations.get(name),
        (DocumentOperations::Multiple(operations), None) if operations.len() == 1 => {
            operations.values().next()
        }
        (DocumentOperations::Single(_), Some(_)) | (DocumentOperations::Multiple(_), None) => None,
    };
    operation.map(|operation| &operation.node)
}

fn depth_limit(limits: &Limits, operation: &Summary) -> u64 {
    if operation.is_introspection_only() { limits.introspection_depth } else { limits.depth }
}

struct Pass<'a> {
    model: &'a CostModel,
    limits: &'a Limits,
    document: &'a ExecutableDocument,
    arguments: Arguments<'a>,
    /// `None` while the fragment is being measured: meeting it then is a circle.
    fragments: HashMap<&'a str, Option<Summary>>,
    peaks: Peaks,
}

impl<'a> Pass<'a> {
    /// Everything in the document, also fragments that nothing spreads.
    fn measure(&mut self) -> Result<Vec<(&'a OperationDefinition, Summary)>, Refusal> {
        let document = self.document;
        for name in document.fragments.keys() {
            self.fragment(name, 1)?;
        }
        let operations = document.operations.iter().map(|(_, operation)| &operation.node);
        operations.map(|operation| Ok((operation, self.operation(operation)?))).collect()
    }

    fn operation(&mut self, operation: &'a OperationDefinition) -> Result<Summary, Refusal> {
        let of_variables =
            operation.variable_definitions.iter().map(|definition| &definition.node.directives);
        let directives = operation.directives.len() + of_variables.map(Vec::len).sum::<usize>();
        self.peaks.see_directives(directives);
        self.selection_set(&operation.selection_set.node, self.model.root(operation.ty), 1)
    }

    /// `level` is how many selections the ones in this set are nested in, plus one. It bounds the recursion
    /// also where a chain of fragments is longer than any nesting of brackets.
    fn selection_set(
        &mut self,
        set: &'a SelectionSet,
        on: Option<TypeIndex>,
        level: u64,
    ) -> Result<Summary, Refusal> {
        if level > self.limits.nesting {
            return Err(Refusal::NestedTooDeep);
        }
        let mut sum = Summary::default();
        for selection in &set.items {
            self.peaks.see_directives(selection.node.directives().len());
            sum.add(&match &selection.node {
                Selection::Field(field) => self.field(&field.node, on, level)?,
                Selection::FragmentSpread(spread) => self.spread(&spread.node, level)?,
                Selection::InlineFragment(fragment) => self.inline_fragment(&fragment.node, on, level)?,
            });
        }
        let repeats = self.repeats(set);
        self.peaks.see(&sum, repeats);
        Ok(sum)
    }

    /// How many fields written in this set have the response key of an earlier one. Across fragments a
    /// repeated key is ordinary (each brings its own `id`) and left to the bound on fields.
    fn repeats(&self, set: &SelectionSet) -> u64 {
        if set.items.len() as u64 <= self.limits.aliases {
            return 0;
        }
        let mut seen = HashSet::with_capacity(set.items.len());
        let fields = set.items.iter().filter_map(|selection| match &selection.node {
            Selection::Field(field) => Some(field.node.response_key().node.as_str()),
            Selection::FragmentSpread(_) | Selection::InlineFragment(_) => None,
        });
        fields.filter(|key| !seen.insert(*key)).count() as u64
    }

    fn spread(&mut self, spread: &'a FragmentSpread, level: u64) -> Result<Summary, Refusal> {
        Ok(self.fragment(&spread.fragment_name.node, level + 1)?.in_fragment())
    }

    fn inline_fragment(
        &mut self,
        fragment: &'a InlineFragment,
        on: Option<TypeIndex>,
        level: u64,
    ) -> Result<Summary, Refusal> {
        let on = match &fragment.type_condition {
            Some(condition) => self.model.type_named(&condition.node.on.node),
            None => on,
        };
        Ok(self.selection_set(&fragment.selection_set.node, on, level + 1)?.in_fragment())
    }

    fn fragment(&mut self, name: &'a str, level: u64) -> Result<Summary, Refusal> {
        match self.fragments.get(name) {
            Some(Some(summary)) => return Ok(*summary),
            Some(None) => return Err(Refusal::CircularFragments),
            None => {}
        }
        // A spread of nothing is refused by validation.
        let Some(fragment) = self.document.fragments.get(name) else { return Ok(Summary::default()) };
        let fragment = &fragment.node;
        self.fragments.insert(name, None);
        self.peaks.see_directives(fragment.directives.len());
        let on = self.model.type_named(&fragment.type_condition.node.on.node);
        let summary = self.selection_set(&fragment.selection_set.node, on, level)?;
        self.fragments.insert(name, Some(summary));
        Ok(summary)
    }

    fn field(&mut self, field: &'a Field, on: Option<TypeIndex>, level: u64) -> Result<Summary, Refusal> {
        let name = field.name.node.as_str();
        let model = self.model;
        let known = on.and_then(|on| model.field(on, name));
        let below = if field.selection_set.node.items.is_empty() {
            Summary::default()
        } else {
            let returns = known.and_then(|known| known.returns);
            self.selection_set(&field.selection_set.node, returns, level + 1)?
        };

        let introspects = matches!(name, "__schema" | "__type");
        let is_typename = name == "__typename";
        if introspects {
            self.peaks.see_introspection(&below);
        }
        let is_credential = self.limits.credential_mutations.iter().any(|mutation| mutation == name);
        let mut summary = Summary {
            depth: below.depth.saturating_add(1),
            nesting: below.nesting.saturating_add(1),
            selections: below.selections.saturating_add(1),
            fields: 1,
            aliases: field.alias.is_some().into(),
            credentials: is_credential.into(),
            introspections: introspects.into(),
            typenames: is_typename.into(),
            introspection_lists: below.introspection_lists.saturating_add(leads_around(name).into()),
            fixed: 0,
            per_item: 0,
        };
        if !is_typename {
            self.add_cost(&mut summary, field, known, &below);
        }
        Ok(summary)
    }

    /// What the model does not know, introspection included, counts as one object.
    fn add_cost(&self, summary: &mut Summary, field: &Field, known: Option<&FieldModel>, below: &Summary) {
        let Some(known) = known else {
            summary.fixed = below.cost(self.limits.page).saturating_add(1);
            return;
        };
        let contents = match known.page {
            Some(page) => below.page_cost(self.arguments.count(page, field)),
            None => below.cost(self.limits.page),
        };
        let itself = u64::from(known.returns.is_some());
        let object = contents.saturating_add(itself).saturating_mul(known.inner);
        summary.fixed = known.extra;
        match known.times {
            Times::One => summary.fixed = summary.fixed.saturating_add(object),
            Times::List(size) => {
                let count = self.arguments.count(size, field);
                summary.fixed = summary.fixed.saturating_add(object.saturating_mul(count));
            }
            Times::EachItem => summary.per_item = object,
        }
    }
}
