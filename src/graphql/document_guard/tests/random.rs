//! Random small documents, measured a second time by expanding every fragment where it is spread, with
//! rules written down here again for each field.

use std::fmt::Write;

use async_graphql::parser::{
    parse_query,
    types::{ExecutableDocument, Field, Selection, SelectionSet},
};
use async_graphql_value::Value;
use proptest::prelude::*;

use super::{super::inspect::measure, Class, Limits, MODEL, variables};

/// A source of choices: the bytes proptest made, then zeros, which end every recursion.
struct Tape(std::vec::IntoIter<u8>);

impl Tape {
    fn below(&mut self, bound: usize) -> usize {
        usize::from(self.0.next().unwrap_or(0)) % bound
    }
}

/// The fields of a type that can be selected: leaves first, then those with a selection and its type.
pub(super) fn fields(of: &str) -> &'static [(&'static str, &'static str)] {
    match of {
        "Query" => &[("__typename", ""), ("viewer", "Customer"), ("nodes", "Node"), ("search", "Hit")],
        "Customer" => &[
            ("name", ""),
            ("statement", ""),
            ("tags", ""),
            ("contacts", "Contact"),
            ("grid", "Contact"),
            ("subscriptions", "Contact"),
            ("recent", "Invoice"),
            ("invoices", "InvoiceConnection"),
            ("latest", "InvoiceConnection"),
            ("pinned", "InvoiceConnection"),
            ("reports", "InvoiceConnection"),
        ],
        "Contact" => &[("email", ""), ("customer", "Customer")],
        "Invoice" => &[("issued", ""), ("customer", "Customer")],
        "InvoiceConnection" => {
            &[("totalCount", ""), ("nodes", "Invoice"), ("edges", "InvoiceEdge"), ("pageInfo", "PageInfo")]
        }
        "InvoiceEdge" => &[("cursor", ""), ("node", "Invoice")],
        "PageInfo" => &[("endCursor", "")],
        "Node" => &[("id", "")],
        "Hit" => &[("__typename", "")],
        _ => &[("unknown", ""), ("other", "Nowhere")],
    }
}

const FRAGMENTS: [&str; 5] = ["Customer", "InvoiceConnection", "Customer", "Invoice", "Query"];

fn arguments(of: &str, field: &str, tape: &mut Tape) -> String {
    let page = |tape: &mut Tape| {
        let value = ["1", "7", "100", "101", "-1", "null", "$given", "$defaulted", "$absent", "\"x\"", "0"];
        let name = ["first", "last"][tape.below(2)];
        format!("{name}:{}", value[tape.below(value.len())])
    };
    match (of, field) {
        ("Customer", "recent") => format!("(first:{})", ["2", "$given", "null"][tape.below(3)]),
        ("Customer", "invoices" | "latest") => match tape.below(4) {
            0 => String::new(),
            1 => format!("(first:{},last:{})", tape.below(12), tape.below(12)),
            _ => format!("({})", page(tape)),
        },
        ("Query", "nodes") => ["(ids:[])", "(ids:[1,2])", "(ids:$ids)", "(ids:[$given,1,2])", "", "(ids:3)"]
            [tape.below(6)]
        .to_owned(),
        ("Query", "search") => "(text:\"\")".to_owned(),
        _ => String::new(),
    }
}

/// `after` is the first fragment that may be spread here, which keeps circles out.
fn selection_set(of: &str, after: usize, depth: usize, tape: &mut Tape, text: &mut String) {
    text.push('{');
    for _ in 0..=tape.below(4) {
        match tape.below(8) {
            0 if depth > 0 => {
                let on = ["Customer", "Invoice", "InvoiceConnection", "Nowhere"][tape.below(4)];
                write!(text, "...on {on}").expect("a string grows");
                selection_set(on, after, depth - 1, tape, text);
            }
            1 if depth > 0 => {
                text.push_str("...");
                selection_set(of, after, depth - 1, tape, text);
            }
            2 | 3 if after < FRAGMENTS.len() => {
                let fragment = after + tape.below(FRAGMENTS.len() - after);
                write!(text, "...F{fragment} ").expect("a string grows");
            }
            _ => {
                let fields = fields(of);
                let (name, returns) = fields[if depth == 0 { 0 } else { tape.below(fields.len()) }];
                if tape.below(4) == 1 {
                    text.push_str("x:");
                }
                write!(text, "{name}{} ", arguments(of, name, tape)).expect("a string grows");
                if !returns.is_empty() {
                    selection_set(returns, after, depth - 1, tape, text);
                }
            }
        }
    }
    text.push('}');
}

pub(super) fn document(tape: Vec<u8>) -> String {
    let mut tape = Tape(tape.into_iter());
    let mut text = String::from("query($given:Int,$defaulted:Int=6,$absent:Int,$ids:[ID!]!)");
    selection_set("Query", 0, 4, &mut tape, &mut text);
    for (at, on) in FRAGMENTS.iter().enumerate() {
        write!(text, " fragment F{at} on {on}").expect("a string grows");
        selection_set(on, at + 1, 3, &mut tape, &mut text);
    }
    text
}

const VARIABLES: &str = r#"{"given": 4, "ids": ["a", "b", "c"]}"#;

/// The second implementation: `page` is that of the nearest connection above.
struct Naive<'a> {
    document: &'a ExecutableDocument,
}

#[derive(Debug, Default)]
struct Measure {
    cost: u64,
    depth: u64,
    selections: u64,
}

impl Naive<'_> {
    fn expand(&self, set: &SelectionSet, of: &str, page: u64) -> Measure {
        let mut sum = Measure::default();
        for selection in &set.items {
            let part = match &selection.node {
                Selection::Field(field) => self.field(&field.node, of, page),
                Selection::InlineFragment(fragment) => {
                    let on = fragment.node.type_condition.as_ref().map(|on| on.node.on.node.as_str());
                    self.expand(&fragment.node.selection_set.node, on.unwrap_or(of), page)
                }
                Selection::FragmentSpread(spread) => {
                    let fragment = &self.document.fragments[&spread.node.fragment_name.node].node;
                    let on = fragment.type_condition.node.on.node.as_str();
                    self.expand(&fragment.selection_set.node, on, page)
                }
            };
            sum.cost += part.cost;
            sum.selections += part.selections + u64::from(!matches!(selection.node, Selection::Field(_)));
            sum.depth = sum.depth.max(part.depth);
        }
        sum
    }

    /// Whether items of the connection are selected in this set or in its fragments.
    fn takes_items(&self, set: &SelectionSet, of: &str) -> bool {
        set.items.iter().any(|selection| match &selection.node {
            Selection::Field(field) => {
                of == "InvoiceConnection" && matches!(field.node.name.node.as_str(), "nodes" | "edges")
            }
            Selection::InlineFragment(fragment) => {
                let on = fragment.node.type_condition.as_ref().map(|on| on.node.on.node.as_str());
                self.takes_items(&fragment.node.selection_set.node, on.unwrap_or(of))
            }
            Selection::FragmentSpread(spread) => {
                let fragment = &self.document.fragments[&spread.node.fragment_name.node].node;
                self.takes_items(&fragment.selection_set.node, &fragment.type_condition.node.on.node)
            }
        })
    }

    fn field(&self, field: &Field, of: &str, page: u64) -> Measure {
        let name = field.name.node.as_str();
        let below = |returns: &str, page| self.expand(&field.selection_set.node, returns, page);
        let returns =
            fields(of).iter().find(|(known, _)| *known == name).map_or("Nowhere", |(_, returns)| returns);
        let asked = page_of(field, of).unwrap_or(100);
        let inner = below(returns, if returns == "InvoiceConnection" { asked } else { 100 });
        let mut each = inner.cost + 1;
        if returns == "InvoiceConnection" && !self.takes_items(&field.selection_set.node, returns) {
            each += asked;
        }
        let cost = match (of, name) {
            (_, "__typename") => 0,
            ("Nowhere", _) | ("Query", "viewer") => each,
            ("InvoiceConnection", "totalCount") => 1,
            ("Customer", "statement") => 20,
            ("Customer", "contacts") => 5 * each,
            ("Customer", "grid") => 25 * each,
            ("Customer", "subscriptions") => 3 * each,
            ("Customer", "recent") => asked * each,
            ("Query", "nodes") => ids(field) * each,
            ("Query", "search") => 10 + 20 * each,
            ("InvoiceConnection", "nodes" | "edges") => page * each,
            _ if returns.is_empty() => 0,
            _ => each,
        };
        Measure { cost, depth: inner.depth + 1, selections: inner.selections + 1 }
    }
}

fn page_of(field: &Field, of: &str) -> Option<u64> {
    let given = |name: &str| {
        let value = field.get_argument(name).map(|value| value.node.to_string());
        match (value.as_deref()?, field.name.node.as_str()) {
            ("null" | "$absent", _) => Some(None),
            ("$given", _) => Some(Some(4)),
            ("$defaulted", _) => Some(Some(6)),
            (literal, _) => Some(Some(literal.parse().ok().filter(|count| *count <= 100).unwrap_or(100))),
        }
    };
    let default = match (of, field.name.node.as_str()) {
        ("Customer", "recent") => Some(7),
        ("Customer", "latest") => Some(3),
        ("Customer", "invoices") => None,
        ("Customer", "pinned") => return Some(2),
        _ => return None,
    };
    given("first").unwrap_or(default).max(given("last").flatten())
}

fn ids(field: &Field) -> u64 {
    match field.get_argument("ids").map(|ids| &ids.node) {
        Some(Value::List(ids)) => ids.len() as u64,
        Some(Value::Variable(_)) => 3,
        Some(_) => 1,
        None => 100,
    }
}

fn unlimited() -> Limits {
    let all = u64::MAX;
    Limits {
        depth: all,
        introspection_depth: all,
        aliases: all,
        fields: all,
        selections: all,
        signed_in_cost: all,
        ..Limits::default()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_024))]

    #[test]
    fn measured_once_or_expanded_the_measure_is_the_same(
        tape in proptest::collection::vec(any::<u8>(), 0..400),
    ) {
        let text = document(tape);
        let document = parse_query(&text).expect("valid");
        let root = document.operations.iter().next().expect("one").1;
        let naive = Naive { document: &document };
        let expected = naive.expand(&root.node.selection_set.node, "Query", 100);
        let class = Class { signed_in: true, introspection: true };
        let inspect = |limits: &Limits| measure(&MODEL, limits, &document, None, &variables(VARIABLES), class);
        let inspection = inspect(&unlimited()).expect("admitted");
        prop_assert_eq!(inspection.estimated_cost, expected.cost, "{}", text);
        prop_assert_eq!(inspection.depth, expected.depth, "{}", text);
        // The number of selections shows only in the verdict. What nothing spreads counts as well.
        let fragments = document.fragments.values().map(|fragment| {
            let on = fragment.node.type_condition.node.on.node.as_str();
            naive.expand(&fragment.node.selection_set.node, on, 100).selections
        });
        let largest = fragments.max().unwrap_or(0).max(expected.selections);
        let verdict = |selections| inspect(&Limits { selections, ..unlimited() }).is_ok();
        prop_assert_eq!((verdict(largest - 1), verdict(largest)), (false, true), "{}", text);
    }
}
