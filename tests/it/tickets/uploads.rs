//! Files for tickets: what is taken, what is refused, and that nothing of what was refused or broken off is left. The store is a
//! folder, so that it can be looked into.

use std::path::{Path, PathBuf};
use std::time::Duration;

use async_graphql::dataloader::Loader as _;
use chrono::TimeDelta;
use futures_util::future::join;
use portico::config::{Config, FileStoreKind};
use portico::customers::entity::customer;
use portico::db::{Reads as _, Scope, audit};
use portico::identity::entity::account_link::LinkRole;
use portico::jobs::clear::ClearJob;
use portico::kernel::actor::{Account, Actor, MemberRole, Role};
use portico::kernel::ids::{CustomerId, TicketAttachmentId, TicketId, TicketReplyId, TypedId as _};
use portico::kernel::refusal::{RefusalCode, UseCaseError};
use portico::ports::blob_store::BlobStore;
use portico::tickets::attachment::loader::{AttachmentsLoader, AttachmentsOfReply};
use portico::tickets::attachment::{Place, use_for};
use portico::tickets::entity::ticket::{
    self, TicketCategory, TicketPriority, TicketSharing, TicketSource, TicketStatus,
};
use portico::tickets::entity::ticket_attachment;
use portico::tickets::entity::ticket_reply::{self, AuthorKind, ReplyChannel};
use reqwest::RequestBuilder;
use reqwest::header::HeaderMap;
use sea_orm::{ActiveModelTrait as _, ColumnTrait as _, Set};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio_util::sync::CancellationToken;

use crate::support::app::TestApp;
use crate::support::caller::Caller;
use crate::support::guard::scratch;
use crate::support::reply::Reply;
use crate::support::wait;

const UPLOAD: &str =
    "mutation($input: UploadTicketAttachmentInput!) { uploadTicketAttachment(input: $input) {
  attachment { id fileName mediaType sizeBytes url } userErrors { code message field } } }";

const REQUEST: &str = "mutation($input: RequestTicketUploadInput!) { requestTicketUpload(input: $input) {
  upload { url expiresAt attachmentId } userErrors { code message field } } }";

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89";

fn in_a_folder(config: &mut Config) {
    config.files.store = FileStoreKind::Folder;
    config.files.folder = Some(scratch("files"));
}

/// A file as it is sent.
#[derive(Clone, Copy)]
struct Sent<'a> {
    name: &'a str,
    media_type: &'a str,
    bytes: &'a [u8],
}

fn text(bytes: &[u8]) -> Sent<'_> {
    Sent { name: "notes.txt", media_type: "text/plain", bytes }
}

/// The body of an upload, and its content type.
fn body(customer: &str, file: Sent<'_>) -> (Vec<u8>, &'static str) {
    let operations =
        json!({ "query": UPLOAD, "variables": { "input": { "customerId": customer, "file": null } } });
    let part = |name: &str| format!("--tests\r\nContent-Disposition: form-data; name=\"{name}\"");
    let Sent { name, media_type, bytes } = file;
    let head = format!(
        "{}\r\n\r\n{operations}\r\n{}\r\n\r\n{{\"0\":[\"variables.input.file\"]}}\r\n{}; filename=\"{name}\"\r\n\
         Content-Type: {media_type}\r\n\r\n",
        part("operations"),
        part("map"),
        part("0"),
    );
    let body = [head.as_bytes(), bytes, b"\r\n--tests--\r\n"].concat();
    (body, "multipart/form-data; boundary=tests")
}

fn request(caller: &Caller, customer: &customer::Model, file: Sent<'_>) -> RequestBuilder {
    let (body, content_type) = body(&customer.id.to_string(), file);
    caller.post().header("content-type", content_type).header("x-portico-client", "tests").body(body)
}

async fn upload(caller: &Caller, customer: &customer::Model, file: Sent<'_>) -> Reply {
    caller.send(request(caller, customer, file)).await
}

/// What was uploaded.
async fn uploaded(caller: &Caller, customer: &customer::Model, file: Sent<'_>) -> Value {
    let reply = upload(caller, customer, file).await;
    assert_eq!(reply.user_errors("uploadTicketAttachment"), [""; 0], "{}", reply.text);
    reply.ok()["uploadTicketAttachment"]["attachment"].clone()
}

/// The code and field of the one reason why nothing was uploaded.
async fn refused(caller: &Caller, customer: &customer::Model, file: Sent<'_>) -> (String, String) {
    let reply = upload(caller, customer, file).await;
    let payload = &reply.ok()["uploadTicketAttachment"];
    assert_eq!(payload["attachment"], Value::Null, "{}", reply.text);
    let [error] = payload["userErrors"].as_array().map(Vec::as_slice).unwrap_or_default() else {
        panic!("one reason: {}", reply.text)
    };
    assert!(error["message"].as_str().is_some_and(|message| message.len() > 10), "{}", reply.text);
    let text = |field: &str| error[field].as_str().unwrap_or_default().to_owned();
    (text("code"), text("field"))
}

/// A link that takes a file: its path, and the file's id.
async fn link(caller: &Caller, customer: &customer::Model, size: usize) -> (String, String) {
    let input = json!({ "customerId": customer.id.to_string(), "fileName": "../log.txt", "sizeBytes": size });
    let reply = caller.gql(REQUEST, json!({ "input": input })).await;
    let upload = &reply.ok()["requestTicketUpload"]["upload"];
    let text = |field: &str| upload[field].as_str().unwrap_or_else(|| panic!("{}", reply.text)).to_owned();
    (text("url"), text("attachmentId"))
}

/// Puts bytes at a link; the status and the message of the refusal.
async fn put(caller: &Caller, path: &str, media_type: &str, bytes: &[u8]) -> (u16, Value) {
    // By hand, because a caller has no method for it: the token is all that counts.
    let request = caller.get(path).build().expect("a request");
    let host = request.headers()["host"].clone();
    let client = crate::support::http_client();
    let put = client.put(request.url().clone()).header("host", host).header("content-type", media_type);
    let answer = put.body(bytes.to_vec()).send().await.expect("an answer");
    let status = answer.status().as_u16();
    let body: Value = serde_json::from_slice(&answer.bytes().await.expect("a body")).unwrap_or_default();
    (status, body["errors"][0]["message"].clone())
}

async fn open(caller: &Caller, path: &str) -> (u16, HeaderMap, Vec<u8>) {
    let response = caller.get(path).send().await.expect("an answer");
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    (status, headers, response.bytes().await.expect("a body").to_vec())
}

fn folder(t: &TestApp) -> PathBuf {
    t.config().files.folder.clone().expect("the test has set it")
}

/// All files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}

async fn rows(t: &TestApp) -> Vec<ticket_attachment::Model> {
    t.scope().select::<ticket_attachment::Entity>().all().await.expect("rows")
}

/// Waits until there are so many files in the store and rows of them, and no others.
async fn left(t: &TestApp, count: usize) {
    assert_eq!(rows(t).await.len(), count, "rows");
    // What is let go of goes a moment later.
    wait::until("the store holds what the table names", async || files(&folder(t)).len() == count).await;
}

fn job(t: &TestApp) -> ClearJob {
    let store = BlobStore::folder(&folder(t), t.config().files.max_bytes, t.clock());
    ClearJob {
        db: t.db().clone(),
        clock: t.clock(),
        entropy: t.scope().entropy().clone(),
        retention: portico::app::retention(t.config()),
        files: Some(store.expect("a store")),
        every: Duration::from_hours(1),
    }
}

async fn clear(t: &TestApp) {
    job(t).once(&CancellationToken::new()).await.expect("cleared");
}

/// A customer, and a member of it.
async fn member(t: &TestApp, role: LinkRole) -> (customer::Model, Caller) {
    let customer = t.customer().insert().await;
    let login = t.account().member_of(&customer, role).insert().await;
    let caller = t.sign_in_as(&login).await;
    (customer, caller)
}

both!(a_file_is_taken_and_handed_out_with_headers_that_let_nothing_run, in_a_folder, async |t: TestApp| {
    let (customer, owner) = member(&t, LinkRole::Owner).await;
    let file = Sent { name: "../../Störung \u{202e}am.Router.png", media_type: "image/png", bytes: PNG };
    let attachment = uploaded(&owner, &customer, file).await;
    assert_eq!(attachment["fileName"], "Störung am.Router.png");
    assert_eq!(
        (&attachment["mediaType"], &attachment["sizeBytes"]),
        (&json!("image/png"), &json!(PNG.len()))
    );
    left(&t, 1).await;
    let [row] = &rows(&t).await[..] else { panic!("one row") };
    assert_eq!((row.customer_id, row.ticket_id), (customer.id, None));
    assert!(!row.store_key.contains("Router"), "{}", row.store_key);

    let path = attachment["url"].as_str().expect("a link");
    let anybody = t.anonymous();
    let (status, headers, bytes) = open(&anybody, path).await;
    assert_eq!((status, bytes.as_slice()), (200, PNG));
    let name =
        "attachment; filename=\"St_rung am.Router.png\"; filename*=UTF-8''St%C3%B6rung%20am.Router.png";
    for (header, value) in [
        ("content-type", "image/png"),
        ("content-disposition", name),
        ("x-content-type-options", "nosniff"),
        ("content-security-policy", "default-src 'none'; sandbox; frame-ancestors 'none'"),
        ("cache-control", "no-store"),
        ("cross-origin-resource-policy", "same-site"),
        ("referrer-policy", "no-referrer"),
    ] {
        assert_eq!(headers[header], value, "{header}");
    }

    // The link opens nothing elsewhere, changed, or later.
    let (_, token) = path.rsplit_once('/').expect("a path");
    let elsewhere = t.tenant().await.anonymous();
    let mut changed = token.to_owned();
    changed.replace_range(40..41, if token.as_bytes()[40] == b'A' { "B" } else { "A" });
    assert_eq!(open(&elsewhere, path).await.0, 404);
    assert_eq!(open(&anybody, &format!("/files/{changed}")).await.0, 404);
    assert_eq!(open(&anybody, &format!("/documents/{token}")).await.0, 404);
    t.advance(TimeDelta::minutes(10));
    assert_eq!(open(&anybody, path).await.0, 404);
});

both!(eleven_megabytes_are_too_many, in_a_folder, async |t: TestApp| {
    let (customer, owner) = member(&t, LinkRole::Owner).await;
    let large = vec![b'a'; 11 << 20];
    let reply = upload(&owner, &customer, text(&large)).await;
    reply.assert_refused(413, "PAYLOAD_TOO_LARGE");
    assert!(reply.text.contains("the file is too large"), "{}", reply.text);
    left(&t, 0).await;
    // Just as many as there may be.
    uploaded(&owner, &customer, text(&large[..10_000_000])).await;
    left(&t, 1).await;

    let input =
        json!({ "customerId": customer.id.to_string(), "fileName": "a.txt", "sizeBytes": large.len() });
    let reply = owner.gql(REQUEST, json!({ "input": input })).await;
    assert_eq!(reply.user_errors("requestTicketUpload"), ["INVALID_INPUT"], "{}", reply.text);
    assert_eq!(reply.ok()["requestTicketUpload"]["userErrors"][0]["field"], "sizeBytes");
    let (path, _) = link(&owner, &customer, 1_000).await;
    assert_eq!(put(&owner, &path, "text/plain", &large[..1_001]).await.0, 413);
    left(&t, 1).await;
});

both!(what_is_not_what_it_says_is_refused_and_leaves_nothing, in_a_folder, async |t: TestApp| {
    let (customer, owner) = member(&t, LinkRole::Owner).await;
    let page = b"<!DOCTYPE html><script>alert(document.cookie)</script>".as_slice();
    for (name, media_type, bytes) in [
        ("notes.txt", "text/plain", page),
        ("page.html", "text/html", page),
        ("drawing.svg", "image/svg+xml", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("photo.png", "image/png", b"MZ\x90\0\x03"),
        ("photo.png", "image/png", b"just words"),
        ("report.pdf", "application/pdf", PNG),
        ("photo.png", "application/pdf", PNG),
        ("run.bat", "text/plain", b"del *.*"),
        ("run.txt", "text/plain", b"#!/bin/sh\n"),
        ("data.bin", "application/octet-stream", b"\0\x01\x02\x03"),
        ("empty.txt", "text/plain", b""),
        ("photo.png", "image/png", b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\x01\0\0\0\x01\0\0\x08\x06\0\0\0"),
    ] {
        let refused = refused(&owner, &customer, Sent { name, media_type, bytes }).await;
        assert_eq!(refused, ("INVALID_INPUT".to_owned(), "file".to_owned()), "{name} as {media_type}");
    }
    for bytes in [bomb(), zip("../../etc/cron.d/job", b"x", 1), zip("inner.zip", &zip("a.txt", b"x", 1), 0)] {
        let file = Sent { name: "logs.zip", media_type: "application/zip", bytes: &bytes };
        assert_eq!(refused(&owner, &customer, file).await.1, "file");
    }
    left(&t, 0).await;
    let harmless = zip("logs/router.log", b"line\n", 5);
    let file = Sent { name: "logs.zip", media_type: "application/x-zip-compressed", bytes: &harmless };
    assert_eq!(uploaded(&owner, &customer, file).await["mediaType"], "application/zip");
    left(&t, 1).await;
});

both!(who_may_not_write_uploads_nothing, in_a_folder, async |t: TestApp| {
    let (customer, owner) = member(&t, LinkRole::Owner).await;
    let (_, stranger) = member(&t, LinkRole::Owner).await;
    let viewer = t.account().member_of(&customer, LinkRole::Viewer).insert().await;
    let viewer = t.sign_in_as(&viewer).await;
    let missing = customer::Model { id: CustomerId::from_uuid(uuid_of(7)), ..customer.clone() };
    let not_found = ("NOT_FOUND".to_owned(), "customerId".to_owned());
    assert_eq!(refused(&stranger, &customer, text(b"words")).await, not_found);
    assert_eq!(refused(&stranger, &missing, text(b"words")).await, not_found);
    upload(&viewer, &customer, text(b"words")).await.assert_code("FORBIDDEN");
    // Without a session, nothing of a file is even read.
    upload(&t.anonymous(), &customer, text(b"words")).await.assert_refused(401, "UNAUTHENTICATED");
    // A form of another site has no such header.
    let (body, content_type) = body(&customer.id.to_string(), text(b"words"));
    let forged = owner.post().header("content-type", content_type).body(body.clone());
    owner.send(forged).await.assert_refused(415, "CSRF_PREVENTED");
    let foreign = owner.post().header("content-type", content_type).header("x-portico-client", "tests");
    let foreign = foreign.header("origin", "https://evil.example").body(body);
    owner.send(foreign).await.assert_refused(403, "CSRF_PREVENTED");
    // A number that is sent as JSON is no file.
    let input = json!({ "customerId": customer.id.to_string(), "file": "0" });
    owner.gql(UPLOAD, json!({ "input": input })).await.assert_code("BAD_USER_INPUT");
    left(&t, 0).await;
});

both!(a_request_that_is_no_such_request_is_told_so, in_a_folder, async |t: TestApp| {
    let (customer, owner) = member(&t, LinkRole::Owner).await;
    let whole = String::from_utf8(body(&customer.id.to_string(), text(b"words")).0).expect("text");
    let map = "{\"0\":[\"variables.input.file\"]}";
    for (from, to, told) in [
        ("name=\"operations\"", "name=\"first\"", "`operations`"),
        ("name=\"map\"", "name=\"second\"", "`map`"),
        (map, "[]", "`map`"),
        (map, "{\"0\":[\"variables.input.other\"]}", "no variable"),
        (map, "{\"0\":[\"variables.input.customerId\"]}", "no variable"),
        ("name=\"0\"; filename", "name=\"1\"; filename", "not those that `map` names"),
        (map, "{}", "not those that `map` names"),
        ("--tests--", "--other--", "broken or incomplete"),
        ("form-data; name=\"map\"", "form-data", "well-formed"),
    ] {
        let changed = whole.replacen(from, to, 1);
        assert_ne!(changed, whole);
        let request = owner.post().header("content-type", "multipart/form-data; boundary=tests");
        let reply = owner.send(request.header("x-portico-client", "tests").body(changed)).await;
        reply.assert_refused(400, "BAD_USER_INPUT");
        assert!(reply.text.contains(told), "{to}: {}", reply.text);
    }
    // More text around the files than an ordinary body may have.
    let padded =
        whole.replacen("\"variables\"", &format!("\"x\":\"{}\",\"variables\"", "y".repeat(300_000)), 1);
    let request = owner.post().header("content-type", "multipart/form-data; boundary=tests");
    let reply = owner.send(request.header("x-portico-client", "tests").body(padded)).await;
    reply.assert_refused(413, "PAYLOAD_TOO_LARGE");
    left(&t, 0).await;
});

both!(an_upload_that_breaks_off_leaves_nothing, in_a_folder, async |t: TestApp| {
    let (customer, owner) = member(&t, LinkRole::Owner).await;
    // Large enough to be in the store by halves when the line breaks.
    let (body, content_type) = body(&customer.id.to_string(), text(&vec![b'a'; 8_000_000]));
    let request = owner.post().header("content-type", content_type).header("x-portico-client", "tests");
    let head = head(&request.build().expect("a request"), body.len());
    let mut socket = TcpStream::connect(("127.0.0.1", t.port())).await.expect("the server listens");
    socket.write_all(head.as_bytes()).await.expect("open");
    socket.write_all(&body[..7_000_000]).await.expect("open");
    wait::until("half of it is in the store", async || !files(&folder(&t)).is_empty()).await;
    drop(socket);
    left(&t, 0).await;

    // The same by a link.
    let (path, id) = link(&owner, &customer, 8_000_000).await;
    let request = owner.get(&path).build().expect("a request");
    let head = head_of("PUT", &request, 8_000_000);
    let mut socket = TcpStream::connect(("127.0.0.1", t.port())).await.expect("the server listens");
    socket.write_all(head.as_bytes()).await.expect("open");
    socket.write_all(&vec![b'a'; 7_000_000]).await.expect("open");
    wait::until("half of it is in the store", async || !files(&folder(&t)).is_empty()).await;
    drop(socket);
    left(&t, 0).await;
    // And the link is still good.
    assert_eq!(put(&owner, &path, "text/plain", &vec![b'a'; 8_000_000]).await.0, 204);
    assert_eq!(rows(&t).await[0].id.to_string(), id);
    left(&t, 1).await;
});

both!(a_link_takes_one_file_of_just_its_size, in_a_folder, async |t: TestApp| {
    let (customer, owner) = member(&t, LinkRole::Owner).await;
    let (path, id) = link(&owner, &customer, 5).await;
    let too_short = put(&owner, &path, "text/plain", b"word").await;
    assert_eq!(too_short, (400, json!("the file is not as large as was announced")));
    assert_eq!(put(&owner, &path, "text/plain", b"words and more").await.0, 413);
    assert_eq!(put(&owner, &path, "image/png", b"words").await.0, 400);
    let elsewhere = t.tenant().await.anonymous();
    assert_eq!(put(&elsewhere, &path, "text/plain", b"words").await.0, 404);
    left(&t, 0).await;
    // Twice at once: one of them.
    let (first, second) =
        join(put(&owner, &path, "text/plain", b"words"), put(&owner, &path, "", b"other")).await;
    let mut statuses = [first.0, second.0];
    statuses.sort_unstable();
    assert_eq!(statuses, [204, 404]);
    left(&t, 1).await;
    let [row] = &rows(&t).await[..] else { panic!("one row") };
    assert_eq!((row.id.to_string(), row.file_name.as_str()), (id, "log.txt"));
    assert_eq!(put(&owner, &path, "text/plain", b"words").await.0, 404, "it is used");

    let (late, _) = link(&owner, &customer, 5).await;
    t.advance(TimeDelta::minutes(15));
    assert_eq!(put(&owner, &late, "text/plain", b"words").await.0, 404);
    left(&t, 1).await;
});

both!(uploads_are_used_once_by_their_owner_and_cleared_otherwise, in_a_folder, async |t: TestApp| {
    let (customer, owner) = member(&t, LinkRole::Owner).await;
    let (other, stranger) = member(&t, LinkRole::Owner).await;
    let id = |attachment: &Value| {
        TicketAttachmentId::parse(attachment["id"].as_str().expect("an id")).expect("an attachment's")
    };
    let own = id(&uploaded(&owner, &customer, text(b"own")).await);
    let foreign = id(&uploaded(&stranger, &other, text(b"foreign")).await);
    let spare = id(&uploaded(&owner, &customer, text(b"spare")).await);
    let (ticket, reply) = written(&t, &customer).await;
    let place = Place::Reply(reply);
    let row = rows(&t).await.into_iter().find(|row| row.id == own).expect("it is there");
    let scope = t.scope().acting_as(Actor::Account(Account {
        id: row.uploaded_by,
        session: t.scope().new_id(),
        roles: vec![Role::Customer(customer.id, MemberRole::Owner)],
        view: None,
        by_token: false,
    }));
    let missing = async |scope: &Scope, ids: &[TicketAttachmentId], customer| {
        let tx = scope.begin().await.expect("a transaction");
        match use_for(&tx, ids, customer, ticket, place).await {
            Err(UseCaseError::Refused(refusal)) => {
                assert_eq!((refusal.code, refusal.field), (RefusalCode::NotFound, Some("attachmentIds")));
            }
            other => panic!("it was not refused: {other:?}"),
        }
    };
    missing(&scope, &[foreign], customer.id).await;
    missing(&scope, &[own, foreign], customer.id).await;
    missing(&scope, &[own], other.id).await;
    missing(&t.scope(), &[own], customer.id).await;
    let elsewhere = t.tenant().await.scope().acting_as(scope.actor().clone());
    missing(&elsewhere, &[own], customer.id).await;
    let many: Vec<TicketAttachmentId> = (0..11).map(|_| t.scope().new_id()).collect();
    missing(&scope, &many, customer.id).await;
    let tx = scope.begin().await.expect("a transaction");
    use_for(&tx, &[own, own], customer.id, ticket, place).await.expect("used");
    tx.commit().await.expect("committed");
    missing(&scope, &[own], customer.id).await;
    missing(&scope, &[own, spare], customer.id).await;
    let loaded = AttachmentsLoader(scope).load(&[AttachmentsOfReply(reply)]).await.expect("loaded");
    assert_eq!(loaded[&AttachmentsOfReply(reply)].iter().map(|row| row.id).collect::<Vec<_>>(), [own]);
    left(&t, 3).await;
    clear(&t).await;
    left(&t, 3).await;

    // A crash has left bytes without a row, and half a file; somebody else's tenant is not touched.
    let kept = folder(&t).join(&row.store_key);
    std::fs::write(
        kept.with_file_name(t.scope().new_id::<TicketAttachmentId>().uuid().to_string()),
        b"orphan",
    )
    .expect("written");
    let half = t.scope().new_id::<TicketAttachmentId>().uuid();
    std::fs::write(folder(&t).join("incoming").join(format!("{half}#1")), b"half").expect("written");
    clear(&t).await;
    assert_eq!(files(&folder(&t)).len(), 5, "they are young");
    t.advance(TimeDelta::hours(25));
    clear(&t).await;
    left(&t, 1).await;
    assert_eq!(rows(&t).await[0].id, own, "what is used stays");
});

both!(an_account_has_so_many_uploads_that_it_does_not_use, in_a_folder, async |t: TestApp| {
    let (customer, owner) = member(&t, LinkRole::Owner).await;
    uploaded(&owner, &customer, text(b"words")).await;
    let [row] = &rows(&t).await[..] else { panic!("one row") };
    let tx = t.scope().begin().await.expect("a transaction");
    for number in 1..50 {
        let copy = ticket_attachment::Model {
            id: t.scope().new_id(),
            store_key: format!("{}-{number}", row.store_key),
            ..row.clone()
        };
        tx.insert(ticket_attachment::ActiveModel::from(copy).reset_all()).await.expect("inserted");
    }
    tx.commit().await.expect("committed");
    assert_eq!(refused(&owner, &customer, text(b"more")).await.0, "TOO_MANY");
    let input = json!({ "customerId": customer.id.to_string(), "fileName": "a.txt", "sizeBytes": 4 });
    let reply = owner.gql(REQUEST, json!({ "input": input })).await;
    assert_eq!(reply.user_errors("requestTicketUpload"), ["TOO_MANY"], "{}", reply.text);
    let of_owner = ticket_attachment::Column::UploadedBy.eq(row.uploaded_by);
    let count = t.scope().select::<ticket_attachment::Entity>().filter(of_owner).count().await;
    assert_eq!(count.expect("a count"), 50);
});

both!(what_an_employee_uploads_is_not_in_the_customer_s_activity, in_a_folder, async |t: TestApp| {
    let (customer, owner) = member(&t, LinkRole::Owner).await;
    let support = t.account().staff(LinkRole::Support).insert().await;
    let support = t.sign_in_as(&support).await;
    uploaded(&support, &customer, text(b"for a note")).await;
    let (path, _) = link(&support, &customer, 5).await;
    assert_eq!(put(&support, &path, "text/plain", b"words").await.0, 204);
    left(&t, 2).await;
    let activity = "{ viewer { customer { activity(first: 50) { nodes { action } } } } }";
    let told = async || {
        let reply = owner.gql(activity, json!({})).await;
        let nodes = reply.ok()["viewer"]["customer"]["activity"]["nodes"].as_array().cloned();
        let nodes = nodes.unwrap_or_else(|| panic!("a list: {}", reply.text));
        nodes.iter().filter(|node| node["action"] == "ticket.attachment.upload").count()
    };
    assert_eq!(told().await, 0);
    // Its own is.
    uploaded(&owner, &customer, text(b"words")).await;
    assert_eq!(told().await, 1);
    // All of them are on record.
    let action = audit::Column::Action.eq("ticket.attachment.upload");
    let count = t.scope().select::<audit::Entity>().filter(action).count().await;
    assert_eq!(count.expect("a count"), 3);
});

both!(
    without_a_store_nothing_is_taken,
    |config| config.files.store = FileStoreKind::Off,
    async |t: TestApp| {
        let (customer, owner) = member(&t, LinkRole::Owner).await;
        upload(&owner, &customer, text(b"words")).await.assert_refused(415, "BAD_USER_INPUT");
        let input = json!({ "customerId": customer.id.to_string(), "fileName": "a.txt", "sizeBytes": 4 });
        let reply = owner.gql(REQUEST, json!({ "input": input })).await;
        assert_eq!(reply.user_errors("requestTicketUpload"), ["NOT_OFFERED"], "{}", reply.text);
        assert_eq!(open(&owner, "/files/none").await.0, 404);
    }
);

both!(a_page_of_another_origin_may_put_a_file_where_it_has_a_link, in_a_folder, async |t: TestApp| {
    let (customer, owner) = member(&t, LinkRole::Owner).await;
    let (path, _) = link(&owner, &customer, 5).await;
    let get = owner.get(&path).build().expect("a request");
    let client = crate::support::http_client();
    let asked = client
        .request(reqwest::Method::OPTIONS, get.url().clone())
        .header("host", get.headers()["host"].clone())
        .header("origin", "https://app.example")
        .header("access-control-request-method", "PUT");
    let answer = asked.send().await.expect("an answer");
    assert_eq!(answer.status(), 204);
    assert_eq!(answer.headers()["access-control-allow-origin"], "https://app.example");
    assert_eq!(answer.headers()["access-control-allow-methods"], "PUT");
    assert!(!answer.headers().contains_key("access-control-allow-credentials"));
    let posted = client.post(get.url().clone()).header("host", get.headers()["host"].clone());
    let answer = posted.send().await.expect("an answer");
    assert_eq!(
        (answer.status().as_u16(), &answer.headers()["allow"]),
        (405, &"GET, HEAD, PUT, OPTIONS".parse().expect("valid"))
    );
    // A body that never comes is waited for no longer than the line is open.
    let mut socket = TcpStream::connect(("127.0.0.1", t.port())).await.expect("the server listens");
    socket.write_all(head_of("PUT", &get, 5).as_bytes()).await.expect("open");
    socket.write_all(b"wor").await.expect("open");
    socket.shutdown().await.expect("open");
    let mut answer = Vec::new();
    let _ = socket.read_to_end(&mut answer).await;
    assert!(!answer.starts_with(b"HTTP/1.1 204"), "{}", String::from_utf8_lossy(&answer));
    left(&t, 0).await;
});

/// A ticket with a reply, as rows.
async fn written(t: &TestApp, customer: &customer::Model) -> (TicketId, TicketReplyId) {
    let (ticket, reply) = (t.scope().new_id(), t.scope().new_id());
    let tx = t.scope().begin().await.expect("a transaction");
    let row = ticket::ActiveModel {
        id: Set(ticket),
        number: Set("TKT-2026-000001".to_owned()),
        customer_id: Set(customer.id),
        subject: Set("The light is red".to_owned()),
        category: Set(TicketCategory::Technical),
        priority: Set(TicketPriority::Normal),
        status: Set(TicketStatus::New),
        source: Set(TicketSource::Portal),
        sharing: Set(TicketSharing::Company),
        paused_minutes: Set(0),
        reopen_count: Set(0),
        created_at: Set(t.now()),
        updated_at: Set(t.now()),
        version: Set(1),
        ..Default::default()
    };
    tx.insert(row).await.expect("inserted");
    let row = ticket_reply::ActiveModel {
        id: Set(reply),
        ticket_id: Set(ticket),
        author_kind: Set(AuthorKind::Customer),
        author_name: Set("Alice".to_owned()),
        body: Set("See the log.".to_owned()),
        channel: Set(ReplyChannel::Portal),
        created_at: Set(t.now()),
        ..Default::default()
    };
    tx.insert(row).await.expect("inserted");
    tx.commit().await.expect("committed");
    (ticket, reply)
}

fn uuid_of(number: u128) -> uuid::Uuid {
    uuid::Uuid::from_u128(number)
}

/// The head of a request as bytes on a socket.
fn head(request: &reqwest::Request, length: usize) -> String {
    head_of(request.method().as_str(), request, length)
}

fn head_of(method: &str, request: &reqwest::Request, length: usize) -> String {
    let mut headers = String::new();
    for (name, value) in request.headers() {
        headers.extend([name.as_str(), ": ", value.to_str().expect("text"), "\r\n"]);
    }
    format!("{method} {} HTTP/1.1\r\n{headers}content-length: {length}\r\n\r\n", request.url().path())
}

/// An archive with one entry, whose content is there so many times as is said (0 and 1: once, stored).
fn zip(name: &str, content: &[u8], times: usize) -> Vec<u8> {
    let content = content.repeat(times.max(1));
    archive(name, &content, u32::try_from(content.len()).expect("small"), 0)
}

/// An archive that unpacks to a thousand times its size.
fn bomb() -> Vec<u8> {
    use std::io::Write as _;
    let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(&vec![b'0'; 50 << 20]).expect("in memory");
    archive("zeros.txt", &encoder.finish().expect("in memory"), 50 << 20, 8)
}

fn archive(name: &str, packed: &[u8], whole: u32, method: u16) -> Vec<u8> {
    let mut facts = Vec::new();
    for half in [20, 0, method, 0, 0x21_u16] {
        facts.extend(half.to_le_bytes());
    }
    let size = u32::try_from(packed.len()).expect("small");
    for word in [0, size, whole] {
        facts.extend(word.to_le_bytes());
    }
    facts.extend(u16::try_from(name.len()).expect("short").to_le_bytes());
    facts.extend([0; 2]);
    let entry = [b"PK\x03\x04".as_slice(), &facts, name.as_bytes(), packed].concat();
    let directory =
        [b"PK\x01\x02\x14\0".as_slice(), &facts, &[0; 6], &[0; 4], &[0; 4], name.as_bytes()].concat();
    let length = |bytes: &[u8]| u32::try_from(bytes.len()).expect("small").to_le_bytes();
    let end = [b"PK\x05\x06\0\0\0\0\x01\0\x01\0".as_slice(), &length(&directory), &length(&entry), &[0; 2]]
        .concat();
    [entry, directory, end].concat()
}
