//! `portico serve`, and the signals that end it.

use std::sync::Arc;

use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;

use super::{ConfigArgs, Outcome};
use crate::app::{Application, DemoExtras};
use crate::kernel::clock::SystemClock;
use crate::kernel::entropy::SystemEntropy;
use crate::telemetry;

pub(super) async fn run(args: &ConfigArgs) -> Outcome {
    let config = args.load()?;
    telemetry::init(config.log.format, &config.log.filter)?;
    let app =
        Application::build(&config, Arc::new(SystemClock), Arc::new(SystemEntropy), &DemoExtras::default())
            .await?;
    app.run_until_stopped(stop_on_signal()?).await?;
    Ok(())
}

/// Cancelled by SIGTERM and SIGINT.
pub(super) fn stop_on_signal() -> std::io::Result<CancellationToken> {
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    let stop = CancellationToken::new();
    let cancelled = stop.clone();
    tokio::spawn(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        cancelled.cancel();
    });
    Ok(stop)
}
