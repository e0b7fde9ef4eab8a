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

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    const QUICK: Backoff = Backoff {
        first: Duration::from_millis(1),
        most: Duration::from_millis(4),
        calm: Duration::from_mins(1),
    };

    #[tokio::test]
    async fn what_panics_begins_again_until_it_is_told_to_stop() {
        let (stop, begun) = (CancellationToken::new(), AtomicU32::new(0));
        let work = || async {
            assert!(begun.fetch_add(1, Ordering::Relaxed) >= 3, "a fault of ours");
            stop.cancelled().await;
        };
        let stopping = async {
            while begun.load(Ordering::Relaxed) < 4 {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
            stop.cancel();
        };
        let both = async { tokio::join!(keep("test", &stop, QUICK, work), stopping) };
        tokio::time::timeout(Duration::from_secs(30), both).await.expect("it ends");
        assert_eq!(begun.load(Ordering::Relaxed), 4, "three panics, and work that goes on");
    }

    #[tokio::test]
    async fn what_panics_while_it_is_stopped_does_not_begin_again() {
        let (stop, begun) = (CancellationToken::new(), Arc::new(AtomicU32::new(0)));
        let mut running = Running::default();
        let (stopped, count) = (stop.clone(), begun.clone());
        running.start("test", &stop, move || {
            let (stopped, count) = (stopped.clone(), count.clone());
            async move {
                count.fetch_add(1, Ordering::Relaxed);
                stopped.cancelled().await;
                panic!("a fault of ours");
            }
        });
        while begun.load(Ordering::Relaxed) == 0 {
            tokio::task::yield_now().await;
        }
        stop.cancel();
        running.wait(Duration::from_secs(30)).await;
        assert_eq!(begun.load(Ordering::Relaxed), 1);
    }

    #[tokio::test]
    async fn what_does_not_end_is_broken_off() {
        /// Tells that it went.
        struct Held(Arc<AtomicU32>);
        impl Drop for Held {
            fn drop(&mut self) {
                self.0.fetch_add(1, Ordering::Relaxed);
            }
        }
        let gone = Arc::new(AtomicU32::new(0));
        let mut running = Running::default();
        let held = gone.clone();
        running.start("test", &CancellationToken::new(), move || {
            let held = Held(held.clone());
            async move {
                let _held = held;
                std::future::pending::<()>().await;
            }
        });
        tokio::task::yield_now().await;
        running.wait(Duration::from_millis(20)).await;
        assert_eq!(gone.load(Ordering::Relaxed), 1);
    }
}
