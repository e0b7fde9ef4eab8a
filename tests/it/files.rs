//! The store of files over a server that speaks S3 and shares no code with us: `moto_server` (the package `moto` of PyPI).
//! The long tier installs it; where it is not installed, this says so and looks at nothing.

use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use portico::kernel::clock::{Clock as _, ManualClock};
use portico::kernel::entropy::SeededEntropy;
use portico::ports::blob_store::{BlobStore, S3Settings};

use crate::support::app::now;
use crate::support::guard::{Guarded, free_port, scratch};
use crate::support::wait;

/// Larger than what a bucket takes in one piece.
const MAX: u64 = 12 << 20;

/// The server, if it is installed.
fn installed() -> Option<String> {
    let named = std::env::var("MOTO_SERVER").unwrap_or_else(|_| "moto_server".to_owned());
    let answers = Command::new(&named).arg("--help").output();
    answers.is_ok_and(|output| output.status.success()).then_some(named)
}

/// A bucket of its own.
struct Bucket {
    address: String,
    http: reqwest::Client,
    _process: Guarded,
}

impl Bucket {
    async fn start(program: &str) -> Self {
        portico::ports::tls::install();
        let (dir, port) = (scratch("moto"), free_port());
        let mut command = Command::new(program);
        command.args(["-H", "127.0.0.1", "-p", &port.to_string()]);
        let process = Guarded::start(&command, "KILL", &dir.join("log"));
        let address = format!("http://127.0.0.1:{port}");
        let bucket = Self { address, http: crate::support::http_client(), _process: process };
        wait::until("the bucket is made", async || {
            let made = bucket.http.put(format!("{}/tickets", bucket.address)).send().await;
            made.is_ok_and(|answer| answer.status().is_success())
        })
        .await;
        bucket
    }

    fn store(&self, clock: &Arc<ManualClock>) -> BlobStore {
        let settings = S3Settings {
            bucket: "tickets".to_owned(),
            endpoint: Some(self.address.clone()),
            region: "us-east-1".to_owned(),
            access_key_id: "tests".into(),
            secret_access_key: "tests".into(),
        };
        BlobStore::s3(&settings, MAX, clock.clone()).expect("a store")
    }

    /// What the server says of uploads that are not complete, as it was not we who wrote that.
    async fn halves(&self) -> usize {
        let asked = self.http.get(format!("{}/tickets?uploads", self.address)).send().await;
        let text = asked.expect("an answer").text().await.expect("a body");
        assert!(text.contains("ListMultipartUploadsResult"), "{text}");
        text.matches("<UploadId>").count()
    }
}

async fn empty(store: &BlobStore) {
    wait::until("the bucket is empty", async || store.keys("").await.expect("listed").is_empty()).await;
}

#[tokio::test]
async fn files_come_and_go_in_a_bucket() {
    let Some(program) = installed() else {
        eprintln!("skipped: moto_server is not installed (pip install 'moto[server]')");
        return;
    };
    let bucket = Bucket::start(&program).await;
    let (clock, random) = (Arc::new(ManualClock::at(now())), SeededEntropy::new(1));
    let store = bucket.store(&clock);
    for size in [1, 5 << 20, (5 << 20) + 1, 11 << 20] {
        let content: Vec<u8> = (0..size).map(|at: usize| at.to_le_bytes()[0]).collect();
        let mut incoming = store.receive(&random);
        for chunk in content.chunks(100_000) {
            incoming.write(chunk).await.expect("written");
        }
        let file = incoming.finish().await.expect("received");
        assert_eq!(file.size(), content.len() as u64);
        assert!(file.bytes().await.expect("read") == content);
        file.keep("kept/one").await.expect("copied").stays();
        drop(file);
        assert!(store.read("kept/one").await.expect("read").expect("there") == content);
        store.delete("kept/one").await.expect("deleted");
        store.delete("kept/one").await.expect("deleting twice deletes nothing");
        assert_eq!(store.read("kept/one").await.expect("read"), None);
        empty(&store).await;
    }
    // Who lets go half-way leaves no parts behind.
    let mut half = store.receive(&random);
    half.write(&vec![7; 6 << 20]).await.expect("written");
    assert_eq!(bucket.halves().await, 1);
    drop(half);
    wait::until("the parts are gone", async || bucket.halves().await == 0).await;
    // What a crash has left goes after its time.
    let mut left = store.receive(&random);
    left.write(b"left behind").await.expect("written");
    std::mem::forget(left.finish().await.expect("received"));
    clock.advance(TimeDelta::hours(24));
    assert_eq!(store.clear_incoming(clock.now() - TimeDelta::hours(1)).await.expect("cleared"), 1);
    assert_eq!(store.keys("").await.expect("listed"), [""; 0]);
}

#[tokio::test]
async fn a_bucket_that_is_gone_is_a_fault_and_not_a_missing_file() {
    let Some(program) = installed() else {
        eprintln!("skipped: moto_server is not installed (pip install 'moto[server]')");
        return;
    };
    let bucket = Bucket::start(&program).await;
    let clock = Arc::new(ManualClock::at(now()));
    let store = bucket.store(&clock);
    assert_eq!(store.read("kept/none").await.expect("it answers"), None);
    drop(bucket);
    let asked = tokio::time::timeout(Duration::from_mins(5), store.read("kept/none")).await;
    asked.expect("it gives up").expect_err("nobody answers");
}
