//! What the calendar brings: each tenant's day is asked for its work again and again, for somebody has to be the first on
//! a new day.
//!
//! Any number of processes may run it: the work itself sees to it that it is done once.

use std::time::Duration;

use tokio_util::sync::CancellationToken;

use crate::db::{Db, PlatformScope, Scope};
use crate::kernel::actor::Actor;
use crate::kernel::clock::SharedClock;
use crate::kernel::entropy::SharedEntropy;
use crate::kernel::fault::Fault;
use crate::tenancy::{self, Calendar};

/// The job.
pub struct DailyJob {
    /// What there is to do.
    pub calendar: Calendar,
    /// A pool of the runtime that runs the job.
    pub db: Db,
    /// The time.
    pub clock: SharedClock,
    /// Random bytes for ids.
    pub entropy: SharedEntropy,
    /// Between two looks.
    pub every: Duration,
}

impl DailyJob {
    /// Works until `stop` is cancelled; a day's work that is under way is finished first, or broken off: it goes on with the
    /// next look.
    pub async fn run(&self, stop: CancellationToken) {
        while !stop.is_cancelled() {
            if let Some(Err(fault)) = stop.run_until_cancelled(self.once()).await {
                tracing::warn!(cause = %fault, "the day's work waits for the next look");
            }
            stop.run_until_cancelled(tokio::time::sleep(self.every)).await;
        }
    }

    /// One look at every tenant.
    pub async fn once(&self) -> Result<(), Fault> {
        let platform = PlatformScope::new(self.db.clone());
        for id in tenancy::active(&platform).await? {
            // Read anew: a sandbox may have moved its clock.
            let Some(tenant) = tenancy::find_by_id(&platform, id).await? else { continue };
            let (db, entropy) = (self.db.clone(), self.entropy.clone());
            let reference = tenant.reference.clone();
            let scope = Scope::new(db, reference, Actor::System, &self.clock, entropy, "jobs".into());
            self.calendar.run_day(&scope, &tenant).await;
        }
        Ok(())
    }
}
