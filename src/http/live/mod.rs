//! What WebSockets and event streams have in common: how many there may be, whose they are, and when they must close.
//!
//! A live connection outlasts the moment in which its caller was known. So it watches its session (`presence`), counts
//! against limits for as long as it is open (`crowd`), and closes at once when the server stops.

mod crowd;
mod presence;
mod settings;

use std::sync::Arc;
use std::time::Duration;

use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

pub(super) use self::crowd::{Crowd, Place};
pub(super) use self::presence::{Caller, Denied, Over, Presence};
pub use self::settings::LiveSettings;

/// How long a stopping server waits until its connections have said goodbye.
const FAREWELL: Duration = Duration::from_secs(2);

/// The live connections of the process.
pub(super) struct Live {
    pub(super) settings: LiveSettings,
    pub(super) crowd: Arc<Crowd>,
    /// Cancelled when the server stops.
    pub(super) stopping: CancellationToken,
    /// The WebSockets: they have left the HTTP server, which therefore does not wait for them.
    pub(super) sockets: TaskTracker,
}

impl Live {
    pub(super) fn new(settings: LiveSettings) -> Arc<Self> {
        Arc::new(Self {
            crowd: Crowd::new(&settings),
            settings,
            stopping: CancellationToken::new(),
            sockets: TaskTracker::new(),
        })
    }

    /// Closes every connection and waits, for a moment, until they are closed.
    pub(super) async fn close(&self) {
        self.stopping.cancel();
        self.sockets.close();
        if tokio::time::timeout(FAREWELL, self.sockets.wait()).await.is_err() {
            tracing::warn!(open = self.sockets.len(), "connections are cut off: they did not close in time");
        }
    }
}
