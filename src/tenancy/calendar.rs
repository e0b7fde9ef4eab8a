//! What a day brings to a tenant: work of the features, done for each day as it comes. A sandbox makes the days come
//! faster.

use std::sync::Arc;

use async_trait::async_trait;

use super::{Tenant, TenantDirectory};
use crate::db::Scope;
use crate::kernel::fault::Fault;

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
