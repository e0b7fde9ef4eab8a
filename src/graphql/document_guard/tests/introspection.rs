//! Introspection: what the usual tools send, and what they do not.

use super::{
    super::{Class, Inspection, Refusal},
    SIGNED_IN, admit, admit_as, assert_refused,
};

/// The standard introspection query with every option on, as graphql-js 16 writes it.
const STANDARD: &str = r"
    query IntrospectionQuery {
      __schema {
        description
        queryType { name kind }
        mutationType { name kind }
        subscriptionType { name kind }
        types { ...FullType }
        directives { name description isRepeatable locations args(includeDeprecated: true) { ...InputValue } }
      }
    }
    fragment FullType on __Type {
      kind name description specifiedByURL isOneOf
      fields(includeDeprecated: true) {
        name description
        args(includeDeprecated: true) { ...InputValue }
        type { ...TypeRef }
        isDeprecated deprecationReason
      }
      inputFields(includeDeprecated: true) { ...InputValue }
      interfaces { ...TypeRef }
      enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
      possibleTypes { ...TypeRef }
    }
    fragment InputValue on __InputValue {
      name description type { ...TypeRef } defaultValue isDeprecated deprecationReason
    }
    fragment TypeRef on __Type {
      kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType {
      kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name
      } } } } } } } } }
    }
";

const ANONYMOUS: Class = Class { signed_in: false, introspection: true };

#[test]
fn the_standard_query_fits_everyone() {
    let Inspection { depth, introspection_only, estimated_cost, .. } =
        admit_as(STANDARD, None, "{}", ANONYMOUS).expect("admitted");
    assert_eq!((depth, introspection_only), (15, true));
    assert!(estimated_cost < 250, "{estimated_cost}");
}

#[test]
fn more_depth_is_for_introspection_alone() {
    let mixed = STANDARD.replacen("__schema", "viewer { id } __schema", 1);
    assert_refused(&mixed, Refusal::FieldsTooDeep);
    let with_typename = STANDARD.replacen("__schema", "__typename __schema", 1);
    assert!(admit(&with_typename).expect("admitted").introspection_only);
}

#[test]
fn introspection_goes_round_once() {
    let round = "{__schema{types{fields{type{fields{name}}}}}}";
    assert!(admit(round).is_ok());
    for document in [
        "{__schema{types{fields{type{fields{type{fields{name}}}}}}}}",
        "{__type(name:\"A\"){...F}} fragment F on __Type{interfaces{...G}} fragment G on __Type{possibleTypes{fields{name}}}",
        "{a:__type(name:\"A\"){inputFields{type{inputFields{type{...on __Type{inputFields{name}}}}}}}}",
    ] {
        assert_refused(document, Refusal::IntrospectionTooDeep);
    }
    // The names are ordinary elsewhere.
    assert!(admit("{viewer{fields{fields{fields{id}}}}}").is_ok());
}

#[test]
fn introspection_can_be_off() {
    let off = Class { introspection: false, ..SIGNED_IN };
    for document in [
        STANDARD,
        "{__schema{queryType{name}}}",
        "{a:__type(name:\"A\"){name}}",
        "{viewer{id}...F} fragment F on Query{...{__schema{queryType{name}}}}",
        "{viewer{id}} fragment F on Query{__schema{queryType{name}}}",
        "{__schema@skip(if:true){queryType{name}}}",
    ] {
        assert_eq!(admit_as(document, None, "{}", off).expect_err("refused"), Refusal::IntrospectionDisabled);
    }
    let named = "query A{viewer{id}} query B{__schema{queryType{name}}}";
    assert_eq!(admit_as(named, Some("A"), "{}", off).expect_err("refused"), Refusal::IntrospectionDisabled);
    let inspection = admit_as("{__typename viewer{__typename}}", None, "{}", off).expect("admitted");
    assert!(!inspection.introspection_only);
}
