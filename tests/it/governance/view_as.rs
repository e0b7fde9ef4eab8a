//! Looking through a customer's eyes.

use chrono::TimeDelta;
use portico::customers::entity::customer;
use portico::graphql::read_only::ALLOWED_WHILE_VIEWING;
use portico::identity::entity::account_link::LinkRole;
use serde_json::{Value, json};

use super::{end_view_as, entries, names, owner_of, staff, start_view_as};
use crate::graph::sdl::Sdl;
use crate::support::app::{TestApp, today};
use crate::support::caller::Caller;

const WORLD: &str = "{ viewer {
    customer { id name email phone balance { minor } openInvoiceCount latestInvoice { number }
        invoices(first: 5) { nodes { number total { minor } lines(first: 5) { nodes { description net { minor } } } } }
        payments(first: 5) { nodes { number } } subscriptions(first: 5) { nodes { number } } }
    customers { id } reseller { name } staff { role }
} }";

async fn alice(t: &TestApp) -> customer::Model {
    let alice = t.customer().named("Alice").insert().await;
    let invoice = t.invoice(&alice).line("Fibre 500", 39_90).issued(today()).insert().await;
    t.payment(&alice, 10_00).allocate(invoice.row.id, 10_00).insert().await;
    let plan = t.plan().insert().await;
    t.subscription(&alice, &plan).insert().await;
    alice
}

async fn world(caller: &Caller) -> Value {
    caller.gql(WORLD, json!({})).await.ok()["viewer"].clone()
}

both!(an_employee_reads_exactly_what_the_owner_reads, async |t: TestApp| {
    let alice = alice(&t).await;
    let reseller = t.reseller().insert().await;
    t.assign(&alice, &reseller).await;
    let owner = owner_of(&t, &alice).await;
    let expected = world(&owner).await;
    let agent = t.account().reseller(&reseller, LinkRole::ResellerAgent).insert().await;
    for caller in [
        staff(&t, LinkRole::Support).await,
        staff(&t, LinkRole::Billing).await,
        staff(&t, LinkRole::TenantAdmin).await,
        t.sign_in_as(&agent).await,
    ] {
        let (own, before) = (world(&caller).await, caller.cookie());
        assert!(
            start_view_as(&caller, &alice, "asks about the bill").await.user_errors("startViewAs").is_empty()
        );
        assert_ne!(caller.cookie(), before, "a change of privilege gives a new value");
        assert_eq!(world(&caller).await, expected);
        let view =
            caller.gql("{ viewer { viewAs { customerId reason active } subjects { id } } }", json!({})).await;
        let view = &view.ok()["viewer"];
        assert_eq!(
            view["viewAs"],
            json!({ "customerId": alice.id.to_string(), "reason": "asks about the bill", "active": true })
        );
        assert_eq!(view["subjects"], json!([]));
        // Nothing of the employee's own rights is left meanwhile.
        let list = caller.gql("{ customers(first: 1) { nodes { id } } }", json!({})).await;
        list.assert_code("FORBIDDEN");
        let inside = caller.cookie();
        assert!(end_view_as(&caller).await.user_errors("endViewAs").is_empty());
        assert_ne!(caller.cookie(), inside);
        assert_eq!(world(&caller).await, own);
    }
});

both!(what_is_between_the_members_takes_the_employee_s_own_right, async |t: TestApp| {
    let alice = alice(&t).await;
    let reseller = t.reseller().insert().await;
    t.assign(&alice, &reseller).await;
    owner_of(&t, &alice).await;
    let agent = t.account().reseller(&reseller, LinkRole::ResellerAgent).insert().await;
    for (caller, sees) in [
        (staff(&t, LinkRole::Support).await, true),
        (staff(&t, LinkRole::Billing).await, false),
        (t.sign_in_as(&agent).await, false),
    ] {
        start_view_as(&caller, &alice, "asks about the bill").await.ok();
        for field in ["members { email }", "memberInvitations { email }", "activity(first: 1) { totalCount }"]
        {
            let reply = caller.gql(&format!("{{ viewer {{ customer {{ {field} }} }} }}"), json!({})).await;
            assert_eq!(reply.codes().is_empty(), sees, "{field}: {}", reply.text);
        }
    }
});

both!(permissions_to_change_are_not_shown_while_looking, async |t: TestApp| {
    let alice = alice(&t).await;
    let (owner, support) = (owner_of(&t, &alice).await, staff(&t, LinkRole::Support).await);
    let permissions = "{ viewer { permissions } }";
    let own = owner.gql(permissions, json!({})).await.ok()["viewer"]["permissions"].clone();
    assert!(own.as_array().expect("a list").contains(&json!("MANAGE_MEMBERS")));
    start_view_as(&support, &alice, "a question").await.ok();
    let shown = support.gql(permissions, json!({})).await.ok()["viewer"]["permissions"].clone();
    assert_eq!(shown, json!(["VIEW_BILLS", "VIEW_PAYMENTS"]));
});

both!(every_mutation_of_the_schema_is_refused_while_looking, async |t: TestApp| {
    let alice = alice(&t).await;
    let caller = staff(&t, LinkRole::TenantAdmin).await;
    start_view_as(&caller, &alice, "a question").await.ok();
    let (sdl, before) = (Sdl::read(), caller.cookie());
    let mutations = sdl.fields("Mutation");
    assert!(mutations.len() >= 19);
    for mutation in mutations {
        let name = mutation.name.node.as_str();
        if ALLOWED_WHILE_VIEWING.contains(&name) {
            continue;
        }
        let id = alice.id.to_string();
        let arguments: Vec<String> =
            mutation.arguments.iter().filter_map(|argument| sdl.argument(&argument.node, &id)).collect();
        let arguments =
            if arguments.is_empty() { String::new() } else { format!("({})", arguments.join(", ")) };
        // By an alias and within a fragment too: it is the field that counts.
        let document =
            format!("mutation {{ ... on Mutation {{ endViewAs: {name}{arguments} {{ __typename }} }} }}");
        let reply = caller.gql(&document, json!({})).await;
        reply.assert_code("READ_ONLY_SESSION");
        assert!(reply.body["data"].is_null(), "{name}: {}", reply.text);
    }
    assert_eq!(caller.cookie(), before);
    assert_eq!(entries(&t, "customer.view_as.start").await.len(), 1, "no chain of views");
    assert!(
        caller.gql("mutation { signOut { signedOut } }", json!({})).await.ok()["signOut"]["signedOut"]
            == true
    );
    assert_eq!(caller.who().await, None);
});

both!(only_who_may_and_only_whom_they_reach, async |t: TestApp| {
    let (alice, bob) = (alice(&t).await, t.customer().insert().await);
    let reseller = t.reseller().insert().await;
    t.assign(&alice, &reseller).await;
    let admin = t.account().reseller(&reseller, LinkRole::ResellerAdmin).insert().await;
    let admin = t.sign_in_as(&admin).await;
    let never = customer::Model { id: t.scope().new_id(), ..bob.clone() };
    let abroad = t.tenant().await;
    let theirs = abroad.customer().insert().await;
    for unreachable in [&bob, &never, &theirs] {
        let reply = start_view_as(&admin, unreachable, "curious").await;
        assert_eq!(reply.user_errors("startViewAs"), ["NOT_FOUND"]);
    }
    for reason in ["", "  ", &"x".repeat(501), "a\u{0}b"] {
        let reply = start_view_as(&admin, &alice, reason).await;
        assert_eq!(reply.user_errors("startViewAs"), ["INVALID_REASON"]);
    }
    start_view_as(&staff(&t, LinkRole::Noc).await, &alice, "curious").await.assert_code("FORBIDDEN");
    start_view_as(&owner_of(&t, &alice).await, &alice, "curious").await.assert_code("FORBIDDEN");
    start_view_as(&t.anonymous(), &alice, "curious").await.assert_code("UNAUTHENTICATED");
    assert_eq!(end_view_as(&admin).await.user_errors("endViewAs"), ["NOT_VIEWING"]);
    assert!(entries(&t, "customer.view_as.start").await.is_empty());
});

both!(a_view_goes_dark_when_the_employee_may_no_longer_look, async |t: TestApp| {
    let alice = alice(&t).await;
    let reseller = t.reseller().insert().await;
    t.assign_for(&alice, &reseller, today() - chrono::Days::new(9), None).await;
    let agent = t.account().reseller(&reseller, LinkRole::ResellerAgent).insert().await;
    let agent = t.sign_in_as(&agent).await;
    start_view_as(&agent, &alice, "a question").await.ok();
    assert_eq!(world(&agent).await["customer"]["name"], "Alice");
    let tx = t.scope().begin().await.expect("the database answers");
    let sql = "UPDATE reseller_customer SET to_date = $2 WHERE tenant_id = $1";
    let ended = today() - chrono::Days::new(1);
    assert_eq!(tx.execute(sql, [ended.into()]).await.expect("done"), 1);
    tx.commit().await.expect("the database answers");
    assert_eq!(world(&agent).await["customer"], json!(null));
    agent
        .gql("mutation { revokeOtherSessions { revokedCount } }", json!({}))
        .await
        .assert_code("READ_ONLY_SESSION");
});

both!(a_view_ends_by_itself_and_changes_nothing_afterwards, |_| {}, async |t: TestApp| {
    let alice = alice(&t).await;
    let support = staff(&t, LinkRole::Support).await;
    start_view_as(&support, &alice, "a question").await.ok();
    t.advance(TimeDelta::minutes(29));
    assert_eq!(world(&support).await["customer"]["name"], "Alice");
    t.advance(TimeDelta::minutes(1));
    let dark = world(&support).await;
    assert_eq!(
        (&dark["customer"], &dark["customers"], &dark["staff"]),
        (&json!(null), &json!([]), &json!(null))
    );
    let view = support.gql("{ viewer { viewAs { active } } }", json!({})).await;
    assert_eq!(view.ok()["viewer"]["viewAs"]["active"], false);
    // A page that was left open does not turn into the employee's own.
    support
        .gql("mutation { revokeOtherSessions { revokedCount } }", json!({}))
        .await
        .assert_code("READ_ONLY_SESSION");
    end_view_as(&support).await.ok();
    assert_eq!(world(&support).await["staff"]["role"], "SUPPORT");
});

both!(the_customer_reads_of_it_and_so_does_the_audit_log, async |t: TestApp| {
    let alice = alice(&t).await;
    let (owner, support) = (owner_of(&t, &alice).await, staff(&t, LinkRole::Support).await);
    start_view_as(&support, &alice, "asked on the telephone").await.ok();
    world(&support).await;
    end_view_as(&support).await.ok();
    let activity = "{ viewer { customer { activity(first: 20) { totalCount nodes { kind action actorKind actorName reason } } } } }";
    let reply = owner.gql(activity, json!({})).await;
    let activity = &reply.ok()["viewer"]["customer"]["activity"];
    assert_eq!(activity["totalCount"].as_u64(), activity["nodes"].as_array().map(|nodes| nodes.len() as u64));
    let kinds = names(&activity["nodes"], "kind");
    assert!(kinds.contains(&"VIEWED_AS".to_owned()), "{activity}");
    let started = activity["nodes"]
        .as_array()
        .expect("a list")
        .iter()
        .find(|n| n["action"] == "customer.view_as.start");
    let started = started.expect("the customer reads of it");
    assert_eq!(
        (&started["actorKind"], &started["reason"]),
        (&json!("STAFF"), &json!("asked on the telephone"))
    );
    let [start] = entries(&t, "customer.view_as.start").await.try_into().expect("one entry");
    assert_eq!(
        (start.reason.as_deref(), start.customer_id),
        (Some("asked on the telephone"), Some(alice.id))
    );
    let [end] = entries(&t, "customer.view_as.end").await.try_into().expect("one entry");
    assert_eq!(end.on_behalf_of, Some(alice.id));
});
