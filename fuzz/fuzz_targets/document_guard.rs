//! Whatever text comes in: the scan, the parser and the inspection return, and agree with each other.
//!
//! The guard is compiled from its directory rather than through the library, so that the fuzzer needs
//! none of the server's dependencies. The first line of the input, if it is JSON, gives the variables.
//!
//! `mkdir -p fuzz/corpus/document_guard` and
//! `cargo +nightly fuzz run document_guard fuzz/corpus/document_guard fuzz/seeds -- -dict=fuzz/graphql.dict`

#![no_main]

#[path = "../../src/graphql/document_guard/mod.rs"]
#[expect(dead_code, unused_imports, reason = "the target uses a part of the guard's interface")]
mod document_guard;

#[path = "../../src/graphql/document_guard/tests/depth.rs"]
mod depth;

use std::sync::LazyLock;

use async_graphql::Variables;
use document_guard::{Class, CostModel, Limits, ReadError, ScanLimits, inspect, read, scan};
use libfuzzer_sys::fuzz_target;

const SDL: &str = "
    type Query { viewer: Customer nodes(ids: [ID!]!): [Customer]! }
    type Mutation { signIn: Customer }
    type Customer { id: ID! contacts: [Customer!]! invoices(first: Int = 5, last: Int): InvoiceConnection! }
    type InvoiceConnection { nodes: [Invoice!]! edges: [InvoiceEdge!]! }
    type InvoiceEdge { node: Invoice! }
    type Invoice { id: ID! customer: Customer! }
";

static MODEL: LazyLock<CostModel> = LazyLock::new(|| CostModel::from_sdl(SDL, &[]).expect("a schema"));
static LIMITS: LazyLock<Limits> = LazyLock::new(Limits::default);

fuzz_target!(|text: &str| {
    let (json, rest) = text.split_once('\n').unwrap_or_default();
    let (variables, document) = match serde_json::from_str(json) {
        Ok(json) => (Variables::from_json(json), rest),
        Err(_) => (Variables::default(), text),
    };
    let parsed = match read(document, &ScanLimits::default()) {
        Ok(parsed) => parsed,
        Err(ReadError::Refused(refusal)) => return assert!(refusal.to_string().len() <= 300),
        Err(ReadError::Malformed { message, .. }) => return assert!(message.len() <= 300, "{message}"),
    };
    // The scan must see whatever nesting the parser sees.
    if let Some(brackets) = depth::bracket_depth(&parsed).checked_sub(1) {
        assert!(scan::check(document, &ScanLimits { brackets, ..ScanLimits::default() }).is_err());
    }
    for signed_in in [true, false] {
        for name in [None, Some("A")] {
            let class = Class { signed_in, introspection: signed_in };
            match inspect(&MODEL, &LIMITS, &parsed, name, &variables, class) {
                Ok(inspection) => {
                    assert!(inspection.estimated_cost <= inspection.limit);
                    assert!(inspection.depth <= LIMITS.introspection_depth);
                    assert!(inspection.credential_operations <= LIMITS.credential_operations);
                    assert!(inspection.root_fields <= LIMITS.fields);
                }
                Err(refusal) => assert!(refusal.to_string().len() <= 300),
            }
        }
    }
});
