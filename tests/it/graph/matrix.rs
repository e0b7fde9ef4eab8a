//! Every root field and every restricted field × every kind of caller, against the rules that schema/permissions.md shows.

use portico::graphql::access::rule;
use portico::kernel::actor::CallerKind;
use serde_json::json;

use super::cast::Cast;
use super::sdl::{Sdl, named};
use crate::support::app::TestApp;

/// The operation that asks for one root field, with an id that never existed where one is needed.
fn operation(sdl: &Sdl, root: &str, name: &str) -> String {
    let nobody = "cus_00000000000000000000000000";
    let fields = sdl.fields(root);
    let field = fields.iter().find(|field| field.name.node == name).expect("a field of the root");
    let mut arguments: Vec<String> =
        field.arguments.iter().filter_map(|argument| sdl.argument(&argument.node, nobody)).collect();
    if field.arguments.iter().any(|argument| argument.node.name.node == "first") {
        arguments.push("first: 1".to_owned());
    }
    let arguments = if arguments.is_empty() { String::new() } else { format!("({})", arguments.join(", ")) };
    let selection = if sdl.is_composite(named(&field.ty.node)) { " { __typename }" } else { "" };
    let kind = if root == "Mutation" { "mutation" } else { "query" };
    format!("{kind} {{ {name}{arguments}{selection} }}")
}

both!(root_fields_answer_each_kind_of_caller_as_the_rules_say, async |t: TestApp| {
    let (sdl, cast) = (Sdl::read(), Cast::at(&t).await);
    for root in ["Query", "Mutation"] {
        for field in sdl.fields(root) {
            let coordinate = format!("{root}.{}", field.name.node);
            let access =
                rule(&coordinate).unwrap_or_else(|| panic!("{coordinate} has no rule in graphql/access.rs"));
            // These end the sessions that the other rows need; they have tests of their own.
            // And an exchange is refused for its token, whoever sends it.
            let apart = ["Mutation.signOut", "Mutation.revokeOtherSessions", "Mutation.refreshSession"];
            if apart.contains(&coordinate.as_str()) {
                continue;
            }
            let document = operation(sdl, root, &field.name.node);
            for (kind, caller) in &cast.callers {
                let reply = caller.gql(&document, json!({})).await;
                let refused =
                    reply.codes().iter().any(|code| ["UNAUTHENTICATED", "FORBIDDEN"].contains(code));
                let who = kind.name();
                assert_eq!(!refused, access.allows(*kind), "{coordinate} by {who}: {}", reply.text);
                if refused {
                    reply.assert_code(if *kind == CallerKind::Anonymous {
                        "UNAUTHENTICATED"
                    } else {
                        "FORBIDDEN"
                    });
                }
            }
        }
    }
});

/// Null where there is nothing to say: no service is withheld, nothing is paid in advance.
const NOT_FOR_EVERY_CUSTOMER: [&str; 2] = ["Customer.restoreQuote", "Customer.wallet"];

both!(restricted_fields_of_a_customer_answer_as_the_rules_say, async |t: TestApp| {
    let (sdl, cast) = (Sdl::read(), Cast::at(&t).await);
    let id = cast.alice.customer.id.to_string();
    for field in sdl.fields("Customer") {
        let coordinate = format!("Customer.{}", field.name.node);
        // What is masked instead of refused is tested with the slice.
        let Some(access) = rule(&coordinate)
            .filter(|_| !["Customer.email", "Customer.phone"].contains(&coordinate.as_str()))
        else {
            continue;
        };
        let page = if field.arguments.iter().any(|argument| argument.node.name.node == "first") {
            "(first: 1)"
        } else {
            ""
        };
        let selection = if sdl.is_composite(named(&field.ty.node)) { " { __typename }" } else { "" };
        let document = format!(
            "query($id: ID!) {{ node(id: $id) {{ ... on Customer {{ {}{page}{selection} }} }} }}",
            field.name.node
        );
        for (kind, caller) in cast.callers.iter().filter(|(kind, _)| *kind != CallerKind::Anonymous) {
            let reply = caller.gql(&document, json!({ "id": id })).await;
            if access.allows(*kind) {
                let shown = &reply.ok()["node"][field.name.node.as_str()];
                assert_eq!(
                    shown.is_null(),
                    NOT_FOR_EVERY_CUSTOMER.contains(&coordinate.as_str()),
                    "{coordinate} by {}: {}",
                    kind.name(),
                    reply.text
                );
            } else {
                reply.assert_code("FORBIDDEN");
                assert!(reply.body["data"]["node"][field.name.node.as_str()].is_null());
            }
        }
    }
});
