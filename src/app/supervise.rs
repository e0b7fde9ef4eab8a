//! Work beside the requests: what panics begins again, and what does not end in time is broken off.

use std::panic::AssertUnwindSafe;
use std::time::Duration;

use futures_util::FutureExt as _;
use tokio::task::JoinSet;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

/// How long to wait after a panic.
#[derive(Debug, Clone, Copy)]
struct Backoff {
    /// After the first; doubled with each that follows.
    first: Duration,
    /// At most.
    most: Duration,
    /// Work that has gone on for so long begins anew at `first`.
    calm: Duration,
}

const BACKOFF: Backoff =
    Backoff { first: Duration::from_secs(1), most: Duration::from_mins(1), calm: Duration::from_mins(5) };

/// Background work under way.
#[derive(Default)]
pub(super) struct Running(JoinSet<()>);

impl Running {
    /// Begins work that goes on until `stop` is cancelled. A panic is a fault of ours that must not end it for good: it
    /// is logged, and the work begins again, later each time.
    pub(super) fn start<F>(
        &mut self,
        name: &'static str,
        stop: &CancellationToken,
        work: impl Fn() -> F + Send + 'static,
    ) where
        F: Future<Output = ()> + Send + 'static,
    {
        let stop = stop.clone();
        self.0.spawn(async move { keep(name, &stop, BACKOFF, work).await });
    }

    /// Waits until all of it has ended, and breaks off what has not by then.
    pub(super) async fn wait(mut self, patience: Duration) {
        let ended = async {
            while let Some(ended) = self.0.join_next().await {
                if let Err(error) = ended {
                    tracing::error!(%error, "background work failed");
                }
            }
        };
        if tokio::time::timeout(patience, ended).await.is_err() {
            tracing::error!(left = self.0.len(), "background work did not end in time and is broken off");
            self.0.shutdown().await;
        }
    }
}

async fn keep<F: Future<Output = ()>>(
    name: &'static str,
    stop: &CancellationToken,
    backoff: Backoff,
    work: impl Fn() -> F,
) {
    let mut wait = backoff.first;
    loop {
        let begun = Instant::now();
        // Nothing that the work has left half done is used again: it begins from what is stored.
        if AssertUnwindSafe(work()).catch_unwind().await.is_ok() || stop.is_cancelled() {
            return;
        }
        if begun.elapsed() >= backoff.calm {
            wait = backoff.first;
        }
        tracing::error!(job = name, again_in_seconds = wait.as_secs(), "a job panicked and will begin again");
        if stop.run_until_cancelled(tokio::time::sleep(wait)).await.is_none() {
            return;
        }
        wait = (wait * 2).min(backoff.most);
    }
}
