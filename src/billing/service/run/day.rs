//! What each day brings: the bills of who is due.

use std::sync::Arc;

use async_trait::async_trait;
use futures_util::future::try_join_all;
use tokio_util::sync::CancellationToken;

use super::work::{Worker, begin};
use crate::billing::ledger::UnappliedPayments;
use crate::billing::store;
use crate::catalog;
use crate::db::Scope;
use crate::kernel::fault::Fault;
use crate::tenancy::{DailyWork, Tenant};

/// The bills of a day.
pub struct BillingDay {
    /// The payments that bills are paid out of.
    pub payments: Arc<dyn UnappliedPayments>,
    /// Names this process among those that work on a run.
    pub holder: String,
    /// Customers billed at once.
    pub workers: usize,
}

#[async_trait]
impl DailyWork for BillingDay {
    fn name(&self) -> &'static str {
        "billing"
    }

    /// A run that has failed on some customers is over; they come again with that of the next day.
    async fn run(&self, scope: &Scope, _: &Tenant) -> Result<(), Fault> {
        let today = scope.today();
        if catalog::due_customers(scope, today, None, None, 1).await?.is_empty() {
            return Ok(());
        }
        let done = store::runs::last_finished(scope).await?.is_some_and(|day| day >= today);
        if done && store::runs::open_run(scope, today).await?.is_none() {
            return Ok(());
        }
        let run = begin(scope, today).await?;
        let stop = CancellationToken::new();
        let (run, stop, payments) = (&run, &stop, &*self.payments);
        let work = (1..=self.workers).map(|number| {
            let holder = format!("{}/{number}", self.holder);
            async move { Worker::on(scope, run, payments, holder).await?.work(stop).await }
        });
        try_join_all(work).await.map(|_| ())
    }
}
