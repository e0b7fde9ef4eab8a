//! Autopay by the calendar, for the days of a sandbox.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use chrono::{Days, TimeDelta};
use tracing::Instrument as _;

use super::Payments;
use super::draw::BATCH;
use crate::billing::ledger::issued_since;
use crate::db::Scope;
use crate::kernel::fault::Fault;
use crate::payments::autopay::first_attempts;
use crate::payments::store::autopay as store;
use crate::tenancy::{DailyWork, Tenant};

/// How long a day waits for a gateway: less than a request that moves the clock may take.
const PATIENCE: Duration = Duration::from_secs(3);

/// Invoices that are planned for in one transaction.
const CHUNK: usize = 500;

/// What a sandbox's day draws, after its bills and before its dunning; dated by that day.
///
/// The days of a sandbox pass faster than events are heard and than a job looks, so its calendar plans what the listener
/// would plan and draws what the job would draw, on the day it is due. Both go on beside it, for the day that is present, and
/// neither draws what the other does: see [`draw`](super::draw). The days of a real tenant are left to the job: it looks
/// every minute, and a gateway that takes its time keeps no other tenant's day waiting. A sandbox is never drawn from through
/// a real gateway, whatever its methods are.
///
/// A day does not wait for a gateway that is down: what has not been answered in [`PATIENCE`] goes on by itself, and the rest
/// of the day is left to the next look.
pub struct AutopayDay {
    /// Payments of the runtime that looks.
    pub payments: Arc<Payments>,
}

#[async_trait]
impl DailyWork for AutopayDay {
    fn name(&self) -> &'static str {
        "autopay"
    }

    async fn run(&self, scope: &Scope, tenant: &Tenant) -> Result<(), Fault> {
        if !tenant.settings.sandbox {
            return Ok(());
        }
        plan(scope).await?;
        // A day is long at the gateway, too: debits have gone through, and what was not answered can be asked for.
        let tomorrow = scope.real_now() + TimeDelta::days(1);
        let (payments, of, at) = (self.payments.clone(), scope.clone(), tenant.clone());
        match apart(async move { payments.work_until(&of, &at, tomorrow).await }).await {
            Outcome::Done => {}
            // What is due is drawn nevertheless: it is other money.
            Outcome::Failed(fault) => {
                tracing::error!(cause = %fault, "payments of a sandbox wait for the next look");
            }
            Outcome::Late => {
                tracing::warn!("a gateway keeps a day waiting; what is due is drawn at the next look");
                return Ok(());
            }
        }
        self.draw(scope, tenant).await?;
        self.payments.warn_of_expiry(scope).await
    }
}

impl AutopayDay {
    async fn draw(&self, scope: &Scope, tenant: &Tenant) -> Result<(), Fault> {
        let mut after = None;
        loop {
            let due = store::due(scope, scope.today(), after, BATCH).await?;
            let Some(last) = due.last() else { return Ok(()) };
            after = Some(last.id);
            for attempt in &due {
                let (payments, of, at) = (self.payments.clone(), scope.clone(), tenant.clone());
                let (id, attempt) = (attempt.id, attempt.clone());
                match apart(async move { payments.draw(&of, &at, &attempt).await }).await {
                    Outcome::Done => {}
                    Outcome::Failed(fault) => {
                        tracing::error!(attempt = %id, cause = %fault, "an invoice is drawn at the next look");
                    }
                    Outcome::Late => {
                        tracing::warn!(attempt = %id, "a gateway keeps a day waiting; the rest is drawn at the next look");
                        return Ok(());
                    }
                }
            }
        }
    }
}

/// What has come of work with a gateway.
enum Outcome {
    Done,
    Failed(Fault),
    /// It goes on by itself.
    Late,
}

/// Works in a task of its own: what has begun is not broken off when the day goes on, and it does not lie on the stack of the
/// request that moves the clock.
async fn apart(work: impl Future<Output = Result<(), Fault>> + Send + 'static) -> Outcome {
    match tokio::time::timeout(PATIENCE, tokio::spawn(work.in_current_span())).await {
        Ok(Ok(Ok(()))) => Outcome::Done,
        Ok(Ok(Err(fault))) => Outcome::Failed(fault),
        Ok(Err(broken)) => Outcome::Failed(Fault::internal(broken)),
        Err(_) => Outcome::Late,
    }
}

/// Plans the first attempts on what was issued today, or yesterday after the calendar had looked, as far as they are not
/// planned yet.
async fn plan(scope: &Scope) -> Result<(), Fault> {
    let issued = issued_since(scope, scope.today() - Days::new(1)).await?;
    for invoices in issued.chunks(CHUNK) {
        let tx = scope.begin().await?;
        let planned = first_attempts(&tx, invoices).await?;
        if planned.is_empty() {
            continue;
        }
        store::plan(&tx, planned).await?;
        tx.commit().await?;
    }
    Ok(())
}
