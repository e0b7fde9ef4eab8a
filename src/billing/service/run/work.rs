//! The shares of a run, and the workers on them.

use std::time::Duration;

use chrono::{NaiveDate, TimeDelta};
use tokio::time::Instant as Stopwatch;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::bill::{Case, NotBilled, read, write};
use crate::billing::entity::{billing_run, billing_run_error, billing_run_share};
use crate::billing::ledger::{TaxTable, UnappliedPayments};
use crate::billing::store;
use crate::catalog;
use crate::customers;
use crate::db::audit::Record;
use crate::db::{DbError, Scope};
use crate::kernel::clock::Instant;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{BillingRunShareId, CustomerId, TypedId as _};

/// Customers of a share: read at once, and lost to nobody for longer than a lease if their worker dies.
pub(super) const SHARE: u32 = 200;

/// How long a worker that says nothing keeps a share. Each customer prolongs it.
const LEASE: TimeDelta = TimeDelta::seconds(5);

/// Between two looks for a share that somebody else has let go of.
const WAIT: Duration = Duration::from_millis(500);

/// Attempts at a customer who changes while being billed.
const ATTEMPTS: u32 = 4;

/// Begins the run of a day, or finds the one that is not finished.
pub async fn begin(scope: &Scope, as_of: NaiveDate) -> Result<billing_run::Model, Fault> {
    if let Some(run) = store::runs::open_run(scope, as_of).await? {
        return Ok(run);
    }
    let run = billing_run::Model {
        id: scope.new_id(),
        tenant_id: scope.tenant().id,
        as_of,
        due_customers: 0,
        planned: true,
        started_at: scope.now(),
        finished_at: None,
    };
    let mut shares = Vec::new();
    let mut after = None;
    loop {
        let customers = catalog::due_customers(scope, as_of, after, None, SHARE).await?;
        let (Some(first), Some(last)) = (customers.first(), customers.last()) else { break };
        after = Some(*last);
        shares.push(billing_run_share::Model {
            id: scope.new_id(),
            tenant_id: run.tenant_id,
            run_id: run.id,
            position: i32::try_from(shares.len() + 1).map_err(Fault::internal)?,
            first_customer: *first,
            last_customer: *last,
            customers: i32::try_from(customers.len()).map_err(Fault::internal)?,
            billed: 0,
            failed: 0,
            holder: None,
            lease_until: None,
            done_at: None,
        });
    }
    let run = billing_run::Model { due_customers: shares.iter().map(|share| share.customers).sum(), ..run };
    let tx = scope.begin().await?;
    match store::runs::insert(&tx, run.clone(), shares).await {
        Ok(()) => {
            tx.commit().await?;
            Ok(run)
        }
        Err(DbError::Unique(_)) => {
            // Somebody else has begun it at this moment.
            drop(tx);
            let open = store::runs::open_run(scope, as_of).await?;
            open.ok_or_else(|| Fault::internal("a run ended while it was begun"))
        }
        Err(other) => Err(other.into()),
    }
}

/// Somebody who works on a run.
pub struct Worker<'a> {
    scope: &'a Scope,
    run: &'a billing_run::Model,
    payments: &'a dyn UnappliedPayments,
    taxes: TaxTable,
    holder: String,
    begun: Stopwatch,
}

impl<'a> Worker<'a> {
    /// A worker on a run. `holder` names it: no two at once have the same name.
    pub async fn on(
        scope: &'a Scope,
        run: &'a billing_run::Model,
        payments: &'a dyn UnappliedPayments,
        holder: String,
    ) -> Result<Self, Fault> {
        let taxes = TaxTable::on(scope, run.as_of).await?;
        Ok(Self { scope, run, payments, taxes, holder, begun: Stopwatch::now() })
    }

    /// Works until the run is done or `stop` is cancelled; the customer under way is finished first.
    pub async fn work(&self, stop: &CancellationToken) -> Result<(), Fault> {
        while !stop.is_cancelled() {
            if let Some(share) = self.take().await? {
                self.share(&share, stop).await?;
            } else if self.finish().await? {
                return Ok(());
            } else {
                // Others work on what is left; what one of them lets go of is for somebody else.
                stop.run_until_cancelled(tokio::time::sleep(WAIT)).await;
            }
        }
        Ok(())
    }

    /// The world's time: the scope's was read when the run was begun.
    fn now(&self) -> Instant {
        let passed = TimeDelta::from_std(self.begun.elapsed()).unwrap_or(TimeDelta::MAX);
        self.scope.real_now() + passed
    }

    async fn take(&self) -> Result<Option<billing_run_share::Model>, Fault> {
        let tx = self.scope.begin().await?;
        let now = self.now();
        let share = store::runs::take_share(&tx, self.run.id, &self.holder, now, now + LEASE).await?;
        tx.commit().await?;
        Ok(share)
    }

    /// Whether the run is over, by this or by somebody else.
    async fn finish(&self) -> Result<bool, Fault> {
        let tx = self.scope.begin().await?;
        if store::runs::finish(&tx, self.run.id).await? {
            let counts = store::runs::counts(&tx, &[self.run.id]).await?.pop();
            let (due, billed, failed) = counts.map_or((0, 0, 0), |row| (row.due, row.billed, row.failed));
            let told = serde_json::json!({
                "asOf": self.run.as_of, "due": due, "billed": billed, "failed": failed,
            });
            tx.record(Record::new("billing.run", self.run.id).after(told)).await?;
            tx.commit().await?;
            return Ok(true);
        }
        drop(tx);
        let run = store::runs::run(self.scope, self.run.id).await?;
        Ok(run.is_none_or(|run| run.finished_at.is_some()))
    }

    async fn share(&self, share: &billing_run_share::Model, stop: &CancellationToken) -> Result<(), Fault> {
        let before = share.first_customer.0.as_u128().checked_sub(1).map(Uuid::from_u128);
        let before = before.map(CustomerId::from_uuid);
        let (as_of, last) = (self.run.as_of, Some(share.last_customer));
        let mut after = before;
        loop {
            let mut due = catalog::due_customers(self.scope, as_of, after, last, SHARE).await?;
            let Some(end) = due.last().copied() else { break };
            after = Some(end);
            let failed = store::runs::failed_customers(self.scope, self.run.id, &due).await?;
            due.retain(|customer| !failed.contains(customer));
            let payers = customers::payers(self.scope, &due).await?;
            let mut cases = read(self.scope, &payers, as_of).await?;
            for payer in payers {
                if stop.is_cancelled() {
                    return Ok(());
                }
                let Some(case) = cases.remove(&payer.id) else { continue };
                if !self.customer(share.id, case).await? {
                    return Ok(());
                }
            }
        }
        let tx = self.scope.begin().await?;
        store::runs::finish_share(&tx, share.id, &self.holder).await?;
        Ok(tx.commit().await?)
    }

    /// Bills a customer. False: the share is somebody else's by now.
    async fn customer(&self, share: BillingRunShareId, mut case: Case) -> Result<bool, Fault> {
        let customer = case.payer.id;
        for attempt in 1..=ATTEMPTS {
            match self.attempt(share, &case).await {
                Ok(kept) => return Ok(kept),
                Err(NotBilled::Stale) if attempt < ATTEMPTS => {
                    let payers = customers::payers(self.scope, &[customer]).await?;
                    let read = read(self.scope, &payers, self.run.as_of).await?.remove(&customer);
                    let Some(read) = read else { return Ok(true) };
                    case = read;
                }
                Err(NotBilled::Stale) => {
                    let message = "the customer changed each time it was billed; bill it again";
                    return self.note(share, customer, "BUSY", message.to_owned()).await;
                }
                Err(NotBilled::Refused(code, message)) => {
                    return self.note(share, customer, code, message).await;
                }
                Err(NotBilled::Fault(Fault::Internal(cause))) => {
                    tracing::error!(%customer, cause, "a customer could not be billed");
                    let message = "a fault of ours; it is in the log".to_owned();
                    return self.note(share, customer, "FAULT", message).await;
                }
                // The database does not answer: nobody can be billed now, and nobody is to blame.
                Err(NotBilled::Fault(fault)) => return Err(fault),
            }
        }
        Ok(true)
    }

    async fn attempt(&self, share: BillingRunShareId, case: &Case) -> Result<bool, NotBilled> {
        let Some(bill) = case.assemble(self.run.as_of, false) else { return Ok(true) };
        let tx = self.scope.begin().await?;
        write(&tx, &case.payer, &bill, &self.taxes, self.payments, self.run.as_of).await?;
        let until = self.now() + LEASE;
        if !store::runs::count(&tx, share, &self.holder, until, (1, 0)).await? {
            return Ok(false);
        }
        tx.commit().await?;
        Ok(true)
    }

    async fn note(
        &self,
        share: BillingRunShareId,
        customer: CustomerId,
        code: &str,
        message: String,
    ) -> Result<bool, Fault> {
        let tx = self.scope.begin().await?;
        let error = billing_run_error::Model {
            id: self.scope.new_id(),
            tenant_id: self.run.tenant_id,
            run_id: self.run.id,
            customer_id: customer,
            code: code.to_owned(),
            message,
            at: self.scope.now(),
        };
        store::runs::insert_error(&tx, error).await?;
        let kept = store::runs::count(&tx, share, &self.holder, self.now() + LEASE, (0, 1)).await?;
        if kept {
            tx.commit().await?;
        }
        Ok(kept)
    }
}
