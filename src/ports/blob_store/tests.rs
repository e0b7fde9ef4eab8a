use std::sync::Arc;

use chrono::TimeDelta;

use super::*;
use crate::kernel::clock::{Clock as _, ManualClock};
use crate::kernel::entropy::SeededEntropy;

const MAX: u64 = 12 << 20;

fn now() -> Instant {
    "2026-11-22T10:00:00Z".parse().expect("an instant")
}

fn clock() -> Arc<ManualClock> {
    Arc::new(ManualClock::at(now()))
}

/// Each kind of store that needs no network.
fn stores(clock: &Arc<ManualClock>) -> (tempfile::TempDir, [BlobStore; 2]) {
    let folder = tempfile::tempdir().expect("a folder");
    let on_disk = BlobStore::folder(folder.path(), MAX, clock.clone()).expect("a store");
    (folder, [BlobStore::memory(MAX, clock.clone()), on_disk])
}

async fn received(store: &BlobStore, random: &SeededEntropy, content: &[u8]) -> Received {
    let mut incoming = store.receive(random);
    for chunk in content.chunks(100_000) {
        incoming.write(chunk).await.expect("written");
    }
    incoming.finish().await.expect("received")
}

/// Waits until the store is empty: what is let go of goes a little later.
async fn empty(store: &BlobStore) {
    let emptied = async {
        while !store.keys("").await.expect("listed").is_empty() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), emptied).await.expect("the store gets empty");
}

#[tokio::test]
async fn small_and_large_files_come_back_as_they_were_and_are_kept_or_let_go() {
    let random = SeededEntropy::new(1);
    let (_folder, stores) = stores(&clock());
    for store in stores {
        for size in [1, 5 << 20, (5 << 20) + 1, 11 << 20] {
            let content: Vec<u8> = (0..size).map(|at: usize| at.to_le_bytes()[0]).collect();
            let file = received(&store, &random, &content).await;
            assert_eq!(file.size(), content.len() as u64);
            assert_eq!(file.sha256().len(), 64);
            assert!(file.bytes().await.expect("read") == content);
            file.keep("kept/one").await.expect("copied").stays();
            drop(file);
            assert!(store.read("kept/one").await.expect("read").expect("there") == content);
            store.delete("kept/one").await.expect("deleted");
            store.delete("kept/one").await.expect("deleting twice deletes nothing");
            assert_eq!(store.read("kept/one").await.expect("read"), None);
            empty(&store).await;
        }
    }
}

#[tokio::test]
async fn whoever_lets_go_leaves_nothing_behind() {
    let random = SeededEntropy::new(2);
    let (folder, stores) = stores(&clock());
    for store in stores {
        let mut half = store.receive(&random);
        half.write(&vec![7; 6 << 20]).await.expect("written");
        drop(half);
        let file = received(&store, &random, b"a file").await;
        let kept = file.keep("kept/two").await.expect("copied");
        drop((file, kept));
        empty(&store).await;
    }
    let incoming = folder.path().join(INCOMING);
    let halves = || std::fs::read_dir(&incoming).expect("a folder").count();
    let gone = async {
        while halves() > 0 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), gone).await.expect("halves go, too");
}

#[tokio::test]
async fn a_file_is_as_large_as_it_may_be() {
    let random = SeededEntropy::new(3);
    let store = BlobStore::memory(10, clock());
    let mut incoming = store.receive(&random);
    incoming.write(b"0123456789").await.expect("ten");
    assert!(matches!(incoming.write(b"0").await, Err(WriteError::TooLarge)));
}

#[tokio::test]
async fn what_a_crash_has_left_goes_after_its_time() {
    let (random, clock) = (SeededEntropy::new(4), clock());
    let (folder, stores) = stores(&clock);
    for store in &stores {
        std::mem::forget(received(store, &random, b"left behind").await);
    }
    let half = folder.path().join(INCOMING).join("01936a2c-1400-7000-8000-000000000000#1");
    std::fs::write(&half, b"half").expect("written");
    clock.advance(TimeDelta::hours(24));
    for store in &stores {
        std::mem::forget(received(store, &random, b"new").await);
    }
    let [in_memory, on_disk] = &stores;
    let before = clock.now() - TimeDelta::hours(1);
    assert_eq!(in_memory.clear_incoming(before).await.expect("cleared"), 1);
    // That half is of 2024.
    assert_eq!(on_disk.clear_incoming(before).await.expect("cleared"), 2);
    assert!(!half.exists());
    for store in &stores {
        assert_eq!(store.keys(INCOMING).await.expect("listed").len(), 1);
        assert_eq!(store.clear_incoming(before).await.expect("cleared"), 0);
    }
}

#[test]
fn a_bucket_needs_no_answer_to_be_named() {
    crate::ports::tls::install();
    let settings = S3Settings {
        bucket: "tickets".to_owned(),
        endpoint: Some("http://127.0.0.1:9000".to_owned()),
        region: "eu-central-1".to_owned(),
        access_key_id: "key".into(),
        secret_access_key: "secret".into(),
    };
    let store = BlobStore::s3(&settings, MAX, clock()).expect("a store");
    assert_eq!(format!("{store:?} {settings:?}").matches("secret\"").count(), 0, "no secret is printed");
}
