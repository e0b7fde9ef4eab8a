use async_graphql::parser::parse_query;
use serde_json::{Value as Json, json};

use super::*;
use crate::graphql::document_guard::chosen;
use crate::graphql::schema;

const SDL: &str = r"
type Query { a(one: One, many: [[Int!]!], filter: Filter): Int }
enum Color { RED GREEN }
scalar Date
scalar Decimal
scalar DateTime
scalar BigInt
input Filter { first: Int! after: String color: Color = RED big: Boolean! = false more: [Filter!] on: Date }
input One @oneOf { id: ID name: String }
";

fn messages(types: &InputTypes, declared: &str, variables: Json) -> Vec<String> {
    let document = parse_query(format!("query({declared}) {{ a }}")).expect("parses");
    let operation = chosen(&document.operations, None).expect("one operation");
    match types.check(&operation.variable_definitions, &Variables::from_json(variables)) {
        Ok(()) => Vec::new(),
        Err(errors) => errors.into_iter().map(|error| error.message).collect(),
    }
}

#[expect(clippy::needless_pass_by_value, reason = "called with json!")]
fn fits(declared: &str, value: Json) -> bool {
    let types = InputTypes::from_sdl(SDL).expect("reads");
    messages(&types, &format!("$v: {declared}"), json!({ "v": value })).is_empty()
}

fn refused(declared: &str, variables: Json) -> Vec<String> {
    messages(&InputTypes::from_sdl(SDL).expect("reads"), declared, variables)
}

#[test]
fn scalars_take_what_the_specification_says() {
    let table = [
        ("Int", json!(-2_147_483_648_i64), true),
        ("Int", json!(2_147_483_648_i64), false),
        ("Int", json!(1.5), false),
        ("Int", json!("1"), false),
        ("Int", json!(true), false),
        ("Float", json!(1), true),
        ("Float", json!(1.5), true),
        ("Float", json!("1.5"), false),
        ("String", json!("a"), true),
        ("String", json!(1), false),
        ("String", json!({}), false),
        ("Boolean", json!(false), true),
        ("Boolean", json!(0), false),
        ("Boolean", json!("true"), false),
        ("ID", json!("inv_1"), true),
        ("ID", json!(7), true),
        ("ID", json!(u64::MAX), true),
        ("ID", json!(7.5), false),
        ("Color", json!("RED"), true),
        ("Color", json!("BLUE"), false),
        ("Color", json!(1), false),
        ("Date", json!("2026-11-22"), true),
        ("Date", json!("2026-11-31"), false),
        ("Date", json!(20_261_122), false),
        ("DateTime", json!("2026-11-22T08:30:00Z"), true),
        ("DateTime", json!("2026-11-22"), false),
        ("Decimal", json!("74.99"), true),
        ("Decimal", json!(74.99), false),
        ("BigInt", json!("9223372036854775807"), true),
        ("BigInt", json!("9223372036854775808"), false),
    ];
    for (ty, value, expected) in table {
        assert_eq!(fits(ty, value.clone()), expected, "{ty} {value}");
    }
}

#[test]
fn null_and_absence_are_told_apart() {
    assert!(fits("Int", Json::Null));
    assert!(!fits("Int!", Json::Null));
    assert_eq!(refused("$n: Int!", json!({})), ["The variable `$n` is required."]);
    assert_eq!(refused("$n: Int! = 3", json!({})), [""; 0]);
    assert_eq!(refused("$n: Int! = 3", json!({ "n": null })), ["The variable `$n` must not be null."]);
    assert_eq!(refused("$n: Int", json!({ "other": [1] })), [""; 0]);
}

#[test]
fn a_single_value_stands_for_a_list() {
    assert!(fits("[Int]", json!(1)));
    assert!(fits("[[Int!]!]", json!(1)));
    assert!(fits("[[Int!]!]", json!([[1], [2, 3]])));
    assert!(fits("[Int]", json!([1, null])));
    assert!(fits("[Int!]", Json::Null));
    assert_eq!(refused("$l: [Int!]", json!({ "l": [1, null] })), ["The variable `$l[1]` must not be null."]);
    assert_eq!(
        refused("$l: [[Int]]", json!({ "l": [[1], ["secret"]] })),
        ["The variable `$l[1][0]` must be a whole number of 32 bits."]
    );
}

#[test]
fn objects_are_looked_into() {
    assert!(fits("Filter", json!({ "first": 1 })));
    assert!(fits("Filter!", json!({ "first": 1, "after": null, "color": null, "more": { "first": 2 } })));
    assert_eq!(
        refused(
            "$f: Filter!",
            json!({ "f": { "big": null, "frist": "secret", "more": [{ "first": 1, "on": "secret" }] } })
        ),
        [
            "The variable `$f.big` must not be null.",
            "The variable `$f` has the field `frist`, which `Filter` does not have.",
            "The variable `$f.more[0].on` must be a string that is a `Date`.",
            "The variable `$f.first` is required.",
        ]
    );
    assert_eq!(
        refused("$f: Filter", json!({ "f": "secret" })),
        ["The variable `$f` must be an object of `Filter`."]
    );
    assert_eq!(
        refused("$f: Filter", json!({ "f": { "first": 1, "with spaces": 1 } })),
        ["The variable `$f` has a field that `Filter` does not have."]
    );
}

#[test]
fn one_of_means_exactly_one() {
    assert!(fits("One", json!({ "id": 1 })));
    let exactly_one = "The variable `$o` must have exactly one field of `One`.";
    assert_eq!(refused("$o: One", json!({ "o": {} })), [exactly_one]);
    assert_eq!(refused("$o: One", json!({ "o": { "id": 1, "name": "a" } })), [exactly_one]);
    assert_eq!(
        refused("$o: One", json!({ "o": { "id": null } })),
        ["The variable `$o.id` must not be null."]
    );
}

#[test]
fn errors_are_few_and_short() {
    let errors = refused("$l: [Int!]", json!({ "l": vec!["secret"; 1_000] }));
    assert_eq!(errors.len(), MAX_ERRORS);
    let name = "n".repeat(5_000);
    let errors = refused(&format!("${name}: Int!"), json!({}));
    assert!(errors[0].len() < 200, "{errors:?}");
}

#[test]
fn an_error_tells_where_the_variable_is_declared() {
    let document = parse_query("query(\n  $n: Int!) { a }").expect("parses");
    let operation = chosen(&document.operations, None).expect("one operation");
    let types = InputTypes::from_sdl(SDL).expect("reads");
    let errors = types.check(&operation.variable_definitions, &Variables::default()).expect_err("refused");
    assert_eq!(errors[0].location, Pos { line: 2, column: 3 });
}

#[test]
fn a_type_that_is_no_input_is_left_to_validation() {
    assert_eq!(refused("$a: Query!, $b: [Nothing!]!, $c: Nothing", json!({ "a": 1, "c": 2 })), [""; 0]);
}

#[test]
fn every_scalar_of_our_schema_has_its_check() {
    let types = InputTypes::from_sdl(&schema::sdl()).expect("reads");
    assert_eq!(
        messages(&types, "$i: SignInInput!", json!({ "i": { "portalId": "HN", "password": 1 } })),
        ["The variable `$i.password` must be a string."]
    );
    let unknown = InputTypes::from_sdl("scalar Mystery type Query { a: Int }").err();
    assert!(matches!(unknown, Some(InputTypesError::UnknownScalar(name)) if name == "Mystery"));
}
