//! The cost rules of api.md §7, by hand.

use super::{
    super::{Class, CostModel, CostModelError, FieldCost, Refusal},
    SDL, SIGNED_IN, admit, admit_as,
};

#[track_caller]
fn assert_cost(document: &str, json: &str, cost: u64) {
    assert_eq!(
        admit_as(document, None, json, SIGNED_IN).expect("admitted").estimated_cost,
        cost,
        "{document} {json}"
    );
}

#[test]
fn scalars_are_free_and_objects_one() {
    assert_cost("{__typename}", "{}", 0);
    assert_cost("{viewer{id name tags}}", "{}", 1);
    assert_cost("{node(id:1){id ...on Invoice{customer{id}}}}", "{}", 2);
    assert_cost("mutation{rename(name:\"\"){customer{id}}}", "{}", 2);
    assert_cost("subscription{changes{contacts{id}}}", "{}", 6);
}

#[test]
fn lists_multiply() {
    assert_cost("{viewer{contacts{id}}}", "{}", 1 + 5);
    assert_cost("{viewer{contacts{customer{id}}}}", "{}", 1 + 5 * 2);
    assert_cost("{viewer{contacts{customer{contacts{id}}}}}", "{}", 1 + 5 * (1 + 1 + 5));
    assert_cost("{viewer{grid{id}}}", "{}", 1 + 25);
    assert_cost("{viewer{subscriptions{id}}}", "{}", 1 + 3);
    assert_cost("{viewer{recent{id}}}", "{}", 1 + 7);
    assert_cost("{viewer{recent(first:2){customer{id}}}}", "{}", 1 + 2 * 2);
}

#[test]
fn pages_multiply() {
    assert_cost("{viewer{invoices(first:10){__typename}}}", "{}", 1 + 1 + 10);
    assert_cost("{viewer{invoices(first:10){totalCount}}}", "{}", 1 + 1 + 10 + 1);
    assert_cost("{viewer{invoices(first:10){pageInfo{endCursor}}}}", "{}", 1 + 1 + 10 + 1);
    assert_cost("{viewer{invoices(first:10){nodes{id}}}}", "{}", 1 + 1 + 10);
    assert_cost("{viewer{invoices(last:10){nodes{id}}}}", "{}", 1 + 1 + 10);
    assert_cost("{viewer{invoices(first:10){edges{cursor}}}}", "{}", 1 + 1 + 10);
    assert_cost("{viewer{invoices(first:10){edges{node{id}}}}}", "{}", 1 + 1 + 10 * 2);
    assert_cost("{viewer{invoices(first:10){edges{node{id}}nodes{id}}}}", "{}", 1 + 1 + 10 * 3);
    assert_cost("{viewer{invoices(first:0){nodes{id}}}}", "{}", 1 + 1);
    assert_cost(
        "{viewer{invoices(first:10){nodes{customer{invoices(first:3){nodes{id}}}}}}}",
        "{}",
        1 + 1 + 10 * (1 + 1 + 1 + 3),
    );
}

#[test]
fn a_page_of_unclear_size_is_the_largest() {
    for arguments in
        ["", "(first:-1)", "(first:101)", "(first:1e1)", "(first:\"9\")", "(first:null)", "(first:$n)"]
    {
        let document = format!("query($n:Int){{viewer{{invoices{arguments}{{nodes{{id}}}}}}}}");
        assert_cost(&document, "{}", 1 + 1 + 100);
    }
    // A variable nobody declared does not count, whatever was sent.
    assert_cost("{viewer{invoices(first:$n){nodes{id}}}}", r#"{"n":1}"#, 1 + 1 + 100);
    // The larger of the two, as either may win.
    assert_cost("{viewer{invoices(first:3,last:8){nodes{id}}}}", "{}", 1 + 1 + 8);
    assert_cost("{viewer{invoices(first:3,last:null){nodes{id}}}}", "{}", 1 + 1 + 3);
}

#[test]
fn variables_and_defaults_give_the_page() {
    let document = "query($n:Int=4){viewer{invoices(first:$n){nodes{id}}}}";
    assert_cost(document, "{}", 1 + 1 + 4);
    assert_cost(document, r#"{"n":9}"#, 1 + 1 + 9);
    assert_cost(document, r#"{"n":null}"#, 1 + 1 + 100);
    assert_cost(document, r#"{"n":"9"}"#, 1 + 1 + 100);
    assert_cost(document, r#"{"n":1000}"#, 1 + 1 + 100);
    assert_cost(document, r#"{"n":[1]}"#, 1 + 1 + 100);
    assert_cost("{viewer{latest{nodes{id}}}}", "{}", 1 + 1 + 3);
    assert_cost("{viewer{latest(first:null){nodes{id}}}}", "{}", 1 + 1 + 100);
    assert_cost("query($n:Int){viewer{latest(first:$n){nodes{id}}}}", "{}", 1 + 1 + 100);
}

#[test]
fn a_connection_without_arguments_is_a_largest_page_unless_told() {
    assert_cost("{viewer{reports{nodes{id}}}}", "{}", 1 + 1 + 100);
    assert_cost("{viewer{pinned{nodes{id}}}}", "{}", 1 + 1 + 2);
}

#[test]
fn ids_give_the_size() {
    assert_cost("{nodes(ids:[1,2,3]){id}}", "{}", 3);
    assert_cost("{nodes(ids:[]){id}}", "{}", 0);
    assert_cost("{nodes(ids:\"a\"){id}}", "{}", 1);
    assert_cost("{nodes{id}}", "{}", 100);
    assert_cost("query($a:ID!){nodes(ids:[$a,$a]){id}}", "{}", 2);
    let document = "query($ids:[ID!]!){nodes(ids:$ids){id}}";
    assert_cost(document, r#"{"ids":["a","b"]}"#, 2);
    assert_cost(document, r#"{"ids":"a"}"#, 1);
    assert_cost(document, "{}", 100);
    let many = format!(r#"{{"ids":[{}1]}}"#, "1,".repeat(299));
    assert_cost(document, &many, 300);
}

#[test]
fn some_fields_cost_more() {
    assert_cost("mutation{signIn(portalId:\"a\"){customer{id}}}", "{}", 50 + 2);
    assert_cost("{viewer{statement}}", "{}", 1 + 20);
    assert_cost("{search(text:\"a\"){...on Customer{id}}}", "{}", 10 + 20);
    assert_cost("{viewer{invoices(first:5){nodes{customer{statement}}}}}", "{}", 1 + 1 + 5 * (1 + 1 + 20));
}

#[test]
fn fragments_count_wherever_they_are_spread() {
    let fragment = "fragment C on Customer{contacts{id}}";
    assert_cost(&format!("{{viewer{{...C}}}} {fragment}"), "{}", 1 + 5);
    assert_cost(&format!("{{viewer{{...C ...C}}}} {fragment}"), "{}", 1 + 10);
    assert_cost(&format!("{{viewer{{...C @skip(if:true)}}}} {fragment}"), "{}", 1 + 5);
    assert_cost(&format!("{{a:viewer{{...C}}b:viewer{{...{{...C}}}}}} {fragment}"), "{}", 2 * (1 + 5));
    // The members of a union add up.
    assert_cost(
        "{search(text:\"\"){...on Customer{contacts{id}}...on Invoice{customer{id}}}}",
        "{}",
        10 + 20 * 7,
    );
}

#[test]
fn a_fragment_on_a_connection_takes_the_page_of_each_place() {
    assert_cost(
        "{viewer{a:invoices(first:10){...P}b:invoices(first:20){...P}}} fragment P on InvoiceConnection{nodes{id}pageInfo{endCursor}}",
        "{}",
        1 + (1 + 10 + 1) + (1 + 20 + 1),
    );
    // Out of place, it counts as the largest page.
    assert_cost("{viewer{...on InvoiceConnection{nodes{id}}}}", "{}", 1 + 100);
    assert_cost("{...on InvoiceConnection{nodes{id}}}", "{}", 100);
}

#[test]
fn the_unknown_counts_as_an_object() {
    assert_cost("{nothing}", "{}", 1);
    assert_cost("{viewer{nothing{of that{kind}}}}", "{}", 1 + 4);
    assert_cost("{...on Nothing{a b}...Missing}", "{}", 2);
    assert_cost("{viewer{name{id}}}", "{}", 1 + 1);
}

#[test]
fn the_limit_depends_on_the_caller() {
    let document = "{viewer{invoices(first:100){nodes{contacts:customer{contacts{id}}}}}}";
    let signed_in = admit(document).expect("admitted");
    assert_eq!((signed_in.estimated_cost, signed_in.limit), (702, 5_000));
    let anonymous = Class { signed_in: false, introspection: true };
    assert_eq!(
        admit_as(document, None, "{}", anonymous).expect_err("refused"),
        Refusal::TooExpensive { estimated: 702, limit: 500 }
    );
    let nested = "{viewer{invoices{nodes{customer{invoices{nodes{id}}}}}}}";
    assert_eq!(
        admit(nested).expect_err("refused"),
        Refusal::TooExpensive { estimated: 10_302, limit: 5_000 }
    );
}

#[test]
fn only_the_chosen_operation_costs() {
    let document = "query A($n:Int=1){...F} query B($n:Int=9){...F} fragment F on Query{viewer{invoices(first:$n){nodes{id}}}}";
    for (name, cost) in [("A", 3), ("B", 11)] {
        assert_eq!(admit_as(document, Some(name), "{}", SIGNED_IN).expect("admitted").estimated_cost, cost);
    }
    // Where the library will refuse the name, nothing is known of the variables.
    for name in [None, Some(""), Some("C")] {
        let inspection = admit_as(document, name, "{}", SIGNED_IN).expect("admitted");
        assert_eq!((inspection.operation, inspection.estimated_cost), (None, 102));
    }
    let inspection = admit_as("{viewer{id}}", Some("A"), "{}", SIGNED_IN).expect("admitted");
    assert_eq!((inspection.operation, inspection.estimated_cost), (None, 1));
}

#[test]
fn a_model_that_does_not_fit_the_schema_is_refused() {
    for coordinate in ["Customer", "Nothing.id", "Customer.nothing", "Hit.id", "Date.id"] {
        let costs = [FieldCost { coordinate, extra: 1, list_size: None }];
        assert!(matches!(
            CostModel::from_sdl(SDL, &costs),
            Err(CostModelError::UnknownField(name)) if name == coordinate
        ));
    }
    for coordinate in ["Customer.name", "Customer.tags", "Query.viewer", "Customer.invoices"] {
        let costs = [FieldCost { coordinate, extra: 1, list_size: Some(2) }];
        assert!(matches!(
            CostModel::from_sdl(SDL, &costs),
            Err(CostModelError::NotAList(name)) if name == coordinate
        ));
    }
    assert!(matches!(CostModel::from_sdl("type Query {", &[]), Err(CostModelError::Sdl(_))));
}

#[test]
fn roots_and_fields_come_from_everywhere_in_the_sdl() {
    let sdl = "schema{query:Read} type Read{a:A} extend type Read{b:[A!]!} type A{id:ID!}";
    let model = CostModel::from_sdl(sdl, &[]).expect("a schema");
    let document = super::read("{a{id}b{id}}", &super::ScanLimits::default()).expect("valid");
    let inspection = super::inspect(
        &model,
        &super::Limits::default(),
        &document,
        None,
        &super::variables("{}"),
        SIGNED_IN,
    );
    assert_eq!(inspection.expect("admitted").estimated_cost, 6);
}
