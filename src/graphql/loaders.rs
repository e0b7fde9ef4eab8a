//! How loaders run: per request, batching as soon as the executor has nothing else to do.

use std::collections::HashMap;
use std::hash::Hash;
use std::time::Duration;

use async_graphql::dataloader::{DataLoader, Loader};
use async_graphql::futures_util::future::{BoxFuture, FutureExt as _};
use async_graphql::runtime::{Timer, TokioSpawner};

/// Yields instead of sleeping: the library's own timer waits for the clock's next tick even with delay 0,
/// which is the larger part of a small query's time (performance.md, "what pays" 1).
struct YieldingTimer;

/// Resolvers of one level may need a few polls before the last of them has asked for its key.
const YIELDS: usize = 4;

impl Timer for YieldingTimer {
    fn delay(&self, _: Duration) -> BoxFuture<'static, ()> {
        async {
            for _ in 0..YIELDS {
                tokio::task::yield_now().await;
            }
        }
        .boxed()
    }
}

/// A loader for one request. Never share one: the library batches all keys that wait on an instance,
/// whoever asks for them.
pub fn for_request<K, L>(loader: L) -> DataLoader<L>
where
    K: Send + Sync + Hash + Eq + Clone + 'static,
    L: Loader<K>,
{
    // The largest page times a few; the databases' limit on bound values is far above.
    DataLoader::new(loader, TokioSpawner::current(), YieldingTimer).max_batch_size(1000)
}

/// Groups rows by key, keeping their order; keys without rows get an empty list.
pub fn group<K: Hash + Eq + Clone, R>(keys: &[K], rows: Vec<R>, key: impl Fn(&R) -> K) -> HashMap<K, Vec<R>> {
    let mut groups: HashMap<K, Vec<R>> = keys.iter().map(|key| (key.clone(), Vec::new())).collect();
    for row in rows {
        groups.entry(key(&row)).or_default().push(row);
    }
    groups
}
