//! Threats row 8: two callers who interleave requests for the same keys never get each other's data.

use futures_util::future::join_all;
use portico::identity::entity::account_link::LinkRole;
use serde_json::json;

use crate::support::app::{TestApp, today};

both!(callers_that_interleave_never_see_each_other, async |t: TestApp| {
    let mut people = Vec::new();
    for n in 0..6 {
        let canary = format!("Canary-{n}-{}", t.host());
        let customer = t.customer().named(&canary).insert().await;
        for _ in 0..3 {
            t.invoice(&customer).line(&format!("Line of {canary}"), 10_00).issued(today()).insert().await;
        }
        let login = t.account().member_of(&customer, LinkRole::Owner).insert().await;
        people.push((canary, t.sign_in_as(&login).await));
    }
    let document = "{ viewer { customer { name invoices(first: 3) { nodes { customer { name } lines { nodes { description } } } } } } }";
    for _ in 0..10 {
        let replies = join_all(
            people
                .iter()
                .map(|(canary, caller)| async move { (canary, caller.gql(document, json!({})).await) }),
        )
        .await;
        for (canary, reply) in replies {
            reply.ok();
            assert!(reply.text.contains(canary.as_str()));
            let others = people
                .iter()
                .filter(|(other, _)| other != canary)
                .filter(|(other, _)| reply.text.contains(other.as_str()));
            assert_eq!(others.count(), 0, "{}", reply.text);
        }
    }
});
