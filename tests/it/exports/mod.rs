//! What a customer takes along: asked for by its owner alone, made by the jobs, handed to who asked, and gone in time.

use std::io::Read as _;

use chrono::TimeDelta;
use flate2::read::DeflateDecoder;
use portico::db::Reads as _;
use portico::exports::discard_expired;
use portico::exports::entity::data_export;
use portico::identity::entity::account_link::LinkRole;
use serde_json::{Value, json};

use crate::support::app::{TestApp, today};
use crate::support::authenticator::step_up;
use crate::support::caller::Caller;
use crate::support::wait;

const REQUEST: &str = "mutation($input: RequestDataExportInput!) { requestDataExport(input: $input) {
  dataExport { id status url byteSize customer { name } } userErrors { code field } } }";

const LIST: &str = "{ viewer { dataExports { id status url byteSize readyAt expiresAt } } }";

async fn latest(caller: &Caller) -> Value {
    caller.gql(LIST, json!({})).await.ok()["viewer"]["dataExports"][0].clone()
}

/// Asks for an export and waits until it is there; where the file is.
pub(crate) async fn export(caller: &Caller, customer: &str) -> String {
    let reply = caller.gql(REQUEST, json!({ "input": { "customerId": customer } })).await;
    assert_eq!(reply.user_errors("requestDataExport"), [""; 0], "{}", reply.text);
    let asked = &reply.ok()["requestDataExport"]["dataExport"];
    assert_eq!((&asked["status"], &asked["url"]), (&json!("PENDING"), &Value::Null));
    wait::until("the file is there", async || latest(caller).await["status"] == "READY").await;
    latest(caller).await["url"].as_str().expect("it is there").to_owned()
}

/// Status and bytes of a file.
pub(crate) async fn fetch(caller: &Caller, url: &str) -> (u16, Vec<u8>) {
    let answer = caller.get(url).header("x-portico-client", "test").send().await.expect("an answer");
    let status = answer.status().as_u16();
    if status == 200 {
        let header = |name: &str| answer.headers()[name].to_str().expect("text").to_owned();
        assert_eq!(
            (header("content-type"), header("cache-control")),
            ("application/zip".into(), "no-store".into())
        );
        assert_eq!(header("content-disposition"), "attachment; filename=\"export-2026-11-22.zip\"");
    }
    (status, answer.bytes().await.expect("a body").to_vec())
}

/// The first file of an archive, which is the JSON.
pub(crate) fn whole(archive: &[u8]) -> Value {
    let half = |at: usize| usize::from(u16::from_le_bytes([archive[at], archive[at + 1]]));
    assert_eq!(&archive[30..30 + half(26)], b"export.json");
    let mut text = String::new();
    DeflateDecoder::new(&archive[30 + half(26) + half(28)..]).read_to_string(&mut text).expect("deflated");
    serde_json::from_str(&text).expect("JSON")
}

both!(an_owner_takes_everything_along, |_| {}, async |t: TestApp| {
    let customer = t.customer().named("Alice").insert().await;
    let plan = t.plan().insert().await;
    t.subscription(&customer, &plan).insert().await;
    t.invoice(&customer).line("A draft", 1_00).insert().await;
    let bill =
        t.invoice(&customer).line("Fibre", 100_00).discount("Loyalty", 5_00).issued(today()).insert().await;
    t.payment(&customer, 30_00).allocate(bill.row.id, 20_00).insert().await;
    t.credit_note(&customer, 5_00).insert().await;
    let other = t.customer().named("Bob").insert().await;
    t.invoice(&other).line("Not Alice's", 1_00).issued(today()).insert().await;
    let login = t.account().member_of(&customer, LinkRole::Owner).insert().await;
    let owner = t.sign_in_as(&login).await;
    let id = customer.id.to_string();
    let input = json!({ "input": { "customerId": &id } });

    let refused = owner.gql(REQUEST, input.clone()).await;
    assert_eq!(refused.user_errors("requestDataExport"), ["STEP_UP_REQUIRED"]);
    step_up(&owner).await;
    let strange = json!({ "input": { "customerId": other.id.to_string() } });
    assert_eq!(owner.gql(REQUEST, strange).await.user_errors("requestDataExport"), ["NOT_FOUND"]);
    for role in [LinkRole::Payer, LinkRole::Viewer] {
        let member = t.account().member_of(&customer, role).insert().await;
        t.sign_in_as(&member).await.gql(REQUEST, input.clone()).await.assert_code("FORBIDDEN");
    }

    let url = export(&owner, &id).await;
    let (status, archive) = fetch(&owner, &url).await;
    assert_eq!(status, 200);
    assert_eq!(latest(&owner).await["byteSize"], archive.len().to_string());
    let data = whole(&archive);
    let count = |part: &str| data[part].as_array().unwrap_or_else(|| panic!("no {part}")).len();
    let counts =
        ["account", "customer", "subscriptions", "invoices", "invoice_lines", "invoice_taxes", "payments"];
    assert_eq!(counts.map(count), [1, 1, 1, 1, 2, 2, 1], "no draft, nothing of Bob's");
    assert_eq!(["credit_notes", "allocations"].map(count), [1, 1]);
    assert_eq!(
        ["disputes", "payment_arrangements", "reminders", "outage_credits"].map(count),
        [0, 0, 0, 0],
        "there are none, and it is said"
    );
    assert!(count("sign_ins") >= 1 && count("changes") >= 1);
    assert_eq!(data["customer"][0]["name"], "Alice");
    assert_eq!(data["invoices"][0]["total_minor"], bill.row.total_minor);
    let text = data.to_string();
    for secret in ["password", "hash", "secret", "argon2", "value_before", "session_epoch", "Not Alice's"] {
        assert!(!text.contains(secret), "{secret} is in the export");
    }

    // Nobody else: another owner, the same account without the proof, a page of somebody else's, nobody at all.
    let second = t.account().member_of(&customer, LinkRole::Owner).insert().await;
    let second = t.sign_in_as(&second).await;
    step_up(&second).await;
    let unproved = t.sign_in_as(&login).await;
    for caller in [&second, &unproved, &t.anonymous()] {
        assert_eq!(fetch(caller, &url).await.0, 404);
    }
    let without_header = owner.get(&url).send().await.expect("an answer");
    assert_eq!(without_header.status(), 404, "the cookie does not count");
    assert_eq!(fetch(&owner, "/files/exports/nonsense").await.0, 404);

    // After three days it is gone; after the job, its bytes are too.
    t.advance(TimeDelta::days(3));
    let owner = t.sign_in_as(&login).await;
    step_up(&owner).await;
    let gone = latest(&owner).await;
    assert_eq!((&gone["status"], &gone["url"]), (&json!("EXPIRED"), &Value::Null));
    assert_eq!(fetch(&owner, &url).await.0, 404);
    let scope = t.scope();
    discard_expired(&scope).await.expect("removed");
    let rows = scope.select::<data_export::Entity>().all().await.expect("read");
    assert!(!rows.is_empty() && rows.iter().all(|row| row.content.is_none()));
    // And another may be asked for.
    export(&owner, &id).await;
});
