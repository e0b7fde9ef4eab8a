//! Requests with files: their limits, over a real socket.

use std::sync::Arc;
use std::time::Duration;

use portico::http::Settings;
use portico::kernel::clock::SystemClock;
use portico::ports::blob_store::BlobStore;

use super::raw::{self, Connection};
use super::toy::{Deeds, SESSION, TestServer, until};
use crate::support::wait;

/// Bytes of a file that the servers here take.
const MAX: u64 = 1_000;

fn store() -> BlobStore {
    BlobStore::memory(MAX, Arc::new(SystemClock))
}

/// A request with these files, and their paths.
fn request(session: Option<&str>, files: &[&str], announced: Option<usize>) -> String {
    let part = |name: &str| format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"");
    let nulls = vec!["null"; files.len()].join(",");
    let paths: Vec<String> =
        (0..files.len()).map(|file| format!("\"f{file}\":[\"variables.files.{file}\"]")).collect();
    let mut body = format!(
        "{}\r\n\r\n{{\"query\":\"{{ caller }}\",\"variables\":{{\"files\":[{nulls}]}}}}\r\n{}\r\n\r\n{{{}}}\r\n",
        part("operations"),
        part("map"),
        paths.join(",")
    );
    for (file, content) in files.iter().enumerate() {
        body.push_str(&part(&format!("f{file}")));
        body.push_str("; filename=\"a.txt\"\r\n\r\n");
        body.push_str(content);
        body.push_str("\r\n");
    }
    body.push_str("--x--\r\n");
    let cookie = session.map(|session| format!("cookie: __Host-portico={session}\r\n")).unwrap_or_default();
    format!(
        "POST /graphql HTTP/1.1\r\nhost: 127.0.0.1\r\nx-portico-client: tests\r\n{cookie}\
         content-type: multipart/form-data; boundary=x\r\ncontent-length: {}\r\n\r\n{body}",
        announced.unwrap_or(body.len())
    )
}

async fn is_empty(store: &BlobStore) -> bool {
    store.keys("").await.expect("in memory").is_empty()
}

/// What nobody has taken goes with its request.
async fn emptied(store: &BlobStore) {
    wait::until("nothing is left in the store", async || is_empty(store).await).await;
}

#[tokio::test]
async fn files_come_with_an_operation_and_go_with_it() {
    let store = store();
    let server = TestServer::taking_files(Settings::default(), store.clone());
    let full = "x".repeat(usize::try_from(MAX).expect("small"));
    let text = raw::exchange(server.port, request(Some(SESSION), &["one", &full], None)).await;
    assert_eq!(raw::status(&text), 200, "{text}");
    assert!(text.contains("alice"), "{text}");
    assert_eq!((Deeds::count(&server.deeds.executions), Deeds::count(&server.deeds.files)), (1, 2));
    emptied(&store).await;
}

#[tokio::test]
async fn more_than_there_may_be_is_refused_and_leaves_nothing() {
    let store = store();
    let server = TestServer::taking_files(Settings::default(), store.clone());
    let large = "x".repeat(1_001);
    for (session, files, announced, status, code) in [
        (Some(SESSION), vec!["one", &*large], None, 413, "PAYLOAD_TOO_LARGE"),
        (Some(SESSION), vec!["one"; 11], None, 400, "BAD_USER_INPUT"),
        (None, vec!["one"], None, 401, "UNAUTHENTICATED"),
        (Some("nobody"), vec!["one"], None, 401, "UNAUTHENTICATED"),
    ] {
        let count = files.len();
        let text = raw::exchange(server.port, request(session, &files, announced)).await;
        assert_eq!(raw::status(&text), status, "{count}: {text}");
        assert!(text.contains(code), "{text}");
    }
    // What is announced is refused before it is there, once its sender has done or left.
    let mut connection = Connection::open(server.port).await;
    connection.send(request(Some(SESSION), &["one"], Some(50 << 20))).await;
    drop(connection);
    assert_eq!(Deeds::count(&server.deeds.executions), 0);
    emptied(&store).await;
}

#[tokio::test]
async fn a_file_that_does_not_go_on_is_given_up() {
    let settings = Settings { body_timeout: Duration::from_millis(300), ..Settings::default() };
    let store = store();
    let server = TestServer::taking_files(settings, store.clone());
    let text = request(Some(SESSION), &["one", "two"], None);
    let mut connection = Connection::open(server.port).await;
    connection.send(&text[..text.len() - 15]).await;
    let answer = connection.answer().await;
    assert_eq!(raw::status(&answer), 408, "{answer}");
    assert_eq!(Deeds::count(&server.deeds.executions), 0);
    emptied(&store).await;
}

#[tokio::test]
async fn a_file_that_comes_too_slowly_is_given_up() {
    let settings = Settings { upload_timeout: Duration::from_millis(300), ..Settings::default() };
    let store = store();
    let server = TestServer::taking_files(settings, store.clone());
    let text = request(Some(SESSION), &["one"], None);
    let mut connection = Connection::open(server.port).await;
    connection.send(&text[..text.len() - 15]).await;
    // Long before a pause would be too long.
    assert_eq!(raw::status(&connection.answer().await), 408);
    emptied(&store).await;
}

#[tokio::test]
async fn there_are_so_many_places_for_files() {
    one_place(Settings { max_uploads: 1, ..Settings::default() }).await;
    one_place(Settings { max_uploads_per_address: 1, ..Settings::default() }).await;
    one_place(Settings { max_uploads_per_account: 1, ..Settings::default() }).await;
}

/// While one file comes, no other does.
async fn one_place(settings: Settings) {
    let store = store();
    let server = TestServer::taking_files(settings, store.clone());
    let text = request(Some(SESSION), &["one", "two"], None);
    let mut first = Connection::open(server.port).await;
    first.send(&text[..text.len() - 15]).await;
    wait::until("the first file is there", async || !is_empty(&store).await).await;
    let second = raw::exchange(server.port, &text).await;
    assert_eq!(raw::status(&second), 503, "{second}");
    first.send(&text[text.len() - 15..]).await;
    assert_eq!(raw::status(&first.answer().await), 200);
    until(&server.deeds.files, 2).await;
    emptied(&store).await;
}
