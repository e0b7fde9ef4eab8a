//! The estimate is never below the rows that are really read (api.md §7), on random documents over the real schema.

use portico::graphql::access::rule;
use portico::identity::entity::account_link::LinkRole;
use portico::kernel::actor::{CallerKind, MemberRole};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};

use super::sdl::{Sdl, named};
use crate::support::app::{TestApp, today};

/// Objects in an answer: each is a row or part of one.
fn objects(value: &Value) -> u64 {
    match value {
        Value::Object(fields) => 1 + fields.values().map(objects).sum::<u64>(),
        Value::Array(values) => values.iter().map(objects).sum(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => 0,
    }
}

/// A random selection of a type, `depth` levels deep.
fn selection(sdl: &Sdl, ty: &str, depth: u32, dice: &mut impl FnMut(usize) -> usize) -> String {
    let mut parts = vec!["__typename".to_owned()];
    for field in sdl.fields(ty) {
        if dice(3) > 0 && parts.len() > 1 {
            continue;
        }
        let of = named(&field.ty.node);
        if !sdl.is_composite(of) {
            parts.push(field.name.node.to_string());
        } else if depth > 0 && of != "Node" {
            let paged = field.arguments.iter().any(|argument| argument.node.name.node == "first");
            let page = if paged { format!("(first: {})", 1 + dice(6)) } else { String::new() };
            parts.push(format!("{}{page} {}", field.name.node, selection(sdl, of, depth - 1, dice)));
        }
    }
    format!("{{ {} }}", parts.join(" "))
}

both!(the_estimate_is_never_below_what_comes_back, async |t: TestApp| {
    let alice = t.customer().insert().await;
    let plan = t.plan().insert().await;
    for n in 0..7 {
        t.subscription(&alice, &plan).insert().await;
        let mut builder = t.invoice(&alice);
        for _ in 0..=n {
            builder = builder.line("Line", 5_00);
        }
        let document = builder.issued(today() - chrono::Days::new(n)).insert().await;
        for _ in 0..n {
            t.payment(&alice, 1_00).allocate(document.row.id, 40).insert().await;
        }
    }
    let login = t.account().member_of(&alice, LinkRole::Owner).insert().await;
    let caller = t.sign_in_as(&login).await;
    let (sdl, mut runner) = (Sdl::read(), TestRunner::deterministic());
    let (mut judged, mut largest) = (0, 0);
    for _ in 0..250 {
        let seeds =
            prop::collection::vec(0_usize..1000, 4000).new_tree(&mut runner).expect("a vector").current();
        let mut next = 0;
        let mut dice = |sides: usize| {
            next += 1;
            seeds[next % seeds.len()] % sides
        };
        let document = format!("{{ viewer {{ customer {} }} }}", selection(sdl, "Customer", 5, &mut dice));
        let reply = caller.gql(&document, json!({})).await;
        if reply.codes().iter().any(|code| code.starts_with("QUERY_TOO")) {
            continue;
        }
        // Some of what hangs at a customer is for staff: null, and told.
        assert!(reply.codes().iter().all(|code| *code == "FORBIDDEN"), "{}", reply.text);
        for error in reply.body["errors"].as_array().into_iter().flatten() {
            let field = error["path"].as_array().and_then(|path| path.last()?.as_str()).expect("a field");
            let access = rule(&format!("Customer.{field}"));
            let own = CallerKind::Member(MemberRole::Owner);
            assert!(access.is_some_and(|access| !access.allows(own)), "{field}: {}", reply.text);
        }
        assert!(reply.body["data"]["viewer"]["customer"].is_object(), "{}", reply.text);
        let returned = objects(&reply.body["data"]["viewer"]);
        assert!(reply.cost() >= returned, "estimated {} for {returned}: {document}", reply.cost());
        (judged, largest) = (judged + 1, returned.max(largest));
    }
    assert!(
        judged >= 30 && largest >= 50,
        "{judged} documents were judged, the largest answer had {largest} objects"
    );
});
