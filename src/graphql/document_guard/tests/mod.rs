//! The guard against the documents of threats.md rows 1–3 and 6, against hand counts, and against a
//! second implementation on random documents.

mod bombs;
mod cost;
mod depth;
mod exported;
mod introspection;
mod limits;
mod merge;
mod overflow;
mod random;
mod scan;

use std::sync::LazyLock;

use async_graphql::Variables;

use super::{Class, CostModel, FieldCost, Inspection, Limits, ReadError, Refusal, ScanLimits, inspect, read};

/// Small, with one of everything the cost rules tell apart.
const SDL: &str = r#"
    scalar Date

    interface Node { id: ID! }

    "A customer."
    type Customer implements Node {
      id: ID!
      name: String!
      tags: [String!]!
      contacts: [Contact!]!
      grid: [[Contact!]!]!
      subscriptions: [Contact!]!
      recent(first: Int = 7): [Invoice!]!
      invoices(first: Int, after: String, last: Int, before: String): InvoiceConnection!
      latest(first: Int = 3): InvoiceConnection!
      pinned: InvoiceConnection!
      reports: InvoiceConnection!
      statement: String
    }
    type Contact { id: ID! email: String customer: Customer! }
    type Invoice implements Node { id: ID! issued: Date customer: Customer! }
    type InvoiceConnection { nodes: [Invoice!]! edges: [InvoiceEdge!]! pageInfo: PageInfo! totalCount: Int! }
    type InvoiceEdge { cursor: String! node: Invoice! }
    type PageInfo { hasNextPage: Boolean! endCursor: String }
    union Hit = Customer | Invoice

    type Query {
      viewer: Customer
      node(id: ID!): Node
      nodes(ids: [ID!]!): [Node]!
      search(text: String!): [Hit!]!
    }
    type SignInPayload { customer: Customer }
    type Mutation {
      signIn(portalId: String!): SignInPayload!
      stepUp: SignInPayload!
      rename(name: String!): SignInPayload!
    }
    type Subscription { changes: Customer! }
    schema { query: Query mutation: Mutation subscription: Subscription }
"#;

const COSTS: [FieldCost<'static>; 5] = [
    FieldCost { coordinate: "Mutation.signIn", extra: 50, list_size: None },
    FieldCost { coordinate: "Customer.statement", extra: 20, list_size: None },
    FieldCost { coordinate: "Customer.subscriptions", extra: 0, list_size: Some(3) },
    FieldCost { coordinate: "Customer.pinned", extra: 0, list_size: Some(2) },
    FieldCost { coordinate: "Query.search", extra: 10, list_size: Some(20) },
];

const SIGNED_IN: Class = Class { signed_in: true, introspection: true };

static MODEL: LazyLock<CostModel> = LazyLock::new(|| CostModel::from_sdl(SDL, &COSTS).expect("a schema"));

fn variables(json: &str) -> Variables {
    Variables::from_json(serde_json::from_str(json).expect("JSON"))
}

/// The whole way, for a caller who is signed in.
fn admit(document: &str) -> Result<Inspection, Refusal> {
    admit_as(document, None, "{}", SIGNED_IN)
}

fn admit_as(
    document: &str,
    operation: Option<&str>,
    json: &str,
    class: Class,
) -> Result<Inspection, Refusal> {
    let document = match read(document, &ScanLimits::default()) {
        Ok(document) => document,
        Err(ReadError::Refused(refusal)) => return Err(refusal),
        Err(malformed) => panic!("{malformed}: {document}"),
    };
    inspect(&MODEL, &Limits::default(), &document, operation, &variables(json), class)
}

#[track_caller]
fn assert_refused(document: &str, refusal: Refusal) {
    assert_eq!(admit(document).expect_err("refused"), refusal);
}
