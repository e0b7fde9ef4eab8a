//! What happens when a service hangs, dies, or is full (threats.md rows 21 and 22). Each test has services of its own.
//!
//! How soon a fault must be told is a matter of the load suite's percentiles; here it is a deadline ten times as long.

mod audit;
mod database;
mod sessions;

use std::time::{Duration, Instant};

use futures_util::future::join_all;
use portico::config::Config;

use crate::support::caller::Caller;
use crate::support::reply::Reply;
use crate::support::wait::until;

/// Limits that an unoptimised server on a busy machine keeps while nothing is broken.
fn limits(config: &mut Config) {
    config.sessions.redis_timeout_ms = 1_000;
    config.database.acquire_timeout_ms = 1_500;
}

/// Asks who calls; demands an answer within `patience`.
async fn asked(caller: &Caller, patience: Duration) -> Reply {
    let started = Instant::now();
    let reply = caller.gql("{ viewer { account { id } } }", serde_json::json!({})).await;
    assert!(started.elapsed() < patience, "{:?}: {}", started.elapsed(), reply.text);
    reply
}

/// Waits until the server has recovered by itself: on each of its connections, for one that broke is found out by the
/// request that uses it.
async fn recovered(caller: &Caller, patience: Duration) {
    until("the server recovers by itself", async || {
        let replies = join_all((0..8).map(|_| asked(caller, patience))).await;
        replies.iter().all(|reply| reply.codes().is_empty())
    })
    .await;
}

#[test]
fn faults_are_told_in_time_unless_configured_otherwise() {
    let defaults = Config::default();
    assert!(defaults.sessions.redis_timeout_ms < 500, "threats.md row 21");
    assert!(defaults.database.acquire_timeout_ms < 2_000, "threats.md row 22");
}
