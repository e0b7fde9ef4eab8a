//! Who has looked at whose data.

use chrono::TimeDelta;
use portico::audit::entity::read_access;
use portico::db::{LookDepth, LookedAt, Reads as _};
use portico::identity::entity::account_link::LinkRole;
use serde_json::json;

use super::{names, owner_of, staff, start_view_as};
use crate::support::app::{TestApp, today};

async fn looks(t: &TestApp) -> Vec<read_access::Model> {
    t.scope().select::<read_access::Entity>().all().await.expect("the database answers")
}

const LIST: &str = "{ customers(first: 50) { nodes { name balance { minor } } } }";

both!(staff_and_resellers_leave_a_trace_and_members_do_not, async |t: TestApp| {
    let (alice, bob) = (t.customer().named("Alice").insert().await, t.customer().named("Bob").insert().await);
    let reseller = t.reseller().insert().await;
    t.assign(&alice, &reseller).await;
    let owner = owner_of(&t, &alice).await;
    owner.gql("{ viewer { customer { name balance { minor } members { name } } } }", json!({})).await.ok();
    assert!(looks(&t).await.is_empty(), "what is one's own is nobody's look");

    let support = t.account().staff(LinkRole::Support).insert().await;
    let caller = t.sign_in_as(&support).await;
    caller.gql(LIST, json!({})).await.ok();
    let listed = looks(&t).await;
    let mut subjects: Vec<_> = listed.iter().map(|look| look.subject_id).collect();
    subjects.sort_unstable();
    let mut expected = [alice.id.0, bob.id.0];
    expected.sort_unstable();
    assert_eq!(subjects, expected);
    assert!(
        listed.iter().all(|look| look.depth == LookDepth::Listed && look.viewer_account_id == support.id)
    );

    caller
        .gql("query($id: ID!) { customer(id: $id) { name } }", json!({ "id": bob.id.to_string() }))
        .await
        .ok();
    let agent = t.account().reseller(&reseller, LinkRole::ResellerAgent).insert().await;
    let agent = t.sign_in_as(&agent).await;
    agent.gql("{ viewer { reseller { customers(first: 5) { nodes { name } } } } }", json!({})).await.ok();
    let all = looks(&t).await;
    assert_eq!(all.len(), 4);
    assert_eq!(
        all.iter().filter(|look| look.depth == LookDepth::Opened).map(|l| l.subject_id).collect::<Vec<_>>(),
        [bob.id.0]
    );

    let activity = "{ viewer { customer { activity(first: 10) { nodes { kind actorKind actorName } } } } }";
    let reply = owner.gql(activity, json!({})).await;
    let nodes = &reply.ok()["viewer"]["customer"]["activity"]["nodes"];
    assert_eq!(names(nodes, "kind"), ["LISTED", "LISTED"]);
    let mut kinds = names(nodes, "actorKind");
    kinds.sort_unstable();
    assert_eq!(kinds, ["RESELLER", "STAFF"]);
    assert!(names(nodes, "actorName").contains(&support.name));
});

both!(whatever_of_a_customer_is_opened_is_a_look_at_it, async |t: TestApp| {
    let alice = t.customer().insert().await;
    let invoice = t.invoice(&alice).line("Fibre", 39_90).issued(today()).insert().await;
    let payment = t.payment(&alice, 10_00).allocate(invoice.row.id, 10_00).insert().await;
    let plan = t.plan().insert().await;
    let subscription = t.subscription(&alice, &plan).insert().await;
    let ids = [
        alice.id.to_string(),
        invoice.row.id.to_string(),
        invoice.lines[0].id.to_string(),
        payment.id.to_string(),
        subscription.id.to_string(),
    ];
    for (n, id) in ids.iter().enumerate() {
        let support = t.account().staff(LinkRole::Support).insert().await;
        let caller = t.sign_in_as(&support).await;
        let reply = caller.gql("query($id: ID!) { node(id: $id) { id } }", json!({ "id": id })).await;
        assert_eq!(reply.ok()["node"]["id"], id.as_str());
        let looks = looks(&t).await;
        assert_eq!(looks.len(), n + 1, "{id} was not written down");
        assert!(looks.iter().all(|look| look.subject_id == alice.id.0 && look.depth == LookDepth::Opened));
    }
});

both!(
    the_same_looks_within_the_hour_cost_nothing_and_any_number_costs_one_statement,
    |_| {},
    async |t: TestApp| {
        for _ in 0..30 {
            t.customer().insert().await;
        }
        let support = staff(&t, LinkRole::Support).await;
        let list = "query($n: Int!) { customers(first: $n) { nodes { name } } }";
        let one = support.gql(list, json!({ "n": 1 })).await;
        let thirty = support.gql(list, json!({ "n": 30 })).await;
        let again = support.gql(list, json!({ "n": 30 })).await;
        assert_eq!(one.statements(), thirty.statements(), "one statement, for any number of new looks");
        assert_eq!(again.statements() + 1, thirty.statements(), "none for what is written down already");
        assert_eq!(looks(&t).await.len(), 30);
        t.advance(TimeDelta::minutes(20));
        support.gql(list, json!({ "n": 30 })).await.ok();
        assert_eq!(looks(&t).await.len(), 30);
        t.advance(TimeDelta::minutes(25));
        support.gql(list, json!({ "n": 30 })).await.ok();
        t.advance(TimeDelta::minutes(20));
        support.gql(list, json!({ "n": 2 })).await.ok();
        assert_eq!(looks(&t).await.len(), 32, "another hour, another row");
    }
);

both!(administrators_who_look_at_accounts_are_seen_by_their_owners, async |t: TestApp| {
    let login = t.account().insert().await;
    let (own, admin) = (t.sign_in_as(&login).await, staff(&t, LinkRole::TenantAdmin).await);
    admin
        .gql("query($id: ID!) { account(id: $id) { name } }", json!({ "id": login.id.to_string() }))
        .await
        .ok();
    let looks = looks(&t).await;
    assert_eq!(looks.len(), 1);
    assert_eq!((looks[0].subject_kind, looks[0].subject_id), (LookedAt::Account, login.id.0));
    let activity = "query($id: ID!) { account(id: $id) { activity(first: 10) { totalCount nodes { kind action actorName subject } } } }";
    let reply = own.gql("{ viewer { account { activity(first: 10) { totalCount nodes { kind action actorKind subject reason } } } } }", json!({})).await;
    let shown = &reply.ok()["viewer"]["account"]["activity"];
    assert_eq!(shown["totalCount"], 2);
    let mut kinds = names(&shown["nodes"], "kind");
    kinds.sort_unstable();
    assert_eq!(kinds, ["CHANGED", "OPENED"]);
    assert_eq!(names(&shown["nodes"], "subject"), [login.id.to_string(), login.id.to_string()]);
    // The same for an administrator; nobody else.
    let theirs = admin.gql(activity, json!({ "id": login.id.to_string() })).await;
    assert_eq!(theirs.ok()["account"]["activity"]["totalCount"], 2);
    let support = staff(&t, LinkRole::Support).await;
    support.gql(activity, json!({ "id": login.id.to_string() })).await.assert_code("FORBIDDEN");
});

both!(pages_of_an_activity_join_without_a_gap, |_| {}, async |t: TestApp| {
    let alice = t.customer().insert().await;
    let owner = owner_of(&t, &alice).await;
    for n in 0..6 {
        t.advance(TimeDelta::minutes(1));
        let support = staff(&t, LinkRole::Support).await;
        support.gql(LIST, json!({})).await.ok();
        if n % 2 == 0 {
            start_view_as(&support, &alice, "a question").await.ok();
        }
    }
    let page = "query($n: Int, $after: String, $l: Int, $before: String) { viewer { customer { activity(first: $n, after: $after, last: $l, before: $before) {
        nodes { id at } pageInfo { hasNextPage hasPreviousPage endCursor startCursor } } } } }";
    let at = async |variables: serde_json::Value| {
        owner.gql(page, variables).await.ok()["viewer"]["customer"]["activity"].clone()
    };
    let all = names(&at(json!({ "n": 50 })).await["nodes"], "id");
    assert_eq!(all.len(), 9);
    let (mut forward, mut cursor) = (Vec::new(), json!(null));
    loop {
        let part = at(json!({ "n": 4, "after": cursor })).await;
        forward.extend(names(&part["nodes"], "id"));
        cursor = part["pageInfo"]["endCursor"].clone();
        if part["pageInfo"]["hasNextPage"] == false {
            break;
        }
    }
    assert_eq!(forward, all);
    let end = at(json!({ "l": 4 })).await;
    assert_eq!(names(&end["nodes"], "id"), all[5..]);
    let before = at(json!({ "l": 4, "before": end["pageInfo"]["startCursor"] })).await;
    assert_eq!(names(&before["nodes"], "id"), all[1..5]);
});
