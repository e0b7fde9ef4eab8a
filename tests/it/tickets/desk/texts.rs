//! Texts that staff writes often.

use portico::db::Reads as _;
use portico::tickets::entity::canned_reply;

use super::*;

const TEXT: &str = "cannedReply { id title body locale version }";

async fn create(caller: &Caller, title: &str, body: &str, locale: Value) -> Value {
    let input = json!({ "title": title, "body": body, "locale": locale });
    change(caller, "createCannedReply", input, TEXT).await
}

async fn titles(caller: &Caller, arguments: &str) -> Vec<String> {
    let found = ask(caller, &format!("cannedReplies{arguments} {{ title }}")).await;
    let rows = found["cannedReplies"].as_array().expect("a list").clone();
    rows.iter().map(|row| row["title"].as_str().expect("text").to_owned()).collect()
}

both!(support_keeps_texts_and_all_of_the_staff_reads_them, async |t: TestApp| {
    let (_, support) = employee(&t, LinkRole::Support).await;
    let (_, noc) = employee(&t, LinkRole::Noc).await;
    let made = create(&support, " Router ", "Please restart your router.", json!("en")).await;
    let text = done(&made)["cannedReply"].clone();
    assert_eq!(
        (&text["title"], &text["locale"], &text["version"]),
        (&json!("Router"), &json!("en"), &json!(1))
    );
    done(&create(&support, "Kabel", "Bitte prüfen Sie 100% der Kabel.", json!("de-DE")).await);
    done(&create(&support, "Signature", "{{agent.name}}", json!(null)).await);
    assert_eq!(refused_at(&create(&support, "Router", "again", json!(null)).await), ("NAME_TAKEN", "title"));
    assert_eq!(titles(&noc, "").await, ["Kabel", "Router", "Signature"]);
    assert_eq!(titles(&noc, "(search: \"ROUTER\")").await, ["Router"]);
    assert_eq!(titles(&noc, "(search: \"100%\")").await, ["Kabel"]);
    assert_eq!(titles(&noc, "(locale: \"de-DE\")").await, ["Kabel", "Signature"]);
    assert_eq!(titles(&noc, "(locale: \"en\", search: \"kabel\")").await, Vec::<String>::new());
    noc.gql("{ cannedReplies(search: \"\") { title } }", json!({})).await.assert_code("BAD_USER_INPUT");
    noc.gql("{ cannedReplies(locale: \"de_DE\") { title } }", json!({})).await.assert_code("BAD_USER_INPUT");
    let update = |version: i32, body: &'static str| {
        let input = json!({ "cannedReplyId": text["id"], "title": "Router", "body": body, "expectedVersion": version });
        change(&support, "updateCannedReply", input, TEXT)
    };
    assert_eq!(refused_at(&update(2, "x").await), ("CONFLICT", "expectedVersion"));
    let changed = update(1, "Turn it off and on.").await;
    let changed = &done(&changed)["cannedReply"];
    assert_eq!(
        (&changed["body"], &changed["locale"], &changed["version"]),
        (&json!("Turn it off and on."), &json!(null), &json!(2))
    );
    let delete = || change(&support, "deleteCannedReply", json!({ "cannedReplyId": text["id"] }), TEXT);
    assert_eq!(done(&delete().await)["cannedReply"]["title"], "Router");
    assert_eq!(refused_at(&delete().await), ("NOT_FOUND", "cannedReplyId"));
    assert_eq!(titles(&noc, "").await, ["Kabel", "Signature"]);
    let abroad = t.tenant().await;
    let (_, stranger) = employee(&abroad, LinkRole::TenantAdmin).await;
    assert_eq!(titles(&stranger, "").await, Vec::<String>::new());
});

both!(a_place_that_nobody_knows_is_refused_when_it_is_kept, async |t: TestApp| {
    let (_, admin) = employee(&t, LinkRole::TenantAdmin).await;
    for body in ["", "Dear {{customer.email}}", "Dear {{customer.name", "{{#each}}", &"x".repeat(10_001)] {
        assert_eq!(
            refused_at(&create(&admin, "Text", body, json!(null)).await),
            ("INVALID_INPUT", "body"),
            "{body}"
        );
    }
    assert_eq!(refused_at(&create(&admin, "", "x", json!(null)).await), ("INVALID_INPUT", "title"));
    assert_eq!(refused_at(&create(&admin, "x", "x", json!("not a language")).await).0, "INVALID_INPUT");
    let (_, billing) = employee(&t, LinkRole::Billing).await;
    let input = json!({ "input": { "title": "x", "body": "x" } });
    billing.gql(&mutation("createCannedReply", ""), input).await.assert_code("FORBIDDEN");
    assert_eq!(t.scope().select::<canned_reply::Entity>().count().await.expect("counted"), 0);
});

both!(places_are_filled_in_for_a_ticket, async |t: TestApp| {
    let (zoe, support) = employee(&t, LinkRole::Support).await;
    let alice = t.customer().named("Alice {{agent.name}}").insert().await;
    let ticket = t.ticket().of(&alice).insert().await;
    let body = "Dear {{ customer.name }}, we look at {{ticket.number}}. {{agent.name}}";
    let text = done(&create(&support, "Hello", body, json!(null)).await)["cannedReply"]["id"].clone();
    let document = "query($id: ID!, $ticket: ID!) { renderCannedReply(id: $id, ticketId: $ticket) }";
    let render = async |id: &Value, ticket: String| {
        let reply = support.gql(document, json!({ "id": id, "ticket": ticket })).await;
        reply.ok()["renderCannedReply"].clone()
    };
    let expected = format!("Dear Alice {{{{agent.name}}}}, we look at {}. {}", ticket.number, zoe.name);
    assert_eq!(render(&text, ticket.id.to_string()).await, json!(expected));
    let abroad = t.tenant().await;
    let foreign = abroad.ticket().of(&abroad.customer().insert().await).insert().await;
    assert_eq!(render(&text, foreign.id.to_string()).await, json!(null));
    let nothing = json!(t.scope().new_id::<portico::kernel::ids::CannedReplyId>().to_string());
    assert_eq!(render(&nothing, ticket.id.to_string()).await, json!(null));
});
