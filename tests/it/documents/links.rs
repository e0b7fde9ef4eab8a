//! Links to documents: who gets one, what it opens, and for how long.

use chrono::TimeDelta;
use portico::identity::entity::account_link::LinkRole;
use serde_json::{Value, json};

use super::text_of;
use crate::support::app::{TestApp, today};
use crate::support::caller::Caller;

const INVOICE: &str = "query($id: ID!, $locale: String) { node(id: $id) { \
    ... on Invoice { document(locale: $locale) { url expiresAt mediaType } } \
    ... on Payment { document(locale: $locale) { url } } \
    ... on CreditNote { document(locale: $locale) { url } } } }";

const STATEMENT: &str = "query($from: Date!, $to: Date!) { viewer { customer { \
    statementDocument(from: $from, to: $to, locale: \"de-DE\") { url } } } }";

async fn link(caller: &Caller, id: &str, locale: Option<&str>) -> Value {
    let reply = caller.gql(INVOICE, json!({ "id": id, "locale": locale })).await;
    reply.ok()["node"]["document"].clone()
}

fn path(document: &Value) -> String {
    document["url"].as_str().expect("a link").to_owned()
}

/// Opens a link; status, headers that matter, and the bytes.
async fn open(caller: &Caller, path: &str) -> (u16, reqwest::header::HeaderMap, Vec<u8>) {
    let response = caller.get(path).send().await.expect("an answer");
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    (status, headers, response.bytes().await.expect("a body").to_vec())
}

/// What a refusal says, without what names the one request.
async fn refusal(caller: &Caller, path: &str) -> String {
    let (status, _, body) = open(caller, path).await;
    assert_eq!(status, 404, "{path}");
    let mut body: Value = serde_json::from_slice(&body).expect("JSON");
    body["errors"][0]["extensions"]["requestId"].take();
    body.to_string()
}

both!(a_link_opens_its_document_without_a_session_and_nothing_else, |_| {}, async |t: TestApp| {
    let alice = t.customer().named("Alice Liddell").insert().await;
    let invoice = t.invoice(&alice).line("Fibre", 39_90).issued(today()).insert().await;
    let payment = t.payment(&alice, 20_00).allocate(invoice.row.id, 20_00).insert().await;
    let note = t.credit_note(&alice, 7_00).insert().await;
    let login = t.account().member_of(&alice, LinkRole::Owner).insert().await;
    let owner = t.sign_in_as(&login).await;
    let anybody = t.anonymous();
    let number = invoice.row.number.clone().expect("it is finalised");

    let document = link(&owner, &invoice.row.id.to_string(), Some("de-DE")).await;
    assert_eq!(document["mediaType"], "application/pdf");
    let ends: chrono::DateTime<chrono::Utc> =
        document["expiresAt"].as_str().expect("text").parse().expect("an instant");
    assert_eq!(ends - t.now(), TimeDelta::minutes(10));
    let link_of_invoice = path(&document);
    let (status, headers, pdf) = open(&anybody, &link_of_invoice).await;
    assert_eq!(status, 200);
    for (name, value) in [
        ("content-type", "application/pdf"),
        ("content-disposition", &*format!("inline; filename=\"{number}.pdf\"")),
        ("cache-control", "no-store"),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-resource-policy", "same-site"),
    ] {
        assert_eq!(headers[name], value, "{name}");
    }
    let policy = headers["content-security-policy"].to_str().expect("text");
    assert!(
        policy.starts_with("default-src 'none'") && policy.contains("frame-ancestors 'none'"),
        "{policy}"
    );
    assert!(!headers.contains_key("set-cookie"));
    let text = text_of(&pdf).concat();
    for expected in ["Rechnung", number.as_str(), "Alice Liddell", "39,90", "Zu zahlen"] {
        assert!(text.contains(expected), "{expected} is not in\n{text}");
    }
    let head = anybody.send(anybody.get(&link_of_invoice)).await;
    assert_eq!(head.status.as_u16(), 200);
    let posted = anybody.post_to(&link_of_invoice).send().await.expect("an answer");
    assert_eq!((posted.status().as_u16(), posted.headers()["allow"].to_str().ok()), (405, Some("GET, HEAD")));

    for (id, expected) in [(payment.id.to_string(), "Receipt"), (note.id.to_string(), "Credit note")] {
        let path = path(&link(&owner, &id, Some("en-GB")).await);
        let (status, _, pdf) = open(&anybody, &path).await;
        assert_eq!(status, 200);
        let text = text_of(&pdf).concat();
        assert!(text.contains(expected) && text.contains("Alice Liddell"), "{text}");
    }
    let reply = owner.gql(STATEMENT, json!({ "from": "2026-11-01", "to": "2026-11-30" })).await;
    let statement = path(&reply.ok()["viewer"]["customer"]["statementDocument"]);
    let (status, _, pdf) = open(&anybody, &statement).await;
    assert_eq!(status, 200);
    assert!(text_of(&pdf).concat().contains("Kontoauszug"));

    // Everything that does not open looks the same.
    let never = refusal(&anybody, "/documents/x").await;
    let token = link_of_invoice.rsplit('/').next().expect("a token");
    for at in [0, 5, 30, token.len() / 2, token.len() - 3] {
        let other = if token.as_bytes()[at] == b'A' { "B" } else { "A" };
        let changed = format!("/documents/{}{other}{}", &token[..at], &token[at + 1..]);
        assert_eq!(refusal(&anybody, &changed).await, never, "changed at {at}");
    }
    for wrong in [&token[1..], &token[..token.len() - 1], &"A".repeat(5_000), "%00", "..%2f..%2fetc"] {
        assert_eq!(refusal(&anybody, &format!("/documents/{wrong}")).await, never);
    }
    let elsewhere = t.tenant().await;
    assert_eq!(refusal(&elsewhere.anonymous(), &link_of_invoice).await, never, "another ISP's host");
    t.advance(TimeDelta::minutes(9));
    assert_eq!(open(&anybody, &link_of_invoice).await.0, 200);
    t.advance(TimeDelta::minutes(1));
    assert_eq!(refusal(&anybody, &link_of_invoice).await, never, "its time is over");
});

both!(a_link_is_for_those_who_see_the_bill, async |t: TestApp| {
    let (alice, bob) = (t.customer().insert().await, t.customer().insert().await);
    let invoice = t.invoice(&alice).line("Fibre", 39_90).issued(today()).insert().await;
    let member = async |customer, role| {
        let login = t.account().member_of(customer, role).insert().await;
        t.sign_in_as(&login).await
    };
    let (owner, technical) =
        (member(&alice, LinkRole::Owner).await, member(&alice, LinkRole::Technical).await);
    let stranger = member(&bob, LinkRole::Owner).await;
    assert!(link(&owner, &invoice.row.id.to_string(), None).await.is_object());
    for caller in [&technical, &stranger, &t.anonymous()] {
        assert!(link(caller, &invoice.row.id.to_string(), None).await.is_null());
    }
    let days = json!({ "from": "2026-11-01", "to": "2026-11-30" });
    technical.gql(STATEMENT, days).await.assert_code("FORBIDDEN");
    let this_month = "{ viewer { customer { statementDocument { url } } } }";
    assert!(
        owner.gql(this_month, json!({})).await.ok()["viewer"]["customer"]["statementDocument"].is_object()
    );
    for (from, to) in [("2026-11-02", "2026-11-01"), ("2020-01-01", "2026-11-01")] {
        owner.gql(STATEMENT, json!({ "from": from, "to": to })).await.assert_code("BAD_USER_INPUT");
    }
    for locale in ["", "x", "de DE", "../../etc", "de\u{202e}"] {
        let reply = owner.gql(INVOICE, json!({ "id": invoice.row.id.to_string(), "locale": locale })).await;
        reply.assert_code("BAD_USER_INPUT");
    }
});

both!(links_cost_no_statements, async |t: TestApp| {
    let alice = t.customer().insert().await;
    for _ in 0..20 {
        t.invoice(&alice).line("Fibre", 39_90).issued(today()).insert().await;
    }
    let login = t.account().member_of(&alice, LinkRole::Owner).insert().await;
    let owner = t.sign_in_as(&login).await;
    let list = |fields: &str| {
        format!(
            "query($n: Int!) {{ viewer {{ customer {{ invoices(first: $n) {{ nodes {{ number {fields} }} }} }} }} }}"
        )
    };
    let bare = owner.gql(&list(""), json!({ "n": 20 })).await;
    let linked = owner.gql(&list("document { url }"), json!({ "n": 20 })).await;
    linked.ok();
    assert_eq!(bare.statements(), linked.statements());
});
