//! `portico worker`: the jobs behind the API.

use std::sync::Arc;

use super::serve::stop_on_signal;
use super::{ConfigArgs, Outcome};
use crate::app::Worker;
use crate::kernel::clock::SystemClock;
use crate::kernel::entropy::SystemEntropy;
use crate::telemetry;

pub(super) async fn run(args: &ConfigArgs) -> Outcome {
    let config = args.load()?;
    telemetry::init(config.log.format, &config.log.filter)?;
    telemetry::log_panics();
    let worker = Worker::build(&config, Arc::new(SystemClock), Arc::new(SystemEntropy)).await?;
    Box::pin(worker.run_until_stopped(stop_on_signal()?)).await;
    Ok(())
}
