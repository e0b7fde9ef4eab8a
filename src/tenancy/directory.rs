//! Which tenant a host names. The answer is cached: it is needed by every request and hardly ever changes.

use std::sync::Arc;
use std::time::Duration;

use moka::future::Cache;

use super::Tenant;
use super::store;
use crate::db::{Db, PlatformScope};
use crate::kernel::fault::Fault;
use crate::kernel::ids::TenantId;

/// How long a change of a tenant may take to be seen by a running server.
const TIME_TO_LIVE: Duration = Duration::from_secs(10);

/// Hosts remembered at most, unknown ones included, so that made-up hosts cannot fill the memory.
const CAPACITY: u64 = 20_000;

/// The tenants by host.
#[derive(Clone)]
pub struct TenantDirectory {
    cache: Cache<String, Option<Arc<Tenant>>>,
    by_id: Cache<TenantId, Option<Arc<Tenant>>>,
}

impl Default for TenantDirectory {
    fn default() -> Self {
        Self {
            cache: Cache::builder().max_capacity(CAPACITY).time_to_live(TIME_TO_LIVE).build(),
            by_id: Cache::builder().max_capacity(CAPACITY).time_to_live(TIME_TO_LIVE).build(),
        }
    }
}

impl TenantDirectory {
    /// The tenant that `host` (lower case, without port) names. Waiting requests for one host share a look-up.
    pub async fn find(&self, db: &Db, host: &str) -> Result<Option<Arc<Tenant>>, Fault> {
        if let Some(known) = self.cache.get(host).await {
            return Ok(known);
        }
        let look_up = async {
            let platform = PlatformScope::new(db.clone());
            store::by_host(&platform, host).await.map(|tenant| tenant.map(Arc::new))
        };
        self.cache.try_get_with(host.to_owned(), look_up).await.map_err(|fault| Fault::clone(&fault))
    }

    /// Reads a tenant again when it is asked for next: it has changed.
    pub async fn forget(&self, tenant: &Tenant) {
        for host in &tenant.hosts {
            self.cache.invalidate(host).await;
        }
        self.by_id.invalidate(&tenant.reference.id).await;
    }

    /// The tenant of an id, served or not: for jobs.
    pub async fn find_by_id(&self, db: &Db, id: TenantId) -> Result<Option<Arc<Tenant>>, Fault> {
        let look_up = async {
            let platform = PlatformScope::new(db.clone());
            store::by_id(&platform, id).await.map(|tenant| tenant.map(Arc::new))
        };
        self.by_id.try_get_with(id, look_up).await.map_err(|fault| Fault::clone(&fault))
    }
}
