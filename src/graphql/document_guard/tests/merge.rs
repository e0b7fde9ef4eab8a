//! Fields of one response key are one field with the same arguments, or the document is refused.

use std::fmt::Write;
use std::time::{Duration, Instant};

use async_graphql::parser::parse_query;
use async_graphql::parser::types::{ExecutableDocument, Field, Selection, SelectionSet};
use proptest::prelude::*;

use super::super::{Refusal, chosen, merge};
use super::random::{document, fields};
use super::{MODEL, SIGNED_IN, admit, admit_as, assert_refused};

#[test]
fn fields_that_differ_are_refused_wherever_they_meet() {
    for document in [
        // On one level.
        "{viewer{a:id a:name}}",
        "{viewer{id:name id}}",
        "{viewer{recent(first:1){id} recent(first:2){id}}}",
        "{viewer{recent(first:1){id} recent{id}}}",
        "{viewer{recent(first:1){id} recent(last:1){id}}}",
        // What the library keeps apart: with a type condition, without one, and in a named fragment.
        "{x:viewer{name} ... on Query{x:search(text:\"a\"){__typename}}}",
        "{x:viewer{name} ...{x:node(id:1){id}}}",
        "{...{x:viewer{name}} ... on Query{x:node(id:1){id}}}",
        "{x:viewer{name} ...F} fragment F on Query{x:node(id:1){id}}",
        "{viewer{...A ...B}} fragment A on Customer{x:id} fragment B on Node{x:__typename}",
        // Below two fields of one key.
        "{viewer{x:id} viewer{x:name}}",
        "{viewer{contacts{x:id}} viewer{contacts{customer{id}} ... on Customer{contacts{x:email}}}}",
        "{...A ...B} fragment A on Query{viewer{contacts{x:id}}} fragment B on Query{viewer{contacts{x:email}}}",
        // An interface may be either object, and an object is itself.
        "{node(id:1){x:id ... on Invoice{x:issued}}}",
        "{node(id:1){... on Invoice{x:id} ... on Invoice{x:issued}}}",
        "{node(id:1){... on Node{x:id} ... on Customer{x:name} ... on Invoice{x:id}}}",
        "{search(text:\"a\"){... on Invoice{customer{x:id}} ... on Invoice{customer{x:name}}}}",
        // Also where validation would refuse the type or the field anyway.
        "{nowhere{x:a x:b}}",
        "{viewer{... on Nowhere{x:a} x:b}}",
    ] {
        assert_refused(document, Refusal::ConflictingFields);
    }
}

#[test]
fn fields_that_are_the_same_are_merged() {
    for document in [
        "{viewer{id id} viewer{id name}}",
        "{x:viewer{name} ... on Query{x:viewer{id}} ...{x:viewer{name}} ...F} fragment F on Query{x:viewer{name}}",
        "{viewer{recent(first:1,last:2){id} recent(last:2,first:1){issued}}}",
        "query($n:Int){viewer{recent(first:$n){id} recent(first:$n){issued}}}",
        // Other response keys, or objects of which a value is only one.
        "{viewer{a:recent(first:1){id} b:recent(first:2){id}}}",
        "{node(id:1){... on Customer{x:name} ... on Invoice{x:issued}}}",
        "{search(text:\"a\"){... on Customer{invoices(first:1){nodes{id}}} ... on Invoice{invoices:customer{id}}}}",
        "{node(id:1){... on Customer{c:latest{x:totalCount}} ... on Invoice{c:customer{x:name}}}}",
    ] {
        admit(document).expect("admitted");
    }
}

#[test]
fn an_operation_that_does_not_run_is_left_to_validation() {
    let document = "query A{viewer{x:id}} query B{viewer{x:id ... on Customer{x:name}}}";
    admit_as(document, Some("A"), "{}", SIGNED_IN).expect("admitted");
    let refused = admit_as(document, Some("B"), "{}", SIGNED_IN).expect_err("refused");
    assert_eq!((refused, refused.code()), (Refusal::ConflictingFields, "GRAPHQL_VALIDATION_FAILED"));
}

/// Documents as large as the limits let them be, made so that many fields meet in many companies.
#[test]
fn bombs_are_compared_in_no_time() {
    // Every level spreads the next under two names of one field, so that all of them merge.
    let mut doubled = String::from("{viewer{...F0}}");
    for level in 0..8 {
        let next = format!("...F{} contacts{{customer{{id}}}} ", level + 1).repeat(3);
        write!(doubled, " fragment F{level} on Customer{{{next}}}").expect("a string grows");
    }
    doubled.push_str(" fragment F8 on Customer{name}");
    // Two long lists of arguments that meet under each of many paths.
    let ids = "1 ".repeat(180);
    let long = format!("a:nodes(ids:[{ids}]){{id}}");
    let paths = (0..7).map(|at| format!("v{at}:viewer{{...L}}")).collect::<Vec<_>>().concat();
    let long = format!(
        "{{{long} ...Q}} fragment Q on Query{{{long} {paths}}} fragment L on Customer{{...M ...M}} fragment M on Customer{{contacts{{id}} contacts{{email}}}}"
    );
    // The same fragment over and over.
    let spread = format!("{{viewer{{{}}}}} fragment F on Customer{{name id tags}}", "...F ".repeat(60));
    for document in [doubled, long, spread] {
        let started = Instant::now();
        let verdict = admit(&document);
        assert!(started.elapsed() < Duration::from_millis(500), "{:?} for {verdict:?}", started.elapsed());
        assert_ne!(verdict.err(), Some(Refusal::ConflictingFields), "nothing differs");
    }
}

type Selected<'a> = (&'a Field, &'a str);

/// Every field of the sets with everything expanded, as often as it is there.
fn expand<'a>(
    document: &'a ExecutableDocument,
    set: &'a SelectionSet,
    on: &'a str,
    found: &mut Vec<Selected<'a>>,
) {
    for selection in &set.items {
        match &selection.node {
            Selection::Field(field) => found.push((&field.node, on)),
            Selection::InlineFragment(fragment) => {
                let condition = fragment.node.type_condition.as_ref();
                let on = condition.map_or(on, |condition| condition.node.on.node.as_str());
                expand(document, &fragment.node.selection_set.node, on, found);
            }
            Selection::FragmentSpread(spread) => {
                let fragment = &document.fragments[&spread.node.fragment_name.node].node;
                expand(document, &fragment.selection_set.node, &fragment.type_condition.node.on.node, found);
            }
        }
    }
}

/// The rule as the specification words it: each pair, and then the pair's selections together.
fn conflicts(document: &ExecutableDocument, sets: &[(&SelectionSet, &str)]) -> bool {
    let mut found = Vec::new();
    for (set, on) in sets {
        expand(document, set, on, &mut found);
    }
    let returns = |(field, on): Selected<'_>| {
        fields(on)
            .iter()
            .find(|(name, _)| *name == field.name.node)
            .map_or("Nowhere", |(_, returns)| *returns)
    };
    let alone = |one: Selected<'_>| conflicts(document, &[(&one.0.selection_set.node, returns(one))]);
    found.iter().enumerate().any(|(at, &one)| {
        alone(one)
            || found[..at].iter().any(|&other| {
                let overlap = one.1 == other.1
                    || [one.1, other.1].iter().any(|on| ["Node", "Hit", "Nowhere"].contains(on));
                if one.0.response_key().node != other.0.response_key().node || !overlap {
                    return false;
                }
                let arguments = |field: &Field| {
                    let mut all: Vec<String> = field
                        .arguments
                        .iter()
                        .map(|(name, value)| format!("{}:{}", name.node, value.node))
                        .collect();
                    all.sort();
                    all
                };
                one.0.name.node != other.0.name.node
                    || arguments(one.0) != arguments(other.0)
                    || conflicts(
                        document,
                        &[one, other].map(|selected| (&selected.0.selection_set.node, returns(selected))),
                    )
            })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_024))]

    #[test]
    fn merged_once_or_in_pairs_the_verdict_is_the_same(tape in proptest::collection::vec(any::<u8>(), 0..90)) {
        let text = document(tape);
        let document = parse_query(&text).expect("valid");
        let operation = chosen(&document.operations, None).expect("one");
        let verdict = merge::check(&MODEL, &document, operation);
        let expected = conflicts(&document, &[(&operation.selection_set.node, "Query")]);
        prop_assert_eq!(verdict.is_err(), expected, "{}", text);
    }
}
