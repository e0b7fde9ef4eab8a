//! What a day brings to a tenant: work of the features, done for each day as it comes. A sandbox makes the days come
//! faster.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use chrono::NaiveDate;

use super::{Tenant, TenantDirectory};
use crate::db::Scope;
use crate::kernel::fault::Fault;
use crate::kernel::ids::TenantId;

/// Work that is due by the calendar.
///
/// It is asked for more than once a day, by any number of processes at once, so what it has done it does not do again;
/// and where nothing is due it costs next to nothing.
#[async_trait]
pub trait DailyWork: Send + Sync {
    /// Its name, for the log.
    fn name(&self) -> &'static str;

    /// Does what is due on `scope.today()`, and what is left of the days before.
    async fn run(&self, scope: &Scope, tenant: &Tenant) -> Result<(), Fault>;
}

/// Work that has to look at much to find out that nothing is due: a process does it once a day for each tenant, and again
/// only while it fails. What becomes due within a day waits for the next one. Other processes, and one that has been
/// started anew, look once too: the work itself does nothing twice.
pub struct OnceADay<W> {
    work: W,
    done: Mutex<HashMap<TenantId, NaiveDate>>,
}

impl<W> OnceADay<W> {
    /// This work, once a day.
    pub fn new(work: W) -> Self {
        Self { work, done: Mutex::default() }
    }
}

#[async_trait]
impl<W: DailyWork> DailyWork for OnceADay<W> {
    fn name(&self) -> &'static str {
        self.work.name()
    }

    async fn run(&self, scope: &Scope, tenant: &Tenant) -> Result<(), Fault> {
        let (id, today) = (scope.tenant().id, scope.today());
        let done = || self.done.lock().unwrap_or_else(PoisonError::into_inner);
        if done().get(&id) == Some(&today) {
            return Ok(());
        }
        self.work.run(scope, tenant).await?;
        done().insert(id, today);
        Ok(())
    }
}

/// The work of all features, in the order in which a day's is done, and the tenants as this process knows them.
#[derive(Clone)]
pub struct Calendar {
    works: Arc<[Arc<dyn DailyWork>]>,
    directory: TenantDirectory,
}

impl Calendar {
    /// A calendar with this work.
    pub fn new(works: Vec<Arc<dyn DailyWork>>, directory: TenantDirectory) -> Self {
        Self { works: works.into(), directory }
    }

    /// Does what is due for the tenant of `scope`. What fails keeps nothing else from being done; it is logged, and whether
    /// there was any is told.
    pub async fn run_day(&self, scope: &Scope, tenant: &Tenant) -> bool {
        let mut well = true;
        for work in self.works.iter() {
            if let Err(fault) = work.run(scope, tenant).await {
                let (work, day) = (work.name(), scope.today());
                tracing::error!(tenant = %scope.tenant().id, work, %day, cause = %fault, "a day's work was not done");
                well = false;
            }
        }
        well
    }

    /// Has this process read the tenant again.
    pub(super) async fn forget(&self, tenant: &Tenant) {
        self.directory.forget(tenant).await;
    }
}
