//! Runs of playbooks are taken, run and written down.
//!
//! Any number of processes may run it: a run is taken by whoever is quickest, under a lease that is prolonged while it is under
//! way. What a killed process had is written down as failed by another, when the lease is over.

use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio::time::{Instant, MissedTickBehavior};
use tokio_util::sync::CancellationToken;

use super::places::Places;
use crate::automation::live::Progress;
use crate::automation::{self, Automation, Beat, Claimed};
use crate::db::{Db, PlatformScope, Scope};
use crate::kernel::actor::Actor;
use crate::kernel::clock::SharedClock;
use crate::kernel::entropy::SharedEntropy;
use crate::kernel::fault::Fault;
use crate::kernel::ids::TenantId;
use crate::ports::automation::{End, Finished, PlaybookRunner};
use crate::ports::event_bus::{EventBus, Word};
use crate::ports::secrets::Secrets;
use crate::tenancy;

/// Between two looks for runs that wait.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// How often lines are written that a run has printed, at most.
const WRITE_EVERY: Duration = Duration::from_millis(250);

/// Lines that wait to be written; then the run waits.
const HELD: usize = 500;

/// The job. Cheap to clone.
#[derive(Clone)]
pub struct AutomationJob {
    /// The playbooks, and what opens secrets.
    pub automation: Automation,
    /// Runs them.
    pub runner: Arc<dyn PlaybookRunner>,
    /// What playbooks need beside what callers say.
    pub secrets: Secrets,
    /// Tells open pages that there is more to read.
    pub bus: Arc<dyn EventBus>,
    /// A pool of the runtime that runs the job.
    pub db: Db,
    /// The time.
    pub clock: SharedClock,
    /// Random bytes for ids.
    pub entropy: SharedEntropy,
    /// Names the process among those that run playbooks.
    pub holder: String,
    /// How long a run may take.
    pub time_limit: Duration,
    /// After how long without a word a run has lost its worker.
    pub lease: Duration,
    /// Runs at once.
    pub concurrency: usize,
}

impl AutomationJob {
    /// Works until `stop` is cancelled. Runs under way are cancelled then: they would be lost with the process.
    pub async fn run(&self, stop: CancellationToken) {
        let mut places = Places::new(self.concurrency);
        let mut under_way = JoinSet::new();
        self.runner.sweep_left();
        while !stop.is_cancelled() {
            if let Err(fault) = self.look(&mut places, &mut under_way, &stop).await {
                tracing::warn!(cause = %fault, "runs of playbooks wait for the next look");
            }
            while under_way.try_join_next().is_some() {}
            stop.run_until_cancelled(tokio::time::sleep(LOOK_EVERY)).await;
        }
        while under_way.join_next().await.is_some() {}
    }

    /// Begins what waits, as far as there are places: one run of each tenant in turn, so that whoever asks for many keeps
    /// nobody else waiting.
    async fn look(
        &self,
        places: &mut Places,
        under_way: &mut JoinSet<()>,
        stop: &CancellationToken,
    ) -> Result<(), Fault> {
        let platform = PlatformScope::new(self.db.clone());
        let mut waiting = Vec::new();
        for tenant in automation::tenants_with_work(&platform, self.clock.now()).await? {
            let Some(scope) = self.scope(&platform, tenant).await? else { continue };
            for lost in automation::give_up_lost(&scope).await? {
                tracing::error!(%tenant, run = %lost, "the worker of a run was lost");
                self.runner.sweep(&lost.to_string());
            }
            waiting.push(scope);
        }
        while !waiting.is_empty() {
            places.in_turn(&mut waiting, |scope: &Scope| scope.tenant().id);
            let mut more = Vec::new();
            for scope in waiting {
                if stop.is_cancelled() {
                    return Ok(());
                }
                let tenant = scope.tenant().id;
                let Some(place) = places.take(tenant) else { continue };
                let Some(claimed) = automation::claim(&scope, &self.holder, self.lease()).await? else {
                    continue;
                };
                places.served(tenant);
                let (job, run_scope, stop) = (self.clone(), scope.clone(), stop.clone());
                under_way.spawn(async move {
                    job.carry_out(&run_scope, &claimed, &stop).await;
                    drop(place);
                });
                more.push(scope);
            }
            waiting = more;
        }
        Ok(())
    }

    /// One look, and what it has begun to its end: for whoever has no loop.
    pub async fn once(&self, stop: &CancellationToken) -> Result<(), Fault> {
        let mut places = Places::new(self.concurrency);
        let mut under_way = JoinSet::new();
        self.look(&mut places, &mut under_way, stop).await?;
        while under_way.join_next().await.is_some() {}
        Ok(())
    }

    fn lease(&self) -> TimeDelta {
        TimeDelta::from_std(self.lease).unwrap_or(TimeDelta::MAX)
    }

    async fn scope(&self, platform: &PlatformScope, tenant: TenantId) -> Result<Option<Scope>, Fault> {
        let Some(found) = tenancy::find_by_id(platform, tenant).await? else { return Ok(None) };
        let reference = found.reference.clone();
        let (db, entropy) = (self.db.clone(), self.entropy.clone());
        Ok(Some(Scope::new(db, reference, Actor::System, &self.clock, entropy, "jobs".into())))
    }

    /// The same tenant at this moment: a run takes longer than a scope is worth.
    fn now(&self, scope: &Scope) -> Scope {
        let reference = Arc::new(scope.tenant().clone());
        let (db, entropy) = (self.db.clone(), self.entropy.clone());
        Scope::new(db, reference, Actor::System, &self.clock, entropy, "jobs".into())
    }

    /// Runs a playbook that was taken, and writes down what came of it.
    async fn carry_out(&self, scope: &Scope, claimed: &Claimed, stop: &CancellationToken) {
        let (run, playbook) = (claimed.run.id, &claimed.run.playbook);
        tracing::info!(%run, playbook, "a playbook is run");
        let outcome = self.attempt(scope, claimed, stop).await;
        let written = match outcome {
            Outcome::Lost => Ok(false),
            outcome => self.write(scope, claimed, &outcome).await,
        };
        match written {
            Ok(true) => tracing::info!(%run, playbook, "a run is over"),
            Ok(false) => tracing::error!(%run, playbook, "a run was lost to somebody else"),
            Err(fault) => {
                tracing::error!(%run, playbook, cause = %fault, "what came of a run was not written; it will count as lost");
            }
        }
        self.tell(scope, claimed).await;
    }

    /// Writes down what came of a run, again and again for as long as the lease lasts: the database may be away for a moment.
    async fn write(&self, scope: &Scope, claimed: &Claimed, outcome: &Outcome) -> Result<bool, Fault> {
        let begun = Instant::now();
        loop {
            let now = self.now(scope);
            let written = match outcome {
                Outcome::Finished(finished) => automation::end(&now, claimed, finished, false).await,
                Outcome::Stopped(finished) => automation::end(&now, claimed, finished, true).await,
                Outcome::Unstarted(why) => automation::end_unstarted(&now, claimed, why.clone()).await,
                Outcome::Lost => return Ok(false),
            };
            match written {
                Err(fault) if begun.elapsed() < self.lease => {
                    tracing::warn!(cause = %fault, "what came of a run is written at the next try");
                    tokio::time::sleep(WRITE_EVERY).await;
                }
                written => return written,
            }
        }
    }

    async fn attempt(&self, scope: &Scope, claimed: &Claimed, stop: &CancellationToken) -> Outcome {
        if claimed.run.cancel_asked_at.is_some() {
            return Outcome::Unstarted(None);
        }
        let prepared =
            automation::prepare(scope, &self.automation, &self.secrets, &claimed.run, self.time_limit).await;
        let job = match prepared {
            Ok(Ok(job)) => job,
            Ok(Err(why)) => return Outcome::Unstarted(Some(why)),
            // It has to be written down all the same: nobody comes back to it.
            Err(fault) => {
                tracing::error!(run = %claimed.run.id, cause = %fault, "a run could not be prepared");
                return Outcome::Unstarted(Some("it could not be prepared: a fault of ours".to_owned()));
            }
        };
        let (sender, lines) = mpsc::channel(HELD);
        let cancel = stop.child_token();
        let running = self.runner.run(&job, sender, &cancel);
        let watching = self.watch(scope, claimed, lines, &cancel);
        // Where the run is lost the first of them is let go of, which ends it.
        let both = tokio::try_join!(async { Ok::<_, ()>(running.await) }, async {
            if watching.await { Ok(()) } else { Err(()) }
        });
        match both {
            Err(()) => Outcome::Lost,
            Ok((Err(error), ())) => Outcome::Unstarted(Some(error.to_string())),
            Ok((Ok(finished), ())) if finished.end == End::Cancelled && stop.is_cancelled() => {
                Outcome::Stopped(finished)
            }
            Ok((Ok(finished), ())) => Outcome::Finished(finished),
        }
    }

    /// Writes what a run prints and is heard of, until it prints nothing more; whether the run is still ours.
    async fn watch(
        &self,
        scope: &Scope,
        claimed: &Claimed,
        mut lines: mpsc::Receiver<String>,
        cancel: &CancellationToken,
    ) -> bool {
        let mut tick = tokio::time::interval(WRITE_EVERY);
        tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let (mut batch, mut written, mut open) = (Vec::new(), 0_i32, true);
        let mut heard = Instant::now();
        loop {
            tokio::select! {
                line = lines.recv(), if open && batch.len() < HELD => {
                    match line {
                        Some(line) => {
                            batch.push(line);
                            if batch.len() < HELD {
                                continue;
                            }
                        }
                        None => open = false,
                    }
                }
                _ = tick.tick() => {}
            }
            if batch.is_empty() && open && heard.elapsed() < (self.lease / 3).min(LOOK_EVERY) {
                continue;
            }
            match automation::beat(&self.now(scope), claimed, self.lease(), written, &batch).await {
                Ok(Beat { ours: false, .. }) => return false,
                Ok(Beat { ours: true, cancel: asked }) => {
                    heard = Instant::now();
                    if asked {
                        cancel.cancel();
                    }
                    if !batch.is_empty() {
                        written = written.saturating_add(i32::try_from(batch.len()).unwrap_or(i32::MAX));
                        batch.clear();
                        self.tell(scope, claimed).await;
                    }
                    if !open {
                        return true;
                    }
                }
                Err(fault) if heard.elapsed() < self.lease => {
                    tracing::warn!(run = %claimed.run.id, cause = %fault, "what a run prints waits to be written");
                    tokio::time::sleep(WRITE_EVERY).await;
                }
                // Nobody has heard of us for so long that somebody may have given the run up: it must not go on.
                Err(fault) => {
                    tracing::error!(run = %claimed.run.id, cause = %fault, "a run is ended: nobody can be told of it");
                    return false;
                }
            }
        }
    }

    /// Tells open pages that there is more to read of a run. They look by themselves as well.
    async fn tell(&self, scope: &Scope, claimed: &Claimed) {
        let body = Progress { automation_run: claimed.run.id }.word();
        if let Err(fault) = self.bus.say(&Word { tenant: scope.tenant().id, body: body.into() }).await {
            tracing::debug!(cause = %fault, "a word is lost");
        }
    }
}

/// What came of a run.
enum Outcome {
    /// It has come to its end.
    Finished(Finished),
    /// It was ended because this process is to end.
    Stopped(Finished),
    /// It was not begun, and why; none: somebody did not want it any more.
    Unstarted(Option<String>),
    /// It is not ours any more: whoever has given it up has written it down.
    Lost,
}
