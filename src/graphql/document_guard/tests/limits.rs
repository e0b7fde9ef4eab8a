//! Depth, aliases, fields, directives and credentials.

use std::fmt::Write;

use async_graphql::parser::types::OperationType;

use super::{super::Refusal, SIGNED_IN, admit, admit_as, assert_refused};

/// `fields` fields deep.
fn deep(fields: usize) -> String {
    assert!(fields >= 2);
    let mut document = String::from("{viewer{id");
    for at in 2..fields {
        document.push_str(if at % 2 == 0 { " x{y" } else { " z{w" });
    }
    document.push_str(&"}".repeat(fields));
    document
}

#[test]
fn depth_counts_fields() {
    assert_eq!(admit("{__typename}").expect("admitted").depth, 1);
    assert_eq!(admit(&deep(12)).expect("admitted").depth, 12);
    assert_refused(&deep(13), Refusal::FieldsTooDeep);
}

#[test]
fn depth_goes_through_fragments() {
    let document =
        "{viewer{...A}} fragment A on Customer{contacts{customer{...B}}} fragment B on Customer{...{name}}";
    assert_eq!(admit(document).expect("admitted").depth, 4);
    let six = "a{b{c{d{e{f";
    let spread = format!("{{{six}{{...F}}}}}}}}}}}}}} fragment F on T{{{six}{{g}}}}}}}}}}}}}}");
    assert_refused(&spread, Refusal::FieldsTooDeep);
}

#[test]
fn depth_counts_for_operations_that_will_not_run_too() {
    let document = format!("query A{{viewer{{id}}}} query B{}", deep(13));
    assert_eq!(admit_as(&document, Some("A"), "{}", SIGNED_IN).expect_err("refused"), Refusal::FieldsTooDeep);
}

#[test]
fn inline_fragments_nest() {
    let nested = |levels: usize| format!("{{{}viewer{{id}}{}}}", "...{".repeat(levels), "}".repeat(levels));
    assert_eq!(admit(&nested(30)).expect("admitted").depth, 2);
    assert_refused(&nested(31), Refusal::NestedTooDeep);
}

fn aliases(from: usize, to: usize) -> String {
    (from..to).fold(String::new(), |mut text, at| {
        write!(text, "a{at}:name ").expect("a string grows");
        text
    })
}

#[test]
fn fifteen_aliases_in_a_selection() {
    assert!(admit(&format!("{{viewer{{{}}}}}", aliases(0, 15))).is_ok());
    assert_refused(&format!("{{viewer{{{}}}}}", aliases(0, 16)), Refusal::TooManyAliases);
    // Fragments do not add room.
    let split = format!(
        "{{viewer{{{}...{{{}}}...F}}}} fragment F on Customer{{{}}}",
        aliases(0, 6),
        aliases(6, 12),
        aliases(12, 16)
    );
    assert_refused(&split, Refusal::TooManyAliases);
    // Another selection does.
    let two = format!("{{viewer{{{}contacts{{{}}}}}}}", aliases(0, 15), aliases(0, 15));
    assert!(admit(&two).is_ok());
}

#[test]
fn repeated_fields() {
    assert!(admit(&format!("{{viewer{{{}}}}}", "id ".repeat(16))).is_ok());
    assert_refused(&format!("{{viewer{{{}}}}}", "id ".repeat(17)), Refusal::TooManyRepeats);
    assert_refused(&format!("{{{}}}", "viewer{id}".repeat(17)), Refusal::TooManyRepeats);
    // Each fragment may bring its own.
    let fragments = format!("{{viewer{{{}}}}}", "...{id}".repeat(30));
    assert!(admit(&fragments).is_ok());
}

#[test]
fn two_hundred_fields_in_a_selection() {
    let fields = |count: usize| {
        let names: Vec<_> = (0..count).map(|at| format!("f{at}")).collect();
        format!("{{viewer{{{}}}}}", names.join(" "))
    };
    assert!(admit(&fields(200)).is_ok());
    assert_refused(&fields(201), Refusal::TooManyFields);
}

#[test]
fn fifty_directives_anywhere() {
    let document = |count: usize| {
        format!(
            "query($a:Int@d@d@d)@d{{viewer@d{{...F@d ...@d{{id}}name{}}}}} fragment F on Customer@d{{id@d}}",
            "@d".repeat(count - 9)
        )
    };
    assert!(admit(&document(50)).is_ok());
    assert_refused(&document(51), Refusal::TooManyDirectives);
}

#[test]
fn one_credential_mutation() {
    let one = admit("mutation{signIn(portalId:\"a\"){customer{id}}rename(name:\"\"){customer{id}}}")
        .expect("admitted");
    assert_eq!((one.credential_operations, one.root_fields), (1, 2));
    assert_eq!(one.operation, Some(OperationType::Mutation));
    for document in [
        "mutation{a:signIn(portalId:\"a\"){customer{id}}b:signIn(portalId:\"a\"){customer{id}}}",
        "mutation{signIn(portalId:\"a\"){customer{id}}stepUp{customer{id}}}",
        "mutation{...F a:stepUp{customer{id}}} fragment F on Mutation{stepUp{customer{id}}}",
        "mutation{...F ...F} fragment F on Mutation{stepUp{customer{id}}}",
        "mutation{...{...F} ...on Mutation{...F}} fragment F on Mutation{...G} fragment G on Mutation{stepUp{customer{id}}}",
        "mutation{stepUp{customer{id}}stepUp{customer{id}}}",
        "mutation{stepUp@skip(if:true){customer{id}}a:stepUp@include(if:true){customer{id}}}",
    ] {
        assert_refused(document, Refusal::TooManyCredentialOperations);
    }
}

#[test]
fn credential_mutations_count_by_operation() {
    let document =
        "mutation A{stepUp{customer{id}}} mutation B{stepUp{customer{id}}rename(name:\"\"){customer{id}}}";
    let inspection = admit_as(document, Some("B"), "{}", SIGNED_IN).expect("admitted");
    assert_eq!(inspection.credential_operations, 1);
    let two = "query A{viewer{id}} mutation B{a:stepUp{customer{id}}b:stepUp{customer{id}}}";
    assert!(admit_as(two, Some("A"), "{}", SIGNED_IN).is_ok());
    for name in [Some("B"), Some("C"), None] {
        assert_eq!(
            admit_as(two, name, "{}", SIGNED_IN).expect_err("refused"),
            Refusal::TooManyCredentialOperations
        );
    }
}

#[test]
fn codes_are_those_of_the_catalogue() {
    for (refusal, code) in [
        (Refusal::BracketsTooDeep, "QUERY_TOO_DEEP"),
        (Refusal::CircularFragments, "QUERY_TOO_DEEP"),
        (Refusal::TooLong, "QUERY_TOO_COMPLEX"),
        (Refusal::TooExpensive { estimated: 2, limit: 1 }, "QUERY_TOO_COMPLEX"),
        (Refusal::IntrospectionDisabled, "INTROSPECTION_DISABLED"),
        (Refusal::TooManyCredentialOperations, "TOO_MANY_CREDENTIAL_OPERATIONS"),
    ] {
        assert_eq!(refusal.code(), code);
    }
}
